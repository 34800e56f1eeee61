"""Pictures of supplies as lines: bars of the gates, the pace by hours, who waits, who got what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from rich.cells import cell_len

from models.address import short_address
from models.supplies.pictures import GateProgress, Progress, Received, Waiting, bar
from models.supplies.progress import STAGES, Difference, Figures
from models.times import local_date
from screens.i18n import _
from screens.kit import masks
from screens.kit.columns import cut
from screens.kit.drawn_lines import Line, line
from screens.kit.times import at
from screens.kit.values import beside, joined
from screens.supplies import progress_words as words
from screens.supplies import words as supply_words

_LEAST_BAR = 10
_MOST_BAR = 40
_GOODS = 14
"""Cells of the name of goods."""
_FIGURE = 6
"""Cells of a figure at least."""
_AGAIN = 12
"""Cells of how often in a row somebody missed out."""
_WHERE = 20
_HEAD = 8
"""Cells of an address, and of a name."""


class _Columns(NamedTuple):
    """Cells of the figures of a line, and of its bar."""

    heads: tuple[str, ...]
    widths: tuple[int, ...]
    bar: int


def gates(found: Progress, now: datetime, width: int) -> Iterator[Line]:
    """Each gate with its doors by state, then its goods from the truck to the doors."""
    columns = _columns(width)
    heads = "".join(
        cut(head, cells, right=True)
        for head, cells in zip(columns.heads, columns.widths, strict=True)
    )
    yield line((" " * (2 + _GOODS + 2 + columns.bar) + heads, "dim"))
    for gate in found.gates:
        yield _gate(gate, now)
        for one in gate.figures:
            yield _goods(one, gate, columns)
            for differs in one.differences():
                yield from _difference(differs, one, gate)


def _columns(width: int) -> _Columns:
    heads = (_("in plan"), _("on note"), _("at gate"), _("bldg"), _("doors"))
    widths = tuple(max(_FIGURE, cell_len(head) + 1) for head in heads)
    room = width - 2 - 2 - _GOODS - 2 - sum(widths)
    return _Columns(heads, widths, max(_LEAST_BAR, min(_MOST_BAR, room)))


def _gate(gate: GateProgress, now: datetime) -> Line:
    state = supply_words.drop_state(gate.state)
    when = at(gate.eta, local_date(now))
    here = ("  " + _("truck here"), "warn") if gate.is_truck_there else ""
    tally = words.tally(gate.tally) or [(_("no door is listed here"), "dim")]
    return line((f"{gate.compound}  ", "head"), (f"{when} {state}  ", "dim"), *tally, here,
                record=gate)  # fmt: skip


def _goods(one: Figures, gate: GateProgress, columns: _Columns) -> Line:
    figures = (one.planned, one.truck, one.gate, one.building, one.doors)
    stages = ("planned", *STAGES)
    told = "".join(
        cut(_figure(figure, stage in one.partly), cells, right=True)
        for figure, stage, cells in zip(figures, stages, columns.widths, strict=True)
    )
    doors = one.doors if one.doors is not None else _by_doors(one, gate)
    drawn = bar(columns.bar, one.planned, (doors, one.building, one.gate), "".join(words.BAR))
    return line(f"  {cut(f'{one.goods} {one.unit}', _GOODS)}  {drawn}", told)


def _figure(figure: int | None, is_partly: bool) -> str:
    """A figure, with … while not all buildings are counted."""
    if figure is None:
        return "–"
    return f"{figure}…" if is_partly else str(figure)


def _by_doors(one: Figures, gate: GateProgress) -> int:
    """How many of some goods reached doors as far as doors tell it, where nobody counted them."""
    due = gate.tally.doors - gate.tally.empty
    came = next((of for of in (one.building, one.gate, one.truck) if of is not None), one.planned)
    return came * gate.tally.done // due if due else 0


def _difference(one: Difference, of: Figures, gate: GateProgress) -> Iterator[Line]:
    """What differs; while the truck is there also that its driver can be told."""
    to_driver = gate.is_truck_there and one.stage in ("truck", "gate")
    yield line("    ", (words.difference(one, of.unit), "life" if to_driver else "warn"))
    if to_driver:
        yield line("      ", (_("The truck is still here: tell the driver."), "life"))


# -- pace ------------------------------------------------------------------------------------------


def pace(found: Progress, now: datetime, width: int) -> Iterator[Line]:
    """Doors gone to hour by hour against the pace needed, and gates with doors still to come."""
    told, is_slow = words.pace(found.pace, now)
    last = words.last_door(found.pace, now)
    tally = found.tally
    yield line((words.gone_to(found), "head"))
    yield line((told, "life" if is_slow else ""))
    if last:
        yield line((last, "life" if is_slow else ""))
    yield line(words.tally_said(tally))
    yield line()
    yield from _hours(found, now, width)
    open_ones = [gate for gate in found.gates if gate.tally.to_come]
    if open_ones:
        yield line()
        yield line((_("Still to be gone to"), "head"))
    for gate in open_ones:
        state = supply_words.drop_state(gate.state)
        yield line(
            f"{cut(gate.compound, _GOODS)}  {gate.tally.to_come:>5}  ", (state, "dim"), record=gate
        )


def _hours(found: Progress, now: datetime, width: int) -> Iterator[Line]:
    """A bar for each hour, then one for the pace that is needed from now on."""
    needed = found.pace.needed or 0
    most = max([needed, *(one.doors for one in found.hours)], default=0)
    if not found.hours or not most:
        return
    today = local_date(now)
    rows = [(at(one.at, today), "#", one.doors) for one in found.hours]
    if needed:
        rows.append((_("needed"), "=", needed))
    label = max(cell_len(name) for name, _sign, _doors in rows)
    room = max(_LEAST_BAR, width - label - 12)
    for name, sign, doors in rows:
        drawn = sign * (room * doors // most)
        yield line(f"{cut(name, label)}  ", (drawn, "" if sign == "#" else "warn"), f"  {doors}")


# -- households ------------------------------------------------------------------------------------


def waits(rows: Sequence[Waiting], now: datetime, masked: bool) -> list[Line]:
    """Who waits, the longest first; twice in a row is marked."""
    return [_waits(one, now, masked) for one in rows]


def _waits(one: Waiting, now: datetime, masked: bool) -> Line:
    where = short_address(one.compound, one.lane, one.building, one.unit, one.room)
    again = words.times(one)
    return line(
        (f"{cut(where, _WHERE)}  ", "head"),
        (f"{cut(words.waits(one, now), 9)}  ", "life" if again else ""),
        (f"{cut(again, _AGAIN)}  ", "life"),
        beside(words.goods(one.goods), one.head, joined(masks.marks(one.marks, masked))),
        (f"  {words.comes_next(one)}", "dim"),
        record=one.household_no,
    )


def received(one: Received) -> Line:
    """What a household got."""
    where = short_address(one.compound, one.lane, one.building, one.unit, one.room)
    told, tone = words.got(one)
    return line(
        (f"{cut(where, _WHERE)}  ", "head"),
        f"{cut(one.head, _HEAD)}  ",
        (told, tone),
        record=one.household_no,
    )


def summary(rows: Iterable[Received]) -> str:
    """How many households got nothing at all."""
    counts = {"all": 0, "nothing": 0, "empty": 0}
    for one in rows:
        counts["all"] += 1
        if not one.goods:
            counts["nothing" if one.is_fed else "empty"] += 1
    return _("{all} households: {nothing} got nothing at all, in {empty} nobody is there").format(
        **counts
    )
