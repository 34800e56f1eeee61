"""A field for a file's path: the next part suggested in grey, tab completes and turns through."""

from __future__ import annotations

import asyncio
import os
from dataclasses import dataclass
from pathlib import Path

from textual.actions import SkipAction
from textual.message import Message
from textual.suggester import Suggester

from data.patience import within
from models.text import natural_key
from screens.keys import bindings
from screens.keys.dialogs import PATH_FIELD
from screens.kit.line_field import FirstLineField

_PATIENCE = 1.0
"""Seconds that a folder may take to say what is in it."""

_MOST = 200
"""Matches looked at; more than anyone turns through."""


def path_of(typed: str) -> Path:
    """The path somebody typed, pasted or dropped: `~` expanded, quotes around it taken off."""
    text = typed.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        text = text[1:-1]
    path = Path(text)
    try:
        return path.expanduser()
    except RuntimeError:
        return path


def matches(typed: str, suffixes: frozenset[str]) -> list[str]:
    """How the path could go on, as it would stand in the field; folders end with a separator.

    Args:
        suffixes: the endings of files that are offered, lower case with the dot.
    """
    try:
        return within(_PATIENCE, lambda: _matches(typed, suffixes))
    except TimeoutError:  # a stick that does not answer has no names to offer
        return []


def _matches(typed: str, suffixes: frozenset[str]) -> list[str]:
    cut = max(typed.rfind(sep) for sep in (os.sep, "/")) + 1
    head, start = typed[:cut], typed[cut:]
    try:
        folder = Path(head).expanduser() if head else Path()
        with os.scandir(folder) as entries:
            found = [
                (entry.name, entry.is_dir())
                for entry in entries
                if entry.name.startswith(start)
                and entry.name.startswith(".") <= start.startswith(".")
            ]
    except (OSError, RuntimeError, ValueError):
        return []
    names = [
        head + name + (os.sep if is_folder else "")
        for name, is_folder in found
        if is_folder or os.path.splitext(name)[1].lower() in suffixes
    ]
    return sorted(names, key=natural_key)[:_MOST]


def _agreed(names: list[str]) -> str:
    """What all names begin with."""
    first, last = min(names), max(names)
    differs = (at for at, (one, other) in enumerate(zip(first, last, strict=False)) if one != other)
    return first[: next(differs, len(first))]


class _Suggester(Suggester):
    def __init__(self, suffixes: frozenset[str]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._suffixes = suffixes

    async def get_suggestion(self, value: str) -> str | None:
        if not value:
            return None
        found = await asyncio.to_thread(matches, value, self._suffixes)
        return next((name for name in found if name != value), None)


class PathField(FirstLineField):
    """The field. Tab completes as far as the matches agree, then turns through them.

    Args:
        suffixes: the endings of files that are offered.
    """

    @dataclass
    class Matched(Message):
        """Tab found how the path could go on."""

        names: list[str]

    BINDINGS = bindings(PATH_FIELD)

    def __init__(self, value: str, suffixes: frozenset[str], *, id: str) -> None:
        super().__init__(value, suggester=_Suggester(suffixes), id=id)
        self._suffixes = suffixes
        self._turning: list[str] = []

    def action_complete(self) -> None:
        """Complete; leave the field when there is nothing to complete."""
        if not self.complete():
            raise SkipAction

    def complete(self) -> bool:
        """Complete, or turn to the next of several; False when there is nothing to complete."""
        if self._turning and self.value in self._turning:
            at = self._turning.index(self.value)
            self._fill(self._turning[(at + 1) % len(self._turning)])
            return True
        found = matches(self.value, self._suffixes)
        if not found or found == [self.value]:
            return False
        agreed = _agreed(found)
        self._turning = found if len(found) > 1 and agreed == self.value else []
        self._fill(self._turning[0] if self._turning else agreed)
        self.post_message(self.Matched(found if len(found) > 1 else []))
        return True

    def _fill(self, value: str) -> None:
        self.value = value
        self.cursor_position = len(value)
