"""Calls that were left before they were in the queue: each is kept as its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.drafts import Draft
from models.times import stored
from screens.i18n import _
from screens.kit import masks
from screens.kit.times import clock
from screens.kit.values import beside
from screens.kit.wrapped import shortened

if TYPE_CHECKING:
    from screens.kit.desk import Desk

LINES = "lines"
"""The name under which pasted lines that were left are kept."""

_CALLS = ("capture", *(f"capture {n}" for n in range(2, 10)))
"""The names under which calls that were left are kept."""

_TEXT = "text"
"""What a call or its lines are called in a draft."""


class LeftCalls:
    """The calls there were when another one was begun, and where that is kept: a new call is never
    added to one that was left."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        drafts = desk.drafts
        found = {name: draft for name in (*_CALLS, LINES) if (draft := drafts.get(name))}
        self._names = sorted(found, key=lambda name: found[name].at)
        """The newest last."""
        self._own = next((name for name in _CALLS if name not in found), _CALLS[0])

    @property
    def count(self) -> int:
        """How many were left that nobody went on with."""
        return len(self._names)

    def words(self) -> str:
        """What the last one says, since when it waits, and how to go on with it; empty for none."""
        draft = self._desk.drafts.get(self._names[-1]) if self._names else None
        if draft is None:
            return ""
        said = masks.text(" ".join(_text_of(draft).split()), self._desk.masked)
        when = clock(draft.at, self._desk.store.now()) if draft.at else _("before")
        told = _("Not saved, from {at}: {said}").format(at=when, said=shortened(said))
        more = self.count - 1
        count = _("and {count} more").format(count=more) if more else ""
        return beside(told, count, _("up: go on with it; typing starts anew"))

    def take(self) -> tuple[str, bool]:
        """Go on with the one that was left last: its text, and whether that is lines pasted, which
        stay kept under their name. Asked again, with the one before it."""
        name = self._names.pop()
        draft = self._desk.drafts.get(name)
        if name != LINES:
            self._own = name
        return "" if draft is None else _text_of(draft), name == LINES

    def keep(self, title: str, text: str) -> None:
        """Keep the new call, or the one gone on with; empty it is kept no more."""
        if text.strip():
            keep(self._desk, self._own, title, text)
        else:
            self.drop()

    def drop(self) -> None:
        """Keep it no more."""
        self._desk.drafts.drop(self._own)


def keep(desk: Desk, name: str, title: str, text: str) -> None:
    """Keep what was typed or pasted under a name."""
    draft = Draft(title, {_TEXT: text}, {_TEXT: ""}, at=stored(desk.store.now()))
    desk.drafts.put(name, draft)


def _text_of(draft: Draft) -> str:
    return str(draft.typed.get(_TEXT, ""))
