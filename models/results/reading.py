"""What a result is called, and by whom it was told, as people write it. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from models.results import POOL, Result, Source
from models.text import fold
from models.word_tables import word_table


class _Words(NamedTuple):
    results: Mapping[str, Result]
    sources: Mapping[str, Source]
    pool: re.Pattern[str]
    beside: re.Pattern[str]
    speaks: re.Pattern[str]


@cache
def _words() -> _Words:
    table = word_table(__file__, "results.toml")
    table.only("results", "sources", "pools", "headings")
    results = table.part("results").rows_of(Result)
    sources = table.part("sources").rows_of(Source)
    return _Words(
        {_plain(word): one for one, words in results.items() for word in words},
        {_plain(word): one for one, words in sources.items() for word in words},
        table.part("pools").pattern("pool"),
        table.part("headings").pattern("beside"),
        table.part("headings").pattern("speaks"),
    )


def read_result(text: str) -> Result | None:
    """The result that words say: `阴性`, `(+)`, `released`; None where they say none.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    return _words().results.get(_plain(text))


def read_source(text: str) -> str | None:
    """By whom words say that a result was told: one of `Source`, or `POOL` of a tube of several
    people; None where that is not understood.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    words = _words()
    known = words.sources.get(_plain(text))
    return POOL if known is None and words.pool.search(fold(text)) else known


def speaks_of_result(text: str) -> bool:
    """Whether a line of words may tell what a test came to.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    return _words().speaks.search(fold(text)) is not None


class Heading(NamedTuple):
    """What the lines below a line came to, and by whom that was told as far as it says so."""

    result: Result
    source: str | None


_NO_WORDS = re.compile(r"[\W_]+")


def read_heading(text: str) -> Heading | None:
    """A line that says one result and names nobody, `以下人员阳性：`; None for any other.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    words = _words()
    plain = left = fold(text)
    found = set()
    for word in sorted(words.results, key=len, reverse=True):
        if len(word) > 1 and not _NO_WORDS.fullmatch(word) and word in left:
            found.add(words.results[word])
            left = left.replace(word, " ")
    left = _NO_WORDS.sub("", words.beside.sub(" ", left))
    if left in words.results:
        found.add(words.results[left])
    elif left:
        return None
    source = next((one for one in words.sources if len(one) > 1 and one in plain), None)
    if len(found) != 1:
        return None
    told = POOL if words.pool.search(plain) else source and words.sources[source]
    return Heading(found.pop(), told)


def _plain(text: str) -> str:
    return "".join(fold(text).split()).replace("_", "").rstrip("。.;；")
