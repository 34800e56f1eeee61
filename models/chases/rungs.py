"""Which rung somebody is who was asked, by what they are called. Pure."""

from __future__ import annotations

import re
from functools import cache

from models.chases import Rung
from models.text import fold
from models.word_tables import unless_broken, word_table

_IN_ORDER = (
    Rung.CITY_LINE,
    Rung.EMERGENCY,
    Rung.HOSPITAL,
    Rung.LINE_LEADER,
    Rung.LEADERS,
    Rung.SUBDISTRICT,
)
"""The first that has a word in what somebody is called counts."""


@cache
def rung_names() -> tuple[tuple[Rung, re.Pattern[str]], ...]:
    """What in a name says that somebody is of a rung, the first to be looked for first.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    table = word_table(__file__, "rungs.toml")
    table.only(*_IN_ORDER)
    return tuple(
        (rung, re.compile("|".join(map(_spoken, table.words(rung))))) for rung in _IN_ORDER
    )


def _spoken(word: str) -> str:
    """A regular expression for a word; a number may stand behind an area code only."""
    return rf"(?<!\d)(?:0\d{{2,3}})?{word}(?!\d)" if word.isdigit() else re.escape(word)


def rung_of(whom: str, now: Rung) -> Rung:
    """The rung of somebody asked, by name; while the table is broken a name says nothing.

    Args:
        now: the rung reached so far; kept when the name says nothing, but that somebody
            outside was asked is beyond ourselves.
    """
    said = fold(whom)
    for rung, words in unless_broken(rung_names, ()):
        if words.search(said):
            return rung
    return Rung.SUBDISTRICT if now is Rung.SELF else now
