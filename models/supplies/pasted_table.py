"""A table of goods by compound within a text that was pasted: its cells, and the text beside it.

Cells may stand between tabs, strokes, commas or, as what is pasted at a terminal, single blanks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from models.problems import Problem
from models.supplies.goods_table import NOTHING, PLACES, Find, GoodsTable, read_table
from models.text import clean, narrow

_BETWEEN = ("\t", "|", ",", "，", ";", "；")
_RULED = re.compile(r"[\s|:+-]*")
_MANY = re.compile(r"\d[\d,]*(?:\.\d+)?[^\W\d_]{0,3}")
_CHUNK = re.compile(r"\S[^()（）]*[(（][^()（）]*[)）]|\S+")
_MOST_LINES = 200


class Pasted(NamedTuple):
    """A table and the text around it."""

    table: GoodsTable
    rest: str


def read_pasted(text: str, find: Find) -> Pasted | Problem | None:
    """The table in a text; None where there is none, `table_unclear` where there is one whose
    columns cannot be told apart."""
    lines = text.replace("\r\n", "\n").split("\n")
    if not 1 < len(lines) <= _MOST_LINES:
        return None
    for mark in _BETWEEN:
        if sum(mark in line for line in lines) > 1:
            table = read_table([list(_cells(line, mark)) for line in lines], find)
            if table is not None:
                return _beside(lines, table)
    rows, most = _between_blanks(lines, find)
    table = read_table(rows, find) if rows is not None else None
    if table is not None:
        return _beside(lines, table)
    return Problem("table_unclear") if most > 1 else None


def _beside(lines: Sequence[str], table: GoodsTable) -> Pasted:
    rest = [*lines[: table.rows.start], *lines[table.rows.stop :]]
    return Pasted(table, "\n".join(rest).strip())


def _cells(line: str, mark: str) -> Iterator[str]:
    """The cells of a line; none of one that only rules off the headings."""
    if mark == "|":
        if _RULED.fullmatch(line):
            return
        line = line.strip().removeprefix("|").removesuffix("|")
    for cell in line.split(mark):
        yield cell.strip().strip('"')


def _between_blanks(lines: Sequence[str], find: Find) -> tuple[list[list[str]] | None, int]:
    """The rows of a table whose cells stand between blanks, each blank between two cells; None
    where its headings cannot be told apart.

    Returns:
        They, and how many amounts a row of a known compound has at most.
    """
    found = [_row(line) for line in lines]
    named = [row for row in found if row and find(row[0])]
    most = max((len(row) - 1 for row in named), default=0)
    if len(named) < 2:
        return None, 0
    first = next(at for at, row in enumerate(found) if row and find(row[0]))
    rows = [row or [line] for row, line in zip(found, lines, strict=True)]
    for at in range(max(0, first - 2), first):
        rows[at] = _headings(lines[at], most) or [lines[at]]
    headed = any(len(rows[at]) == most + 1 for at in range(max(0, first - 2), first))
    return (rows, most) if headed else (None, most)


def _row(line: str) -> list[str] | None:
    """A name with the amounts behind it; None for another line."""
    said = narrow(line).strip().split(" ")
    begins = next((at for at, one in enumerate(said) if at and _MANY.fullmatch(one)), None)
    if begins is None:
        return None
    while begins > 1 and said[begins - 1] in NOTHING:
        begins -= 1
    cells = said[begins:]
    if not all(one in NOTHING or _MANY.fullmatch(one) for one in cells):
        return None
    return [clean(" ".join(said[:begins])), *cells]


def _headings(line: str, columns: int) -> list[str] | None:
    """The headings of so many columns of goods and of the compounds."""
    plain = clean(narrow(line))
    if len(plain.split(" ")) == columns + 1:
        return plain.split(" ")
    place = PLACES.match(plain)
    if place is None:
        return None
    behind = _CHUNK.findall(plain[place.end() :])
    return [place[0], *behind] if len(behind) == columns else None
