"""Hours for the telephone are beyond doubt, or asked for again."""

from __future__ import annotations

import pytest

from models.hours import Span, telephone_hours


@pytest.mark.parametrize(
    ("said", "span"),
    [
        ("9:00-11:30", (540, 690)),
        ("21:00-6:00", (1260, 1800)),
        ("12-9", None),
        ("9-5", None),
        ("2-5pm", (840, 1020)),
        ("foo", None),
    ],
)
def test_hours_over_midnight_are_no_longer_than_a_night(said: str, span: Span | None) -> None:
    assert telephone_hours(said) == span
