"""What is closed until when, as SQL and by name; the rules are `models.households.closing`'s."""

from __future__ import annotations

from datetime import date

from data import sql
from data.sql import Reader
from models.households.closing import HELD_KINDS

_HELD = f"p.kind IN ({sql.quoted(sorted(HELD_KINDS))})"

HELD_AT_GATES = f"({_HELD} AND NOT p.has_pass)"
"""SQL for whether the person `p` neither leaves nor enters a closed compound."""

OWN_BUILDING = f"(SELECT o.closed_until FROM building o WHERE o.id = p.building_id AND {_HELD})"
"""SQL for the last date on which the person `p` cannot leave their building; NULL for none."""


def until(building: str = "b", compound: str = "c") -> str:
    """SQL for the last date on which a building is closed, by itself or with its compound.

    NULL while it is open; see `models.households.closing.closed_until`.

    Args:
        building, compound: the names the tables go by in the query; either may be missing there.
    """
    own, whole = (f"coalesce({name}.closed_until, '')" for name in (building, compound))
    return f"nullif({sql.greatest(own, whole)}, '')"


def compounds(conn: Reader, day: date) -> dict[str, date]:
    """The compounds that are closed on a day or later, each with its last date, by name."""
    rows = conn.execute(
        "SELECT name, closed_until FROM compound WHERE closed_until >= ? ORDER BY position",
        (day.isoformat(),),
    )
    found = sql.mapped(rows, "name", "closed_until")
    return {name: date.fromisoformat(last) for name, last in found.items()}
