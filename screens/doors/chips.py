"""What a report of missed doors was read as, while it is typed."""

from __future__ import annotations

from textual.content import Content

from models.doors.finding import Found
from screens.doors import words
from screens.i18n import _, ngettext
from screens.kit.ticks import TICKED

_SHOWN = 12
"""Doors shown one by one."""


def chips(found: Found, *, whole: bool) -> Content:
    """Doors that were recognised, green; what could not be taken in front of them, with why.

    Args:
        whole: whether several gates are reported, so that each door says its compound.
    """
    if not found.known and not found.unfound:
        return Content.styled(_("What is typed here is shown as it is read."), "$foreground 65%")
    parts = [
        Content.styled(_whole(f"⚠ {words.left_out(one)}"), "$error bold") for one in found.unfound
    ]
    parts += [
        Content.styled(_whole(f"{TICKED} {words.chip(one, named=whole)}"), "$success")
        for one in found.known[:_SHOWN]
    ]
    more = len(found.known) - _SHOWN
    if more > 0:
        told = ngettext("and {count} more door", "and {count} more doors", more).format(count=more)
        parts.append(Content.styled(told, "$success"))
    return Content("   ").join(parts)


def _whole(text: str) -> str:
    """Words that no line ends between."""
    return text.replace(" ", "\N{NO-BREAK SPACE}")
