"""How far a truck is, and goods in words: states, times, lines that are read and written."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.duties import Role
from models.duties.late import late_by
from models.households import KNOWN_MARKS
from models.reading.notice import read_notice
from models.supplies import AllocationRule, Base, DeliveryInput, DropState, ItemInput, rules
from models.supplies.alike import goods_key, kit_of, nearest
from models.supplies.goods import (
    CHINESE,
    ENGLISH,
    Spelling,
    delivery_of,
    spelled,
    tidy_item,
)
from models.supplies.typed_goods import described, read_items
from models.times import LOCAL, stored

NINE = datetime(2022, 4, 9, 9, tzinfo=LOCAL)


@pytest.mark.parametrize(
    ("households", "hands"), [(0, 2), (58, 2), (120, 2), (121, 3), (236, 4), (1800, 30)]
)
def test_hands_by_households(households: int, hands: int) -> None:
    assert rules.hands_needed(households) == hands


def test_who_goes_with_the_truck_is_free_when_it_leaves() -> None:
    assert rules.duty_span(NINE, Role.DRIVE)[1] == NINE + timedelta(minutes=12)
    assert rules.duty_span(NINE, Role.CARRY)[1] == NINE + timedelta(minutes=40)


@pytest.mark.parametrize(
    ("now", "drops", "after"),
    [
        ("expected", ["planned", "planned"], "expected"),
        ("expected", ["unloaded", "planned"], "arrived"),
        ("arrived", ["planned", "planned"], "arrived"),
        ("arrived", ["done", "cancelled", "done"], "done"),
        ("done", ["unloaded", "done"], "arrived"),
        ("cancelled", ["done", "done"], "cancelled"),
        ("expected", ["cancelled"], "expected"),
    ],
)
def test_the_delivery_follows_its_drops(now: str, drops: list[str], after: str) -> None:
    assert rules.delivery_state(now, drops) == after


def test_states_change_in_their_order_only() -> None:
    def codes(state: str, to: DropState) -> list[str]:
        return [problem.code for problem in rules.state_problems(3, state, to)]

    assert codes("planned", DropState.UNLOADED) == []
    assert codes("done", DropState.DONE) == ["drop_already"]
    assert codes("done", DropState.CANCELLED) == ["drop_cannot"]


def test_a_drop_is_late_from_its_minute_on_until_it_is_handed_out() -> None:
    def late(state: str, minutes: int) -> int | None:
        due = rules.due_at(state, stored(NINE), timedelta(minutes=40))
        return late_by(due, NINE + timedelta(minutes=minutes))

    assert (late("planned", -1), late("planned", 0), late("planned", 1635)) == (None, 0, 1635)
    assert (late("unloaded", 39), late("unloaded", 40), late("unloaded", 100)) == (None, 0, 60)
    assert late("done", 1635) is None
    assert late("cancelled", 1635) is None


def test_what_is_wrong_with_a_delivery() -> None:
    given_twice = DeliveryInput(NINE, (ItemInput("米", -1, "袋"),), drops=("甲", "乙", "甲"))
    found = [(p.code, p.field) for p in rules.delivery_problems(given_twice)]
    assert found == [("quantity_negative", "items"), ("drop_twice", "drops")]
    assert [p.code for p in rules.delivery_problems(DeliveryInput(NINE, ()))] == ["goods_missing"]


# -- goods in words ----------------------------------------------------------------------------


def test_goods_are_read_line_by_line_with_their_rules() -> None:
    items, problems = read_items(
        "蔬菜包 1,720份，每户1份\n牛奶：860箱；两户一箱\n\n大米(5kg) 430袋"
    )
    assert problems == []
    assert items == [
        ItemInput("蔬菜包", 1720, "份", AllocationRule.PER_HOUSEHOLD, "每户1份"),
        ItemInput("牛奶", 860, "箱", AllocationRule.ONE_PER_TWO, "两户一箱"),
        ItemInput("大米(5kg)", 430, "袋", is_heavy=1),
    ]


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        (
            "蔬菜包A 1720份，每户2份，封控楼优先，按登记，冷藏，第3批",
            ItemInput(
                *(
                    "蔬菜包A",
                    1720,
                    "份",
                    AllocationRule.PER_HOUSEHOLD,
                    "每户2份，封控楼优先，按登记",
                ),
                *("3", "A", 0, 1, 0, Base.REGISTERED, (), 1, 2),
            ),
        ),
        ("大礼包 30份，A包，自费", ItemInput("大礼包A", 30, "份", kit="A", is_paid=1)),
        ("冻虾 30盒，常温", ItemInput("冻虾", 30, "盒")),
        (
            "1720 vegetable packs, one per household",
            ItemInput(
                *("vegetable packs", 1720, "packs"),
                *(AllocationRule.PER_HOUSEHOLD, "one per household"),
            ),
        ),
        (
            "milk 860 boxes, first: 80+、needy, 2 per household, cold, paid",
            ItemInput(
                *("milk", 860, "boxes", AllocationRule.NAMED_FIRST),
                *("first: 80+、needy, 2 per household", "", "", 1, 1),
                first_marks=("80岁以上", "困难"),
                each_gets=2,
            ),
        ),
    ],
)
def test_all_that_is_said_of_goods_stands_in_their_line(line: str, wanted: ItemInput) -> None:
    assert read_items(line) == ([wanted], [])
    assert read_items(spelled([wanted])) == ([wanted], [])


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("牛奶 1.5箱", "quantity_fraction"),
        ("1.5 boxes of milk", "quantity_fraction"),
        ("牛奶 -5箱", "quantity_negative"),
        ("牛奶－5箱", "quantity_negative"),
        ("-5 boxes of milk", "quantity_negative"),
        ("牛奶 99999999999箱", "quantity_too_many"),
        ("牛奶" + "9" * 900 + "箱", "quantity_too_many"),
        ("100箱", "goods_unnamed"),
        ("vegetable packs 1720 milk 860 boxes", "goods_several"),
        ("牛" * 20_000 + "1箱", "goods_unclear"),
    ],
)
def test_what_is_no_whole_quantity_of_something_is_said(line: str, code: str) -> None:
    items, problems = read_items(line)
    assert items == []
    assert [(p.code, p.field) for p in problems] == [(code, "items")]


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("牛奶5.0箱", [("牛奶", 5, "箱")]),
        ("牛奶 +5箱", [("牛奶", 5, "箱")]),
        ("大米2.5kg 30袋", [("大米2.5kg", 30, "袋")]),
        ("Kit 2 100 packs", [("Kit 2", 100, "packs")]),
        ("84消毒液20瓶", [("84消毒液", 20, "瓶")]),
        ("1720 份 蔬菜包", [("蔬菜包", 1720, "份")]),
        ("蔬菜包1720份牛奶860箱", [("蔬菜包", 1720, "份"), ("牛奶", 860, "箱")]),
        ("1720份蔬菜包、860箱牛奶", [("蔬菜包", 1720, "份"), ("牛奶", 860, "箱")]),
        ("蔬菜包1720份，牛奶860箱", [("蔬菜包", 1720, "份"), ("牛奶", 860, "箱")]),
        ("大礼包 30份，含牛奶2盒，鸡蛋1盒", [("大礼包", 30, "份")]),
    ],
)
def test_kinds_of_goods_on_one_line_are_told_apart(
    line: str, wanted: list[tuple[str, int, str]]
) -> None:
    items, problems = read_items(line)
    assert problems == []
    assert [(one.goods, one.quantity, one.unit) for one in items] == wanted


def test_none_of_some_goods_may_stay_but_not_come() -> None:
    none = DeliveryInput(NINE, (ItemInput("牛奶", 0, "箱"), ItemInput("米", 2_000_000, "袋")))
    assert [p.code for p in rules.delivery_problems(none)] == ["quantity_none", "quantity_too_many"]
    assert [p.code for p in rules.delivery_problems(none, ["牛奶"])] == ["quantity_too_many"]


@pytest.mark.parametrize("words", [CHINESE, ENGLISH])
@pytest.mark.parametrize("mark", [*KNOWN_MARKS, *rules.NAMED_MARKS])
def test_marks_stand_in_the_words_of_a_language_and_are_read_back(
    words: Spelling, mark: str
) -> None:
    wanted = ItemInput(
        *("milk", 20, "boxes", AllocationRule.NAMED_FIRST), first_marks=(mark, "五保户")
    )
    line = spelled([wanted], words)
    assert (mark in line) == (words is CHINESE)
    (found,), _problems = read_items(line)
    assert found.first_marks == wanted.first_marks


def test_english_words_that_divide_goods_have_an_english_comma() -> None:
    (item,), _problems = read_items("rice 20 bags, 2 per household, closed buildings first")
    assert item.rule_text == "2 per household, closed buildings first"
    (rice,) = read_notice("20 bags of rice, 2 per household; closed buildings first", NINE).items
    assert rice.rule_text == "2 per household, closed buildings first"
    assert (rice.each_gets, rice.closed_first) == (2, 1)


def test_goods_of_a_table_are_as_those_of_a_line() -> None:
    item = ItemInput("蔬菜包", 300, "份", batch="第2批", kit="A")
    found = described(item, "每户2份")
    assert (found.goods, found.batch, found.rule, found.each_gets) == (
        *("蔬菜包A", "2", AllocationRule.PER_HOUSEHOLD, 2),
    )
    assert spelled([found]) == "蔬菜包A 300份，每户2份，第2批"


def test_a_line_without_a_quantity_is_named_and_no_line_is_refused() -> None:
    items, problems = read_items("鸡蛋很多\n牛奶 3箱")
    assert [item.goods for item in items] == ["牛奶"]
    assert [(p.code, p.params) for p in problems] == [("goods_unclear", {"value": "鸡蛋很多"})]
    assert [p.code for p in read_items("  \n")[1]] == ["goods_missing"]


names = st.sampled_from(("蔬菜包", "蔬菜包B", "大米(5kg)", "鲜肉", "vegetable packs", "N95口罩"))
units = st.sampled_from(("份", "箱", "袋", "packs"))
written = st.builds(
    ItemInput,
    *(names, st.integers(0, 99_999), units, st.sampled_from(AllocationRule)),
    rule_text=st.sampled_from(("", "每户1份", "两户一箱", "看着办", "独居老人优先")),
    batch=st.sampled_from(("", "3", "B-12")),
    kit=st.sampled_from(("", "A")),
    is_paid=st.integers(0, 1),
    is_cold=st.integers(0, 1),
    is_heavy=st.integers(0, 1),
    base=st.sampled_from(Base),
    first_marks=st.sampled_from(((), ("独居老人",), ("80岁以上", "困难", "团长的妈妈"))),
    closed_first=st.integers(0, 1),
    each_gets=st.integers(1, 12),
)


@given(st.lists(written, min_size=1, max_size=4), st.sampled_from((CHINESE, ENGLISH)))
def test_goods_written_are_read_back(items: list[ItemInput], words: Spelling) -> None:
    """Words that say something else than what holds by now are left out; nothing else is."""
    kept = [tidy_item(item) for item in items]
    read, problems = read_items(spelled(kept, words))
    assert problems == []
    assert [one._replace(rule_text="") for one in read] == [
        one._replace(rule_text="") for one in kept
    ]


def test_a_notice_becomes_the_delivery_it_announces() -> None:
    notice = "4月10日上午9点到货，沪A·D1234，司机 朱师傅 13800009999\n大米(5kg) 430袋，按户分"
    given_by = delivery_of(read_notice(notice, NINE), NINE)
    assert given_by.arrives_at == NINE + timedelta(days=1)
    assert (given_by.driver, given_by.driver_phone) == ("朱师傅", "13800009999")
    assert [(i.goods, i.quantity, i.unit) for i in given_by.items] == [("大米(5kg)", 430, "袋")]
    assert given_by.drops == ()


# -- goods that are alike --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("蔬菜包", "蔬菜大礼包"),
        ("蔬菜包", "菜包"),
        ("蔬菜包", "vegetable packs"),
        ("牛奶", "纯牛奶"),
        ("大米(5kg)", "大米"),
        ("大米5kg", "大米（10kg）"),
        ("Ｍｉｌｋ", "milk"),
        ("雞蛋", "鸡蛋"),
        ("蔬菜包（A）", "蔬菜包A"),
        ("Kit A", "kit a"),
    ],
)
def test_goods_that_are_the_same_are_known_by_any_of_their_names(one: str, other: str) -> None:
    assert goods_key(one) == goods_key(other)


def test_kits_of_two_sorts_are_two_goods_and_are_never_offered_as_one() -> None:
    assert goods_key("蔬菜包A") != goods_key("蔬菜包B")
    assert [kit_of(one) for one in ("A包", "kit b", "1号包", "维生素C", "N95口罩")] == [
        *("A", "B", "1", "", ""),
    ]
    assert nearest("蔬菜包B", ["蔬菜包A", "牛奶"]) is None


def test_goods_that_may_be_the_same_are_offered_and_not_taken_for_it() -> None:
    known = ["蔬菜包", "牛奶", "大米(5kg)"]
    assert nearest("爱心菜包", known) == "蔬菜包"
    assert goods_key("爱心菜包") != goods_key("蔬菜包")
    assert nearest("鲜牛奶", known) == "牛奶"
    assert nearest("酸奶", known) is None
    assert nearest("纯牛奶", known) is None, "it is known"
