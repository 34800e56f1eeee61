"""Acts at a table that must not hold up the queue: what is refused because of who stands there is
kept to be settled later, and the next one comes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from data.sampling.commands import Unsettled, note_doubt
from models.problems import Problem, Refused

if TYPE_CHECKING:
    from data.step import Step
    from data.store import Store

P = ParamSpec("P")
Answer = TypeVar("Answer")

_ABOUT_PEOPLE = ("held_", "table_", "moved_at_table", "died_at_table", "near_from_pool")


def is_to_settle(problem: Problem) -> bool:
    """Whether a refusal is about who stands at the table, and not about what was typed or done
    before: the next try would be refused as well."""
    return problem.code.startswith(_ABOUT_PEOPLE)


def at_queue(
    store: Store,
    kept: tuple[int, str, str],
    command: Callable[Concatenate[Step, P], Answer],
    *args: P.args,
    **kwargs: P.kwargs,
) -> Answer:
    """Do an act; where it is refused because of who is meant, keep that to be settled.

    Args:
        kept: of which round, what was typed, and at which tube.

    Raises:
        Refused: `kept_to_settle` (reason, no), and what else the act refuses.
    """
    try:
        return store.do(command, *args, **kwargs)
    except Refused as why:
        if not is_to_settle(why.problem):
            raise
        round_no, said, tube = kept
        no = store.do(note_doubt, round_no, Unsettled(why.problem, said, tube))
        raise Refused("kept_to_settle", why.problem.field, reason=why.problem, no=no) from why
