"""Fields of inputs: filled by name, read from views, kept by a table of what is kept."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NamedTuple

import pytest

from models.fields import as_said, filled, input_of, kept, line, lines, own_number, tags, tidied
from models.problems import Refused, refuse_outdated


class Size(StrEnum):
    SMALL = "small"
    LARGE = "large"


class ThingInput(NamedTuple):
    name: str
    size: Size = Size.SMALL
    day: date | None = None


class ThingView(NamedTuple):
    no: int
    size: str
    name: str
    day: str | None


def test_an_input_is_filled_by_the_names_of_its_fields() -> None:
    assert filled(ThingInput, {"size": "large", "name": "a"}, size=Size) == ThingInput(
        "a", Size.LARGE
    )
    with pytest.raises(TypeError, match="weight"):
        filled(ThingInput, {"name": "a", "weight": 3})


def test_a_view_is_read_back_into_the_input_that_says_the_same() -> None:
    read = {"size": Size, "day": date.fromisoformat}
    view = ThingView(1, "large", "a", "2022-04-09")
    assert input_of(ThingInput, view, **read) == ThingInput("a", Size.LARGE, date(2022, 4, 9))
    assert input_of(ThingInput, view._replace(day=None), **read).day is None


def test_what_is_kept_of_a_field_stands_in_a_table() -> None:
    keeps = {
        "name": line(5),
        "note": lines(20),
        "marks": tags,
        "phone": own_number("phone"),
        "people": as_said,
    }
    said = {"name": " a  b\nc\x1b[31md", "note": "a\nb", "marks": ("x", "", "x"), "people": None}
    assert kept(said, keeps) == {"name": "a b c", "note": "a\nb", "marks": ("x",), "people": None}
    assert kept({"name": None, "marks": None}, keeps) == {"name": "", "marks": ()}
    with pytest.raises(Refused, match="phone_unclear"):
        kept({"phone": "120"}, keeps)
    with pytest.raises(KeyError, match="weight"):
        kept({"weight": 3}, keeps)
    assert tidied(ThingInput("  abcdefg "), {"name": line(5)}) == ThingInput("abcde")


def test_a_change_of_what_others_changed_is_refused() -> None:
    refuse_outdated(1, 3, 3)
    refuse_outdated(1, 3, None)
    with pytest.raises(Refused, match="edited_meanwhile"):
        refuse_outdated(1, 3, 2)
