"""What a call means in a household of which something is known: it raises, never lowers. Pure.

Who has been on insulin for years says "the medicine is gone" and thinks everybody knows which. What
is known is a reason to ask, not proof: a life that it makes stays doubted until somebody answers.
That somebody lives there raises nothing by itself: it takes words that mean more because of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from models.chases import Urgency
from models.chases.rules import URGENCIES
from models.reading.history import known_of
from models.reading.known import Fact, Home
from models.reading.moments import Day, moment_of
from models.reading.scan import Hit, PhraseBook, plain
from models.reading.shapes import Reading
from models.reading.terms import book
from models.reading.wants import FEW_DAYS, SOME_DAYS
from models.requests import Known, RequestKind
from models.requests.doubts import LIFE, OF_KIND
from models.times import local_date
from models.word_tables import word_table


class Word(StrEnum):
    """What words of a call may mean more in some households."""

    ANY_MEDICINE = "any_medicine"
    NEEDLE = "needle"
    GONE = "gone"
    BELLY = "belly"
    NOT_SHE = "not_she"
    SUGAR = "sugar"
    KIDNEYS = "kidneys"
    WAY = "way"
    NOT_WAY = "not_way"
    POWER = "power"
    OFFICES = "offices"


_DENIABLE = frozenset({Word.BELLY, Word.SUGAR, Word.KIDNEYS})

NEAR_TERM = 36
"""Weeks from which a woman who cannot get away is asked whether it begins."""

_OF_BODIES = frozenset(
    {
        RequestKind.EMERGENCY,
        RequestKind.MEDICINE,
        RequestKind.DIALYSIS,
        RequestKind.BIRTH,
        RequestKind.HOSPITAL_TRIP,
        RequestKind.PASS,
        RequestKind.DISTRESS,
        RequestKind.DANGER,
        RequestKind.OTHER,
    }
)
"""Kinds that may be about the body of who is known to be ill, or are nothing in particular."""

_OF_THINGS = frozenset({RequestKind.PETS, RequestKind.OFFER, RequestKind.COMPLAINT})
"""Kinds in which the power that fails keeps nobody alive."""

_BESIDE_A_LIFE = _OF_BODIES - {RequestKind.PASS, RequestKind.OTHER}
"""Kinds that may be about a life that is at stake in the same household."""


class _Words(NamedTuple):
    """What finds them in plain text, and what takes them back."""

    found: PhraseBook[Word]
    any_medicine: frozenset[str]
    denied: tuple[str, ...]
    over: tuple[str, ...]


@cache
def remembered_words() -> _Words:
    """The words of the table beside this module.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    table = word_table(__file__, "remembered.toml")
    table.only(*Word, "denied", "over")
    rows = {word: [plain(said) for said in table.words(word)] for word in Word}
    every = {said for some in rows.values() for said in some}
    return _Words(
        PhraseBook(
            (said, word) for said in every for word, some in rows.items() if _holds(said, some)
        ),
        frozenset(rows[Word.ANY_MEDICINE]),
        tuple(map(plain, table.words("denied"))),
        tuple(map(plain, table.words("over"))),
    )


def _holds(said: str, some: Sequence[str]) -> bool:
    """Whether a phrase is or holds one of others; the longest alone is found at its place."""
    words = f" {said} "
    return any((f" {one} " if one.isascii() else one) in words for one in some)


class _Call(NamedTuple):
    """A call beside what is known of who calls."""

    read: Reading
    said: str
    words: frozenset[Word]
    facts: Mapping[Known, Fact]
    at: datetime

    def says(self, *words: Word) -> bool:
        return not self.words.isdisjoint(words)


class _Raise(NamedTuple):
    """What a fact makes of a call.

    Attributes:
        kind: what it is about by that; None for what it was read as.
        urgency: how urgent it is at least.
        may_be_life: whether somebody has to be asked.
    """

    fact: Fact
    urgency: Urgency
    kind: RequestKind | None = None
    harm_at: datetime | None = None
    may_be_life: bool = True


def remembered(
    read: Reading, homes: Sequence[Home], now: datetime, is_life: bool | None = None
) -> Reading:
    """A reading with what is known of the households it is about.

    `known` says what made it more urgent, or would have. What it makes a matter of life is doubted
    as `life`; of what somebody said is none, nothing of that is taken.

    Args:
        homes: what is known of each; the rules are asked of each in turn.
        is_life: whether it is about a life, where somebody said so.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    for home in homes:
        facts = known_of(home, now)
        if facts:
            call = _call(read, facts, read.happened_at or now)
            for one in sorted(_raises(call), key=_rank):
                if one.fact.code is not Known.LIFE or not read.known:
                    read = _raised(read, one, is_life)
    return read


def _call(read: Reading, facts: Mapping[Known, Fact], at: datetime) -> _Call:
    said = plain(read.text)
    hits = (hit for hit in remembered_words().found.find(said) if not _taken_back(said, hit))
    return _Call(read, said, frozenset(hit.means for hit in hits), facts, at)


def _taken_back(said: str, hit: Hit[Word]) -> bool:
    """Whether a trouble is denied, or over."""
    if hit.means not in _DENIABLE:
        return False
    words = remembered_words()
    before = said[max(0, hit.start - 8) : hit.start].rstrip()
    behind = said[hit.end : hit.end + 16].lstrip()
    return before.endswith(words.denied) or behind.startswith(words.over)


def _raises(call: _Call) -> Iterator[_Raise]:
    for rule in _RULES:
        yield from rule(call)


def _rank(one: _Raise) -> tuple[int, int]:
    return URGENCIES.index(one.urgency), list(Known).index(one.fact.code)


def _raised(read: Reading, one: _Raise, is_life: bool | None) -> Reading:
    """A reading with one thing that is known; the first that raises gives kind and reason."""
    known = read.known if one.fact in read.known else (*read.known, one.fact)
    told = replace(read, known=known)
    is_sure = read.urgency is Urgency.LIFE and LIFE not in read.doubts
    if is_sure or (one.may_be_life and is_life is False):
        return told
    asked = one.may_be_life and is_life is None and LIFE not in read.doubts
    urgency = min(read.urgency, one.urgency, key=URGENCIES.index)
    if read.known and not asked and urgency is read.urgency:
        return told
    is_beside = one.fact.code is Known.LIFE
    kind = None if read.known else one.kind
    doubts = tuple(code for code in read.doubts if kind is None or code not in OF_KIND)
    harms = [at for at in (read.harm_at, one.harm_at) if at is not None]
    return replace(
        told,
        kind=kind or read.kind,
        urgency=urgency,
        harm_at=min(harms, default=None),
        harm_reason=read.harm_reason if is_beside and read.harm_reason else one.fact.code,
        doubts=(LIFE, *doubts) if asked else doubts,
    )


# -- the rules -----------------------------------------------------------------------------------


def _medicine(call: _Call) -> Iterator[_Raise]:
    """Medicine that nobody names, where somebody is known to live by one."""
    fact = call.facts.get(Known.INSULIN) or call.facts.get(Known.MEDICINE)
    if fact is None or not _wants_unnamed(call):
        return
    left, harm_at = call.read.days_left, call.read.harm_at
    is_gone = left == 0 or (harm_at is not None and harm_at <= call.at)
    if is_gone or (left is None and call.says(Word.GONE)):
        urgency = Urgency.LIFE if fact.code is Known.INSULIN else Urgency.TODAY
        yield _Raise(fact, urgency, RequestKind.MEDICINE)
    elif left is None or left <= FEW_DAYS["critical_medicine"]:
        yield _Raise(fact, Urgency.TODAY, may_be_life=False)
    elif left <= SOME_DAYS["critical_medicine"]:
        yield _Raise(fact, Urgency.SOON, may_be_life=False)


def _wants_unnamed(call: _Call) -> bool:
    """Whether medicine is wanted that nobody names, or what is injected is gone."""
    hits = list(book().find(call.said))
    if any(hit.means.code in ("critical_medicine", "illness") for hit in hits):
        return False
    is_medicine = call.read.kind is RequestKind.MEDICINE
    if call.says(Word.NEEDLE) and call.says(Word.GONE):
        return is_medicine or call.read.kind in (RequestKind.OTHER, RequestKind.CARE_GOODS)
    if not is_medicine:
        return False
    named = {call.said[hit.start : hit.end] for hit in hits if hit.means.code == "medicine"}
    return bool(named) and named <= remembered_words().any_medicine


def _birth(call: _Call) -> Iterator[_Raise]:
    """Pains and the like of a woman who is with child, and near her time also no way out."""
    fact = call.facts.get(Known.BIRTH)
    if fact is None or call.read.kind not in _OF_BODIES or call.says(Word.NOT_SHE):
        return
    is_near = fact.weeks is not None and fact.weeks >= NEAR_TERM
    if call.says(Word.BELLY) or (is_near and _no_way(call)):
        yield _Raise(fact, Urgency.TODAY, RequestKind.BIRTH)


def _sugar(call: _Call) -> Iterator[_Raise]:
    fact = call.facts.get(Known.INSULIN)
    if fact and call.read.kind in _OF_BODIES and call.says(Word.SUGAR):
        yield _Raise(fact, Urgency.TODAY, RequestKind.EMERGENCY)


def _dialysis(call: _Call) -> Iterator[_Raise]:
    """No way to the dialysis, which is called a car that has not come; or ill without it. Where
    the call tells the day itself that day counts."""
    fact = call.facts.get(Known.DIALYSIS)
    if fact is None or call.read.kind not in _OF_BODIES:
        return
    is_dated = call.read.kind is RequestKind.DIALYSIS and call.read.harm_at is not None
    if _no_way(call) and not is_dated:
        away = _days_away(fact, call.at)
        if away is None:
            yield _Raise(fact, Urgency.TODAY, RequestKind.DIALYSIS)
            return
        day = moment_of(Day(0, 0, away, None, 0), call.at)
        urgency = Urgency.LIFE if away <= 1 else Urgency.TODAY
        yield _Raise(fact, urgency, RequestKind.DIALYSIS, max(day, call.at))
    elif call.says(Word.KIDNEYS):
        yield _Raise(fact, Urgency.TODAY, RequestKind.DIALYSIS)


def _no_way(call: _Call) -> bool:
    return call.says(Word.WAY) and not call.says(Word.NOT_WAY)


def _days_away(fact: Fact, at: datetime) -> int | None:
    """Days until the next dialysis, 0 for today; None where nobody said on which days it is."""
    today = local_date(at)
    return next(
        (away for away in range(7) if (today + timedelta(days=away)).weekday() in fact.days), None
    )


def _oxygen(call: _Call) -> Iterator[_Raise]:
    fact = call.facts.get(Known.OXYGEN)
    if fact and call.says(Word.POWER) and call.read.kind not in _OF_THINGS:
        yield _Raise(fact, Urgency.LIFE, RequestKind.EMERGENCY)


def _silent(call: _Call) -> Iterator[_Raise]:
    """Nobody answers where somebody lives who may lie on the floor."""
    fact = call.facts.get(Known.ALONE) or call.facts.get(Known.FRAIL)
    if fact is None or call.read.kind not in _OF_BODIES or call.says(Word.OFFICES):
        return
    if any(hit.means.code == "unreachable" for hit in book().find(call.said)):
        urgency = Urgency.LIFE if fact.code is Known.ALONE else Urgency.TODAY
        yield _Raise(fact, urgency, RequestKind.EMERGENCY)


def _hunger(call: _Call) -> Iterator[_Raise]:
    fact = call.facts.get(Known.ALONE) or call.facts.get(Known.FRAIL)
    if fact and call.read.kind is RequestKind.FOOD and call.says(Word.GONE):
        yield _Raise(fact, Urgency.TODAY, may_be_life=False)


def _life(call: _Call) -> Iterator[_Raise]:
    """Another call from where a life is at stake, of today or of nobody knows what."""
    fact, read = call.facts.get(Known.LIFE), call.read
    is_unknown = read.kind is RequestKind.OTHER and "kind_unknown" in read.doubts
    is_near = read.kind is RequestKind.EMERGENCY or read.urgency in (Urgency.LIFE, Urgency.TODAY)
    if fact and (is_unknown or (is_near and read.kind in _BESIDE_A_LIFE)):
        yield _Raise(fact, Urgency.ROUTINE)


_RULES: tuple[Callable[[_Call], Iterator[_Raise]], ...] = (
    _medicine,
    _birth,
    _sugar,
    _dialysis,
    _oxygen,
    _silent,
    _hunger,
    _life,
)
"""Each looks for what one sort of knowledge makes of a call."""
