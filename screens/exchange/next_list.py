"""What is still missing once lists were brought in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.roster import PersonKind
from screens.i18n import _
from screens.kit.values import filled, joined

if TYPE_CHECKING:
    from data.store import Store

_NAMED = 3
"""Compounds named of those without households."""


def next_step(store: Store) -> str:
    """What to bring in next, the most useful first, in one line; empty where nothing is missing."""
    from data.households import queries as households
    from data.roster.queries import roster

    with store.read() as conn:
        compounds = households.compounds(conn)
        kinds = {person.kind for person in roster(conn, store.now())}
    empty = [one.name for one in compounds if not one.households]
    if not compounds:
        return _("Next: I brings in the list of compounds.")
    if len(empty) == len(compounds):
        return _("Next: I brings in the residents register.")
    if not kinds & {PersonKind.STAFF, PersonKind.CADRE}:
        return _("Next: I brings in the staff.")
    if empty:
        named = joined([*empty[:_NAMED], *(["…"] if empty[_NAMED:] else [])])
        return filled(_("Nobody is on file yet in {compounds}."), {"compounds": named})
    if PersonKind.VOLUNTEER not in kinds:
        return _("Next: I brings in the volunteers.")
    return ""
