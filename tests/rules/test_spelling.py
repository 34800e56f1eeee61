"""What somebody may have meant who mistyped a name."""

from __future__ import annotations

import pytest

from data.pinyin import in_letters
from models.spelling import nearest, nearest_said

COMPOUNDS = ["Plane Tree Gardens", "Riverview House", "Blossom Tower", "Rose Mews", "Bright House"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Blsom", "Blossom Tower"),
        ("Rivr", "Riverview House"),
        ("towr", "Blossom Tower"),
        ("rose mew", "Rose Mews"),
        ("gadrens", "Plane Tree Gardens"),
    ],
)
def test_a_beginning_or_a_word_of_a_name_is_enough(typed: str, meant: str) -> None:
    assert nearest(typed, COMPOUNDS)[0] == meant


def test_what_is_like_nothing_finds_nothing() -> None:
    assert nearest("Qqqq", COMPOUNDS) == []
    assert nearest("--foo", ["--now", "--db"]) == []
    assert nearest("--", ["--now"]) == []


def test_a_surname_finds_who_bears_it_and_nobody_who_only_sounds_a_little_like_it() -> None:
    names = ["吕洋", "沈佳怡", "沈静怡", "王建国"]
    assert nearest_said("王", ["吕洋", "沈佳怡"], in_letters) == []
    assert nearest_said("王", names, in_letters) == ["王建国"]
    assert nearest_said("沈", names, in_letters) == ["沈佳怡", "沈静怡"]


def test_one_character_of_two_may_be_wrong_where_it_sounds_the_same() -> None:
    assert nearest_said("孕付", ["孕妇", "独居"], in_letters) == ["孕妇"]
