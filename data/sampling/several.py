"""Acts on several tubes of a round in one step: what one refuses is left, the others are done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from data.sampling import queries, tubes
from data.several import each
from data.testing import queries as testing
from models.sampling import Put
from models.several import Several

if TYPE_CHECKING:
    from data.step import Step


def close_tubes(step: Step, round_no: int, codes: Sequence[str]) -> Several[Put]:
    """Say of several tubes that nobody is put into them any more.

    Raises:
        Refused: where it can be said of none, as `tubes.close_tube` of the first.
    """
    done = _each(step, round_no, codes, tubes.close_tube)
    _act(step, "tubes_full", round_no, done)
    return done


def void_tubes(step: Step, round_no: int, codes: Sequence[str]) -> Several[Put]:
    """Say of several tubes that they broke or were lost.

    Raises:
        Refused: where it can be said of none, as `tubes.void` of the first.
    """
    done = _each(step, round_no, codes, tubes.void)
    _act(step, "tubes_void", round_no, done)
    return done


def _each(
    step: Step, round_no: int, codes: Sequence[str], act: Callable[[Step, int, str], Put]
) -> Several[Put]:
    view = testing.round_of(step.conn, round_no)
    by_no = {one.no: one.code for one in queries.tubes(step.conn, view) if one.code in codes}
    return each(step, sorted(by_no), lambda no: act(step, round_no, by_no[no]))


def _act(step: Step, what: str, round_no: int, done: Several[Put]) -> None:
    people = sum(len(one.members) for one in done.done.values())
    step.act(what, count=len(done.done), people=people, round=round_no)
