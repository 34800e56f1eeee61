"""What was written while the clock was ahead, at the desk: told, and set right in one act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.maintenance import ahead
from models.times import dated
from screens.i18n import _, ngettext
from screens.kit.choose import choose_act
from screens.maintenance import clock_words

if TYPE_CHECKING:
    from screens.kit.desk import Desk


def open_clock(desk: Desk) -> None:
    """Ask whether the clock or the acts are right, and set the acts right where they are not; where
    nothing was written ahead tell how it stands, which is no trouble of the file's."""
    now = desk.store.now()
    found = desk.store.ask(ahead.written_ahead, now)
    if found is None:
        desk.tell(clock_words.clock_stands(None, desk.store.ask(ahead.clock_far, now), now))
        return
    choose_act(
        desk,
        lambda: _("Which of the two is right?"),
        (
            (
                lambda: _("The acts; the clock of this computer has to be set right"),
                lambda: desk.tell(_("Nothing was changed.")),
            ),
            (
                lambda: _("The clock; set the times right (records: {records})").format(
                    records=found.records
                ),
                lambda: _set_right(desk),
            ),
        ),
        lambda: ngettext(
            "Now: {now}; later than that: {steps} act, at {at}",
            "Now: {now}; later than that: {steps} acts, up to {at}",
            found.steps,
        ).format(now=dated(now), steps=found.steps, at=dated(found.newest)),
    )


async def _set_right(desk: Desk) -> None:
    await desk.perform(ahead.set_right, clock_words.times_set_right)
    desk.keep()
