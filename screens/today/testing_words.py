"""What of tests waits for somebody, as lines of the board: abnormal tubes, held people, who is
missed, what is to be settled."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from models.today import Tests
from screens.i18n import _, ngettext
from screens.kit.columns import Failed, readable
from screens.kit.times import clock
from screens.kit.values import beside, headed
from screens.recall import words as recall_words

_NAMED = 4
"""Tubes and rounds that are named; of more how many there are."""


class TestLine(NamedTuple):
    """A line, and the name of what it opens."""

    opens: str
    text: str
    is_grave: bool = False
    """Whether somebody may be infected whom nobody has gone to."""


def grave(found: Tests, now: datetime, failed: Failed) -> Iterator[TestLine]:
    """What may not wait: tubes nobody recalled, held people nobody goes to.

    Args:
        failed: takes why a time could not be told.
    """
    tubes = found.recalls.unrecalled
    if tubes:
        people = sum(one.people for one in tubes)
        since = _("since {time}").format(time=readable(clock, failed)(tubes[0].since, now))
        codes = _first([one.code for one in tubes])
        who = recall_words.people(people) if people else ""
        told = headed(_("⚠ Abnormal, not recalled yet"), beside(codes, who, since))
        yield TestLine("abnormal", told, is_grave=True)
    if found.recalls.unvisited:
        count = len(found.recalls.unvisited)
        told = ngettext(
            "⚠ Held until their own result, nobody goes there: {count} person",
            "⚠ Held until their own result, nobody goes there: {count} people",
            count,
        ).format(count=count)
        yield TestLine("unvisited", told, is_grave=True)


def rest(found: Tests) -> Iterator[TestLine]:
    """What is late, or lacks: re-tests and their results, who is missed, what is to be settled."""
    late, without = len(found.recalls.late), found.recalls.without
    if late or without:
        parts = (
            _("time passed at {doors}").format(doors=recall_words.doors(late)) if late else "",
            _("no result of {people}").format(people=recall_words.people(without))
            if without
            else "",
        )
        told = headed(_("⚠ Single re-tests"), " · ".join(filter(None, parts)))
        yield TestLine("retests", told)
    if found.lacking:
        named = [
            beside(
                one.name,
                recall_words.people(one.people),
                _("(time over)") if one.over else "",
                gap=" ",
            )
            for one in found.lacking
        ]
        yield TestLine("missed", headed(_("⚠ Missed"), _first(named, " · ")))
    if found.to_settle is not None:
        told = _("To settle from the tables: {count}").format(count=found.to_settle.how_many)
        yield TestLine("to_settle", told)


def _first(found: list[str], gap: str = " ") -> str:
    more = len(found) - _NAMED
    rest = [_("… and {count} more").format(count=more)] if more > 0 else []
    return gap.join([*found[:_NAMED], *rest])
