"""Choosing whom to call: the directory with numbers, hours and earlier answers, likeliest first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from models.directory import Entry
from models.text import fold
from screens.directory import words
from screens.i18n import _
from screens.keys import bindings
from screens.keys.dialogs import NARROWED
from screens.kit import masks
from screens.kit.choose import not_a_digit
from screens.kit.columns import cut, whole
from screens.kit.dialog import Dialog
from screens.kit.narrowed import NarrowingField
from screens.kit.readable import ReadableList
from screens.kit.titles import titled
from screens.kit.told import Told
from screens.kit.values import beside

_DIGITS = 9
_NAME, _PHONE, _RATE = 16, 12, 5
"""Cells of the parts of a line; what was said last takes the rest."""

_MOST, _LEAST = 14, 4
"""Lines of the list: where there is room for them, and where there is none."""

_FRAME = 10
"""Cells beside a line: border, padding, scroll bar."""


class PickContact(Dialog[Entry | str]):
    """Dismissed with an entry, or with the name typed for somebody who is not in the directory.

    Digits choose, letters narrow. Whoever gets the answer opens the next dialog, and keys typed
    ahead wait for that.

    Args:
        title: gives the title in the language spoken now.
        entries: whom to offer, in order.
        about: gives what it is about, such as the resident's own number.
        why: gives why somebody stands where they do, empty where there is nothing to say.
    """

    BINDINGS = bindings(NARROWED)
    AUTO_FOCUS = "NarrowingField"
    DEFAULT_CSS = """
    PickContact #contacts { height: auto; max-height: 14; border: none; background: $surface;
        padding: 0; margin-top: 1; }
    """

    def __init__(
        self,
        title: Callable[[], str],
        entries: Sequence[Entry],
        about: Callable[[], str] | None = None,
        why: Callable[[Entry], str] = lambda _entry: "",
    ) -> None:
        super().__init__()
        self._title = title
        self._about = about
        self._why = why
        self._entries = tuple(entries)
        self._matching = self._entries

    def compose(self) -> ComposeResult:
        with Container(classes="box") as box:
            box.border_title = titled(self._title())
            if self._about is not None:
                yield Told(self._about(), classes="about")
            yield NarrowingField(placeholder=self._hint())
            yield ReadableList(id="contacts", markup=False)
            yield Static(self._foot(), classes="foot", markup=False)

    def _hint(self) -> str:
        return _("letters narrow, digits choose; any other name can be typed")

    def _foot(self) -> str:
        return _("digit or enter: choose   esc: back")

    def on_resize(self) -> None:
        """The foot stays in sight: the list gives way."""
        self.fit()

    def on_mount(self) -> None:
        self.query_one(OptionList).can_focus = False
        self._fill()
        self.query_one(Input).focus()
        super().on_mount()

    # -- what is offered ---------------------------------------------------------------------

    @property
    def _typed(self) -> str:
        return self.query_one(Input).value.strip()

    @on(Input.Changed)
    def _narrow(self) -> None:
        wanted = fold(self._typed).split()
        self._matching = tuple(
            one for one in self._entries if all(word in self._searched(one) for word in wanted)
        )
        self._fill()

    @staticmethod
    def _searched(one: Entry) -> str:
        from data.pinyin import initials

        return fold(f"{one.name} {initials(one.name)} {one.phone} {words.label(one.kind)}")

    def _fill(self) -> None:
        listed = self.query_one(OptionList)
        listed.clear_options()
        now, masked = self.desk.store.now(), self.desk.masked
        for at, one in enumerate(self._matching, 1):
            said = words.last(one, now, masked) or one.note.replace("\n", " ")
            said = beside(self._why(one), said)
            listed.add_option(Option(_line(at, one, said, now, masked, self._wide)))
        if self._typed and not self._exact():
            asked = _("somebody else: {name}").format(name=self._typed)
            listed.add_option(Option(Content.assemble("  ", Content.styled(asked, "italic"))))
        listed.highlighted = 0 if listed.option_count else None

    def fit(self) -> None:
        self.give_way(self.query_one(OptionList), _MOST, _LEAST)

    @property
    def _wide(self) -> int:
        """Cells a line may take."""
        return min(96, self.app.size.width * 92 // 100) - _FRAME

    def _exact(self) -> bool:
        return any(one.name == self._typed for one in self._matching)

    # -- choosing ----------------------------------------------------------------------------

    def action_move(self, by: int) -> None:
        """Move the cursor while typing goes on."""
        listed = self.query_one(OptionList)
        (listed.action_cursor_down if by > 0 else listed.action_cursor_up)()

    def number_typed(self, typed: str) -> None:
        """A number chooses nobody, see `screens.typing_ahead`; behind letters it is text."""
        if self._typed:
            self.query_one(Input).insert_text_at_cursor(typed)
        else:
            self.desk.tell(not_a_digit(typed), wrong=True)

    def action_pick(self, number: int) -> None:
        """Choose by digit; where no line has it, it belongs to what is typed: a ward, a number."""
        if number <= len(self._matching):
            self._choose(number - 1)
        elif self._typed:
            self.query_one(Input).insert_text_at_cursor(str(number))

    @on(Input.Submitted)
    def _submitted(self) -> None:
        at = self.query_one(OptionList).highlighted
        if at is not None:
            self._choose(at)

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self._choose(event.option_index)

    def _choose(self, at: int) -> None:
        self.desk.hold_keys()
        self.dismiss(self._matching[at] if at < len(self._matching) else self._typed)

    def relabel(self) -> None:
        self.query_one(".box").border_title = titled(self._title())
        if self._about is not None:
            self.put(".about", self._about())
        self.query_one(Input).placeholder = self._hint()
        self.query_one(".foot", Static).update(self._foot())
        self._fill()


def _line(at: int, one: Entry, said: str, now: datetime, masked: bool, width: int) -> Content:
    digit = Content.styled(f"{at} " if at <= _DIGITS else "  ", "bold $accent")
    name = cut(one.name, _NAME)
    phone = whole(masks.phone(one.phone, masked), _PHONE)
    wide = max(map(cell_len, words.reaches()))
    reach = cut(words.reach(one, now), wide)
    helped = cut(words.rate(one.record), _RATE)
    head = f"{name} {phone} "
    left = width - 2 - cell_len(head) - wide - _RATE - 2
    tail = f" {helped} {cut(said, left).rstrip()}" if left > 0 else f" {helped}"
    tone = "$success" if one.open else "$foreground 60%"
    return Content.assemble(
        digit, Content(head), Content.styled(reach, tone), Content.styled(tail, "$foreground 75%")
    )
