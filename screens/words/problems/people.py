"""What can be wrong with people and their presence, in words."""

from __future__ import annotations

from screens.i18n import N_

PROBLEMS: dict[str, str] = {
    "presence_overlaps": N_("Another place is on record from {since} on; choose another time."),
    "return_before_leaving": N_("Nobody comes back ({until}) before having left ({since})."),
    "expected_before_leaving": N_("Expected back on {day}, but left on {since} only."),
    "reach_window_unclear": N_("Give the hours for the telephone, like 9:00-11:30."),
    "window_half_open": N_("Give both from when and until when."),
    "person_holds": N_(
        "{name} still holds: duties ahead {duties}, requests {requests}, things kept {things}, "
        "buildings led {buildings}. i, absent, gives them to others; then take them off."
    ),
    "custody_unknown": N_("Nothing is kept under number {no}."),
    "custody_returned": N_("{what} was given back on {at} already."),
    "due_back_before_since": N_("Wanted back on {day}, but kept only since {since}."),
    "building_unknown": N_("There is no building number {no}."),
    "closed_in_the_past": N_("{day} is over; say a day from today on."),
    "building_unclear": N_("Which building is {value}? Write it like 3, 43-21 or 大林苑3号."),
    "household_not_found": N_("No one household is meant by {value}; write its address."),
}
