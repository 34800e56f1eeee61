"""Rules of the table: codes, who may be put into which tube, what a tick counts, what words say."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.call_sheet import Part, Sampling, Why
from models.sampling import Member, TubeState, TubeView, codes, counting, kits, reading, rules
from models.sampling.reading import Outcome
from models.sampling.rules import Holding, Named, Standing
from models.sampling.serials import with_serials_apart
from models.sampling.sign_in import with_doors
from models.testing import TubeKind


def member(key: str = "a", **more: object) -> Member:
    known: dict[str, object] = {
        "id": key,
        "resident_no": 1,
        "household_no": 1,
        "name": f"人{key}",
        "compound": "春晖苑",
        "lane": None,
        "building": "3",
        "unit": None,
        "room": "501",
        "part": Part.CALLED,
        "why": None,
        "state": Sampling.DUE,
        "said": "",
        "tube": None,
        "sampled_at": None,
        "household_id": "h1",
        "resident_id": f"r{key}",
        "presence": "present",
    }
    return Member(**(known | more))  # type: ignore[arg-type]


def tube(**more: object) -> TubeView:
    known: dict[str, object] = {
        "no": 1,
        "id": "t",
        "version": 1,
        "round_no": 1,
        "session_no": None,
        "desk": None,
        "code": "T1",
        "kind": TubeKind.POOLED,
        "capacity": 10,
        "state": TubeState.PENDING,
        "opened_at": "2022-04-10T00:00:00Z",
        "full_at": None,
        "result_at": None,
        "note": "",
        "members": 0,
    }
    return TubeView(**(known | more))  # type: ignore[arg-type]


IN_ANOTHER = {"state": Sampling.SAMPLED, "tube": "T9", "tube_id": "u", "tube_state": "pending"}


# -- codes -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("T014", "T014"),
        (" t014\r", "T014"),
        ("T014\r\n", "T014"),
        ("Ｔ０１４", "T014"),
        ("6901 2345 6789", "690123456789"),
        ("", ""),
        ("\r", ""),
    ],
)
def test_a_code_is_what_the_scanner_meant(typed: str, code: str) -> None:
    assert codes.tube_code(typed) == code


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("", "tube_code_missing"),
        ("1" * 33, "tube_code_long"),
        ("T01*", "tube_code_odd"),
        ("管1", "tube_code_odd"),
        ("-1", "tube_code_odd"),
        ("T-01", None),
        ("7", None),
    ],
)
def test_odd_codes_are_told(code: str, problem: str | None) -> None:
    assert [one.code for one in codes.code_problems(code)] == ([problem] if problem else [])


@given(st.text(max_size=60))
def test_cleaning_a_code_twice_changes_nothing(text: str) -> None:
    code = codes.tube_code(text)
    assert codes.tube_code(code) == code


@pytest.mark.parametrize(
    ("typed", "known", "found"),
    [
        ("690123456789\r", (), True),
        ("T0014", (), True),
        ("12-203", (), False),
        ("3-501", (), False),
        ("1805", (), False),
        ("12号203 305", (), False),
        ("王芳", (), False),
        ("B203", ("B101",), True),
        ("77", ("76",), True),
        ("12-203 王芳", (), False),
    ],
)
def test_a_code_is_told_from_a_door(typed: str, known: tuple[str, ...], found: bool) -> None:
    assert codes.is_code(typed, known) is found


# -- tubes -----------------------------------------------------------------------------------------


def problems(view: TubeView, members: list[Member], new: list[Member], *held: Member) -> list[str]:
    holds = {one.who: Holding(str(Why.PENDING)) for one in held}
    return [one.code for one in rules.into_problems(view, members, new, holds)]


def test_a_tube_takes_no_more_than_it_can() -> None:
    inside = [member(str(n)) for n in range(8)]
    new = [member("a"), member("b"), member("c")]
    (problem,) = rules.into_problems(tube(members=8), inside, new, {})
    assert problem.code == "tube_over"
    assert (problem.params["free"], problem.params["people"]) == (2, 3)
    assert problem.params["who"] == ["春晖苑 3-501"]
    assert problems(tube(members=8), inside, new[:2]) == []


def test_who_may_be_positive_is_kept_out_of_the_tube_of_others_though_the_queue_waits() -> None:
    one = member("a")
    assert problems(tube(), [], [one], one) == ["held_pending"]
    household = tube(kind=TubeKind.HOUSEHOLD, capacity=3)
    assert problems(household, [], [one], one) == ["held_pending"]
    assert problems(tube(kind=TubeKind.SINGLE, capacity=1), [], [one], one) == []


def test_who_lives_with_somebody_positive_is_not_with_people_of_other_doors() -> None:
    near = member("a", part=Part.VISITED, why=Why.NEAR_POSITIVE)
    assert problems(tube(), [], [near]) == ["near_from_pool"]
    assert problems(tube(kind=TubeKind.HOUSEHOLD, capacity=2), [], [near]) == []


def test_nobody_is_in_two_tubes() -> None:
    (problem,) = rules.into_problems(tube(), [], [member("a", **IN_ANOTHER)], {})
    assert (problem.code, problem.params["code"]) == ("member_twice", "T9")


def test_closed_tubes_and_tubes_of_one_household() -> None:
    new = [member("a", household_id="h2")]
    assert problems(tube(full_at="2022-04-10T01:00:00Z", members=3), [], new) == ["tube_full"]
    assert problems(tube(state=TubeState.VOID), [], new) == ["tube_void"]
    assert problems(tube(state=TubeState.NEGATIVE), [], new) == ["tube_is_negative"]
    household = tube(kind=TubeKind.HOUSEHOLD, capacity=4)
    assert problems(household, [member("b")], new) == ["tube_other_household"]


@pytest.mark.parametrize(
    ("presence", "code"), [("died", "died_at_table"), ("moved_out", "moved_at_table")]
)
def test_who_died_or_moved_away_is_asked_about(presence: str, code: str) -> None:
    assert problems(tube(), [], [member("a", presence=presence)]) == [code]


@pytest.mark.parametrize(
    ("view", "code"),
    [
        (tube(), "tube_has_nobody"),
        (tube(members=1, state=TubeState.VOID), "tube_void_told"),
        (tube(members=1, opened_at="2022-04-10T05:00:00Z"), "result_too_early"),
    ],
)
def test_a_result_before_sampling_is_none(view: TubeView, code: str) -> None:
    assert [one.code for one in rules.result_problems(view, "2022-04-10T04:00:00Z")] == [code]


# -- ticks -----------------------------------------------------------------------------------------


def ticked(
    rows: list[Member], named: Named, *held: Member, parts: tuple[Part, ...] = (Part.CALLED,)
) -> rules.TickPlan:
    holds = {one.who: Holding(str(Why.POSITIVE)) for one in held}
    return rules.ticked(rows, named, holds, parts)


NOBODY = Named({}, {})


def test_everybody_called_counts_but_the_exceptions() -> None:
    rows = [member("a"), member("b"), member("c", part=Part.VISITED), member("d", part=Part.STAFF)]
    plan = ticked(rows, Named({"b": "没下来"}, {}))
    assert [one.id for one in plan.sampled] == ["a"]
    assert [(one.id, said) for one, said in plan.missed] == [("b", "没下来")]
    plan = ticked(rows, NOBODY, parts=(Part.CALLED, Part.VISITED))
    assert [one.id for one in plan.sampled] == ["a", "b", "c"]


def test_who_is_held_since_or_may_be_meant_is_not_counted_with_the_others() -> None:
    rows = [member("a"), member("b"), member("c")]
    plan = ticked(rows, Named({}, {}, frozenset({"c"})), rows[0])
    assert [one.id for one in plan.sampled] == ["b"]
    assert [one.code for one in plan.problems] == ["since_positive"]


def test_who_is_left_out_and_comes_all_the_same() -> None:
    away = member("a", part=Part.LEFT_OUT, why=Why.AWAY)
    held = member("b", part=Part.LEFT_OUT, why=Why.POSITIVE)
    plan = ticked([away, held], Named({}, {"a": "", "b": ""}), held)
    assert [one.id for one in plan.came] == ["a"]
    assert rules.came_problem(away).code == "came_away"
    assert [one.code for one in plan.problems] == ["held_positive"]
    plan = ticked([away], Named({"a": "没下来"}, {}))
    assert (plan.missed, [one.code for one in plan.told]) == ((), ["missed_not_called"])


def test_nobody_is_taken_out_of_a_tube_with_a_result_by_a_tick() -> None:
    done = IN_ANOTHER | {"tube_state": "abnormal"}
    plan = ticked([member("a", **done)], Named({"a": "不在"}, {}))
    assert (plan.missed, [one.code for one in plan.problems]) == ((), ["missed_with_result"])
    plan = ticked([member("a", **IN_ANOTHER)], Named({"a": "不在"}, {}))
    assert [one.code for one in plan.told] == ["taken_from_tube"]


MEMBERS = st.builds(
    lambda key, part, state, tube_id: member(
        str(key),
        part=part,
        state=state,
        tube_id=tube_id if state == Sampling.SAMPLED else None,
        tube="T9" if tube_id and state == Sampling.SAMPLED else None,
        tube_state="pending" if tube_id else None,
    ),
    st.integers(0, 10_000),
    st.sampled_from([*Part]),
    st.sampled_from([*Sampling]),
    st.sampled_from([None, "u"]),
)


@given(st.lists(MEMBERS, unique_by=lambda one: one.id, max_size=30), st.data())
def test_a_tick_says_of_everybody_one_thing(rows: list[Member], data: st.DataObject) -> None:
    keys = [one.id for one in rows]
    missed = data.draw(st.sets(st.sampled_from(keys))) if keys else set()
    came = data.draw(st.sets(st.sampled_from(keys))) - missed if keys else set()
    plan = ticked(rows, Named(dict.fromkeys(missed, ""), dict.fromkeys(came, "")))
    sampled = {one.id for one in plan.sampled}
    gone = {one.id for one, _said in plan.missed}
    assert not sampled & gone
    assert sampled.isdisjoint(missed)
    assert gone <= missed
    standing = Counter(map(rules.standing, rows))
    assert sum(standing.values()) == len(rows)
    assert set(standing) <= set(Standing)


def test_rounds_in_a_row_end_with_the_first_that_was_not_missed() -> None:
    assert rules.in_a_row([]) == 0
    assert rules.in_a_row([True, True, False, True]) == 2
    assert rules.in_a_row([False, True]) == 0


def test_who_lacks_while_a_round_runs_and_when_it_is_over() -> None:
    due, left = member("a"), member("b", part=Part.LEFT_OUT)
    assert not rules.is_missing(due, over=False)
    assert rules.is_missing(due, over=True)
    assert not rules.is_missing(left, over=True)
    assert not rules.is_missing(member("c", presence="died"), over=True)


def test_buildings_are_counted_without_who_is_left_out() -> None:
    rows = [
        member("a", state=Sampling.SAMPLED),
        member("b", state=Sampling.MISSED),
        member("c"),
        member("d", part=Part.LEFT_OUT),
        member("e", part=Part.STAFF, compound=None, building=None),
        member("f", building="4"),
    ]
    (three, four) = counting.building_counts(rows)
    assert (three.called, three.sampled, three.missed, three.due) == (3, 1, 1, 1)
    assert (four.building, four.due) == ("4", 1)


def test_the_sums_of_a_building_add_up_whoever_comes_uncalled() -> None:
    rows = [
        member("a", state=Sampling.SAMPLED),
        member("b", state=Sampling.SETTLED),
        member("c", part=Part.LEFT_OUT, state=Sampling.SAMPLED),
        member("d", part=Part.LATE, state=Sampling.SAMPLED),
        member("e", part=Part.LATE, state=Sampling.MISSED),  # their tube was void
    ]
    (one,) = counting.building_counts(rows)
    assert (one.called, one.sampled, one.missed, one.settled, one.due) == (3, 1, 1, 1, 0)
    assert one.besides == 2


# -- words -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "came"),
    [
        ("补做了", True),
        ("来了", True),
        ("两人阴性 已上传", True),
        ("was sampled", True),
        ("没下来", False),
        ("来了没做", False),
        ("还没做", False),
        ("发烧", False),
        ("not sampled", False),
        ("", False),
    ],
)
def test_words_say_who_was_sampled(said: str, came: bool) -> None:
    assert reading.says_came(said) is came


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ("两人阴性 已上传", Outcome.NEGATIVE),
        ("阳了", Outcome.POSITIVE),
        ("阳性！", Outcome.POSITIVE),
        ("混管阳性", Outcome.ABNORMAL),
        ("无异常", Outcome.NEGATIVE),
        ("欧阳明", None),
        ("2人阴", Outcome.NEGATIVE),
        ("一人阳性，一人阴性", Outcome.POSITIVE),
        ("negative", Outcome.NEGATIVE),
    ],
)
def test_words_say_what_a_test_came_to(said: str, outcome: Outcome | None) -> None:
    assert reading.outcome_said(said) is outcome


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ("阴性", Outcome.NEGATIVE),
        ("Negative", Outcome.NEGATIVE),
        ("异常", Outcome.ABNORMAL),
        ("阳性。", Outcome.POSITIVE),
        ("好的", None),
    ],
)
def test_a_tubes_result_is_said_in_either_language(said: str, outcome: Outcome | None) -> None:
    assert reading.tube_result(said) is outcome


@pytest.mark.parametrize(
    ("lines", "in_building", "read"),
    [
        ("1 王芳|2 李强|3 赵大", False, "1. 王芳|2. 李强|3. 赵大"),
        ("1王芳|2李强|4赵大|5赵二", False, "1. 王芳|2. 李强|4. 赵大|5. 赵二"),
        ("1 501 已做|2 502 已做", True, "1. 501 已做|2. 502 已做"),
        ("1 501 已做|2 502 已做", False, "1 501 已做|2 502 已做"),
        ("9 601 已做", True, "9. 601 已做"),
        ("501 王芳|502 李强|503 赵大", True, "501 王芳|502 李强|503 赵大"),
        ("3 王芳|4 李强|8 赵大", False, "3 王芳|4 李强|8 赵大"),
        ("1 王芳|5 李强|8 赵大", False, "1 王芳|5 李强|8 赵大"),
        ("1. 王芳|2、李强", False, "1. 王芳|2、李强"),
    ],
)
def test_numbers_that_run_down_a_list_are_its_own(lines: str, in_building: bool, read: str) -> None:
    told = with_serials_apart(lines.split("|"), in_building=in_building)
    assert told == read.split("|")


@pytest.mark.parametrize(
    ("number", "meant", "asked"),
    [(None, 3, None), (3, 3, None), (4, 4, None), (6, 4, None), (2, 1, "table_which_of_door")],
)
def test_the_head_of_a_household_and_a_number_mean_those_of_the_door_or_are_asked(
    number: int | None, meant: int, asked: str | None
) -> None:
    away = member("d", part=Part.LEFT_OUT, why=Why.AWAY)
    door = [member("a"), member("b"), member("c"), away]
    said = reading.Meant("3-501 人a", (door[0],), True, "", True, number)
    group, problem = counting.family_of(said, door)
    assert (len(group.people), problem and problem.code) == (meant, asked)
    assert (counting.more_problem(group) is not None) == (number == 6)


def test_one_household_is_told_from_some_of_it_and_from_every_household() -> None:
    assert [reading.says_family(one) for one in ("全家已做", "一家", "一家3口", "全家就老人")] == [
        True,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("said", "found", "unsure"),
    [
        ("人a 1阳2阴", "", True),
        ("阳1阴2", "", True),
        ("全家阴 就人b两道杠", "NPN", False),
        ("人b阳性，其他阴性", "NPN", False),
        ("人a 人b 阴性 人c 异常", "NNA", False),
        ("人a 3人阴性", "NNN", False),
        ("三人阴性 已上传", "NNN", False),
        ("有阴有两道杠 阴性", "", True),
        ("已上传", "", False),
    ],
)
def test_a_result_is_whose_it_is_said_of_or_is_asked(said: str, found: str, unsure: bool) -> None:
    door = tuple(member(key) for key in "abc")
    told = kits.kits_of(reading.Meant("3-501", door, said=said))
    letters = "".join(told.of[one.id].name[0] for one in door if one.id in told.of)
    assert (letters, told.unsure) == (found, unsure)


def test_a_kit_that_shows_nothing_is_to_be_done_again() -> None:
    assert reading.says_not("无效")
    assert reading.outcome_said("无效") is None
    assert kits.people_said("1阳4阴") == 5


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (
            "楼号\t室号\t姓名\t结果\n1\t503\t王芳\t已做\n\t504\t\t全家",
            ["1号503室 王芳 已做", "1号504室 全家"],
        ),
        ("序号\t姓名\t门牌\t签名\n1\t王芳\t1-503\t王芳", ["1-503 王芳"]),
        ("序号 楼号 室号 姓名\n1 1 503 王芳", ["1号503室 王芳"]),
        (
            "12\t前客堂\t两人\n13\t2\t全家\n7 二楼后楼 一人",
            ["12号前客堂\t两人", "13-2\t全家", "7号二楼后楼 一人"],
        ),
        ("1. 501 已做\n9 601 已做", ["1. 501 已做", "9 601 已做"]),
        ("王芳 李强", ["王芳 李强"]),
    ],
)  # fmt: skip
def test_sign_in_tables_are_read_by_their_columns(text: str, lines: list[str]) -> None:
    assert with_doors(text.splitlines(), in_building=False) == lines


def test_why_somebody_was_not_sampled_is_told_from_a_name() -> None:
    assert reading.says_why("发烧")
    assert not reading.says_why("王芳")
