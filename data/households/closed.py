"""What is closed until when, as SQL and by name; the rules are `models.households.closing`'s."""

from __future__ import annotations

from datetime import date

from data import sql
from data.sql import Reader
from models.households.closing import HELD_KINDS


def held(person: str) -> str:
    """SQL for whether closed doors hold a person at all."""
    return f"{person}.kind IN ({sql.quoted(sorted(HELD_KINDS))})"


def held_at_gates(person: str) -> str:
    """SQL for whether a person neither leaves nor enters a closed compound."""
    return f"({held(person)} AND NOT {person}.has_pass)"


def own_building(person: str) -> str:
    """SQL for the last date on which a person cannot leave their building; NULL for none."""
    return (
        f"(SELECT o.closed_until FROM building o WHERE o.id = {person}.building_id"
        f" AND {held(person)})"
    )


HELD = held("p")
HELD_AT_GATES = held_at_gates("p")
OWN_BUILDING = own_building("p")
"""These of the person `p`."""


def shut(person: str, compound: str, day: str) -> str:
    """SQL for what holds a person on a day: `building`, `compound`, or empty for nothing.

    Args:
        compound: the compound they live in, as the query has it.
        day: SQL for the local date.
    """
    return (
        f"CASE WHEN {own_building(person)} >= {day} THEN 'building'"
        f" WHEN {held_at_gates(person)} AND {compound}.closed_until >= {day} THEN 'compound'"
        " ELSE '' END"
    )


def until(building: str = "b", compound: str = "c") -> str:
    """SQL for the last date on which a building is closed, by itself or with its compound.

    NULL while it is open; see `models.households.closing.closed_until`.

    Args:
        building, compound: the names the tables go by in the query; either may be missing there.
    """
    own, whole = (f"coalesce({name}.closed_until, '')" for name in (building, compound))
    return f"nullif({sql.greatest(own, whole)}, '')"


def places_at(among: str, day: str) -> str:
    """SQL for what is closed on a day, as a list of names: whole compounds, else their buildings.

    Args:
        among: SQL for the keys of the compounds looked at, which may have closed buildings.
        day: SQL for the local date.
    """
    return sql.listed(
        "s.name",
        "FROM (SELECT o.name AS name, o.position AS position, '' AS part FROM compound o"
        f" WHERE o.id IN ({among}) AND o.closed_until >= {day}"
        " UNION ALL SELECT o.name || ' ' || CASE e.lane WHEN '' THEN '' ELSE e.lane || '-' END"
        " || e.name,"
        " o.position, e.lane || e.name FROM building e JOIN compound o ON o.id = e.compound_id"
        f" WHERE o.id IN ({among}) AND e.closed_until >= {day}"
        f" AND coalesce(o.closed_until, '') < {day}) s ORDER BY s.position, s.part",
    )


def compounds(conn: Reader, day: date) -> dict[str, date]:
    """The compounds that are closed on a day or later, each with its last date, by name."""
    rows = conn.execute(
        "SELECT name, closed_until FROM compound WHERE closed_until >= ? ORDER BY position",
        (day.isoformat(),),
    )
    found = sql.mapped(rows, "name", "closed_until")
    return {name: date.fromisoformat(last) for name, last in found.items()}
