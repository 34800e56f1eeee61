"""Marks of households: the words registers use, and how a remark is split into marks and a rest."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from models.households import KNOWN_MARKS
from models.word_tables import word_table

_SPLIT = re.compile(r"[，、,;；/\n|+]+")
_DETAIL = re.compile(r"[（(:：\d]")


def _plain(word: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", word).lower().split()).strip("。.!！ ")


class _Words(NamedTuple):
    """What remarks are made of: words of marks, and of nothing and yes."""

    marks: Mapping[str, str]
    nothing: frozenset[str]
    ticked: frozenset[str]


@cache
def _words() -> _Words:
    table = word_table(__file__, "marks.toml")
    table.only("nothing", "ticked", "marks")
    marks = table.part("marks")
    marks.only(*KNOWN_MARKS)
    by_word = {_plain(mark): mark for mark in KNOWN_MARKS}
    for mark, words in marks.rows().items():
        by_word |= dict.fromkeys(map(_plain, words), mark)
    nothing, ticks = (frozenset(map(_plain, table.words(key))) for key in ("nothing", "ticked"))
    return _Words(by_word, nothing, ticks)


class Remark(NamedTuple):
    """A remark split: marks in the order written, and what is left as text."""

    marks: tuple[str, ...]
    note: str


def mark_of(word: str) -> str | None:
    """The mark a word stands for; None when it is none of them."""
    return _words().marks.get(_plain(word))


def says_nothing(text: str) -> bool:
    """Whether a cell's text only says that there is nothing to say, such as 无 or a dash."""
    return _plain(text) in _words().nothing or not text.strip()


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
    marks: list[str] = []
    rest: list[str] = []
    for piece in _SPLIT.split(text):
        part = piece.strip()
        if part and not says_nothing(part):
            _read_part(part, marks, rest)
    return Remark(tuple(dict.fromkeys(marks)), "，".join(dict.fromkeys(rest)))


def _read_part(part: str, marks: list[str], rest: list[str]) -> None:
    """One piece between commas: a mark, several marks with spaces between, or text."""
    mark = mark_of(part)
    if mark:
        marks.append(mark)
        return
    words = part.split()
    if len(words) > 1 and all(mark_of(word) or says_nothing(word) for word in words):
        marks.extend(mark for word in words if (mark := mark_of(word)))
        return
    unknown: list[str] = []
    for word in words:
        mark = mark_of(word)
        if mark and not word.isascii():
            marks.append(mark)
            continue
        detailed = _DETAIL.search(word, 1)
        mark = mark_of(word[: detailed.start()]) if detailed else None
        if mark:
            marks.append(mark)
        unknown.append(word)
    if unknown:
        rest.append(" ".join(unknown))
