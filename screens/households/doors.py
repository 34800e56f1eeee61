"""Choosing a household by what is typed: an address, a name, a telephone, its number."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from data.households.lists import household_list
from models.households import HouseholdRow
from models.listing import ListQuery
from screens.households import words
from screens.households.terms import terms
from screens.i18n import _
from screens.keys import bindings
from screens.keys.people import DOORS
from screens.kit import masks
from screens.kit.dialog import Dialog
from screens.kit.line_field import FirstLineField
from screens.kit.readable import ReadableList
from screens.kit.term_words import asked
from screens.kit.titles import titled
from screens.kit.told import Told
from screens.kit.values import beside

if TYPE_CHECKING:
    from data.sql import Reader
    from screens.kit.desk import Desk

_SHOWN = 12
"""Households listed of those that are found."""

_LOOKED = _SHOWN + 2
"""Those read, since some may not be chosen."""

_DIGITS = 7
"""Digits a household's number has less of."""


class ChooseDoor(Dialog[int]):
    """Dismissed with the number of a household; None when it was left.

    Args:
        title: what it is chosen for, in the language spoken now.
        begun: what stands typed in it at first.
        without: numbers of households that cannot be chosen.
    """

    DEFAULT_CSS = """
    ChooseDoor OptionList { height: 12; border: none; background: $surface; margin-top: 1; }
    """
    BINDINGS = bindings(DOORS)

    def __init__(
        self, title: Callable[[], str], begun: str = "", without: Collection[int] = ()
    ) -> None:
        super().__init__()
        self._title = title
        self._begun = begun
        self._without = frozenset(without)
        self._found: list[HouseholdRow] = []

    def compose(self) -> ComposeResult:
        with Container(classes="box"):
            yield FirstLineField(self._begun)
            yield ReadableList(id="doors-list", markup=False)
            yield Told(classes="foot")

    def on_mount(self) -> None:
        self.query_one(OptionList).can_focus = False
        self.query_one(Input).focus()
        self.relabel()
        super().on_mount()

    def relabel(self) -> None:
        self.query_one(".box").border_title = titled(self._title())
        self.query_one(Input).placeholder = _("3-1505, a name, a telephone, or its number")
        self.put(".foot", _("enter: choose   esc: back"))
        self.renew()

    def renew(self) -> None:
        """Look again."""
        if not self.is_open:
            return
        typed = self.query_one(Input).value.strip()
        hidden = masks.tells_of_health(typed)
        rows = [] if hidden or not typed else self.desk.store.ask(_look, typed)
        self._found = [row for row in rows if row.no not in self._without][:_SHOWN]
        listed = self.query_one(OptionList)
        listed.clear_options()
        listed.add_options([Option(self._line(row)) for row in self._found])
        if not self._found:
            told = masks.not_looked_for() if hidden else _("no household is found by that")
            told = told if typed else _("type where, or who")
            listed.add_option(Option(Content.styled(told, "dim"), disabled=True))
        listed.highlighted = 0 if self._found else None

    def _line(self, row: HouseholdRow) -> Content:
        people = words.people(words.counts_of(row).registered)
        phone = masks.phone(row.phone, self.desk.masked)
        return Content(beside(words.door(row), row.head, people, phone))

    @on(Input.Changed)
    def _changed(self) -> None:
        self.renew()

    def action_move(self, by: int) -> None:
        """Move the cursor while typing goes on."""
        listed = self.query_one(OptionList)
        (listed.action_cursor_down if by > 0 else listed.action_cursor_up)()

    def action_open(self) -> None:
        """Take the household under the cursor."""
        at = self.query_one(OptionList).highlighted
        if at is None or not self._found:
            self.app.bell()
        else:
            self.dismiss(self._found[at].no)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._found[event.option_index].no)


def choose_door(
    desk: Desk,
    title: Callable[[], str],
    then: Callable[[int], object],
    *,
    begun: str = "",
    without: Collection[int] = (),
) -> None:
    """Let a household be chosen and go on with its number, see `ChooseDoor`."""

    def answered(no: int | None) -> None:
        if no is not None:
            then(no)

    desk.open_dialog(ChooseDoor(title, begun, without), answered)


def _look(conn: Reader, typed: str) -> list[HouseholdRow]:
    """The first of the households something is found by; the one with that number before all."""
    listing = household_list(conn, asked(ListQuery("all", "address", filter=typed), terms()))
    found = [row for row in listing.window(0, min(_LOOKED, listing.count)) if row is not None]
    whole = household_list(conn, ListQuery("all", "address"))
    at = whole.position(int(typed)) if typed.isdecimal() and len(typed) < _DIGITS else None
    numbered = [] if at is None else [row for row in whole.window(at, at + 1) if row is not None]
    return [*numbered, *(row for row in found if row not in numbered)]
