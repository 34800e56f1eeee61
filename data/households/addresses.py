"""Pieces of SQL for the address of a household, as it is told everywhere."""

from __future__ import annotations


def address(compound: str = "c", building: str = "b", household: str = "h") -> str:
    """Columns `compound`, `lane`, `building`, `unit`, `room` of an address; NULL for none.

    Args:
        compound, building, household: the names the tables go by in the query.
    """
    parts = _address_parts(compound, building, household)
    return ", ".join(f"{value} AS {name}" for name, value in parts.items())


def address_values(compound: str = "c", building: str = "b", household: str = "h") -> str:
    """The columns of `address` without their names, as `sql.packed` takes them."""
    return ", ".join(_address_parts(compound, building, household).values())


def _address_parts(compound: str, building: str, household: str) -> dict[str, str]:
    return {
        "compound": f"{compound}.name",
        "lane": f"nullif({building}.lane, '')",
        "building": f"{building}.name",
        "unit": f"nullif({household}.unit, '')",
        "room": f"nullif({household}.room, '')",
    }


def at_household(key: str) -> str:
    """Joins from a household's key, which may be NULL, to the tables of `address`."""
    return (
        f"LEFT JOIN household h ON h.id = {key} LEFT JOIN building b ON b.id = h.building_id"
        " LEFT JOIN compound c ON c.id = b.compound_id"
    )
