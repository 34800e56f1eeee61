"""What a stop of a truck's run is: what it gets, who is there, how far the truck is."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from models.problems import Problem
from models.supplies import DropState
from models.supplies.hands import doors_of


class RunStop(NamedTuple):
    """A stop as the order and the times of a run look at it. Times in stored UTC form."""

    no: int
    id: str
    version: int
    compound: str
    state: str
    position: int
    eta: str
    hands_needed: int
    households: int = 0
    """Households that are handed out to."""
    units: int = 0
    """Of all goods together."""
    heavy: int = 0
    """Of these, heavy ones."""
    cold: int = 0
    """Of these, cold ones."""
    closed: tuple[str, ...] = ()
    """Names of what is closed there."""
    closes: int | None = None
    """Minutes after midnight at which the first of its helpers has to go; None for no bound."""
    last: int | None = None
    """Its place in the run before this one; None where it was none of it."""
    way: int | None = None
    """Its place in the way round that was kept; None where it is not in it."""
    hands: int = 0
    """People assigned who can come."""
    people: tuple[str, ...] = ()
    arrived_at: str | None = None
    left_at: str | None = None
    counter: str = ""
    """Name of who counts there."""
    counter_no: int | None = None
    counter_phone: str = ""
    leader: str = ""
    leader_phone: str = ""
    unloading_point: str = ""
    goods: tuple[str, ...] = ()
    """What is unloaded there, cold goods first: `牛奶 20盒`."""

    @property
    def contact(self) -> tuple[str, str]:
        """Whom the driver calls at the gate, and the number: who counts there, else who leads."""
        if self.counter:
            return self.counter, self.counter_phone
        return self.leader, self.leader_phone

    @property
    def doors(self) -> int:
        """Doors that are gone to, as far as it is known what comes: no more than units, all where
        nobody said how much comes."""
        return doors_of(self.units, self.households) if self.units else self.households

    @property
    def truck(self) -> str:
        """How far the truck is here: `coming`, `here`, `unloaded`, `gone`."""
        if self.left_at is not None:
            return "gone"
        if self.state != DropState.PLANNED:
            return "unloaded"
        return "coming" if self.arrived_at is None else "here"

    @property
    def is_open(self) -> bool:
        """Whether the truck has yet to come, so that its time and place can change."""
        return self.state == DropState.PLANNED and self.arrived_at is None


class Place(NamedTuple):
    """A stop at its place in a run, when the truck is there, and why it stands there."""

    stop: RunStop
    eta: datetime
    why: Problem
