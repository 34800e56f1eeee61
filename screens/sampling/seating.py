"""To the table of a session; where that would begin a round of another day, it is asked first."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from data.sampling import left
from data.testing import queries as testing
from models.testing import rules
from models.times import local_date
from screens.i18n import _
from screens.kit.choose import Act, choose_act
from screens.kit.times import day
from screens.kit.values import beside
from screens.sampling.table import AtTable

if TYPE_CHECKING:
    from screens.kit.desk import Desk


def open_table(desk: Desk, session_no: int) -> None:
    """Show the table of a session. Of a round that is for another day and has not begun it is asked
    first, since its call sheet stands from the first tick on; the table of a round of today that
    has begun stands before that."""
    now = desk.store.now()
    today = local_date(now).isoformat()
    with desk.store.read() as conn:
        view = testing.round_of(conn, testing.row(conn, session_no).round_no)
        is_ahead = view.frozen_at is None and view.closed_at is None and view.day != today
        running = left.running(conn, today) if is_ahead else None
        other = None if running is None else testing.row(conn, running)
    if not is_ahead:
        desk.open_dialog(AtTable(session_no))
        return

    def sit(no: int) -> None:
        desk.open_dialog(AtTable(no))

    acts: list[Act] = [(lambda: _("No, not yet"), lambda: None)]
    if other is not None:
        where = beside(other.round_name, rules.called(other.site, other.compounds))
        acts = [
            (lambda: _("the round under way: {where}").format(where=where), lambda: sit(other.no))
        ]
    acts.append(
        (
            lambda: _("begin this one: its first tick lets its call sheet stand"),
            partial(sit, session_no),
        )
    )
    choose_act(
        desk,
        lambda: _("{name} is for {day} and has not begun").format(
            name=view.name, day=day(view.day, now)
        ),
        acts,
    )
