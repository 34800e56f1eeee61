"""The doors a call is about beside its own: one entry for all of them, found by each household."""

from __future__ import annotations

from collections.abc import Sequence

from data import sql
from data.households.addresses import address_values

_FURTHER = """FROM request_door door JOIN household at_door ON at_door.id = door.household_id
JOIN building in_house ON in_house.id = at_door.building_id
JOIN compound in_estate ON in_estate.id = in_house.compound_id
WHERE door.request_id = {request} ORDER BY door.position"""


def doors_of(request: str) -> str:
    """SQL for the further doors of a request as `models.requests.Door` has them.

    Args:
        request: its key in the query.
    """
    columns = f"""at_door.no, {address_values("in_estate", "in_house", "at_door")},
        at_door.head, at_door.phone"""
    return sql.records(columns, _FURTHER.format(request=request))


def numbers_of(request: str) -> str:
    """SQL for the numbers of the further households of a request as one list."""
    return sql.listed("at_door.no", _FURTHER.format(request=request))


def count_of_doors(request: str) -> str:
    """SQL for how many doors a request is about beside its own.

    Args:
        request: its key in the query.
    """
    return f"(SELECT count(*) FROM request_door door WHERE door.request_id = {request})"


def about(household: str, request: str = "t") -> str:
    """SQL for whether a request is about a household, whichever of its doors that is.

    Args:
        household: its key in the query.
    """
    return (
        f"({request}.household_id = {household} OR {request}.id IN"
        f" (SELECT request_id FROM request_door WHERE household_id = {household}))"
    )


def further(own: int | None, numbers: Sequence[int]) -> tuple[int, ...]:
    """Households beside a request's own, each once."""
    return tuple(no for no in dict.fromkeys(numbers) if no != own)
