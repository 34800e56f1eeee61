"""What the guard looks at in a call: pairs and triples of characters, words and parts of words.

Pure, and the same for training and for reading: a change here asks for the weights to be made anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from models.reading.scan import plain

LOOKED_AT = 1_000
"""Characters of a call that are looked at."""

_PHONE = re.compile(r"\+?\d[\d -]{6,}\d")
_DOOR = re.compile(r"\d+(?:号楼|号|栋|幢|弄|单元|室|楼|-|#)+\d*室?")
"""Whose call it is says nothing about what it is about: one sign each."""

_BLANKS = re.compile(r"\s+")
_WORD = re.compile(r"[a-z]+|\d+(?:\.\d+)?|[☎@]")
_LATIN = re.compile(r"[a-z]+")
_EDGES = frozenset("^$")
"""Where a call begins and ends: alone they are in each."""
_PARTS = (4, 5)
"""Letters of the parts of a word: 'breath' is in 'breathing' and in 'breathless'."""


def ngrams(text: str) -> set[str]:
    """The n-grams of a call, each once, as strings that cannot be taken for one of another sort.

    Runs of Chinese characters and signs up to three long, with where the call begins and ends;
    English words, written without apostrophes (many callers do), pairs of them, and parts of four
    and five letters.
    """
    said = _PHONE.sub("☎", plain(text[:LOOKED_AT]).replace("'", ""))
    said = _BLANKS.sub(" ", _DOOR.sub("@", said)).strip("@☎ ")
    runs = {*_runs(f"^{said}$")} - _EDGES
    return {*runs, *_words(_WORD.findall(said)), *_parts(_LATIN.findall(said))}


def _runs(said: str) -> Iterator[str]:
    for size in (1, 2, 3):
        for at in range(len(said) - size + 1):
            run = said[at : at + size]
            if not any("a" <= character <= "z" for character in run):
                yield run


def _words(words: list[str]) -> Iterator[str]:
    yield from (f"w {word}" for word in words)
    yield from (f"w {one} {other}" for one, other in zip(["^", *words], [*words, "$"], strict=True))


def _parts(words: Iterable[str]) -> Iterator[str]:
    for word in words:
        whole = f"<{word}>"
        for size in _PARTS:
            for at in range(len(whole) - size + 1):
                yield f"p {whole[at : at + size]}"
