"""Whole rounds on file: planned from who is called, kept in one step, moved with their sessions."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random

import pytest

from data.call_sheet import people as register
from data.call_sheet import queries as sheets
from data.call_sheet.finding import find_people
from data.closed import commands as closed_commands
from data.duties import candidates, several
from data.duties import commands as duty_commands
from data.duties import queries as duties
from data.journal import commands as journal
from data.residents import commands as residents
from data.results import commands as results
from data.stock import commands as stock_commands
from data.stock import queries as stock
from data.store import Store
from data.suggest import commands as suggest_commands
from data.suggest import queries as suggest
from data.testing import commands, planning, queries, rounds
from data.testing import settings as kept_settings
from data.work import kinds
from models.call_sheet import Part, Who
from models.closed import Extent, PlaceKey
from models.duties import DutyInput, Role, Work
from models.households import CompoundInput, HouseholdInput
from models.problems import Refused
from models.residents import ResidentInput
from models.results import Hold, Result, ResultInput
from models.roster import PersonInput, PersonKind
from models.stock import MoveInput
from models.suggest.lines import as_suggestion
from models.testing import (
    RoundInput,
    RoundKind,
    RoundWish,
    SessionInput,
    SessionState,
    TubeKind,
)
from models.testing.settings import TestingSettings
from models.times import LOCAL, loaded
from tests.beginning import begin
from tests.states import refused, undone_whole

DAY = date(2022, 4, 10)
SIX = datetime(2022, 4, 10, 6, tzinfo=LOCAL)


def wish(
    *compounds: str, hours: int = 8, desks: int | None = 2, day: date = DAY, **change: object
) -> RoundWish:
    starts = datetime(day.year, day.month, day.day, 6, tzinfo=LOCAL)
    given = RoundInput(
        "第五轮",
        RoundKind.PCR,
        day,
        10,
        tube_kind=TubeKind.POOLED,
        starts_at=starts,
        ends_at=starts + timedelta(hours=hours),
    )
    return RoundWish(given._replace(**change), compounds, desks=desks)  # type: ignore[arg-type]


@pytest.fixture
def town(store: Store) -> Store:
    """Two compounds, one of them with two lanes that have a building 5 each."""
    begin(
        store,
        CompoundInput("甲苑"),
        CompoundInput("乙里"),
        *(
            HouseholdInput("甲苑", "3", room=f"{floor}0{door}", people=3)
            for floor in range(1, 6)
            for door in range(1, 5)
        ),
        HouseholdInput("甲苑", "3", room="601", people=2, marks=("卧床",)),
        HouseholdInput("甲苑", "3", room="602", people=2, marks=("空关",)),
        *(
            HouseholdInput("乙里", "5", lane=lane, room=room, people=4)
            for lane in ("43", "45")
            for room in ("前客堂", "亭子间")
        ),
        PersonInput("姚伟", PersonKind.STAFF),
        *(PersonInput(name, PersonKind.VOLUNTEER, compound="甲苑") for name in "赵钱孙李周吴"),
        *(PersonInput(name, PersonKind.VOLUNTEER, compound="乙里") for name in "郑王冯陈褚卫"),
    )
    return store


def kept(store: Store) -> dict[str, int]:
    """How many rows there are of a round's tables."""
    tables = ("test_round", "round_building", "test_session", "session_compound", "test_batch")
    with store.read() as conn:
        return {name: conn.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables}


def test_a_round_is_kept_whole_undone_whole_and_brought_back(town: Store) -> None:
    before = kept(town)
    no, plan = town.do(rounds.plan_and_add, wish())
    whole = kept(town)
    assert whole["test_session"] == 2
    view = town.ask(queries.round_of, no)
    assert (view.tube_kind, view.pool_size, view.starts_at) == (
        "pooled",
        10,
        "2022-04-09T22:00:00Z",
    )
    told = [
        (row.no, row.compounds, row.people_due, row.batches)
        for row in town.ask(queries.sessions, no)
    ]
    assert told == [
        (at, (one.compound,), one.people, len(one.batches))
        for at, one in enumerate(plan.sessions, 1)
    ]
    town.do(journal.undo)
    assert kept(town) == before
    undone_whole(town, lambda: town.do(rounds.add_round_plan, plan))
    assert kept(town) == whole


def test_batches_tell_their_building_with_its_lane_and_rooms(town: Store) -> None:
    no, _plan = town.do(rounds.plan_and_add, wish())
    found = [row for row in town.ask(queries.batches_of_round, no) if row.compound == "乙里"]
    assert [(row.lane, row.building, row.people) for row in found] == [
        ("43", "5", 8),
        ("45", "5", 8),
    ]
    assert len({row.starts_at for row in found}) == 1, "small buildings are called together"
    (bed,) = [row for row in town.ask(queries.batches_of_round, no) if row.at_door]
    assert (bed.first_room, bed.last_room, bed.people) == ("601", "601", 2)


def test_who_is_planned_is_who_the_call_sheet_calls_and_visits(
    sample: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """None of those who are held out of pools is called down, whoever they are."""
    with sample.read() as conn:
        everybody = [one.who for one in register.people(conn)]
    for seed in range(4):
        held = Random(seed).sample(everybody, len(everybody) // 5)
        why = {who: ("positive", "pending", "exempt")[at % 3] for at, who in enumerate(held)}
        holds = {who: Hold(who, code, None, "2022-04-09T00:00:00Z") for who, code in why.items()}
        monkeypatch.setattr(planning, "holds", lambda _conn, _at, found=holds: found)
        monkeypatch.setattr(sheets, "holds", lambda _conn, _at, found=holds: found)
        no, plan = sample.do(rounds.plan_and_add, wish(desks=3))
        sheet = sample.ask(sheets.live, no)
        called, visited = sheet.of(Part.CALLED), sheet.of(Part.VISITED)
        assert not set(held) & {one.who for one in (*called, *visited)}
        assert plan.people == len(called) + len(visited)
        assert sum(one.down for one in plan.sessions) == len(called)
        for session in plan.sessions:
            here = [one for one in (*called, *visited) if one.compound == session.compound]
            assert session.people == len(here)
        sample.do(journal.undo)


def test_a_positive_alone_behind_a_door_leaves_nobody_to_call(
    town: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with town.read() as conn:
        one = next(p.who for p in register.people(conn) if p.household_no == 1)
    hold = Hold(one, "positive", None, "2022-04-09T00:00:00Z")
    monkeypatch.setattr(planning, "holds", lambda _conn, _at: {Who(one.household, None, 1): hold})
    plan = town.ask(planning.plan_round, wish("甲苑"), SIX)
    at_doors = [b for b in plan.sessions[0].batches if b.at_door and b.first_room == "101"]
    assert [(b.people, b.households) for b in at_doors] == [(2, 1)], "they who live with them"
    assert plan.sessions[0].down == 57


def test_only_named_compounds_buildings_and_marks_are_called(town: Store) -> None:
    assert town.ask(planning.plan_round, wish("乙里"), SIX).people == 16
    with town.read() as conn:
        keys, compounds = planning.find_buildings(conn, ["45-5"], ())
    assert compounds == ("乙里",)
    of_one = town.ask(planning.plan_round, wish("乙里")._replace(buildings=keys), SIX)
    assert of_one.people == 8
    beds = town.ask(planning.plan_round, wish("甲苑", marks=("卧床",)), SIX)
    assert [(one.down, one.visited) for one in beds.sessions] == [(0, 2)]
    no = town.do(rounds.add_round_plan, of_one)
    assert town.ask(sheets.live, no).register == 8
    assert kept(town)["round_building"] == 1


def test_compounds_are_found_by_their_names_each_once(town: Store) -> None:
    with town.read() as conn:
        assert planning.find_compounds(conn, ["乙里", "甲", " 乙 里 "]) == ("甲苑", "乙里")
        assert planning.find_compounds(conn, ["jiayuan"]) == ("甲苑",)
        with pytest.raises(Refused) as told:
            planning.find_compounds(conn, ["甲园"])
        assert told.value.problem.code == "compound_unclear"
        with pytest.raises(Refused) as told:
            planning.find_buildings(conn, ["45-5"], ("甲苑",))
    assert told.value.problem.code in ("building_unclear", "building_elsewhere")


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (wish("丙苑"), "compound_unknown"),
        (wish(day=date(2022, 4, 8)), "day_past"),
        (wish(desks=0), "desks_none"),
        (wish(hours=-1), "window_turned"),
        (wish(pool_size=7), "pool_unusual"),
        (wish(marks=("孕妇",)), "nobody_to_sample"),
    ],
)
def test_a_wish_that_is_wrong_leaves_nothing(town: Store, asked: RoundWish, code: str) -> None:
    before = kept(town)
    with refused(code):
        town.do(rounds.plan_and_add, asked)
    assert kept(town) == before


# -- conflicts -------------------------------------------------------------------------------------


def test_the_same_round_once_more_is_warned_of_and_kept(town: Store) -> None:
    first, _plan = town.do(rounds.plan_and_add, wish())
    _second, plan = town.do(rounds.plan_and_add, wish("甲苑"))
    (problem,) = plan.problems
    assert (problem.code, problem.params) == ("round_again", {"compounds": ("甲苑",), "no": first})
    other = wish("甲苑", kind=RoundKind.ANTIGEN, tube_kind=TubeKind.SINGLE, pool_size=1)
    found = town.ask(planning.plan_round, other, SIX)
    assert found.problems == ()
    assert {one.code for one in found.sessions[0].problems} == {"called_meanwhile"}


def test_what_was_called_off_stands_against_nothing(town: Store) -> None:
    no, _plan = town.do(rounds.plan_and_add, wish())
    sessions = [row.no for row in town.ask(queries.sessions, no)]
    town.do(commands.mark_sessions, sessions, SessionState.CANCELLED)
    found = town.ask(planning.plan_round, wish(), SIX)
    assert found.problems == ()
    assert all(one.problems == () for one in found.sessions)
    assert len(town.ask(queries.batches_of_round, no)) == kept(town)["test_batch"] > 0


def test_a_team_in_two_places_at_once_is_warned_of(town: Store) -> None:
    town.do(rounds.plan_and_add, wish("甲苑", team="瑞金医疗队"))
    same = town.ask(planning.plan_round, wish("乙里", team="瑞金医疗队"), SIX)
    (problem,) = same.sessions[0].problems
    assert problem.code == "team_elsewhere"
    assert (problem.params["no"], problem.params["site"]) == (1, "甲苑")
    assert town.ask(planning.plan_round, wish("乙里", team="新华"), SIX).sessions[0].problems == ()
    later = wish("乙里", team="瑞金医疗队", starts_at=SIX + timedelta(hours=6))
    assert town.ask(planning.plan_round, later, SIX).sessions[0].problems == ()


def test_a_closed_compound_is_sampled_at_its_doors_by_who_may_go_there(town: Store) -> None:
    town.do(closed_commands.close_places, [PlaceKey(Extent.COMPOUND, 2)], date(2022, 4, 14), "")
    no, plan = town.do(rounds.plan_and_add, wish())
    (session,) = [one for one in plan.sessions if one.compound == "乙里"]
    assert (session.down, session.visited) == (0, 16)
    assert [one.code for one in session.problems] == ["tested_at_doors"]
    (row,) = [one for one in town.ask(queries.sessions, no) if one.compounds == ("乙里",)]
    work = town.ask(kinds.one, Work.SESSION, row.no)
    assert dict(work.needs) == {Role.LEAD: 1, Role.GUIDE: 1, Role.COURIER: 1}
    of_here, stranger = 8, 2  # 郑 lives in 乙里, 赵 in 甲苑
    assert not _refusals(town, row.no, of_here)
    assert _refusals(town, row.no, stranger) == ["compound_shut"]


def _refusals(store: Store, session_no: int, person_no: int) -> list[str]:
    given = store.ask(kinds.one, Work.SESSION, session_no).duty(person_no, Role.GUIDE)
    return [one.problem.code for one in store.ask(candidates.concerns, given) if one.refuses]


def test_nobody_goes_from_closed_doors_back_among_people(town: Store) -> None:
    no, _plan = town.do(rounds.plan_and_add, wish(desks=1))
    first, second = town.ask(queries.sessions, no)
    person = 1
    guide = town.ask(kinds.one, Work.SESSION, first.no).duty(person, Role.GUIDE)
    town.do(several.give_each, guide, [person])
    desk = town.ask(kinds.one, Work.SESSION, second.no).duty(person, Role.DESK)
    (concern,) = [c for c in town.ask(candidates.concerns, desk) if c.by_hand]
    assert (concern.problem.code, concern.refuses) == ("comes_from_doors", False)
    again = town.ask(kinds.one, Work.SESSION, second.no).duty(person, Role.GUIDE)
    assert not [c for c in town.ask(candidates.concerns, again) if c.by_hand]


# -- people and times ------------------------------------------------------------------------------


def test_the_people_of_a_round_are_found_by_the_suggestion_of_its_day(town: Store) -> None:
    no, _plan = town.do(rounds.plan_and_add, wish(desks=1))
    settings = town.ask(duties.settings)
    with town.read() as conn:
        found = suggest.plan_day(conn, DAY, settings, town.now())
    roles = {line.slot.role for line in found.lines if line.slot.work is Work.SESSION}
    assert {Role.LEAD, Role.DESK, Role.CALLER, Role.GUIDE, Role.COURIER} <= roles
    town.do(suggest_commands.apply_suggestion, as_suggestion(found.lines))
    assert all(row.have > 0 and row.lead for row in town.ask(queries.sessions, no))


def test_who_goes_to_doors_is_needed_once_nobody_is_called_any_more(town: Store) -> None:
    no, _plan = town.do(rounds.plan_and_add, wish("甲苑", desks=1))
    (row,) = town.ask(queries.sessions, no)
    work = town.ask(kinds.one, Work.SESSION, row.no)
    (door,) = [one for one in town.ask(queries.batches, row.no) if one.at_door]
    assert work.spans[Role.GUIDE] == (loaded(door.starts_at), work.ends)
    assert work.spans[Role.DESK] == (work.starts, work.ends)
    assert row.need == work.need == sum(work.needs.values())


def test_batches_move_with_their_session(town: Store) -> None:
    no, _plan = town.do(rounds.plan_and_add, wish("甲苑"))
    (row,) = town.ask(queries.sessions, no)
    before = [loaded(one.starts_at) for one in town.ask(queries.batches, row.no)]
    hour = timedelta(hours=1)
    view = town.ask(queries.session, row.no)
    changes = {
        "starts_at": loaded(view.starts_at) + hour,
        "ends_at": loaded(view.ends_at) + hour,
    }
    town.do(commands.change_session, row.no, view.version, changes)
    after = [loaded(one.starts_at) for one in town.ask(queries.batches, row.no)]
    assert after == [at + hour for at in before]
    town.do(commands.move_sessions, [row.no], DAY + timedelta(days=1))
    moved = [loaded(one.starts_at) for one in town.ask(queries.batches, row.no)]
    assert moved == [at + timedelta(hours=25) for at in before]
    town.do(journal.undo)
    assert [loaded(one.starts_at) for one in town.ask(queries.batches, row.no)] == after


def test_more_desks_call_faster(town: Store) -> None:
    no, _plan = town.do(rounds.plan_and_add, wish("甲苑", desks=1))
    (row,) = town.ask(queries.sessions, no)
    slow = [loaded(one.starts_at) for one in town.ask(queries.batches, row.no)]
    view = town.ask(queries.session, row.no)
    town.do(commands.change_session, row.no, view.version, {"desks": 2})
    fast = [loaded(one.starts_at) for one in town.ask(queries.batches, row.no)]
    assert fast[0] == loaded(row.starts_at)
    assert fast[1] - fast[0] == (slow[2] - slow[1]) / 2
    assert fast == sorted(fast)


def test_batches_go_with_their_compound_and_come_back_with_it(town: Store) -> None:
    no, _plan = town.do(rounds.plan_and_add, wish("甲苑"))
    (row,) = town.ask(queries.sessions, no)
    view = town.ask(queries.session, row.no)
    town.do(commands.change_session, row.no, view.version, {"compounds": ("乙里",)})
    assert town.ask(queries.batches, row.no) == []
    assert town.ask(queries.row, row.no).people_due == 16, "of whoever lives there"
    town.do(journal.undo)
    assert len(town.ask(queries.batches, row.no)) == row.batches


def test_a_session_by_hand_needs_whom_it_always_needed(town: Store) -> None:
    given = SessionInput(0, "弄口", ("甲苑",), SIX, SIX + timedelta(hours=2), 2)
    no = town.do(commands.add_session, given, RoundInput("x", RoundKind.PCR, DAY))
    row = town.ask(queries.row, no)
    assert (row.batches, row.need, row.people_due) == (0, 5, 64)


def test_the_site_of_last_time_is_the_site_again(town: Store) -> None:
    given = SessionInput(0, "弄口", ("乙里",), SIX, SIX + timedelta(hours=2), 1)
    town.do(commands.add_session, given, RoundInput("x", RoundKind.PCR, DAY))
    plan = town.ask(planning.plan_round, wish(day=date(2022, 4, 11)), SIX)
    assert {one.compound: one.site for one in plan.sessions} == {"甲苑": "甲苑", "乙里": "弄口"}


def test_settings_make_another_plan(town: Store) -> None:
    town.do(commands.set_testing, TestingSettings(batch_people=12, desk_hour=60))
    assert town.ask(kept_settings.testing_settings).batch_people == 12
    plan = town.ask(planning.plan_round, wish("甲苑", desks=1), SIX)
    assert max(one.people for one in plan.sessions[0].batches) <= 12
    town.do(journal.undo)
    assert town.ask(kept_settings.testing_settings) == TestingSettings()


def test_children_are_called_in_their_break_and_stay_there_with_other_desks(town: Store) -> None:
    for no in range(1, 9):
        town.do(residents.add_resident, no, ResidentInput(f"学生{no}", born="2012-05-01"))
    town.do(commands.set_testing, TestingSettings(desk_hour=12, break_from=7 * 60))
    no, plan = town.do(rounds.plan_and_add, wish("甲苑", desks=1))
    (row,) = town.ask(queries.sessions, no)
    assert plan.people == row.people_due
    seven = SIX + timedelta(hours=1)

    def young() -> list[tuple[int, datetime]]:
        found = town.ask(queries.batches, row.no)
        return [(one.people, loaded(one.starts_at)) for one in found if one.in_break]

    assert sum(people for people, _at in young()) == 8
    assert seven <= young()[0][1] < seven + timedelta(minutes=20)
    view = town.ask(queries.session, row.no)
    town.do(commands.change_session, row.no, view.version, {"desks": 2})
    assert seven <= young()[0][1] < seven + timedelta(minutes=20)
    town.do(commands.set_testing, TestingSettings())
    _no, plan = town.do(rounds.plan_and_add, wish("甲苑", desks=1))
    assert not any(one.in_break for one in plan.sessions[0].batches)


def test_helpers_with_other_duties_then_are_named_where_too_few_are_free(town: Store) -> None:
    ends = SIX + timedelta(hours=4)
    for no in (2, 3, 4, 5, 6):
        patrol = DutyInput(no, Work.PATROL, Role.HAND, SIX, ends, note="巡")
        town.do(duty_commands.change_people, [patrol])
    plan = town.ask(planning.plan_round, wish(), SIX)
    (told,) = [one for one in plan.problems if one.code == "helpers_few"]
    assert (told.params["free"], told.params["busy"]) == (8, 5)
    assert told.params["names"] == ["赵", "钱", "孙", "李", "…"]
    assert told.params["need"] == sum(sum(one.need.values()) for one in plan.sessions)


def test_who_is_positive_is_told_as_not_called(town: Store) -> None:
    found = town.ask(find_people, "甲苑3号101")
    town.do(results.record_found, found, ResultInput(Result.POSITIVE))
    plan = town.ask(planning.plan_round, wish("甲苑"), SIX)
    (told,) = [one for one in plan.sessions[0].problems if one.code == "held_not_called"]
    assert told.params == {"people": 3}


# -- materials and what is gone --------------------------------------------------------------------


def test_materials_go_out_of_stock_with_the_round_and_come_back_with_its_undo(town: Store) -> None:
    town.do(stock_commands.bring_in, "采样管", "支", MoveInput(100))
    asked = wish()._replace(materials={1: 60})
    _no, plan = town.do(rounds.plan_and_add, asked)
    assert plan.problems == ()
    assert town.ask(stock.one, 1, SIX).balance == 40
    town.do(journal.undo)
    assert town.ask(stock.one, 1, SIX).balance == 100


def test_too_little_in_stock_is_told_and_holds_up_nothing(town: Store) -> None:
    town.do(stock_commands.bring_in, "采样管", "支", MoveInput(10))
    no, plan = town.do(rounds.plan_and_add, wish()._replace(materials={1: 60}))
    assert [one.code for one in plan.problems] == ["materials_short"]
    assert town.ask(stock.one, 1, SIX).balance == 10
    assert len(town.ask(queries.sessions, no)) == 2


def test_a_plan_whose_building_is_gone_is_planned_anew(town: Store) -> None:
    plan = town.ask(planning.plan_round, wish(), SIX)
    first = plan.sessions[0]
    gone = first._replace(batches=(first.batches[0]._replace(building="none"),))
    wrong = plan._replace(sessions=(gone, *plan.sessions[1:]))
    before = kept(town)
    with refused("plan_outdated"):
        town.do(rounds.add_round_plan, wrong)
    assert kept(town) == before


def test_a_building_that_a_round_calls_is_not_taken_from_under_it(town: Store) -> None:
    town.do(rounds.plan_and_add, wish())
    with pytest.raises(Refused):
        town.do(journal.undo, 1)
    assert kept(town)["test_batch"] > 0
