"""What an absence would do, read from the store without changing it; "what if" is the same."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from data import sql
from data.absence.contacts import met
from data.absence.queries import falling, holds, planned_later
from data.duties import candidates as duty_candidates
from data.duties import queries as duties
from data.sql import Reader
from models.absence import AbsenceInput, AbsencePlan, Away, Handover, Hold, Successor, rules
from models.absence.stays import LEAST
from models.duties import RosterSettings
from models.duties.workers import Worker
from models.problems import Refused
from models.roster import ABSENT_PLACES


def plan(conn: Reader, given: AbsenceInput, now: datetime, settings: RosterSettings) -> AbsencePlan:
    """What people hold who fall out, and who would take each thing.

    Who is at home can be called: they keep what they hold, and only where they are is recorded.

    Raises:
        Refused: `nobody_named`, `person_unknown`, `person_archived`, `return_before_leaving`.
    """
    presence = given.presence
    if presence.until is not None and presence.until <= presence.since:
        raise Refused("return_before_leaving", "until", since=presence.since, until=presence.until)
    begins = max(presence.since, now)
    people = falling(conn, given.people, begins)
    away = Away(begins, presence.until, presence.reach)
    later = planned_later(conn, people, presence.since)
    if presence.place not in ABSENT_PLACES:
        return AbsencePlan(tuple(people), given, now, away, (), (), later=later)
    held = holds(conn, given.people, away)
    workers = _workers(conn, held, begins, now)
    lines = rules.propose(held, workers, given.people, away, now, owned(conn), settings)
    until = min(presence.since, now)
    contacts = met(conn, given.people, until, timedelta(days=settings.contact_days))
    return AbsencePlan(
        tuple(people), given, now, away, tuple(lines), tuple(contacts), settings.contact_days, later
    )


def takers(conn: Reader, lines: Sequence[Handover], at: int, made: AbsencePlan) -> list[Successor]:
    """Everybody who may take the thing of one line; see `models.absence.rules.takers`."""
    held = [line.hold for line in lines]
    away, now, gone = made.away, made.planned_at, made.given.people
    workers = _workers(conn, held, away.begins, now)
    return rules.takers(lines, at, workers, gone, away, now, owned(conn), duties.settings(conn))


def owned(conn: Reader) -> dict[int, int]:
    """How many open requests each person looks after, by number."""
    rows = conn.execute(
        "SELECT p.no AS no, count(*) AS requests FROM request r JOIN person p ON p.id = r.owner_id"
        " WHERE r.state <> 'closed' AND r.joined_to_id IS NULL GROUP BY p.no"
    )
    return sql.mapped(rows, "no", "requests")


def _workers(conn: Reader, held: Sequence[Hold], begins: datetime, now: datetime) -> list[Worker]:
    """Everybody, with their time from now to the end of the last thing, and a day at least."""
    ends = [begins + LEAST]
    ends += [hold.slot.ends for hold in held if hold.slot is not None]
    ends += [hold.due for hold in held if hold.due is not None]
    return duty_candidates.workers(conn, now, max(ends))
