"""Telephones in lists: all columns of them, whose they are by their headings, and what is wrong."""

from __future__ import annotations

import pytest

from data.exchange.found import Found
from data.exchange.rows import Rows
from data.exchange.sheets import Table
from models.exchange import ImportKind
from models.exchange.columns import Layout
from models.telephones import Telephone

HEADINGS = ("室号", "电话1", "联系电话", "家属电话")


def read(*cells: str | None) -> tuple[tuple[Telephone, ...], Found]:
    table = Table("list.csv", None, [list(HEADINGS), list(cells)])
    fields = ("room", "phone", "phone", "phone")
    found = Found("list.csv")
    rows = Rows(table, Layout(ImportKind.REGISTER, 0, 1, HEADINGS, fields), found)
    return rows.phones(table.rows[1], 2), found


def test_all_columns_of_telephones_are_read_and_a_number_is_kept_once() -> None:
    told, found = read("101", "13800005001/63000001转8", "13800005001", "13800005002")
    assert told == (
        Telephone("13800005001"),
        Telephone("63000001", "8"),
        Telephone("13800005002", "", "家属"),
    )
    assert not found.problems


def test_words_beside_a_number_say_more_than_its_heading() -> None:
    told, _ = read("101", None, "无", "13800005001 邻居\n女儿13800005002、13800005003")
    assert told == (
        Telephone("13800005001", "", "邻居"),
        Telephone("13800005002", "", "女儿"),
        Telephone("13800005003", "", "家属"),
    )


@pytest.mark.parametrize(
    ("cell", "code", "value"),
    [
        ("1.38E+10", "phone_cut_short", "1.38E+10"),
        ("13800005001，空号", "phone_unreadable", "空号"),
        ("1380000500", "phone_unreadable", "1380000500"),
    ],
)
def test_what_is_not_understood_is_reported_with_its_column(
    cell: str, code: str, value: str
) -> None:
    _, found = read("101", "63000001", None, cell)
    (problem,) = found.problems
    assert (problem.code, problem.row, problem.column) == (code, 2, "家属电话")
    assert (problem.params["value"], problem.taken) == (value, True)


def test_a_row_without_numbers_has_none() -> None:
    told, found = read("101")
    assert told == ()
    assert not found.problems
