"""How long a truck and its goods take at a gate, as it is kept; see `models.supplies.settings`."""

from __future__ import annotations

from data import sql
from data.sql import Reader
from models.supplies.settings import DEFAULTS, SupplySettings, from_kept, kept

NAME = "supplies_"
"""What the names of these settings begin with."""

COLUMNS = ", ".join(
    f"coalesce((SELECT {sql.setting_text('value')} FROM setting WHERE id = '{NAME}{name}'),"
    f" {minutes}) AS {name}"
    for name, minutes in kept(DEFAULTS).items()
)
"""SQL for the settings as columns `stop` and `handing_out`, in minutes; see `from_kept`."""


def supply_settings(conn: Reader) -> SupplySettings:
    """The settings of supplies; defaults where the committee set nothing."""
    (found,) = sql.named(conn.execute(f"SELECT {COLUMNS}"))
    return from_kept(found)
