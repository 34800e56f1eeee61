"""Cells of survey exports: several ticked answers, what was typed behind 其他, hours in choices."""

from __future__ import annotations

import pytest

from data.exchange.answers import answers, hours_of


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("医护┋驾驶┋其他〖会修水管〗", ["医护", "驾驶", "会修水管"]),
        ("①搬运 ②登记", ["搬运", "登记"]),
        ("A.全天|B.周末", ["全天", "周末"]),
        ("8:00-12:00;18:00-22:00", ["8:00-12:00", "18:00-22:00"]),
        ("1、搬运；2、登记；搬运", ["搬运", "登记"]),
        ("无", []),
        ("", []),
        ("driving; other [plumbing]", ["driving", "plumbing"]),
    ],
)
def test_a_cell_gives_its_answers(cell: str, said: list[str]) -> None:
    assert answers(cell) == said


@pytest.mark.parametrize(
    ("cell", "span"),
    [
        ("上午(8:00-12:00)┋下午(13:00-17:00)", (480, 1020)),
        ("上午┋晚上", None),
        ("全天┋周末", (0, 1440)),
        ("周末", None),
    ],
)
def test_hours_far_apart_are_no_one_span(cell: str, span: tuple[int, int] | None) -> None:
    assert hours_of(answers(cell)) == span
