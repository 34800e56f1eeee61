"""A desk without its file, from the start or since: a copy taken back, its marks mended, or begun
anew, as is chosen.

Nothing is done about it by itself, and nothing that is left of the file is deleted.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import Input, Static

from models.problems import Problem, Refused
from screens.i18n import N_, _
from screens.kit.choose import Choose, choose_act
from screens.kit.detail import hanging
from screens.kit.dialog import Dialog
from screens.kit.path_field import PathField, path_of
from screens.kit.titles import titled
from screens.kit.values import filled, spoken
from screens.maintenance.listing import Begun, Taken
from screens.maintenance.words import begun_anew, goes_to, mended, taken_back
from screens.sentences import say

if TYPE_CHECKING:
    from screens.kit.desk import Desk

_SUFFIXES = frozenset({".db", ".sqlite", ".sqlite3"})
"""Endings of files that are offered; a copy with another name can be typed."""

_SET_IN = 4
"""Cells of the digit and the blanks before what comes of a way."""

_MENDED = {
    "header_damaged": N_("Mend the first page"),
    "indexes_damaged": N_("Build the indexes anew"),
}
"""What can be put right in the file itself, and how that is called."""

_MOST = 8
"""Copies that are offered, the newest first; the next digit leads to all others."""


class Way(NamedTuple):
    """Something that can be done about it, in the language spoken now."""

    title: str
    what: str
    do: Callable[[], object]


class Lost(Choose):
    """What is wrong with the file, and the ways on, chosen by arrow, digit or mouse.

    Args:
        trouble: what is wrong with the file of an open desk; else what kept it from opening.
    """

    def __init__(self, trouble: Problem | None = None) -> None:
        super().__init__(
            lambda: _("The file of this desk"),
            lambda: [f"{way.title}\n{way.what}" for way in self._ways()],
            self._about_it,
        )
        self._given = trouble
        self._found: Problem | None = None
        """What was wrong when it was looked at again."""
        self._told: Problem | None = None
        """Why what was chosen last was not done."""
        self._answered = False

    # -- what is seen ------------------------------------------------------------------------

    @property
    def _trouble(self) -> Problem | None:
        return self._found or self._given or self.desk.trouble

    @property
    def _left(self) -> Problem | None:
        """What the file can be had again by."""
        left = self._trouble.params.get("left") if self._trouble is not None else None
        return left if isinstance(left, Problem) else None

    @property
    def _first(self) -> str:
        """What is to be said of the second place before anything is chosen; empty for nothing."""
        first = self._left.params.get("first") if self._left is not None else None
        return say(first) if isinstance(first, Problem) else ""

    def _about_it(self) -> str:
        trouble = self._told or self._trouble
        if trouble is None:
            return ""
        if trouble.code != "store_lost":
            return say(trouble)
        state = trouble.params["state"]
        words = _("{state}. Nothing was changed and nothing was begun anew; what is to be done?")
        told = filled(words, {"state": say(state) if isinstance(state, Problem) else state})
        return f"{told}\n{self._first}" if self._first else told

    def _ways(self) -> Iterator[Way]:
        trouble, left = self._trouble, self._left
        if self._told is not None and self._told.code == "file_in_order":
            yield Way(_("Open it"), _("go on with the file that is there"), self._open_it)
        if self._first:
            yield Way(
                _("Look again"),
                _("once the second place is there"),
                lambda: self.run_worker(self.once(self._look_again)),
            )
        if left is not None and "copy" in left.params:
            copy = Path(str(left.params["copy"]))
            yield Way(_("Take back the newest good copy"), goes_to(left), lambda: self._take(copy))
        if trouble is not None and trouble.code in _MENDED:
            yield Way(
                _(_MENDED[trouble.code]),
                _("the file as it is now is kept beside it"),
                lambda: self._do(self._mended),
            )
        yield Way(
            _("Take back another copy"),
            _("one of the backups, or a file that lies elsewhere"),
            self._choose_another,
        )
        if left is not None:
            yield Way(
                _("Begin with nothing"),
                _("an empty file; what is left of the old one is moved aside"),
                self._confirm,
            )
        yield Way(_("Close the desk"), _("everything stays as it is"), self._close)

    def line(self, words: str) -> Content:
        title, what = words.split("\n")
        set_in = Content("  ") + Content(hanging(what, self.line_cells - _SET_IN, _SET_IN // 2))
        return Content("\n").join([Content.styled(title, "bold"), set_in])

    def foot(self) -> str:
        if self._given is not None:
            return _("digit or enter: choose   esc: back   F12: 中文 / English")
        return _("digit or enter: choose   esc: close the desk   F12: 中文 / English")

    # -- what is done ------------------------------------------------------------------------

    def chosen(self, index: int) -> None:
        if not self.writing:
            list(self._ways())[index].do()

    def leave(self) -> None:
        if self._given is None and not self._answered:
            self.desk.exit(1)

    def _close(self) -> None:
        self.desk.exit(1)

    def _do(self, act: Callable[[], str]) -> None:
        """Do something in a thread, and open the desk or tell why it was not done."""
        self.run_worker(self.once(lambda: self._done(act)))

    async def _done(self, act: Callable[[], str]) -> None:
        self.put(".about", _("One moment…"))
        try:
            told = await asyncio.to_thread(act)
        except Refused as refused:
            self._told = refused.problem
            self.relabel()
            return
        self._go_on(told)

    def _open_it(self) -> None:
        self._go_on("")

    def _go_on(self, told: str) -> None:
        self._answered = True
        self.dismiss(None)
        self.desk.call_later(self.desk.open_after_all, told)

    async def _look_again(self) -> None:
        from data.beginning import wrong

        self.put(".about", _("One moment…"))
        self._found = await asyncio.to_thread(wrong, self.desk.path)
        in_order = Problem("file_in_order", {"file": str(self.desk.path)})
        self._told = in_order if self._found is None else None
        self.relabel()

    def _take(self, copy: Path) -> None:
        self._do(partial(self._taken, copy))

    def _taken(self, copy: Path) -> str:
        from data.beginning import wrong
        from data.maintenance.restore import restore

        desk = self.desk
        if wrong(desk.path) is None:
            raise Refused("file_in_order", file=str(desk.path))
        return taken_back(Taken(desk.path, copy, restore(desk.path, copy, desk.clock.now())))

    def _mended(self) -> str:
        from data.maintenance.restore import mend

        path = self.desk.path
        return mended(path, mend(path, self.desk.clock.now()))

    def _begun(self) -> str:
        from data.maintenance.restore import begin_anew

        desk = self.desk
        return begun_anew(Begun(desk.path, begin_anew(desk.path, desk.clock.now())))

    # -- what is asked -----------------------------------------------------------------------

    def _confirm(self) -> None:
        def answered(index: int | None) -> None:
            if index:
                self._do(self._begun)

        self.desk.open_dialog(BeginNothing(self._about_nothing), answered)

    def _about_nothing(self) -> str:
        """What would be missing, and whether there is a good copy."""
        told = self._nothing_left()
        return _("{one} {next}").format(one=self._first, next=told) if self._first else told

    def _nothing_left(self) -> str:
        left = self._left
        if left is not None and "copy" in left.params:
            words = _("Everything would be missing. There is a good copy, {goes_to}: {copy}")
            return words.format(goes_to=goes_to(left), copy=Path(str(left.params["copy"])).name)
        if left is not None and "no" in left.params:
            words = _("Everything up to step {no} of {at} would be missing.")
            told = filled(words, left.params)
        else:
            told = _("Everything would be missing.")
        if self._first:
            return told
        return _("{one} {next}").format(one=told, next=_("No good copy is known of."))

    def _choose_another(self) -> None:
        self.run_worker(self.once(self._offer_copies))

    async def _offer_copies(self) -> None:
        from data.maintenance.recovery import Recovery

        self.put(".about", _("Looking at the copies…"))
        path = self.desk.path
        copies = await asyncio.to_thread(lambda: list(islice(Recovery(path).good_copies(), _MOST)))
        self.put(".about", self._about_it())
        acts = [
            (
                lambda copy=copy: f"{spoken(copy.file.name)}\n{goes_to(copy.told())}",
                partial(self._take, copy.file),
            )
            for copy in copies
        ]
        elsewhere = (lambda: _("A file that lies elsewhere…"), self._ask_where)
        choose_act(self.desk, lambda: _("Which copy?"), [*acts, elsewhere])

    def _ask_where(self) -> None:
        def answered(copy: Path | None) -> None:
            if copy is not None:
                self._take(copy)

        self.desk.open_dialog(Where(self.desk.path.parent), answered)


def open_lost(desk: Desk) -> None:
    """Look, in a thread, what is wrong with the file of an open desk, and ask what to do."""

    async def look() -> None:
        from data.beginning import wrong

        desk.tell(_("One moment…"))
        trouble = await asyncio.to_thread(wrong, desk.path)
        desk.tell("")
        if trouble is None and desk.store.barred is None:
            desk.open_after_all(_("The file is in order."))
        else:
            desk.open_dialog(Lost(trouble or desk.store.barred))

    desk.run_worker(look(), exclusive=True, group="lost")


class BeginNothing(Choose):
    """Asked before a file is begun anew; dismissed with 1 for yes.

    Args:
        about: gives what would be missing in the language spoken now.
    """

    def __init__(self, about: Callable[[], str]) -> None:
        super().__init__(
            lambda: _("Begin with nothing?"),
            lambda: [_("No, back"), _("Yes, begin with an empty file")],
            about,
        )


class Where(Dialog[Path]):
    """Where a copy lies; dismissed with its path.

    Args:
        folder: where it begins to be looked for.
    """

    AUTO_FOCUS = "Input"

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    def compose(self) -> ComposeResult:
        with Container(classes="box") as box:
            box.border_title = titled(_("Where is the copy?"))
            yield PathField(f"{self._folder}/", _SUFFIXES, id="copy-path")
            yield Static("", classes="foot", markup=False)

    def on_mount(self) -> None:
        self.relabel()
        super().on_mount()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        self.dismiss(path_of(event.value))

    def relabel(self) -> None:
        self.query_one(".box").border_title = titled(_("Where is the copy?"))
        self.query_one(".foot", Static).update(_("tab: complete   enter: take it back   esc: back"))
