"""A file that was handed over, looked at in every place and dialog: it steers no terminal."""

from __future__ import annotations

import html
import os
import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.color import Color

from data.clock import FixedClock
from data.store import Store
from models.reading.pasted import lines_of
from models.text import one_line, printable, with_unseen_as
from screens.exchange.file_list import FileList
from screens.keys import offered
from screens.keys.desk import DESK
from screens.kit.editors import value_in
from screens.output import OutputGate
from screens.subjects import PLACES
from tests.foreign import HOSTILE, UNSEEN, spoil
from tests.ui.driving import WIDE, Driven, desk

TEXTS = st.lists(st.one_of(st.text(), st.characters(), st.sampled_from(HOSTILE))).map("".join)

_EVERYWHERE = frozenset(key.action for key in DESK)
_ENDS = frozenset({"leave"})
"""What can be done in every place, and what there is nothing to look at after."""


@pytest.fixture
def foreign(sample_file: Path, tmp_path: Path, clock: FixedClock) -> Store:
    """The sample with hostile text in all it says."""
    file = Path(shutil.copy(sample_file, tmp_path / "foreign.db"))
    assert len(spoil(file)) > 40
    return Store(file, clock)


def unseen(pilot: Driven) -> list[str]:
    """What the screen would send that is not seen, with the words around it."""
    shown = html.unescape(pilot.app.export_screenshot())
    return [
        shown[max(0, found.start() - 20) : found.end() + 20]
        for found in UNSEEN.finditer(shown.replace("\N{NO-BREAK SPACE}", " "))
    ]


@pytest.mark.parametrize("place", [subject.name for subject in PLACES])
async def test_nothing_in_a_foreign_file_reaches_the_terminal_as_it_is(
    foreign: Store, place: str
) -> None:
    keys = next(subject.keys for subject in PLACES if subject.name == place)
    async with desk(foreign, keys.split(",")[0], size=WIDE) as pilot:
        found = {"": unseen(pilot)}
        await pilot.press("down")
        done = _ENDS if place == "today" else _EVERYWHERE
        asked = {
            active.binding.action: active.binding.key.split(",")[0]
            for active in offered(pilot.app.screen)
            if active.binding.action not in done and "go_place" not in active.binding.action
        }
        assert asked
        for action, key in asked.items():
            await pilot.press(key)
            found[action] = unseen(pilot)
            await pilot.press("escape", "escape", keys.split(",")[0])
        assert {action: said for action, said in found.items() if said} == {}
    foreign.close()


async def test_names_of_files_sheets_and_headings_are_shown_clean(
    sample: Store, tmp_path: Path
) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    for at, hostile in enumerate(text for text in HOSTILE if not {"/", "\0"} & set(text)):
        said = hostile.encode("utf-8", "surrogatepass")
        name = os.fsdecode(b"a%d%s.csv" % (at, said))
        (folder / name).write_bytes("姓名,".encode() + said)
    async with desk(sample, "I", "slash", size=WIDE) as pilot:
        pilot.line().value = f"{folder}/"
        pilot.line().cursor_position = len(pilot.line().value)
        for _ in range(len(HOSTILE)):
            await pilot.press("tab")
            assert unseen(pilot) == []
            assert pilot.line().value.startswith(f"{folder}/a")
        await pilot.press("enter")
        assert unseen(pilot) == []
        await pilot.press("slash")
        pilot.line().value = f"{folder}/"
        await pilot.press("enter")
        files = pilot.app.screen.query_one(FileList)
        assert files.folder == folder
        assert len(pilot.choices("#files")) == len([*folder.iterdir()])
        assert unseen(pilot) == []
        await pilot.press("asterisk", "enter")
        assert len(pilot.choices("#lines")) >= len([*folder.iterdir()])
        assert unseen(pilot) == []


@given(TEXTS)
def test_a_line_is_shown_without_what_is_unseen_in_as_many_cells(text: str) -> None:
    style = Style(bold=True)
    (segment,) = OutputGate().apply([Segment(text, style)], Color(0, 0, 0))
    assert not UNSEEN.search(segment.text)
    assert "\n" not in segment.text
    assert cell_len(segment.text) == cell_len(text)
    assert segment.style is style


@given(TEXTS)
def test_what_is_printable_stays_so(text: str) -> None:
    for made in (printable, one_line):
        assert not UNSEEN.search(made(text))
        assert made(made(text)) == made(text)
    assert "\n" not in one_line(text)
    assert with_unseen_as(lambda char: "", printable(text)) == printable(text) or "\u200d" in text


CALLS = (("plus",), ("f3", "slash"))
"""Where several lines that are pasted are as many calls, which a dialog of their own shows."""


@pytest.mark.parametrize(
    "keys",
    [("plus",), ("f",), ("I", "slash"), ("f3", "slash"), ("f3", "e"), ("ctrl+p",)],
    ids=["call", "search", "path", "filter", "form", "palette"],
)
async def test_what_is_pasted_is_clean_before_it_is_shown(
    sample: Store, keys: tuple[str, ...]
) -> None:
    async with desk(sample, *keys) as pilot:
        for hostile in HOSTILE:
            pasted = f"王{hostile}药"
            calls = keys in CALLS and len(lines_of(pasted)) > 1
            if not calls:
                pilot.app.post_message(events.Paste(pasted))
        await pilot.settled()
        assert pilot.app.focused is not None
        value = str(value_in(pilot.app.focused))
        assert "王药" in value
        assert not UNSEEN.search(value)


async def test_what_is_dropped_on_the_list_of_files_is_clean_before_it_is_shown(
    sample: Store,
) -> None:
    async with desk(sample, "I") as pilot:
        files = pilot.app.screen.query_one(FileList)
        paths = [f"/王{hostile}药" for hostile in HOSTILE]
        for path in (path for path in paths if len(path.splitlines()) == 1):
            pilot.app.screen.set_focus(files)
            pilot.app.post_message(events.Paste(path))
            await pilot.settled()
            assert pilot.line().has_focus, repr(path)
            assert re.fullmatch("/王.*药", pilot.line().value)
            assert not UNSEEN.search(pilot.line().value)
        pilot.app.screen.set_focus(files)
        pilot.app.post_message(events.Paste("\n".join(paths)))
        await pilot.settled()
        assert unseen(pilot) == []


async def test_what_is_copied_is_clean(sample: Store) -> None:
    async with desk(sample, "I", "slash") as pilot:
        pilot.line().value = "/a\udcff\x1b[31mb"
        pilot.line().select_all()
        await pilot.press("ctrl+c")
        assert pilot.app.clipboard == "/a\ufffdb"
