"""Listings printed with commas and written to files: their rows and columns, masked or not."""

from __future__ import annotations

import csv
import errno
import json
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from models.text import printable
from tests.commands.running import Daiban
from tests.commands.test_named import listings

pytestmark = pytest.mark.usefixtures("on_the_sample")

NAMES = [listing.name for listing in listings()]


FEW = ("--find", "compound:明德公寓")
"""One compound: of all their thousands what is told is the same."""
NARROWED = {"residents": FEW, "households": FEW}


def _rows(file: Path) -> list[list[object]]:
    return CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()


@pytest.mark.parametrize("name", NAMES)
def test_every_listing_is_written_with_its_rows_and_columns(
    daiban: Daiban, tmp_path: Path, name: str
) -> None:
    few = NARROWED.get(name, ())
    told = daiban(name, *few, "--json").json
    listing = next(one for one in listings() if one.name == name)
    file = tmp_path / "列表.md"
    assert daiban(name, *few, "--to", file, "--json").json == {"file": str(file), "rows": len(told)}
    lines = [line for line in file.read_text("utf-8").splitlines() if line.startswith("| ")]
    assert len(lines) == len(told) + 2
    assert lines[0].count(" | ") == len(listing.record.columns) - 1
    assert file.stat().st_mode & 0o077 == 0
    as_json = tmp_path / "a.json"
    daiban(name, *few, "--to", as_json)
    assert json.loads(as_json.read_text("utf-8")) == told
    printed = [*csv.reader(daiban(name, *few, "--csv").out.splitlines())]
    assert len(printed) == len(told) + 1
    assert len(printed[0]) == len(listing.record.columns)


def test_only_what_is_listed_is_written_and_over_nothing(daiban: Daiban, tmp_path: Path) -> None:
    told = daiban("testing", "--state", "planned", "--json").json
    file = tmp_path / "a.xlsx"
    daiban("testing", "--state", "planned", "--to", file)
    assert len(_rows(file)) == len(told) + 1
    before = file.read_bytes()
    assert str(file) in daiban("testing", "--to", file).refusal
    assert file.read_bytes() == before
    for name in ("a.pdf", "a", "a.db"):
        assert ".xlsx" in daiban("testing", "--to", tmp_path / name).misuse
        assert not (tmp_path / name).exists()


def test_nothing_is_listed_and_that_is_written_too(daiban: Daiban, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    daiban("custody", "--find", "没有这样东西", "--to", file)
    (head,) = file.read_text("utf-8-sig").splitlines()
    assert "," in head


def test_formulas_stay_words_and_numbers_text(daiban: Daiban, tmp_path: Path) -> None:
    daiban("add", '3号501 =HYPERLINK("x") 没菜了 13800000001')
    text = daiban("requests", "--csv").out
    assert "HYPERLINK" in text
    cells = [cell for row in csv.reader(text.splitlines()) for cell in row]
    assert not any(cell.startswith(("=", "+", "@", "-")) for cell in cells)
    file = tmp_path / "a.xlsx"
    daiban("directory", "--to", file)
    rows = _rows(file)
    at = rows[0].index("phone")
    numbers = {row["phone"] for row in daiban("directory", "--json").json if row["phone"]}
    assert {row[at] for row in rows[1:] if row[at]} == numbers


@pytest.mark.parametrize("name", ["roster", "residents", "households", "requests", "directory"])
def test_masked_there_is_no_number_whole_in_any_form(
    daiban: Daiban, tmp_path: Path, name: str
) -> None:
    few = NARROWED.get(name, ())
    numbers = {
        row[field]
        for row in daiban(name, *few, "--json").json
        for field in row
        if "phone" in field and isinstance(row[field], str)
    }
    whole = {number for number in numbers if len(number) > 7}
    md = tmp_path / "a.md"
    daiban(name, *few, "--masked", "--to", md)
    for text in (
        daiban(name, *few, "--masked").out,
        daiban(name, *few, "--masked", "--csv").out,
        md.read_text("utf-8"),
    ):
        assert text
        assert not [number for number in whole if number in text]
        assert "孕妇" not in text
        assert "pregnant" not in text
    assert any(number in daiban(name, *few).out for number in whole) or not whole


def test_what_would_tell_all_the_same_is_not_masked(daiban: Daiban, tmp_path: Path) -> None:
    for words in (
        ("residents", "--masked", "--mark", "孕妇"),
        ("requests", "--masked", "--find", "孕妇"),
        ("requests", "--masked", "--json"),
        ("requests", "--masked", "--to", tmp_path / "a.json"),
    ):
        answer = daiban(*words)
        assert (answer.status, answer.out) == (2, "")
        assert "--masked" in answer.err
    assert list(tmp_path.glob("a.*")) == []


def test_after_a_masked_list_nothing_is_masked(daiban: Daiban) -> None:
    plain = daiban("roster").out
    daiban("roster", "--masked")
    assert daiban("roster").out == plain


TABLES = [
    *(("log",), ("log", "300"), ("cover",), ("results",), ("learned",), ("progress", "1")),
    *(
        ("received", "--compound", "明德公寓"),
        ("missed", "2"),
        ("shared",),
        ("stock", "moves"),
        ("stock", "rooms"),
    ),
    *(("fields",), ("fields", "roster")),
]
"""Commands that are no listings and tell a table all the same."""


@pytest.mark.parametrize("words", TABLES, ids=" ".join)
def test_a_table_of_a_command_that_is_no_listing_goes_out_too(
    daiban: Daiban, tmp_path: Path, words: tuple[str, ...]
) -> None:
    printed = [*csv.reader(daiban(*words, "--csv").out.splitlines())]
    assert all(printed[0])
    assert {len(row) for row in printed} == {len(printed[0])}
    file = tmp_path / "a.json"
    rows = daiban(*words, "--to", file, "--json").json["rows"]
    assert rows == len(printed) - 1
    assert json.loads(file.read_text("utf-8")) == daiban(*words, "--json").json


def test_what_is_no_table_is_refused_before_anything_is_done(
    daiban: Daiban, tmp_path: Path
) -> None:
    acts = daiban("log", "1", "--json").json
    for words in (
        ("results", "--contradictions", "--csv"),
        ("missed", "2", "--say", "--csv"),
        ("missed", "2", "--visit", "大林苑3-101", "--to", tmp_path / "a.csv"),
        ("shared", "槐荫里76-1", "--yes", "--csv"),
        ("learned", "--forget", "1", "--csv"),
    ):
        answer = daiban(*words)
        assert (answer.status, answer.out) == (2, "")
        assert "no table" in answer.err
    assert daiban("log", "1", "--json").json == acts
    assert list(tmp_path.glob("a.*")) == []


def test_a_table_tells_no_number_and_no_illness_while_it_is_masked(daiban: Daiban) -> None:
    plain, masked = daiban("log", "--csv").out, daiban("log", "--csv", "--masked").out
    assert "怀孕" in plain
    assert "怀孕" not in masked
    assert "怀孕" not in daiban("log", "--masked").out
    assert daiban("log", "--masked", "--json").status == 2


def test_the_options_of_an_act_may_stand_before_its_listing(daiban: Daiban) -> None:
    assert daiban("stock", "--csv", "rooms").out == daiban("stock", "rooms", "--csv").out


# -- files that cannot be written ------------------------------------------------------------------


def test_a_folder_is_no_file_to_write_to(daiban: Daiban, tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    for name in ("folder.csv", "none/a.csv", "."):
        for words in (("custody",), ("log",)):
            assert name.partition("/")[0] in daiban(*words, "--to", tmp_path / name).refusal
    assert list((tmp_path / "folder.csv").iterdir()) == []


@pytest.mark.parametrize("name", ["a\nb \x1b[31m.csv", "[red]x[b].md", "\u202ex.json", "=1+1.xlsx"])
def test_the_name_of_a_file_acts_nowhere(daiban: Daiban, tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    answer = daiban("custody", "--to", file)
    assert (answer.status, len(answer.out.splitlines())) == (0, 1)
    assert printable(answer.out) == answer.out
    assert file.exists()
    again = daiban("custody", "--to", file).refusal
    assert printable(again) == again


@pytest.mark.parametrize("cause", [errno.EROFS, errno.EACCES, errno.ENOSPC, errno.EIO])
def test_a_disk_that_takes_no_file_is_told_in_a_line_and_nothing_is_left(
    daiban: Daiban, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cause: int
) -> None:
    def fails(_number: int) -> None:
        raise OSError(cause, "told by the disk")

    folder = tmp_path / "out"
    folder.mkdir()
    daiban("custody")  # makes the day's backup
    monkeypatch.setattr("data.paper.os.fsync", fails)
    for words in (("custody",), ("log",)):
        for ending in (".csv", ".xlsx", ".json"):
            refusal = daiban(*words, "--to", folder / f"a{ending}").refusal
            assert "told by the disk" not in refusal
    assert list(folder.iterdir()) == []
