"""What can be wrong with errands, in words."""

from __future__ import annotations

from screens.i18n import N_

PROBLEMS: dict[str, str] = {
    "errand_unknown": N_("There is no errand {no}."),
    "errand_empty": N_("Mark requests with space first; an errand is made of them."),
    "errand_off": N_("Errand {no} was called off."),
    "errand_done": N_("All results of this errand are in."),
    "errand_ends_before_start": N_("An errand cannot be back before it leaves."),
    "errand_last_line": N_("This is the last line of errand {no}; undo its making instead."),
    "line_unknown": N_("Errand {no} has no line {line}."),
    "line_not_waiting": N_("Line {line} does not wait for a result."),
    "line_twice": N_("Line {line} is told twice."),
    "result_unclear": N_("{value}: begin with the line's number, like 3: sold out"),
    "reason_missing": N_("Say why {value} was not brought, like 3: sold out"),
    "request_not_open": N_("Request {no} is not open; only open ones go on an errand."),
    "on_errand": N_("Request {no} waits on errand {errand} already."),
    "medicine_missing": N_("Say which medicine it is."),
    "money_unclear": N_("{value} is no sum of money; write it like 120 or 120.50"),
    "money_too_much": N_("More than {limit} yuan for one household cannot be right."),
    "quantity_unclear": N_("{value} is no quantity; write it like 2 or 2盒"),
    "file_there": N_("{file} is there already; give another name."),
    "file_unwritable": N_("{file} cannot be written: {reason}."),
    "path_missing": N_("Say where to write it."),
}
