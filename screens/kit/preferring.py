"""An application that knows what whoever uses it prefers, and keeps what they choose at it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

from data import preferences
from data.patience import within
from models.preferences import At
from models.problems import Refused
from screens import i18n
from screens.i18n import _
from screens.keys.own import OwnKeys, put_on
from screens.kit.acting import Acting
from screens.kit.own_checks import problems
from screens.sentences import say

_A_LOOK = 0.3
"""Seconds that a folder on a stick or of another machine is waited for."""


class Preferring(Acting, inherit_bindings=False):
    """An application with the preferences of its user.

    Attributes:
        preferences: as they stood in the file when it was read last.
        own_keys: the keys that acts were put on, as the desk began.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.preferences = preferences.read()
        self.own_keys: OwnKeys = put_on(self.preferences)
        self.set_keymap(dict(self.own_keys.keymap))

    def keep_preference(self, section: At, value: object) -> bool:
        """Keep something that was chosen here, see `data.preferences.keep`; whether it could be is
        told where not."""
        try:
            preferences.keep(section, value)
        except Refused as refused:
            told = _("It holds until the desk is closed, and was not kept. {reason}")
            self.tell_aside(told.format(reason=say(refused.problem)))
            return False
        finally:
            self.preferences = preferences.read()
        return True

    def folder(self, name: str) -> Path:
        """The folder that a kind of file was written to last, where it is still there, such as on
        a stick; else one's own."""
        kept = self.remembered.get(name) or self.preferences.folders.get(name)
        with suppress(OSError, ValueError, TimeoutError):
            if kept and within(_A_LOOK, Path(kept).is_dir):
                return Path(kept)
        return Path.home()

    def keep_folder(self, name: str, folder: Path) -> None:
        """Keep the folder that a kind of file was just written to."""
        if folder != self.folder(name):
            self.remembered[name] = str(folder)
            self.keep_preference(("folders", name), str(folder))

    def tell_preferences(self) -> None:
        """At the start: what of the file does not count, and how the language is turned where
        nobody said which."""
        wrong = problems(self.preferences)
        if wrong:
            more = _("{first} There is more like that: python3 app.py settings lists all.")
            first = say(wrong[0])
            self.tell_aside(more.format(first=first) if len(wrong) > 1 else first)
        if not i18n.is_named() and self.preferences.language is None:
            self.tell_aside(i18n.EITHER, wrong=False)

    def turn_language(self) -> None:
        """Speak the other language from now on, and at the next start where nothing else says
        which."""
        at = i18n.LANGUAGES.index(i18n.language())
        i18n.set_language(i18n.LANGUAGES[(at + 1) % len(i18n.LANGUAGES)])
        self.keep_preference(("language",), i18n.language())

    def action_wear(self, theme: str) -> None:
        """Change the colours, also for the next start."""
        self.theme = theme
        self.keep_preference(("theme",), theme)
