"""When work that is neither done nor called off is late: it stays in sight until somebody says so.

Pure; what was due when is each subject's own.
"""

from __future__ import annotations

from datetime import datetime

from models.times import loaded, whole_minutes


def late_by(due_at: str | None, now: datetime) -> int | None:
    """Whole minutes since something was due that was not done; None while nothing was.

    Args:
        due_at: when the next thing to be done about it is due, in stored form; None for nothing.
    """
    if due_at is None or loaded(due_at) > now:
        return None
    return whole_minutes(now - loaded(due_at))
