"""The first run on an empty file: look at a sample, bring paperwork in, or begin by hand."""

from __future__ import annotations

import asyncio

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import ProgressBar

from models.problems import Refused
from screens.i18n import N_, _
from screens.kit.choose import Choose
from screens.kit.form import FormDialog
from screens.kit.record import Edit, blank
from screens.sentences import say
from screens.setup.form import FIELDS, Beginning, read_beginning

WAYS: tuple[tuple[str, str, str], ...] = (
    (
        "sample",
        N_("Look at the sample neighbourhood"),
        N_("ten compounds on 9 April 2022; a throw-away copy, nothing in it is kept"),
    ),
    (
        "import_files",
        N_("Bring in paperwork"),
        N_("lists of compounds, residents and staff, as xlsx or csv"),
    ),
    ("begin", N_("Begin by hand"), N_("name the committee and its compounds")),
)
"""The ways in: name, what it is called, what comes of it."""


def _begin_title() -> str:
    return _("Begin by hand (one compound a line, its address after the name)")


class Welcome(Choose):
    """The ways in, chosen by arrow, digit or mouse."""

    def __init__(self) -> None:
        super().__init__(
            lambda: _("Welcome to Daiban"),
            lambda: [f"{_(title)}\n  {_(words)}" for _name, title, words in WAYS],
            lambda: _("There is nothing in this file yet. How do you want to begin?"),
        )
        self._busy = False

    def notes(self) -> ComposeResult:
        yield ProgressBar(total=None, show_percentage=False, show_eta=False, id="making")

    def foot(self) -> str:
        return _("digit or enter: choose   esc: an empty desk   F12: 中文 / English")

    def line(self, words: str) -> Content:
        title, what = words.split("\n")
        return Content("\n").join([Content.styled(title, "bold"), Content(what)])

    def on_mount(self) -> None:
        self.query_one("#making").display = False
        super().on_mount()

    def chosen(self, index: int) -> None:
        if not self._busy:
            getattr(self, f"action_{WAYS[index][0]}")()

    def action_sample(self) -> None:
        """Work on a throw-away copy of the sample from now on."""
        self._busy = True
        self.query_one("#making").display = True
        self.run_worker(self._show_sample())

    async def _show_sample(self) -> None:
        from screens.setup.sample import made

        try:
            sample = await asyncio.to_thread(made)
            self.desk.work_on(sample.path, sample.clock, sample.folder)
        except (Refused, OSError) as error:
            self._busy = False
            self.query_one("#making").display = False
            words = say(error.problem) if isinstance(error, Refused) else str(error)
            self.put(".about", words)
            return
        self.dismiss(None)

    def action_import_files(self) -> None:
        """Choose a file to bring in."""
        desk = self.desk
        self.dismiss(None)
        desk.call_later(desk.action_open, "exchange")

    def action_begin(self) -> None:
        """Name the committee and its compounds."""
        desk = self.desk
        self.dismiss(None)
        desk.call_later(
            desk.open_dialog,
            FormDialog(blank(_begin_title), FIELDS, read_beginning, self._begin, "begin"),
        )

    async def _begin(self, edit: Edit[Beginning]) -> object:
        from data.setup.commands import begin_committee

        given = edit.given
        told = _("{name} begun with {count} compounds. I brings in the register.")
        return await self.desk.perform(
            lambda step: begin_committee(step, given.name, given.in_charge, given.compounds),
            lambda count: told.format(name=given.name, count=count),
        )

    def leave(self) -> None:
        self.desk.tell(_("An empty desk. I brings in paperwork, + takes a call, F1 helps."))
