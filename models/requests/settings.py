"""The queue's settings as a form shows them and as they are kept by name. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import time, timedelta

from models.chases import Urgency
from models.problems import Problem
from models.requests import QueueSettings
from models.text import fold, whole_number

CHASED_AFTER: Mapping[str, Urgency] = {
    "chase_life": Urgency.LIFE,
    "chase_today": Urgency.TODAY,
    "chase_soon": Urgency.SOON,
}
TOLD_WITHIN: Mapping[str, Urgency] = {f"told_{urgency}": urgency for urgency in Urgency}
SPANS = ("due_within", "today_within", "soon_within")
CLOCKS = ("morning", "quiet_from", "quiet_until")

VIEW_NAME_LIMIT = 40
"""Characters of the name a view is kept under."""

_MOST_MINUTES = 60 * 24 * 30
_MOST_IN_A_ROW = 99
_SPAN = re.compile(r"(\d{1,6}) ?(min|m|分钟?|h|hours?|小?时|小时|d|days?|天)?")
_UNITS = {"h": 60, "时": 60, "小": 60, "d": 24 * 60, "天": 24 * 60}
_CLOCK = re.compile(r"(\d{1,2})[:：](\d{2})")


def written(settings: QueueSettings) -> dict[str, str]:
    """The settings as the form's fields show them: minutes, clock times, a count."""
    after = settings.chase_after
    return {
        **{name: _minutes(after[urgency]) for name, urgency in CHASED_AFTER.items()},
        **{name: _minutes(settings.told_within[urgency]) for name, urgency in TOLD_WITHIN.items()},
        **{name: _minutes(getattr(settings, name)) for name in SPANS},
        **{name: f"{getattr(settings, name):%H:%M}" for name in CLOCKS},
        "rung_after": str(settings.rung_after),
    }


def read_settings(
    typed: Mapping[str, object], before: QueueSettings
) -> QueueSettings | list[Problem]:
    """The settings a form says: `span_unclear`, `clock_unclear`, `count_unclear` at their fields.

    Spans are minutes, or hours and days with their unit: `90`, `4h`, `4小时`, `2 days`.
    """
    problems: list[Problem] = []
    after, told = dict(before.chase_after), dict(before.told_within)
    given: dict[str, object] = {}
    for name in (*CHASED_AFTER, *TOLD_WITHIN, *SPANS):
        span = read_span(str(typed.get(name, "")))
        if span is None:
            problems.append(Problem("span_unclear", {"value": typed.get(name, "")}, name))
        elif name in CHASED_AFTER:
            after[CHASED_AFTER[name]] = span
        elif name in TOLD_WITHIN:
            told[TOLD_WITHIN[name]] = span
        else:
            given[name] = span
    for name in CLOCKS:
        clock = _clock(str(typed.get(name, "")))
        if clock is None:
            problems.append(Problem("clock_unclear", {"value": typed.get(name, "")}, name))
        given[name] = clock
    count = whole_number(typed.get("rung_after", ""))
    if count is None or not 1 <= count <= _MOST_IN_A_ROW:
        value = {"value": typed.get("rung_after", "")}
        problems.append(Problem("count_unclear", value, "rung_after"))
    if problems or count is None:
        return problems
    return replace(
        before,
        chase_after=after,
        told_within=told,
        rung_after=count,
        **given,  # type: ignore[arg-type]
    )


def kept(settings: QueueSettings) -> dict[str, object]:
    """The settings by name as they are stored: minutes, clock times as `HH:MM`, a count."""
    shown = written(settings)
    return {name: text if name in CLOCKS else int(text) for name, text in shown.items()}


def view_name_problems(name: str) -> list[Problem]:
    """What is wrong with the name of a view: `view_name_empty`, `view_name_long`."""
    if not name.strip():
        return [Problem("view_name_empty", {}, "name")]
    if len(name) > VIEW_NAME_LIMIT:
        return [Problem("view_name_long", {"limit": VIEW_NAME_LIMIT}, "name")]
    return []


def read_span(text: str) -> timedelta | None:
    """A span of at least a minute; None for what is none."""
    match = _SPAN.fullmatch(fold(text))
    if match is None:
        return None
    minutes = int(match[1]) * _UNITS.get((match[2] or "")[:1], 1)
    return timedelta(minutes=minutes) if 1 <= minutes <= _MOST_MINUTES else None


def _minutes(span: timedelta) -> str:
    return str(int(span.total_seconds() // 60))


def _clock(text: str) -> time | None:
    match = _CLOCK.fullmatch(text.strip())
    if match is None or int(match[1]) > 23 or int(match[2]) > 59:
        return None
    return time(int(match[1]), int(match[2]))
