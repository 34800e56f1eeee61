"""What a call that offers help says: what somebody would do, with what, and when. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple, TypeVar

from models.hours import find_hours
from models.requests import RequestKind
from models.text import fold
from models.word_tables import BrokenTable, Words, word_starts, word_table

T = TypeVar("T")

_CLAUSES = re.compile(r"[，,。.;；!！?？\n]+")


class Manner(NamedTuple):
    """What somebody who offers help said of themselves."""

    no_heavy_work: bool = False
    has_pass: bool = False
    weekend_only: bool = False


class Said(NamedTuple):
    """What was read of an offer.

    Attributes:
        offers: whether help is offered at all.
        skills: in the words that were said.
        vehicle: the same; empty for none.
        hours: the words that tell when, as they were said.
        manner: what else its giver said of themselves.
    """

    offers: bool = False
    kinds: tuple[RequestKind, ...] = ()
    skills: tuple[str, ...] = ()
    vehicle: str = ""
    hours: str = ""
    available_from: int | None = None
    available_until: int | None = None
    manner: Manner = Manner()


class _Serves(NamedTuple):
    """What words tell somebody can do, and the kinds of requests that serves."""

    kinds: tuple[RequestKind, ...]
    words: Words
    is_skill: bool
    otherwise: bool
    """Whether it counts only where nothing else is told."""


class _Words(NamedTuple):
    """The table."""

    offers: Words
    asks: Words
    wants: Words
    turns: Words
    own: Words
    lacks: Words
    no_heavy_work: Words
    has_pass: Words
    weekend: Words
    vehicles: Words
    no_vehicles: Words
    serves: tuple[_Serves, ...]


_LINES = tuple(name for name in _Words._fields if name != "serves")


@cache
def offer_words() -> _Words:
    """The table of words.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    table = word_table(__file__, "offers.toml")
    table.only(*_Words._fields)
    lines = {name: table.words(name) for name in _LINES}
    serves = []
    for part in table.parts("serves"):
        part.only("kinds", "words", "skill", "otherwise")
        kinds, words = part.choices("kinds", RequestKind), part.words("words")
        serves.append(_Serves(kinds, words, part.flag("skill"), part.flag("otherwise")))
    return _Words(**lines, serves=tuple(serves))


@cache
def _any(words: Words) -> re.Pattern[str]:
    """Finds any of these words, those in Latin letters only where they stand as words."""
    latin = [word for word in words if word[-1].isascii() and word[-1].isalpha()]
    rest = [word for word in words if word not in latin]
    parts = ([rf"{word_starts(latin)}(?![a-z])"] if latin else []) + (
        [word_starts(rest)] if rest else []
    )
    return re.compile("|".join(parts))


def read_offer(text: str, *, offers: bool = False) -> Said:
    """What a call offers.

    Args:
        offers: whether it is known that it offers help and asks for nothing; else only those parts
            are read that offer something, and a call without one offers nothing.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    plain = fold(text)
    parts = [plain] if offers else _offering(plain)
    if not parts:
        return Said()
    known, said = offer_words(), " ".join(parts)
    does = _any(known.no_heavy_work).sub(" ", said)
    serving = [(one, hits) for one in known.serves if (hits := _hits(one.words, does))]
    serving = [pair for pair in serving if not pair[0].otherwise] or serving
    hours, span = find_hours(said)
    weekend = _any(known.weekend).search(said)
    return Said(
        True,
        _once(kind for one, _words in serving for kind in one.kinds),
        _once(word for one, hits in serving if one.is_skill for word in hits),
        _vehicle(known, said),
        " ".join(filter(None, (weekend[0] if weekend else "", hours))),
        span[0] if span else None,
        span[1] if span else None,
        read_manner(said),
    )


def read_manner(text: str) -> Manner:
    """What somebody who offers help says of themselves.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    known, plain = offer_words(), fold(text)
    rows = (known.no_heavy_work, known.has_pass, known.weekend)
    return Manner(*(_any(words).search(plain) is not None for words in rows))


def asks_others(text: str) -> bool:
    """Whether a call asks others to do it and offers nothing: `can anyone with a car drive me`.
    Nothing is asked while the table is broken.
    """
    try:
        known = offer_words()
    except BrokenTable:
        return False
    plain = fold(text)
    return bool(_any(known.wants).search(plain)) and not _any(known.offers).search(plain)


def asks_too(text: str) -> bool:
    """Whether a call that offers help says behind a turn what its caller's own people lack:
    `我有车可以帮忙，但是我妈的药没了`. Nothing is asked while the table is broken.
    """
    try:
        known = offer_words()
    except BrokenTable:
        return False
    _first, *behind = _any(known.turns).split(fold(text))
    return any(_any(known.own).search(part) and _any(known.lacks).search(part) for part in behind)


def _offering(plain: str) -> list[str]:
    """The parts of a folded call between turns that offer help, without those that ask for it."""
    known = offer_words()
    return [
        part
        for part in _any(known.turns).split(plain)
        if not _any(known.wants).search(part)
        and any(
            _any(known.offers).search(clause) and not _any(known.asks).search(clause)
            for clause in _CLAUSES.split(part)
        )
    ]


def _vehicle(known: _Words, said: str) -> str:
    found = _any(known.vehicles).search(_any(known.no_vehicles).sub(" ", said))
    return found[0] if found else ""


def _hits(words: Words, said: str) -> list[str]:
    return [hit[0] for hit in _any(words).finditer(said)]


def _once(values: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(values))
