"""What the mask hides and how that looks: telephone numbers and facts of somebody's health."""

from __future__ import annotations

from collections.abc import Iterable

HIDDEN = "***"
"""Stands for a text that is hidden whole."""


def phone(digits: str, masked: bool) -> str:
    """A telephone number; when masked without its middle: `138****2345`."""
    if not masked or not digits:
        return digits
    from models.masking import number  # the first frame needs none of it

    return number(digits)


def text(said: str, masked: bool) -> str:
    """A text that may tell of somebody's health."""
    return HIDDEN if masked and said else said


def marks(words: Iterable[str], masked: bool) -> list[str]:
    """A household's marks; when masked those of health are not even hinted at."""
    if not masked:
        return list(words)
    from models.households import HEALTH_MARKS  # the first frame needs none of it

    return [word for word in words if word not in HEALTH_MARKS]
