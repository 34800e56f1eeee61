"""A delivery that is counted: two gates, one of two buildings, three kinds of goods."""

from __future__ import annotations

from datetime import datetime

from data.counts import commands, queries
from data.counts.commands import Counted
from data.store import Store
from data.supplies import commands as supply_commands
from models.counts import CountInput, GateLine, Reason, Stage
from models.households import CompoundInput, HouseholdInput
from models.roster import PersonInput, PersonKind
from models.supplies import AllocationRule, DeliveryInput, ItemInput
from models.times import LOCAL
from tests.beginning import begin

NINE = datetime(2022, 4, 9, 9, tzinfo=LOCAL)

TRUCK = DeliveryInput(
    NINE,
    (
        ItemInput("蔬菜包A", 150, "份", AllocationRule.PER_HOUSEHOLD, kit="A"),
        ItemInput("蔬菜包B", 150, "份", AllocationRule.PER_HOUSEHOLD, kit="B"),
        ItemInput("牛奶", 75, "箱", AllocationRule.ONE_PER_TWO),
    ),
    "沪A·D1",
    "朱师傅",
    "13800009999",
)

SOUTH, NORTH = 1, 2
"""Numbers of the drops at 甲苑, of 60 and 40 households, and at 乙苑 of 50."""


def supply(store: Store) -> Store:
    """Put the delivery, where it goes and two people on file."""
    begin(
        store,
        CompoundInput("甲苑", unloading_point="南门"),
        CompoundInput("乙苑"),
        *(HouseholdInput("甲苑", "2", room=str(n), people=2) for n in range(60)),
        *(HouseholdInput("甲苑", "10", room=str(n), people=2) for n in range(40)),
        *(HouseholdInput("乙苑", "1", room=str(n), people=2) for n in range(50)),
        PersonInput("石磊", PersonKind.STAFF),
        PersonInput("赵娟", PersonKind.STAFF),
    )
    store.do(supply_commands.add_delivery, TRUCK)
    return store


def line(store: Store, drop_no: int = SOUTH, goods: str = "蔬菜包A") -> GateLine:
    """The figures of some goods at a gate."""
    found = store.ask(queries.of_drop, drop_no)
    return next(one for one in found if one.goods == goods)


def building(store: Store, name: str) -> str:
    """The key of a building of 甲苑."""
    return next(site.building_id for site in line(store).sites if site.building == name)


def count(
    store: Store,
    stage: Stage,
    quantity: int,
    reason: Reason | None = None,
    *,
    drop_no: int = SOUTH,
    goods: str = "蔬菜包A",
    at: str | None = None,
    may_ask: bool = False,
    **more: object,
) -> Counted:
    """Write a count down; `at` is the building's name."""
    given = CountInput(
        drop_no,
        line(store, drop_no, goods).item_id,
        stage,
        quantity,
        None if at is None else building(store, at),
        reason,
        **more,  # type: ignore[arg-type]
    )
    (done,) = store.do(commands.record_counts, [given], may_ask=may_ask)
    return done
