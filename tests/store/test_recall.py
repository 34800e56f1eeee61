"""Recall of abnormal tubes: planned, applied in one step, taken back, told again."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from sqlmodel import col

from data.duties import commands as duty_commands
from data.duties import queries as duties
from data.households import commands as household_commands
from data.journal import commands as journal_commands
from data.journal import queries as journal
from data.recall import commands, plans, queries
from data.recall.asked import Asked, asked_by_codes, asked_by_line, asked_by_list
from data.recall.left import waiting
from data.recall.plans import RecallPlan
from data.results.holds import holds
from data.sampling import queries as sampling
from data.step import Step
from data.store import Store
from models.call_sheet.tables import SheetPerson
from models.duties import DutyInput, Role, Work
from models.households import CompoundInput, CompoundKind, HouseholdInput
from models.problems import Refused
from models.recall import Recall, RetestState, Shares
from models.residents import PersonMark, ResidentInput
from models.roster import PersonInput, PersonKind
from models.sampling import TubeState
from models.sampling.tables import Tube
from models.times import LOCAL, loaded
from tests.beginning import begin
from tests.tubes import put_round, put_tube

TABLE = datetime(2022, 4, 8, 9, tzinfo=LOCAL)


def _home(compound: str, building: str, room: str, *names: str, mark: str = "") -> HouseholdInput:
    marks = (PersonMark(mark),) if mark else ()
    people = tuple(ResidentInput(name, marks=marks) for name in names)
    return HouseholdInput(compound, building, room=room, people=len(names), residents=people)


@pytest.fixture
def town(store: Store) -> Store:
    """A compound and a lane; two rounds, the first of whose tubes holds four people of three
    doors. Staff, a guide, and who sat at the table."""
    begin(
        store,
        CompoundInput("甲苑", CompoundKind.COMMODITY),
        CompoundInput("四十三弄", CompoundKind.LANE),
        _home("甲苑", "3", "501", "王芳", "李强"),
        _home("甲苑", "3", "502", "周敏"),
        _home("甲苑", "5", "101", "孙慧", mark="透析"),
        _home("四十三弄", "21", "前客堂", "陈伯"),
        _home("四十三弄", "21", "亭子间", "林婶", "林强"),
        PersonInput("赵娟", PersonKind.STAFF),
        PersonInput("钱进", PersonKind.STAFF),
        PersonInput("蒋师傅", PersonKind.PARTNER, skills=("带路",)),
    )
    with store.step() as step:
        put_round(step, 1, TABLE)
        put_tube(step, 1, "8812001", [1, 4, 5], TABLE)
        put_tube(step, 1, "8812002", [3], TABLE)
    store.do(
        duty_commands.change_people,
        [DutyInput(2, Work.SESSION, Role.DESK, TABLE, TABLE + timedelta(hours=4), 1)],
    )
    return store


def _plan(store: Store, code: str, round_no: int | None = None) -> RecallPlan:
    return store.ask(plans.plan, [Asked(code, round_no)], store.now())


def _only(plan: RecallPlan) -> Recall:
    (recall,) = plan.recalls
    return recall


def test_a_code_gives_who_was_in_it_who_shares_who_sat_there_and_who_goes(town: Store) -> None:
    plan = _plan(town, "8812001")
    recall = _only(plan)
    assert [one.name for one in recall.members] == ["王芳", "孙慧", "陈伯"]
    assert [(one.name, one.shares) for one in recall.sharing] == [
        ("李强", Shares.HOME),
        ("林婶", Shares.KITCHEN),
        ("林强", Shares.KITCHEN),
    ]
    assert [(one.no, one.name, one.role) for one in recall.helpers] == [(2, "钱进", "desk")]
    assert [(one.affected.name, one.until) for one in recall.held] == [
        ("王芳", None), ("孙慧", None), ("陈伯", None),
    ]  # fmt: skip
    # Dialysis first, then the shared kitchen, then the rest; a guide in the lanes.
    assert [visit.door.address.room for visit in plan.visits] == ["101", "前客堂", "501"]
    assert [Role.GUIDE in visit.given for visit in plan.visits] == [False, True, False]
    assert plan.visits[1].given[Role.GUIDE][1] == "蒋师傅"
    assert plan.visits[0].starts == town.now() + timedelta(minutes=30)
    assert town.ask(queries.open_retests) == []


def test_who_sat_at_the_session_of_its_people_is_warned_where_a_list_brought_a_tube_in(
    town: Store,
) -> None:
    """Its own time is then that of the list, hours after the table."""
    with town.step() as step:
        step.act("began")
        tubes = col(Tube.code).in_(("8812001", "8812002"))
        step.change_where(Tube, tubes, session_id=None, opened_at=TABLE + timedelta(hours=9))
        (session,) = step.conn.execute("SELECT id FROM test_session WHERE no = 1").fetchone()
        of = col(SheetPerson.name).in_(("王芳", "孙慧"))
        step.change_where(SheetPerson, col(SheetPerson.round_id).is_not(None), session_id=None)
        step.change_where(SheetPerson, of, session_id=session)
    assert [one.name for one in _only(_plan(town, "8812001")).helpers] == ["钱进"]
    unknown = _only(_plan(town, "8812002"))
    assert [one.code for one in unknown.told] == ["recall_table_unknown"]
    assert unknown.helpers == ()


def test_applying_is_one_step_that_undo_takes_back_whole(town: Store) -> None:
    plan = _plan(town, "8812001")
    steps = town.ask(lambda conn: conn.execute("SELECT count(*) FROM journal_step").fetchone()[0])
    done = town.do(commands.apply, plan)
    assert (done.recalls, done.retests, done.held, done.left) == ((1,), (1, 2, 3), 3, 0)
    (tube,) = town.ask(queries.tubes_called, "8812001")
    assert (tube.state, tube.result_at is None) == (TubeState.ABNORMAL, False)
    rows = town.ask(queries.open_retests)
    assert [(row.room, row.goes, row.guides) for row in rows] == [
        ("101", rows[0].goes, ()),
        ("前客堂", rows[1].goes, ("蒋师傅",)),
        ("501", rows[2].goes, ()),
    ]
    assert all(row.goes for row in rows)
    after = town.ask(lambda conn: conn.execute("SELECT count(*) FROM journal_step").fetchone()[0])
    assert after == steps + 1
    town.do(journal_commands.undo)
    (tube,) = town.ask(queries.tubes_called, "8812001")
    assert (tube.state, tube.result_at) == (TubeState.PENDING, None)
    assert town.ask(queries.open_retests) == []
    assert town.ask(duties.between, plan.visits[0].starts, plan.visits[-1].ends) == []
    town.do(commands.apply, _plan(town, "8812001"))
    assert len(town.ask(queries.open_retests)) == 3


def test_recalled_again_shows_what_is_planned_and_changes_nothing(town: Store) -> None:
    town.do(commands.apply, _plan(town, "8812001"))
    again = _plan(town, "8812001")
    assert again.settled
    assert again.visits == []
    assert [row.no for row in again.kept] == [1, 2, 3]
    assert _only(again).told[-1].code == "recall_there"
    with pytest.raises(Refused, match="recall_done"):
        town.do(commands.apply, again)


def test_two_desks_at_once_recall_it_once(town: Store) -> None:
    plan = _plan(town, "8812001")
    town.do(commands.apply, _plan(town, "8812001"))
    with pytest.raises(Refused, match="recall_meanwhile"):
        town.do(commands.apply, plan)
    assert len(town.ask(queries.open_retests)) == 3


def test_unknown_codes_say_what_is_near_or_that_they_are_of_others(town: Store) -> None:
    with pytest.raises(Refused, match="tube_unfound") as refused:
        _plan(town, "8812011")
    assert refused.value.problem.params["near"] == ["8812001", "8812002"]
    with pytest.raises(Refused, match="tube_of_others"):
        _plan(town, "7745123")


def test_an_unknown_code_holds_up_no_other(town: Store) -> None:
    for text in ("8812001，8812011、7745123", "8812001 8812011 诸葛不在"):
        plan = town.ask(lambda conn, text=text: plans.plan(
            conn, asked_by_line(conn, text), town.now()))  # fmt: skip
        assert _only(plan).code == "8812001"
        assert (plan.left[0].code, plan.left[0].problem.params["near"]) == (
            "8812011", ["8812001", "8812002"],
        )  # fmt: skip
        assert plan.left[1].problem.code in ("tube_of_others", "member_unknown")
    with pytest.raises(Refused, match="recall_several"):
        town.ask(plans.plan, asked_by_codes(["8812011,7745123"]), town.now())


def test_a_foreign_code_with_people_is_told_to_be_none_of_ours(town: Store) -> None:
    asked = town.ask(asked_by_list, "7745123 甲苑3号501 王芳\n8812011 陈伯")
    told = {one.code: one.told for one in town.ask(plans.plan, asked, town.now()).recalls}
    assert [one.code for one in told["7745123"]] == ["recall_by_names"]
    assert [one.code for one in told["8812011"]] == ["recall_by_names_near"]


def test_without_any_tube_the_list_is_asked_for(store: Store) -> None:
    with pytest.raises(Refused, match="tubes_none"):
        _plan(store, "8812001")


def test_a_code_of_two_rounds_asks_which(town: Store) -> None:
    with town.step() as step:
        put_round(step, 2, TABLE + timedelta(days=1), "2022-04-09")
        put_tube(step, 2, "8812001", [2], TABLE)
    with pytest.raises(Refused, match="tube_in_rounds") as refused:
        _plan(town, "8812001")
    assert refused.value.problem.params["rounds"] == [2, 1]
    assert [one.name for one in _only(_plan(town, "8812001", 2)).members] == ["李强"]
    with pytest.raises(Refused, match="tube_not_in_round"):
        _plan(town, "8812001", 7)


@pytest.mark.parametrize(
    ("state", "code"),
    [(TubeState.NEGATIVE, "recall_was_negative"), (TubeState.VOID, "recall_was_void")],
)
def test_what_a_tube_was_said_to_be_is_told_and_safety_wins(
    town: Store, state: TubeState, code: str
) -> None:
    with town.step() as step:
        put_tube(step, 1, "8812003", [2], TABLE, state)
    plan = _plan(town, "8812003")
    assert [problem.code for problem in _only(plan).told] == [code]
    assert [one.name for one in _only(plan).members] == ["李强"]
    town.do(commands.apply, plan)
    assert town.ask(queries.tubes_called, "8812003")[0].state == TubeState.ABNORMAL


def test_a_tube_nobody_is_written_down_for_asks_for_names(town: Store) -> None:
    with town.step() as step:
        put_tube(step, 1, "8812004", [], TABLE)
    plan = _plan(town, "8812004")
    assert [problem.code for problem in _only(plan).told] == ["recall_without_members"]
    with pytest.raises(Refused, match="recall_nobody"):
        town.do(commands.apply, plan)


def test_a_list_in_any_of_its_ways_leads_to_the_same_plan(town: Store) -> None:
    text = "管号 9900123: 甲苑3号501 王芳、5号101 孙慧\n9900124\n四十三弄21号前客堂"
    asked = town.ask(asked_by_list, text)
    assert [(one.code, one.round_no) for one in asked] == [("9900123", None), ("9900124", None)]
    plan = town.ask(plans.plan, asked, town.now())
    names = {one.code: [m.name for m in one.members] for one in plan.recalls}
    assert names == {"9900123": ["王芳", "孙慧"], "9900124": ["陈伯"]}
    assert [one.code for one in plan.recalls] == ["9900123", "9900124"]
    done = town.do(commands.apply, plan)
    assert len(done.retests) == 3
    again = town.ask(plans.plan, asked, town.now())
    assert again.settled


def test_what_stands_over_the_first_code_blocks_no_recall(town: Store) -> None:
    asked = town.ask(asked_by_list, "街道小王转来\n9900123 甲苑3号501 王芳")
    plan = town.ask(plans.plan, asked, town.now())
    assert [one.code for one in plan.recalls] == ["9900123"]
    assert [one.problem.params["value"] for one in plan.left] == ["街道小王转来"]
    done = town.do(commands.apply, plan)
    assert (len(done.retests), done.unclear) == (1, ("街道小王转来",))
    with pytest.raises(Refused, match="member_unknown"):
        town.ask(plans.plan, [Asked("", text="街道小王转来")], town.now())


def test_a_tube_nobody_is_written_down_for_holds_up_no_other(town: Store) -> None:
    with town.step() as step:
        put_tube(step, 1, "8812009", [], TABLE)
    done = town.do(
        commands.apply,
        town.ask(plans.plan, [Asked("8812009"), Asked("8812001")], town.now()),
    )
    assert (len(done.recalls), len(done.retests)) == (1, 3)
    waits = town.ask(waiting, town.now())
    assert [one.code for one in waits.unrecalled] == ["8812009"]


def test_what_is_unclear_in_a_list_is_told_and_kept(town: Store) -> None:
    asked = town.ask(asked_by_list, "甲苑3号501 王芳\n甲苑9号901\n诸葛不在\n甲苑3号502 张三")
    plan = town.ask(plans.plan, asked, town.now())
    assert [one.name for one in _only(plan).members] == ["王芳"]
    assert {problem.code for problem in _only(plan).told} == {
        "member_unknown", "member_not_behind",
    }  # fmt: skip
    assert "甲苑 3-502" in [one.params.get("door") for one in _only(plan).told]
    town.do(commands.apply, plan)
    again = town.ask(plans.plan, asked, town.now())
    assert again.settled
    on_record = _only(again).on_record
    assert on_record is not None
    assert "诸葛不在" in on_record.note
    assert _only(again).told[-1].code == "recall_there"
    doubts = town.ask(sampling.doubts, 1)
    assert {(one.code, one.said) for one in doubts} == {
        ("member_unknown", "9号901"), ("member_unknown", "诸葛不在"),
        ("member_not_behind", "3号502 张三"),
    }  # fmt: skip
    (last, *_more) = town.ask(journal.steps)
    assert last.code == "list_recalled"
    with pytest.raises(Refused, match="recall_list_done"):
        town.do(commands.apply, again)
    town.do(journal_commands.undo)
    assert town.ask(sampling.doubts, 1) == []


def test_what_was_unclear_is_told_of_a_recall_on_record(town: Store) -> None:
    asked = town.ask(asked_by_list, "8812001 诸葛不在")
    done = town.do(commands.apply, town.ask(plans.plan, asked, town.now()))
    assert done.unclear == ("诸葛不在",)
    (doubt,) = town.ask(sampling.doubts, 1)
    assert (doubt.tube, doubt.said) == ("8812001", "诸葛不在")
    assert _only(_plan(town, "8812001")).told[-1].params == {"lines": ["诸葛不在"]}


def test_a_door_in_two_tubes_has_one_visit(town: Store) -> None:
    with town.step() as step:
        put_tube(step, 1, "8812005", [2], TABLE)
    plan = town.ask(plans.plan, [Asked("8812001"), Asked("8812005")], town.now())
    assert len(plan.visits) == 3
    by_room = {visit.door.address.room: visit.door.people for visit in plan.visits}
    assert by_room["501"] == 2
    town.do(commands.apply, plan)
    assert [row.people for row in town.ask(queries.open_retests) if row.room == "501"] == [2]


def test_who_was_sampled_is_gone_to_though_the_register_has_them_away(town: Store) -> None:
    with town.step() as step:
        step.conn.execute("UPDATE resident SET presence = 'away' WHERE no = 1")
        step.conn.execute("UPDATE household SET people = 0, present = 0 WHERE no = 1")
        step.act("set")
    plan = _plan(town, "8812001")
    assert [one.gone for one in _only(plan).members] == [""] * 3
    assert len(plan.visits) == 3
    done = town.do(commands.apply, plan)
    assert len(done.retests) == 3
    assert [row.people for row in town.ask(queries.open_retests)] == [1, 1, 1]


def test_who_is_on_a_list_is_gone_to_though_the_register_has_them_away(town: Store) -> None:
    """An abnormal list from an empty flat is what has to be asked about first."""
    with town.step() as step:
        step.conn.execute("UPDATE resident SET presence = 'away' WHERE name IN ('王芳', '周敏')")
        step.conn.execute("UPDATE household SET present = 0 WHERE room = '502'")
        step.conn.execute("UPDATE household SET people = 0, present = 0, head = '' WHERE no = 4")
        step.conn.execute("UPDATE resident SET presence = 'died' WHERE name = '陈伯'")
        step.act("set")

    def gone(text: str) -> tuple[dict[str, str], list[str]]:
        asked = town.ask(asked_by_list, f"9900123 {text}")
        one = _only(town.ask(plans.plan, asked, town.now()))
        codes = [problem.code for problem in one.told if problem.code.startswith("member")]
        return {m.name: m.gone for m in one.members}, codes

    assert gone("甲苑3号501") == ({"王芳": "away", "李强": ""}, [])
    assert gone("甲苑3号501 王芳") == ({"王芳": ""}, ["member_away"])
    assert gone("甲苑3号502、四十三弄21-前客堂") == ({"周敏": ""}, ["member_nobody", "member_away"])
    asked = town.ask(asked_by_list, "9900123 甲苑3号501 王芳")
    town.do(commands.apply, town.ask(plans.plan, asked, town.now()))
    again = _only(town.ask(plans.plan, [Asked("9900123")], town.now()))
    assert [(m.name, m.gone) for m in again.members] == [("王芳", "")]


def test_who_was_sampled_without_a_name_is_gone_to_where_nobody_is_said_to_live(
    town: Store,
) -> None:
    with town.step() as step:
        put_tube(step, 1, "8812006", [], TABLE, doors=[2])
        step.conn.execute("UPDATE household SET people = 0, present = 0 WHERE no = 2")
        step.act("set")
    plan = _plan(town, "8812006")
    assert [visit.door.people for visit in plan.visits] == [1]


def test_later_tubes_use_the_visit_that_is_on_record(town: Store) -> None:
    with town.step() as step:
        put_tube(step, 1, "8812005", [2], TABLE)
    town.do(commands.apply, _plan(town, "8812001"))
    plan = _plan(town, "8812005")
    assert plan.visits == []
    assert not plan.settled
    done = town.do(commands.apply, plan)
    assert done.retests == ()
    assert [row.people for row in town.ask(queries.open_retests) if row.room == "501"] == [2]


def test_members_of_the_roster_and_their_house_do_not_go(town: Store) -> None:
    with town.step() as step:
        step.conn.execute(
            "UPDATE resident SET person_id = (SELECT id FROM person WHERE name = '赵娟')"
            " WHERE name = '王芳'"
        )
        step.act("set")
    plan = _plan(town, "8812001")
    assert plan.kept_out == {1}
    assert all(no != 1 for visit in plan.visits for no, _name in visit.given.values())


def test_re_tests_are_begun_done_and_called_off(town: Store) -> None:
    town.do(commands.apply, _plan(town, "8812001"))
    town.do(commands.mark_retests, [1], RetestState.UNDER_WAY)
    town.do(commands.mark_retests, [1, 2], RetestState.DONE)
    assert [row.no for row in town.ask(queries.open_retests)] == [3]
    with pytest.raises(Refused, match="retest_already"):
        town.do(commands.mark_retests, [2], RetestState.DONE)
    done = town.do(commands.mark_retests, [3, 99], RetestState.CANCELLED)
    assert done.nos == [3]
    assert [problem.code for problem in done.left.values()] == ["retest_unknown"]


def test_nobody_is_in_two_places_at_once(town: Store) -> None:
    done = town.do(commands.apply, _plan(town, "8812001"))
    assert done.left == 0
    spans: dict[str, list[tuple[datetime, datetime]]] = {}
    for row in town.ask(queries.open_retests):
        for name in (*row.goes, *row.guides):
            spans.setdefault(name, []).append((loaded(row.starts_at), loaded(row.ends_at)))
    for own in spans.values():
        ordered = sorted(own)
        assert all(one[1] <= other[0] for one, other in pairwise(ordered))


def _set_shared(step: Step, value: int | None, building: str) -> None:
    step.conn.execute("UPDATE building SET is_shared = ? WHERE name = ?", (value, building))
    step.act("set")


def test_who_became_positive_meanwhile_is_told_and_stays_in_the_re_test(town: Store) -> None:
    before = _plan(town, "8812001")
    home = _only(before).members[0].who.household or ""
    assert before.names_behind(home) == ["王芳"]
    town.do(commands.apply, _plan(town, "8812001"))
    town.do(household_commands.change_household, 1, None, {"marks": ("阳性",)})
    for plan in (_plan(town, "8812001"), town.ask(plans.on_record, town.now())):
        told = {row.no: plan.positive_at(row) for row in plan.kept if plan.positive_at(row)}
        assert list(told.values()) == [["王芳"]]
        assert len(plan.kept) == 3


def test_what_was_said_of_a_building_stands_over_what_is_usual(town: Store) -> None:
    town.do(_set_shared, 0, "21")
    town.do(_set_shared, 1, "3")
    sharing = _only(_plan(town, "8812001")).sharing
    assert [(one.name, one.shares) for one in sharing] == [
        ("李强", Shares.HOME),
        ("周敏", Shares.KITCHEN),
    ]


def test_members_are_held_until_a_single_result_of_their_own(town: Store) -> None:
    town.do(commands.apply, _plan(town, "8812001"))
    held = _only(_plan(town, "8812001")).held
    assert [one.affected.name for one in held] == ["王芳", "孙慧", "陈伯"]
    with town.step() as step:
        step.conn.execute(
            "INSERT INTO test_result (id, no, version, household_id, resident_id, place, name,"
            " source, result, happened_at, entered_at, said) SELECT 'own', 1, 1, household_id, id,"
            " 0, name, 'single', 'negative', '2022-04-09T03:00:00Z', '2022-04-09T03:00:00Z', ''"
            " FROM resident WHERE name = '王芳'"
        )
        step.act("set")
    later = town.now() + timedelta(hours=6)
    held = _only(town.ask(plans.plan, [Asked("8812001")], later)).held
    assert [one.affected.name for one in held] == ["孙慧", "陈伯"]


def test_who_works_here_is_held_by_a_list_and_sampled_at_the_office(town: Store) -> None:
    asked = town.ask(asked_by_list, "9900500: 赵娟、王芳")
    plan = town.ask(plans.plan, asked, town.now())
    assert {one.name: one.gone for one in _only(plan).members} == {"赵娟": "elsewhere", "王芳": ""}
    assert plan.kept_out == {1}
    assert len(plan.visits) == 1
    town.do(commands.apply, plan)
    assert {who.person is not None for who in town.ask(holds, town.now())} == {True, False}


def test_who_moved_since_is_gone_to_where_they_live_now(town: Store) -> None:
    with town.step() as step:
        step.conn.execute(
            "UPDATE resident SET household_id = (SELECT id FROM household WHERE room = '502')"
            " WHERE name = '王芳'"
        )
        step.act("set")
    plan = _plan(town, "8812001")
    assert "502" in [visit.door.address.room for visit in plan.visits]
    town.do(commands.apply, plan)
    assert _plan(town, "8812001").settled
