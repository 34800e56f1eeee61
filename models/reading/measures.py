"""Numbers measured of a body, which are no doors: `血压 130/80`, `体温 38-39`, `bp 160/100`."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from models.reading.scan import BARRIER
from models.word_tables import any_of, word_table

_NUMBER = r"\d{2,3}(?:\.\d)?(?!\d)"
_DEGREES = r"(?:3[5-9]|4[0-2])(?:\.\d)?(?!\d)"
_NO_DOOR = r"(?![室号楼栋幢弄]|\s?[-/—]\s?\d)"
_PRESSURE = r"(?<![\d\-/.])(?:[7-9]\d|1\d\d|2[0-5]\d)/(?:[3-9]\d|1[0-5]\d)(?![\d\-/.室号])"
"""A blood pressure by its two numbers alone, in mmHg."""

_LISTS = "measured", "fevers", "between"


@cache
def _measures() -> re.Pattern[str]:
    table = word_table(__file__, "measures.toml")
    table.only(*_LISTS)
    measured, fevers, between = (any_of(table.words(name)) for name in _LISTS)
    said = rf"(?:{measured}\s*(?:{between}\s*)*{_NUMBER}|{fevers}\s*(?:{between}\s*)*{_DEGREES})"
    until = rf"(?:\s*[-/~—–到至]\s*{_NUMBER})?"
    return re.compile(rf"(?<![a-z]){said}{until}{_NO_DOOR}|{_PRESSURE}")


@lru_cache(maxsize=4)
def without_measures(text: str) -> str:
    """A plain text with barriers in place of what is measured, place for place."""
    return _measures().sub(lambda hit: BARRIER * len(hit.group()), text)
