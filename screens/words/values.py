"""Values inside sentences: times as on the wall clock, lists joined, the rest as it is."""

from __future__ import annotations

from datetime import date, datetime

from models.rules.times import LOCAL


def spoken(value: object) -> str:
    """A value as it stands in a sentence."""
    if isinstance(value, datetime):
        return f"{value.astimezone(LOCAL):%m-%d %H:%M}"
    if isinstance(value, date):
        return f"{value:%m-%d}"
    if isinstance(value, list | tuple | set | frozenset):
        return ", ".join(spoken(v) for v in value)
    return "" if value is None else str(value)
