"""Something that can be copied, in words that need no screen."""

from __future__ import annotations

from typing import NamedTuple


class Taken(NamedTuple):
    """Something that can be copied.

    Attributes:
        label: what it is, or whose.
        text: what is copied.
    """

    label: str
    text: str
