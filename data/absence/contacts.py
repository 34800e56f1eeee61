"""Whom somebody met who falls out: at work, where they sleep and eat, in their building."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from data import sql
from data.roster.places import ABSENT
from data.sql import Reader
from data.work import kinds
from models.absence import Met
from models.address import Address, short_address
from models.duties import Work
from models.text import fold
from models.times import stored

_AWAY_THROUGHOUT = f"""EXISTS (SELECT 1 FROM presence a WHERE a.person_id = p.id
  AND a.place IN ({ABSENT}) AND a.since <= :first AND (a.until IS NULL OR a.until >= :last))"""

_HOMES = f"""
SELECT p.no AS no, p.name AS name, p.kind AS kind, p.phone AS phone, p.lodging AS lodging,
  c.name AS compound, b.lane AS lane, b.name AS building, {_AWAY_THROUGHOUT} AS away
FROM person p LEFT JOIN building b ON b.id = p.building_id
LEFT JOIN compound c ON c.id = b.compound_id WHERE p.archived_at IS NULL ORDER BY p.no"""


class _Home(NamedTuple):
    """Where somebody sleeps; `away` for who was away the whole time in question."""

    no: int
    name: str
    kind: str
    phone: str
    lodging: str
    compound: str | None
    lane: str | None
    building: str | None
    away: int

    def shared_lodging(self, other: _Home) -> bool:
        """Whether both sleep, and so eat, at one place: one may be told more closely."""
        mine, theirs = fold(self.lodging), fold(other.lodging)
        return bool(mine and theirs) and (mine in theirs or theirs in mine)

    def shared_building(self, other: _Home) -> bool:
        """Whether both sleep in one building; whoever has a lodging does not sleep at home."""
        home = (self.compound, self.lane, self.building)
        theirs = (other.compound, other.lane, other.building)
        at_home = not self.lodging and not other.lodging
        return at_home and self.building is not None and home == theirs

    @property
    def address(self) -> Address:
        """Their building."""
        return Address(self.compound, self.lane, self.building, None, None)


def met(conn: Reader, people: Collection[int], until: datetime, within: timedelta) -> list[Met]:
    """Who should be tested first: who sleeps where people do who fall out, who shared work with
    them most often, then who lives in their building.

    Shared work is the same piece of work, or the same kind of work with the same note, at the
    same time.

    Args:
        people: the numbers of those who fall out.
        until: when their absence begins, or now where that is to come.
        within: how far back before it.
    """
    found = {one.no: one for one in _at_work(conn, people, until, within)}
    edges = {"first": stored(until - within), "last": stored(until)}
    homes = sql.views(_Home, conn.execute(_HOMES, edges))
    gone = [home for home in homes if home.no in people]
    for home in homes:
        if home.no in people or home.away:
            continue
        lodging = next((home.lodging for one in gone if one.shared_lodging(home)), "")
        neighbour = any(one.shared_building(home) for one in gone)
        if lodging or neighbour:
            found[home.no] = _lives_there(found.get(home.no), home, lodging, neighbour)
    return sorted(
        found.values(),
        key=lambda one: (not one.lodging, not one.times, -one.times, _latest_first(one), one.no),
    )


def _latest_first(one: Met) -> tuple[int, ...]:
    return tuple(-ord(char) for char in one.last)


def _lives_there(known: Met | None, home: _Home, lodging: str, neighbour: bool) -> Met:
    """Somebody met at work too, or only where they sleep."""
    address = home.address if neighbour else None
    if known is None:
        where = lodging or short_address(*home.address)
        known = Met(home.no, home.name, home.kind, home.phone, 0, "", where, address)
    return known._replace(lodging=lodging, neighbour=neighbour)


def _at_work(
    conn: Reader, people: Collection[int], until: datetime, within: timedelta
) -> list[Met]:
    marks = ",".join("?" * len(people))
    rows = conn.execute(
        f"""SELECT p.no AS no, p.name AS name, p.kind AS kind, p.phone AS phone,
          count(DISTINCT d.id) AS times, max(d.starts_at) AS last,
          {kinds.SPOT} AS spot, d.work AS work, d.note AS note
        FROM duty d JOIN person p ON p.id = d.person_id
        JOIN duty o ON o.id <> d.id AND o.work = d.work
          AND o.starts_at < d.ends_at AND d.starts_at < o.ends_at
          AND coalesce(o.work_id, o.note) = coalesce(d.work_id, d.note)
        JOIN person f ON f.id = o.person_id AND f.no IN ({marks})
        {kinds.JOINS}
        WHERE p.no NOT IN ({marks}) AND d.work <> 'rest' AND d.starts_at < ? AND d.ends_at > ?
          AND {kinds.TAKES_TIME}
        GROUP BY p.no""",
        (*people, *people, stored(until), stored(until - within)),
    )
    return [_met(one) for one in sql.named(rows)]


def _met(row: Mapping[str, Any]) -> Met:
    found = dict(row)
    work, spot, note = (found.pop(name) for name in ("work", "spot", "note"))
    where, address = kinds.spot_of(Work(work), spot, note)
    return Met(**found, where=where, address=address)
