"""Values inside sentences: times as on the wall clock, lists joined, the rest as it is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from models.times import LOCAL
from screens.i18n import _


def joined(words: Iterable[str]) -> str:
    """Words as a list in a sentence or a cell: `a, b`."""
    return _(", ").join(words)


def spoken(value: object) -> str:
    """A value as it stands in a sentence."""
    if isinstance(value, datetime):
        return f"{value.astimezone(LOCAL):%m-%d %H:%M}"
    if isinstance(value, date):
        return f"{value:%m-%d}"
    if isinstance(value, list | tuple | set | frozenset):
        return joined(spoken(one) for one in value)
    return "" if value is None else str(value)
