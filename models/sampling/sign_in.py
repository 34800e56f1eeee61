"""Sign-in tables as they are pasted from a sheet: a row of headings, or a building and a room in
two columns. Pure.

`12⇥前客堂⇥两人` is building 12, whose number would be taken for a serial one, or be lost.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from models.text import fold
from models.word_tables import word_table

_KINDS = ("compound", "building", "unit", "room", "door", "serial", "other")
_FEWEST = 2
"""Known headings of a row of them."""

_ROOM = (
    r"[一二三四两]?[层楼]?(?:[前后中]?[客厢统]|[前后]楼|亭子|灶|三层阁|二层阁|晒台|过街|天井|阁楼)"
)
_IN_COLUMNS = re.compile(rf"\s*(\d{{1,3}})(?:\t\s*(?=(\d{{1,4}})(?:\t|$))|[ \t\u3000]+(?={_ROOM}))")


@cache
def _headings() -> dict[str, str]:
    table = word_table(__file__, "sign_in.toml")
    table.only(*_KINDS)
    return {fold(word): kind for kind in _KINDS for word in table.words(kind)}


def with_doors(lines: Sequence[str], *, in_building: bool) -> list[str]:
    """The lines of a table, each with its door in front; the row of headings is left out.

    Args:
        in_building: whether a building is known that all lines are of, so that a number in front is
            no building.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    for at, line in enumerate(lines):
        for split in (_by_tabs, str.split):
            kinds = [_headings().get(fold(cell).rstrip(":：")) for cell in split(line)]
            known = set(kinds) - {None, "other", "serial"}
            if sum(one is not None for one in kinds) >= _FEWEST and known and None not in kinds:
                return [*lines[:at], *_rows(lines[at + 1 :], kinds, split is _by_tabs)]
    return [one if in_building else _IN_COLUMNS.sub(_with_building, one, count=1) for one in lines]


def _with_building(found: re.Match[str]) -> str:
    return f"{found[1]}-" if found[2] else f"{found[1]}号"


def _by_tabs(line: str) -> list[str]:
    return [one.strip() for one in line.split("\t")] if "\t" in line else []


def _rows(lines: Sequence[str], kinds: Sequence[str | None], by_tabs: bool) -> list[str]:
    """Rows with their doors in front; where a compound or building is blank it is that above."""
    found: list[str] = []
    above: dict[str, str] = {}
    for line in lines:
        cells = _by_tabs(line) if by_tabs else line.split()
        if len(cells) < _FEWEST or (not by_tabs and len(cells) > len(kinds)):
            found.append(line)
            continue
        row: dict[str, str] = {}
        said: list[str] = []
        for at, cell in enumerate(cells):
            kind = kinds[at] if at < len(kinds) else "other"
            if kind == "other":
                said.append(cell)
            elif cell and kind != "serial":
                row[str(kind)] = cell
        for kind in ("compound", "building"):
            if "room" in row and kind in above:
                row.setdefault(kind, above[kind])
        above |= {kind: row[kind] for kind in ("compound", "building") if kind in row}
        words = dict.fromkeys(filter(None, said))
        found.append(" ".join([_door(row), *words]).strip())
    return found


def _door(row: dict[str, str]) -> str:
    """A door of its parts: 金家坊新苑1号503室."""
    signs = {"compound": "", "building": "号", "unit": "单元", "room": "室", "door": ""}
    parts = (
        f"{cell}{sign}" if cell.isdecimal() else cell
        for kind, sign in signs.items()
        if (cell := row.get(kind, ""))
    )
    return "".join(parts)
