"""Signs, units and lists that mean one thing only, in the language they are said in."""

from __future__ import annotations

from typing import Any

import pytest
from rich.cells import cell_len

from models.supplies.rules import amount_told
from screens import i18n
from screens.commands.listing import Record
from screens.duties.words import late
from screens.kit.columns import share_out
from screens.kit.values import so_many
from screens.requests.doors import parts_of, together
from screens.supplies import progress_words
from screens.supplies.listing import DROP
from screens.testing.listing import LISTING as SESSIONS
from screens.testing.listing import SESSION


def test_no_sign_of_supplies_means_two_things() -> None:
    signs = [*progress_words.SIGNS.values(), *progress_words.BAR]
    assert len(set(signs)) == len(signs)
    assert not {"·", "."} <= set(signs), "two dots are told apart by nobody"
    both = progress_words.legend() + "  " + progress_words.bar_legend()
    assert "- nobody there" in both
    assert "+ at the gate" in both


def test_doors_of_a_form_are_apart_as_their_language_does_it() -> None:
    doors = ["3-101", "3-203"]
    assert together(doors) == "3-101, 3-203"
    assert parts_of(together(doors)) == doors
    before = i18n.language()
    i18n.set_language("zh")
    try:
        assert together(doors) == "3-101，3-203"
        assert parts_of(together(doors)) == doors
    finally:
        i18n.set_language(before)


@pytest.mark.parametrize(
    ("goods", "count", "unit", "told"),
    [
        ("eggs", 1, "boxes", "eggs 1 box"),
        ("bread", 140, "bags", "bread 140 bags"),
        ("bread", 2, "bag", "bread 2 bags"),
        ("vegetable packs", 1, "packs", "vegetable packs 1"),
        ("oil", 1, "jerricans", "oil 1 jerricans"),
        ("鸡蛋", 1, "盒", "鸡蛋 1盒"),
    ],
)
def test_units_stand_in_number_with_a_blank(goods: str, count: int, unit: str, told: str) -> None:
    assert amount_told(goods, count, unit) == told


def test_a_difference_of_one_is_one() -> None:
    assert (so_many("+1", "bags"), so_many(-1, "bags"), so_many("-21", "bags")) == (
        "+1 bag",
        "-1 bag",
        "-21 bags",
    )


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("record", [SESSION, DROP])
def test_how_late_something_is_has_room_with_its_minutes(
    record: Record[Any], language: str
) -> None:
    column = next(field.column for field in record.fields if field.name == "state")
    assert column is not None
    before = i18n.language()
    i18n.set_language(language)
    try:
        spans = [cell_len(late(minutes, short=True)) for minutes in range(3 * 1440)]
        assert column.least() >= max(spans)
        names = {column.name for column, _cells in share_out(SESSIONS.columns, 77)}
        assert "desks" in names, "too few desks are seen in a list of 80 cells, less its gutters"
    finally:
        i18n.set_language(before)
