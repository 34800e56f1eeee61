"""What can be wrong, as codes with parameters. Words for them are made by the front ends."""

from __future__ import annotations

from collections.abc import Mapping
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


class Refused(Exception):
    """An operation that was not done, and why; nothing of it was written."""

    def __init__(self, code: str, field: str | None = None, /, **params: object) -> None:
        super().__init__(code, params)
        self.problem = Problem(code, params, field)
