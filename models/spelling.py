"""What somebody may have meant who mistyped a name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from difflib import SequenceMatcher

_LIKE = 0.6
"""From this likeness on, of 1, two names are alike: one letter of three may be wrong."""
_LIKE_IN_PART = 0.75
"""The same for what only sounds alike, and for the beginning or a word of a longer name: of so few
letters, or of sounds that many share, more have to agree."""
_LONG = 4
"""Letters from which on a beginning or a word is looked at."""
_MORE = 3
"""Letters a beginning may have more than what was typed of it."""
_BETWEEN = re.compile(r"[\s_-]+")


def nearest(
    typed: str, known: Iterable[str], most: int = 3, *, from_likeness: float = _LIKE
) -> list[str]:
    """The names that are most like what was typed, the likest first; none that is unlike.

    A name that begins with all that was typed, or holds it, is like it however long it is, and so
    is one of the same letters in another order, and one of which a beginning or a word is like it.

    Args:
        most: how many at the most.
        from_likeness: the least, of 1.
    """
    folded = typed.casefold().strip()
    if not folded:
        return []
    ranked = sorted((-_likeness(folded, name.casefold()), name) for name in set(known))
    return [name for likeness, name in ranked if -likeness >= from_likeness][:most]


def nearest_said(
    typed: str, known: Iterable[str], in_letters: Callable[[str], str], most: int = 3
) -> list[str]:
    """The names that are most like what was typed, in writing or as they are said: of two
    characters of which one is wrong only the sound is left.

    Args:
        in_letters: a name as it is said, in Latin letters.
        most: how many at the most.
    """
    names = list(dict.fromkeys(known))
    sounds = {name: in_letters(name) for name in names}
    near = nearest(in_letters(typed), sounds.values(), from_likeness=_LIKE_IN_PART)
    sounding = [name for sound in near for name in names if sounds[name] == sound]
    return list(dict.fromkeys([*nearest(typed, names), *sounding]))[:most]


def _likeness(typed: str, name: str) -> float:
    typed, name = typed.lstrip("-"), name.lstrip("-")
    if not typed:
        return 0.0
    if (len(typed) > 1 or not typed.isascii()) and name.startswith(typed):
        return 1.0
    if len(typed) > 2 and typed in name:
        return 0.9
    if sorted(typed) == sorted(name):
        return 0.8
    whole = _ratio(typed, name)
    if len(typed) < _LONG:
        return whole
    part = max((_ratio(typed, one) for one in _parts(typed, name)), default=0.0)
    return max(whole, part * 0.9) if part >= _LIKE_IN_PART else whole


def _parts(typed: str, name: str) -> Iterator[str]:
    """Beginnings of a name that are about as long as what was typed, and its words."""
    words = _BETWEEN.split(name)
    yield from words if len(words) > 1 else ()
    yield from (name[:end] for end in range(len(typed), min(len(typed) + _MORE, len(name))))


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
