"""Tables of a round on a real file: ticks, tubes, who lacks, what is kept to be settled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from shutil import copy

import pytest

from data.call_sheet.commands import freeze
from data.call_sheet.finding import find_people, written
from data.clock import FixedClock
from data.duties import commands as duty_commands
from data.journal import commands as journal_commands
from data.journal import queries as journal
from data.requests import queries as request_queries
from data.residents import commands as residents
from data.results import commands as results
from data.results import queries as result_queries
from data.sample import SAMPLE_NOW
from data.samples import commands as sample_commands
from data.samples import queries as samples
from data.sampling import (
    chains,
    closing,
    commands,
    filling,
    missed,
    naming,
    outcomes,
    queries,
    ticking,
    tube_results,
    tubes,
)
from data.sampling.counts import counts
from data.sampling.missed import Visit
from data.sampling.queue import at_queue
from data.step import Step
from data.store import Store
from data.testing import queries as testing_queries
from data.testing.commands import add_session, mark_sessions
from data.testing.queries import round_of, sessions
from data.testing.work import SESSION
from models.call_sheet import Part, Sampling
from models.duties import DutyInput, Role, Work
from models.problems import Problem, Refused
from models.residents import ResidentInput, Whereabouts
from models.results import Result, ResultInput, Source
from models.samples import TripInput
from models.sampling import HOME_VISIT, Missing, Put, Ticked, TubeState, counting, rules
from models.sampling.reading import Outcome
from models.sampling.rules import Standing
from models.testing import RoundInput, RoundKind, SessionInput, SessionState, TubeKind
from models.times import on_day, stored
from tests.beginning import another_desk
from tests.states import refused, refused_whole, undone_whole
from tests.tables import DAY, HERE, THERE, add_round, begin_town, sheet, standing

NO = 1


@pytest.fixture(scope="module")
def town_file(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = Path(copy(empty_file, tmp_path_factory.mktemp("town") / "town.db"))
    store = Store(path, FixedClock(SAMPLE_NOW))
    begin_town(store)
    assert add_round(store) == NO
    store.close()
    return path


@pytest.fixture
def store(town_file: Path, tmp_path: Path, clock: FixedClock) -> Store:
    return Store(Path(copy(town_file, tmp_path / "store.db")), clock)


def tick(store: Store, text: str = "", **more: object) -> Ticked:
    return store.do(ticking.tick, NO, text, **more)  # type: ignore[arg-type]


def put(store: Store, code: str, text: str, *opening: object) -> Put:
    return store.do(tubes.put_into, NO, code, text, *opening)  # type: ignore[arg-type]


def names(members: tuple[object, ...]) -> list[str]:
    return [one.name for one in members]  # type: ignore[attr-defined]


def lacking(store: Store, no: int = NO, *, over: bool = False, due: bool = False) -> list[Missing]:
    at = stored(store.now())
    return store.ask(
        lambda conn: queries.missing(conn, round_of(conn, no), over=over, at=at, due=due)
    )


# -- whom a line means -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        *(
            f"{HERE}3-501",
            f"{HERE}3-501 金小明",
            f"{HERE}3号501 502",
            "3-504",
            f"{HERE}3-501，王芳",
        ),
        *("504", "王芳", f"{HERE}3-999", f"{HERE}3-501 王芳", f"{HERE}3号"),
    ],
)
def test_a_line_finds_by_its_rooms_whom_it_finds_among_all_of_the_buildings(
    store: Store, text: str
) -> None:
    tick(store)
    with store.read() as conn:
        view = round_of(conn, NO)
        read = written(conn, text)
        there = naming.table(conn, view, naming.said_buildings(conn, read))
        parts = [naming.Said(one, came=True) for one in read.named]
        among_all = naming.heard(conn, there, parts, read.unread)
        assert naming.at_table(conn, view, text) == among_all
    assert among_all.meant or among_all.unfound


# -- ticks -----------------------------------------------------------------------------------------


def test_all_count_but_the_exceptions_and_the_first_tick_begins_the_round(store: Store) -> None:
    done = tick(store, "3号501 没下来", compound=HERE)
    assert (done.started, done.ticked) == (True, 8)
    assert names(done.noted) == ["金桂花", "金小明"]
    assert [one.said for one in done.missed] == ["没下来", "没下来"]
    found = standing(store, NO)
    assert found[f"{HERE}王芳"] == Standing.SAMPLED
    assert found[f"{THERE}王芳"] == Standing.DUE  # another compound
    assert found[f"{HERE}卧冰"] == Standing.DUE  # is visited, and was not named
    assert found[f"{HERE}503#1"] == Standing.LEFT_OUT
    assert found["施敏"] == Standing.DUE


def test_a_name_beside_a_door_is_that_person_alone(store: Store) -> None:
    done = tick(store, "501金小明没下来，502 发烧", building="3", compound=HERE)
    assert names(done.noted) == ["金小明", "柳青", "", ""]
    assert standing(store, NO)[f"{HERE}金桂花"] == Standing.SAMPLED


def test_a_count_without_names_leaves_the_door_due_and_is_asked(store: Store) -> None:
    done = tick(store, "601 两人没下来", building="春晖苑3")
    assert [standing(store, NO)[f"{HERE}赵{n}"] for n in "大二三四"] == [Standing.DUE] * 4
    (doubt,) = store.ask(queries.doubts, NO)
    assert (doubt.code, doubt.no) == ("table_which_of_door", done.doubts[0])


@pytest.mark.parametrize(
    "words",
    [
        *"只来了一个 来了一个 只下来两个 有一个没来 少一个 一个没做".split(),
        *"小孩没来 老人没来 爸爸没来 老人来了 有人没来".split(),
        "only one came",
        "one not down",
        "the child did not come",
    ],
)
def test_words_about_some_of_a_door_count_nobody_of_it(store: Store, words: str) -> None:
    done = tick(store, f"601 {words}，501 没下来", building="春晖苑3")
    assert [standing(store, NO)[f"{HERE}赵{n}"] for n in "大二三四"] == [Standing.DUE] * 4
    assert names(done.noted) == ["金桂花", "金小明"]
    (doubt,) = store.ask(queries.doubts, NO)
    assert doubt.code in ("table_which_of_door", "table_some_of_door")
    assert words in doubt.said
    assert doubt.code in [one.code for one in done.told], "it is told at once"


@pytest.mark.parametrize("words", ["一个都没来", "全家没来", "四个人没下来", "没有人在家"])
def test_words_about_a_whole_door_are_about_all_of_it(store: Store, words: str) -> None:
    done = tick(store, f"601 {words}", building="春晖苑3")
    assert names(done.noted) == ["赵大", "赵二", "赵三", "赵四"]


def test_who_lives_alone_is_meant_by_words_about_one(store: Store) -> None:
    assert names(tick(store, "504 老人没来", building="春晖苑3").noted) == ["王芳"]


def test_what_is_unknown_is_named_kept_and_holds_up_nobody(store: Store) -> None:
    done = tick(store, "3-999 没下来，3-501 没下来", compound=HERE)
    assert done.unknown == ("3-999",)
    assert len(done.doubts) == 1
    assert standing(store, NO)[f"{HERE}赵大"] == Standing.SAMPLED
    again = tick(store, "3-999 没下来，3-501 没下来", compound=HERE)
    assert again.doubts == done.doubts  # not kept twice


def test_of_a_report_of_which_nothing_is_understood_nobody_is_counted(store: Store) -> None:
    done = tick(store, "乱七八糟的话", compound=HERE)
    assert (done.ticked, len(done.unknown)) == (0, 1)


def test_who_may_be_meant_is_not_counted(store: Store) -> None:
    done = tick(store, "504 没下来")
    found = standing(store, NO)
    assert found[f"{HERE}王芳"] == found[f"{THERE}王芳"] == found[f"{THERE}李强"] == Standing.DUE
    assert done.unknown == ("504",)
    assert done.ticked == 0  # nothing of it could be taken


def test_a_second_tick_puts_right_the_first(store: Store) -> None:
    tick(store, "501 没下来", building="春晖苑3")
    done = tick(store, "501 补做了", building="春晖苑3")
    assert (done.ticked, names(done.came)) == (2, ["金桂花", "金小明"])
    assert done.missed == ()
    done = tick(store, "春晖苑3-504 王芳 没下来")
    assert names(done.noted) == ["王芳"]
    assert standing(store, NO)[f"{THERE}李强"] == Standing.SAMPLED  # due and called, so counted
    (problem,) = done.told or (None,)
    assert problem is None


def test_who_only_came_after_all_moves_nobody_else(store: Store) -> None:
    tick(store, "501 没下来", building="春晖苑3")
    done = tick(store, "春晖苑3-501 金小明 来了")
    assert (done.ticked, names(done.came)) == (1, ["金小明"])
    assert standing(store, NO)[f"{THERE}李强"] == Standing.DUE


def test_all_but_some_were_sampled(store: Store) -> None:
    done = tick(store, "除了501 其他都做了", building="春晖苑3")
    assert names(done.noted) == ["金桂花", "金小明"]
    assert standing(store, NO)[f"{HERE}柳青"] == Standing.SAMPLED


def test_who_is_visited_counts_with_their_door_or_their_building(store: Store) -> None:
    done = tick(store, building="春晖苑4")
    assert done.ticked == 1
    store.do(journal_commands.undo)
    assert tick(store, compound=HERE).ticked == 10
    assert tick(store, "春晖苑4-101 做了").ticked == 1
    assert tick(store, compound=THERE, visited=True).ticked == 2
    assert tick(store, staff=True).ticked == 1


def test_who_is_left_out_and_comes_is_sampled_and_told(store: Store) -> None:
    done = tick(store, "春晖苑3-503 来了")
    assert done.ticked == 2
    assert {one.code for one in done.told} >= {"came_empty"}
    row = next(one for one in sheet(store, NO) if one.room == "503")
    assert (row.part, row.why, row.state) == (Part.LEFT_OUT, "empty", Sampling.SAMPLED)


def positive(store: Store, name: str = "赵大") -> None:
    given = ResultInput(Result.POSITIVE, Source.SUBDISTRICT)
    people = store.ask(find_people, f"春晖苑3-601 {name}")
    store.do(results.record_found, people, given)


def test_who_became_positive_since_is_not_counted_and_into_no_pool(store: Store) -> None:
    tick(store, "501 没下来", building="春晖苑4")
    store.clock = FixedClock(store.now() + timedelta(minutes=5))
    positive(store)
    done = tick(store, building="春晖苑3")
    assert standing(store, NO)[f"{HERE}赵大"] == Standing.DUE
    assert [one.code for one in store.ask(queries.doubts, NO)][-1] == "since_positive"
    assert done.ticked == 9
    with refused("held_positive"):
        put(store, "T1", "春晖苑3-601 赵大")
    alone = filling.Opening(kind=TubeKind.SINGLE)
    assert names(put(store, "S1", "春晖苑3-601 赵大", alone).members) == ["赵大"]


def test_of_a_door_the_others_go_in_and_the_held_one_is_to_be_settled(store: Store) -> None:
    tick(store, "没有", building="春晖苑4")
    store.clock = FixedClock(store.now() + timedelta(minutes=5))
    positive(store)
    done = put(store, "T1", "春晖苑3-601")
    assert names(done.members) == ["赵二", "赵三", "赵四"]
    assert [one.code for one in done.told] == ["held_positive"]
    assert len(done.doubts) == 1


def test_of_a_door_who_was_left_out_as_held_is_told(store: Store) -> None:
    """Nobody is left standing in silence, whether the sheet knew it before or not."""
    no = add_round(store, DAY)
    store.do(tubes.put_into, no, "A1", "春晖苑3-501 金小明")
    store.do(tube_results.set_result, no, "A1", Outcome.ABNORMAL)
    done = put(store, "T1", "春晖苑3-501")
    assert names(done.members) == ["金桂花"]
    assert [one.code for one in done.told] == ["round_started_now", "held_pending"]
    assert len(done.doubts) == 1


def test_a_tube_of_which_no_session_is_said_is_of_that_of_its_people(store: Store) -> None:
    """Samples of one compound do not take the tubes of another along."""
    begins = on_day(store.now(), DAY)
    two = SessionInput(0, "花园", (HERE,), begins, begins + timedelta(hours=3), 1)
    store.do(add_session, two, RoundInput("复测", RoundKind.PCR, DAY, 10))
    store.do(add_session, two._replace(round_no=2, compounds=(THERE,)))
    here, there = [one.no for one in store.ask(sessions, 2)]
    for code, who in (("A1", f"{HERE}3-501"), ("B1", f"{THERE}3-504"), ("C1", f"{HERE}3-502")):
        store.do(tubes.put_into, 2, code, who)
    store.do(tubes.bring, 2, "C1", f"{THERE}3-504 李强")
    known = {one.code: one.session_no for one in store.ask(samples.tubes, 2)}
    assert known == {"A1": here, "B1": there, "C1": None}, "C1 holds people of both"
    assert store.ask(samples.waiting) == {(2, here): 1, (2, there): 1, (2, None): 3}
    trip = TripInput(2, laboratory="金域", session_no=here)
    assert store.do(sample_commands.send_samples, trip).tubes == 1
    assert store.do(sample_commands.send_samples, trip._replace(session_no=there)).tubes == 1


@pytest.mark.parametrize("outcome", [Outcome.NEGATIVE, Outcome.ABNORMAL])
def test_no_tube_has_a_result_that_is_still_to_come(store: Store, outcome: Outcome) -> None:
    put(store, "T1", f"{HERE}3-501")
    late = store.now() + timedelta(minutes=30)

    def one(step: Step) -> object:
        return tube_results.set_result(step, NO, "T1", outcome, late)

    def several(step: Step) -> object:
        return outcomes.set_results(step, NO, ["T1"], outcome, late)

    for command in (one, several):
        refused_whole(store, command, "result_in_future", "at")
    store.do(tube_results.set_result, NO, "T1", outcome, store.now() + timedelta(minutes=2))


def test_who_died_since_is_counted_by_nobody(store: Store) -> None:
    tick(store, building="春晖苑4")
    no = next(one.resident_no for one in sheet(store, NO) if one.name == "赵大")
    assert no is not None
    store.do(residents.set_whereabouts, [no], Whereabouts.DIED, None)
    tick(store, building="春晖苑3")
    assert standing(store, NO)[f"{HERE}赵大"] == Standing.DUE
    assert "赵大" not in [one.member.name for one in lacking(store, over=True)]
    assert "赵大" not in names(put(store, "T1", "春晖苑3-601").members)


def test_ticks_are_undone_whole(store: Store) -> None:
    undone_whole(
        store,
        lambda: tick(store, "501 没下来，999 没下来", building="春晖苑3"),
        lambda: tick(store, "春晖苑3-501 来了"),
    )


# -- tubes -----------------------------------------------------------------------------------------


def test_a_door_alone_means_all_its_people(store: Store) -> None:
    done = put(store, " t1\r", "春晖苑3-501 502")
    assert (done.tube.code, done.tube.capacity, done.tube.members) == ("T1", 10, 5)
    assert names(done.members) == ["金桂花", "金小明", "柳青", "", ""]
    assert all(one.state == Sampling.SAMPLED for one in done.members)


def test_over_the_capacity_is_refused_whole(store: Store) -> None:
    small = filling.Opening(capacity=5)
    put(store, "T1", "春晖苑3-501 502", small)
    refused_whole(
        store, lambda step: tubes.put_into(step, NO, "T1", "春晖苑3-504"), "tube_over", None
    )
    assert put(store, "T2", "春晖苑3-601", small).tube.members == 4
    with refused("tube_over", free=1, people=2):
        put(store, "T2", "大林苑3-504")


def test_a_member_twice_says_where_and_is_moved(store: Store) -> None:
    put(store, "T1", "春晖苑3-501")
    with refused("member_twice", code="T1"):
        put(store, "T2", "春晖苑3-501 金桂花")
    with refused("member_already", code="T1"):
        put(store, "T1", "春晖苑3-501 金桂花")
    assert names(put(store, "T1", "春晖苑3-504").members) == ["金桂花", "金小明", "王芳"]
    done = store.do(tubes.move, NO, "T1", "T2", "王芳")
    assert (done.tube.code, names(done.members)) == ("T2", ["王芳"])
    done = store.do(tubes.bring, NO, "T1", "春晖苑3-504 王芳")
    assert names(done.members) == ["金桂花", "金小明", "王芳"]
    with refused("tube_has_nobody"):
        store.do(tubes.move, NO, "T2", "T3")
    done = store.do(tubes.move, NO, "T1", "T3")
    assert (done.tube.code, done.tube.members) == ("T3", 3)


def test_who_was_ticked_without_a_tube_can_be_put_into_one(store: Store) -> None:
    tick(store, building="春晖苑3")
    assert put(store, "T1", "春晖苑3-501").tube.members == 2
    assert standing(store, NO)[f"{HERE}金桂花"] == Standing.IN_TUBE


def test_who_was_ticked_before_goes_into_the_tube_of_their_door_or_is_named(store: Store) -> None:
    store.do(chains.tick_chain, NO, "春晖苑3-501 金小明 已做\n春晖苑3-502 柳青 已做")
    assert names(put(store, "T1", "春晖苑3-501").members) == ["金桂花", "金小明"]
    done = put(store, "T2", "春晖苑3-502 2人")
    assert names(done.members) == ["", ""]
    assert [(one.code, one.params["who"]) for one in done.told] == [
        ("left_loose", "春晖苑 3-502 柳青")
    ]


def test_a_household_tube_is_for_one_door(store: Store) -> None:
    no = add_round(store, DAY, tubes=TubeKind.HOUSEHOLD)
    done = store.do(tubes.put_into, no, "H1", "春晖苑3-501")
    assert (done.tube.kind, done.tube.capacity) == (TubeKind.HOUSEHOLD, 2)
    with refused("tube_other_household"):
        store.do(tubes.put_into, no, "H1", "春晖苑3-504")
    with refused("tube_is_household"):
        store.do(tubes.put_into, no, "H1", "春晖苑3-504", filling.Opening(kind=TubeKind.SINGLE))


def test_a_code_is_one_tube_of_a_round_and_told_of_another(store: Store) -> None:
    put(store, "T1", "春晖苑3-501", filling.Opening(session_no=1, desk=1))
    with refused("tube_other_desk", desk=1):
        put(store, "T1", "春晖苑3-504", filling.Opening(desk=2))
    no = add_round(store)
    done = store.do(tubes.put_into, no, "T1", "春晖苑3-501")
    assert [one.code for one in done.told] == ["round_started_now", "code_elsewhere"]
    with refused("session_other_round"):
        store.do(tubes.put_into, no, "T9", "春晖苑3-504", filling.Opening(session_no=1))


@pytest.mark.parametrize(("code", "problem"), [("", "tube_code_missing"), ("T*1", "tube_code_odd")])
def test_odd_codes_are_refused(store: Store, code: str, problem: str) -> None:
    refused_whole(
        store, lambda step: tubes.put_into(step, NO, code, "春晖苑3-501"), problem, "code"
    )


def test_void_means_sampled_again(store: Store) -> None:
    put(store, "T1", "春晖苑3-501")
    done = store.do(tubes.void, NO, "T1")
    assert (done.tube.state, names(done.members)) == (TubeState.VOID, ["金桂花", "金小明"])
    assert [(one.member.name, one.member.said) for one in lacking(store)] == [
        ("金桂花", "void"),
        ("金小明", "void"),
    ]
    with refused("tube_void"):
        put(store, "T1", "春晖苑3-504")
    assert put(store, "T2", "春晖苑3-501").tube.members == 2
    assert lacking(store) == []


def test_a_full_tube_takes_no_more(store: Store) -> None:
    with refused("tube_unknown"):
        store.do(tubes.close_tube, NO, "T1")
    put(store, "T1", "春晖苑3-501")
    store.do(tubes.close_tube, NO, "T1")
    with refused("tube_full", members=2):
        put(store, "T1", "春晖苑3-504")
    with refused("tube_full_already"):
        store.do(tubes.close_tube, NO, "T1")


def test_a_result_follows_sampling_and_what_it_was_before_is_told(store: Store) -> None:
    put(store, "T014", "春晖苑3-501")
    with refused("tube_unknown_near", near=["T014"]):
        store.do(tube_results.set_result, NO, "T041", Outcome.NEGATIVE)
    with refused("result_too_early"):
        early = store.now() - timedelta(hours=1)
        store.do(tube_results.set_result, NO, "T014", Outcome.NEGATIVE, early)
    done = store.do(tube_results.set_result, NO, "T014", Outcome.NEGATIVE)
    assert (done.tube.state, done.told) == (TubeState.NEGATIVE, ())
    done = store.do(tube_results.set_result, NO, "T014", Outcome.POSITIVE)
    assert done.tube.state == TubeState.ABNORMAL
    assert [one.code for one in done.told] == [
        "tube_not_positive",
        "tube_told_negative",
        "tube_abnormal",
    ]
    with refused("held_pending"):
        no = add_round(store)
        store.do(tubes.put_into, no, "T1", "春晖苑3-501 金桂花")
    with refused("tube_is_abnormal"):
        put(store, "T014", "春晖苑3-504")
    done = store.do(tube_results.set_result, NO, "T014", Outcome.ABNORMAL)
    assert [one.code for one in done.told] == ["tube_result_same", "tube_abnormal"]


def test_nobody_leaves_a_tube_with_a_result_by_a_tick(store: Store) -> None:
    put(store, "T1", "春晖苑3-501")
    store.do(tube_results.set_result, NO, "T1", Outcome.ABNORMAL)
    done = tick(store, "501 金小明 没下来", building="春晖苑3")
    assert standing(store, NO)[f"{HERE}金小明"] == Standing.IN_TUBE
    assert len(done.doubts) == 1


def test_a_single_tube_is_a_result_of_ones_own(store: Store) -> None:
    put(store, "S1", "春晖苑3-504 王芳", filling.Opening(kind=TubeKind.SINGLE))
    store.do(tube_results.set_result, NO, "S1", Outcome.POSITIVE)
    rows = store.ask(result_queries.results)
    assert {(one.source, one.result) for one in rows} >= {(Source.SINGLE, Result.POSITIVE)}


def test_all_the_rest_is_negative_in_one_step_and_nobody_is_by_a_slip(store: Store) -> None:
    for code, door in (("T1", "3-501"), ("T2", "3-502"), ("T3", "3-601")):
        put(store, code, f"{HERE}{door}")
    for code in ("T1", "T2"):
        store.do(tubes.close_tube, NO, code)
    rest = Outcome.NEGATIVE

    def states() -> dict[str, str]:
        found = store.ask(lambda conn: queries.tubes(conn, round_of(conn, NO)))
        return {one.code: one.state for one in found}

    before = states()
    with pytest.raises(Refused, match="tube_unknown"):
        store.do(outcomes.set_results, NO, ["T9"], Outcome.ABNORMAL, rest=rest)
    with pytest.raises(Refused, match="rest_of_none"):
        store.do(outcomes.set_results, NO, ["T1", "T2"], Outcome.ABNORMAL, rest=rest)
    assert states() == before
    done = store.do(outcomes.set_results, NO, ["T1"], Outcome.ABNORMAL, rest=rest)
    assert states() == {"T1": "abnormal", "T2": "negative", "T3": "pending"}, "T3 is being filled"
    assert (done.held, [one.code for one in done.told]) == (2, ["rest_left"])
    store.do(journal_commands.undo)
    assert states() == before
    mixed = store.do(outcomes.set_results, NO, ["T1", "T9", "T2"], Outcome.NEGATIVE)
    assert [one.code for one in mixed.tubes] == ["T1", "T2"]
    assert [one.code for one in mixed.left] == ["tube_unknown_near"]
    again = store.do(outcomes.set_results, NO, ["T1", "T3"], Outcome.ABNORMAL)
    assert [one.code for one in again.told] == ["tube_told_negative"]


def test_who_is_not_on_the_sheet_stands_at_its_end(store: Store) -> None:
    tick(store, building="春晖苑4")
    store.do(residents.add_resident, 1, ResidentInput("新来的"))
    done = put(store, "T1", "春晖苑3-501 新来的")
    assert names(done.members) == ["新来的"]
    last = sheet(store, NO)[-1]
    assert (last.part, last.name) == (Part.LATE, "新来的")
    assert [one.code for one in done.told] == ["came_late"]


def test_what_is_refused_because_of_who_stands_there_is_kept(store: Store) -> None:
    kept = (NO, "春晖苑3-501 王五", "T1")
    for _twice in range(2):
        with refused("kept_to_settle", no=1):
            at_queue(store, kept, tubes.put_into, NO, "T1", kept[1])
    (doubt,) = store.ask(queries.doubts)
    assert (doubt.said, doubt.tube) == ("春晖苑3-501 王五", "T1")
    with refused("tube_code_odd"):
        at_queue(store, kept, tubes.put_into, NO, "T*", kept[1])
    store.do(commands.settle_doubt, 1, "是隔壁的")
    assert store.ask(queries.doubts) == []
    with refused("doubt_settled", words="是隔壁的"):
        store.do(commands.settle_doubt, 1, "再来")
    with refused("doubt_unknown"):
        store.do(commands.settle_doubt, 7, "没有")


def test_tubes_are_undone_whole(store: Store) -> None:
    undone_whole(
        store,
        lambda: put(store, "T1", "春晖苑3-501"),
        lambda: put(store, "T1", "春晖苑3-504"),
        lambda: store.do(tubes.move, NO, "T1", "T2", "王芳"),
        lambda: store.do(tubes.close_tube, NO, "T1"),
        lambda: store.do(tubes.void, NO, "T1"),
        lambda: put(store, "T3", "春晖苑3-501"),
        lambda: store.do(tube_results.set_result, NO, "T3", Outcome.ABNORMAL),
    )


def test_two_tables_on_one_file_lose_nothing(store: Store) -> None:
    with another_desk(store) as other:
        acts: list[Callable[[], object]] = [
            lambda: put(store, "A1", "春晖苑3-501", filling.Opening(desk=1)),
            lambda: put(other, "B1", "春晖苑3-502", filling.Opening(desk=2)),
            lambda: tick(store, "504 没下来", building="春晖苑3"),
            lambda: put(other, "B1", "春晖苑3-504"),
            lambda: tick(other, compound=THERE),
        ]
        for act in acts:
            act()
        with refused("member_twice", code="A1"):
            put(other, "B1", "春晖苑3-501 金桂花")
        assert standing(store, NO) == standing(other, NO)
    found = standing(store, NO)
    assert list(found.values()).count(Standing.IN_TUBE) == 6
    assert found[f"{HERE}赵大"] == found[f"{THERE}李强"] == Standing.SAMPLED


# -- who lacks -------------------------------------------------------------------------------------


def test_a_round_that_somebody_came_to_ends_the_row_of_those_they_missed(store: Store) -> None:
    for days, words in ((2, "501 没下来"), (1, "501金小明没下来")):
        no = add_round(store, DAY - timedelta(days=days))
        store.do(ticking.tick, no, words, building="春晖苑3")
        store.do(closing.close_round, no, lambda _rows: "未做")
    tick(store, "501 没下来", building="春晖苑3")
    rounds = {one.member.name: one.rounds for one in lacking(store)}
    assert (rounds["金桂花"], rounds["金小明"]) == (1, 3)


def test_who_misses_two_rounds_is_counted_by_the_days_of_the_rounds(store: Store) -> None:
    tick(store, "501 没下来", building="春晖苑3")
    later = add_round(store, DAY + timedelta(days=1))
    store.do(ticking.tick, later, "501 504 没下来", building="春晖苑3")
    assert [one.rounds for one in lacking(store, later)] == [1, 1, 1], "the first runs still"
    store.do(closing.close_round, NO, lambda _rows: "未做")
    rows = lacking(store, later)
    assert [(one.member.name, one.rounds) for one in rows] == [
        ("金桂花", 2),
        ("金小明", 2),
        ("王芳", 1),
    ]


def test_who_is_still_to_come_missed_only_what_is_over(store: Store) -> None:
    tick(store, "501 没下来", building="春晖苑3")
    store.do(closing.close_round, NO, lambda _rows: "未做")
    later = add_round(store, DAY + timedelta(days=1))
    store.do(ticking.tick, later, building="春晖苑4")
    found = {one.member.name: one.rounds for one in lacking(store, later, due=True)}
    assert (found["金桂花"], found["柳青"]) == (1, 0)


def test_the_same_words_of_two_buildings_are_two_to_settle(store: Store) -> None:
    for building in ("春晖苑3", "大林苑3", "大林苑3"):
        tick(store, "305 没下来，504 没下来", building=building)
    rows = store.ask(queries.doubts, NO)
    assert [one.no for one in rows] == [1, 2]
    assert ["春晖苑 3" in rows[0].params, "大林苑 3" in rows[1].params] == [True, True]
    assert {one.said for one in rows} == {"305 没下来，504 没下来"}, "as it was typed"


def test_who_was_found_elsewhere_is_settled_by_hand(store: Store) -> None:
    tick(store, "501 没下来", building="春晖苑3")
    done = store.do(missed.settle_people, NO, "春晖苑3-501 金小明", "在医院做过了")
    assert [(one.state, one.said) for one in done.members] == [("settled", "在医院做过了")]
    done = store.do(missed.visit_at_home, NO, "春晖苑3-501 金桂花")
    assert [(one.state, one.said) for one in done.members] == [("missed", HOME_VISIT)]
    assert [one.member.name for one in lacking(store)] == ["金桂花"]
    with refused("settled_sampled"):
        store.do(missed.settle_people, NO, "春晖苑3-504", "做过")
    with refused("table_nobody_meant"):
        store.do(missed.settle_people, NO, "春晖苑3-999", "做过")


def say(rows: object) -> str:
    return f"{len(rows)} missed"  # type: ignore[arg-type]


def test_what_is_said_of_several_who_lack_is_one_step_each(store: Store) -> None:
    tick(store, "501 502 没下来", building="春晖苑3")
    keys = [one.member.id for one in lacking(store)]
    at_six = Visit("护士小李", store.now() + timedelta(hours=6))

    def say(behind: Sequence[Missing]) -> str:
        return f"{len(behind)} 人未做"

    sent = store.do(missed.send_to_doors, NO, keys, at_six, say)
    assert (sent.who, len(sent.members), sent.requests) == ("护士小李", 5, (1, 2))
    assert {one.said for one in sent.members} == {HOME_VISIT}
    row = store.ask(request_queries.view, 1)
    assert (row.text, row.promised_by) == ("2 人未做", "护士小李")
    assert row.promised_until == stored(at_six.at)
    assert {(one.goes, one.request_no) for one in lacking(store)} == {
        ("护士小李", 1),
        ("护士小李", 2),
    }
    again = store.do(missed.send_to_doors, NO, keys, at_six, say)
    assert again.requests == sent.requests, "a door has one request"
    store.do(journal_commands.undo)
    store.do(journal_commands.undo)
    assert [one.goes for one in lacking(store)] == [""] * 5
    with refused("whom_missing"):
        store.do(missed.send_to_doors, NO, keys, at_six._replace(who=" "), say)
    assert store.do(missed.came_after_all, NO, keys[:2]).ticked == 2
    done = store.do(missed.settle_rows, NO, keys, "在医院做过")
    assert names(done.members) == ["柳青", "", ""], "who was sampled is left"
    with refused("settled_sampled"):
        store.do(missed.settle_rows, NO, keys[:2], "在医院做过")
    with refused("settled_words_missing"):
        store.do(missed.settle_rows, NO, keys, " ")
    assert lacking(store) == []


def test_who_lacks_at_the_end_becomes_a_request_of_each_door(store: Store) -> None:
    with refused("round_not_begun"):
        store.do(closing.close_round, NO, say)
    tick(store, "501 没下来", building="春晖苑3")

    def close() -> object:
        return store.do(closing.close_round, NO, say)

    undone_whole(store, close)
    (one,) = [row for row in sheet(store, NO) if row.name == "金小明"]
    assert one.state == Sampling.MISSED
    with refused("round_closed"):
        tick(store, "501 来了", building="春晖苑3")
    with refused("round_closed"):
        close()
    with store.read() as conn:
        requests = conn.execute("SELECT no, kind, summary FROM request ORDER BY no").fetchall()
    assert [(no, kind) for no, kind, _said in requests] == [(n, "test") for n in (1, 2, 3)]
    assert requests[0][2] == "2 missed"
    store.do(closing.reopen_round, NO)
    (one, *_other) = [row for row in lacking(store, due=True) if row.member.name == "金小明"]
    some = store.do(missed.settle_rows, NO, [one.member.id], "在医院做过")  # type: ignore[attr-defined]
    assert some.asked == (), "another of this door lacks still"
    came = tick(store, "501 来了", building="春晖苑3")
    assert came.ticked == 2
    asked = {"no": 1, "who": "春晖苑 3-501"}
    assert Problem("request_asked_for", asked) in came.told
    done = store.do(closing.close_round, NO, say)
    assert done.requests == (2, 3)  # the doors that lack still keep the open ones


def test_the_journal_names_everybody_of_whom_something_was_said(store: Store) -> None:
    tick(store, "501 502 没下来", building="春晖苑3")
    store.do(missed.settle_rows, NO, [one.member.id for one in lacking(store)], "在医院做过")
    (step,) = store.ask(journal.steps, limit=1)
    assert step.params["who"] == ["春晖苑 3-501 ×2", "春晖苑 3-502 ×3"]


# -- chains ----------------------------------------------------------------------------------------

CHAIN = """春晖苑3号楼抗原接龙
1. 501 两人阴性 已上传
2. 504 王芳 阳性！
3. 601 赵大 赵二 阴性
4. 502 未做
5. 999 阴性"""


def test_who_is_on_a_chain_was_sampled_and_the_others_stay_due(store: Store) -> None:
    no = add_round(store, kind=RoundKind.ANTIGEN, pool=1, tubes=TubeKind.SINGLE)
    done = store.do(chains.tick_chain, no, CHAIN)
    assert (done.ticked, done.unknown) == (5, ("999",))
    found = standing(store, no)
    assert found[f"{HERE}赵大"] == Standing.SAMPLED
    assert found[f"{HERE}赵三"] == Standing.DUE
    assert found[f"{HERE}柳青"] == Standing.MISSED
    rows = store.ask(result_queries.results)
    told = {(one.name, one.source, one.result) for one in rows}
    assert ("金桂花", Source.ANTIGEN, Result.NEGATIVE) in told
    assert ("王芳", Source.ANTIGEN, Result.POSITIVE) in told
    with refused("chain_empty"):
        store.do(chains.tick_chain, no, "\n")


def test_a_chain_takes_nobody_out_of_a_tube(store: Store) -> None:
    """Were it abnormal, they would be found by it: that they were not there is to be settled."""
    put(store, "T00001", f"{HERE}3-501")
    done = store.do(chains.tick_chain, NO, "3号楼接龙\n1. 501 没做\n2. 502 没做")
    assert len(done.doubts) == 2
    assert len(done.noted) == 3, "who is in no tube is missed"
    found = standing(store, NO)
    assert found[f"{HERE}金桂花"] == Standing.IN_TUBE
    assert found[f"{HERE}柳青"] == Standing.MISSED
    kept = {one.code for one in store.ask(queries.doubts, NO)}
    assert kept == {"missed_in_tube"}


@pytest.mark.parametrize(
    ("text", "ticked", "missed", "kept"),
    [
        ("601 没做\n", 0, 4, 0),
        ("9 601 已做\n", 4, 0, 0),
        ("1. 501 已做\n5. =cmd() 404\n9 601 已做\n", 6, 0, 1),
        ("3号楼接龙\n1. 501 已做\n2. 乱七八糟\n504 已做\n3. 502 未做", 3, 3, 1),
        ("501 已做 601 没做", 2, 4, 0),
        ("501 没做，发烧", 0, 2, 0),
        ("501 发烧", 0, 0, 1),
        ("楼号\t室号\t姓名\n3\t501\t金小明\n3\t601\t全家", 5, 0, 0),
        ("3号\n501 全做\n4号\n501 全做", 2, 0, 1),
    ],
)
def test_each_line_of_a_chain_is_sampled_missed_or_to_settle(
    store: Store, text: str, ticked: int, missed: int, kept: int
) -> None:
    done = store.do(chains.tick_chain, NO, text, compound=HERE, building="3")
    assert (done.ticked, len(done.noted), len(done.doubts)) == (ticked, missed, kept)


def test_a_chain_of_a_pcr_round_keeps_no_results(store: Store) -> None:
    done = store.do(chains.tick_chain, NO, CHAIN)
    assert store.ask(result_queries.results) == []
    codes = [one.code for one in store.ask(queries.doubts, NO)]
    assert "said_positive" in codes
    assert done.ticked == 5


@pytest.mark.parametrize("words", ["卧冰 没下来", "4-101 没下来", "4-101 来了", "卧冰 来了"])
def test_who_is_outside_of_the_scope_is_named_and_not_taken(store: Store, words: str) -> None:
    done = tick(store, words, building="春晖苑3")
    assert standing(store, NO)[f"{HERE}卧冰"] == Standing.DUE
    (doubt,) = store.ask(queries.doubts, NO)
    assert (doubt.code, doubt.no) == ("table_outside", done.doubts[0])


def test_of_one_name_who_is_inside_of_the_scope_is_meant(store: Store) -> None:
    assert names(tick(store, "王芳 没下来", building="春晖苑3").noted) == ["王芳"]
    assert standing(store, NO)[f"{THERE}王芳"] == Standing.DUE


def test_a_tick_of_the_whole_round_names_its_compounds(store: Store) -> None:
    assert tick(store, "春晖苑3-501 没下来").compounds == (HERE, THERE)
    assert tick(store, building="春晖苑3").compounds == ()


def test_nobody_is_counted_whose_session_has_not_begun_unless_one_says_so(store: Store) -> None:
    """Safety of life wins: a tick by exceptions said of people that they are tested."""
    ahead = add_round(store, DAY + timedelta(days=1))
    with refused("tick_none_begun", no=ahead):
        store.do(ticking.tick, ahead)
    assert store.ask(round_of, ahead).frozen_at is None
    done = store.do(ticking.tick, ahead, "春晖苑3-501 没下来，504 来了")
    assert (done.ticked, len(done.noted), done.compounds) == (1, 2, (HERE,))
    (told,) = [one for one in done.told if one.code == "ticked_not_begun"]
    assert told.params["people"] == 9
    assert store.do(ticking.tick, ahead, compound=THERE).ticked == 2


def test_sessions_begin_and_end_by_what_is_done_at_their_tables(
    store: Store, clock: FixedClock
) -> None:
    def states() -> list[str]:
        return [one.state for one in store.ask(sessions, no)]

    no = add_round(store, compounds=(HERE,))
    later = store.now() + timedelta(hours=2)
    there = SessionInput(no, "东门", (THERE,), later, later + timedelta(hours=1))
    store.do(add_session, there)
    done = store.do(ticking.tick, no)
    assert (done.compounds, states()) == ((HERE,), ["running", "planned"])
    store.do(journal_commands.undo)
    assert states() == ["planned", "planned"]
    store.do(tubes.put_into, no, "T1", "春晖苑3-501")
    assert states() == ["running", "planned"]
    store.do(ticking.tick, no, compound=THERE)
    assert states() == ["running", "running"]
    clock.moment = later + timedelta(hours=2)
    store.do(tubes.put_into, no, "T1", "春晖苑3-504")
    assert states() == ["running", "done"]
    store.do(closing.close_round, no, lambda rows: "去")
    assert states() == ["done", "done"]
    store.do(journal_commands.undo)
    assert states() == ["running", "done"]


def test_a_session_still_to_come_is_called_off_with_its_round_and_planned_again_with_it(
    store: Store, clock: FixedClock
) -> None:
    """Else its people stand at a gate at which nobody can be sampled any more."""
    no = add_round(store, compounds=(HERE,))
    later = store.now() + timedelta(hours=2)
    ends = later + timedelta(hours=1)
    by_hand, ahead, held = (
        store.do(add_session, SessionInput(no, site, (THERE,), later, ends))
        for site in ("南门", "东门", "西门")
    )
    duty = DutyInput(1, Work.SESSION, Role.LEAD, later, ends, work_no=ahead)
    store.do(duty_commands.change_people, [duty])
    store.do(mark_sessions, [by_hand], SessionState.CANCELLED)
    store.do(freeze, no)

    def states() -> list[str]:
        return [store.ask(testing_queries.row, one).state for one in (by_hand, ahead, held)]

    def needs() -> list[int]:
        return [
            one.no for one in store.ask(SESSION.between, later, ends) if one.no in (ahead, held)
        ]

    assert (states(), needs()) == (["cancelled", "planned", "planned"], [ahead, held])
    done = store.do(closing.close_round, no, say)
    store.do(journal_commands.undo)
    assert (states(), needs()) == (["cancelled", "planned", "planned"], [ahead, held])
    store.do(journal_commands.redo)
    assert (done.off, done.crew.names) == ((ahead, held), ("施敏",))
    assert (states(), needs()) == (["cancelled"] * 3, [])
    with refused("round_closed"):
        store.do(mark_sessions, [ahead], SessionState.PLANNED)
    with refused("round_closed"):
        store.do(add_session, SessionInput(no, "北门", (HERE,), later, ends))
    again = store.do(closing.reopen_round, no)
    assert (again.planned, again.crew.names) == ((ahead, held), ("施敏",))
    assert states() == ["cancelled", "planned", "planned"]
    store.do(journal_commands.undo)
    store.do(journal_commands.undo)
    store.do(journal_commands.redo)
    assert store.do(closing.reopen_round, no).planned == (ahead, held)
    clock.moment = ends + timedelta(hours=1)
    assert store.do(closing.close_round, no, say).off == ()
    assert states() == ["cancelled", "done", "done"]


def test_who_has_a_cross_on_a_sign_in_sheet_was_not_sampled(store: Store) -> None:
    """Safety of life: such a sheet lists everybody, and a cross says who did not come."""
    text = "签到表 春晖苑3号\n501 金桂花 √\n501 金小明 ×\n504 王芳 ✓"
    done = store.do(chains.tick_chain, NO, text)
    assert (done.ticked, done.unknown) == (2, ())
    assert standing(store, NO)[f"{HERE}金小明"] == Standing.MISSED


@pytest.mark.parametrize(
    ("text", "lack"),
    [
        ("501、504没来(3号)", ["金桂花", "金小明", "王芳"]),
        ("3号楼 501√ 504× 502√", ["王芳"]),
        ("3号全部到齐", []),
        ("3号除501金小明外全部做完", ["金小明"]),
        ("除了柳青，3号都做了", ["柳青"]),
        ("3号都做好了，就除了504", ["王芳"]),
    ],
)
def test_exceptions_as_building_leaders_write_them(
    store: Store, text: str, lack: list[str]
) -> None:
    done = tick(store, text, compound=HERE)
    assert ([one.name for one in done.missed], done.unknown) == (lack, ())


def test_of_a_door_of_which_fewer_are_said_nobody_is_put_into_a_tube_before_it_is_said_who(
    store: Store,
) -> None:
    with refused("table_which_of_door", people=2, count=1):
        put(store, "T1", "春晖苑3号501 1人")
    done = put(store, "T1", "春晖苑3号501一人，504一人")
    assert [one.name for one in done.members] == ["王芳"]
    assert len(done.unknown) == 1
    assert [one.name for one in put(store, "T2", "春晖苑3号501两人").members] == [
        "金桂花",
        "金小明",
    ]


def test_who_is_counted_at_a_tube_is_asked_where_others_are_known(store: Store) -> None:
    with refused("table_words_not_read"):
        put(store, "T1", "春晖苑3-504 新来的亲戚")
    done = put(store, "T1", "春晖苑3-504 3人")
    assert names(done.members) == ["王芳"]
    assert [(one.code, one.params["count"]) for one in done.told if "count" in one.params] == [
        ("table_more_than_known", 3)
    ]
    assert len(put(store, "T2", "春晖苑3-502 柳青 3人").members) == 3


def test_the_head_of_a_household_with_a_number_and_names_with_blanks_on_a_chain(
    store: Store,
) -> None:
    text = "春晖苑3-502 柳青 3人 已做\n春晖苑3-601 赵大 2人\n春晖苑3-501 金 小 明 已做"
    done = store.do(chains.tick_chain, NO, text)
    assert (done.ticked, [one.code for one in done.told if "count" in one.params]) == (
        5,
        ["table_which_of_door"],
    )
    assert standing(store, NO)[f"{HERE}金桂花"] == Standing.DUE


# -- scopes and rounds -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("part", "code"),
    [
        ({"compound": "无此处"}, "scope_compound_unknown"),
        ({"building": "3"}, "scope_building_several"),
        ({"building": "77"}, "scope_building_unknown"),
        ({"compound": THERE, "building": "4"}, "scope_building_unknown"),
    ],
)
def test_a_part_that_is_not_there_is_refused(store: Store, part: dict[str, str], code: str) -> None:
    with pytest.raises(Refused) as caught:
        tick(store, **part)
    assert caught.value.problem.code == code
    assert store.ask(round_of, NO).frozen_at is None


def test_an_unknown_round_is_refused(store: Store) -> None:
    with refused("round_unknown", no=9):
        store.do(ticking.tick, 9)


def test_the_store_adds_up_the_buildings_as_the_rule_does(store: Store) -> None:
    tick(store, "501 没下来 503 来了", building="春晖苑3")
    put(store, "T1", "大林苑3-504")
    store.do(tubes.void, NO, "T1")
    by_rule = counting.building_counts(sheet(store, NO))
    assert store.ask(lambda conn: counts(conn, round_of(conn, NO))) == by_rule
    assert sum(one.missed for one in by_rule) == 4


def test_a_door_in_two_compounds_is_that_of_the_building_said_or_of_the_session(
    store: Store,
) -> None:
    (session,) = store.ask(lambda conn: testing_queries.sessions(conn, NO))
    tick(store, "501 没下来", building="春晖苑3")
    with refused("table_several"):
        put(store, "T1", "3-504", filling.Opening(session_no=session.no))
    (there,) = {one.building_id for one in sheet(store, NO) if one.compound == THERE}
    done = put(store, "T1", "3-504", filling.Opening(buildings=(str(there),)))
    assert names(done.members) == ["王芳", "李强"]


def test_who_did_not_come_is_put_into_no_tube(store: Store) -> None:
    for said in ("春晖苑3-501 没下来", "春晖苑3-501金桂花没来", "春晖苑3-501 not down"):
        with pytest.raises(Refused) as caught:
            put(store, "T1", said)
        assert caught.value.problem.code == "tube_says_missed"
        assert standing(store, NO) == {}
    done = put(store, "T1", "春晖苑3-501 金桂花等2人")
    assert "金桂花" in names(done.who)


def test_who_did_not_come_is_noted_while_a_tube_is_filled(store: Store) -> None:
    put(store, "T1", "春晖苑3-504")
    opening = filling.Opening(called=THERE)
    done = store.do(ticking.note_missed, NO, "T1", "春晖苑3-501 没下来", opening)
    assert (done.ticked, names(done.noted)) == (0, ["金桂花", "金小明"])
    found = standing(store, NO)
    assert found[f"{HERE}王芳"] == Standing.IN_TUBE
    assert found[f"{HERE}赵大"] == Standing.DUE, "the others of the building still come"
    with pytest.raises(Refused) as caught:
        store.do(ticking.note_missed, NO, "T1", "春晖苑3-601 来了，502 没下来", opening)
    assert caught.value.problem.code == "tube_says_missed"


def test_who_is_gone_to_and_who_is_in_no_tube_is_counted_by_itself(store: Store) -> None:
    put(store, "T1", "春晖苑3-504")
    tick(store, "501 没下来", building="春晖苑3")
    rows = store.ask(lambda conn: counts(conn, round_of(conn, NO)))
    found = {one.building: one for one in rows if one.compound == HERE}
    assert (found["3"].no_tube, found["3"].sampled) == (7, 8)
    assert (found["4"].due, found["4"].at_home, found["4"].no_tube) == (1, 1, 0)


def test_a_round_is_not_closed_by_mistake_before_its_sessions(store: Store) -> None:
    """A wrong number would make a request of each door of people nobody has called yet."""
    early = FixedClock(on_day(store.now(), DAY) - timedelta(hours=3))
    store.clock = early
    store.do(freeze, NO)
    end = store.ask(closing.at_end, NO, stored(early.moment))
    assert (end.people, end.doors, end.ahead) == (len(lacking(store, over=True)), 6, 6)
    assert [rules.asks_to_close(doors) for doors in (end.ahead, 20)] == [False, True]
    store.clock = FixedClock(early.moment + timedelta(hours=4))
    assert store.ask(closing.at_end, NO, stored(store.now())).ahead == 0


def test_what_was_refused_whole_is_no_tick_in_the_journal(store: Store) -> None:
    tick(store, "501 没下来", building="春晖苑3")
    done = tick(store, "999", building="春晖苑3")
    assert (done.ticked, done.noted, len(done.doubts)) == (0, (), 1)
    last = store.ask(journal.steps)[0]
    assert (last.code, last.params["no"]) == ("doubt_noted", done.doubts[0])
    assert tick(store, "999", building="春晖苑3").doubts == done.doubts
    assert store.ask(journal.steps)[0].no == last.no, "said twice, it is no step at all"
