"""Filtering at the desk: no key is lost, the list follows, esc leads back; several desks."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.widgets import Static

from data.households import commands as household_commands
from data.store import Store
from models.households import CompoundInput, HouseholdInput
from screens.households.place import Households
from screens.kit.filter_line import FilterLine
from tests.beginning import begin
from tests.ui.driving import Driven, desk

HEADS = ("欧阳娜娜", "曾国藩", "王芳", "单雄信", "王秀英", "李娜")


@pytest.fixture
def town(store: Store) -> Store:
    """Rooms 101 to 601 of one building, numbered 1 to 6."""
    begin(
        store,
        CompoundInput("大林苑", address="大林路338号"),
        *(
            HouseholdInput("大林苑", "3", room=f"{floor}01", head=head, phone=f"138000012{floor}4")
            for floor, head in enumerate(HEADS, 1)
        ),
    )
    return store


@asynccontextmanager
async def register(store: Store) -> AsyncIterator[tuple[Driven, Households]]:
    """The desk with its register in front."""
    async with desk(store, "f8") as pilot:
        yield pilot, pilot.front(Households)


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
    town: Store, typed: str, numbers: list[int]
) -> None:
    async with register(town) as (pilot, place):
        pilot.at_once("/", *typed)
        await pilot.settled()
        assert place.query_one(FilterLine).field.value == typed
        assert found(place) == numbers
        assert said(place, "count") == f"{len(numbers)} / 6"
        assert place.chosen() == (numbers[0] if numbers else None)


@pytest.mark.parametrize("key", ["slash", "ideographic_comma", "fullwidth_solidus"])
async def test_the_slash_of_an_input_method_counts_too(town: Store, key: str) -> None:
    async with register(town) as (pilot, place):
        pilot.at_once(key, "娜")
        await pilot.settled()
        assert found(place) == [1, 6]


async def test_a_slash_in_the_field_is_text(town: Store) -> None:
    async with register(town) as (pilot, place):
        pilot.at_once("/", "3", "/", "q")
        await pilot.settled()
        assert place.query_one(FilterLine).field.value == "3/q"


async def test_esc_clears_and_leads_back_to_the_record(town: Store) -> None:
    async with register(town) as (pilot, place):
        await pilot.press("down", "down")
        pilot.at_once("/", "娜")
        await pilot.settled()
        assert place.chosen() == 1
        await pilot.press("escape")
        assert place.query_one(FilterLine).field.value == ""
        assert found(place) == [1, 2, 3, 4, 5, 6]
        assert place.chosen() == 3
        assert place.records.has_focus
        assert said(place, "count") == "6"


@pytest.mark.parametrize("leave", ["down", "enter", "tab"])
async def test_the_field_is_left_for_the_list(town: Store, leave: str) -> None:
    async with register(town) as (pilot, place):
        pilot.at_once("/", "娜", leave, "down")
        await pilot.settled()
        assert place.records.has_focus
        assert found(place) == [1, 6]
        assert place.chosen() == 6
        await pilot.press("escape")
        assert found(place) == [1, 2, 3, 4, 5, 6]
        assert place.chosen() == 6


async def test_marks_are_told_of_though_the_filter_hides_them(town: Store) -> None:
    async with register(town) as (pilot, place):
        await pilot.press("space", "space")
        assert said(place, "marks") == "☑ 2"
        pilot.at_once("/", "王")
        await pilot.settled()
        assert found(place) == [3, 5]
        assert said(place, "marks") == "☑ 2"
        assert place.marked() == (1, 2)
        await pilot.press("escape", "escape")
        assert said(place, "marks") == ""


async def test_what_another_desk_writes_keeps_the_record_and_the_typed_text(town: Store) -> None:
    async with register(town) as (pilot, place):
        await pilot.press("down", "down", "down")
        pilot.at_once("/", "1", "down")
        await pilot.settled()
        await pilot.press("down", "down")
        chosen = place.chosen()
        assert chosen == 3
        town.do(
            household_commands.add_household, HouseholdInput("大林苑", "2", room="101", head="周一")
        )
        await pilot.looked_again()
        assert said(place, "count") == "7"
        assert place.query_one(FilterLine).field.value == "1"
        assert place.chosen() == chosen


async def test_while_another_program_holds_the_file_the_desk_waits(town: Store) -> None:
    async with register(town) as (pilot, place):
        place.store.ask(sqlite3.Connection.execute, "PRAGMA busy_timeout=50")
        other = sqlite3.connect(town.path, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        pilot.at_once("/", "娜", "down", "s")
        await pilot.settled()
        assert pilot.app.is_running
        assert place.chosen() == 1
        other.execute("ROLLBACK")
        other.close()
        await pilot.looked_again()
        assert said(place, "count") == "2 / 6"
        assert (place.query_now.sort, found(place)) == ("head", [6, 1])


async def test_terms_are_completed_by_one_key_and_read_in_either_language(town: Store) -> None:
    async with register(town) as (pilot, place):
        pilot.at_once("/", "!", "r", "o", "right", "1")
        await pilot.settled()
        assert place.query_one(FilterLine).field.value == "!room:1"
        assert found(place) == [2, 3, 4, 5, 6]
        await pilot.press("escape")
        pilot.at_once("/", *"室好：101")
        await pilot.settled()
        assert said(place, "told").startswith("? ")
        assert found(place) == []
        await pilot.press("escape")
        pilot.at_once("/", *"室：101")
        await pilot.settled()
        assert found(place) == [1]
        assert said(place, "told") == ""
        pilot.at_once("left", "right", "right", "tab")
        await pilot.settled()
        assert place.query_one(FilterLine).field.value == "室：101"
        assert place.records.has_focus


async def test_what_means_nothing_is_told_and_marks_nothing(town: Store) -> None:
    async with register(town) as (pilot, place):
        pilot.at_once("/", *"rom:1", "enter", "asterisk")
        await pilot.settled()
        assert said(place, "told") == "? room:"
        assert said(place, "count") == "0 / 6"
        assert place.marked() == ()
        await pilot.press("escape")
        assert said(place, "told") == ""
        assert len(found(place)) == 6


async def test_nobody_is_found_by_a_mark_of_health_while_the_mask_is_on(town: Store) -> None:
    town.do(
        household_commands.add_household,
        HouseholdInput("大林苑", "3", room="801", head="周一", marks=("胰岛素", "养狗")),
    )
    async with register(town) as (pilot, place):
        pilot.at_once("/", *"mark:insu", "enter")
        await pilot.settled()
        assert said(place, "count") == "1 / 7"
        await pilot.press("m")
        await pilot.settled()
        assert said(place, "count") == "0 / 7"
        await pilot.press("escape")
        pilot.at_once("/", *"mark:dog", "enter")
        await pilot.settled()
        assert said(place, "count") == "1 / 7"
