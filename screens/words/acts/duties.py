"""Acts on duties, as the journal tells them."""

from __future__ import annotations

from screens.i18n import N_

ACTS: dict[str, str] = {
    "people_given": N_("{given} given to {where}"),
    "people_taken": N_("{taken} taken from {where}"),
    "roster_set": N_("The roster's settings changed"),
    "people_changed": N_("{where}: {given} instead of {taken}"),
    "duty_moved": N_("{person}, {where}: {times} instead of {was}"),
    "duties_swapped": N_("Swapped: {one} is at {where_one} now, {other} at {where_other}"),
    "day_copied": N_("{count} duties of {from_day} taken over to {day}"),
}
