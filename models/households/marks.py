"""Marks of households: the words registers use, and how a remark is split into marks and a rest."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from models.households import KNOWN_MARKS
from models.word_tables import Words, word_table

_SPLIT = re.compile(r"[，、,;；/\n|+]+")
_DETAIL = re.compile(r"[（(:：\d]")
_AGE_ALONE = re.compile(r"[89]\d|10\d")
_LEAST_OLD = 80
_OLD = "80岁以上"


@lru_cache(maxsize=4096)
def _plain(word: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", word).lower().split()).strip("。.!！ ")


class _Words(NamedTuple):
    """What remarks are made of: words of marks, and of nothing and yes.

    Attributes:
        found: what within a longer phrase stands for a mark.
        denied_before, denied_behind: what beside it says that it is not so.
        age: finds the years somebody is said to have.
    """

    marks: Mapping[str, str]
    nothing: frozenset[str]
    ticked: frozenset[str]
    found: Mapping[str, re.Pattern[str]]
    denied_before: re.Pattern[str]
    denied_behind: re.Pattern[str]
    age: re.Pattern[str]


@cache
def _words() -> _Words:
    table = word_table(__file__, "marks.toml")
    shapes = ("denied_before", "denied_behind", "age")
    table.only("nothing", "ticked", "marks", "found", *shapes)
    marks, found = table.part("marks"), table.part("found")
    marks.only(*KNOWN_MARKS)
    found.only(*KNOWN_MARKS)
    by_word = {_plain(mark): mark for mark in KNOWN_MARKS}
    for mark, words in marks.rows().items():
        by_word |= dict.fromkeys(map(_plain, words), mark)
    nothing, ticks = (frozenset(map(_plain, table.words(key))) for key in ("nothing", "ticked"))
    within = {mark: found.pattern(mark) for mark in found.keys}
    return _Words(by_word, nothing, ticks, within, *map(table.pattern, shapes))


class Remark(NamedTuple):
    """A remark split: marks in the order written, and what is left as text."""

    marks: tuple[str, ...]
    note: str


class Told(NamedTuple):
    """A mark with what is told beside it; empty for nothing."""

    mark: str
    detail: str = ""


class Telling(NamedTuple):
    """What a remark tells.

    Attributes:
        marks: each once, in the order written.
        rest: pieces that are no mark and belong to none.
        age: the years somebody is said to have.
    """

    marks: tuple[Told, ...]
    rest: tuple[str, ...]
    age: int | None = None


def mark_of(word: str) -> str | None:
    """The mark a word stands for; None when it is none of them."""
    return _words().marks.get(_plain(word))


@cache
def latin_words() -> Mapping[str, str]:
    """What marks are called in Latin letters, by mark: the first such word of the table, which
    `mark_of` reads back."""
    rows = mark_words()
    return {mark: word for mark in rows if (word := first_latin(rows[mark]))}


@cache
def mark_words() -> Mapping[str, Words]:
    """The words by which registers tell each mark.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    return word_table(__file__, "marks.toml").part("marks").rows()


def first_latin(words: Sequence[str]) -> str:
    """The first of several words that begins with a Latin letter; empty for none."""
    return next((one for one in words if one.isascii() and one[:1].isalpha()), "")


def says_nothing(text: str) -> bool:
    """Whether a cell's text only says that there is nothing to say, such as 无 or a dash."""
    return not text or _plain(text) in _words().nothing or not text.strip()


def ticked(text: str) -> bool:
    """Whether a cell under a mark's heading says yes: a tick, 是, a number above 0, or the mark."""
    plain = _plain(text)
    if plain in _words().ticked or plain in _words().marks:
        return True
    number = re.match(r"\d+", plain)
    return number is not None and int(number[0]) > 0


def split_remark(text: str) -> Remark:
    """Split a remark such as `婴儿，养狗` at commas, enumeration marks, semicolons and spaces.

    A word with detail, `孕妇(7个月)`, gives the mark and stays in the note; unknown words stay as
    they were.
    """
    found = [_of_piece(piece) for piece in pieces(text)]
    marks = dict.fromkeys(told.mark for piece in found for told in piece.marks)
    notes: dict[str, None] = {}
    for piece in found:
        notes |= dict.fromkeys((*(told.detail for told in piece.marks if told.detail), *piece.rest))
    return Remark(tuple(marks), "，".join(notes))


@lru_cache(maxsize=1024)
def telling_of(text: str) -> Telling:
    """What a remark tells of somebody: marks with their details, an age, and what is left."""
    marks: dict[str, Told] = {}
    rest: dict[str, None] = {}
    age = None
    for piece in map(_of_piece, pieces(text)):
        for told in piece.marks:
            held = marks.get(told.mark)
            details = dict.fromkeys(filter(None, (held.detail if held else "", told.detail)))
            marks[told.mark] = Told(told.mark, "，".join(details))
        rest |= dict.fromkeys(piece.rest)
        age = piece.age if age is None else age
    return Telling(tuple(marks.values()), tuple(rest), age)


def pieces(text: str) -> list[str]:
    """The parts of a remark between commas, semicolons and line ends, without those that say
    nothing; a great age beside others is told as one, 91 of `Lives alone, 91`."""
    parts = [piece.strip() for piece in _SPLIT.split(text)]
    found = [part for part in parts if part and not says_nothing(part)]
    years = " years old" if text.isascii() else "岁"
    beside = len(found) > 1
    return [part + years if beside and _AGE_ALONE.fullmatch(part) else part for part in found]


def _of_piece(part: str) -> Telling:
    """One piece between commas: a mark, several marks with spaces between, or text."""
    mark = mark_of(part)
    if mark:
        return Telling((Told(mark),), ())
    words = part.split()
    if len(words) > 1 and all(mark_of(word) or says_nothing(word) for word in words):
        return Telling(tuple(Told(mark) for word in words if (mark := mark_of(word))), ())
    exact = [Told(mark) for word in words if not word.isascii() and (mark := mark_of(word))]
    left = " ".join(word for word in words if word.isascii() or not mark_of(word))
    within = [Told(mark, left) for mark in _within(left)]
    rest = () if within or not left else (left,)
    return Telling((*exact, *within), rest, _age(left))


def _within(text: str) -> tuple[str, ...]:
    """The marks a piece speaks of, without those it denies."""
    plain = unicodedata.normalize("NFKC", text).lower()
    words = _words()
    found = {mark: True for mark, finds in words.found.items() if _speaks_of(plain, finds)}
    for word in plain.split():
        detailed = _DETAIL.search(word, 1)
        mark = mark_of(word[: detailed.start()]) if detailed else None
        if detailed and mark and not words.denied_behind.search(word[detailed.start() :]):
            found[mark] = True
    years = _age(text)
    if years is not None and years >= _LEAST_OLD:
        found[_OLD] = True
    return tuple(found)


def _speaks_of(plain: str, finds: re.Pattern[str]) -> bool:
    words = _words()
    return any(
        not words.denied_before.search(plain[: hit.start()])
        and not words.denied_behind.search(plain[hit.end() :])
        for hit in finds.finditer(plain)
    )


def _age(text: str) -> int | None:
    found = _words().age.search(unicodedata.normalize("NFKC", text).lower())
    return int(next(filter(None, found.groups()))) if found else None
