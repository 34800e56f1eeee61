"""What somebody typed to find a record, in the forms in which records are kept; knows no SQL."""

from __future__ import annotations

import re

from models.text import CHINESE_NUMERALS, fold, phone_digits, spoken_number

_DASHES = re.compile(r"[‐‑–—―−~～]")
_NUMBER = rf"(?:\d{{1,5}}[a-z甲乙丙丁]?|(?<![a-z])[a-z]\d{{0,3}}|[{CHINESE_NUMERALS}]{{1,4}})"
_BUILDING = re.compile(rf"第?({_NUMBER})(?:号楼|号门|幢|栋|座|#楼?)")
_DASHED = re.compile(r"([0-9a-z])(?:号|单元)-(?=[0-9a-z])")
_ROOM = re.compile(r"(\d{2,5}[a-z]?)(?:号房间?|房间?)(?!\w)")
_GROUPED = re.compile(
    r"(?:\+?86-?)?1[3-9]\d-?\d{4}-?\d{0,4}"  # a mobile number, as far as it is typed
    r"|0\d{2,3}-?[2-9]\d{2,3}-?\d{0,4}"  # a landline behind its area code
    r"|[2-9]\d{2,3}-\d{4}"
)


def search_words(typed: str) -> list[tuple[str, ...]]:
    """The words of a filter, each in the forms any one of which a record has to hold.

    The form typed comes first. `3号楼1505` and `3幢1505` are also looked for as `3号1505`,
    `3号楼-1505` as `3-1505`, `302房` as `302室`, `138-0000-8367` as its digits.
    """
    words = fold(typed).split()
    if len(words) > 1 and words[0] == "+86" and (digits := phone_digits("".join(words))):
        return [(digits,)]
    return [tuple(dict.fromkeys((word, _kept(word)))) for word in words]


def _kept(word: str) -> str:
    """A word as records hold it."""
    word = _DASHES.sub("-", word)
    if "-" in word or word.startswith("+"):
        digits = "".join(re.findall(r"\d", word))
        if _GROUPED.fullmatch(word):
            return phone_digits(word) or digits
    word = _BUILDING.sub(lambda found: f"{_plain(found[1])}号", word)
    return _ROOM.sub(r"\1室", _DASHED.sub(r"\1-", word))


def _plain(number: str) -> str:
    value = spoken_number(number)
    return number if value is None else str(value)
