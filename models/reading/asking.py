"""The one question that decides whether a call is about a life, to be said into the telephone. Pure.

Every question is put so that yes means that a life is in danger, whatever it is about: who hears
"yes" at two in the morning and presses the key for yes must not have to think.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache

from models.chases import Urgency
from models.reading.scan import PhraseBook, plain
from models.reading.shapes import Reading
from models.requests import VITAL_REASONS, RequestKind
from models.requests.doubts import LIFE
from models.word_tables import unless_broken, word_table


class Question(StrEnum):
    """What decides; in the order in which they are asked where several would do."""

    HARM_ONESELF = "harm_oneself"
    WITH_CHILD = "with_child"
    DIALYSIS = "dialysis"
    OXYGEN = "oxygen"
    INFANT = "infant"
    SWALLOWED = "swallowed"
    FIRE = "fire"
    VIOLENCE = "violence"
    TRAPPED = "trapped"
    BLEEDING = "bleeding"
    FALL = "fall"
    BREATH = "breath"
    CHEST = "chest"
    HEAD = "head"
    SUGAR = "sugar"
    SILENT = "silent"
    GONE = "gone"
    HUNGER = "hunger"
    FEVER = "fever"
    MEDICINE = "medicine"
    ANYBODY = "anybody"
    """Where nothing tells what it is."""


_IN_WORDS = tuple(one for one in Question if one is not Question.ANYBODY)

_OF_KINDS: Mapping[RequestKind, Question] = {
    RequestKind.DIALYSIS: Question.DIALYSIS,
    RequestKind.BIRTH: Question.WITH_CHILD,
    RequestKind.BABY: Question.INFANT,
    RequestKind.MEDICINE: Question.MEDICINE,
    RequestKind.FOOD: Question.HUNGER,
    RequestKind.DISTRESS: Question.HARM_ONESELF,
}
_ASKED = frozenset(
    {RequestKind.EMERGENCY, RequestKind.DIALYSIS, RequestKind.BIRTH, RequestKind.DANGER}
)
"""Kinds of which it is asked however urgent they are."""


@cache
def _words() -> PhraseBook[Question]:
    table = word_table(__file__, "asking.toml")
    table.only(*_IN_WORDS)
    rows = ((one, table.words(one)) for one in _IN_WORDS)
    return PhraseBook((plain(word), one) for one, words in rows for word in words)


def question_of(read: Reading) -> Question | None:
    """What decides whether a call is about a life; None where it is not near one."""
    doubted = LIFE in read.doubts
    if not (doubted or read.urgency is Urgency.LIFE or read.kind in _ASKED or _is_vital(read)):
        return None
    found = {hit.means for hit in unless_broken(lambda: tuple(_words().find(plain(read.text))), ())}
    said = next((one for one in Question if one in found), None)
    return said or _OF_KINDS.get(read.kind, Question.ANYBODY)


def _is_vital(read: Reading) -> bool:
    return read.harm_reason in VITAL_REASONS and read.urgency is Urgency.TODAY
