"""The Today board, read in one go: who is here, what is hurt first, what still lacks people."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from data import sql
from data.absence.queries import orphans
from data.attendance.queries import forgotten
from data.call_down.left import calls_left
from data.cover.queries import standing_jobs
from data.duties.queries import settings
from data.errands import late as errands
from data.recall.left import retests_left
from data.requests import queries
from data.requests.due import AT_STAKE, CHASE_DUE, MAY_BE_LIFE
from data.roster.queries import absences, on_duty
from data.sql import Reader
from data.supplies import queries as supplies
from data.testing import queries as testing
from models.counts import Lack
from models.cover.rules import covered, lacking
from models.requests import QueueSettings
from models.samples import TripRow
from models.stock import Short
from models.supplies import rules as supply_rules
from models.testing import rules
from models.times import duty_day, duty_day_bounds, stored
from models.today import AbsentLine, AfterDeath, Board, CoverLine, Section, StandingLine, Tests

MOST = {"life": 12, "harm_past": 8, "overdue": 8, "broken": 5, "due": 5, "untold": 5}
"""Requests shown of each section; the queue itself has them all."""

_AHEAD = timedelta(hours=12)
"""Work this near is shown even when it belongs to the next duty day."""

_NOT_DUE = f"NOT coalesce({CHASE_DUE}, 0)"
_NOT_BROKEN = f"NOT coalesce({queries.BROKEN}, 0)"
_NOT_HURT = f"NOT {AT_STAKE} AND NOT coalesce({queries.HARM_PAST}, 0)"
_SECTIONS = {
    "life": AT_STAKE,
    "harm_past": f"{queries.HARM_PAST} AND t.urgency <> 'life' AND NOT {MAY_BE_LIFE}",
    "broken": f"{_NOT_HURT} AND {queries.BROKEN}",
    "overdue": f"{_NOT_HURT} AND {_NOT_BROKEN} AND {CHASE_DUE}",
    "due": f"{_NOT_HURT} AND {_NOT_BROKEN} AND {_NOT_DUE} AND t.next_chase_at <= :soon",
    "untold": queries.UNTOLD,
}
"""The parts of `models.requests.rules.band` that stand on the board, what comes next, and whose
residents were left without a word for too long, whatever else is due.

What harms somebody already stands by itself, and with the lives too where it became one by that; a
call about a life says already that it harms now."""

_FIRST = {"untold": f"{queries.LAST_TOLD}, t.no"}
"""Orders of parts that are not looked at in the order of harm."""

_DROPS = f"""{supplies.ROW}
WHERE t.state <> 'cancelled' AND t.eta BETWEEN :start AND :end
OR {supplies.OPEN} AND t.eta < :start"""

_SESSIONS = f"""{testing.ROW}
WHERE t.state <> 'cancelled' AND t.ends_at >= :start AND t.starts_at <= :end
OR {testing.OPEN} AND t.ends_at < :start"""

_CALL_BACKS = sql.count_if("state = 'call_back'")


class _Counts(NamedTuple):
    """How many requests wait to be told of, and how many are not closed."""

    call_backs: int
    open: int


def board(conn: Reader, now: datetime, queue: QueueSettings, *, at_first: bool = False) -> Board:
    """Everything the board shows at a moment.

    Args:
        at_first: leave out what is not needed to show it for the first time, and takes words that
            are still to be read: how many offers suit a request.
    """
    here = on_duty(conn, now)
    held = orphans(conn, now)
    absent = tuple(
        AbsentLine(
            no=one.no,
            name=one.name,
            post=one.post,
            place=one.place,
            reach=one.reach,
            since=one.since,
            expected_back=one.expected_back,
            holds=held.get(one.no, 0),
        )
        for one in absences(conn, now)
    )
    offered = sql.value(conn.execute("SELECT count(*) FROM offer WHERE state = 'open'"))
    sections = {name: _section(conn, name, now, queue) for name in _SECTIONS}
    (counts,) = sql.views(
        _Counts,
        conn.execute(
            f"SELECT {_CALL_BACKS} AS call_backs, count(*) AS open"
            " FROM request WHERE state <> 'closed' AND joined_to_id IS NULL"
        ),
    )
    return Board(
        on_duty=here.present,
        staff=here.staff,
        absent=absent,
        call_backs=counts.call_backs,
        open=counts.open,
        work=_work(conn, now),
        forgotten=len(forgotten(conn, now)),
        standing=_standing(conn, now),
        after_death=_after_death(conn, now, queue),
        calls=calls_left(conn, now),
        lacking=_lacking(conn, now),
        offers=offered,
        offers_suit=_suiting(conn, now) if offered and not at_first else 0,
        too_little=_too_little(conn, now),
        red_doors=_red_doors(conn),
        samples=_samples(conn, now),
        tests=_tests(conn, now),
        **sections,
    )


def _lacking(conn: Reader, now: datetime) -> tuple[Lack, ...]:
    """What was counted otherwise than before; seldom anything, so that it is looked up late."""
    if conn.execute("SELECT 1 FROM supply_count LIMIT 1").fetchone() is None:
        return ()
    from data.counts.queries import lacking_now

    return tuple(lacking_now(conn, now))


def _suiting(conn: Reader, now: datetime) -> int:
    """How many offers of help suit an open request."""
    from data.offers.queries import suiting  # the board is painted without it

    return suiting(conn, now)


def _too_little(conn: Reader, now: datetime) -> tuple[Short, ...]:
    """Goods of which there is too little; nothing is reckoned while none are kept."""
    if conn.execute("SELECT 1 FROM stock_goods LIMIT 1").fetchone() is None:
        return ()
    from data.stock.queries import short  # the board is painted without it

    return short(conn, now)


def _red_doors(conn: Reader) -> int:
    """How many doors missed out twice in a row."""
    if conn.execute("SELECT 1 FROM missed_door LIMIT 1").fetchone() is None:
        return 0
    from data.doors.queries import red_count  # the board is painted without it

    return red_count(conn)


def _samples(conn: Reader, now: datetime) -> tuple[TripRow, ...]:
    """Samples whose results are overdue."""
    if conn.execute("SELECT 1 FROM sample_trip LIMIT 1").fetchone() is None:
        return ()
    from data.samples.queries import overdue  # the board is painted without it

    return tuple(overdue(conn, now))


_TESTED = """SELECT 1 FROM test_round WHERE frozen_at IS NOT NULL
UNION ALL SELECT 1 FROM tube UNION ALL SELECT 1 FROM tube_recall LIMIT 1"""


def _tests(conn: Reader, now: datetime) -> Tests:
    """What of tests waits for somebody."""
    if conn.execute(_TESTED).fetchone() is None:
        return Tests()
    from data.recall.left import waiting  # the board is painted without them
    from data.sampling.left import lacking, to_settle

    return Tests(waiting(conn, now), lacking(conn, now), to_settle(conn))


def whole_part(conn: Reader, name: str, now: datetime, queue: QueueSettings) -> Section:
    """A part of the queue as the board has it, with all of its requests.

    Args:
        name: the field of `Board` it is in.
    """
    return _section(conn, name, now, queue, -1)


def _section(
    conn: Reader, name: str, now: datetime, queue: QueueSettings, most: int | None = None
) -> Section:
    most = MOST[name] if most is None else most
    times = {**queries.moments(now, queue), "soon": stored(now + queue.due_within)}
    rows = conn.execute(
        "SELECT t.no AS no, count(*) OVER () AS total,"
        f" count(*) FILTER (WHERE {CHASE_DUE}) OVER () AS due"
        f" FROM request t WHERE {queries.NOT_CLOSED} AND {_SECTIONS[name]}"
        f" ORDER BY {_FIRST.get(name, queries.ORDER)} LIMIT {most}",
        times,
    )
    found = list(sql.named(rows))
    numbers = [one["no"] for one in found]
    total, due = (found[0]["total"], found[0]["due"]) if found else (0, 0)
    return Section(tuple(queries.rows(conn, numbers, now, queue)), total, due)


def _after_death(conn: Reader, now: datetime, queue: QueueSettings) -> tuple[AfterDeath, ...]:
    """What is not ticked stays, however long ago it was and however many they are."""
    if conn.execute("SELECT 1 FROM request WHERE outcome = 'died' LIMIT 1").fetchone() is None:
        return ()
    from data.emergency import queries as emergency  # the board is seldom about a death

    found = []
    for row in queries.rows(conn, emergency.unfinished(conn), now, queue):
        to_do = (code for code, done_at in emergency.items(conn, row) if done_at is None)
        found.append(AfterDeath(row, tuple(to_do)))
    return tuple(found)


def _day(now: datetime) -> tuple[datetime, datetime]:
    """The duty day, and what is near behind it."""
    start, end = duty_day_bounds(duty_day(now))
    return start, max(end, now + _AHEAD)


def _standing(conn: Reader, now: datetime) -> tuple[StandingLine, ...]:
    if conn.execute("SELECT 1 FROM person WHERE archived_at IS NULL").fetchone() is None:
        return ()
    lines = []
    for job in standing_jobs(conn, now, _day(now)[1], settings(conn)):
        view = job.view
        spans = {role: (max(now, starts), ends) for role, (starts, ends) in view.spans.items()}
        found = covered(view.needs, spans, job.people)
        there = [one for one in job.people if one.name]
        gaps = tuple((stored(g.starts), stored(g.ends)) for g in lacking(view.needs, spans, there))
        starts, ends = stored(max(now, view.starts)), stored(view.ends)
        lines.append(StandingLine(view.work, starts, ends, found.need, found.have, gaps))
    return tuple(sorted(lines, key=lambda line: (line.starts_at, line.work)))


def _work(conn: Reader, now: datetime) -> tuple[CoverLine, ...]:
    start, end = _day(now)
    times = {"start": stored(start), "end": stored(end)}
    lines = []
    for drop in supplies.drop_rows(conn.execute(_DROPS, times)):
        gate = ((drop.compound,), drop.unloading_point, drop.hands_needed, drop.hands)
        wrong = (drop.due_at, supply_rules.warnings(drop))
        lines.append(CoverLine("supplies", drop.no, drop.state, drop.eta, *gate, *wrong))
    for held in testing.session_rows(conn.execute(_SESSIONS, times)):
        site = (held.compounds, held.site, held.need, held.have)
        wrong = (rules.due_at(held.state, held.starts_at, held.ends_at), rules.warnings(held, now))
        lines.append(CoverLine("testing", held.no, held.state, held.starts_at, *site, *wrong))
    for away in errands.not_back(conn, now):
        run = (away.place, 1, min(1, away.runners), away.returns_at)
        lines.append(CoverLine("errands", away.no, away.state, away.leaves_at, (), *run))
    for left in retests_left(conn):
        to_go = (f"{left.code} ×{left.doors}".lstrip(), left.need, left.have, left.starts_at)
        lines.append(
            CoverLine("recall", left.no, "planned", left.starts_at, left.compounds, *to_go)
        )
    return tuple(sorted(lines, key=lambda line: (line.starts_at, line.place, line.no)))
