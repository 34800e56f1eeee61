"""What a refusal, or a fault of the program, does not end: it is told in one line, and what was on
screen stays."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Protocol, TypeVar, cast

from textual import events
from textual.message import Message
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.widget import Widget

Drawn = TypeVar("Drawn")


class Telling(Protocol):
    """The desk, as far as it is needed here."""

    def release_keys(self) -> None:
        """Give the keys that wait for a dialog to what is in front."""

    def drop_letters(self) -> None:
        """Take what is typed for something that did not open as nothing to what is in front."""

    def tell_trouble(self, error: Exception) -> None:
        """Say in the status line why something could not be done."""

    def tell_fault_once(self, error: Exception) -> None:
        """Say what is wrong with something that is drawn again and again, the first time."""

    def tell_unreadable(self, error: Exception) -> None:
        """Find out which records cannot be read; where none is to blame, it is a fault."""

    @property
    def may_go_on(self) -> bool:
        """Whether there is a desk yet that may go on after something went wrong."""


class Refusable(MessagePump):
    """Whatever handles messages, and fails meanwhile: reads are refused while another program holds
    the file or a disk fails, and the program itself may be wrong.

    A dialog that cannot show what it was opened for is closed again.
    """

    async def _dispatch_message(self, message: Message) -> None:
        # The library takes no further message once a handler has failed.
        try:
            await super()._dispatch_message(message)
        except Exception as error:
            desk = cast(Telling, self.app)
            if not desk.may_go_on:
                raise
            if isinstance(message, events.Mount) and isinstance(self, Screen):
                self.dismiss(None)
                desk.drop_letters()
                desk.release_keys()
            desk.tell_trouble(error)


def tell_unreadable(part: MessagePump, error: Exception) -> None:
    """A part of the desk could not tell a value, and says so in its place."""
    part.app.call_later(cast(Telling, part.app).tell_unreadable, error)


def blank_where_it_fails(
    blank: Callable[[Widget], Drawn],
) -> Callable[[Callable[..., Drawn]], Callable[..., Drawn]]:
    """For what draws a part of a widget: where it fails that part is blank, and it is told.

    Args:
        blank: gives such a part.
    """

    def guarded(draw: Callable[..., Drawn]) -> Callable[..., Drawn]:
        @wraps(draw)
        def drawn(self: Widget, *args: object) -> Drawn:
            try:
                return draw(self, *args)
            except Exception as error:  # noqa: BLE001 - one line that fails hides no other
                self.app.call_later(cast(Telling, self.app).tell_fault_once, error)
                return blank(self)

        return drawn

    return guarded
