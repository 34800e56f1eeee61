"""What was typed into the forms of requests, read into inputs or into problems by field. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from models.chases import ChaseInput, Rung, TellingInput, Urgency
from models.chases import rules as chase_rules
from models.emergency.rules import said_when, who_and_what
from models.problems import Problem
from models.requests import (
    DEFAULT_SETTINGS,
    QueueSettings,
    RequestInput,
    RequestKind,
    RequestView,
    rules,
)
from models.requests.harm import harm_of, read_answer
from models.text import phone_digits, whole_number
from models.times import parse_moment, stored

Typed = Mapping[str, object]

_LONG_PAST = timedelta(hours=12)
"""How long past a time of day must be for the next day's to be meant."""


def read_request(
    typed: Typed,
    now: datetime,
    household_no: int | None,
    queue: QueueSettings = DEFAULT_SETTINGS,
) -> RequestInput | list[Problem]:
    """A request from the fields `text kind urgency caller phone patient call_back_phone harm_at
    harm_reason days_left address_said opened_at`; empty ones are unknown.

    Harm is a time or an answer such as `tonight`, which tells urgency and reason too; it makes
    nothing less urgent than it was said to be. Days left date the harm where nothing else does.
    """
    problems: list[Problem] = []
    opened = _moment(typed, "opened_at", now, problems) or now
    kind = RequestKind(_text(typed, "kind") or RequestKind.OTHER)
    urgency = Urgency(_text(typed, "urgency") or Urgency.ROUTINE)
    reason = _text(typed, "harm_reason") or None
    days = _days(typed, problems)
    answer = read_answer(_text(typed, "harm_at"))
    if answer is None:
        harm = _coming(typed, "harm_at", now, problems)
        if harm is None and days is not None:
            harm = opened + timedelta(days=days)
    else:
        told = harm_of(answer, kind, now, queue)
        harm, reason = told.at, reason or told.reason
        urgency = min(urgency, told.urgency, key=chase_rules.URGENCIES.index)
        days = told.days_left if days is None else days
    for name in ("phone", "call_back_phone"):
        if _text(typed, name) and phone_digits(_text(typed, name)) is None:
            problems.append(Problem("phone_unclear", {"value": _text(typed, name)}, name))
    given = RequestInput(
        text=_text(typed, "text"),
        summary="",
        kind=kind,
        urgency=urgency,
        opened_at=opened,
        household_no=household_no,
        address_said="" if household_no is not None else _text(typed, "address_said"),
        harm_at=harm,
        harm_reason=reason,
        days_left=days,
        caller=_text(typed, "caller"),
        phone=_text(typed, "phone"),
        patient=_text(typed, "patient"),
        call_back_phone=_text(typed, "call_back_phone"),
    )
    problems += rules.request_problems(given, now)
    return problems or given


def read_chase(view: RequestView, typed: Typed, now: datetime) -> ChaseInput | list[Problem]:
    """A chase from the fields `rung to said answered promised_until`; `answered` is yes or no."""
    problems: list[Problem] = []
    given = ChaseInput(
        to=_text(typed, "to"),
        said=_text(typed, "said"),
        at=now,
        rung=Rung(_text(typed, "rung") or Rung.SUBDISTRICT),
        answered=_text(typed, "answered") != "no",
        promised_until=_coming(typed, "promised_until", now, problems),
    )
    problems += chase_rules.chase_problems(rules.chased(view, now), given, now)
    return problems or given


def _coming(typed: Typed, name: str, now: datetime, problems: list[Problem]) -> datetime | None:
    """When something is promised or feared for, if that was said."""
    until = _moment(typed, name, now, problems)
    return None if until is None else coming_moment(_text(typed, name), now)


def coming_moment(text: str, now: datetime) -> datetime:
    """When something is promised or feared for; a time of day alone, said late at night, may be
    past midnight.

    Raises:
        ValueError: when it is no time.
    """
    until = parse_moment(text, now)
    if now - until < _LONG_PAST:
        return until
    # A time that has its date stays the same whatever day it is read on.
    following = parse_moment(text, now + timedelta(days=1))
    return following if following - until == timedelta(days=1) else until


def read_telling(
    view: RequestView, line: str, whom: str, now: datetime
) -> TellingInput | list[Problem]:
    """A telling from one line: `the car is late`, `daughter: the car is late`, `08:10 …`.

    Args:
        whom: who was told when the line names nobody.
    """
    at, said = said_when(line, now)
    named, what = who_and_what(said)
    given = TellingInput(named or whom, what, at)
    return chase_rules.telling_problems(rules.chased(view, now), given, now) or given


def harm_problem(text: str, now: datetime) -> Problem | None:
    """What is wrong with when harm comes, an answer or a time."""
    return None if read_answer(text) is not None else moment_problem(text, now, "harm_at")


def moment_problem(text: str, now: datetime, field: str) -> Problem | None:
    """What is wrong with a typed time, for the field it stands in."""
    found: list[Problem] = []
    _moment({field: text}, field, now, found)
    return found[0] if found else None


def _text(typed: Typed, name: str) -> str:
    return str(typed.get(name, "")).strip()


def _moment(typed: Typed, name: str, now: datetime, problems: list[Problem]) -> datetime | None:
    text = _text(typed, name)
    if not text:
        return None
    try:
        moment = parse_moment(text, now)
        stored(moment)
        return moment
    except (ValueError, OverflowError):
        problems.append(Problem("time_unclear", {"value": text}, name))
    return None


def _days(typed: Typed, problems: list[Problem]) -> int | None:
    text = _text(typed, "days_left")
    if not text:
        return None
    days = whole_number(text)
    if days is None or days > 3660:
        problems.append(Problem("days_unclear", {"value": text}, "days_left"))
        return None
    return days
