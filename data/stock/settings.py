"""How it is reckoned how long goods last, as the committee set it; see `models.stock.settings`."""

from __future__ import annotations

from data import sql
from data.sql import Reader
from models.stock.settings import DEFAULTS, StockSettings, kept

NAME = "stock_"
"""What the names of these settings begin with."""


def stock_settings(conn: Reader) -> StockSettings:
    """The settings of stock; defaults where the committee set nothing."""
    query = (
        f"SELECT substr(id, {len(NAME) + 1}) AS name, {sql.setting_text('value')} AS value"
        f" FROM setting WHERE substr(id, 1, {len(NAME)}) = '{NAME}'"
    )
    return StockSettings(**{**kept(DEFAULTS), **sql.mapped(conn.execute(query), "name", "value")})
