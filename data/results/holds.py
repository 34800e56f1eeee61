"""Who is not to be in a pool, and why, at a moment."""

from __future__ import annotations

from datetime import datetime

from data.sql import Reader
from models.call_sheet import Who
from models.results import Hold


def holds(conn: Reader, at: datetime) -> dict[Who, Hold]:
    """Who is out of pools at a moment."""
    return {}
