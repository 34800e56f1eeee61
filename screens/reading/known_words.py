"""What is known of a household and makes a call more urgent, in words, with who said so."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from models.times import local_date
from screens.i18n import N_, _
from screens.kit.times import day

if TYPE_CHECKING:
    from models.reading.known import Fact

KNOWN: Mapping[str, str] = {
    "known_dialysis": N_("dialysis"),
    "known_insulin": N_("insulin"),
    "known_oxygen": N_("oxygen at home"),
    "known_medicine": N_("a vital medicine"),
    "known_birth": N_("pregnant"),
    "known_alone": N_("old and alone"),
    "known_frail": N_("old or disabled"),
    "known_life": N_("life safety"),
}
"""By the codes of `models.requests.Known`."""


def known(fact: Fact, now: datetime) -> str:
    """What is known, with the call or the register that told: `insulin (call #12, 04-03)`."""
    what = _(KNOWN[fact.code])
    if fact.weeks is not None:
        what = _("{what}, week {weeks}").format(what=what, weeks=fact.weeks)
    if fact.request is None:
        return _("{what} (register)").format(what=what)
    if fact.at is None:
        return _("{what} (call #{no})").format(what=what, no=fact.request)
    on = day(local_date(fact.at).isoformat(), now)
    return _("{what} (call #{no}, {day})").format(what=what, no=fact.request, day=on)
