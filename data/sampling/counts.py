"""How far the buildings of a round are, added up by the store: at a table it is asked after each
act."""

from __future__ import annotations

from data import sql
from data.sql import Reader
from models.sampling import BuildingCount
from models.sampling.counting import Standings, counts_of
from models.testing import RoundView

_COUNTS = """
SELECT h.building_id AS building_id, s.part AS part, s.state AS state, count(*) AS people,
  s.tube_id IS NOT NULL AS tubed, min(s.address) AS address
FROM sheet_person s LEFT JOIN household h ON h.id = s.household_id
WHERE s.round_id = ?
GROUP BY h.building_id, s.part, s.state, s.tube_id IS NOT NULL ORDER BY min(s.position)"""


def counts(conn: Reader, a_round: RoundView) -> list[BuildingCount]:
    """How far each building of a round is, in the order of the sheet."""
    groups = []
    for one in sql.named(conn.execute(_COUNTS, (a_round.id,))):
        compound, lane, building, *_door = sql.unpacked(one.pop("address"))
        groups.append(Standings(compound=compound, lane=lane, building=building, **one))
    return counts_of(groups)
