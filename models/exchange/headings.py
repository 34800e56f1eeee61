"""What registers and rosters call their columns, in both languages; the words are in a table.

How they are matched is in `columns`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from models.exchange import ImportKind
from models.word_tables import Words, WordTable, word_table

SERIAL = "serial"
"""A running number of the list: recognised, and of no meaning."""

MARK = "mark:"
"""Prefix of a field that is one mark, ticked row by row."""

REPEATABLE = frozenset({"note"})
"""Fields several columns may fill together."""

_LISTS: Mapping[str, tuple[ImportKind, ...]] = {
    "register": (ImportKind.REGISTER,),
    "compounds": (ImportKind.COMPOUNDS,),
    "people": (ImportKind.STAFF, ImportKind.VOLUNTEERS),
}
"""The table's names for kinds of lists; staff and volunteers have the same columns."""

_FIELDS: Mapping[str, Words] = {
    "register": (
        SERIAL, "compound", "lane", "building", "unit", "room", "address", "head", "phone",
        "people", "elders", "note", "relation",
    ),
    "compounds": (
        SERIAL, "name", "kind", "address", "unloading_point", "stated_households",
        "stated_buildings", "leader", "leader_phone", "closed_until", "closed_why",
    ),
    "people": (
        SERIAL, "name", "kind", "post", "phone", "state", "since", "expected_back", "lodging",
        "compound", "skills", "vehicle", "is_leader", "no_heavy_work", "has_pass", "hours", "note",
    ),
}  # fmt: skip
"""The fields of a list, in the order in which they are offered."""


class Headings(NamedTuple):
    """The headings of one kind of list.

    Attributes:
        words: for each field what it is called, the surest word first.
        patterns: for headings that are no such word; None for a column that is left alone.
        title: what a sheet's name, a title or a file's name says of such a list.
    """

    words: Mapping[str, Words]
    patterns: tuple[tuple[re.Pattern[str], str | None], ...]
    title: re.Pattern[str]


@cache
def known_headings() -> Mapping[ImportKind, Headings]:
    """The headings of every kind of list, read when the first list is.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    table = word_table(__file__, "headings.toml")
    table.only("shared", "headings", "titles", "patterns")
    shared = table.part("shared").rows()
    lists, titles, patterns = (table.part(key) for key in ("headings", "titles", "patterns"))
    lists.only(*_LISTS)
    patterns.only(*_LISTS)
    titles.only(*(kind for kinds in _LISTS.values() for kind in kinds))
    found: dict[ImportKind, Headings] = {}
    for name, kinds in _LISTS.items():
        words = _words(lists.part(name), _FIELDS[name], shared)
        parts = tuple(_patterns(patterns.parts(name), _FIELDS[name]))
        found |= {kind: Headings(words, parts, titles.pattern(kind)) for kind in kinds}
    return found


def _words(table: WordTable, fields: Words, shared: Mapping[str, Words]) -> dict[str, Words]:
    table.only(*fields)
    return {field: table.words(field, shared) for field in fields}


def _patterns(
    blocks: list[WordTable], fields: Words
) -> Iterator[tuple[re.Pattern[str], str | None]]:
    for block in blocks:
        block.only("pattern", "field")
        yield block.pattern("pattern"), block.one_of("field", fields) if "field" in block else None


TABLES = (ImportKind.REGISTER, ImportKind.COMPOUNDS, ImportKind.STAFF, ImportKind.VOLUNTEERS)
"""Kinds of lists that have headings."""


def template(kind: ImportKind, *, chinese: bool) -> tuple[str, ...]:
    """The headings of an empty list of a kind, in the order of its fields: what each is surest
    known by in a language.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    fields = known_headings()[kind].words
    return tuple(heading(kind, field, chinese=chinese) for field in fields if field != SERIAL)


def heading(kind: ImportKind, field: str, *, chinese: bool) -> str:
    """What a field's column is surest known by in a language.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    words = known_headings()[kind].words[field]
    return next((word for word in words if word.isascii() is not chinese), words[0])
