"""What can be wrong with a chase, a telling or a question, in words."""

from __future__ import annotations

from screens.i18n import N_

PROBLEMS: dict[str, str] = {
    "text_too_long": N_(
        "This text has {length} characters, at most {limit} can be kept. Shorten it."
    ),
    "whom_missing": N_("Say who was asked."),
    "in_future": N_("{at} is still to come."),
    "before_opening": N_("{at} is before the call came ({opened})."),
    "promise_in_past": N_("A promise until {until} was over when it was made ({at})."),
    "told_whom_missing": N_("Say who was told."),
    "question_empty": N_("Say what is to be asked."),
    "question_unknown": N_("This question is gone."),
    "advice_empty": N_("Say what was advised."),
}
