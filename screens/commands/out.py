"""What commands print: JSON in UTF-8, tables aligned by cells, one line of trouble."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime
from typing import TextIO

from rich.cells import cell_len

from models.problems import Problem
from models.system_reasons import system_reason
from models.text import one_line, printable, with_unseen_as
from models.times import iso, loaded
from screens.i18n import _
from screens.kit import masks
from screens.kit.columns import Column, Row, View, cut

_STORED = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
"""A time as the store keeps it."""

_GAP = "  "
_LEAST = 4
"""Cells a column keeps however narrow the terminal is."""


def lenient(stream: TextIO) -> None:
    """Let a stream write what its encoding lacks as an escape instead of failing."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="backslashreplace")


def plain(value: object) -> object:
    """A value as JSON has it: bare text, times as ISO 8601 at +08:00, null where there is none."""
    match value:
        case None | "":
            return None
        case bool() | int() | float():
            return value
        case datetime():
            return iso(value)
        case date():
            return value.isoformat()
        case Problem():
            return {"code": value.code, "params": plain(value.params)}
        case Mapping():
            return {str(name): plain(one) for name, one in value.items()}
        case list() | tuple() | set() | frozenset():
            return [plain(one) for one in value]
    text = str(value)
    return iso(loaded(text)) if _STORED.fullmatch(text) else text


def say_json(value: object) -> None:
    """Print a value as JSON: UTF-8 whatever the locale, names as they are, one object a file."""
    content = json_text(value).encode("utf-8")
    raw = getattr(sys.stdout, "buffer", None)
    if raw is None:
        sys.stdout.write(content.decode("utf-8"))
        return
    sys.stdout.flush()
    raw.write(content)
    raw.flush()


def json_text(value: object) -> str:
    """A value as JSON: names as they are, what is not seen as an escape."""
    text = json.dumps(value, ensure_ascii=False, indent=1) + "\n"
    return with_unseen_as(_escape, text)


def _escape(char: str) -> str:
    return json.dumps(char)[1:-1]


def say_line(text: str) -> None:
    """Print a sentence, or lines."""
    sys.stdout.write(printable(text) + "\n")


def say_trouble(text: str) -> None:
    """One line on standard error, whatever is in the text; where nobody takes it, it is lost."""
    with suppress(OSError):
        sys.stderr.write(" ".join(one_line(text).split()) + "\n")


class Unwritten(Exception):
    """The answer could not be written; why is a problem."""

    def __init__(self, reason: Problem) -> None:
        super().__init__(reason.code)
        self.reason = reason


@contextmanager
def answering() -> Iterator[None]:
    """What is printed and flushed here goes out, or is told not to.

    Raises:
        Unwritten: as where the output goes to a disk that is full.
        BrokenPipeError: whoever read it went away.
    """
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise Unwritten(system_reason(error)) from error


def table(columns: Sequence[Column[Row]], rows: Sequence[Row], now: datetime) -> Iterator[str]:
    """The lines of a table, the headings first; no line where there is no row.

    Columns are as wide as what is in them; on a terminal, cut to its width with `…`. None is left
    out. While the mask is on they hide what it hides.
    """
    if not rows:
        return
    view = View(masked=masks.is_on(), now=now)
    heads = [_(column.title) for column in columns]
    cells = [[one_line(masks.veiled(column.text(row, view))) for column in columns] for row in rows]
    widths = [max(map(cell_len, texts)) for texts in zip(heads, *cells, strict=True)]
    if sys.stdout.isatty():
        widths = _fitted(widths, shutil.get_terminal_size().columns)
    for line in (heads, *cells):
        shown = zip(columns, line, widths, strict=True)
        yield _GAP.join(cut(text, width, column.right) for column, text, width in shown).rstrip()


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


def open_streams() -> None:
    """See to it that there is somewhere to write to, also when the program was started without."""
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - stays open
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115


def close_output() -> None:
    """Let what could not be printed go nowhere, so that the end of the process is quiet."""
    try:
        sys.stdout.flush()
    except OSError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
