"""When people are called, as the committee set it; see `models.call_down.settings`."""

from __future__ import annotations

from datetime import time, timedelta

from data import sql
from data.sql import Reader
from models.call_down.settings import DEFAULTS, CallSettings, kept

NAME = "call_down_"
"""What the names of these settings begin with."""


def call_settings(conn: Reader) -> CallSettings:
    """The settings of rounds of calls; defaults where the committee set nothing."""
    query = (
        f"SELECT substr(id, {len(NAME) + 1}) AS name, {sql.setting_text('value')} AS value"
        f" FROM setting WHERE substr(id, 1, {len(NAME)}) = '{NAME}'"
    )
    found = {**kept(DEFAULTS), **sql.mapped(conn.execute(query), "name", "value")}
    return CallSettings(
        again_after=timedelta(minutes=found["again_after"]),
        knock_after=found["knock_after"],
        quiet_from=time.fromisoformat(found["quiet_from"]),
        quiet_until=time.fromisoformat(found["quiet_until"]),
        unspoken_days=found["unspoken_days"],
    )
