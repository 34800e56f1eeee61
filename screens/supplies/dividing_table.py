"""What several rules come to, side by side: a column a rule, gate by gate."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual.content import Content

from screens.i18n import _
from screens.kit.columns import cut

_HEAD_CELLS = 14
"""Cells for what a row is about, at least."""

_COLUMN_CELLS = 9
"""Cells of a rule, at least."""


@dataclass(frozen=True, slots=True)
class Column:
    """What comes of one rule; `left` is None where it cannot be met."""

    title: str
    chosen: bool
    left: int | None = None
    less: int = 0
    gates: Mapping[str, int] | None = None
    """What each gate gets."""
    short: frozenset[str] | set[str] = frozenset()
    """Gates that get less than they are due."""
    by_hand: frozenset[str] | set[str] = frozenset()
    """Gates of which somebody said what they get."""

    def gets(self, gate: str) -> str:
        """What a gate gets; marked where that was said by hand, or is less than it is due."""
        found = "-" if self.gates is None else str(self.gates.get(gate, 0))
        mark = "=" if gate in self.by_hand else "↓" if gate in self.short else " "
        return f"{found}{mark}"


def table(columns: Sequence[Column], room: int) -> Iterator[Content]:
    """The lines of the table: a column a rule, what it comes to, and gate by gate."""
    if not columns:
        return
    heads = [f"{'▸' if one.chosen else ''}{one.title} " for one in columns]
    gates = next((one.gates for one in columns if one.gates), {})
    least = max(_COLUMN_CELLS, *(cell_len(head) + 1 for head in heads))
    longest = max((cell_len(gate) + 1 for gate in gates), default=0)
    wide = max(_HEAD_CELLS, min(longest, room - least * len(columns)))
    cells = (room - wide) // len(columns)

    def row(title: str, said: Sequence[str]) -> Content:
        parts: list[Content | str] = [cut(title, wide)]
        for text, column in zip(said, columns, strict=True):
            style = "bold $accent" if column.chosen else ""
            parts.append(Content.styled(cut(text, cells, right=True), style))
        return Content.assemble(*parts)

    yield row("", heads)

    def summed(one: Column) -> tuple[str, str, str]:
        if one.left is None or not one.gates:
            return "- ", "- ", "- "
        return f"{one.left} ", f"{one.less} ", f"{min(one.gates.values())} "

    totals = [summed(one) for one in columns]
    for at, title in enumerate((_("left over"), _("gates short"), _("least"))):
        yield row(title, [one[at] for one in totals])
    for gate in gates:
        yield row(gate, [one.gets(gate) for one in columns])
