"""What is typed of somebody in one line: numbers, marks, births; each reads what it shows."""

from __future__ import annotations

from datetime import date

import pytest

from models.residents import PersonMark
from models.residents.typed import (
    as_told,
    marks_text,
    phones_text,
    read_born,
    read_marks,
    read_phones,
)
from models.telephones import Telephone

TODAY = date(2022, 4, 9)


@pytest.mark.parametrize(
    ("typed", "phones"),
    [
        ("13800000001", [("13800000001", "", "")]),
        (
            "儿子 13800000001，女儿：138-0000-0002",
            [("13800000001", "", "儿子"), ("13800000002", "", "女儿")],
        ),
        ("021-63000001转8", [("02163000001", "8", "")]),
        ("儿媳 021-63000001-804", [("02163000001", "804", "儿媳")]),
        ("(021)63000001 ext. 12", [("02163000001", "12", "")]),
        ("13800000001（大儿子）；13800000001", [("13800000001", "", "大儿子"),
                                               ("13800000001", "", "")]),
        ("daughter +852 5100 0001", [("85251000001", "", "daughter")]),
        ("", []),
    ],
)  # fmt: skip
def test_numbers_with_whose_they_are(typed: str, phones: list[tuple[str, str, str]]) -> None:
    found = tuple(Telephone(*one) for one in phones)
    assert read_phones(typed) == found
    assert read_phones(phones_text(found)) == found


@pytest.mark.parametrize("typed", ["儿子", "儿子 1380000", "120"])
def test_what_is_no_number_is_said(typed: str) -> None:
    (problem,) = read_phones(f"13800000003，{typed}")
    assert (problem.code, problem.params) == ("phone_unclear", {"value": typed})  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("typed", "marks"),
    [
        ("血透（周二、四、六），独居", [("透析", "周二、四、六"), ("独居老人", "")]),
        ("孕(预产期 2022-06-01)", [("孕妇", "预产期 2022-06-01")]),
        ("养乌龟, 养乌龟", [("养乌龟", "")]),
    ],
)
def test_marks_with_their_details(typed: str, marks: list[tuple[str, str]]) -> None:
    found = tuple(PersonMark(*one) for one in marks)
    assert read_marks(typed) == found
    assert read_marks(marks_text(found)) == found


def test_a_mark_keeps_where_it_is_from_until_it_is_told_anew() -> None:
    listed = PersonMark("透析", "周二四六", "登记表.xlsx", "2022-03-01")
    same, other = PersonMark("透析", "周二四六"), PersonMark("透析", "周一三五")
    assert as_told([same], [listed], TODAY) == (listed,)
    assert as_told([other], [listed], TODAY) == (other._replace(said_on="2022-04-09"),)


@pytest.mark.parametrize(
    ("typed", "born"),
    [
        ("1938", "1938"),
        ("1938年", "1938"),
        ("1938年3月", "1938-03"),
        ("1938-3-5", "1938-03-05"),
        ("19380305", "1938-03-05"),
        ("1938.03.05", "1938-03-05"),
        ("84岁", "1938"),
        ("84", "1938"),
    ],
)
def test_births_as_people_write_them(typed: str, born: str) -> None:
    assert read_born(typed, TODAY) == born


@pytest.mark.parametrize("typed", ["1838", "1938-13", "130岁", "老"])
def test_what_is_no_birth_is_said(typed: str) -> None:
    (problem,) = read_born(typed, TODAY)
    assert getattr(problem, "code", "") == "born_unclear"
