"""Who a household is registered under, and the number dialled first: the same in both records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data import sql

if TYPE_CHECKING:
    from data.step import Step


def rename_head(step: Step, household_id: str, head: str) -> None:
    """The household is registered under another name: whoever of it bears that name is its head
    now, else the head was misspelt and is called so. Part of a command."""
    from sqlmodel import col

    from models.residents.tables import Resident

    found = step.conn.execute(
        "SELECT id, name, is_head FROM resident WHERE household_id = ? ORDER BY position",
        (household_id,),
    )
    people = list(sql.named(found))
    heads = [one["id"] for one in people if one["is_head"]]
    named = next((one["id"] for one in people if one["name"] == head), None)
    if not head:
        return
    if named is not None:
        for key in heads:
            if key != named:
                step.change(Resident, key, is_head=0, version=Resident.version + 1)
        step.change_where(
            Resident,
            col(Resident.id) == named,
            col(Resident.is_head) == 0,
            is_head=1,
            version=Resident.version + 1,
        )
    elif heads:
        step.change(Resident, heads[0], name=head, version=Resident.version + 1)


def change_number(step: Step, household_id: str, was: str, now: str) -> None:
    """The number dialled first is another: so it is wherever it stands among the numbers of the
    household. Part of a command."""
    from sqlmodel import col

    from models.residents.tables import Telephone

    if not was:
        return
    mine = (col(Telephone.household_id) == household_id, col(Telephone.number) == was)
    if now:
        step.change_where(Telephone, *mine, number=now)
    else:
        step.remove_where(Telephone, *mine)
