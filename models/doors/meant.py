"""Which of the doors there are is meant by one that was said. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, Protocol, TypeAlias, TypeVar

from models.address import Address
from models.households.addresses import bare_lane

_LANES = re.compile(r"(?:\d+|[零〇一二三四五六七八九十百]+)弄")
_NUMBERS = re.compile(r"[路街道](\d{1,4})号")
"""Lanes and numbers in the name or the street of a compound."""


class KnownDoor(Protocol):
    """A door that there is."""

    @property
    def address(self) -> Address:
        """Its parts; None for what it has not."""

    @property
    def lanes(self) -> frozenset[str]:
        """The lanes that its compound is, by its name or its street: `43` of 四十三弄."""


Door = TypeVar("Door", bound=KnownDoor)

_Plain: TypeAlias = tuple[Sequence[str], Door]
"""A door behind its parts as they are compared."""

_FEWEST_FIRST = (2, 1, 3, 0)
"""Building, lane, unit, compound: that which leaves the fewest doors over first."""


def lanes_of(called: str) -> frozenset[str]:
    """The lanes that a compound is, by its name and its street."""
    return frozenset(filter(None, map(bare_lane, _LANES.findall(called))))


def numbers_of(called: str) -> frozenset[str]:
    """The numbers that a compound has in its street: `256` of 大林路256号."""
    return frozenset(_NUMBERS.findall(called))


class KnownDoors(Generic[Door]):
    """Doors, to be found by what is said of them."""

    def __init__(self, doors: Iterable[Door]) -> None:
        self._doors = tuple(doors)
        self._every: list[_Plain[Door]] = []
        self._by_room: dict[str, list[_Plain[Door]]] = defaultdict(list)
        self._by_base: dict[str, list[Door]] = defaultdict(list)
        for door in self._doors:
            *parts, room = map(_plain, door.address)
            self._every.append((parts, door))
            self._by_room[room].append((parts, door))
            self._by_base[room.split("/", 1)[0]].append(door)

    def __iter__(self) -> Iterator[Door]:
        return iter(self._doors)

    def of_building(self, address: Address, floor: str | None = None) -> list[Door]:
        """All doors of a building, or of a floor of it."""
        found = _fitting(address, self._every)
        if not found and address.lane:
            beyond = _fitting(address._replace(lane=None), self._every)
            found = [one for one in beyond if address.lane in one.lanes]
        return [one for one in found if floor in (None, "") or _floor_of(one) == floor]

    def behind(self, address: Address, text: str) -> list[Door]:
        """The doors with a room; several where a part is missing by which they are told apart.

        Args:
            text: the door as it was typed: a lane that was only named before may be none of it.
        """
        found = self._of_room(address)
        if not found and address.lane:
            was_typed = address.lane in text
            without = self._of_room(address._replace(lane=None))
            found = [one for one in without if not was_typed or address.lane in one.lanes]
        if not found and address.unit and address.building and not address.lane:
            # What was written 43-8-501 is of a lane: 43弄8号501.
            of_lane = Address(address.compound, address.building, address.unit, None, address.room)
            found = self._of_room(of_lane)
        return found

    def beside(self, doors: Iterable[Door]) -> list[Door]:
        """Some doors with all households behind the same door: 104 with 104/2."""
        found: dict[Address, Door] = {}
        for door in doors:
            base = _plain(door.address.room).split("/", 1)[0]
            same = self._by_base.get(base, ())
            found |= {one.address: one for one in same if one.address[:4] == door.address[:4]}
        return list(found.values())

    def _of_room(self, address: Address) -> list[Door]:
        """The doors with this room; where there is none, second households behind such a door."""
        room = _plain(address.room)
        found = _fitting(address, self._by_room.get(room, ()))
        every = self._by_room.items()
        if not found and room and not room.isdigit():
            ends = (one for key, ones in every if key.endswith(f"楼{room}") for one in ones)
            found = _fitting(address, ends)
        if found:
            return found
        second = (one for key, ones in every if key.startswith(f"{room}/") for one in ones)
        return _fitting(address, second)


def _floor_of(door: KnownDoor) -> str:
    room = door.address.room or ""
    return room[:-2] if room.isdigit() else ""


def _fitting(said: Address, doors: Iterable[_Plain[Door]]) -> list[Door]:
    """The doors of which all parts but the room are as they were said, where they were."""
    found = list(doors)
    for at in _FEWEST_FIRST:
        part = said[at]
        if part is not None:
            plain = _plain(part)
            found = [one for one in found if one[0][at] == plain]
    return [door for _parts, door in found]


def _plain(part: str | None) -> str:
    return (part or "").casefold()
