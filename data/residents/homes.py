"""Where people of the roster live who are residents: behind the door of their household.

The rules of duties hold whoever lives in a closed building by the one on their roster record.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from data import sql
from data.roster.records import person_records, search_text
from models.residents import LIVING_HERE

if TYPE_CHECKING:
    from data.step import Step

_HOMES = f"""
SELECT p.id AS id, p.no AS no, p.compound_id AS compound, p.building_id AS building,
  b.compound_id AS lives_compound, b.id AS lives_building
FROM resident t JOIN person p ON p.id = t.person_id JOIN household h ON h.id = t.household_id
JOIN building b ON b.id = h.building_id
WHERE t.id IN ({sql.given("residents")}) AND t.presence IN ({sql.quoted(sorted(LIVING_HERE))})
"""


class _Home(NamedTuple):
    id: str
    no: int
    compound: str | None
    building: str | None
    lives_compound: str
    lives_building: str


def settle(step: Step, residents: Iterable[str], *, moved: bool = False) -> None:
    """Let those of these residents who are on the roster live there where they do here.

    What the roster says itself of a building stays, unless they moved. Part of a command.

    Args:
        residents: their keys.
    """
    from models.roster.tables import Person

    asked = {"residents": sql.as_given(residents)}
    for one in sql.views(_Home, step.conn.execute(_HOMES, asked)):
        open_still = one.building is None and one.compound in (None, one.lives_compound)
        if one.building == one.lives_building or not (moved or open_still):
            continue
        place = {"compound_id": one.lives_compound, "building_id": one.lives_building}
        step.change(Person, one.id, **place, version=Person.version + 1)
        (record,) = person_records(step.conn, "p.id = ?", one.id)
        step.change(Person, one.id, search=search_text(step.conn, record))
