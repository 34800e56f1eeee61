"""Lists as they go out: tables of text and workbooks in which nothing acts."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence

from models.cells import inert

Cell = str | int | None


def as_csv(rows: Sequence[Sequence[Cell]]) -> str:
    """The rows as text with commas; nothing in them acts in a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([[_text(cell) for cell in row] for row in rows])
    return out.getvalue()


def _text(cell: Cell) -> str:
    return "" if cell is None else inert(str(cell))


def as_xlsx(rows: Sequence[Sequence[Cell]]) -> bytes:
    """The rows as a workbook: texts stay texts, counts are numbers, the headings stay in sight."""
    from xlsxwriter import Workbook

    content = io.BytesIO()
    with Workbook(content, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet()
        bold = book.add_format({"bold": True})
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, int):
                    sheet.write_number(at, column, cell)
                elif cell:
                    sheet.write_string(at, column, cell, bold if at == 0 else None)
        sheet.freeze_panes(1, 0)
        sheet.autofit()
    return content.getvalue()


WRITERS: Mapping[str, Callable[[Sequence[Sequence[Cell]]], str | bytes]] = {
    ".csv": as_csv,
    ".xlsx": as_xlsx,
}
"""What makes a file's content, by the ending of its name."""
