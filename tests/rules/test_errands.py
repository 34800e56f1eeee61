"""Rules of errands: medicines read from words, requests that fit, results told by exceptions."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errands import Asked, ErrandInput, LineInput, LineRow, ResultsInput, Wanted, rules
from models.reading.medicines import wanted

NOW = datetime(2022, 4, 9, 6, 0, tzinfo=UTC)


def line(position: int, request: int = 0, result: str = "waiting", reason: str = "") -> LineRow:
    return LineRow(
        f"l{position}", 1, position, request or position, None, None, None, None, None, None, "",
        "秦某", "降压药", "", "", "", None, "", 0, 0, 0, "", result, reason,
    )  # fmt: skip


# -- medicines -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("大林苑2号1805 降压药没了", [("降压药", "", "", "", None, "")]),
        ("络活喜 辉瑞 5mg 要2盒", [("氨氯地平", "络活喜", "辉瑞", "5mg", 2, "盒")]),
        ("拜耳的拜新同30毫克两盒", [("硝苯地平", "拜新同", "拜耳", "30毫克", 2, "盒")]),
        ("胰岛素还剩2支，要冷藏", [("胰岛素", "", "", "", None, "")]),
        ("胰岛素还剩2支，求配3支", [("胰岛素", "", "", "", 3, "支")]),
        ("高血压药吃完了", [("降压药", "", "", "", None, "")]),
        ("优甲乐50微克断了", [("左甲状腺素", "优甲乐", "", "50微克", None, "")]),
        ("Metformin 500MG run out", [("二甲双胍", "", "", "500mg", None, "")]),
        ("诺和锐 胰岛素 要一盒", [("胰岛素", "诺和锐", "", "", 1, "盒")]),
        ("阿斯匹林没了", [("阿司匹林", "", "", "", None, "")]),
        ("高血压药吃完了，络活喜辉瑞2盒", [("氨氯地平", "络活喜", "辉瑞", "", 2, "盒")]),
        ("补心胶囊没了", [("补心胶囊", "", "", "", None, "")]),
        ("孩子奶粉没有了", []),
        ("", []),
    ],
)
def test_a_medicine_is_read_with_what_is_said_of_it(
    text: str, found: list[tuple[object, ...]]
) -> None:
    assert [tuple(one) for one in wanted(text)] == found


def test_several_medicines_of_one_text_keep_apart() -> None:
    first, second = wanted("安眠药1盒和胃药3盒没了，格华止也要500mg")[:2]
    assert (first.medicine, first.quantity) == ("安眠药", 1)
    assert (second.medicine, second.quantity) == ("胃药", 3)
    names = [one.medicine for one in wanted("安眠药和降糖药没了，格华止也要500mg")]
    assert names == ["安眠药", "二甲双胍"]


@given(st.text(max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    found = wanted(text)
    assert len({one.medicine for one in found}) == len(found)
    assert all(one.medicine for one in found)
    assert all(one.quantity is None or one.quantity > 0 for one in found)


# -- groups ----------------------------------------------------------------------------------------


def test_requests_for_one_medicine_are_one_group_whatever_the_brand() -> None:
    texts = ["拜新同没了", "硝苯地平两盒", "nifedipine", "代文", "什么药记不得了"]
    asked = [Asked(no, wanted(text)) for no, text in enumerate(texts, 1)]
    assert [(g.medicine, g.requests) for g in rules.groups(asked)] == [
        ("硝苯地平", (1, 2, 3)),
        ("缬沙坦", (4,)),
        ("", (5,)),
    ]


names = st.sampled_from(["降压药", "胰岛素", "安眠药"])


@given(st.lists(st.lists(names, max_size=3), max_size=20))
def test_groups_hold_every_request_and_are_what_fits(wishes: list[list[str]]) -> None:
    asked = [Asked(no, tuple(map(Wanted, found))) for no, found in enumerate(wishes, 1)]
    made = rules.groups(asked)
    assert {no for group in made for no in group.requests} == {one.no for one in asked}
    sizes = [len(group.requests) for group in made if group.medicine]
    assert sizes == sorted(sizes, reverse=True)
    for group in made:
        fitting = [
            one.no
            for one in asked
            if (Wanted(group.medicine) in one.wanted if group.medicine else not one.wanted)
        ]
        assert list(group.requests) == fitting


def test_an_errand_is_called_by_what_is_wanted_most() -> None:
    assert rules.called(["乙", "甲", "甲", "", "丙", "丁"]) == "甲、乙、丙 +1"
    assert rules.called(["", ""]) == ""


# -- results ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", {}),
        ("3: sold out, 7: card refused", {3: "sold out", 7: "card refused"}),
        ("all brought except 3: sold out, 7: card refused", {3: "sold out", 7: "card refused"}),
        ("3 sold out; 7 card refused", {3: "sold out", 7: "card refused"}),
        ("全部拿到，除了3号售罄，7医保卡刷不了", {3: "售罄", 7: "医保卡刷不了"}),
        ("3、5-7 售罄", {3: "售罄", 5: "售罄", 6: "售罄", 7: "售罄"}),
        ("3 售罄，下周二再来", {3: "售罄, 下周二再来"}),
        ("2: 只有2盒", {2: "只有2盒"}),
        ("2: 已从目录中除名", {2: "已从目录中除名"}),
        ("all: closed", dict.fromkeys(range(1, 9), "closed")),
        ("1 and 2: no prescription", {1: "no prescription", 2: "no prescription"}),
    ],
)
def test_exceptions_are_read(text: str, found: dict[int, str]) -> None:
    assert rules.read_missing(text, range(1, 9)) == found


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("sold out", ["result_unclear"]),
        ("3", ["reason_missing"]),
        ("9: sold out", ["line_not_waiting"]),
        ("3-99: sold out", ["line_not_waiting"]),
        ("3: a, 3: b", ["line_twice"]),
        ("3-99999999999: sold out", ["line_not_waiting"]),
    ],
)
def test_unclear_exceptions_are_told(text: str, codes: list[str]) -> None:
    found = rules.read_missing(text, range(1, 9))
    assert isinstance(found, list)
    assert [(p.code, p.field) for p in found] == [(code, "missing") for code in codes]


def test_positions_are_read() -> None:
    assert rules.read_positions("4, 6-7", range(1, 9)) == {4, 6, 7}
    assert rules.read_positions("all", [2, 5]) == {2, 5}
    assert rules.read_positions("", [2]) == frozenset()
    assert [p.code for p in rules.read_positions("x", [2])] == ["result_unclear"]  # type: ignore[union-attr]


@given(st.text(alphabet="0123456789,，:：-、 售罄allexcpt除了和", max_size=40))
def test_whatever_is_typed_is_read_or_told(text: str) -> None:
    waiting = [1, 2, 5]
    found = rules.read_missing(text, waiting)
    if isinstance(found, dict):
        assert set(found) <= set(waiting)
        assert all(found.values())
    else:
        assert found


@given(
    st.lists(st.tuples(st.integers(1, 4), st.booleans()), min_size=1, max_size=12), st.booleans()
)
def test_a_request_is_met_or_goes_on_never_both(wishes: list[tuple[int, bool]], told: bool) -> None:
    lines = [line(at, request) for at, (request, _brought) in enumerate(wishes, 1)]
    missing = {at: "售罄" for at, (_no, brought) in enumerate(wishes, 1) if not brought}
    results = ResultsInput(NOW, missing, told)
    met, failed = rules.met(lines, results), rules.failures(lines, results)
    assert set(met) | set(failed) == {request for request, _brought in wishes}
    assert not set(met) & set(failed)
    assert all(knows == told for knows in met.values())


def test_one_line_not_brought_before_keeps_the_request_going() -> None:
    lines = [line(1, 9, "missing", "售罄"), line(2, 9)]
    results = ResultsInput(NOW, {}, True)
    assert rules.met(lines, results) == {}
    assert rules.failures(lines, results) == {9: "降压药: 售罄"}


def test_an_untold_household_is_called_back() -> None:
    lines = [line(1), line(2)]
    assert rules.met(lines, ResultsInput(NOW, {}, True, frozenset({2}))) == {1: True, 2: False}


def test_results_need_a_waiting_line_and_a_reason() -> None:
    def codes(lines: list[LineRow], given: ResultsInput) -> list[str]:
        return [p.code for p in rules.result_problems(lines, given, NOW)]

    assert codes([line(1, result="brought")], ResultsInput(NOW)) == ["errand_done"]
    assert codes([line(1)], ResultsInput(NOW, {1: " "})) == ["reason_missing"]
    assert codes([line(1)], ResultsInput(NOW, {2: "x"})) == ["line_not_waiting"]
    assert codes([line(1)], ResultsInput(NOW + timedelta(hours=1))) == ["in_future"]
    assert codes([line(1)], ResultsInput(NOW, {1: "售罄"})) == []


# -- fields ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "fen"),
    [("", 0), ("120", 12000), ("¥120.5", 12050), ("１２０元", 12000), ("-3", None), ("many", None)],
)
def test_money_is_read(text: str, fen: int | None) -> None:
    assert rules.read_money(text) == fen


@given(st.integers(0, rules.MONEY_LIMIT))
def test_money_written_is_read_back(fen: int) -> None:
    assert rules.read_money(rules.written_money(fen)) == fen


def test_quantities_are_read() -> None:
    assert rules.read_quantity("2盒") == (2, "盒")
    assert rules.read_quantity("两瓶") == (2, "瓶")
    assert rules.read_quantity("") == (None, "")
    assert rules.read_quantity("0盒") is None
    assert rules.read_quantity("some") is None


def test_times_and_lines_are_checked() -> None:
    turned = ErrandInput(NOW, NOW)
    assert [p.code for p in rules.errand_problems(turned)] == ["errand_ends_before_start"]
    assert rules.errand_problems(ErrandInput(NOW, NOW + timedelta(minutes=1))) == []
    (long,) = rules.errand_problems(ErrandInput(NOW, NOW + timedelta(hours=23)))
    assert (long.code, long.field) == ("errand_too_long", "returns_at")
    assert long.params["until"] == NOW + timedelta(hours=23)
    wrong = LineInput(" ", money=rules.MONEY_LIMIT + 1)
    assert [p.code for p in rules.line_problems(wrong)] == ["medicine_missing", "money_too_much"]


def test_a_line_of_digits_is_read_at_once() -> None:
    (problem,) = rules.read_missing("1" * 80 + "!", [1, 2])
    assert problem.code == "reason_missing"
