"""What is typed of goods that move: how many, to or from whom, in both languages."""

from __future__ import annotations

import pytest

from models.problems import Problem
from models.stock import MoveInput
from screens.stock.typed import read_move
from tests.conftest import BreakTable
from tests.rules.test_stock import row


@pytest.mark.parametrize(
    ("typed", "many", "who"),
    [
        ("5", 5, ""),
        ("5件", 5, ""),
        ("5 林小满", 5, "林小满"),
        ("5件 林小满", 5, "林小满"),
        ("5件林小满", 5, "林小满"),
        ("5 件 林小满", 5, "林小满"),
        ("5 给保安队老张", 5, "保安队老张"),
        ("5给王萍", 5, "王萍"),
        ("5给王萍412", 5, "王萍412"),
        ("5件给王萍", 5, "王萍"),
        ("５件　发给王萍", 5, "王萍"),
        ("5王萍", 5, "王萍"),
        ("5 送给：司机", 5, "司机"),
        ("十件 交给门卫", 10, "门卫"),
        ("200 来自街道", 200, "街道"),
        ("200从街道", 200, "街道"),
        ("5 to Lin", 5, "Lin"),
        ("5 TO Lin Xiaoman", 5, "Lin Xiaoman"),
        ("5 Tom", 5, "Tom"),
        ("2 from Frommel", 2, "Frommel"),
        ("1,720 subdistrict", 1720, "subdistrict"),
        ("5 包拯", 5, "包拯"),
    ],
)
def test_a_number_then_the_name(typed: str, many: int, who: str) -> None:
    assert read_move(typed, row()) == MoveInput(many, who)


@pytest.mark.parametrize(
    ("typed", "unit", "who"),
    [
        ("5 boxes to Lin", "box", "Lin"),
        ("5boxes Lin", "boxes", "Lin"),
        ("5 packets Lin", "packet", "Lin"),
        ("5 boxers", "box", "boxers"),
        ("5 给王萍", "", "王萍"),
        ("5盒 王萍", "", "王萍"),
    ],
)
def test_units_are_read_in_both_languages(typed: str, unit: str, who: str) -> None:
    assert read_move(typed, row(unit=unit)) == MoveInput(5, who)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("2.5", "stock_quantity"),
        ("2.5件给王萍", "stock_quantity"),
        ("1/2 王萍", "stock_quantity"),
        ("两半", "stock_quantity"),
        ("-5", "stock_quantity"),
        ("0", "stock_quantity"),
        ("99999999", "stock_too_many"),
        ("2箱", "stock_unit"),
        ("2 箱 林小满", "stock_unit"),
        ("2箱给林小满", "stock_unit"),
        ("2 boxes to Lin", "stock_unit"),
        ("", "stock_line"),
        ("半", "stock_line"),
        ("给王萍5", "stock_line"),
        ("Lin 5", "stock_line"),
    ],
)
def test_what_is_wrong_is_told_as_what_it_is(typed: str, code: str) -> None:
    wrong = read_move(typed, row())
    assert isinstance(wrong, Problem)
    assert wrong.code == code


def test_none_are_counted_and_who_did(break_table: BreakTable) -> None:
    assert read_move("0 林小满", row(), least=0) == MoveInput(0, "林小满")
    break_table("reading/notice.toml", "units = ", "unit = ")
    assert read_move("5件 林小满", row()) == MoveInput(5, "林小满")
