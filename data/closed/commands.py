"""What is done to places: buildings and compounds closed until a day, and opened again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from data.closed import queries
from models.address import short_address
from models.closed import WHY_LIMIT, ClosablePlace, Extent, PlaceKey
from models.fields import line
from models.problems import Refused
from models.times import local_date

if TYPE_CHECKING:
    from data.step import Step


def close_places(
    step: Step, places: Sequence[PlaceKey], until: date, why: str = ""
) -> list[ClosablePlace]:
    """Nobody leaves or enters these places until the end of a day; what they are now.

    One that is closed already is closed until that day instead.

    Raises:
        Refused: `building_unknown`, `compound_number_unknown`, `closed_in_the_past`.
    """
    if until < local_date(step.at):
        raise Refused("closed_in_the_past", "closed_until", day=until)
    found = _set(step, places, closed_until=until.isoformat(), closed_why=line(WHY_LIMIT)(why))
    step.act("places_closed", where=list(map(named, found)), until=until.isoformat())
    return found


def open_places(step: Step, places: Sequence[PlaceKey]) -> list[ClosablePlace]:
    """These places are open; what they are now. A building of a closed compound stays closed.

    Raises:
        Refused: `building_unknown`, `compound_number_unknown`, `place_open`,
            `closed_with_compound` for a building that only its compound closes.
    """
    for key in places:
        one = queries.place(step.conn, key)
        if one.closed_until is None:
            code = "closed_with_compound" if one.with_compound_until else "place_open"
            raise Refused(code, "place", where=named(one), compound=one.compound)
    found = _set(step, places, closed_until=None, closed_why="")
    step.act("places_opened", where=list(map(named, found)))
    return found


def named(one: ClosablePlace) -> str:
    """What a place is called: `大林苑`, `大林苑 3`, `五福里 43-21`."""
    return short_address(one.compound, one.lane, one.building) if one.building else one.compound


def _set(step: Step, places: Sequence[PlaceKey], **values: Any) -> list[ClosablePlace]:
    from models.households.tables import Building, Compound

    keys = list(dict.fromkeys(places))
    for key in keys:
        one = queries.place(step.conn, key)
        if key.extent is Extent.COMPOUND:
            step.change(Compound, one.id, **values, version=Compound.version + 1)
        else:
            step.change(Building, one.id, **values, version=Building.version + 1)
    return [queries.place(step.conn, key) for key in keys]
