"""Coming and leaving, as the journal tells it."""

from __future__ import annotations

from screens.i18n import N_

ACTS: dict[str, str] = {
    "checked_in": N_("{name} checked in"),
    "checked_out": N_("{name} checked out"),
    "check_outs_closed": N_("{name} checked out at the planned end"),
    "attendance_changed": N_("Check-in of {name} put right"),
}
