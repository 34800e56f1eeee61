"""Doors of people no register of homes lists: shops, dormitories, building sites, staff on duty."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from data.exchange.rows import Rows
from models.households import HouseholdKind
from models.text import fold
from models.word_tables import word_table

_KINDS = (
    HouseholdKind.SITE,
    HouseholdKind.STAFF,
    HouseholdKind.SHOP,
    HouseholdKind.DORMITORY,
)
_OF_DOORS = ("building", "room", "address", "workplace")


class _Words(NamedTuple):
    """How doors of each kind are written; `homes` is what titles say of lists that have homes."""

    kinds: Mapping[HouseholdKind, re.Pattern[str]]
    homes: re.Pattern[str]


@cache
def _words() -> _Words:
    table = word_table(__file__, "door_kinds.toml")
    table.only(*_KINDS, "homes")
    return _Words({kind: table.pattern(kind) for kind in _KINDS}, table.pattern("homes"))


def kind_of_door(text: str) -> HouseholdKind | None:
    """The kind of door a text speaks of; None where it speaks of none but a home's.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    plain = fold(text)
    return next((kind for kind, words in _words().kinds.items() if words.search(plain)), None)


class DoorKinds:
    """The kinds of the doors of one sheet."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.of_sheet = _of_titles((rows.table.sheet or "", *rows.layout.titles))

    def of(self, number: int) -> HouseholdKind | None:
        """The kind of the door of a row, by its number: by its own words, else by what the sheet is
        called; None for a home."""
        row = self.rows.table.rows[number - 1]
        said = (kind_of_door(self.rows.text(row, name)) for name in _OF_DOORS)
        return next((kind for kind in said if kind), self.of_sheet)


def _of_titles(titles: Sequence[str]) -> HouseholdKind | None:
    """The one kind of which titles speak; None where they speak of several, or of homes."""
    text = fold(" ".join(titles))
    found = [kind for kind, words in _words().kinds.items() if words.search(text)]
    return found[0] if len(found) == 1 and not _words().homes.search(text) else None
