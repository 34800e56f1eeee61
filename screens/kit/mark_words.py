"""Marks of households and people in words: registers write them in Chinese, so they are kept so."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from screens.i18n import language
from screens.kit.values import joined


def mark(said: str) -> str:
    """A mark as the language spoken now calls it; itself where only this committee has it."""
    return said if language() == "zh" else _english(said)


def marks(said: Iterable[str]) -> str:
    """Marks as words in a row."""
    return joined(map(mark, said))


@cache
def _english(said: str) -> str:
    from models.reading.notice_rules import english_mark
    from models.word_tables import BrokenTable

    try:
        return english_mark(said)
    except BrokenTable:  # told by whoever looks through all tables
        return said
