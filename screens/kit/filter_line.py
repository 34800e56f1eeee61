"""The line over a list: the view shown, what it is filtered by, how many records that finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Input, Static

from models.listing.completion import completion
from models.listing.terms import Term
from models.listing.typed import called
from screens.i18n import _, language
from screens.keys import bindings
from screens.keys.dialogs import FILTER_FIELD
from screens.kit import masks
from screens.kit.line_field import FirstLineField, text_lines
from screens.kit.refusable import Refusable
from screens.kit.ticks import TICKED
from screens.kit.values import beside

_OR = " · "
"""Between what may be typed next."""


def _found_by() -> tuple[str, ...]:
    """What records of people and doors are found by, in many words or in few."""
    return _("/ name, room, telephone, initials"), _("/ name, room")


_ENOUGH = 4
"""Names of terms for which what is found is said in fewer words."""


def hints(words: Sequence[str], names: Sequence[str]) -> Iterator[str]:
    """What is said in an empty field, each shorter than the one before: what is found, with as many
    names of terms as may be; the first are the most useful. Help has them all.

    Args:
        words: what is found, in many words, then in fewer.
    """
    for least in (min(_ENOUGH, len(names)), 1):
        for said in words:
            for many in range(len(names), least - 1, -1):
                more = "" if many == len(names) else "…"
                yield beside(said, *names[:many], more, gap=" ")
    yield from words


class FilterField(FirstLineField):
    """An input whose place never follows its text; several lines that are pasted are calls."""

    BINDINGS = bindings(FILTER_FIELD)

    virtual_size = reactive(Size(0, 0))
    """How far there is to scroll; the screen is not laid out again when it changes."""

    def __init__(
        self,
        found_by: Callable[[], Sequence[str]] | None = None,
        terms: Callable[[], Sequence[Term]] = tuple,
    ) -> None:
        super().__init__(id="filter-text", select_on_focus=False)
        self._found_by = found_by or _found_by
        self._terms = terms
        self._offered = ""
        """What may be typed next, taken by one key."""

    def on_resize(self) -> None:
        """There is room for more words, or for fewer."""
        self.say_what_for()

    def say_what_for(self) -> None:
        """Say what is found here, in no more words than there is room for whole."""
        latin = language() == "en"
        names = [f"{called(term.name, latin=latin)}:" for term in self._terms()]
        room = self.content_size.width
        said = hints(self._found_by(), names)
        self.placeholder = next((one for one in said if cell_len(one) <= room), "/")

    def watch_value(self, value: str) -> None:
        """Show at once, dim, how what is typed may go on: it is in the frame of its letter."""
        found = completion(value, self._terms(), masked=masks.is_on()) if value else None
        self._offered = "" if found is None else found.first
        if found is not None:
            self._suggestion = value + beside(found.first, *found.others, gap=_OR)

    def action_onward(self) -> None:
        """Take what is offered, else go on by a character."""
        if self._offered and self.cursor_at_end and self.selection.is_empty:
            self.value += self._offered
            self.cursor_position = len(self.value)
        else:
            self.action_cursor_right()

    def _on_paste(self, event: events.Paste) -> None:
        if len(text_lines(event.text)) > 1:
            event.prevent_default()  # and not stopped: the place shows them
        else:
            super()._on_paste(event)

    def action_into_list(self) -> None:
        """Leave the field for the list, keeping what it says; at once, as it is begun."""
        self.screen.focus_next()
        self.post_message(FilterLine.Left())


class FilterLine(Refusable, Horizontal):
    """A field of one line; the list follows each key."""

    DEFAULT_CSS = """
    FilterLine { height: 1; width: 1fr; background: $background; }
    FilterLine > #filter-view { width: auto; max-width: 18; padding: 0 1; color: $accent; }
    FilterLine > #filter-text { width: 1fr; background: $background; }
    FilterLine > #filter-count {
        width: 22; text-align: right; padding: 0 1 0 0; color: $foreground 70%;
    }
    FilterLine > #filter-told { width: auto; padding: 0 1; color: $warning; }
    FilterLine > #filter-marks { width: auto; padding: 0 1; color: $accent; }
    """

    class Changed(Message):
        """The field says something else."""

    class Left(Message):
        """The field was left for the list, keeping what it says."""

    def __init__(
        self,
        found_by: Callable[[], Sequence[str]] | None = None,
        terms: Callable[[], Sequence[Term]] = tuple,
    ) -> None:
        """`found_by`: what is found, in many words or in few; people and doors where None.
        `terms`: the terms with a name, which are completed while they are typed."""
        super().__init__()
        self._found_by = found_by
        self._terms = terms

    def compose(self) -> ComposeResult:
        yield Static("", id="filter-view", markup=False)
        yield FilterField(self._found_by, self._terms)
        yield Static("", id="filter-told", markup=False)
        yield Static("", id="filter-marks", markup=False)
        yield Static("", id="filter-count", markup=False)

    @property
    def field(self) -> FilterField:
        """The field itself."""
        return self.query_one(FilterField)

    def tell(self, view: str, count: int, total: int, told: str = "") -> None:
        """Say which view is shown, how many records it has, and what is to be told beside it."""
        self._say("#filter-view", view)
        self._say("#filter-told", told)
        numbers = f"{count:,}" if count == total else f"{count:,} / {total:,}"
        self.query_one("#filter-count", Static).update(numbers, layout=False)
        self.field.say_what_for()

    def tell_marks(self, marked: int) -> None:
        """Say how many records are marked, those too that the filter hides."""
        self._say("#filter-marks", f"{TICKED} {marked:,}" if marked else "")

    def _say(self, part: str, words: str) -> None:
        """Words seldom change, so that only then the line is laid out again."""
        shown = self.query_one(part, Static)
        if shown.content != words:
            shown.update(words)

    def begin(self) -> None:
        """Take the keys from now on; at once, so that what is typed next is not lost."""
        self.screen.set_focus(self.field)

    def clear(self) -> None:
        """Ask for everything again, without a message."""
        self.fill("")

    def fill(self, text: str) -> None:
        """Show what is filtered for, without a message."""
        with self.field.prevent(Input.Changed):
            self.field.value = text

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Changed())

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Left())
