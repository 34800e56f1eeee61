"""What is done to testing inside a step: rounds and sessions planned, changed, begun and ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from data.duties import commands as duty_commands
from data.ids import new_id
from data.testing import queries
from models.duties import Work
from models.problems import Problem, Refused
from models.testing import (
    RoundInput,
    RoundKind,
    RoundView,
    SessionInput,
    SessionState,
    SessionView,
    rules,
)
from models.text import clean, fold
from models.times import loaded
from models.word_tables import Words, word_table

if TYPE_CHECKING:
    from data.store import Step


@cache
def _kind_words() -> Mapping[RoundKind, Words]:
    """What people type to find a kind; not what the desk calls it."""
    return word_table(__file__, "kind_words.toml").rows_of(RoundKind)


def add_round(step: Step, given: RoundInput) -> int:
    """Plan a round.

    Returns:
        Its number.

    Raises:
        Refused: the first of `models.testing.rules.round_problems`.
    """
    import data.mapping  # noqa: F401
    from models.testing.tables import TestRound

    given = _cleaned_round(given)
    step.session.flush()
    no = step.next_no("test_round")
    step.session.add(
        TestRound(
            id=new_id(),
            no=no,
            name=given.name,
            kind=given.kind,
            day=given.day.isoformat(),
            pool_size=given.pool_size,
            note=given.note,
        )
    )
    step.session.flush()
    step.tell(no=no, name=given.name)
    return no


def edit_round(step: Step, no: int, version: int, changes: Mapping[str, object]) -> None:
    """Change fields of a round, by the names of RoundInput; others stay as they are.

    Raises:
        Refused: `round_unknown`, `edited_meanwhile`, and as `add_round`.
    """
    step.session.flush()
    view = queries.round_of(step.conn, no)
    if view.version != version:
        raise Refused("edited_meanwhile", no=no)
    was = round_input(view)
    given = _cleaned_round(replace(was, **changes))  # type: ignore[arg-type]
    if given == was:
        return
    step.conn.execute(
        "UPDATE test_round SET name = ?, kind = ?, day = ?, pool_size = ?, note = ?,"
        " version = version + 1 WHERE id = ?",
        (
            given.name,
            str(given.kind),
            given.day.isoformat(),
            given.pool_size,
            given.note,
            view.id,
        ),
    )
    for row in queries.sessions(step.conn, no):
        _refresh_search(step, row.no)
    step.tell(no=no, name=given.name)


def add_session(step: Step, given: SessionInput) -> int:
    """Plan a session of a round.

    Returns:
        Its number.

    Raises:
        Refused: `round_unknown`, `compound_unknown`, or the first of
            `models.testing.rules.session_problems`.
    """
    import data.mapping  # noqa: F401
    from models.testing.tables import TestSession

    given = _cleaned_session(given)
    step.session.flush()
    round_id = queries.round_of(step.conn, given.round_no).id
    no = step.next_no("test_session")
    session = TestSession(
        id=new_id(),
        no=no,
        round_id=round_id,
        state=SessionState.PLANNED,
        site=given.site,
        starts_at=given.starts_at,
        ends_at=given.ends_at,
        desks=given.desks,
        skill=given.skill,
        note=given.note,
    )
    step.session.add(session)
    step.session.flush()
    _put_compounds(step, session.id, given.compounds)
    _refresh_search(step, no)
    _tell(step, no)
    return no


def edit_session(step: Step, no: int, version: int, changes: Mapping[str, object]) -> None:
    """Change fields of a session, by the names of SessionInput; its duties follow its times.

    Raises:
        Refused: `session_unknown`, `edited_meanwhile`, and as `add_session`.
    """
    import data.mapping  # noqa: F401
    from models.testing.tables import TestSession

    step.session.flush()
    view = queries.session(step.conn, no)
    if view.version != version:
        raise Refused("edited_meanwhile", no=no)
    was = session_input(view)
    given = _cleaned_session(replace(was, **changes))  # type: ignore[arg-type]
    if given == was:
        return
    record = step.session.get_one(TestSession, view.id)
    step.session.refresh(record)
    record.round_id = queries.round_of(step.conn, given.round_no).id
    for name in ("site", "starts_at", "ends_at", "desks", "note", "skill"):
        setattr(record, name, getattr(given, name))
    record.version += 1
    step.session.flush()
    if given.compounds != was.compounds:
        step.conn.execute("DELETE FROM session_compound WHERE session_id = ?", (view.id,))
        _put_compounds(step, view.id, given.compounds)
    spans = (was.starts_at, was.ends_at), (given.starts_at, given.ends_at)
    if spans[0] != spans[1]:
        duty_commands.move(step, Work.SESSION, no, *spans)
    _refresh_search(step, no)
    _tell(step, no)


def mark_session(step: Step, no: int, state: SessionState) -> None:
    """Say how far a session is.

    Raises:
        Refused: `session_unknown`, `session_already`, `session_cannot`.
    """
    step.session.flush()
    view = queries.session(step.conn, no)
    _refuse(rules.state_problems(no, view.state, state))
    step.conn.execute(
        "UPDATE test_session SET state = ?, version = version + 1 WHERE id = ?",
        (str(state), view.id),
    )
    _tell(step, no)


def round_input(view: RoundView) -> RoundInput:
    """A round on file as the input that would say the same."""
    day = date.fromisoformat(view.day)
    return RoundInput(view.name, RoundKind(view.kind), day, view.pool_size, view.note)


def session_input(view: SessionView) -> SessionInput:
    """A session on file as the input that would say the same."""
    return SessionInput(
        view.round_no,
        view.site,
        view.compounds,
        loaded(view.starts_at),
        loaded(view.ends_at),
        view.desks,
        view.note,
        view.skill,
    )


def _cleaned_round(given: RoundInput) -> RoundInput:
    note = clean(given.note, limit=1000, multiline=True)
    given = replace(given, name=clean(given.name, limit=80), note=note)
    _refuse(rules.round_problems(given))
    return given


def _cleaned_session(given: SessionInput) -> SessionInput:
    given = replace(
        given,
        site=clean(given.site, limit=80),
        compounds=tuple(clean(name, limit=120) for name in given.compounds),
        note=clean(given.note, limit=1000, multiline=True),
        skill=clean(given.skill, limit=40),
    )
    _refuse(rules.session_problems(given))
    return given


def _put_compounds(step: Step, session_id: str, names: Sequence[str]) -> None:
    known = dict(step.conn.execute("SELECT name, id FROM compound").fetchall())
    for position, name in enumerate(names):
        if name not in known:
            raise Refused("compound_unknown", "compounds", compound=name)
        step.conn.execute(
            "INSERT INTO session_compound (id, session_id, compound_id, position)"
            " VALUES (?, ?, ?, ?)",
            (new_id(), session_id, known[name], position),
        )


def _refresh_search(step: Step, no: int) -> None:
    row = queries.row(step.conn, no)
    words = (
        f"#{no}",
        row.site,
        *row.compounds,
        row.round_name,
        *_kind_words()[RoundKind(row.round_kind)],
    )
    step.conn.execute(
        "UPDATE test_session SET search = ? WHERE id = ?", (fold(" ".join(words)), row.id)
    )


def _tell(step: Step, no: int) -> None:
    row = queries.row(step.conn, no)
    step.tell(no=no, site=rules.called(row.site, row.compounds), round=row.round_name)


def _refuse(problems: Sequence[Problem]) -> None:
    for problem in problems:
        raise Refused(problem.code, problem.field, **problem.params)


def change_round(step: Step, no: int, version: int, changes: Mapping[str, object]) -> int:
    """Change a round; see `commands.edit_round`."""
    step.act("round_changed")
    edit_round(step, no, version, changes)
    return no


def plan_session(step: Step, given: SessionInput, new_round: RoundInput | None = None) -> int:
    """Plan a session, and first its round when that is new; see `commands.add_session`."""
    step.act("session_added")
    if new_round is not None:
        given = replace(given, round_no=add_round(step, new_round))
    return add_session(step, given)


def change_session(step: Step, no: int, version: int, changes: Mapping[str, object]) -> int:
    """Change a session; see `commands.edit_session`."""
    step.act("session_changed")
    edit_session(step, no, version, changes)
    return no


def tick_sessions(step: Step, numbers: Sequence[int], state: SessionState) -> SessionState:
    """Say how far sessions are, all or none of them; see `commands.mark_session`."""
    step.act(f"session_{state}")
    for no in numbers:
        mark_session(step, no, state)
    sites = [queries.row(step.conn, no).site for no in numbers]
    step.tell(no=list(numbers), site=sites)
    return state
