"""The list of a place on its way to a file: which kind, in which folder, under which name."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

from textual.app import ComposeResult

from data.exchange.table_files import WRITERS, write_table
from data.exchange.table_files import Table as TableFile
from data.exchange.table_files import as_text as text_of
from models.problems import Refused
from models.times import LOCAL
from screens.i18n import N_, _, ngettext
from screens.kit.choose import Act, Choose, choose_act
from screens.kit.columns import View
from screens.kit.listed import Listed, Lists, Table, as_table, as_whole_table, read, seen
from screens.kit.paper import PaperDialog
from screens.kit.told import Told
from screens.kit.values import beside, filled, joined
from screens.sentences import say

FOLDER = "list"
"""Under which the folder written to last is remembered."""

KINDS: tuple[tuple[str, str], ...] = (
    (".xlsx", N_("Excel workbook")),
    (".csv", N_("text with commas, for any spreadsheet")),
    (".md", N_("Markdown table")),
    (".txt", N_("text in columns")),
)
"""The files a list can be written to, by the endings of their names."""

_SHOWN = 200
"""Rows shown before they are written."""

_NAMES = 99
"""Names that are tried for a file, with numbers behind."""


def export_list(place: Lists, own: Sequence[Act] = ()) -> None:
    """Offer to write a list to a file.

    Args:
        own: the papers of the place, which are offered first.
    """

    def this_list() -> None:
        place.desk.open_dialog(ExportDialog(place))

    if own:
        acts: list[Act] = [*own, (lambda: _("this list to a file"), this_list)]
        choose_act(place.desk, lambda: _("To paper or a file"), acts)
    else:
        this_list()


class ExportDialog(Choose):
    """The kinds of files; choosing one writes it, in the folder that was written to last."""

    def __init__(self, place: Lists) -> None:
        super().__init__(lambda: _("This list to a file"), self._kinds, self._told)
        self._place = place
        self._listed = read(place, seen(place), most=0)
        self._folder = place.desk.folder(FOLDER)

    def _kinds(self) -> list[str]:
        kinds = [f"{ending:<6}{_(words)}" for ending, words in KINDS]
        return [*kinds, _("another folder, another name …")]

    def _told(self) -> str:
        """What is written: whose rows, which columns, and what has no room and is left out."""
        return beside(
            self._listed.seen.title,
            _rows(self._listed),
            joined(_(column.title) for column in self._listed.seen.columns),
            gap=" · ",
        )

    def notes(self) -> ComposeResult:
        yield Told(self._note(), id="export-note")

    def _note(self) -> str:
        hidden = self._listed.seen.hidden
        without = _("Not in it, since there is no room for them on screen: {columns}.")
        return beside(
            _("The mask is on: numbers and health facts in it are hidden; m shows them.")
            if self.desk.masked
            else _("The mask is off: numbers and health facts in it can be read; m hides them."),
            without.format(columns=joined(hidden)) if hidden else "",
            gap=" ",
        )

    def foot(self) -> str:
        to = self._folder / file_name(self._listed, self._place)
        return filled(_("enter: write {file}   m: mask   esc: back"), {"file": to})

    def chosen(self, index: int) -> None:
        self.dismiss(None)
        if index < len(KINDS):
            folder, place = self._folder, self._place
            self.desk.run_worker(write_list(place, folder, KINDS[index][0]))
        else:
            self.desk.open_dialog(ListPaper(self._place))

    def renew(self) -> None:
        """The mask turned, or the list changed."""
        if self.is_open:
            self._listed = read(self._place, seen(self._place), most=0)
            self.relabel()

    def relabel(self) -> None:
        super().relabel()
        self.put("#export-note", self._note())


def _rows(found: Listed) -> str:
    if found.seen.marks:
        return ngettext("{count} marked row", "{count} marked rows", found.total).format(
            count=found.total
        )
    return ngettext("{count} row", "{count} rows", found.total).format(count=found.total)


def file_name(found: Listed, place: Lists, ending: str = KINDS[0][0]) -> str:
    """A name for its file: the place, the view, whether it is masked, the time. By its name the one
    for the group chat is told from the other."""
    at = place.store.now().astimezone(LOCAL)
    title = "-".join("".join(c if c.isalnum() else " " for c in found.seen.title).split())
    masked = [_("masked")] if place.desk.masked else []
    return "-".join([title, *masked, f"{at:%m%d-%H%M}"]) + ending


async def write_list(place: Lists, folder: Path, ending: str) -> None:
    """Write a list to a new file, and tell where it is; never over one that is there."""
    desk = place.desk
    try:
        found, table = await _whole(place)
        name, title = file_name(found, place, ending), found.seen.title
        written = await asyncio.to_thread(_under_free_name, folder / name, title, table)
    except Refused as refused:
        desk.tell(say(refused.problem), wrong=True, refused=True)
        return
    desk.keep_folder(FOLDER, folder)
    desk.tell(filled(_("{rows} are in {file}."), {"rows": _rows(found), "file": written}))


async def _whole(place: Lists) -> tuple[Listed, Table]:
    """All of a list as it is seen now, masked as the desk is now."""
    view = View(place.desk.masked, place.store.now())
    found = await asyncio.to_thread(read, place, seen(place))
    return found, await as_whole_table(found, view)


def _under_free_name(path: Path, title: str, table: Table) -> Path:
    """Write it under a name that is free: with a number behind it where one is there already."""
    for number in range(1, _NAMES + 1):
        to = path if number == 1 else path.with_stem(f"{path.stem}-{number}")
        try:
            return _write(to, title, table)
        except Refused as refused:
            if refused.problem.code != "file_there" or number == _NAMES:
                raise
    raise AssertionError("the last name is tried")


def _write(path: Path, title: str, table: Table) -> Path:
    return write_table(path, title, table.headings, table.rows, right=table.right)


class ListPaper(PaperDialog):
    """The list as it would be written, with a path to type."""

    name_of_folder = FOLDER
    endings = frozenset(WRITERS)
    follows_mask = True

    def __init__(self, place: Lists) -> None:
        super().__init__()
        self._place = place
        self._listed = read(place, seen(place), _SHOWN)

    def heading(self) -> str:
        return beside(self._listed.seen.title, _rows(self._listed))

    def file_name(self) -> str:
        return file_name(self._listed, self._place)

    def shown(self) -> str:
        """Its first rows."""
        view = View(self._place.desk.masked, self._place.store.now())
        found = self._listed._replace(rows=self._listed.rows[:_SHOWN])
        told = text_of(TableFile("", *as_table(found, view)))
        return told + ("…" if self._listed.total > _SHOWN else "")

    async def write(self, path: Path) -> Path:
        found, table = await _whole(self._place)
        return await asyncio.to_thread(_write, path, found.seen.title, table)

    def keys(self) -> str:
        return _("enter: write it   .xlsx .csv .md .txt: its kind   ↑ ↓: look   esc: back")

    def renew(self) -> None:
        """The mask turned, or the list changed: what is written is another text."""
        if self.is_open:
            self._listed = read(self._place, seen(self._place), _SHOWN)
            self.relabel()
