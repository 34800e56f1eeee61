"""Names of people as English says them: `this is Priya Nair`, `John Smith here`, `Mrs Chen`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from models.reading.scan import BARRIER, Line, plain
from models.word_tables import word_table

_WORD = r"[A-Z][a-z]*(?:['’\-]?[A-Z]?[a-z]+)+"
_NAME = rf"(?P<name>{_WORD}(?: {_WORD}){{0,3}})"
_INTRO = r"(?i:this is|my name is|my name's|name is|name:|i am|i'm|i’m|it's|it’s)"
_TITLE = r"(?:Mr|Mrs|Ms|Miss|Madam|Mister|Auntie|Aunty|Uncle)\b\.?"
_SMALL = r"(?P<name>[a-z][a-z'\-]+(?: [a-z][a-z'\-]+){0,2}?)"
_GOES_ON = rf"(?=\s*(?:[,，.;!{BARRIER}]|$)|\s+(?:from|at|in|and|here|calling|speaking|on)\b)"
_SHAPES = (
    re.compile(rf"(?<![A-Za-z]){_INTRO} (?:{_TITLE} )?{_NAME}(?: (?:from|here|speaking)\b)?"),
    re.compile(rf"(?<![A-Za-z'])(?:{_TITLE} )?{_NAME},? (?:here|speaking|calling)\b"),
    re.compile(rf"(?<![A-Za-z])(?P<title>{_TITLE}) {_NAME}"),
    re.compile(rf"(?<![A-Za-z])(?:my name is|my name's|name:) ?{_SMALL}{_GOES_ON}"),
    re.compile(rf"(?<![A-Za-z])this is {_SMALL}(?= (?:from|here|speaking)\b)"),
)
_MAY_HOLD = re.compile(r"[A-Z][a-z]|name|this is")


class EnglishName(NamedTuple):
    """A name as it was said, and the words from `start` to `end` that belong to it."""

    start: int
    end: int
    name: str


@cache
def _no_names() -> frozenset[str]:
    table = word_table(__file__, "english_names.toml")
    table.only("no_names")
    return frozenset(map(plain, table.words("no_names")))


def english_names(line: Line) -> Iterator[EnglishName]:
    """The names in what of a line is not spoken for yet, apart."""
    if not _MAY_HOLD.search(line.text):
        return
    text = "".join(
        BARRIER if rest == BARRIER else char
        for char, rest in zip(line.text, line.rest, strict=False)
    )
    found: list[EnglishName] = []
    for hit in (hit for shape in _SHAPES for hit in shape.finditer(text)):
        is_apart = all(hit.end() <= one.start or one.end <= hit.start() for one in found)
        if is_apart and (name := _name_of(hit)):
            found.append(EnglishName(hit.start(), hit.end(), name))
    yield from found


def _name_of(hit: re.Match[str]) -> str:
    """The name without jobs and the like before or behind it; empty where nothing is left."""
    words = hit["name"].split()
    while words and plain(words[0]) in _no_names():
        del words[0]
    for at, word in enumerate(words):
        if plain(word) in _no_names():
            words = words[:at]
            break
    title = hit.groupdict().get("title")
    return " ".join([title, *words] if title and words else words)
