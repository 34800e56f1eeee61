"""Rules of the directory: hours as people write them, who is reachable when, whom to try first.

Pure functions; the moment is an argument.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import NamedTuple

from models.chases import Rung
from models.directory import RUNGS, ContactInput, ContactKind, Entry, Record, Window
from models.hours import parse_hours
from models.problems import Problem
from models.text import fold, phone_digits
from models.times import LOCAL, day_start
from models.word_tables import any_of, word_table

EVERY_DAY = frozenset(range(7))
_DAY = 24 * 60
_WEEK = 7

# -- hours ---------------------------------------------------------------------------------------

_CHINESE = "一二三四五六日"
_ENGLISH = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_TO = r"\s*(?:-|–|—|~|到|至|to)\s*"
_SPANS = (
    re.compile(rf"(?:周|星期|礼拜)([{_CHINESE}天])(?:{_TO}(?:周|星期|礼拜)?([{_CHINESE}天]))?"),
    re.compile(rf"({'|'.join(_ENGLISH)})[a-z]*(?:{_TO}({'|'.join(_ENGLISH)})[a-z]*)?"),
)
_DAY_TO_DAY = re.compile(r"([1-7])-([1-7])")


class _Words(NamedTuple):
    """Words for days and for all day; `named` finds the first."""

    days: Mapping[str, frozenset[int]]
    named: re.Pattern[str]
    all_day: frozenset[str]


@cache
def _words() -> _Words:
    table = word_table(__file__, "days.toml")
    table.only("all_day", "days")
    rows = table.part("days").rows_by(_day_to_day, "1-5")
    days = {word: found for found, words in rows.items() for word in words}
    return _Words(days, re.compile(any_of(days)), frozenset(table.words("all_day")))


def _day_to_day(key: str) -> frozenset[int] | None:
    """The days a key is about; None where it is no day to a later one."""
    match = _DAY_TO_DAY.fullmatch(key)
    return frozenset(range(int(match[1]) - 1, int(match[2]))) or None if match else None


def read_hours(text: str) -> tuple[Window, ...] | None:
    """The windows of hours as people write them; None for what is not understood.

    Takes `24小时`, `8:30-17:00`, `周一至周五 8:30-11:30，13:30-17:00；周六 9:00-12:00`, `weekdays
    9:00-17:00`, `22:00-6:00`. Days hold for the hours after them until others are named. Nothing
    said gives no window at all, see `open_at`.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    windows: list[Window] = []
    days = EVERY_DAY
    for part in re.split(r"[,，、;；\n]+", fold(text)):
        named, hours = _days(part.strip())
        if named is None and not hours:
            continue
        days = named or days
        is_all_day = not hours or hours in _words().all_day
        span = (0, _DAY) if is_all_day else parse_hours(hours)
        if span is None:
            return None
        windows.append(Window(days, *span))
    return tuple(windows)


def _days(part: str) -> tuple[frozenset[int] | None, str]:
    """The days named at the beginning, None for none, and what follows them."""
    known = _words()
    match = known.named.match(part)
    if match:
        return known.days[match[0]], part[match.end() :].strip(" :")
    for spans in _SPANS:
        match = spans.match(part)
        if match:
            first = _weekday(match[1])
            last = _weekday(match[2] or match[1])
            named = frozenset((first + n) % _WEEK for n in range((last - first) % _WEEK + 1))
            return named, part[match.end() :].strip(" :")
    return None, part


def _weekday(word: str) -> int:
    if word in _ENGLISH:
        return _ENGLISH.index(word)
    return _CHINESE.index("日" if word == "天" else word)


def open_at(windows: Sequence[Window], moment: datetime) -> bool:
    """Whether somebody answers at a moment; who named no hours is taken to answer always."""
    return not windows or any(start <= moment < end for start, end in _around(windows, moment))


def next_open(windows: Sequence[Window], moment: datetime) -> datetime | None:
    """The first moment from this one on at which somebody answers; None when there is none."""
    if open_at(windows, moment):
        return moment
    return min((start for start, _end in _around(windows, moment) if start >= moment), default=None)


def _around(windows: Sequence[Window], moment: datetime) -> list[tuple[datetime, datetime]]:
    """Windows as spans of time, from the day before last to a week on."""
    today = day_start(moment.astimezone(LOCAL).date())
    spans = []
    for ahead in range(-2, _WEEK + 1):
        day = today + timedelta(days=ahead)
        for window in windows:
            if day.weekday() in window.days:
                begins = day + timedelta(minutes=window.start)
                spans.append((begins, day + timedelta(minutes=window.end)))
    return spans


# -- what came of it -----------------------------------------------------------------------------


def success_rate(record: Record) -> float | None:
    """The share of calls that helped: patient accepted, promise kept; None where nobody called."""
    if not record.tried:
        return None
    return (record.accepted + record.kept) / record.tried


def for_rung(entries: Sequence[Entry], rung: Rung) -> list[Entry]:
    """Those of a rung in the order to call them: reachable ones first, then who helped most; the
    police behind 120, beside which they stand."""
    found = [entry for entry in entries if entry.rung == rung]
    police = ContactKind.POLICE
    return sorted(found, key=lambda one: (not one.open, one.kind == police, *promising(one)))


def promising(entry: Entry) -> tuple[float, str, int]:
    """Sorts entries by how often they helped, who was never tried as if they helped every other
    time; then who was asked longest ago."""
    rate = success_rate(entry.record)
    return (-0.5 if rate is None else -rate, entry.last_at or "", entry.no)


# -- forms ---------------------------------------------------------------------------------------


def contact_problems(given: ContactInput) -> list[Problem]:
    """What is wrong with a record: `field_empty`, `phone_unclear`, `hours_unclear`.

    Here numbers of services (120, 12345) are telephones like others.
    """
    problems = []
    if not given.name.strip():
        problems.append(Problem("field_empty", {}, "name"))
    if given.phone.strip() and phone_digits(given.phone) is None:
        problems.append(Problem("phone_unclear", {"value": given.phone}, "phone"))
    if read_hours(given.hours) is None:
        problems.append(Problem("hours_unclear", {"value": given.hours}, "hours"))
    return problems


def rung_of(given: ContactInput) -> Rung:
    """The rung a record stands on: its own, else its kind's."""
    return given.rung if given.rung is not None else RUNGS[given.kind]
