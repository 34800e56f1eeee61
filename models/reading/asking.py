"""The one question that decides whether a call is about a life, said into the telephone. Pure.

Every question is put so that yes means that a life is in danger, whatever it is about: who hears
"yes" at two in the morning and presses the key for yes must not have to think.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import Protocol

from models.chases import Urgency
from models.reading.scan import PhraseBook, plain
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
"""What is asked where no word tells more than the kind."""

_ASKED = frozenset(
    {
        RequestKind.EMERGENCY,
        RequestKind.DIALYSIS,
        RequestKind.BIRTH,
        RequestKind.DISTRESS,
        RequestKind.DANGER,
    }
)
"""Kinds of which it is asked however urgent they are."""


@cache
def questions() -> PhraseBook[Question | None]:
    """The words by which a question is chosen; None for those that only hold such a word.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    table = word_table(__file__, "asking.toml")
    table.only(*_IN_WORDS, "other")
    rows = [(one, table.words(one)) for one in _IN_WORDS] + [(None, table.words("other"))]
    return PhraseBook((plain(word), one) for one, words in rows for word in words)


class Told(Protocol):
    """What a call tells, as it was read or as it is on file."""

    @property
    def text(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def urgency(self) -> str: ...
    @property
    def harm_reason(self) -> str | None: ...
    @property
    def doubts(self) -> tuple[str, ...]: ...


def question_of(told: Told) -> Question | None:
    """What decides whether a call is about a life; None where it is not near one."""
    at_stake = LIFE in told.doubts or told.urgency == Urgency.LIFE or told.kind in _ASKED
    if not (at_stake or _is_vital(told)):
        return None
    found = {
        hit.means for hit in unless_broken(lambda: tuple(questions().find(plain(told.text))), ())
    }
    said = next((one for one in Question if one in found), None)
    return said or _OF_KINDS.get(RequestKind(told.kind), Question.ANYBODY)


def _is_vital(told: Told) -> bool:
    return told.harm_reason in VITAL_REASONS and told.urgency == Urgency.TODAY
