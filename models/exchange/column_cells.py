"""What the cells of a column of a register tell of it where its heading leaves that open.

Ticks under 租户 are a mark, words for marks under 人员类别 are remarks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from models.exchange.columns import Cell, soft
from models.exchange.headings import writing
from models.households.marks import mark_of, says_nothing, telling_of, ticked
from models.text import whole_number

Body = Sequence[Sequence[Cell]]
"""The rows below the headings."""

_LOOKED_AT = 2_000
"""Filled cells that are looked at; a mark may be ticked in few rows of a list."""

_MOST = 100
"""Fewer people than that are registered at a door."""

_SHARE = 0.6
"""Part of the filled cells of a column of remarks that give a mark."""

_NOT_ENOUGH = frozenset({"不在沪", "租客"})
"""Marks whose words say other things too: 外地 is where somebody comes from."""


def is_ticked(body: Body, index: int) -> bool:
    """Whether a column says yes and no row by row, and nothing else."""
    texts = list(_filled(body, index))
    return any(map(ticked, texts)) and all(
        ticked(text) and mark_of(text) is None for text in texts if not _is_no(text)
    )


def holds_remarks(heading: str, body: Body, index: int) -> bool:
    """Whether most cells of a column give marks, under a heading that means nothing by itself."""
    if writing().no_remarks.search(soft(heading)) or writing().left_alone.search(soft(heading)):
        return False
    texts = list(_filled(body, index))
    told = [marks for text in texts if (marks := telling_of(text).marks)]
    sure = any(one.mark not in _NOT_ENOUGH for marks in told for one in marks)
    return sure and len(told) >= _SHARE * len(texts)


def are_counts(body: Body, index: int) -> bool:
    """Whether a column holds counts of people, and nothing else."""
    texts = list(_filled(body, index))
    counts = (whole_number(text.removesuffix(".0").removesuffix("人")) for text in texts)
    return bool(texts) and all(count is not None and count < _MOST for count in counts)


def _is_no(text: str) -> bool:
    return text in ("0", "0.0") or says_nothing(text)


def _filled(body: Body, index: int) -> Iterator[str]:
    cells = (row[index] for row in body if index < len(row) and row[index] is not None)
    texts = (str(cell).strip() for cell in cells)
    return islice((text for text in texts if not says_nothing(text)), _LOOKED_AT)
