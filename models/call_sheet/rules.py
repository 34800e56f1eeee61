"""Rules of call sheets: who is called down, who is visited, who is left out. Pure.

Where two reasons meet, the one that keeps others safe wins: somebody who is positive, waits for
their own result, or is exempt, is left out even if they cannot come down; who is away or gone is
left out whatever else is known. Who may be there is called: a person asked in vain costs a knock,
a person forgotten may infect a stairway.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from models.call_sheet import Part, Person, Sheet, SheetEntry, Who, Why
from models.households import ISOLATING_MARKS
from models.households.closing import is_closed
from models.residents import LIVING_HERE, Whereabouts
from models.results import Hold

POSITIVE_MARK = "阳性"
"""What a register says of somebody who is positive."""

AT_HOME_MARKS = frozenset({"卧床", "吸氧"})
"""Marks of people who cannot come down to a table."""

_GONE: Mapping[str, Why] = {Whereabouts.AWAY: Why.AWAY, Whereabouts.MOVED_OUT: Why.MOVED_OUT}

_ORDER: Sequence[Part] = (Part.STAFF, Part.CALLED, Part.VISITED, Part.LEFT_OUT, Part.LATE)

_VISITED: Sequence[Why] = (Why.CLOSED, Why.ISOLATING, Why.NEAR_POSITIVE, Why.BED_BOUND)
"""The order in which homes are visited is that of doors; of several reasons the first is said."""


def wanted(people: Iterable[Person], marks: Collection[str]) -> list[Person]:
    """Those a round is for: all, or those with one of these marks."""
    sought = frozenset(marks)
    return [one for one in people if not sought or sought & one.marks]


def sheet_entries(
    people: Sequence[Person], holds: Mapping[Who, Hold], day: date
) -> list[SheetEntry]:
    """What the call sheet of a day says of each of these people.

    Args:
        people: in the order of doors; who died is not among them.
        holds: who is not to be in a pool, and why.
        day: the local date of the round.

    Returns:
        One entry a person: workers first, then who is called, who is visited, who is left out.
    """
    positive_doors = {
        one.who.household
        for one in people
        if one.who.household is not None
        and one.presence in LIVING_HERE
        and (_held(one, holds) or _NOT_HELD)[0] is Why.POSITIVE
    }
    found = [_entry(one, holds, positive_doors, day) for one in people]
    return sorted(found, key=lambda entry: _ORDER.index(Part(entry.part)))


_NOT_HELD: tuple[Why | None, str | None] = (None, None)


def _entry(
    one: Person, holds: Mapping[Who, Hold], positive_doors: Collection[str | None], day: date
) -> SheetEntry:
    part, why, until = _said_of(one, holds, positive_doors, day)
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
    one: Person, holds: Mapping[Who, Hold], positive_doors: Collection[str | None], day: date
) -> tuple[Part, Why | None, str | None]:
    held = _held(one, holds)
    if one.who.household is None:
        return (Part.STAFF, *(held or _NOT_HELD))
    gone = Why.EMPTY if one.is_empty else _GONE.get(one.presence)
    if gone is not None:
        return Part.LEFT_OUT, gone, None
    if held is not None:
        return (Part.LEFT_OUT, *held)
    reasons = {
        Why.CLOSED: is_closed(one.closed_until, day),
        Why.ISOLATING: bool(ISOLATING_MARKS & one.marks),
        Why.NEAR_POSITIVE: one.who.household in positive_doors,
        Why.BED_BOUND: bool(AT_HOME_MARKS & one.marks),
    }
    why = next((why for why in _VISITED if reasons[why]), None)
    if why is None:
        return Part.CALLED, None, None
    return Part.VISITED, why, one.closed_until if why is Why.CLOSED else None


def _held(one: Person, holds: Mapping[Who, Hold]) -> tuple[Why, str | None] | None:
    hold = holds.get(one.who)
    return None if hold is None else (Why(hold.why), hold.until)


def differences(frozen: Sheet, now: Sheet) -> list[tuple[SheetEntry | None, SheetEntry | None]]:
    """What changed since a sheet was frozen: each pair of what it says and what it would say now.

    The first is None for somebody who came since, the second for somebody who is on no list any
    more. Who came to the table without being on the sheet is no difference.
    """
    then = {one.who: one for one in frozen.entries if one.part != Part.LATE}
    late = {one.who for one in frozen.of(Part.LATE)}
    today = {one.who: one for one in now.entries}
    changed = [
        (one, today.get(who))
        for who, one in then.items()
        if who not in today or _told(one) != _told(today[who])
    ]
    new = [(None, one) for who, one in today.items() if who not in then and who not in late]
    return [*changed, *new]


def _told(one: SheetEntry) -> tuple[object, ...]:
    return (one.name, *one[2:10])
