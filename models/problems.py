"""What can be wrong, as codes with parameters. Words for them are made by the front ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong or worth a warning.

    Args:
        code: stable name in snake_case, such as `room_missing`.
        params: what the words need, such as `{"row": 12, "value": "两人"}`.
        field: the input field it belongs to, where there is one.
    """

    code: str
    params: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    field: str | None = None


def too_long(name: str, text: str, limit: int) -> list[Problem]:
    """`text_too_long` for a field with more characters than are kept of it."""
    if len(text) <= limit:
        return []
    return [Problem("text_too_long", {"length": len(text), "limit": limit}, name)]


class Refused(Exception):
    """An operation that was not done, and why; nothing of it was written."""

    def __init__(self, code: str, field: str | None = None, /, **params: object) -> None:
        super().__init__(code, params)
        self.problem = Problem(code, params, field)


def refuse_outdated(no: int, version: int, seen: int | None) -> None:
    """Refuse to change a record that others changed since it was looked at.

    Args:
        version: of the record now.
        seen: of the record as it was looked at; None where that does not matter.

    Raises:
        Refused: `edited_meanwhile`.
    """
    if seen not in (None, version):
        raise Refused("edited_meanwhile", no=no)


def refuse(problems: Sequence[Problem]) -> None:
    """Refuse an operation for the first of its problems, where it has any.

    Raises:
        Refused: with the code of that problem.
    """
    for problem in problems:
        raise Refused(problem.code, problem.field, **problem.params)
