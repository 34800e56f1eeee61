"""What tubes came to is written down: told, told otherwise, put right by the laboratory's word."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from data import sql
from data.sampling import queries
from data.sampling.commands import Begun
from data.sampling.filling import checked
from data.sampling.tubes import answer, inside
from data.testing import queries as testing
from models.address import short_address
from models.call_sheet import Person
from models.fields import line
from models.problems import Problem, Refused, refuse
from models.results import Result, ResultInput, Source
from models.sampling import Member, Put, TubeState, TubeView, rules, tube_results
from models.sampling.reading import Outcome
from models.testing import RoundView, TubeKind
from models.times import CLOCKS_DIFFER, loaded, stored

if TYPE_CHECKING:
    from data.step import Step

_WORDS = line(200)
"""How much is kept of what the laboratory said."""


def set_result(
    step: Step,
    round_no: int,
    code: str,
    outcome: Outcome,
    at: datetime | None = None,
    *,
    corrects: str | None = None,
) -> Put:
    """Say what a tube came to; see `models.sampling.tube_results` for one that is told twice.

    Args:
        outcome: a tube that is said to be positive is abnormal: nobody is positive by the result
            of others.
        at: when it was told; now unless given.
        corrects: who of the laboratory says that it was abnormal by mistake, in words; None where
            nobody does.

    Raises:
        Refused: `round_unknown`, `tube_unknown`, `result_in_future` (at), and as
            `rules.result_problems` and `tube_results.correction_problems`.
    """
    view = testing.round_of(step.conn, round_no)
    tube = queries.tube(step.conn, view, checked(code))
    told_at = told_when(step, at)
    refuse(rules.result_problems(tube, stored(told_at)))
    members = inside(step, tube)
    state = TubeState.NEGATIVE if outcome is Outcome.NEGATIVE else TubeState.ABNORMAL
    words = _WORDS(corrects or "")
    if corrects is not None:
        refuse(tube_results.correction_problems(tube, state, words))
    told = []
    if outcome is Outcome.POSITIVE and tube.members > 1:
        told.append(Problem("tube_not_positive", {}))
    told += tube_results.told(tube, state, corrected=bool(words))
    if state is TubeState.ABNORMAL:
        told.append(Problem("tube_abnormal", {"code": tube.code, "people": len(members)}))
    changed = tube_results.columns(tube, state, stored(told_at), corrected=bool(words))
    if words:
        told += _recalled(step, tube)
        _forget_own(step, view, tube)
    if changed:
        write_result(step, tube, state, told_at, words)
        if "state" in changed:
            told += keep_own(step, view, tube, members, outcome, told_at)
        if words:
            step.act("tube_corrected", code=tube.code, words=words, round=round_no)
        elif "state" not in changed:
            step.act("tube_also_negative", code=tube.code, round=round_no)
        else:
            step.act("tube_result", code=tube.code, state=state, round=round_no)
    return answer(step, Begun(view, False), tube.code, told=told)


def told_when(step: Step, at: datetime | None) -> datetime:
    """When a result was told: now unless given.

    Raises:
        Refused: `result_in_future` (at).
    """
    if at is not None and at > step.at + CLOCKS_DIFFER:
        raise Refused("result_in_future", "at", at=at)
    return at or step.at


def write_result(
    step: Step, tube: TubeView, state: TubeState, at: datetime, words: str = ""
) -> None:
    """Change a tube to what is told of it, by what was told before. Part of a command.

    Args:
        words: of the laboratory, where it says that the tube was abnormal by mistake.
    """
    from models.sampling.tables import Tube

    changed = dict(tube_results.columns(tube, state, stored(at), corrected=bool(words)))
    values: dict[str, object] = {
        name: None if value is None else loaded(value) if name.endswith("_at") else TubeState(value)
        for name, value in changed.items()
    }
    if words:
        values["note"] = "; ".join(filter(None, (tube.note, words)))
    if values:
        step.change(Tube, tube.id, **values, version=Tube.version + 1)


def _recalled(step: Step, tube: TubeView) -> list[Problem]:
    """That a recall of a tube stands, whose people stay held."""
    from data.recall.queries import recall_of_tube

    found = recall_of_tube(step.conn, tube.id)
    return (
        []
        if found is None
        else [Problem("tube_recall_stands", {"no": found.no, "code": tube.code})]
    )


_OWN_OF_TUBE = """
SELECT id FROM test_result WHERE round_id = ? AND said = ? AND source = 'single'
  AND result <> 'negative'"""


def _forget_own(step: Step, view: RoundView, tube: TubeView) -> None:
    """Take away what was written down as the own result of who was in a single tube, by mistake."""
    from models.results.tables import TestResult

    if tube.kind == TubeKind.SINGLE:
        for one in list(sql.named(step.conn.execute(_OWN_OF_TUBE, (view.id, tube.code)))):
            step.remove(TestResult, one["id"])


def keep_own(
    step: Step,
    view: RoundView,
    tube: TubeView,
    members: Sequence[Member],
    outcome: Outcome,
    at: datetime,
) -> list[Problem]:
    """What a single tube came to is its member's own result, which sets free or holds by itself;
    that a visit is called off by it."""
    from data.results.commands import record

    if tube.kind != TubeKind.SINGLE or len(members) != 1:
        return []
    (one,) = members
    person = Person(one.who, one.name, *one.address, household_no=one.household_no)
    given = ResultInput(Result(outcome), Source.SINGLE, at, view.no, tube.code)
    try:
        off = record(step, [person], given).called_off
    except Refused as why:
        if why.problem.code != "result_known":
            raise
        return []
    where = [short_address(*row.address) for row in off]
    return [Problem("visits_off", {"no": [row.no for row in off], "where": where})] if off else []
