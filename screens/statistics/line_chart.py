"""Lines drawn in braille dots, one cell wide everywhere; their values stand beside in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual.content import Content

from models.statistics.rules import line_points, nice_top

_BLANK = 0x2800
_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The dots of a cell, two columns by four rows."""

_SCALE = 5
"""Cells for the numbers at the side."""


class Curve(NamedTuple):
    """One line: its values, how it is drawn so that it is told apart without colour."""

    label: str
    values: Sequence[int]
    tone: str = ""
    gap: int = 0
    """Dots left out after each one drawn: 0 is a whole line, 2 a dotted one."""


def chart(lines: Sequence[Curve], width: int, height: int, ends: tuple[str, str]) -> list[Content]:
    """The lines over one scale from 0, with numbers at its side and words under its ends.

    Args:
        width, height: cells for all of it, with scale and the line under the chart.
        ends: what stands under the left and the right end.
    """
    columns, rows = max(2, width - _SCALE - 1), max(2, height - 1)
    most = max((value for line in lines for value in line.values), default=0)
    top = nice_top(most)
    cells, owners = _drawn(lines, columns, rows, top)
    tones = [line.tone for line in lines]
    made = []
    for at in range(rows):
        number = {0: str(top), rows // 2: str(top * (rows - rows // 2) // rows)}.get(at, "")
        if at == rows - 1:
            number = "0"
        parts = [Content.styled(f"{number:>{_SCALE - 1}} ", "dim")]
        parts += [
            Content.styled(chr(_BLANK + cell) if cell else " ", tones[owner] if cell else "")
            for cell, owner in zip(cells[at], owners[at], strict=True)
        ]
        made.append(Content("").join(parts))
    left, right = ends
    foot = " " * _SCALE + left + " " * max(1, columns - len(left) - len(right)) + right
    return [*made, Content.styled(foot, "dim")]


def sample(line: Curve) -> Content:
    """A short piece of a line, with what it is and its last value."""
    dots = "⠤⠤⠤" if not line.gap else "⠄⠄⠄"
    last = line.values[-1] if line.values else 0
    return Content.styled(f"{dots} {line.label} {last}", line.tone)


def _drawn(
    lines: Sequence[Curve], columns: int, rows: int, top: int
) -> tuple[list[list[int]], list[list[int]]]:
    """Cells of the chart as dots, and which line drew in each last."""
    cells = [[0] * columns for _row in range(rows)]
    owners = [[0] * columns for _row in range(rows)]
    for number, line in enumerate(lines):
        stretches = line_points(line.values, columns * 2, rows * 4, top)
        points = [point for stretch in stretches for point in stretch]
        for x, y in points[:: line.gap + 1]:
            cells[y // 4][x // 2] |= _DOTS[y % 4][x % 2]
            owners[y // 4][x // 2] = number
    return cells, owners
