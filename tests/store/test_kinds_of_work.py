"""Each kind of work registers once, and everything that plans people knows it by that."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import NamedTuple

import pytest
from sqlmodel import SQLModel

import data.mapping  # noqa: F401 - the tables link to each other by name
from data.absence import commands as absence_commands
from data.absence import contacts
from data.absence import plans as absence_plans
from data.absence import queries as absence
from data.cover import queries as cover
from data.cover import reserves
from data.duties import candidates as duty_candidates
from data.duties import commands as duty_commands
from data.duties import queries as duties
from data.roster import queries as roster
from data.sheets.queries import sheets
from data.step import Step
from data.store import Store
from data.suggest.queries import plan_day
from data.timeline import commands as timeline_commands
from data.timeline import queries as timeline
from data.work import WorkKind, kinds
from models.absence import AbsenceInput, Away
from models.chases import Rung, Urgency
from models.duties import DEFAULT_ROSTER, DutyInput, Work
from models.errands import ErrandState
from models.errands.tables import Errand
from models.households import CompoundKind
from models.households.tables import Building, Compound, Household
from models.loads import LoadState, Means
from models.loads.tables import CarryLoad, LoadBuilding
from models.problems import Refused
from models.recall import RetestState
from models.recall.tables import Retest, TubeRecall
from models.requests import Outcome, RequestKind, RequestState
from models.requests.tables import Request
from models.roster import PersonKind, Place, PresenceInput
from models.roster.tables import Person
from models.sheets.rules import masked
from models.supplies import DeliveryState, DropState
from models.supplies.tables import Delivery, SupplyDrop
from models.testing import RoundKind, SessionState
from models.testing.tables import SessionCompound, TestRound, TestSession
from models.times import LOCAL

DAY = date(2022, 4, 9)
NINE = datetime(2022, 4, 9, 9, tzinfo=LOCAL)
HOUR = timedelta(hours=1)
SPAN = NINE, NINE + HOUR
SHI, ZHAO, SUN = 1, 2, 3
NO = 7
"""The number of the record of each kind."""


class Kept(NamedTuple):
    """A record of a kind of work, number 7, that begins at nine where it has times.

    Attributes:
        rows: it, and what belongs to it.
        over: what it is once it asks for nobody any more.
        off: what it is once it is called off; None where that makes no difference to its people.
    """

    rows: Callable[[], list[SQLModel]]
    over: dict[str, object]
    off: dict[str, object] | None = None


def _session() -> list[SQLModel]:
    return [
        TestRound(id="round", no=1, name="一", kind=RoundKind.PCR, day="2022-04-09", pool_size=10),
        TestSession(
            id="record", no=NO, round_id="round", state=SessionState.PLANNED, site="弄口",
            starts_at=NINE, ends_at=NINE + HOUR, desks=1,
        ),
        SessionCompound(id="called", session_id="record", compound_id="compound"),
    ]  # fmt: skip


def _drop() -> list[SQLModel]:
    return [
        Delivery(
            id="delivery", no=1, state=DeliveryState.EXPECTED, arrives_at=NINE, driver="朱师傅",
            driver_phone="13800009200", entered_at=NINE,
        ),
        SupplyDrop(
            id="record", no=NO, delivery_id="delivery", compound_id="compound", position=1,
            state=DropState.PLANNED, eta=NINE,
        ),
    ]  # fmt: skip


def _load() -> list[SQLModel]:
    return [
        _drop()[0],
        SupplyDrop(
            id="gate", no=1, delivery_id="delivery", compound_id="compound", position=1,
            state=DropState.DONE, eta=NINE,
        ),
        Building(id="building", no=1, compound_id="compound", name="3"),
        CarryLoad(
            id="record", no=NO, drop_id="gate", position=1, state=LoadState.PLANNED,
            means=Means.TROLLEY, units=20, trips=1, starts_at=NINE, ends_at=NINE + HOUR,
        ),
        LoadBuilding(id="way", load_id="record", building_id="building", position=0),
    ]  # fmt: skip


def _errand() -> list[SQLModel]:
    return [
        Errand(
            id="record", no=NO, state=ErrandState.OPEN, medicine="降压药", place="瑞金医院",
            leaves_at=NINE, returns_at=NINE + HOUR, note="带卡", entered_at=NINE,
        )
    ]  # fmt: skip


def _retest() -> list[SQLModel]:
    return [
        Building(id="building", no=1, compound_id="compound", name="3"),
        Household(id="household", no=1, building_id="building", room="501", head="阳性户"),
        TubeRecall(id="recall", no=1, code="8812345", told_at=NINE, entered_at=NINE),
        Retest(
            id="record", no=NO, recall_id="recall", household_id="household",
            state=RetestState.PLANNED, starts_at=NINE, ends_at=NINE + HOUR, note="复核单采",
        ),
    ]  # fmt: skip


def _request() -> list[SQLModel]:
    return [
        Request(
            id="record", no=NO, state=RequestState.OPEN, kind=RequestKind.OTHER,
            urgency=Urgency.SOON, text="搬一下", summary="透析要搬东西", address_said="甲苑发热户",
            caller="秦某", phone="13800003555", rung=Rung.SELF, next_chase_at=NINE,
            opened_at=NINE, entered_at=NINE,
        )
    ]  # fmt: skip


KEPT: dict[str, Kept] = {
    "test_session": Kept(_session, {"state": SessionState.DONE}, {"state": SessionState.CANCELLED}),
    "supply_drop": Kept(_drop, {"state": DropState.DONE}, {"state": DropState.CANCELLED}),
    "carry_load": Kept(_load, {"state": LoadState.DONE}, {"state": LoadState.CANCELLED}),
    "errand": Kept(_errand, {"state": ErrandState.DONE}),
    "retest": Kept(_retest, {"state": RetestState.DONE}, {"state": RetestState.CANCELLED}),
    "request": Kept(
        _request, {"state": RequestState.CLOSED, "outcome": Outcome.MET, "told_at": NINE}
    ),
}
"""A record of each kind of work by its table; a new kind is looked at once it stands here."""

RECORDED = list(kinds.BY_WORK)
TIMED = [kind for kind in kinds.KINDS if kind is not kinds.BY_WORK[Work.REQUEST]]
"""Kinds that say when they take whom; requests ask for people by chases, not by hours."""


def _begin(step: Step, kind: WorkKind) -> None:
    step.add(
        Compound(id="compound", no=1, position=1, name="甲苑", kind=CompoundKind.COMMODITY),
        Person(id="shi", no=SHI, name="石磊", kind=PersonKind.STAFF, vehicle="货车"),
        Person(id="zhao", no=ZHAO, name="赵娟", kind=PersonKind.STAFF),
        Person(id="sun", no=SUN, name="孙秀英", kind=PersonKind.VOLUNTEER),
    )
    for row in KEPT[kind.table].rows():
        step.add(row)
    step.act("began")


def _become(step: Step, kind: WorkKind, values: dict[str, object]) -> None:
    (table,) = {type(row) for row in KEPT[kind.table].rows() if row.__tablename__ == kind.table}
    step.change(table, "record", **values)
    step.act("became")


def _given(work: Work, person: int | None = SHI, no: int | None = NO) -> DutyInput:
    return DutyInput(person, work, kinds.DUTIES[work].roles[0], *SPAN, no)


def _give(store: Store, *given: DutyInput) -> None:
    store.do(duty_commands.change_people, given)


@pytest.fixture
def town(store: Store, request: pytest.FixtureRequest) -> Store:
    """Two of the staff and a volunteer, and the record of the kind of work that is looked at."""
    looked_at: Work | WorkKind = request.getfixturevalue(
        "kind" if "kind" in request.fixturenames else "work"
    )
    kind = kinds.BY_WORK[looked_at] if isinstance(looked_at, Work) else looked_at
    store.do(_begin, kind)
    return store


def test_every_duty_is_of_a_kind_and_every_kind_is_looked_at_here() -> None:
    assert kinds.DUTIES.keys() == set(Work)
    assert {kind.table for kind in kinds.KINDS} == KEPT.keys()
    assert len({kind.name for kind in kinds.KINDS}) == len(kinds.KINDS)
    assert all(duty.roles for duty in kinds.DUTIES.values())
    assert all((KEPT[kind.table].off is None) == (kind.off == "0") for kind in kinds.KINDS)


@pytest.mark.parametrize("kind", TIMED, ids=lambda kind: kind.table)
def test_work_with_times_asks_for_people_everywhere(town: Store, kind: WorkKind) -> None:
    (work,) = kind.works
    view = town.ask(kinds.one, work, NO)
    assert (view.work, view.no, view.starts) == (work, NO, NINE)
    assert view.need > 0
    assert tuple(view.spans) == kinds.DUTIES[work].roles
    assert view.compounds in (("甲苑",), ())
    assert town.ask(kinds.between, NINE, NINE + HOUR) == [view]
    assert town.ask(kinds.between, NINE - HOUR, NINE) == []
    (row,) = (row for row in town.ask(cover.day_cover, DAY, DEFAULT_ROSTER) if row.no is not None)
    assert (row.work, row.where, row.have, row.need) == (work, view.name, 0, view.need)
    lacking = [slot for slot in town.ask(cover.slots, *SPAN, DEFAULT_ROSTER) if slot.no is not None]
    assert len(lacking) == view.need
    assert {(slot.work, slot.no, slot.compounds) for slot in lacking} == {
        (work, NO, view.compounds)
    }
    hour = town.ask(reserves.weakest_hour, NINE, DEFAULT_ROSTER, 1)
    assert hour is not None
    assert hour.short >= view.need
    plan = town.ask(plan_day, DAY, DEFAULT_ROSTER)
    assert any(line.slot.work is work and line.person_no is not None for line in plan.lines)


@pytest.mark.parametrize("work", RECORDED)
def test_a_duty_at_a_record_is_known_everywhere(town: Store, work: Work) -> None:
    _give(town, _given(work), _given(work, ZHAO))
    (mine, theirs) = town.ask(duties.of_work, work, NO)
    assert (mine.person, mine.work_no, theirs.person) == ("石磊", NO, "赵娟")
    assert mine.where
    (person, *_) = (one for one in town.ask(timeline.people_on, DAY) if one.no == SHI)
    assert (person.duties, person.minutes) == ((mine,), 60)
    assert town.ask(reserves.by_person, NINE + HOUR, DEFAULT_ROSTER)[SHI].load.work_minutes == 60
    (one, *_) = town.ask(roster.roster, NINE)
    assert one.duties_today == 1
    told = town.ask(sheets, DAY)
    assert [sheet.name for sheet in told] == ["石磊", "赵娟"]
    assert told[0].lines[0].where
    assert told[0].lines[0].people == ("赵娟",)
    with pytest.raises(Refused, match="person_busy"):
        _give(town, _given(Work.PATROL, SHI, None))


@pytest.mark.parametrize("work", RECORDED)
def test_whoever_falls_out_gives_it_to_somebody_else(town: Store, work: Work) -> None:
    _give(town, _given(work), _given(work, ZHAO))
    (hold,) = town.ask(absence.holds, [SHI], Away(town.now()))
    compounds = town.ask(kinds.one, work, NO).compounds
    assert (hold.what, hold.compounds) == ("duty", compounds)
    assert hold.slot is not None
    assert (hold.slot.work, hold.slot.no) == (work, NO)
    given = AbsenceInput((SHI,), PresenceInput(Place.HOSPITAL, town.now()))
    plan = town.ask(absence_plans.plan, given, town.now(), DEFAULT_ROSTER)
    town.do(absence_commands.apply_absence, given, plan.lines)
    assert town.ask(absence.holds, [SHI], Away(town.now())) == []
    assert all(row.person_no != SHI for row in town.ask(duties.of_work, work, NO))
    assert town.ask(absence.orphans, town.now()) == {}
    (taken,) = town.ask(absence.offers, SHI, town.now())
    assert (taken.what, taken.where) == ("duty", hold.where)
    met = town.ask(contacts.met, [ZHAO], NINE + HOUR, timedelta(days=3))
    assert [one.where for one in met] == [hold.where] * len(met)


@pytest.mark.parametrize("work", RECORDED)
def test_who_is_absent_still_holds_what_nobody_took_from_them(town: Store, work: Work) -> None:
    _give(town, _given(work, SUN))
    town.do(_leave, "sun")
    assert town.ask(absence.orphans, town.now()) == {SUN: 1}


def _leave(step: Step, key: str) -> None:
    from models.roster import Reach
    from models.roster.tables import Presence

    step.add(
        Presence(
            id="gone", person_id=key, place=Place.HOSPITAL, reach=Reach.NO, since=step.at,
            entered_at=step.at,
        )
    )  # fmt: skip
    step.act("left")


@pytest.mark.parametrize("work", RECORDED)
def test_an_open_duty_asks_for_somebody_until_its_work_is_over(town: Store, work: Work) -> None:
    _give(town, _given(work, None))

    def asked() -> list[tuple[Work, int | None]]:
        found = town.ask(cover.slots, *SPAN, DEFAULT_ROSTER)
        return [(slot.work, slot.no) for slot in found if slot.duty_no is not None]

    assert asked() == [(work, NO)]
    kind = kinds.BY_WORK[work]
    town.do(_become, kind, KEPT[kind.table].over)
    assert asked() == []
    assert town.ask(kinds.between, *SPAN) == []


@pytest.mark.parametrize(
    ("kind", "off"),
    [(kind, kept.off) for kind in TIMED if (kept := KEPT.get(kind.table)) and kept.off],
    ids=lambda given: getattr(given, "table", ""),
)
def test_work_called_off_takes_nobodys_time(
    town: Store, kind: WorkKind, off: dict[str, object]
) -> None:
    (work,) = kind.works
    _give(town, _given(work))
    town.do(_become, kind, off)
    assert town.ask(duties.between, *SPAN) == []
    assert town.ask(sheets, DAY) == []
    (one, *_) = town.ask(roster.roster, NINE)
    assert one.duties_today == 0


@pytest.mark.parametrize("work", RECORDED)
def test_a_number_without_a_record_and_a_role_that_does_not_fit_are_refused(
    town: Store, work: Work
) -> None:
    with pytest.raises(Refused, match=kinds.BY_WORK[work].unknown):
        _give(town, _given(work, no=99))
    with pytest.raises(Refused, match=kinds.BY_WORK[work].unknown):
        town.ask(kinds.one, work, 99)
    unfit = {*kinds.DUTIES[Work.OTHER].roles} - {*kinds.DUTIES[work].roles}
    for role in unfit:
        with pytest.raises(Refused, match="role_unfit"):
            _give(town, DutyInput(SHI, work, role, *SPAN, NO))
    assert town.ask(duties.between, *SPAN) == []


@pytest.mark.parametrize("kind", TIMED, ids=lambda kind: kind.table)
def test_people_for_it_are_ranked_with_those_there_already_first(
    town: Store, kind: WorkKind
) -> None:
    (work,) = kind.works
    _give(town, _given(work, ZHAO))
    view = town.ask(kinds.one, work, NO)
    (first, *_) = town.ask(duty_candidates.candidates, view, kinds.DUTIES[work].roles[0])
    assert (first.no, first.duty_no) == (ZHAO, 1)
    assert "赵娟" in town.ask(cover.cover_of, view).people


@pytest.mark.parametrize("work", RECORDED)
def test_a_day_like_another_has_what_comes_again(town: Store, work: Work) -> None:
    _give(town, _given(work))
    copied = town.do(timeline_commands.copy_day, DAY, DAY + timedelta(days=1))
    alike = bool(kinds.BY_WORK[work].alike)
    assert [problem.code for _row, problem in copied.left] == ["nothing_alike"] * alike
    assert len(copied.given) == kinds.DUTIES[work].again


@pytest.mark.parametrize("work", RECORDED)
def test_sheets_for_volunteers_tell_no_health_of_any_kind_of_work(town: Store, work: Work) -> None:
    _give(town, _given(work, SUN))
    ((line,),) = (sheet.lines for sheet in town.ask(sheets, DAY))
    shown = masked(line, lambda digits: digits[:3] + "****")
    assert shown.what == (("…要搬东西",) if line.said else ())
    assert line.health == (work is Work.ERRAND)
    assert line.said == (work in (Work.REQUEST, Work.GUIDE))
    assert shown.where == ("甲苑…户" if line.said else line.where)
    assert shown.phone == (line.phone if work is Work.DROP else line.phone and "138****")
