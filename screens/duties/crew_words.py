"""What becomes of the people of work that is called off, moved or planned again, in words."""

from __future__ import annotations

from data.duties.crew import Crew
from screens.i18n import _, ngettext
from screens.kit.values import beside, joined
from screens.sentences import say


def freed(crew: Crew) -> str:
    """Who is free once work is called off, as a sentence."""
    count = len(crew.names)
    told = ngettext("{names} is free then.", "{count} people are free then: {names}.", count)
    return told.format(count=count, names=joined(crew.names))


def stands(crew: Crew, *, along: bool = False) -> str:
    """Who comes along, and what stands against it: the first reason, and how many more."""
    count = len(crew.names)
    told = ngettext("{names} comes along.", "{count} people come along: {names}.", count)
    parts = [told.format(count=count, names=joined(crew.names))] if along and count else []
    if crew.against:
        parts.append("⚠ " + say(crew.against[0]))
        more = len(crew.against) - 1
        if more:
            parts.append(_("… and {count} more").format(count=more))
    return beside(*parts, gap=" ")
