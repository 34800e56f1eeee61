"""The place of requests: the queue in the order of harm, and what is done with one of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual import on
from textual.content import Content

from data.listing import Listing
from data.requests import queries as requests
from models.errands import ErrandView
from models.listing import ListQuery
from models.listing.terms import Term
from models.problems import Refused
from models.requests import RequestRow
from screens.errands import words as errand_words
from screens.i18n import N_, _
from screens.keys import bindings
from screens.keys.lists import REQUESTS
from screens.kit import masks
from screens.kit.columns import View
from screens.kit.filter_line import FilterLine
from screens.kit.list_place import Link, ListPlace
from screens.kit.record_list import RecordList
from screens.offers import words as offer_words
from screens.requests import words
from screens.requests.acts import RequestActs
from screens.requests.detail import detail
from screens.requests.listing import LISTING
from screens.requests.terms import terms
from screens.sentences import say

ERRAND = "errand"
"""Where a link leads that goes to an errand's sheet."""

_NEWEST_FIRST = frozenset({"closed", "all"})
"""Views of what is over too, where the newest is looked for rather than what is hurt first."""


_TALL = 36
"""Lines from which the detail stands beneath the queue, so that what is asked for is read whole."""


class Requests(ListPlace, RequestActs):
    """The queue."""

    place = "requests"
    columns = LISTING.columns
    offered = LISTING.record.columns
    scopes = (
        ("open", N_("still open")),
        ("now", N_("due now")),
        ("life", N_("life safety")),
        ("mine", N_("mine")),
        ("promised", N_("promised")),
        ("call_back", N_("update owed")),
        ("untold", N_("longest without an update")),
        ("errands", N_("errands")),
        ("questions", N_("to be asked")),
        ("closed", N_("resolved")),
        ("all", N_("all requests")),
    )
    first_sort = "hurt"
    ages = True

    VERTICAL_BREAKPOINTS = [(0, "-low"), (_TALL, "-tall")]

    BINDINGS = bindings(REQUESTS)

    def call_taken(self, no: int, *, life: bool) -> None:
        if life:
            self.reveal(no)
        else:
            self.records.reveal(no)

    def load(self) -> None:
        super().load()
        new = self.desk.fresh.pop(self.place, None)
        if new is not None:
            self.records.reveal(new)

    # -- what is shown -----------------------------------------------------------------------

    def terms(self) -> tuple[Term, ...]:
        return terms()

    def listing(self, query: ListQuery) -> Listing[RequestRow]:
        with self.store.read() as conn:
            return requests.listing(conn, query, self.store.now(), requests.settings(conn))

    def detail(self, no: int) -> Content:
        try:
            known = self.known(no)
        except Refused as refused:
            if refused.problem.code != "request_unknown":
                raise
            return Content(say(refused.problem))
        return detail(known, self.store.now(), self.desk.masked)

    def row_facts(self, row: RequestRow, view: View) -> Iterator[tuple[str, str]]:
        yield from super().row_facts(row, view)
        yield _("caller"), " ".join((row.caller, masks.phone(row.phone, view.masked))).strip()

    def empty_hint(self) -> str:
        if self.query_now.scope == "open":
            return _("Nobody waits for anything.\n+ writes down a call in one line.")
        return _("Nothing in this view. v shows the next one.")

    @on(RecordList.Opened)
    def _looked_at(self, event: RecordList.Opened) -> None:
        self.desk.alarm.seen(event.no)

    def links(self, no: int) -> Sequence[Link]:
        known = self.known(no)
        found = []
        if known.row.joined_to is not None:
            to = known.row.joined_to
            found.append(Link(_("joined to {no}").format(no=to), "requests", to))
        if known.view.household_no is not None:
            where = words.address(known.row)
            found.append(
                Link(f"{where} {known.head}".rstrip(), "households", known.view.household_no)
            )
        if known.view.owner_no is not None:
            found.append(Link(known.row.owner or "", "roster", known.view.owner_no))
        found += [Link(self._errand_words(one), ERRAND, one.row.no) for one in known.errands]
        found += [Link(offer_words.link(one.offer), "offers", one.offer.no) for one in known.offers]
        now, masked = self.store.now(), self.desk.masked
        linked = (*known.joined, *known.others)
        found += [Link(words.brief(o, now, masked), "requests", o.no) for o in linked]
        return found

    def _errand_words(self, one: ErrandView) -> str:
        told = errand_words.brief(one.row, self.store.now(), self.desk.masked)
        return f"{_('errand {no}').format(no=one.row.no)}  {told}"

    def follow(self, link: Link) -> None:
        """Errands have a sheet and no place."""
        if link.place != ERRAND:
            super().follow(link)
            return
        from screens.errands.dialog import open_errand

        open_errand(self.desk, link.no)

    def show_scope(self, scope: str) -> None:
        """Show one of the queue's views, in the order that suits it."""
        newest = scope in _NEWEST_FIRST
        self._ask(scope=scope, sort="opened" if newest else "hurt", descending=newest)

    def show_view(self, query: ListQuery) -> None:
        """Show a view that was kept, as far as it is known here."""
        scope = query.scope if query.scope in dict(self.scopes) else self.widest_scope()
        self.query_one(FilterLine).fill(query.filter)
        self._ask(**query._replace(scope=scope)._asdict())

    def action_views(self) -> None:
        """Choose a view, or keep this one under a name."""
        from screens.requests.saved_views import choose_view

        choose_view(self)

    def action_join(self) -> None:
        """Join the marked requests."""
        from screens.requests.join import join_requests

        join_requests(self)

    # -- acts --------------------------------------------------------------------------------

    def action_new(self) -> None:
        """Write down a call."""
        self.desk.action_open("capture")

    def action_edit(self) -> None:
        """Change the request in a form."""
        from screens.requests.form_dialog import change_request

        no = self.meant_one()
        if no is not None:
            change_request(self, no)
