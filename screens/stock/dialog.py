"""The store-room at the desk: what is there, in and out by digits, what moved, who has the key."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TypeVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList

from data.roster.queries import roster
from data.stock import queries
from data.stock.settings import stock_settings
from models.roster import ABSENT_PLACES
from models.stock import MoveKind, MoveRow, RoomRow, StockRow, rules
from screens.i18n import N_, _
from screens.keys import bindings
from screens.keys.supplies import STOCK
from screens.kit.choose import Act, choose_act, not_a_digit
from screens.kit.found_list import FoundList
from screens.kit.line_field import FirstLineField
from screens.kit.status_line import StatusLine
from screens.kit.told import Told
from screens.kit.values import beside
from screens.roster import words as people_words
from screens.stock import form as forms
from screens.stock import keeping, words
from screens.stock import lines as drawn
from screens.stock.moving import book, count, leftovers

Row = StockRow | MoveRow | RoomRow
T = TypeVar("T")

_VIEWS = {
    "goods": N_("Store-room"),
    "moves": N_("What moved"),
    "rooms": N_("Store-rooms and their keys"),
}
_OF_GOODS = frozenset({"book", "count", "left_over"})
"""What is done with goods alone."""


class Stock(FoundList[Row]):
    """Goods in lines under what sort they are; beneath them what became of one."""

    DEFAULT_CSS = """
    Stock .box { width: 98%; max-width: 140; }
    Stock #stock-detail { color: $foreground 80%; padding: 0 1; margin-top: 1; }
    Stock .listed > .option-list--option-disabled { color: $accent; text-style: bold; }
    """
    BINDINGS = bindings(STOCK)
    list_id = "stock-list"

    def __init__(self) -> None:
        super().__init__()
        self._view = "goods"
        self._of: StockRow | None = None
        """The goods whose movements are shown; None for all."""
        self._new: int | None = None
        """Number of what was put on file just now, which the cursor goes to."""

    def hint(self) -> str:
        return _("/ what it is, where, initials")

    def notes(self) -> ComposeResult:
        yield FirstLineField(id="stock-find")
        yield Told("", id="stock-detail")
        yield StatusLine()

    def renew(self) -> None:
        """Read again, the cursor on the record it was on."""
        super().renew()
        if self.is_open:
            self._show_detail()

    def cursor(self, at: int | None, before: Row | None) -> int | None:
        wanted = before.no if self._new is None and before is not None else self._new
        for line, row in enumerate(self._rows):
            same_sort = before is None or type(row) is type(before)
            if row is not None and row.no == wanted and same_sort:
                return line
        return super().cursor(at, before)

    def _reveal(self, no: int) -> None:
        """Put the cursor on what was put on file just now."""
        if self.is_open:
            self._new = no
            self.renew()
            self._new = None

    # -- what is shown -----------------------------------------------------------------------

    def heading(self) -> str:
        title = _(_VIEWS[self._view])
        if self._view == "moves" and self._of is not None:
            return beside(title, self._of.goods)
        told = f"{title}  {sum(row is not None for row in self._rows)}"
        if self._view != "goods":
            return told
        settings = self.desk.store.ask(stock_settings)
        found = [row for row in self._rows if isinstance(row, StockRow)]
        few = sum(rules.is_short(row, settings) for row in found)
        return beside(told, _("⚠ too little: {count}").format(count=few) if few else "")

    def foot(self) -> str:
        if self._view == "rooms":
            return _("a: give the key  n: new  e: edit  v: view  /: find  z: undo  esc: back")
        if self._view == "moves":
            return _("v: view  /: find  z: undo  esc: back")
        return _("1 in 2 out 3 back 4 count 5 kits 6 left  n new e edit / find v view")

    def lines(self) -> Iterator[tuple[Content, Row | None]]:
        if self._view == "goods":
            yield from self._goods()
        elif self._view == "moves":
            yield from self._moves()
        else:
            yield from self._rooms()

    def _goods(self) -> Iterator[tuple[Content, Row | None]]:
        with self.desk.store.read() as conn:
            kept = queries.goods(conn, self.desk.store.now())
            settings = stock_settings(conn)
        if not kept:
            yield (
                Content(_("Nothing is kept yet. n puts goods on file; 6 brings in leftovers.")),
                None,
            )
        found = self._matching(kept, words.sought)
        if kept and not found:
            yield Content(_("No goods have that.")), None
        yield from drawn.goods(found, settings, self.line_cells)

    def _moves(self) -> Iterator[tuple[Content, Row | None]]:
        now = self.desk.store.now()
        of = None if self._of is None else self._of.no
        kept = self.desk.store.ask(queries.moves, of)
        if not kept:
            yield Content(_("Nothing moved yet.")), None
        found = self._matching(kept, lambda row: f"{row.goods} {words.moving(row)}")
        if kept and not found:
            yield Content(_("Nothing that moved has that.")), None
        yield from drawn.moves(found, now, self.line_cells, of_all=of is None)

    def _rooms(self) -> Iterator[tuple[Content, Row | None]]:
        now = self.desk.store.now()
        with self.desk.store.read() as conn:
            kept = queries.rooms(conn)
            absent = {one.no: one for one in roster(conn, now) if one.place in ABSENT_PLACES}
        if not kept:
            yield Content(_("No store-room is on file. n puts one there.")), None
        found = self._matching(kept, lambda row: f"{row.name} {row.keeper or ''} {row.note}")
        if kept and not found:
            yield Content(_("No store-room has that.")), None
        for row in found:
            gone = absent.get(row.keeper_no or 0)
            yield (
                drawn.room(row, "" if gone is None else people_words.label(gone.place, "place")),
                row,
            )

    # -- the filter --------------------------------------------------------------------------

    def _matching(self, rows: Sequence[T], said: Callable[[T], str]) -> list[T]:
        """The rows that have all that is typed."""
        has_all = self.finds()
        return [row for row in rows if has_all is None or has_all(said(row))]

    @on(OptionList.OptionHighlighted)
    def _show_detail(self) -> None:
        row = self._row()
        self.put("#stock-detail", "\n".join(self._detail(row)))
        self.fit()

    def _detail(self, row: Row | None) -> Iterator[str]:
        """What became of goods, what is used of them, what they are made of, where they are."""
        if isinstance(row, StockRow):
            yield words.history(row, self.desk.store.now())
            used = words.use(row)
            if used:
                yield used
            if row.parts:
                yield _("{parts}; enough for {count}").format(
                    parts=words.parts(row.parts), count=rules.can_be_made(row.parts)
                )
            where = beside(row.room or "", row.note)
            if where:
                yield where
        elif row is not None:
            yield row.note if isinstance(row, RoomRow) else ""

    # -- acts ----------------------------------------------------------------------------------

    def number_typed(self, typed: str) -> None:
        """A number does nothing here, see `screens.typing_ahead`."""
        self.desk.tell(not_a_digit(typed), wrong=True)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What moved is no goods, and no store-room."""
        if action in _OF_GOODS and self._view != "goods":
            return False
        if action in ("new", "edit", "hand_over") and self._view == "moves":
            return False
        return super().check_action(action, parameters)

    def action_turn(self) -> None:
        """Turn through goods, what moved, store-rooms."""
        views = list(_VIEWS)
        self._show_view(views[(views.index(self._view) + 1) % len(views)])

    def _show_view(self, view: str, of: StockRow | None = None) -> None:
        self._view, self._of = view, of
        self.refresh_bindings()
        self.renew()

    def _goods_here(self) -> StockRow | None:
        row = self._row()
        if isinstance(row, StockRow):
            return row
        self.desk.tell(_("No goods are under the cursor: n puts some on file."), wrong=True)
        return None

    def action_book(self, kind: str) -> None:
        """Bring goods in, give them out, take them back, make kits of them."""
        row = self._goods_here()
        if row is not None:
            book(self.desk, row, MoveKind(kind))

    def action_count(self) -> None:
        """Count the goods under the cursor."""
        row = self._goods_here()
        if row is not None:
            count(self.desk, row)

    def action_left_over(self) -> None:
        """Bring in what is left over of a delivery."""
        leftovers(self.desk)

    @on(OptionList.OptionSelected)
    def _opened(self) -> None:
        """Let one of the acts be chosen; what moved leads to nothing."""
        row = self._row()
        if isinstance(row, RoomRow):
            self.action_edit()
        elif isinstance(row, StockRow):
            told = partial(beside, row.goods, words.there(row))
            choose_act(self.desk, told, self._acts(row), lambda: "\n".join(self._detail(row)))

    def _acts(self, row: StockRow) -> list[Act]:
        acts: list[Act] = [
            (lambda: _("take in"), partial(self.action_book, "in")),
            (lambda: _("give out"), partial(self.action_book, "out")),
            (lambda: _("came back"), partial(self.action_book, "back")),
            (lambda: _("count it"), self.action_count),
        ]
        if row.parts:
            acts.append((lambda: _("make kits"), partial(self.action_book, "made")))
        acts.append((lambda: _("what moved"), partial(self._show_view, "moves", row)))
        acts.append((lambda: _("change what is known"), self.action_edit))
        return acts

    def action_rules(self) -> None:
        """Set how it is reckoned how long goods last."""
        forms.set_stock(self.desk)

    def action_new(self) -> None:
        """Put goods on file and go on with how many there are, or put a store-room there."""
        if self._view == "rooms":
            keeping.new_room(self.desk, self._reveal)
            return

        def then(no: int) -> None:
            self._reveal(no)
            row = self.desk.store.ask(queries.one, no, self.desk.store.now())
            if not row.parts:
                book(self.desk, row, MoveKind.IN)

        keeping.new_goods(self.desk, then)

    def action_edit(self) -> None:
        """Change what is known of goods, or of a store-room."""
        row = self._row()
        if isinstance(row, StockRow):
            keeping.edit_goods(self.desk, row)
        elif isinstance(row, RoomRow):
            keeping.edit_room(self.desk, row)

    def action_hand_over(self) -> None:
        """Give goods out, or the key of a store-room to somebody."""
        row = self._row()
        if isinstance(row, RoomRow):
            keeping.give_key(self.desk, row)
        else:
            self.action_book("out")
