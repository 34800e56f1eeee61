"""What is typed into a filter, in the forms records are kept in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.search.terms import search_words
from models.text import fold


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("3号楼1505", "3号1505"),
        ("大林苑３幢1505室", "大林苑3号1505室"),
        ("3栋", "3号"),
        ("十二号楼", "12号"),
        ("A座1203", "a号1203"),
        ("3#1505", "3号1505"),
        ("3号楼2单元501", "3号2单元501"),
        ("3号楼-1505", "3-1505"),
        ("3号—1505", "3-1505"),
        ("302房", "302室"),
        ("138-0000-8367", "13800008367"),
        ("138-0000-8", "13800008"),
        ("+86-138-0000-8367", "13800008367"),
        ("+8613800008367", "13800008367"),
        ("021-6200-0001", "02162000001"),
        ("6200-0001", "62000001"),
    ],
)
def test_other_spellings_are_looked_for_as_they_are_kept(typed: str, kept: str) -> None:
    (forms,) = search_words(typed)
    assert forms[-1] == kept
    assert len(forms) == 2 or forms == (kept,)


@pytest.mark.parametrize(
    "typed", ["3-1505", "2-3-501", "8367", "zgf", "四十三弄", "前客堂", "三楼亭子间", "#12", "孕妇"]
)
def test_what_is_kept_that_way_stays(typed: str) -> None:
    assert search_words(typed) == [(typed,)]


def test_a_number_that_could_be_a_door_is_looked_for_as_both() -> None:
    assert search_words("212-1505") == [("212-1505", "2121505")]


def test_words_stand_each_for_itself() -> None:
    assert search_words(" 大林苑  3号楼 ") == [("大林苑",), ("3号楼", "3号")]
    assert search_words("  ") == []
    assert search_words("+86 138 0000 8367") == [("13800008367",)]


@given(st.text(max_size=30))
def test_what_was_typed_is_always_looked_for_too(typed: str) -> None:
    found = search_words(typed)
    assert [forms[0] for forms in found] == fold(typed).split()
    assert all(form and " " not in form for forms in found for form in forms)
