"""On which floor a room is, and in which order somebody goes past the doors of a building. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from models.text import natural_key
from models.word_tables import Words, unless_broken, word_table

_NUMBER = re.compile(r"(?P<floor>\d{1,2})\d\d(?!\d)")


def floor_of(room: str | None) -> int | None:
    """The floor a room number tells: 18 of `1805`, 2 of `204-2`; None where it tells none.

    Rooms of one or two digits and named ones (前客堂) tell nothing.
    """
    found = _NUMBER.match(room or "")
    return None if found is None else int(found["floor"])


@cache
def _named_floors() -> Mapping[int, Words]:
    table = word_table(__file__, "named_floors.toml")
    table.only(*map(str, range(2, 10)))
    return {int(key): table.words(key) for key in table.keys}


def floor_at(room: str | None) -> int:
    """The floor of a room, by its number or its name (三层阁); 1 where neither tells one.

    While the table of names is broken those without a number are on the ground floor.
    """
    told = floor_of(room)
    if told is not None:
        return told
    named = unless_broken(_named_floors, {})
    for floor, words in named.items():
        if any(word in (room or "") for word in words):
            return floor
    return 1


def way_key(unit: str | None, room: str | None) -> tuple[str, int, str]:
    """What the doors of a building are sorted by: unit by unit, from the top floor down.

    With the lift up and by the stairs down is how goods are handed out; rooms of which no floor is
    known are on the ground.
    """
    return natural_key(unit or ""), -floor_at(room), natural_key(room or "")
