"""What people hold at a moment and who is not here, what may be offered back."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from data import sql
from data.absence.kinds import BY_KIND, HOLDINGS
from data.roster.places import ABSENT
from data.roster.queries import presence_of
from data.sql import Reader
from models.absence import Away, Falling, Hold, Offer, TakenOver
from models.problems import Refused
from models.roster import ABSENT_PLACES, PresenceView
from models.times import stored

_ABSENT_AT = f"""EXISTS (SELECT 1 FROM presence a
  WHERE a.person_id = p.id AND a.since <= :at AND (a.until IS NULL OR a.until > :at)
  AND a.place IN ({ABSENT}))"""


def falling(conn: Reader, people: Collection[int], at: datetime) -> list[Falling]:
    """The people who fall out, in the order named.

    Raises:
        Refused: `person_unknown`, `person_archived`, `nobody_named`.
    """
    if not people:
        raise Refused("nobody_named", "people")
    return [_falling(conn, no, at) for no in dict.fromkeys(people)]


def _falling(conn: Reader, no: int, at: datetime) -> Falling:
    query = (
        "SELECT p.no AS no, p.name AS name, p.kind AS kind, p.post AS post,"
        f" {_ABSENT_AT} AS known, p.archived_at IS NOT NULL AS archived"
        " FROM person p WHERE p.no = :no"
    )
    for row in sql.named(conn.execute(query, {"no": no, "at": stored(at)})):
        if row.pop("archived"):
            raise Refused("person_archived", "people", person=row["name"])
        return Falling(**{**row, "known": bool(row["known"])})
    raise Refused("person_unknown", "people", no=no)


def planned_after(spans: Iterable[PresenceView], at: str) -> PresenceView | None:
    """The first absence that begins after a stored moment; None for none."""
    ahead = [span for span in spans if span.since > at and span.place in ABSENT_PLACES]
    return min(ahead, key=lambda span: span.since, default=None)


def planned_later(
    conn: Reader, people: Iterable[Falling], since: datetime
) -> tuple[tuple[str, PresenceView], ...]:
    """The absences of people planned for after a moment, each with the name of whose it is."""
    found = ((one.name, planned_after(presence_of(conn, one.no), stored(since))) for one in people)
    return tuple((name, span) for name, span in found if span is not None)


def holds(conn: Reader, people: Collection[int], away: Away) -> list[Hold]:
    """Everything people, by number, hold while they are away: duties by time, then the rest."""
    found = [
        hold
        for no in dict.fromkeys(people)
        for holding in HOLDINGS
        for hold in holding.find(conn, no, away)
    ]
    timed = [(hold.slot.starts, hold.no, hold) for hold in found if hold.slot is not None]
    timed.sort(key=lambda one: one[:2])
    return [*(hold for *_when, hold in timed), *(hold for hold in found if hold.slot is None)]


_COUNTED = f"""
SELECT p.no AS no,
  {" + ".join(f"({holding.counted})" for holding in HOLDINGS if holding.counted)} AS things
FROM person p JOIN presence a ON a.id = (SELECT id FROM presence q WHERE q.person_id = p.id
  AND q.since <= :now AND (q.until IS NULL OR q.until > :now) ORDER BY q.since DESC LIMIT 1)
WHERE p.archived_at IS NULL AND a.place IN ({ABSENT})"""


def orphans(conn: Reader, now: datetime) -> dict[int, int]:
    """How many things each absent person still holds, by their number; nobody who holds nothing.

    What they hold only together with something else counts once, and work by telephone of
    somebody who can be reached is theirs.
    """
    rows = conn.execute(_COUNTED, {"now": stored(now)})
    counts = sql.mapped(rows, "no", "things")
    return {no: count for no, count in counts.items() if count}


def taken_over(conn: Reader, no: int) -> list[TakenOver]:
    """What others took over from a person and was not settled, in the order it was taken."""
    found = conn.execute(
        "SELECT s.id AS id, s.what AS what, s.ref_no AS no, b.no AS by_no, b.name AS by"
        " FROM standin s JOIN person p ON p.id = s.for_id LEFT JOIN person b ON b.id = s.by_id"
        " WHERE p.no = ? AND s.settled_at IS NULL ORDER BY s.at, s.id",
        (no,),
    )
    return sql.views(TakenOver, found)


def offers(conn: Reader, no: int, at: datetime) -> list[Offer]:
    """What a person may take again from a moment on: duties by time, then the rest.

    Duties that have begun, and things that are over or theirs, are not offered; nor is what damage
    made into no kind of thing, of which the doctor tells.
    """
    found: dict[tuple[str, int], Offer] = {}
    for taken in taken_over(conn, no):
        kind = BY_KIND.get(taken.what)
        offer = None if kind is None else kind.offer(conn, taken, no, at)
        if offer is not None:
            found[(taken.what, taken.no)] = offer
    return sorted(found.values(), key=lambda offer: (offer.duty is None, _starts(offer)))


def _starts(offer: Offer) -> tuple[str, int]:
    return ("" if offer.duty is None else offer.duty.starts_at.isoformat(), offer.no)
