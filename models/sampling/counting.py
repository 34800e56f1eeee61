"""Who of a door is meant by words that say how many, or which of its people. Pure."""

from __future__ import annotations

from models.problems import Problem
from models.sampling import Member, rules
from models.sampling.reading import Meant


def meant_of(group: Meant) -> list[Member] | None:
    """Who of a door is meant; None where it may be these or others of it.

    Nobody is taken for another: of a door of which some came the others are not tested, so that
    none of them counts before somebody says who it was. Of a door that stands alone nobody is meant
    who is gone or left out, as long as others are there.
    """
    people = list(group.people)
    if group.by_name:
        return people
    there = [one for one in people if may_be(one, came=group.came)]
    people = there or [one for one in people if rules.gone_problem(one) is None] or people
    if group.of_some and len(people) > 1:
        return None
    if group.number is not None and group.number < len(people):
        return None
    return people


def may_be(one: Member, *, came: bool) -> bool:
    """Whether somebody of a door may be among those who are said to have come, or not to."""
    if came:
        return rules.is_open(one)
    here = rules.gone_problem(one) is None
    return here and rules.standing(one) is not rules.Standing.LEFT_OUT


def which_problem(group: Meant) -> Problem:
    """That it has to be asked who of a door is meant: `table_which_of_door` (count) where a number
    was said, else `table_some_of_door`."""
    told: dict[str, object] = {"text": group.text, "people": len(group.people)}
    if group.number is None:
        return Problem("table_some_of_door", told)
    return Problem("table_which_of_door", {**told, "count": group.number})
