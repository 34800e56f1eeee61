"""Acts on emergency sheets, as the journal tells them."""

from __future__ import annotations

from screens.i18n import N_

ACTS: dict[str, str] = {
    "emergency_item_ticked": N_("emergency {no}, an item of the checklist done: {what}"),
    "emergency_item_unticked": N_("emergency {no}, an item of the checklist not done: {what}"),
    "emergency_accepted": N_("emergency {no}, {to} accepted ({why}): {what}"),
    "emergency_refused": N_("emergency {no}, {to} refused ({why}): {what}"),
    "emergency_unanswered": N_("emergency {no}, {to} did not answer: {what}"),
    "emergency_family_told": N_("emergency {no}, family told ({said}): {what}"),
    "emergency_transfer_arranged": N_("emergency {no}, transfer arranged ({said}): {what}"),
    "emergency_callers_named": N_("emergency {no}, calling now: {names}: {what}"),
    "emergency_checklist_chosen": N_("emergency {no}, another checklist: {what}"),
}
