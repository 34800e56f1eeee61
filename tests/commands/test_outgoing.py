"""What goes out for import, brought back, changes nothing."""

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
    words = ("--for-import", "--to", str(file), "--lang", language, "--json")
    written = daiban(name, *words).json
    assert written == {"file": str(file), "rows": len(daiban(name, "--json").json)}
    back = daiban("import", str(file), "--lang", language, "--json").json
    assert (back["added"], back["updated"], back["problems"]) == (0, 0, [])
    assert back["unchanged"] > 0


@pytest.mark.usefixtures("on_the_sample")
def test_only_the_rows_that_were_listed_go_out(daiban: Daiban) -> None:
    listed = daiban("residents", "--mark", "孕妇", "--json").json
    head, *rows = daiban("residents", "--mark", "孕妇", "--for-import").out.splitlines()
    assert head.startswith("compound,")
    assert len(rows) == len(listed)
    assert all("孕妇" in row for row in rows)


@pytest.mark.usefixtures("on_the_sample")
def test_nothing_private_goes_out_and_no_file_is_written_over(
    daiban: Daiban, tmp_path: Path
) -> None:
    file = tmp_path / "roster.csv"
    daiban("roster", "--for-import", "--to", str(file))
    assert "辞职" not in file.read_text(encoding="utf-8-sig")
    assert file.stat().st_mode & 0o077 == 0
    assert str(file) in daiban("roster", "--to", str(file)).refusal
    assert "roster.pdf" in daiban("roster", "--to", str(tmp_path / "roster.pdf")).misuse
    assert not (tmp_path / "roster.pdf").exists()


@pytest.mark.usefixtures("on_the_sample")
def test_without_that_the_columns_are_those_seen(daiban: Daiban, tmp_path: Path) -> None:
    seen = daiban("requests").out.splitlines()[0].split()
    for words in (("--csv",), ("--csv", "--masked")):
        head = daiban("requests", *words).out.splitlines()[0]
        assert head.replace(",", " ").split() == seen
    file = tmp_path / "a.csv"
    daiban("requests", "--to", file)
    assert file.read_text("utf-8-sig").splitlines()[0].replace(",", " ").split() == seen
    again = daiban("requests", "--for-import").out
    assert daiban("requests", "--for-import", "--csv").out == again
    assert again.splitlines()[0].replace(",", " ").split() != seen


@pytest.mark.usefixtures("on_the_sample")
def test_what_import_would_not_read_is_not_made_for_it(daiban: Daiban, tmp_path: Path) -> None:
    for words in (("--masked",), ("--to", tmp_path / "a.md"), ("--to", tmp_path / "a.json")):
        assert "--for-import" in daiban("roster", "--for-import", *words).misuse
    assert "--for-import" in daiban("custody", "--for-import").misuse
    assert [*tmp_path.glob("a.*")] == []
