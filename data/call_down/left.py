"""Which calls of rounds are still to be made, in SQL that needs nothing else, and how many: the
board of the day asks it, too."""

from __future__ import annotations

from datetime import datetime, timedelta

from data import sql
from data.sql import Reader
from models.households.counts import EMPTY_MARKS
from models.times import CLOCKS_DIFFER, stored
from models.today import CallsLeft

SAME = "x.household_id = k.household_id AND x.resident_id IS k.resident_id AND x.id <> k.id"
"""SQL for whether two calls `k` and `x` are to the same person, or the same household."""

_ELSEWHERE = f"""EXISTS (SELECT 1 FROM round_call x JOIN call_round v ON v.id = x.round_id
  WHERE {SAME} AND (v.no > u.no OR (v.no = u.no
    AND (x.due_at IS NULL OR x.position < k.position))))"""
"""SQL for whether a call is made by another: of a later round, or of the same one, where two
households became one."""

SEEN_TO = """EXISTS (SELECT 1 FROM request q JOIN request w ON w.id = coalesce(q.joined_to_id, q.id)
  WHERE q.id = k.request_id AND w.state = 'closed')"""
"""SQL for whether somebody went to see who did not answer."""

_EMPTY = f"""EXISTS (SELECT 1 FROM household_mark m WHERE m.household_id = k.household_id
  AND m.mark IN ({sql.quoted(sorted(EMPTY_MARKS))}))"""

LEFT = f"""(k.due_at IS NOT NULL AND u.ended_at IS NULL
  AND coalesce(t.presence, 'present') = 'present' AND NOT {_EMPTY} AND NOT {SEEN_TO}
  AND NOT {_ELSEWHERE})"""
"""SQL for whether a call is still to be made, see `CALLS`."""

DUE = f"({LEFT} AND (k.due_at <= :now OR coalesce(k.tried_at, u.made_at) > :late))"
"""SQL for whether that is now; what was dated while the clock was ahead is."""

CALLS = """FROM round_call k JOIN call_round u ON u.id = k.round_id
LEFT JOIN resident t ON t.id = k.resident_id"""
"""Calls `k` with their round `u`, and the resident `t` where they are to one."""

LATE = timedelta(hours=2)
"""How long after it was due a call is overdue."""


def moments(now: datetime) -> dict[str, str]:
    """The parameters of `DUE`."""
    return {"now": stored(now), "late": stored(now + CLOCKS_DIFFER)}


def calls_left(conn: Reader, now: datetime) -> CallsLeft | None:
    """How many calls are to be made, and whose the due ones are; None where none is."""
    if conn.execute("SELECT 1 FROM round_call WHERE due_at IS NOT NULL LIMIT 1").fetchone() is None:
        return None
    rows = conn.execute(
        f"SELECT coalesce(p.name, '') AS name, count(*) AS calls, {sql.count_if(DUE)} AS due,"
        f" {sql.count_if('k.due_at <= :overdue')} AS overdue"
        f" {CALLS} LEFT JOIN person p ON p.id = k.caller_id"
        f" WHERE {LEFT} GROUP BY p.id ORDER BY due DESC, p.no",
        {**moments(now), "overdue": stored(now - LATE)},
    )
    found = list(sql.named(rows))
    if not found:
        return None
    left, due, overdue = (sum(one[name] for one in found) for name in ("calls", "due", "overdue"))
    return CallsLeft(
        left, due, overdue, tuple((one["name"], one["due"]) for one in found if one["due"])
    )
