"""What can be wrong with requests, in words."""

from __future__ import annotations

from screens.i18n import N_

PROBLEMS: dict[str, str] = {
    "request_unknown": N_("There is no request {no}."),
    "request_empty": N_("Say in a few words what is needed."),
    "text_too_long": N_(
        "This text has {length} characters, at most {limit} can be kept. Shorten it."
    ),
    "opened_in_future": N_("A call cannot have come in the future ({at})."),
    "harm_before_opening": N_("Harm cannot come ({harm}) before the call did ({opened})."),
    "days_negative": N_("Days left must be 0 or more."),
    "days_unclear": N_("{value} is no number of days."),
    "time_unclear": N_("{value} is no time; write it like 15:30 or 04-10 09:00."),
    "request_closed": N_("Request {no} is closed. Reopen it first."),
    "request_not_closed": N_("Request {no} is not closed."),
    "whom_missing": N_("Say who was asked."),
    "in_future": N_("{at} is still to come."),
    "before_opening": N_("{at} is before the call came ({opened})."),
    "promise_in_past": N_("A promise until {until} was over when it was made ({at})."),
    "request_joined": N_("Request {no} was joined to {to}. Work on that one."),
    "join_needs_two": N_("Mark two requests or more with the space bar to join them."),
    "told_whom_missing": N_("Say who was told."),
    "question_empty": N_("Say what is to be asked."),
    "question_unknown": N_("This question is gone."),
    "advice_empty": N_("Say what was advised."),
    "view_name_empty": N_("Give the view a name."),
    "view_name_long": N_("A view's name has at most {limit} characters."),
    "view_unknown": N_("There is no view {name}."),
    "too_many_views": N_("At most {limit} views are kept. Forget one first."),
    "span_unclear": N_("{value} is no span; write minutes, or 4h, or 2 days."),
    "clock_unclear": N_("{value} is no clock time; write it like 09:00."),
    "count_unclear": N_("{value} is no number from 1 to 99."),
    "outcome_missing": N_("Say how it ended: a request closes only with an outcome."),
    "lives_apart": N_(
        "Requests {no} and {other} are about lives behind two doors. They are not joined."
    ),
    "life_not_accepted": N_(
        "Request {no} is about a life, and nobody accepted it since the last call. Log who does on"
        " its emergency sheet (!, then t). Withdrawn? Close it so, with whom you spoke to."
    ),
    "life_withdrawn_by_nobody": N_(
        "Request {no} is about a life: say who withdrew it. Nobody reached? It goes on."
    ),
    "life_not_lowered": N_(
        "Request {no} is about a life and stays so until somebody accepted it (!, then t). A slip"
        " is taken back (z, L); what never was one is closed as withdrawn and taken down anew."
    ),
    "not_saved": N_("Not saved; the line at the bottom says why."),
    "household_unknown": N_("There is no household {no}."),
    "person_unknown": N_("There is no person {no}."),
}
