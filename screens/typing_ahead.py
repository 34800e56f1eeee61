"""Keys in the order they were typed: each is done with before the next one is looked at.

Without this a key typed ahead reaches whatever had focus before the key in front of it was heeded.
"""

from __future__ import annotations

import re
from collections import deque
from itertools import takewhile
from math import inf
from time import monotonic
from typing import Any

from textual import events
from textual.app import App
from textual.await_complete import AwaitComplete
from textual.dom import DOMNode
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input

from models.text import printable

LONGEST = 0.5
"""Seconds after which it is found out whether a key is done with when nothing else tells it."""

PAUSE = 2.0
"""Seconds without a letter after which what was typed for something that did not open is over."""

TOGETHER = 0.04
"""Seconds in which what is typed in one go reaches the desk, a key after the other; too short to be
felt before a digit chooses."""

_ROUNDS = 3
"""How often what a key set off can be passed on from a widget to those around it."""

_NUMBER = re.compile(r"\d+(?:[:：点]\d*)+|\d*0\d*")
"""What digits and signs typed together are where they choose nothing: a clock time or, since no
line of a list stands behind 0, another number that has one."""

_OF_NUMBERS = frozenset("0123456789:：点")
"""What a number or a clock time is typed with."""


class TypingApp(App[int], inherit_bindings=False):
    """An application that loses no key typed ahead.

    A key goes to what has focus and comes back when nothing there wanted it; until then, and while
    keys are held, those behind it wait. Letters need not wait for each other in a text field.

    Attributes:
        twice: seconds within which a digit pressed twice was meant once.
    """

    twice = 0.25

    alone = 0.1
    """Seconds in which nothing comes behind a letter that was pressed by itself, where codes are
    scanned: a scanner types faster."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._waiting: deque[events.Key | events.Paste] = deque()
        self._holding = True
        self._under_way: events.Key | None = None
        self._given_to: Screen[Any] | None = None
        """What stood in front when it was passed on."""
        self._until: Timer | None = None
        self._path: tuple[DOMNode, ...] = ()
        """The widget the key under way went to, and those around it."""
        self._stands_at: DOMNode | None = None
        """Whose messages the key under way waits behind, such as a dialog's that is saving."""
        self._lettered: Widget | None = None
        """The field letters were given to without waiting for each."""
        self._drops_until = 0.0
        """When letters count again that were meant for something that did not open."""
        self._asked = ""
        """The key that was passed on last; pressed again it asks again."""
        self._guarded: Screen[Any] | None = None
        self._guarded_until = 0.0
        """What heeds no digit typed before that moment, by the clock of keys; nor does a place."""
        self._looked_behind: events.Key | None = None
        """The digit of which it is known what was typed together with it."""
        self._looking = False
        """Whether that is being found out of the key in front."""
        self._was_number = False
        """Whether a number was dropped since the last key that was passed on."""

    @property
    def typed_ahead(self) -> bool:
        """Whether keys wait."""
        return bool(self._waiting)

    def hold_keys(self) -> None:
        """Keep keys from now on, until what they are meant for is there; see `release_keys`."""
        self._holding = True

    def release_keys(self) -> None:
        """Give the kept keys to what has focus now: what the key under way led to is there."""
        held, self._holding = self._holding, False
        if held and self._under_way is not None:
            self._done_with(self._under_way)
        self.call_next(self._pass_keys)

    def drop_letters(self, *, coming: bool = False, again: bool = True) -> None:
        """What was asked for did not open: what is typed for it is nothing to what stands there.

        Letters and enter that wait are dropped.

        Args:
            coming: those that come are, too, until typing pauses or another key is pressed, such
                as escape: something would have opened that is typed into.
            again: whether the key that asked for it asks again when pressed once more.
        """
        while self._waiting and _is_text(self._waiting[0]):
            self._waiting.popleft()
        if coming and not self._waiting:
            self._drops_until = monotonic() + PAUSE
            self._asked = self._asked if again else ""

    def pop_screen(self) -> AwaitComplete:
        """Show what stands behind a dialog, however that was closed.

        A digit typed before it is seen to be gone was meant for it, and is nothing to the place,
        where it leads elsewhere. One that comes at once behind a digit that closed it is nothing
        to a dialog behind, either, where it ticks something; nor is an enter. Who pressed escape
        knows what comes next.
        """
        gone, popped = self.screen, super().pop_screen()
        if gone.is_modal and self._asked != "escape":
            by_digit = self._asked.isdigit()
            self._guarded = self.screen if by_digit else None
            self._guarded_until = inf
            self.call_after_refresh(self._seen_behind, self.twice if by_digit else 0.0)
        return popped

    def _seen_behind(self, wait: float) -> None:
        """What stands behind a dialog is on the screen.

        Args:
            wait: seconds in which a digit is still nothing to it.
        """
        self._guarded_until = Message().time + wait

    def _is_stray(self, key: events.Key) -> bool:
        """Whether a key belongs to what was typed for a dialog that was closed; each one lets
        those behind it belong to it."""
        by_digit = self.screen is self._guarded
        stray = (
            (key.character in _OF_NUMBERS or (by_digit and key.key == "enter"))
            and key.time < self._guarded_until
            and (by_digit or not self.screen.is_modal)
            and not takes_letters(self.focused)
        )
        if stray and self._guarded_until < inf:
            self._guarded_until = key.time + self.twice
        return stray

    def _was_for_another(self, key: events.Key) -> bool:
        """Whether a key that comes back was given to a dialog that is no longer there: it is
        nothing to what stands there now."""
        return key is self._under_way and self._given_to not in (None, self.screen)

    def _is_put_off(self, key: events.Key) -> bool:
        """Whether a digit in front chooses nothing yet, or does not any more.

        Where digits choose, which `number_typed` of a screen tells, a number begins with a digit
        that would: it is told of, and dropped.
        """
        refuse = getattr(self.screen, "number_typed", None)
        if refuse is None or not key.key.isdigit():
            return False
        if key is not self._looked_behind:
            self._looking = True
            self.set_timer(TOGETHER, lambda: self._looked(key))
            return True
        typed = self._typed_together()
        if not _NUMBER.fullmatch(typed):
            return False
        for _char in typed:
            self._waiting.popleft()
        self._was_number = True
        self._guarded, self._guarded_until = self.screen, Message().time + self.twice
        refuse(typed)
        return True

    def _ends_number(self, key: events.Key) -> bool:
        """Whether it is the enter behind a number that was dropped, however long after."""
        was_number, self._was_number = self._was_number, False
        return was_number and key.key == "enter"

    def _typed_together(self) -> str:
        """The digits, and the signs of a clock time, that wait in front."""
        chars = (one.character or "" for one in self._waiting if isinstance(one, events.Key))
        return "".join(takewhile(_OF_NUMBERS.__contains__, chars))

    def _looked(self, key: events.Key) -> None:
        """What was typed together with a digit is there: pass them on."""
        self._looked_behind, self._looking = key, False
        self.call_next(self._pass_keys)

    def _is_dropped(self, typed: events.Key | events.Paste) -> bool:
        now = monotonic()
        asks_again = isinstance(typed, events.Key) and typed.key == self._asked
        dropped = now < self._drops_until and _is_text(typed) and not asks_again
        self._drops_until = now + PAUSE if dropped else 0.0
        return dropped

    async def on_event(self, event: events.Event) -> None:
        """Let keys and what is pasted wait for their turn; everything else goes its way.

        What is pasted goes on without what a terminal would obey or show nothing of.
        """
        if not isinstance(event, events.Key | events.Paste):
            await super().on_event(event)
        elif event.is_forwarded:
            if not isinstance(event, events.Key):
                await super().on_event(event)
                return
            if not self._was_for_another(event):
                await super().on_event(event)
            self._came_back(event)
        elif not self._is_dropped(event):
            self._waiting.append(event)
            self._hurry()
            await self._pass_keys()

    @property
    def _may_pass(self) -> bool:
        """Nothing takes a key any more once the last screen of a desk that closes is gone."""
        held = self._holding or self._looking or self._under_way is not None
        return not held and bool(self.screen_stack)

    async def _pass_keys(self) -> None:
        while self._waiting and self._may_pass:
            key = self._waiting[0]
            if isinstance(key, events.Paste):
                await self._pass_pasted(key)
                continue
            if self._is_stray(key) or self._ends_number(key):
                self._waiting.popleft()
                self.bell()
                continue
            if self._is_put_off(key):
                continue
            field = self.focused if takes_letters(self.focused) else None
            letter = field is not None and field.check_consume_key(key.key, key.character)
            if not letter and self._lettered is not None:
                # The letters before it are still on their way into their field.
                self._wait_for(key)
                self._follow((self._lettered,), key)
                self._lettered = None
                return
            self._waiting.popleft()
            self._asked = key.key
            heeding = self.focused or self.screen
            given_to = self.screen
            await super().on_event(key)
            if letter:
                self._lettered = field
            elif key.is_forwarded:
                self._wait_for(key)
                self._given_to = given_to
                self._path = tuple(heeding.ancestors_with_self)
                if self._waiting:
                    self._hurry()

    async def _pass_pasted(self, pasted: events.Paste) -> None:
        """Give a text to the field that letters would go to; letters before it are there first."""
        self._waiting.popleft()
        pasted.text = printable(pasted.text)
        if takes_letters(self.focused):
            self._lettered = self.focused
        await super().on_event(pasted)

    def _wait_for(self, key: events.Key) -> None:
        self._under_way = key
        self._given_to = None
        self._path = ()
        self._stands_at = None
        self._until = self.set_interval(LONGEST, lambda: self._ask_after(key))

    def _ask_after(self, key: events.Key) -> None:
        """A key whose way nobody asked for yet is followed; one whose way broke off, with the
        dialog it stood in, is done with. While a dialog still writes, the keys behind it wait."""
        if self._path:
            self._hurry()
        elif key is self._under_way and (self._stands_at is None or _gone(self._stands_at)):
            self._done_with(key)

    def _hurry(self) -> None:
        """Others wait for the key under way: find out when it is done with, once."""
        path, self._path = self._path, ()
        if self._under_way is not None and path:
            self._follow(path * _ROUNDS, self._under_way)

    def _follow(self, path: tuple[DOMNode, ...], key: events.Key) -> None:
        """Go the way of what a kept key sets off, behind it in each queue, to know its end."""
        if key is not self._under_way:
            return
        for at, node in enumerate(path, 1):
            # A dialog that the key closed takes nothing more.
            if node.call_later(self._follow, path[at:], key):
                self._stands_at = node
                return
        self._done_with(key)

    def _came_back(self, key: events.Key) -> None:
        """A key nothing kept; enter has its effect only in the messages that follow it."""
        if key.key == "enter":
            self._hurry()
        else:
            self._done_with(key)

    def _done_with(self, key: events.Key) -> None:
        if key is self._under_way:
            self._under_way = None
            if self._until is not None:
                self._until.stop()
            self.call_next(self._pass_keys)


def _gone(node: DOMNode) -> bool:
    """Whether a widget takes no more messages."""
    return not node.is_running


def _is_text(typed: events.Key | events.Paste) -> bool:
    """Whether it belongs to a line that is typed, or ends it."""
    return isinstance(typed, events.Paste) or typed.is_printable or typed.key == "enter"


def takes_letters(widget: Widget | None) -> bool:
    """Whether letters typed at a widget become text; areas are known by their documents, since
    importing their class would be felt at the start."""
    return isinstance(widget, Input) or hasattr(widget, "document")
