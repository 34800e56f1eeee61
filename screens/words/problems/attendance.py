"""What can be wrong with coming and leaving, in words."""

from __future__ import annotations

from screens.i18n import N_

PROBLEMS: dict[str, str] = {
    "checked_in_already": N_("{person} came at {at} already."),
    "checked_out_already": N_("{person} left at {at} already."),
    "not_checked_in": N_("{person} has not checked in; say first when they came."),
    "left_before_came": N_("{person} cannot leave ({left}) before coming ({came})."),
    "check_in_future": N_("{at} is still to come."),
    "check_in_far": N_("{at} is far from the duty, {starts} to {ends}."),
    "checked_in_absent": N_("{person} is on record as absent; is it really them?"),
    "duty_nobodys": N_("Duty {no} is nobody's yet; give it to somebody first."),
}
