"""What a desk can do and how buildings are called, as it is kept; see `models.testing.settings`."""

from __future__ import annotations

from data import settings, sql
from data.sql import Reader
from models.testing.settings import DEFAULTS, TestingSettings, from_kept

NAME = "testing_"
"""What the names of these settings begin with."""

COLUMN = (
    f"coalesce((SELECT {sql.setting_text('value')} FROM setting WHERE id = '{NAME}desk_hour'),"
    f" {DEFAULTS.desk_hour}) AS desk_hour"
)
"""SQL for how many people a desk takes in an hour, as a column `desk_hour`."""


def testing_settings(conn: Reader) -> TestingSettings:
    """The settings of testing; defaults where the committee set nothing."""
    return from_kept(settings.under(conn, NAME))
