"""Buildings that somebody names by what they typed, for the palette."""

from __future__ import annotations

import re
from typing import NamedTuple

from data import sql
from data.reading.places import place_typed
from data.sql import Reader
from models.households.addresses import bare_building
from models.text import fold
from models.word_tables import unless_broken

_MOST = 10
"""Buildings shown: of each compound of a committee one."""

_IS_BUILDING = re.compile(
    r"(?:building|bldg\.?|block)\s*(?:no\.?\s*|#)?(?P<number>\w{1,4})"
    r"|第?\w{1,4}\s*(?:号楼?|楼|幢|栋|座)"
)
"""A building without its compound, in words that name nothing else."""

_BUILDINGS = """SELECT c.name AS compound, b.lane AS lane, b.name AS name,
  (SELECT count(*) FROM household h WHERE h.building_id = b.id) AS doors
FROM building b JOIN compound c ON c.id = b.compound_id
WHERE lower(b.name) = lower(:name) AND (:compound IS NULL OR c.name = :compound)
  AND (:lane IS NULL OR b.lane = :lane)
ORDER BY c.position, b.lane LIMIT :most"""


class Building(NamedTuple):
    """A building found, and how many households are on file behind its doors."""

    compound: str
    lane: str | None
    name: str
    doors: int


def buildings_named(conn: Reader, text: str) -> list[Building]:
    """The buildings that a text names and nothing beside them: `5号楼`, `building 5`, `梧桐5`."""
    compound, lane, name = unless_broken(lambda: _named(conn, fold(text)), _NONE)
    if not name:
        return []
    values = {"compound": compound, "lane": lane, "name": name, "most": _MOST}
    return sql.views(Building, conn.execute(_BUILDINGS, values))


_Place = tuple[str | None, str | None, str | None]
_NONE: _Place = (None, None, None)


def _named(conn: Reader, typed: str) -> _Place:
    alone = _IS_BUILDING.fullmatch(typed)
    if alone is not None:
        return None, None, bare_building(alone["number"] or typed)
    place = place_typed(conn, typed)
    if place is None or place.room or place.unit or fold(place.rest):
        return _NONE
    return place.compound, place.lane, place.building
