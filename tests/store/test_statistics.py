"""The queue's numbers out of a real file."""

from __future__ import annotations

from datetime import timedelta

from data.clock import FixedClock
from data.requests import chasing as request_chasing
from data.requests import commands as request_commands
from data.requests import joining as request_joining
from data.statistics.queries import BEFORE, EACH, numbers
from data.store import Store
from models.chases import ChaseInput, Urgency
from models.requests import ClosingInput, Outcome, RequestInput, RequestKind
from models.statistics import Waits

HOUR = timedelta(hours=1)


def test_numbers_of_an_empty_file(store: Store) -> None:
    found = store.ask(numbers, store.now())
    assert (found.pushing, found.oldest_no, found.waits, found.kinds) == (
        0, None, Waits(None, None), (),
    )  # fmt: skip
    assert len(found.days) == 14
    assert {tuple(day)[1:] for day in found.days} == {(0, 0, 0)}


def test_numbers_by_day_and_kind(store: Store, clock: FixedClock) -> None:
    now = clock.moment
    asked = RequestInput("药没了", "", RequestKind.MEDICINE, Urgency.TODAY, now - 20 * 24 * HOUR)
    store.do(request_commands.add_request, asked)
    # 07:00 on the 8th at +08:00 is still the 7th in UTC.
    store.do(request_commands.add_request, asked._replace(opened_at=now - 25 * HOUR))
    store.do(request_commands.add_request, asked._replace(opened_at=now - 3 * HOUR))
    store.do(
        request_commands.add_request,
        asked._replace(kind=RequestKind.FOOD, opened_at=now - 2 * HOUR),
    )
    store.do(
        request_chasing.chase_requests, [3], ChaseInput("街道", "", now - 2 * HOUR, answered=False)
    )
    store.do(request_chasing.chase_requests, [3], ChaseInput("街道", "能配", now - HOUR))
    store.do(request_commands.close_requests, {3: ClosingInput(Outcome.MET, "本人", now)})
    store.do(request_commands.close_requests, {4: ClosingInput(Outcome.WITHDRAWN, "本人", now)})
    found = store.ask(numbers, now, days=3)
    assert [(day.day.day, *day[1:]) for day in found.days] == [
        (7, 0, 0, 1),
        (8, 1, 0, 2),
        (9, 2, 2, 2),
    ]
    assert (found.pushing, found.oldest_no) == (2, 1)
    assert found.days[-1].pushing == found.pushing
    assert found.waits == Waits(120, 180)
    assert [(k.kind, k.opened, k.pushing, k.waits) for k in found.kinds] == [
        ("medicine", 2, 1, Waits(120, 180)),
        ("food", 1, 0, Waits(None, None)),
    ]


def test_a_request_taken_up_again_goes_on(store: Store) -> None:
    now = store.now()
    asked = RequestInput("药没了", "", RequestKind.MEDICINE, Urgency.TODAY, now - HOUR)
    store.do(request_commands.add_request, asked)
    store.do(request_commands.close_requests, {1: ClosingInput(Outcome.MET, "本人", now)})
    store.do(request_commands.reopen_request, 1)
    found = store.ask(numbers, now, days=1)
    assert (found.days[0].pushing, found.waits.met) == (1, None)


def test_requests_joined_are_one(store: Store) -> None:
    now = store.now()
    asked = RequestInput("药没了", "", RequestKind.MEDICINE, Urgency.TODAY, now - HOUR)
    for _each in range(3):
        store.do(request_commands.add_request, asked)
    store.do(request_joining.join_requests, 1, [2, 3])
    found = store.ask(numbers, now, days=1)
    assert (found.pushing, found.days[0].opened, found.kinds[0].opened) == (1, 1, 1)


def test_numbers_are_counted_from_indexes_alone(store: Store) -> None:
    moments = {"start": "2022-04-01T00:00:00Z", "now": "2022-04-09T00:00:00Z"}
    with store.read() as conn:
        for sql in (BEFORE, EACH):
            plan = conn.execute(f"EXPLAIN QUERY PLAN {sql}", moments).fetchall()
            read = [line[3] for line in plan if line[3].startswith(("SEARCH", "SCAN"))]
            assert read
            assert all("COVERING INDEX" in line for line in read), read
