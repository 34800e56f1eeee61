"""Tables as they go out: text with commas, workbooks, Markdown, text. Nothing in them acts."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from data.paper import write_file, write_sheet
from models.cells import inert
from models.problems import Refused
from models.text import one_line, printable

Cell = str | int | float | None
"""A text, such as a telephone number; a count; nothing."""

_GAP = "  "
_SHEET_NAME = 31
"""Characters of the longest name a sheet can have."""
_LONGEST = 32_767
"""Characters of the longest cell of a workbook."""
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
_MARKUP = re.compile(r"[\\`*\[\]<>|~&$#!]|(?<![^\W_])_|_(?![^\W_])")
"""What Markdown reads as more than itself; `_` between letters is none of it."""


class Table(NamedTuple):
    """What is written.

    Attributes:
        title: what it is of; in the name of a sheet and above a text, nowhere in text with commas.
        headings: one for each column.
        rows: as many cells as there are headings in each.
        right: places, from 0, of the columns that stand at the right where text is aligned.
    """

    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    right: Collection[int] = ()


def write_table(
    path: Path,
    title: str,
    headings: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    *,
    right: Collection[int] = (),
) -> Path:
    """Write a table to a new file, in the form its name ends in, for the owner's eyes alone.

    A file of text with commas begins with a byte order mark: without it Excel takes Chinese for
    something else. What is private must have been left out before.

    Args:
        title: as in `Table`, and so are the others.

    Raises:
        Refused: `table_suffix` for a file of another kind, and what `data.paper` refuses, as
            `file_there` for a file that is there.
    """
    suffix = path.suffix.lower()
    if suffix not in WRITERS:
        raise Refused("table_suffix", "to", file=path.name, endings=" ".join(WRITERS))
    content = WRITERS[suffix](Table(title, headings, rows, right))
    return write_file(path, content) if isinstance(content, bytes) else write_sheet(path, content)


def as_csv(table: Table) -> str:
    """Text with commas; nothing in it acts in a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for row in (table.headings, *table.rows):
        writer.writerow([inert(cell) if isinstance(cell, str) else _text(cell) for cell in row])
    return out.getvalue()


def as_xlsx(table: Table) -> bytes:
    """A workbook: texts stay texts, counts are numbers, the headings stay in sight."""
    from xlsxwriter import Workbook

    content = io.BytesIO()
    with Workbook(content, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet(_sheet_name(table.title))
        bold = book.add_format({"bold": True})
        for at, row in enumerate((table.headings, *table.rows)):
            for column, cell in enumerate(row):
                if isinstance(cell, int | float):
                    sheet.write_number(at, column, cell)
                elif cell:
                    sheet.write_string(at, column, _in_a_cell(cell), bold if at == 0 else None)
        sheet.freeze_panes(1, 0)
        sheet.autofit()
    return content.getvalue()


def as_markdown(table: Table) -> str:
    """A table of Markdown beneath its title; what is markup is shown as what was typed."""
    sides = ["--:" if at in table.right else "---" for at in range(len(table.headings))]
    lines = [f"# {_marked_up(table.title)}", ""] if table.title else []
    for cells in (table.headings, *table.rows):
        lines.append("| " + " | ".join(_marked_up(_text(cell)) for cell in cells) + " |")
        if cells is table.headings:
            lines.append("| " + " | ".join(sides) + " |")
    return "".join(line + "\n" for line in lines)


def as_text(table: Table) -> str:
    """Lines beneath the title, each column as wide as what is in it, a Chinese character two."""
    title = [one_line(table.title), ""] if table.title else []
    return "".join(line + "\n" for line in (*title, *_aligned(table)))


def _aligned(table: Table) -> Iterator[str]:
    rows = [[one_line(_text(cell)) for cell in row] for row in (table.headings, *table.rows)]
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = []
        for at, (text, width) in enumerate(zip(row, widths, strict=True)):
            blanks = " " * (width - _width(text))
            cells.append(blanks + text if at in table.right else text + blanks)
        yield _GAP.join(cells).rstrip()


def _width(text: str) -> int:
    """Places a text takes where letters have one width."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(char) else 1 + (unicodedata.east_asian_width(char) in "WF")
        for char in text
    )


def _text(cell: Cell) -> str:
    return "" if cell is None else str(cell)


def _in_a_cell(text: str) -> str:
    """A text without what no program shows, no longer than a cell can be, which shows."""
    shown = printable(text)
    return shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1] + "…"


def _sheet_name(title: str) -> str | None:
    """A name a sheet can have; None, for the program's own, where nothing of a title can stay."""
    name = _NOT_IN_NAMES.sub(" ", one_line(title))[:_SHEET_NAME].strip(" '")
    return None if name.casefold() in ("", "history") else name


def _marked_up(text: str) -> str:
    return _MARKUP.sub(r"\\\g<0>", one_line(text).strip())


WRITERS: Mapping[str, Callable[[Table], str | bytes]] = {
    ".csv": as_csv,
    ".xlsx": as_xlsx,
    ".md": as_markdown,
    ".txt": as_text,
}
"""What makes a file's content, by the ending of its name."""
