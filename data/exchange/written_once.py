"""Cells written once for several rows: merged, or with empty ones below that mean "as above"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from data.exchange.rows import Rows, as_text
from models.exchange.columns import Cell
from models.households.addresses import split_address

_CARRIED = ("compound", "lane", "building")
_GROUPED = (*_CARRIED, "unit", "room", "address", "household_no")
_PERSONAL = (
    "relation",
    "identity",
    "sex",
    "born",
    "age",
    "registered",
    "registered_here",
    "is_head",
)
_FEWEST = 4


@dataclass(frozen=True, slots=True)
class Once:
    """What of a sheet is written once for several rows.

    Attributes:
        filled: for each field the text that holds for each row's index.
        doors: whether a row of somebody without a door is about the door above it.
    """

    filled: Mapping[str, Mapping[int, str]]
    doors: bool

    def text(self, name: str, number: int) -> str:
        """The text of a field that holds for a row by its number, empty for none."""
        return self.filled.get(name, {}).get(number - 1, "")


def written_once(rows: Rows) -> Once:
    """How a sheet is written, by all of its rows.

    Without merged cells a column is taken to be written once a group when its first cell is filled
    and at least half of its rows, of four or more, are empty, a third where no text stands there
    twice; a column further left that begins a new group ends the one before. Addresses are beside a
    column of rooms, rooms only where names stand in rows without a door.
    """
    body = [(n - 1, row) for n, row in Rows(rows.table, rows.layout).body(lambda _text: True)]
    filled: dict[str, dict[int, str]] = {}
    begins: set[int] = set()
    for name in _GROUPED:
        texts: dict[int, str] = {}
        for column in rows.layout.columns(name):
            texts |= _merged(rows, column)
            cells = {i: as_text(row[column]) if column < len(row) else "" for i, row in body}
            carried = name in _CARRIED or (name == "address" and _are_of_houses(rows, cells))
            if carried and not texts:
                texts = _carried(cells, begins, within=bool(begins) and rows.has("room"))
                if texts:
                    begins |= {index for index, cell in cells.items() if cell}
        filled[name] = texts
    return Once(filled, _doors_once(rows, [row for _index, row in body], filled))


def down(rows: Rows, names: Sequence[str], carried: Sequence[str]) -> dict[str, dict[int, str]]:
    """For each field the text that holds for each row's index: of cells that are merged, and of
    columns of `carried` that are written once a group, by the rule of `written_once`."""
    body = [(n - 1, row) for n, row in Rows(rows.table, rows.layout).body(lambda _text: True)]
    filled: dict[str, dict[int, str]] = {}
    for name in names:
        texts: dict[int, str] = {}
        for column in rows.layout.columns(name):
            texts |= _merged(rows, column)
            if name in carried and not texts:
                cells = {i: as_text(row[column]) if column < len(row) else "" for i, row in body}
                texts = _carried(cells, set(), within=False)
        filled[name] = texts
    return filled


def _are_of_houses(rows: Rows, cells: Mapping[int, str]) -> bool:
    """Whether addresses are those of houses, whose rooms stand in a column beside."""
    return rows.has("room") and not any(split_address(cell).room for cell in set(cells.values()))


def _merged(rows: Rows, column: int) -> dict[int, str]:
    table, layout = rows.table, rows.layout
    texts: dict[int, str] = {}
    for top, left, bottom, right in table.merged:
        if left <= column <= right and bottom >= layout.body and bottom > top:
            value = table.rows[top][left] if left < len(table.rows[top]) else None
            texts.update(dict.fromkeys(range(top, bottom + 1), as_text(value)))
    return texts


def _carried(cells: Mapping[int, str], begins: Set[int], *, within: bool) -> dict[int, str]:
    """Cells carried down over empty ones; nothing when the column is not written that way.

    Args:
        begins: rows that begin a group of a column further left.
        within: whether there are such groups, of rows with rooms of their own; then one empty cell
            is enough.
    """
    filled = [cell for cell in cells.values() if cell]
    empty = len(cells) - len(filled)
    fewest = 1 if within else len(cells) / (3 if len(set(filled)) == len(filled) else 2)
    if len(cells) < _FEWEST or empty < fewest or not next(iter(cells.values())):
        return {}
    carried: dict[int, str] = {}
    last = ""
    for index, cell in cells.items():
        last = cell or ("" if index in begins else last)
        carried[index] = last
    return carried


def _doors_once(
    rows: Rows, body: Sequence[Sequence[Cell]], filled: Mapping[str, Mapping[int, str]]
) -> bool:
    """Whether rooms or addresses are written once a household: merged cells say so, or somebody is
    named in rows without a door: in a tenth of them where lists tell of persons, in a quarter
    where they name residents, in half where they name heads."""
    if filled["room"] or (filled["address"] and not rows.has("room")):
        return True
    if not (rows.has("room") or rows.has("address")):
        return False
    named = [row for row in body if rows.text(row, "name") or rows.text(row, "head")]
    blank = [row for row in named if not rows.text(row, "room") and not rows.text(row, "address")]
    if not blank or blank[0] is named[0]:
        return False
    personal = any(rows.has(name) for name in _PERSONAL)
    elsewhere = all(not rows.text(row, "building") for row in blank)
    if personal:
        return len(blank) * 10 >= len(named)
    return elsewhere and len(blank) * (4 if rows.has("name") else 2) >= len(named)
