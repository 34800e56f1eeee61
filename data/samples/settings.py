"""When results are overdue, as the committee set it; see `models.samples.settings`."""

from __future__ import annotations

from datetime import timedelta

from data import sql
from data.sql import Reader
from models.samples.settings import DEFAULTS, SampleSettings

RESULT_AFTER = "samples_result_after"
"""The setting of after how many minutes results are overdue."""


def sample_settings(conn: Reader) -> SampleSettings:
    """The settings of samples; defaults where the committee set nothing."""
    query = f"SELECT {sql.setting_text('value')} FROM setting WHERE id = ?"
    minutes = sql.value(conn.execute(query, (RESULT_AFTER,)))
    return DEFAULTS if minutes is None else SampleSettings(timedelta(minutes=int(minutes)))
