"""What is shown of supplies: gates, buildings, who waits, what households got. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from models.floors import floor_of
from models.supplies.allocation import Share
from models.supplies.progress import DoorState, Figures, Handed, Pace, Tally
from models.text import natural_key


class MapDoor(NamedTuple):
    """A door on the map of a building."""

    household_no: int
    unit: str | None
    room: str | None
    state: DoorState


class BuildingProgress(NamedTuple):
    """The doors of a building in one drop, in the order of the way.

    `unknown`: how many of those to come have theirs by a count, nobody noted which.
    """

    lane: str | None
    building: str
    doors: tuple[MapDoor, ...]
    tally: Tally
    unknown: int = 0


class GateProgress(NamedTuple):
    """How far one drop is. Times in stored UTC form.

    Attributes:
        is_truck_there: whether the driver can still be told what differs.
        figures: its goods at each stage, in the order of the delivery.
        tally: all its doors by state.
        unknown: as `BuildingProgress.unknown`, of the gate as a whole.
    """

    drop_no: int
    compound: str
    state: str
    eta: str
    is_truck_there: bool
    figures: tuple[Figures, ...]
    tally: Tally
    buildings: tuple[BuildingProgress, ...]
    unknown: int = 0

    @property
    def key(self) -> int:
        """What it is known by whenever it is read."""
        return self.drop_no


class Progress(NamedTuple):
    """How far a delivery is; stops that are called off are not in it."""

    delivery_no: int
    arrives_at: str
    gates: tuple[GateProgress, ...]
    pace: Pace
    hours: tuple[Handed, ...] = ()
    """Doors gone to in each hour, from the first in which there were any to the last."""

    @property
    def tally(self) -> Tally:
        """The doors of all gates."""
        whole = Tally()
        for gate in self.gates:
            whole = whole.plus(gate.tally)
        return whole


# -- households ---------------------------------------------------------------------------------


class Gotten(NamedTuple):
    """How much of some goods a household got; `is_shared`: together with its neighbour."""

    goods: str
    unit: str
    quantity: int
    is_shared: bool = False


def units(got: Iterable[Gotten]) -> float:
    """Units of all goods together; of what is shared each of two neighbours has half."""
    halves = sum(one.quantity if one.is_shared else 2 * one.quantity for one in got)
    return halves / 2 if halves % 2 else halves // 2


def with_neighbours(shares: Sequence[Share], people: Sequence[int]) -> list[tuple[int, int]]:
    """What each door has of goods for two households: units of its own, units it shares.

    By the plan the first of two neighbours has the unit; it is for both, so that neither is told
    to have got nothing. What is owed from last time is each one's own.
    """
    found = [(one.planned, 0) for one in shares]
    behind = [at for at, mouths in enumerate(people) if mouths]
    for first, second in zip(behind[::2], behind[1::2], strict=False):
        extra = shares[first].planned - shares[first].owed
        if extra > 0 and shares[second].planned == shares[second].owed:
            found[first] = shares[first].owed, extra
            found[second] = shares[second].owed, extra
    return found


class Waiting(NamedTuple):
    """A household that missed something which is not made good yet. Times in stored UTC form.

    Attributes:
        marks: all the household's, its people's among them.
        since: when the first of what it still waits for was missed.
        times: drops in a row at which it missed something.
        goods: what it waits for.
        request_no: the call that was made of it.
        is_asked: whether a call that was made of it is open.
        delivery_no: the delivery that brings it, as far as that is planned.
    """

    household_no: int
    compound: str
    lane: str | None
    building: str
    unit: str | None
    room: str | None
    head: str
    marks: tuple[str, ...]
    since: str
    times: int
    goods: tuple[Gotten, ...] = ()
    request_no: int | None = None
    delivery_no: int | None = None
    is_asked: bool = False


class Received(NamedTuple):
    """What a household got in some days.

    Attributes:
        goods: by their names, in the order in which they came first.
        drops: at how many drops it got something.
        is_fed: whether somebody is fed there now.
        search: folded text that it is found by.
    """

    household_no: int
    compound: str
    lane: str | None
    building: str
    unit: str | None
    room: str | None
    head: str
    goods: tuple[Gotten, ...]
    drops: int
    is_fed: bool
    search: str = ""

    @property
    def units(self) -> float:
        """Units of all goods together, by which households are compared."""
        return units(self.goods)


def least_first(is_fed: bool, got: Sequence[Gotten]) -> tuple[bool, float, int]:
    """What households are sorted by: who got nothing, then who got the fewest units, of the fewest
    kinds; where nobody is fed, nothing was due, so those doors stand last."""
    return not is_fed, units(got), len(got)


# -- pictures ------------------------------------------------------------------------------------


def bar(cells: int, planned: int, reached: Sequence[int | None], signs: str) -> str:
    """A bar whose length is what is planned: how far of that came, and how far it is handed on.

    Whatever is more than nothing has a sign of its own, taken from the longest part: a few who lack
    among thousands are to be seen, and so are the first who came.

    Args:
        reached: figures from the last stage to the first, None where nobody counted.
        signs: a sign for each of them, then one for what did not come yet.
    """
    last, lengths, is_there = 0, [0], []
    for figure in (*reached, planned):
        known = max(last, min(figure or 0, planned))
        is_there.append(known > last)
        lengths.append(cells * known // planned if planned > 0 else 0)
        last = known
    parts = [after - before for before, after in pairwise(lengths)]
    parts[-1] += cells - sum(parts)
    for at, there in enumerate(is_there):
        if there and not parts[at] and max(parts) > 1:
            parts[parts.index(max(parts))] -= 1
            parts[at] = 1
    return "".join(sign * part for sign, part in zip(signs, parts, strict=True))


# -- a building's doors on a map -------------------------------------------------------------------


class Floors(NamedTuple):
    """The doors of a unit, or of a building without units, as they lie.

    Attributes:
        columns: what rooms of one column have in common: the end of their number, `01`.
        rows: floors from the top down, each with a door or None in every column.
        named: doors whose room tells no floor, such as 前客堂, in their order.
    """

    unit: str | None
    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[MapDoor | None, ...]], ...]
    named: tuple[MapDoor, ...]


def floors_of(doors: Sequence[MapDoor]) -> list[Floors]:
    """How the doors of a building lie, unit by unit; each door is in it once."""
    units: dict[str | None, list[MapDoor]] = {}
    for one in doors:
        units.setdefault(one.unit, []).append(one)
    order = sorted(units, key=lambda unit: natural_key(unit or ""))
    return [_floors(unit, units[unit]) for unit in order]


def _floors(unit: str | None, doors: Sequence[MapDoor]) -> Floors:
    placed: dict[tuple[int, str], MapDoor] = {}
    named = []
    for one in doors:
        floor, room = floor_of(one.room), one.room or ""
        at = None if floor is None else (floor, room[_floor_digits(room) :])
        if at is None or at in placed:
            named.append(one)
        else:
            placed[at] = one
    columns = tuple(sorted({end for _floor, end in placed}, key=natural_key))
    rows = tuple(
        (floor, tuple(placed.get((floor, end)) for end in columns))
        for floor in sorted({floor for floor, _end in placed}, reverse=True)
    )
    named.sort(key=lambda one: natural_key(one.room or ""))
    return Floors(unit, columns, rows, tuple(named))


def _floor_digits(room: str) -> int:
    """How many digits at the beginning of a room number are its floor: all but two."""
    digits = 0
    while digits < len(room) and room[digits].isdecimal():
        digits += 1
    return digits - 2
