"""Files with tables: workbooks, tables of text and free text, told apart by what they hold.

A file is read whole into plain rows or refused with one problem; what rows mean is not known here.
"""

from __future__ import annotations

import json
import stat
import subprocess
import sys
from dataclasses import asdict, dataclass
from datetime import date, datetime
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from data.exchange import encodings, texts
from models.exchange.columns import Cell, is_heading
from models.problems import Refused
from models.system_reasons import system_reason

CELL_LIMIT = 2000
"""Characters a cell of a list may have; more is not a cell of a list, whatever the format."""

_NOT_STARTED = 1
"""Exit status of a reader that did not come to reading; what is in the file it tells itself."""

_CHILD = Path(__file__).with_name("workbook_child.py")
_PROGRAM = Path(__file__).parents[2]
_BINARY_STARTS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08", b"\xd0\xcf\x11\xe0")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a file may ask for, so that it is read and brought in within seconds.

    A committee's longest list has some thousands of rows; ten times that is a wrong file.

    Attributes:
        file: bytes on disk.
        unpacked: bytes of all parts of a workbook.
        rows: rows of all its tables.
        columns: columns of a table.
        cells: cells of all tables, empty ones between others too.
        cell: characters of a cell that are looked at; a row with a longer one is left out.
        memory: bytes the reader of workbooks may take.
        seconds: of processor time it may take.
    """

    file: int = 16 << 20
    unpacked: int = 64 << 20
    rows: int = 20_000
    columns: int = 512
    cells: int = 1_000_000
    cell: int = CELL_LIMIT + 1
    memory: int = 300 << 20
    seconds: int = 10


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet, or one table of text; `rows[0]` is row 1, and blank rows are there too.

    Attributes:
        sheet: the sheet's name; None for a file that has no sheets.
        merged: merged ranges as (first row, first column, last row, last column), counted from 0.
    """

    file: str
    sheet: str | None
    rows: list[list[Cell]]
    hidden: bool = False
    merged: tuple[tuple[int, int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was read.

    Attributes:
        text: the characters of a text file, None for a workbook.
        refusal: why the text cannot be taken as a table though it may still be free text.
    """

    file: str
    tables: tuple[Table, ...]
    text: str | None = None
    refusal: Refused | None = None


def read_source(path: Path, *, limits: Limits = LIMITS) -> Source:
    """Read a file by its content, whatever its name says.

    Raises:
        Refused: `paper_missing`, `paper_is_folder`, `paper_denied`, `paper_unread`, `paper_empty`,
            `file_too_large`, `file_not_table`, `file_encrypted`, `file_truncated`, `paper_damaged`,
            `file_has_doctype`, `file_unpacks_too_large`, `sheet_too_large`,
            `file_too_demanding`, `reader_missing`, and for text `file_has_nul`, `text_damaged`,
            `encoding_unknown`, `encoding_unclear`.
    """
    return source_of(path.name, _content(path, limits), limits=limits)


def source_of(name: str, data: bytes, *, limits: Limits = LIMITS) -> Source:
    """Read what a file would hold, as from a pipe.

    Args:
        name: what it is called where something is told of it.

    Raises:
        Refused: as `read_source`, of what is in the file.
    """
    if len(data) > limits.file:
        raise Refused("file_too_large", file=name, size=len(data), most=limits.file)
    if data.startswith(_BINARY_STARTS):
        return Source(name, _read_apart("workbook", data, name, limits))
    if texts.is_saved_page(data):
        return Source(name, _read_apart("saved", data, name, limits))
    text = encodings.decode(data, name)
    if not text.strip():
        raise Refused("paper_empty", file=name)
    if form := texts.markup(text):
        return Source(name, _read_apart(form, text.encode(), name, limits))
    try:
        rows = _text_rows(text, name, limits)
    except Refused as refusal:
        return Source(name, (), text, refusal)
    return Source(name, (Table(name, None, rows),), text)


def _text_rows(text: str, name: str, limits: Limits) -> list[list[Cell]]:
    found = texts.rows(text, name, is_heading)
    _check_size(found, name, limits)
    return [[texts.bare(cell)[: limits.cell] or None for cell in row] for row in found]


def _check_size(rows: list[list[str]], name: str, limits: Limits) -> None:
    widest = max(map(len, rows), default=0)
    if len(rows) > limits.rows or widest > limits.columns or sum(map(len, rows)) > limits.cells:
        most = {"rows": limits.rows, "columns": limits.columns, "cells": limits.cells}
        raise Refused("sheet_too_large", file=name, **most)


def _content(path: Path, limits: Limits) -> bytes:
    """The bytes of a regular file of bearable size."""
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise Refused("paper_is_folder", file=path.name)
        if not stat.S_ISREG(found.st_mode):
            raise Refused("file_not_table", file=path.name)
        if found.st_size > limits.file:
            raise Refused("file_too_large", file=path.name, size=found.st_size, most=limits.file)
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise Refused("paper_missing", file=str(path)) from error
    except PermissionError as error:
        raise Refused("paper_denied", file=str(path)) from error
    except (OSError, ValueError) as error:
        raise Refused("paper_unread", file=str(path), reason=system_reason(error)) from error
    return data


@cache
def _libraries() -> str | None:
    """The folder the workbook reader is installed in."""
    spec = find_spec("python_calamine")
    if spec is None or spec.origin is None:
        return None
    return str(Path(spec.origin).parent.parent)


if sys.platform == "win32":
    _NO_WINDOW = subprocess.CREATE_NO_WINDOW
else:
    _NO_WINDOW = 0


def _read_apart(form: str, data: bytes, name: str, limits: Limits) -> tuple[Table, ...]:
    """The tables of a file that is read in a process of its own.

    Args:
        form: what it holds, as `workbook_child.main` takes it.
    """
    libraries = _libraries() if form == "workbook" else str(_PROGRAM)
    if libraries is None:
        raise Refused("reader_missing", file=name)
    asked = json.dumps(asdict(limits))
    command = [sys.executable, "-I", "-S", str(_CHILD), form, libraries, asked]
    try:
        done = subprocess.run(
            command,
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=limits.seconds * 2,
            check=False,
            creationflags=_NO_WINDOW,
        )
    except subprocess.TimeoutExpired as error:
        raise Refused("file_too_demanding", file=name) from error
    except OSError as error:
        raise Refused("reader_failed", file=name, reason=system_reason(error)) from error
    if done.returncode == _NOT_STARTED:
        raise Refused("reader_failed", file=name, reason="Python")
    if done.returncode != 0:  # an end that the system put to it
        raise Refused("file_too_demanding", file=name)
    answer = json.loads(done.stdout)
    if "refused" in answer:
        raise Refused(answer["refused"], **{**answer["params"], "file": name})
    return tuple(
        Table(
            file=name,
            sheet=sheet["sheet"],
            rows=[[_cell(cell) for cell in row] for row in sheet["rows"]],
            hidden=sheet["hidden"],
            merged=tuple(tuple(area) for area in sheet["merged"]),
        )
        for sheet in answer["tables"]
    )


def _cell(value: object) -> Cell:
    """A cell as it was before it passed through JSON."""
    if isinstance(value, dict):
        text = str(value["t"])
        try:
            return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
        except ValueError:
            return text
    return value if value is None or isinstance(value, (str, float, int)) else str(value)
