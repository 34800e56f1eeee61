"""Who comes to a table without being on the frozen sheet."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from data import sql
from data.ids import new_id
from data.sampling import queries
from models.call_sheet import Part, Person, Sampling
from models.sampling import Member
from models.testing import RoundView

if TYPE_CHECKING:
    from data.step import Step


def add_late(step: Step, view: RoundView, people: Sequence[Person]) -> list[Member]:
    """Put people behind the end of a sheet, whose other rows stay as they were frozen.

    They are due by that: whoever calls this samples them, or says why not.
    """
    from models.call_sheet.tables import SheetPerson

    if not people:
        return []
    query = "SELECT coalesce(max(position), 0) FROM sheet_person WHERE round_id = ?"
    last = int(sql.value(step.conn.execute(query, (view.id,))))
    rows = [
        SheetPerson(
            id=new_id(),
            round_id=view.id,
            position=last + place,
            household_id=one.who.household,
            resident_id=one.who.resident,
            person_id=one.who.person,
            place=one.who.place,
            name=one.name,
            address=json.dumps(
                [one.compound, one.lane, one.building, one.unit, one.room], ensure_ascii=False
            ),
            part=Part.LATE,
            state=Sampling.DUE,
        )
        for place, one in enumerate(people, 1)
    ]
    step.add(*rows)
    return queries.of_keys(step.conn, [row.id for row in rows])
