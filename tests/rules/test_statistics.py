"""The queue's numbers: days in a row, middle times, the line through them."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.statistics import Course, Waits, rules

FIRST = date(2022, 4, 1)


def test_days_without_anything_are_days_too() -> None:
    last = FIRST + timedelta(days=2)
    made = rules.day_counts(FIRST, last, 5, {FIRST: 3}, {last: 2})
    assert [tuple(one)[1:] for one in made] == [(3, 0, 8), (0, 0, 8), (0, 2, 6)]


counts = st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=1, max_size=30)


@given(counts, st.integers(0, 99))
def test_what_goes_on_is_what_came_without_what_ended(
    each: list[tuple[int, int]], before: int
) -> None:
    days = [FIRST + timedelta(days=n) for n in range(len(each))]
    opened = {day: came for day, (came, _ended) in zip(days, each, strict=True)}
    closed = {day: ended for day, (_came, ended) in zip(days, each, strict=True)}
    made = rules.day_counts(FIRST, days[-1], before, opened, closed)
    assert [one.day for one in made] == days
    assert made[-1].pushing == before + sum(opened.values()) - sum(closed.values())


def test_kinds_have_their_own_middles() -> None:
    requests = [
        Course("medicine", 1, 10, None),
        Course("medicine", 0, 30, 100),
        Course("medicine", 0, None, 301),
        Course("food", 0, 4, 6),
    ]
    whole, kinds = rules.kind_counts(requests)
    assert whole == Waits(10, 100)
    assert [(k.kind, k.opened, k.pushing, k.waits) for k in kinds] == [
        ("medicine", 3, 1, Waits(20, 200)),
        ("food", 1, 0, Waits(4, 6)),
    ]
    assert rules.kind_counts([]) == (Waits(None, None), ())


@given(
    st.lists(st.integers(0, 500), min_size=1, max_size=40),
    st.integers(2, 120),
    st.integers(2, 40),
)
def test_a_line_stays_on_its_grid_and_is_unbroken(
    values: list[int], columns: int, rows: int
) -> None:
    stretches = rules.line_points(values, columns, rows, max(values))
    points = [point for stretch in stretches for point in stretch]
    assert all(0 <= x < columns and 0 <= y < rows for x, y in points)
    assert len(stretches) == max(1, len(values) - 1)
    for (x, y), (right, below) in pairwise(points):
        assert 0 <= right - x <= 1
        assert abs(below - y) <= 1
    if len(values) > 1:
        assert (points[0][0], points[-1][0]) == (0, columns - 1)


@pytest.mark.parametrize(
    ("most", "top"), [(0, 4), (4, 4), (5, 5), (6, 10), (11, 20), (21, 40), (99, 100), (2001, 4000)]
)
def test_the_upper_edge_is_round(most: int, top: int) -> None:
    assert rules.nice_top(most) == top
