"""Which doors of a delivery a report means, and what each of them missed. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from models.address import Address, dashed, short_address
from models.doors import Exceptions, Miss, MissedWhy, SaidDoor
from models.doors.goods import goods_meant, is_called
from models.doors.meant import KnownDoors


class DueDoor(NamedTuple):
    """A door of a gate, with what it is due of each kind of goods of its drop."""

    drop_no: int
    household_id: str
    household_no: int
    address: Address
    items: tuple[str, ...]
    """Keys of the goods."""
    goods: tuple[str, ...]
    quantities: tuple[int, ...]
    shared: frozenset[str] = frozenset()
    """Keys of the goods of which there is one for two households, who see to it themselves."""
    held_by: tuple[str | None, ...] = ()
    """Of goods that a neighbour has for both: the key of that household."""
    lanes: frozenset[str] = frozenset()
    """The lanes that its compound is, by its name or its street: `43` of 四十三弄."""
    numbers: frozenset[str] = frozenset()
    """The numbers that its compound has in its street: `256` of 大林路256号."""


class NotFound(StrEnum):
    """Why something of a report could not be taken."""

    NO_DOOR = "no_door"
    """No such door at the gates that are reported."""
    SEVERAL = "several_doors"
    """Several doors are called so: the compound, the lane or the unit is missing."""
    NO_ROOM = "no_room"
    """A building without a room, and not said to be meant as a whole."""
    NO_GOODS = "no_goods"
    """Goods that the drop does not bring."""
    NOTHING_DUE = "nothing_due"
    """The door gets nothing by the plan."""
    NO_WORDS = "no_words"
    """Words about no door, or a number that is none of things."""


class Unfound(NamedTuple):
    """What of a report could not be taken, as it was typed, and why."""

    text: str
    why: NotFound


class Known(NamedTuple):
    """A door that was found, with what it missed."""

    door: DueDoor
    misses: tuple[Miss, ...]
    said: SaidDoor


class Found(NamedTuple):
    """What a report means."""

    known: tuple[Known, ...]
    unfound: tuple[Unfound, ...]
    got: tuple[Known, ...] = ()
    """Doors that got everything, or were named by mistake."""

    @property
    def misses(self) -> list[Miss]:
        """All that was missed."""
        return [one for known in self.known for one in known.misses]

    @property
    def unknown(self) -> list[str]:
        """What could not be taken, but for doors that get nothing."""
        return [one.text for one in self.unfound if one.why is not NotFound.NOTHING_DUE]

    @property
    def nothing_due(self) -> list[str]:
        """The doors that get nothing by the plan."""
        return [one.text for one in self.unfound if one.why is NotFound.NOTHING_DUE]


def find(report: Exceptions, doors: Sequence[DueDoor]) -> Found:
    """What a report means at these doors. The same door named twice is one.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    there = KnownDoors(doors)
    here = {door.address.compound for door in doors}
    known: dict[str, Known] = {}
    unfound: list[Unfound] = []
    numbers = frozenset[str]().union(*{one.numbers for one in doors})
    for said in report.doors:
        if _is_street(said, numbers) and said is not report.doors[-1]:
            continue
        meant, why = _meant(said, there)
        if why is not None:
            elsewhere = "" if said.address.compound in here else said.address.compound
            unfound.append(Unfound(_named(said, elsewhere), why))
        for door in meant:
            found = list(_misses(door, said))
            known_here = _together(known.get(door.household_id), Known(door, (), said), found)
            if known_here.misses:
                known[door.household_id] = known_here
            unfound += [one for one in found if isinstance(one, Unfound)]
    got: dict[str, Known] = {}
    for said in report.got:
        meant, why = _meant(said, there)
        if why is not None:
            unfound.append(Unfound(_named(said), why))
        got |= {door.household_id: Known(door, (), said) for door in meant}
    unfound += [Unfound(text, NotFound.NO_WORDS) for text in report.unread]
    served = (one for key, one in got.items() if key not in known)
    return Found(tuple(_once(known)), tuple(dict.fromkeys(unfound)), tuple(served))


def _once(known: Mapping[str, Known]) -> Iterator[Known]:
    """The same, with what two neighbours share missed once where both are named."""
    missed = {(key, miss.item_id) for key, one in known.items() for miss in one.misses}
    for one in known.values():
        held = dict(zip(one.door.items, one.door.held_by, strict=False))
        own = [m for m in one.misses if (held.get(m.item_id), m.item_id) not in missed]
        if own or not one.misses:
            yield one._replace(misses=tuple(own))


def _is_street(said: SaidDoor, numbers: Collection[str]) -> bool:
    """Whether what is said without a room is the number that the compound has in its street."""
    address = said.address
    return not said.whole and address.room is None and address.building in numbers


def _together(was: Known | None, now: Known, found: Sequence[Miss | Unfound]) -> Known:
    by_item = {one.item_id: one for one in (was.misses if was else ())}
    by_item |= {one.item_id: one for one in found if isinstance(one, Miss)}
    return now._replace(misses=tuple(by_item.values()))


def _meant(said: SaidDoor, doors: KnownDoors[DueDoor]) -> tuple[list[DueDoor], NotFound | None]:
    """The doors that are meant, one unless a whole building is; else why there is none."""
    address = said.address
    if address.room is None:
        building = doors.of_building(address, said.floor)
        if not said.whole:
            return [], NotFound.NO_ROOM if building else NotFound.NO_DOOR
        spared = {(but.building, _plain(but.room)) for but in said.but}
        building = [
            one
            for one in building
            if (one.address.building, _plain(one.address.room)) not in spared
        ]
        places = {one.address[:3] for one in building}
        if len(places) > 1:
            return [], NotFound.SEVERAL
        due = [one for one in building if any(one.quantities)]
        return due, None if due else NotFound.NO_DOOR
    found = doors.behind(address, said.text)
    if len(found) == 1:
        return found, None
    return [], NotFound.SEVERAL if found else NotFound.NO_DOOR


def _plain(part: str | None) -> str:
    return (part or "").casefold()


def _named(said: SaidDoor, elsewhere: str | None = None) -> str:
    """A door as it was typed; in full where that left its building to what stood before it.

    Args:
        elsewhere: the compound it is said to be in, where that is none of those reported.
    """
    if elsewhere and elsewhere not in said.text:
        return short_address(elsewhere, *said.address[1:])
    building = said.address.building
    if building is None or building in said.text:
        return " ".join(said.text.split())
    return dashed(said.address.lane, building, said.address.unit, said.address.room)


def _misses(door: DueDoor, said: SaidDoor) -> Iterator[Miss | Unfound]:
    """What a door missed: of goods that are named those, else all that it was due.

    Which of two households has the one that is for both the plan does not know: it believes them.
    """
    if not any(door.quantities):
        yield Unfound(_named(said), NotFound.NOTHING_DUE)
        return
    meant: dict[int, None] = {}
    for word in said.goods:
        places = goods_meant(word, door.goods)
        if not places:
            yield Unfound(f"{_named(said)} {word}", NotFound.NO_GOODS)
        meant |= dict.fromkeys(places)
    if said.goods and not meant:
        return
    if said.goods or said.why is not MissedWhy.ABSENT:
        for word in said.maybe:
            meant |= dict.fromkeys(goods_meant(word, door.goods))
    if not meant and said.only:
        had = {at for word in said.only for at in goods_meant(word, door.goods)}
        meant = dict.fromkeys(at for at in range(len(door.items)) if had and at not in had)
    why = _why(said, door, named=bool(meant))
    for at in meant or range(len(door.items)):
        due = door.quantities[at]
        if due == 0 and at in meant and door.items[at] in door.shared:
            due = 1
        if due > 0:
            missed = due if said.quantity is None else min(said.quantity, due)
            yield Miss(door.drop_no, door.household_id, door.items[at], missed, why, said.said)
        elif at in meant:
            yield Unfound(f"{_named(said)} {door.goods[at]}", NotFound.NOTHING_DUE)


def _why(said: SaidDoor, door: DueDoor, *, named: bool) -> MissedWhy:
    """Why a door missed out. Goods that are named alone are lacking; words of which it is not sure
    that they are about goods are another reason where they mean none."""
    if not said.maybe or said.why in (MissedWhy.ABSENT, MissedWhy.REFUSED):
        return said.why
    if said.why is MissedWhy.LACKING or said.sure:
        return said.why if named or said.sure else MissedWhy.OTHER
    exact = all(is_called(word, door.goods) for word in said.maybe)
    return MissedWhy.LACKING if exact else said.why
