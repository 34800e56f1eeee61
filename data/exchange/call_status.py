"""Whether a row of a table of requests waits for something, or says that it is done.

Somebody waits unless the row surely says otherwise: what is begun or passed on is open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from data.exchange.days import as_day
from data.exchange.list_words import list_words
from data.exchange.rows import Rows, as_text
from models.exchange.columns import Cell
from models.text import fold
from models.times import local_date

_HEAD = re.compile(r"[^\s\d（(【\[，,。.;；:：/、!！—–-]*")
"""The status in front of what is said of it: `已办结（4月9日）`."""


def done_by(rows: Rows, row: Sequence[Cell], now: datetime) -> str | None:
    """The words that say a call waits for nothing any more; None for one that waits.

    A column that says that it is open goes before one with a time of its end.
    """
    said = rows.texts(row, "result")
    if any(_is_open(text) for text in said):
        return None
    for text in said:
        if _is_done(text):
            return _HEAD.match(text)[0] or text  # type: ignore[index]
    for name in ("result", "closed_at"):
        if _has_been(rows.cell(row, name), now):
            return rows.heading(name)
    handed = rows.text(row, "received")
    if handed and not _is_open(handed):
        return rows.heading("received")
    return None


def _is_open(text: str) -> bool:
    plain = fold(text).strip()
    return plain in list_words().not_so or list_words().still_open.search(plain) is not None


def _is_done(text: str) -> bool:
    plain = fold(text).strip()
    head = _HEAD.match(plain)
    return plain in list_words().done or (head is not None and head[0] in list_words().done)


def _has_been(cell: Cell, now: datetime) -> bool:
    """Whether a cell tells a day that has come, or that it is done."""
    text = as_text(cell)
    if not text or _is_open(text):
        return False
    day = as_day(cell, now) or as_day(text.split(" ")[0], now)
    return day <= local_date(now) if day is not None else _is_done(text)
