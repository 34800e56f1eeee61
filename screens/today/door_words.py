"""Doors that missed out as the board and the command tell them."""

from __future__ import annotations

from screens.i18n import ngettext


def red_doors(count: int) -> str:
    """How many doors missed out twice in a row, for the board of the day."""
    return ngettext(
        "Missed out twice in a row: {count} door",
        "Missed out twice in a row: {count} doors",
        count,
    ).format(count=count)
