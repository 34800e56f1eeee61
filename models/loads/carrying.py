"""How long carrying takes: trips, floors without a lift, doors. Pure; who carries is `plan`'s."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from models.address import dashed
from models.loads import Goods, Means
from models.loads.settings import LoadSettings
from models.supplies.hands import doors_of
from models.word_tables import Words, unless_broken, word_table

VEHICLES = (Means.TRICYCLE, Means.CAR)
"""Means that somebody drives."""


class Building(NamedTuple):
    """A building with what it is to get.

    Attributes:
        floors: how many households live on each floor, by floor, from 1.
        closed: whether nobody may leave it, so that goods are handed over at its entrance.
        urgent: whether a life waits there.
        owed: units it is owed from last time.
        leader: who takes goods over there.
    """

    id: str
    lane: str
    name: str
    goods: tuple[Goods, ...]
    households: int = 0
    floors: tuple[tuple[int, int], ...] = ()
    closed: bool = False
    urgent: bool = False
    owed: int = 0
    leader: str = ""

    @property
    def label(self) -> str:
        """What it is called within its compound: `3`, `43-21`."""
        return dashed(self.lane, self.name)

    @property
    def units(self) -> int:
        """Units of all goods together."""
        return sum(one.quantity for one in self.goods)

    @property
    def cold(self) -> bool:
        """Whether any of it has to stay cold."""
        return any(one.is_cold and one.quantity for one in self.goods)


class Size(NamedTuple):
    """What decides how long carrying takes, of one building or of several together."""

    units: int = 0
    room: int = 0
    """In units, see `room`."""
    floors: int = 0
    """Floors climbed without a lift, all ways together."""
    doors: int = 0
    """Doors that goods are brought to."""
    closed: int = 0
    """Closed buildings, at whose entrance they are handed over."""

    def with_(self, other: Size) -> Size:
        """Both together."""
        return Size(*map(sum, zip(self, other, strict=True)))


def size(building: Building, settings: LoadSettings, *, in_lanes: bool) -> Size:
    """The size of one building: goods for a closed one end at its entrance, to an open one they go
    up to the doors.

    Args:
        in_lanes: whether it stands in lanes, where no house has a lift.
    """
    takes = room(building, settings)
    if building.closed:
        return Size(building.units, takes, closed=1)
    floors = climbed(building, settings, in_lanes=in_lanes)
    return Size(building.units, takes, floors, doors_of(building.units, building.households))


class Carried(NamedTuple):
    """What carrying to some buildings comes to with some means."""

    units: int
    trips: int
    floors: int
    """Floors climbed without a lift, all ways together."""
    minutes: int
    """For all hands at once, at least 1."""


def come_to(size: Size, means: Means, settings: LoadSettings, hands: int = 1) -> Carried:
    """What carrying so much comes to, from the gate and back to it.

    Args:
        hands: how many people carry together.
    """
    capacity = settings.capacity(means)
    trips = max(1, -(-size.room // capacity.units))
    minutes = trips * capacity.minutes + size.floors * settings.floor_minutes
    minutes += -(-size.doors * 60 // max(1, settings.doors_an_hour))
    minutes += settings.hand_over * size.closed
    return Carried(size.units, trips, size.floors, max(1, -(-minutes // hands)))


def carried(
    buildings: Iterable[Building],
    means: Means,
    settings: LoadSettings,
    *,
    in_lanes: bool = False,
    hands: int = 1,
) -> Carried:
    """The same of some buildings."""
    whole = Size()
    for one in buildings:
        whole = whole.with_(size(one, settings, in_lanes=in_lanes))
    return come_to(whole, means, settings, hands)


def room(building: Building, settings: LoadSettings) -> int:
    """How much room a building's goods take, in units; heavy ones count more."""
    return sum(one.quantity * (settings.heavy_as if one.is_heavy else 1) for one in building.goods)


def climbed(building: Building, settings: LoadSettings, *, in_lanes: bool) -> int:
    """Floors climbed to bring a building's goods up; 0 where there is a lift.

    To each floor as often as its share of the goods takes, carried on foot; where there are fewer
    units than that, to as many of these floors as there are units.
    """
    top = max((floor for floor, _doors in building.floors), default=1)
    doors = sum(count for _floor, count in building.floors)
    if not doors or (not in_lanes and top >= settings.lift_from):
        return 0
    goods, at_once = room(building, settings), settings.capacity(Means.FOOT).units
    ways = {floor: -(-goods * count // (doors * at_once)) for floor, count in building.floors}
    floors, many = sum((floor - 1) * often for floor, often in ways.items()), sum(ways.values())
    return -(-floors * min(building.units, many) // many) if many else 0


# -- with what -------------------------------------------------------------------------------------


@cache
def _words() -> Mapping[Means, Words]:
    table = word_table(__file__, "means.toml")
    table.only(*Means)
    return {Means(key): table.words(key) for key in table.keys}


def means_of(vehicle: str, skills: Iterable[str]) -> Means:
    """What somebody can carry goods with of their own: by their vehicle, or a tricycle they ride.

    While the table of means is broken everybody goes on foot.
    """
    return unless_broken(lambda: _means_of(vehicle, skills), Means.FOOT)


def _means_of(vehicle: str, skills: Iterable[str]) -> Means:
    said = vehicle.casefold()
    for means, words in _words().items():
        if any(word.casefold() in said for word in words):
            return means
    rides = _words()[Means.TRICYCLE]
    return Means.TRICYCLE if any(w in skill for w in rides for skill in skills) else Means.FOOT


def usable(means: Means, *, in_lanes: bool) -> bool:
    """Whether means get to the buildings: cars do not fit into lanes."""
    return not (in_lanes and means is Means.CAR)
