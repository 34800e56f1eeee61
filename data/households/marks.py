"""SQL for the marks of households: their own, and those of whoever of them lives there."""

from __future__ import annotations

from data import sql
from models.residents import LIVING_HERE

_BEHIND = "1000 * (1 + r.position) + m.position"
"""The place of a mark of somebody: behind those of the household, in the order of its people."""

_LIVES_HERE = f"r.presence IN ({sql.quoted(sorted(LIVING_HERE))})"

ALL = f"""(
  SELECT household_id, mark, position FROM household_mark
  UNION ALL
  SELECT r.household_id, m.mark, {_BEHIND}
  FROM resident_mark m JOIN resident r ON r.id = m.resident_id WHERE {_LIVES_HERE}
)"""
"""A table of `household_id`, `mark`, `position`; a mark may be there twice."""


def marks_of(household: str) -> str:
    """SQL for a household's own marks as a list.

    Args:
        household: its key in the query.
    """
    source = f"FROM household_mark m WHERE m.household_id = {household} ORDER BY position"
    return sql.listed("mark", source)


def all_marks_of(household: str) -> str:
    """SQL for the marks of a household and of its people as a list, each once.

    Each half is narrowed to the household by itself: a list asks for every row it shows.
    """
    own = f"SELECT mark, position FROM household_mark WHERE household_id = {household}"
    source = (
        f"FROM ({own} UNION ALL SELECT m.mark, {_BEHIND} FROM resident r"
        f" JOIN resident_mark m ON m.resident_id = r.id"
        f" WHERE r.household_id = {household} AND {_LIVES_HERE})"
        " GROUP BY mark ORDER BY min(position)"
    )
    return sql.listed("mark", source)


def named(household: str) -> str:
    """SQL for columns `named` and `away`: people known by name who live there, and the absent."""
    there = f"FROM resident r WHERE r.household_id = {household} AND"
    return (
        f"(SELECT count(*) {there} {_LIVES_HERE}) AS named,"
        f" (SELECT count(*) {there} r.presence = 'away') AS away"
    )
