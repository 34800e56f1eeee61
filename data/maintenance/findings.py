"""What the doctor tells: each thing that was looked at, as a code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at.

    Args:
        code: stable name in snake_case.
        wrong: whether something should be done about it.
        params: what the words need.
    """

    code: str
    wrong: bool = False
    params: Mapping[str, object] = field(default_factory=dict)
