"""The card: the detail of one record over its list, with the acts of list and desk at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from screens.keys import bindings
from screens.keys.lists import CARD
from screens.kit.again import Again, passes
from screens.kit.detail import broken
from screens.kit.key_bar import KeyBar
from screens.kit.refusable import Refusable
from screens.kit.status_line import StatusLine

if TYPE_CHECKING:
    from screens.kit.desk import Desk
    from screens.kit.list_place import ListPlace

_FRAME = 5
"""Cells beside the text: padding and scroll bar."""


class Card(Refusable, Screen[None]):
    """A record's detail. Arrows scroll; the acts of its place work on it.

    Args:
        place: the list it was opened from.
        no: the record.
    """

    BINDINGS = bindings(CARD)

    gives_way = True
    """Going to another place leaves the card."""

    def __init__(self, place: ListPlace, no: int) -> None:
        super().__init__()
        self._place = place
        self._no = no
        self._leads = False
        """Whether other records are linked with this one."""
        self._again = Again(self, self.renew)

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="card-body"):
            yield Static("", id="card-text")
        yield StatusLine()
        yield KeyBar()

    @property
    def no(self) -> int:
        """The record."""
        return self._no

    @property
    def desk(self) -> Desk:
        """The application, as what it is."""
        return cast("Desk", self.app)

    def on_paste(self, event: events.Paste) -> None:
        """As at its list: it may be calls."""
        event.stop()
        self.desk.open_pasted(event.text)

    def on_mount(self) -> None:
        self.renew()
        self.desk.alarm.show_on(self)
        self.call_after_refresh(self.desk.release_keys)

    def action_leave(self) -> None:
        """Back to the list."""
        self.dismiss(None)

    def on_resize(self) -> None:
        """Lines are broken for the width there is."""
        self.renew()

    def renew(self) -> None:
        """Read the record again."""
        width = self.app.size.width - _FRAME
        self.query_one("#card-text", Static).update(broken(self._told(), width))
        self.refresh_bindings()

    def _told(self) -> Content:
        """The record; while it cannot be read what the list knows of it, and it is tried again."""
        try:
            told = self._place.told(self._no)
            self._leads = bool(self._place.links(self._no))
        except Exception as error:
            if not passes(error):
                raise
            self._again.later()
            return self._place.list_knows(self._no, error)
        self._again.worked()
        return told

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what the place offers."""
        if action == "place":
            name = str(parameters[0])
            if name == "go" and not self._leads:
                return False
            return hasattr(self._place, f"action_{name}")
        return super().check_action(action, parameters)

    async def action_place(self, name: str) -> None:
        """Do an act of the place on this record; going somewhere leaves the card, and back leads
        to it."""
        await self._place.do(name, self._no)

    def opens_sheet(self, due: int) -> int | None:
        """As of a place: that of this record, where it has one."""
        return self._no if self._place.has_sheet(self._no) else due

    def relabel(self) -> None:
        self.renew()
        self.query_one(KeyBar).refresh()
