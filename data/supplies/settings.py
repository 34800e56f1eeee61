"""How long a truck and its goods take at a gate, as it is kept; see `models.supplies.settings`."""

from __future__ import annotations

from collections.abc import Collection

from data import sql
from data.sql import Reader
from models.supplies.settings import AT_A_STOP, DEFAULTS, SupplySettings, from_kept, kept

NAME = "supplies_"
"""What the names of these settings begin with."""


def _columns(names: Collection[str]) -> str:
    return ", ".join(
        f"coalesce((SELECT {sql.setting_text('value')} FROM setting WHERE id = '{NAME}{name}'),"
        f" {number}) AS {name}"
        for name, number in kept(DEFAULTS).items()
        if name in names
    )


COLUMNS = _columns(AT_A_STOP)
"""SQL for what a duty at a stop lasts by: columns `stop` and `handing_out`, in minutes."""


def supply_settings(conn: Reader) -> SupplySettings:
    """The settings of supplies; defaults where the committee set nothing."""
    (found,) = sql.named(conn.execute(f"SELECT {_columns(kept(DEFAULTS))}"))
    return from_kept(found)
