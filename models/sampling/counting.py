"""How many: who of a door is meant by words that say a number, and how far a building is. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from models.call_sheet import Part, Sampling
from models.problems import Problem
from models.sampling import BuildingCount, Member, reading, rules
from models.sampling.reading import Meant

_TO_COME = frozenset({Part.CALLED, Part.VISITED})
"""Parts of the sheet whose people are to be sampled; who is late was sampled when they came."""


def meant_of(group: Meant) -> list[Member] | None:
    """Who of a door is meant; None where it may be these or others of it.

    Nobody is taken for another: of a door of which some came the others are not tested, so that
    none of them counts before somebody says who it was. Of a door that stands alone nobody is meant
    who is gone or left out, as long as others are there.
    """
    people = list(group.people)
    if group.by_name:
        return people
    if reading.says_guest(group.said):
        return None
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
    was said, `table_guest` where somebody else was, else `table_some_of_door`."""
    told: dict[str, object] = {"text": group.text, "people": len(group.people)}
    if reading.says_guest(group.said):
        return Problem("table_guest", told)
    if group.number is None:
        return Problem("table_some_of_door", told)
    return Problem("table_which_of_door", {**told, "count": group.number})


def more_problem(group: Meant) -> Problem | None:
    """`table_more_than_known` (text, count, people): that more people are said than are meant."""
    if group.number is None or group.number <= len(group.people):
        return None
    told = {"text": group.text, "count": group.number, "people": len(group.people)}
    return Problem("table_more_than_known", told)


def family_of(group: Meant, door: Sequence[Member]) -> tuple[Meant, Problem | None]:
    """Whom the head of a household and a number, or a word for all of it, mean: 汤建飞 3人, 汤建飞
    一家, which are those of the door; and what is to be asked of it.

    Where fewer are said than are still to come only who is named is meant, and it is asked who the
    others are: another would count as tested, and nobody would miss them.

    Args:
        group: one name, with what stands beside it.
        door: all who live behind that door by the sheet.
    """
    present = [one for one in door if rules.gone_problem(one) is None]
    there = [one for one in present if may_be(one, came=group.came)]
    named = {one.id for one in group.people}
    number = group.number
    if number is None or (number == len(there) and named.issubset(one.id for one in there)):
        whole = tuple(one for one in door if one in there or one.id in named)
        return group._replace(people=whole, by_name=False), None
    if number < len(present):
        return group._replace(number=None), which_problem(group._replace(people=tuple(present)))
    return group._replace(people=tuple(present), by_name=False), None


class Standings(NamedTuple):
    """How many people of a building a sheet has in one part and one state."""

    building_id: str | None
    compound: str | None
    lane: str | None
    building: str | None
    part: str
    state: str
    people: int
    tubed: bool = False
    """Whether they are in a tube."""


def building_counts(rows: Iterable[Member]) -> list[BuildingCount]:
    """How far each building is, see `counts_of`; people in the order of the sheet."""
    return counts_of(
        Standings(
            *(one.building_id, one.compound, one.lane, one.building, one.part, one.state, 1),
            one.tube_id is not None,
        )
        for one in rows
    )


def counts_of(groups: Iterable[Standings]) -> list[BuildingCount]:
    """How far each building is, in the order they come first; staff who live elsewhere stand apart,
    and so do people left out as long as they did not come.

    `called` is the sum of sampled, missed, settled and due. Who was sampled without being called is
    counted as `besides`; where their tube was void, they are called like others from then on.
    """
    found: dict[tuple[str | None, str | None, str | None], BuildingCount] = {}
    with_tubes = set()
    for one in groups:
        stays = one.part == Part.LEFT_OUT and one.state == Sampling.DUE
        if one.part == Part.STAFF or stays:
            continue
        key = (one.compound, one.lane, one.building)
        was = found.get(key) or BuildingCount(one.building_id, *key, 0, 0, 0, 0, 0, 0)
        is_sampled = one.state == Sampling.SAMPLED
        if is_sampled and one.tubed:
            with_tubes.add(key)
        is_besides = is_sampled and one.part not in _TO_COME
        found[key] = was._replace(
            called=was.called + one.people * (not is_besides),
            besides=was.besides + one.people * is_besides,
            sampled=was.sampled + one.people * (is_sampled and not is_besides),
            missed=was.missed + one.people * (one.state == Sampling.MISSED),
            due=was.due + one.people * (one.state == Sampling.DUE),
            settled=was.settled + one.people * (one.state == Sampling.SETTLED),
            at_home=was.at_home
            + one.people * (one.part == Part.VISITED and one.state == Sampling.DUE),
            no_tube=was.no_tube + one.people * (is_sampled and not one.tubed),
        )
    return [one if key in with_tubes else one._replace(no_tube=0) for key, one in found.items()]
