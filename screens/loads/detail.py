"""The loads of a drop as its detail shows them, with how far they are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from textual.content import Content

from models.loads import LoadRow, LoadState
from screens.i18n import _
from screens.kit.detail import heading
from screens.loads.words import one_line


def in_detail(rows: Sequence[LoadRow], now: datetime) -> list[Content | None]:
    """A heading with how many are done, and a line a load; nothing where there are none."""
    if not rows:
        return []
    done = sum(row.state == LoadState.DONE for row in rows)
    head = heading(_("The last 100 metres"), f"{done}/{len(rows)}")
    return [None, head, *(Content(f"  {one_line(row, now)}") for row in rows)]
