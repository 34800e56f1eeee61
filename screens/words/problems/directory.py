"""What can be wrong with the directory, in words."""

from __future__ import annotations

from screens.i18n import N_

PROBLEMS: dict[str, str] = {
    "contact_unknown": N_("There is nobody under number {no} in the directory."),
    "contact_exists": N_("{name} is in the directory already, as number {no}."),
    "contact_on_roster": N_("This is the number of {name}, who comes from the roster."),
    "hours_unclear": N_(
        "{value} are no hours; write them like 24小时, 8:30-17:00 or weekdays 9:00-17:00."
    ),
}
