"""Rules of recalls: which doors first, who goes, which code is meant, how a list is read."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.address import Address
from models.duties import DEFAULT_ROSTER, DutyRow, Role, Work
from models.duties.rules import Times
from models.duties.workers import Worker
from models.households import CompoundKind
from models.recall import Door, Listed, RetestState, by_hand, code_lines, moves, rules, visits
from models.recall.settings import RecallSettings, from_kept, kept
from models.roster import PresenceView
from models.times import LOCAL, stored

TWO = datetime(2022, 4, 10, 2, 0, 30, tzinfo=LOCAL)


def _door(
    place: int,
    *marks: str,
    building: str = "甲3",
    people: int = 1,
    shared: bool = False,
    lanes: bool = False,
) -> Door:
    address = Address(building[0] + "苑", None, building[1:], None, f"{place}01")
    return Door(
        f"h{place}", place, address, place, building, people, marks, shared=shared, in_lanes=lanes
    )


def _worker(
    no: int,
    *held: tuple[int, int],
    skills: tuple[str, ...] = (),
    hours: tuple[int, int] | None = None,
    away: bool = False,
) -> Worker:
    duties = [
        DutyRow(
            100 * no + at, "", no, f"p{no}", Work.PATROL, Role.HAND,
            stored(TWO + timedelta(minutes=first)), stored(TWO + timedelta(minutes=last)), None,
            "门口", "",
        )
        for at, (first, last) in enumerate(held)
    ]  # fmt: skip
    presences = (
        [PresenceView("", no, "isolated", "any_time", None, None, stored(TWO - timedelta(days=1)),
                      None, None, "")]
        if away
        else []
    )  # fmt: skip
    opens, closes = hours or (None, None)
    times = Times(f"p{no}", duties, presences, opens, closes)
    return Worker(no, f"p{no}", "staff", "", skills, "", "甲苑", times)


# -- order -----------------------------------------------------------------------------------------


def test_life_is_first_then_shared_kitchens_then_full_buildings_then_the_way() -> None:
    doors = [
        _door(1, building="甲1"),
        _door(2, building="甲2"),
        _door(3, building="甲2"),
        _door(4, building="乙1", shared=True),
        _door(5, "独居老人", building="甲9"),
        _door(6, "透析", building="乙9"),
        _door(7, building="甲1", people=3),
    ]
    assert [door.place for door in rules.in_order(doors)] == [6, 5, 4, 1, 7, 2, 3]
    urgent = _door(9)._replace(urgent=True)
    assert rules.in_order([*doors, urgent])[:2] == [doors[5], urgent]


@given(st.permutations(range(8)))
def test_the_order_does_not_depend_on_how_doors_came(order: list[int]) -> None:
    doors = [
        _door(at, *(["吸氧"] if at == 5 else []), building=f"甲{at % 3}", shared=at == 2)
        for at in range(8)
    ]
    assert rules.in_order([doors[at] for at in order]) == rules.in_order(doors)


# -- who goes --------------------------------------------------------------------------------------


def test_they_begin_at_once_whatever_the_hour_rounded_to_five_minutes() -> None:
    assert visits.begins_at(TWO, RecallSettings()) == TWO.replace(minute=30, second=0)
    late = TWO.replace(minute=1)
    assert visits.begins_at(late, RecallSettings()) == late.replace(minute=35, second=0)


def test_one_person_goes_from_door_to_door_as_long_as_all_is_done_in_time() -> None:
    doors = [_door(at) for at in range(1, 5)]
    found = visits.plan(doors, [_worker(1), _worker(2)], TWO)
    assert {visit.names for visit in found} == {("p1",)}
    starts = [visit.starts for visit in found]
    assert [later - first for first, later in pairwise(starts)] == [timedelta(minutes=10)] * 3


def test_somebody_more_is_woken_where_it_would_take_too_long_or_a_life_would_wait() -> None:
    many = visits.plan([_door(at) for at in range(1, 15)], [_worker(1), _worker(2)], TWO)
    assert {visit.names for visit in many} == {("p1",), ("p2",)}
    lives = [_door(at, "透析", building=f"甲{at}") for at in (1, 2)]
    both = visits.plan(lives, [_worker(1), _worker(2)], TWO)
    assert [visit.names for visit in both] == [("p1",), ("p2",)]
    assert both[0].starts == both[1].starts


def test_in_the_lanes_a_guide_goes_along_and_nobody_guides_who_does_not_know_them() -> None:
    door = _door(1, lanes=True)
    (alone,) = visits.plan([door], [_worker(1), _worker(2)], TWO)
    assert set(alone.given) == {Role.HAND}
    assert alone.why is not None
    assert alone.why.code == "retest_unguided"
    (guided,) = visits.plan([door], [_worker(1), _worker(2, skills=("带路",))], TWO)
    assert guided.given[Role.GUIDE] == (2, "p2")
    assert guided.given[Role.HAND] == (1, "p1")
    assert guided.why is None


def test_who_is_kept_out_absent_or_busy_does_not_go_and_nobody_is_told_so() -> None:
    workers = [_worker(1), _worker(2, away=True), _worker(3, (0, 600))]
    (visit,) = visits.plan([_door(1)], workers, TWO, kept_out={1})
    assert visit.given == {}
    assert visit.why is not None
    assert visit.why.code == "retest_nobody"
    (busy,) = visits.plan([_door(1)], [_worker(3, (0, 60))], TWO)
    assert busy.names == ("p3",)
    assert busy.starts == TWO + timedelta(minutes=60)


def test_outside_hours_somebody_is_asked_last() -> None:
    early = _worker(1, hours=(8 * 60, 18 * 60))
    (visit,) = visits.plan([_door(1)], [early, _worker(2)], TWO)
    assert visit.names == ("p2",)
    (asked,) = visits.plan([_door(1)], [early], TWO)
    assert asked.to_ask == {"p1"}


def test_visits_one_after_another_are_no_lack_of_rest() -> None:
    found = visits.plan([_door(1), _door(2)], [_worker(1)], TWO)
    assert not [problem for visit in found for problem in visit.warnings]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["甲1", "甲2", "乙1"]), st.integers(1, 4), st.booleans(),
            st.sampled_from(["", "透析", "卧床"]),
        ),
        max_size=12,
    ),
    st.lists(
        st.tuples(st.integers(0, 200), st.integers(1, 120), st.booleans()), min_size=0, max_size=4
    ),
)  # fmt: skip
def test_every_door_has_one_visit_and_nobody_is_in_two_places(
    doors: list[tuple[str, int, bool, str]], people: list[tuple[int, int, bool]]
) -> None:
    made = [
        _door(at, *filter(None, [mark]), building=building, people=count, lanes=lanes)
        for at, (building, count, lanes, mark) in enumerate(doors)
    ]
    workers = [
        _worker(no, (first, first + length), skills=("带路",) if guides else ())
        for no, (first, length, guides) in enumerate(people, 1)
    ]
    found = visits.plan(made, workers, TWO)
    assert [visit.door for visit in found] == rules.in_order(made)
    held = {
        worker.no: [(duty.starts_at, duty.ends_at) for duty in worker.times.held]
        for worker in workers
    }
    for one, other in combinations(found, 2):
        if {no for no, _name in one.given.values()} & {no for no, _name in other.given.values()}:
            assert one.ends <= other.starts or other.ends <= one.starts
    for visit in found:
        assert len({no for no, _name in visit.given.values()}) == len(visit.given)
        assert (visit.why is None) == (len(visit.given) == len(visits.roles_at(visit.door)))
        for no, _name in visit.given.values():
            for starts, ends in held[no]:
                assert stored(visit.ends) <= starts or ends <= stored(visit.starts)


def test_changed_by_hand_the_rest_stays_and_what_speaks_against_it_is_told() -> None:
    workers = [_worker(1), _worker(2, hours=(8 * 60, 18 * 60)), _worker(3)]
    found = visits.plan([_door(1), _door(2)], workers, TWO)
    others = by_hand.takers(found, 1, Role.HAND, workers, {3}, DEFAULT_ROSTER)
    assert [(one.no, [w.code for w in one.warnings]) for one in others] == [(2, ["outside_hours"])]
    changed = by_hand.given_to(found, 1, Role.HAND, (2, "p2"), workers, DEFAULT_ROSTER)
    assert [visit.names for visit in changed] == [("p1",), ("p2",)]
    assert changed[1].to_ask == {"p2"}
    left = by_hand.given_to(changed, 1, Role.HAND, None, workers, DEFAULT_ROSTER)
    assert left[1].why is not None
    assert left[1].why.code == "retest_left_by_hand"
    moved = by_hand.moved(found, 1, TWO + timedelta(hours=3), workers, DEFAULT_ROSTER)
    assert moved[1].ends - moved[1].starts == found[1].ends - found[1].starts
    assert moved[0] == found[0]


# -- houses ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "kind", "rooms", "shares"),
    [
        (None, CompoundKind.LANE, ["1"], True),
        (None, CompoundKind.COMMODITY, ["501", "502"], False),
        (None, CompoundKind.COMMODITY, ["前客堂", "亭子间"], True),
        (None, CompoundKind.OTHER, ["门卫室"], False),
        (0, CompoundKind.LANE, ["亭子间"], False),
        (1, CompoundKind.COMMODITY, ["501"], True),
    ],
)
def test_lane_houses_share_unless_somebody_said_otherwise(
    said: int | None, kind: str, rooms: list[str], shares: bool
) -> None:
    assert rules.shares_rooms(said, kind, rooms) is shares


def test_of_a_large_house_a_floor_shares_and_of_one_with_units_a_unit() -> None:
    rooms = [(unit, f"{floor}0{door}") for unit in "12" for floor in (1, 2, 3) for door in (1, 2)]
    small = rules.shared_part(rooms, ("1", "201"), 20)
    assert [room for room in rooms if small(room)] == [one for one in rooms if one[0] == "1"]
    large = rules.shared_part(rooms, ("1", "201"), 5)
    assert [room for room in rooms if large(room)] == [("1", "201"), ("1", "202")]


# -- codes and lists -------------------------------------------------------------------------------

_OURS = [f"88120{no:02}" for no in range(1, 60)]


def test_a_slip_of_the_finger_names_the_code_that_was_meant() -> None:
    for typed in ("8812071", "881201", "88120011", "8821001"):
        problem = rules.unknown_code(typed, _OURS)
        assert problem.code == "tube_unfound"
        assert problem.params["near"]
    assert rules.nearest("8812010", ["8812010"]) == ["8812010"]


CODES = st.text("12a", min_size=1, max_size=9)


@given(CODES, CODES, st.integers(0, 8))
def test_a_code_is_near_by_as_many_slips_as_it_takes(code: str, other: str, at: int) -> None:
    near = other if at % 2 else code[:at] + other[:1] + code[at + 1 :]
    most = 1 if len(code) < 6 else 2
    turned = (f"{code[:n]}{code[n + 1]}{code[n]}{code[n + 2 :]}" for n in range(len(code) - 1))
    is_near = slips(code, near) <= most or near in turned
    assert rules.nearest(code, [near]) == ([near] if is_near else [])


def slips(one: str, other: str) -> int:
    """How many characters are wrong, missing or too many."""
    row = list(range(len(other) + 1))
    for at, char in enumerate(one, 1):
        before, row[0] = row[0], at
        for to, its in enumerate(other, 1):
            cost = min(row[to] + 1, row[to - 1] + 1, before + (char != its))
            before, row[to] = row[to], cost
    return row[-1]


def test_the_code_of_another_committee_is_told_from_a_slip() -> None:
    assert rules.unknown_code("7745123", _OURS).code == "tube_of_others"
    assert rules.unknown_code("8819999", _OURS).code == "tube_unfound"
    assert rules.unknown_code("8812001", []).code == "tubes_none"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (" 8812345\n", "8812345"),
        ("８８１２３４５", "8812345"),
        ("管号：8812345", "8812345"),
        ("试管 A-12", "A-12"),
        ("88 12 345", "8812345"),
    ],
)
def test_codes_are_cleaned(typed: str, code: str) -> None:
    assert rules.tube_code(typed) == code


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (["T0100，T0400"], ["T0100", "T0400"]),
        (["T0200、T0201"], ["T0200", "T0201"]),
        (["T0200 T0201", "T0202;T0203；T0200"], ["T0200", "T0201", "T0202", "T0203"]),
        (["管号：8812345, 管号 8812346 8812347"], ["8812345", "8812346", "8812347"]),
        (["88 12 345"], ["8812345"]),
        (["A1 A2"], ["A1", "A2"]),
        (["，"], []),
    ],
)
def test_codes_stand_apart_by_whatever_is_typed_between_them(
    words: list[str], codes: list[str]
) -> None:
    assert rules.split_codes(words) == codes


def test_doors_and_telephones_are_no_codes_alone() -> None:
    def none(_word: str) -> bool:
        return False

    assert rules.codes_alone("3-501 3-502", none) == []
    assert rules.codes_alone("13800003555 8812345", none) == []
    assert rules.codes_alone("T0200、8812345", none) == ["T0200", "8812345"]
    assert rules.codes_alone("A1 3", {"A1", "3"}.__contains__) == ["A1", "3"]


@pytest.mark.parametrize(
    ("text", "tubes"),
    [
        ("8812345", [("8812345", "")]),
        ("T00000002、T00000013 王芳", [("T00000002", ""), ("T00000013", "王芳")]),
        ("管号 8812345: 大林苑3号501 王芳、3号602", [("8812345", "大林苑3号501 王芳、3号602")]),
        ("8812345 甲\n8812345 乙\n8812346：3号501", [("8812345", "甲\n乙"), ("8812346", "3号501")]),
        ("异常管8812345\n王芳 13800003555\n李强", [("8812345", "王芳 13800003555\n李强")]),
        ("1. 管号：8812345 王芳 2. 管号：8812346 李强", [("8812345", "王芳"), ("8812346", "李强")]),
        ("王芳\n大林苑3号501", [("", "王芳\n大林苑3号501")]),
        ("12号203 305", [("", "12号203 305")]),
        ("13800003555 王芳", [("", "13800003555 王芳")]),
        ("310101199001011234 王芳", [("", "310101199001011234 王芳")]),
        ("8812345 8812346", [("8812345", ""), ("8812346", "")]),
    ],
)  # fmt: skip
def test_lists_are_read_as_they_come(text: str, tubes: list[tuple[str, str]]) -> None:
    assert rules.read_list(text) == [Listed(*one) for one in tubes]


@pytest.mark.parametrize(
    ("line", "is_title"),
    [
        ("异常管名单 4月10日", True),
        ("【今晚异常管】：", True),
        ("Abnormal tubes tonight", True),
        ("第2轮核酸异常结果通报 2022-04-10 02:15", True),
        ("王芳", False),
        ("异常 王芳", False),
        ("3号501 阳性", False),
        ("3-501", False),
        ("12号203 305", False),
        ("4月10日", False),
        ("异常管号 8812-34", False),
    ],
)
def test_a_title_tells_nobody(line: str, is_title: bool) -> None:
    assert rules.is_title(line) is is_title
    text = f"{line}\nXM998877 四十三弄 21-后客堂"
    assert rules.read_list(text)[-1].code == "XM998877"
    assert len(rules.read_list(text)) == (1 if is_title else 2)


def test_short_codes_are_known_by_the_tubes_there_are() -> None:
    assert rules.read_list("A1、A2 王芳", {"A1", "A2"}.__contains__) == [
        Listed("A1", ""),
        Listed("A2", "王芳"),
    ]
    assert rules.read_list("A1 王芳\nA2 李强", {"A1", "A2"}.__contains__) == [
        Listed("A1", "王芳"),
        Listed("A2", "李强"),
    ]


@pytest.mark.parametrize(
    ("text", "tubes"),
    [
        ("1. K0485\n2. K0100", [("K0485", ""), ("K0100", "")]),
        ("①K0485", [("K0485", "")]),
        ("（1）K0485", [("K0485", "")]),
        ("#接龙\n1、K0485", [("K0485", "")]),
        ("序号\t管号\n1\tK0485\t曹芳源\t5号前客堂", [("K0485", "曹芳源\t5号前客堂")]),
        ("姓名\t地址\t管号\n曹芳源\t5号前客堂\tK0485", [("K0485", "曹芳源\t5号前客堂")]),
        ("1\t曹芳源\tK0485\t5号前客堂", [("K0485", "曹芳源 5号前客堂")]),
        ("5\t后客堂\t曹芳源\tK0485", [("K0485", "5\t后客堂\t曹芳源")]),
        ("曹芳源 K0485 谭福 K0100", [("K0485", "曹芳源"), ("K0100", "谭福")]),
        ("K0485管、K0100管和K0999管都异常", [("K0485", ""), ("K0100", ""), ("K0999", "")]),
        ("今晚K0485异常，请复核", [("K0485", "")]),
        ("第1管K0485，第2管K0100", [("K0485", ""), ("K0100", "")]),
        ("Abnormal tubes tonight: K0485 and K0100", [("K0485", ""), ("K0100", "")]),
        ("K0485/K0100", [("K0485", ""), ("K0100", "")]),
        ("1. K0485 5号 曹芳源\n2. K0100", [("K0485", "5号 曹芳源"), ("K0100", "")]),
        ("大林苑A101室 王芳", [("", "大林苑A101室 王芳")]),
    ],
)
def test_a_code_of_ours_is_found_wherever_it_stands_in_a_line(
    text: str, tubes: list[tuple[str, str]]
) -> None:
    alike = code_lines.shapes_of({"K0485"})
    found = rules.read_list(text, lambda word: code_lines.shape_of(word) in alike)
    assert found == [Listed(*one) for one in tubes]


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader_and_none_of_its_words_is_lost(text: str) -> None:
    found = rules.read_list(text)
    assert all(len(one.code) <= 40 for one in found)


# -- how far, settings -----------------------------------------------------------------------------


def test_re_tests_go_from_state_to_state() -> None:
    assert moves.state_problems(1, "planned", RetestState.DONE) == []
    assert [p.code for p in moves.state_problems(1, "done", RetestState.DONE)] == ["retest_already"]
    assert [p.code for p in moves.state_problems(1, "cancelled", RetestState.DONE)] == [
        "retest_cannot"
    ]
    assert moves.needs(2) == {Role.HAND: 1, Role.GUIDE: 1}
    assert moves.needs(1, RetestState.CANCELLED) == {}


def test_settings_are_kept_and_read_back() -> None:
    own = RecallSettings(prepare=0, large=12)
    assert from_kept(kept(own)) == own
    assert from_kept({}) == RecallSettings()


def test_lines_that_may_be_of_another_tube_are_counted() -> None:
    text = "T00014 王芳\n李强\n赵大\nT00015\n柳青\nT00016 金桂花\nT00014 金小明"
    assert rules.lines_beneath(text) == {"T00014": 2}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("【异常管】试管编号 88120015\n1 陈伯 大林苑12号601", ["88120015"]),
        (
            "街道疾控通知：以下10混1异常，请尽快单采复核 管码A2022041000123：3-501",
            ["A2022041000123"],
        ),
        ("王芳异常\nB8812001 3-501", ["", "B8812001"]),
        ("管号 姓名 地址\n8812001 王芳 12-203", ["8812001"]),
        ("8812001号管10人中：王芳，李强", ["8812001"]),
        ("以下人员异常：\n王芳 3-501", [""]),
    ],
)
def test_what_only_says_what_a_list_is_of_is_no_tube_and_names_are_kept(
    text: str, codes: list[str]
) -> None:
    assert [one.code for one in rules.read_list(text)] == codes
