"""How a width is shared out among columns, and what somebody chose of them."""

from __future__ import annotations

import re
from importlib import import_module
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from screens import i18n
from screens.commands.listing import Listing
from screens.kit.column_choice import Choice, arranged, moved, toggled
from screens.kit.columns import Column, cut, share_out, whole, with_whole_numbers
from screens.requests.listing import LISTING as REQUESTS
from screens.subjects import SUBJECTS, Subject
from tests.imports import sources

MOBILE = 11
"""Cells of a mobile telephone's number, and of one of the city with its area."""

names = st.sampled_from(["no", "name", "phone", "what", "due", "told"])


def made(name: str, width: int, most: int, priority: int, whole: bool, wants: int) -> Column[str]:
    least = max(width, MOBILE) if whole else width
    return Column(
        "", name, lambda row, _view: row, least, most and max(most, least), priority,
        wants=wants, name=name, whole=whole,
    )  # fmt: skip


columns = st.lists(
    st.builds(
        made, names, st.integers(1, 30), st.integers(0, 40), st.integers(0, 5), st.booleans(),
        st.integers(0, 60),
    ),
    min_size=1, max_size=9, unique_by=lambda column: column.name,
)  # fmt: skip


@given(columns, st.integers(MOBILE, 200))
def test_what_is_shown_fits_and_no_telephone_is_narrower_than_a_number(
    of: list[Column[str]], width: int
) -> None:
    shares = share_out(of, width)
    filled = sum(cells for _column, cells in shares) + len(shares) - 1
    assert shares
    assert filled <= width
    assert [column for column, _cells in shares] == [c for c in of if c in dict(shares)]
    assert all(cells >= MOBILE for column, cells in shares if column.whole)
    if any(not column.most for column, _cells in shares):
        assert filled == width, "nothing is left over where somebody can use it"


@given(columns, st.integers(MOBILE, 200), st.lists(names, max_size=6), st.data())
def test_a_choice_keeps_to_what_it_says(
    own: list[Column[str]], width: int, order: list[str], data: st.DataObject
) -> None:
    widths = data.draw(st.dictionaries(names, st.integers(-5, 60)))
    found = arranged(own, own, Choice(tuple(order), widths))
    known = [one for one in dict.fromkeys(order) if one in {column.name for column in own}]
    assert [column.name for column in found] == (known or [column.name for column in own])
    shares = share_out(found, width)
    for column, cells in shares:
        if column.name in widths and len(shares) > 1:
            assert cells == max(widths[column.name], column.least())
        assert not column.whole or cells >= MOBILE


@given(st.permutations(["a", "b", "c", "d"]), st.integers(0, 3), st.sampled_from([-1, 1]))
def test_moving_there_and_back_changes_nothing(order: list[str], at: int, by: int) -> None:
    name = order[at]
    there = moved(order, name, by)
    assert sorted(there) == sorted(order)
    if there != tuple(order):
        assert moved(there, name, -by) == tuple(order)


def test_a_column_comes_back_where_it_was_told_of_and_the_last_one_stays() -> None:
    assert toggled(("a", "c"), "b", ["a", "b", "c"]) == ("a", "b", "c")
    assert toggled(("a", "b", "c"), "b", ["a", "b", "c"]) == ("a", "c")
    assert toggled(("b",), "b", ["a", "b"]) == ("b",)
    assert toggled(("b",), "a", ["a", "b"]) == ("a", "b")


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize(("width", "least"), [(80, 20), (120, 40)])
def test_the_words_of_a_request_have_room(language: str, width: int, least: int) -> None:
    i18n.set_language(language)
    shares = share_out(REQUESTS.columns, width - 3)
    cells = {column.name: got for column, got in shares}
    assert cells["summary"] >= least


def _listing(subject: Subject) -> Listing[Any]:
    found = import_module(f"screens.{subject.name}.listing").LISTING
    assert isinstance(found, Listing)
    return found


def test_every_column_has_a_name_and_those_of_telephones_are_whole() -> None:
    """What is kept in preferences must mean the same in the next version, in both languages."""
    seen = 0
    for listing in map(_listing, (subject for subject in SUBJECTS if subject.listing)):
        shown = listing.record.columns
        assert all(column.name.isascii() and column.name.isidentifier() for column in shown)
        assert len({column.name for column in shown}) == len(shown)
        for column in shown if listing.desk else ():
            if column.name in ("phone", "phones", "driver_phone"):
                assert column.whole, (listing.name, column.name)
                assert column.width >= MOBILE, (listing.name, column.name)
                seen += 1
    assert seen >= 6


@given(st.lists(st.text("12号大林苑", max_size=40), min_size=3, max_size=3), st.integers(11, 15))
def test_the_number_of_another_country_takes_its_cells_from_its_neighbours(
    said: list[str], digits: int
) -> None:
    column = made("what", 10, 0, 1, False, 0)
    phone = made("phone", MOBILE, MOBILE, 1, True, 0)
    shares = share_out([column, phone, column, column], 60)
    number = "4" * digits
    texts = [said[0], number, *said[1:]]
    shown = with_whole_numbers(shares, texts)
    assert sum(cells for _column, cells in shown) == sum(cells for _column, cells in shares)
    line = " ".join(cut(text, cells) for text, (_column, cells) in zip(texts, shown, strict=True))
    assert number in line
    assert cell_len(line) == 60


@pytest.mark.parametrize(
    ("said", "cells", "shown"),
    [
        ("李阿姨 13800001111 要药", 14, "李阿姨…       "),
        ("李阿姨 13800001111 要药", 19, "李阿姨 13800001111…"),
        ("02164370045", 8, "…       "),
        ("1380000111122", 8, "1380000…"),
        ("13800001111", 11, "13800001111"),
    ],
)
def test_none_of_a_telephone_number_is_shown_that_is_not_shown_whole(
    said: str, cells: int, shown: str
) -> None:
    assert cut(said, cells) == shown


def test_a_number_on_a_line_is_as_wide_as_it_is() -> None:
    assert whole("120", 12) == "120         "
    assert whole("0512650012341", 12) == "0512650012341"


def test_no_telephone_is_drawn_in_a_fixed_width() -> None:
    """Wherever a number stands among cells, it is `whole`, or its column is."""
    drawn = re.compile(r"\bcut\((?:masks\.phone|[\w.]*first_phone|[\w.]*number_of)")
    assert [name for name, text in sources().items() if drawn.search(text)] == []
