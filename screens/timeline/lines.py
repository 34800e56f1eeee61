"""The lines of a day: people, a line for each lane of duties that share no time, then the gaps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from data.timeline.queries import PersonDay
from models.duties import DutyRow
from models.timeline import rules
from models.timeline.rules import Block, Span, Window
from models.times import loaded
from screens.timeline.gaps import Gap


@dataclass(frozen=True)
class DayLine:
    """A line of the picture: a person's duties that share no time, or a gap."""

    person: PersonDay | None = None
    gap: Gap | None = None
    lane: int = 0
    blocks: tuple[Block, ...] = ()

    @property
    def person_no(self) -> int | None:
        """The person's number; None for a gap."""
        return None if self.person is None else self.person.no

    @property
    def key(self) -> tuple[object, ...]:
        """What it is known by when the day is read again."""
        if self.gap is not None:
            return ("gap", *self.gap.key)
        return ("person", self.person_no, self.lane)

    @cached_property
    def duties(self) -> Mapping[int, DutyRow]:
        """The duties of its blocks by number."""
        return {} if self.person is None else {duty.no: duty for duty in self.person.duties}


Spot = tuple[int, int]
"""A line and a cell of it."""


def laid_out(people: Sequence[PersonDay], gaps: Sequence[Gap], window: Window) -> DayLines:
    """The lines of a day, with their duties as blocks in the cells of a window."""
    persons = [
        DayLine(person, None, lane, tuple(blocks))
        for person in people
        for lane, blocks in enumerate(
            rules.pack(
                (Span(d.no, loaded(d.starts_at), loaded(d.ends_at)) for d in person.duties),
                window,
            )
        )
    ]
    lacking = [
        DayLine(None, gap, 0, tuple(b for b in (rules.block(gap.time, window),) if b))
        for gap in gaps
    ]
    return DayLines(persons, lacking)


@dataclass(frozen=True, slots=True)
class DayLines:
    """Lines by their places, from 0: those of people, then those of gaps."""

    people: Sequence[DayLine] = ()
    gaps: Sequence[DayLine] = ()

    def __len__(self) -> int:
        return len(self.people) + len(self.gaps)

    def __iter__(self) -> Iterator[DayLine]:
        yield from self.people
        yield from self.gaps

    def at(self, row: int) -> DayLine | None:
        """The line at a place; None behind the last."""
        if row < len(self.people):
            return self.people[row]
        gap = row - len(self.people)
        return self.gaps[gap] if gap < len(self.gaps) else None

    def row_of(self, person_no: int | None) -> int | None:
        """The first line of a person; None when they are not shown."""
        found = (at for at, one in enumerate(self.people) if one.person_no == person_no)
        return next(found, None)

    def place(self, key: object, duty: int | None, otherwise: int) -> int:
        """The line of a duty, else of a person or gap by its key; else one near that place."""
        of_duty = (n for n, one in enumerate(self.people) if duty in {b.no for b in one.blocks})
        of_key = (n for n, one in enumerate(self) if one.key == key)
        found = next(of_duty, None) if duty is not None else None
        found = next(of_key, None) if found is None else found
        if found is not None:
            return found
        last = len(self.people) if isinstance(key, tuple) and key[0] == "person" else 0
        return max(0, min(otherwise, (last or len(self)) - 1))

    def counted(self, row: int) -> str:
        """How many people there are down to a line, of all: `3/12`."""
        shown = [one.person_no for one in self.people]
        return f"{len(set(shown[: min(row, len(shown) - 1) + 1]))}/{len(set(shown))}"

    def next_block(self, here: Spot, step: int) -> Spot | None:
        """Where the next block begins, on this line or below; with a step back, the one before."""
        found = [(at, one.first) for at, line in enumerate(self) for one in line.blocks]
        if step > 0:
            return next((spot for spot in found if spot > here), None)
        return next((spot for spot in reversed(found) if spot < here), None)
