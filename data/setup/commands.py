"""The first steps on an empty file: whether it is one, and the committee begun by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from data.sql import Reader

if TYPE_CHECKING:
    from data.store import Step
    from models.households import CompoundInput


def is_empty(conn: Reader) -> bool:
    """Whether nothing was ever kept here: no name, no compound, nobody, no request."""
    (something,) = conn.execute(
        "SELECT EXISTS (SELECT 1 FROM neighbourhood) OR EXISTS (SELECT 1 FROM compound)"
        " OR EXISTS (SELECT 1 FROM person) OR EXISTS (SELECT 1 FROM request)"
    ).fetchone()
    return not something


def begin(step: Step, name: str, in_charge: str, compounds: Sequence[CompoundInput]) -> int:
    """Name the committee and whoever is in charge, and keep its compounds, as one act.

    Args:
        in_charge: empty when nobody is named.

    Returns:
        How many compounds were kept.

    Raises:
        Refused: `field_empty`, `compound_exists`.
    """
    from data.households.compounds import insert_compounds, name_neighbourhood
    from data.settings import put_in_charge

    name_neighbourhood(step, name)
    if in_charge.strip():
        put_in_charge(step, in_charge)
    insert_compounds(step, compounds)
    step.act("committee_begun", name=name, count=len(compounds))
    return len(compounds)
