"""Somebody's record as it is typed in a form: where marks are from stays with them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from data.residents import queries
from data.residents.commands import change_resident
from models.fields import Changes
from models.problems import Refused
from models.residents import ResidentInput
from models.residents.typed import as_told
from models.times import local_date

if TYPE_CHECKING:
    from data.step import Step


def change_as_typed(
    step: Step, no: int, version: int | None, changes: Mapping[str, object]
) -> Changes:
    """Change somebody as `change_resident` does; a mark typed anew is said today.

    Raises:
        Refused: `head_by_another` where the head of a household is to be none of it any more,
            and as `change_resident`.
    """
    was = queries.resident(step.conn, no)
    if was.is_head and changes.get("is_head") is False:
        raise Refused("head_by_another", "is_head", name=was.name)
    if "marks" in changes:
        typed = changes["marks"]
        assert isinstance(typed, tuple)
        told = as_told(typed, was.marks, local_date(step.at))
        changes = {**changes, "marks": told}
    return change_resident(step, no, version, changes)


def new_as_typed(step: Step, given: ResidentInput) -> ResidentInput:
    """Somebody new as they were typed, with the day their marks were said on."""
    return given._replace(marks=as_told(given.marks or (), (), local_date(step.at)))
