"""What words at a table say of people: that they were sampled or not, what a test came to. Pure.

Which doors and people are meant is read by `models.doors` and `models.call_sheet.named`; here is
only what the words beside them say.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from models.call_sheet import Person
from models.problems import Problem
from models.sampling import Member
from models.text import fold, spoken_number
from models.word_tables import WordTable, any_of, word_table


class Meant(NamedTuple):
    """One door or name of a text, with the people of the sheet it means."""

    text: str
    """As it was typed."""
    people: tuple[Member, ...]
    by_name: bool = False
    """Whether they were named; else all of a door are meant."""
    said: str = ""
    """The words beside it, as typed."""
    came: bool = False
    """Whether these say that they were sampled."""
    number: int | None = None
    """How many people are said to be meant."""
    of_some: bool = False
    """Whether the words beside a door are about some of its people, such as 老人没来."""


class Unfound(NamedTuple):
    """What of a text could not be taken, as typed."""

    text: str
    problem: Problem
    maybe: tuple[Member, ...] = ()
    """Who may be meant."""
    by_name: bool = True
    """Whether they were named; else a door was, of which all are meant."""


class Heard(NamedTuple):
    """What a text at a table means."""

    meant: tuple[Meant, ...] = ()
    unfound: tuple[Unfound, ...] = ()
    strangers: tuple[Person, ...] = ()
    """People of the register who are not on the sheet."""
    of_all: bool = False
    """Whether it says of everybody else that they were sampled."""
    in_passing: bool = False
    """Whether it was said among much else, as on a chain that was pasted."""


class Outcome(StrEnum):
    """What a test came to, as it is said at a table or in a chat group."""

    NEGATIVE = "negative"
    ABNORMAL = "abnormal"
    POSITIVE = "positive"


class _Words(NamedTuple):
    came: re.Pattern[str]
    not_yet: re.Pattern[str]
    no_refusal: re.Pattern[str]
    outcomes: dict[Outcome, frozenset[str]]
    said: dict[Outcome, re.Pattern[str]]
    all: re.Pattern[str]
    some: re.Pattern[str]
    not_some: re.Pattern[str]
    guest: re.Pattern[str]
    why: re.Pattern[str]


@cache
def _words() -> _Words:
    table = word_table(__file__, "words.toml")
    table.only(
        "came",
        "not_yet",
        "no_refusal",
        "all",
        "some",
        "not_some",
        "guest",
        "invalid",
        "why",
        *Outcome,
    )
    outcomes = {one: frozenset(map(fold, table.words(one))) for one in Outcome}
    return _Words(
        _any(table, "came"),
        _any(table, "not_yet", "invalid"),
        _any(table, "no_refusal"),
        outcomes,
        {one: _standing(words) for one, words in outcomes.items()},
        _any(table, "all"),
        _any(table, "some"),
        _any(table, "not_some"),
        _any(table, "guest"),
        _any(table, "why"),
    )


def _any(table: WordTable, *keys: str) -> re.Pattern[str]:
    """Latin words as a whole, Chinese ones wherever they stand."""
    words = [fold(word) for key in keys for word in table.words(key)]
    latin = [word for word in words if word.isascii()]
    rest = [word for word in words if not word.isascii()]
    return re.compile(rf"\b{any_of(latin or ['~'])}\b|{any_of(rest or ['~'])}")


def _standing(words: frozenset[str]) -> re.Pattern[str]:
    """Words of one Chinese character or a sign only where nothing else runs into them: 阳 of 欧阳
    is a name."""
    latin = [word for word in words if word.isascii() and word.isalpha()]
    whole = [word for word in words if not word.isascii() and len(word) > 1]
    short = [word for word in words if word not in latin and word not in whole]
    parts = [rf"\b{any_of(latin or ['~'])}\b", any_of(whole or ["~"])]
    return re.compile(
        "|".join(
            [
                *parts,
                rf"(?:(?<=[人口都均])|(?<=[全一]家)|(?<![\w-])){any_of(short or ['~'])}(?![\w-])",
            ]
        )
    )


_CROSSED = re.compile(r"(?<![\w])[×x](?!\s?\w)")
"""A cross behind a name, which is no number of times such as ×2."""


def says_came(said: str) -> bool:
    """Whether words say of somebody that they were sampled, or came for it after all.

    What says both, such as `来了没做`, says that they were not: who counts as sampled without being
    so is missed by nobody.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    words = _words()
    plain = _without_no_refusal(said)
    return bool(words.came.search(plain)) and not _says_not(plain)


def says_not(said: str) -> bool:
    """Whether words say of somebody that they were not sampled, or that their kit showed nothing
    and has to be done again.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    return _says_not(_without_no_refusal(said))


def _says_not(plain: str) -> bool:
    return bool(_words().not_yet.search(plain) or _CROSSED.search(plain))


_AND_OTHERS = re.compile(
    r"等(?=\s*(?:\d{1,2}|[一二两三四五六七八九十])\s*[个位口名]?人)|\bno\b\.?(?=\s*\d)"
)
"""等 of a count of people, and no. before a number: nobody waits by these."""


def _without_no_refusal(said: str) -> str:
    return _AND_OTHERS.sub(" ", _words().no_refusal.sub(" ", fold(said)))


def says_all(said: str) -> bool:
    """Whether words are about everybody behind a door.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    return bool(_words().all.search(fold(said)))


_FAMILY = re.compile(r"全家|(?<![同每])一家(?!\s?[\d一二两三四五六七八九十])|家里人|whole family")


def says_family(said: str) -> bool:
    """Whether words beside a name are about all of their household, and not about some of it."""
    words = _words()
    some = words.some.search(words.not_some.sub(" ", fold(said)))
    return bool(_FAMILY.search(fold(said))) and some is None


def says_why(said: str) -> bool:
    """Whether words say why somebody was not sampled: 发烧, 腿脚不便."""
    return bool(_words().why.search(fold(said)))


def says_guest(said: str) -> bool:
    """Whether words are about somebody who does not live behind the door, and not about its people
    as well: 新来的亲戚."""
    return bool(_words().guest.search(fold(said))) and not says_all(said)


_COUNTED = re.compile(
    r"(?<![\d-])(\d{1,2}|[一二两俩三四五六七八九十])\s*[个人位口名](?!小?时|钟头|月|礼拜|星期|半)"
    r"|\b(one|two|three|four|five|six|\d{1,2})\b(?!\s*(?:hour|day|week|o'clock|minute))"
)
_ENGLISH = ("one", "two", "three", "four", "five", "six")


def how_many(said: str) -> int | None:
    """How many people of a door words are about: 只来了一个, 少一个, only one came; None where
    they say no number, or one that is about all of them, such as 一个都没来.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    found = _COUNTED.search(fold(said))
    if found is None:
        return None
    if found[2] and not found[2].isdigit():
        number: int | None = _ENGLISH.index(found[2]) + 1
    else:
        number = 2 if found[1] == "俩" else spoken_number(found[1] or found[2])
    return None if number == 1 and says_all(said) else number


def says_some(said: str) -> bool:
    """Whether words are about some of the people behind a door: 老人没来, 有人没做, only mother.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    words = _words()
    plain = words.not_some.sub(" ", fold(said))
    whole = any(len(one[0]) > 1 for one in words.all.finditer(plain))
    return not whole and bool(words.some.search(plain))


def outcome_said(said: str) -> Outcome | None:
    """What words say a test came to, the gravest of several; None where they say nothing of it.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    found = outcomes_said(said)
    graver = (Outcome.POSITIVE, Outcome.ABNORMAL, Outcome.NEGATIVE)
    return next((one for one in graver if one in found), None)


def outcomes_said(said: str) -> set[Outcome]:
    """All that words say a test came to, 全家阴性 一人两道杠.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    words, plain = _words(), fold(said)
    graver = words.said[Outcome.NEGATIVE].sub(" ", plain)
    without = words.said[Outcome.ABNORMAL].sub(" ", graver)
    found = {
        Outcome.NEGATIVE: graver != plain,
        Outcome.ABNORMAL: without != graver,
        Outcome.POSITIVE: bool(words.said[Outcome.POSITIVE].search(without)),
    }
    return {one for one, is_said in found.items() if is_said}


def tube_result(said: str) -> Outcome | None:
    """What a word says that a tube came to; None where it is no such word.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    plain = fold(said).strip("。.!！ ")
    return next((one for one, known in _words().outcomes.items() if plain in known), None)
