"""What households and whatever is behind their doors are filtered by, see `data.filtering`."""

from __future__ import annotations

from collections.abc import Callable

from data import sql
from data.filtering import VALUES
from data.households.marks import ALL


def home_terms(household: str = "t") -> dict[str, str]:
    """Conditions on a household by where it is.

    Args:
        household: the name the table goes by in the query.
    """
    within = f"SELECT b.id FROM building b WHERE b.compound_id IN ({VALUES})"
    begins = sql.begins_with(f"{household}.room", "v.value")
    return {
        "compound": f"{household}.building_id IN ({within})",
        "building": f"{household}.building_id IN ({VALUES})",
        "room": f"EXISTS (SELECT 1 FROM ({VALUES}) v WHERE {begins})",
    }


def homes(condition: str) -> str:
    """SQL for the keys of the households `h` that meet a condition."""
    return f"SELECT h.id FROM household h WHERE {condition}"


def marked(values: str = VALUES) -> str:
    """SQL for the keys of the households with any of these marks."""
    return f"SELECT household_id FROM {ALL} WHERE mark IN ({values})"


def with_number(condition: Callable[[str], str], of: str = "household") -> str:
    """SQL for the keys of the households, or of the residents, one of whose numbers is so.

    The numbers alone are read.

    Args:
        condition: on the column of a number.
        of: `household` or `resident`.
    """
    every = f"SELECT {of}_id FROM telephone WHERE {condition('number')}"
    if of == "resident":
        return every
    return f"SELECT id FROM household WHERE {condition('phone')} UNION ALL {every}"


def ends(number: str) -> str:
    """That a number ends in `:digits`."""
    return sql.ends_with(number, ":digits")


def has(number: str) -> str:
    """That a number has `:digits` in it."""
    return sql.holds(number, ":digits")
