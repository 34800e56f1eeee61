"""The few counts that every place shows in its top line."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from data import sql
from data.requests import due
from data.requests.due import AT_STAKE, CHASE_DUE
from data.samples.waiting import TO_CHASE
from data.settings import IN_CHARGE
from data.sql import Reader
from models.times import LOCAL, stored


class Badges(NamedTuple):
    """Counts at one moment."""

    neighbourhood: str
    in_charge: str
    on_duty: int
    """Staff and cadres on site."""
    staff: int
    requests: int
    """Open requests whose chase is due, or which are life safety, or may be."""
    supplies: int
    """Drops of whatever day that are late: not unloaded, or unloaded and not handed out."""
    testing: int
    """Sessions still to be held today, those of days before that nobody said are over, and
    laboratories to be asked for results."""
    at_desk: str = ""
    """Name of who sits at the desk; empty where that is not known."""


_SQL = f"""
SELECT
  coalesce((SELECT name FROM neighbourhood LIMIT 1), '') AS neighbourhood,
  coalesce((SELECT name FROM person WHERE id = {IN_CHARGE}), '') AS in_charge,
  coalesce((SELECT name FROM person WHERE id = :person AND archived_at IS NULL), '') AS at_desk,
  (SELECT count(*) FROM person p WHERE kind IN ('staff', 'cadre') AND archived_at IS NULL
     AND coalesce((SELECT place FROM presence s WHERE s.person_id = p.id AND s.since <= :now
       AND (s.until IS NULL OR s.until > :now) ORDER BY since DESC LIMIT 1), 'on_site')
       = 'on_site') AS on_duty,
  (SELECT count(*) FROM person WHERE kind IN ('staff', 'cadre') AND archived_at IS NULL)
    AS staff,
  (SELECT count(*) FROM request t WHERE state <> 'closed' AND joined_to_id IS NULL
     AND ({AT_STAKE} OR {CHASE_DUE})) AS requests,
  (SELECT count(*) FROM supply_drop WHERE state = 'planned' AND eta <= :now
     OR state = 'unloaded' AND eta <= :handed) AS supplies,
  (SELECT count(*) FROM test_session WHERE state IN ('planned', 'running')
     AND starts_at <= :night) + ({TO_CHASE}) AS testing
"""


def badges(conn: Reader, now: datetime, person: str | None = None) -> Badges:
    """The counts for a moment; days are local ones.

    Args:
        person: key of who sits at the desk.
    """
    from data.supplies.settings import supply_settings  # the frame is painted without it

    night = now.astimezone(LOCAL).replace(hour=23, minute=59, second=59, microsecond=0)
    handed = now - supply_settings(conn).handing_out
    times = {**due.moments(now), "handed": stored(handed), "night": stored(night), "person": person}
    (found,) = sql.views(Badges, conn.execute(_SQL, times))
    return found
