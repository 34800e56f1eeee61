"""Why a request stands where it does in the queue, in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from models.requests import Outcome, Reason
from screens.i18n import N_, _, said_of
from screens.kit.times import clock, since, span
from screens.reading.words import harm_reason
from screens.requests.words import OUTCOMES, URGENCIES

_WHY: Mapping[str, str] = {
    "life": N_("life safety, for {age}"),
    "may_be_life": N_("it could be life safety; nobody answered that yet, for {age}"),
    "life_reckoned_ahead": N_(
        "life safety; it was written while the clock was ahead ({until}): chase it now"
    ),
    "life_ahead": N_("life safety; it came while the clock was ahead ({until})"),
    "overdue": N_("the chase is {late} late"),
    "reckoned_ahead": N_("it was written while the clock was ahead ({until}): chase it now"),
    "promise_broken": N_("{who} promised it by {until}, {late} ago"),
    "call_back": N_("an update is owed to the resident ({outcome}), {late} late"),
    "to_tell": N_(
        "an update is owed to the resident ({outcome}); nothing heard since {until}, {age}"
    ),
    "to_tell_ahead": N_(
        "an update is owed to the resident ({outcome}); last heard of while the clock was ahead"
        " ({until})"
    ),
    "harm": N_("harm {until}, in {left}"),
    "overlooks_harm": N_("harm {until} comes before the next chase was set: chase it now"),
    "still_any": N_("it ran out {until}: is there still any? Ask (t told, b harm by when)"),
    "harm_past": N_("harm since {until}, {left} ago"),
    "waiting": N_("{urgency}, waiting for {age}"),
    "waiting_ahead": N_("{urgency}; it came while the clock was ahead ({until})"),
    "closed": N_("resolved: {outcome}"),
}

_OF_DEATH: Mapping[str, str] = {
    "call_back": N_("a death: the family is owed an update, {late} late"),
    "to_tell": N_("a death: the family is owed an update; nothing heard since {until}, {age}"),
    "to_tell_ahead": N_(
        "a death: the family is owed an update; last heard of while the clock was ahead ({until})"
    ),
}
"""The same where somebody has died."""

_OUT_OF_MEDICINE: Mapping[str, str] = {
    "harm": N_("medicine lasts until {until}, {left} left"),
    "harm_past": N_("out of medicine since {until}, for {left}"),
}
"""The same of medicine that runs out, which says itself why harm comes."""

_RUNS_OUT = ("medicine_ends",)
"""The reading's codes of medicine that runs out."""


def why(reason: Reason, now: datetime) -> str:
    """Why a request stands where it does, as half a sentence after "first because"."""
    params = reason.params
    died = params.get("outcome") == Outcome.DIED
    minutes = params.get("minutes")
    code = reason.code
    runs = since if code in ("life", "may_be_life", "to_tell", "waiting") else span
    moved = runs(minutes) if isinstance(minutes, int) else ""
    until = params.get("until") or params.get("at") or params.get("since")
    if code == "harm" and isinstance(minutes, int) and minutes <= 0:
        code = "harm_past"
    said = params.get("reason")
    of_medicine = said in _RUNS_OUT and code in _OUT_OF_MEDICINE
    told = _OF_DEATH if died else _OUT_OF_MEDICINE if of_medicine else _WHY
    words = _(told.get(code, _WHY[code])).format(
        age=moved,
        late=moved,
        left=moved,
        who=params.get("who") or "",
        until=clock(until, now) if isinstance(until, str) else "",
        urgency=_(URGENCIES[str(params["urgency"])]) if "urgency" in params else "",
        outcome=said_of(OUTCOMES[str(params["outcome"])]) if params.get("outcome") else "",
    )
    if not said or of_medicine:
        return words
    return _("{why}: {reason}").format(why=words, reason=harm_reason(str(said)))
