"""How well something that has names fits what somebody typed to find it, who may not know its name.

Names are compared whole, by their beginnings, by letters of their pinyin, with one slip of the
finger, and at last by what of a sentence they are. Everything here is folded (`models.text.fold`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import NamedTuple

_HAN = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[a-z0-9']+(?:-[a-z0-9]+)*")

_IDLE = frozenset(
    "a an the to of for in on at is are am be was do does did i we you me my our it this that these"
    " how can could should would please want wants need needs with and or some any show get got let"
    " make have has there what where who which when".split()
)
"""English words that say nothing of what is looked for; alone they count like any other."""

_LEAST_SLIP = 4
"""Letters of a word in which one may be wrong."""

EXACT, INITIALS, WORDS, PREFIX, INSIDE, TIP, LETTERS, SLIP, SCATTERED, PARTLY = range(0, 100, 10)
"""How well something fits, the best first; between them the place among its names."""


class Named(NamedTuple):
    """What something is found by, see `named`.

    Attributes:
        names: what it is called, its own name first.
        spaced: the words of each name, with a blank before and behind each.
        told: sentences about it, and their words with a blank before each.
        letters: Chinese names as they are typed without an input method: whole and by initials.
        key: its key as people write it.
        all: all of this, in which a word is looked for before anything else.
    """

    names: tuple[str, ...]
    spaced: tuple[str, ...]
    told: str
    letters: tuple[str, ...]
    key: str
    all: str


def named(
    names: tuple[str, ...],
    told: str = "",
    letters: tuple[str, ...] = (),
    told_letters: tuple[str, ...] = (),
    key: str = "",
) -> Named:
    """What something is found by.

    Args:
        names, letters, key: see `Named`.
        told: sentences about it.
        told_letters: these as names in `letters`.
    """
    spaced = tuple(f" {' '.join(_WORD.findall(name))} " for name in names)
    words = f" {' '.join(_WORD.findall(told))}"
    every = "\n".join((*names, told, *letters, *told_letters, key))
    return Named(names, spaced, f"{words}\n{told}", letters, key, every)


class Typed:
    """What was typed, and what is reckoned of it once for all that it is compared with."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = tuple(text.split())
        self.has_han = bool(_HAN.search(text))
        meant = tuple(word for word in self.words if word not in _IDLE)
        self.meant = meant or self.words

        self.compact = "" if self.has_han else text.replace(" ", "")
        """Letters as they are typed without an input method; empty for Chinese."""
        self.sought = (*self.meant, self.compact)

    @cached_property
    def plain(self) -> str:
        """What is meant, in one."""
        return " ".join(self.meant)


def fit(typed: Typed, named: Named) -> int | None:
    """How well something fits, the less the better; None where it does not."""
    if not typed.has_han and not any(one in named.all for one in typed.sought):
        return None
    for judge in (_exactly, _by_name, _by_sentence, _by_letters):
        level = judge(typed, named)
        if level is not None:
            return level
    return None


def fit_at_last(typed: Typed, named: Named, scattered: Callable[[str], bool]) -> int | None:
    """The same where hardly anything fits as it was typed: with a slip of the finger, by letters
    that stand further apart, by some of several words.

    Args:
        scattered: whether the letters typed stand in a text in their order, with others between.
    """
    level = _by_slip(typed, named)
    if level is None and len(typed.text) > 2 and any(map(scattered, named.names[:2])):
        level = SCATTERED
    return _partly(typed, named) if level is None else level


def _exactly(typed: Typed, named: Named) -> int | None:
    """It is what was typed, by a name, by its key or by the letters of a Chinese name."""
    whole = {typed.text, typed.plain}
    for at, name in enumerate(named.names):
        if name in whole:
            return EXACT + _near(at)
    if typed.text == named.key:
        return EXACT
    if typed.compact and typed.compact in named.letters:
        return INITIALS + _near(named.letters.index(typed.compact) // 2)
    return None


def _by_name(typed: Typed, named: Named) -> int | None:
    """A name has all words, begins so, or has it in it."""
    for level, found in (
        (WORDS, _with_words(typed, named, " ")),
        (PREFIX, _with_words(typed, named, "")),
        (INSIDE, _inside(typed, named)),
    ):
        if found is not None:
            return level + _near(found)
    return None


def _by_sentence(typed: Typed, named: Named) -> int | None:
    if typed.has_han:
        return TIP if all(one in named.told for one in typed.meant) else None
    told = (named.told, *named.spaced)
    return TIP if all(any(f" {one}" in each for each in told) for one in typed.meant) else None


def _by_letters(typed: Typed, named: Named) -> int | None:
    """A Chinese name is spelt so at its beginning, or a sentence has it in it."""
    if len(typed.compact) < 2:
        return None
    if any(letters.startswith(typed.compact) for letters in named.letters):
        return LETTERS
    return LETTERS + 5 if len(typed.compact) > 2 and typed.compact in named.all else None


def _by_slip(typed: Typed, named: Named) -> int | None:
    """The name that has all words that are meant, each with one slip at most."""
    if typed.has_han or max(map(len, typed.meant), default=0) < _LEAST_SLIP:
        return None
    for at, spaced in enumerate(named.spaced):
        words = spaced.split()
        if all(_slipped(one, words) for one in typed.meant):
            return SLIP + _near(at)
    return None


def _slipped(typed: str, words: Sequence[str]) -> bool:
    """Whether a word is one of these with one slip at most; most are told by their lengths."""
    least, most = len(typed) - 1, len(typed) + 1
    return any(least <= len(word) <= most and one_slip(typed, word) for word in words)


def _near(at: int) -> int:
    """The place among its names, as far as it counts."""
    return min(at, 9)


def _with_words(typed: Typed, named: Named, end: str) -> int | None:
    """The name that has all words that are meant; 9 where only its names together have them.

    Args:
        end: what stands behind a word: a blank, or nothing where it may go on.
    """
    if typed.has_han:
        return None
    words = [f" {one}{end}" for one in typed.meant]
    for at, spaced in enumerate(named.spaced):
        if all(word in spaced for word in words):
            return at
    if len(words) < 2:
        return None
    return 9 if all(any(word in one for one in named.spaced) for word in words) else None


def _inside(typed: Typed, named: Named) -> int | None:
    """Chinese has no blanks: what is typed is in a name, or a name is in what is typed."""
    if not typed.has_han:
        return None
    if any(typed.plain in name for name in named.names):
        return 0 if any(name.startswith(typed.plain) for name in named.names) else 2
    if all(any(one in name for name in named.names) for one in typed.meant):
        return 3
    within = (len(name) for name in named.names if len(name) > 1 and name in typed.text)
    longest = max(within, default=0)
    return max(4, 9 - longest) if longest else None


def _partly(typed: Typed, named: Named) -> int | None:
    """Of several words some fit, the more the better."""
    if len(typed.meant) < 2:
        return None
    names = [one for one in typed.meant if any(f" {one} " in each for each in named.spaced)]
    said = 2 * len(names) + sum(f" {one}" in named.told for one in typed.meant)
    return PARTLY + max(0, 9 - said) if said > 1 else None


def one_slip(typed: str, word: str) -> bool:
    """Whether a word is another with one letter wrong, left out, too many, or two changed about.

    Short words are too like each other: `cat` is no slip of `cut`.
    """
    if typed == word:
        return True
    if min(len(typed), len(word)) < _LEAST_SLIP or abs(len(typed) - len(word)) > 1:
        return False
    begins = 0
    while begins < min(len(typed), len(word)) and typed[begins] == word[begins]:
        begins += 1
    a, b = typed[begins:], word[begins:]
    while a and b and a[-1] == b[-1]:
        a, b = a[:-1], b[:-1]
    changed = len(a) == len(b) == 2 and a == b[::-1]
    return changed or max(len(a), len(b)) == 1


def ranked(fits: Sequence[tuple[int, bool, int]]) -> list[int]:
    """The order in which what fits is shown, best first.

    Args:
        fits: of each how well it fits, whether it can be done here now, and how lately it was used:
            1 for last, 0 for never. Lately used goes up among those that fit about as well.
    """

    def key(at: int) -> tuple[int, bool, float, int, int]:
        level, can, lately = fits[at]
        band = level if level >= PARTLY else level // 10
        return band, not can, 1 - 1 / lately if lately else 1.0, level, at

    return sorted(range(len(fits)), key=key)
