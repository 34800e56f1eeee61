"""The copies of the file at the desk: how it stands with them, and where a second one is kept."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from textual.app import ComposeResult

from data import backup
from data.maintenance import second_place, whereabouts
from data.sql import Reader
from models.problems import Problem, Refused
from screens.i18n import N_, _
from screens.keys import bindings
from screens.keys.dialogs import COPIES
from screens.kit.fields import FormField, Values, read_fields
from screens.kit.form import FormDialog
from screens.kit.kinds import FOLDER
from screens.kit.openings import part_of
from screens.kit.path_field import path_of
from screens.kit.record import Record
from screens.kit.told import Told
from screens.kit.values import beside, filled
from screens.maintenance.words import second_place_said
from screens.sentences import say

if TYPE_CHECKING:
    from pathlib import Path

    from data.store import Store
    from screens.kit.desk import Desk

FIELDS = (FormField("folder", N_("second place"), FOLDER),)


class CopiesForm(FormDialog["Path | None"]):
    """The form of the second place, with what there is of copies under it."""

    BINDINGS = bindings(COPIES)

    DEFAULT_CSS = """
    CopiesForm #copies-stand { height: auto; margin-top: 1; color: $foreground 70%; }
    """

    def notes(self) -> ComposeResult:
        yield Told(id="copies-stand")

    def on_mount(self) -> None:
        self._tell()
        super().on_mount()

    def relabel(self) -> None:
        super().relabel()
        self._tell()

    def _keys(self) -> str:
        return _("ctrl+k: copy now   ctrl+s: save   esc: back, kept as a draft")

    def _tell(self) -> None:
        self.put("#copies-stand", "\n".join(stand(self.desk.store)))

    async def action_copy_now(self) -> None:
        """Make a copy, and take it to the second place, which may take its time."""
        self.desk.run_worker(self.once(self._copy_now))

    async def _copy_now(self) -> None:
        self._say(lambda: _("Copying …"))
        made, wrong = await asyncio.to_thread(copied_now, self.desk.store)
        if self.is_open:
            self._say(lambda: beside(*copied_said(made, wrong), gap=" "))
            self._tell()
        else:
            self.desk.tell(beside(*copied_said(made, wrong), gap=" "), wrong=wrong is not None)


def copied_now(store: Store) -> tuple[list[Path], Problem | None]:
    """Make a copy beside the file, then one at the second place where that is there.

    Returns:
        The copies that were made, and why there are not more.
    """
    made: list[Path] = []
    try:
        made.append(backup.make(store.path, store.now(), "by-hand"))
        second = second_place.bring_newest(store)
    except Refused as refused:
        return made, refused.problem
    if second is not None:
        return [*made, second], None
    return made, None


def copied_said(made: Sequence[Path], wrong: Problem | None) -> Iterator[str]:
    """What came of making copies."""
    for file in made:
        yield _("Copied and checked: {file}").format(file=file)
    if wrong is not None:
        yield "⚠ " + say(wrong)


def stand(store: Store) -> Iterator[str]:
    """How it stands with the copies, a line for each kind."""
    now = store.now()
    kept = backup.existing(store.path)
    if not kept:
        yield _("No copy beside the file yet.")
    else:
        told = _("Copies beside the file: {count}, the newest is {file}.")
        yield filled(told, {"count": len(kept), "file": kept[-1][1].name})
    folder = store.ask(whereabouts.place)
    if folder is None:
        yield _("A folder on a stick or another disk gets copies, too, whenever it is there.")
        return
    yield say(second_place.told(second_place.standing(store.path, folder, now), now))


def _record(conn: Reader) -> Record:
    folder = whereabouts.place(conn)
    stands = {"folder": "" if folder is None else str(folder)}
    return Record(lambda: _("Copies of the file"), stands, None)


def _read(values: Values, now: datetime) -> list[Problem] | Path | None:
    found = read_fields(FIELDS, values, now)
    if isinstance(found, list):
        return found
    return path_of(found["folder"]) if found["folder"] else None


def open_copies(desk: Desk) -> None:
    """Open the form, of which saving is one act; what to do where the file may be lost."""
    if desk.doubted or desk.store.barred is not None:
        part_of("maintenance", "lost", "open_lost")(desk)
    else:
        _open_form(desk)


def _open_form(desk: Desk) -> None:
    desk.open_dialog(
        CopiesForm(
            partial(desk.store.ask, _record),
            FIELDS,
            _read,
            lambda edit: _set(desk, edit.given),
            "second-place",
        )
    )


async def _set(desk: Desk, folder: Path | None) -> object:
    done = await desk.perform(
        lambda step: second_place.set_place(step, desk.path, folder), second_place_said
    )
    desk.keep()
    return done
