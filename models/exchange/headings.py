"""What registers and rosters call their columns, in both languages; the words are in a table.

How they are matched is in `columns` and `assigning`.
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

MEMBER = "member:"
"""Prefix of a field of one more person of a row's household: `member:2:phone`."""

REPEATABLE = frozenset(
    {"note", "phone", "lodging", "emergency_phone", "owner_phone", "people_by_age"}
    | {"people_by_sex", "contact_phone", "hospital", "result", "card", "goods", "strength"}
    | {"quantity", "measure", "dose", "days_left", "stock_left", "runs_out"}
)
"""Fields several columns may fill together."""

_LISTS: Mapping[str, tuple[ImportKind, ...]] = {
    "register": (ImportKind.REGISTER,),
    "compounds": (ImportKind.COMPOUNDS,),
    "people": (ImportKind.STAFF, ImportKind.VOLUNTEERS),
    "calls": (ImportKind.CALLS,),
    "deliveries": (ImportKind.DELIVERIES,),
}
"""The table's names for kinds of lists; staff and volunteers have the same columns."""

_FIELDS: Mapping[str, Words] = {
    "register": (
        SERIAL, "community", "compound", "lane", "building", "unit", "room", "address", "head",
        "name", "family_name", "given_name", "phone", "owner", "owner_phone", "emergency_name",
        "emergency_phone", "people", "people_registered", "people_by_age", "people_by_sex",
        "elders", "sex",
        "born", "age", "identity", "relation", "presence", "presence_on", "moved_out",
        "moved_out_on", "died", "died_on", "registered", "registered_here", "is_head", "tenure",
        "household_no", "previous_address", "entry_kind", "vaccinated", "workplace", "note",
    ),
    "compounds": (
        SERIAL, "name", "kind", "address", "unloading_point", "stated_households",
        "stated_buildings", "leader", "leader_phone", "closed_until", "closed_why",
    ),
    "people": (
        SERIAL, "name", "kind", "post", "phone", "state", "since", "expected_back", "lodging",
        "compound", "skills", "vehicle", "is_leader", "no_heavy_work", "heavy_work", "has_pass",
        "hours", "note",
    ),
    "calls": (
        SERIAL, "came_at", "came_on", "level", "name", "contact", "patient", "phone",
        "contact_phone", "patient_phone", "age", "compound", "lane", "building", "unit", "room",
        "address", "text", "kind_said", "goods", "strength", "quantity", "measure", "dose",
        "days_left", "stock_left", "runs_out", "needed_on", "hospital", "card", "handled_by",
        "measures", "handled_at", "result", "closed_at", "received", "note",
    ),
    "deliveries": (
        SERIAL, "arrives_on", "arrives_at", "plate", "driver", "driver_phone", "goods", "pack",
        "quantity", "measure", "compound", "rule", "batch", "kit", "source", "pass_no", "note",
    ),
}  # fmt: skip
"""The fields of a list, in the order in which they are offered."""

_TEMPLATE: Mapping[ImportKind, Words] = {
    ImportKind.REGISTER: (
        *("compound", "lane", "building", "unit", "room", "head", "phone", "people", "elders"),
        "note",
    ),
}
"""The columns an empty list is offered with, where those are not all it may have."""


class Headings(NamedTuple):
    """The headings of one kind of list.

    Attributes:
        words: for each field what it is called, the surest word first.
        patterns: for headings that are no such word; None for a column that is left alone.
    """

    words: Mapping[str, Words]
    patterns: tuple[tuple[re.Pattern[str], str | None], ...]


class Writing(NamedTuple):
    """How headings are written, and what beside them is no data.

    Attributes:
        off: what is taken off a heading.
        notes: what tells that a cell under a heading says how to fill the column in.
        choices: what may be a note beside others: a choice of words.
        examples: what a sheet of examples or explanations is called.
        example_row: what tells that a row is an example.
        no_remarks: headings of columns whose cells are no remarks, even where they read so.
        since: headings of dates right of where somebody is.
        tenants: headings of columns that name those who rent, beside the owner's.
        left_alone: headings of columns nobody expects to be read.
        people: what a title says of those in a list of people.
        whose: whose columns stand under or behind such words, by owner, emergency, head, resident,
            member and nobody.
    """

    off: re.Pattern[str]
    notes: re.Pattern[str]
    choices: re.Pattern[str]
    examples: re.Pattern[str]
    example_row: re.Pattern[str]
    no_remarks: re.Pattern[str]
    since: re.Pattern[str]
    tenants: re.Pattern[str]
    left_alone: re.Pattern[str]
    people: Mapping[ImportKind, re.Pattern[str]]
    whose: Mapping[str, re.Pattern[str]]


_WRITING = (
    *("off", "notes", "choices", "examples", "example_row", "no_remarks", "since", "tenants"),
    "left_alone",
)
_WHOSE = ("owner", "emergency", "head", "resident", "member", "nobody")
_PARTS = ("shared", "headings", "titles", "patterns", "writing", "whose")


def _table() -> WordTable:
    table = word_table(__file__, "headings.toml")
    table.only(*_PARTS)
    return table


@cache
def known_headings() -> Mapping[ImportKind, Headings]:
    """The headings of every kind of list, read when the first list is.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    table = _table()
    shared = table.part("shared").rows()
    lists, patterns = table.part("headings"), table.part("patterns")
    lists.only(*_LISTS)
    patterns.only(*_LISTS)
    found: dict[ImportKind, Headings] = {}
    for name, kinds in _LISTS.items():
        words = _words(lists.part(name), _FIELDS[name], shared)
        parts = tuple(_patterns(patterns.parts(name), _FIELDS[name]))
        found |= {kind: Headings(words, parts) for kind in kinds}
    return found


def is_of_tenants(heading: str) -> bool:
    """Whether a column names those who rent, and nobody else."""
    return writing().tenants.fullmatch("".join(heading.split()).lower()) is not None


@cache
def writing() -> Writing:
    """How headings are written, read when the first list is.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    table = _table()
    shapes, whose, titles = (table.part(key) for key in ("writing", "whose", "titles"))
    shapes.only(*_WRITING)
    whose.only(*_WHOSE)
    titles.only(ImportKind.STAFF, ImportKind.VOLUNTEERS)
    people = (ImportKind.VOLUNTEERS, ImportKind.STAFF)
    return Writing(
        **{key: shapes.pattern(key) for key in _WRITING},
        people={kind: titles.pattern(kind) for kind in people},
        whose={key: whose.pattern(key) for key in _WHOSE},
    )


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
"""Kinds of lists that can be read row by row."""


def template(kind: ImportKind, *, chinese: bool) -> tuple[str, ...]:
    """The headings of an empty list of a kind, in the order of its fields: what each is surest
    known by in a language.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    fields = _TEMPLATE.get(kind, tuple(known_headings()[kind].words))
    return tuple(heading(kind, field, chinese=chinese) for field in fields if field != SERIAL)


def heading(kind: ImportKind, field: str, *, chinese: bool) -> str:
    """What a field's column is surest known by in a language.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    words = known_headings()[kind].words[field]
    return next((word for word in words if word.isascii() is not chinese), words[0])
