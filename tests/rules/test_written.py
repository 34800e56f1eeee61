"""Units beside the names of compounds: as a notice writes them, as somebody types them."""

from __future__ import annotations

import pytest

from models.supplies.written import read_given

NAMES = ("西门1", "东风小区", "Blossom Tower", "第9大楼")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("西门1 120，东风 80", [("西门1", "120"), ("东风", "80")]),
        ("西门1：120；东风小区=80份", [("西门1", "120"), ("东风小区", "80份")]),
        ("西门1", [("西门1", "")]),
        ("东风80、西门1 0", [("东风", "80"), ("西门1", "0")]),
        ("blossom tower 12", [("blossom tower", "12")]),
        ("blossom tower", [("blossom tower", "")]),
        ("第９大楼　30", [("第9大楼", "30")]),
        ("东风 -3, 西门1 1.5", [("东风", "-3"), ("西门1", "1.5")]),
        (" ，, ", []),
    ],
)
def test_names_and_numbers_are_told_apart(text: str, found: list[tuple[str, str]]) -> None:
    assert read_given(text, NAMES) == found
