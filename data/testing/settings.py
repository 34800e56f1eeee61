"""What a desk can do, as it is kept; see `models.testing.settings`."""

from __future__ import annotations

from data import sql
from data.sql import Reader
from models.testing.settings import DEFAULTS, TestingSettings

DESK_HOUR = "testing_desk_hour"
"""The setting of how many people a desk takes in an hour."""

COLUMN = (
    f"coalesce((SELECT {sql.setting_text('value')} FROM setting WHERE id = '{DESK_HOUR}'),"
    f" {DEFAULTS.desk_hour}) AS desk_hour"
)
"""SQL for that number as a column `desk_hour`."""


def testing_settings(conn: Reader) -> TestingSettings:
    """The settings of testing; defaults where the committee set nothing."""
    return TestingSettings(sql.value(conn.execute(f"SELECT {COLUMN}")))
