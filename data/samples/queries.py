"""What is read of samples on their way: the trips, what is overdue, what can be sent."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from data import sql
from data.chases import queries as ladder
from data.roster.places import ABSENT
from data.samples.waiting import ALL_IN, KNOWN, OPEN, TOLD
from data.sql import Reader
from models.chases import ChaseView, Subject
from models.duties import Role, Work
from models.samples import TripRow, TripState, TripTube
from models.text import fold
from models.times import stored

_ROW = f"""
SELECT t.no AS no, t.id AS id, t.version AS version, r.no AS round_no, r.name AS round_name,
  s.no AS session_no, coalesce(s.site, '') AS site,
  CASE WHEN {ALL_IN} THEN 'done' ELSE t.state END AS state,
  t.laboratory AS laboratory, p.no AS person_no, p.name AS person, t.carrier AS carrier,
  t.tubes AS tubes, {KNOWN} AS known, {TOLD} AS with_result, t.left_at AS left_at,
  t.arrived_at AS arrived_at, t.expected_at AS expected_at,
  coalesce(t.results_at, CASE WHEN {ALL_IN} THEN (SELECT max(k.result_at) FROM tube k
    WHERE k.trip_id = t.id) END) AS results_at,
  t.note AS note, t.rung AS rung, t.next_chase_at AS next_chase_at,
  t.promised_by AS promised_by, t.promised_until AS promised_until,
  (SELECT count(*) FROM chase c WHERE c.subject_id = t.id AND c.subject = 'sample_trip') AS chases
FROM sample_trip t JOIN test_round r ON r.id = t.round_id
LEFT JOIN test_session s ON s.id = t.session_id LEFT JOIN person p ON p.id = t.person_id"""
"""The columns of a TripRow."""


def trip(conn: Reader, no: int) -> TripRow:
    """One trip.

    Raises:
        Refused: `trip_unknown`.
    """
    return sql.found(TripRow, conn.execute(f"{_ROW} WHERE t.no = ?", (no,)), "trip_unknown", no=no)


def waited_for(conn: Reader) -> list[TripRow]:
    """Trips whose results are not in, by when they should be."""
    query = f"{_ROW} WHERE {OPEN} ORDER BY t.expected_at, t.no"
    return sql.views(TripRow, conn.execute(query))


def trips(conn: Reader) -> list[TripRow]:
    """All trips: first those waited for, by when their results should be in, then the latest."""
    found = sql.views(TripRow, conn.execute(f"{_ROW} ORDER BY t.left_at DESC, t.no DESC"))
    waited = [row for row in found if row.state != TripState.DONE]
    waited.sort(key=lambda row: (row.expected_at, row.no))
    return waited + [row for row in found if row.state == TripState.DONE]


def overdue(conn: Reader, now: datetime) -> list[TripRow]:
    """Trips whose results should be in and are not, what waits the longest in front."""
    query = f"{_ROW} WHERE {OPEN} AND t.expected_at <= ? ORDER BY t.expected_at, t.no"
    return sql.views(TripRow, conn.execute(query, (stored(now),)))


def chases(conn: Reader, trip_id: str) -> list[ChaseView]:
    """Who was asked for the results of a trip, the latest first."""
    return ladder.chases(conn, Subject.SAMPLE_TRIP, [trip_id])


def text(row: TripRow) -> str:
    """Folded text a trip is found by."""
    return fold(
        " ".join((f"#{row.no}", row.laboratory, row.by, row.round_name, row.site, row.note))
    )


# -- what is proposed ------------------------------------------------------------------------------


_SESSION = """coalesce(k.session_id, (SELECT CASE WHEN count(DISTINCT m.session_id) = 1
  THEN min(m.session_id) END FROM sheet_person m WHERE m.tube_id = k.id AND m.state = 'sampled'))"""
"""The session a tube was filled at: as it was said, else the one its members were called by."""


def tubes(conn: Reader, round_no: int) -> list[TripTube]:
    """The tubes of a round, in the order they were begun."""
    return sql.views(
        TripTube,
        conn.execute(
            "SELECT k.id AS id, k.code AS code, k.state AS state, k.opened_at AS opened_at,"
            " s.no AS session_no, t.no AS trip_no"
            " FROM test_round r JOIN tube k ON k.round_id = r.id"
            f" LEFT JOIN test_session s ON s.id = {_SESSION}"
            " LEFT JOIN sample_trip t ON t.id = k.trip_id"
            " WHERE r.no = ? ORDER BY k.opened_at, k.no",
            (round_no,),
        ),
    )


def waiting(conn: Reader) -> dict[tuple[int, int | None], int]:
    """How many tubes without a result have not left, by the numbers of their round and of the
    session they were filled at; None for a round's whole number."""
    found: dict[tuple[int, int | None], int] = {}
    rows = conn.execute(
        "SELECT r.no AS round_no, s.no AS session_no, count(*) AS count FROM tube k"
        f" JOIN test_round r ON r.id = k.round_id LEFT JOIN test_session s ON s.id = {_SESSION}"
        " WHERE k.state = 'pending' AND k.trip_id IS NULL GROUP BY r.no, s.no"
    )
    for one in sql.named(rows):
        for session in {one["session_no"], None}:
            at = (one["round_no"], session)
            found[at] = found.get(at, 0) + one["count"]
    return found


def last_laboratory(conn: Reader) -> str:
    """Where the last samples went; empty where none did."""
    query = "SELECT laboratory FROM sample_trip ORDER BY no DESC LIMIT 1"
    return sql.value(conn.execute(query)) or ""


class Courier(NamedTuple):
    """Who is given to take samples away."""

    no: int
    name: str


def courier(conn: Reader, session_no: int, now: datetime) -> Courier | None:
    """Who is given to take the samples of a session away; None where that is nobody who is here,
    or one of several."""
    found = conn.execute(
        "SELECT DISTINCT p.no AS no, p.name AS name FROM test_session s"
        f" JOIN duty d ON d.work_id = s.id AND d.work = '{Work.SESSION}'"
        f" AND d.role = '{Role.COURIER}' AND NOT d.to_ask"
        " JOIN person p ON p.id = d.person_id AND p.archived_at IS NULL"
        " WHERE s.no = ? AND NOT coalesce((SELECT a.place FROM presence a WHERE a.person_id = p.id"
        " AND a.since <= ? AND (a.until IS NULL OR a.until > ?) ORDER BY a.since DESC LIMIT 1)"
        f" IN ({ABSENT}), 0) LIMIT 2",
        (session_no, stored(now), stored(now)),
    )
    couriers = sql.views(Courier, found)
    return couriers[0] if len(couriers) == 1 else None
