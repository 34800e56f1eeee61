"""What was written while the clock was ahead: found by the journal, and set right in one act.

A call that came "tomorrow" would be chased tomorrow, or in a year. Times that such acts wrote are
moved back together, to before the first act with the right time, and their order stays.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from data import sql
from data.sql import Reader
from models.maintenance import Ahead
from models.problems import Problem, Refused
from models.times import CLOCKS_DIFFER, dated, loaded, stored

if TYPE_CHECKING:
    from data.store import Step

_SET_RIGHT = "clock.set_right"
"""The setting with the number of the step that set things right last; none before it are looked at
again."""

LONG_AGO = timedelta(days=30)
"""After so long without an act it is asked whether the clock is right."""

MOMENTS: Mapping[str, tuple[str, ...]] = {
    "chase": ("at", "entered_at", "promised_until"),
    "contact": ("archived_at",),
    "custody": ("since", "returned_at", "entered_at"),
    "delivery": ("entered_at",),
    "duty": ("checked_in_at", "checked_out_at"),
    "emergency": ("entered_at",),
    "emergency_line": ("at", "entered_at"),
    "errand": ("entered_at",),
    "person": ("archived_at",),
    "presence": ("since", "until", "entered_at"),
    "question": ("entered_at", "advised_at"),
    "request": (
        "opened_at",
        "entered_at",
        "told_at",
        "closed_at",
        "next_chase_at",
        "promised_until",
        "harm_at",
    ),
    "standin": ("at", "settled_at"),
    "telling": ("at", "entered_at"),
}
"""By table, the times that an act takes from the clock or reckons from it. A time that is planned,
as of a duty or a session, is what somebody said."""


class _Step(NamedTuple):
    no: int
    at: str


class _Move(NamedTuple):
    """The times of one record as they are to be."""

    table: str
    key: str
    times: dict[str, datetime]


def written_ahead(conn: Reader, now: datetime) -> Ahead | None:
    """What was written while the clock was ahead and was not set right since; None for nothing."""
    steps = _steps(conn, now)
    if not steps:
        return None
    records = sum(1 for _move in _moves(conn, steps, now))
    return Ahead(loaded(max(step.at for step in steps)), len(steps), records)


def clock_behind(conn: Reader, now: datetime) -> Problem | None:
    """`clock_behind` where acts are still to come: the clock is wrong, or was; else None."""
    ahead = written_ahead(conn, now)
    if ahead is None:
        return None
    told = {"at": dated(ahead.newest), "now": dated(now), "records": ahead.records}
    return Problem("clock_behind", told)


def clock_trouble(conn: Reader, now: datetime) -> Problem | None:
    """Whether the clock may be wrong, by the acts there are.

    As `clock_behind`, or `clock_far` where the last was long ago; None where nothing tells of it.
    """
    behind = clock_behind(conn, now)
    at = sql.value(conn.execute("SELECT max(at) FROM journal_step"))
    if behind is None and at is not None and now - loaded(at) > LONG_AGO:
        return Problem("clock_far", {"at": dated(loaded(at)), "now": dated(now)})
    return behind


def set_right(step: Step) -> Ahead:
    """Move the times that were written while the clock was ahead back, the latest to now.

    Raises:
        Refused: `clock_right` when there are none.
    """
    from data import settings

    found = written_ahead(step.conn, step.at)
    if found is None:
        raise Refused("clock_right")
    for move in list(_moves(step.conn, _steps(step.conn, step.at), step.at)):
        _write(step, move)
    settings.put(step, _SET_RIGHT, step.no)
    step.act("clock_set_right", records=found.records, newest=dated(found.newest))
    return found


def _steps(conn: Reader, now: datetime) -> list[_Step]:
    rows = conn.execute(
        "SELECT no AS no, at AS at FROM journal_step WHERE at > :late AND no >"
        f" coalesce((SELECT {sql.setting_text('value')} FROM setting WHERE id = :right), 0)"
        " ORDER BY no",
        {"late": stored(now + CLOCKS_DIFFER), "right": _SET_RIGHT},
    )
    return sql.views(_Step, rows)


def _moves(conn: Reader, steps: list[_Step], now: datetime) -> Iterator[_Move]:
    """What becomes of each record those steps wrote times of that are still to come."""
    back = loaded(max(step.at for step in steps)) - _first_after(conn, steps[-1].no, now)
    floor = _last_before(conn, steps[0].no, now)
    for (table, key), written in _written(conn, steps).items():
        listed = ", ".join(written)
        held = next(
            sql.named(conn.execute(f"SELECT {listed} FROM {table} WHERE id = ?", (key,))), None
        )
        ahead = {
            column: min(max(loaded(at) - back, floor), loaded(at))
            for column, at in (held or {}).items()
            if at is not None and at == written[column] and at > stored(now)
        }
        if table == "presence":
            _keep_apart(conn, key, ahead)
        if ahead:
            yield _Move(table, key, ahead)


def _written(conn: Reader, steps: list[_Step]) -> dict[tuple[str, str], dict[str, str | None]]:
    """Table and key of each record -> the moments that those steps wrote last, by column."""
    rows = conn.execute(
        "SELECT table_name AS name, row_id AS key, after AS after FROM journal_change"
        f" WHERE op <> 'delete' AND step_no IN ({sql.given('steps')}) ORDER BY seq",
        {"steps": sql.as_given([step.no for step in steps])},
    )
    found: dict[tuple[str, str], dict[str, str | None]] = {}
    for one in sql.named(rows):
        after = json.loads(one["after"])
        moments = {name: after[name] for name in MOMENTS.get(one["name"], ()) if name in after}
        if moments:
            found.setdefault((one["name"], one["key"]), {}).update(moments)
    return found


def _last_before(conn: Reader, no: int, now: datetime) -> datetime:
    """The moment of the last act before the clock was ahead, which none of these came before."""
    at = sql.value(conn.execute("SELECT max(at) FROM journal_step WHERE no < ?", (no,)))
    return now if at is None else min(loaded(at), now)


def _first_after(conn: Reader, no: int, now: datetime) -> datetime:
    """The moment of the first act once the clock was right again, before which all these came."""
    at = sql.value(
        conn.execute(
            "SELECT at FROM journal_step WHERE no > ? AND at <= ? ORDER BY no LIMIT 1",
            (no, stored(now)),
        )
    )
    return now if at is None else loaded(at)


def _keep_apart(conn: Reader, key: str, times: dict[str, datetime]) -> None:
    """A span of presence ends after it begins, though both were moved to the same moment."""
    if "until" not in times:
        return
    since = times.get("since")
    if since is None:
        since = loaded(sql.value(conn.execute("SELECT since FROM presence WHERE id = ?", (key,))))
    times["until"] = max(times["until"], since + timedelta(seconds=1))


def _write(step: Step, move: _Move) -> None:
    from sqlalchemy import update
    from sqlmodel import SQLModel

    table = SQLModel.metadata.tables[move.table]
    values: dict[str, object] = dict(move.times)
    if "version" in table.c:
        values["version"] = table.c.version + 1
    step.run(update(table).where(table.c.id == move.key).values(values))
