"""The roster's settings as a form shows them and as they are kept. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import time, timedelta

from models.duties import DEFAULT_ROSTER, RosterSettings, Standing, Work
from models.problems import Problem
from models.requests.settings import read_span
from models.text import whole_number

SPANS = ("rest", "least_rest", "awake_most", "shift")
STANDING: tuple[Work, ...] = (Work.TELEPHONE, Work.NIGHT, Work.PATROL)
"""Work that can go on every day, in the order of the form."""

MOST_PEOPLE = 20
MOST_DAYS = 30

_MOST_SPAN = timedelta(hours=48)
_RATIO = re.compile(r"(\d{1,2}(?:\.\d{1,2})?)(?: ?[:：比] ?1)?")
_STANDING = re.compile(
    r"(\d{1,2}):(\d{2}) ?(?:-|–|—|~|到|至) ?(\d{1,2}):(\d{2})(?: ?[x×*,，]? ?(\d{1,2}) ?人?)?"
)


# -- the form --------------------------------------------------------------------------------------


def written(settings: RosterSettings) -> dict[str, str]:
    """The settings as the form's fields show them: minutes, a ratio, days, spans with people."""
    standing = {one.work: one for one in settings.standing}
    return {
        **{name: _minutes(getattr(settings, name)) for name in SPANS},
        "work_per_rest": f"{settings.work_per_rest:g}",
        "contact_days": str(settings.contact_days),
        **{str(work): _standing_text(standing.get(work)) for work in STANDING},
    }


def read_settings(typed: Mapping[str, object]) -> RosterSettings | list[Problem]:
    """The settings a form says: `span_unclear`, `ratio_unclear`, `days_unclear`,
    `standing_unclear` at their fields.

    Spans are minutes, or hours and days with their unit: `90`, `6h`, `6小时`. Standing work is
    `06:00-23:00`, with `x2` for two people, or empty where there is none.
    """
    problems: list[Problem] = []
    given: dict[str, object] = {}
    for name in SPANS:
        span = read_span(str(typed.get(name, "")))
        if span is None or span > _MOST_SPAN:
            problems.append(Problem("span_unclear", {"value": typed.get(name, "")}, name))
        given[name] = span
    given["work_per_rest"] = _ratio(str(typed.get("work_per_rest", "")))
    if given["work_per_rest"] is None:
        value = {"value": typed.get("work_per_rest", "")}
        problems.append(Problem("ratio_unclear", value, "work_per_rest"))
    days = whole_number(typed.get("contact_days", ""))
    if days is None or not 0 <= days <= MOST_DAYS:
        value = {"value": typed.get("contact_days", ""), "most": MOST_DAYS}
        problems.append(Problem("days_unclear", value, "contact_days"))
    given["contact_days"] = days
    standing = []
    for work in STANDING:
        text = str(typed.get(str(work), "")).strip()
        one = _standing(work, text)
        if one is not None:
            standing.append(one)
        elif text:
            problems.append(Problem("standing_unclear", {"value": text}, str(work)))
    if problems:
        return problems
    return replace(DEFAULT_ROSTER, standing=tuple(standing), **given)  # type: ignore[arg-type]


# -- how they are kept -----------------------------------------------------------------------------


def kept(settings: RosterSettings) -> dict[str, object]:
    """The settings as they are stored: minutes, numbers, standing work by clock times."""
    return {
        **{name: int(_minutes(getattr(settings, name))) for name in SPANS},
        "work_per_rest": settings.work_per_rest,
        "contact_days": settings.contact_days,
        "standing": [
            [str(one.work), f"{one.starts:%H:%M}", f"{one.ends:%H:%M}", one.people]
            for one in settings.standing
        ],
    }


def from_kept(found: Mapping[str, object]) -> RosterSettings:
    """The settings of what was stored; defaults for what is not there."""
    given: dict[str, object] = {}
    for name in SPANS:
        if name in found:
            given[name] = timedelta(minutes=int(str(found[name])))
    if "work_per_rest" in found:
        given["work_per_rest"] = float(str(found["work_per_rest"]))
    if "contact_days" in found:
        given["contact_days"] = int(str(found["contact_days"]))
    standing = found.get("standing")
    if isinstance(standing, list):
        given["standing"] = tuple(
            Standing(Work(work), time.fromisoformat(starts), time.fromisoformat(ends), people)
            for work, starts, ends, people in standing
        )
    return replace(DEFAULT_ROSTER, **given)  # type: ignore[arg-type]


# -- parts of it -----------------------------------------------------------------------------------


def _minutes(span: timedelta) -> str:
    return str(int(span.total_seconds() // 60))


def _standing_text(one: Standing | None) -> str:
    if one is None:
        return ""
    people = f" x{one.people}" if one.people > 1 else ""
    return f"{one.starts:%H:%M}-{one.ends:%H:%M}{people}"


def _standing(work: Work, text: str) -> Standing | None:
    match = _STANDING.fullmatch(text.replace("：", ":"))
    if match is None:
        return None
    hours, people = (int(match[1]), int(match[3])), int(match[5] or 1)
    if max(hours) > 24 or max(int(match[2]), int(match[4])) > 59 or not 1 <= people <= MOST_PEOPLE:
        return None
    starts, ends = (
        time(hour % 24, int(minute))
        for hour, minute in zip(hours, (match[2], match[4]), strict=True)
    )
    return Standing(work, starts, ends, people)


def _ratio(text: str) -> float | None:
    match = _RATIO.fullmatch(text.strip())
    return float(match[1]) if match is not None and float(match[1]) > 0 else None
