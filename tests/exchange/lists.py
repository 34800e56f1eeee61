"""Lists as offices make them, written into files, and what came of them."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import xlsxwriter

from data.households.keys import Door, spelled
from data.residents.queries import of_household
from data.store import Store
from models.residents import ResidentView

Rows = Sequence[Sequence[object]]
HEADINGS = ("小区", "楼号", "室号", "户主", "电话", "人口", "备注")


def workbook(path: Path, **sheets: Rows) -> Path:
    """A workbook of these sheets."""
    book = xlsxwriter.Workbook(str(path))
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for index, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(index, column, cell)
                elif cell is not None:
                    sheet.write(index, column, cell)
    book.close()
    return path


def text(path: Path, rows: Rows, *, encoding: str = "utf-8", delimiter: str = ",") -> Path:
    """A table of text."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(
        [["" if cell is None else cell for cell in row] for row in rows]
    )
    path.write_bytes(out.getvalue().encode(encoding))
    return path


def homes(store: Store) -> dict[str, tuple[object, ...]]:
    """The stored households by address: head, telephone, people, marks, note."""
    with store.read() as conn:
        rows = conn.execute(
            "SELECT c.name, b.lane, b.name, h.unit, h.room, h.head, h.phone, h.people, "
            "(SELECT group_concat(mark, ' ') FROM (SELECT mark FROM household_mark "
            "WHERE household_id = h.id ORDER BY position)), h.note "
            "FROM household h JOIN building b ON b.id = h.building_id "
            "JOIN compound c ON c.id = b.compound_id"
        ).fetchall()
    return {spelled(Door(*row[:5])): (row[5], row[6], row[7], row[8] or "", row[9]) for row in rows}


def people(store: Store, household_no: int) -> list[ResidentView]:
    """The people of a household who are named, its head first."""
    return store.ask(of_household, household_no)


def numbers(store: Store, room: str) -> list[str]:
    """The telephones beside the first of the household behind a room, with extension and whose."""
    with store.read() as conn:
        rows = conn.execute(
            "SELECT p.number, p.extension, p.whose FROM telephone p"
            " JOIN household h ON h.id = p.household_id"
            " WHERE h.room = ? AND p.resident_id IS NULL ORDER BY p.position",
            (room,),
        ).fetchall()
    return [" ".join(filter(None, row)) for row in rows]
