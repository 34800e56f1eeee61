"""SQL for the marks of households: their own, and those of whoever of them lives there."""

from __future__ import annotations

from data import sql
from models.residents import LIVING_HERE

ALL = f"""(
  SELECT household_id, mark, position FROM household_mark
  UNION ALL
  SELECT r.household_id, m.mark, 1000 * (1 + r.position) + m.position
  FROM resident_mark m JOIN resident r ON r.id = m.resident_id
  WHERE r.presence IN ({sql.quoted(sorted(LIVING_HERE))})
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
    """SQL for the marks of a household and of its people as a list, each once."""
    source = (
        f"FROM {ALL} m WHERE m.household_id = {household} GROUP BY m.mark ORDER BY min(m.position)"
    )
    return sql.listed("m.mark", source)


def named(household: str) -> str:
    """SQL for columns `named` and `away`: people known by name who live there, and the absent."""
    there = f"FROM resident r WHERE r.household_id = {household} AND r.presence"
    living = sql.quoted(sorted(LIVING_HERE))
    return (
        f"(SELECT count(*) {there} IN ({living})) AS named,"
        f" (SELECT count(*) {there} = 'away') AS away"
    )
