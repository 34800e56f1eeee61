"""One's own settings at the desk: colours, language, what is sent to the terminal, their file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.widgets import OptionList

from data import preferences
from screens import i18n, themes
from screens.i18n import _
from screens.kit.choose import Choose
from screens.kit.own_checks import problems
from screens.kit.told import Told
from screens.kit.values import beside, headed
from screens.sentences import say

if TYPE_CHECKING:
    from screens.kit.desk import Desk

_THEMES = tuple(themes.WORDS)

_SPOKEN = {"zh": "中文", "en": "English"}
"""Each language in its own words."""

_PROBLEMS = 4
"""Lines of the file that are told; the command tells all."""


class OwnSettings(Choose):
    """Colours are worn while the cursor is on them, and kept once they are chosen; those worn
    before come back when it is left."""

    def __init__(self, worn: str) -> None:
        at = _THEMES.index(worn) if worn in _THEMES else 0
        super().__init__(lambda: _("Your own settings"), lambda: [*self._settings()], at=at)
        self._worn = worn
        self._problems = problems(preferences.read())

    def _settings(self) -> Iterator[str]:
        for name, words in themes.WORDS.items():
            yield beside(_(words), f"({_('in use')})" if name == self._worn else "", gap=" ")
        yield headed(_("Language"), _SPOKEN[i18n.language()])
        whole = self.desk.preferences.whole_frames
        sent = _("the whole screen each time") if whole else _("only what changed")
        yield headed(_("What the terminal is sent"), sent)

    def notes(self) -> ComposeResult:
        yield Told(self._note(), id="own-note")

    def _note(self) -> str:
        """Where the file is, and what of it does not count."""
        told = [headed(_("Their file"), str(preferences.file()))]
        told += [f"⚠ {say(one)}" for one in self._problems[:_PROBLEMS]]
        if len(self._problems) > _PROBLEMS:
            told.append(_("There is more like that: python3 app.py settings lists all."))
        return "\n".join(told)

    def foot(self) -> str:
        return _("↑ ↓: look at colours   enter: keep   esc: back, as before")

    @on(OptionList.OptionHighlighted)
    def _looked_at(self, event: OptionList.OptionHighlighted) -> None:
        at = event.option_index
        self._wear(_THEMES[at] if at < len(_THEMES) else self._worn)

    def _wear(self, theme: str) -> None:
        if self.desk.theme != theme:
            self.desk.theme = theme

    def on_unmount(self) -> None:
        """What was only looked at is worn no longer, however it is left."""
        self._wear(self._worn)

    def chosen(self, index: int) -> None:
        """Keep the colours and leave; turn what can only be one of two, and stay."""
        if index < len(_THEMES):
            self._worn = _THEMES[index]
            self.desk.action_wear(self._worn)
            self.dismiss(index)
        elif index == len(_THEMES):
            self.call_later(self.desk.run_action, "app.turn_language")
        else:
            self._turn_frames()

    def _turn_frames(self) -> None:
        whole = not self.desk.preferences.whole_frames
        if not self.desk.keep_preference(("whole_frames",), whole or None):
            # It holds until the desk is closed, as is told.
            self.desk.preferences = replace(self.desk.preferences, whole_frames=whole)
        self.relabel()

    def relabel(self) -> None:
        super().relabel()
        self.put("#own-note", self._note())


def open_own(desk: Desk) -> None:
    """Open them over whatever is shown."""
    desk.open_dialog(OwnSettings(desk.theme))
