"""Which number is dialled first, and whose it is."""

from __future__ import annotations

from datetime import datetime

import pytest

from models.requests import RequestRow
from models.requests.numbers import Number, NumberOf, first_number, numbers
from models.telephones import Telephone
from models.times import LOCAL
from tests.rules.building import request_row

NOW = datetime(2022, 4, 9, 8, 0, tzinfo=LOCAL)


def row(**given: object) -> RequestRow:
    return request_row(NOW, **given)


def test_what_was_said_in_the_call_goes_before_the_register() -> None:
    said = row(
        caller="女儿",
        phone="13800001234",
        call_back_phone="13800005678",
        home_phones=(Telephone("13800000001", whose="李"), Telephone("02163000001", "8", "儿子")),
    )
    assert numbers(said) == (
        Number("13800005678", NumberOf.CALL_BACK, "女儿"),
        Number("13800001234", NumberOf.CALLER, "女儿"),
        Number("13800000001", NumberOf.REGISTER, "李"),
        Number("02163000001", NumberOf.REGISTER, "儿子", "8"),
    )
    assert first_number(said) == numbers(said)[0]


def test_without_a_spoken_number_it_is_the_registers() -> None:
    known = row(caller="女儿", home_phones=(Telephone("13800000001", whose="王"),))
    assert first_number(known) == Number("13800000001", NumberOf.REGISTER, "王")
    assert first_number(row()) is None


def test_a_number_is_told_once_and_as_the_nearest() -> None:
    one = "13800001234"
    (only,) = numbers(
        row(phone=one, call_back_phone=one, home_phones=(Telephone(one),)), note=f"电话{one}"
    )
    assert only.of is NumberOf.CALL_BACK


@pytest.mark.parametrize(
    ("note", "found"),
    [
        ("13800000001(户主)、13800000002（儿子）", [("13800000002", "儿子")]),
        ("女儿：138 不详", []),
        ("女儿:13800000003，021-62345678", [("13800000003", "女儿"), ("02162345678", "")]),
        ("养猫 身份证310101199001011234", []),
        ("", []),
    ],
)
def test_further_numbers_of_a_household_stand_in_its_remarks(
    note: str, found: list[tuple[str, str]]
) -> None:
    known = row(home_phones=(Telephone("13800000001", whose="王"),))
    first, *rest = numbers(known, note)
    assert first.phone == "13800000001"
    assert [(one.phone, one.whose) for one in rest] == found
