"""Which goods are cold, and which are heavy to carry, by their names and packs. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from models.reading.scan import plain
from models.word_tables import word_starts, word_table

_WEIGHED = re.compile(r"(\d+(?:\.\d+)?)\s*(kg|公斤|千克|斤|l\b|升)")
_KILOGRAMS = {"斤": 0.5}
_HEAVY_FROM = 5.0
"""Kilograms, or litres, from which one of something is heavy."""


class _Words(NamedTuple):
    cold: re.Pattern[str]
    not_cold: re.Pattern[str]
    heavy: re.Pattern[str]
    said: Mapping[str, tuple[str, int]]
    """What a word beside goods says: the field and its value."""


@cache
def _words() -> _Words:
    table = word_table(__file__, "handling.toml")
    table.only("cold", "not_cold", "heavy", "said")
    said = table.part("said")
    said.only("cold", "not_cold", "heavy", "not_heavy")
    fields = {
        "cold": ("is_cold", 1),
        "not_cold": ("is_cold", 0),
        "heavy": ("is_heavy", 1),
        "not_heavy": ("is_heavy", 0),
    }
    cold, not_cold, heavy = (
        re.compile(word_starts(map(plain, table.words(key))))
        for key in ("cold", "not_cold", "heavy")
    )
    return _Words(
        cold,
        not_cold,
        heavy,
        {plain(word): field for key, field in fields.items() for word in said.words(key)},
    )


@lru_cache(maxsize=4096)
def is_cold(goods: str) -> int:
    """Whether goods are to be kept cold, 1 or 0, by what they are called."""
    known, name = _words(), plain(goods)
    return int(bool(known.cold.search(known.not_cold.sub(" ", name))))


@lru_cache(maxsize=4096)
def is_heavy(goods: str) -> int:
    """Whether one of these goods is heavy, 1 or 0, by its name and how much is in one."""
    name = plain(goods)
    if weighed := _WEIGHED.search(name):
        return int(float(weighed[1]) * _KILOGRAMS.get(weighed[2], 1.0) >= _HEAVY_FROM)
    return int(bool(_words().heavy.search(name)))


def said_of(word: str) -> tuple[str, int] | None:
    """The field a word beside goods is about, with its value; None for another word."""
    return _words().said.get(plain(word).strip())
