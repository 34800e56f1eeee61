"""What a report of missed doors was read as, while it is typed."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from models.doors.finding import Found
from models.doors.received import Received
from screens.doors import words
from screens.i18n import _, ngettext
from screens.kit.ticks import TICKED, UNTICKED
from screens.kit.values import headed

_SHOWN = 12
"""Doors shown one by one."""


def chips(found: Found, back: Sequence[Received] = (), *, whole: bool) -> Content:
    """Doors that were recognised, green; what could not be taken in front of them, with why.

    Args:
        back: doors that got it after all.
        whole: whether several gates are reported, so that each door says its compound.
    """
    if not (found.known or found.unfound or back):
        return Content.styled(_("What is typed here is shown as it is read."), "$foreground 65%")
    parts = [
        Content.styled(_whole(f"⚠ {words.left_out(one)}"), "$error bold") for one in found.unfound
    ]
    parts += [
        Content.styled(_whole(f"{TICKED} {words.chip(one, named=whole)}"), "$success")
        for one in found.known[:_SHOWN]
    ]
    parts += [_received(one, whole=whole) for one in back[:_SHOWN]]
    more = max(0, len(found.known) - _SHOWN) + max(0, len(back) - _SHOWN)
    if more > 0:
        told = ngettext("and {count} more door", "and {count} more doors", more).format(count=more)
        parts.append(Content.styled(told, "$success"))
    return Content("   ").join(parts)


def _received(one: Received, *, whole: bool) -> Content:
    """A door that got it after all, calm: it is ticked no more; or why nothing changes there."""
    where = words.where(one.door.address, named=whole)
    if one.rows:
        return Content.styled(_whole(f"{UNTICKED} {where} {words.received(one)}"), "$success")
    return Content.styled(_whole(f"⚠ {headed(where, words.received(one))}"), "$warning")


def _whole(text: str) -> str:
    """Words that no line ends between."""
    return text.replace(" ", "\N{NO-BREAK SPACE}")
