"""The words that turn a row of a table of requests into a line, from `call_rows.toml`."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from models.word_tables import WordTable, word_table

_PHRASES = ("lead_medicine", "lead_goods", "days", "left", "none", "runs_out", "day")
_HAN = re.compile("[\u2e80-\u9fff]")


class Phrases(NamedTuple):
    """What is written around cells in one language; `{}` stands for the cell."""

    lead_medicine: str
    lead_goods: str
    days: str
    left: str
    none: str
    runs_out: str
    day: str


class CallWords(NamedTuple):
    """All words.

    Attributes:
        medicine: finds headings and titles of lists of medicine.
        named_goods: finds headings that name what is needed.
        none_left: what says, whole and folded, that nothing is left.
        life: finds levels of urgency that speak of a life.
    """

    medicine: re.Pattern[str]
    named_goods: re.Pattern[str]
    none_left: frozenset[str]
    life: re.Pattern[str]
    chinese: Phrases
    english: Phrases

    def phrases(self, heading: str) -> Phrases:
        """Those of the language a heading is in."""
        return self.chinese if _HAN.search(heading) else self.english


@cache
def call_words() -> CallWords:
    """The words, read when the first table of calls is.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    table = word_table(__file__, "call_rows.toml")
    table.only("medicine", "named_goods", "none_left", "life", "zh", "en")
    return CallWords(
        table.pattern("medicine"),
        table.pattern("named_goods"),
        frozenset(table.words("none_left")),
        table.pattern("life"),
        _phrases(table.part("zh")),
        _phrases(table.part("en")),
    )


def _phrases(part: WordTable) -> Phrases:
    part.only(*_PHRASES)
    return Phrases(*(" ".join(part.words(key)) for key in _PHRASES))
