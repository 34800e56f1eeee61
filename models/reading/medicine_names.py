"""The names medicines go by, from the table beside this module."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from models.word_tables import Words, WordTable, word_table


class MedicineClass(NamedTuple):
    """A class of medicines: other words for it, and its substances as far as they are listed."""

    also: Words
    members: Words


class MedicineNames(NamedTuple):
    """All names.

    Attributes:
        vital: substance -> other names, of what must not be missed for long.
        ordinary: the same of all others.
        generic: names that are no brand, besides those in Latin letters.
        not_medicine: what holds a medicine's name, or a word such as 药, and means something else.
        makers: makers, and words for where it was made.
        classes: classes by their usual word.
    """

    vital: Mapping[str, Words]
    ordinary: Mapping[str, Words]
    generic: frozenset[str]
    not_medicine: Words
    makers: Words
    classes: Mapping[str, MedicineClass]


@cache
def medicine_names() -> MedicineNames:
    """The names, read when the first text is.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    table = word_table(__file__, "medicine_names.toml")
    table.only(*MedicineNames._fields)
    classes = table.part("classes")
    return MedicineNames(
        table.part("vital").rows(),
        table.part("ordinary").rows(),
        frozenset(table.words("generic")),
        table.words("not_medicine"),
        table.words("makers"),
        {name: _class(classes.part(name)) for name in classes.keys},
    )


def _class(row: WordTable) -> MedicineClass:
    row.only(*MedicineClass._fields)
    words = row.rows()
    return MedicineClass(words.get("also", ()), words.get("members", ()))
