"""Goods of a delivery in a real file: divided by chosen rules, changed, called off, taken back."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from data.clock import FixedClock
from data.closed.commands import close_places
from data.journal import commands as journal_commands
from data.journal import queries as journal
from data.step import Step
from data.store import Store
from data.supplies import commands as supply_commands
from data.supplies import delivering, dividing
from data.supplies import queries as supplies
from data.supplies.dividing import Divided, Short
from data.supplies.door_shares import door_shares
from data.supplies.left_over import left_over
from data.supplies.wishes import Given, Wish
from models.closed import Extent, PlaceKey
from models.households import CompoundInput, HouseholdInput, HouseholdKind
from models.problems import Refused
from models.supplies import AllocationRule, Base, DeliveryInput, DropState, ItemInput, Why
from models.times import LOCAL
from tests.beginning import begin
from tests.states import refused, refused_whole, undone_whole

NINE = datetime(2022, 4, 9, 9, tzinfo=LOCAL)
PACKS = ItemInput("蔬菜包", 12, "份", AllocationRule.PER_HOUSEHOLD, "每户1份")
RICE = ItemInput("大米(5kg)", 4, "袋", AllocationRule.NAMED_FIRST, is_heavy=1)
TRUCK = DeliveryInput(NINE, (PACKS, RICE), "沪A·D1", "朱师傅", "13800009999")


def home(
    compound: str, building: str, room: str, people: int | None, *marks: str
) -> HouseholdInput:
    return HouseholdInput(compound, building, room=room, people=people, marks=marks)


def begun(store: Store) -> Store:
    """Two compounds: six homes in two buildings, one of them empty, and three homes and guards."""
    begin(
        store,
        CompoundInput("甲苑"),
        CompoundInput("乙苑"),
        home("甲苑", "1", "101", 3),
        home("甲苑", "1", "102", 1, "独居老人"),
        home("甲苑", "1", "201", 4, "空关"),
        home("甲苑", "2", "101", 2),
        home("甲苑", "2", "102", 1, "独居老人"),
        home("甲苑", "2", "201", 5),
        home("乙苑", "1", "101", 2),
        home("乙苑", "1", "102", 2),
        home("乙苑", "1", "201", 6),
        HouseholdInput("乙苑", "1", room="门卫", people=2, kind=HouseholdKind.STAFF),
    )
    return store


@pytest.fixture
def town(store: Store) -> Store:
    store = begun(store)
    store.do(supply_commands.add_delivery, TRUCK)
    return store


def by_gate(one: Divided) -> list[int]:
    return [stop.planned for stop in one.plan.stops]


def change(store: Store, *items: ItemInput) -> None:
    version = store.ask(supplies.delivery, 1).version
    store.do(supply_commands.change_delivery, 1, version, {"items": items})


# -- rules -----------------------------------------------------------------------------------------


def test_the_empty_flat_gets_none_and_the_guards_are_counted_apart(town: Store) -> None:
    packs, rice = town.ask(dividing.divided, 1)
    assert (by_gate(packs), packs.plan.left) == ([5, 4], 3)
    assert (packs.households, packs.people, packs.off_list) == (9, 24, 1)
    assert packs.short == ()
    assert (by_gate(rice), rice.plan.left, rice.named) == ([3, 1], 0, 2)
    assert rice.short == (
        Short("甲苑", 5, 3, Why.NAMED_FIRST),
        Short("乙苑", 4, 1, Why.NAMED_FIRST),
    )


def test_registered_are_counted_where_one_says_so(town: Store) -> None:
    packs, _rice = town.ask(dividing.divided, 1, Wish(base=Base.REGISTERED))
    assert (by_gate(packs), packs.plan.left) == ([6, 4], 2)


def test_closed_ones_come_first_where_one_says_so(town: Store) -> None:
    place = PlaceKey(Extent.COMPOUND, 2)
    town.do(close_places, [place], NINE.date())
    wish = Wish({"大米": AllocationRule.PER_HOUSEHOLD}, closed_first=True)
    _packs, rice = town.ask(dividing.divided, 1, wish)
    assert by_gate(rice) == [0, 4]
    assert rice.short == (Short("甲苑", 5, 0, Why.CLOSED_FIRST),)


def test_looking_writes_nothing_and_applying_is_one_step(town: Store) -> None:
    wish = Wish({"蔬菜包": AllocationRule.PER_PERSON, "大米": AllocationRule.ONE_PER_TWO})
    packs, rice = town.ask(dividing.divided, 1, wish)
    assert by_gate(packs) == [6, 6]
    assert town.ask(supplies.delivery, 1).items[0].rule == AllocationRule.PER_HOUSEHOLD
    undone_whole(town, lambda: town.do(dividing.divide_goods, 1, wish))
    item, other = town.ask(supplies.delivery, 1).items
    assert (item.rule, item.rule_text) == ("per_person", ""), "words that hold no more go"
    assert other.rule == "one_per_two"
    assert [row.goods for row in town.ask(supplies.drops, 1)] == [
        ("蔬菜包 6份", f"大米(5kg) {by_gate(rice)[0]}袋"),
        ("蔬菜包 6份", f"大米(5kg) {by_gate(rice)[1]}袋"),
    ]


def test_what_cannot_be_met_is_refused(town: Store) -> None:
    with refused("goods_unknown_here", value="鸡蛋"):
        town.ask(dividing.divided, 1, Wish({"鸡蛋": AllocationRule.PER_PERSON}))
    nobody = Wish({"大米": AllocationRule.NAMED_FIRST}, first_marks=("孕妇",))
    with refused("nobody_bears_marks", goods="大米(5kg)", marks=["孕妇"]):
        town.ask(dividing.divided, 1, nobody)
    refused_whole(
        town, lambda step: dividing.divide_goods(step, 1, nobody), "nobody_bears_marks", "rule"
    )


def test_goods_for_each_person_need_numbers_of_people(store: Store) -> None:
    begin(store, CompoundInput("甲苑"), home("甲苑", "1", "101", None))
    store.do(supply_commands.add_delivery, TRUCK)
    with refused("people_unknown", goods="蔬菜包"):
        store.ask(dividing.divided, 1, Wish({"蔬菜包": AllocationRule.PER_PERSON}))


def test_what_was_paid_for_is_divided_by_no_rule(town: Store) -> None:
    change(town, PACKS, RICE._replace(is_paid=1))
    with refused("item_paid", goods="大米(5kg)"):
        town.ask(dividing.divided, 1, Wish({"大米": AllocationRule.PER_HOUSEHOLD}))
    assert by_gate(town.ask(dividing.divided, 1)[1]) == [0, 0]
    (packs,) = (item.id for item in town.ask(supplies.delivery, 1).items if not item.is_paid)
    assert {key: over.units for key, over in town.ask(left_over, 1).items()} == {packs: 3}


def test_a_choice_made_on_what_another_changed_meanwhile_is_refused(town: Store) -> None:
    view = town.ask(supplies.delivery, 1)
    change(town, PACKS._replace(quantity=11), RICE)
    with refused("edited_meanwhile"):
        town.do(dividing.divide_so, 1, view.items, seen=view.version)


# -- by hand ---------------------------------------------------------------------------------------


def doors_of(store: Store, drop: int, goods: int = 0) -> dict[str, int]:
    return {
        f"{one.building}-{one.room}": one.quantities[goods]
        for one in store.ask(door_shares, drop)
        if one.quantities[goods]
    }


def test_a_gate_gets_what_is_said_and_the_rule_divides_the_rest(town: Store) -> None:
    wish = Wish(given=[Given("乙苑", "大米", 3)])
    rice = town.ask(dividing.divided, 1, wish)[1]
    assert by_gate(rice) == [1, 3]
    assert rice.short == (
        Short("甲苑", 5, 1, Why.NOT_ENOUGH),
        Short("乙苑", 4, 3, Why.BY_HAND),
    )
    undone_whole(town, lambda: town.do(dividing.divide_goods, 1, wish))
    assert by_gate(town.ask(dividing.divided, 1)[1]) == [1, 3], "it stays"
    change(town, PACKS, RICE._replace(quantity=6))
    assert by_gate(town.ask(dividing.divided, 1)[1]) == [3, 3], "the rule divides what is more"
    change(town, PACKS, RICE._replace(quantity=2))
    assert by_gate(town.ask(dividing.divided, 1)[1]) == [0, 2], "no more than there is"
    change(town, PACKS, RICE)
    town.do(dividing.divide_goods, 1, Wish(given=[Given("乙", "大米", None)]))
    assert by_gate(town.ask(dividing.divided, 1)[1]) == [3, 1], "by the rule again"


def test_more_than_the_rule_says_goes_to_the_buildings_of_that_gate(town: Store) -> None:
    town.do(dividing.divide_goods, 1, Wish(given=[Given("甲苑", "蔬菜包", 8)]))
    packs, _rice = town.ask(dividing.divided, 1)
    assert (by_gate(packs), packs.plan.left) == ([8, 4], 0)
    assert [part.planned for part in packs.plan.stops[0].parts] == [3, 5]
    assert sum(doors_of(town, 1).values()) == 5, "the rest stays with the leaders of buildings"


def test_what_cannot_be_given_by_hand_is_refused_whole(town: Store) -> None:
    def give(compound: str, goods: str, units: int) -> Callable[[Step], object]:
        wish = Wish(given=[Given("甲苑", "大米", 1), Given(compound, goods, units)])
        return lambda step: dividing.divide_goods(step, 1, wish)

    refused_whole(town, give("丁苑", "大米", 1), "gate_unclear", "give")
    refused_whole(town, give("乙苑", "鸡蛋", 1), "goods_unknown_here", "give")
    refused_whole(town, give("乙苑", "大米", 4), "given_above", "give")
    town.do(supply_commands.mark_drops, [2], DropState.UNLOADED)
    refused_whole(town, give("乙苑", "大米", 1), "given_too_late", "give")


def test_doors_keep_how_they_were_given_where_the_rule_changes_later(town: Store) -> None:
    by_person = Wish({"蔬菜包": AllocationRule.PER_PERSON})
    change(town, PACKS._replace(quantity=30), RICE)
    town.do(dividing.divide_goods, 1, by_person)
    before = doors_of(town, 2)
    assert before == {"1-101": 2, "1-102": 2, "1-201": 6, "1-门卫": 2}
    town.do(supply_commands.mark_drops, [2], DropState.UNLOADED)
    by_home = Wish({"蔬菜包": AllocationRule.PER_HOUSEHOLD})
    undone_whole(town, lambda: town.do(dividing.divide_goods, 1, by_home))
    assert doors_of(town, 2) == before, "they were handed that much"
    assert set(doors_of(town, 1).values()) == {1}
    town.do(supply_commands.mark_drops, [2], DropState.PLANNED)
    town.do(dividing.divide_goods, 1, by_home)
    assert set(doors_of(town, 2).values()) == {1}, "back on the truck they are divided anew"


# -- goods that change -----------------------------------------------------------------------------


def test_goods_that_stay_keep_their_record(town: Store) -> None:
    packs, rice = (item.id for item in town.ask(supplies.delivery, 1).items)
    egg = ItemInput("鸡蛋", 9, "盒")
    undone_whole(
        town, lambda: change(town, egg, RICE._replace(quantity=5), PACKS._replace(goods="菜包"))
    )
    items = town.ask(supplies.delivery, 1).items
    assert [item.goods for item in items] == ["鸡蛋", "大米(5kg)", "菜包"]
    assert [item.id for item in items][1:] == [rice, packs]


def test_goods_off_the_truck_are_not_taken_off_and_not_fewer_than_came(town: Store) -> None:
    town.do(supply_commands.mark_drops, [1], DropState.UNLOADED)
    with refused("item_there", goods="大米(5kg)", count=1):
        change(town, PACKS)
    with refused("quantity_below_handed", goods="蔬菜包", quantity="4份", handed="5份"):
        change(town, PACKS._replace(quantity=4), RICE)
    change(town, PACKS._replace(quantity=6), RICE)
    assert by_gate(town.ask(dividing.divided, 1)[0]) == [5, 1]


def test_a_gate_with_goods_on_it_is_not_called_off(town: Store) -> None:
    town.do(supply_commands.mark_drops, [1], DropState.UNLOADED)
    goods = ["蔬菜包 5份", "大米(5kg) 3袋"]
    with refused("drop_goods_there", no=1, compound="甲苑", goods=goods):
        town.do(supply_commands.mark_drops, [1], DropState.CANCELLED)
    version = town.ask(supplies.delivery, 1).version
    with refused("drop_goods_there", compound="甲苑"):
        town.do(supply_commands.change_delivery, 1, version, {"drops": ("乙苑",)})
    town.do(supply_commands.mark_drops, [1], DropState.PLANNED)
    town.do(supply_commands.mark_drops, [1], DropState.CANCELLED)
    assert town.ask(supplies.drops, 1)[1].goods == ("蔬菜包 4份", "大米(5kg) 4袋")


def test_the_time_promised_first_stays_known(town: Store) -> None:
    for hour in (10, 11):
        version = town.ask(supplies.delivery, 1).version
        later = NINE.replace(hour=hour)
        town.do(supply_commands.change_delivery, 1, version, {"arrives_at": later})
    view = town.ask(supplies.delivery, 1)
    assert (view.promised_at, view.arrives_at) == ("2022-04-09T01:00:00Z", "2022-04-09T03:00:00Z")


def test_what_came_without_notice_is_here(town: Store, clock: FixedClock) -> None:
    came = TRUCK._replace(plate="", arrives_at=clock.now(), is_announced=0)
    no = town.do(delivering.deliver, came, {})
    view = town.ask(supplies.delivery, no)
    assert (view.state, view.is_announced, view.promised_at) == ("arrived", 0, None)
    assert view.arrived_at == view.arrives_at


# -- what goods are called -------------------------------------------------------------------------


def test_goods_that_may_be_known_are_asked_and_called_so_by_somebody(town: Store) -> None:
    other = TRUCK._replace(plate="", items=(ItemInput("爱心菜包", 8, "份"), RICE))
    no = town.do(delivering.deliver, other, {})
    found = town.ask(delivering.delivered, no).alike
    assert found == (delivering.Alike("爱心菜包", "蔬菜包", 1),)
    undone_whole(town, lambda: town.do(delivering.call_goods, no, {"爱心菜包": "蔬菜包"}))
    assert town.ask(delivering.delivered, no).alike == ()
    with refused("goods_unknown_here", value="爱心菜包"):
        town.do(delivering.call_goods, no, {"爱心菜包": "蔬菜包"})


def test_the_same_truck_is_noted_once(town: Store) -> None:
    with refused("delivery_twice", no=1):
        town.do(delivering.deliver, TRUCK, {})


def test_a_driver_with_another_trucks_goods(town: Store) -> None:
    milk = ItemInput("牛奶", 5, "箱", AllocationRule.ONE_PER_TWO)
    two = town.do(supply_commands.add_delivery, TRUCK._replace(plate="沪B", items=(milk,)))
    undone_whole(town, lambda: town.do(delivering.swap_goods, 1, two))
    assert [item.goods for item in town.ask(supplies.delivery, 1).items] == ["牛奶"]
    assert [item.goods for item in town.ask(supplies.delivery, two).items] == [
        "蔬菜包",
        "大米(5kg)",
    ]
    with refused("swap_itself"):
        town.do(delivering.swap_goods, 1, 1)
    town.do(supply_commands.mark_drops, [1], DropState.UNLOADED)
    with refused("swap_begun", no=1):
        town.do(delivering.swap_goods, 1, two)


# -- nothing is lost -------------------------------------------------------------------------------

NAMES = ("甲苑", "乙苑", "丙苑")
rules = st.sampled_from(AllocationRule)
registers = st.lists(
    st.tuples(
        st.sampled_from(NAMES),
        st.sampled_from("12"),
        st.one_of(st.none(), st.integers(0, 6)),
        st.sampled_from(((), ("独居老人",), ("空关",), ("80岁以上", "不在沪"))),
    ),
    max_size=14,
)
loads = st.lists(
    st.tuples(
        *(st.sampled_from(("蔬菜包", "牛奶", "大米")), st.integers(1, 40), rules),
        *(st.sampled_from(Base), st.integers(0, 1), st.integers(1, 3)),
    ).map(
        lambda it: ItemInput(
            it[0], it[1], "份", it[2], base=it[3], closed_first=it[4], each_gets=it[5]
        )
    ),
    min_size=1,
    max_size=3,
    unique_by=lambda item: item.goods,
)
acts = st.lists(
    st.tuples(st.sampled_from((*DropState, "undo", "divide", "give")), st.integers(1, 3), rules),
    max_size=6,
)


def assert_exact(store: Store, given: Collection[int] = ()) -> None:
    """What gates get and what is left is what is on the truck, down to the last door.

    Args:
        given: numbers of the stops that somebody said amounts of, which may be more than their
            doors are due: what is over stays with the building.
    """
    for one in store.ask(dividing.divided, 1):
        assert sum(by_gate(one)) + one.plan.left == one.item.quantity
    for stop in store.ask(supplies.stops, 1):
        items = store.ask(supplies.drop_items, stop.no)
        shares = store.ask(supplies.building_shares, stop.no)
        doors = store.ask(door_shares, stop.no) if items else []
        for at, item in enumerate(items):
            of_buildings = [one for one in shares if one.item_id == item.item_id]
            if of_buildings:
                assert sum(one.planned for one in of_buildings) == item.planned
            fed = sum(door.quantities[at] for door in doors)
            if stop.no in given:
                assert fed <= item.planned
            else:
                assert fed in (item.planned, 0), "all doors together, or none where nobody is fed"


@settings(max_examples=20, phases=(Phase.explicit, Phase.generate))
@given(registers, loads, acts)
def test_sums_stay_exact_through_call_offs_rules_and_undo(
    tmp_path_factory: pytest.TempPathFactory,
    register: list[tuple[str, str, int | None, tuple[str, ...]]],
    load: list[ItemInput],
    done: list[tuple[object, int, AllocationRule]],
) -> None:
    path = tmp_path_factory.mktemp("exact") / "desk.db"
    store = Store(path, FixedClock(NINE))
    try:
        homes = (
            HouseholdInput(compound, building, room=str(at), people=people, marks=marks)
            for at, (compound, building, people, marks) in enumerate(register)
        )
        begin(store, *(CompoundInput(name) for name in NAMES), *homes)
        store.do(supply_commands.add_delivery, DeliveryInput(NINE, tuple(load)))
        assert_exact(store)
        steps, given = 0, set()
        for what, no, rule in done:
            if what == "undo" and not steps:
                continue  # nothing but the delivery is left to take back
            before = len(store.ask(journal.steps))
            try:
                if isinstance(what, DropState):
                    store.do(supply_commands.mark_drops, [no], what)
                elif what == "undo":
                    store.do(journal_commands.undo)
                elif what == "give":
                    given.add(no)
                    wish = Wish(given=[Given(NAMES[no - 1], load[0].goods, no * 2)])
                    store.do(dividing.divide_goods, 1, wish)
                else:
                    store.do(dividing.divide_goods, 1, Wish({load[0].goods: rule}))
            except Refused:
                continue
            if len(store.ask(journal.steps)) == before:
                continue  # what changes nothing is no step, and nothing to take back
            steps += -1 if what == "undo" else 1
            assert_exact(store, given)
    finally:
        store.close()
