"""One of several, in a field that opens a list; typing on the closed field goes to a choice."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import Select

from models.text import fold
from screens.i18n import _
from screens.kit.refusable import Refusable


class Pick(Refusable, Select[str]):
    """A closed field that letters, Han characters and pinyin initials turn to a choice.

    Args:
        choices: (value, words) pairs.
        value: the choice made; anything that is no choice leaves the field open.
        required: whether a choice once made can be taken back.
    """

    class Picked(Message):
        """A choice was made in the list.

        Args:
            control: the field.
        """

        def __init__(self, control: Pick) -> None:
            super().__init__()
            self._control = control

        @property
        def control(self) -> Pick:
            """The field."""
            return self._control

    def __init__(
        self, choices: Sequence[tuple[str, str]], value: object, *, required: bool, id: str
    ) -> None:
        chosen = next((key for key, _words in choices if key == value), None)
        super().__init__(
            [(Content(words), key) for key, words in choices],
            value=Select.NULL if chosen is None else chosen,
            allow_blank=not required or chosen is None,
            prompt=_("choose"),
            compact=True,
            id=id,
        )
        self._keyed = _keyed(choices)
        self._word = ""

    def say_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Say the same choices in other words; what is chosen stays so."""
        chosen = self.value
        with self.prevent(Select.Changed):
            self.prompt = _("choose")
            self.set_options((Content(words), key) for key, words in choices)
            self.value = chosen
        self._keyed = _keyed(choices)

    def on_key(self, event: events.Key) -> None:
        """Go to the choice that what is typed begins, else to one that has it somewhere."""
        char = event.character
        if self.expanded or char is None or not event.is_printable or char == " ":
            return
        event.stop()
        for typed in (self._word + fold(char), fold(char)):
            found = self._found(typed)
            if found is not None:
                self._word, self.value = typed, found
                return
        self._word = ""
        self.app.bell()

    def on_select_overlay_update_selection(self) -> None:
        """A choice was made in the list, be it the one there was."""
        self.post_message(self.Picked(self))

    def on_blur(self) -> None:
        """The next visit begins a new word."""
        self._word = ""

    def _found(self, typed: str) -> str | None:
        """The choice that fits; a letter typed again goes on to the next that fits."""
        at = next((n for n, (key, _words) in enumerate(self._keyed) if key == self.value), -1)
        further = at + 1 if len(typed) == 1 else max(at, 0)
        turned = [*self._keyed[further:], *self._keyed[:further]]
        fitting = [key for key, words in turned if words.startswith(typed)]
        if not fitting and typed.isascii():
            from data.pinyin import initials

            read = ((key, initials(words).split()) for key, words in turned)
            fitting = [key for key, ways in read if any(way.startswith(typed) for way in ways)]
        fitting += [key for key, words in turned if typed in words]
        return next(iter(fitting), None)


def _keyed(choices: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The choices by what is typed for them."""
    return [(key, fold(words)) for key, words in choices]
