"""What a place that is a list shows: the records found, the detail of the one under the cursor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content

from models.listing import ListQuery
from models.listing.terms import Term
from models.problems import Problem
from screens.i18n import _
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
from screens.subjects import BY_NAME, face_of

if TYPE_CHECKING:
    from data.listing import Listing


class ListShown(CopyPlace):
    """A place that shows a list. Subclasses say what is listed, in which columns, and what its
    detail is; reading, filtering and sorting are here. What is done with it is `ListPlace`."""

    columns: ClassVar[tuple[Column[Any], ...]]
    """Those that the list comes with."""
    offered: ClassVar[tuple[Column[Any], ...]] = ()
    """All that it can show."""
    scopes: ClassVar[tuple[tuple[str, str], ...]]
    """Names of the listing's scopes with the msgids of their names; `v` turns through them."""
    first_sort: ClassVar[str]

    AUTO_FOCUS = "RecordList"

    def __init__(self) -> None:
        super().__init__()
        self.query_now = ListQuery(self.scopes[0][0], self.first_sort)
        self._wanted: int | None = None
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

    def narrow(self, typed: str, *, everywhere: bool = False) -> None:
        """Show what a filter finds in the first view, or in all there is; the place may just be
        made."""
        scope = self.widest_scope() if everywhere else self.scopes[0][0]
        self.query_now = self.query_now.kept._replace(scope=scope, filter=typed)
        if self._shown < 0:
            self.call_after_refresh(lambda: self.query_one(FilterLine).fill(typed))
            return
        self.query_one(FilterLine).fill(typed)
        self.read_anew()
        self.leave_field()

    def widest_scope(self) -> str:
        """The scope that shows every record."""
        return "all" if "all" in dict(self.scopes) else self.scopes[-1][0]

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
