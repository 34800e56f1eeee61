"""How far rounds of tests are: coverage, the pace, positives by day, who was not tested for long.
Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from models.call_sheet import OF_REGISTER, Part, Sampling
from models.results import Source

TOO_EARLY = timedelta(minutes=10)
"""For so long after its beginning nothing is said of the pace of a table."""

_HOUR = timedelta(hours=1)


# -- coverage --------------------------------------------------------------------------------------


class Coverage(NamedTuple):
    """How far the people of a register are in a round; together they are all of them."""

    sampled: int = 0
    missed: int = 0
    """Called or visited and not sampled; once the round is over, who never came among them."""
    settled: int = 0
    due: int = 0
    """Still to come."""
    left_out: int = 0
    """Left out and not sampled all the same."""

    @property
    def register(self) -> int:
        """All of them."""
        return sum(self)

    @property
    def through(self) -> int:
        """Those of whom the table expects nothing more: sampled, missed, or settled."""
        return self.sampled + self.missed + self.settled

    @property
    def called(self) -> int:
        """Those the table is about: called, visited, or sampled although they were left out."""
        return self.through + self.due

    def plus(self, other: Coverage) -> Coverage:
        """Both together."""
        return Coverage(*(one + more for one, more in zip(self, other, strict=True)))


class SheetCount(NamedTuple):
    """How many people of a sheet are told the same way; see `Part` and `Sampling`."""

    part: str
    state: str
    people: int


def covered(counts: Iterable[SheetCount], *, over: bool) -> Coverage:
    """How far the people of the register are; staff and who came late stand outside it.

    Args:
        over: whether the round is over, so that whoever is still due lacks.
    """
    found: Counter[str] = Counter()
    for one in counts:
        if one.part in OF_REGISTER:
            found[_place(one, over)] += one.people
    return Coverage(**found)


def _place(one: SheetCount, over: bool) -> str:
    if one.state == Sampling.SAMPLED:
        return "sampled"
    if one.part == Part.LEFT_OUT:
        return "left_out"
    return "missed" if over and one.state == Sampling.DUE else one.state


# -- pace ------------------------------------------------------------------------------------------


class Planned(NamedTuple):
    """So many people are to be sampled from one moment to another, one as fast as the other."""

    starts: datetime
    ends: datetime
    people: int


class Pace(NamedTuple):
    """How fast people are sampled, and how fast they would have to be.

    Attributes:
        expected: how many the table should be through with by now, as it was planned; None where
            nothing is planned.
        an_hour: people it was through with in an hour; None before anybody was sampled, and while
            it is too early to say.
        needed: people an hour for the last one to be through by `ends`; None once that is past, or
            where nothing is planned.
        done_at: when the last one is through at this pace, or was; before the beginning as it is
            planned; None while nothing tells.
    """

    expected: int | None
    an_hour: int | None
    needed: int | None
    done_at: datetime | None
    starts: datetime | None = None
    ends: datetime | None = None


def expected(called: int, planned: Sequence[Planned], now: datetime) -> int | None:
    """How many of those who are called should be through by now, as they were planned.

    A plan counts whom it knew; where others are called by now, the same part of them is expected.
    """
    whole = sum(one.people for one in planned)
    if not whole:
        return None
    by_now = sum(one.people * _part(one, now) for one in planned)
    return min(called, round(called * by_now / whole))


def _part(one: Planned, now: datetime) -> float:
    """Which part of somebody's time is past, from 0 to 1."""
    if now <= one.starts:
        return 0
    return 1 if now >= one.ends else (now - one.starts) / (one.ends - one.starts)


def pace(
    of: Coverage,
    planned: Sequence[Planned],
    sampled: tuple[datetime, datetime] | None,
    now: datetime,
) -> Pace:
    """How fast the people of a compound, or of a whole round, are sampled.

    It is reckoned from when the table was to begin, or from the first who was sampled where that
    was earlier: whoever waits for a table that opens late is late. It goes on while somebody is to
    come, so that a pause makes it slower.

    Args:
        sampled: when the first and the last of them was sampled; None where nobody was.
    """
    first, last = sampled or (None, None)
    starts = min([*(one.starts for one in planned), *([first] if first else [])], default=None)
    ends = max((one.ends for one in planned), default=None)
    should = expected(of.called, planned, now)
    if not of.due:
        took = last - starts if last is not None and starts is not None else None
        return Pace(should, _an_hour(of.through, took), 0, last, starts, ends)
    needed = None
    if ends is not None and starts is not None and now < ends:
        needed = -(-of.due * _HOUR // (ends - max(now, starts)))
    if starts is None or now < starts:
        return Pace(should, None, needed, ends, starts, ends)
    took = now - starts
    if first is None or took < TOO_EARLY:
        return Pace(should, None, needed, None, starts, ends)
    done_at = now + took * of.due / of.through
    return Pace(should, _an_hour(of.through, took), needed, done_at, starts, ends)


def _an_hour(people: int, took: timedelta | None) -> int | None:
    if not people or took is None or took < TOO_EARLY:
        return None
    return max(1, round(people * _HOUR / took))


# -- positives -------------------------------------------------------------------------------------

REGISTER = "register"
"""The source of a mark of the register."""

SOURCES = (Source.SINGLE, Source.ANTIGEN, Source.APP, Source.SUBDISTRICT, REGISTER)
"""By whom somebody is positive, in the order in which it is told."""


class Positive(NamedTuple):
    """Somebody is positive since a day, by a source. `who`: whatever tells people apart."""

    day: date
    source: str
    who: object


class PositiveDay(NamedTuple):
    """Who became known as positive on a day.

    Attributes:
        tubes: tubes that came back abnormal, with `in_tubes` people in them, who are not positive
            by that.
        people: those of whom nobody said so before.
        by_source: how many people each of `SOURCES` says it of for the first time; one whom two
            name is counted by both.
    """

    day: date
    tubes: int
    in_tubes: int
    people: int
    by_source: tuple[int, ...]


def by_day(
    positives: Iterable[Positive], tubes: Mapping[date, tuple[int, int]]
) -> list[PositiveDay]:
    """Each day from the first on which there was any to the last, the latest first.

    Args:
        tubes: how many tubes came back abnormal on a day, and how many people are in them.
    """
    first: dict[object, date] = {}
    of_source: dict[tuple[str, object], date] = {}
    for one in sorted(positives, key=lambda one: one.day):
        first.setdefault(one.who, one.day)
        of_source.setdefault((one.source, one.who), one.day)
    people = Counter(first.values())
    counts = Counter((day, source) for (source, _who), day in of_source.items())
    days = [*people, *tubes]
    if not days:
        return []
    last = max(days)
    return [
        PositiveDay(
            day, *tubes.get(day, (0, 0)), people[day], tuple(counts[day, one] for one in SOURCES)
        )
        for day in (last - timedelta(days=ago) for ago in range((last - min(days)).days + 1))
    ]


# -- who was not tested for how long ---------------------------------------------------------------


class Since(StrEnum):
    """How long ago somebody was tested, in local days."""

    NEVER = "never"
    THREE = "three"
    """Three days ago, or more."""
    TWO = "two"
    ONE = "one"
    TODAY = "today"
    NOT_DUE = "not_due"
    """Nobody has to test them: away, gone, positive, or exempt."""


def since(last: date | None, today: date) -> Since:
    """How long ago somebody was tested who has to be."""
    if last is None:
        return Since.NEVER
    days = max(0, (today - last).days)
    return (Since.TODAY, Since.ONE, Since.TWO, Since.THREE)[min(3, days)]


class Untested(NamedTuple):
    """People by how long ago they were tested; together they are all of them."""

    never: int = 0
    three: int = 0
    two: int = 0
    one: int = 0
    today: int = 0
    not_due: int = 0

    @property
    def register(self) -> int:
        """All of them."""
        return sum(self)

    @property
    def urgency(self) -> tuple[int, ...]:
        """What is gone to first is greatest: most people never tested or not for three days, among
        them those never tested; then those of two days, of one."""
        return self.never + self.three, self.never, self.two, self.one

    def plus(self, other: Untested) -> Untested:
        """Both together."""
        return Untested(*(one + more for one, more in zip(self, other, strict=True)))


class Place(NamedTuple):
    """A building, as it is told."""

    compound: str | None
    lane: str | None
    building: str | None


class LastTested(NamedTuple):
    """How long ago somebody of the register was tested, and where they live."""

    place: Place
    floor: int
    since: Since
    household_no: int


class FloorUntested(NamedTuple):
    """The people of a floor. `household_no`: the door where somebody waits the longest."""

    floor: int
    people: Untested
    household_no: int


class BuildingUntested(NamedTuple):
    """The people of a building, its floors by who is gone to first, from the top where that is the
    same."""

    place: Place
    people: Untested
    floors: tuple[FloorUntested, ...]

    @property
    def household_no(self) -> int:
        """The door where somebody waits the longest."""
        return self.floors[0].household_no


def untested(people: Iterable[LastTested]) -> list[BuildingUntested]:
    """Buildings with who was not tested for how long, those to go to first in front."""
    found: dict[Place, dict[int, list[LastTested]]] = defaultdict(lambda: defaultdict(list))
    for one in people:
        found[one.place][one.floor].append(one)
    made = []
    for place, of in found.items():
        floors = [_floor(floor, ones) for floor, ones in of.items()]
        floors.sort(key=lambda one: (one.people.urgency, one.floor), reverse=True)
        whole = Untested()
        for each in floors:
            whole = whole.plus(each.people)
        made.append(BuildingUntested(place, whole, tuple(floors)))
    return sorted(made, key=lambda one: one.people.urgency, reverse=True)


_LONGEST = tuple(Since)


def _floor(floor: int, ones: Sequence[LastTested]) -> FloorUntested:
    counts = Counter(one.since for one in ones)
    first = min(ones, key=lambda one: _LONGEST.index(one.since))
    return FloorUntested(
        floor, Untested(**{one.value: count for one, count in counts.items()}), first.household_no
    )
