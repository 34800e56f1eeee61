"""The columns of a table: how it is laid out, and what a single heading stands for."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache

from models.exchange import ImportKind, KindGuess
from models.exchange.headings import MARK, SERIAL, known_headings, writing
from models.households.marks import mark_of

Cell = str | float | int | bool | datetime | date | None
Area = tuple[int, int, int, int]
"""A merged range: first row, first column, last row, last column, from 0."""

PART_RANK = 1000
"""Rank of a heading that is known by a part of it only."""

_LONGEST = 20
"""Characters of a heading that may be known by a part; more is a sentence."""

_SYMBOLS = re.compile(r"[\s*:：()（）\[\]【】<>《》/\\、，,.·_\-—\"'“”‘’?？]+")
_BRACKETS = re.compile(r"[（(\[【].*?[)）\]】]")
_ASKS = re.compile(r"^(?:家中|家里)?(?:是否|有无)(?:有|为|是)?")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|_")
_HAN_GAP = re.compile(r"(?<=[\u2e80-\u9fff])\s+(?=[\u2e80-\u9fff])")


_OF_A_HOME = frozenset({"room", "address", "head", "name", "given_name", "phone", "household_no"})
"""What a table that lists homes has one of."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table is laid out.

    Attributes:
        kind: None when the headings tell too little, or speak for several kinds.
        first: index of the first heading row.
        height: rows of headings; 0 when there are none.
        headings: one text a column.
        fields: what each column is, None for a column that is left alone.
        titles: texts above the headings.
        missing: fields without which a row of this kind cannot be read.
        notes: rows below the headings that say how to fill the columns in, or are an example.
        guesses: what speaks for its kind; the several kinds it may be of where that is not clear.
    """

    kind: ImportKind | None
    first: int
    height: int
    headings: tuple[str, ...]
    fields: tuple[str | None, ...]
    titles: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    notes: int = 0
    guesses: tuple[KindGuess, ...] = ()

    @property
    def body(self) -> int:
        """Index of the first row below the headings and the notes to them."""
        return self.first + self.height + self.notes

    @property
    def shape(self) -> str:
        """A digest of the headings in their order: two files of the same form have the same."""
        plain = "\x1f".join(map(squeezed, self.headings)).rstrip("\x1f")
        return hashlib.sha256(plain.encode("utf-8")).hexdigest()[:16]

    def columns(self, field: str) -> list[int]:
        """Indexes of the columns that fill a field."""
        return [index for index, known in enumerate(self.fields) if known == field]


def counts_households(layout: Layout) -> bool:
    """Whether a table adds up the households of buildings, 楼号 户数 人数, and so lists none."""
    fields = set(layout.fields)
    if layout.kind is not ImportKind.REGISTER or "building" not in fields or fields & _OF_A_HOME:
        return False
    said = (meaning(ImportKind.COMPOUNDS, heading) for heading in layout.headings if heading)
    return any(found and found[0] == "stated_households" for found in said)


def letter(index: int) -> str:
    """A column's letters as a spreadsheet shows them: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def fields_of(kind: ImportKind) -> tuple[str, ...]:
    """The fields a column of such a table may be given."""
    known = known_headings().get(kind)
    return tuple(field for field in known.words if field != SERIAL) if known else ()


def squeezed(text: str) -> str:
    """A text without blanks, punctuation and case, by which headings are compared."""
    return _SYMBOLS.sub("", unicodedata.normalize("NFKC", text).lower())


def soft(text: str) -> str:
    """A text in small letters with single blanks, none of them inside Chinese words."""
    plain = unicodedata.normalize("NFKC", _CAMEL.sub(" ", text)).lower()
    return _HAN_GAP.sub("", " ".join(plain.split()))


@lru_cache(maxsize=4096)
def bare(heading: str) -> str:
    """A heading without a number in front, marks that it is required, and politeness."""
    text = heading.strip()
    while (shorter := writing().off.sub("", text).strip()) not in (text, ""):
        text = shorter
    return text


@cache
def _exact() -> Mapping[ImportKind, Mapping[str, tuple[str, int]]]:
    """Field and rank of every heading that is written as the lists of words have it."""
    return {
        kind: {
            squeezed(word): (field, rank)
            for field, words in reversed(list(known.words.items()))
            for rank, word in reversed(list(enumerate(words)))
        }
        for kind, known in known_headings().items()
    }


@lru_cache(maxsize=4096)
def is_heading(text: str) -> bool:
    """Whether a text is a heading of any kind of table, written as the lists of words have it."""
    forms = {squeezed(text), squeezed(bare(text))} - {""}
    return any(plain in words for plain in forms for words in _exact().values())


@lru_cache(maxsize=4096)
def meaning(kind: ImportKind, heading: str) -> tuple[str, int] | None:
    """The field a heading stands for and its rank, lower being surer; None when unknown."""
    for text in _forms(heading):
        plain = squeezed(text)
        if plain in _exact()[kind]:
            return _exact()[kind][plain]
        mark = mark_of(_ASKS.sub("", text)) if kind is ImportKind.REGISTER else None
        if mark:
            return MARK + mark, 0
    for text in _forms(bare(heading)):
        plain = soft(text)
        if not plain or len(plain) > _LONGEST or any(sign in plain for sign in "，。；"):
            continue
        for pattern, field in known_headings()[kind].patterns:
            if pattern.search(plain):
                return (field, PART_RANK) if field else None
    return None


def _forms(heading: str) -> Iterator[str]:
    """A heading as it stands, then with less and less beside its name."""
    yield from dict.fromkeys(
        (heading, bare(heading), _BRACKETS.sub("", heading), _BRACKETS.sub("", bare(heading)))
    )
