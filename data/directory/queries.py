"""What is read of the directory: its records and the roster's leaders as one list of entries.

Leaders are read from the roster, so that nobody is kept in two places; numbers everybody has are
there before anybody wrote them down.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from data import sql
from data.filtering import VALUES, any_of
from data.households.found_by import ends, has
from data.listing import Listing, ListSpec
from data.roster.places import presence_at
from data.settings import IN_CHARGE
from data.sql import Reader, Rows
from models.chases import Rung
from models.directory import (
    LEADER,
    RUNGS,
    SERVICES,
    Answer,
    ContactKind,
    ContactView,
    Entry,
    Listed,
    Record,
    Window,
    listed_no,
)
from models.directory.rules import next_open, open_at, read_hours
from models.listing import ListQuery
from models.roster import Reach
from models.times import loaded, stored
from models.word_tables import unless_broken

_LATEST = 50
"""Calls that are looked back on: what came of older ones says little about tonight."""


_LEADS = f"p.is_leader AND p.id IS NOT {IN_CHARGE} AND p.no NOT IN ({sql.given('but')})"
"""SQL for whether the person `p` is a leader to be called: not who is in charge, nor one of `:but`,
for nobody rings themselves."""


def _listed(no: str, source: Listed) -> str:
    """`models.directory.listed_no` in SQL."""
    return f"{no} * {len(Listed)} + {source.value}"


_SERVICES = "".join(
    f"\nUNION ALL SELECT {listed_no(Listed.SERVICE, place)}, NULL, NULL, NULL, NULL, '{number}',"
    f" '{kind}', '{RUNGS[kind]}', '{number}', '24h', '', '', '{Reach.ANY_TIME}', NULL, '{number}'"
    f" WHERE NOT EXISTS (SELECT 1 FROM contact WHERE phone = '{number}' OR name = '{number}')"
    for place, (number, kind) in enumerate(SERVICES.items(), 1)
)
"""Services the directory has no record for, not even one that was taken out of it."""

_BOOK = f"""(
SELECT {_listed("c.no", Listed.DIRECTORY)} AS no, c.id AS contact_id, c.no AS contact_no,
  NULL AS person_id, NULL AS person_no, c.name AS name, c.kind AS kind, c.rung AS rung,
  c.phone AS phone, c.hours AS hours, c.note AS note, '' AS place, '{Reach.ANY_TIME}' AS reach,
  c.archived_at AS archived_at, c.search AS search
FROM contact c
UNION ALL
SELECT {_listed("p.no", Listed.ROSTER)}, NULL, NULL, p.id, p.no,
  p.name || CASE WHEN {sql.has_letters("p.post")} THEN ' ' ELSE '' END || p.post,
  '{LEADER}', '{Rung.LEADERS}', p.phone,
  CASE WHEN s.reach = '{Reach.WINDOW}' THEN {sql.clock_time("s.reach_from")}
    || '-' || {sql.clock_time("s.reach_until")} ELSE '' END,
  p.note, coalesce(s.place, 'on_site'), coalesce(s.reach, '{Reach.ANY_TIME}'), p.archived_at,
  p.search
FROM person p
LEFT JOIN presence s ON s.id = {presence_at("p.id")}
WHERE {_LEADS}{_SERVICES})"""
"""Records of the directory, leaders of the roster but `:but` as they are at `:now`, and
services."""

_SAID = "k.at, k.id, k.said, k.answered, k.verdict, k.promised_until, k.subject, k.subject_id"


def _calls(contact: str, person: str, name: str) -> str:
    """SQL for the latest calls to somebody: those chosen by their record, and those typed.

    Args:
        contact, person, name: SQL for their key in the directory, in the roster, their name.
    """
    return f"""
SELECT * FROM (SELECT {_SAID} FROM chase k
  WHERE k.contact_id = {contact} ORDER BY k.at DESC, k.id DESC LIMIT {_LATEST})
UNION ALL
SELECT * FROM (SELECT {_SAID} FROM chase k
  WHERE k.person_id = {person} ORDER BY k.at DESC, k.id DESC LIMIT {_LATEST})
UNION ALL
SELECT * FROM (SELECT {_SAID} FROM chase k WHERE k.contact_id IS NULL AND k.person_id IS NULL
  AND k.whom = {name} ORDER BY k.at DESC, k.id DESC LIMIT {_LATEST})
ORDER BY at DESC, id DESC LIMIT {_LATEST}"""


_KEPT = """verdict IS NULL AND promised_until IS NOT NULL AND subject = 'request' AND subject_id IN
    (SELECT id FROM request WHERE state = 'closed' AND outcome NOT IN ('withdrawn', 'died'))"""
_TOLD = f"""count(*), sum(answered), {sql.count_if("verdict = 'accepted'")},
  {sql.count_if("verdict = 'refused'")}, {sql.count_if(_KEPT)}, max(at), said, answered, verdict"""

_LATELY = _calls("t.contact_id", "t.person_id", "t.name")

_ROW = f"""
SELECT t.no AS no, t.contact_no AS contact_no, t.person_no AS person_no, t.name AS name,
  t.kind AS kind, t.rung AS rung, t.phone AS phone, t.hours AS hours, t.note AS note,
  t.place AS place, t.reach AS reach,
  (SELECT {sql.packed(_TOLD)} FROM ({_LATELY})) AS calls, :now AS now
FROM {_BOOK} t"""
"""What `_entries` are made from. SQLite takes the bare columns from the row of the only `max`."""


def _entries(rows: Rows) -> list[Entry]:
    return [_entry(**one) for one in sql.named(rows)]


def _entry(*, reach: str, calls: str, now: str, **found: Any) -> Entry:
    tried, answered, accepted, refused, kept, at, said, reached, verdict = sql.unpacked(calls)
    moment, windows = loaded(now), _windows(found["hours"])
    is_open = reach != Reach.NO and open_at(windows, moment)
    opens = None if is_open or reach == Reach.NO else next_open(windows, moment)
    return Entry(
        **found,
        record=Record(tried, answered or 0, accepted, refused, kept),
        last_at=at,
        last_said=said or "",
        last_answered=reached or 0,
        last_verdict=verdict,
        open=is_open,
        opens_at=None if opens is None else stored(opens),
    )


def _windows(hours: str) -> tuple[Window, ...]:
    """When somebody answers; always where the words are not known, also while their table is
    broken."""
    return unless_broken(lambda: read_hours(hours), None) or ()


_HERE = "t.archived_at IS NULL"
_OPEN = sql.given("open")

CONTACTS: ListSpec[Entry] = ListSpec(
    table=_BOOK,
    rows=_ROW,
    read=_entries,
    sorts={
        "kind": (sql.place_in((*ContactKind, LEADER), "t.kind"),),
        "name": ("t.name",),
        "rung": (sql.place_in(Rung, "t.rung"),),
    },
    scopes={
        "all": _HERE,
        "now": f"{_HERE} AND t.no IN ({_OPEN})",
        "hospitals": f"{_HERE} AND t.kind IN ('ambulance', 'hospital', 'pharmacy')",
        "desks": f"{_HERE} AND t.kind IN ('desk', 'line_leader', 'city_line', '{LEADER}')",
        "archived": "t.archived_at IS NOT NULL",
    },
    terms={
        "kind": f"t.kind IN ({VALUES})",
        "reachable": {"now": f"t.no IN ({_OPEN})", "later": f"t.no NOT IN ({_OPEN})"},
        "place": f"t.place IN ({VALUES})",
        "phone": any_of("t.phone"),
    },
    ranks=(ends("t.phone"), has("t.phone")),
)
"""The directory as a list. `now` is who can be reached at the moment, `:open`."""


def contacts(conn: Reader, at: datetime, but: Collection[int] = ()) -> list[Entry]:
    """Everybody to be called, by kind, and whether they can be reached at a moment.

    Args:
        but: numbers of people of the roster who are not called, as who sits at the desk.
    """
    order = CONTACTS.sorts["kind"][0]
    query = f"{_ROW} WHERE {_HERE} ORDER BY {order}, t.no"
    return _entries(conn.execute(query, {"now": stored(at), "but": sql.as_given(but)}))


def entry(conn: Reader, no: int, at: datetime) -> Entry | None:
    """One of them, archived or not, by their number as an entry has it."""
    query = f"{_ROW} WHERE t.no = :no"
    found = _entries(conn.execute(query, {"now": stored(at), "no": no, "but": sql.as_given(())}))
    return found[0] if found else None


def listing(
    conn: Reader, query: ListQuery, at: datetime, but: Collection[int] = ()
) -> Listing[Entry]:
    """The entries a query finds, as a window, without some people; see `contacts`.

    Scopes: `all`, `now`, `hospitals`, `desks`, `archived`; orders: `kind`, `name`, `rung`.
    """
    now = [one.no for one in contacts(conn, at, but) if one.open] if _asks_now(query) else []
    return CONTACTS.open(conn, query, now=stored(at), open=sql.as_given(now), but=sql.as_given(but))


def _asks_now(query: ListQuery) -> bool:
    """Whether it matters who can be reached at the moment, which takes all their hours to know."""
    wanted = query.wanted
    return query.scope == "now" or any(
        said.term == "reachable" for said in (wanted.terms if wanted is not None else ())
    )


def answers(conn: Reader, no: int) -> list[Answer]:
    """What somebody answered before, the latest first, fifty at most."""
    found = conn.execute(
        "SELECT t.contact_id AS contact, t.person_id AS person, t.name AS name"
        f" FROM {_BOOK} t WHERE t.no = :no",
        {"no": no, "now": "", "but": sql.as_given(())},
    )
    who = next(sql.named(found), None)
    if who is None:
        return []
    rows = conn.execute(
        "SELECT k.at AS at, r.no AS request_no, k.said AS said, k.answered AS answered,"
        " k.verdict AS verdict, k.promised_until AS promised_until"
        f" FROM ({_calls(':contact', ':person', ':name')}) k"
        " JOIN request r ON r.id = k.subject_id AND k.subject = 'request'"
        " ORDER BY k.at DESC, k.id DESC",
        who,
    )
    return sql.views(Answer, rows)


def contact(conn: Reader, no: int) -> ContactView:
    """One record of the directory, archived or not.

    Raises:
        Refused: `contact_unknown`.
    """
    rows = conn.execute(
        "SELECT no, id, version, name, kind, rung, phone, hours, note, archived_at"
        " FROM contact WHERE no = ?",
        (no,),
    )
    return sql.found(ContactView, rows, "contact_unknown", no=no)


def leaders(conn: Reader) -> list[tuple[str, str]]:
    """Names and telephone numbers of the leaders on the roster."""
    rows = conn.execute(
        "SELECT p.name AS name, p.phone AS phone FROM person p"
        " WHERE p.archived_at IS NULL AND p.is_leader ORDER BY p.no"
    )
    return [(one["name"], one["phone"]) for one in sql.named(rows)]
