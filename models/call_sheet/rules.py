"""Rules of call sheets: who is called down, who is visited, who is left out. Pure.

Where two reasons meet, the one that keeps others safe wins: somebody who is positive, waits for
their own result, or is exempt, is left out even if they cannot come down, and whatever somebody
said by hand; who is away or gone is left out whatever else is known. Who may be there is called: a
person asked in vain costs a knock, a person forgotten may infect a stairway.

Contacts of somebody positive do not stand in the queue with others: who lives behind the same door,
or shares kitchen or bathroom with it, is visited as long as that one is held for being positive,
also while they are away for their transfer. A negative result of a contact's own ends that no
sooner, since it says nothing of the days in which they may still fall ill. Who shares with a member
of an abnormal tube is called as ever, and told to come masked and apart: of ten or twenty in a tube
one is infected, and whole houses unsampled would hide the next for a day.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from models.call_sheet import Aside, ByHand, Part, Person, Sheet, SheetEntry, Who, Why
from models.households import ISOLATING_MARKS
from models.households.closing import is_closed
from models.problems import Problem
from models.residents import LIVING_HERE, Whereabouts
from models.results import Hold

POSITIVE_MARK = "阳性"
"""What a register says of somebody who is positive."""

AT_HOME_MARKS = frozenset({"卧床", "吸氧", "瘫痪", "行动不便"})
"""Marks of people who cannot come down to a table."""

_ISOLATING = ISOLATING_MARKS - {POSITIVE_MARK}
"""Marks of people who keep to their home with whoever lives there; who is positive is held."""

_GONE: Mapping[str, Why] = {Whereabouts.AWAY: Why.AWAY, Whereabouts.MOVED_OUT: Why.MOVED_OUT}

_KEPT_AWAY = frozenset({Why.POSITIVE, Why.PENDING})

_ORDER: Sequence[Part] = (Part.STAFF, Part.CALLED, Part.VISITED, Part.LEFT_OUT, Part.LATE)

_VISITED: Sequence[Why] = (Why.CLOSED, Why.ISOLATING, Why.NEAR_POSITIVE, Why.BED_BOUND, Why.BY_HAND)
"""Of several reasons for a visit the first is said: it says how the helpers go there."""

_VISITS: Sequence[Why] = (
    *(Why.CLOSED, Why.BED_BOUND, Why.BY_HAND, Why.ISOLATING, Why.NEAR_POSITIVE),
)
"""The order of visits: closed buildings, then who cannot come down, and last the doors where an
infection is likeliest, from which helpers go to nobody else."""

_EARLY = timedelta(days=1)
"""A sheet is frozen on the day of its round or the evening before: what is found out in between
would call people who are positive."""


class _Doors(NamedTuple):
    """What holds of everybody behind a door, by the household's key.

    `held`: of somebody held who was known by the door alone and is named since, or counted no
    more, nobody knows which of them it is.
    """

    held: Mapping[str | None, Hold]
    near_positive: Collection[str | None]
    isolating: Collection[str | None]


def wanted(people: Iterable[Person], marks: Collection[str]) -> list[Person]:
    """Those a round is for: all, or those with one of these marks."""
    sought = frozenset(marks)
    return [one for one in people if not sought or sought & one.marks]


def sheet_entries(
    people: Sequence[Person],
    holds: Mapping[Who, Hold],
    day: date,
    asides: Iterable[Aside] = (),
    marks: Collection[str] = (),
    beside: Collection[str] = (),
) -> list[SheetEntry]:
    """What the call sheet of a day says of each of these people.

    Args:
        people: whole households, in the order of doors; who died is not among them.
        holds: who is not to be in a pool, and why.
        day: the local date of the round.
        asides: what was said by hand of this round.
        marks: the round is for those with one of these alone; for all where there are none.
        beside: keys of the households that share kitchen or bathroom with one of `positive_homes`.

    Returns:
        One entry a person: workers first, then who is called, those who help in front, who is
        visited, who is left out.
    """
    doors = _doors(people, holds, beside)
    by_hand = {one.who: one for one in asides}
    found = [(one, _entry(one, holds, doors, by_hand, day)) for one in wanted(people, marks)]
    return [entry for _one, entry in sorted(found, key=_place)]


def _place(found: tuple[Person, SheetEntry]) -> tuple[int, bool, int]:
    one, entry = found
    visit = _VISITS.index(Why(entry.why)) if entry.part == Part.VISITED and entry.why else 0
    return (
        _ORDER.index(Part(entry.part)),
        entry.part == Part.CALLED and not one.helps,
        visit,
    )


def positive_homes(people: Sequence[Person], holds: Mapping[Who, Hold]) -> set[str]:
    """Keys of the households of which somebody is held for being positive; whoever is, and was
    known by their door alone, is of that door still, though it names its people since."""
    living = {one.who for one in people if one.presence in LIVING_HERE}
    known = {one.who for one in people}
    return {
        who.household
        for who, hold in holds.items()
        if who.household is not None
        and _why(hold) is Why.POSITIVE
        and (who in living or (who.place and who not in known))
    }


def _doors(people: Sequence[Person], holds: Mapping[Who, Hold], beside: Collection[str]) -> _Doors:
    at_home = [one for one in people if one.who.household is not None]
    known = {one.who for one in at_home}
    unplaced = [hold for who, hold in holds.items() if who.place and who not in known]
    living = [one for one in at_home if one.presence in LIVING_HERE]
    return _Doors(
        {hold.who.household: hold for hold in unplaced if _why(hold) is Why.PENDING},
        positive_homes(people, holds).union(beside),
        {
            one.who.household
            for one in living
            if one.presence == Whereabouts.PRESENT and _ISOLATING & one.marks
        },
    )


def _why(hold: Hold | None) -> Why | None:
    return None if hold is None else Why(hold.why)


def _entry(
    one: Person,
    holds: Mapping[Who, Hold],
    doors: _Doors,
    by_hand: Mapping[Who, Aside],
    day: date,
) -> SheetEntry:
    part, why, until = _said_of(one, holds, doors, by_hand, day)
    return SheetEntry(
        one.who,
        one.name,
        one.compound,
        one.lane,
        one.building,
        one.unit,
        one.room,
        part,
        why,
        until,
        one.household_no,
        one.resident_no,
        one.person_no,
    )


def _said_of(
    one: Person,
    holds: Mapping[Who, Hold],
    doors: _Doors,
    by_hand: Mapping[Who, Aside],
    day: date,
) -> tuple[Part, Why | None, str | None]:
    home = one.who.household
    held = holds.get(one.who) or doors.held.get(home)
    aside = by_hand.get(one.who) or by_hand.get(Who(home))
    if home is None:
        by_word = Why.BY_HAND if aside else None
        return (Part.STAFF, by_word, None) if held is None else (Part.STAFF, *_held(held))
    gone = Why.EMPTY if one.is_empty else _GONE.get(one.presence)
    if gone is not None:
        return Part.LEFT_OUT, gone, None
    if held is not None:
        return (Part.LEFT_OUT, *_held(held))
    if aside is not None and aside.part == ByHand.LEFT_OUT:
        return Part.LEFT_OUT, Why.BY_HAND, None
    reasons = {
        Why.CLOSED: is_closed(one.closed_until, day),
        Why.ISOLATING: home in doors.isolating,
        Why.NEAR_POSITIVE: home in doors.near_positive,
        Why.BED_BOUND: bool(AT_HOME_MARKS & one.marks),
        Why.BY_HAND: aside is not None,
    }
    why = next((why for why in _VISITED if reasons[why]), None)
    if why is None:
        return Part.CALLED, None, None
    return Part.VISITED, why, one.closed_until if why is Why.CLOSED else None


def _held(hold: Hold) -> tuple[Why, str | None]:
    return Why(hold.why), hold.until


def freezing_problem(no: int, day: date, today: date) -> Problem | None:
    """That it is too early to freeze the sheet of a round: `round_too_early` (no, day).

    A round of yesterday that nobody began can be begun: what was noted on paper at its tables has
    to have a place, or nobody finds whom an abnormal tube is about.
    """
    if day - today > _EARLY:
        return Problem("round_too_early", {"no": no, "day": day.isoformat()})
    return None


def differences(frozen: Sheet, now: Sheet) -> list[tuple[SheetEntry | None, SheetEntry | None]]:
    """What changed since a sheet was frozen: each pair of what it says and what it would say now.

    Who must not come to the table any more stands in front. The first of a pair is None for
    somebody who came since, the second for somebody who is on no list any more. Who moved to
    another door is one pair. Who came to the table without being on the sheet is no difference.
    """
    then = {_same(one): one for one in frozen.entries if one.part != Part.LATE}
    late = {_same(one) for one in frozen.of(Part.LATE)}
    today = {_same(one): one for one in now.entries}
    changed = [
        (one, today.get(who))
        for who, one in then.items()
        if who not in today or _differs(one, today[who])
    ]
    new = [(None, one) for who, one in today.items() if who not in then and who not in late]
    return sorted([*changed, *new], key=_not_urgent)


def _not_urgent(change: tuple[SheetEntry | None, SheetEntry | None]) -> bool:
    """Whether a change is not about somebody who is to be kept from the table by now."""
    now = change[1]
    return now is None or now.why not in _KEPT_AWAY


def _same(one: SheetEntry) -> object:
    """What tells that two entries are of one person, wherever they live by now."""
    return one.who.resident or one.who


def _differs(then: SheetEntry, now: SheetEntry) -> bool:
    """Whether something else is said of somebody now; the name that a list gave to who has none by
    the register is no such thing."""
    return (bool(now.name) and then.name != now.name) or then[2:10] != now[2:10]
