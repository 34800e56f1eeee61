"""Why somebody is proposed for a place, why nobody is, and what keeps a suggestion from force."""

from __future__ import annotations

from screens.i18n import N_

PROBLEMS: dict[str, str] = {
    "given_only_one": N_("the only one who can"),
    "given_only_free": N_("the only one free of {all} who could"),
    "given_unwarned": N_("only one free without a warning; {others} more with one"),
    "given_least_work": N_("least work that day of those who fit: {hours} h"),
    "given_idle": N_("has no other work that day"),
    "given_near": N_("lives in {compound}"),
    "given_fit": N_("can do it: {fit}"),
    "given_free": N_("is free then; {hours} h of work that day"),
    "given_by_hand": N_("chosen by you"),
    "left_no_lead": N_("nobody on the roster leads"),
    "left_no_drive": N_("nobody on the roster drives"),
    "left_no_guide": N_("nobody on the roster knows the way"),
    "left_no_skill": N_("nobody on the roster has: {skill}"),
    "left_nobody": N_("nobody is on the roster"),
    "left_absent": N_("all who could are absent: {count}"),
    "left_busy": N_("all who could have other work then: {count}"),
    "left_taken": N_("all who could are proposed for other work then: {count}"),
    "left_absent_busy": N_("{absent} absent, {busy} busy"),
    "left_absent_taken": N_("{absent} absent, {taken} proposed elsewhere"),
    "left_busy_taken": N_("{busy} busy, {taken} proposed elsewhere"),
    "left_none_free": N_("{absent} absent, {busy} busy, {taken} proposed elsewhere"),
    "left_by_hand": N_("left open by you"),
    "place_taken": N_(
        "{where} at {starts} was filled or changed meanwhile; nothing was given. Suggest anew."
    ),
    "suggestion_empty": N_("There is nothing to give."),
}
