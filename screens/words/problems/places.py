"""What can be wrong with places, in words."""

from __future__ import annotations

from screens.i18n import N_

PROBLEMS: dict[str, str] = {
    "field_empty": N_("This must not be empty."),
    "phone_unclear": N_("{value} is no telephone number."),
    "compound_exists": N_("There is a compound {name} already."),
    "compound_number_unknown": N_("There is no compound number {no}."),
    "household_exists": N_("{what} is in the register already."),
    "elders_over_people": N_("{elders} of 60 and over among {people} people cannot be."),
}
