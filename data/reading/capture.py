"""The capture line: a call in free text read against the register and put into the queue."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from data.learned.commands import learn
from data.learned.queries import as_taught
from data.reading.gazetteer import StoreGazetteer
from data.reading.history import homes
from data.requests import queries
from data.requests.commands import add_request
from data.sql import Reader
from data.words import broken_table
from models.chases import Urgency
from models.learned import NOTHING, Lesson
from models.learned.rules import of_kind
from models.problems import Problem, Refused
from models.reading.gazetteer import Gazetteer
from models.reading.guard import guard
from models.reading.guarded import guarded, matter
from models.reading.known import Home
from models.reading.line import read_line, unread
from models.reading.remembered import remembered
from models.reading.shapes import Reading
from models.reading.summaries import shortened
from models.requests import HarmAnswer, QueueSettings, RequestInput, RequestKind
from models.requests.doubles import Draft
from models.requests.doubts import OF_HARM
from models.requests.harm import Answer, harm_of
from models.text import clean
from models.word_tables import BrokenTable

if TYPE_CHECKING:
    from data.step import Step


class Captured(NamedTuple):
    """A request just taken down, what was read out of its line, and what that taught."""

    no: int
    reading: Reading
    lesson: Lesson = NOTHING
    unlinked: Problem | None = None
    """Why what else was to be done with it was not."""


Link = Callable[["Step", int], object]
"""Does with a request, by its number, what else belongs to its being taken down."""


def read(
    conn: Reader,
    text: str,
    now: datetime,
    gazetteer: Gazetteer | None = None,
    is_life: bool | None = None,
    kind: RequestKind | None = None,
) -> Reading:
    """What a line says, with the households it may be about and what their history makes of it.

    It is taken down with whatever is wrong with the tables of words; the reading tells of it.

    Args:
        gazetteer: the one of several lines; one for this line alone when None.
        is_life: whether it is life safety, where somebody said so.
        kind: what it is about, where somebody said so.
    """
    try:
        reading = read_line(text, gazetteer or StoreGazetteer(conn), now)
        trouble = broken_table()
    except BrokenTable as broken:
        trouble = broken.problem
        reading = unread(text, trouble)
    unheard = None if is_life else is_life
    looks: list[Callable[[Reading], Reading]] = [
        partial(as_taught, conn),
        partial(_remembered, conn, now, unheard),
        partial(_guarded, text, unheard),
    ]
    if is_life:
        looks.append(partial(_guarded, text, is_life))
    for look in looks:
        try:
            reading = look(reading)
        except BrokenTable as broken:
            trouble = trouble or broken.problem
    if kind is not None:
        reading = of_kind(reading, kind)
    return replace(reading, trouble=trouble)


def _guarded(text: str, is_life: bool | None, reading: Reading) -> Reading:
    model = guard()
    return guarded(reading, model.guess(matter(text, reading.spans)), model.marks, is_life)


def _remembered(conn: Reader, now: datetime, is_life: bool | None, reading: Reading) -> Reading:
    return remembered(reading, _homes(conn, reading, now), now, is_life)


def _homes(conn: Reader, reading: Reading, now: datetime) -> list[Home]:
    """What is on file of the households a line is about; those an import brings in have none."""
    numbers = [] if reading.household is None else [reading.household]
    numbers += [door.no for door in reading.doors]
    return homes(conn, [no for no in numbers if no > 0], now)


def input_of_reading(reading: Reading, text: str, now: datetime) -> RequestInput:
    """A request as a line tells it.

    Args:
        text: the line as it was typed; kept whole, whatever was made out of it.
        now: when it was typed; the line's own time goes before.
    """
    return RequestInput(
        text=text,
        summary=shortened(reading.summary, text, reading.spans),
        kind=reading.kind,
        urgency=reading.urgency,
        opened_at=reading.happened_at or now,
        household_no=reading.household,
        address_said=_said_beside(reading),
        harm_at=reading.harm_at,
        harm_reason=reading.harm_reason,
        days_left=reading.days_left,
        caller=reading.who_called,
        phone=reading.phone,
        patient=reading.patient,
        call_back_phone=reading.call_back_phone,
        doors=tuple(door.no for door in reading.doors),
        doubts=reading.doubts,
    )


def _said_beside(reading: Reading) -> str:
    """The address in the caller's words, as far as no household on file stands for it."""
    if reading.household is None:
        return reading.address_said
    return clean("、".join(reading.unlisted))


def answered(
    reading: Reading,
    answer: Answer | None,
    now: datetime,
    queue: QueueSettings,
    is_life: bool | None = None,
) -> Reading:
    """A reading whose time of harm was answered by the one who took the call down.

    Of a line that could not be read it is then known how urgent it is; what harms somebody now
    may be a matter of life, since nobody knows that it is none. What was said to be a life stays
    one, whenever harm comes.

    Args:
        is_life: whether it is life safety, where somebody said so.
    """
    if answer is None:
        return reading
    harm = harm_of(answer, reading.kind, now, queue)
    harms_now = "unread" in reading.doubts and answer.answer is HarmAnswer.NOW
    is_life = is_life or (harms_now and is_life is None)
    return replace(
        reading,
        doubts=tuple(code for code in reading.doubts if code not in OF_HARM),
        urgency=Urgency.LIFE if is_life else harm.urgency,
        harm_at=harm.at,
        harm_reason=None if harm.at is None else reading.harm_reason or harm.reason,
        days_left=reading.days_left if harm.days_left is None else harm.days_left,
    )


def draft_of(reading: Reading) -> Draft:
    """What a line tells that others on file may double."""
    doors = tuple(door.no for door in reading.doors)
    return Draft(reading.household, reading.kind, reading.phone, reading.summary, doors)


def capture(
    step: Step,
    text: str,
    answer: Answer | None = None,
    came: datetime | None = None,
    is_life: bool | None = None,
    kind: RequestKind | None = None,
    link: Link | None = None,
) -> Captured:
    """Take down a call; where somebody said what it is about, that teaches words.

    Args:
        is_life, kind: whether it is life safety, and what it is about, where somebody said so.
        answer: by when somebody is harmed, where that was answered; else the line tells it.
        came: when the line was typed, by which it is read; the step's time when None.
        link: see `linked`.

    Raises:
        Refused: with the first of `models.requests.rules.request_problems`.
    """
    queue = queries.settings(step.conn)
    at = came or step.at
    reading = read(step.conn, text, at, is_life=is_life, kind=kind)
    reading = answered(reading, answer, step.at, queue, is_life)
    no = add_request(step, input_of_reading(reading, text, at))
    lesson = NOTHING if kind is None else learn(step, [no])[no]
    return Captured(no, reading, lesson, linked(step, no, link))


def linked(step: Step, no: int, link: Link | None) -> Problem | None:
    """Do what else belongs to a request just taken down, which is kept whatever refuses that; what
    refused it."""
    try:
        if link is not None:
            with step.part():
                link(step, no)
    except Refused as refused:
        return refused.problem
    return None
