"""Bringing paperwork in at the desk: choose a file, see how it is understood, correct, confirm."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container, Horizontal
from textual.widgets import Input, OptionList, ProgressBar, Static
from textual.widgets.option_list import Option

from models.exchange import KEPT, ColumnPlan, ImportKind, ImportPlan, TablePlan, report
from models.problems import Refused
from screens.exchange import words
from screens.exchange.import_views import (
    NAMES,
    PlanLine,
    Reading,
    lines,
    names_line,
    next_step,
    nothing_new,
)
from screens.i18n import _
from screens.keys import bindings
from screens.keys.papers import IMPORT_FILES
from screens.kit.choose import choose_from
from screens.kit.dialog import Dialog
from screens.kit.key_bar import KeyBar
from screens.kit.list_dialog import refill
from screens.kit.path_field import PathField, path_of
from screens.kit.titles import titled
from screens.kit.told import Told
from screens.kit.values import beside, filled, spoken
from screens.sentences import say

if TYPE_CHECKING:
    from data.exchange.sheets import Source

REMEMBERED = "import_files"
"""Under which the path, and how its file was to be read, are kept while the dialog is closed."""

SUFFIXES = frozenset({".xlsx", ".xls", ".xlsb", ".ods", ".csv", ".tsv", ".txt", ".html", ".htm"})
"""Endings of files that are offered; a file with another name can be typed."""

_NAMES = 12
"""Names of files told when several fit what was typed."""


class ImportFiles(Dialog[None]):
    """Import at the desk, beginning with the path typed last."""

    DEFAULT_CSS = """
    ImportFiles .sheet { width: 96%; max-width: 140; height: 92%; }
    ImportFiles #found { height: auto; margin-top: 1; text-style: bold; }
    ImportFiles #views { height: 1; link-style: none; link-color: $foreground; }
    ImportFiles #room { height: 1fr; }
    ImportFiles #lines { height: 1fr; border: none; padding: 0; background: $surface; }
    ImportFiles #progress { height: 1; width: 1fr; }
    ImportFiles #verdict { color: $foreground 80%; }
    ImportFiles #verdict.-wrong { color: $error; text-style: bold; }
    """
    BINDINGS = bindings(IMPORT_FILES)

    def __init__(self) -> None:
        super().__init__()
        self._sources: list[Source] = []
        self._plan: ImportPlan | None = None
        self._reading = Reading()
        self._lines: list[PlanLine] = []
        self._writing = False

    def compose(self) -> ComposeResult:
        kept = str(self.desk.remembered.get(REMEMBERED, {}).get("path", ""))
        with Container(classes="sheet"):
            with Horizontal(classes="path"):
                yield Static("", classes="label", id="path-label", markup=False)
                yield PathField(kept, SUFFIXES, id="path")
            yield Static("", id="found", markup=False)
            yield Static("", id="views")
            with Container(id="room"):
                yield OptionList(id="lines", markup=False)
            yield ProgressBar(total=None, show_percentage=False, show_eta=False, id="progress")
            yield Told(id="verdict")
            yield KeyBar()

    def on_mount(self) -> None:
        self.query_one("#lines").display = False
        self._busy(None)
        self.relabel()
        self.query_one(PathField).focus()
        super().on_mount()
        kept = self.desk.remembered.get(REMEMBERED, {}).get("reading")
        if isinstance(kept, Reading):
            # The file that was read when the dialog was left, once more as it was read then.
            self._reading = kept
            self._start(path_of(self.query_one(PathField).value))

    # -- the path ----------------------------------------------------------------------------

    @on(PathField.Matched)
    def _matched(self, event: PathField.Matched) -> None:
        more = len(event.names) - _NAMES
        names = [spoken(Path(name).name) for name in event.names[:_NAMES]]
        self._tell(beside(*names, _("… and {count} more").format(count=more) if more > 0 else ""))

    @on(Input.Submitted, "#path")
    def _chosen(self, event: Input.Submitted) -> None:
        path = path_of(event.value)
        if not path.is_file() and self.query_one(PathField).complete():
            return
        if not event.value.strip():
            return
        self.keep_typed()
        self._reading = Reading()
        self._start(path)

    def _start(self, path: Path) -> None:
        self.run_worker(self._read(path), exclusive=True, group="read")

    @on(Input.Changed, "#path")
    def _typed(self) -> None:
        """What is shown belongs to the path that was read; another path shows nothing yet."""
        if self._plan is not None:
            self._show(None)

    def action_path(self, begin: str) -> None:
        """Begin another path."""
        field = self.query_one(PathField)
        field.select_on_focus = False  # the keys that follow belong to the path begun here
        field.focus()
        field.value = begin
        field.cursor_position = len(begin)

    def on_key(self, event: events.Key) -> None:
        """What is typed over what was read begins another path."""
        char = event.character or ""
        typed = event.is_printable and not char.isspace() and event.key not in self.active_bindings
        over = self._plan is not None and self.focused is self.query_one("#lines")
        if typed and over and not self._writing:
            event.stop()
            self.action_path(char)

    def keep_typed(self) -> None:
        """Keep the path, and how its file was read."""
        self.desk.remembered[REMEMBERED] = {"path": self.query_one(PathField).value}
        if self._plan is not None:
            self.desk.remembered[REMEMBERED]["reading"] = self._reading

    def action_leave(self) -> None:
        """Leave; not while the file is being written."""
        if self._writing:
            self._tell(_("One moment: it is being written."))
            return
        super().action_leave()

    # -- reading -----------------------------------------------------------------------------

    async def _read(self, path: Path) -> None:
        from data.exchange.sheets import read_source

        self._show(None)
        self._busy(filled(_("Reading {file} …"), {"file": path.name}))
        try:
            self._sources = [await asyncio.to_thread(read_source, path)]
        except Refused as refused:
            self._refuse(refused)
            return
        await self._compare()

    async def _compare(self) -> None:
        """Plan anew with the meanings chosen so far."""
        self._busy(_("Comparing with what is on file …"))
        try:
            plan = await asyncio.to_thread(self._planned)
        except Refused as refused:
            self._refuse(refused)
            return
        if all(file.kind and not file.tables for file in plan.files):
            self._reading = self._reading._replace(view="added")
        self._busy(None)
        self._show(plan)

    def _planned(self) -> ImportPlan:
        from data.exchange.plan import plan_sources

        store, (kind, mapping, _view) = self.desk.store, self._reading
        with store.read() as conn:
            return plan_sources(
                conn, self._sources, kind=kind, mapping=dict(mapping), now=store.now()
            )

    def _refuse(self, refused: Refused) -> None:
        self._busy(None)
        self._show(None)
        self._tell(say(refused.problem), wrong=True)
        self.query_one(PathField).focus()

    # -- what is shown -----------------------------------------------------------------------

    def _show(self, plan: ImportPlan | None) -> None:
        """Show a plan, or nothing."""
        self._plan = plan
        listed = self.query_one("#lines", OptionList)
        listed.display = plan is not None
        self.query_one("#views").display = plan is not None
        self.refresh_bindings()
        if plan is None:
            self.query_one("#found", Static).update("")
            self._tell("")
            return
        self._fill()
        listed.focus()

    def _fill(self) -> None:
        plan = self._plan
        assert plan is not None
        self.query_one("#found", Static).update(words.outcome(report(plan)[0]))
        self.query_one("#views", Static).update(names_line(plan, self._reading.view))
        self._lines = lines(plan, self._reading.view, self.desk.masked)
        listed = self.query_one("#lines", OptionList)
        refill(listed, [Option(line.text) for line in self._lines])
        if plan.changes:
            self._tell(_("ctrl+s brings it in; one undo takes all of it back."))
        else:
            self._tell(nothing_new(plan))

    def action_show_view(self, name: str) -> None:
        """Show one of the views."""
        if self._plan is not None:
            self._reading = self._reading._replace(view=name)
            self.query_one("#lines", OptionList).highlighted = None
            self._fill()

    def action_view(self, step: int) -> None:
        """Show the next view, or the one before."""
        at = NAMES.index(self._reading.view) + step
        self.action_show_view(NAMES[at % len(NAMES)])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done now."""
        if action in ("confirm", "view", "path"):
            return self._plan is not None and not self._writing
        return super().check_action(action, parameters)

    def _tell(self, message: str, *, wrong: bool = False) -> None:
        verdict = self.query_one("#verdict", Static)
        verdict.set_class(wrong, "-wrong")
        verdict.update(("⚠ " if wrong else "") + message)

    def _busy(self, message: str | None) -> None:
        self.query_one(ProgressBar).display = message is not None
        if message is not None:
            self._tell(message)

    # -- other meanings ----------------------------------------------------------------------

    @on(OptionList.OptionSelected, "#lines")
    def _entered(self, event: OptionList.OptionSelected) -> None:
        line = self._lines[event.option_index]
        if self._writing:
            return
        if line.column is not None and line.table is not None:
            self._ask_meaning(line.table, line.column)
        elif line.kind:
            self._ask_kind()

    def _ask_kind(self) -> None:
        def taken_for(kind: ImportKind) -> None:
            self._reading = Reading(kind, view=self._reading.view)
            self._again()

        kinds = list(KEPT)
        choose_from(self.desk, lambda: _("What is it?"), kinds, words.kind_label, taken_for)

    def _ask_meaning(self, table: TablePlan, column: ColumnPlan) -> None:
        from models.exchange.columns import fields_of

        kind = table.kind or self._reading.kind
        if kind is None:
            self._ask_kind()
            return

        def meant(field: str | None) -> None:
            mapping = {**self._reading.mapping, (table.sheet, column.index): field}
            self._reading = self._reading._replace(mapping=mapping)
            self._again()

        name = column.heading or column.letter
        choose_from(
            self.desk,
            lambda: filled(_("What does column {column} hold?"), {"column": name}),
            [None, *fields_of(kind)],
            lambda field: words.field_label(field, kind),
            meant,
        )

    def _again(self) -> None:
        self.run_worker(self._compare(), exclusive=True, group="read")

    # -- confirming --------------------------------------------------------------------------

    async def action_confirm(self) -> None:
        """Bring in what is shown."""
        plan = self._plan
        if plan is None or self._writing:
            return
        if not plan.changes:
            self._tell(nothing_new(plan), wrong=True)
            return
        self._writing = True
        self.run_worker(self._write(plan), group="write")

    async def _write(self, plan: ImportPlan) -> None:
        from data.exchange.apply import run_import

        self._busy(_("Writing …"))
        store = self.desk.store
        try:
            done = await asyncio.to_thread(run_import, store, plan)
        except Refused as refused:
            self._writing = False
            if refused.problem.code == "import_out_of_date":
                await self._compare()
            self._busy(None)
            self._tell(say(refused.problem), wrong=True)
            return
        self.desk.remembered.pop(REMEMBERED, None)
        self.dismiss(None)
        names = [file.file for file in plan.files]
        brought = {"file": names, "counts": words.counts(done)}
        told = filled(_("{file} brought in: {counts}"), brought)
        self.desk.tell_of(lambda: beside(told, next_step(store)), undo=store.last_written)

    def relabel(self) -> None:
        super().relabel()
        self.query_one(".sheet").border_title = titled(_("Bring in a list from a file"))
        self.query_one("#path-label", Static).update(_("file"))
        if self._plan is not None:
            self._fill()
        else:
            self._tell(_("Type the file's path; tab completes it, enter reads it."))
