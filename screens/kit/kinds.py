"""Kinds of form fields: how each reads what is typed, and shows what is on file."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any, Generic, TypeVar

from models.drafts import Value
from models.problems import Problem
from models.spans import read_span
from models.text import clean, own_phone, phone_digits, whole_number
from models.times import (
    PROMISED_STILL,
    coming_moment,
    local_date,
    needs_year,
    parse_moment,
    past_moment,
    read_clock,
    whole_minutes,
)
from screens.kit.times import local
from screens.kit.values import joined, reader_day, spoken

Pairs = Callable[[], Sequence[tuple[str, str]]]
"""Gives the choices of a field: what each stands for, and its words in the language spoken now."""

T = TypeVar("T")


class Kind(ABC, Generic[T]):
    """One kind of field.

    Attributes:
        empty: the value of an empty field.
    """

    empty: T

    @abstractmethod
    def read(self, said: Value, now: datetime) -> T | list[Problem]:
        """The value a field says at that time, or what is wrong with it; no field is named yet."""

    @abstractmethod
    def show(self, value: Any) -> Value:
        """A value, or None, as it stands in the field; read again it says the same."""

    def told(self, _value: Any) -> str:
        """What was read, in words; empty where what is typed says it by itself."""
        return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed(Kind[T]):
    """A kind that is typed.

    Args:
        reads: the value of a clean text that is not empty, at that time; None, or what is wrong,
            where it says none.
        shows: the text of a value.
        empty: the value of an empty field.
        wrong: the code of the problem when `reads` gives None; the text is its `value`.
        params: what else the words of that problem need.
        tells: what was read of a text, in words, where it can be read in several ways; shown while
            it is typed.
        lines: whether it is a text of several lines.
        path: whether it is a file's or folder's path, which is completed while it is typed.
    """

    reads: Callable[[str, datetime], T | list[Problem] | None]
    shows: Callable[[Any], str] = str
    empty: T
    wrong: str = ""
    params: Mapping[str, object] = field(default_factory=dict)
    tells: Callable[[T], str] | None = None
    lines: bool = False
    path: bool = False

    def read(self, said: Value, now: datetime) -> T | list[Problem]:
        text = said if isinstance(said, str) else "\n".join(said)
        # Nothing is cut here: what is too long is for the rules to tell.
        text = clean(text, limit=3 * len(text), multiline=self.lines)
        if not text:
            return self.empty
        found = self.reads(text, now)
        return [Problem(self.wrong, {"value": text, **self.params})] if found is None else found

    def show(self, value: Any) -> Value:
        return "" if value is None else self.shows(value)

    def told(self, value: Any) -> str:
        return "" if value is None or self.tells is None else self.tells(value)


@dataclass(frozen=True, slots=True)
class Choice(Kind[T]):
    """One of several.

    Args:
        pairs: what can be chosen.
        of: the value of what was chosen.
        empty: the value where nothing was.
        shows: what stands for a value among the pairs.
    """

    pairs: Pairs
    of: Callable[[str], T]
    empty: T
    shows: Callable[[Any], str] = str

    def read(self, said: Value, now: datetime) -> T | list[Problem]:
        return self.of(str(said)) if said else self.empty

    def show(self, value: Any) -> Value:
        return "" if value is None else self.shows(value)


@dataclass(frozen=True, slots=True)
class Several(Kind[tuple[str, ...]]):
    """Any number of several, in their own order."""

    pairs: Pairs
    empty: tuple[str, ...] = ()

    def read(self, said: Value, now: datetime) -> tuple[str, ...] | list[Problem]:
        return tuple(
            key for key, _words in self.pairs() if not isinstance(said, str) and key in said
        )

    def show(self, value: Any) -> Value:
        return tuple(value or ())


# -- the kinds -------------------------------------------------------------------------------------


def text_kind(reads: Callable[[str], str] = str, *, lines: bool = False) -> Typed[str]:
    """A kind that keeps a text as `reads` writes it."""
    return Typed(reads=lambda text, _now: reads(text), empty="", lines=lines)


TEXT = text_kind()
"""One line, as typed."""

LONG = text_kind(lines=True)
"""Several lines, as typed."""

FOLDER: Typed[str] = Typed(reads=lambda text, _now: text, empty="", path=True)
"""The path of a folder, as typed."""

PHONE = Typed(reads=lambda text, _now: phone_digits(text), empty="", wrong="phone_unclear")
"""The digits of a telephone number, also of a service."""

OWN_PHONE = Typed(reads=lambda text, _now: own_phone(text), empty="", wrong="phone_unclear")
"""The digits of somebody's own number, which no emergency or service number is."""


def count(
    least: int = 0, most: int | None = None, wrong: str = "number_unclear"
) -> Typed[int | None]:
    """A kind of whole numbers within bounds, in digits or words; None where the field is empty."""

    def reads(text: str, _now: datetime) -> int | None:
        number = whole_number(text)
        fits = number is not None and least <= number and (most is None or number <= most)
        return number if fits else None

    params = {} if most is None else {"most": most}
    return Typed(reads=reads, empty=None, wrong=wrong, params=params)


COUNT = count()


Reads = Callable[[str, datetime], datetime]
"""Reads a time as people type it, at a time; ValueError where it is none."""


def moment(
    near: datetime | None = None, *, dated: bool = False, said: Reads = parse_moment
) -> Typed[datetime | None]:
    """A kind of times, also in their stored form; None where the field is empty.

    They are shown so that they are read as the same: with the year where it is another.

    Args:
        near: what a time of day alone is the day of; now when None.
        dated: whether the year is shown whatever it is.
        said: reads it, by whether it has happened or is to come.
    """

    def reads(text: str, now: datetime) -> datetime | None:
        try:
            return said(text, near or now)
        except ValueError:
            return None

    def shows(at: datetime | str) -> str:
        here = local(at)
        read_on = reader_day() if near is None else local_date(near)
        other = here.year != read_on.year or needs_year(here.date(), read_on) if read_on else False
        told = dated or other
        return f"{here:%Y-%m-%d %H:%M}" if told else f"{here:%m-%d %H:%M}"

    return Typed(reads=reads, shows=shows, empty=None, wrong="time_unclear", tells=spoken)


MOMENT = moment()
HAPPENED = moment(dated=True, said=past_moment)
FEARED = moment(dated=True, said=coming_moment)
ENDS = moment(said=partial(coming_moment, still=timedelta(minutes=1)))
"""A time behind that of the field before it, see `FormField.after`: 02:00 is of the next day."""
PROMISED = moment(dated=True, said=partial(coming_moment, still=PROMISED_STILL))


def day() -> Typed[date | None]:
    """A kind of local days, also in their stored form; None where the field is empty."""

    def reads(text: str, now: datetime) -> date | None:
        try:
            return local_date(parse_moment(text, now))
        except ValueError:
            return None

    def shows(found: date | str) -> str:
        return found if isinstance(found, str) else found.isoformat()

    return Typed(reads=reads, shows=shows, empty=None, wrong="day_unclear", tells=spoken)


DAY = day()


def span(most: timedelta | None = None) -> Typed[timedelta | None]:
    """A kind of spans of at least a minute: minutes, or hours and days with their unit."""

    def reads(text: str, _now: datetime) -> timedelta | None:
        found = read_span(text)
        return None if found is None or (most is not None and found > most) else found

    def shows(found: timedelta) -> str:
        return str(whole_minutes(found))

    return Typed(reads=reads, shows=shows, empty=None, wrong="span_unclear")


CLOCK: Typed[time | None] = Typed(
    reads=lambda text, _now: read_clock(text),
    shows=lambda at: f"{at:%H:%M}",
    empty=None,
    wrong="clock_unclear",
    tells=lambda at: f"{at:%H:%M}",
)
"""A time of day."""

_BETWEEN = re.compile(r"[，、,;；/|+]+")


def words(
    of: Callable[[str], str] = str, called: Callable[[str], str] = str
) -> Typed[tuple[str, ...]]:
    """A kind of words between commas, each once.

    Args:
        of: the word that is kept for one that is typed.
        called: what one that is kept is called in the language spoken, by which it is read again.
    """

    def shows(kept: Sequence[str]) -> str:
        return joined(map(called, kept))

    def reads(text: str, _now: datetime) -> tuple[str, ...]:
        typed = (word.strip() for word in _BETWEEN.split(text))
        return tuple(dict.fromkeys(of(word) for word in typed if word))

    return Typed(reads=reads, shows=shows, empty=())


WORDS = words()


def yes_or_no(pairs: Pairs, *, empty: bool = False) -> Choice[bool]:
    """A kind of one of two, called `yes` and `no` among the pairs."""
    return Choice(pairs, lambda said: said == "yes", empty, lambda is_so: "yes" if is_so else "no")


def named(names: Sequence[str]) -> Pairs:
    """Choices that are called what they stand for."""
    return lambda: [(name, name) for name in names]
