"""How far a truck is, and goods in words: states, times, lines that are read and written."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.duties import Role
from models.duties.late import late_by
from models.reading.notice import read_notice
from models.supplies import AllocationRule, DeliveryInput, DropState, ItemInput, rules
from models.supplies.goods import delivery_of, read_items, spelled
from models.times import LOCAL, stored

NINE = datetime(2022, 4, 9, 9, tzinfo=LOCAL)


def test_stops_follow_each_other_by_twelve_minutes() -> None:
    assert rules.etas(NINE, 3) == [NINE, NINE + timedelta(minutes=12), NINE + timedelta(minutes=24)]


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
        ItemInput("大米(5kg)", 430, "袋"),
    ]


def test_a_line_without_a_quantity_is_named_and_no_line_is_refused() -> None:
    items, problems = read_items("鸡蛋很多\n牛奶 3箱")
    assert [item.goods for item in items] == ["牛奶"]
    assert [(p.code, p.params) for p in problems] == [("goods_unclear", {"value": "鸡蛋很多"})]
    assert [p.code for p in read_items("  \n")[1]] == ["goods_missing"]


names = st.text(st.sampled_from("蔬菜牛奶大米鸡蛋包(5kg)"), min_size=1, max_size=6).filter(
    lambda name: not name[-1].isdigit() and not name.isascii()
)
written = st.builds(
    lambda name, quantity, rule: ItemInput(name, quantity, "份", rule),
    names,
    st.integers(0, 99_999),
    st.sampled_from([r for r in AllocationRule if r is not AllocationRule.AS_WRITTEN]),
)


@given(st.lists(written, min_size=1, max_size=4))
def test_goods_written_are_read_back(items: list[ItemInput]) -> None:
    read, problems = read_items(spelled(items))
    assert problems == []
    assert [(i.goods, i.quantity, i.unit, i.rule) for i in read] == [
        (i.goods, i.quantity, i.unit, i.rule) for i in items
    ]


def test_a_notice_becomes_the_delivery_it_announces() -> None:
    notice = "4月10日上午9点到货，沪A·D1234，司机 朱师傅 13800009999\n大米(5kg) 430袋，按户分"
    given_by = delivery_of(read_notice(notice, NINE), NINE)
    assert given_by.arrives_at == NINE + timedelta(days=1)
    assert (given_by.driver, given_by.driver_phone) == ("朱师傅", "13800009999")
    assert [(i.goods, i.quantity, i.unit) for i in given_by.items] == [("大米(5kg)", 430, "袋")]
    assert given_by.drops == ()
