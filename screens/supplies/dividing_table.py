"""What several rules come to, side by side: a column a rule, gate by gate."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from textual.content import Content

from screens.i18n import _
from screens.kit.columns import cut

_HEAD_CELLS = 14
"""Cells for what a row is about."""


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
    cells = (room - _HEAD_CELLS) // len(columns)
    heads = [f"{'▸' if one.chosen else ''}{one.title} " for one in columns]
    yield _row("", heads, cells, columns)

    def summed(one: Column) -> tuple[str, str, str]:
        if one.left is None or not one.gates:
            return "- ", "- ", "- "
        return f"{one.left} ", f"{one.less} ", f"{min(one.gates.values())} "

    totals = [summed(one) for one in columns]
    for at, title in enumerate((_("left over"), _("gates short"), _("least"))):
        yield _row(title, [one[at] for one in totals], cells, columns)
    gates = next((one.gates for one in columns if one.gates), {})
    for gate in gates:
        yield _row(gate, [one.gets(gate) for one in columns], cells, columns)


def _row(title: str, said: Sequence[str], cells: int, columns: Sequence[Column]) -> Content:
    parts: list[Content | str] = [cut(title, _HEAD_CELLS)]
    for text, column in zip(said, columns, strict=True):
        style = "bold $accent" if column.chosen else ""
        parts.append(Content.styled(cut(text, cells, right=True), style))
    return Content.assemble(*parts)
