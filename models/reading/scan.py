"""Looking words up in a text: its plain form, books of phrases, and what is already spoken for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Generic, NamedTuple, TypeVar

from models.reading.shapes import Field, Span
from models.word_tables import unless_broken, word_table

M = TypeVar("M")

READ_LIMIT = 10_000
"""Characters of a line that are read; more are kept but not looked at."""

BARRIER = "\x00"
"""Stands in place of what is spoken for; no phrase and no clause crosses it, nor any blank."""

HAN = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"

_PLAIN = (
    {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    | {0x2019: 0x27}
    | {0xFF21 + step: 0x61 + step for step in range(26)}
    | {0x41 + step: 0x61 + step for step in range(26)}
    | dict.fromkeys([*range(0x20), *range(0x7F, 0xA1), 0x3000, 0x200B, 0xFEFF], 0x20)
)


def plain(text: str) -> str:
    """Half-width, lower-case and simplified, controls as blanks, one character for one."""
    return text[:READ_LIMIT].translate(unless_broken(_with_simplified, _PLAIN))


@cache
def simplified() -> Mapping[int, int]:
    """The simplified character for each traditional one, by their codes.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    table = word_table(__file__, "traditional.toml")
    table.only("words")
    return {ord(char): ord(word[-1]) for word in table.words("words") for char in word[:-1]}


@cache
def _with_simplified() -> Mapping[int, int]:
    return {**simplified(), **_PLAIN}


class Hit(NamedTuple, Generic[M]):
    """A phrase found, and what it means."""

    start: int
    end: int
    means: M


class PhraseBook(Generic[M]):
    """Phrases with meanings; finds the longest at each place, left to right, without overlap.

    Where two phrases overlap the one that begins first counts, so a longer phrase that holds a
    shorter one (宠物医院, 医院) keeps it from being found.
    """

    def __init__(self, phrases: Iterable[tuple[str, M]]) -> None:
        meanings: dict[str, list[M]] = {}
        for phrase, means in phrases:
            meanings.setdefault(phrase, []).append(means)
        self._by_first: dict[str, list[tuple[str, list[M]]]] = {}
        for phrase in sorted(meanings, key=len, reverse=True):
            self._by_first.setdefault(phrase[0], []).append((phrase, meanings[phrase]))

    def find(self, text: str) -> Iterator[Hit[M]]:
        """Every phrase in plain text, once for each meaning. English ones only as whole words."""
        at = 0
        while at < len(text):
            for phrase, means in self._by_first.get(text[at], ()):
                if text.startswith(phrase, at) and _stands_alone(text, at, phrase):
                    for meaning in means:
                        yield Hit(at, at + len(phrase), meaning)
                    at += len(phrase)
                    break
            else:
                at += 1


def _stands_alone(text: str, at: int, phrase: str) -> bool:
    if not phrase[-1].isascii() or not phrase[-1].isalpha():
        return True
    end = at + len(phrase)
    before = text[at - 1 : at] if phrase[0].isascii() else ""
    after = text[end : end + 1]
    return not (_is_letter(before) or _is_letter(after))


def _is_letter(char: str) -> bool:
    return char.isascii() and char.isalpha()


_CLAUSE_END = re.compile(r"[\x00,，。;；!！?？]|(?<![a-z'])\s+(?![a-z])")


def clause_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the clause that holds a place begins and ends; blanks end clauses in Chinese."""
    begins = 0
    for found in _CLAUSE_END.finditer(text, max(0, start - 60), start):
        begins = found.end()
    ends = _CLAUSE_END.search(text, end, min(len(text), end + 60))
    return max(begins, start - 60), ends.start() if ends else min(len(text), end + 60)


class Line:
    """A line being read: the plain text, and the parts that are already spoken for."""

    def __init__(self, text: str) -> None:
        self.text = text
        """As it was given; what stands where is the same as in the plain one."""
        self.said = plain(text)
        self._chars = list(self.said)
        self._rest: str | None = self.said
        self._reach = 0
        """Behind all that is spoken for or was read."""
        self.spans: list[Span] = []

    @property
    def rest(self) -> str:
        """The plain text with barriers where it is spoken for; made when it is looked at, so that a
        long line of which much is taken at once stays quick."""
        if self._rest is None:
            self._rest = "".join(self._chars)
        return self._rest

    def take(self, start: int, end: int, field: Field) -> None:
        """Speak for a part, so that nothing else reads it."""
        self._span(start, end, field)
        self._put(start, end, BARRIER)

    def withdraw(self, start: int, end: int, field: Field) -> None:
        """Speak for a part that was taken back: what stands on both sides belongs together."""
        self._span(start, end, field)
        self._put(start, end, " ")

    def reword(self, rest: str) -> None:
        """Put other words for what is not spoken for yet, place for place."""
        self._chars = list(rest)
        self._rest = rest

    def _span(self, start: int, end: int, field: Field) -> None:
        """Keep what is spoken for apart: a span takes up those within it."""
        if start < self._reach:
            self.spans = [
                span for span in self.spans if not (start <= span.start and span.end <= end)
            ]
        self._append(start, end, field)

    def _append(self, start: int, end: int, field: Field) -> None:
        self.spans.append(Span(start, end, field))
        self._reach = max(self._reach, end)

    def _put(self, start: int, end: int, char: str) -> None:
        self._chars[start:end] = char * (end - start)
        self._rest = None

    def note(self, start: int, end: int, field: Field) -> None:
        """Remember a part as read, where nothing is yet, and leave it readable."""
        if start < end and not any(start < span.end and span.start < end for span in self.spans):
            self._append(start, end, field)

    def spans_of(self, field: Field) -> list[Span]:
        """The parts read as one thing, in order."""
        return sorted(span for span in self.spans if span.field is field)
