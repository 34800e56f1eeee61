"""What a result is called, and by whom it was told, as people write it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from models.results import Result, Source
from models.text import fold
from models.word_tables import word_table


class _Words(NamedTuple):
    results: Mapping[str, Result]
    sources: Mapping[str, Source]


@cache
def _words() -> _Words:
    table = word_table(__file__, "results.toml")
    table.only("results", "sources")
    results = table.part("results").rows_of(Result)
    sources = table.part("sources").rows_of(Source)
    return _Words(
        {_plain(word): one for one, words in results.items() for word in words},
        {_plain(word): one for one, words in sources.items() for word in words},
    )


def read_result(text: str) -> Result | None:
    """The result that words say: `阴性`, `(+)`, `released`; None where they say none.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    return _words().results.get(_plain(text))


def read_source(text: str) -> Source | None:
    """By whom words say that a result was told; None where they say nothing of it.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    return _words().sources.get(_plain(text))


def _plain(text: str) -> str:
    return "".join(fold(text).split()).replace("_", "").rstrip("。.;；")
