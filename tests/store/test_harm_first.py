"""Harm comes first in the store: through chases, edits, undo, errands and 72 hours of all that."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from data.clock import FixedClock
from data.errands import commands as errand_commands
from data.journal import commands as journal_commands
from data.journal import queries as journal
from data.reading.capture import capture
from data.reading.life import answer_life
from data.requests import chasing, queries
from data.requests import commands as requests
from data.requests.joining import join_requests
from data.store import Store
from data.today.queries import board
from models.chases import ChaseInput, TellingInput, Urgency
from models.errands import ErrandInput
from models.problems import Refused
from models.requests import (
    ClosingInput,
    HarmAnswer,
    Outcome,
    QueueSettings,
    RequestInput,
    RequestKind,
    RequestRow,
)
from models.requests.harm import Answer
from models.requests.rules import chase_due
from models.times import LOCAL, loaded, stored
from models.today import Board

NOW = datetime(2022, 4, 9, 7, 42, tzinfo=LOCAL)
A_DAY = timedelta(days=1)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


@pytest.fixture
def store(tmp_path: Path, clock: FixedClock) -> Iterator[Store]:
    made = Store(tmp_path / "desk.db", clock)
    yield made
    made.close()


def row(store: Store, no: int) -> RequestRow:
    with store.read() as conn:
        (found,) = queries.rows(conn, [no], store.now(), queries.settings(conn))
    return found


def next_chase(store: Store, no: int) -> datetime:
    due = row(store, no).next_chase_at
    assert due is not None
    return loaded(due)


def look(store: Store) -> Board:
    with store.read() as conn:
        return board(conn, store.now(), queries.settings(conn))


def promised(store: Store, no: int, until: datetime) -> None:
    given = ChaseInput("药房", "会送", store.now(), promised_until=until)
    store.do(chasing.chase_requests, [no], given)


def test_insulin_for_a_day_is_chased_before_it_ends_whatever_was_promised(
    store: Store, clock: FixedClock
) -> None:
    no = store.do(capture, "1号101 胰岛素还有1天").no
    promised(store, no, NOW + 4 * A_DAY)
    assert next_chase(store, no) == NOW + A_DAY - timedelta(hours=2)
    clock.moment = NOW + A_DAY - timedelta(hours=1)
    assert chase_due(row(store, no), clock.moment)
    promised(store, no, NOW + 4 * A_DAY)
    assert next_chase(store, no) == NOW + A_DAY - timedelta(minutes=30)
    clock.moment = NOW + A_DAY
    found = look(store)
    assert (found.life.total, found.harm_past.total) == (1, 1)
    promised(store, no, NOW + 4 * A_DAY)
    assert next_chase(store, no) == clock.moment + timedelta(minutes=15)


def test_insulin_that_is_gone_at_night_does_not_wait_for_the_morning(
    store: Store, clock: FixedClock
) -> None:
    clock.moment = datetime(2022, 4, 9, 21, 30, tzinfo=LOCAL)
    no = store.do(capture, "1号101 胰岛素没了 今晚这针打不了").no
    assert row(store, no).urgency == Urgency.LIFE
    assert next_chase(store, no) == clock.moment + timedelta(minutes=15)


@pytest.mark.parametrize(
    "said", ["1号101 老人走丢了", "1号101 老人摔倒", "old man missing since 8pm"]
)
def test_an_emergency_at_night_is_chased_at_night(
    store: Store, clock: FixedClock, said: str
) -> None:
    clock.moment = NOW.replace(hour=23, minute=0)
    taken = store.do(capture, said)
    no = taken.no
    if "life" in taken.reading.doubts:  # chased as one until somebody answers
        assert next_chase(store, no) == clock.moment + timedelta(minutes=15)
        store.do(answer_life, [no], False)
    assert next_chase(store, no) == clock.moment + timedelta(hours=1)
    store.do(chasing.chase_requests, [no], ChaseInput("派出所", "在找", clock.moment))
    assert next_chase(store, no) == clock.moment + timedelta(hours=1)
    store.do(chasing.chase_requests, [no], ChaseInput("派出所", "", clock.moment, answered=False))
    assert next_chase(store, no) == clock.moment + timedelta(minutes=20)


def test_dialysis_is_not_silent_for_a_promise_once_it_is_a_life(
    store: Store, clock: FixedClock
) -> None:
    """It is a life from the day before; then a promise puts it off by an hour, not till its end."""
    no = store.do(capture, "1号101 4月12日8点透析 没车").no
    promised(store, no, datetime(2022, 4, 12, 5, tzinfo=LOCAL))
    assert next_chase(store, no) == datetime(2022, 4, 11, 1, tzinfo=LOCAL)
    clock.moment = datetime(2022, 4, 11, 1, tzinfo=LOCAL)
    promised(store, no, datetime(2022, 4, 12, 5, tzinfo=LOCAL))
    assert next_chase(store, no) == clock.moment + timedelta(hours=1)


def test_other_medicine_that_ran_out_stays_of_today_and_is_asked_after(
    store: Store, clock: FixedClock
) -> None:
    no = store.do(capture, "1号101 降压药还剩两天").no
    clock.moment = NOW + 2 * A_DAY + timedelta(hours=1)
    found = look(store)
    assert [one.no for one in found.harm_past.rows] == [no]
    assert found.overdue.total == found.broken.total == found.life.total == 0
    assert row(store, no).urgency == Urgency.TODAY


@pytest.mark.parametrize("kind", [RequestKind.MEDICINE, RequestKind.DIALYSIS])
def test_the_form_counts_as_the_line_does(
    store: Store, clock: FixedClock, kind: RequestKind
) -> None:
    text = "胰岛素快没了" if kind is RequestKind.MEDICINE else "血透"
    given = RequestInput(text, "", kind, Urgency.SOON, NOW, harm_at=NOW + 2 * A_DAY)
    no = store.do(requests.add_request, given)
    clock.moment = NOW + 2 * A_DAY
    assert row(store, no).urgency == Urgency.LIFE
    plain = given._replace(text="降压药没了", kind=RequestKind.MEDICINE)
    other = store.do(requests.add_request, plain)
    assert row(store, other).urgency == Urgency.TODAY
    store.do(requests.change_request, other, 1, {"text": "胰岛素没了"})
    assert row(store, other).urgency == Urgency.LIFE


def test_harm_that_is_learned_later_brings_the_chase_forward(store: Store) -> None:
    given = RequestInput("水管漏", "", RequestKind.REPAIRS, Urgency.ROUTINE, NOW)
    no = store.do(requests.add_request, given)
    promised(store, no, NOW + 5 * A_DAY)
    store.do(requests.answer_harm, [no], Answer(HarmAnswer.TOMORROW))
    assert next_chase(store, no) <= NOW + A_DAY


def test_undoing_a_chase_does_not_bring_back_a_time_behind_the_harm(
    store: Store, clock: FixedClock
) -> None:
    given = RequestInput("水管漏", "", RequestKind.REPAIRS, Urgency.ROUTINE, NOW)
    no = store.do(requests.add_request, given)
    promised(store, no, NOW + 5 * A_DAY)
    store.do(chasing.chase_requests, [no], ChaseInput("药房", "", NOW, answered=False))
    chased = store.ask(journal.newest)
    harm = {"harm_at": NOW + A_DAY}
    store.do(requests.change_request, no, 1, harm)
    store.do(journal_commands.undo, chased)
    assert next_chase(store, no) > NOW + A_DAY
    assert chase_due(row(store, no), NOW), "it is due at once"
    assert look(store).overdue.total == 1


def test_a_broken_promise_stays_on_the_board_until_somebody_answers(
    store: Store, clock: FixedClock
) -> None:
    no = store.do(capture, "1号101 水管漏水").no
    promised(store, no, NOW + timedelta(hours=2))
    clock.moment = NOW + timedelta(hours=3)
    vain = ChaseInput("街道", "", clock.moment, answered=False)
    store.do(chasing.chase_requests, [no], vain)
    assert next_chase(store, no) == clock.moment + timedelta(minutes=20)
    assert [one.no for one in look(store).broken.rows] == [no]
    store.do(chasing.chase_requests, [no], vain._replace(answered=True))
    assert look(store).broken.total == 0
    assert row(store, no).promised_until is None
    store.do(journal_commands.undo)
    assert [one.no for one in look(store).broken.rows] == [no]


# -- 72 hours ------------------------------------------------------------------------------------

_CALLS = (
    "1号{n} 胰岛素还有1天",
    "1号{n} 降压药还剩两天",
    "1号{n} 后天要做血透",
    "1号{n} 没菜了",
    "1号{n} 猫粮快没了",
    "1号{n} 孕妇大出血",
    "1号{n} 氧气还能用1天",
    "1号{n} 水管漏水",
    "1号{n} 什么时候解封",
)

_SETTINGS = (
    QueueSettings(),
    QueueSettings(harm_lead=timedelta(hours=9), retry_after=timedelta(minutes=3)),
    QueueSettings(harm_lead=timedelta(minutes=1), retry_after=timedelta(hours=9)),
)


class _Days:
    """Three days of what a desk does, at random."""

    def __init__(self, store: Store, clock: FixedClock, seed: int) -> None:
        self.store, self.clock, self.chance = store, clock, random.Random(seed)
        self.nos: list[int] = []
        self.acts: tuple[Callable[[], object], ...] = (
            *[self.call] * 3,
            *[self.chase] * 8,
            self.harm,
            self.undo,
            self.set_queue,
            self.errand,
            self.join,
            self.close,
            self.reopen,
            self.tell,
        )

    def some(self, count: int = 1) -> list[int]:
        return self.chance.sample(self.nos, count)

    def ahead(self, hours: int) -> datetime:
        return self.clock.moment + timedelta(minutes=self.chance.randint(1, hours * 60))

    def call(self) -> None:
        if len(self.nos) < 60:
            text = self.chance.choice(_CALLS).format(n=101 + len(self.nos))
            self.nos.append(self.store.do(capture, text).no)

    def chase(self) -> None:
        answered = self.chance.random() < 0.6
        until = self.ahead(90) if answered and self.chance.random() < 0.5 else None
        given = ChaseInput("街道", "", self.clock.moment, answered=answered, promised_until=until)
        self.store.do(chasing.chase_requests, self.some(), given)

    def harm(self) -> None:
        answer = Answer(self.chance.choice(list(HarmAnswer)), self.chance.randint(1, 4))
        self.store.do(requests.answer_harm, self.some()[:1], answer)

    def undo(self) -> None:
        newest = self.store.ask(journal.newest)
        self.store.do(journal_commands.undo, self.chance.randint(max(1, newest - 9), newest))

    def set_queue(self) -> None:
        self.store.do(requests.set_queue, self.chance.choice(_SETTINGS))

    def errand(self) -> None:
        leaves = self.clock.moment
        way = ErrandInput(leaves, self.ahead(9), "药房")
        self.store.do(errand_commands.add_errand, self.some(2), way)

    def join(self) -> None:
        nos = self.some(2)
        self.store.do(join_requests, nos[0], nos)

    def close(self) -> None:
        told = self.chance.choice(["", "本人"])
        ending = ClosingInput(Outcome.MET, told, self.clock.moment)
        self.store.do(requests.close_requests, {self.some()[0]: ending})

    def reopen(self) -> None:
        self.store.do(requests.reopen_request, self.some()[0])

    def tell(self) -> None:
        telling = TellingInput("本人", "在催", self.clock.moment)
        self.store.do(chasing.tell_requests, {self.some()[0]: telling})


@pytest.mark.parametrize("seed", range(3))
def test_in_72_hours_harm_never_passes_unchased(store: Store, clock: FixedClock, seed: int) -> None:
    days = _Days(store, clock, seed)
    for _ in range(6):
        days.call()
    while clock.moment < NOW + timedelta(hours=72):
        clock.moment += timedelta(minutes=days.chance.choice([1, 7, 20, 45]))
        try:
            days.chance.choice(days.acts)()
        except Refused:
            continue  # such as an undo of what was changed since
        _nothing_is_forgotten(store)


def _nothing_is_forgotten(store: Store) -> None:
    now = store.now()
    with store.read() as conn:
        queue = queries.settings(conn)
        found = queries.where(conn, "t.state = 'open' AND t.joined_to_id IS NULL", {}, now, queue)
        seen = board(conn, now, queue)
    due = [one for one in found if chase_due(one, now)]
    for one in found:
        assert one.next_chase_at is not None
        if one in due or one.harm_at is None:
            continue
        if one.harm_at > stored(now):
            assert one.next_chase_at < one.harm_at
        else:
            assert loaded(one.next_chase_at) <= now + A_DAY + timedelta(minutes=5)
    past = {one.no for one in found if one.harm_at is not None and one.harm_at <= stored(now)}
    assert seen.life.total + seen.harm_past.total >= len(past)
    shown = seen.life.total + seen.harm_past.total + seen.broken.total + seen.overdue.total
    assert shown >= len(due)
