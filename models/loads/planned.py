"""Loads as they are planned: gates with what is to be carried from them, and who carries what."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from models.duties import Role, Slot, Work
from models.loads import Means
from models.loads.carrying import VEHICLES, Building, Carried
from models.problems import Problem


class Gate(NamedTuple):
    """A drop whose goods are to be carried.

    Attributes:
        starts: from when on they can be.
        in_lanes: whether its buildings stand in lanes.
        buildings: in the order of the way.
    """

    drop_no: int
    compound: str
    starts: datetime
    buildings: tuple[Building, ...]
    in_lanes: bool = False


class Planned(NamedTuple):
    """A load as it is planned, or was changed by hand.

    Attributes:
        people: numbers of who carries it; nobody while it is left open.
        names: theirs.
        hands: how many it takes.
        why: why nobody carries it, with what would help; None where somebody does.
        warnings: what speaks against those who carry it without making it impossible.
    """

    gate: Gate
    buildings: tuple[Building, ...]
    means: Means
    come_to: Carried
    starts: datetime
    ends: datetime
    people: tuple[int, ...] = ()
    names: tuple[str, ...] = ()
    hands: int = 1
    why: Problem | None = None
    warnings: tuple[Problem, ...] = ()

    @property
    def closed(self) -> bool:
        """Whether it goes to closed buildings, so that it is handed over without contact."""
        return any(one.closed for one in self.buildings)

    @property
    def handed_to(self) -> str:
        """Who takes it over, building by building, where that is known."""
        return "; ".join(f"{one.label} {one.leader}" for one in self.buildings if one.leader)

    def slots(self) -> list[Slot]:
        """The places it has for people: one drives where there is a vehicle, the others carry."""
        roles = [Role.CARRY] * self.hands
        if self.means in VEHICLES:
            roles[0] = Role.DRIVE
        where = self.gate.compound
        return [
            Slot(Work.LOAD, None, None, role, self.starts, self.ends, where, (where,))
            for role in roles
        ]
