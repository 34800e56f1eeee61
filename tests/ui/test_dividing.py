"""Rules side by side at the desk: what each comes to, one chosen by arrows, applied as one act."""

from __future__ import annotations

from datetime import datetime

import pytest
from textual.widgets import OptionList

from data.journal import queries as journal
from data.store import Store
from data.supplies import commands as supply_commands
from data.supplies import queries as supplies
from models.households import CompoundInput, HouseholdInput
from models.supplies import AllocationRule, DeliveryInput, DropState, ItemInput
from models.times import LOCAL
from screens.i18n import set_language
from screens.supplies.dividing import Divide
from screens.supplies.marks import ChooseMarks
from tests.beginning import another_desk, begin
from tests.ui.driving import LOW, WIDE, Driven, Size, desk

NINE = datetime(2022, 4, 9, 9, tzinfo=LOCAL)
NAMES = ("甲苑", "乙苑", "[/]丙苑")


@pytest.fixture
def town(store: Store) -> Store:
    """Three compounds of four homes each, somebody alone in the first, and a truck."""
    begin(
        store,
        *(CompoundInput(name) for name in NAMES),
        *(
            HouseholdInput(
                name,
                "1",
                room=str(101 + at),
                people=at + 1,
                marks=("独居老人",) if (name, at) == ("甲苑", 0) else (),
            )
            for name in NAMES
            for at in range(4)
        ),
    )
    items = (
        ItemInput("蔬菜包", 14, "份", AllocationRule.PER_HOUSEHOLD, "每户1份"),
        ItemInput("大米(5kg)", 4, "袋", AllocationRule.NAMED_FIRST),
        ItemInput("鸡蛋", 3, "盒", is_paid=1),
    )
    store.do(supply_commands.add_delivery, DeliveryInput(NINE, items, "沪A", "朱师傅"))
    return store


def rows(pilot: Driven) -> dict[str, list[str]]:
    """The cells of the table, by what they are about."""
    lines = (line.split() for line in pilot.shown("#divide-table").splitlines())
    return {" ".join(cells[:-5]): cells[-5:] for cells in lines}


@pytest.mark.parametrize("size", [LOW, WIDE], ids=["low", "wide"])
async def test_rules_stand_side_by_side(town: Store, size: Size) -> None:
    async with desk(town, "f4", "%", size=size) as pilot:
        assert isinstance(pilot.app.screen, Divide)
        table = rows(pilot)
        assert table["left over"] == ["2", "8", "0", "2", "0"]
        assert table["gates short"] == ["0", "0", "3", "0", "0"]
        assert table["甲苑"] == ["4", "2", "5↓", "4", "5"]
        assert "▸per home" in pilot.shown("#divide-heads")
        assert "enough for all. 2份 left over" in pilot.shown("#divide-why")


async def test_in_chinese_everything_is_said_whole(town: Store) -> None:
    set_language("zh")
    async with desk(town, "f4", "%", "down") as pilot:
        assert "大米(5kg) 4袋，不够每户1袋" in pilot.shown("#divide-why")
        assert "先给独居老人" in pilot.shown("#divide-why")
        assert rows(pilot)["多出"] == ["0", "0", "0", "0", "0"]
        assert "少拿的小区" in rows(pilot)
        assert "…" not in pilot.shown("#divide-table") + pilot.shown("#divide-heads")


async def test_a_rule_is_chosen_by_arrows_and_applied_as_one_act(town: Store) -> None:
    before = town.ask(journal.newest)
    async with desk(town, "f4", "%", "right", "right", "space", "v", "ctrl+s") as pilot:
        assert not isinstance(pilot.app.screen, Divide)
        assert "divided" in pilot.status()
        item, rice, _eggs = town.ask(supplies.delivery, 1).items
        assert (item.rule, item.closed_first, item.base, item.rule_text) == (
            *("per_person", 1, "present", ""),
        )
        assert rice.rule == "named_first"
        assert town.ask(journal.newest) == before + 1
        await pilot.press("z")
        assert town.ask(supplies.delivery, 1).items[0].rule == "per_household"


async def test_who_comes_first_is_ticked(town: Store) -> None:
    async with desk(town, "f4", "%", "down", "e") as pilot:
        assert isinstance(pilot.app.screen, ChooseMarks)
        await pilot.press("space", "ctrl+s")
        assert "living alone first" in pilot.choices("#divide-list")[1]
        await pilot.press("ctrl+s")
        assert town.ask(supplies.delivery, 1).items[1].first_marks == ("独居老人",)


async def test_what_was_paid_for_has_no_rule(town: Store) -> None:
    async with desk(town, "f4", "%", "down", "down", "right") as pilot:
        assert pilot.shown("#divide-table") == ""
        assert "paid for" in pilot.choices("#divide-list")[2]
        await pilot.press("ctrl+s")
        assert isinstance(pilot.app.screen, Divide), "nothing was changed"
        assert pilot.shown("#divide-said")


async def test_goods_that_another_desk_changed_meanwhile_are_looked_at_again(town: Store) -> None:
    async with desk(town, "f4", "%", "right") as pilot:
        with another_desk(town) as theirs:
            view = theirs.ask(supplies.delivery, 1)
            given = theirs.ask(supplies.delivery_input, 1).items
            items = (given[0]._replace(quantity=10), *given[1:])
            theirs.do(supply_commands.change_delivery, 1, view.version, {"items": items})
        await pilot.looked_again()
        assert "蔬菜包 10份" in pilot.choices("#divide-list")[0]
        await pilot.press("right", "ctrl+s")
        assert town.ask(supplies.delivery, 1).items[0].rule == "one_per_two"


async def test_a_notice_pasted_fills_the_form_and_near_goods_are_asked_about(town: Store) -> None:
    async with desk(town, "f4", "n") as pilot:
        pilot.fill(notice="明天9点 街道发的爱心菜包 9份，每户1份")
        await pilot.press("ctrl+s")
        assert pilot.values()["source"] == "街道"
        assert pilot.values()["items"] == "爱心菜包 9份, 每户1份"
        await pilot.press("ctrl+s")
        assert "蔬菜包" in pilot.choices("#choose-list")[0]
        await pilot.press("1")
        assert [item.goods for item in town.ask(supplies.delivery, 2).items] == ["蔬菜包"]


async def test_what_came_without_notice_takes_a_few_keys(town: Store) -> None:
    async with desk(town, "f4", "n") as pilot:
        pilot.fill(notice="青菜 8份", is_announced="no")
        await pilot.press("ctrl+s", "ctrl+s")
        view = town.ask(supplies.delivery, 2)
        assert (view.state, view.is_announced) == ("arrived", 0)
        assert view.arrived_at is not None


async def test_what_a_gate_gets_is_typed_and_kept_as_one_act(town: Store) -> None:
    async with desk(town, "f4", "%") as pilot:
        await pilot.press("#")
        pilot.line().value = "乙苑 5，甲苑 30"
        await pilot.press("enter")
        assert "more would be given by hand than" in pilot.shown("#line-problem")
        pilot.line().value = "乙苑 5"
        await pilot.press("enter")
        table = rows(pilot)
        assert (table["甲苑"][0], table["乙苑"][0]) == ("4", "5="), "nothing is taken by halves"
        assert "Said by hand: 乙苑: 5份" in pilot.shown("#divide-why")
        await pilot.press("ctrl+s")
        assert [row.goods[0] for row in town.ask(supplies.drops, 1)] == [
            "蔬菜包 4份",
            "蔬菜包 5份",
            "蔬菜包 4份",
        ]
        await pilot.press("%", "#", "乙", "enter", "ctrl+s")
        assert town.ask(supplies.drops, 1)[1].goods[0] == "蔬菜包 4份", "by the rule again"


async def test_who_comes_before_closed_buildings_is_said(town: Store) -> None:
    async with desk(town, "f4", "%", "down", "space") as pilot:
        told = pilot.shown("#divide-why")
        assert "1 household marked living alone" in told
        assert "then closed buildings, the rest is divided by households" in told


async def test_a_gate_that_keeps_what_was_unloaded_is_named(town: Store) -> None:
    town.do(supply_commands.mark_drops, [1], DropState.UNLOADED)
    async with desk(town, "f4", "%") as pilot:
        assert "enough for all. " in pilot.shown("#divide-why")
        await pilot.press("right")
        told = pilot.shown("#divide-why")
        assert "enough for all others. Unloaded already, and kept: 甲苑: 4份." in told


async def test_rules_that_were_left_are_shown_again_until_they_are_dropped(town: Store) -> None:
    async with desk(town, "f4", "%", "right", "#") as pilot:
        pilot.line().value = "乙苑 3"
        await pilot.press("enter", "escape")
        assert not isinstance(pilot.app.screen, Divide)
        await pilot.press("%")
        assert "not saved yet" in pilot.shown("#divide-head")
        assert "not saved yet" in pilot.choices("#divide-list")[0]
        assert rows(pilot)["乙苑"][1] == "3="
        await pilot.press("ctrl+r")
        assert pilot.shown("#divide-head") == ""
        assert "not saved yet" not in pilot.choices("#divide-list")[0]
        await pilot.press("escape", "%")
        assert rows(pilot)["乙苑"][0] == "4"
        await pilot.press("right", "escape", "%", "ctrl+s")
        assert town.ask(supplies.delivery, 1).items[0].rule == "one_per_two"
        await pilot.press("%")
        assert pilot.shown("#divide-head") == ""


async def test_marks_of_two_deliveries_are_not_divided_as_one(town: Store) -> None:
    given = town.ask(supplies.delivery_input, 1)
    town.do(supply_commands.add_delivery, given._replace(plate="沪B"))
    async with desk(town, "f4", "asterisk", "%") as pilot:
        assert not isinstance(pilot.app.screen, Divide)
        assert "Stops of deliveries 1, 2 are marked" in pilot.status()


async def test_the_cursor_has_its_mark_in_the_dialog_and_none_behind_it(town: Store) -> None:
    async with desk(town, "f4") as pilot:
        behind = pilot.here().records
        assert behind.render_line(1).text.startswith("▸")
        await pilot.press("%", "down")
        assert behind.render_line(1).text.startswith(" ")
        listed = pilot.front(Divide).query_one(OptionList)
        assert [listed.render_line(at).text[0] for at in range(3)] == [" ", "▸", " "]
        await pilot.press("escape")
        assert behind.render_line(1).text.startswith("▸")
