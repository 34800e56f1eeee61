"""Opening the capture line over whatever is open, and going on from what was written there."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from screens.emergency.sheet import is_life
from screens.i18n import _
from screens.kit.place import Place
from screens.reading.capture import CaptureLine

if TYPE_CHECKING:
    from data.reading.capture import Link
    from screens.kit.desk import Desk


def open_capture(
    desk: Desk, text: str = "", came: datetime | None = None, link: Link | None = None
) -> None:
    """Open the line over whatever is open, which is as it was when the line is left.

    What is written is put under the cursor of its list, now or when that is shown next, a life also
    where the list did not show it; its sheet is one key away.

    Args:
        text: what stands in it, such as what was pasted.
        came: when that was typed; None for a call that comes now.
        link: what else is done with the request once it is written, in the same step.
    """
    if not desk.is_opened:
        desk.drop_letters(coming=True)  # there is no file that a call could go to
        return
    while any(isinstance(screen, CaptureLine) for screen in desk.screen_stack):
        if isinstance(desk.screen, CaptureLine):
            return
        desk.pop_screen()

    def written(no: int | None) -> None:
        if no is None:
            return
        life = is_life(desk, no)
        if desk.current_mode != "requests":
            desk.fresh["requests"] = no
        if isinstance(desk.screen, Place):
            desk.screen.call_taken(no, life=life)
        if life:
            _offer_sheet(desk, no)

    desk.open_dialog(CaptureLine(text, came, link), written)


def _offer_sheet(desk: Desk, no: int) -> None:
    """Have the emergency sheet open on a new life next, and say so where its key works."""
    desk.fresh["emergency"] = no
    if "exclamation_mark" in desk.screen.active_bindings:
        said = "" if desk.here is None else desk.here.said()
        told = f"{said} {_('! opens its emergency sheet.')}".lstrip()
        desk.tell(told, undo=None if desk.offer is None else desk.offer.act)
