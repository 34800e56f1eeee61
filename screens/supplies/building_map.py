"""The doors of a delivery building by building, floors from the top down, a sign for each door."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rich.cells import cell_len

from models.supplies.pictures import BuildingProgress, Floors, GateProgress, MapDoor, floors_of
from models.supplies.progress import DoorState
from screens.i18n import _, ngettext
from screens.kit.columns import cut
from screens.kit.drawn_lines import Line, line
from screens.supplies import progress_words as words

_FLOOR = 5
"""Cells before the doors of a floor."""

_GAP = 2

Parts = list[tuple[str, str]]


class Map(NamedTuple):
    """All lines of a map, and where its buildings begin.

    Attributes:
        starts: the line of each building's heading.
        gates: number of the drop each of these is in.
    """

    lines: list[Line]
    starts: list[int]
    gates: list[int]


def buildings(gates: tuple[GateProgress, ...], width: int) -> Map:
    """The buildings of all gates in the order of the way, one beneath the other."""
    made = Map([], [], [])
    for gate in gates:
        for one in gate.buildings:
            made.starts.append(len(made.lines))
            made.gates.append(gate.drop_no)
            made.lines.extend(_building(gate, one, width))
            made.lines.append(line())
    return made


def _building(gate: GateProgress, one: BuildingProgress, width: int) -> Iterator[Line]:
    name = "-".join(filter(None, (one.lane, one.building)))
    heading = _("{compound}, building {building}").format(compound=gate.compound, building=name)
    yield line((f"{heading}  ", "head"), *words.tally(one.tally))
    unknown = one.unknown or (gate.unknown if one.tally.to_come else 0)
    if unknown:
        told = ngettext(
            "{count} door has theirs by the count; nobody noted which",
            "{count} doors have theirs by the count; nobody noted which",
            unknown,
        )
        yield line((f"  ⚠ {told.format(count=unknown)}", "warn"))
    for floors in floors_of(one.doors):
        if floors.unit:
            yield line((_("unit {unit}").format(unit=floors.unit), "head"))
        yield from _floors(floors, width)
        yield from _named(floors.named, width)


def _floors(floors: Floors, width: int) -> Iterator[Line]:
    """Floors as rows and rooms as columns; columns that do not fit stand beneath."""
    if not floors.rows:
        return
    cells = max(3, max(map(cell_len, floors.columns)) + _GAP)
    most = max(1, (width - 2 - _FLOOR) // cells)
    for first in range(0, len(floors.columns), most):
        columns = floors.columns[first : first + most]
        heads = "".join(cut(one, cells) for one in columns)
        yield line((" " * _FLOOR + heads, "dim"))
        for floor, doors in floors.rows:
            label = cut(_("{floor}F").format(floor=floor), _FLOOR - 1, right=True) + " "
            shown = [_sign(door, cells) for door in doors[first : first + most]]
            yield line((label, "dim"), *shown)


def _sign(door: MapDoor | None, cells: int) -> tuple[str, str]:
    """The sign of a door; blank where there is none."""
    if door is None:
        return " " * cells, ""
    return cut(words.SIGNS[door.state], cells), words.TONES[door.state]


def _named(doors: tuple[MapDoor, ...], width: int) -> Iterator[Line]:
    """Rooms that tell no floor, one behind the other with their signs."""
    shown: Parts = []
    used = _FLOOR
    for door in doors:
        text = f"{words.SIGNS[door.state]} {door.room or _('no room')}"
        cells = cell_len(text) + _GAP
        if shown and used + cells > width - 2:
            yield line(" " * _FLOOR, *shown)
            shown, used = [], _FLOOR
        shown.append((text + " " * _GAP, words.TONES[DoorState(door.state)]))
        used += cells
    if shown:
        yield line(" " * _FLOOR, *shown)
