"""What the mask hides and how that looks: telephone numbers and facts of somebody's health.

What is kept of somebody is hidden by those who show it, whole (`text`) or in part (`phone`,
`marks`). Whatever they forget is starred by the last gate before the terminal (`screens/output.py`)
and, since words that are cut or broken into lines are not known there any more, by all that cuts
and breaks (`veiled`). Whether the mask is on is told once, as the language is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from screens import i18n

HIDDEN = "***"
"""Stands for a text that is hidden whole."""

_on = False


def put_on(masked: bool) -> None:
    """Hide what the mask hides from now on, or show it; words of the program stay."""
    global _on
    _on = masked
    if masked:
        from models.masking import owned  # the first frame needs none of it

        i18n.mark_own(owned)
    else:
        i18n.mark_own(None)


def is_on() -> bool:
    """Whether the mask is on."""
    return _on


@contextmanager
def lifted() -> Iterator[None]:
    """The mask lifted for what is made meanwhile, of which nothing is shown."""
    before = _on
    put_on(False)
    try:
        yield
    finally:
        put_on(before)


def veiled(said: str) -> str:
    """A text of which stars hide what the mask hides, while it is on; as wide and long as it was.

    For what is about to be cut, broken into lines or drawn.
    """
    if not _on or not said:
        return said
    from models.masking import veiled as starred

    return starred(said)


def tells_of_health(words: str) -> bool:
    """Whether something is looked for by facts of health while those are hidden: what is found
    would tell them all the same."""
    if not _on:
        return False
    from models import masking

    return masking.tells_of_health(words)


def not_looked_for() -> str:
    """Why nothing is found by such words, and what to do."""
    return i18n._("Facts of health are hidden, so nobody is looked for by them. m shows them.")


def phone(digits: str, masked: bool) -> str:
    """A telephone number; when masked without its middle: `138****2345`."""
    if not masked or not digits:
        return digits
    from models.masking import number  # the first frame needs none of it

    return number(digits)


def text(said: str, masked: bool) -> str:
    """A text that may tell of somebody's health."""
    return HIDDEN if masked and said else said


def plain(said: str) -> str:
    """Words on the screen that tell of nobody whatever they look like, such as a tube's code,
    which is as long as a telephone number."""
    if not _on:
        return said
    from models.masking import owned

    return owned(said)


def marks(words: Iterable[str], masked: bool) -> list[str]:
    """A household's marks in the language spoken; when masked those of health are not even hinted
    at."""
    from screens.kit.mark_words import mark

    if not masked:
        return list(map(mark, words))
    from models.households import HEALTH_MARKS  # the first frame needs none of it

    return [mark(word) for word in words if word not in HEALTH_MARKS]
