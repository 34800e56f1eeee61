"""What the columns of lists of results, and of who is in which tube, mean. Pure.

Such a list is recognised by what speaks for it, as any other (`evidence`); its columns are read
here, so that no list of people that is something else is ever taken for one of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from models.exchange import ImportKind
from models.exchange.columns import bare, soft
from models.word_tables import word_table

KINDS = (ImportKind.RESULTS, ImportKind.SAMPLING)
"""Lists that are read by these columns."""

FIELDS = (
    *("serial", "tube", "name", "compound", "lane", "building", "unit", "room", "address"),
    *("phone", "identity", "result", "source", "sampled_at", "result_at", "round", "note"),
)

_WHO = frozenset({"name", "room", "address"})


@cache
def _exact() -> Mapping[str, tuple[str, int]]:
    """Field and rank of every heading that is written as the table has it."""
    table = word_table(__file__, "testing.toml")
    table.only("headings", "parts")
    words = table.part("headings")
    words.only(*FIELDS)
    return {
        _squeezed(word): (field, rank)
        for field in FIELDS
        for rank, word in enumerate(words.words(field))
    }


@cache
def _parts() -> Sequence[tuple[re.Pattern[str], str]]:
    table = word_table(__file__, "testing.toml").part("parts")
    table.only(*FIELDS)
    return [(table.pattern(field), field) for field in table.keys]


_WHOM = ("compound", "lane", "building", "unit", "room", "name")
_TEMPLATE = {
    ImportKind.SAMPLING: ("tube", *_WHOM, "sampled_at"),
    ImportKind.RESULTS: ("tube", *_WHOM, "result", "source", "result_at"),
}


def template(kind: ImportKind, *, chinese: bool) -> tuple[str, ...]:
    """The headings of an empty list of one of `KINDS`, by what each is surest known in a language.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    words = word_table(__file__, "testing.toml").part("headings")
    found = [[word.replace("_", " ") for word in words.words(field)] for field in _TEMPLATE[kind]]
    return tuple(next(w for w in ways if w.isascii() is not chinese) for ways in found)


_BY_PART = 1000


def fields_of(headings: Sequence[str]) -> tuple[str | None, ...]:
    """The field of each column; of several that would fill one field the surest.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    told = [_field(heading) for heading in headings]
    best: dict[str, int] = {}
    for at, found in enumerate(told):
        if found is not None:
            field, rank = found
            before = told[best[field]] if field in best else None
            if before is None or rank < before[1]:
                best[field] = at
    chosen = {at: field for field, at in best.items()}
    return tuple(chosen.get(at) for at in range(len(headings)))


def kind_by_tube(headings: Sequence[str]) -> ImportKind | None:
    """What a list with a column of tubes is, by that alone; None for one without, or without what
    such a list needs."""
    fields = fields_of(headings)
    exact = {(_exact().get(_squeezed(bare(heading))) or ("", 0))[0] for heading in headings}
    if "tube" not in exact or missing(fields):
        return None
    return ImportKind.RESULTS if "result" in fields else ImportKind.SAMPLING


def _field(heading: str) -> tuple[str, int] | None:
    text = bare(heading)
    exact = _exact().get(_squeezed(text))
    if exact is not None:
        return exact
    plain = soft(text)
    return next(
        ((field, _BY_PART) for shape, field in _parts() if plain and shape.search(plain)), None
    )


def _squeezed(text: str) -> str:
    return "".join(soft(text.replace("_", " ")).split())


def missing(fields: Sequence[str | None]) -> tuple[str, ...]:
    """What such a list cannot do without and has not: a result or a tube, and whose it is.

    A tube with its result alone is a list of tubes.
    """
    known = {field for field in fields if field}
    return tuple(_missing(known))


def _missing(known: set[str]) -> Iterator[str]:
    if not known & {"result", "tube"}:
        yield "result"
    if not known & _WHO and not {"tube", "result"} <= known:
        yield "name"
