"""Reads which doors missed out from a line such as `3-201 3-402 没人, 5-1803 缺奶`. Pure.

Doors and words alternate: words are about the doors before them since the last words, or about
those behind them where none stand before, or where a colon does (`没人：3-201 3-402`). A room alone
is one of the building named last. Which doors there are is the caller's knowledge.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from models.address import Address
from models.doors import Exceptions
from models.doors.about import Report
from models.doors.door_shapes import doors_at, may_begin, shown
from models.doors.exception_words import says_none
from models.doors.report_text import prepared
from models.doors.said_together import each_once
from models.doors.saying import read_phrase
from models.doors.storeys import floors_at, floors_in
from models.text import narrow

LIMIT = 20_000
"""Characters read of a report: several thousand doors."""


LINE_SIGN = "|"
"""Stands for the end of a line where several are typed into one field."""

_BREAK = re.compile(r"[;；。\n!！?？|]|\.(?=\s|$)")


def read_exceptions(text: str, places: Collection[str] = (), *, given: bool = False) -> Exceptions:
    """Read a report of doors that missed out.

    Args:
        text: of one or several lines, as it was typed or pasted.
        places: names of compounds, which hold for the doors behind them.
        given: whether it says who got what was missing, and not who missed out.

    Returns:
        The doors in the order they were named, and the words that are about none.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    if says_none(text[:LIMIT]):
        return Exceptions(())
    work, names = prepared(text[:LIMIT]), _names(tuple(sorted(places)))
    report, context = Report(given=given), Address()
    at = begun = 0
    house = ""

    def skip(to: int, *, colon: bool = False) -> None:
        """Take what was passed over as words, and go on behind a sign or a door."""
        nonlocal at, begun
        phrase = read_phrase(shown(work[begun:at]))
        if phrase is not None:
            report.words(phrase, colon)
        at = begun = to

    while at < len(work):
        char = work[at]
        place = names.match(work, at) if names else None
        if _BREAK.match(work, at):
            skip(at + 1)
            report.close(line_end=char in "\n|")
        elif char == ",":
            skip(at + 1)
            report.comma()
        elif char == ":":
            skip(at + 1, colon=True)
        elif place:
            skip(place.end())
            report.comma()
            context = Address(compound=_as_named(place[0], places))
        elif may_begin(work, at) and (said := floors_at(work, at, follow=report.awaits_floors)):
            skip(said.end)
            floors = floors_in(said, context, house)
            report.floors(floors)
            context, house = floors[-1].address, said.house or house
        elif doors := doors_at(work, at, context):
            skip(doors[-1].end)
            for door in doors:
                report.found(door)
            context, house = doors[-1].address, doors[-1].text
        else:
            at += 1
    skip(at)
    report.end()
    kept = tuple(each_once(report.kept))
    got = tuple(report.got)
    if not (kept or got or report.told) and report.served:
        return Exceptions((), (shown(work),))
    return Exceptions(kept, report.told, got)


@cache
def _names(places: tuple[str, ...]) -> re.Pattern[str] | None:
    named = [re.escape(narrow(one)) for one in places if one.strip()]
    longest = sorted(named, key=len, reverse=True)
    return re.compile("|".join(longest), re.IGNORECASE) if longest else None


def _as_named(said: str, places: Collection[str]) -> str:
    return next(one for one in places if narrow(one).casefold() == said.casefold())
