"""Marks of those who come first, as they are typed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from models.problems import Refused

if TYPE_CHECKING:
    from data.sql import Reader


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
