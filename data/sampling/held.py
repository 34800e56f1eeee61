"""Who is in no tube with others now, as the table asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from data.results.holds import holds
from data.sql import Reader
from models.call_sheet import Who
from models.sampling.rules import Holding


def held(conn: Reader, at: datetime) -> Mapping[Who, Holding]:
    """Who is held out of pools at a moment, and why."""
    return {who: Holding(str(one.why), one.until) for who, one in holds(conn, at).items()}
