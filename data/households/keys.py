"""What a household is sorted and found by. Both are kept beside it, made here and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from data.pinyin import initials
from models.text import fold, natural_key

_natural = lru_cache(maxsize=4096)(natural_key)
_folded = lru_cache(maxsize=1024)(fold)
_initials = lru_cache(maxsize=8192)(initials)


class Door(NamedTuple):
    """An address whole, in bare text, empty where there is none."""

    compound: str
    lane: str
    building: str
    unit: str
    room: str


def sort_key(compound_position: int, door: Door) -> str:
    """Plain text whose order is the order of doors: compounds as listed, 2 before 10."""
    parts = (door.lane, door.building, door.unit, door.room)
    return "\t".join((f"{compound_position:05d}", *map(_natural, parts)))


def search_text(
    door: Door,
    compound_address: str,
    *,
    head: str,
    phone: str,
    marks: tuple[str, ...],
    note: str,
    people: Sequence[str] = (),
    numbers: Sequence[str] = (),
) -> str:
    """Folded text with everything somebody types to find a household.

    The door in full (`大林苑3号1505室`) and short (`大林苑3-1505`), so that any part of either is
    found; the compound's street address, the head's name and its initials, telephone, marks, note;
    so the names and numbers of all others of it.
    """
    parts = [*door_words(door), compound_address]
    for name in dict.fromkeys((head, *people)):
        parts += [name, name.replace(" ", "") if " " in name else "", _initials(name)]
    parts += [*dict.fromkeys((phone, *numbers)), *marks, note]
    return _search(parts)


def door_words(door: Door) -> tuple[str, str]:
    """A door in full and short, as people look for it."""
    dashed = door.compound + "-".join(filter(None, (door.building, door.unit, door.room)))
    return spelled(door), dashed


def spelled(door: Door) -> str:
    """The door in the words of an address: `四十三弄21号后客堂`."""
    lane = with_word(door.lane, "弄")
    building = with_word(door.building, "号")
    return (
        f"{door.compound}{lane}{building}{with_word(door.unit, '单元')}{with_word(door.room, '室')}"
    )


def with_word(name: str, word: str) -> str:
    """A number with the word that follows it; a name of its own stands alone."""
    return name + word if name and name[-1].isascii() and name[-1].isalnum() else name


def compound_search(name: str, address: str, leader: str, leader_phone: str, gate: str) -> str:
    """Folded text a compound is found by."""
    return _search([name, initials(name), address, gate, leader, initials(leader), leader_phone])


def _search(parts: list[str]) -> str:
    return " ".join(_folded(part) for part in parts if part)
