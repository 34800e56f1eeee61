"""The clock of the computer, and what was written while it was ahead, in words."""

from __future__ import annotations

from datetime import datetime

from models.maintenance import Ahead
from models.problems import Problem
from models.times import dated
from screens.i18n import _, ngettext
from screens.sentences import say


def written_ahead(found: Ahead, now: datetime) -> str:
    """What was written while the clock was ahead, in a sentence or two."""
    told = ngettext(
        "The clock says {now}. {steps} act is later than that, up to {at}; records that keep its "
        "time: {records}.",
        "The clock says {now}. {steps} acts are later than that, up to {at}; records that keep "
        "their times: {records}.",
        found.steps,
    )
    return told.format(
        now=dated(now), steps=found.steps, at=dated(found.newest), records=found.records
    )


def clock_stands(found: Ahead | None, far: Problem | None, now: datetime) -> str:
    """How it stands with the clock, and what to do about it.

    Args:
        found: what was written while it was ahead.
        far: that the last act was long ago, where nothing was.
    """
    if found is not None:
        return _("{one} {next}").format(
            one=written_ahead(found, now),
            next=_(
                "If the clock is wrong, set the clock of this computer right; if it is right, "
                "clock --set-right sets those times right."
            ),
        )
    if far is not None:
        return _("{one} {next}").format(
            one=say(far), next=_("In the file there is nothing to set right.")
        )
    return say(Problem("clock_right"))


def times_set_right(done: Ahead) -> str:
    """What is said once those times were set right."""
    told = _("The times are set right; records: {records}.")
    return told.format(records=done.records)
