"""Supplies in numbers, driven by keys: its five pictures, what they lead to, what they hide."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from rich.cells import cell_len
from textual.widgets import Input

from data.clock import FixedClock
from data.doors.commands import ask_for_door, note_missed
from data.doors.queries import red_count, waiting
from data.journal import commands as journal_commands
from data.store import Store
from data.supplies import commands as supply_commands
from models.counts import Stage
from models.households import CompoundInput, HouseholdInput
from models.supplies import AllocationRule, DeliveryInput, DropState, ItemInput
from models.times import LOCAL
from screens import i18n
from screens.households.place import Households
from screens.kit.drawn_lines import DrawnLines
from screens.supplies.numbers import SupplyNumbers
from screens.supplies.place import Supplies
from tests.beginning import another_desk, begin
from tests.progressing import count, household, miss
from tests.ui.driving import WIDE, Driven, Size, both_sizes, desk

NINE = datetime(2022, 4, 9, 9, tzinfo=LOCAL)
HOUR = timedelta(hours=1)
PACK = ItemInput("蔬菜包", 100, "份", AllocationRule.PER_HOUSEHOLD)


def home(compound: str, building: str, room: str, head: str = "", *marks: str) -> HouseholdInput:
    return HouseholdInput(
        compound, building, room=room, head=head, phone="13800003555", people=2, marks=marks
    )


@pytest.fixture
def town(store: Store, clock: FixedClock) -> Store:
    """甲苑 with a building of ten doors, of which one is empty, and [/]乙弄 with rooms that have
    names; the truck was at the first gate at nine, at ten all doors but one had theirs."""
    clock.moment = NINE - HOUR
    begin(
        store,
        CompoundInput("甲苑"),
        CompoundInput("[/]乙弄"),
        *(home("甲苑", "1", f"{floor}0{n}") for floor in range(1, 5) for n in (1, 2)),
        home("甲苑", "1", "501", "[/]秦某", "孕妇"),
        home("甲苑", "1", "502", "", "空关"),
        *(home("[/]乙弄", "7", room) for room in ("前客堂", "亭子间")),
    )
    store.do(supply_commands.add_delivery, DeliveryInput(NINE, (PACK,)))
    clock.moment = NINE
    store.do(supply_commands.mark_drops, [1], DropState.UNLOADED)
    store.do(count, 1, "蔬菜包", Stage.TRUCK, 9)
    clock.moment = NINE + HOUR
    store.do(miss, 1, "蔬菜包", household(store, "甲苑", "1", "501"))
    store.do(supply_commands.mark_drops, [1], DropState.DONE)
    clock.moment = NINE + 2 * HOUR
    return store


def lines(pilot: Driven) -> list[str]:
    """What all lines say."""
    return pilot.app.screen.query_one(DrawnLines).text().split("\n")


def line_with(pilot: Driven, words: str) -> str:
    """The first line that says something."""
    return next(one for one in lines(pilot) if words in one)


def seen(pilot: Driven) -> list[str]:
    """What the lines on screen show."""
    drawn = pilot.app.screen.query_one(DrawnLines)
    return [drawn.render_line(y).text for y in range(drawn.size.height)]


@both_sizes
@pytest.mark.parametrize("language", ["en", "zh"])
async def test_each_picture_is_told_whole(town: Store, size: Size, language: str) -> None:
    i18n.set_language(language)
    async with desk(town, "f4", "T", size=size) as pilot:
        pilot.front(SupplyNumbers)
        for view in range(1, 6):
            await pilot.press(str(view))
            assert f"{view}/5" in pilot.title()
            width = pilot.app.screen.query_one(DrawnLines).scrollable_content_region.width
            assert lines(pilot)
            assert all(cell_len(one) <= width - 2 for one in lines(pilot)), lines(pilot)
            assert not [one for one in seen(pilot) if "…" in one]
        await pilot.press("v")
        assert "1/5" in pilot.title()
        await pilot.press("shift+tab")
        assert "5/5" in pilot.title()
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, Supplies)


async def test_gates_say_doors_by_state_and_what_differs(town: Store) -> None:
    town.do(count, 1, "蔬菜包", Stage.GATE, 7)
    async with desk(town, "f4", "T") as pilot:
        assert line_with(pilot, "甲苑").split()[3:] == ["out", "✓", "8", "✗", "1", "-", "1"]
        assert line_with(pilot, "乙弄").endswith("· 2  ")
        assert line_with(pilot, "蔬菜包").split()[-5:] == ["9", "9", "7", "–", "–"]
        assert "at the gate: 2份 fewer than truck note: no reason given" in line_with(pilot, "⚠")
        assert "tell the driver" not in "\n".join(lines(pilot)), "the truck has left"
        assert "9 doors served, 2 left · too early to say the pace · 1 needed" in pilot.shown(
            "#numbers-about"
        )


async def test_what_differs_is_to_be_told_while_the_truck_is_there(town: Store) -> None:
    from models.supplies.tables import SupplyDrop

    town.do(journal_commands.undo)
    with town.step() as step:
        (key,) = step.conn.execute("SELECT id FROM supply_drop WHERE no = 1").fetchone()
        step.change(SupplyDrop, key, arrived_at=NINE)
        step.act("drop_changed", no=1, compound="甲苑")
    town.do(count, 1, "蔬菜包", Stage.GATE, 7)
    async with desk(town, "f4", "T") as pilot:
        said = "\n".join(lines(pilot))
        assert "truck here" in said
        assert "The truck is still here: tell the driver." in said


async def test_the_pace_is_told_by_hours_and_leads_to_the_doors(
    town: Store, clock: FixedClock
) -> None:
    async with desk(town, "f4", "T", "2") as pilot:
        assert lines(pilot)[1] == "too early to say the pace · 1 needed until 20:00"
        assert "At this pace" not in "".join(lines(pilot))
    town.do(journal_commands.undo)
    for minutes, packs in ((20, 3), (40, 6), (60, 8)):
        clock.moment = NINE + timedelta(minutes=minutes)
        town.do(count, 1, "蔬菜包", Stage.DOORS, packs)
    clock.moment = NINE + 2 * HOUR
    async with desk(town, "f4", "T", "2") as pilot:
        said = lines(pilot)
        assert said[0] == "9 doors served, 2 left"
        assert said[1] == "4 doors an hour · 1 needed until 20:00"
        assert said[2] == "At this pace the last door has it at 11:26."
        assert line_with(pilot, "09:00").rstrip().endswith("#  6")
        assert line_with(pilot, "10:00").rstrip().endswith("#  3")
        await pilot.press("enter")
        assert "5/5" in pilot.title()
        assert "乙弄" in seen(pilot)[0] or "乙弄" in "".join(seen(pilot))


async def test_who_waits_leads_to_their_household(town: Store) -> None:
    town.do(supply_commands.add_delivery, DeliveryInput(NINE + HOUR, (PACK,)))
    town.do(miss, 3, "蔬菜包", household(town, "甲苑", "1", "501"))
    town.do(supply_commands.mark_drops, [3], DropState.DONE)
    async with desk(town, "f4", "T", "3") as pilot:
        assert "1 household waits · 1 of them missed out twice" in pilot.shown("#numbers-about")
        assert "F2" not in pilot.shown("#numbers-about")
        (only,) = lines(pilot)
        assert only.startswith("甲苑 1-501")
        assert "1 h" in only, "since the first time"
        assert "⚠ 2 in a row" in only
        await pilot.press("enter")
        place = pilot.front(Households)
        assert place.chosen() == 9


async def test_why_the_board_names_fewer_is_said(town: Store) -> None:
    """Two doors missed out twice; for one of them somebody made a request."""
    rooms = ("501", "401")
    town.do(miss, 1, "蔬菜包", household(town, "甲苑", "1", "401"))
    for no in (3, 5):
        town.do(supply_commands.add_delivery, DeliveryInput(town.now(), (PACK,)))
        for room in rooms:
            town.do(miss, no, "蔬菜包", household(town, "甲苑", "1", room))
        town.do(supply_commands.mark_drops, [no], DropState.DONE)
    async with desk(town, "f4", "T", "3") as pilot:
        assert "2 of them missed out twice" in pilot.shown("#numbers-about")
        assert "F2" not in pilot.shown("#numbers-about")
        first = town.ask(waiting)[0]
        town.do(ask_for_door, first.household_no, lambda _rows: "没人应门")
        await pilot.looked_again()
        told = pilot.shown("#numbers-about")
        assert "2 of them missed out twice" in told
        assert "for 1 of these a request is open, so F2 names 1" in told
        with town.read() as conn:
            assert red_count(conn) == 1, "as the board counts them"


async def test_headings_and_room_numbers_are_in_sight(store: Store, clock: FixedClock) -> None:
    """Names of compounds are long in English, and there are many gates."""
    clock.moment = NINE
    names = [f"Plane Tree Gardens {n}" for n in range(1, 21)]
    begin(
        store,
        *map(CompoundInput, names),
        *(home(name, "11", f"{n}201", "Xu Qiang the Elder") for name in names for n in range(1, 3)),
    )
    store.do(supply_commands.add_delivery, DeliveryInput(NINE, (PACK,)))
    async with desk(store, "f4", *["down"] * 3, "T") as pilot:
        heads = pilot.shown("#numbers-about").splitlines()[-1]
        assert heads.split() == "in plan on note at gate bldg doors".split()
        assert "Gardens 4" in seen(pilot)[0], "the gate the cursor was on"
        width = cell_len(seen(pilot)[1].rstrip())
        assert width == cell_len(heads.rstrip()), "figures stand under their headings"
        await pilot.press("4")
        assert all("11-" in one and "201" in one for one in seen(pilot)[:12])
    async with desk(store, "f4", "T", "4", size=WIDE) as pilot:
        told = " ".join(seen(pilot)[0].split())
        assert "Plane Tree Gardens 1 11-1201 Xu Qiang the Elder ✗ nothing at all" in told


async def test_masked_nobody_is_told_to_be_ill(town: Store) -> None:
    async with desk(town, "f4", "m", "T", "3") as pilot:
        assert "pregnant" not in "".join(seen(pilot))
        assert "秦某" in lines(pilot)[0]
        await pilot.press("4", "/")
        pilot.line().value = "孕妇"
        await pilot.settled()
        assert lines(pilot) == [""]
        assert "hidden" in pilot.shown("#numbers-about")
        for view in range(1, 6):
            await pilot.press("escape", str(view)) if view == 1 else await pilot.press(str(view))
            assert "13800003555" not in "".join(seen(pilot))


async def test_who_got_least_comes_first_and_is_found_by_typing(town: Store) -> None:
    """By door and name; the digits of a telephone are those of any room."""
    async with desk(town, "f4", "T", "4") as pilot:
        assert "12 households: 3 got nothing at all, in 1 nobody is there" in pilot.shown(
            "#numbers-about"
        )
        assert all("✗ nothing at all" in one for one in lines(pilot)[:3])
        assert "- nobody there" in lines(pilot)[-1]
        await pilot.press("/", *"1-301")
        assert pilot.line().value == "1-301", "digits and signs are text here"
        (only,) = lines(pilot)
        assert "蔬菜包 1份" in only
        await pilot.press("escape")
        assert len(lines(pilot)) == 12
        await pilot.press("/")
        pilot.line().value = "3555"
        await pilot.settled()
        assert "No household has that." in pilot.shown("#numbers-about")
        await pilot.press("enter")
        pilot.front(SupplyNumbers)


async def test_the_map_shows_floors_downwards_and_turns_by_building(town: Store) -> None:
    async with desk(town, "f4", "T", "5") as pilot:
        said = [one.rstrip() for one in lines(pilot)]
        assert said[0].startswith("甲苑, building 1  ✓ 8  ✗ 1  - 1")
        assert said[1].split() == ["01", "02"]
        assert said[2].split() == ["5F", "✗", "-"]
        assert said[3].split() == ["4F", "✓", "✓"]
        assert line_with(pilot, "前客堂").split() == ["·", "亭子间", "·", "前客堂"]
        assert "✓ has it  ✗ missed out  · not yet  - nobody there" in pilot.shown("#numbers-about")


async def test_a_large_map_turns_by_building_from_where_it_is_seen(
    town: Store, clock: FixedClock
) -> None:
    many = [home("甲苑", str(n), f"{floor}01") for n in range(2, 6) for floor in range(1, 20)]
    begin(town, *many)
    async with desk(town, "f4", "T", "5") as pilot:
        firsts = ["building 1", "building 2", "building 3", "building 2"]
        for key, first in zip(("", "]", "right", "["), firsts, strict=True):
            if key:
                await pilot.press(key)
            assert first in seen(pilot)[0]
        await pilot.press(*["down"] * 25, "]")
        assert "building 4" in seen(pilot)[0], "the third was on top"
        await pilot.press("home", "left")
        assert "building 1" in seen(pilot)[0]


async def test_without_colour_signs_and_words_tell_all(
    town: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with desk(town, "f4", "T", "5") as pilot:
        shown = "\n".join(seen(pilot))
        assert {"✓", "✗", "·", "-"} <= set(shown)
        await pilot.press("1")
        assert "▸" in "\n".join(seen(pilot))


async def test_another_desk_is_seen_and_an_undo(town: Store) -> None:
    async with desk(town, "f4", "T", "5") as pilot:
        with another_desk(town) as theirs:
            theirs.do(supply_commands.mark_drops, [2], DropState.DONE)
        await pilot.looked_again()
        assert line_with(pilot, "前客堂").split() == ["✓", "亭子间", "✓", "前客堂"]
        with another_desk(town) as theirs:
            theirs.do(journal_commands.undo)
        await pilot.looked_again()
        assert line_with(pilot, "前客堂").split() == ["·", "亭子间", "·", "前客堂"]


async def test_the_cursor_stays_where_it_was_when_somebody_counts(town: Store) -> None:
    async with desk(town, "f4", "T", "down") as pilot:
        assert pilot.app.screen.query_one(DrawnLines).record.compound == "[/]乙弄"
        with another_desk(town) as theirs:
            theirs.do(count, 1, "蔬菜包", Stage.GATE, 5)
        await pilot.looked_again()
        assert "fewer" in "\n".join(lines(pilot))
        assert pilot.app.screen.query_one(DrawnLines).record.compound == "[/]乙弄"


async def test_the_cursor_follows_its_household_when_others_come_before_it(town: Store) -> None:
    town.do(miss, 1, "蔬菜包", household(town, "甲苑", "1", "401"))
    async with desk(town, "f4", "T", "3", "down") as pilot:
        drawn = pilot.app.screen.query_one(DrawnLines)
        was = drawn.record
        first = lines(pilot)[0].split()[1].partition("-")[2]
        with another_desk(town) as theirs:
            (row,) = [one for one in theirs.ask(waiting) if one.room == first]
            theirs.do(note_missed, 1, [1], [], [row.id], hand_out=False)
        await pilot.looked_again()
        assert len(lines(pilot)) == 1
        assert drawn.record == was


async def test_where_nothing_comes_it_is_said(filled: Store) -> None:
    async with desk(filled, "f4", "T") as pilot:
        assert "No deliveries yet" in pilot.status()
        assert not pilot.app.screen.query(Input).filter("#numbers-find")


async def test_the_evening_is_set_in_the_settings(town: Store) -> None:
    async with desk(town, "f4", "O") as pilot:
        assert pilot.values()["handed_out_by"] == "20:00"
        await pilot.save(handed_out_by="nonsense")
        assert pilot.problem("handed_out_by")
        await pilot.save(handed_out_by="18:30")
        await pilot.press("T")
        assert "needed until 18:30" in pilot.shown("#numbers-about")
