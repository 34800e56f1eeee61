"""What must not be read out of words as they were typed: facts of health, numbers. Pure.

Words are masked one by one rather than dropped: whoever guides somebody to a door must still read
which door, and nothing else of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from typing import NamedTuple
from unicodedata import east_asian_width

from models.households import HEALTH_MARKS
from models.text import spoken_number
from models.word_tables import any_of, unless_broken, word_table

GONE = "…"
"""Stands for the words that are hidden, however many they were."""

HIDDEN = "***"
"""Stands for a number that is too short to show any of it."""

_SEP = r"[ \-—.·]?"
_PHONE = re.compile(
    rf"""(?<!\d)(?:\+?86{_SEP})?1[3-9]\d
           (?:{_SEP}\d{{4}}{_SEP}\d{{4}}|\d{_SEP}\d{{4}}{_SEP}\d{{3}}|\d{_SEP}\d{{3}}{_SEP}\d{{4}})(?!\d)
       |(?<!\d)\(?0\d{{2,3}}\)?{_SEP}\d{{4}}{_SEP}\d{{3,4}}(?!\d)
       |(?<![\d+])\+(?!86)[1-9]\d{{0,2}}(?:[ \-.]?\(?\d{{2,6}}\)?){{1,4}}(?!\d)
       |(?<!\d)0\d{{4}}{_SEP}\d{{6}}(?!\d)|\([2-9]\d\d\){_SEP}\d{{3}}{_SEP}\d{{4}}(?!\d)
       |(?<!\d)[48]00{_SEP}\d{{3,4}}{_SEP}\d{{3,4}}(?!\d)
       |(?<![\d\-])[2-9]\d{{3}}-\d{{4}}(?![\-\d室号弄])
       |(?<!\d)\d{{7,20}}[xX]?(?!\d)
       |[幺一][三五七八九][零〇幺一二三四五六七八九]{{9}}""".replace("[ ", r"[\ "),
    re.VERBOSE,
)
"""Telephone numbers in their usual groups, and any other long number, such as that of a card. Clock
times, dates, doors and amounts are none."""

_LONGEST = 12
"""Digits of the longest telephone number; of a longer number, such as that of an identity card,
nothing is shown."""

OWN = "\N{WORD JOINER}"
"""Stands before each character of the program's own words that `veiled` is to leave; nothing is
seen of it, and no typed text keeps it."""

_OWN = re.compile(f"{OWN}.", re.DOTALL)

_TOGETHER = re.compile(rf"{GONE}(?:[\s、/+和及]*{GONE})+")


_LINES_KEPT = 1024
"""Lines whose veiled form is kept: what is drawn again is mostly what was drawn before, and looking
a line through takes a tenth of a millisecond."""


class _Shapes(NamedTuple):
    """What is hidden, what holds such words and stays, and what may be a part of a name."""

    gone: re.Pattern[str]
    kept: re.Pattern[str]
    names: frozenset[str]


@cache
def health_shapes() -> _Shapes:
    """What tells of somebody's health in words, from the tables.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    from models.reading.medicine_names import medicine_names  # only words that are masked need it

    table = word_table(__file__, "masking.toml")
    table.only("words", "kept", "names", "numbers")
    names = medicine_names()
    medicines = [
        *(name for row in (names.vital, names.ordinary) for name in _all_names(row.items())),
        *(name for word, row in names.classes.items() for name in (word, *row.also)),
    ]
    numbers = table.pattern("numbers").pattern
    words = _any_word((*HEALTH_MARKS, *table.words("words"), *medicines))
    kept = any_of((*table.words("kept"), *names.not_medicine))
    return _Shapes(
        re.compile(f"{numbers}|{words}", re.IGNORECASE),
        re.compile(kept, re.IGNORECASE),
        frozenset(table.words("names")),
    )


def _all_names(rows: Iterable[tuple[str, tuple[str, ...]]]) -> Iterable[str]:
    for name, others in rows:
        yield from (name, *others)


def _any_word(words: Iterable[str]) -> str:
    """Any of these words; those in Latin letters stand by themselves, with `*` as a beginning."""
    by_itself = [word for word in words if word.isascii()]
    stems = [word[:-1] for word in by_itself if word.endswith("*")]
    whole = [word for word in by_itself if not word.endswith("*")]
    letters = "".join(sorted({word[0].lower() for word in by_itself}))
    latin = rf"(?=[{letters}])(?<![a-z])(?:{any_of(stems)}[a-z]*|{any_of(whole)}(?![a-z]))"
    others = [word for word in words if not word.isascii()]
    firsts = "".join(sorted({re.escape(word[0]) for word in others}))
    return f"{latin}|(?=[{firsts}]){any_of(others)}"


def masked(text: str, hide: Callable[[str], str] | None = None) -> str:
    """Words without what tells of health, as `…`, and without whole telephone numbers.

    `带路到12号302，孕妇待转运` becomes `带路到12号302，…`: doors, times and amounts stay. While
    the tables are broken nothing of the words is shown, since any may tell of it.

    Args:
        hide: makes a telephone number, as digits, unreadable; `number` where none is given.
    """
    return numberless(_without_health(text), hide or number)


def _without_health(text: str) -> str:
    shapes = unless_broken(health_shapes, None)
    if shapes is None:
        return GONE if text.strip() else text
    parts, at = [], 0
    for stays in shapes.kept.finditer(text):
        parts += [shapes.gone.sub(GONE, text[at : stays.start()]), stays[0]]
        at = stays.end()
    parts.append(shapes.gone.sub(GONE, text[at:]))
    return _TOGETHER.sub(GONE, "".join(parts))


@lru_cache(maxsize=_LINES_KEPT)
def veiled(text: str) -> str:
    """A line as it is on a screen that others see: each character of what tells of health is a
    star, and so is the middle of each telephone number.

    It has as many characters and fills as many cells as before, so that it may be done to whatever
    was laid out already. What may be a part of somebody's name stays, and so do the program's own
    words, see `owned`. While the tables are broken all that is no word of its own is hidden.
    """
    seen = _OWN.sub("\0\0", text) if OWN in text else text
    hidden = sorted({at for first, end in _to_hide(seen) for at in range(first, end)})
    if not hidden:
        return text
    chars = list(text)
    for at in hidden:
        chars[at] = _star(chars[at])
    return "".join(chars)


def _star(char: str) -> str:
    if char.isspace() or char in "\0…":
        return char
    return "＊" if east_asian_width(char) in "WF" else "*"


def _to_hide(text: str) -> Iterable[tuple[int, int]]:
    """From where to where something is to be hidden."""
    shapes = unless_broken(health_shapes, None)
    if shapes is None:
        yield from ((found.start(), found.end()) for found in re.finditer(r"[^\0]+", text))
        return
    for start, end in _between(text, shapes.kept):
        for found in shapes.gone.finditer(text, start, end):
            if found[0] not in shapes.names:
                yield found.span()
    for found in _PHONE.finditer(text):
        yield from _middle(found)


def _between(text: str, kept: re.Pattern[str]) -> Iterable[tuple[int, int]]:
    at = 0
    for stays in kept.finditer(text):
        yield at, stays.start()
        at = stays.end()
    yield at, len(text)


def _middle(found: re.Match[str]) -> Iterable[tuple[int, int]]:
    """The digits of a number that `number` hides, each where it stands."""
    digits = [at for at in range(*found.span()) if found.string[at].isalnum()]
    long = len(digits) > 8
    first, last = (3, 4) if long else (2, 2)
    hidden = digits if len(_digits(found[0])) > _LONGEST else digits[first:-last]
    yield from ((at, at + 1) for at in hidden)


@cache
def owned(text: str) -> str:
    """Words of the program, which tell of nobody, as `veiled` leaves them."""
    chars = list(text)
    for first, end in _to_hide(text):
        for at in range(first, end):
            chars[at] = OWN + text[at]
    return "".join(chars)


def tells_of_health(words: str) -> bool:
    """Whether whoever looks for these words looks for facts of health: they hold such a word, or
    one of them is a part of a mark, such as `妇`."""
    shapes = unless_broken(health_shapes, None)
    if shapes is None:
        return bool(words.strip())
    held = any(found[0] not in shapes.names for found in shapes.gone.finditer(words))
    return held or any(
        word in mark for word in words.split() if not word.isascii() for mark in HEALTH_MARKS
    )


def numberless(text: str, hide: Callable[[str], str]) -> str:
    """Words with each telephone number in them made unreadable; clock times and dates stay."""

    def unreadable(found: re.Match[str]) -> str:
        digits = _digits(found[0])
        return hide(digits) if len(digits) <= _LONGEST else HIDDEN

    return _PHONE.sub(unreadable, text)


def _digits(said: str) -> str:
    if said[0] in "幺一":
        return "".join(str(spoken_number(char)) for char in said)
    digits = re.sub(r"\D", "", said)
    return digits[2:] if digits.startswith("86") and len(digits) == 13 else digits


def number(digits: str) -> str:
    """A telephone number without its middle: `138****2345`."""
    ends = 4 if len(digits) > 8 else 2
    return f"{digits[: min(3, ends)]}****{digits[-ends:]}" if len(digits) > 4 else HIDDEN
