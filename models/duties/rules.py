"""Rules of duties, whatever they are for: what stands against a person taking one.

Pure functions; problems are codes, and each says whether it refuses or only warns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import NamedTuple

from models.duties import DEFAULT_ROSTER, DutyInput, DutyRow, Role, RosterSettings, Work
from models.duties.load import load_problems
from models.duties.nights import nights_running, short_rest
from models.problems import Problem
from models.roster import ABSENT_PLACES, PresenceView, Reach
from models.times import day_start, loaded, local_date, stored

BY_TELEPHONE: frozenset[Work] = frozenset({Work.TELEPHONE, Work.REQUEST})
"""Work an absent person can still do while they can be reached, in a role without legs."""

WITHOUT_LEGS: frozenset[Role] = frozenset({Role.HAND, Role.LEAD})
"""Roles of work by telephone that nobody has to go anywhere for."""

MISPLACED: frozenset[str] = frozenset({"lives_elsewhere", "health_by_telephone"})
"""Codes of warnings that somebody else is meant for it; who it is matters less than a warning
about their own strength, and more than minutes that are even."""

LONGEST = timedelta(hours=16)
"""Longer work of one person is taken for a slip of the pen; rest, and being on call by telephone,
may last a day."""

ABSENCES: frozenset[str] = frozenset(
    {
        *(f"person_{place}" for place in ABSENT_PLACES),
        "building_closed",
        "compound_closed",
        "compound_shut",
    }
)
"""Codes of concerns that say somebody is not here at all."""


class Concern(NamedTuple):
    """Something that stands against a person taking a duty."""

    problem: Problem
    refuses: bool
    """Whether it makes the duty impossible; otherwise it is a warning."""
    by_hand: bool = False
    """Whether they are never proposed for it, and can be given it by hand all the same."""


class Times(NamedTuple):
    """What is known of a person's time."""

    person: str = ""
    """Their name, for the problems."""
    held: Sequence[DutyRow] = ()
    """Duties of theirs around the time in question."""
    presences: Sequence[PresenceView] = ()
    available_from: int | None = None
    available_until: int | None = None
    """Minutes after midnight, as in PersonView."""
    closed_until: date | None = None
    """Last local date on which they cannot come out of the building they live in."""
    home: str | None = None
    """The compound they live in."""
    closed: Mapping[str, date] = MappingProxyType({})
    """Closed compounds by name, each with its last local date; none for who passes their gates."""
    of_staff: bool = True
    """Staff and cadres, who live at their work; not volunteers and partners."""
    has_pass: bool = False
    no_heavy_work: bool = False


# -- who can take a duty ---------------------------------------------------------------------------


def concerns(
    given: DutyInput,
    times: Times,
    ignore: Iterable[int] = (),
    settings: RosterSettings = DEFAULT_ROSTER,
) -> list[Concern]:
    """What stands against a person taking a duty: the refusing ones first, then those that let it
    be given by hand only.

    Args:
        given: the duty; its `person_no` is not looked at.
        times: what is known of the person's time.
        ignore: numbers of duties not counted, as of one that is being replaced.
        settings: rest and load wanted.

    Returns:
        Refusing: `duty_ends_before_start`, `person_busy` (where, starts, ends) or
        `person_at_work` where no place is known,
        `person_isolated`, `person_hospital`, `person_away`,
        `building_closed` (day), `compound_closed` (compound, day) for who cannot leave theirs,
        `compound_shut` (compound, day) for who cannot go into it.
        By hand only: `afar_isolated` and the like, `heavy_work`, `comes_from_doors` and
            `goes_from_doors` (where, starts, ends).
        Warning: `lives_elsewhere` (compound), `health_by_telephone`, `nights_running`,
        `outside_hours` (from, until), `rest_broken` (starts, ends),
        `rest_short` (hours, ends, starts, duty),
        `load_over` (hours, rest, at), `awake_long` (hours, at). All with `person`.
    """
    if given.ends_at <= given.starts_at:
        return [Concern(Problem("duty_ends_before_start", {}, "ends_at"), True)]
    passed = frozenset(ignore)
    held = [duty for duty in times.held if duty.no not in passed]
    found = _overlaps(given, held)
    absent = _absence(given, times.presences)
    if absent is not None:
        found.append(absent)
    found += behind_doors(given, times)
    found += _unsuited(given, times)
    found += _from_doors(given, held)
    if not within_hours(given, times.available_from, times.available_until):
        hours = {"from": _clock(times.available_from), "until": _clock(times.available_until)}
        found.append(Concern(Problem("outside_hours", hours), False))
    if nights_running(given, held):
        found.append(Concern(Problem("nights_running"), False))
    short = short_rest(given, held, settings.rest)
    if short is not None:
        found.append(Concern(short, False))
    found += [Concern(problem, False) for problem in load_problems(given, held, settings)]
    named = [
        Concern(Problem(problem.code, {"person": times.person, **problem.params}), refuses, by_hand)
        for problem, refuses, by_hand in found
    ]
    return sorted(named, key=lambda concern: (not concern.refuses, not concern.by_hand))


def too_long_until(code: str, until: datetime, most: timedelta, field: str) -> Problem:
    """That work would last longer than it sanely can, with until when, for a field."""
    return Problem(code, {"until": until, "hours": most // timedelta(hours=1)}, field)


def span_problems(given: DutyInput) -> list[Problem]:
    """What is wrong with the times of a duty as they were typed: `duty_too_long` (until, hours)."""
    if _needs_no_legs(given) or given.ends_at - given.starts_at <= LONGEST:
        return []
    return [too_long_until("duty_too_long", given.ends_at, LONGEST, "ends_at")]


def by_telephone(work: Work | str, role: Role | str) -> bool:
    """Whether a duty is done by telephone alone, from a bed or a closed building as well."""
    return work in BY_TELEPHONE and role in WITHOUT_LEGS


def is_heavy(work: Work | str, role: Role | str) -> bool:
    """Whether a duty is lifting and carrying, or as hard: goods at a gate, stairs in a suit."""
    return (
        role == Role.CARRY
        or work == Work.LOAD
        or (work == Work.DROP and role == Role.HAND)
        or is_at_doors(work, role)
    )


def is_at_doors(work: Work | str, role: Role | str) -> bool:
    """Whether a duty is going to the doors of closed buildings with a sampler, floor by floor, in a
    suit."""
    return work == Work.SESSION and role == Role.GUIDE


def _clock(minutes: int | None) -> str:
    """Minutes after midnight as a clock shows them; an open end is midnight."""
    hours, rest = divmod(minutes or 0, 60)
    return f"{hours % 24:02d}:{rest:02d}"


def overlap(starts: datetime, ends: datetime, duty: DutyRow) -> bool:
    """Whether a span and a duty share time; one that begins as the other ends does not."""
    return starts < loaded(duty.ends_at) and loaded(duty.starts_at) < ends


def _overlaps(given: DutyInput, held: Iterable[DutyRow]) -> list[Concern]:
    found = []
    for duty in held:
        if not overlap(given.starts_at, given.ends_at, duty):
            continue
        params = {
            "where": duty.where,
            "starts": loaded(duty.starts_at),
            "ends": loaded(duty.ends_at),
        }
        rests = Work.REST in (duty.work, given.work)
        busy = "person_busy" if duty.where else "person_at_work"
        found.append(Concern(Problem("rest_broken" if rests else busy, params), not rests))
    return found


def presence_at(presences: Iterable[PresenceView], moment: datetime) -> PresenceView | None:
    """The span of presence a moment falls in; of several the one that began last."""
    at = stored(moment)
    spans = [p for p in presences if p.since <= at and (p.until is None or at < p.until)]
    return max(spans, key=lambda p: p.since, default=None)


def _absence(given: DutyInput, presences: Sequence[PresenceView]) -> Concern | None:
    """That a person is somewhere else at some moment of a duty.

    Work by telephone they can still do while they can be reached; that is worth a warning.
    """
    if given.work is Work.REST:
        return None
    edges = {loaded(edge) for p in presences for edge in (p.since, p.until) if edge is not None}
    inside = sorted(e for e in edges if given.starts_at < e < given.ends_at)
    afar: Concern | None = None
    for moment in (given.starts_at, *inside):
        span = presence_at(presences, moment)
        if span is None or span.place not in ABSENT_PLACES:
            continue
        if by_telephone(given.work, given.role) and span.reach != Reach.NO:
            afar = afar or Concern(Problem(f"afar_{span.place}"), False, by_hand=True)
            continue
        return Concern(Problem(f"person_{span.place}"), True)
    return afar


def behind_doors(given: DutyInput, times: Times) -> Iterator[Concern]:
    """What closed doors stand between somebody and work that needs them there.

    A closed building they cannot leave at all. A closed compound they can neither leave nor enter;
    who lives in one can work inside it, not at what is for others as well.
    """
    if _needs_no_legs(given):
        return
    day = local_date(given.starts_at)
    if times.closed_until is not None and day <= times.closed_until:
        yield Concern(Problem("building_closed", {"day": times.closed_until}), True)
    inside = _within(given)
    for compound, last in times.closed.items():
        at_home = compound == times.home
        if day <= last and ((compound in inside) != at_home or (at_home and len(inside) > 1)):
            code = "compound_closed" if at_home else "compound_shut"
            yield Concern(Problem(code, {"compound": compound, "day": last}), True)


def _within(given: DutyInput) -> tuple[str, ...]:
    """The compounds a duty is done in: whoever runs an errand leaves theirs and enters none."""
    return () if given.work is Work.ERRAND else given.compounds


def _needs_no_legs(given: DutyInput) -> bool:
    return given.work is Work.REST or by_telephone(given.work, given.role)


def _unsuited(given: DutyInput, times: Times) -> Iterator[Concern]:
    """That somebody else is meant for a duty: for its weight, for where it is, for what is heard.

    Health facts told by telephone are for staff first.
    """
    if given.work is Work.REST:
        return
    if times.no_heavy_work and is_heavy(given.work, given.role):
        yield Concern(Problem("heavy_work"), False, by_hand=True)
    if _from_elsewhere(given, times) and times.home is not None:
        yield Concern(Problem("lives_elsewhere", {"compound": times.home}), False)
    if _told_of_illness(given, times):
        yield Concern(Problem("health_by_telephone"), False)


def _from_doors(given: DutyInput, held: Iterable[DutyRow]) -> Iterator[Concern]:
    """That somebody would stand among people at a session after being at closed doors that day."""
    if given.work is not Work.SESSION:
        return
    day = local_date(given.starts_at)
    for duty in held:
        if duty.work != Work.SESSION or local_date(loaded(duty.starts_at)) != day:
            continue
        starts, ends = loaded(duty.starts_at), loaded(duty.ends_at)
        before = ends <= given.starts_at and is_at_doors(duty.work, duty.role)
        behind = given.ends_at <= starts and is_at_doors(given.work, given.role)
        if (before and not is_at_doors(given.work, given.role)) or (
            behind and not is_at_doors(duty.work, duty.role)
        ):
            params = {"where": duty.where, "starts": starts, "ends": ends}
            code = "comes_from_doors" if before else "goes_from_doors"
            yield Concern(Problem(code, params), False, by_hand=True)
            return


class Misplaced(NamedTuple):
    """Whether others are meant for a duty, what matters more first."""

    heard: bool
    """By telephone illnesses are told, and staff should hear of them."""
    elsewhere: bool
    """It is away from where they live; who lives nobody knows where is taken not to be near."""


def misplaced(given: DutyInput, times: Times) -> Misplaced:
    """Whether others are meant for a duty than somebody."""
    return Misplaced(_told_of_illness(given, times), _from_elsewhere(given, times))


def _told_of_illness(given: DutyInput, times: Times) -> bool:
    return not times.of_staff and by_telephone(given.work, given.role)


def _from_elsewhere(given: DutyInput, times: Times) -> bool:
    """Whether work is away from where somebody lives whom neither office nor pass lets go there."""
    inside = () if by_telephone(given.work, given.role) else _within(given)
    return bool(inside) and not (times.of_staff or times.has_pass or times.home in inside)


def within_hours(given: DutyInput, opens: int | None, closes: int | None) -> bool:
    """Whether a duty lies within hours given in minutes after midnight; None leaves a side open.

    Hours may run past midnight (`closes` above 1440, or not after `opens`).
    """
    if opens is None and closes is None:
        return True
    first, last = opens or 0, 1440 if closes is None else closes
    if last <= first:
        last += 1440
    today = local_date(given.starts_at)
    for day in (today, today - timedelta(days=1)):
        midnight = day_start(day)
        begins, ends = midnight + timedelta(minutes=first), midnight + timedelta(minutes=last)
        if begins <= given.starts_at and given.ends_at <= ends:
            return True
    return False


def minutes_of(duties: Iterable[DutyRow], starts: datetime, ends: datetime) -> int:
    """Minutes of work, rest not counted, that fall into a span."""
    total = timedelta(0)
    for duty in duties:
        if duty.work != Work.REST:
            within = min(loaded(duty.ends_at), ends) - max(loaded(duty.starts_at), starts)
            total += max(within, timedelta(0))
    return int(total / timedelta(minutes=1))
