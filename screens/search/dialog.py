"""One field over everything ever said: what is found follows each key, enter goes to it."""

from __future__ import annotations

from functools import partial

from rich.cells import cell_len
from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from data.requests import queries as requests
from data.search.queries import Found, Hit, search
from data.search.records import RecordHit, Records, records
from models.address import short_address
from models.problems import Refused
from screens.i18n import N_, _, ngettext
from screens.keys import bindings
from screens.keys.papers import SEARCH
from screens.kit import masks
from screens.kit.again import Again
from screens.kit.columns import cut
from screens.kit.dialog import Dialog
from screens.kit.line_field import FirstLineField
from screens.kit.readable import ReadableList
from screens.kit.times import stamp
from screens.kit.titles import titled
from screens.kit.values import beside as beside_words
from screens.kit.values import joined
from screens.requests import words
from screens.sentences import say

_NAME = "search"
"""Under which the last search is remembered, to look at the next one of what it found."""

_SOURCES = {"chase": N_("chase"), "telling": N_("told"), "question": N_("asked")}

_SUBJECTS = {
    "households": N_("household"),
    "roster": N_("person"),
    "directory": N_("contact"),
    "supplies": N_("delivery"),
    "testing": N_("test session"),
}
_MANY = {
    "households": N_("{count} households"),
    "roster": N_("{count} people"),
    "directory": N_("{count} contacts"),
    "supplies": N_("{count} deliveries"),
    "testing": N_("{count} test sessions"),
}
"""Subjects beside requests, one of each and too many to be shown."""

_INDENT = 7
"""Cells before what was said, under the request's number."""


class Search(Dialog[None]):
    """The search."""

    DEFAULT_CSS = """
    Search .box { height: 92%; }
    Search #search-list {
        height: 1fr; border: none; background: $surface; margin-top: 1; padding: 0;
    }
    """
    BINDINGS = bindings(SEARCH)

    def __init__(self) -> None:
        super().__init__()
        self._found = Found((), False)
        self._records = Records()
        self._again = Again(self, self.renew)
        self._answered = ""
        """What was typed when the list shown was read."""

    def compose(self) -> ComposeResult:
        kept = str(self.desk.remembered.get(_NAME, ""))
        with Container(classes="box"):
            yield FirstLineField(kept, id="search-text")
            yield ReadableList(id="search-list", markup=False)
            yield Static("", classes="foot", markup=False)

    def on_mount(self) -> None:
        self.query_one(OptionList).can_focus = False
        self.query_one(Input).focus()
        self.relabel()
        super().on_mount()

    def relabel(self) -> None:
        self.query_one(".box").border_title = titled(_("Search all that was said or is on file"))
        self.query_one(Input).placeholder = _("words, names, telephones, what a desk answered")
        self._look(self._typed)

    def renew(self) -> None:
        """Something was written: look again."""
        self._look(self._typed)

    @property
    def _typed(self) -> str:
        return self.query_one(Input).value

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        self._look(event.value)

    @work(thread=True, exclusive=True, group="search")
    def _look(self, text: str) -> None:
        """Search beside the interface; what was overtaken by more typing is not shown."""
        store = self.desk.store
        if masks.tells_of_health(text):
            self.app.call_from_thread(partial(self._show, text, Found((), False), Records()))
            return
        try:
            with store.read() as conn:
                found = search(conn, text, store.now(), requests.settings(conn))
                beside = records(conn, text)
        except Refused as refused:
            self.app.call_from_thread(self._not_found, refused)
            return
        self.app.call_from_thread(partial(self._show, text, found, beside))

    def _not_found(self, refused: Refused) -> None:
        """Say why it cannot be looked, and look again."""
        if self.is_open:
            self._foot(say(refused.problem))
            self._again.later()

    def _show(self, text: str, found: Found, beside: Records) -> None:
        if not self.is_open or text != self._typed:
            return
        self._again.worked()
        listed = self.query_one(OptionList)
        at = listed.highlighted if text == self._answered else None
        self._found, self._records, self._answered = found, beside, text
        listed.clear_options()
        listed.add_options([Option(self._record(one)) for one in beside.hits])
        listed.add_options([Option(self._line(hit)) for hit in found.hits])
        if listed.option_count:
            # What was said is looked for first; what is on file stands above it.
            first = len(beside.hits) if found.hits else 0
            listed.highlighted = min(first if at is None else at, listed.option_count - 1)
        self._foot(self._told(text, found))

    def _told(self, text: str, found: Found) -> str:
        if not text.strip():
            return _("type any part of it; several words must all occur   esc: back")
        if masks.tells_of_health(text):
            return masks.not_looked_for()
        many = [_(_MANY[subject]).format(count=count) for subject, count in self._records.many]
        beside = _("too many to show: {what}").format(what=joined(many)) if many else ""
        if not found.hits and not self._records.hits:
            return beside or _("Nobody ever said that.   esc: back")
        count = len(found.hits)
        told = ngettext("{count} request", "{count} requests", count).format(count=count)
        if found.more:
            told = _("the latest {count}, and more").format(count=count)
        told = _("{found}   enter: go to it   esc: back").format(found=told)
        return beside_words(told, beside)

    def _foot(self, text: str) -> None:
        self.query_one(".foot", Static).update(text)

    def _record(self, one: RecordHit) -> Content:
        """A line of a record: what it is, whose or where, its number."""
        masked, now = self.desk.masked, self.desk.store.now()
        where = short_address(one.compound, one.lane, one.building, one.unit, one.room)
        return Content.assemble(
            Content.styled(f"{_(_SUBJECTS[one.subject])}  ", "bold"),
            beside_words(
                where,
                one.name,
                masks.phone(one.phone, masked),
                None if one.at is None else stamp(one.at, now),
            ),
        )

    def _line(self, hit: Hit) -> Content:
        """Two lines of a request: what it is, and where it was found."""
        row, now, masked = hit.row, self.desk.store.now(), self.desk.masked
        state = words.label(row.state, "state")
        head = Content.assemble(
            Content.styled(f"#{row.no:<5} ", "dim"),
            Content.styled(f"{words.kind(row, masked)}  ", "bold"),
            Content(f"{words.address(row)}  {row.caller}  "),
            Content.styled(f"{stamp(row.opened_at, now)} {state}", "dim"),
        )
        return Content("\n").join([head, Content.assemble(" " * _INDENT, self._where(hit, masked))])

    def _where(self, hit: Hit, masked: bool) -> Content:
        if hit.excerpt is None or masked:
            return Content(words.summary(hit.row, masked))
        said = ""
        if hit.source in _SOURCES:
            said = f"{_(_SOURCES[hit.source])} {stamp(hit.at, self.desk.store.now())}  "
        before, found, after = hit.excerpt
        room = self.query_one(OptionList).size.width - _INDENT - 2
        room -= sum(cell_len(part) for part in (said, before, found))
        return Content.assemble(
            Content.styled(said, "$accent"),
            before,
            Content.styled(found, "bold reverse"),
            cut(after, max(0, room)).rstrip() if cell_len(after) > room else after,
        )

    def action_move(self, by: int) -> None:
        """Move the highlight."""
        listed = self.query_one(OptionList)
        if listed.option_count:
            at = (listed.highlighted or 0) + by
            listed.highlighted = max(0, min(at, listed.option_count - 1))

    def action_open(self) -> None:
        """Go to what is under the highlight."""
        at = self.query_one(OptionList).highlighted
        if at is not None and self._answered == self._typed:
            self._go(at)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self._go(event.option_index)

    def _go(self, at: int) -> None:
        self.keep_typed()
        found = [(one.subject, one.no) for one in self._records.hits]
        found += [("requests", hit.row.no) for hit in self._found.hits]
        self.desk.show_record(*found[at])

    def keep_typed(self) -> None:
        self.desk.remembered[_NAME] = self._typed
