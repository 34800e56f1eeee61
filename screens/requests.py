"""The place of requests: the queue in the order of harm, and what is done with one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual.content import Content

from data import requests
from data.listing import Listing
from data.people import roster
from data.places import household
from models.listing import ListQuery
from models.problems import Refused
from models.requests import QueueSettings, RequestRow
from models.rules.request_doubles import Draft
from models.rules.times import stored
from screens.i18n import N_, _
from screens.keys import LIST, bindings
from screens.list_place import Link, ListPlace
from screens.place import TIME_PASSES
from screens.widgets.columns import Cell, Column, View
from screens.words import requests as words
from screens.words.problems import say
from screens.words.request_detail import Known, detail

_NEWEST_FIRST = frozenset({"closed", "all"})
"""Views of what is over too, where the newest is looked for rather than what is hurt first."""


def _urgency(row: RequestRow, _view: View) -> Cell:
    if row.state == "closed":
        return (f"✓ {words.label(row.outcome or 'met', 'outcome')}", "dim")
    if row.state == "call_back":
        return (_("to tell"), "good")
    tone = {"life": "life", "today": "warn"}.get(row.urgency, "")
    return (words.label(row.urgency, "urgency"), tone)  # type: ignore[return-value]


def _due(row: RequestRow, view: View) -> Cell:
    late = row.next_chase_at is not None and row.next_chase_at <= stored(view.now)
    said = words.due(row, view.now)
    return (said, "warn") if late else said


def _age(row: RequestRow, view: View) -> Cell:
    return words.age(row, view.now) if row.state != "closed" else _day(row)


def _day(row: RequestRow) -> str:
    return row.opened_at[5:10]


class Requests(ListPlace):
    """The queue."""

    place = "requests"
    columns: ClassVar[tuple[Column[RequestRow], ...]] = (
        Column("hurt", N_("urgent"), _urgency, 7, 8),
        Column("", N_("no"), lambda row, _v: str(row.no), 3, 6, 2, right=True),
        Column("kind", N_("kind"), lambda row, v: words.kind(row, v.masked), 9, 9),
        Column("address", N_("where"), lambda row, _v: words.address(row), 15, 24),
        Column("", N_("what"), lambda row, v: words.summary(row, v.masked), 11),
        Column("due", N_("next chase"), _due, 12, 12),
        Column("opened", N_("age"), _age, 8, 8, 3, right=True),
        Column("", N_("chased"), lambda row, _v: words.chased(row), 12, 16, 4),
    )
    scopes = (
        ("open", N_("still pushing")),
        ("life", N_("lives at stake")),
        ("call_back", N_("call back")),
        ("closed", N_("closed")),
        ("all", N_("all requests")),
    )
    first_sort = "hurt"

    BINDINGS = bindings(
        replace(key, bar=key.action in ("chase", "done"))
        for key in LIST
        if key.action in ("new", "edit", "chase", "done")
    )

    # -- what is shown -----------------------------------------------------------------------

    def on_mount(self) -> None:
        super().on_mount()
        self.set_interval(TIME_PASSES, self.time_passes)

    def listing(self, query: ListQuery) -> Listing[RequestRow]:
        conn = self.store.reader
        return requests.listing(conn, query, self.store.now(), requests.settings(conn))

    def detail(self, no: int) -> Content:
        try:
            known = self.known(no)
        except Refused as refused:
            return Content(say(refused.problem))
        return detail(known, self.store.now(), self.desk.masked)

    def known(self, no: int) -> Known:
        """Everything the detail shows.

        Raises:
            Refused: `request_unknown`.
        """
        now = self.store.now()
        with self.store.read() as conn:
            queue = requests.settings(conn)
            view = requests.view(conn, no)
            (row,) = requests.rows(conn, [no], now, queue)
            home = view.household_no
            others = [] if home is None else requests.of_household(conn, home, now, queue)
            same = Draft(None, view.kind, view.phone, "")
            others += [double.row for double in requests.doubles(conn, same, now, queue)]
            unique = {o.no: o for o in others if no not in (o.no, o.joined_to)}
            lives = None if home is None else household(conn, home)
            head = "" if lives is None else lives.head
            return Known(row, view, requests.chases(conn, no), tuple(unique.values()), head)

    def empty_hint(self) -> str:
        if self.query_now.scope == "open":
            return _("Nobody waits for anything.\n+ writes down a call in one line.")
        return _("Nothing in this view. v shows the next one.")

    def links(self, no: int) -> Sequence[Link]:
        known = self.known(no)
        found = []
        if known.view.household_no is not None:
            where = words.address(known.row)
            found.append(
                Link(f"{where} {known.head}".rstrip(), "households", known.view.household_no)
            )
        if known.view.owner_no is not None:
            found.append(Link(known.row.owner or "", "roster", known.view.owner_no))
        now, masked = self.store.now(), self.desk.masked
        found += [Link(words.brief(o, now, masked), "requests", o.no) for o in known.others]
        return found

    def action_next_scope(self) -> None:
        """Show the next view, in the order that suits it."""
        names = [name for name, _words in self.scopes]
        scope = names[(names.index(self.query_now.scope) + 1) % len(names)]
        newest = scope in _NEWEST_FIRST
        self._ask(scope=scope, sort="opened" if newest else "hurt", descending=newest)

    # -- acts --------------------------------------------------------------------------------

    def queue(self) -> QueueSettings:
        """The committee's settings of the queue."""
        return requests.settings(self.store.reader)

    def action_new(self) -> None:
        """Write down a call."""
        self.desk.action_capture()

    def action_edit(self) -> None:
        """Change the request in a form."""
        from screens.dialogs.request import edit_request

        no = self.chosen()
        if no is None:
            self.nothing_here()
        else:
            edit_request(self, no)

    def action_chase(self) -> None:
        """Log a push."""
        from screens.dialogs.chase import log_chase

        no = self.chosen()
        if no is None:
            self.nothing_here()
        else:
            log_chase(self, self.known(no))

    def action_done(self) -> None:
        """Close it with its outcome, or take a closed one up again."""
        from screens.dialogs.close import close_request

        no = self.chosen()
        if no is None:
            self.nothing_here()
        else:
            close_request(self, self.known(no))

    def action_assign(self) -> None:
        """Say who looks after it."""
        from screens.dialogs.choose import Choose

        no = self.chosen()
        if no is None:
            self.nothing_here()
            return
        with self.store.read() as conn:
            staff = [p for p in roster(conn, self.store.now()) if p.kind in ("staff", "cadre")]
        here = sorted(staff, key=lambda p: not p.on_duty)

        def give(index: int | None) -> None:
            if index is None:
                return
            person = here[index].no if index < len(here) else None
            name = here[index].name if index < len(here) else _("nobody")
            self.run_worker(
                self.perform(
                    lambda store: requests.assign_owner(store, no, person),
                    lambda _no: _("Request {no} is looked after by {who}.").format(no=no, who=name),
                )
            )

        def names() -> list[str]:
            return [*(f"{p.name}  {p.post}".rstrip() for p in here), _("nobody")]

        self.desk.open_dialog(Choose(lambda: _("Who looks after it?"), names), give)
