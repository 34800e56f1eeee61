"""While another program holds the file the desk says so, whatever is opened, and goes on."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from textual.dom import DOMNode
from textual.screen import Screen

from data.sql import Reader
from data.store import Store
from models.problems import Problem, Refused
from screens.journal.dialog import Journal
from screens.keys import offered
from screens.kit.desk import Desk
from screens.kit.place import Place
from screens.sentences import say
from screens.subjects import SUBJECTS
from tests.ui.driving import Driven, desk

BUSY = say(Problem("store_busy", {"file": "x"}))

PLACES = [subject.name for subject in SUBJECTS if subject.place]
OPENED = sorted({name for subject in SUBJECTS for name in subject.opens})

READ_FIRST = {"clock", "abnormal", "missed", "to_settle", "unvisited"}
"""What opens nothing before it has read."""

_ENDS = {"q", "ctrl+q", "ctrl+c"}
"""Keys that end the desk."""


@dataclass
class Held:
    """Whether another program holds the file now, or does from when something is opened."""

    now: bool = False
    at_opening: bool = False


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Held:
    """Reads are refused while it says so, as they are after a second's wait."""
    state = Held()
    read, push = Store.read, Desk.push_screen

    @contextmanager
    def refusing(store: Store) -> Iterator[Reader]:
        if state.now:
            raise Refused("store_busy", file="x")
        with read(store) as conn:
            yield conn

    def pushing(app: Desk, *given: Any, **named: Any) -> object:
        state.now |= state.at_opening
        return push(app, *given, **named)

    monkeypatch.setattr(Store, "read", refusing)
    monkeypatch.setattr(Desk, "push_screen", pushing)
    return state


def keys_of(screen: Screen[Any], *nodes: DOMNode) -> list[str]:
    """A key for each thing that can be done on a screen, as some widget's own."""
    found = (one for one in offered(screen) if one.node in nodes)
    return [one.binding.key for one in found if one.binding.key not in _ENDS]


def keys_in_place(pilot: Driven) -> list[str]:
    """A key for each thing that can be done in the place in front and its list, not everywhere."""
    return keys_of(pilot.app.screen, *pilot.app.screen.query("*"), pilot.app.screen)


async def back_to(pilot: Driven, place: str) -> None:
    """Leave whatever stands over a place, or in its stead."""
    for _ in range(len(pilot.app.screen_stack) - 1):
        await pilot.app.pop_screen()
    pilot.desk.release_keys()
    await pilot.desk.action_go_place(place)
    await pilot.settled()


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("from_opening", [False, True], ids=["all reads", "what is opened"])
async def test_no_key_of_a_place_ends_the_desk_while_the_file_is_held(
    sample: Store, held: Held, place: str, from_opening: bool
) -> None:
    async with desk(sample) as pilot:
        await back_to(pilot, place)
        desks = keys_of(pilot.app.screen, pilot.app) if place == PLACES[0] else []
        for key in [*keys_in_place(pilot), *desks]:
            held.now, held.at_opening = not from_opening, True
            await pilot.press(key)
            assert pilot.app.is_running, key
            held.now = held.at_opening = False
            await back_to(pilot, place)


async def test_no_key_of_a_dialog_ends_the_desk_while_the_file_is_held(
    sample: Store, held: Held
) -> None:
    async with desk(sample) as pilot:
        seen: set[type] = set()
        for place in PLACES:
            await back_to(pilot, place)
            # What the desk's own keys open is the same in every place.
            desks = keys_of(pilot.app.screen, pilot.app) if place == PLACES[0] else []
            for way in [*keys_in_place(pilot), *desks]:
                await pilot.press(way)
                opened = pilot.app.screen
                if not isinstance(opened, Place) and type(opened) not in seen:
                    seen.add(type(opened))
                    await walk(pilot, held, place, way)
                await back_to(pilot, place)
        assert len(seen) > len(PLACES)


async def walk(pilot: Driven, held: Held, place: str, way: str) -> None:
    """Press each key of a dialog's own that is in front, opening it anew where one left it."""
    opened = pilot.app.screen
    for key in keys_of(opened, opened):
        if pilot.app.screen is not opened:
            await back_to(pilot, place)
            await pilot.press(way)
            opened = pilot.app.screen
        held.now = True
        await pilot.press(key)
        assert pilot.app.is_running, (way, key)
        held.now = False


@pytest.mark.parametrize("name", OPENED)
async def test_whatever_a_subject_opens_while_the_file_is_held_is_told_of(
    sample: Store, held: Held, name: str
) -> None:
    async with desk(sample) as pilot:
        held.at_opening, held.now = True, name in READ_FIRST
        await pilot.app.run_action(f"app.open('{name}')")
        await pilot.settled()
        assert pilot.app.is_running
        reads = isinstance(pilot.app.screen, Place)
        assert not reads or pilot.status() == BUSY
        held.now = held.at_opening = False
        await back_to(pilot, "requests")
        await pilot.press("L")
        pilot.front(Journal)


@pytest.mark.parametrize("keys", [("L",), ("E",), ("f6", "r"), ("f6", "p", "1")])
async def test_what_cannot_be_read_when_it_opens_is_told_of_and_closed(
    sample: Store, keys: tuple[str, ...]
) -> None:
    """As another program does it, which begins to write and does not end."""
    other = sqlite3.connect(sample.path, isolation_level=None)
    async with desk(sample, *keys[:-1]) as pilot:
        other.execute("BEGIN EXCLUSIVE")
        await pilot.press(keys[-1])
        assert isinstance(pilot.app.screen, Place)
        assert pilot.status() == say(Problem("store_busy", {"file": str(sample.path)}))
        other.execute("ROLLBACK")
        await pilot.press(*(keys[1:] or keys))
        assert not isinstance(pilot.app.screen, Place)
        assert pilot.app.is_running
    other.close()
