"""Files that are a table of goods by compound: one delivery, each compound gets what is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from data.exchange import notices
from data.exchange.compounds import Compounds
from data.exchange.draft import Draft
from data.exchange.rows import as_text
from data.reading.gazetteer import StoreGazetteer
from data.sql import Reader
from data.supplies.announced import UNTIMED, delivery_of_table
from models.exchange import ImportKind, KindGuess, Reason
from models.problems import Problem
from models.supplies.goods_table import GoodsTable, read_table
from models.supplies.pasted_table import Pasted, read_pasted

_OF_COLUMNS = frozenset({"columns_missing", "kind_unclear"})
"""What was said of the same file as a table of another sort."""


class _Sheet(NamedTuple):
    """A table in a file, with the name of its sheet."""

    sheet: str | None
    pasted: Pasted


def read(
    draft: Draft, kind: ImportKind | None, conn: Reader, known: Compounds, now: datetime
) -> bool:
    """The delivery of a table of goods by compound; whether the file is one.

    Args:
        kind: what somebody said that the file is.
    """
    others = any(guess.kind is not ImportKind.DELIVERIES for guess in draft.kinds)
    if draft.source.refusal is not None:
        return False
    if draft.tables or kind not in (None, ImportKind.DELIVERIES) or (kind is None and others):
        return False
    found = list(_sheets(draft, known))
    if not found:
        return False
    draft.shown.clear()
    draft.problems[:] = [one for one in draft.problems if one.code not in _OF_COLUMNS]
    draft.kind = ImportKind.DELIVERIES
    why = "kind_said" if kind is not None else "kind_reads_as_deliveries"
    draft.guess(KindGuess(ImportKind.DELIVERIES, (Reason(why),)))
    for sheet, pasted in found:
        _take(draft, sheet, pasted, conn, now)
    return True


def _sheets(draft: Draft, known: Compounds) -> Iterator[_Sheet]:
    """The tables of goods by compound in a file: its sheets, else what stands in its text."""
    if not known:
        return
    found = False
    for table in draft.source.tables:
        rows = [[as_text(cell) for cell in row] for row in table.rows]
        read = None if table.hidden else read_table(rows, known.find)
        if read is not None:
            found = True
            yield _Sheet(table.sheet, Pasted(read, _beside(rows, read)))
    if not found and draft.source.text is not None:
        pasted = read_pasted(draft.source.text, known.find)
        if isinstance(pasted, Problem):
            draft.problem(pasted.code)
        elif pasted is not None:
            yield _Sheet(None, pasted)


def _beside(rows: Sequence[Sequence[str]], read: GoodsTable) -> str:
    """What is written above and below a table, a line a row."""
    lines = [*rows[: read.rows.start], *rows[read.rows.stop :]]
    return "\n".join(" ".join(filter(None, line)) for line in lines).strip()


def _take(draft: Draft, sheet: str | None, pasted: Pasted, conn: Reader, now: datetime) -> None:
    """Take the delivery of a table, and tell what of it could not be read."""
    read = delivery_of_table(pasted, pasted.rest, now, StoreGazetteer(conn).compounds())
    for row, problem in pasted.table.problems:
        draft.problem(problem.code, sheet, row, None, problem.params, taken=True)
    for one in pasted.table.unknown:
        params = {"name": one.name, "goods": list(one.goods)}
        draft.problem("table_compound_unknown", sheet, one.row, None, params, taken=True)
    for doubt in read.doubts:
        if doubt.code.startswith("notice_"):
            code = "notice_arrival_taken" if doubt.code == UNTIMED else doubt.code
            draft.note(code, sheet)
    if read.given.items:
        notices.take(draft, read.given, conn, sheet, pasted.table.rows.start + 1)
