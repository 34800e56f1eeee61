"""What a report says behind a door: why it missed out, which goods, how many. Pure.

The words stand in `exceptions.toml` beside this.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from models.doors import MissedWhy
from models.text import fold, spoken_number
from models.word_tables import Words, any_of, word_starts, word_table

_STRIPPED = ' ,，、。.;；:：-—~()（）[]【】"“”'
_SAID_NUMBER = "[一二两三四五六七八九十俩仨]{1,3}"
_FRACTION = re.compile(r"\d\s*[./]\s*\d|半")
_NEGATIVE = re.compile(r"(?<![\d-])-\s*\d")
_JOINED_LATIN = re.compile(r"[,/+&]+|\band\b")
_JOINED = re.compile(r"[\s,，、/+&]+|和|及|与|跟|\band\b")


class Phrase(NamedTuple):
    """What a few words say of the doors beside them.

    Attributes:
        text: the words as they were typed.
        goods: words for goods, none for all that were due.
        quantity: how many of each; None for as many as were due.
        whole: whether all doors of a building are meant.
        unclear: whether it names a number that is none of things: a fraction, or below 0.
    """

    text: str
    why: MissedWhy
    goods: tuple[str, ...] = ()
    quantity: int | None = None
    whole: bool = False
    unclear: bool = False


class _Shapes(NamedTuple):
    whys: tuple[tuple[MissedWhy, re.Pattern[str]], ...]
    whole: re.Pattern[str]
    fillers: re.Pattern[str]
    ahead: re.Pattern[str]
    amount: re.Pattern[str]
    bare: re.Pattern[str]


@cache
def _shapes() -> _Shapes:
    table = word_table(__file__, "exceptions.toml")
    table.only(
        "absent", "lacking", "refused", "whole", "fillers", "ahead", "none", "units", "goods"
    )
    kinds = {
        MissedWhy.ABSENT: table.words("absent"),
        MissedWhy.REFUSED: table.words("refused"),
        MissedWhy.LACKING: table.words("lacking"),
    }
    units = any_of(table.words("units"))
    number = rf"(?P<number>\d{{1,4}}|{_SAID_NUMBER})"
    return _Shapes(
        tuple((why, _any(words)) for why, words in kinds.items()),
        _any(table.words("whole")),
        _fillers(table.words("fillers")),
        _any(table.words("ahead")),
        re.compile(rf"(?<![\d.]){number}\s?{units}(?![a-z])"),
        re.compile(r"(?<![\w.])(?P<number>\d{1,2})(?![\w.])|(?<=[^\W\da-z])(?P<behind>\d{1,2})$"),
    )


@cache
def other_words() -> dict[str, Words]:
    """What goods are called in other words, by a part of their name.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    return word_table(__file__, "exceptions.toml").part("goods").rows()


def says_none(text: str) -> bool:
    """Whether a report says that nobody missed out.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    return fold(text).strip(_STRIPPED) in _none()


@cache
def _none() -> frozenset[str]:
    return frozenset(word_table(__file__, "exceptions.toml").words("none"))


def _any(words: Words) -> re.Pattern[str]:
    return re.compile(rf"{word_starts(words)}(?![a-z])|{_han(words)}")


def _han(words: Words) -> str:
    return any_of([word for word in words if not word.isascii()] or ["\x00"])


def _fillers(words: Words) -> re.Pattern[str]:
    """Signs go wherever they stand at an end of a word, Latin words as a whole."""
    latin = any_of([word for word in words if word.isascii()])
    return re.compile(rf"\b{latin}\b|^{_han(words)}+|{_han(words)}+$")


def read_phrase(text: str) -> Phrase | None:
    """What words between doors say; None where they say nothing: signs, `和`, `the`.

    Of words of several reasons the first counts, but what is lacking of one who was there: words
    that are none of the table are another reason, kept as they stand.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    said = text.strip(_STRIPPED)
    left = fold(said).replace("’", "'")
    shapes = _shapes()
    left, whole = _without(left, shapes.whole)
    left, _ahead = _without(left, shapes.ahead)
    if not whole and not _bare(left, shapes):
        return None
    unclear = _NEGATIVE.search(text) is not None or _FRACTION.search(left) is not None
    left, quantity = _quantity(left, shapes)
    why = MissedWhy.OTHER
    for kind, words in shapes.whys:
        rest, found = _without(left, words)
        if found:
            why, left = kind, rest
            break
    goods = _goods(left, shapes)
    if why is MissedWhy.OTHER and not goods and (quantity is not None or whole):
        why = MissedWhy.LACKING
    if why is MissedWhy.ABSENT:
        goods, quantity = (), None
    return Phrase(said, why, goods, quantity, whole, unclear)


def _without(text: str, words: re.Pattern[str]) -> tuple[str, bool]:
    left, count = words.subn(" ", text)
    return left.strip(_STRIPPED), count > 0


def _quantity(text: str, shapes: _Shapes) -> tuple[str, int | None]:
    """A text without the number it names, and that: how many of the goods."""
    found = shapes.amount.search(text) or shapes.bare.search(text)
    if found is None:
        return text, None
    number = found["number"] or found.groupdict().get("behind") or ""
    value = int(number) if number.isdigit() else spoken_number(number)
    return f"{text[: found.start()]} {text[found.end() :]}".strip(_STRIPPED), value


def _goods(text: str, shapes: _Shapes) -> tuple[str, ...]:
    parts = (_JOINED_LATIN if text.isascii() else _JOINED).split(text)
    words = (_bare(word, shapes) for word in parts)
    return tuple(dict.fromkeys(filter(None, words)))


def _bare(text: str, shapes: _Shapes) -> str:
    """A text without words that say nothing."""
    return " ".join(shapes.fillers.sub(" ", text).split()).strip(_STRIPPED)
