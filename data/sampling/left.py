"""What rounds leave to be done at their tables: who is missed, what is to be settled."""

from __future__ import annotations

from datetime import datetime, timedelta

from data import sql
from data.sql import Reader
from models.sampling import RoundLacks, ToSettle
from models.times import local_date, stored

_LOOKED_BACK = timedelta(days=2)
"""How old a round may be that nobody ended: whoever lacks in an older one was called since."""

_TABLE = """(SELECT e.no FROM test_session e WHERE e.round_id = r.id
  ORDER BY e.state = 'cancelled', e.starts_at, e.no LIMIT 1)"""
"""A session of a round, at whose table what is left of it can be seen to."""

_LACKING = f"""
SELECT r.no AS no, r.name AS name, coalesce(r.ends_at <= :at, 0) AS over, {_TABLE} AS session_no,
  (SELECT count(*) FROM sheet_person s WHERE s.round_id = r.id AND s.request_id IS NULL
    AND (s.state = 'missed' OR s.state = 'due' AND r.ends_at <= :at)
    AND (s.part IN ('called', 'visited', 'late') OR s.part = 'left_out' AND s.state = 'missed')
    AND NOT EXISTS (SELECT 1 FROM resident d WHERE d.id = s.resident_id
      AND d.presence = 'died')) AS people
FROM test_round r
WHERE r.day >= :day AND r.frozen_at IS NOT NULL AND r.closed_at IS NULL
ORDER BY r.day DESC, r.no DESC"""


def lacking(conn: Reader, now: datetime) -> tuple[RoundLacks, ...]:
    """The rounds of these days that nobody ended and in which somebody lacks, the latest first.

    Whoever is still to come lacks once its time is up; whose door was made a request of is told
    with the requests.
    """
    day = (local_date(now) - _LOOKED_BACK).isoformat()
    found = conn.execute(_LACKING, {"at": stored(now), "day": day})
    return tuple(
        RoundLacks(one["no"], one["name"], bool(one["over"]), one["people"], one["session_no"])
        for one in sql.named(found)
        if one["people"]
    )


def running(conn: Reader, day: str) -> int | None:
    """A session of a round of a day that has begun and was not ended, the one under way first; None
    for none.

    Args:
        day: a local date as `YYYY-MM-DD`.
    """
    found = conn.execute(
        "SELECT e.no FROM test_session e JOIN test_round r ON r.id = e.round_id"
        " WHERE r.day = ? AND r.frozen_at IS NOT NULL AND r.closed_at IS NULL"
        " AND e.state <> 'cancelled'"
        " ORDER BY e.state <> 'running', e.starts_at, e.no LIMIT 1",
        (day,),
    )
    no = sql.value(found)
    return None if no is None else int(no)


def to_settle(conn: Reader) -> ToSettle | None:
    """What is to be settled of all rounds; None for nothing."""
    return sql.view(
        ToSettle,
        conn.execute(
            f"SELECT r.no AS round_no, {_TABLE} AS session_no,"
            " (SELECT count(*) FROM table_doubt WHERE settled_at IS NULL) AS how_many"
            " FROM table_doubt d JOIN test_round r ON r.id = d.round_id"
            " WHERE d.settled_at IS NULL ORDER BY d.no LIMIT 1"
        ),
    )
