"""What is asked of closed places: which there are, which one is meant, what closing them breaks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from data import sql
from data.duties import queries as duties
from data.households import buildings
from data.households.closed import HELD, HELD_AT_GATES
from data.requests.doors import about as is_about
from data.sql import Reader
from models.address import short_address
from models.closed import Break, BreakKind, ClosablePlace, Extent, PlaceKey
from models.duties import DutyInput, DutyRow, Role, Work
from models.duties.rules import Times, behind_doors
from models.problems import Refused
from models.text import fold
from models.times import day_start, loaded, stored

_PLACES = """
SELECT 'compound' AS extent, c.no AS no, c.id AS id, c.name AS compound, NULL AS lane,
  NULL AS building, c.closed_until AS closed_until, c.closed_why AS closed_why,
  NULL AS with_compound_until, count(h.id) AS households, coalesce(sum(h.people), 0) AS people,
  c.position AS position, 0 AS part
FROM compound c LEFT JOIN building b ON b.compound_id = c.id
LEFT JOIN household h ON h.building_id = b.id GROUP BY c.id
UNION ALL
SELECT 'building', b.no, b.id, c.name, nullif(b.lane, ''), b.name, b.closed_until, b.closed_why,
  c.closed_until, count(h.id), coalesce(sum(h.people), 0), c.position, 1
FROM building b JOIN compound c ON c.id = b.compound_id
LEFT JOIN household h ON h.building_id = b.id GROUP BY b.id"""
"""The columns of a ClosablePlace."""


def closed_places(conn: Reader) -> list[ClosablePlace]:
    """The places somebody closed and did not open, also those whose last day is over."""
    found = conn.execute(
        f"SELECT * FROM ({_PLACES}) WHERE closed_until IS NOT NULL ORDER BY position, part, no"
    )
    return sql.views(ClosablePlace, found)


def place(conn: Reader, key: PlaceKey) -> ClosablePlace:
    """One place, closed or not.

    Raises:
        Refused: `compound_number_unknown`, `building_unknown`.
    """
    unknown = {
        Extent.COMPOUND: "compound_number_unknown",
        Extent.BUILDING: "building_unknown",
    }
    found = conn.execute(
        f"SELECT * FROM ({_PLACES}) WHERE extent = ? AND no = ?", (str(key.extent), key.no)
    )
    return sql.found(ClosablePlace, found, unknown[key.extent], no=key.no)


_HAS_DIGIT = re.compile(r"\d")
"""What names a building, so that a street's number closes no compound."""


def find(conn: Reader, said: str) -> PlaceKey:
    """The place somebody means: a compound by its name, else a building as people say it, else a
    compound by a part of its name or its letters, where no other has them.

    Raises:
        Refused: `building_unclear` when it is none, or may be several.
    """
    from data.reading.places import compounds_meant

    names = sql.mapped(conn.execute("SELECT name, no FROM compound"), "name", "no")
    wanted = fold(said).replace(" ", "")
    for name, no in names.items():
        if fold(name).replace(" ", "") == wanted:
            return PlaceKey(Extent.COMPOUND, no)
    try:
        return PlaceKey(Extent.BUILDING, buildings.find(conn, said, None, "place").no)
    except Refused:
        meant = () if _HAS_DIGIT.search(wanted) else compounds_meant(conn, said)
        if len(meant) != 1:
            raise
        return PlaceKey(Extent.COMPOUND, names[meant[0]])


# -- what it breaks --------------------------------------------------------------------------------


class _Person(NamedTuple):
    """Somebody of the roster, and what doors hold them."""

    no: int
    name: str
    home: str | None
    building: int | None
    held: int
    held_at_gates: int


def breaks(
    conn: Reader, places: Sequence[ClosablePlace], until: date, now: datetime
) -> list[Break]:
    """What goes on no more as planned while places are closed, from now on.

    The rules are those that hold once they are closed: whether somebody can do a duty says
    `models.duties.rules.behind_doors`.

    Args:
        until: the last local date on which they are closed.

    Returns:
        Kind by kind, each in the order of time.
    """
    ends = day_start(until + timedelta(days=1))
    span = {"now": stored(now), "ends": stored(ends), **_among(places)}
    found = [
        *_errands(conn, span),
        *_duties(conn, places, until, (now, ends)),
        *_drops(conn, span),
        *_sessions(conn, span),
        *_leaders(conn, span),
    ]
    order = list(BreakKind)
    return sorted(found, key=lambda one: (order.index(BreakKind(one.kind)), one.starts_at or ""))


def _among(places: Iterable[ClosablePlace]) -> dict[str, str]:
    """Parameters: the keys of the compounds closed whole, of the buildings, and of all theirs."""
    places = list(places)
    whole = [one.id for one in places if one.extent == Extent.COMPOUND]
    parts = [one.id for one in places if one.extent == Extent.BUILDING]
    return {"whole": sql.as_given(whole), "parts": sql.as_given(parts)}


_INSIDE = f"(b.id IN ({sql.given('parts')}) OR b.compound_id IN ({sql.given('whole')}))"
"""Whether the building `b` is closed."""

_TOUCHED = (
    f"({sql.given('whole')} UNION SELECT b.compound_id FROM building b"
    f" WHERE b.id IN ({sql.given('parts')}))"
)
"""The compounds that are closed, or have a building that is."""


def _duties(
    conn: Reader,
    places: Sequence[ClosablePlace],
    until: date,
    span: tuple[datetime, datetime],
) -> Iterator[Break]:
    gates = {one.compound: until for one in places if one.extent == Extent.COMPOUND}
    doors = {one.no for one in places if one.extent == Extent.BUILDING}
    people = conn.execute(
        "SELECT p.no AS no, p.name AS name, c.name AS home, b.no AS building,"
        f" {HELD} AS held, {HELD_AT_GATES} AS held_at_gates FROM person p"
        " LEFT JOIN building b ON b.id = p.building_id"
        " LEFT JOIN compound c ON c.id = p.compound_id WHERE p.archived_at IS NULL"
    )
    known = {one.no: one for one in sql.views(_Person, people)}
    for duty in duties.between(conn, *span):
        who = known.get(duty.person_no or 0)
        if who is None:
            continue
        times = Times(
            closed_until=until if who.held and who.building in doors else None,
            home=who.home,
            closed=gates if who.held_at_gates else {},
        )
        codes = [one.problem.code for one in behind_doors(_given(duty), times)]
        if codes:
            kind = BreakKind.SHUT_OUT if codes == ["compound_shut"] else BreakKind.KEPT_IN
            yield Break(
                kind,
                "roster",
                who.no,
                duty.starts_at,
                duty.where,
                (who.name,),
                duty.no,
                duty.work,
            )


def _given(duty: DutyRow) -> DutyInput:
    return DutyInput(
        duty.person_no,
        Work(duty.work),
        Role(duty.role),
        loaded(duty.starts_at),
        loaded(duty.ends_at),
        compounds=duty.compounds,
    )


def _drops(conn: Reader, span: dict[str, Any]) -> Iterator[Break]:
    rows = conn.execute(
        "SELECT t.no AS no, t.eta AS eta, c.name AS compound FROM supply_drop t"
        " JOIN compound c ON c.id = t.compound_id WHERE t.state IN ('planned', 'unloaded')"
        f" AND t.eta < :ends AND t.compound_id IN {_TOUCHED} ORDER BY t.eta, t.no",
        span,
    )
    for one in sql.named(rows):
        yield Break(BreakKind.DROP, "supplies", one["no"], one["eta"], one["compound"])


def _sessions(conn: Reader, span: dict[str, Any]) -> Iterator[Break]:
    rows = conn.execute(
        "SELECT t.no AS no, t.starts_at AS starts_at, t.site AS site, count(*) AS households,"
        " c.name AS compound FROM test_session t"
        " JOIN session_compound k ON k.session_id = t.id JOIN compound c ON c.id = k.compound_id"
        " JOIN building b ON b.compound_id = c.id JOIN household h ON h.building_id = b.id"
        f" WHERE t.state IN ('planned', 'running') AND t.starts_at < :ends AND {_INSIDE}"
        " GROUP BY t.id ORDER BY t.starts_at, t.no",
        span,
    )
    for one in sql.named(rows):
        where = one["site"] or one["compound"]
        yield Break(
            BreakKind.SESSION,
            "testing",
            one["no"],
            one["starts_at"],
            where,
            households=one["households"],
        )


def _errands(conn: Reader, span: dict[str, Any]) -> Iterator[Break]:
    rows = conn.execute(
        "SELECT t.no AS no, t.leaves_at AS leaves_at, t.place AS place,"
        " count(DISTINCT h.id) AS households"
        " FROM errand t JOIN errand_line l ON l.errand_id = t.id AND l.result = 'waiting'"
        f" JOIN request r ON r.id = l.request_id JOIN household h ON {is_about('h.id', 'r')}"
        " JOIN building b ON b.id = h.building_id"
        f" WHERE t.state = 'open' AND t.leaves_at < :ends AND {_INSIDE}"
        " GROUP BY t.id ORDER BY t.leaves_at, t.no",
        span,
    )
    for one in sql.named(rows):
        yield Break(
            BreakKind.ERRAND,
            "errands",
            one["no"],
            one["leaves_at"],
            one["place"],
            households=one["households"],
        )


def _leaders(conn: Reader, span: dict[str, Any]) -> Iterator[Break]:
    rows = conn.execute(
        "SELECT p.no AS no, p.name AS name, c.name AS compound, nullif(b.lane, '') AS lane,"
        " b.name AS building FROM building_leader x JOIN person p ON p.id = x.person_id"
        " JOIN building b ON b.id = x.building_id JOIN compound c ON c.id = b.compound_id"
        f" WHERE {_INSIDE} ORDER BY b.no",
        span,
    )
    for one in sql.named(rows):
        where = short_address(one["compound"], one["lane"], one["building"])
        yield Break(BreakKind.LEADER, "roster", one["no"], None, where, (one["name"],))
