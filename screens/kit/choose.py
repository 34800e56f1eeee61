"""A short list to choose one thing from, by arrow, digit or mouse."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from screens.i18n import _
from screens.keys import bindings
from screens.keys.dialogs import CHOOSE
from screens.kit.detail import hanging
from screens.kit.dialog import Dialog
from screens.kit.readable import ReadableList
from screens.kit.titles import titled
from screens.kit.told import Told

if TYPE_CHECKING:
    from screens.kit.desk import Desk

T = TypeVar("T")

Act = tuple[Callable[[], str], Callable[[], object]]
"""Something that can be done: what it is called in the language spoken now, and what does it."""

_DIGITS = 9
_MOST, _LEAST = 16, 4
"""Lines of the list: where there is room for them, and where there is none."""
_MARK = 2
"""Cells of a digit and the blank behind it."""


class Choose(Dialog[int]):
    """Dismissed with the index of what was chosen, None when it was left.

    Args:
        title: gives the title in the language spoken now.
        options: gives the choices in the language spoken now.
        about: gives what the choice is about, such as a request in one line.
        at: the choice the cursor is on at first; None for none, where enter by reflex would do
            harm whichever it were on.
    """

    BINDINGS = bindings(CHOOSE)

    def __init__(
        self,
        title: Callable[[], str],
        options: Callable[[], Sequence[str]],
        about: Callable[[], str] | None = None,
        at: int | None = 0,
    ) -> None:
        super().__init__()
        self._about = about
        self._at = at
        self._title = title
        self._options = options

    def compose(self) -> ComposeResult:
        with Container(classes="box") as box:
            box.border_title = titled(self._title())
            if self._about is not None:
                yield Told(self._about(), classes="about")
            yield ReadableList(*self._lines(), id="choose-list", markup=False)
            yield from self.notes()
            yield Told(self.foot(), classes="foot")

    def asks(self, title: Callable[[], str]) -> bool:
        """Whether it is this that it asks."""
        return self._title is title

    def notes(self) -> ComposeResult:
        """The widgets between the list and its foot."""
        yield from ()

    def _lines(self) -> list[Option]:
        return [self.option(n, words) for n, words in enumerate(self._options(), 1)]

    def option(self, number: int, words: str) -> Option:
        """A choice behind its digit, where it has one."""
        digit = Content.styled(f"{number} " if number <= _DIGITS else "  ", "bold $accent")
        return Option(Content.assemble(digit, self.line(words)))

    def line(self, words: str) -> Content:
        """A choice as the list shows it behind its digit."""
        return Content(hanging(words, self.line_cells - _MARK, _MARK))

    def chosen(self, index: int) -> None:
        """Take a choice."""
        self.dismiss(index)

    def foot(self) -> str:
        """The line that tells the keys."""
        return _("digit or enter: choose   esc: back")

    def on_mount(self) -> None:
        listed = self.query_one(OptionList)
        at = self._at
        listed.highlighted = 0 if at is not None and at >= listed.option_count else at
        listed.focus()
        super().on_mount()

    def on_resize(self, _event: events.Resize) -> None:
        """Lines are broken for the width there is."""
        self.relabel()

    def number_typed(self, typed: str) -> None:
        """A number chooses nothing, see `screens.typing_ahead`."""
        self.desk.tell(not_a_digit(typed), wrong=True)

    def action_pick(self, number: int) -> None:
        """Take the choice with a digit before it."""
        if number <= len(self._options()):
            self.chosen(number - 1)

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self.chosen(event.option_index)

    def relabel(self) -> None:
        self.query_one(".box").border_title = titled(self._title())
        if self._about is not None:
            self.put(".about", self._about())
        listed = self.query_one(OptionList)
        at = listed.highlighted
        listed.clear_options()
        listed.add_options(self._lines())
        listed.highlighted = at
        self.put(".foot", self.foot())

    def fit(self) -> None:
        self.give_way(self.query_one(OptionList), _MOST, _LEAST)


def not_a_digit(typed: str) -> str:
    """That a number was typed where the digit before a line chooses it."""
    return _("{typed} chooses nothing here: type the digit before a line.").format(typed=typed)


def choose_act(
    desk: Desk,
    title: Callable[[], str],
    acts: Sequence[Act],
    about: Callable[[], str] | None = None,
    at: int | None = 0,
) -> None:
    """Let one of several acts be chosen and do it; what it gives to be awaited is awaited.

    Args:
        title, about, at: see `Choose`.
    """
    dialog = Choose(title, lambda: [words() for words, _do in acts], about, at)
    desk.open_dialog(dialog, partial(take_act, desk, acts))


def take_act(desk: Desk, acts: Sequence[Act], index: int | None) -> None:
    """Do the act that was chosen, if one was."""
    if index is not None:
        begun = acts[index][1]()
        if inspect.iscoroutine(begun):
            desk.run_worker(begun)


def choose_from(
    desk: Desk,
    title: Callable[[], str],
    things: Sequence[T],
    words: Callable[[T], str],
    then: Callable[[T], object],
    about: Callable[[], str] | None = None,
    at: int = 0,
) -> None:
    """Let one of several things be chosen and go on with it, see `choose_act`.

    Args:
        words: a thing in the language spoken now.
        then: what is done with it.
    """
    choose_act(desk, title, acts_on(things, words, then), about, at)


def acts_on(
    things: Sequence[T], words: Callable[[T], str], then: Callable[[T], object]
) -> list[Act]:
    """An act for each of several things: `then` with it, called by its words."""
    return [(partial(words, thing), partial(then, thing)) for thing in things]
