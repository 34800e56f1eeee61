"""What enter would do with a line at a table, as it is read while it is typed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from data.sampling.naming import exceptions, table
from data.sampling.scope import Scope
from data.sampling.ticking import foreseen
from data.sql import Reader
from models.call_sheet import Sampling, Who
from models.sampling import Member
from models.sampling.reading import Heard
from models.sampling.rules import Holding
from models.testing import RoundView


class Would(NamedTuple):
    """What a tick would do."""

    heard: Heard = Heard()
    others: int = 0
    """People who would count as sampled without being named."""
    taken: tuple[Member, ...] = ()
    """Who is in a tube and would leave it, since they are named as missed."""
    is_said: bool = False
    """Whether words beside a door or a name say something of who was missed: a door alone may be
    one that was meant for a tube."""
    problems: int = 0
    """How many are to be settled by it."""

    @property
    def is_of_missed(self) -> bool:
        """Whether it names who was missed, and nobody else."""
        return bool(self.heard.meant) and not any(one.came for one in self.heard.meant)


def would_tick(
    conn: Reader,
    view: RoundView,
    text: str,
    part: Scope,
    now: Mapping[Who, Holding],
    called: Collection[Who] | None = None,
) -> Would:
    """What a line of a building would do.

    Args:
        now: who is in no pool, and why.
        called: whom the sheet will call, where the round has not begun and that is known.
    """
    there = table(conn, view, part.buildings)
    heard = exceptions(conn, there, text) if text else Heard()
    plan = foreseen(there, heard, now, one_building=len(part.buildings or ()) == 1)
    named = {one.id for group in heard.meant for one in group.people}
    others = [one for one in plan.sampled if one.id not in named]
    if view.frozen_at is None and called is not None:
        others = [one for one in others if one.who in called]
    missed = [one for one in heard.meant if not one.came]
    return Would(
        heard,
        len(others),
        tuple(one for one, _said in plan.missed if is_in_tube(one)),
        not missed or any(one.said for one in missed) or heard.of_all,
        len(plan.problems),
    )


def would_leave(heard: Heard) -> tuple[Member, ...]:
    """Who is in a tube and would leave it by words that say that they were missed."""
    found = {one.id: one for group in heard.meant for one in group.people if not group.came}
    return tuple(filter(is_in_tube, found.values()))


def is_in_tube(one: Member) -> bool:
    """Whether somebody was sampled into a tube."""
    return one.state == Sampling.SAMPLED and one.tube is not None
