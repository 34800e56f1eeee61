"""What is done to testing: rounds and sessions added and changed, sessions begun and ended."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from data import settings, sql
from data.duties import commands as duty_commands
from data.duties.crew import Crew, crew_of
from data.duties.records import WorkRecords
from data.ids import new_id
from data.sql import Reader
from data.testing import queries
from data.testing.batches import move_batches, renew_batches
from data.testing.settings import NAME, testing_settings
from models.duties import Work
from models.fields import input_of, line, lines, tags, tidied
from models.problems import Refused, refuse, refuse_outdated
from models.testing import (
    RoundInput,
    RoundKind,
    SessionInput,
    SessionRow,
    SessionState,
    TubeKind,
    rules,
)
from models.testing.settings import TestingSettings, kept
from models.text import fold
from models.times import loaded
from models.word_tables import Words, word_table

if TYPE_CHECKING:
    from data.step import Step
    from models.testing.tables import TestSession


@cache
def _kind_words() -> Mapping[RoundKind, Words]:
    """What people type to find a kind; not what the desk calls it."""
    return word_table(__file__, "kind_words.toml").rows_of(RoundKind)


def _table() -> type[TestSession]:
    from models.testing.tables import TestSession

    return TestSession


_SESSIONS = WorkRecords(
    work=Work.SESSION,
    table=_table,
    view=queries.session,
    times=("starts_at", "ends_at"),
    wrong=rules.state_problems,
    planned=SessionState.PLANNED,
    off=SessionState.CANCELLED,
    begun="session_begun",
    moved=move_batches,
)
"""How far sessions are, and when."""


def add_round(step: Step, given: RoundInput) -> int:
    """Add a round: a part of what adds the first of its sessions, which says what the act was.

    Returns:
        Its number.

    Raises:
        Refused: the first of `models.testing.rules.round_problems`.
    """
    from models.testing.tables import TestRound

    given = _checked_round(given)
    no = step.next_no("test_round")
    step.add(TestRound(id=new_id(), no=no, **_round_columns(given)))
    return no


def change_round(step: Step, no: int, version: int, changes: Mapping[str, object]) -> None:
    """Change fields of a round, by the names of RoundInput; others stay as they are.

    Raises:
        Refused: `round_unknown`, `edited_meanwhile`, and as `add_round`.
    """
    from models.testing.tables import TestRound

    view = queries.round_of(step.conn, no)
    refuse_outdated(no, view.version, version)
    was = input_of(
        RoundInput,
        view,
        kind=RoundKind,
        tube_kind=TubeKind,
        day=date.fromisoformat,
        starts_at=loaded,
        ends_at=loaded,
        team_at=loaded,
    )
    given = _checked_round(was._replace(**changes))  # type: ignore[arg-type]
    if given == was:
        return
    step.change(TestRound, view.id, **_round_columns(given), version=view.version + 1)
    for row in queries.sessions(step.conn, no):
        put_search(step, row)
    step.act("round_changed", no=no, name=given.name)


def add_session(step: Step, given: SessionInput, new_round: RoundInput | None = None) -> int:
    """Add a session to a round, and first its round when that is new.

    Returns:
        Its number.

    Raises:
        Refused: `round_unknown`, `round_closed`, `compound_unknown`, or the first of
            `models.testing.rules.session_problems`; as `add_round` for a new round.
    """
    from models.testing.tables import TestSession

    if new_round is not None:
        given = given._replace(round_no=add_round(step, new_round))
    given = _checked_session(given)
    _refuse_closed(step.conn, given.round_no)
    key, no = new_id(), step.next_no("test_session")
    columns = _session_columns(step.conn, given)
    step.add(TestSession(id=key, no=no, state=SessionState.PLANNED, **columns))
    _call_compounds(step, key, given.compounds)
    put_search(step, queries.row(step.conn, no))
    step.act("session_added", **_told(step.conn, no))
    return no


def change_session(step: Step, no: int, version: int, changes: Mapping[str, object]) -> None:
    """Change fields of a session, by the names of SessionInput; its duties and batches follow its
    times.

    Raises:
        Refused: `session_unknown`, `edited_meanwhile`, and as `add_session`.
    """
    from sqlmodel import col

    from models.testing.tables import SessionCompound, TestSession

    view = queries.session(step.conn, no)
    refuse_outdated(no, view.version, version)
    was = input_of(SessionInput, view, starts_at=loaded, ends_at=loaded)
    given = _checked_session(was._replace(**changes))  # type: ignore[arg-type]
    if given == was:
        return
    columns = _session_columns(step.conn, given)
    step.change(TestSession, view.id, **columns, version=view.version + 1)
    if given.compounds != was.compounds:
        step.remove_where(SessionCompound, col(SessionCompound.session_id) == view.id)
        _call_compounds(step, view.id, given.compounds)
    spans = (was.starts_at, was.ends_at), (given.starts_at, given.ends_at)
    if spans[0] != spans[1]:
        duty_commands.move(step, Work.SESSION, no, *spans)
    renew_batches(step, view, given)
    put_search(step, queries.row(step.conn, no))
    step.act("session_changed", **_told(step.conn, no))


def mark_sessions(step: Step, numbers: Sequence[int], state: SessionState) -> Crew:
    """Say how far sessions are, all or none of them.

    People of one called off are free: their duties take no time until it is planned again, and
    then count as before; who has come to it has left it.

    Returns:
        Who is at them, and what refuses that they are where they are planned again.

    Raises:
        Refused: `session_unknown`, `session_already`, `session_cannot`; `round_closed` for one
            that is to be held in a round in which nobody is sampled any more.
    """
    _SESSIONS.mark_all(step, numbers, state)
    if state in rules.HELD:
        for no in dict.fromkeys(queries.row(step.conn, no).round_no for no in numbers):
            _refuse_closed(step.conn, no)
    rows = [queries.row(step.conn, no) for no in numbers]
    step.act(
        f"session_{state}",
        no=list(numbers),
        site=[rules.called(row.site, row.compounds) for row in rows],
        round=list(dict.fromkeys(row.round_name for row in rows)),
    )
    return crew_of(step.conn, Work.SESSION, numbers)


def move_sessions(step: Step, numbers: Sequence[int], to: date) -> Crew:
    """Move sessions not begun yet to another day at their hours, all or none; people move along.

    Returns:
        Who is at them, and what refuses that they are there at the new times.

    Raises:
        Refused: `session_unknown`, `session_begun`, `day_past`.
    """
    views = _SESSIONS.move_all(step, numbers, to)
    told = [rules.called(view.site, view.compounds) for view in views]
    step.act("sessions_moved", no=[view.no for view in views], site=told, day=to.isoformat())
    return crew_of(step.conn, Work.SESSION, numbers)


def set_testing(
    step: Step, given: TestingSettings, *, was: TestingSettings | None = None
) -> TestingSettings:
    """Set what a desk can do and how buildings are called; rounds on file keep their times.

    Args:
        was: the settings that were changed into these.

    Raises:
        Refused: `edited_meanwhile` when they are others by now.
    """
    settings.renew(step, testing_settings(step.conn), given, was, kept, NAME)
    step.act("testing_set")
    return given


def _refuse_closed(conn: Reader, round_no: int) -> None:
    """Refuse what is done to a round in which nobody is sampled any more: `round_closed` (no,
    since)."""
    view = queries.round_of(conn, round_no)
    if view.closed_at is not None:
        raise Refused("round_closed", no=round_no, since=loaded(view.closed_at))


def _call_compounds(step: Step, session_id: str, names: Sequence[str]) -> None:
    """Call compounds to a session that none is called to."""
    from models.testing.tables import SessionCompound

    known = sql.mapped(step.conn.execute("SELECT name, id FROM compound"), "name", "id")
    for name in names:
        if name not in known:
            raise Refused("compound_unknown", "compounds", value=name)
    step.add(
        *(
            SessionCompound(
                id=new_id(), session_id=session_id, compound_id=known[name], position=at
            )
            for at, name in enumerate(names)
        )
    )


def put_search(step: Step, row: SessionRow) -> None:
    """Write what the filter finds a session by."""
    from models.testing.tables import TestSession

    kinds = _kind_words()[RoundKind(row.round_kind)]
    words = (f"#{row.no}", row.site, *row.compounds, row.round_name, *kinds)
    step.change(TestSession, row.id, search=fold(" ".join(words)))


def _checked_round(given: RoundInput) -> RoundInput:
    """A round as it is kept, once nothing is wrong with it."""
    given = tidied(given, {"name": line(80), "note": lines(1000), "marks": tags, "team": line(80)})
    refuse(rules.round_problems(given))
    return given


def _checked_session(given: SessionInput) -> SessionInput:
    """A session as it is kept, once nothing is wrong with it."""
    given = tidied(given, {"site": line(80), "note": lines(1000), "skill": line(40)})
    given = given._replace(compounds=tuple(map(line(), given.compounds)))
    refuse(rules.session_problems(given))
    return given


def _round_columns(given: RoundInput) -> dict[str, Any]:
    marks = json.dumps(given.marks, ensure_ascii=False)
    return {**given._asdict(), "day": given.day.isoformat(), "marks": marks}


def _session_columns(conn: Reader, given: SessionInput) -> dict[str, Any]:
    """What a session is kept as, but for the compounds called to it."""
    own = ("site", "starts_at", "ends_at", "desks", "skill", "note")
    round_id = queries.round_of(conn, given.round_no).id
    return {"round_id": round_id, **{name: getattr(given, name) for name in own}}


def _told(conn: Reader, no: int) -> dict[str, object]:
    """What the journal says of a session."""
    row = queries.row(conn, no)
    return {"no": no, "site": rules.called(row.site, row.compounds), "round": row.round_name}
