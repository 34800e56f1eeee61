"""From the board of the day to the table at which somebody is missed, or something is to settle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.sampling import left
from screens.i18n import _
from screens.sampling.table import AtTable
from screens.sampling.table_lines import View

if TYPE_CHECKING:
    from models.sampling import RoundLacks, ToSettle
    from screens.kit.desk import Desk


def open_missed(desk: Desk) -> None:
    """Show who is missed in the latest round in which somebody is: once its time is up what is done
    about them, else at its table."""
    found = desk.store.ask(left.lacking, desk.store.now())
    if found and found[0].over:
        from screens.sampling.missed import Missed

        desk.open_dialog(Missed(found[0].no))
        return
    _open(desk, found[0] if found else None, View.MISSED)


def open_to_settle(desk: Desk) -> None:
    """Show what is to be settled, of the round of what waits the longest."""
    found = desk.store.ask(left.to_settle)
    _open(desk, found, View.TO_SETTLE)


def _open(desk: Desk, found: RoundLacks | ToSettle | None, view: View) -> None:
    """Open the table of a session; a round that has none is only known to the commands."""
    if found is None:
        desk.tell(_("Nothing of it waits."))
    elif found.session_no is None:
        desk.tell(_("This round has no session here: plan one (F5, n) to see to it."), wrong=True)
    else:
        desk.open_dialog(AtTable(found.session_no, view))
