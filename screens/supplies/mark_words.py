"""Marks of those who come first, in the words of a language: registers write them in Chinese."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from models.problems import Refused
from screens.i18n import language
from screens.kit.values import joined

if TYPE_CHECKING:
    from data.sql import Reader


def mark(said: str) -> str:
    """A mark of those who come first, as the language spoken now calls it."""
    if language() == "zh":
        return said
    from models.reading.notice_rules import english_mark

    return english_mark(said)


def marks(said: Iterable[str]) -> str:
    """Marks of those who come first, as words in a row."""
    return joined(map(mark, said))


def marks_borne(conn: Reader, said: Iterable[str]) -> tuple[str, ...]:
    """The marks that some words mean, each borne by somebody.

    Raises:
        Refused: `mark_nobody_has`.
    """
    from data.call_down.plans import marks_in_use
    from models.households.marks import mark_of

    known = marks_in_use(conn)
    found = []
    for word in said:
        mark = mark_of(word) or word
        if mark not in known:
            raise Refused("mark_nobody_has", "marks", mark=word, marks=known)
        found.append(mark)
    return tuple(dict.fromkeys(found))
