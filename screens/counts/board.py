"""What the grid of counts shows, without a widget: its rows, its cells, and where one goes next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from models.counts import CountRow, GateLine, Site, Stage, Verdict, rules
from models.text import natural_key
from models.times import stored


class Cell(NamedTuple):
    """A place for a figure: some goods at a gate, or at one building of it."""

    drop_no: int
    item_id: str
    building_id: str | None = None


class Row(NamedTuple):
    """A line of the grid: a gate, or a building of the gate the cursor is in."""

    drop_no: int
    label: str
    building_id: str | None = None


@dataclass
class Board:
    """The figures of a delivery at one stage, with a cursor.

    Attributes:
        lines: what is on file.
        stage: which stage is looked at.
        pending: figures that are being saved.
        drop_no, building_id, column: where the cursor stands.
    """

    lines: Sequence[GateLine] = ()
    stage: Stage = Stage.GATE
    pending: dict[tuple[Stage, Cell], int] = field(default_factory=dict)
    drop_no: int = 0
    building_id: str | None = None
    column: int = 0

    # -- what there is -----------------------------------------------------------------------

    @property
    def goods(self) -> list[GateLine]:
        """The kinds of goods, each as its first gate has it: the columns."""
        found: dict[str, GateLine] = {}
        for line in self.lines:
            found.setdefault(line.item_id, line)
        return list(found.values())

    @property
    def gates(self) -> dict[int, str]:
        """The gates in their order, by the numbers of their drops."""
        return {line.drop_no: line.compound for line in self.lines}

    def at(self, drop_no: int) -> list[GateLine]:
        """The lines of one gate."""
        return [line for line in self.lines if line.drop_no == drop_no]

    @property
    def rows(self) -> list[Row]:
        """The lines of the grid: the buildings of a gate stand under it while the cursor is there
        and the stage is one that is counted by building."""
        rows = []
        for drop_no, compound in self.gates.items():
            rows.append(Row(drop_no, compound))
            if drop_no == self.drop_no and self.stage in rules.BY_BUILDING:
                rows += [Row(drop_no, label, key) for key, label in self._buildings(drop_no)]
        return rows

    def _buildings(self, drop_no: int) -> list[tuple[str, str]]:
        found: dict[str, Site] = {}
        for line in self.at(drop_no):
            found |= {site.building_id: site for site in line.sites}
        sites = sorted(
            found.values(), key=lambda one: (natural_key(one.lane or ""), natural_key(one.building))
        )
        return [
            (one.building_id, f"{one.lane}-{one.building}" if one.lane else one.building)
            for one in sites
        ]

    def line(self, cell: Cell) -> GateLine | None:
        """The goods of a cell at its gate, with what is being saved of other cells."""
        found = next(
            (one for one in self.at(cell.drop_no) if one.item_id == cell.item_id),
            None,
        )
        return None if found is None else self._with_pending(found)

    def _with_pending(self, line: GateLine) -> GateLine:
        for (stage, cell), quantity in self.pending.items():
            if (cell.drop_no, cell.item_id) == (line.drop_no, line.item_id):
                line = _as_if(line, cell, stage, quantity)
        return line

    def site(self, cell: Cell) -> Site | None:
        """The building of a cell, though nothing may be planned for it; None for a gate's."""
        line = self.line(cell)
        if cell.building_id is None or line is None:
            return None
        for one in line.sites:
            if one.building_id == cell.building_id:
                return one
        return Site(cell.building_id, None, "", 0 if line.sites else None)

    def count(self, cell: Cell, stage: Stage | None = None) -> CountRow | None:
        """What is on file for a cell, at the stage looked at unless another is asked for."""
        for line in self.at(cell.drop_no):
            if line.item_id == cell.item_id:
                counts: Iterable[CountRow] = line.counts
                if cell.building_id is not None:
                    here = (one for one in line.sites if one.building_id == cell.building_id)
                    counts = (row for one in here for row in one.counts)
                return rules.current(counts, stage or self.stage)
        return None

    def figure(self, cell: Cell) -> int | None:
        """How many are counted in a cell; at a gate the sum of its buildings, as far as it goes."""
        if (self.stage, cell) in self.pending:
            return self.pending[self.stage, cell]
        line, row = self.line(cell), self.count(cell)
        if row is not None:
            return row.quantity
        return rules.figure(line, self.stage) if line and cell.building_id is None else None

    def proposed(self, cell: Cell) -> int | None:
        """The figure enter takes over where nothing was counted; None for nothing to take."""
        line = self.line(cell)
        if line is None or self.figure(cell) is not None:
            return None
        return rules.proposed(line, self.stage, self.site(cell)) or None

    def verdict(self, cell: Cell, quantity: int) -> Verdict | None:
        """What a figure in a cell comes to."""
        line = self.line(cell)
        return None if line is None else rules.verdict(line, self.stage, quantity, self.site(cell))

    def asks(self, cell: Cell) -> int:
        """By how much the count in a cell differs without a reason; 0 where it does not."""
        row, line = self.count(cell), self.line(cell)
        if row is None or line is None:
            return 0
        return next((less for one, less in rules.unexplained(line) if one.no == row.no), 0)

    def is_red(self, cell: Cell, now: datetime) -> bool:
        """Whether the driver has to be told now of what differs in a cell, whatever the reason."""
        line, row = self.line(cell), self.count(cell)
        if line is None or cell.building_id is not None or self.stage not in rules.TO_DRIVER:
            return False
        saving = (self.stage, cell) in self.pending
        at = stored(now) if saving or row is None else row.counted_at
        return rules.truck_is_there(line.truck, at, now)

    def known(self, cell: Cell) -> frozenset[int]:
        """The numbers of all counts there are of the goods of a cell at its gate."""
        here = (one for one in self.at(cell.drop_no) if one.item_id == cell.item_id)
        return frozenset(known_numbers(here))

    def earlier(self, cell: Cell) -> list[CountRow]:
        """The counts of a cell that hold no more, the latest first."""
        line = self.line(cell)
        return [
            row
            for row in (() if line is None else line.earlier)
            if row.stage == self.stage and row.building_id == cell.building_id
        ]

    # -- the cursor --------------------------------------------------------------------------

    @property
    def row(self) -> int:
        """The place of the cursor's row."""
        for at, row in enumerate(self.rows):
            if (row.drop_no, row.building_id) == (self.drop_no, self.building_id):
                return at
        return next((at for at, row in enumerate(self.rows) if row.drop_no == self.drop_no), 0)

    @property
    def cell(self) -> Cell | None:
        """The cell under the cursor."""
        goods, rows = self.goods, self.rows
        if not goods or not rows:
            return None
        at = rows[self.row]
        return Cell(at.drop_no, goods[min(self.column, len(goods) - 1)].item_id, at.building_id)

    def cells_of_row(self) -> list[Cell]:
        """The cells of the row the cursor is in."""
        row = self.rows[self.row]
        return [Cell(row.drop_no, one.item_id, row.building_id) for one in self.goods]

    def go(self, rows: int, columns: int) -> None:
        """Move the cursor, as far as there is something."""
        self.column = max(0, min(len(self.goods) - 1, self.column + columns))
        if rows:
            self._to_row(self.row + rows)

    def jump(self, index: int) -> None:
        """Go to the first row, or to the last gate."""
        self._to_row(index if index >= 0 else len(self.rows) - 1)

    def _to_row(self, at: int) -> None:
        rows = self.rows
        if rows:
            row = rows[max(0, min(len(rows) - 1, at))]
            self.drop_no, self.building_id = row.drop_no, row.building_id

    def go_on(self) -> None:
        """Go to the next cell as one reads: to the right, behind the last goods to the next row."""
        if self.column + 1 < len(self.goods):
            self.column += 1
        elif self.row + 1 < len(self.rows):
            self._to_row(self.row + 1)
            self.column = 0

    def turn(self, step: int = 1) -> None:
        """Look at the next stage, or the one before; the cursor stays at its gate."""
        at = rules.STAGES.index(self.stage)
        self.stage = rules.STAGES[(at + step) % len(rules.STAGES)]
        if self.stage not in rules.BY_BUILDING:
            self.building_id = None

    def begin(self, drop_no: int) -> None:
        """Begin at a gate, with the first stage from the gate on that is not counted there."""
        self.drop_no, self.building_id, self.column = drop_no, None, 0
        here = [line for line in self.at(drop_no) if line.planned]
        stages = rules.STAGES[rules.STAGES.index(Stage.GATE) :]
        left = (one for one in stages if not all(rules.is_whole(line, one) for line in here))
        self.stage = next(left, Stage.GATE)


def _as_if(line: GateLine, cell: Cell, stage: Stage, quantity: int) -> GateLine:
    """A line as if a figure were on file for a cell of it."""
    row = CountRow(
        no=0,
        drop_no=cell.drop_no,
        item_id=cell.item_id,
        building_id=cell.building_id,
        stage=stage,
        quantity=quantity,
        reason=None,
        counted_at="",
        entered_at="",
    )
    rest = tuple(one for one in line.counts if one.stage != stage)
    if cell.building_id is None:
        sites = tuple(
            site._replace(counts=tuple(one for one in site.counts if one.stage != stage))
            for site in line.sites
        )
        return line._replace(counts=(*rest, row), sites=sites)
    sites = tuple(
        site._replace(counts=(*(one for one in site.counts if one.stage != stage), row))
        if site.building_id == cell.building_id
        else site
        for site in line.sites
    )
    return line._replace(counts=rest, sites=sites)


def known_numbers(lines: Iterable[GateLine]) -> Mapping[int, CountRow]:
    """All counts of lines by their numbers, those replaced too."""
    rows = (
        row
        for line in lines
        for row in (
            *line.counts,
            *(one for site in line.sites for one in site.counts),
            *line.earlier,
        )
    )
    return {row.no: row for row in rows}
