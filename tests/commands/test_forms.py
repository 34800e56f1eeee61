"""Forms of an answer that cannot go together: two at once, what is masked and JSON."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.commands.running import Daiban
from tests.commands.test_private import COMMANDS

WAYS = [(name, *words) for name, ways in COMMANDS.items() for words in ways]


@pytest.mark.usefixtures("on_the_sample")
def test_what_is_masked_is_masked_or_refused_as_json(daiban: Daiban) -> None:
    told = {
        way: daiban(*way, "--masked", "--json")
        for way in WAYS
        if way[0] != "sheet"  # which masks what it tells as JSON, too
    }
    assert {way for way, answer in told.items() if (answer.status, answer.out) != (2, "")} == set()
    for way in (("driver-sheet", "1"), ("driver-sheet", "1", "--guards"), ("results",)):
        assert "cannot be masked" in told[way].err
    sheets = daiban("sheet", "--masked", "--json").out
    assert re.search(r"1\d\d\*{4}\d{4}", sheets)
    assert re.findall(r"1\d{10}", sheets) == []
    assert daiban("stock", "--masked", "moves", "--json").status == 2


@pytest.mark.usefixtures("on_the_sample")
def test_an_answer_has_one_form(daiban: Daiban, tmp_path: Path) -> None:
    told = {way: daiban(*way, "--json", "--csv") for way in WAYS}
    assert {way for way, answer in told.items() if (answer.status, answer.out) != (2, "")} == set()
    for way in (("requests",), ("roster",), ("log", "50"), ("today",)):
        assert "leave out --json or --csv" in told[way].misuse
    assert "--for-import" in daiban("roster", "--for-import", "--json").misuse
    file = tmp_path / "roster.csv"
    assert daiban("roster", "--to", file, "--json").json["file"] == str(file)
    assert daiban("--lang", "zh", "log", "--json", "--csv").status == 2
