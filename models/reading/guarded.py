"""What the guard adds to what the rules read of a call. Pure.

The rules give reasons, dates and quantities, and rank; the guard has only seen many calls. So it
never lowers what the rules read: it asks whether a life is at stake where they see none, and says
which kind it may be where they have nothing to go by. Both stay doubts until somebody answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from models.chases import Urgency
from models.chases.rules import URGENCIES
from models.reading.guard import Guess, Marks
from models.reading.shapes import Reading
from models.requests import RequestKind
from models.requests.doubts import LIFE

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
"""How urgent what is guessed to be of a kind is at least; what is not named can wait."""


def guarded(read: Reading, guess: Guess, marks: Marks, is_life: bool | None = None) -> Reading:
    """A reading with what the guard makes of the same line, and what somebody said of it.

    - Above the higher mark it becomes a matter of life at once, between the two it stays as urgent
      as the rules read it; in both its doubts hold `life` and the queue puts it first. A life that
      is asked about needlessly costs one key, one that is not seen costs the life.
    - Who says for how many days something will last was asked what matters: there the higher mark
      alone counts.
    - Where no rule told a kind, or only that it is of no other, the guessed one is taken, doubted
      as `kind_guessed`; one that is not likely enough stays `kind_unknown`. What may be about a
      life is of the likeliest kind, however likely.
    - Who heard the caller knows better than both: what they said is about a life is one, and what
      they said is none is a matter of today where the rules took it for one.

    Args:
        is_life: whether it is about a life, where somebody said so.
    """
    lasts = read.days_left is not None and read.days_left > 0
    mark = marks.sure if lasts else marks.ask
    doubted = is_life is None and read.urgency is not Urgency.LIFE and guess.life >= mark
    read = _of_kind(read, guess, marks, however=doubted or is_life is True)
    if doubted:
        sure = guess.life >= marks.sure
        urgency = Urgency.LIFE if sure else read.urgency
        return replace(read, urgency=urgency, doubts=(LIFE, *read.doubts))
    return _as_said(read, is_life)


def _as_said(read: Reading, is_life: bool | None) -> Reading:
    if is_life is True:
        return replace(read, urgency=Urgency.LIFE)
    if is_life is False and read.urgency is Urgency.LIFE:
        return replace(read, urgency=Urgency.TODAY, harm_at=None)
    return read


def _of_kind(read: Reading, guess: Guess, marks: Marks, *, however: bool) -> Reading:
    """A reading of the guessed kind where the rules told none.

    Args:
        however: whether it is taken however likely it is.
    """
    if read.kind is not RequestKind.OTHER or guess.kind is RequestKind.OTHER:
        return read
    if guess.kind_likely < marks.kind and not however:
        return read
    known = (code for code in read.doubts if code != "kind_unknown")
    usually = USUALLY.get(guess.kind, Urgency.ROUTINE)
    return replace(
        read,
        kind=guess.kind,
        urgency=min(read.urgency, usually, key=URGENCIES.index),
        doubts=("kind_guessed", *known),
    )
