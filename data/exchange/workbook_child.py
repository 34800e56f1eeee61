"""Reads one workbook in a process of its own, run as a script with only the readers beside it.

A reader can end its process on hostile files, so memory, time and size are limited here and the
rows go back as JSON. Of the program only the readers of pages and of XML are imported, for those.
"""

from __future__ import annotations

import json
import os
import re
import struct
import sys
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

CHUNK = 1 << 20
_CELL = re.compile(rb'<(?:\w+:)?c [^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"[^>/]*>')
_DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_OLE_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLE_WORKBOOKS = tuple(f"{name}\0".encode("utf-16-le") for name in ("Workbook", "Book", "WORKBOOK"))
_OLE_HEADER = 512
_SHEET_PARTS = re.compile(r"xl/worksheets/[^/]+\.xml|content\.xml", re.IGNORECASE)


class Refusal(Exception):
    """Why the workbook is not read, as a code with parameters."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.params = params


Limits = Mapping[str, int]
"""How much the file may ask for, as `data.exchange.sheets.Limits` says it."""

Area = tuple[int, int, int, int]
"""A merged range: first row and column, last row and column, from 0."""


def bind(limits: Limits) -> None:
    """Bind this process to its memory and processor time where the system can.

    Windows has no such limits.
    """
    if sys.platform != "win32":
        import resource

        for what, wanted in (
            (resource.RLIMIT_CORE, 0),
            (resource.RLIMIT_AS, limits["memory"]),
            (resource.RLIMIT_CPU, limits["seconds"]),
        ):
            try:
                hard = resource.getrlimit(what)[1]
                most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
                resource.setrlimit(what, (most, hard))
            except (ValueError, OSError):
                continue  # a system that has the module but not this limit


@contextmanager
def ending_with_reader() -> Iterator[None]:
    """Let this process end as soon as nobody waits for its answer, whatever it is doing.

    Linux tells by a signal, which ends a process, that the other end of standard output is closed.
    """
    if sys.platform == "linux":
        import fcntl

        flags = fcntl.fcntl(1, fcntl.F_GETFL)
        fcntl.fcntl(1, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(1, fcntl.F_SETFL, flags | os.O_ASYNC)
        try:
            yield
        finally:  # it tells of what is read there, too
            fcntl.fcntl(1, fcntl.F_SETFL, flags)
    else:
        yield


def check(data: bytes, limits: Limits) -> None:
    """Refuse what is no workbook, is encrypted, or would unpack to too much."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        _check_ole(data)
        return
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        whole = b"PK\x05\x06" in data[-66_000:]
        raise Refusal("paper_damaged" if whole else "file_truncated") from error
    names = {name.lower() for name in archive.namelist()}
    if not names & {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}:
        raise Refusal("file_not_table")
    left = limits["unpacked"]
    declared = sum(part.file_size for part in archive.infolist())
    if declared > left or len(names) > 5000:
        raise Refusal("file_unpacks_too_large", size=declared, most=left)
    for part in archive.infolist():
        left = _check_part(archive, part, left, limits)


def _check_ole(data: bytes) -> None:
    """Refuse an older office file that is encrypted or holds no workbook, by its list of parts."""
    if _OLE_ENCRYPTED in data:
        raise Refusal("file_encrypted")
    if any(name in data for name in _OLE_WORKBOOKS):
        return
    broken = False
    if len(data) > _OLE_HEADER:
        (sector,), (first,) = struct.unpack_from("<H", data, 30), struct.unpack_from("<I", data, 48)
        broken = sector in (9, 12) and (first + 1) << sector >= len(data)
    raise Refusal("file_truncated" if broken else "file_not_table")


def _check_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, left: int, limits: Limits) -> int:
    """Walk one part through a small window; returns the bytes that remain allowed."""
    manifest = "manifest" in part.filename.lower()
    xml = part.filename.lower().endswith((".xml", ".rels")) and not manifest
    cells = _SHEET_PARTS.fullmatch(part.filename) is not None
    tail = b""
    try:
        with archive.open(part) as file:
            while chunk := file.read(CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise Refusal("file_unpacks_too_large")
                window = tail + chunk
                if xml and _DECLARED.search(window):
                    raise Refusal("file_has_doctype")
                if manifest and b"encryption-data" in window:
                    raise Refusal("file_encrypted")
                if cells:
                    _check_extent(window, limits)
                tail = window[-200:]
    except RuntimeError as error:
        raise Refusal("file_encrypted") from error
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError) as error:
        raise Refusal("paper_damaged") from error
    return left


def _check_extent(window: bytes, limits: Limits) -> None:
    for letters, number in _CELL.findall(window):
        column = 0
        for letter in letters:
            column = column * 26 + letter - 64
        if column > limits["columns"] or int(number) > limits["rows"]:
            raise _too_large(limits)


def _too_large(limits: Limits) -> Refusal:
    most = {name: limits[name] for name in ("rows", "columns", "cells")}
    return Refusal("sheet_too_large", **most)


def tables(data: bytes, limits: Limits) -> list[dict[str, object]]:
    """Every sheet: its name, whether hidden, merged ranges (first row and column, last), rows."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum

    found: list[dict[str, object]] = []
    rows, cells = limits["rows"], limits["cells"]
    try:
        spanned = _open_document_areas(data)
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        for meta in book.sheets_metadata:
            if meta.typ != SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(meta.name)
            height, width = sheet.total_height + 1, sheet.total_width + 1  # both are the last index
            rows -= height
            cells -= height * width
            if min(rows, cells) < 0 or width > limits["columns"]:
                raise _too_large(limits)
            told = [(*start, *end) for start, end in sheet.merged_cell_ranges or []]
            merged = spanned.get(meta.name) or told
            found.append(
                {
                    "sheet": meta.name,
                    "hidden": not str(meta.visible).endswith(".Visible"),
                    "merged": _within(merged, height, width, limits),
                    "rows": [
                        _plain(row, limits["cell"])
                        for row in sheet.to_python(skip_empty_area=False)
                    ],
                }
            )
    except PasswordError as error:
        raise Refusal("file_encrypted") from error
    except (CalamineError, OSError, ValueError) as error:
        raise Refusal("paper_damaged", reason=str(error)[:200]) from error
    return found


def _within(areas: Sequence[Area], height: int, width: int, limits: Limits) -> list[Area]:
    """Merged ranges that begin in their sheet, cut at its last row: a file may claim that they go
    on for ever, or put any number of them over one another."""
    found = [
        (top, left, min(bottom, height - 1), min(right, limits["columns"] - 1))
        for top, left, bottom, right in areas
        if top < height and left < width
    ]
    if sum(bottom - top + 1 for top, _, bottom, _ in found) > limits["cells"]:
        raise _too_large(limits)
    return found


def _open_document_areas(data: bytes) -> Mapping[str, list[Area]]:
    """The merged ranges of an OpenDocument spreadsheet by the names of its sheets."""
    if data.startswith(b"\xd0\xcf"):
        return {}
    with zipfile.ZipFile(BytesIO(data)) as archive:
        content = archive.read("content.xml") if "content.xml" in archive.namelist() else b""
    if b"-spanned=" not in content:
        return {}
    sys.path.append(str(Path(__file__).parents[2]))
    from data.exchange.ods_areas import merged_areas

    return merged_areas(content)


def _plain(cells: Sequence[object], most: int) -> list[object]:
    """A row for JSON: no empty cells at its end, `most` characters a cell, times as
    `{"t": ISO text}`."""
    row = list(cells)
    while row and (row[-1] == "" or row[-1] is None):
        row.pop()
    return [
        None
        if cell == ""
        else cell[:most]
        if isinstance(cell, str)
        else cell
        if isinstance(cell, (float, int))
        else {"t": cell.isoformat() if hasattr(cell, "isoformat") else str(cell)}
        for cell in row
    ]


def markup(data: bytes, form: str, limits: Limits) -> list[dict[str, object]]:
    """The tables of a page, of a page saved as one file, or of a workbook in XML.

    Args:
        form: `page` or `xml`, of text in UTF-8, or `saved` of a file as it is.
    """
    from data.exchange import grids, pages, saved_pages, xml_sheets
    from models.problems import Refused

    budget = grids.Budget(limits)
    try:
        if form == "saved":
            found = saved_pages.tables(data, budget)
        else:
            read = pages.tables if form == "page" else xml_sheets.tables
            found = read(data.decode(), budget)
    except Refused as refused:
        raise Refusal(refused.problem.code, **refused.problem.params) from refused
    grids.told_apart(found)
    return [grid.finished(limits["cell"]) for grid in found]


def main(arguments: list[str]) -> None:
    """`FORM LIBRARIES LIMITS` and the file on standard input -> JSON on standard output.

    The libraries are a folder that the reader is imported from. The limits are JSON, too.
    """
    form, libraries, given = arguments
    limits: Limits = json.loads(given)
    bind(limits)
    sys.path.append(libraries)
    answer: dict[str, object]
    try:
        with ending_with_reader():
            data = sys.stdin.buffer.read()
            if form == "workbook":
                check(data, limits)
                answer = {"tables": tables(data, limits)}
            else:
                answer = {"tables": markup(data, form, limits)}
    except Refusal as refusal:
        answer = {"refused": str(refusal), "params": refusal.params}
    except MemoryError:
        answer = {"refused": "file_too_demanding", "params": {}}
    except (ImportError, OSError) as error:  # the reader's own files, not this one
        answer = {"refused": "reader_failed", "params": {"reason": type(error).__name__}}
    except BaseException:  # noqa: BLE001 - its engine panics past all that is an `Exception`
        answer = {"refused": "paper_damaged", "params": {}}
    sys.stdout.buffer.write(json.dumps(answer).encode("ascii"))


if __name__ == "__main__":
    main(sys.argv[1:])
