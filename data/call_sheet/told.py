"""A call sheet with what is told beside it: its round, what changed since, when who is called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from data import sql
from data.call_sheet import queries
from data.call_sheet.hints import hints
from data.households import buildings as building_queries
from data.households import queries as households
from data.sql import Reader
from models.address import Address
from models.call_sheet import Aside, Sheet, SheetEntry
from models.call_sheet.hints import Hint
from models.call_sheet.paper import PaperBuilding, Place, narrowed
from models.call_sheet.paper import buildings as paper_buildings
from models.problems import Refused
from models.testing import RoundView
from models.text import fold

Change = tuple[SheetEntry | None, SheetEntry | None]


class Called(NamedTuple):
    """Where and when a building is called down. `starts_at` in stored UTC form."""

    site: str
    starts_at: str


class Told(NamedTuple):
    """A call sheet and what is told beside it."""

    its_round: RoundView
    sheet: Sheet
    changes: Sequence[Change]
    asides: Sequence[Aside]
    compounds: tuple[str, ...]
    """Names of all compounds, in order."""
    when: Mapping[Place, Called]
    """By building; those of no session of the round are not there."""
    hints: Sequence[Hint] = ()
    """What speaks against calling some of them down; of a round that is not closed."""

    @property
    def buildings(self) -> list[PaperBuilding]:
        """Its sheets by building."""
        return paper_buildings(self.sheet, self.compounds)


def told(
    conn: Reader,
    round_no: int,
    now: datetime,
    compound: str | None = None,
    building: str | None = None,
) -> Told:
    """The call sheet of a round as it was when it began, else as it would be now.

    Args:
        compound, building: as somebody says them; of these alone, see `narrowed`.

    Raises:
        Refused: `round_unknown`, `compound_unknown`, `building_unclear`; `round_called_off` or
            `sheet_empty` where there is nobody on it, `not_of_round` where that is of the part
            that was asked for.
    """
    its_round = queries.round_of(conn, round_no)
    sheet = queries.sheet(conn, round_no, now)
    if not sheet.register and not sheet.entries:
        problem = queries.empty_problem(conn, its_round)
        raise Refused(problem.code, None, **problem.params)
    names = tuple(households.compound_names(conn))
    within, place = _part(conn, names, sheet, compound, building)
    found = [] if sheet.frozen_at is None else queries.changes_since(conn, sheet, now)
    changes = [one for one in found if _is_of(one, within, place)]
    part = narrowed(sheet, within, place)
    if (within or place) and not (part.entries or changes):
        field, said = ("compound", compound) if building is None else ("building", building)
        raise Refused("not_of_round", field, no=round_no, value=said)
    asides = queries.asides(conn, its_round.id)
    looked = hints(conn, its_round, part.entries) if its_round.closed_at is None else []
    when = when_called(conn, its_round.id)
    return Told(its_round, part, changes, asides, names, when, looked)


def _part(
    conn: Reader, names: Sequence[str], sheet: Sheet, compound: str | None, building: str | None
) -> tuple[str | None, Address | None]:
    within = None
    if compound is not None:
        within = next((name for name in names if fold(name) == fold(compound)), None)
        if within is None:
            raise Refused("compound_unknown", "compound", value=compound)
    if building is None:
        return within, None
    there = {one.compound for one in sheet.entries if one.compound is not None}
    found = building_queries.find(
        conn, building, within or (there.pop() if len(there) == 1 else None)
    )
    return within, Address(found.compound, found.lane, found.name or None)


def _is_of(change: Change, compound: str | None, building: Address | None) -> bool:
    there = Sheet(0, None, tuple(one for one in change if one is not None))
    return bool(narrowed(there, compound, building).entries)


_WHEN = """
SELECT c.name AS compound, nullif(b.lane, '') AS lane, nullif(b.name, '') AS building,
  t.site AS site,
  coalesce((SELECT min(v.starts_at) FROM test_batch v
    WHERE v.session_id = t.id AND v.building_id = b.id AND NOT v.at_door
      AND NOT v.in_break), t.starts_at)
    AS starts_at,
  EXISTS (SELECT 1 FROM test_batch v WHERE v.session_id = t.id AND v.building_id = b.id) AS planned
FROM test_session t JOIN session_compound k ON k.session_id = t.id
JOIN compound c ON c.id = k.compound_id JOIN building b ON b.compound_id = c.id
WHERE t.round_id = ? AND t.state <> 'cancelled'
ORDER BY planned, t.starts_at DESC, t.no DESC"""


def when_called(conn: Reader, round_id: str) -> dict[Place, Called]:
    """Where and when each building is called: by its batch, else by the first session with its
    compound."""
    return {
        (one["compound"], one["lane"], one["building"]): Called(one["site"], one["starts_at"])
        for one in sql.named(conn.execute(_WHEN, (round_id,)))
    }
