"""The door list in words: as text of 80 columns, and as a page to print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from rich.cells import cell_len
from textual.content import Content

from models.address import dashed
from models.doors.paper import PaperBuilding, PaperDoor, PaperGate, PaperGoods
from models.doors.rules import is_red
from models.supplies.rules import amount_told
from models.times import loaded
from screens.doors.words import building as building_words
from screens.doors.words import doors as _doors
from screens.i18n import _
from screens.kit import wrapped
from screens.kit.columns import cut
from screens.kit.detail import hanging
from screens.kit.mark_words import mark
from screens.kit.ticks import UNTICKED
from screens.kit.values import beside, headed, joined, spoken
from screens.kit.wrapped import in_lines
from screens.supplies.words import units

WIDTH = 64
"""Cells of a line: what the viewer of papers shows on the smallest desk without breaking it."""
_DOOR = 10
"""Cells of a door's unit and room."""
_MOST, _LEAST = 12, 5
"""Cells of a column of goods."""
_FOR_MARKS = 10
_RULE = "-" * WIDTH
_HEAD_LINES = 3
"""Lines of a name over its column, at most."""


def text(gates: Sequence[PaperGate]) -> str:
    """Door lists as text, building by building, each gate with its total at the foot."""
    lines: list[str] = []
    for gate in gates:
        for building in gate.buildings:
            lines += [*_building(gate, building), ""]
        if len(gate.buildings) != 1:
            total = beside(
                _("Gate {compound}: {doors}").format(
                    compound=gate.compound, doors=_doors(gate.households)
                ),
                amounts(gate.goods, gate.totals),
            )
            lines += ["=" * WIDTH, *hanging(total, WIDTH, 2).split("\n"), ""]
    return "\n".join(lines) or _("Nobody gets anything by this plan.") + "\n"


def amounts(goods: Sequence[PaperGoods], counts: Sequence[int]) -> str:
    """Quantities of goods: `蔬菜包 20份, 牛奶 10箱`."""
    return joined(
        amount_told(one.goods, count, one.unit)
        for one, count in zip(goods, counts, strict=True)
        if count
    )


def marks(door: PaperDoor, goods: Sequence[PaperGoods]) -> str:
    """What stands beside a door: that it is owed something, how often it missed out, its marks."""
    owed = headed(_("owed"), amounts(goods, door.owed)) if door.is_owed else ""
    row = _("⚠ missed {count} in a row").format(count=door.times) if is_red(door.times) else ""
    return " ".join(filter(None, (owed, row, *map(mark, door.marks))))


def _building(gate: PaperGate, building: PaperBuilding) -> Iterator[str]:
    yield from hanging(_title(gate, building), WIDTH, 2).split("\n")
    cells = _columns(building)
    heads = [_head(one.goods, width) for one, width in zip(building.goods, cells, strict=True)]
    for at in range(max(map(len, heads), default=0)):
        row = [
            cut(head[at] if at < len(head) else "", width, right=True)
            for head, width in zip(heads, cells, strict=True)
        ]
        yield " ".join(("  " + cut("" if at else _("room"), _DOOR), *row)).rstrip()
    yield _RULE
    for door in building.doors:
        yield from _door(door, building.goods, cells)
    yield _RULE
    for line in _foot(gate, building):
        yield from hanging(line, WIDTH, 2).split("\n")
    yield ""
    yield signature(building)


def _head(goods: str, width: int) -> list[str]:
    """A name of goods over its column, line by line; what is too long ends in `…`."""
    lines = in_lines(Content(goods), width)
    return [str(line) for line in wrapped.cut(lines, _HEAD_LINES, width)]


def _title(gate: PaperGate, building: PaperBuilding) -> str:
    title = _("Door list, delivery {no}").format(no=gate.delivery_no)
    return beside(building_words(building), title, spoken(loaded(gate.arrives_at)))


def _foot(gate: PaperGate, building: PaperBuilding) -> Iterator[str]:
    """What stands under the doors of a building."""
    total = beside(_doors(len(building.doors)), amounts(building.goods, building.totals))
    yield headed(_("Total"), total)
    if any(building.owed):
        yield headed(_("of that owed from last time"), amounts(building.goods, building.owed))
    if gate.lacks:
        lacks = joined(
            _("{goods} {came} of {planned}").format(
                goods=of.goods, came=came, planned=units(planned, of.unit)
            )
            for of, came, planned in gate.lacks
        )
        yield "⚠ " + headed(_("Came to the gate, less than is listed"), lacks)
    if building.lacking:
        yield headed(_("Not enough for"), " ".join(building.lacking))
    if building.without:
        yield headed(_("Get nothing"), " ".join(building.without))


def signature(building: PaperBuilding) -> str:
    """The line where the building leader signs."""
    name = f" {building.leader}" if building.leader else ""
    return _("Signed by the building leader{name}: ______________  at: ________").format(name=name)


def _columns(building: PaperBuilding) -> list[int]:
    """Cells of each column of goods: what is due is never cut, names have more than one line."""
    room = WIDTH - 2 - _DOOR - 1 - _FOR_MARKS
    most = max(_LEAST, min(_MOST, room // max(1, len(building.goods)) - 1))
    return [
        max(
            min(most, cell_len(one.goods)),
            *(cell_len(_cell(door, at, one)) for door in building.doors),
            _LEAST,
        )
        for at, one in enumerate(building.goods)
    ]


def _cell(door: PaperDoor, at: int, goods: PaperGoods) -> str:
    """What a door gets of some goods; with whom it shares what the neighbour has for both."""
    if door.quantities[at]:
        return units(door.quantities[at], goods.unit)
    neighbour = door.held_at[at] if at < len(door.held_at) else None
    return "-" if neighbour is None else _("with {room}").format(room=neighbour)


def _door(door: PaperDoor, goods: Sequence[PaperGoods], cells: Sequence[int]) -> Iterator[str]:
    counts = [
        cut(_cell(door, at, one), width, right=True)
        for at, (one, width) in enumerate(zip(goods, cells, strict=True))
    ]
    line = " ".join((f"{UNTICKED} " + cut(dashed(door.unit, door.room), _DOOR), *counts))
    indent = 2 + _DOOR + 1
    first, *more = hanging(f"{line} {marks(door, goods)}".rstrip(), WIDTH, indent).split("\n")
    yield first
    yield from more


# -- a page to print -------------------------------------------------------------------------------

_STYLE = """
body { font: 14px/1.35 "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
body { margin: 1.5em; }
section { page-break-after: always; break-after: page; }
section:last-child { page-break-after: auto; break-after: auto; }
h1 { font-size: 18px; margin: 0 0 .4em; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid #999; padding: .15em .5em; text-align: left; }
th.n, td.n { text-align: right; white-space: nowrap; }
tr { page-break-inside: avoid; break-inside: avoid; }
tr.owed td { font-weight: bold; border-left: 3px solid #000; }
tr.owed td ~ td { border-left: 0; }
tfoot td { border-top: 2px solid #000; font-weight: bold; }
thead { display: table-header-group; }
.sign { margin-top: 1.6em; }
@media print { body { margin: 0; } @page { margin: 14mm; } }
"""


def page(gates: Sequence[PaperGate]) -> str:
    """Door lists as one file of HTML that asks for nothing else: a page for each building."""
    from screens.i18n import language

    body = "\n".join(
        part
        for gate in gates
        for part in [*(_section(gate, one) for one in gate.buildings), _gate(gate)]
    )
    title = escape(_("Door lists"))
    return (
        f'<!doctype html>\n<html lang="{language()}"><head><meta charset="utf-8">'
        f"<title>{title}</title><style>{_STYLE}</style></head><body>\n{body}\n</body></html>\n"
    )


def _section(gate: PaperGate, building: PaperBuilding) -> str:
    title = _title(gate, building)
    heads = "".join(f'<th class="n">{escape(one.goods)}</th>' for one in building.goods)
    rows = "\n".join(_row(door, building.goods) for door in building.doors)
    sums = "".join(
        f'<td class="n">{escape(units(count, one.unit))}</td>'
        for one, count in zip(building.goods, building.totals, strict=True)
    )
    total = escape(headed(_("Total"), _doors(len(building.doors))))
    foot = "".join(f"<p>{escape(line)}</p>" for line in list(_foot(gate, building))[1:])
    return (
        f"<section><h1>{escape(title)}</h1><table><thead><tr><th></th>"
        f"<th>{escape(_('room'))}</th>{heads}<th></th></tr></thead><tbody>\n{rows}\n</tbody>"
        f"<tfoot><tr><td></td><td>{total}</td>{sums}<td></td></tr></tfoot></table>"
        f'{foot}<p class="sign">{escape(signature(building))}</p></section>'
    )


def _row(door: PaperDoor, goods: Sequence[PaperGoods]) -> str:
    counts = "".join(
        f'<td class="n">{escape(_cell(door, at, one))}</td>' for at, one in enumerate(goods)
    )
    owed = ' class="owed"' if door.is_owed else ""
    return (
        f"<tr{owed}><td>{UNTICKED}</td><td>{escape(dashed(door.unit, door.room))}</td>{counts}"
        f"<td>{escape(marks(door, goods))}</td></tr>"
    )


def _gate(gate: PaperGate) -> str:
    total = beside(
        _("Gate {compound}: {doors}").format(compound=gate.compound, doors=_doors(gate.households)),
        amounts(gate.goods, gate.totals),
    )
    return f"<section><h1>{escape(total)}</h1></section>" if len(gate.buildings) != 1 else ""
