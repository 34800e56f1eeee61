"""What can be wrong with testing, in words."""

from __future__ import annotations

from screens.i18n import N_

PROBLEMS: dict[str, str] = {
    "round_unknown": N_("There is no round {no}."),
    "session_unknown": N_("There is no session {no}."),
    "pool_size_wrong": N_("A tube takes 1 to 50 people."),
    "session_ends_before_start": N_("A session cannot end before it begins."),
    "session_too_long": N_("A session cannot take longer than a day."),
    "desks_wrong": N_("A session has 1 to 50 desks."),
    "compound_twice": N_("{compound} is named twice."),
    "session_already": N_("Session {no} is in that state already."),
    "session_cannot": N_("Session {no} cannot go to that state from where it is."),
    "number_unclear": N_("{value} is no whole number."),
}
