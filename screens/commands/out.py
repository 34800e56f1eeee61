"""What commands print: JSON in UTF-8, tables aligned by cells, one line of trouble."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from typing import TextIO

from rich.cells import cell_len, set_cell_size

_GAP = "  "
_LEAST = 4
"""Cells a column keeps however narrow the terminal is."""


def lenient(stream: TextIO) -> None:
    """Let a stream write what its encoding lacks as an escape instead of failing."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="backslashreplace")


def say_json(value: object) -> None:
    """Print a value as JSON: UTF-8 whatever the locale, names as they are, one object a file."""
    text = json.dumps(value, ensure_ascii=False, indent=1) + "\n"
    # A lone surrogate of an odd file name becomes \udcxx, which is JSON for the same thing.
    content = text.encode("utf-8", "backslashreplace")
    raw = getattr(sys.stdout, "buffer", None)
    if raw is None:
        sys.stdout.write(content.decode("utf-8"))
        return
    sys.stdout.flush()
    raw.write(content)
    raw.flush()


def say_line(text: str) -> None:
    """Print a sentence."""
    sys.stdout.write(text + "\n")


def say_trouble(text: str) -> None:
    """One line on standard error, whatever is in the text."""
    sys.stderr.write(" ".join(text.split()) + "\n")


def say_table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows in columns as wide as what is in them; on a terminal, cut to its width with `…`.

    Columns of numbers stand to the right. None is left empty.
    """
    table = [[_cell(value) for value in row] for row in rows]
    right = [_numeric(row[i] for row in table) for i in range(len(heads))]
    widths = [max(cell_len(text) for text in column) for column in zip(heads, *table, strict=True)]
    if sys.stdout.isatty():
        widths = _fitted(widths, shutil.get_terminal_size().columns)
    lines = [_line(row, widths, right) for row in (list(heads), *table)]
    sys.stdout.write("\n".join(lines) + "\n")


def _cell(value: object) -> str:
    if value is None:
        return ""
    text = str(value)
    if text.isprintable():
        return text
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _numeric(texts: Iterable[str]) -> bool:
    filled = [text for text in texts if text]
    return bool(filled) and all(text.isdecimal() for text in filled)


def _fitted(widths: list[int], room: int) -> list[int]:
    """Narrow the widest columns until the line fits."""
    widths = list(widths)
    spare = room - len(_GAP) * (len(widths) - 1)
    while sum(widths) > spare:
        widest = max(range(len(widths)), key=widths.__getitem__)
        if widths[widest] <= _LEAST:
            break
        widths[widest] -= 1
    return widths


def _line(row: list[str], widths: list[int], right: list[bool]) -> str:
    cells = []
    for text, width, to_right in zip(row, widths, right, strict=True):
        whole = cell_len(text) <= width
        shown = text if whole else set_cell_size(text, width - 1).rstrip() + "…"
        pad = " " * (width - cell_len(shown))
        cells.append(pad + shown if to_right else shown + pad)
    return _GAP.join(cells).rstrip()


def leave_pipe() -> None:
    """The reader went away: write the rest nowhere, so that the end of the process is quiet."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
