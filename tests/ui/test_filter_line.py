"""Filtering at the desk: no key is lost, the list follows, esc leads back; several desks."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Static

from data.clock import FixedClock
from data.households import commands as household_commands
from data.households import compounds as household_compounds
from data.store import Store
from models.households import CompoundInput, HouseholdInput
from screens.households.place import Households
from screens.i18n import set_language
from screens.kit.filter_line import FilterLine
from screens.shell import Shell

HEADS = ("欧阳娜娜", "曾国藩", "王芳", "单雄信", "王秀英", "李娜")


@pytest.fixture
def town(tmp_path: Path, clock: FixedClock) -> Path:
    """A file with rooms 101 to 601 of one building, numbered 1 to 6."""
    store = Store(tmp_path / "town.db", clock)
    store.do(household_compounds.add_compound, CompoundInput("大林苑", address="大林路338号"))
    for floor, head in enumerate(HEADS, 1):
        phone = f"138000012{floor}4"
        given = HouseholdInput("大林苑", "3", room=f"{floor}01", head=head, phone=phone)
        store.do(household_commands.add_household, given)
    store.close()
    return store.path


@asynccontextmanager
async def desk(path: Path, clock: FixedClock) -> AsyncIterator[tuple[Pilot[int], Households]]:
    set_language("en")
    app = Shell(path, clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await pilot.press("f8")
        await ready(pilot)
        place = app.screen
        assert isinstance(place, Households)
        yield pilot, place


async def ready(pilot: Pilot[int]) -> None:
    """Until threads and timers have done what was asked."""
    for _ in range(3):
        await pilot.pause(0.05)
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def send(pilot: Pilot[int], *keys: str) -> None:
    """Keys that arrive together, as from somebody who types ahead."""
    for key in keys:
        character = key if len(key) == 1 else {"slash": "/"}.get(key)
        pilot.app.post_message(events.Key(key, character))


def found(place: Households) -> list[int]:
    listing = place.listing(place.query_now)
    return list(listing.nos(0, listing.count))


def said(place: Households, part: str) -> str:
    return str(place.query_one(f"#filter-{part}", Static).content)


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("娜", [1, 6]),
        ("oynn", [1]),
        ("zgf", [2]),
        ("sxx", [4]),
        ("1244", [4]),
        ("501", [5]),
        ("3-201", [2]),
        ("王 大林", [3, 5]),
        ("％", []),
        ("'", []),
    ],
)
async def test_keys_sent_together_with_the_slash_all_arrive(
    town: Path, clock: FixedClock, typed: str, numbers: list[int]
) -> None:
    async with desk(town, clock) as (pilot, place):
        send(pilot, "slash", *typed)
        await ready(pilot)
        assert place.query_one(FilterLine).field.value == typed
        assert found(place) == numbers
        assert said(place, "count") == f"{len(numbers)} / 6"
        assert place.chosen() == (numbers[0] if numbers else None)


@pytest.mark.parametrize("key", ["slash", "ideographic_comma", "fullwidth_solidus"])
async def test_the_slash_of_an_input_method_counts_too(
    town: Path, clock: FixedClock, key: str
) -> None:
    async with desk(town, clock) as (pilot, place):
        send(pilot, key, "娜")
        await ready(pilot)
        assert found(place) == [1, 6]


async def test_a_slash_in_the_field_is_text(town: Path, clock: FixedClock) -> None:
    async with desk(town, clock) as (pilot, place):
        send(pilot, "slash", "3", "slash", "q")
        await ready(pilot)
        assert place.query_one(FilterLine).field.value == "3/q"


async def test_esc_clears_and_leads_back_to_the_record(town: Path, clock: FixedClock) -> None:
    async with desk(town, clock) as (pilot, place):
        await pilot.press("down", "down")
        send(pilot, "slash", "娜")
        await ready(pilot)
        assert place.chosen() == 1
        await pilot.press("escape")
        await ready(pilot)
        assert place.query_one(FilterLine).field.value == ""
        assert found(place) == [1, 2, 3, 4, 5, 6]
        assert place.chosen() == 3
        assert place.records.has_focus
        assert said(place, "count") == "6"


@pytest.mark.parametrize("leave", ["down", "enter", "tab"])
async def test_the_field_is_left_for_the_list(town: Path, clock: FixedClock, leave: str) -> None:
    async with desk(town, clock) as (pilot, place):
        send(pilot, "slash", "娜", leave, "j")
        await ready(pilot)
        assert place.records.has_focus
        assert found(place) == [1, 6]
        assert place.chosen() == 6
        await pilot.press("escape")
        await ready(pilot)
        assert found(place) == [1, 2, 3, 4, 5, 6]
        assert place.chosen() == 6


async def test_marks_are_told_of_though_the_filter_hides_them(
    town: Path, clock: FixedClock
) -> None:
    async with desk(town, clock) as (pilot, place):
        await pilot.press("space", "space")
        await ready(pilot)
        assert said(place, "marks") == "✓ 2"
        send(pilot, "slash", "王")
        await ready(pilot)
        assert found(place) == [3, 5]
        assert said(place, "marks") == "✓ 2"
        assert place.marked() == (1, 2)
        await pilot.press("escape", "escape")
        await ready(pilot)
        assert said(place, "marks") == ""


async def test_what_another_desk_writes_keeps_the_record_and_the_typed_text(
    town: Path, clock: FixedClock
) -> None:
    async with desk(town, clock) as (pilot, place):
        await pilot.press("down", "down", "down")
        send(pilot, "slash", "1", "down")
        await ready(pilot)
        await pilot.press("down", "down")
        chosen = place.chosen()
        assert chosen == 3
        other = Store(town, clock)
        other.do(
            household_commands.add_household, HouseholdInput("大林苑", "2", room="101", head="周一")
        )
        other.close()
        for _ in range(40):
            if said(place, "count") == "7":
                break
            await pilot.pause(0.1)
        assert said(place, "count") == "7"
        assert place.query_one(FilterLine).field.value == "1"
        assert place.chosen() == chosen


async def test_while_another_program_holds_the_file_the_desk_waits(
    town: Path, clock: FixedClock
) -> None:
    async with desk(town, clock) as (pilot, place):
        place.store.ask(sqlite3.Connection.execute, "PRAGMA busy_timeout=50")
        other = sqlite3.connect(town, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        send(pilot, "slash", "娜", "down", "s")
        await ready(pilot)
        assert pilot.app.is_running
        assert place.chosen() == 1
        other.execute("ROLLBACK")
        other.close()
        for _ in range(40):
            if said(place, "count") == "2 / 6":
                break
            await pilot.pause(0.1)
        assert said(place, "count") == "2 / 6"
        assert (place.query_now.sort, found(place)) == ("head", [6, 1])
