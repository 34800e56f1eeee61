"""What a command would come to, without keeping any of it: what a plan says is what is done."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from models.problems import Problem, Refused

if TYPE_CHECKING:
    from data.step import Step
    from data.store import Store

P = ParamSpec("P")
T = TypeVar("T")


class _GivenUp(Exception):
    """The command would have been done."""


def outcome(
    store: Store,
    command: Callable[Concatenate[Step, P], T],
    *args: P.args,
    **kwargs: P.kwargs,
) -> T:
    """What `Store.do` would give now, without keeping any of it; see `refusal`.

    Raises:
        Refused: as the command.
    """
    given: list[T] = []
    try:
        with store.step() as step:
            given.append(command(step, *args, **kwargs))
            raise _GivenUp
    except _GivenUp:
        return given[0]


def refusal(
    store: Store,
    command: Callable[Concatenate[Step, P], object],
    *args: P.args,
    **kwargs: P.kwargs,
) -> Problem | None:
    """Why `Store.do` would refuse a command now; None where it would be done.

    The command itself is run, in a transaction that is given up. A file that takes nothing at all
    refuses it, too.
    """
    try:
        with store.step() as step:
            command(step, *args, **kwargs)
            raise _GivenUp
    except _GivenUp:
        return None
    except Refused as refused:
        return refused.problem
