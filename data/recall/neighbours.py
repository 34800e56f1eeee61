"""The houses of members of abnormal tubes: who else lives there, who shares a kitchen with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from data.call_sheet.people import people
from data.recall import queries
from data.sql import Reader
from models.address import Address
from models.call_sheet import Person, Who
from models.recall import Affected, Door, Shares
from models.recall.rules import shared_part, shares_rooms
from models.residents import Whereabouts
from models.residents.rules import OLD


@dataclass(frozen=True, slots=True)
class Houses:
    """Some buildings with all their doors and people.

    Attributes:
        by_who: everybody who lives there.
        by_home: the same, by the key of the household.
        doors: by the key of the household, in the order of doors.
        shared: whether its rooms share anything, by the key of the building.
        large: doors from which on not the whole house shares.
        year: this year, for who is old.
    """

    by_who: Mapping[Who, Person]
    by_home: Mapping[str, Sequence[Person]]
    doors: Mapping[str, queries.HouseDoor]
    shared: Mapping[str, bool]
    large: int
    year: int

    def affected(self, who: Who) -> Affected | None:
        """Somebody as the register has them now; None for who is not on it."""
        person = self.by_who.get(who)
        return None if person is None else _affected(person)

    def has(self, who: Who) -> bool:
        """Whether the door of somebody is on file."""
        return who.household in self.doors

    def with_door(self, one: Affected) -> Affected:
        """Somebody the register does not have, with the door where it is known."""
        beside = self.by_home.get(one.who.household or "", ())
        if not beside:
            return one
        person = beside[0]
        return one._replace(household=person.household_no, **_address(person)._asdict())

    def sharing(self, members: Collection[Who], told: Sequence[Affected]) -> Iterator[Affected]:
        """Who lives with members, then who shares kitchen or bathroom with them, in the order of
        doors; who is away or moved out shares nothing."""
        homes = {home for who in members if (home := who.household or "") in self.doors}
        mates = (one for home in self._ordered(homes) for one in self._there(home, members))
        yield from (one._replace(shares=Shares.HOME) for one in mates)
        beside: set[str] = set()
        for home in homes:
            own = self.doors[home]
            if self.shared[own.building_id]:
                beside |= self._beside(own)
        for home in self._ordered(beside - homes):
            for one in self._there(home, members):
                yield one._replace(shares=Shares.KITCHEN)

    def door(self, home: str, members: Sequence[Affected]) -> Door:
        """A door that is gone to, with the members behind it."""
        own, beside = self.doors[home], self.by_home.get(home, ())
        sampled = {one.who for one in members}
        marks = {
            mark
            for one in beside
            for mark in one.marks
            if one.presence == Whereabouts.PRESENT or one.who in sampled
        }
        if any(self._is_old(one) for one in beside):
            marks.add("80岁以上")
        first = members[0]
        return Door(
            home,
            first.household or 0,
            first.address,
            list(self.doors).index(home),
            own.building_id,
            len(members),
            tuple(sorted(marks)),
            bool(own.urgent),
            self.shared[own.building_id],
            own.kind == "lane",
        )

    def _is_old(self, one: Person) -> bool:
        return (
            bool(one.born)
            and (one.born or "")[:4].isdigit()
            and (self.year - int((one.born or "")[:4]) >= OLD)
        )

    def _beside(self, own: queries.HouseDoor) -> set[str]:
        rooms = [one for one in self.doors.values() if one.building_id == own.building_id]
        parts = [(one.unit, one.room) for one in rooms]
        shares = shared_part(parts, (own.unit, own.room), self.large)
        return {one.household_id for one in rooms if shares((one.unit, one.room))}

    def _ordered(self, homes: Collection[str]) -> list[str]:
        return [home for home in self.doors if home in homes]

    def _there(self, home: str, but: Collection[Who]) -> Iterator[Affected]:
        for one in self.by_home.get(home, ()):
            if one.presence == Whereabouts.PRESENT and not one.is_empty and one.who not in but:
                yield _affected(one)


def read_houses(conn: Reader, members: Iterable[Who], large: int, year: int) -> Houses:
    """The buildings in which some people live."""
    homes = {who.household for who in members if who.household is not None}
    buildings = set(queries.buildings_of(conn, homes).values())
    found = people(conn, buildings=buildings) if buildings else []
    doors = queries.doors_of(conn, buildings)
    by_home: dict[str, list[Person]] = defaultdict(list)
    for one in found:
        by_home[one.who.household or ""].append(one)
    rooms: dict[str, list[queries.HouseDoor]] = defaultdict(list)
    for door in doors:
        rooms[door.building_id].append(door)
    shared = {
        building: shares_rooms(here[0].is_shared, here[0].kind, (one.room for one in here))
        for building, here in rooms.items()
    }
    by_key = {door.household_id: door for door in doors}
    return Houses({one.who: one for one in found}, by_home, by_key, shared, large, year)


_GONE = {Whereabouts.AWAY: "away", Whereabouts.MOVED_OUT: "moved_out"}


def _affected(one: Person) -> Affected:
    gone = "positive" if "阳性" in one.marks else _GONE.get(Whereabouts(one.presence), "")
    return Affected(one.who, one.resident_no, one.household_no, one.name, *_address(one), gone=gone)


def _address(one: Person) -> Address:
    return Address(one.compound, one.lane, one.building, one.unit, one.room)
