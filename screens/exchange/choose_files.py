"""Choosing the files that are brought in: a path that is typed or dropped, or the list below it."""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import Sequence
from pathlib import Path

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container, Horizontal
from textual.widgets import Input, ProgressBar, Static

from data.exchange.folders import SUFFIXES
from screens.exchange.file_list import FileList
from screens.i18n import _
from screens.kit.dialog import Dialog
from screens.kit.key_bar import KeyBar
from screens.kit.line_field import text_lines
from screens.kit.path_field import PathField, path_of
from screens.kit.readable import ReadableList
from screens.kit.told import Told
from screens.kit.values import beside, spoken
from screens.sentences import say

_NAMES = 12
"""Names of files told when several fit what was typed."""


_PATH = re.compile(r"""\s*["']?(?:/|~|\.{1,2}[/\\]|\\\\|[A-Za-z]:[/\\]|file:)""")
"""How a path begins that a terminal writes where a file is dropped on it."""


class ChooseFiles(Dialog[None]):
    """A sheet with a path, the list of files and, once they were read, their plan in its place."""

    DEFAULT_CSS = """
    ChooseFiles .sheet { width: 96%; max-width: 140; height: 92%; }
    ChooseFiles #found { height: auto; margin-top: 1; text-style: bold; }
    ChooseFiles #views { height: 1; link-style: none; link-color: $foreground; }
    ChooseFiles #room { height: 1fr; }
    ChooseFiles #lines, ChooseFiles #files {
        height: 1fr; border: none; padding: 0; background: $surface;
    }
    ChooseFiles #progress { height: 1; width: 1fr; }
    ChooseFiles #verdict { color: $foreground 80%; }
    ChooseFiles #verdict.-wrong { color: $error; text-style: bold; }
    """

    path_read = ""
    """What stood in the field when the files were chosen that are read or shown."""

    # -- what a subclass says ----------------------------------------------------------------

    @property
    def path_kept(self) -> str:
        """The path that stands in the field at first."""
        raise NotImplementedError

    @property
    def shows_plan(self) -> bool:
        """Whether the plan of files is shown in place of the list."""
        raise NotImplementedError

    def begin(self, paths: Sequence[Path]) -> None:
        """Read files that were chosen."""
        raise NotImplementedError

    def begin_text(self, text: str) -> None:
        """Read a list that was pasted."""
        raise NotImplementedError

    def choose_again(self) -> None:
        """Show the list in place of the plan, and read no further."""
        raise NotImplementedError

    # -- on screen ---------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        with Container(classes="sheet"):
            with Horizontal(classes="path"):
                yield Static("", classes="label", id="path-label", markup=False)
                yield PathField(self.path_kept, SUFFIXES, id="path")
            yield Static("", id="found", markup=False)
            yield Static("", id="views")
            with Container(id="room"):
                yield FileList(self.desk.store.path, id="files")
                yield ReadableList(id="lines", markup=False)
            yield ProgressBar(total=None, show_percentage=False, show_eta=False, id="progress")
            yield Told(id="verdict")
            yield KeyBar()

    @property
    def files(self) -> FileList:
        """The list of files."""
        return self.query_one(FileList)

    @property
    def field(self) -> PathField:
        """The path."""
        return self.query_one(PathField)

    def say_beneath(self, message: str, *, wrong: bool = False) -> None:
        """Say something in the line beneath."""
        verdict = self.query_one("#verdict", Static)
        verdict.set_class(wrong, "-wrong")
        verdict.update(("⚠ " if wrong else "") + message)

    def show_busy(self, message: str | None, done: int = 0, total: int | None = None) -> None:
        """Say what is being done, and how far it is; None once it is done."""
        bar = self.query_one(ProgressBar)
        bar.display = message is not None
        bar.update(total=total if total is not None and total > 1 else None, progress=done)
        if message is not None:
            self.say_beneath(message)

    # -- which files -------------------------------------------------------------------------

    @on(FileList.Moved)
    def moved(self) -> None:
        """The folder that is shown stands in the field, where a path can be gone on with."""
        files = self.files
        if self.shows_plan or self.writing:
            return
        if files.has_focus and files.folder is not None:
            self._fill_field(os.path.join(files.folder, ""))
        self.query_one("#found", Static).update(files.heading)
        self.say_beneath(files.nothing or self._how())

    def _how(self) -> str:
        """How files are chosen."""
        return _("enter opens, space marks, letters narrow, / begins a path; or paste a list.")

    @on(FileList.Failed)
    def _failed(self, event: FileList.Failed) -> None:
        self.say_beneath(say(event.problem), wrong=True)

    @on(FileList.Taken)
    def _taken(self, event: FileList.Taken) -> None:
        if len(event.paths) == 1:
            self._fill_field(str(event.paths[0]))
        self.begin(event.paths)

    @on(PathField.Matched)
    def _matched(self, event: PathField.Matched) -> None:
        more = len(event.names) - _NAMES
        names = [spoken(Path(name).name) for name in event.names[:_NAMES]]
        beyond = _("… and {count} more").format(count=more) if more > 0 else ""
        self.say_beneath(beside(*names, beyond))

    @on(Input.Submitted, "#path")
    async def _chosen(self, event: Input.Submitted) -> None:
        from data.exchange.folders import is_folder

        if not event.value.strip():
            self.files.focus()
            return
        path = path_of(event.value)
        if await asyncio.to_thread(is_folder, path):
            self.files.focus()
            self.files.go(path)
            return
        self.begin([path])

    def on_paste(self, event: events.Paste) -> None:
        """Paths that are dropped on the desk are taken, one a line; other lines are a list."""
        event.stop()
        event.prevent_default()  # a dialog without a field would say that nothing was taken
        paths = text_lines(event.text)
        if len(paths) > 1 and not any(map(_PATH.match, paths)):
            if not self.writing:
                self.begin_text(event.text)
        elif len(paths) == 1:
            self.action_path(paths[0])
        elif paths and not self.writing:
            self.begin([path_of(path) for path in paths])

    @on(Input.Changed, "#path")
    def _typed(self, event: Input.Changed) -> None:
        """What is shown belongs to the path that was read; another path shows nothing yet, and
        what is still being read of the one before comes no more."""
        another = event.value != self.path_read
        if another and self.field.has_focus and self._has_chosen():
            self.choose_again()

    def _has_chosen(self) -> bool:
        """Whether files are read or shown; not while they are written, which nothing stops."""
        return not self.writing and (self.shows_plan or self.query_one(ProgressBar).display)

    def _fill_field(self, path: str) -> None:
        field = self.field
        field.value = path
        field.cursor_position = len(path)

    def action_path(self, begin: str) -> None:
        """Begin another path."""
        field = self.field
        field.select_on_focus = False  # the keys that follow belong to the path begun here
        self.set_focus(field)
        if self._has_chosen():
            self.choose_again()
        self._fill_field(begin)

    def on_key(self, event: events.Key) -> None:
        """What is typed over what was read begins another path."""
        char = event.character or ""
        typed = event.is_printable and not char.isspace() and event.key not in self.active_bindings
        if typed and not self.writing and not self.field.has_focus:
            event.stop()
            self.action_path(char)
