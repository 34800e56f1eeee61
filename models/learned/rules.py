"""Which words of a call tell its kind, and what a call is read as by words that were learned. Pure.

Learned are words that stand for the matter alone: no door, name, number or place, nothing that
callers say of anything, nothing the rules know already, nothing that calls of other kinds hold.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from statistics import mean
from typing import NamedTuple

from models.chases import Urgency
from models.chases.rules import URGENCIES
from models.learned import Learned
from models.reading.scan import BARRIER, HAN, PhraseBook, plain
from models.reading.shapes import Field, Reading, Span
from models.reading.vital import is_vital
from models.requests import RequestKind
from models.requests.doubts import KIND_LEARNED, OF_KIND
from models.word_tables import any_of, word_table

MOST_WORDS = 2
"""Words that one correction teaches at most."""

MOST_CHARACTERS, MOST_ENGLISH = 6, 3
"""Chinese characters of a word, English words of a phrase."""

_LETTERS = 5
"""Letters of an English word at least."""

_WINDOW = 4
"""Characters of a piece of a longer run."""

_COMMON_BELOW = 125
"""How rare a word's n-grams are at least, see `Guard.rarity`."""

_UNSEEN = 150
"""How rare an n-gram is reckoned that training did not keep."""

_OF_LIFE = 10
"""How much a word speaks for a life at most: what may tell of one is never read as a mere kind."""

_EDGE = 12
"""How much more a piece tells that begins, or ends, where other words part it."""

_LONGER = 10
"""How much more a piece tells for each pair of characters, or word: a part of a word is none."""

_ALIKE = 20
"""How much more a piece tells that another call of the same kind holds."""

_ELSEWHERE = 1
"""Calls of other kinds that may hold a word all the same."""

_NOT_THE_MATTER = frozenset({Field.HAPPENED, Field.ADDRESS, Field.PERSON, Field.PHONE, Field.DAYS})

_HAN_RUN = re.compile(f"[{HAN}]+")
_ENGLISH_RUN = re.compile(r"[A-Za-z][A-Za-z'-]*(?: [A-Za-z][A-Za-z'-]*)*")
_PLACE = re.compile(r"[路弄巷街村镇栋幢号室楼]$|小区|花园|新村|公寓|大厦|[东南西北]门")


class _Piece(NamedTuple):
    """A part of a call that may be learned, and how much it tells."""

    start: int
    end: int
    word: str
    tells: float


class Surroundings(NamedTuple):
    """What is known beside the call itself.

    Attributes:
        rarity: of an n-gram of the guard, see `Guard.rarity`.
        speaks_for: how much one speaks for the kind, and for a life, see `Guard.speaks_for`.
        is_known: whether the rules know a word, so that it teaches nothing.
        is_private: whether a word is, or holds, a name or a place on file.
        surnames: characters by which a Chinese name begins.
        others: plain texts of calls of other kinds.
        alike: plain texts of other calls of the same kind.
    """

    rarity: Callable[[str], int | None]
    speaks_for: Callable[[str], tuple[int, int]]
    is_known: Callable[[str], bool]
    is_private: Callable[[str], bool]
    surnames: frozenset[str] = frozenset()
    others: Sequence[str] = ()
    alike: Sequence[str] = ()


# -- which words are learned -----------------------------------------------------------------------


def matter_of(text: str, spans: Iterable[Span]) -> str:
    """What a call says of its matter: all that was read as where, who, when and how many is out."""
    kept = list(text)
    for start, end, field in spans:
        if field in _NOT_THE_MATTER:
            kept[start:end] = BARRIER * (end - start)
    return "".join(kept)


def telling(said: str, around: Surroundings) -> tuple[str, ...]:
    """The words of a call that tell its kind best, at most two; none where nothing does.

    Args:
        said: what `matter_of` gives of it.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    taken: list[_Piece] = []
    for piece in sorted(_pieces(said, around), key=lambda one: (-one.tells, one.start)):
        if len(taken) == MOST_WORDS:
            break
        apart = all(piece.end <= one.start or one.end <= piece.start for one in taken)
        if apart and _may_be_learned(piece.word, around):
            taken.append(piece)
    return tuple(dict.fromkeys(one.word for one in taken))


def _pieces(said: str, around: Surroundings) -> Iterator[_Piece]:
    for run in _HAN_RUN.finditer(said):
        for start, end in _between(run.start(), run[0]):
            yield from _chinese(said, start, end, around)
    for run in _ENGLISH_RUN.finditer(said):
        yield from _english(run.start(), run[0], around)


def _between(at: int, run: str) -> Iterator[tuple[int, int]]:
    """The parts of a run of Chinese characters between what is passed over."""
    begin = 0
    for hit in _passed_over().chinese.finditer(run):
        yield at + begin, at + hit.start()
        begin = hit.end()
    yield at + begin, at + len(run)


def _chinese(said: str, start: int, end: int, around: Surroundings) -> Iterator[_Piece]:
    """A whole part that is short enough, and the pieces of one that is long."""
    spans = {(start, end)} if 2 <= end - start <= MOST_CHARACTERS else set()
    if end - start > _WINDOW:
        spans |= {
            (at, at + size) for size in range(2, _WINDOW + 1) for at in range(start, end - size + 1)
        }
    names = list(_may_be_names(said[start:end], start, around))
    for begin, stop in sorted(spans):
        if any(begin < last and first < stop for first, last in names):
            continue
        word = said[begin:stop]
        pairs = [word[at : at + 2] for at in range(len(word) - 1)]
        edges = (begin == start) + (stop == end)
        # What nobody said before, inside of a run, is mostly the end of one word and the next one.
        if edges == 2 or all(around.rarity(pair) is not None for pair in pairs):
            yield from _weighed(begin, stop, word, pairs, edges, around)


def _may_be_names(part: str, at: int, around: Surroundings) -> Iterator[tuple[int, int]]:
    """Where somebody's name may stand: behind a surname what no call that was seen had."""
    for n, character in enumerate(part[:-1]):
        if character in around.surnames and around.rarity(part[n : n + 2]) is None:
            yield at + n, at + n + 3


def _english(at: int, run: str, around: Surroundings) -> Iterator[_Piece]:
    """Up to three words side by side; what is written with a capital may be a name."""
    side_by_side: list[re.Match[str]] = []
    for hit in (*re.finditer(r"\S+", run), None):
        if hit and _is_plain_word(hit[0]) and hit[0] not in _passed_over().english:
            side_by_side.append(hit)
            continue
        for size in range(1, min(MOST_ENGLISH, len(side_by_side)) + 1):
            for first in range(len(side_by_side) - size + 1):
                words = side_by_side[first : first + size]
                word = " ".join(one[0] for one in words)
                if len(word) < _LETTERS:
                    continue
                ngrams = [f"w {one[0]}" for one in words]
                edges = (first == 0) + (first + size == len(side_by_side))
                begin, stop = at + words[0].start(), at + words[-1].end()
                yield from _weighed(begin, stop, word, ngrams, edges, around)
        side_by_side = []


def _is_plain_word(word: str) -> bool:
    """Whether it is neither written with a capital, as names are, nor a form such as `he'll`."""
    return word == word.lower() and "'" not in word


def _weighed(
    start: int, end: int, word: str, ngrams: Sequence[str], edges: int, around: Surroundings
) -> Iterator[_Piece]:
    """A piece with how much it tells; none of what is common in any call, speaks for other kinds,
    or for a life.

    Args:
        ngrams: what the guard may know of it.
        edges: how many of its ends are those of the part it is of.
    """
    rarity = mean(_UNSEEN if (one := around.rarity(each)) is None else one for each in ngrams)
    speaks, of_life = map(mean, zip(*map(around.speaks_for, ngrams), strict=True))
    if rarity >= _COMMON_BELOW and speaks >= 0 and of_life <= _OF_LIFE:
        alike = any(word in text for text in around.alike)
        whole = _EDGE * edges + _LONGER * len(ngrams)
        yield _Piece(start, end, word, rarity + speaks + whole + _ALIKE * alike)


def _may_be_learned(word: str, around: Surroundings) -> bool:
    return (
        not _PLACE.search(word)
        and sum(word in text for text in around.others) <= _ELSEWHERE
        and not around.is_known(word)
        and not around.is_private(word)
    )


class _PassedOver(NamedTuple):
    """What any caller says: finds it in Chinese, and the English words."""

    chinese: re.Pattern[str]
    english: frozenset[str]


@cache
def _passed_over() -> _PassedOver:
    table = word_table(__file__, "passed_over.toml")
    table.only("chinese", "english")
    return _PassedOver(
        re.compile(any_of(table.words("chinese"))), frozenset(table.words("english"))
    )


# -- what is read by them --------------------------------------------------------------------------


def book_of(known: Iterable[Learned]) -> PhraseBook[Learned]:
    """The words in which calls are looked through."""
    return PhraseBook((plain(one.word), one) for one in known if one.word and not one.forgotten)


def taught(read: Reading, found: Iterable[Learned]) -> Reading:
    """A reading with what was learned of the words found in it; the latest correction counts.

    Where the rules told no kind, or one that was corrected before, it is of the learned one,
    doubted as `kind_learned`. Nothing becomes less urgent by it, and what the rules take for a
    life, or for what somebody dies without, stays as they read it.
    """
    if read.urgency is Urgency.LIFE or is_vital(read.kind, read.harm_reason, read.text):
        return read
    fitting = [one for one in found if read.kind in (RequestKind.OTHER, one.instead_of)]
    if not fitting:
        return read
    kind = max(fitting, key=lambda one: one.no).kind
    return replace(of_kind(read, kind), doubts=(KIND_LEARNED, *_others(read)))


USUALLY: Mapping[RequestKind, Urgency] = {
    RequestKind.EMERGENCY: Urgency.TODAY,
    RequestKind.DIALYSIS: Urgency.TODAY,
    RequestKind.DANGER: Urgency.TODAY,
    RequestKind.DEATH: Urgency.TODAY,
    RequestKind.MEDICINE: Urgency.SOON,
    RequestKind.BIRTH: Urgency.SOON,
    RequestKind.BABY: Urgency.SOON,
    RequestKind.FOOD: Urgency.SOON,
    RequestKind.CARE_GOODS: Urgency.SOON,
    RequestKind.DISTRESS: Urgency.SOON,
    RequestKind.HOSPITAL_TRIP: Urgency.SOON,
    RequestKind.TRANSFER: Urgency.SOON,
    RequestKind.CONTACT_MOVE: Urgency.SOON,
    RequestKind.WAY_HOME: Urgency.SOON,
    RequestKind.TEST: Urgency.SOON,
    RequestKind.REPAIRS: Urgency.SOON,
}
"""How urgent what is said to be of a kind is at least; what is not named can wait."""


def of_kind(read: Reading, kind: RequestKind) -> Reading:
    """A reading of a kind that is known; at least as urgent as that is wherever nobody knows by
    when somebody is harmed."""
    urgency = read.urgency
    if read.harm_at is None:
        urgency = at_least(urgency, kind)
    return replace(read, kind=kind, urgency=urgency, doubts=_others(read))


def at_least(urgency: Urgency, kind: RequestKind) -> Urgency:
    """How urgent what is of a kind is at least, see `USUALLY`."""
    return min(urgency, USUALLY.get(kind, Urgency.ROUTINE), key=URGENCIES.index)


def _others(read: Reading) -> tuple[str, ...]:
    return tuple(code for code in read.doubts if code not in OF_KIND)
