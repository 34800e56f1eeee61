"""A place that is a list with the detail of the record under the cursor beside or over it."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import Input

from models.listing import ListQuery
from models.listing.terms import Term
from models.problems import Problem
from screens.i18n import _
from screens.keys import bindings
from screens.keys.lists import LIST
from screens.kit import masks
from screens.kit.again import Again
from screens.kit.column_choice import Choice, arranged
from screens.kit.columns import UNREADABLE, Column, View, readable_columns
from screens.kit.copying import CopyPlace
from screens.kit.detail import fact, sheet
from screens.kit.detail_pane import DetailPane
from screens.kit.filter_line import FilterLine
from screens.kit.record_list import RecordList
from screens.kit.refusable import tell_unreadable
from screens.kit.status_line import StatusLine, marks_gone
from screens.kit.term_words import asked, briefly
from screens.kit.trail import Spot
from screens.subjects import BY_NAME, face_of

if TYPE_CHECKING:
    from data.listing import Listing
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


class ListPlace(CopyPlace):
    """Subclasses say what is listed and what its detail is; moving, filtering and sorting are here.

    Acts are on the marked records: they ask `meant()` for them, or `meant_one()` where they take
    only one, and `unmark()` those they are done with. `chosen()` is only for showing.

    Keys of the registry's LIST whose `action_...` a subclass does not have are not offered.
    """

    columns: ClassVar[tuple[Column[Any], ...]]
    """Those that the list comes with."""
    offered: ClassVar[tuple[Column[Any], ...]] = ()
    """All that it can show."""
    scopes: ClassVar[tuple[tuple[str, str], ...]]
    """Names of the listing's scopes with the msgids of their names; `v` turns through them."""
    first_sort: ClassVar[str]

    AUTO_FOCUS = "RecordList"
    BINDINGS = bindings(LIST)

    def __init__(self) -> None:
        super().__init__()
        self.query_now = ListQuery(self.scopes[0][0], self.first_sort)
        self._wanted: int | None = None
        self._on_card: int | None = None
        """The record whose card an act was asked for on, while it begins."""
        self._unmarked: tuple[int, frozenset[int]] | None = None
        """The last act on marked records: its number, and theirs."""
        self._answer_again = Again(self, self._answer)
        self._unread: Sequence[Problem] = ()
        """What of the filter means nothing here."""

    # -- what a subclass says ----------------------------------------------------------------

    def listing(self, query: ListQuery) -> Listing[Any]:
        """The records a query finds, as a window on the store."""
        raise NotImplementedError

    def detail(self, no: int) -> Content:
        """Everything about one record."""
        raise NotImplementedError

    def told(self, no: int) -> Content:
        """The detail of a record, all of it as it was at one moment."""
        with self.store.read():
            return self.detail(no)

    def row_facts(self, row: Any, view: View) -> Iterator[tuple[str, str]]:
        """What the list knows of a record, each with its label."""
        for column in readable_columns(self.columns, partial(tell_unreadable, self)):
            if column.width:
                yield _(column.title), column.text(row, view)

    def list_knows(self, no: int | None, error: Exception) -> Content:
        """What the list knows of a record that cannot be read, and why it cannot."""
        row = None if no is None else self.records.row(no)
        view = View(self.desk.masked, self.store.now())
        facts = () if row is None else self.row_facts(row, view)
        if isinstance(error, UNREADABLE) and self.desk.unreadable is None:
            tell_unreadable(self, error)
            told = _("damaged")
        else:
            told = self.desk.words_of(error)
        why = Content.styled(told, "$error")
        return sheet([*(fact(label, value) for label, value in facts), why])

    def empty_hint(self) -> str:
        """What to do when the list has nothing."""
        raise NotImplementedError

    def links(self, no: int) -> Sequence[Link]:
        """Where `g` leads from a record."""
        return ()

    # -- what is on screen -------------------------------------------------------------------

    def body(self) -> ComposeResult:
        with Container(classes="columns"):
            with Container(classes="list-side"):
                yield FilterLine(self.found_by, self.terms)
                yield RecordList(self.columns_now(), empty=self._empty_words)
            yield DetailPane(self._told_now, lambda error: self.list_knows(self.chosen(), error))

    @property
    def records(self) -> RecordList:
        """The list."""
        return self.query_one(RecordList)

    def _empty_words(self) -> str:
        if self.query_now.nothing:
            return masks.not_looked_for()
        if self._unread:
            return "\n".join((*map(self._said, self._unread), _("esc shows everything again.")))
        if self.query_now.filter:
            return _("Nothing matches. esc shows everything again.")
        return self.empty_hint()

    def load(self) -> None:
        self._show_records()
        if self._wanted is not None:
            wanted, self._wanted = self._wanted, None
            self.reveal(wanted)
        if self.records.has_focus or self.focused is None:
            self.records.focus()
        self._pane.show_detail()

    def list_columns(self) -> Sequence[Column[Any]]:
        """The columns of the list as it comes, in order."""
        return self.columns

    def columns_now(self) -> Sequence[Column[Any]]:
        """Those that were chosen for it here, in order."""
        kept = self.desk.preferences
        choice = Choice(kept.columns.get(self.place, ()), kept.widths.get(self.place, {}))
        return arranged(self.list_columns(), self.offered, choice)

    def found_by(self) -> Sequence[str]:
        """What the filter finds records by, in many words or in few."""
        return _("/ name, room, telephone, initials"), _("/ name, room")

    def terms(self) -> Sequence[Term]:
        """The terms the filter takes."""
        return ()

    def _said(self, problem: Problem) -> str:
        from screens.sentences import say

        return say(problem, of=("search",))

    def card(self, no: int) -> Card:
        """The card of a record."""
        from screens.kit.card import Card

        return Card(self, no)

    def name_words(self) -> str:
        """What the place is called."""
        return _(BY_NAME[face_of(self.place)].label)

    def view_words(self) -> str:
        """The name of the view shown."""
        return _(dict(self.scopes)[self.query_now.scope])

    def told_words(self) -> str:
        """What the line over the list tells beside the view and the count."""
        return ""

    def chosen(self) -> int | None:
        """The number of the record under the cursor."""
        return self.records.highlighted_no

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

    def file_replaced(self) -> None:
        self.records.clear_marks()

    def reveal(self, no: int) -> None:
        """Put the cursor on a record, widening the view when it does not show it."""
        if self._shown < 0:
            self._wanted = no
            return
        if self.records.reveal(no):
            return
        self.query_now = self.query_now._replace(scope=self.widest_scope(), filter="")
        self.query_one(FilterLine).clear()
        self.load()
        self.records.reveal(no)
        self._pane.show_detail()

    def widest_scope(self) -> str:
        """The scope that shows every record."""
        return "all" if "all" in dict(self.scopes) else self.scopes[-1][0]

    def spot(self) -> Spot[ListSeen]:
        at, above = self.records.standing
        on_card = any(hasattr(screen, "gives_way") for screen in self.desk.screen_stack)
        return Spot(self.place, self.chosen(), ListSeen(self.query_now, at, above, on_card))

    def stands(self, spot: Spot[Any]) -> bool:
        """Whether the record is on file, in whatever view."""
        if spot.no is None:
            return True
        widest = self.query_now._replace(scope=self.widest_scope(), filter="", nothing=False)
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

    def _ask(self, **changes: Any) -> None:
        self.query_now = self.query_now._replace(**changes)
        self._answer()

    def _answer(self) -> None:
        """Show what is asked for; while it cannot be read, say so and try again."""
        try:
            self._show_records()
        except Exception as error:  # noqa: BLE001 - what is shown stays, and is asked for again
            self.not_read(error)
            self._answer_again.later()
        else:
            self._answer_again.worked()
            self.read_again()
            self._pane.soon()

    def _show_records(self) -> None:
        view = View(self.desk.masked, self.store.now())
        line = self.query_one(FilterLine)
        before = self.records.marks
        with self.store.read():
            # Whoever is found by facts of health is known by them, whatever of it is shown.
            self.query_now = asked(self.query_now, self.terms())
            listing = self.listing(self.query_now)
            self._unread = listing.problems
            self.records.show(listing, self.query_now, view)
            told = next(map(briefly, self._unread), "") or self.told_words()
            line.tell(self.view_words(), listing.count, listing.total, told)
        gone = len(before - self.records.marks)
        if gone:
            told = marks_gone(gone, len(self.records.marks))
            self.query_one(StatusLine).note(told, gives_way=True)

    # -- detail ------------------------------------------------------------------------------

    @property
    def _pane(self) -> DetailPane:
        return self.query_one(DetailPane)

    def _told_now(self) -> Content:
        no = self.chosen()
        return Content("") if no is None else self.told(no)

    def on_resize(self) -> None:
        """The detail appears when the terminal grows."""
        if self._shown >= 0:
            self.call_after_refresh(self._pane.show_detail)

    # -- messages of the list ----------------------------------------------------------------

    @on(RecordList.Highlighted)
    def _moved(self) -> None:
        self._pane.soon()
        self.desk.alarm.show_on(self)

    @on(RecordList.MarksChanged)
    def _marked(self, event: RecordList.MarksChanged) -> None:
        self.query_one(FilterLine).tell_marks(len(event.marks))
        self.desk.alarm.show_on(self)

    @on(RecordList.Reading)
    def _lines_read(self, event: RecordList.Reading) -> None:
        if event.error is None:
            self.read_again()
        else:
            self.not_read(event.error)

    def on_screen_suspend(self) -> None:
        """What is over the list has the cursor: the list has no mark for it meanwhile."""
        self.records.refresh()

    def on_screen_resume(self) -> None:
        self.records.refresh()

    @on(RecordList.Opened)
    def _opened(self, event: RecordList.Opened) -> None:
        self.desk.open_dialog(self.card(event.no))

    @on(RecordList.SortChanged)
    def _sorted(self, event: RecordList.SortChanged) -> None:
        self._ask(sort=event.sort, descending=event.descending)

    @on(FilterLine.Changed)
    def _filtered(self) -> None:
        # Keys may have come in faster than answers: only the newest text is asked for.
        typed = self.query_one(FilterLine).field.value
        if typed != self.query_now.filter:
            self._ask(filter=typed)

    @on(FilterLine.Left)
    def _filter_left(self) -> None:
        self.records.focus()

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
        if not links:
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
