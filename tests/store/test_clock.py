"""A clock that was wrong: nothing is refused for it, no reminder lost, and times are set right."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from data import migrations
from data.absence import commands as absence
from data.attendance import commands as attendance
from data.clock import FixedClock
from data.custody import commands as custody
from data.duties import commands as duty_commands
from data.duties import queries as duties
from data.emergency import commands as emergency
from data.maintenance import ahead
from data.maintenance.keeper import Keeper
from data.requests import chasing, queries
from data.requests import commands as requests
from data.roster import presence as roster_presence
from data.roster.queries import presence_of
from data.store import Store
from data.supplies import commands as supply_commands
from data.supplies import run, running
from data.today.badges import badges
from data.today.queries import board
from models.absence import AbsenceInput
from models.chases import ChaseInput, Rung, TellingInput
from models.custody import CustodyInput, KeptKind
from models.duties import DutyInput, Role, Work
from models.emergency import AttemptInput, LineInput, Result, SheetLine
from models.households import CompoundInput
from models.requests import (
    DEFAULT_SETTINGS,
    ClosingInput,
    HarmAnswer,
    Outcome,
    RequestInput,
    RequestKind,
    RequestRow,
    Urgency,
)
from models.requests.harm import Answer
from models.requests.reasons import why_first
from models.roster import PersonInput, PersonKind, Place, PresenceInput
from models.supplies import AllocationRule, DeliveryInput, ItemInput
from models.times import loaded, stored
from tests.beginning import begin
from tests.states import refused, undone_whole

DAY = timedelta(days=1)
YEAR = timedelta(days=365)
LIN = 1

PLANNED = {
    "building.closed_until",
    "carry_load.ends_at",
    "carry_load.starts_at",
    "compound.closed_until",
    "delivery.arrives_at",
    "delivery.promised_at",
    "duty.starts_at",
    "duty.ends_at",
    "errand.leaves_at",
    "errand.returns_at",
    "journal_step.at",
    "journal_step.entered_at",
    "person.available_until",
    "retest.ends_at",
    "retest.starts_at",
    "sheet_person.until",
    "test_batch.starts_at",
    "test_round.ends_at",
    "test_round.starts_at",
    "test_round.team_at",
    "test_session.starts_at",
    "test_session.ends_at",
}
"""Times that somebody said, and those of the journal, which nobody changes."""


def call(store: Store, text: str = "没药", urgency: Urgency = Urgency.TODAY) -> int:
    return store.do(
        requests.add_request, RequestInput(text, text, RequestKind.MEDICINE, urgency, store.now())
    )


def row(store: Store, no: int) -> RequestRow:
    (found,) = store.ask(queries.rows, [no], store.now(), DEFAULT_SETTINGS)
    return found


def chase(store: Store, no: int) -> None:
    given = ChaseInput("街道", "在问", store.now(), Rung.SUBDISTRICT, True)
    store.do(chasing.chase_requests, [no], given)


@pytest.fixture(params=[DAY, YEAR], ids=["a day", "a year"])
def by(request: pytest.FixtureRequest) -> timedelta:
    """How far the clock was ahead."""
    found: timedelta = request.param
    return found


@pytest.fixture
def future(store: Store, clock: FixedClock, by: timedelta) -> Store:
    """A call that was written down while the clock was ahead; it is right again."""
    begin(store, PersonInput("小林", PersonKind.STAFF))
    clock.moment += by
    call(store)
    clock.moment += timedelta(minutes=5) - by
    return store


# -- what is done to a call from the future ------------------------------------------------------


def test_a_call_from_the_future_can_be_chased_told_and_closed(future: Store) -> None:
    chase(future, 1)
    future.do(chasing.tell_requests, {1: TellingInput("秦某", "", future.now())})
    assert row(future, 1).told_at == stored(future.now())
    done = ClosingInput(Outcome.MET, "秦某", future.now())
    assert future.do(requests.close_requests, {1: done}).left == {}
    assert row(future, 1).state == "closed"


def test_a_call_from_the_future_can_be_changed_and_its_time_set(future: Store) -> None:
    found = future.ask(queries.view, 1)
    future.do(requests.change_request, 1, found.version, {"caller": "秦某"})
    future.do(requests.answer_harm, [1], Answer(HarmAnswer.TONIGHT))
    found = future.ask(queries.view, 1)
    late = {"opened_at": loaded(found.opened_at) + timedelta(hours=1)}
    with refused("opened_in_future"):
        future.do(requests.change_request, 1, found.version, late)
    future.do(requests.change_request, 1, found.version, {"opened_at": future.now()})
    assert loaded(future.ask(queries.view, 1).opened_at) == future.now()


def test_a_call_from_the_future_is_due_until_it_is_chased(future: Store, by: timedelta) -> None:
    def due() -> tuple[int, int]:
        seen = future.ask(board, future.now(), DEFAULT_SETTINGS)
        return seen.overdue.total, future.ask(badges, future.now()).requests

    assert due() == (1, 1)
    assert why_first(row(future, 1), future.now()).code == "reckoned_ahead"
    chase(future, 1)
    assert due() == (0, 0)


def test_a_call_chased_with_the_clock_a_year_ahead_is_due(store: Store, clock: FixedClock) -> None:
    call(store)
    clock.moment += YEAR
    chase(store, 1)
    clock.moment -= YEAR
    assert store.ask(board, store.now(), DEFAULT_SETTINGS).overdue.total == 1


def test_a_telling_from_the_future_hides_no_later_one(store: Store, clock: FixedClock) -> None:
    call(store)
    clock.moment += YEAR
    store.do(chasing.tell_requests, {1: TellingInput("秦某", "", store.now())})
    clock.moment -= YEAR
    store.do(chasing.tell_requests, {1: TellingInput("秦某", "", store.now())})
    assert row(store, 1).told_at == stored(store.now())


def test_a_life_from_the_future_is_looked_after_and_closed(
    store: Store, clock: FixedClock, by: timedelta
) -> None:
    clock.moment += by
    no = call(store, "孕妇大出血", Urgency.LIFE)
    clock.moment += timedelta(minutes=2) - by
    taken = AttemptInput("区妇产科", Result.ACCEPTED, store.now(), "急诊")
    store.do(emergency.log_attempt, no, taken)
    told = LineInput(SheetLine.FAMILY_TOLD, "丈夫: 车来了", store.now())
    store.do(emergency.add_line, no, told)
    store.do(emergency.add_line, no, LineInput(SheetLine.ARRIVED, "3病区", store.now()))
    done = ClosingInput(Outcome.MET, "丈夫", store.now())
    assert store.do(requests.close_requests, {no: done}).left == {}


def test_who_came_in_the_future_can_leave(store: Store, clock: FixedClock, by: timedelta) -> None:
    begin(store, PersonInput("小林", PersonKind.STAFF))
    nine = clock.moment + timedelta(hours=1)
    (no,) = (1,)
    patrol = DutyInput(LIN, Work.PATROL, Role.HAND, nine, nine + timedelta(hours=2))
    store.do(duty_commands.change_people, [patrol])
    clock.moment = nine + timedelta(minutes=4)
    store.do(attendance.come, [no])
    clock.moment -= timedelta(minutes=2)
    store.do(attendance.leave, [no])
    found = store.ask(duties.duty, no)
    assert found.checked_in_at == found.checked_out_at == stored(clock.moment)


def test_who_was_away_from_the_future_on_can_be_back(
    store: Store, clock: FixedClock, by: timedelta
) -> None:
    begin(store, PersonInput("小林", PersonKind.STAFF))
    here = PresenceInput(Place.ON_SITE, store.now() - DAY)
    store.do(roster_presence.record_presence, [LIN], here)
    clock.moment += by
    away = AbsenceInput((LIN,), PresenceInput(Place.ISOLATED, store.now()))
    store.do(absence.apply_absence, away, ())
    clock.moment += timedelta(minutes=5) - by
    store.do(absence.bring_back, LIN, store.now())
    (found,) = store.ask(presence_of, LIN)
    assert (found.place, found.until) == (Place.ON_SITE, None)


def test_an_absence_that_is_planned_is_kept(store: Store, clock: FixedClock) -> None:
    begin(store, PersonInput("小林", PersonKind.STAFF))
    away = AbsenceInput((LIN,), PresenceInput(Place.ISOLATED, store.now() + DAY))
    store.do(absence.apply_absence, away, ())
    store.do(absence.bring_back, LIN, store.now())
    with store.read() as conn:
        (planned,) = conn.execute(
            "SELECT place, since FROM presence WHERE until IS NULL"
        ).fetchall()
    assert tuple(planned) == ("isolated", stored(store.now() + DAY))


# -- set right -----------------------------------------------------------------------------------


def written(store: Store, clock: FixedClock, by: timedelta) -> None:
    """A morning's work, of which the middle was done while the clock was ahead."""
    begin(store, PersonInput("小林", PersonKind.STAFF))
    call(store, "奶粉没了")
    clock.moment += by
    for minutes in range(3):
        clock.moment += timedelta(minutes=minutes)
        call(store, f"第{minutes}件")
    chase(store, 1)
    away = AbsenceInput((LIN,), PresenceInput(Place.ISOLATED, store.now()))
    store.do(absence.apply_absence, away, ())
    store.do(custody.add_thing, CustodyInput(KeptKind.CARD, "卡", LIN, owner="秦某"))
    clock.moment += timedelta(minutes=20) - by


def test_what_was_written_ahead_is_set_right_in_its_order(
    store: Store, clock: FixedClock, by: timedelta
) -> None:
    written(store, clock, by)
    found = store.ask(ahead.written_ahead, store.now())
    assert found is not None
    assert (found.steps, found.newest) == (6, clock.moment + by - timedelta(minutes=20))
    undone_whole(store, lambda: store.do(ahead.set_right))
    assert store.ask(ahead.written_ahead, store.now()) is None
    with refused("clock_right"):
        store.do(ahead.set_right)
    came = [loaded(row(store, no).opened_at) for no in (2, 3, 4)]
    assert [b - a for a, b in pairwise(came)] == [
        timedelta(minutes=1),
        timedelta(minutes=2),
    ]
    assert came[-1] == store.now()
    assert loaded(row(store, 1).next_chase_at or "") <= store.now() + timedelta(hours=24)
    assert presence_of_now(store) == Place.ISOLATED
    assert not [at for at in happened(store) if at > stored(store.now())]


def test_a_truck_that_came_while_the_clock_was_ahead_came_before_now(
    store: Store, clock: FixedClock, by: timedelta
) -> None:
    begin(store, PersonInput("小林", PersonKind.STAFF), CompoundInput("甲苑", stated_households=20))
    promised = clock.moment + timedelta(minutes=30)
    goods = ItemInput("蔬菜包", 20, "份", AllocationRule.PER_HOUSEHOLD)
    store.do(supply_commands.add_delivery, DeliveryInput(promised, (goods,), "沪A·D1234"))
    clock.moment += by
    store.do(running.arrive, 1)
    clock.moment += timedelta(minutes=40)
    store.do(running.drive_on, 1)
    clock.moment += timedelta(minutes=5) - by
    undone_whole(store, lambda: store.do(ahead.set_right))
    (stop,) = store.ask(run.run_stops, 1)
    came, went = loaded(stop.arrived_at or ""), loaded(stop.left_at or "")
    assert (went - came, went <= store.now()) == (timedelta(minutes=40), True)
    assert loaded(store.ask(run.truck, 1).promised_at or "") == promised, "it was said, not noted"


def test_what_was_done_since_with_the_right_time_stays_behind_it(
    store: Store, clock: FixedClock, by: timedelta
) -> None:
    written(store, clock, by)
    since = store.now()
    call(store, "之后")
    clock.moment += timedelta(hours=3)
    store.do(ahead.set_right)
    assert loaded(row(store, 4).opened_at) == since
    assert loaded(row(store, 5).opened_at) == since
    assert row(store, 1).no == 1


def test_a_clock_that_is_wrong_again_is_set_right_again(store: Store, clock: FixedClock) -> None:
    written(store, clock, YEAR)
    store.do(ahead.set_right)
    morning = clock.moment
    clock.moment += DAY
    no = call(store, "明天")
    clock.moment = morning + timedelta(minutes=10)
    done = store.do(ahead.set_right)
    assert (done.steps, done.records) == (1, 1)
    assert loaded(row(store, no).opened_at) == clock.moment
    assert loaded(row(store, 4).opened_at) <= morning


def presence_of_now(store: Store) -> str:
    now = stored(store.now())
    spans = store.ask(presence_of, LIN)
    return next(s.place for s in spans if s.since <= now and (s.until is None or s.until > now))


def happened(store: Store) -> list[str]:
    """All times of what has happened, as the tables hold them."""
    past = ("opened_at", "at", "entered_at", "told_at", "since")
    with store.read() as conn:
        return [
            at
            for table, columns in ahead.MOMENTS.items()
            for column in columns
            if column in past
            for (at,) in conn.execute(f"SELECT {column} FROM {table} WHERE {column} IS NOT NULL")
        ]


def test_of_every_time_it_is_known_whether_the_clock_gave_it() -> None:
    folder = Path(migrations.__file__).parent
    text = "\n".join((folder / name).read_text(encoding="utf-8") for name in migrations.rungs())
    found = set()
    for table, body in re.findall(r"CREATE TABLE (\w+) \((.*?)\n\);", text, re.DOTALL):
        times = re.findall(r"^    (\w+_at|at|since|\w*until) TEXT", body, re.MULTILINE)
        found |= {f"{table.removesuffix('_anew')}.{column}" for column in times}
    found |= {
        f"{table}.{column}"
        for table, column in re.findall(
            r"ALTER TABLE (\w+) ADD COLUMN (\w+_at|at|since|\w*until) TEXT", text
        )
    }
    known = {f"{table}.{name}" for table, names in ahead.MOMENTS.items() for name in names}
    assert found - PLANNED == known


# -- said ----------------------------------------------------------------------------------------


class Jumping(FixedClock):
    """A clock that is set while the machine's own time goes on."""

    def __init__(self, moment: datetime) -> None:
        super().__init__(moment)
        self.seconds = 0.0

    def passed(self) -> float:
        return self.seconds


@pytest.fixture
def jumping(tmp_path: Path, clock: FixedClock) -> Jumping:
    return Jumping(clock.moment)


@pytest.fixture
def open_desk(tmp_path: Path, jumping: Jumping) -> Store:
    opened = Store(tmp_path / "open.db", jumping)
    begin(opened, PersonInput("小林", PersonKind.STAFF))
    return opened


@pytest.mark.parametrize(
    ("leap", "code"), [(-DAY, "clock_leapt_back"), (YEAR, "clock_leapt"), (DAY, "clock_leapt")]
)
def test_a_clock_that_leaps_while_the_desk_is_open_is_told_once(
    open_desk: Store, jumping: Jumping, leap: timedelta, code: str
) -> None:
    keeper = Keeper(open_desk)
    assert keeper.look() == []
    jumping.moment += timedelta(hours=1)
    jumping.seconds += 3600
    assert keeper.look() == []
    jumping.moment += leap
    assert code in [one.code for one in keeper.look()]
    assert keeper.look() == []


def test_a_start_before_the_last_act_is_told_once_and_stands(
    open_desk: Store, jumping: Jumping
) -> None:
    jumping.moment -= DAY
    keeper = Keeper(open_desk)
    (told,) = keeper.look()
    assert told.code == "clock_behind"
    assert told.params["at"] == "2022-04-09 08:00"
    assert told.params["now"] == "2022-04-08 08:00"
    jumping.moment += timedelta(minutes=1)
    jumping.seconds += 60
    assert keeper.look() == []
    assert [one.code for one in keeper.standing] == ["clock_behind"]
    open_desk.do(ahead.set_right)
    assert keeper.look() == []
    assert keeper.standing == ()


def test_a_start_long_after_the_last_act_asks_about_the_clock(
    open_desk: Store, jumping: Jumping
) -> None:
    jumping.moment += YEAR
    (told,) = Keeper(open_desk).look()
    assert told.code == "clock_far"
