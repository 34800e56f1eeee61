"""Sheets with a card for each household, one below the other, as tables with a row for each person.

A card is of labels with their values beside them, `住址 | 大林苑1号101 | 户主 | 张敏`, and may have
a small table of the household's people under it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from data.exchange.sheets import Table
from models.exchange import ImportKind
from models.exchange.columns import Cell, is_heading, meaning
from models.text import fold

_HEADINGS = 3
"""Labels beside each other that head a table of people, or a list that has no cards."""

_LINES = 2
"""Lines of labels with values that the first card has at least."""

_PLACES = frozenset({"address", "room", "building", "compound"})
_EACH = frozenset({*_PLACES, "lane", "unit", "head", "household_no"})
"""What is said of each person of a card; the rest is said of the household, once."""


@dataclass(slots=True)
class _Card:
    """One household's card: values by label, and its people by heading, each with their row."""

    at: int
    values: dict[str, Cell] = field(default_factory=dict)
    people: list[tuple[int, dict[str, Cell]]] = field(default_factory=list)


def as_rows(table: Table) -> Table:
    """The table with a row for each person, each where it stands in the sheet; as it is where it
    holds no cards, or more than can be told to be of one."""
    first = next((at for at, row in enumerate(table.rows) if _labels(row)), None)
    if first is None or not _begins(table.rows, first):
        return table
    titles = [row for row in table.rows[:first] if _filled(row)]
    read = _read(table.rows, first, titles)
    if read is None:
        return table
    cards, lines = read
    labels = list(dict.fromkeys(label for card in cards for label in card.values))
    headings = dict.fromkeys(h for card in cards for _, one in card.people for h in one)
    columns = [*labels, *(heading for heading in headings if heading not in labels)]
    rows: list[list[Cell]] = [[] for _ in table.rows]
    rows[:first] = table.rows[:first]
    rows[first] = list(columns)
    for at, line in lines.items():
        rows[at] = line
    for card in cards:
        for at, cells in _people(card):
            rows[at] = [cells.get(column) for column in columns]
    return replace(table, rows=rows, merged=())


def _begins(rows: Sequence[list[Cell]], first: int) -> bool:
    """Whether the first line that has a label begins a card."""
    place = _field(rows[first][_filled(rows[first])[0]])
    lines = [_is_line(row) for row in rows[first : first + _LINES]]
    return place in _PLACES and len(lines) == _LINES and all(lines)


def _read(
    rows: Sequence[list[Cell]], first: int, titles: Sequence[list[Cell]]
) -> tuple[list[_Card], dict[int, list[Cell]]] | None:
    """The cards, and lines of text between them by their index; None where some row is neither."""
    start = _label(rows[first][_filled(rows[first])[0]])
    cards: list[_Card] = []
    lines: dict[int, list[Cell]] = {}
    headings: dict[int, str] = {}
    for at in range(first, len(rows)):
        row, filled = rows[at], _filled(rows[at])
        if not filled or row in titles:
            headings = {}
        elif _is_line(row):
            if _label(row[filled[0]]) == start:
                cards.append(_Card(at))
            cards[-1].values |= _pairs(row)
            headings = {}
        elif _labels(row) >= _HEADINGS:
            headings = {i: _label(row[i]) for i in filled}
        elif headings and set(filled) <= set(headings):
            cards[-1].people.append((at, {headings[i]: row[i] for i in filled}))
        elif len(filled) == 1:
            lines[at] = row
        else:
            return None
    return cards, lines


def _people(card: _Card) -> list[tuple[int, dict[str, Cell]]]:
    """The rows of a card; what is said of the household stands in the first."""
    if not card.people:
        return [(card.at + 1, card.values)]
    each = {label: cell for label, cell in card.values.items() if _field(label) in _EACH}
    rows = [(at, each | cells) for at, cells in card.people]
    at, cells = rows[0]
    rows[0] = (at, card.values | cells)
    return rows


def _is_line(row: Sequence[Cell]) -> bool:
    """Whether a row begins with a label and has its value beside it."""
    filled = _filled(row)
    if len(filled) < 2 or filled[1] != filled[0] + 1 or _labels(row) >= _HEADINGS:
        return False
    return _field(row[filled[0]]) is not None and _field(row[filled[1]]) is None


def _pairs(row: Sequence[Cell]) -> dict[str, Cell]:
    """Labels and their values, left to right; a label before another has none."""
    found: dict[str, Cell] = {}
    at = 0
    while at < len(row):
        label = row[at]
        at += 1
        if not isinstance(label, str) or not label.strip():
            continue
        value = row[at] if at < len(row) and _field(row[at]) is None else None
        found[_label(label)] = value
        at += value is not None
    return found


def _labels(row: Sequence[Cell]) -> int:
    """The most labels right beside each other."""
    most = run = 0
    for cell in row:
        run = run + 1 if _field(cell) is not None else 0
        most = max(most, run)
    return most


def _label(cell: Cell) -> str:
    return fold(str(cell)).strip(":： ")


def _field(cell: Cell) -> str | None:
    """What a label of a register means that is written as lists of words have it; None for
    anything else."""
    is_label = isinstance(cell, str) and is_heading(_label(cell))
    found = meaning(ImportKind.REGISTER, _label(cell)) if is_label else None
    return found[0] if found else None


def _filled(row: Sequence[Cell]) -> list[int]:
    return [i for i, cell in enumerate(row) if cell is not None and str(cell).strip()]
