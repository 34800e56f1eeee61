"""Which chases are due, in SQL that needs nothing else: the counts of the top line use it too."""

from __future__ import annotations

from datetime import datetime, timedelta

from data import sql
from models.spans import LONGEST_SPAN
from models.times import CLOCKS_DIFFER, day_start, local_date, stored

CHASE_DUE = """(t.next_chase_at <= :now OR t.next_chase_at > :farthest
  OR (t.opened_at > :late AND t.next_chase_at >= t.opened_at)
  OR (t.state = 'open' AND t.harm_at IS NOT NULL AND t.next_chase_at
    >= CASE WHEN t.harm_at > :now THEN t.harm_at ELSE :in_a_day END))"""
"""`models.requests.rules.chase_due` in SQL; see `moments` for its parameters."""

LIFE = """(t.state = 'open' AND (t.urgency = 'life' OR (t.is_vital = 1 AND coalesce(
  t.harm_at <= CASE t.kind WHEN 'dialysis' THEN :dialysis_life ELSE :now END, 0))))"""
"""Still pushed, and a matter of life as was said or by now."""

_LISTED = sql.holds("t.doubts", "'\"life\"'")

MAY_BE_LIFE = f"(t.state = 'open' AND {_LISTED})"
"""`models.requests.doubts.may_be_life` in SQL."""

AT_STAKE = f"({LIFE} OR {MAY_BE_LIFE})"
"""A life, or what may be one until somebody answers: the first part of the queue."""


def moments(now: datetime) -> dict[str, str]:
    """The parameters of CHASE_DUE and LIFE."""
    end_of_tomorrow = day_start(local_date(now) + timedelta(days=2)) - timedelta(seconds=1)
    return {
        "now": stored(now),
        "late": stored(now + CLOCKS_DIFFER),
        "in_a_day": stored(now + timedelta(days=1) + CLOCKS_DIFFER),
        "dialysis_life": stored(end_of_tomorrow),
        "farthest": stored(now + LONGEST_SPAN + timedelta(days=1)),
    }
