"""The run of a truck, its driver's card, suppliers and sheets at the desk, by keys alone."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from data.clock import FixedClock
from data.drivers.queries import card_of
from data.drivers.suppliers import suppliers
from data.duties import commands as duty_commands
from data.store import Store
from data.supplies import commands as supply_commands
from data.supplies import queries as supplies
from data.supplies import run, running
from data.work import kinds
from models.duties import Role, Work
from models.households import CompoundInput, HouseholdInput
from models.roster import PersonInput, PersonKind
from models.supplies import AllocationRule, DeliveryInput, DropState, ItemInput
from models.supplies.hands import MINUTE
from models.times import LOCAL, loaded
from screens.drivers.dialog import DriverDialog
from screens.drivers.suppliers import FIELDS, Suppliers
from screens.kit.choose import Choose
from screens.kit.kinds import Choice
from screens.supplies.run import RunDialog
from screens.supplies.sheet import SheetViewer
from tests.beginning import another_desk, begin
from tests.ui.driving import LOW, WIDE, Driven, Size, both_sizes, desk

NINE = datetime(2022, 4, 9, 9, tzinfo=LOCAL)
GATES = ("甲苑", "[/]乙苑", "丙苑", "丁苑")
SHI, LU = 1, 2


@pytest.fixture
def town(store: Store, clock: FixedClock) -> Store:
    """Four gates of 20 households, a truck at nine, somebody at the second gate and the fourth."""
    begin(
        store,
        *(CompoundInput(name, leader="钱奶奶", leader_phone="13800000077") for name in GATES),
        *(HouseholdInput(name, "1", room=str(n)) for name in GATES for n in range(1, 21)),
        PersonInput("石磊", PersonKind.STAFF, phone="13800000001"),
        PersonInput("吕洋", PersonKind.VOLUNTEER, available_from=540, available_until=600),
    )
    store.do(
        supply_commands.add_delivery,
        DeliveryInput(
            NINE,
            (ItemInput("蔬菜包", 80, "份", AllocationRule.PER_HOUSEHOLD),),
            "沪A·D1234",
            "朱师傅",
            "13800009999",
        ),
    )
    for drop, person in ((2, SHI), (4, LU)):
        target = store.ask(kinds.one, Work.DROP, drop)
        store.do(duty_commands.change_people, [target.duty(person, Role.CARRY)])
    clock.moment = NINE
    return store


def stops(store: Store) -> list[tuple[str, int]]:
    """The stops in their order, each with its minutes after nine."""
    return [
        (one.compound, round((loaded(one.eta) - NINE) / MINUTE))
        for one in store.ask(run.run_stops, 1)
    ]


def lines(pilot: Driven) -> list[str]:
    """The stops as the dialog shows them."""
    return pilot.choices("#run-list")


@both_sizes
async def test_stops_are_put_in_order_by_hand_and_kept_as_one_act(town: Store, size: Size) -> None:
    async with desk(town, "f4", "R", size=size) as pilot:
        pilot.front(RunDialog)
        assert "gates" in pilot.shown("#run-head")
        assert "朱师傅  13800009999  沪A·D1234" in pilot.shown("#run-head")
        assert "甲苑" in lines(pilot)[0]
        await pilot.press("down", "shift+up", "shift+up")
        assert "[/]乙苑" in lines(pilot)[0]
        assert "put here by hand" in lines(pilot)[0]
        assert stops(town)[0] == ("甲苑", 0), "nothing is kept yet"
        await pilot.press("ctrl+s")
        assert [name for name, _at in stops(town)] == ["[/]乙苑", "甲苑", "丙苑", "丁苑"]
        assert "The run is set; 2 stops have another time." in pilot.status()
        await pilot.press("z")
        assert [name for name, _at in stops(town)] == list(GATES)


async def test_what_was_changed_goes_where_it_is_looked_at_anew(town: Store) -> None:
    async with desk(town, "f4", "R") as pilot:
        await pilot.press("shift+down", "shift+right", "v")
        assert "+" in "".join(lines(pilot))
        await pilot.press("ctrl+r")
        assert "甲苑" in lines(pilot)[0]
        assert "+" not in "".join(lines(pilot))
        await pilot.press("ctrl+s")
        pilot.front(RunDialog)
        assert stops(town)[0] == ("甲苑", 0), "there is nothing to keep"


async def test_a_late_stop_slides_the_later_ones_and_shows_who_cannot_be_there(
    town: Store,
) -> None:
    async with desk(town, "f4", "R", size=WIDE) as pilot:
        await pilot.press("down", "down", "e")
        await pilot.save(by="soon")
        assert "neither minutes nor a time" in pilot.problem("by")
        await pilot.save(by="30")
        assert [line for line in lines(pilot) if "+30" in line] == lines(pilot)[2:]
        assert "丁苑" in pilot.shown("#run-said")
        assert "吕洋" in pilot.shown("#run-said")
        await pilot.press("shift+left", "ctrl+s")
        assert stops(town)[2:] == [("丙苑", 49), ("丁苑", 61)]
    async with desk(town, "f4", "R") as pilot:
        await pilot.press("down", "down", "e")
        await pilot.save(by="9:59")
        await pilot.press("ctrl+s")
        assert stops(town)[2:] == [("丙苑", 59), ("丁苑", 71)]


async def test_a_stop_that_would_be_too_soon_is_refused_in_its_field(town: Store) -> None:
    async with desk(town, "f4", "R", size=LOW) as pilot:
        await pilot.press("down", "down", "e")
        await pilot.save(by="-500")
        assert "the truck is not at 丙苑 yet" in pilot.problem("by")
        await pilot.save(by="9:05")
        assert "cannot be at 04-09 09:05: the truck is at [/]乙苑 before" in pilot.problem("by")
        await pilot.save(by="04-08 9:00")
        assert "no more than 24 hours" in pilot.problem("by")
        for typed, by in (("二十分钟", 20), ("半小时", 30), ("四十", 40), ("20分", 20)):
            await pilot.save(by=typed)
            assert f"+{by}" in lines(pilot)[2]
            await pilot.press("ctrl+r", "e")
        await pilot.press("escape", "shift+left", "shift+left")
        assert "cannot be at" in pilot.shown("#run-said")
        await pilot.press("home", "shift+left")
        assert "is over" in pilot.shown("#run-said")
        assert stops(town)[0] == ("甲苑", 0)


async def test_the_head_reckons_with_the_plan_and_with_other_people(town: Store) -> None:
    async with desk(town, "f4", "R", size=WIDE) as pilot:
        head = pilot.shown("#run-head").splitlines()[0]
        assert head.startswith("2 people")
        await pilot.press("v", "v", "s", "6")
        assert pilot.shown("#run-head").splitlines()[0] == head
        assert "+" not in "".join(lines(pilot))
        await pilot.press("down", "shift+right")
        late = pilot.shown("#run-head").splitlines()[0]
        assert late != head, "five minutes later at all but the first"
        await pilot.press("ctrl+r", "5")
        assert "if there were 5 people, not 2" in pilot.shown("#run-head")
        await pilot.press("1", "0")
        assert "if there were 10 people" in pilot.shown("#run-head")
        await pilot.press("left")
        assert "if there were 9 people" in pilot.shown("#run-head")
        await pilot.press("2")
        assert pilot.shown("#run-head").splitlines()[0] == head
        await pilot.press("left", "left", "left")
        assert "if there were 1 person, not 2" in pilot.shown("#run-head")
        await pilot.press("ctrl+s")
        pilot.front(RunDialog)


async def test_where_nobody_is_there_it_is_said(store: Store, clock: FixedClock) -> None:
    begin(store, CompoundInput("甲苑"), HouseholdInput("甲苑", "1", room="1"))
    items = (ItemInput("蔬菜包", 1, "份", AllocationRule.PER_HOUSEHOLD),)
    store.do(supply_commands.add_delivery, DeliveryInput(NINE, items))
    clock.moment = NINE
    async with desk(store, "f4", "R") as pilot:
        assert "nobody is there yet, with 4 people" in pilot.shown("#run-head")


async def test_escape_asks_once_what_becomes_of_a_changed_run(town: Store) -> None:
    async with desk(town, "f4", "R") as pilot:
        await pilot.press("escape")
        assert not isinstance(pilot.app.screen, RunDialog), "nothing was changed"
        await pilot.press("R", "shift+down", "escape")
        assert "What you changed is not kept yet." in pilot.shown(".about")
        await pilot.press("3")
        pilot.front(RunDialog)
        assert "[/]乙苑" in lines(pilot)[0]
        await pilot.press("escape", "escape")
        pilot.front(RunDialog)
        await pilot.press("escape", "1")
        assert not isinstance(pilot.app.screen, RunDialog)
        assert stops(town)[0] == ("[/]乙苑", 0)
        await pilot.press("R", "shift+down", "escape", "2")
        assert not isinstance(pilot.app.screen, RunDialog)
        assert stops(town)[0] == ("[/]乙苑", 0)


async def test_all_that_stands_against_a_run_is_read_and_leads_to_its_stop(town: Store) -> None:
    async with desk(town, "f4", "R", size=LOW) as pilot:
        await pilot.press("v", "down", "e")
        await pilot.save(by="90")
        await pilot.settled()
        assert "吕洋" in pilot.shown("#run-said"), "the volunteer has no time after ten"
        await pilot.press("enter", "8")
        pilot.front(Choose)
        assert any("吕洋" in line for line in pilot.choices("#choose-list"))
        await pilot.press("1")
        pilot.front(RunDialog)


async def test_the_order_shown_is_kept_as_the_way_round(town: Store) -> None:
    async with desk(town, "f4", "R") as pilot:
        await pilot.press("shift+down", "s")
        assert "one-way" in pilot.shown(".about")
        await pilot.press("7")
        assert "Kept as the way round: [/]乙苑 → 甲苑 → 丙苑 → 丁苑." in pilot.status()
        await pilot.press("ctrl+r", "s", "4")
        assert "[/]乙苑" in lines(pilot)[0]
        assert [name for name, _at in stops(town)] == list(GATES)


async def test_an_order_by_rule_says_why(town: Store) -> None:
    town.do(running.be_late, 1, 5)
    async with desk(town, "f4", "R", size=WIDE) as pilot:
        await pilot.press("s", "3")
        assert "丁苑" in lines(pilot)[0]
        assert "helpers go at 10:00" in lines(pilot)[0]
        await pilot.press("ctrl+s")
        assert stops(town)[0] == ("丁苑", 5)


async def test_p_tells_how_far_the_truck_is_and_a_late_one_moves_the_rest(
    town: Store, clock: FixedClock
) -> None:
    clock.moment = NINE + 18 * MINUTE
    async with desk(town, "f4", "R") as pilot:
        await pilot.press("P")
        assert "The truck is at 甲苑, 18 min late. 3 later stops moved along." in pilot.status()
        assert stops(town)[1] == ("[/]乙苑", 30)
        assert "truck here 09:18" in lines(pilot)[0]
        await pilot.press("P")
        assert town.ask(supplies.drop, 1).state == DropState.UNLOADED
        assert "truck here 09:18" in lines(pilot)[0], "when it came stays to be read"
        await pilot.press("P")
        assert "truck gone 09:18" in lines(pilot)[0]
        await pilot.press("P")
        assert "left" in pilot.shown("#run-said")
        await pilot.press("down", "shift+up")
        assert "already" in pilot.shown("#run-said"), "where the truck was stays first"


async def test_in_the_place_p_unloads_and_then_says_that_it_left(
    town: Store, clock: FixedClock
) -> None:
    async with desk(town, "f4") as pilot:
        await pilot.press("P")
        assert town.ask(supplies.drop, 1).state == DropState.UNLOADED
        clock.moment = NINE + 20 * MINUTE
        await pilot.press("P")
        assert "The truck has left 甲苑. 3 later stops moved along." in pilot.status()
        assert town.ask(run.run_stops, 1)[0].truck == "gone"
        assert stops(town)[1] == ("[/]乙苑", 25)
        await pilot.press("down", "e", "5")
        assert "The truck is at [/]乙苑, 5 min early. 2 later stops moved" in pilot.status()


async def test_goods_that_stand_are_asked_about_and_block_nobody(
    town: Store, clock: FixedClock
) -> None:
    town.do(running.disinfect, 1)
    clock.moment = NINE + 5 * MINUTE
    async with desk(town, "f4") as pilot:
        await pilot.press("P")
        assert "the goods stand until 04-09 09:30" in pilot.shown(".about")
        assert town.ask(supplies.drop, 1).state == DropState.PLANNED
        await pilot.press("1")
        assert town.ask(supplies.drop, 1).state == DropState.UNLOADED
    clock.moment = NINE + timedelta(minutes=12)
    async with desk(town, "f4", "R") as pilot:
        await pilot.press("down", "P", "P")
        pilot.front(Choose)
        await pilot.press("2")
        assert town.ask(supplies.drop, 2).state == DropState.PLANNED, "left as it is"
        await pilot.press("P", "1")
        assert town.ask(supplies.drop, 2).state == DropState.UNLOADED


async def test_who_counts_is_chosen_and_called(town: Store) -> None:
    async with desk(town, "f4", "R") as pilot:
        await pilot.press("down", "enter", "2", "1")
        assert town.ask(run.run_stops, 1)[1].counter == "石磊", "who is at the stop comes first"
        assert "counting: 石磊" in pilot.shown("#run-why")
        await pilot.press("p", "1")
        pilot.front(SheetViewer)
        assert "石磊  13800000001" in pilot.shown("#sheet-text")
        await pilot.press("escape", "p", "2")
        assert "Let this truck in:" in pilot.shown("#sheet-text")
        await pilot.press("m")
        assert "13800009999" not in pilot.shown("#sheet-text")


async def test_a_stop_needs_the_hands_its_goods_take(town: Store) -> None:
    view = town.ask(supplies.drop, 1)
    town.do(supply_commands.change_drop, 1, view.version, {"hands_needed": 5})
    async with desk(town, "f4", "R") as pilot:
        assert "2 helpers would be done in 40 min" in " ".join(pilot.shown("#run-why").split())
        await pilot.press("enter", "6")
        assert "甲苑 needs 2 helpers." in pilot.status()
        assert town.ask(supplies.drop, 1).hands_needed == 2


async def test_another_desks_change_is_seen_and_what_is_changed_here_stays(town: Store) -> None:
    async with desk(town, "f4", "R") as pilot:
        await pilot.press("down", "shift+up")
        with another_desk(town) as theirs:
            theirs.do(running.be_late, 4, 10)
        await pilot.looked_again()
        assert "[/]乙苑" in lines(pilot)[0]
        await pilot.press("ctrl+s")
        assert [name for name, _at in stops(town)][:2] == ["[/]乙苑", "甲苑"]


async def test_a_delivery_without_stops_left_is_told(town: Store) -> None:
    async with desk(town, "f4", "R") as pilot:
        town.do(supply_commands.mark_drops, [1, 2, 3, 4], DropState.CANCELLED)
        await pilot.looked_again()
        assert lines(pilot) == []
        assert "no stop left" in pilot.shown("#run-why")
        await pilot.press("P", "s", "e", "shift+up", "ctrl+s", "enter")
        pilot.front(RunDialog)


# -- the driver's card -----------------------------------------------------------------------------


async def test_a_drivers_card_is_written_in_lines_whose_kind_is_a_digit(town: Store) -> None:
    async with desk(town, "f4", "w") as pilot:
        pilot.front(DriverDialog)
        assert pilot.title().strip() == "朱师傅  13800009999  沪A·D1234"
        await pilot.press("n", "2", *"20min", "enter", "n", "3", *"noodles", "enter")
        notes = town.ask(card_of, 1).notes
        assert [(one.kind, one.text) for one in notes] == [
            ("thanked", "noodles"),
            ("promised", "20min"),
        ]
        await pilot.press("d")
        assert town.ask(card_of, 1).kept == 1
        assert any("✓ kept" in line for line in pilot.choices("#driver-list"))
        await pilot.press("d")
        assert town.ask(card_of, 1).broken == 1
        await pilot.press("e", *"!", "enter")
        assert "20min!" in [one.text for one in town.ask(card_of, 1).notes]
        await pilot.press("x")
        assert [one.text for one in town.ask(card_of, 1).notes] == ["noodles"]
        await pilot.press("z")
        assert len(town.ask(card_of, 1).notes) == 2
        await pilot.press("m")
        assert "13800009999" not in pilot.title()


async def test_an_empty_note_is_refused_and_a_begun_one_stays(town: Store) -> None:
    async with desk(town, "f4", "w") as pilot:
        await pilot.press("n", "1", "enter")
        assert "Say in words" in pilot.shown("#line-problem")
        await pilot.press(*"gates", "escape", "n", "1")
        assert pilot.line().value == "gates"
        await pilot.press("enter")
        assert [one.text for one in town.ask(card_of, 1).notes] == ["gates"]


async def test_suppliers_are_written_down_and_one_sent_it(town: Store) -> None:
    async with desk(town, "f4", "w", "v") as pilot:
        pilot.front(Suppliers)
        await pilot.press("n")
        await pilot.save(name="第一食品", is_listed="yes", pass_no="保-1")
        await pilot.press("n")
        await pilot.save(name="盒马[/]")
        assert pilot.problem("is_listed"), "nobody said yet whether it is on the list"
        await pilot.save(is_listed="no")
        assert [one.name for one in town.ask(suppliers)] == ["第一食品", "盒马[/]"]
        await pilot.press("down", "enter")
        assert "Delivery 1 is from 盒马[/].  ⚠ not on the list" in pilot.status()
        await pilot.press("escape", "escape", "R")
        assert "⚠ not on the list" in pilot.shown("#run-head")


async def test_the_drivers_sheet_is_copied_and_written(town: Store, tmp_path: Path) -> None:
    async with desk(town, "f4", "p", "4") as pilot:
        await pilot.press("y")
        assert "Copied" in pilot.shown("#sheet-note")
        assert "1.  09:00  甲苑" in pilot.app.clipboard
        await pilot.press("p")
        pilot.line().value = str(tmp_path / "driver.txt")
        await pilot.press("enter")
        assert "蔬菜包 20份" in (tmp_path / "driver.txt").read_text(encoding="utf-8")


async def test_in_chinese_nothing_of_it_is_english(town: Store) -> None:
    async with desk(town, "f12", "f4", "R", size=LOW) as pilot:
        told = pilot.shown("#run-head") + pilot.title()
        assert "1号到货的路线" in told
        assert "门口" in told
        await pilot.press("w")
        assert "还要送 1 次" in pilot.choices("#driver-list")[0]
        kinds = {one.name: one.kind for one in FIELDS}
        assert isinstance(kinds["is_listed"], Choice)
        words = [said for _value, said in kinds["is_listed"].pairs()]
        assert words == ["在保供名单", "⚠ 不在保供名单"]
