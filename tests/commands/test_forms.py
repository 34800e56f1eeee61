"""Forms of an answer that cannot go together: what is masked is never told in full by JSON."""

from __future__ import annotations

import re

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
