"""What can stand against a duty, in words."""

from __future__ import annotations

from screens.i18n import N_

PROBLEMS: dict[str, str] = {
    "duty_unknown": N_("There is no duty {no}; it may have been taken back meanwhile."),
    "duty_ends_before_start": N_("A duty cannot end before it begins."),
    "person_busy": N_("{person} is at {where} then ({starts} to {ends})."),
    "person_at_work": N_("{person} has other work then ({starts} to {ends})."),
    "person_isolated": N_("{person} is isolated then."),
    "person_hospital": N_("{person} is in hospital then."),
    "person_away": N_("{person} is away then."),
    "building_closed": N_("{person}'s building is closed until {day}."),
    "afar_isolated": N_("{person} is isolated then and could do it by telephone only."),
    "afar_hospital": N_("{person} is in hospital then and could do it by telephone only."),
    "afar_away": N_("{person} is away then and could do it by telephone only."),
    "person_archived": N_("{person} no longer works here."),
    "outside_hours": N_("{person} is available from {from} to {until} only."),
    "rest_broken": N_("{person} should rest then ({starts} to {ends})."),
    "rest_short": N_("{person} would rest {hours} h only, from {ends} to {starts}."),
    "load_over": N_("{person} would work {hours} h and rest {rest} h in the 24 h to {at}."),
    "awake_long": N_("{person} would be up for {hours} h at {at}."),
    "outside_work": N_("{where} lasts from {starts} to {ends}."),
    "duty_changed": N_(
        "Duty {no} was changed at another desk meanwhile; it is shown as it is now."
    ),
    "swap_same": N_("{person} has both; a swap needs two people."),
    "nothing_alike": N_("Nothing like {where} is planned on that day."),
    "work_covered": N_("{where} has enough people."),
    "ratio_unclear": N_("{value} is not so many hours of work for one of rest, such as 2."),
    "days_unclear": N_("{value} is not a number of days from 0 to {most}."),
    "standing_unclear": N_("{value} is not like 06:00-23:00 or 06:00-23:00 x2."),
    "role_unfit": N_("This work has no such role."),
}
