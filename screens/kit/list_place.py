"""A place that is a list, as one works in it: marks, acts, where one stands and goes on from it."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from textual import on
from textual.widgets import Input

from models.listing import ListQuery
from screens.i18n import _
from screens.keys import bindings
from screens.keys.lists import LIST
from screens.kit.filter_line import FilterLine
from screens.kit.list_shown import ListShown
from screens.kit.record_list import RecordList
from screens.kit.trail import Spot

if TYPE_CHECKING:
    from screens.kit.card import Card


class Link(NamedTuple):
    """Somewhere `g` leads: a record of a place, named in words."""

    label: str
    place: str
    no: int


class ListSeen(NamedTuple):
    """How a list was looked at.

    Attributes:
        at: the cursor's place, from 0.
        above: how many lines of the list were seen above it.
        on_card: whether the record's card was open.
    """

    query: ListQuery
    at: int
    above: int
    on_card: bool


class ListPlace(ListShown):
    """Subclasses say what is listed and what its detail is, see `ListShown`.

    Acts are on the marked records: they ask `meant()` for them, or `meant_one()` where they take
    only one, and `unmark()` those they are done with. `chosen()` is only for showing.

    Keys of the registry's LIST whose `action_...` a subclass does not have are not offered.
    """

    BINDINGS = bindings(LIST)

    def __init__(self) -> None:
        super().__init__()
        self._on_card: int | None = None
        """The record whose card an act was asked for on, while it begins."""
        self._unmarked: tuple[int, frozenset[int]] | None = None
        """The last act on marked records: its number, and theirs."""

    def links(self, no: int) -> Sequence[Link]:
        """Where `g` leads from a record."""
        return ()

    def card(self, no: int) -> Card:
        """The card of a record."""
        from screens.kit.card import Card

        return Card(self, no)

    # -- which records an act is about -------------------------------------------------------

    def marked(self) -> tuple[int, ...]:
        """The record on the card, else the marked ones, else the one under the cursor."""
        if self._on_card is not None:
            return (self._on_card,)
        return tuple(sorted(self.records.marks)) or super().marked()

    def unmark(self, nos: Iterable[int]) -> None:
        """Take the marks off records that were acted on; those of others stay.

        They come back once the act is taken back.
        """
        acted_on, offer = self.records.marks.intersection(nos), self.desk.offer
        if acted_on and offer is not None and offer.takes_back:
            self._unmarked = offer.act, acted_on
        self.records.unmark(acted_on)

    def taken_back(self, act: int) -> None:
        if self._unmarked is not None and self._unmarked[0] == act:
            self.records.mark(self._unmarked[1])
            self._unmarked = None

    # -- where one stands --------------------------------------------------------------------

    def spot(self) -> Spot[ListSeen]:
        at, above = self.records.standing
        on_card = any(hasattr(screen, "gives_way") for screen in self.desk.screen_stack)
        return Spot(self.place, self.chosen(), ListSeen(self.query_now, at, above, on_card))

    def stands(self, spot: Spot[Any]) -> bool:
        """Whether the record is on file, in whatever view."""
        if spot.no is None:
            return True
        widest = self.query_now._replace(scope=self.widest_scope(), filter="")
        with self.store.read():
            return self.listing(widest).position(spot.no) is not None

    def come_back(self, spot: Spot[Any]) -> bool:
        seen = spot.seen
        if not isinstance(seen, ListSeen):
            return True
        self.query_now = seen.query
        self.query_one(FilterLine).fill(seen.query.filter)
        self.read_anew()
        found = self.records.stand(spot.no, seen.at, seen.above)
        if seen.on_card and spot.no is not None:
            self.desk.open_dialog(self.card(spot.no))
        return found

    @on(RecordList.Opened)
    def _opened(self, event: RecordList.Opened) -> None:
        self.desk.open_dialog(self.card(event.no))

    # -- actions -----------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what this place can do; letters typed into a field stay letters."""
        if action in ("find", "attendance") and isinstance(self.focused, Input):
            return False
        if action in _OWN and not hasattr(self, f"action_{action}"):
            return False
        return super().check_action(action, parameters)

    def action_find(self) -> None:
        """Begin to filter."""
        self.query_one(FilterLine).begin()

    def action_back(self) -> None:
        """Leave the filter, then the marks."""
        if self.query_now.filter:
            self.query_one(FilterLine).clear()
            self._ask(filter="")
        elif self.records.marks:
            self.records.clear_marks()
        self.records.focus()

    def record_text(self, no: int) -> str:
        return self.told(no).plain

    def list_text(self) -> str:
        from screens.kit.listed import CHAT_MOST, as_chat, read, seen

        return as_chat(read(self, seen(self), CHAT_MOST), self.store.now())

    def action_paper(self) -> None:
        """Write the list to a file; a place with papers of its own offers these first."""
        from screens.kit.export import export_list

        export_list(self)

    def action_columns(self) -> None:
        """Choose which columns are shown, in which order and how wide."""
        from screens.kit.columns_dialog import ColumnsDialog

        self.desk.open_dialog(ColumnsDialog(self))

    def action_next_scope(self) -> None:
        """Show the next view."""
        names = [name for name, _words in self.scopes]
        self.show_scope(names[(names.index(self.query_now.scope) + 1) % len(names)])

    def show_scope(self, scope: str) -> None:
        """Show one of the views."""
        self._ask(scope=scope)

    def action_go(self) -> None:
        """Go to a record linked with the one under the cursor."""
        from screens.kit.choose import choose_from

        no = self.chosen() if self._on_card is None else self._on_card
        links = () if no is None else tuple(self.links(no))
        if no is None:
            self.nothing_here()
        elif not links:
            self.say(_("Nothing is linked with this record."))
        elif len(links) == 1:
            self.follow(links[0])
        else:
            choose_from(self.desk, lambda: _("Go to"), links, lambda link: link.label, self.follow)

    def follow(self, link: Link) -> None:
        """Go where a link leads."""
        self.desk.show_record(link.place, link.no)

    async def do(self, action: str, no: int) -> None:
        """Do one of this place's acts on a record, for its card: whatever is marked behind it."""
        self._on_card = no
        try:
            done = getattr(self, f"action_{action}")()
            if inspect.isawaitable(done):
                await done
        finally:
            self._on_card = None


_OWN = frozenset(key.action for key in LIST)
"""Acts that a place has only when its class defines them."""
