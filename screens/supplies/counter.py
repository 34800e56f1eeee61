"""Choosing who counts at a gate, from the run and from the counts alike."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from data.roster.queries import roster
from data.supplies import running
from data.supplies.run import run_stops
from models.roster import ABSENT_PLACES, PersonRow
from screens.i18n import _
from screens.kit.narrowed import choose_narrowed
from screens.kit.values import beside

if TYPE_CHECKING:
    from screens.kit.desk import Desk


def choose_counter(desk: Desk, delivery_no: int, drop_no: int) -> None:
    """Say who counts at a stop; who is given to it stands first. Nobody is offered who is absent
    or held behind a closed door: they stand at no gate."""
    with desk.store.read() as conn:
        rows = roster(conn, desk.store.now())
        stop = next((one for one in run_stops(conn, delivery_no) if one.no == drop_no), None)
    if stop is None:
        desk.tell(_("This stop was called off."), wrong=True)
        return
    people = [row for row in rows if row.place not in ABSENT_PLACES and not row.shut]
    people.sort(key=lambda row: row.name not in stop.people)
    choose_narrowed(
        desk,
        lambda: _("Who counts at {compound}").format(compound=stop.compound),
        [*people, None],
        lambda one: _("nobody for now") if one is None else beside(one.name, one.post),
        partial(_count, desk, drop_no),
    )


async def _count(desk: Desk, drop_no: int, one: PersonRow | None) -> None:
    name = _("nobody") if one is None else one.name
    await desk.perform(
        lambda step: running.count_at(step, drop_no, None if one is None else one.no),
        lambda where: _("{name} counts at {compound}.").format(name=name, compound=where),
    )
