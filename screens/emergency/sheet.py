"""The emergency sheet over the whole screen: what to do, whom to try next, what was said so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.widgets import Static

from data.requests import queries as requests
from models.emergency import rules
from models.problems import Refused
from models.requests import RequestRow
from models.requests.rules import Band, band
from screens.emergency.acts import SheetActs
from screens.emergency.parts import head, left, right
from screens.i18n import _
from screens.keys import bindings
from screens.keys.requests import EMERGENCY_SHEET
from screens.kit.choose import Choose, choose_from
from screens.kit.key_bar import KeyBar
from screens.kit.place import TIME_PASSES
from screens.kit.status_line import StatusLine
from screens.requests import words as request_words
from screens.requests.facts import rows_now
from screens.sentences import say

if TYPE_CHECKING:
    from screens.kit.desk import Desk

_BESIDE = 5
"""Cells of the right half of the sheet that are no text: padding, line, scroll bar."""

_PADDING = 2
"""Those of a line over the whole sheet."""

_LIST_PADDING = 3
"""Those of the left half: padding, scroll bar."""


def is_life(desk: Desk, no: int) -> bool:
    """Whether a request is open and about a life, or may be."""
    found = rows_now(desk.store, [no])
    return any(band(row, desk.store.now()) is Band.LIFE for row in found)


def open_sheet(desk: Desk, no: int | None = None) -> None:
    """Open the sheet of a request; without one, of the life there is, or of one to be chosen."""
    if no is not None:
        desk.fresh.pop("emergency", None)
        desk.open_dialog(EmergencySheet(no))
        return
    now = desk.store.now()
    with desk.store.read() as conn:
        lives = requests.lives(conn, now, requests.settings(conn))
    if not lives:
        desk.tell(_("No open request is life safety."))
    elif len(lives) == 1:
        desk.open_dialog(EmergencySheet(lives[0].no))
    elif not (isinstance(desk.screen, Choose) and desk.screen.asks(_which)):
        # The key is held down by whoever is in a hurry: it is asked for once.
        choose_from(
            desk,
            _which,
            lives,
            lambda row: f"{request_words.address(row)} {_brief(desk, row)}".lstrip(),
            lambda row: desk.open_dialog(EmergencySheet(row.no)),
        )


def _which() -> str:
    return _("Which emergency?")


def open_freshest(desk: Desk) -> None:
    """Open the sheet of the life just written down, else of the one that is due and was not seen,
    else of the one at stake."""
    due = next((one.no for one in desk.alarm.unseen), None)
    no = desk.fresh.get("emergency", due)
    front = desk.screen
    if no is not None or not isinstance(front, EmergencySheet):
        open_sheet(desk, no)


def _brief(desk: Desk, row: RequestRow) -> str:
    return request_words.brief(row, desk.store.now(), desk.masked)


class EmergencySheet(SheetActs):
    """The sheet of one request. Digits tick the checklist.

    Args:
        no: the request.
    """

    BINDINGS = bindings(EMERGENCY_SHEET)
    DEFAULT_CSS = """
    EmergencySheet #sheet-head { height: auto; padding: 0 1; background: $panel; }
    EmergencySheet .sheet-side { width: 1fr; height: 1fr; padding: 0 1;
        scrollbar-size-vertical: 1; }
    EmergencySheet .sheet-side.-tries { border-left: solid $panel; }
    """
    AUTO_FOCUS = "#sheet-tries"

    def compose(self) -> ComposeResult:
        with Container(classes="card"):
            yield Static("", id="sheet-head", markup=False)
            with Container(classes="columns"):
                with VerticalScroll(classes="sheet-side"):
                    yield Static("", id="sheet-list", markup=False)
                with VerticalScroll(classes="sheet-side -tries", id="sheet-tries"):
                    yield Static("", id="sheet-calls", markup=False)
            yield StatusLine()
            yield KeyBar()

    def on_mount(self) -> None:
        self._show()
        self.desk.alarm.seen(self.no)
        self.set_interval(TIME_PASSES, self.renew)
        super().on_mount()

    def on_resize(self) -> None:
        """Lines end elsewhere in another width."""
        self._show()

    def on_screen_resume(self) -> None:
        """What stood in front is gone, and the call may be, too."""
        if self._known is not None:
            self.renew()

    def renew(self) -> None:
        """Read the sheet again; it closes when the call itself was taken back."""
        if not self.is_mounted:
            return
        try:
            self._show()
        except Refused as refused:
            if refused.problem.code == "request_unknown" and self.is_active:
                self.dismiss(None)
            else:
                self.query_one(StatusLine).note(say(refused.problem))

    def _show(self) -> None:
        self._known = known = self.known
        now, masked = self.desk.store.now(), self.desk.masked
        self.query_one("#sheet-head", Static).update(
            head(known.row, known.view, known.calling, now, masked, self.app.size.width - _PADDING)
        )
        half = self.app.size.width // 2
        todo = left(known.sheet, known.row.outcome, now, half - _LIST_PADDING)
        self.query_one("#sheet-list", Static).update(todo)
        upcoming = rules.next_to_try(known.sheet, known.entries, now, known.needs)
        self.query_one("#sheet-calls", Static).update(
            right(known, upcoming, now, masked, half - _BESIDE)
        )
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A second caller must be named before one can call."""
        if action == "attempt" and parameters == (1,):
            return self._known is not None and len(self._known.sheet.callers) > 1
        return super().check_action(action, parameters)
