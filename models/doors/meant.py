"""Which of the doors there are is meant by one that was said. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Generic, Protocol, TypeVar

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
        self._by_room: dict[str, list[Door]] = defaultdict(list)
        for door in self._doors:
            self._by_room[_plain(door.address.room)].append(door)

    def __iter__(self) -> Iterator[Door]:
        return iter(self._doors)

    def of_building(self, address: Address, floor: str | None = None) -> list[Door]:
        """All doors of a building, or of a floor of it."""
        found = [one for one in self._doors if _fits(address, one.address)]
        if not found and address.lane:
            beyond = address._replace(lane=None)
            own = (one for one in self._doors if address.lane in one.lanes)
            found = [one for one in own if _fits(beyond, one.address)]
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
            same = (
                one
                for key in self._by_room
                if key == base or key.startswith(f"{base}/")
                for one in self._by_room[key]
                if one.address[:4] == door.address[:4]
            )
            found |= {one.address: one for one in same}
        return list(found.values())

    def _of_room(self, address: Address) -> list[Door]:
        """The doors with this room; where there is none, second households behind such a door."""
        room = _plain(address.room)
        found = [one for one in self._by_room.get(room, ()) if _fits(address, one.address)]
        if not found and room and not room.isdigit():
            every = self._by_room.items()
            ends = (one for key, ones in every if key.endswith(f"楼{room}") for one in ones)
            found = [one for one in ends if _fits(address, one.address)]
        if found:
            return found
        every = self._by_room.items()
        second = (one for key, ones in every if key.startswith(f"{room}/") for one in ones)
        return [one for one in second if _fits(address, one.address)]


def _floor_of(door: KnownDoor) -> str:
    room = door.address.room or ""
    return room[:-2] if room.isdigit() else ""


def _fits(said: Address, here: Address) -> bool:
    parts = zip(said[:4], here[:4], strict=True)
    return all(part is None or _plain(part) == _plain(own) for part, own in parts)


def _plain(part: str | None) -> str:
    return (part or "").casefold()
