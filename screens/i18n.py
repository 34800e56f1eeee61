"""The language the desk speaks: gettext with English message ids, switched while running."""

from __future__ import annotations

import gettext as _gettext
import os
from collections.abc import Callable, Mapping
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.problems import Problem

LANGUAGES = ("zh", "en")
"""What F12 turns through. English is the msgids themselves and needs no catalogue."""

EITHER = "中文 / English: F12"
"""How the language is turned, told to somebody of whom it is not known which one they read."""

_catalogue: _gettext.NullTranslations = _gettext.NullTranslations()
_language = "en"
_named = True
_unread: tuple[Problem, ...] = ()
_own: Callable[[str], str] | None = None


def language() -> str:
    """The language spoken now, `zh` or `en`."""
    return _language


@cache
def _load(name: str) -> _gettext.NullTranslations:
    if name == "en":
        return _gettext.NullTranslations()
    file = resources.files("data").joinpath("locales", name, "LC_MESSAGES", "daiban.mo")
    with file.open("rb") as mo:
        return _gettext.GNUTranslations(mo)


def set_language(name: str) -> None:
    """Speak `name` from now on; texts already on screen change when they are drawn again."""
    global _catalogue, _language
    _language = name
    _catalogue = _load(name)


def mark_own(mark: Callable[[str], str] | None) -> None:
    """Have the words of the program marked, so that they are told from what was typed; None for
    words as they are."""
    global _own
    _own = mark


def in_language(name: str, message: str) -> str:
    """The message in another language than the one spoken now, for finding it by either."""
    return _load(name).gettext(message)


def to_begin_with(asked: str | None = None) -> str:
    """The language to begin with: the one asked for, else the one chosen at the desk last or
    written into one's own settings, else the one the environment names, else Chinese; see
    `is_named` for the last. The environment is the machine's, what was chosen is the person's."""
    global _named, _unread
    found, _unread = asked, ()
    if found is None:
        from data import preferences

        kept = preferences.read()
        found = kept.language or named_by_environment()
        _unread = tuple(
            one for one in kept.problems if one.params.get("name", "language") == "language"
        )
    _named = found is not None
    return found or "zh"


def is_named() -> bool:
    """Whether anybody said which language they read, when it was begun."""
    return _named


def unread() -> tuple[Problem, ...]:
    """Why it is not known which language was chosen last, where that was looked for."""
    return _unread


def named_by_environment() -> str | None:
    """The language the user's environment names; None for one of machines, such as `C.UTF-8`."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"):
        value = os.environ.get(variable, "")
        if value.startswith("zh"):
            return "zh"
        if value[:2].isalpha() and not value.startswith(("C.", "POSIX")) and len(value) > 1:
            return "en"
    return None


def _(message: str) -> str:
    """The message in the language spoken now."""
    said = _catalogue.gettext(message)
    return said if _own is None else _own(said)


def said_of(message: str) -> str:
    """The same of a message that is said of somebody: no words of the program's own, whoever it
    is said of; where they tell of health the mask hides them."""
    return _catalogue.gettext(message)


def N_(message: str) -> str:
    """Mark a message for the catalogue, unchanged; it is translated where it is shown."""
    return message


class Labels(dict[str, str]):
    """Msgids of the words for each of several values; called with a value, it says its words."""

    def __call__(self, value: str) -> str:
        return said_of(self[value])

    def pairs(self) -> list[tuple[str, str]]:
        """All values with their words in the language spoken now, for a form."""
        return [(str(value), _(words)) for value, words in self.items()]


class Vocabulary(dict[str, Mapping[str, str]]):
    """Msgids of the words for the values of several things, by what they are values of.

    Called with a value such as `medicine` and what it is a value of, such as `kind`, it says it.
    """

    def __call__(self, value: str, of: str) -> str:
        return said_of(self[of][value])

    def choices(self, of: str) -> list[tuple[str, str]]:
        """All values of one thing with their words in the language spoken now, for a form."""
        return Labels(self[of]).pairs()


def ngettext(one: str, many: str, count: int) -> str:
    """The message for a count in the language spoken now."""
    said = _catalogue.ngettext(one, many, count)
    return said if _own is None else _own(said)
