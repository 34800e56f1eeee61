"""A new delivery at the desk: notices and tables that are pasted, what is refused, what is shown
then; and what is done at the gate from its card."""

from __future__ import annotations

from datetime import datetime

import pytest

from data.store import Store
from data.supplies import commands as supply_commands
from data.supplies import queries as supplies
from models.households import CompoundInput
from models.supplies import DeliveryInput, ItemInput
from models.times import LOCAL
from screens.kit.filter_line import FilterField
from screens.supplies.card import DropCard
from screens.supplies.dividing import Divide
from tests.beginning import begin
from tests.ui.driving import LOW, WIDE, Driven, Size, desk

NINE = datetime(2022, 4, 10, 9, tzinfo=LOCAL)
TABLE = "小区 蔬菜包(份) 牛奶(箱)\n甲苑 211 106\n乙苑  100\n不存在小区 5 2"


@pytest.fixture
def town(store: Store) -> Store:
    """Two compounds and a truck on its way."""
    begin(store, CompoundInput("甲苑"), CompoundInput("乙苑"))
    rice = ItemInput("大米", 20, "袋")
    store.do(supply_commands.add_delivery, DeliveryInput(NINE, (rice,), "沪A", "朱师傅"))
    return store


async def test_a_pasted_table_gives_each_compound_what_is_written(town: Store) -> None:
    async with desk(town, "f4", "n") as pilot:
        pilot.fill(notice=f"明天8点到\n{TABLE}")
        await pilot.press("ctrl+s")
        assert pilot.values()["items"] == "蔬菜包 216份, 甲苑211\n牛奶 208箱, 甲苑106 乙苑100"
        assert pilot.values()["drops"] == ("甲苑", "乙苑")
        told = pilot.shown("#form-foot")
        assert "No compound is called 不存在小区: 蔬菜包 5份, 牛奶 2箱 go to no gate" in told
        await pilot.press("ctrl+s")
        made = town.ask(supplies.delivery_input, 2)
        assert [one[:3] for one in made.items] == [("蔬菜包", 216, "份"), ("牛奶", 208, "箱")]
        goods = {row.compound: row.goods for row in town.ask(supplies.drops, 2)}
        assert goods == {"甲苑": ("蔬菜包 211份", "牛奶 106箱"), "乙苑": ("牛奶 100箱",)}
        assert "不存在小区 5 2" in made.note
        assert pilot.here().chosen() == town.ask(supplies.drops, 2)[0].no


@pytest.mark.parametrize(
    ("notice", "says"),
    [
        (TABLE.replace("106", "1.5"), "甲苑, 牛奶: 1.5 is no whole amount"),
        ("what of which\n甲苑 1 2\n乙苑 3 4", "columns cannot be told apart"),
    ],
)
async def test_a_table_that_cannot_be_read_stays_to_be_mended(
    town: Store, notice: str, says: str
) -> None:
    async with desk(town, "f4", "n") as pilot:
        pilot.fill(notice=notice)
        await pilot.press("ctrl+s")
        assert says in pilot.problem("notice")
        assert pilot.values()["notice"] == notice


async def test_a_notice_is_kept_as_it_came_and_what_it_leaves_open_is_said(town: Store) -> None:
    async with desk(town, "f4", "n") as pilot:
        pilot.fill(notice="白菜 8份\n请到南门")
        await pilot.press("ctrl+s")
        assert "No time of arrival is given" in pilot.shown("#form-foot")
        await pilot.press("ctrl+s")
        assert town.ask(supplies.delivery, 2).note == "白菜 8份\n请到南门"


async def test_goods_and_numbers_that_are_none_are_refused_at_their_fields(town: Store) -> None:
    async with desk(town, "f4", "n", "ctrl+s") as pilot:
        await pilot.save(items="牛奶 1.5箱", driver_phone="电话是一三九")
        assert "1.5 is no whole number" in pilot.problem("items")
        assert pilot.problem("driver_phone")
        await pilot.save(items="牛奶 0箱", driver_phone="")
        assert "0 is none" in pilot.problem("items")
        await pilot.save(items="牛奶 5箱")
        assert town.ask(supplies.delivery_input, 2).items[0][:3] == ("牛奶", 5, "箱")


async def test_without_compounds_it_is_said_what_to_do(store: Store) -> None:
    async with desk(store, "escape", "f4", "n") as pilot:
        assert "bring in their list first" in pilot.status()


@pytest.mark.parametrize(("hands", "refused"), [("-1", True), ("999", True), ("12", False)])
async def test_hands_are_a_number_of_people(town: Store, hands: str, *, refused: bool) -> None:
    async with desk(town, "f4", "e", "1") as pilot:
        await pilot.save(hands_needed=hands)
        if refused:
            assert f"{hands}: write how many people, 0 to 200" in pilot.problem("hands_needed")
        else:
            assert town.ask(supplies.drop, 1).hands_needed == 12


@pytest.mark.parametrize("size", [LOW, WIDE], ids=["low", "wide"])
async def test_the_keys_of_the_gate_work_on_the_card_and_stand_in_its_help(
    town: Store, size: Size
) -> None:
    def offered(pilot: Driven) -> dict[str, str]:
        active = pilot.app.screen.active_bindings
        return {key: one.binding.action for key, one in active.items() if one.enabled}

    async with desk(town, "f4", "enter", size=size) as pilot:
        if not isinstance(pilot.app.screen, DropCard):
            pytest.skip("the detail stands beside the list")
        keys = offered(pilot)
        for key in ("percent_sign", "number_sign", "full_stop", "R", "U", "w", "p", "T", "K", "P"):
            assert key in keys
        assert "g" not in keys, "nothing is linked with it"
        await pilot.press("%")
        assert isinstance(pilot.app.screen, Divide)


async def test_the_filter_says_what_drops_are_found_by(town: Store) -> None:
    async with desk(town, "f4") as pilot:
        assert (
            "compound, goods, driver, plate" in pilot.app.screen.query_one(FilterField).placeholder
        )
