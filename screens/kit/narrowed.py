"""One of a list that letters narrow and digits choose from: somebody to whom something is given."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from models.text import fold
from screens.i18n import _
from screens.keys import bindings
from screens.keys.dialogs import NARROWED
from screens.kit.choose import Choose, acts_on, take_act
from screens.kit.line_field import FirstLineField
from screens.kit.readable import ReadableList
from screens.kit.titles import titled
from screens.kit.told import Told

if TYPE_CHECKING:
    from screens.kit.desk import Desk

T = TypeVar("T")


class NarrowingField(FirstLineField):
    """A field for letters alone: digits are left to those who choose by them."""

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Whether a key becomes text here."""
        if character is not None and character in "123456789":
            return False
        return super().check_consume_key(key, character)


class ChooseNarrowed(Choose):
    """The same short list under a field: letters and pinyin initials leave those in it that have
    them, digits and enter choose among these. Where nobody is left nothing is chosen."""

    BINDINGS = bindings(NARROWED)
    AUTO_FOCUS = "NarrowingField"
    list_id: ClassVar[str] = "choose-list"

    def compose(self) -> ComposeResult:
        with Container(classes="box") as box:
            box.border_title = titled(self._title())
            if self._about is not None:
                yield Told(self._about(), classes="about")
            yield NarrowingField(placeholder=self._hint())
            yield ReadableList(*self._lines(), id=self.list_id, markup=False)
            yield Told(self.foot(), classes="foot")

    def _hint(self) -> str:
        return _("letters narrow, digits choose")

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one(OptionList).can_focus = False
        self.query_one(Input).focus()

    @property
    def _left(self) -> list[int]:
        """The choices that have all that was typed, by their indexes."""
        wanted = fold(self.query_one(Input).value).split() if self.is_mounted else []
        searched = map(_searched, self._options())
        return [at for at, text in enumerate(searched) if all(word in text for word in wanted)]

    def _lines(self) -> list[Option]:
        words = self._options()
        found = [self.option(n, words[at]) for n, at in enumerate(self._left, 1)]
        return found or [Option(Content.styled(self.none_left(), "dim"), disabled=True)]

    def none_left(self) -> str:
        """That nothing in the list has the letters that were typed."""
        return _("nobody has these letters")

    @on(Input.Changed)
    def _narrow(self) -> None:
        listed = self.query_one(OptionList)
        listed.clear_options()
        listed.add_options(self._lines())
        listed.highlighted = 0 if self._left else None

    def action_move(self, by: int) -> None:
        """Move the cursor while typing goes on."""
        listed = self.query_one(OptionList)
        (listed.action_cursor_down if by > 0 else listed.action_cursor_up)()

    def action_pick(self, number: int) -> None:
        """Take the choice with a digit before it."""
        if number <= len(self._left):
            self.chosen(number - 1)

    @on(Input.Submitted)
    def _submitted(self) -> None:
        at = self.query_one(OptionList).highlighted
        if at is None or not self._left:
            self.app.bell()
        else:
            self.chosen(at)

    def chosen(self, index: int) -> None:
        """Take a choice by its place among those that are left."""
        super().chosen(self._left[index])

    def relabel(self) -> None:
        super().relabel()
        self.query_one(Input).placeholder = self._hint()


def choose_narrowed(
    desk: Desk,
    title: Callable[[], str],
    things: Sequence[T],
    words: Callable[[T], str],
    then: Callable[[T], object],
    about: Callable[[], str] | None = None,
) -> None:
    """Let one of several, which letters narrow, be chosen and go on with it, see `choose_from`."""
    acts = acts_on(things, words, then)
    dialog = ChooseNarrowed(title, lambda: [said() for said, _do in acts], about)
    desk.open_dialog(dialog, partial(take_act, desk, acts))


def _searched(words: str) -> str:
    from data.pinyin import initials

    return fold(f"{words} {initials(words)}")
