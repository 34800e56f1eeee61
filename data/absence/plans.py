"""What an absence would do, read from the store without changing it; "what if" is the same."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from data import sql
from data.absence.queries import falling, holds, met
from data.duties import candidates as duty_candidates
from data.duties import queries as duties
from data.sql import Reader
from models.absence import AbsenceInput, AbsencePlan, Away, Handover, Hold, Successor, rules
from models.duties import RosterSettings
from models.duties.workers import Worker
from models.problems import Refused

_LEAST_AHEAD = timedelta(hours=24)


def plan(conn: Reader, given: AbsenceInput, now: datetime, settings: RosterSettings) -> AbsencePlan:
    """What people hold who fall out, and who would take each thing.

    Raises:
        Refused: `nobody_named`, `person_unknown`, `person_archived`, `return_before_leaving`.
    """
    presence = given.presence
    if presence.until is not None and presence.until <= presence.since:
        raise Refused("return_before_leaving", "until", since=presence.since, until=presence.until)
    begins = max(presence.since, now)
    people = falling(conn, given.people, begins)
    held = holds(conn, given.people, Away(begins, presence.until, presence.reach))
    lines = rules.propose(
        held, _workers(conn, held, begins), given.people, begins, owned(conn), settings
    )
    contacts = met(conn, given.people, begins, timedelta(days=settings.contact_days))
    return AbsencePlan(tuple(people), given, begins, tuple(lines), tuple(contacts))


def takers(conn: Reader, lines: Sequence[Handover], at: int, made: AbsencePlan) -> list[Successor]:
    """Everybody who may take the thing of one line; see `models.absence.rules.takers`."""
    held = [line.hold for line in lines]
    workers = _workers(conn, held, made.begins)
    reach, settings = made.given.presence.reach, duties.settings(conn)
    gone, known = made.given.people, owned(conn)
    return rules.takers(lines, at, workers, gone, made.begins, reach, known, settings)


def owned(conn: Reader) -> dict[int, int]:
    """How many open requests each person looks after, by number."""
    rows = conn.execute(
        "SELECT p.no AS no, count(*) AS requests FROM request r JOIN person p ON p.id = r.owner_id"
        " WHERE r.state <> 'closed' AND r.joined_to_id IS NULL GROUP BY p.no"
    )
    return sql.mapped(rows, "no", "requests")


def _workers(conn: Reader, held: Sequence[Hold], begins: datetime) -> list[Worker]:
    """Everybody, with their time from the moment things change hands to the last thing's end."""
    ends = max((h.slot.ends for h in held if h.slot is not None), default=begins + _LEAST_AHEAD)
    return duty_candidates.workers(conn, begins, max(ends, begins + _LEAST_AHEAD))
