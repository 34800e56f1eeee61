"""Bringing paperwork in at the desk: files, how they are understood, corrections, confirming."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from models.exchange import ImportKind, ImportPlan
from models.problems import Problem, Refused
from screens.exchange import asking, words
from screens.exchange.choose_files import ChooseFiles
from screens.exchange.import_lines import PlanLine, Reading
from screens.exchange.import_views import (
    FILES,
    heading,
    lines,
    names_line,
    nothing_new,
    views_of,
)
from screens.exchange.next_list import next_step
from screens.i18n import _
from screens.keys import bindings
from screens.keys.papers import IMPORT_FILES
from screens.kit.list_dialog import refill
from screens.kit.titles import titled
from screens.kit.values import beside, filled
from screens.sentences import say

if TYPE_CHECKING:
    from data.exchange.draft import Said
    from data.exchange.sheets import Source

REMEMBERED = "import_files"
"""Under which the path, and how its files were to be read, are kept while the dialog is closed."""

_CELLS, _BESIDE = 76, 4
"""Cells of a list that was not laid out yet, and those beside its lines."""


class ImportFiles(ChooseFiles):
    """Import at the desk, beginning with what was read last and not brought in.

    Attributes:
        pasted_kind: what a list is taken for that is pasted; None where its headings tell.
    """

    BINDINGS = bindings(IMPORT_FILES)
    pasted_kind: ImportKind | None = None

    def __init__(self) -> None:
        super().__init__()
        self._paths: list[Path] = []
        self._text: str | None = None
        """What was pasted; None where files are read."""
        self._sources: list[Source] = []
        self._plan: ImportPlan | None = None
        self._reading = Reading()
        self._lines: list[PlanLine] = []
        self._asked: set[str] = set()
        """Files of which it was asked which compound they are of."""
        self._taken_out: list[str] = []

    @property
    def path_kept(self) -> str:
        return str(self.desk.remembered.get(REMEMBERED, {}).get("path", ""))

    @property
    def shows_plan(self) -> bool:
        return self._plan is not None

    def choose_again(self) -> None:
        self.workers.cancel_group(self, "read")
        self.show_busy(None)
        self._show(None)

    def on_mount(self) -> None:
        kept = self.desk.remembered.get(REMEMBERED, {})
        self.show_busy(None)
        self._show(None)
        self.relabel()
        self.files.go(None)
        self.files.focus()
        super().on_mount()
        if kept.get("reading") is not None:
            # The files that were read when the dialog was left, once more as they were read then.
            self._reading = kept["reading"]
            if kept.get("text") is not None:
                self._read_text(kept["text"])
            else:
                self._start(kept["paths"])

    # -- reading -----------------------------------------------------------------------------

    def begin(self, paths: Sequence[Path]) -> None:
        """Read files that nothing was said of yet."""
        self._reading, self._taken_out, self._asked = Reading(), [], set()
        self._start(paths)

    def begin_text(self, text: str) -> None:
        """Read a list that was pasted, of which nothing was said yet."""
        from data.exchange.draft import Said

        self._reading, self._taken_out, self._asked = Reading(), [], set()
        if self.pasted_kind is not None:
            self._reading = self._reading.saying(0, Said(kind=self.pasted_kind))
        self._read_text(text)

    def _read_text(self, text: str) -> None:
        self._text, self.path_read = text, self.field.value
        self.run_worker(self._of_text(text), exclusive=True, group="read")

    async def _of_text(self, text: str) -> None:
        from data.exchange.sheets import source_of

        self._show(None)
        try:
            read = partial(source_of, _("what was pasted"), text.encode())
            self._sources = [await asyncio.to_thread(read)]
        except Refused as refused:
            self._refuse(refused.problem)
            return
        self._paths = []
        await self._compare()

    def _start(self, paths: Sequence[Path]) -> None:
        self._text, self.path_read = None, self.field.value
        self.run_worker(self._read(list(paths)), exclusive=True, group="read")

    def keep_typed(self) -> None:
        """Keep the path, and how its files were read."""
        kept: dict[str, object] = {"path": self.field.value}
        if self._plan is not None:
            kept |= {"paths": self._paths, "reading": self._reading, "text": self._text}
        self.desk.remembered[REMEMBERED] = kept

    def action_leave(self) -> None:
        """Leave; not while the files are being written."""
        if self.writing:
            self.say_beneath(_("One moment: it is being written."))
            return
        super().action_leave()

    async def _read(self, paths: list[Path]) -> None:
        from data.exchange.folders import files_of, read_or_refused

        self._show(None)
        self.show_busy(_("Looking for the files …"))
        try:
            self._paths = await asyncio.to_thread(files_of, paths)
        except Refused as refused:
            self._refuse(refused.problem)
            return
        self._sources, count = [], len(self._paths)
        for number, path in enumerate(self._paths, 1):
            told = {"file": path.name, "number": number, "count": count, "rows": self._rows()}
            one = _("Reading {file} …")
            of_several = _("Reading {file}, file {number} of {count}; {rows} rows so far …")
            self.show_busy(filled(of_several if count > 1 else one, told), number - 1, count)
            self._sources.append(await asyncio.to_thread(read_or_refused, path))
        await self._compare()

    def _rows(self) -> int:
        """Rows read so far."""
        return sum(len(table.rows) for source in self._sources for table in source.tables)

    async def _compare(self) -> None:
        """Plan anew with what was said so far."""
        self.show_busy(_("Comparing {rows} rows with what is on file …").format(rows=self._rows()))
        try:
            plan = await asyncio.to_thread(self._planned)
        except Refused as refused:
            self._refuse(refused.problem)
            return
        self.show_busy(None)
        if len(plan.files) == 1 and self._sources[0].refusal and plan.files[0].kind is None:
            self._refuse(self._sources[0].refusal.problem)
            return
        self._choose_view(plan)
        self._show(plan)
        self._ask_compound(plan)

    def _choose_view(self, plan: ImportPlan) -> None:
        """Begin with the view that tells most: all files, or what free text was read as."""
        if self._plan is not None or self._reading.said:
            return
        if len(plan.files) > 1:
            self._reading = self._reading._replace(view=FILES)
        elif plan.files[0].kind and not plan.files[0].tables:
            self._reading = self._reading._replace(view="added")

    def _planned(self) -> ImportPlan:
        from data.exchange.plan import plan_sources

        store = self.desk.store
        with store.read() as conn:
            return plan_sources(conn, self._sources, self._reading.said, now=store.now())

    def _refuse(self, problem: Problem) -> None:
        self.show_busy(None)
        self._show(None)
        self.say_beneath(say(problem), wrong=True)
        self.field.focus()

    # -- what is shown -----------------------------------------------------------------------

    def _show(self, plan: ImportPlan | None) -> None:
        """Show a plan, or the files to choose from."""
        self._plan = plan
        listed = self.query_one("#lines", OptionList)
        listed.display = plan is not None
        self.files.display = plan is None
        self.query_one("#views").display = plan is not None
        self.refresh_bindings()
        if plan is None:
            self.query_one("#found", Static).update(self.files.heading)
            self.say_beneath("")
            return
        self._fill()
        listed.focus()

    def _fill(self) -> None:
        plan = self._plan
        assert plan is not None
        self.query_one("#found", Static).update(heading(plan, self._reading))
        self.query_one("#views", Static).update(names_line(plan, self._reading))
        listed = self.query_one("#lines", OptionList)
        cells = listed.scrollable_content_region.width or _CELLS
        self._lines = lines(plan, self._reading, self.desk.masked, cells - _BESIDE)
        refill(listed, [Option(line.text) for line in self._lines])
        if not plan.changes:
            self.say_beneath(nothing_new(plan))
        elif plan.asks:
            asks = beside(*map(words.message_of, plan.asks))
            self.say_beneath(beside(asks, _("ctrl+s asks before it brings it in.")))
        else:
            self.say_beneath(_("ctrl+s brings it in; one undo takes all of it back."))

    def action_show_view(self, name: str) -> None:
        """Show one of the views."""
        if self._plan is not None:
            self._look(self._reading._replace(view=name))

    def action_view(self, step: int) -> None:
        """Show the next view, or the one before."""
        assert self._plan is not None
        names = [name for name, _title in views_of(self._plan, self._reading)]
        at = names.index(self._reading.view) + step
        self.action_show_view(names[at % len(names)])

    def action_above(self) -> None:
        """From one file back to all of them, from these back to where files are chosen."""
        assert self._plan is not None
        if len(self._plan.files) > 1 and self._reading.at is not None:
            self._look(self._reading._replace(view=FILES, at=None), at=self._reading.at)
            return
        self._show(None)
        self.files.focus()
        self.moved()

    def _look(self, reading: Reading, at: int | None = None) -> None:
        self._reading = reading
        self.query_one("#lines", OptionList).highlighted = at
        self._fill()
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done now."""
        shown = self._plan is not None and not self.writing
        if action == "take_out":
            several = self._plan is not None and len(self._plan.files) > 1
            return shown and several and self._reading.view == FILES
        if action in ("confirm", "view", "above"):
            return shown
        if action == "path":
            return not self.writing
        return super().check_action(action, parameters)

    # -- what is said of it ------------------------------------------------------------------

    @on(OptionList.OptionSelected, "#lines")
    def _entered(self, event: OptionList.OptionSelected) -> None:
        plan, line = self._plan, self._lines[event.option_index]
        if self.writing or plan is None:
            return
        said, file = self._reading.of(line.file), plan.files[line.file]
        kind = line.table.kind if line.table is not None and line.table.kind else said.kind
        if line.does == "file":
            self._look(self._reading._replace(view="columns", at=line.file))
        elif line.does == "compound":
            self._choose_compound(plan, line.file)
        elif line.does in ("afresh", "as_before"):
            self._say(line.file, said._replace(afresh=line.does == "afresh"))
        elif line.does == "column" and kind is not None and line.column is not None:
            key = (line.table.sheet if line.table is not None else None, line.column.index)
            asking.ask_meaning(
                self.desk,
                line.column,
                kind,
                lambda field: self._say(
                    line.file, said._replace(mapping={**said.mapping, key: field})
                ),
            )
        elif line.does:
            asking.ask_kind(
                self.desk,
                file.file,
                lambda kind: self._say(line.file, said._replace(kind=kind, mapping={})),
            )

    def _say(self, at: int, said: Said) -> None:
        """Something was said of a file: plan anew."""
        self._reading = self._reading.saying(at, said)
        self.run_worker(self._compare(), exclusive=True, group="read")

    def _ask_compound(self, plan: ImportPlan) -> None:
        """Ask once of each list that says of no row which compound it is in."""
        for at, file in enumerate(plan.files):
            if file.file not in self._asked and asking.without_compound(file) is not None:
                self._asked.add(file.file)
                self._choose_compound(plan, at)
                return

    def _choose_compound(self, plan: ImportPlan, at: int) -> None:
        names = asking.compounds_of(self.desk.store, plan)
        said = self._reading.of(at)
        if names:
            asking.ask_compound(
                self.desk,
                plan.files[at],
                names,
                lambda name: self._say(at, said._replace(compound=name)),
            )

    def action_take_out(self) -> None:
        """Leave the file under the cursor out of what is brought in."""
        at = self.query_one("#lines", OptionList).highlighted
        if at is None or self._plan is None:
            return
        self._taken_out.append(self._plan.files[at].file)
        del self._sources[at], self._paths[at]
        view = FILES if len(self._paths) > 1 else "columns"
        self._reading = self._reading.without(at)._replace(view=view)
        self.run_worker(self._compare(), exclusive=True, group="read")

    # -- confirming --------------------------------------------------------------------------

    async def action_confirm(self) -> None:
        """Bring in what is shown, once what has to be agreed to was."""
        plan = self._plan
        if plan is None or self.writing:
            return
        if not plan.changes:
            self.say_beneath(nothing_new(plan), wrong=True)
        elif plan.asks:
            asking.ask_all_the_same(self.desk, plan, partial(self._bring_in, plan))
        else:
            self._bring_in(plan)

    def _bring_in(self, plan: ImportPlan) -> None:
        self.writing = True
        self.run_worker(self._write(plan), group="write")

    async def _write(self, plan: ImportPlan) -> None:
        from data.exchange.apply import run_import

        self.show_busy(_("Writing {count} records …").format(count=plan.changes))
        store = self.desk.store
        try:
            done = await asyncio.to_thread(run_import, store, plan)
        except Refused as refused:
            self.writing = False
            if refused.problem.code == "import_out_of_date":
                await self._compare()
            self.show_busy(None)
            self.say_beneath(say(refused.problem), wrong=True)
            return
        self.desk.remembered.pop(REMEMBERED, None)
        self.dismiss(None)
        folder = self._keep_folders()
        told = words.brought_in(done, self._taken_out)
        self.desk.tell_of(lambda: beside(told, folder, next_step(store)), undo=store.last_written)

    def _keep_folders(self) -> str:
        """Keep the folders as those used last; why that was not possible, else nothing."""
        from data.exchange.folders import used

        if self.desk.scratch is not None:
            return ""
        try:
            used(self.desk.store.path, [path.absolute().parent for path in self._paths])
        except Refused as refused:
            return say(refused.problem)
        return ""

    def relabel(self) -> None:
        super().relabel()
        self.query_one(".sheet").border_title = titled(_("Bring in a list from a file"))
        self.query_one("#path-label", Static).update(_("file"))
        if self._plan is not None:
            self._fill()
        else:
            self.files.show()


class ImportResults(ImportFiles):
    """The same for lists of results: what is pasted is one, line by line, even without headings."""

    pasted_kind = ImportKind.RESULTS
