"""What a refusal does not end: why it was is told in one line, and what was on screen stays."""

from __future__ import annotations

from typing import Protocol, cast

from textual import events
from textual.message import Message
from textual.message_pump import MessagePump
from textual.screen import Screen

from models.problems import Refused


class Telling(Protocol):
    """The desk, as far as it is needed here."""

    def release_keys(self) -> None:
        """Give the keys that wait for a dialog to what is in front."""

    def drop_letters(self) -> None:
        """Take what is typed for something that did not open as nothing to what is in front."""

    def tell_refused(self, refused: Refused) -> None:
        """Tell why something was refused."""


class Refusable(MessagePump):
    """Whatever handles messages and may be refused meanwhile, as reads are while another program
    holds the file.

    A dialog that cannot read what it shows first is closed again.
    """

    async def _on_message(self, message: Message) -> None:
        # The library takes no further message once a handler has failed.
        try:
            await super()._on_message(message)
        except Refused as refused:
            desk = cast(Telling, self.app)
            if isinstance(message, events.Mount) and isinstance(self, Screen):
                self.dismiss(None)
                desk.drop_letters()
                desk.release_keys()
            desk.tell_refused(refused)
