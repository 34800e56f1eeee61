"""Calls to the vulnerable as the board and the command tell them."""

from __future__ import annotations

from models.today import CallsLeft
from screens.i18n import _


def calls(left: CallsLeft) -> str:
    """How many calls to the vulnerable are to be made, the due ones by caller."""
    told = [_("Calls to the vulnerable, now: {count}").format(count=left.due)]
    if left.overdue:
        told.append(_("overdue: {count}").format(count=left.overdue))
    if left.left > left.due:
        told.append(_("later: {count}").format(count=left.left - left.due))
    told += [f"{name or _('nobody')} {due}" for name, due in left.by]
    return " · ".join(told)
