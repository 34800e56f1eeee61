"""Columns that somebody wrote into their settings: what there is none of is told by its line."""

from __future__ import annotations

import tomllib

from models.preferences import lines_of, understood
from screens.kit.own_checks import wrong_columns
from screens.sentences import say

WRONG = """
[columns]
requests = ["no", "wat"]
request = ["no"]
[widths.households]
hed = 9
people = 4
"""


def test_lists_and_columns_that_there_are_none_of_are_told_with_their_line() -> None:
    found = understood(tomllib.loads(WRONG), "settings.toml", lines_of(WRONG))
    told = [say(one) for one in wrong_columns(found)]
    parts = [
        ("line 3", "wat"),
        ("line 4", "did you mean requests"),
        ("line 6", "did you mean head"),
    ]
    assert len(told) == len(parts)
    for said, expected in zip(told, parts, strict=True):
        assert all(part in said for part in expected), said


def test_what_there_is_counts() -> None:
    text = '[columns]\nrequests = ["no", "summary"]\n'
    assert not list(wrong_columns(understood(tomllib.loads(text), "settings.toml", lines_of(text))))
