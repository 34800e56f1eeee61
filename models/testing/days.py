"""Which tests are due on a day: named for the whole city, or by the day a zone is in. Pure.

The rules are dated and stand in the table beside this module, with who published them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from models.testing import RoundKind
from models.word_tables import WordTable, word_table


class Zone(StrEnum):
    """How a place is closed."""

    LOCKDOWN = "lockdown"
    CONTROLLED = "controlled"
    PRECAUTIONARY = "precautionary"


class DueTest(NamedTuple):
    """A test that is due on a day."""

    day: date
    kind: RoundKind
    zone: Zone | None
    """The zone it is due in; None for the whole city."""
    day_no: int | None
    """Which day of the zone that is, from 1."""
    if_positive: bool
    """Whether it is only for places where somebody was found positive."""
    source: str
    """Who published that."""


class _CityDay(NamedTuple):
    """Tests of one day for everybody, and those only where somebody was found positive."""

    everybody: tuple[RoundKind, ...]
    if_positive: tuple[RoundKind, ...]
    source: str


class _ZoneRules(NamedTuple):
    """Tests of each zone by its day, from 1."""

    tests: Mapping[Zone, Mapping[int, tuple[RoundKind, ...]]]
    source: str


class _Rules(NamedTuple):
    city: Mapping[date, _CityDay]
    zones: Mapping[date, _ZoneRules]
    """By the day from which they hold."""


_DATE = "2022-04-03"
_NUMBER = "13"


def _date(key: str) -> date | None:
    try:
        return date.fromisoformat(key)
    except ValueError:
        return None


def _number(key: str) -> int | None:
    fits = key.isascii() and key.isdecimal() and len(key) <= len(_NUMBER)
    return int(key) or None if fits else None


@cache
def _rules() -> _Rules:
    """The table as it stands.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    table = word_table(__file__, "days.toml")
    table.only("city", "zones")
    city, zones = table.part("city"), table.part("zones")
    return _Rules(
        {on: _city_day(city.part(key)) for on, key in city.keys_by(_date, _DATE).items()},
        {on: _zone_rules(zones.part(key)) for on, key in zones.keys_by(_date, _DATE).items()},
    )


def _city_day(table: WordTable) -> _CityDay:
    groups = ("everybody", "if_positive")
    table.only(*groups, "source")
    everybody, if_positive = (
        table.choices(group, RoundKind) if group in table else () for group in groups
    )
    return _CityDay(everybody, if_positive, table.text("source"))


def _zone_rules(table: WordTable) -> _ZoneRules:
    table.only(*Zone, "source")
    tests = {}
    for zone in Zone:
        if zone in table:
            part = table.part(zone)
            days = part.keys_by(_number, _NUMBER)
            tests[zone] = {day_no: part.choices(key, RoundKind) for day_no, key in days.items()}
    return _ZoneRules(tests, table.text("source"))


def due_on(on: date, zone: Zone | None = None, since: date | None = None) -> tuple[DueTest, ...]:
    """The tests due on a local day: those for everybody in front, then those of a zone.

    A zone is tested by the rules that hold on the day itself, for new ones are obeyed from when
    they hold, in places that were closed before, too. What is due by both is told by both: who
    is tested once has done both.

    Args:
        zone: how a place is closed; None for only what the whole city does.
        since: the day it was closed, its day 1; without it a zone has no days.

    Raises:
        BrokenTable: what `models.word_tables` refuses of the table.
    """
    return (*_of_the_city(on), *(() if zone is None or since is None else _of(zone, since, on)))


def _of_the_city(on: date) -> Iterator[DueTest]:
    found = _rules().city.get(on)
    if found is not None:
        for kind in found.everybody:
            yield DueTest(on, kind, None, None, False, found.source)
        for kind in found.if_positive:
            yield DueTest(on, kind, None, None, True, found.source)


def _of(zone: Zone, since: date, on: date) -> Iterator[DueTest]:
    held = [begins for begins in _rules().zones if begins <= on]
    if not held:
        return
    rules = _rules().zones[max(held)]
    day_no = (on - since).days + 1
    for kind in rules.tests.get(zone, {}).get(day_no, ()):
        yield DueTest(on, kind, zone, day_no, False, rules.source)
