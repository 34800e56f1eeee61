"""The files and folders that can be brought in: walked by arrows, narrowed by letters, marked."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from rich.cells import cell_len, set_cell_size
from textual import events, on
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from models.problems import Problem, Refused
from models.text import fold
from screens.i18n import N_, _
from screens.keys import bindings
from screens.keys.papers import FILE_LIST
from screens.kit.readable import ReadableList
from screens.kit.ticks import tick
from screens.kit.times import stamp
from screens.kit.values import beside, filled, spoken

if TYPE_CHECKING:
    from screens.kit.desk import Desk

_SIZE, _WHEN = 8, 12
"""Cells of a file's size and date, with the blank before them."""

_WITH_INITIALS = 500
"""Files and folders of which more are found by what they are called only."""

SORTS: dict[str, str] = {
    "recent": N_("used last"),
    "home": N_("your folder"),
    "at_home": N_("in your folder"),
    "stick": N_("stick or disk"),
    "drive": N_("drive"),
}
"""Why a folder is offered."""


class Line(NamedTuple):
    """A file or folder of the list.

    Attributes:
        sort: why a folder is offered to begin with; empty for one in a folder.
    """

    path: Path
    is_folder: bool
    size: int = 0
    changed: datetime | None = None
    sort: str = ""


class FileList(ReadableList):
    """The list.

    Args:
        store: the store's file, beside which it is kept which folders were used last.
    """

    BINDINGS = bindings(FILE_LIST)

    @dataclass
    class Taken(Message):
        """Files were chosen."""

        paths: list[Path]

    class Moved(Message):
        """Another folder is shown, fewer lines of it, or other marks."""

    @dataclass
    class Failed(Message):
        """A folder cannot be looked into."""

        problem: Problem

    def __init__(self, store: Path, *, id: str) -> None:
        super().__init__(id=id, markup=False)
        self.folder: Path | None = None
        """What is shown; None for the folders to begin with."""
        self._store = store
        self._all: list[Line] = []
        self._shown: list[Line] = []
        self._marked: dict[Path, None] = {}
        self._typed = ""

    # -- going about -------------------------------------------------------------------------

    def go(self, folder: Path | None, at: Path | None = None) -> None:
        """Show a folder, or those to begin with.

        Args:
            at: where the cursor goes.
        """
        self.run_worker(self._go(folder, at), exclusive=True, group="folder")

    async def _go(self, folder: Path | None, at: Path | None) -> None:
        from data.exchange import folders

        try:
            if folder is None:
                recent = await asyncio.to_thread(folders.recent, self._store)
                offered = await asyncio.to_thread(folders.offered, recent)
                found = [Line(one.path, True, sort=one.sort) for one in offered]
            else:
                entries = await asyncio.to_thread(folders.entries, folder)
                found = [Line(*one) for one in entries]
        except Refused as refused:
            self.post_message(self.Failed(refused.problem))
            return
        self.folder, self._all, self._typed = folder, found, ""
        self.show(at)

    def action_above(self) -> None:
        """Take the last letter back; where there is none, show the folder above."""
        if self._typed:
            self._typed = self._typed[:-1]
            self.show()
        elif self.folder is not None:
            above = self.folder.parent
            self.go(None if above == self.folder else above, self.folder)

    @on(OptionList.OptionSelected)
    def _entered(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        line = self._shown[event.option_index]
        if line.is_folder:
            self.go(line.path)
        else:
            self.post_message(self.Taken(list(self._marked) or [line.path]))

    # -- marking and narrowing ---------------------------------------------------------------

    def action_mark(self) -> None:
        """Mark the file under the cursor, or take its mark away, and go on to the next."""
        at = self.highlighted
        if at is None or self._shown[at].is_folder:
            return
        self._turn([self._shown[at].path], self._shown[at].path not in self._marked)
        self.show()
        self.highlighted = min(at + 1, len(self._shown) - 1)

    def action_mark_all(self) -> None:
        """Mark all files that are shown, or none."""
        files = [line.path for line in self._shown if not line.is_folder]
        self._turn(files, any(path not in self._marked for path in files))
        self.show()

    def _turn(self, paths: Sequence[Path], marked: bool) -> None:
        for path in paths:
            self._marked.pop(path, None)
            if marked:
                self._marked[path] = None

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Whether a key narrows the list."""
        return character is not None and (character.isalnum() or character in "._-（）()")

    def on_key(self, event: events.Key) -> None:
        """Letters and digits narrow the list."""
        if event.is_printable and self.check_consume_key(event.key, event.character):
            event.stop()
            event.prevent_default()
            self._typed += event.character or ""
            self.show()

    def _left(self) -> list[Line]:
        """The lines that have what was typed in their names, or in their initials."""
        wanted = fold(self._typed)
        if not wanted:
            return self._all
        return [line for line in self._all if wanted in self._searched(line.path.name)]

    def _searched(self, name: str) -> str:
        from data.pinyin import initials

        return fold(name) + (" " + initials(name) if len(self._all) <= _WITH_INITIALS else "")

    # -- what is shown -----------------------------------------------------------------------

    def show(self, at: Path | None = None) -> None:
        """Show what is left of the folder, the cursor where it was or where it is wanted."""
        self._draw(at)
        self.post_message(self.Moved())

    def _draw(self, at: Path | None = None) -> None:
        before = self.highlighted
        if at is None and before is not None and before < len(self._shown):
            at = self._shown[before].path
        self._shown = self._left()
        self.clear_options()
        self.add_options([Option(self._line(line)) for line in self._shown])
        places = [line.path for line in self._shown]
        if places:
            self.highlighted = places.index(at) if at in places else 0

    def on_resize(self) -> None:
        """Lines are as wide as the list."""
        self._draw()

    @property
    def heading(self) -> str:
        """What is shown, narrowed by what, and how many are marked."""
        here = _("Where are the files?") if self.folder is None else spoken(self.folder)
        marked = ""
        if self._marked:
            marked = _("{count} marked").format(count=len(self._marked))
        narrowed = ""
        if self._typed:
            narrowed = filled(_("with “{typed}” in their names"), {"typed": self._typed})
        return beside(here, narrowed, marked)

    @property
    def nothing(self) -> str:
        """Why there are no lines; empty where there are some."""
        if self._shown:
            return ""
        if self._typed:
            return _("Nothing here has these letters; backspace takes them back.")
        return _("There is no list and no folder here; backspace goes up.")

    def _line(self, line: Line) -> Content:
        room = max(10, self.scrollable_content_region.width - 4 - _SIZE - _WHEN)
        if line.sort:
            folder = Content.styled(_fitted(_called(line.path), room), "bold")
            why = Content.styled(f"  {_(SORTS[line.sort])}", "dim")
            return Content.assemble("  ", folder, why)
        name = spoken(line.path.name) + (os.sep if line.is_folder else "")
        box = "  " if line.is_folder else tick(line.path in self._marked) + " "
        size = "" if line.is_folder else _size(line.size)
        when = "" if line.changed is None else stamp(line.changed, self._now())
        told = f"{size:>{_SIZE}}{when:>{_WHEN}}"
        fitted = Content.styled(_fitted(name, room), "bold" if line.is_folder else "")
        return Content.assemble(box, fitted, Content.styled(told, "dim"))

    def _now(self) -> datetime:
        return cast("Desk", self.app).store.now()


def _called(folder: Path) -> str:
    """A folder as people know it: `~/Downloads`, `/media/wei/STICK`."""
    home = Path.home()
    if folder != home and home in folder.parents:
        return spoken("~" + os.sep + str(folder.relative_to(home)))
    return spoken(folder)


def _fitted(text: str, cells: int) -> str:
    """A text on so many cells; of one that is longer the end is seen, which tells files apart."""
    if cell_len(text) <= cells:
        return set_cell_size(text, cells)
    kept = text
    while cell_len(kept) > cells - 1:
        kept = kept[1:]
    return set_cell_size("…" + kept, cells)


def _size(size: int) -> str:
    """Bytes as people say them: `85 KB`, `1.2 MB`."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} KB"
    return f"{size / 1_000_000:.1f} MB"
