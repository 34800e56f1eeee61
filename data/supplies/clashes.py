"""What stands against people's duties at the stops of a truck, and with its loads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from data.duties import candidates
from data.duties import queries as duties
from data.duties.commands import as_input
from data.loads.queries import loads_at
from data.sql import Reader
from models.duties import Work
from models.duties.rules import Concern
from models.supplies import DropView
from models.supplies.stops import RunStop


class Clash(NamedTuple):
    """What stands against somebody's duty at a stop as its times are."""

    no: int
    """Number of the stop."""
    compound: str
    concern: Concern


def clashes(conn: Reader, stops: Sequence[RunStop | DropView]) -> list[Clash]:
    """Who cannot be at these stops, or carry from there, as they are timed now, or only beyond
    hours and rest; what refuses it first."""
    found = []
    for stop in stops:
        here = list(duties.of_work(conn, Work.DROP, stop.no))
        for load in loads_at(conn, [stop.no]):
            here += duties.of_work(conn, Work.LOAD, load.no)
        for duty in here:
            if duty.person_no is None:
                continue
            stands = candidates.concerns(conn, as_input(duty, duty.person_no), (duty.no,))
            found += [Clash(stop.no, stop.compound, one) for one in stands]
    return sorted(found, key=lambda one: not one.concern.refuses)
