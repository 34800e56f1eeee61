"""What is done about a round at its tables beside ticks and tubes: it begins by the first of these,
and what could not be settled there is noted and settled later."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from data.call_sheet.commands import freeze_part
from data.ids import key_of, new_id
from data.sampling import queries
from data.sampling.sessions import begin_due
from data.testing import queries as testing
from models.fields import line
from models.problems import Problem, Refused
from models.sampling import Doubt
from models.testing import RoundView
from models.times import loaded

if TYPE_CHECKING:
    from data.step import Step

SAID = line(200)
"""How much is kept of what was said of somebody."""


class Begun(NamedTuple):
    """A round that people are sampled in, and whether it began just now."""

    view: RoundView
    started: bool


def begun(step: Step, round_no: int) -> Begun:
    """A round people may be sampled in: the first tick or tube lets its sheet stand as it is.

    Raises:
        Refused: `round_unknown`, `round_closed` (no, since), and as `freeze_part`.
    """
    view = testing.round_of(step.conn, round_no)
    if view.closed_at is not None:
        raise Refused("round_closed", no=round_no, since=loaded(view.closed_at))
    if view.frozen_at is not None:
        return Begun(view, False)
    freeze_part(step, round_no)
    begin_due(step, view)
    return Begun(testing.round_of(step.conn, round_no), True)


def of_begun(step: Step, round_no: int) -> RoundView:
    """A round whose sheet stands, closed or not.

    Raises:
        Refused: `round_unknown`, `round_not_begun`.
    """
    view = testing.round_of(step.conn, round_no)
    if view.frozen_at is None:
        raise Refused("round_not_begun", no=round_no)
    return view


def is_over(view: RoundView, at: str) -> bool:
    """Whether whoever is still due in a round lacks: it was closed, or its time is up.

    Args:
        at: a moment, in stored UTC form.
    """
    return view.closed_at is not None or (view.ends_at is not None and view.ends_at <= at)


# -- what is to be settled -------------------------------------------------------------------------


class Unsettled(NamedTuple):
    """What could not be settled at a table."""

    problem: Problem
    said: str
    """As it was typed there."""
    tube: str = ""
    where: str = ""
    """Which part of the sheet it was said of, in words; empty for the whole."""


def note_doubts(step: Step, view: RoundView, found: Iterable[Unsettled]) -> list[int]:
    """Keep what could not be settled; what is on file unsettled in the same words of the
    same place is not kept twice.

    Returns:
        Their numbers.
    """
    from models.sampling.tables import TableDoubt

    given = list(found)
    if not given:
        return []
    known = {
        (one.code, one.said, one.tube, one.params): one.no
        for one in queries.doubts(step.conn, view.no)
    }
    numbers, no = [], step.next_no("table_doubt")
    for one in given:
        said = SAID(one.said)
        where = {"where": one.where} if one.where else {}
        params = json.dumps({**one.problem.params, **where}, ensure_ascii=False)
        key = (one.problem.code, said, one.tube, params)
        if key not in known:
            step.add(
                TableDoubt(
                    id=new_id(),
                    no=no,
                    round_id=view.id,
                    code=one.problem.code,
                    params=params,
                    said=said,
                    tube=one.tube,
                    noted_at=step.at,
                )
            )
            known[key] = no
            no += 1
        numbers.append(known[key])
    return list(dict.fromkeys(numbers))


def note_doubt(step: Step, round_no: int, found: Unsettled) -> int:
    """Keep by itself what was refused at a table, so that it is not lost when the queue goes on.

    Returns:
        Its number.

    Raises:
        Refused: `round_unknown`.
    """
    view = testing.round_of(step.conn, round_no)
    (no,) = note_doubts(step, view, [found])
    step.act("doubt_noted", no=no, round=round_no, said=found.said)
    return no


def settle_doubt(step: Step, no: int, words: str) -> Doubt:
    """Say what became of something that could not be settled at a table.

    Raises:
        Refused: `doubt_unknown`, `doubt_settled`, `settled_words_missing`.
    """
    from models.sampling.tables import TableDoubt

    was = queries.doubt(step.conn, no)
    if was.settled_at is not None:
        raise Refused("doubt_settled", no=no, words=was.settled)
    said = SAID(words)
    if not said:
        raise Refused("settled_words_missing", "words")
    key = key_of(step.conn, "table_doubt", no)
    step.change(TableDoubt, key, settled_at=step.at, settled=said, version=TableDoubt.version + 1)
    step.act("doubt_settled", no=no, said=was.said, words=said)
    return queries.doubt(step.conn, no)
