"""What was typed into a form or a line that was left before it was saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from models.text import all_clean

Value = str | tuple[str, ...]
"""What stood in one field: a text, the key of a choice, or the keys of several."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed, and into what.

    Args:
        title: what stood over it, in the language it was typed in.
        typed: what was typed, by the names of the fields.
        stood: what stood in those fields when it was typed.
        record: key of the record it was typed for; empty for one that is not on file yet.
        seen: the newest step of the journal when the form was opened.
        at: when it was typed, in stored form; empty where nobody noted it.
    """

    title: str
    typed: Mapping[str, Value]
    stood: Mapping[str, Value]
    record: str = ""
    seen: int = 0
    at: str = ""


def plain(draft: Draft) -> dict[str, Any]:
    """A draft as JSON has it; `read` makes the same of it."""
    return asdict(draft)


def read(found: Any) -> Draft:
    """A draft as a file has it, with all text in it clean.

    Raises:
        ValueError: where it is none.
    """
    match all_clean(found):
        case {"title": str(title), "typed": dict(typed), "stood": dict(stood), **rest}:
            record, seen, at = rest.get("record"), rest.get("seen"), rest.get("at", "")
            if isinstance(record, str) and isinstance(seen, int) and isinstance(at, str):
                return Draft(title, _values(typed), _values(stood), record, seen, at)
    raise ValueError("no draft")


def _values(found: Mapping[Any, Any]) -> dict[str, Value]:
    values: dict[str, Value] = {}
    for name, value in found.items():
        if isinstance(value, list) and all(isinstance(one, str) for one in value):
            values[str(name)] = tuple(value)
        elif isinstance(value, str):
            values[str(name)] = value
        else:
            raise ValueError("no value of a field")
    return values
