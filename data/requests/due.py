"""Which chases are due, in SQL that needs nothing else: the counts of the top line use it too."""

from __future__ import annotations

from datetime import datetime, timedelta

from models.times import CLOCKS_DIFFER, LONGEST_SPAN, stored

CHASE_DUE = """(t.next_chase_at <= :now OR t.next_chase_at > :farthest
  OR (t.opened_at > :late AND t.next_chase_at >= t.opened_at))"""
"""`models.requests.rules.chase_due` in SQL; see `moments` for its parameters."""


def moments(now: datetime) -> dict[str, str]:
    """The parameters of CHASE_DUE."""
    return {
        "now": stored(now),
        "late": stored(now + CLOCKS_DIFFER),
        "farthest": stored(now + LONGEST_SPAN + timedelta(days=1)),
    }
