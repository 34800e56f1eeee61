"""What is pasted, kept apart from what is typed: whatever stands in it, none of it is a key.

A terminal says where a paste begins and ends, or says nothing: then what was pasted is known by
coming faster than any hands, in lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from time import monotonic

from rich.cells import cell_len
from textual import events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._time import get_time
from textual._xterm_parser import BRACKETED_PASTE_END as END
from textual._xterm_parser import BRACKETED_PASTE_START as START
from textual._xterm_parser import XTermParser
from textual.message import Message

AT_ONCE = 0.05
"""Seconds within which what follows the end of a paste belongs to it: nobody types so fast."""

LOST_AFTER = 2.0
"""Seconds without anything after which the end of a paste will not come any more."""

TOGETHER = 0.03
"""Seconds without more after which what came all at once is whole."""

FLOWS = 0.5
"""Seconds behind lines that came all at once within which more of them may come: whoever pasted
looks at them first."""

_THICK = 8
"""Characters that come at once and may be the beginning of lines; an input method gives as many."""

_TEXT_CELLS = 4
"""Cells of a line that is text; what is typed ahead between two enters is shorter."""

_LAST = 32
"""Characters that hold the end of a paste and a key behind it."""

_NO_TEXT = re.compile("[\ud800-\udfff]")
_NO_LINES = re.compile(r"[^\t\n\r\x20-\x7e\xa0-\U0010ffff]")
"""What is in no lines of text: escapes, and other keys than enter."""

_ALT_ARROWS = {
    **dict.fromkeys(("\x1b[1;3D", "\x1b[1;9D", "\x1bb"), "alt+left"),
    **dict.fromkeys(("\x1b[1;3C", "\x1b[1;9C", "\x1bf"), "alt+right"),
}
"""What terminals send for an arrow with alt: to the library an escape before an arrow, or ctrl.
Apple's sends the letters by which shells go back and forward by a word."""

_ESCAPED_ARROW = re.compile(r"\x1b\x1b[\[O]([CD])")
"""What rxvt and PuTTY send for one, at once; whoever presses both keys is never so quick."""

_ENDS = re.compile(r"\r\n|[\r\n]")


class PasteParser(XTermParser):
    """The library's parser, which gives a paste as one event, all of it as it came.

    To the library an escape in a paste is its end, and the rest is typed. Here a paste goes on to
    the last end that arrives at once, as the terminal's own comes behind any in the text. What
    comes at once behind that one is pasted too, but for a single key, which a quick hand adds.

    From a terminal that marks no paste, several lines of text that come at once are one, see
    `are_lines`; one line, which an input method or a slow connection gives too, is typed.
    """

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        self._before = ""
        """The last of what was typed: the start of a paste may come in two parts."""
        self._pasted = ""
        self._ended = False
        """Whether the end has come, and no more than a key behind it."""
        self._over_at: float | None = None
        """When the paste under way is over unless more comes."""
        self._held = ""
        """What came at once and may be lines."""
        self._whole_at: float | None = None
        """When that is whole unless more comes."""
        self._flows_until = 0.0
        """Until when what comes at once belongs to the lines before it."""
        self._escaped_at = -FLOWS
        """When an escape came last: what comes behind it may be the rest of a key."""

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:
        key = _ALT_ARROWS.get(sequence)
        if key is None:
            return super()._sequence_to_key_events(sequence, alt)
        return (events.Key(key, None),)

    @property
    def wait(self) -> float | None:
        """Seconds after which `tick` may have something to tell; None while nothing is waited for:
        the end of a paste, or what follows an escape that may be the beginning of a key."""
        waits = [at - monotonic() for at in (self._over_at, self._whole_at) if at is not None]
        if self._timeout_time is not None:
            waits.append(self._timeout_time - get_time())
        return max(0.0, min(waits)) if waits else None

    def feed(self, data: str) -> Iterable[Message]:
        """What a part of the terminal's input says; nothing while it belongs to a paste.

        Args:
            data: the part, its bytes that are no text as lone surrogates.

        Raises:
            UnicodeError: there is no text in what was typed.
        """
        if self._over_at is not None:
            self._keep(data)
            return
        seen = self._before + data
        at = seen.find(START)
        if at < 0:
            if _NO_TEXT.search(data):
                self._held, self._whole_at = "", None
                raise UnicodeError
            self._before = seen[1 - len(START) :]
            yield from self._typed(data)
            return
        yield from self._told_whole()
        begins = at + len(START) - len(self._before)
        typed = "" if _NO_TEXT.search(data, 0, begins) else data[:begins]
        # The library may have been told a part of the start before: to it nothing is pasted.
        told = super().feed(typed + END)
        yield from (event for event in told if not isinstance(event, events.Paste))
        self._before = ""
        self._keep(data[begins:])

    def tick(self) -> Iterable[Message]:
        """What is known by nothing more coming; to be called when all that came was fed."""
        yield from super().tick()
        if self._whole_at is not None and monotonic() >= self._whole_at:
            yield from self._told_whole()
        if self._over_at is None or monotonic() < self._over_at:
            return
        text, behind = self._pasted, ""
        if self._ended:
            text, _end, behind = self._pasted.rpartition(END)
        self._pasted, self._over_at = "", None
        yield events.Paste(text)
        if behind:
            yield from self.feed(behind)

    def _typed(self, data: str) -> Iterable[Message]:
        """What is not marked as pasted: keys, unless it may be lines, which are waited for."""
        now = monotonic()
        whole = self._held + data
        flows = now < self._flows_until
        if "\x1b" in data:
            self._escaped_at = now
        may_be_lines = (
            not _NO_LINES.search(whole)
            and now - self._escaped_at >= TOGETHER
            and (len(whole) >= _THICK or flows or len(_ENDS.split(whole.strip("\r\n"))) > 1)
        )
        if may_be_lines and data:
            self._held, self._whole_at = whole, now + TOGETHER
            return
        yield from self._told_whole()
        yield from super().feed(_ESCAPED_ARROW.sub("\x1b[1;3\\1", data))

    def _told_whole(self) -> Iterable[Message]:
        """What was waited for, whole: lines that were pasted, else keys."""
        whole, self._held, self._whole_at = self._held, "", None
        if not whole:
            return
        now = monotonic()
        if are_lines(whole) or now < self._flows_until:
            self._flows_until = now + FLOWS
            yield events.Paste(whole)
        else:
            yield from super().feed(whole)

    def _keep(self, data: str) -> None:
        self._pasted += data
        _text, end, behind = self._pasted[-_LAST:].rpartition(END)
        self._ended = bool(end) and (not behind or _is_key(behind))
        self._over_at = monotonic() + (AT_ONCE if self._ended else LOST_AFTER)


def are_lines(typed: str) -> bool:
    """Whether what came at once are lines of text rather than keys.

    Two lines are, with more in each than a hand types between two enters. Lines that each begin
    with a plus are calls, typed ahead over a slow connection: they are keys, and come to the same.
    """
    lines = [line.strip() for line in _ENDS.split(typed)]
    text = [line for line in lines if cell_len(line) >= _TEXT_CELLS]
    return len(text) > 1 and not all(line.startswith(("+", "＋")) for line in text)


def _is_key(typed: str) -> bool:
    """Whether this is what one key sends."""
    return len(typed) == 1 or typed in ANSI_SEQUENCES_KEYS
