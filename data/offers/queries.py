"""What is asked of offers of help: one, all, which requests they suit, and who suits one."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from data import sql
from data.households.addresses import at_household
from data.requests import queries as requests
from data.requests.doors import about
from data.roster.places import presence_at
from data.sql import Reader
from models.offers import Need, OfferRow, OfferState
from models.offers.rules import Fit, served, serving
from models.text import fold
from models.times import stored

_PHONE = "coalesce(nullif(t.phone, ''), nullif(r.phone, ''), r.call_back_phone, '')"
_NAME = "coalesce(nullif(t.name, ''), r.caller, '')"

_MOVES = f"""EXISTS (SELECT 1 FROM request q WHERE q.kind IN ('transfer', 'contact_move')
  AND q.state <> 'closed' AND q.joined_to_id IS NULL AND {about("h.id", "q")})"""

_OWED = """EXISTS (SELECT 1 FROM request q WHERE q.id = coalesce(r.joined_to_id, r.id)
  AND q.kind = 'offer' AND q.state = 'call_back')"""

_ROW = f"""
SELECT t.*, w.no AS known_no, {presence_at("w.id", "place")} AS place,
  coalesce(w.has_pass, 0) AS has_pass, coalesce(w.no_heavy_work, 0) AS no_heavy_work
FROM (
  SELECT t.no AS no, t.id AS id, t.version AS version, t.state AS state, {_NAME} AS name,
    {_PHONE} AS phone, t.text AS text, h.no AS household_no, coalesce(c.name, o.name) AS compound,
    nullif(b.lane, '') AS lane, b.name AS building, nullif(h.unit, '') AS unit,
    nullif(h.room, '') AS room, t.kinds AS kinds, t.skills AS skills, t.vehicle AS vehicle,
    t.hours AS hours, t.available_from AS available_from, t.available_until AS available_until,
    t.offered_at AS offered_at, t.search AS search, r.no AS request_no, p.no AS person_no,
    coalesce(t.person_id, (SELECT k.id FROM person k WHERE k.archived_at IS NULL
      AND k.name = {_NAME} AND k.phone = {_PHONE} AND k.phone <> '' ORDER BY k.no LIMIT 1)) AS who,
    (SELECT x.presence FROM resident x WHERE x.household_id = h.id AND x.name = {_NAME}
      ORDER BY x.no LIMIT 1) AS presence,
    {_MOVES} AS household_moves, {_OWED} AS owed, b.closed_until AS building_until,
    coalesce(c.closed_until, o.closed_until) AS compound_until
  FROM offer t LEFT JOIN request r ON r.id = t.request_id
  {at_household("coalesce(t.household_id, r.household_id)")}
  LEFT JOIN compound o ON o.id = t.compound_id
  LEFT JOIN person p ON p.id = t.person_id
) t LEFT JOIN person w ON w.id = t.who"""
"""The columns of an OfferRow at `:now`. What an offer does not say of its giver its call tells."""

_ORDER = f"ORDER BY {sql.place_in(OfferState, 't.state')}, t.offered_at DESC, t.no DESC"

_NEEDS = f"""
SELECT t.no AS no, t.kind AS kind, h.no AS household_no,
  {
    sql.listed(
        "s.name",
        '''FROM (
    SELECT c.name AS name, -1 AS position WHERE c.name IS NOT NULL
    UNION ALL SELECT e.name, door.position FROM request_door door
      JOIN household d ON d.id = door.household_id JOIN building f ON f.id = d.building_id
      JOIN compound e ON e.id = f.compound_id WHERE door.request_id = t.id
  ) s ORDER BY s.position''',
    )
} AS compounds,
  t.harm_at AS harm_at, t.text AS said
FROM request t {at_household("t.household_id")}
WHERE {requests.NOT_CLOSED} AND t.state = 'open'"""


class Serving(NamedTuple):
    """An offer and how it suits a request."""

    offer: OfferRow
    fit: Fit


def offers(conn: Reader, now: datetime) -> list[OfferRow]:
    """All offers: the open ones in front, then the taken, each part with the newest first."""
    return _rows(conn, now, "true")


def open_offers(conn: Reader, now: datetime) -> list[OfferRow]:
    """The offers that stand, the newest first."""
    return _rows(conn, now, "t.state = 'open'")


def offer(conn: Reader, no: int, now: datetime) -> OfferRow:
    """One offer.

    Raises:
        Refused: `offer_unknown`.
    """
    rows = conn.execute(f"{_ROW} WHERE t.no = :no", {"no": no, "now": stored(now)})
    return sql.found(OfferRow, rows, "offer_unknown", no=no)


def text(row: OfferRow) -> str:
    """Folded text an offer is found by."""
    where = (row.compound, row.building, row.room)
    said = (row.name, row.phone, row.text, row.vehicle, row.hours, *row.skills, *where)
    return fold(" ".join(filter(None, said)))


def _rows(conn: Reader, now: datetime, condition: str) -> list[OfferRow]:
    found = conn.execute(f"{_ROW} WHERE {condition} {_ORDER}", {"now": stored(now)})
    return sql.views(OfferRow, found)


# -- what suits what -------------------------------------------------------------------------------


def fits(conn: Reader, rows: Sequence[OfferRow], now: datetime) -> Mapping[int, list[Fit]]:
    """For each of these offers the open requests it may serve, see `models.offers.rules.served`."""
    standing = [row for row in rows if row.state == OfferState.OPEN]
    kinds = {kind for row in standing for kind in row.kinds}
    wanted = _needs(conn, now, kinds) if kinds else []
    return {row.no: served(row, wanted, now) for row in rows}


def for_request(conn: Reader, request_no: int, now: datetime) -> list[Serving]:
    """The offers that may serve an open request, see `models.offers.rules.serving`; none for one
    that is solved, or that goes another's way."""
    if conn.execute("SELECT 1 FROM offer WHERE state = 'open' LIMIT 1").fetchone() is None:
        return []
    rows = {row.no: row for row in open_offers(conn, now)}
    found = conn.execute(f"{_NEEDS} AND t.no = ?", (request_no,))
    need = sql.view(Need, found)
    if need is None:
        return []
    need = need._replace(said=fold(need.said))
    return [Serving(rows[one.offer_no], one) for one in serving(rows.values(), need, now)]


def suiting(conn: Reader, now: datetime) -> int:
    """How many of the offers that stand suit an open request."""
    found = fits(conn, open_offers(conn, now), now)
    return sum(any(one.suits for one in of_one) for of_one in found.values())


def _needs(conn: Reader, now: datetime, kinds: set[str]) -> list[Need]:
    """The open requests of some kinds, in the order of the queue."""
    values: dict[str, Any] = requests.moments(now, requests.settings(conn))
    query = f"{_NEEDS} AND t.kind IN ({sql.given('kinds')}) ORDER BY {requests.ORDER}"
    found = conn.execute(query, {**values, "kinds": json.dumps(sorted(kinds))})
    return [one._replace(said=fold(one.said)) for one in sql.views(Need, found)]
