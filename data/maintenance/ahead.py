"""What was written while the clock was ahead: found by the journal, and set right in one act.

A call that came "tomorrow" would be chased tomorrow, or in a year. Times that such acts wrote are
moved back together, to before the first act with the right time, and their order stays.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from data import sql
from data.sql import Reader
from models.maintenance import Ahead
from models.problems import Problem, Refused
from models.times import CLOCKS_DIFFER, dated, loaded, stored

if TYPE_CHECKING:
    from data.step import Step

_SET_RIGHT = "clock.set_right"
"""The setting with the number of the step that set things right last."""

LONG_AGO = timedelta(days=30)
"""After so long without an act it is asked whether the clock is right."""

MOMENTS: Mapping[str, tuple[str, ...]] = {
    "call_round": ("made_at", "entered_at", "ended_at"),
    "chase": ("at", "entered_at", "promised_until"),
    "contact": ("archived_at",),
    "custody": ("since", "returned_at", "entered_at"),
    "delivery": ("arrived_at", "disinfected_at", "entered_at"),
    "driver_note": ("happened_at", "entered_at"),
    "duty": ("checked_in_at", "checked_out_at"),
    "emergency": ("entered_at",),
    "emergency_line": ("at", "entered_at"),
    "errand": ("entered_at",),
    "missed_door": ("noted_at", "entered_at", "given_at"),
    "offer": ("offered_at", "entered_at"),
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
    "round_call": ("due_at", "tried_at", "spoken_at"),
    "sample_trip": (
        "left_at",
        "arrived_at",
        "expected_at",
        "results_at",
        "told_at",
        "next_chase_at",
        "promised_until",
        "entered_at",
    ),
    "sheet_person": ("sampled_at", "missed_at"),
    "standin": ("at", "settled_at"),
    "stock_move": ("happened_at", "entered_at"),
    "supply_count": ("counted_at", "entered_at", "replaced_at"),
    "supply_drop": ("arrived_at", "left_at", "done_at"),
    "table_doubt": ("noted_at", "settled_at"),
    "telling": ("at", "entered_at"),
    "test_result": ("happened_at", "entered_at"),
    "test_round": ("frozen_at", "closed_at"),
    "tube": ("opened_at", "full_at", "result_at", "negative_at", "entered_at"),
    "tube_recall": ("told_at", "entered_at", "back_at"),
}
"""By table, the times that an act takes from the clock or reckons from it. A time that is planned,
as of a duty or a session, is what somebody said."""


_IS_TOLD = sql.is_moment("at")
"""Of a step whose time can be read; the doctor names the others."""


class _Step(NamedTuple):
    no: int
    at: str


class _Written(NamedTuple):
    """A moment that a step wrote."""

    moment: str
    by: _Step


_Columns = dict[str, _Written]
_Records = dict[tuple[str, str], _Columns]
"""By table and key of a record, its moments by column."""


def written_ahead(conn: Reader, now: datetime) -> Ahead | None:
    """What was written while the clock was ahead and was not set right since; None for nothing."""
    steps = _steps(conn, now)
    records = _still_ahead(conn, steps, now)
    concerned = _writers(records) or [step for step in steps if step.no > _set_right_by(conn)]
    if not concerned:
        return None
    newest = loaded(max(step.at for step in concerned))
    return Ahead(newest, len(concerned), len(records))


def clock_behind(conn: Reader, now: datetime) -> Problem | None:
    """`clock_behind` where acts are still to come: the clock is wrong, or was; else None."""
    ahead = written_ahead(conn, now)
    if ahead is None:
        return None
    told = {"at": dated(ahead.newest), "now": dated(now), "records": ahead.records}
    return Problem("clock_behind", told)


def last_no(conn: Reader) -> int:
    """The number of the last act; 0 for none."""
    return int(sql.value(conn.execute("SELECT max(no) FROM journal_step")) or 0)


def clock_trouble(conn: Reader, now: datetime, up_to: int | None = None) -> Problem | None:
    """Whether the clock may be wrong, by the acts there are.

    As `clock_behind`, or `clock_far` where the last was long ago; None where nothing tells of it.

    Args:
        up_to: the number of the last act that counts as one of before, for who has just written.
    """
    return clock_behind(conn, now) or clock_far(conn, now, up_to)


def clock_far(conn: Reader, now: datetime, up_to: int | None = None) -> Problem | None:
    """`clock_far` where the last act was so long ago that the clock may be ahead; else None.

    Args:
        up_to: as for `clock_trouble`.
    """
    at = sql.value(
        conn.execute(
            f"SELECT max(at) FROM journal_step WHERE {_IS_TOLD} AND no <= coalesce(?, no)",
            (up_to,),
        )
    )
    if at is not None and now - loaded(at) > LONG_AGO:
        return Problem("clock_far", {"at": dated(loaded(at)), "now": dated(now)})
    return None


def set_right(step: Step) -> Ahead:
    """Move the times that were written while the clock was ahead back, the latest to now.

    Raises:
        Refused: `clock_right` when there are none.
    """
    from data import settings

    found = written_ahead(step.conn, step.at)
    if found is None:
        raise Refused("clock_right")
    for (table, key), times in _moved(step.conn, step.at).items():
        _write(step, table, key, times)
    settings.put(step, _SET_RIGHT, step.no)
    step.act("clock_set_right", records=found.records, newest=dated(found.newest))
    return found


def _steps(conn: Reader, now: datetime) -> list[_Step]:
    """The steps that are still to come, in their order."""
    rows = conn.execute(
        f"SELECT no AS no, at AS at FROM journal_step WHERE at > ? AND {_IS_TOLD} ORDER BY no",
        (stored(now + CLOCKS_DIFFER),),
    )
    return sql.views(_Step, rows)


def _set_right_by(conn: Reader) -> int:
    """The number of the step that set times right last; 0 for none."""
    rows = conn.execute(
        f"SELECT {sql.setting_text('value')} FROM setting WHERE id = ?", (_SET_RIGHT,)
    )
    return int(sql.value(rows) or 0)


def _moved(conn: Reader, now: datetime) -> dict[tuple[str, str], dict[str, datetime]]:
    """By table and key, the moments still to come as they are to be."""
    records = _still_ahead(conn, _steps(conn, now), now)
    if not records:
        return {}
    by = _writers(records)
    back = loaded(max(step.at for step in by)) - _first_after(conn, by[-1].no, now)
    floor = _last_before(conn, by[0].no, now)
    moved = {
        record: {
            column: min(max(loaded(one.moment) - back, floor), loaded(one.moment))
            for column, one in columns.items()
        }
        for record, columns in records.items()
    }
    for (table, key), times in moved.items():
        if table == "presence":
            _keep_apart(conn, key, times)
    return moved


def _writers(records: _Records) -> list[_Step]:
    """The steps that wrote them, in their order."""
    return sorted({one.by for columns in records.values() for one in columns.values()})


def _still_ahead(conn: Reader, steps: list[_Step], now: datetime) -> _Records:
    """The moments that those steps wrote, still to come, and that stand as they were written."""
    found: _Records = {}
    for (table, key), columns in _written(conn, steps).items():
        rows = conn.execute(f"SELECT {', '.join(columns)} FROM {table} WHERE id = ?", (key,))
        for held in sql.named(rows):
            ahead = {
                column: one
                for column, one in columns.items()
                if held[column] == one.moment and one.moment > stored(now)
            }
            if ahead:
                found[table, key] = ahead
    return found


def _written(conn: Reader, steps: list[_Step]) -> _Records:
    """The moments that those steps wrote last."""
    by = {step.no: step for step in steps}
    rows = conn.execute(
        "SELECT step_no AS no, table_name AS name, row_id AS key, after AS after"
        f" FROM journal_change WHERE op <> 'delete' AND step_no IN ({sql.given('steps')})"
        " ORDER BY seq",
        {"steps": sql.as_given(by)},
    )
    found: _Records = {}
    for one in sql.named(rows):
        after = json.loads(one["after"])
        for column in MOMENTS.get(one["name"], ()):
            if after.get(column) is not None:
                columns = found.setdefault((one["name"], one["key"]), {})
                columns[column] = _Written(after[column], by[one["no"]])
    return found


def _last_before(conn: Reader, no: int, now: datetime) -> datetime:
    """The moment of the last act before the clock was ahead, which none of these came before."""
    at = sql.value(
        conn.execute(f"SELECT max(at) FROM journal_step WHERE no < ? AND {_IS_TOLD}", (no,))
    )
    return now if at is None else min(loaded(at), now)


def _first_after(conn: Reader, no: int, now: datetime) -> datetime:
    """The moment of the first act once the clock was right again, before which all these came."""
    at = sql.value(
        conn.execute(
            f"SELECT at FROM journal_step WHERE no > ? AND at <= ? AND {_IS_TOLD}"
            " ORDER BY no LIMIT 1",
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


def _write(step: Step, table: str, key: str, times: dict[str, datetime]) -> None:
    from sqlalchemy import update
    from sqlmodel import SQLModel

    columns = SQLModel.metadata.tables[table]
    values: dict[str, object] = dict(times)
    if "version" in columns.c:
        values["version"] = columns.c.version + 1
    step.run(update(columns).where(columns.c.id == key).values(values))
