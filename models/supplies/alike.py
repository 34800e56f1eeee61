"""Goods that are the same though they are written otherwise. Pure."""

from __future__ import annotations

from functools import lru_cache

from models.text import fold


@lru_cache(maxsize=4096)
def goods_key(goods: str) -> str:
    """What goods are told apart by, however they are written."""
    return fold(goods)
