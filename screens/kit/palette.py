"""The command palette: every command that can be done now, found by its name in either language.

Chinese names are found in Latin letters too: `qingqiu` and `qq` find 请求.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from screens import i18n, themes
from screens.i18n import _
from screens.keys import bindings, offered, shown
from screens.keys.desk import UNBOUND
from screens.keys.dialogs import PALETTE
from screens.kit.dialog import Dialog
from screens.kit.line_field import FirstLineField
from screens.kit.readable import ReadableList
from screens.kit.titles import titled
from screens.subjects import PLACES

if TYPE_CHECKING:
    from screens.kit.desk import Desk


_HAN = re.compile(r"[^\u3400-\u9fff]+")
"""What is no Chinese character."""


class Command(NamedTuple):
    """Something the palette can do; `words` in the language spoken, `other` in the other one."""

    action: str
    key: str
    words: str
    other: str


def open_palette(desk: Desk) -> None:
    """Open the palette; what is chosen is done on the screen beneath it."""

    def chosen(action: str | None) -> None:
        if action is None:
            return
        if action.startswith("press:"):
            desk.simulate_key(action.removeprefix("press:"))
        else:
            desk.call_later(desk.run_action, action)

    desk.open_dialog(Palette(list(commands(desk))), chosen)


def commands(desk: Desk) -> Iterator[Command]:
    """What can be done on the screen shown now."""
    for place in PLACES:
        key = place.keys.split(",", maxsplit=1)[0].upper()
        yield Command(f"app.go_place('{place.name}')", key, *_both(place.label))
    for action, words in UNBOUND:
        yield Command(action, "", *_both(words))
    for theme, words in themes.WORDS.items():
        yield Command(f"app.wear('{theme}')", "", *_both(words))
    for active in offered(desk.screen):
        binding = active.binding
        if binding.tooltip and not binding.action.startswith("palette"):
            yield Command(f"press:{binding.key}", shown(binding), *_both(binding.tooltip))


def _both(msgid: str) -> tuple[str, str]:
    other = next(name for name in i18n.LANGUAGES if name != i18n.language())
    return _(msgid), i18n.in_language(other, msgid)


@cache
def _letters(words: str) -> str:
    """Chinese words as they are typed without an input method: in full, and by first letters."""
    from data.pinyin import in_letters, initials

    return f"{in_letters(words)} {initials(words)}"


def _sought(command: Command) -> str:
    """Everything a command is found by."""
    said = f"{command.words} {command.other}".casefold()
    return f"{said} {_letters(_HAN.sub('', said))}"


class Palette(Dialog[str]):
    """A field and the commands that match it; dismissed with the chosen action."""

    BINDINGS = bindings(PALETTE)

    def __init__(self, known: list[Command]) -> None:
        super().__init__()
        self._known = known
        self._matching = known

    def compose(self) -> ComposeResult:
        with Container(classes="box") as box:
            box.border_title = titled(_("Find any command by its name"))
            yield FirstLineField(placeholder=_("a word of it, Chinese or English"))
            yield ReadableList(id="palette-list", markup=False)

    def on_mount(self) -> None:
        self.query_one(OptionList).can_focus = False
        self._fill("")
        self.query_one(Input).focus()
        super().on_mount()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._fill(event.value)

    def _fill(self, typed: str) -> None:
        words = typed.casefold().split()
        self._matching = [
            c for c in self._known if not words or all(w in _sought(c) for w in words)
        ]
        listed = self.query_one(OptionList)
        listed.clear_options()
        for command in self._matching:
            key = Content.styled(f"{command.key:>8}  ", "bold $accent")
            listed.add_option(Option(Content.assemble(key, Content(command.words))))
        if not self._matching:
            listed.add_option(Option(_("No command has these words."), disabled=True))
        else:
            listed.highlighted = 0

    def action_move(self, step: int) -> None:
        """Move the highlight."""
        listed = self.query_one(OptionList)
        if step > 0:
            listed.action_cursor_down()
        else:
            listed.action_cursor_up()

    @on(Input.Submitted)
    def _chosen(self) -> None:
        at = self.query_one(OptionList).highlighted
        self.dismiss(self._matching[at].action if at is not None and self._matching else None)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._matching[event.option_index].action)
