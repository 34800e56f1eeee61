"""Values as they stand in sentences and lists."""

from __future__ import annotations

import pytest

from screens import i18n
from screens.kit.values import behind_door


@pytest.mark.parametrize(
    ("door", "english", "chinese"),
    [
        ("2", "room 2", "2室"),
        ("12", "room 12", "12室"),
        ("203", "203", "203"),
        ("2-5", "2-5", "2-5"),
    ],
)
def test_a_door_is_never_read_as_how_many(door: str, english: str, chinese: str) -> None:
    assert behind_door(door) == english
    before = i18n.language()
    i18n.set_language("zh")
    try:
        assert behind_door(door) == chinese
    finally:
        i18n.set_language(before)


def test_a_door_that_has_a_name_is_called_by_it() -> None:
    assert behind_door("后客堂") == "后客堂"
