"""What somebody may have meant who mistyped a name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from difflib import SequenceMatcher

_LIKE = 0.6
"""From this likeness on, of 1, two names are alike: one letter of three may be wrong."""


def nearest(typed: str, known: Iterable[str], most: int = 3) -> list[str]:
    """The names that are most like what was typed, the likest first; none that is unlike.

    A name that begins with all that was typed, or holds it, is like it however long it is, and so
    is one of the same letters in another order.

    Args:
        most: how many at the most.
    """
    folded = typed.casefold().strip()
    if not folded:
        return []
    ranked = sorted((-_likeness(folded, name.casefold()), name) for name in set(known))
    return [name for likeness, name in ranked if -likeness >= _LIKE][:most]


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
    near = nearest(in_letters(typed), sounds.values())
    sounding = [name for sound in near for name in names if sounds[name] == sound]
    return list(dict.fromkeys([*nearest(typed, names), *sounding]))[:most]


def _likeness(typed: str, name: str) -> float:
    if len(typed) > 1 and name.startswith(typed):
        return 1.0
    if len(typed) > 2 and typed in name:
        return 0.9
    if sorted(typed) == sorted(name):
        return 0.8
    return SequenceMatcher(None, typed, name, autojunk=False).ratio()
