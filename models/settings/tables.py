"""The table of settings."""

from __future__ import annotations

from models.tables import Keyed


class Setting(Keyed, table=True):
    """One setting: its name and its value as JSON."""

    value: str
