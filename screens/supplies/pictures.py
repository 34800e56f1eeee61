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
from screens.kit.drawn_lines import GUTTER, Line, line
from screens.kit.narrow_address import narrowed
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
_WHERE = 22
_HEAD = 8
"""Cells of an address and of a name, where there is no room for more."""


class _Columns(NamedTuple):
    """Cells of the figures of a line, and of its bar."""

    heads: tuple[str, ...]
    widths: tuple[int, ...]
    bar: int


def gates(found: Progress, now: datetime, width: int) -> Iterator[Line]:
    """Each gate with its doors by state, then its goods from the truck to the doors."""
    columns = _columns(width)
    for gate in found.gates:
        yield _gate(gate, now)
        for one in gate.figures:
            yield _goods(one, gate, columns)
            for differs in one.differences():
                yield from _difference(differs, one, gate)


def gate_heads(width: int) -> str:
    """The headings over the figures of these lines, which stand above them whatever is scrolled."""
    columns = _columns(width)
    heads = "".join(
        cut(head, cells, right=True)
        for head, cells in zip(columns.heads, columns.widths, strict=True)
    )
    return " " * (cell_len(GUTTER) + 2 + _GOODS + 2 + columns.bar) + heads


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
        yield line((_("Still to be served"), "head"))
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


def waits(rows: Sequence[Waiting], now: datetime, masked: bool, width: int) -> list[Line]:
    """Who waits, the longest first; twice in a row is marked."""
    longest = max((cell_len(_where(one)) for one in rows), default=0)
    room = min(longest, max(_WHERE, width * 2 // 5))
    cells = [(_where(one, room), words.waits(one, now), words.times(one)) for one in rows]
    columns = [max(map(cell_len, column)) for column in zip(*cells, strict=True)]
    return [_waits(one, told, columns, masked) for one, told in zip(rows, cells, strict=True)]


def _waits(one: Waiting, told: tuple[str, str, str], columns: Sequence[int], masked: bool) -> Line:
    where, since, again = (cut(text, width) for text, width in zip(told, columns, strict=True))
    rest = (
        words.goods(one.goods),
        one.head,
        joined(masks.marks(one.marks, masked)),
        words.comes_next(one),
    )
    return line(
        (f"{where}  ", "head"),
        (f"{since}  ", "life" if told[2] else ""),
        (f"{again}  " if columns[2] else "", "life"),
        beside(*rest),
        record=one.household_no,
    )


def _where(one: Waiting | Received, cells: int | None = None) -> str:
    """Where a household is, in as many cells as there is room for."""
    where = short_address(one.compound, one.lane, one.building, one.unit, one.room)
    return where if cells is None else narrowed(where, cells)


def received_widths(rows: Iterable[Received]) -> tuple[int, int]:
    """Cells of the longest address and of the longest name."""
    where = head = 0
    for one in rows:
        where = max(where, cell_len(_where(one)))
        head = max(head, cell_len(one.head))
    return where, head


def shared_out(longest: tuple[int, int], width: int) -> tuple[int, int]:
    """Cells of addresses and of names in a line of this width; goods have what is left."""
    where = min(longest[0], max(_WHERE, width * 2 // 5))
    return where, min(longest[1], max(_HEAD, (width - where) // 3))


def received(one: Received, cells: tuple[int, int]) -> Line:
    """What a household got.

    Args:
        cells: of its address and of its name.
    """
    told, tone = words.got(one)
    return line(
        (f"{cut(_where(one, cells[0]), cells[0])}  ", "head"),
        f"{cut(one.head, cells[1])}  ",
        (told, tone),
        record=one.household_no,
    )
