"""Tubes whose results are waited for; which of them a laboratory means by "all the others". Pure.

A negative that is written down for a tube nobody tested sets people free who may be ill: so the
others are those alone that were with the named ones, and no tube that is still filled.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from models.problems import Problem
from models.sampling import TubeState, TubeView, rules


def waits(tube: TubeView, *, over: bool) -> bool:
    """Whether a tube may be at a laboratory: people are in it, it has no result, and nobody more
    is put into it.

    Args:
        over: whether nobody is sampled in its round any more.
    """
    if tube.state != TubeState.PENDING or not tube.members:
        return False
    return over or tube.trip_no is not None or rules.is_full(tube)


def rest_of(
    tubes: Sequence[TubeView], named: Collection[str], *, over: bool
) -> tuple[list[TubeView], list[Problem]]:
    """The tubes that are meant by all the others, or why that cannot be said.

    Args:
        tubes: all of a round.
        named: codes of those whose result was said by itself; none for all that wait.

    Returns:
        The tubes without a result that left with the named ones; where nobody is named, all that
        wait. Problems: `rest_of_several` (trips) where these left with several samples, so that
        one laboratory cannot speak of all; `rest_of_none` where none waits.
    """
    left = [one for one in tubes if one.code not in named and waits(one, over=over)]
    with_these = {one.trip_no for one in tubes if one.code in named}
    if with_these:
        left = [one for one in left if one.trip_no in with_these]
    trips = {one.trip_no for one in left}
    if not with_these and len(trips) > 1:
        told = [f"#{no}" for no in sorted(no for no in trips if no is not None)]
        return [], [Problem("rest_of_several", {"trips": told})]
    return left, [] if left else [Problem("rest_of_none", {})]
