"""What a file may ask for: one limit for a cell in all formats, lines, rows and cells; told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from data.exchange.plan import plan_import
from data.exchange.sheets import CELL_LIMIT, Limits, read_source
from data.store import Store
from models.exchange import ImportKind, ImportReport
from models.problems import Refused
from models.text import LIMIT
from tests.exchange.lists import HEADINGS, Rows, homes, text, workbook
from tests.states import refused

Bring = Callable[..., ImportReport]

LONG = "药" * (CELL_LIMIT + 1)
ROWS: Rows = [
    HEADINGS,
    ("大林苑", "3号", "1505", "汤雪俊", "13800001094", 2, LONG),
    ("大林苑", "3号", "1506", "段汉生", "13800001095", 3, LONG[1:]),
]


def _page(path: Path, rows: Rows) -> Path:
    cells = "".join("<tr>" + "".join(f"<td>{cell}" for cell in row) for row in rows)
    path.write_text(f"<html><table>{cells}</table>", encoding="utf-8")
    return path


MAKERS: dict[str, Callable[[Path, Rows], Path]] = {
    "workbook": lambda folder, rows: workbook(folder / "a.xlsx", 登记=rows),
    "text": lambda folder, rows: text(folder / "a.csv", rows),
    "page": lambda folder, rows: _page(folder / "a.xls", rows),
}
FORMATS = pytest.mark.parametrize("made", MAKERS.values(), ids=MAKERS)


def _refusal(path: Path, limits: Limits) -> Refused | None:
    try:
        return read_source(path, limits=limits).refusal
    except Refused as refused:
        return refused


def told(report: ImportReport) -> list[tuple[str, int | None]]:
    return [(problem.code, problem.row) for problem in report.problems]


@FORMATS
@pytest.mark.usefixtures("known")
def test_a_row_with_too_long_a_cell_is_left_out_and_the_others_taken(
    tmp_path: Path, store: Store, bring: Bring, made: Callable[[Path, Rows], Path]
) -> None:
    report = bring(made(tmp_path, ROWS))
    assert told(report) == [("cell_too_long", 2)]
    assert report.problems[0].params == {"most": CELL_LIMIT}
    assert list(homes(store)) == ["大林苑3号1506室"]


@FORMATS
def test_of_a_cell_however_long_no_more_is_held_than_tells_that_it_is_too_long(
    tmp_path: Path, made: Callable[[Path, Rows], Path]
) -> None:
    (table,) = read_source(made(tmp_path, [HEADINGS, (*ROWS[1][:6], LONG * 10)])).tables
    assert len(str(table.rows[1][6])) == CELL_LIMIT + 1


@FORMATS
@pytest.mark.parametrize("limits", [Limits(rows=2), Limits(cells=20), Limits(columns=6)])
def test_rows_columns_and_cells_are_counted_in_all_formats(
    tmp_path: Path, made: Callable[[Path, Rows], Path], limits: Limits
) -> None:
    refusal = _refusal(made(tmp_path, ROWS), limits)
    assert refusal is not None
    assert refusal.problem.code == "sheet_too_large"
    most = {name: getattr(limits, name) for name in ("rows", "columns", "cells")}
    assert most.items() <= refusal.problem.params.items()


def test_the_rows_of_all_sheets_are_counted_together(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", 甲=ROWS, 乙=ROWS)
    refusal = _refusal(path, Limits(rows=5))
    assert refusal is not None
    assert refusal.problem.code == "sheet_too_large"
    assert _refusal(path, Limits(rows=6)) is None


@pytest.mark.parametrize("rows", [ROWS, ROWS[1:]], ids=["with headings", "without"])
@pytest.mark.parametrize("kind", [None, ImportKind.REGISTER])
@pytest.mark.usefixtures("known")
def test_a_list_that_is_too_long_is_never_taken_for_calls(
    tmp_path: Path, store: Store, rows: Rows, kind: ImportKind | None
) -> None:
    path = text(tmp_path / "a.csv", [(*row[:6], "") for row in rows])
    with store.read() as conn, refused("sheet_too_large"):
        plan_import(conn, [path], kind=kind, now=store.now(), limits=Limits(rows=1))


@pytest.mark.usefixtures("known")
def test_a_line_that_is_too_long_is_told_and_not_cut(
    tmp_path: Path, store: Store, bring: Bring
) -> None:
    path = tmp_path / "calls.txt"
    path.write_text(
        f"08:00 大林苑3号1505 {LONG}\n09:00 大林苑3号1506 胰岛素没了\n", encoding="utf-8"
    )
    report = bring(path)
    assert (report.kind, report.added) == (ImportKind.CALLS, 1)
    assert told(report) == [("line_too_long", 1)]
    with store.read() as conn:
        assert conn.execute("SELECT text FROM request").fetchall() == [
            ("09:00 大林苑3号1506 胰岛素没了",)
        ]


@pytest.mark.usefixtures("known")
def test_a_notice_that_is_too_long_is_told_and_not_cut(
    tmp_path: Path, store: Store, bring: Bring
) -> None:
    notice = "4月10日上午9点到货，蔬菜包1720份，牛奶860箱，司机朱师傅13800001111，沪A·D1234。"
    path = tmp_path / "notice.txt"
    path.write_text(f"{notice}\n备注：{'菜' * LIMIT}\n", encoding="utf-8")
    report = bring(path)
    assert (report.kind, report.added) == (ImportKind.DELIVERIES, 0)
    assert told(report) == [("notice_too_long", None)]
    path.write_text(notice, encoding="utf-8")
    assert bring(path).added == 1
