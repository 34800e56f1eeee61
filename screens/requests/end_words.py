"""How requests ended, in words."""

from __future__ import annotations

from collections.abc import Mapping

from models.requests import Outcome
from screens.i18n import _
from screens.kit.values import joined
from screens.requests.words import label


def closed(outcomes: Mapping[int, str]) -> str:
    """That requests are closed, and how they ended, by their numbers."""
    told = joined(label(one, "outcome") for one in dict.fromkeys(outcomes.values()))
    if len(outcomes) == 1:
        (no,) = outcomes
        return _("Request {no} is resolved ({outcome}).").format(no=no, outcome=told)
    count = len(outcomes)
    return _("{count} requests are resolved ({outcome}).").format(count=count, outcome=told)


def to_be_told(outcomes: Mapping[int, str]) -> str:
    """That requests are over and who called is still to be told, and how they ended."""
    told = joined(label(one, "outcome") for one in dict.fromkeys(outcomes.values()))
    if len(outcomes) > 1:
        return _(
            "{count} requests are done ({outcome}); updates are owed to the residents."
        ).format(count=len(outcomes), outcome=told)
    ((no, outcome),) = outcomes.items()
    if outcome == Outcome.DIED:
        return _("The family of request {no} is owed an update.").format(no=no)
    return _("Request {no} is done ({outcome}); an update is owed to the resident.").format(
        no=no, outcome=told
    )
