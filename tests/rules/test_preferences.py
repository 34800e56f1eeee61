"""What is made of the values in somebody's file, whatever stands there."""

from __future__ import annotations

import tomllib

from hypothesis import given, settings
from hypothesis import strategies as st

from models.preferences import THEMES, Preferences, lines_of, understood


def read(text: str) -> Preferences:
    return understood(tomllib.loads(text), "settings.toml", lines_of(text))


def wrong(text: str) -> list[tuple[object, ...]]:
    """Line, name and cause of each problem."""
    told = [one.params for one in read(text).problems]
    return [(one.get("line"), one["name"], getattr(one["cause"], "code", "")) for one in told]


FULL = """\
# mine
language = "en"
theme = "daiban-light"
whole_frames = true

[columns]
requests = ["no", "phone", "no"]

[widths.requests]
phone = 4
what = -2

[keys]
"chase" = "ctrl+x"
"""


def test_a_file_is_read_whole() -> None:
    found = read(FULL)
    assert (found.language, found.theme, found.whole_frames) == ("en", "daiban-light", True)
    assert found.columns == {"requests": ("no", "phone")}
    assert found.widths == {"requests": {"phone": 4, "what": -2}}
    assert found.keys == {"chase": "ctrl+x"}
    assert not found.problems
    assert found.lines["keys", "chase"] == 14


def test_what_is_wrong_is_told_with_its_line_and_the_rest_counts() -> None:
    text = "theme = 'drak'\n\nlanguge = 'en'\nwhole_frames = 1\n[columns]\n# all\nroster = 'no'\n"
    text += "requests = ['no']\n[widths.roster]\nname = true\nphone = 401\n[keys]\nchase = 3\n"
    assert wrong(text) == [
        (1, "theme", "preference_no_choice"),
        (3, "languge", "preference_unknown_near"),
        (4, "whole_frames", "preference_no_flag"),
        (7, "columns.roster", "preference_no_names"),
        (10, "widths.roster.name", "preference_no_cells"),
        (11, "widths.roster.phone", "preference_no_cells"),
        (13, "keys.chase", "preference_no_text"),
    ]
    assert read(text).columns == {"requests": ("no",)}


def test_a_name_that_was_mistyped_is_told_with_the_nearest() -> None:
    (problem,) = read("theme = 'daiban-lihgt'").problems
    cause = problem.params["cause"]
    assert getattr(cause, "params", {})["near"] == "daiban-light"


def test_a_table_that_is_none_is_told_by_its_line_where_it_stands_inline_too() -> None:
    assert wrong("\ncolumns = 3\nkeys = { a = 1 }\nwidths.x = 'y'") == [
        (2, "columns", "preference_no_table"),
        (3, "keys.a", "preference_no_text"),
        (4, "widths.x", "preference_no_table"),
    ]


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=4,
)


@settings(max_examples=50)
@given(
    st.dictionaries(
        st.sampled_from(("language", "theme", "whole_frames", "columns", "widths", "keys", "x")),
        ANY,
    )
)
def test_nothing_that_may_stand_there_is_more_than_told(found: dict[str, object]) -> None:
    got = understood(found, "f", {})
    assert got.theme in (None, *THEMES)
    assert all(isinstance(key, str) for key in got.keys.values())
    cells = [cells for widths in got.widths.values() for cells in widths.values()]
    assert all(abs(one) <= 400 for one in cells)
    assert len(got.problems) >= (found.get("theme", THEMES[0]) not in THEMES) + ("x" in found)


@given(st.text())
def test_lines_are_looked_for_in_any_text(text: str) -> None:
    assert all(1 <= line <= text.count("\n") + 1 for line in lines_of(text).values())
