"""On the smallest terminal nothing that tells what is seen is cut, in either language.

All places are walked, and what their keys open, by the registry of keys: titles, headings of
columns, labels, what an empty field asks for, the bar of keys and the line of the alarm.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from rich.cells import cell_len
from textual.widget import Widget
from textual.widgets import Input, Label

from data.clock import FixedClock
from data.store import Store
from screens import i18n
from screens.directory.place import Directory
from screens.households.place import Households
from screens.kit.alarm import AlarmLine
from screens.kit.columns import share_out
from screens.kit.key_bar import KeyBar
from screens.kit.list_lines import GUTTER
from screens.kit.list_place import ListPlace
from screens.kit.record_list import RecordList
from screens.requests.place import Requests
from screens.residents.place import Residents
from screens.roster.place import Roster
from screens.subjects import SUBJECTS
from screens.supplies.place import Supplies
from screens.testing import place as testing
from tests.imports import sources
from tests.ui.driving import LOW, Driven, desk
from tests.ui.test_masked_walk import back, keys_of

_EDGE = 6
"""Cells of an edge that are no title: its corners, and a line and a blank at both sides of it."""

_LABEL = 15
"""Cells of a label in a form."""

PUSHED = "pushed"
"""The one column whose words are of no known length: how often, for how long and up to whom."""

_BAR = 1
"""Cells of a list's scroll bar."""

PLACES = [(one.keys.split(",")[0],) for one in SUBJECTS if one.keys]
PLACES += [("D",), ("H",), ("f8", "v", "2")]
MARKED = [(place, "space", "space") for place in ("f3", "f4")]
WAYS = [(way, language) for way in PLACES for language in i18n.LANGUAGES]
WAYS += [(way, "en") for way in MARKED]


def cut(part: Widget) -> Iterator[str]:
    """What of a widget is cut, or begins small and should not."""
    title = str(part.border_title or "")
    if title and (title[:1].islower() or cell_len(title) > part.outer_size.width - _EDGE):
        yield f"title {title!r}"
    if isinstance(part, KeyBar | AlarmLine):
        said = part.render()
        if "…" in said.plain or said.cell_length > part.content_size.width:
            yield f"line {said.plain!r}"
    if isinstance(part, RecordList):
        heading = part.render_line(0).text
        if "…" in heading:
            yield f"heading {heading!r}"
    if isinstance(part, Label) and part.has_class("label"):
        label = str(part.content)
        if cell_len(label) > _LABEL:
            yield f"label {label!r}"
    if isinstance(part, Input) and not part.value:
        asked = str(part.placeholder)
        if cell_len(asked) > part.content_size.width:
            yield f"field {asked!r}"


def found(pilot: Driven, way: tuple[str, ...]) -> set[str]:
    """What is cut on screen, each with the keys that lead there."""
    return {
        f"{' '.join(way)}: {said}"
        for screen in pilot.app.screen_stack[-1:]
        for part in screen.query("*")
        if part.display and part.region
        for said in cut(part)
    }


async def walk(pilot: Driven, way: tuple[str, ...], deep: int) -> set[str]:
    """Look at what is on screen, press each key that is offered there, and look again."""
    said = found(pilot, way)
    screen, marks = pilot.app.screen, [key for key in way if key == "space"]
    for key in keys_of(screen) if deep else ():
        await pilot.press(key)
        if pilot.app.screen is not screen:
            said |= await walk(pilot, (*way, key), deep - 1)
        if not await back(pilot, screen, marks):
            break
    return said


@pytest.mark.parametrize(("way", "language"), WAYS)
async def test_nothing_is_cut_at_eighty_columns(
    sample: Store, clock: FixedClock, way: tuple[str, ...], language: str
) -> None:
    i18n.set_language(language)
    clock.moment += timedelta(hours=1)  # lives are due, whatever one does
    async with desk(sample, *way, size=LOW) as pilot:
        assert await walk(pilot, way, 1) == set()


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize(
    "place", [Directory, Households, Residents, Requests, Roster, Supplies, testing.Testing]
)
def test_columns_have_room_for_the_words_they_are_known_to_say(
    place: type[ListPlace], language: str
) -> None:
    i18n.set_language(language)
    for column, cells in share_out(place.columns, LOW[0] - GUTTER - _BAR):
        assert cell_len(i18n.in_language(language, column.title)) + bool(column.key) <= cells
        if column.says is not None and column.title != PUSHED:
            assert [word for word in column.says() if cell_len(word) > cells] == []


def test_nothing_but_titles_gives_a_box_its_title() -> None:
    named = [
        f"{module}: {line.strip()}"
        for module, source in sources().items()
        for line in source.splitlines()
        if "border_title =" in line and "titled(" not in line
    ]
    assert named == []
