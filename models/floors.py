"""On which floor a room is, and in which order somebody goes past the doors of a building. Pure."""

from __future__ import annotations

import re

from models.text import natural_key

_NUMBER = re.compile(r"(?P<floor>\d{1,2})\d\d(?!\d)")


def floor_of(room: str | None) -> int | None:
    """The floor a room number tells: 18 of `1805`, 2 of `204-2`; None where it tells none.

    Rooms of one or two digits and named ones (前客堂) tell nothing.
    """
    found = _NUMBER.match(room or "")
    return None if found is None else int(found["floor"])


def way_key(unit: str | None, room: str | None) -> tuple[str, int, str]:
    """What the doors of a building are sorted by: unit by unit, from the top floor down.

    With the lift up and by the stairs down is how goods are handed out; rooms without a floor are
    last, on the ground.
    """
    floor = floor_of(room)
    return natural_key(unit or ""), 0 if floor is None else -floor, natural_key(room or "")
