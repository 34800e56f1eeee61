"""What is kept of identity numbers, as the committee chooses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data import settings
from data.residents.identity import KEPT, keeper
from models.problems import Refused
from models.residents import IdentityKept

if TYPE_CHECKING:
    from data.step import Step


def set_identity_kept(step: Step, kept: IdentityKept, *, was: IdentityKept | None = None) -> None:
    """Choose it; numbers on file that say more than that are cut to it.

    What is not on file any more cannot be had again by choosing more.

    Args:
        was: what was chosen when this was; None where that does not matter.

    Raises:
        Refused: `edited_meanwhile` when something else is chosen by now.
    """
    from sqlmodel import col

    from models.residents.tables import Resident

    before = keeper(step.conn).kept
    if was not in (None, before):
        raise Refused("edited_meanwhile")
    if kept is before:
        return
    settings.put(step, KEPT, kept.value)
    newer = Resident.version + 1
    if kept is not IdentityKept.WHOLE:
        step.change_where(Resident, col(Resident.identity) != "", identity="", version=newer)
    if kept is IdentityKept.NOTHING:
        step.change_where(
            Resident,
            col(Resident.identity_digest) != "",
            identity_tail="",
            identity_digest="",
            version=newer,
        )
    step.act("identity_kept", kept=kept.value)
