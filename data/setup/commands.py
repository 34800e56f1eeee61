"""The first step on an empty file: the committee begun by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from data import sql
from models.roster import PersonInput, PersonKind
from models.text import clean

if TYPE_CHECKING:
    from data.step import Step
    from models.households import CompoundInput


def begin_committee(
    step: Step, name: str, in_charge: str, compounds: Sequence[CompoundInput]
) -> int:
    """Name the committee and whoever is in charge, and keep its compounds, as one act.

    Args:
        in_charge: name of one of the staff, who is put on the roster when not there yet; empty
            when nobody is named.

    Returns:
        How many compounds were kept.

    Raises:
        Refused: `field_empty`, `compound_exists`.
    """
    from data.households import compounds as compound_commands
    from data.settings import put_in_charge

    compound_commands.name_neighbourhood(step, name)
    compound_commands.add_compounds(step, compounds)
    person = clean(in_charge, limit=60)
    if person:
        put_in_charge(step, _of_staff(step, person))
    step.act("committee_begun", name=clean(name, limit=80), count=len(compounds))
    return len(compounds)


def _of_staff(step: Step, name: str) -> int:
    """The number of one of the staff of this name, put on the roster when nobody there has it."""
    from data.roster.commands import add_people

    found = sql.value(
        step.conn.execute(
            "SELECT no FROM person WHERE name = ? AND kind IN ('staff', 'cadre')"
            " AND archived_at IS NULL ORDER BY no",
            (name,),
        )
    )
    if found is not None:
        return int(found)
    (no,) = add_people(step, [PersonInput(name, PersonKind.STAFF)])
    return no
