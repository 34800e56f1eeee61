"""What is in hand: a duty or an open shift that is being moved, until it is set down."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from models.duties import DutyRow, Slot
from models.timeline import rules
from models.timeline.rules import Block, Edge
from models.times import loaded
from screens.timeline.gaps import Gap


@dataclass(frozen=True, slots=True)
class Hand:
    """A duty or an open shift that is being moved.

    Attributes:
        duty: the duty as it stands; None for a place only the need says.
        slot: the open shift; None for somebody's duty.
        pull: the end that is pulled; None when it is moved whole.
        person_no: whose it would be.
    """

    duty: DutyRow | None
    slot: Slot | None
    starts: datetime
    ends: datetime
    person_no: int | None
    pull: Edge | None = None

    @property
    def changed(self) -> bool:
        """Whether it is anything else than it was."""
        if self.duty is None:
            return self.person_no is not None
        was = loaded(self.duty.starts_at), loaded(self.duty.ends_at), self.duty.person_no
        return was != (self.starts, self.ends, self.person_no)

    @property
    def seen(self) -> datetime:
        """The moment that should be in sight."""
        return self.ends - rules.STEP if self.pull is Edge.END else self.starts

    def at(self, to: datetime, bounds: tuple[datetime, datetime]) -> Hand:
        """Moved, or its end pulled, to a moment, as far as the day allows."""
        if self.pull is None:
            starts, ends = rules.moved(self.starts, self.ends, to, bounds)
        else:
            starts, ends = rules.stretched(self.starts, self.ends, self.pull, to, bounds)
        return replace(self, starts=starts, ends=ends)

    def by(self, steps: int, bounds: tuple[datetime, datetime]) -> Hand:
        """Moved, or its end pulled, by quarters of an hour."""
        edge = self.ends if self.pull is Edge.END else self.starts
        return self.at(rules.stepped(edge, steps), bounds)


def picked(duty: DutyRow | None, gap: Gap | None, pull: Edge | None) -> Hand | None:
    """A duty, or the first place of a gap, taken in hand; a gap has no ends to pull."""
    if duty is not None:
        starts, ends = loaded(duty.starts_at), loaded(duty.ends_at)
        return Hand(duty, None, starts, ends, duty.person_no, pull)
    if gap is not None and pull is None:
        slot = gap.slots[0]
        return Hand(None, slot, slot.starts, slot.ends, None)
    return None


def pulled(one: Block, cell: int) -> Edge | None:
    """The end of a block a cell pulls; its middle, or the whole of a short one, moves it."""
    if cell == one.last - 1 and one.last - one.first > 1 and not one.after:
        return Edge.END
    if cell == one.first and one.last - one.first > 3 and not one.before:
        return Edge.START
    return None
