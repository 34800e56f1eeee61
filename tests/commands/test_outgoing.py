"""What goes out comes in again: listings written as files, brought back, change nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.running import Daiban

LISTS = ("households", "residents", "roster", "requests")


@pytest.mark.usefixtures("on_the_sample")
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    ("name", "suffix"), [*((one, ".xlsx") for one in LISTS), ("roster", ".csv")]
)
def test_a_list_brought_back_as_it_went_out_changes_nothing(
    daiban: Daiban, tmp_path: Path, name: str, suffix: str, language: str
) -> None:
    file = tmp_path / f"{name}{suffix}"
    written = daiban(name, "--to", str(file), "--lang", language, "--json").json
    assert written == {"file": str(file), "rows": len(daiban(name, "--json").json)}
    back = daiban("import", str(file), "--lang", language, "--json").json
    assert (back["added"], back["updated"], back["problems"]) == (0, 0, [])
    assert back["unchanged"] > 0


@pytest.mark.usefixtures("on_the_sample")
def test_only_the_rows_that_were_listed_go_out(daiban: Daiban) -> None:
    listed = daiban("residents", "--mark", "孕妇", "--json").json
    head, *rows = daiban("residents", "--mark", "孕妇", "--csv").out.splitlines()
    assert head.startswith("compound,")
    assert len(rows) == len(listed)
    assert all("孕妇" in row for row in rows)


@pytest.mark.usefixtures("on_the_sample")
def test_nothing_private_goes_out_and_no_file_is_written_over(
    daiban: Daiban, tmp_path: Path
) -> None:
    file = tmp_path / "roster.csv"
    daiban("roster", "--to", str(file))
    assert "辞职" not in file.read_text(encoding="utf-8-sig")
    assert file.stat().st_mode & 0o077 == 0
    assert str(file) in daiban("roster", "--to", str(file)).refusal
    assert "roster.pdf" in daiban("roster", "--to", str(tmp_path / "roster.pdf")).refusal
    assert not (tmp_path / "roster.pdf").exists()
