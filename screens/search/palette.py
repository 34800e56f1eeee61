"""The palette: acts, places, settings and records found by what somebody calls them.

What is done is found at once, in either language, in pinyin and with a slip of the finger; records
come a moment later, by the search of all that is on file.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from rich.cells import cell_len
from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from data.search.buildings import Building
from data.search.palette import FoundHit, RequestHit, nearest
from models.problems import Refused
from models.text import fold
from screens import i18n
from screens.i18n import _
from screens.keys import bindings
from screens.keys.dialogs import PALETTE
from screens.kit import masks
from screens.kit.columns import cut
from screens.kit.dialog import BROAD, Dialog
from screens.kit.line_field import FirstLineField
from screens.kit.masks import veiled
from screens.kit.readable import ReadableList
from screens.kit.titles import titled
from screens.search.acts import NOTHING_FOUND, Offered, everything, fitting, place_name
from screens.search.narrowed import call_from, narrowed_lists, of_building
from screens.search.record_words import SUBJECTS, of_record, of_request
from screens.sentences import say

if TYPE_CHECKING:
    from textual.css.styles import RulesMap
    from textual.screen import Screen

    from screens.kit.desk import Desk

_KEYS = 9
"""Cells of the column of keys, with what parts it from the words."""

_GAP = 2
"""Cells at least between words and what stands behind them."""

_MOST = 20
"""Lines shown for what was typed; whoever needs others types more."""

_LISTS = 3
"""Lists offered narrowed by what was typed."""

_USED = "palette"
"""Under which it is remembered what was used last."""

_LATELY = 8
"""Acts that are remembered as used lately."""

_HAN = re.compile(r"[\u3400-\u9fff]")
_NUMBERED = re.compile(r"#?\d+")

_WEAK = "$foreground 60%"


class RecordLine(NamedTuple):
    """A record found, and how it is shown: its number where that is said aloud, words, kind, and
    in place of that the key of its place where there is less room."""

    subject: str
    no: int
    key: str
    words: str
    kind: str
    brief: str


Line = Offered | RecordLine


def open_palette(desk: Desk) -> None:
    """Open the palette; what is chosen is done on the screen beneath it."""

    def chosen(line: Line | None) -> None:
        if isinstance(line, RecordLine):
            desk.show_record(line.subject, line.no)
        elif line is not None:
            used = [line.id, *(one for one in lately(desk) if one != line.id)]
            desk.remembered[_USED] = used[:_LATELY]
            desk.call_later(_do, desk, line)

    desk.open_dialog(Palette(desk, desk.screen), chosen)


def lately(desk: Desk) -> list[str]:
    """What was used last, the newest first."""
    used: list[str] = desk.remembered.get(_USED, [])
    return used


async def _do(desk: Desk, line: Offered) -> None:
    done = line.do()
    if inspect.isawaitable(done):
        await done


def _called_so(lines: Sequence[Offered], text: str) -> bool:
    """Whether any of these is called by just what was typed."""
    return any(text in one.named.names for one in lines)


class _Fitted(Content):
    """What fits its width: how high it is shows without wrapping it, which a list asks of all its
    lines, of hundreds that nobody sees."""

    def get_height(self, rules: RulesMap, width: int) -> int:
        lines = self.plain.split("\n")
        if all(cell_len(line) <= width for line in lines):
            return len(lines)
        return super().get_height(rules, width)


class Palette(Dialog[Line]):
    """A field and what is found by what stands in it; dismissed with the chosen line.

    Args:
        beneath: the screen it was asked for from, on which it is done.
    """

    DEFAULT_CSS = """
    Palette .box { height: 92%; }
    Palette #palette-list { height: 1fr; max-height: 100%; }
    """
    BINDINGS = bindings(PALETTE)

    def __init__(self, desk: Desk, beneath: Screen[Any]) -> None:
        super().__init__(classes=BROAD)
        self._beneath = beneath
        self._known = everything(desk, beneath)
        self._lists = narrowed_lists(desk)
        self._records: tuple[str, list[Line]] = ("", [])
        """What was found on file, and what was typed for it."""
        self._lines: list[Line] = []
        self._laid = 0
        """Cells for which they are laid out."""
        self._language = i18n.language()
        self._moved = False
        """Whether somebody chose a line since what is typed was changed."""

    def compose(self) -> ComposeResult:
        with Container(classes="box"):
            yield FirstLineField(id="palette-text")
            yield ReadableList(id="palette-list", markup=False)
            yield Static("", classes="foot", markup=False)

    def on_mount(self) -> None:
        self.query_one(OptionList).can_focus = False
        self.query_one(Input).focus()
        self.relabel()
        super().on_mount()

    def relabel(self) -> None:
        self.query_one(".box").border_title = titled(_("Find anything: what to do, where, whom"))
        self.query_one(Input).placeholder = _("an act, a place, a name, a room, #32, a telephone")
        if self._language != i18n.language():
            self._language = i18n.language()
            self._known = everything(self.desk, self._beneath)
            self._lists = narrowed_lists(self.desk)
        self._fill()

    def on_resize(self, _event: events.Resize) -> None:
        """Lines are laid out for the width there is."""
        if self._laid != self.line_cells:
            self._fill()

    @property
    def _typed(self) -> str:
        return fold(self.query_one(Input).value)

    @on(Input.Changed)
    def _changed(self) -> None:
        self._moved = False
        self._fill()
        text = self._typed
        if len(text) > 1 or _HAN.search(text):
            self._look(text)

    @work(thread=True, exclusive=True, group="palette")
    def _look(self, text: str) -> None:
        """Look for records beside the interface; what was overtaken by typing is not shown."""
        store, found, said = self.desk.store, [], ""
        if not masks.tells_of_health(text):
            try:
                with store.read() as conn:
                    found = nearest(conn, text, store.now())
            except Refused as refused:
                said = say(refused.problem)
        self.app.call_from_thread(partial(self._show_records, text, found, said))

    def _show_records(self, text: str, found: list[FoundHit], said: str) -> None:
        if not self.is_open or text != self._typed:
            return
        lines = list(map(self._of_hit, found))
        if not lines and not said:
            lines += call_from(self.desk, text)
        changed = bool(lines or said or self._records[1])
        self._records = text, lines
        if changed:
            self._fill(said)

    def _of_hit(self, one: FoundHit) -> Line:
        masked = self.desk.masked
        if isinstance(one, Building):
            return of_building(self.desk, one)
        if isinstance(one, RequestHit):
            subject, key, words = "requests", f"#{one.no}", of_request(one.row, masked)
        else:
            subject, key = one.subject, ""
            words = of_record(one, masked, self.desk.store.now())
        kind = _(SUBJECTS[subject])
        return RecordLine(subject, one.no, key, words, kind, place_name(subject)[1])

    # -- what is shown -----------------------------------------------------------------------

    def _found(self, text: str) -> list[Line]:
        """What fits: what it is surely called, lists narrowed by it, records, then what it may be
        called."""
        if not text:
            used = lately(self.desk)
            known = [one for one in self._known if not (one.kind and one.why)]
            known.sort(key=lambda one: used.index(one.id) if one.id in used else len(used))
            return list(known)
        acts, surely = fitting(self._known, text, lately(self.desk))
        records = self._records[1] if self._records[0] == text else []
        if _NUMBERED.fullmatch(text):
            return [*records, *acts][:_MOST]
        lists, meant = fitting(self._lists, text, lately(self.desk))
        sure, lists = acts[:surely], lists[: min(meant, _LISTS)]
        first = _called_so(lists, text) and not _called_so(sure, text)
        both = [*lists, *sure] if first else [*sure, *lists]
        return [*both, *records, *acts[surely:]][:_MOST]

    def _fill(self, said: str = "") -> None:
        text = self._typed
        listed = self.query_one(OptionList)
        before = listed.highlighted
        kept = self._lines[before] if self._moved and before is not None else None
        self._lines = self._found(text)
        listed.clear_options()
        self._laid = width = self.line_cells
        listed.add_options([Option(shown_line(line, width)) for line in self._lines])
        if not self._lines:
            listed.add_option(Option(_(NOTHING_FOUND), disabled=True))
        else:
            listed.highlighted = self._lines.index(kept) if kept in self._lines else 0
        hidden = masks.not_looked_for() if masks.tells_of_health(text) else ""
        foot = said or hidden or _("enter: do it, go there   esc: back")
        self.query_one(".foot", Static).update(foot)

    # -- choosing ----------------------------------------------------------------------------

    def action_move(self, step: int) -> None:
        """Move the highlight."""
        self._moved = True
        listed = self.query_one(OptionList)
        if step > 0:
            listed.action_cursor_down()
        else:
            listed.action_cursor_up()

    @on(Input.Submitted)
    def _chosen(self) -> None:
        at = self.query_one(OptionList).highlighted
        if at is not None and self._lines:
            self.dismiss(self._lines[at])

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._lines[event.option_index])


def shown_line(line: Line, cells: int) -> Content:
    """A line: its key, its words, and what it is or why it cannot be done, in fewer words where
    there is no room for all of it: what is said first gives way last."""
    weak = isinstance(line, Offered) and bool(line.why)
    room = cells - _KEYS
    words, right = _that_fit(line, room)
    key = Content.styled(f"{line.key:>{_KEYS - 2}}  ", _WEAK if weak else "bold $accent")
    said = Content.styled(words, _WEAK) if weak else Content(words)
    gap = " " * (room - cell_len(words) - cell_len(right))
    return (
        _Fitted.assemble(key, said, gap, (right, _WEAK)) if right else _Fitted.assemble(key, said)
    )


def _that_fit(line: Line, room: int) -> tuple[str, str]:
    """The words of a line and what stands behind them, which fit beside each other."""
    words = veiled(line.words)
    right = (line.why if isinstance(line, Offered) else "") or line.kind
    ways = [(words, right), (words, line.brief)]
    if isinstance(line, Offered) and line.label:
        ways.insert(1 if line.why and not line.brief else 2, (line.label, right))
    for said, behind in ways:
        if cell_len(said) + (cell_len(behind) + _GAP if behind else 0) <= room:
            return said, behind
    behind = line.brief or right
    return cut(words, room - cell_len(behind) - _GAP).rstrip(), behind
