"""Paper on screen, and its way to a file where somebody says."""

from __future__ import annotations

import asyncio
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Horizontal, ScrollableContainer
from textual.widgets import Input, Static

from data.paper import write_sheet
from models.problems import Problem, Refused
from screens.i18n import _
from screens.keys import bindings
from screens.keys.dialogs import PAPER
from screens.kit import masks
from screens.kit.dialog import Dialog
from screens.kit.path_field import PathField, path_of
from screens.kit.titles import titled
from screens.kit.told import Told
from screens.kit.values import filled
from screens.sentences import say


class PaperDialog(Dialog[None]):
    """A sheet shown whole, with the path it is written to. Subclasses say what stands on it.

    Attributes:
        name_of_folder: under which the folder written to last is remembered.
        endings: of the files that can be written.
        follows_mask: whether the file has what the mask leaves. A paper for whoever goes has all
            of it, since with stars nobody brings the medicine, and says so while the mask is on.
    """

    name_of_folder = "paper"
    endings: frozenset[str] = frozenset({".txt"})
    follows_mask = False

    DEFAULT_CSS = """
    PaperDialog .sheet { width: 100%; max-width: 150; height: 92%; }
    PaperDialog #paper-room { height: 1fr; }
    PaperDialog #paper-text { width: auto; height: auto; }
    PaperDialog .path { margin-top: 1; }
    PaperDialog #paper-mask { height: auto; color: $warning; }
    PaperDialog #paper-foot { color: $foreground 70%; }
    PaperDialog #paper-foot.-wrong { color: $error; text-style: bold; }
    """
    BINDINGS = bindings(PAPER)

    # -- what a subclass says ----------------------------------------------------------------

    def heading(self) -> str:
        """What stands over the sheet."""
        raise NotImplementedError

    def file_name(self) -> str:
        """The file's name that is offered."""
        raise NotImplementedError

    def shown(self) -> str:
        """The sheet as it is shown."""
        raise NotImplementedError

    def written(self, ending: str) -> str:
        """The sheet as it is written to a file of this ending."""
        raise NotImplementedError

    async def write(self, path: Path) -> Path:
        """Write it to a path, beside the interface.

        Raises:
            Refused: as `data.paper.write_sheet`.
        """
        ending = path.suffix.lower()
        if self.follows_mask:
            return await asyncio.to_thread(write_sheet, path, self.written(ending))
        with masks.lifted():
            made = self.written(ending)
        return await asyncio.to_thread(write_sheet, path, made)

    def keys(self) -> str:
        """The line that tells the keys."""
        raise NotImplementedError

    # -- on screen ---------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        kept = self.desk.folder(self.name_of_folder)
        with Container(classes="sheet"):
            with ScrollableContainer(id="paper-room", can_focus=False):
                yield Static("", id="paper-text", markup=False)
            with Horizontal(classes="path"):
                yield Static("", id="paper-label", markup=False)
                yield PathField(str(kept / self.file_name()), self.endings, id="path")
            yield Static("", id="paper-mask", markup=False)
            yield Told(id="paper-foot")

    def on_mount(self) -> None:
        self.relabel()
        self.query_one(PathField).focus()
        super().on_mount()

    def relabel(self) -> None:
        self.query_one(".sheet").border_title = titled(self.heading())
        self.query_one("#paper-text", Static).update(self.shown())
        self.query_one("#paper-label", Static).update(_("write to"))
        note = self.query_one("#paper-mask", Static)
        note.display = self._whole()
        note.update(_("The mask hides on screen only: the file has all that stands on this paper."))
        self._tell(self.keys())

    def _whole(self) -> bool:
        """Whether more is written than is shown, since the mask is on."""
        return self.desk.masked and not self.follows_mask

    def action_roll(self, columns: int, rows: int) -> None:
        """Move the sheet under the frame."""
        self.query_one("#paper-room").scroll_relative(columns, rows, animate=False)

    @on(Input.Submitted)
    async def _submitted(self) -> None:
        await self.action_write()

    async def action_write(self) -> None:
        """Write the sheet to the path in the field."""
        typed = self.query_one(PathField).value
        if not typed.strip():
            self._tell(say(Problem("path_missing")), wrong=True)
            return
        path = path_of(typed)
        try:
            written = await self.write(path)
        except Refused as refused:
            self._tell(say(refused.problem), wrong=True)
            return
        self.desk.keep_folder(self.name_of_folder, path.parent)
        told = _("The sheet is in {file}, with all that the mask hides.")
        told = told if self._whole() else _("The sheet is in {file}.")
        self.desk.tell(filled(told, {"file": written}))
        self.dismiss(None)

    def _tell(self, words: str, *, wrong: bool = False) -> None:
        foot = self.query_one("#paper-foot", Static)
        foot.update(f"⚠ {words}" if wrong else words)
        foot.set_class(wrong, "-wrong")
