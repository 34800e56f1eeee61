"""Tables written to files: what they look like in each form, and that nothing in them acts."""

from __future__ import annotations

import csv
import zipfile
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from data.exchange.table_files import WRITERS, Table, as_csv, as_markdown, as_text, write_table
from models.problems import Refused

HEADINGS = ["名", "phone", "count"]
ROWS = [["王芳", "013800005089", 12], ["=1+1", None, -3], ["a|b\n*c*\x1b[2J", "+86 021", 0]]


def _read(path: Path) -> list[list[object]]:
    return CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()


@pytest.mark.parametrize("suffix", [*WRITERS])
def test_a_table_is_written_whole_for_its_owner_and_over_nothing(
    tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"列表{suffix.upper()}"
    write_table(path, "居民", HEADINGS, ROWS)
    written = path.read_bytes()
    assert path.stat().st_mode & 0o077 == 0
    with pytest.raises(Refused) as refused:
        write_table(path, "居民", HEADINGS, [])
    assert refused.value.problem.code == "file_there"
    assert path.read_bytes() == written
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_a_name_of_another_kind_of_file_is_refused_and_none_is_made(tmp_path: Path) -> None:
    for name in ("a.pdf", "a", "a.xls", ".csv"):
        with pytest.raises(Refused) as refused:
            write_table(tmp_path / name, "", HEADINGS, ROWS)
        assert refused.value.problem.code == "table_suffix"
    assert list(tmp_path.iterdir()) == []


def test_a_workbook_has_numbers_as_text_counts_as_numbers_and_no_formula(tmp_path: Path) -> None:
    path = write_table(tmp_path / "a.xlsx", "居民: [5/6]?", HEADINGS, ROWS)
    assert _read(path) == [
        HEADINGS,
        ["王芳", "013800005089", 12],
        ["=1+1", "", -3],
        ["a|b\n*c*", "+86 021", 0],
    ]
    with zipfile.ZipFile(path) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")
    (name,) = CalamineWorkbook.from_path(path).sheet_names
    assert not set("[]:*?/\\") & set(name)


@pytest.mark.parametrize("title", ["", "'", "History", "x" * 40, "[]:*?", "王" * 99])
def test_any_title_makes_a_workbook_that_opens(tmp_path: Path, title: str) -> None:
    assert _read(write_table(tmp_path / "a.xlsx", title, ["a"], [["b" * 40_000]]))[0] == ["a"]


def test_text_with_commas_opens_in_a_spreadsheet_and_does_nothing_there(tmp_path: Path) -> None:
    path = write_table(tmp_path / "a.csv", "居民", HEADINGS, ROWS)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(path.read_text("utf-8-sig").splitlines())) == [
        HEADINGS,
        ["王芳", "013800005089", "12"],
        ["'=1+1", "", "-3"],
        ["a|b *c*", "'+86 021", "0"],
    ]
    assert as_csv(Table("居民", ["=a"], [])) == "'=a\n"


def test_markdown_shows_what_was_typed() -> None:
    assert as_markdown(Table("楼 <b>", HEADINGS, ROWS, {2})).splitlines() == [
        r"# 楼 \<b\>",
        "",
        "| 名 | phone | count |",
        "| --- | --- | --: |",
        "| 王芳 | 013800005089 | 12 |",
        "| =1+1 |  | -3 |",
        r"| a\|b \*c\* | +86 021 | 0 |",
    ]
    assert as_markdown(Table("", ["on_site", "_a_"], [])).startswith(r"| on_site | \_a\_ |")


def test_text_is_aligned_by_places_on_paper() -> None:
    assert as_text(Table("居民", HEADINGS, ROWS[:2], {2})).splitlines() == [
        "居民",
        "",
        "名    phone         count",
        "王芳  013800005089     12",
        "=1+1                   -3",
    ]
