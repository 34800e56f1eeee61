"""The words of a report of missed doors, as `exceptions.toml` beside this lists them. Pure."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from models.text import fold
from models.word_tables import Words, any_of, word_starts, word_table

STRIPPED = ' +=*→>#@&/,，、。.;；:：-—~()（）[]【】"“”'
"""Signs around words that say nothing."""
_SAID_NUMBER = "[一二两三四五六七八九十俩仨]{1,3}"


class Kind(StrEnum):
    """What words can say of a door; of several the first counts."""

    MISTAKE = "mistake"
    ABSENT = "absent"
    REFUSED = "refused"
    SPOILT = "spoilt"
    LACKING = "lacking"
    ONLY = "only"
    GOT = "got"


_LISTS = (
    "whole fillers ahead none units goods weak rest back each also except towards handed done"
    " unsure later doubt wrong things nobody"
).split()


class Shapes(NamedTuple):
    """What the lists of words are looked for with."""

    kinds: dict[str, Kind]
    said: re.Pattern[str]
    weak: frozenset[str]
    spoilt: re.Pattern[str]
    whole: re.Pattern[str]
    fillers: re.Pattern[str]
    ahead: re.Pattern[str]
    rest: re.Pattern[str]
    back: re.Pattern[str]
    each: re.Pattern[str]
    also: re.Pattern[str]
    but: re.Pattern[str]
    towards: re.Pattern[str]
    half: re.Pattern[str]
    amount: re.Pattern[str]
    bare: re.Pattern[str]
    unsure: frozenset[str]
    later: re.Pattern[str]
    doubt: re.Pattern[str]
    wrong: frozenset[str]
    things: re.Pattern[str]
    nobody: re.Pattern[str]


@cache
def shapes() -> Shapes:
    """What the words are looked for with.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    table = word_table(__file__, "exceptions.toml")
    table.only(*Kind, *_LISTS)
    done = [verb + end for verb in table.words("handed") for end in table.words("done")]
    kinds = dict.fromkeys(done, Kind.GOT)
    kinds |= {plain(word): kind for kind in reversed(Kind) for word in table.words(kind)}
    units = any_of(table.words("units"))
    number = rf"(?P<number>\d{{1,4}}|{_SAID_NUMBER})"
    return Shapes(
        kinds,
        _any(tuple(kinds)),
        frozenset(map(plain, table.words("weak"))),
        _any(table.words("spoilt")),
        _any(table.words("whole")),
        _fillers(table.words("fillers")),
        _any(table.words("ahead")),
        _any(table.words("rest")),
        _any(table.words("back")),
        _any(table.words("each")),
        _any(table.words("also")),
        _any(table.words("except")),
        re.compile(rf"{any_of(map(plain, table.words('towards')))}$"),
        re.compile(rf"一半|半\s?{units}?|\bhalf(?: of)?(?: an?)?\b"),
        re.compile(rf"(?<![\d.]){number}\s?{units}(?![a-z])"),
        re.compile(r"(?<![\w.])(?P<number>\d{1,2})(?![\w.])|(?<=[^\W\da-z])(?P<behind>\d{1,2})$"),
        frozenset(map(plain, table.words("unsure"))),
        _any(table.words("later")),
        _any(table.words("doubt")),
        frozenset(map(plain, table.words("wrong"))),
        _any(table.words("things")),
        _any(table.words("nobody")),
    )


def is_goods(word: str) -> bool:
    """Whether words have a part that is goods' by the table: 米 of 大米, milk.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    latin = set(re.findall(r"[a-z]+", word))
    ends = (word, word[-2:])
    return any(
        any(one.startswith(name) for one in ends) or word.endswith(name) or latin & set(words)
        for name, words in other_words().items()
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
    return fold(text).strip(STRIPPED) in _none()


@cache
def _none() -> frozenset[str]:
    return frozenset(word_table(__file__, "exceptions.toml").words("none"))


def _any(words: Words) -> re.Pattern[str]:
    known = tuple(map(plain, words))
    return re.compile(rf"{word_starts(known)}(?![a-z])|{_han(known)}")


def _han(words: Words) -> str:
    return any_of([word for word in words if not word.isascii()] or ["\x00"])


def _fillers(words: Words) -> re.Pattern[str]:
    """Signs go wherever they stand at an end of a word, Latin words as a whole."""
    latin = any_of([word for word in words if word.isascii()])
    return re.compile(rf"\b{latin}\b|^{_han(words)}+|{_han(words)}+$")


def plain(text: str) -> str:
    """Words as they are compared: `didn't` and `didnt` are one."""
    return re.sub("['’]", "", fold(text))
