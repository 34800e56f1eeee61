"""The listings: everything unless filtered, in the order the desk shows it, as a table or JSON."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple, Protocol

from models.errands import ErrandState
from models.listing import ListQuery
from models.people import KeptKind, PersonKind, Place
from models.problems import Refused
from models.requests import RequestKind, RequestState, Urgency
from models.rules.errands import errand_text
from models.rules.text import fold
from models.rules.times import parse_moment
from models.supplies import DropState
from models.testing import SessionState
from screens.commands import shapes, tables
from screens.commands.arguments import add_command, day_text, read_day, with_meanings
from screens.commands.call import Call, Groups
from screens.commands.out import say_json, say_line, say_table
from screens.i18n import N_, _, ngettext
from screens.reader import Reader
from screens.words import custody as kept_words
from screens.words import errands as errand_words
from screens.words import people as people_words
from screens.words import requests as request_words
from screens.words import supplies as supply_words
from screens.words import testing as testing_words

Plain = dict[str, Any]
Rows = Sequence[Any]


class Labels(Protocol):
    """Words of a subject's values."""

    def label(self, value: str, of: str) -> str:
        """A value in words."""


class Wish(NamedTuple):
    """What is read before filters keep some of it.

    Attributes:
        find: what the desk's filter would find.
        view: a view of the desk's list; every record when empty.
    """

    find: str = ""
    view: str = ""


@dataclass(frozen=True, slots=True)
class Filter:
    """An option that keeps some rows.

    Args:
        flag: such as `--kind`.
        words: msgid of its help.
        keeps: whether a row, in its JSON form, fits the value given.
        values: the values it takes; any text when None.
        says: one of these values in words.
        day: whether the value is a day.
    """

    flag: str
    words: str
    keeps: Callable[[Plain, Any], bool]
    values: type[StrEnum] | None = None
    says: Callable[[str], str] = str
    day: bool = False

    @property
    def name(self) -> str:
        """The option's name among the parsed ones."""
        return "filter_" + self.flag.strip("-").replace("-", "_")


@dataclass(frozen=True, slots=True)
class Listing:
    """One listing.

    Args:
        words: msgid of its help.
        read: the rows wished for, in the desk's order.
        plain: a row as JSON.
        heads: the headings of its table.
        cells: a row as cells of the table.
    """

    name: str
    words: str
    read: Callable[[Reader, Wish, datetime], Rows]
    plain: Callable[[Any, datetime], Plain]
    heads: Callable[[], tuple[str, ...]]
    cells: Callable[[Any, datetime], tuple[object, ...]]
    filters: tuple[Filter, ...]
    views: bool = False
    """Whether the desk has it in views."""
    at: bool = False
    """Whether it can be asked for another moment than now."""
    private: Callable[[Reader], dict[int, str]] | None = None
    """Private notes by number of the row; told with `--private` and never else."""


def add_to(groups: Groups, shared: argparse.ArgumentParser) -> None:
    """Add these commands."""
    add_command(groups, shared, "today", today, N_("who is here, what is due, what lacks people"))
    for listing in LISTINGS:
        parser = add_command(groups, shared, listing.name, _runs(listing), listing.words)
        parser.add_argument(
            "--find", metavar=_("TEXT"), default="", help=_("what the desk's filter would find")
        )
        parser.set_defaults(view="")
        if listing.views:
            parser.add_argument(
                "--view",
                metavar=_("NAME"),
                help=_("one of the desk's views (now, mine, errands …), or one that was kept"),
            )
        if listing.at:
            parser.add_argument(
                "--at", metavar=_("TIME"), help=_("as it is at another time: 04-10 08:00, 23:45")
            )
        if listing.private:
            parser.add_argument(
                "--private", action="store_true", help=_("with the private notes, for your eyes")
            )
        for one in listing.filters:
            _add_filter(parser, one)


def _add_filter(parser: argparse.ArgumentParser, one: Filter) -> None:
    if one.values is not None:
        values = [value.value for value in one.values]
        shown = with_meanings(_(one.words), values, one.says)
        parser.add_argument(one.flag, dest=one.name, choices=values, metavar="…", help=shown)
    elif one.day:
        parser.add_argument(
            one.flag, dest=one.name, type=day_text, metavar=_("DAY"), help=_(one.words)
        )
    elif one.flag in ("--on-duty", "--asking", "--kept"):
        parser.add_argument(
            one.flag, dest=one.name, action="store_const", const=True, help=_(one.words)
        )
    else:
        parser.add_argument(one.flag, dest=one.name, metavar=_("NAME"), help=_(one.words))


def _runs(listing: Listing) -> Callable[[Call], int]:
    def run(call: Call) -> int:
        told = listing.private if getattr(call.options, "private", False) else None
        with call.store() as store, store.read() as conn:
            now = _moment(call, store.now())
            rows = listing.read(conn, Wish(call.options.find, call.options.view), now)
            pairs = [(row, listing.plain(row, now)) for row in rows]
            notes = told(conn) if told else {}
        for one in listing.filters:
            wanted = getattr(call.options, one.name)
            if wanted is not None:
                if one.day:
                    wanted = read_day(wanted, now).isoformat()
                pairs = [pair for pair in pairs if one.keeps(pair[1], wanted)]
        heads = listing.heads()
        cells = [listing.cells(row, now) for row, _plain in pairs]
        if told:
            heads = (*heads, _("private note"))
            cells = [
                (*line, notes.get(plain["no"], ""))
                for line, (_row, plain) in zip(cells, pairs, strict=True)
            ]
            for _row, plain in pairs:
                plain["private_note"] = notes.get(plain["no"])
        if call.json:
            say_json([plain for _row, plain in pairs])
        elif pairs:
            say_table(heads, cells)
            say_line(ngettext("{count} line", "{count} lines", len(pairs)).format(count=len(pairs)))
        else:
            say_line(_("Nothing to list."))
        return 0

    return run


def _moment(call: Call, now: datetime) -> datetime:
    """The moment asked for, now where none is."""
    said = getattr(call.options, "at", None)
    if said is None:
        return now
    try:
        return parse_moment(said, now)
    except (ValueError, OverflowError) as error:
        raise Refused("time_unclear", "at", value=said) from error


# -- what is read ----------------------------------------------------------------------------


def _households(conn: Reader, wish: Wish, _now: datetime) -> Rows:
    from data.places.lists import household_list

    return household_list(conn, ListQuery("all", "address", filter=wish.find)).rows()


def _roster(conn: Reader, wish: Wish, now: datetime) -> Rows:
    from data.duties import reserves, settings
    from data.people.lists import roster_list

    behind = reserves.by_person(conn, now, settings(conn))
    return roster_list(conn, ListQuery("all", "kind", filter=wish.find), now, behind).rows()


def _private_notes(conn: Reader) -> dict[int, str]:
    from data.people import private_notes

    return private_notes(conn)


def _custody(conn: Reader, wish: Wish, _now: datetime) -> Rows:
    from data.people import custody

    found = [*custody.kept(conn), *custody.kept(conn, returned=True)]
    words = fold(wish.find).split()
    return [row for row in found if all(word in custody.text(row) for word in words)]


def _requests(conn: Reader, wish: Wish, now: datetime) -> Rows:
    from data.requests import queries, views

    query = views.named_view(conn, wish.view or "all", queries.REQUESTS.scopes)
    query = query._replace(filter=f"{query.filter} {wish.find}".strip())
    return queries.listing(conn, query, now, queries.settings(conn)).rows()


def _errands(conn: Reader, wish: Wish, _now: datetime) -> Rows:
    from data.errands import errands, view

    found = [view(conn, row.no) for row in errands(conn)]
    words = fold(wish.find).split()
    return [one for one in found if all(word in errand_text(one) for word in words)]


def _supplies(conn: Reader, wish: Wish, now: datetime) -> Rows:
    from data.supplies.queries import DROPS, day_bounds

    return DROPS.open(conn, ListQuery("all", "eta", filter=wish.find), **day_bounds(now)).rows()


def _testing(conn: Reader, wish: Wish, now: datetime) -> Rows:
    from data.supplies.queries import day_bounds
    from data.testing.queries import SESSIONS

    return SESSIONS.open(conn, ListQuery("all", "time", filter=wish.find), **day_bounds(now)).rows()


def _equal(field: str) -> Callable[[Plain, Any], bool]:
    return lambda plain, wanted: plain[field] == wanted


def _holds(field: str) -> Callable[[Plain, Any], bool]:
    return lambda plain, wanted: wanted in plain[field]


def _of(words: Labels, of: str) -> Callable[[str], str]:
    return lambda value: words.label(value, of)


def _on(field: str) -> Callable[[Plain, Any], bool]:
    return lambda plain, wanted: str(plain[field]).startswith(wanted)


LISTINGS = (
    Listing(
        "requests",
        N_("the queue of requests, what is hurt first in front"),
        _requests,
        shapes.request,
        tables.request_heads,
        tables.request_cells,
        (
            Filter(
                "--state",
                N_("how far it is"),
                _equal("state"),
                RequestState,
                _of(request_words, "state"),
            ),
            Filter(
                "--kind",
                N_("what is asked for"),
                _equal("kind"),
                RequestKind,
                _of(request_words, "kind"),
            ),
            Filter(
                "--urgency",
                N_("how urgent"),
                _equal("urgency"),
                Urgency,
                _of(request_words, "urgency"),
            ),
            Filter("--compound", N_("of one compound"), _equal("compound")),
            Filter("--owner", N_("in one person's hands"), _equal("owner")),
        ),
        views=True,
    ),
    Listing(
        "errands",
        N_("ways to the pharmacy for many households, with their lines"),
        _errands,
        lambda one, _now: shapes.errand(one),
        tables.errand_heads,
        tables.errand_cells,
        (Filter("--state", N_("how far it is"), _equal("state"), ErrandState, errand_words.state),),
    ),
    Listing(
        "supplies",
        N_("drops of deliveries, gate by gate"),
        _supplies,
        lambda row, _now: shapes.drop(row),
        tables.drop_heads,
        tables.drop_cells,
        (
            Filter(
                "--state", N_("how far it is"), _equal("state"), DropState, supply_words.drop_state
            ),
            Filter("--compound", N_("of one compound"), _equal("compound")),
            Filter("--day", N_("of one day"), _on("eta"), day=True),
        ),
    ),
    Listing(
        "testing",
        N_("testing sessions, with people due and people given"),
        _testing,
        lambda row, _now: shapes.session(row),
        tables.session_heads,
        tables.session_cells,
        (
            Filter(
                "--state", N_("how far it is"), _equal("state"), SessionState, testing_words.state
            ),
            Filter("--compound", N_("of one compound"), _holds("compounds")),
            Filter("--day", N_("of one day"), _on("starts_at"), day=True),
        ),
    ),
    Listing(
        "roster",
        N_("people who work here, where they are, who is on duty"),
        _roster,
        lambda row, _now: shapes.person(row),
        tables.person_heads,
        tables.person_cells,
        (
            Filter(
                "--kind",
                N_("on what footing"),
                _equal("kind"),
                PersonKind,
                _of(people_words, "kind"),
            ),
            Filter(
                "--place", N_("where they are"), _equal("place"), Place, _of(people_words, "place")
            ),
            Filter("--compound", N_("of one compound"), _equal("compound")),
            Filter("--skill", N_("with one skill"), _holds("skills")),
            Filter("--on-duty", N_("on duty now"), _equal("on_duty")),
        ),
        at=True,
        private=_private_notes,
    ),
    Listing(
        "custody",
        N_("cards, keys, cash and pets kept for others, and by whom"),
        _custody,
        lambda row, _now: shapes.kept(row),
        tables.kept_heads,
        tables.kept_cells,
        (
            Filter("--kind", N_("what sort of thing"), _equal("kind"), KeptKind, kept_words.kind),
            Filter("--holder", N_("kept by one person"), _equal("holder")),
            Filter("--compound", N_("of one compound"), _equal("compound")),
            Filter(
                "--kept",
                N_("not given back yet"),
                lambda plain, _wanted: plain["returned_at"] is None,
            ),
        ),
    ),
    Listing(
        "households",
        N_("the register of households"),
        _households,
        lambda row, _now: shapes.household(row),
        tables.household_heads,
        tables.household_cells,
        (
            Filter("--compound", N_("of one compound"), _equal("compound")),
            Filter("--mark", N_("with one mark, such as 孕妇"), _holds("marks")),
            Filter(
                "--asking",
                N_("with an open request"),
                lambda plain, _wanted: plain["open_requests"] > 0,
            ),
        ),
    ),
)


def today(call: Call) -> int:
    """Tell what the Today board shows."""
    from data.places.queries import neighbourhood_name
    from data.requests import queries
    from data.settings import in_charge
    from data.today import board

    with call.store() as store, store.read() as conn:
        now = store.now()
        seen = board(conn, now, queries.settings(conn))
        names = neighbourhood_name(conn), in_charge(conn)
    if call.json:
        say_json(shapes.board(seen, now, *names))
    else:
        for line in tables.board_lines(seen, now, *names):
            say_line(line)
    return 0
