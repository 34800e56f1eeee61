"""By when somebody is harmed if nothing is done: the answers, and what each makes of a request.

Pure; the moment is an argument.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from functools import cache
from typing import NamedTuple

from models.chases import Urgency
from models.reading.day_names import said_before_sleep
from models.requests import DEFAULT_SETTINGS, HarmAnswer, QueueSettings, RequestKind
from models.requests.urgency import told_vital, urgency_at
from models.text import fold, spoken_number
from models.times import LOCAL, stored
from models.word_tables import word_table

MOST_DAYS = 3660
"""Days beyond which no harm is foreseen."""

BODY_KINDS = frozenset(
    {
        RequestKind.EMERGENCY,
        RequestKind.DIALYSIS,
        RequestKind.MEDICINE,
        RequestKind.BIRTH,
        RequestKind.DISTRESS,
        RequestKind.DANGER,
    }
)
"""Kinds in which harm that comes now comes to somebody's life."""

_RUNS_OUT = frozenset(
    {RequestKind.MEDICINE, RequestKind.BABY, RequestKind.FOOD, RequestKind.CARE_GOODS}
)
"""Kinds of things whose last day is the day of harm."""

USUAL_REASONS: Mapping[RequestKind, str] = {
    RequestKind.EMERGENCY: "acute",
    RequestKind.DIALYSIS: "dialysis_due",
    RequestKind.MEDICINE: "medicine_ends",
    RequestKind.BIRTH: "pregnancy",
    RequestKind.FOOD: "food_ends",
    RequestKind.BABY: "baby_goods_end",
    RequestKind.TRANSFER: "transfer",
    RequestKind.TEST: "test",
    RequestKind.GROUP_PURCHASE: "group_purchase",
    RequestKind.PETS: "pets",
    RequestKind.DELIVERY_MISSED: "delivery_missed",
    RequestKind.OPENING: "opening",
    RequestKind.HOSPITAL_TRIP: "hospital_trip",
    RequestKind.PASS: "pass",
    RequestKind.WAY_HOME: "way_home",
    RequestKind.CONTACT_MOVE: "contact_move",
    RequestKind.CARE_GOODS: "care_goods",
    RequestKind.DISINFECTION: "disinfection",
    RequestKind.DISTRESS: "distress",
    RequestKind.DANGER: "danger",
    RequestKind.DEATH: "death",
    RequestKind.COMPLAINT: "complaint",
    RequestKind.ANTIGEN: "antigen",
    RequestKind.OFFER: "offer",
}
"""What harms where nothing else was said; a code of the reading's reasons."""

_NIGHT = (time(22, 0), time(2, 0), time(6, 0))
"""Clock times a night's harm is put to; the next that leaves an hour counts."""

_NOON = time(12, 0)

_IN_WORDS = tuple(answer for answer in HarmAnswer if answer is not HarmAnswer.DAYS)
_DAYS = re.compile(r"(\d{1,4}|[一二两三四五六七八九十]{1,3}) ?(?:天|日|d|days?)?")


@cache
def _said() -> Mapping[str, HarmAnswer]:
    table = word_table(__file__, "harm.toml")
    table.only(*_IN_WORDS)
    return {word: answer for answer in _IN_WORDS for word in table.words(answer)}


class Harm(NamedTuple):
    """What an answer makes of a request."""

    urgency: Urgency
    at: datetime | None
    reason: str | None
    """A code of the reading's reasons."""
    days_left: int | None


class Answer(NamedTuple):
    """An answer as it was given; `days` counts only for HarmAnswer.DAYS."""

    answer: HarmAnswer
    days: int = 0


def read_answer(text: str) -> Answer | None:
    """The answer that a word or a letter stands for: `n`, `tonight`, `明天`, `3`, `两天`, `w`.

    None when it is none, such as a clock time.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    said = fold(text)
    if said in _said():
        return Answer(_said()[said])
    match = _DAYS.fullmatch(said)
    if match is None:
        return None
    number = int(match[1]) if match[1].isdigit() else spoken_number(match[1])
    if number is None or number > MOST_DAYS:
        return None
    return Answer(HarmAnswer.DAYS, number) if number else Answer(HarmAnswer.NOW)


def harm_of(
    given: Answer | datetime,
    kind: RequestKind,
    now: datetime,
    settings: QueueSettings = DEFAULT_SETTINGS,
) -> Harm:
    """When somebody is harmed by an answer or at a time, how urgent that is now, and why.

    Harm of the body that comes now is a matter of life.
    """
    if isinstance(given, Answer) and given.answer is HarmAnswer.CAN_WAIT:
        return Harm(Urgency.ROUTINE, None, None, None)
    at = given if isinstance(given, datetime) else _when(given, now)
    vital = kind if told_vital(kind, None) else None
    urgency = urgency_at(Urgency.ROUTINE, stored(at), now, settings, vital)
    if isinstance(given, datetime):
        return Harm(urgency, at, USUAL_REASONS.get(kind), None)
    if given.answer is HarmAnswer.NOW and kind in BODY_KINDS:
        urgency = Urgency.LIFE
    counted = given.answer is HarmAnswer.DAYS and kind in _RUNS_OUT
    return Harm(urgency, at, USUAL_REASONS.get(kind), given.days if counted else None)


def _when(given: Answer, now: datetime) -> datetime:
    here = now.astimezone(LOCAL)
    if given.answer is HarmAnswer.TONIGHT:
        return min(_next(here + timedelta(hours=1), clock) for clock in _NIGHT)
    if given.answer is HarmAnswer.TOMORROW:
        coming = 0 if said_before_sleep(1, here) else 1
        return datetime.combine(here.date() + timedelta(days=coming), _NOON, LOCAL)
    if given.answer is HarmAnswer.DAYS:
        return now + timedelta(days=given.days)
    return now


def _next(moment: datetime, clock: time) -> datetime:
    due = datetime.combine(moment.date(), clock, LOCAL)
    return due if due >= moment else due + timedelta(days=1)
