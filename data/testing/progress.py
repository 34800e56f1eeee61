"""How far rounds of tests are, read from their sheets, tubes and samples on their way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from data import sql
from data.call_sheet.queries import round_of
from data.samples.waiting import OPEN
from data.sampling.commands import is_over
from data.sampling.outcomes import waiting_over
from data.sql import Reader
from data.testing import queries
from data.testing.tested import positives
from models.testing import RoundView
from models.testing.pictures import (
    AbnormalTube,
    CompoundProgress,
    NoTube,
    OverdueTrip,
    Pictures,
    RoundCoverage,
    RoundProgress,
    Stage,
    TubeCount,
    Tubes,
)
from models.testing.progress import Planned, SheetCount, covered, pace
from models.times import loaded, local_date, stored


def pictures(conn: Reader, now: datetime, round_no: int | None = None) -> Pictures:
    """All that is shown of testing in numbers but the register, see `tested.register`.

    Args:
        round_no: the round that compounds and tubes are shown of; None for the latest that began,
            else for the one of today, of the latest day before, or of the next.

    Raises:
        Refused: `round_not_there`.
    """
    rounds = coverage(conn, now)
    if round_no is None:
        round_no = rounds[0].no if rounds else _latest(conn, now)
    progress, of_tubes = None, Tubes((), (), ())
    if round_no is not None:
        its_round = round_of(conn, round_no)
        progress, of_tubes = _progress(conn, its_round, now), _tubes(conn, its_round, now)
    return Pictures(progress, tuple(rounds), of_tubes, positives(conn, now))


def _latest(conn: Reader, now: datetime) -> int | None:
    """The latest round whose day has come, else the next one; None where there is none."""
    rounds = queries.rounds(conn)
    today = local_date(now).isoformat()
    come = [one for one in rounds if one.day <= today]
    return (come[0] if come else rounds[-1]).no if rounds else None


# -- compounds -------------------------------------------------------------------------------------


class _Count(NamedTuple):
    compound_id: str
    part: str
    state: str
    people: int
    first: str | None
    last: str | None


class _Session(NamedTuple):
    no: int
    id: str
    starts_at: str
    ends_at: str
    compound_id: str


class _Batch(NamedTuple):
    session_id: str
    compound_id: str
    people: int
    starts_at: str
    at_door: int


_COUNTS = """
SELECT b.compound_id AS compound_id, s.part AS part, s.state AS state, count(*) AS people,
  min(CASE WHEN s.state = 'sampled' AND s.sampled_at <= :now THEN s.sampled_at END) AS first,
  max(CASE WHEN s.state = 'sampled' AND s.sampled_at <= :now THEN s.sampled_at END) AS last
FROM sheet_person s JOIN household h ON h.id = s.household_id
JOIN building b ON b.id = h.building_id
WHERE s.round_id = :round GROUP BY b.compound_id, s.part, s.state"""

_SESSIONS = """
SELECT t.no AS no, t.id AS id, t.starts_at AS starts_at, t.ends_at AS ends_at,
  k.compound_id AS compound_id
FROM test_session t JOIN session_compound k ON k.session_id = t.id
WHERE t.round_id = ? AND t.state <> 'cancelled' ORDER BY t.starts_at, t.no"""

_BATCHES = """
SELECT v.session_id AS session_id, b.compound_id AS compound_id, v.people AS people,
  v.starts_at AS starts_at, v.at_door AS at_door
FROM test_session t JOIN test_batch v ON v.session_id = t.id
JOIN building b ON b.id = v.building_id
WHERE t.round_id = ? AND t.state <> 'cancelled' ORDER BY v.starts_at, v.position"""

_COMPOUNDS = "SELECT id AS id, name AS name FROM compound ORDER BY position, name"


def _progress(conn: Reader, its_round: RoundView, now: datetime) -> RoundProgress:
    counts: dict[str, list[_Count]] = defaultdict(list)
    asked = {"round": its_round.id, "now": stored(now)}
    for one in sql.views(_Count, conn.execute(_COUNTS, asked)):
        counts[one.compound_id].append(one)
    over = is_over(its_round, stored(now))
    sessions = sql.views(_Session, conn.execute(_SESSIONS, (its_round.id,)))
    batches = sql.views(_Batch, conn.execute(_BATCHES, (its_round.id,)))
    made, every = [], []
    for key, name in sql.mapped(conn.execute(_COMPOUNDS), "id", "name").items():
        if key not in counts:
            continue
        of = covered(_said(counts[key]), over=over)
        calling = [one for one in sessions if one.compound_id == key]
        planned = _planned(calling, batches, of.called)
        every += planned
        found = pace(of, planned, _sampled(counts[key]), now)
        session_no = next((one.no for one in calling), None)
        made.append(CompoundProgress(key, name, of, found, session_no))
    return _whole(its_round, over, made, every, [row for of in counts.values() for row in of], now)


def _whole(
    its_round: RoundView,
    over: bool,
    made: Sequence[CompoundProgress],
    planned: Sequence[Planned],
    counts: Sequence[_Count],
    now: datetime,
) -> RoundProgress:
    """The compounds together: the last one is through when the last of them is."""
    whole = covered(_said(counts), over=over)
    found = pace(whole, planned, _sampled(counts), now)
    waited = [one.pace.done_at for one in made if one.coverage.due]
    known = [one for one in waited if one is not None]
    done_at = max(known) if known and len(known) == len(waited) else None
    should = [one.pace.expected for one in made if one.pace.expected is not None]
    found = found._replace(
        expected=sum(should) if should else None, done_at=done_at if waited else found.done_at
    )
    return RoundProgress(its_round, over, tuple(made), whole, found)


def _said(counts: Iterable[_Count]) -> list[SheetCount]:
    return [SheetCount(one.part, one.state, one.people) for one in counts]


def _sampled(counts: Iterable[_Count]) -> tuple[datetime, datetime] | None:
    """When the first and the last was sampled."""
    times = [(loaded(one.first), loaded(one.last)) for one in counts if one.first and one.last]
    return (min(times)[0], max(last for _first, last in times)) if times else None


def _planned(sessions: Sequence[_Session], batches: Sequence[_Batch], called: int) -> list[Planned]:
    """When the people of a compound are to be sampled: batch by batch, each until the next one,
    else all through its sessions."""
    found = []
    for session in sessions:
        ends = loaded(session.ends_at)
        for at_door in (False, True):
            own = [
                one
                for one in batches
                if one.session_id == session.id and bool(one.at_door) is at_door
            ]
            begins = [loaded(one.starts_at) for one in own]
            for at, one in enumerate(own):
                if one.compound_id == session.compound_id:
                    until = next((begin for begin in begins[at:] if begin > begins[at]), ends)
                    found.append(Planned(begins[at], max(begins[at], until), one.people))
    if found or not sessions:
        return found
    starts = min(loaded(one.starts_at) for one in sessions)
    return [Planned(starts, max(loaded(one.ends_at) for one in sessions), max(1, called))]


# -- rounds ----------------------------------------------------------------------------------------


_ROUND_COUNTS = """
SELECT round_id AS round_id, part AS part, state AS state, count(*) AS people
FROM sheet_person GROUP BY round_id, part, state"""


class _RoundCount(NamedTuple):
    round_id: str
    part: str
    state: str
    people: int


def coverage(conn: Reader, now: datetime) -> list[RoundCoverage]:
    """How far the register is covered by each round that has begun, the latest first."""
    counts: dict[str, list[SheetCount]] = defaultdict(list)
    for one in sql.views(_RoundCount, conn.execute(_ROUND_COUNTS)):
        counts[one.round_id].append(SheetCount(one.part, one.state, one.people))
    found = []
    for view in queries.rounds(conn):
        if view.frozen_at is not None:
            over = is_over(view, stored(now))
            of = covered(counts.get(view.id, ()), over=over)
            found.append(RoundCoverage(view.no, view.name, view.kind, view.day, over, of))
    return found


# -- tubes -----------------------------------------------------------------------------------------


_MEMBERS = """(SELECT count(*) FROM sheet_person s WHERE s.tube_id = u.id
      AND (s.state = 'sampled' OR u.state = 'void'))"""

_TUBES = f"""
SELECT stage AS stage, count(*) AS tubes, sum(people) AS people, sum(overdue) AS overdue,
  min(since) AS since
FROM (
  SELECT CASE WHEN u.state <> 'pending' THEN u.state WHEN t.id IS NOT NULL THEN 'sent'
      WHEN :over OR u.full_at IS NOT NULL OR {_MEMBERS} >= u.capacity THEN 'full'
      ELSE 'open' END AS stage,
    {_MEMBERS} AS people,
    u.state = 'pending' AND t.id IS NOT NULL AND {OPEN} AND t.expected_at <= :now AS overdue,
    CASE WHEN u.state <> 'pending' THEN coalesce(u.result_at, u.opened_at)
      WHEN t.id IS NOT NULL THEN t.left_at ELSE coalesce(u.full_at, u.opened_at) END AS since
  FROM tube u LEFT JOIN sample_trip t ON t.id = u.trip_id
  WHERE u.round_id = :round
) GROUP BY stage"""

_ABNORMAL = """
SELECT u.code AS code, coalesce(u.result_at, u.opened_at) AS at,
  (SELECT count(*) FROM sheet_person s WHERE s.tube_id = u.id AND s.state = 'sampled') AS people,
  EXISTS (SELECT 1 FROM tube_recall c WHERE c.tube_id = u.id AND c.back_at IS NULL)
    AS is_recalled
FROM tube u WHERE u.round_id = ? AND u.state = 'abnormal' ORDER BY at DESC, u.no"""

_OVERDUE = f"""
SELECT t.no AS no, t.laboratory AS laboratory, t.tubes AS tubes, t.left_at AS left_at,
  t.expected_at AS expected_at
FROM sample_trip t WHERE t.round_id = :round AND {OPEN} AND t.expected_at <= :now
ORDER BY t.expected_at, t.no"""


_RESULT = "SELECT 1 FROM test_result t WHERE t.happened_at >= s.sampled_at AND"

_ALONE = f"""s.tube_id IS NULL AND NOT CASE WHEN s.resident_id IS NOT NULL
      THEN EXISTS ({_RESULT} t.resident_id = s.resident_id)
      ELSE EXISTS ({_RESULT} t.household_id = s.household_id AND t.place = s.place
        AND t.resident_id IS NULL) END"""
"""A result of somebody who is known by the door alone is of that place behind it."""

_NO_TUBE = f"""
SELECT compound AS compound, lane AS lane, building AS building, alone AS people,
  in_tubes AS in_tubes
FROM (
  SELECT c.name AS compound, nullif(b.lane, '') AS lane, nullif(b.name, '') AS building,
    min(h.sort_key) AS place, {sql.count_if("s.tube_id IS NOT NULL")} AS in_tubes,
    {sql.count_if(_ALONE)} AS alone
  FROM sheet_person s JOIN household h ON h.id = s.household_id
  JOIN building b ON b.id = h.building_id JOIN compound c ON c.id = b.compound_id
  WHERE s.round_id = ? AND s.state = 'sampled' GROUP BY b.id
) WHERE alone > 0 ORDER BY place"""


def _tubes(conn: Reader, its_round: RoundView, now: datetime) -> Tubes:
    # Nobody is put into a tube any more where nobody is sampled.
    over = waiting_over(conn, its_round, stored(now))
    asked = {"round": its_round.id, "now": stored(now), "over": over}
    there = {one.stage: one for one in sql.views(TubeCount, conn.execute(_TUBES, asked))}
    return Tubes(
        tuple(there.get(stage, TubeCount(stage))._replace(stage=stage) for stage in Stage),
        tuple(sql.views(AbnormalTube, conn.execute(_ABNORMAL, (its_round.id,)))),
        tuple(sql.views(OverdueTrip, conn.execute(_OVERDUE, asked))),
        tuple(sql.views(NoTube, conn.execute(_NO_TUBE, (its_round.id,)))),
    )
