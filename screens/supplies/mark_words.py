"""Marks of those who come first, in the words of a language: registers write them in Chinese."""

from __future__ import annotations

from collections.abc import Iterable

from screens.i18n import language
from screens.kit.values import joined


def mark(said: str) -> str:
    """A mark of those who come first, as the language spoken now calls it."""
    if language() == "zh":
        return said
    from models.reading.notice_rules import english_mark

    return english_mark(said)


def marks(said: Iterable[str]) -> str:
    """Marks of those who come first, as words in a row."""
    return joined(map(mark, said))
