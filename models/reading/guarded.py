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


def guarded(read: Reading, guess: Guess, marks: Marks) -> Reading:
    """A reading with what the guard makes of the same line.

    - Above the higher mark it becomes a matter of life at once, between the two it stays as urgent
      as the rules read it; in both its doubts hold `life` and the queue puts it first. A life that
      is asked about needlessly costs one key, one that is not seen costs the life.
    - Where no rule told a kind, or only that it is of no other, the guessed one is taken, doubted
      as `kind_guessed`; one that is not likely enough stays `kind_unknown`. What may be about a
      life is of the likeliest kind, however likely.
    """
    may_be_life = read.urgency is not Urgency.LIFE and guess.life >= marks.ask
    read = _of_kind(read, guess, marks, may_be_life=may_be_life)
    if not may_be_life:
        return read
    return replace(
        read,
        urgency=Urgency.LIFE if guess.life >= marks.sure else read.urgency,
        doubts=(LIFE, *read.doubts),
    )


def _of_kind(read: Reading, guess: Guess, marks: Marks, *, may_be_life: bool) -> Reading:
    if read.kind is not RequestKind.OTHER or guess.kind is RequestKind.OTHER:
        return read
    if guess.kind_likely < marks.kind and not may_be_life:
        return read
    known = (code for code in read.doubts if code != "kind_unknown")
    usually = USUALLY.get(guess.kind, Urgency.ROUTINE)
    return replace(
        read,
        kind=guess.kind,
        urgency=min(read.urgency, usually, key=URGENCIES.index),
        doubts=("kind_guessed", *known),
    )
