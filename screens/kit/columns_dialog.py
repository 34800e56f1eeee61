"""Choosing the columns of a list; the list behind shows what was chosen as it is chosen."""

from __future__ import annotations

from typing import Any

from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from screens.i18n import _
from screens.keys import bindings
from screens.keys.dialogs import COLUMNS
from screens.kit.column_choice import Choice, arranged, moved, toggled
from screens.kit.columns import Column, cut
from screens.kit.dialog import Dialog
from screens.kit.listed import Lists
from screens.kit.pointed import Pointed
from screens.kit.ticks import TICKED, UNTICKED
from screens.kit.titles import titled
from screens.kit.told import Told

_SHARE, _LEAST = 3, 4
"""The list has one line of so many of the screen, but some at least: what it changes is seen."""

_NAME = 22
"""Cells of a heading in the list of columns."""


class ColumnsDialog(Dialog[None]):
    """The columns of a place's list, those that are shown first, each with its width.

    Args:
        place: whose list it is.
    """

    DEFAULT_CSS = """
    ColumnsDialog #columns-list, ColumnsDialog #columns-list:focus {
        height: auto; border: none; background: $surface; padding: 0;
    }
    ColumnsDialog #columns-list > .option-list--option { padding: 0 0 0 1; }
    """
    BINDINGS = bindings(COLUMNS)

    def __init__(self, place: Lists) -> None:
        super().__init__()
        self._place = place
        kept = place.desk.preferences
        self._before = Choice(
            kept.columns.get(place.place, ()), dict(kept.widths.get(place.place, {}))
        )
        self._choice = self._before
        own = place.list_columns()
        self._own = tuple(column.name for column in own)
        self._all = {column.name: column for column in (*own, *place.offered)}
        self._all |= {column.name: column for column in own}
        order = self._order
        self._names = [*order, *(name for name in self._all if name not in order)]
        """All columns as they are listed: at first those chosen, in their order, then the others;
        one that is left out stays where it is listed."""

    def compose(self) -> ComposeResult:
        with Container(classes="box"):
            yield Pointed(id="columns-list", markup=False)
            yield Told(classes="foot")

    def on_mount(self) -> None:
        self.relabel()
        self._listed.highlighted = 0
        self._listed.focus()
        super().on_mount()

    # -- what is chosen ----------------------------------------------------------------------

    @property
    def _listed(self) -> OptionList:
        return self.query_one(OptionList)

    @property
    def _order(self) -> tuple[str, ...]:
        """The names of the columns chosen, in order."""
        return tuple(column.name for column in self._arranged())

    def _arranged(self) -> list[Column[Any]]:
        return arranged(self._place.list_columns(), self._place.offered, self._choice)

    def _here(self) -> str:
        return self._names[self._listed.highlighted or 0]

    def _choose(self, choice: Choice, on: str) -> None:
        """Show another choice, the cursor on a column."""
        self._choice = choice
        self._place.records.show_columns(self._arranged())
        self._show(on)

    def action_mark(self) -> None:
        """Show the column under the cursor, or leave it out; the last one stays."""
        name = self._here()
        order = toggled(self._order, name, self._names)
        if order == self._order:
            self.desk.tell(_("One column stays: show another one first."), wrong=True)
        else:
            self._choose(self._choice._replace(order=order), name)

    def action_reorder(self, by: int) -> None:
        """Move the column under the cursor further to the left, or right."""
        name, chosen = self._here(), self._order
        self._names = [*moved(self._names, name, by)]
        order = tuple(one for one in self._names if one in chosen)
        self._choose(self._choice._replace(order=order), name)

    def action_widen(self, by: int) -> None:
        """Give the column under the cursor a cell more than it has, or one less."""
        name = self._here()
        cells = self._place.records.cells_shown.get(name)
        if cells is not None:
            widths = {**self._choice.widths, name: max(1, cells + by)}
            self._choose(self._choice._replace(widths=widths), name)

    def action_anew(self) -> None:
        """All columns as they come."""
        here = self._here()
        self._choice = Choice()
        order = self._order
        self._names = [*order, *(name for name in self._all if name not in order)]
        self._choose(Choice(), here)

    # -- what is seen ------------------------------------------------------------------------

    def _show(self, on: str | None = None) -> None:
        names = self._names
        shown = self._place.records.cells_shown
        listed = self._listed
        at = listed.highlighted or 0
        listed.clear_options()
        listed.add_options([Option(self._line(name, shown)) for name in names])
        listed.highlighted = names.index(on) if on in names else min(at, len(names) - 1)

    def _line(self, name: str, shown: dict[str, int]) -> Content:
        is_chosen = name in self._order
        if name in shown:
            aside = _("{count} cells").format(count=shown[name])
            if name in self._choice.widths:
                aside = _("{count} cells, given").format(count=shown[name])
            return Content(f"{TICKED} {cut(_(self._all[name].title), _NAME)}  {aside}")
        mark = TICKED if is_chosen else UNTICKED
        heading = cut(_(self._all[name].title), _NAME)
        if is_chosen:
            return Content.styled(f"{mark} {heading}  {_('does not fit')}", "$warning")
        return Content.styled(f"{mark} {heading}", "$foreground 70%")

    def relabel(self) -> None:
        self.query_one(".box").border_title = titled(_("Columns"))
        self._show()
        self.put(
            ".foot",
            _("space: show, hide  shift ↑ ↓: order  ← →: width  ^r: as it came  esc: keep"),
        )

    def on_resize(self) -> None:
        """Other columns may fit."""
        self.call_after_refresh(self._show)

    def fit(self) -> None:
        self.give_way(self._listed, max(_LEAST, self.app.size.height // _SHARE), _LEAST)

    # -- what is kept ------------------------------------------------------------------------

    def leave(self) -> None:
        """Keep what was chosen; what cannot be written is told."""
        place, before, now = self._place.place, self._before, self._choice
        kept = now != before
        if now.order != before.order:
            kept &= self.desk.keep_preference(("columns", place), now.order or None)
        if now.widths != before.widths and kept:
            kept &= self.desk.keep_preference(("widths", place), now.widths or None)
        if kept:
            self.desk.tell(_("These columns are kept for this list."))
