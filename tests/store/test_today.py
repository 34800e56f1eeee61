"""The Today board on a real file."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from data.clock import FixedClock
from data.emergency import commands as emergency_commands
from data.emergency import queries as emergency
from data.ids import new_id
from data.journal import commands as journal_commands
from data.requests import chasing as request_chasing
from data.requests import commands as request_commands
from data.requests import joining as request_joining
from data.store import Store
from data.today.queries import MOST, board
from models.chases import ChaseInput, TellingInput, Urgency
from models.emergency import EmergencyKind
from models.emergency.checklists import AFTER_DEATH, CHECKLISTS
from models.requests import DEFAULT_SETTINGS, ClosingInput, Outcome, RequestInput, RequestKind
from models.times import LOCAL, stored
from models.today import Board
from tests.store.explaining import plans

NOW = datetime(2022, 4, 9, 8, 0, tzinfo=LOCAL)


def look(store: Store) -> Board:
    return store.ask(board, store.now(), DEFAULT_SETTINGS)


def ask(store: Store, urgency: Urgency, ago: timedelta = timedelta(0)) -> int:
    given = RequestInput("x", "", RequestKind.OTHER, urgency, store.now() - ago)
    return store.do(request_commands.add_request, given)


def insert(store: Store, table: str, **values: object) -> str:
    key = new_id()
    names = ", ".join(["id", *values])
    with store.step() as step:
        step.act("set")
        step.conn.execute(
            f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * (len(values) + 1))})",
            (key, *values.values()),
        )
    return key


def test_an_empty_file_has_an_empty_board(store: Store) -> None:
    found = look(store)
    assert (found.on_duty, found.staff, found.open, found.call_backs) == (0, 0, 0, 0)
    assert found.life.rows == found.overdue.rows == found.work == found.absent == ()


def test_each_request_stands_in_one_section(store: Store, clock: FixedClock) -> None:
    life = ask(store, Urgency.LIFE, timedelta(hours=2))
    overdue = ask(store, Urgency.TODAY, timedelta(hours=3))
    due = ask(store, Urgency.TODAY, timedelta(minutes=30))
    later = ask(store, Urgency.SOON)
    broken = ask(store, Urgency.TODAY, timedelta(hours=5))
    promise = NOW - timedelta(hours=1)
    made = NOW - timedelta(hours=2)
    store.do(
        request_chasing.chase_requests,
        [broken],
        ChaseInput("街道", "", made, promised_until=promise),
    )
    store.do(request_chasing.chase_requests, [broken], ChaseInput("街道", "", NOW, answered=False))
    told = ask(store, Urgency.ROUTINE)
    store.do(request_commands.close_requests, {told: ClosingInput(Outcome.MET, "", NOW)})

    found = look(store)
    sections = {
        name: [row.no for row in getattr(found, name).rows]
        for name in ("life", "overdue", "broken", "due")
    }
    expected = {"life": [life], "overdue": [overdue], "broken": [broken], "due": [due, told]}
    assert sections == expected
    assert (found.open, found.call_backs) == (6, 1)

    clock.moment = NOW + timedelta(hours=5)
    found = look(store)
    assert [row.no for row in found.overdue.rows] == [overdue, due, later, told]
    assert [row.no for row in found.broken.rows] == [broken], "nobody answered for it yet"
    assert (found.overdue.total, found.broken.due, found.due.total) == (4, 1, 0)


def test_who_was_told_nothing_for_too_long(store: Store, clock: FixedClock) -> None:
    first = ask(store, Urgency.LIFE, timedelta(hours=20))
    second = ask(store, Urgency.SOON, timedelta(hours=18))
    told = ask(store, Urgency.SOON, timedelta(hours=20))
    tonight = ask(store, Urgency.TODAY, timedelta(hours=7))
    closed = ask(store, Urgency.SOON, timedelta(hours=21))
    store.do(request_commands.close_requests, {closed: ClosingInput(Outcome.MET, "本人", NOW)})
    store.do(
        request_chasing.tell_requests,
        {told: TellingInput("本人", "在找", NOW - timedelta(hours=1))},
    )
    assert [row.no for row in look(store).untold.rows] == [first, second]
    clock.moment = NOW + timedelta(hours=3)
    assert [row.no for row in look(store).untold.rows] == [first, second, tonight]
    assert look(store).untold.total == 3


def test_joined_requests_stand_nowhere_on_the_board(store: Store) -> None:
    nos = [ask(store, Urgency.LIFE, timedelta(hours=6)) for _ in range(2)]
    store.do(request_joining.join_requests, nos[0], nos)
    found = look(store)
    assert [row.no for row in found.life.rows] == [row.no for row in found.untold.rows] == nos[:1]
    assert found.open == 1


def test_a_long_section_shows_its_first_and_counts_all(store: Store) -> None:
    most = MOST["overdue"]
    for _ in range(most + 3):
        ask(store, Urgency.TODAY, timedelta(hours=2))
    found = look(store)
    assert [row.no for row in found.overdue.rows] == list(range(1, most + 1))
    assert found.overdue.total == most + 3


@pytest.mark.parametrize(("hours", "absent"), [(0, 1), (30, 0)])
def test_who_is_absent_and_until_when(
    store: Store, clock: FixedClock, hours: int, absent: int
) -> None:
    here = insert(store, "person", no=1, name="宋某", kind="staff")
    away = insert(store, "person", no=2, name="卢某", kind="staff", post="主任")
    insert(store, "person", no=3, name="蒋某", kind="volunteer")
    insert(
        store,
        "presence",
        person_id=away,
        place="isolated",
        reach="window",
        since=stored(NOW - timedelta(days=3)),
        until=stored(NOW + timedelta(days=1)),
        expected_back="2022-04-10",
        entered_at=stored(NOW),
    )
    assert here != away
    clock.moment = NOW + timedelta(hours=hours)
    found = look(store)
    assert (found.on_duty, found.staff) == (2 - absent, 2)
    assert [(one.no, one.name, one.expected_back) for one in found.absent] == [
        (2, "卢某", "2022-04-10")
    ][:absent]


def test_what_has_to_be_done_after_a_death_stays_until_all_of_it_is_ticked(
    store: Store, clock: FixedClock
) -> None:
    lost = ask(store, Urgency.LIFE)
    ask(store, Urgency.TODAY)
    assert look(store).after_death == ()
    store.do(request_commands.close_requests, {lost: ClosingInput(Outcome.DIED, "女儿", NOW)})
    clock.moment = NOW + timedelta(days=40)
    (found,) = look(store).after_death
    assert (found.row.no, found.to_do) == (lost, AFTER_DEATH)
    for item in AFTER_DEATH[1:]:
        store.do(emergency_commands.mark_item, lost, item, done=True)
    (found,) = look(store).after_death
    assert found.to_do == AFTER_DEATH[:1]
    store.do(emergency_commands.mark_item, lost, AFTER_DEATH[0], done=True)
    assert look(store).after_death == ()
    store.do(journal_commands.undo)
    assert len(look(store).after_death) == 1, "taken back, it is to be done again"


def test_what_was_ticked_while_the_life_was_at_stake_is_nothing_of_it(store: Store) -> None:
    lost = ask(store, Urgency.LIFE)
    sheet = store.ask(emergency.sheet, lost)
    for item in CHECKLISTS[EmergencyKind(sheet.kind)]:
        store.do(emergency_commands.mark_item, lost, item, done=True)
    store.do(request_commands.close_requests, {lost: ClosingInput(Outcome.DIED, "女儿", NOW)})
    assert look(store).after_death[0].to_do == AFTER_DEATH


def test_deaths_are_found_without_looking_at_every_request(store: Store) -> None:
    with store.read() as conn:
        told = " ".join(plans(conn, lambda: emergency.unfinished(conn)))
    assert "request_of_death" in told
