"""What the guard adds to what the rules read of a call. Pure.

The rules give reasons, dates and quantities, and rank; the guard has only seen many calls. So it
never lowers what the rules read: it asks whether a life is at stake where they see none, and says
which kind it may be where they have nothing to go by or are wrong more often. Both stay doubts
until somebody answers.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from models.chases import Urgency
from models.chases.rules import URGENCIES
from models.offers.reading import asks_others, asks_too
from models.reading.guard import Guess, Marks
from models.reading.shapes import Field, Reading, Span
from models.requests import VITAL_REASONS, Known, RequestKind
from models.requests.doubts import KIND_LEARNED, LIFE, OF_URGENCY, URGENCY_GUESSED
from models.requests.harm import BODY_KINDS

_OF_OTHERS = frozenset({Field.HAPPENED, Field.ADDRESS, Field.PERSON, Field.PHONE})
"""What says nothing about what a call is about."""

_MILD = frozenset({"medicine_ends", "baby_goods_end", "food_ends", "pet_ill", "death"})
"""Reasons of the rules that rest on a thing without which nobody dies at once."""

_THINGS = frozenset({*VITAL_REASONS, *_MILD, "starving"})
"""Reasons of the rules that rest on a thing that is named."""

_RATHER = 0.5
"""From which likeliness on it is asked whether a life depends on such a thing."""

_OF_LIVES = frozenset({*BODY_KINDS, RequestKind.BABY})
"""Kinds that what the rules take for a life may be of."""

_SURELY = 0.5
"""From which likeliness on a call is of another kind than such a reason tells."""

_UNLIKELY = 0.05
"""Under which likeliness a life that the rules see is doubted: of such, one in thirty is one."""

_AGREED = 0.8
"""From which likeliness on a call is one of today after all where rules and guard see the same."""

_NEVER = 2.0
"""No likeliness."""


def matter(text: str, spans: Iterable[Span]) -> str:
    """A call without when it came, where, whose it is and the numbers, as the guard looks at it."""
    kept, at = [], 0
    for start, end, field in sorted(spans):
        if field in _OF_OTHERS:
            kept.append(text[at:start])
            at = end
    return " ".join((*kept, text[at:]))


def guarded(read: Reading, guess: Guess, marks: Marks, is_life: bool | None = None) -> Reading:
    """A reading with what the guard makes of the same line, and what somebody said of it.

    - Above the higher mark it becomes a matter of life at once, between the two it stays as urgent
      as the rules read it; in both its doubts hold `life` and the queue puts it first. A life that
      is asked about needlessly costs one key, one that is not seen costs the life.
    - What the rules take for a life and is most unlikely to be one stays one, and is doubted: one
      key says that it is none.
    - Who says for how many days something will last was asked what matters: there the higher mark
      alone counts, and it is as urgent as the rules reckon. Where the rules name a thing without
      which nobody dies at once, it is asked only about what is rather a life than none.
    - Where no rule told a kind, or only that it is of no other, the guessed one is taken; where a
      rule told another one, it is taken from where it is right more often than the rules, and where
      these name a thing only from where it is rather so than not. Both are
      doubted as `kind_guessed`; one that is not likely enough stays `kind_unknown`. What may be
      about a life is of the likeliest kind, however likely.
    - Who offers help and asks for some is asking: that is no offer, however likely.
    - It may be more urgent than the rules read it, doubted as `urgency_guessed`, never less; where
      both see the same kind the rules know how urgent that is, unless it is surely one of today.
    - Who heard the caller knows better than both: what they said is about a life is one, and what
      they said is none is a matter of today where the rules took it for one.

    Args:
        is_life: whether it is about a life, where somebody said so.
    """
    suspected = LIFE in read.doubts
    lasts = read.days_left is not None and read.days_left > 0
    mark = marks.sure if lasts else _UNLIKELY if suspected else marks.ask
    if read.harm_reason in _MILD:
        mark = max(mark, _RATHER)
    doubted = is_life is None and read.urgency is not Urgency.LIFE and guess.life >= mark
    agreed = read.kind is guess.kind is not RequestKind.OTHER
    read = _of_kind(read, guess, marks, however=doubted or is_life is True)
    if doubted and guess.life >= marks.sure:
        return replace(read, urgency=Urgency.LIFE, doubts=_with_life(read))
    if not lasts:
        read = _as_urgent(
            read, guess, marks._replace(today=_AGREED, soon=_NEVER) if agreed else marks
        )
    taken_for_one = is_life is None and read.urgency is Urgency.LIFE and guess.life < _UNLIKELY
    if suspected and not doubted and read.harm_reason not in tuple(Known):
        read = replace(read, doubts=tuple(code for code in read.doubts if code != LIFE))
    if doubted or taken_for_one:
        return replace(read, doubts=_with_life(read))
    return _as_said(read, is_life)


def _with_life(read: Reading) -> tuple[str, ...]:
    return tuple(dict.fromkeys((LIFE, *read.doubts)))


def _as_said(read: Reading, is_life: bool | None) -> Reading:
    if is_life is True:
        doubts = tuple(code for code in read.doubts if code not in (LIFE, *OF_URGENCY))
        return replace(read, urgency=Urgency.LIFE, doubts=doubts)
    if is_life is False and read.urgency is Urgency.LIFE:
        return replace(read, urgency=Urgency.TODAY, harm_at=None)
    return read


def _as_urgent(read: Reading, guess: Guess, marks: Marks) -> Reading:
    """A reading that is as urgent as the guard finds it, where that is more than the rules do."""
    if guess.today >= marks.today:
        found = Urgency.TODAY
    else:
        found = Urgency.SOON if guess.soon >= marks.soon else Urgency.ROUTINE
    if URGENCIES.index(found) >= URGENCIES.index(read.urgency):
        return read
    return replace(read, urgency=found, doubts=(*read.doubts, URGENCY_GUESSED))


def _of_kind(read: Reading, guess: Guess, marks: Marks, *, however: bool) -> Reading:
    """A reading of the guessed kind where the rules told none, or are wrong more often.

    Args:
        however: whether it is taken however likely it is, where the rules told none.
    """
    if guess.kind in (RequestKind.OTHER, read.kind) or KIND_LEARNED in read.doubts:
        return read
    untold = read.kind is RequestKind.OTHER
    if read.harm_reason in tuple(Known):
        return read
    if read.urgency is Urgency.LIFE and guess.kind not in _OF_LIVES and not untold:
        return read
    if guess.kind is RequestKind.OFFER and (asks_too(read.text) or asks_others(read.text)):
        return read
    over = _SURELY if read.harm_reason in _THINGS else marks.over
    mark = 0.0 if untold and however else marks.kind if untold else over
    if guess.kind_likely < mark:
        return read
    known = (code for code in read.doubts if code != "kind_unknown")
    reason = read.harm_reason if read.urgency is Urgency.LIFE or read.harm_at else None
    return replace(read, kind=guess.kind, harm_reason=reason, doubts=("kind_guessed", *known))
