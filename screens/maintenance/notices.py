"""What is wrong with copies or the clock, in one line of the board of the day."""

from __future__ import annotations

from models.problems import Problem
from screens.i18n import N_, _
from screens.kit.values import filled

_SHORT = {
    "backup_failed": N_("No backup can be made; B tells more"),
    "second_place_failed": N_("No copy can be put at the second place; B tells more"),
    "second_place_file": N_("The second place for copies is a file; B changes it"),
    "second_place_same": N_("The second place for copies is no other place; B changes it"),
    "second_place_never": N_("The second place for copies has not been there yet: {folder}"),
    "second_place_away": N_("The second place for copies: last there {days} days ago"),
    "second_place_stuck": N_("No copy can be put at the second place; B tells more"),
    "second_place_takes_none": N_("No copy can be put at the second place; B tells more"),
    "values_unreadable": N_("Records that cannot be read: {count} ({which}); run doctor"),
    "clock_behind": N_("Clock: {now}, last act: {at}; A tells more"),
    "clock_far": N_("Clock: {now}, last act: {at}; is the clock right?"),
}


def told_of(problem: Problem) -> str:
    """A problem as the status line tells it: of the clock in a line, for `A` tells more."""
    from screens.sentences import say

    return notice(problem) if problem.code in ("clock_behind", "clock_far") else say(problem)


def notice(problem: Problem) -> str:
    """A problem as the board tells it; whole where there is no shorter way."""
    if problem.code in _SHORT:
        return filled(_(_SHORT[problem.code]), problem.params)
    from screens.sentences import say

    return say(problem)
