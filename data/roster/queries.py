"""Questions about people, in plain SQL over one connection, answered with frozen views."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from data import sql
from data.households import closed
from data.roster.places import ABSENT, presence_at
from data.sql import Reader
from data.work import kinds
from models.address import dashed
from models.roster import PersonKind, PersonRow, PersonView, PresenceView
from models.times import duty_day, duty_day_bounds, local_date, stored


class OnDuty(NamedTuple):
    """Staff and cadres on site, of all staff and cadres."""

    present: int
    staff: int


class Absence(NamedTuple):
    """Somebody who cannot take a duty now; times in stored form."""

    no: int
    name: str
    kind: str
    post: str
    place: str
    reach: str
    since: str
    expected_back: str | None
    """Local date, `YYYY-MM-DD`."""


def skills_of(person: str) -> str:
    """SQL for a person's skills as a list.

    Args:
        person: their key in the query.
    """
    source = f"FROM person_skill k WHERE k.person_id = {person} ORDER BY position"
    return sql.listed("skill", source)


_DUTIES = f"""FROM duty d
  {kinds.JOINS} WHERE d.person_id = t.id AND d.work <> 'rest' AND {kinds.TAKES_TIME}"""
"""A person's duties that take time for work; rest does not, nor work called off."""

ROSTER = f"""
SELECT t.no AS no, t.id AS id, t.name AS name, t.kind AS kind, t.post AS post, t.phone AS phone,
  coalesce(s.place, CASE WHEN t.kind IN ('staff', 'cadre') THEN 'on_site' ELSE 'home' END)
    AS place,
  coalesce(s.reach, 'any_time') AS reach, s.since AS since, s.expected_back AS expected_back,
  CASE WHEN t.kind IN ('staff', 'cadre') THEN coalesce(s.place, 'on_site') = 'on_site'
    ELSE coalesce(s.place, 'home') NOT IN ({ABSENT})
      AND EXISTS (SELECT 1 {_DUTIES}
        AND d.starts_at <= :now AND d.ends_at > :now) END AS on_duty,
  {skills_of("t.id")} AS skills,
  t.vehicle AS vehicle, c.name AS compound, t.hours AS hours,
  (SELECT count(*) {_DUTIES}
    AND d.starts_at < :day_end AND d.ends_at > :day_start) AS duties_today,
  t.is_leader AS is_leader, t.no_heavy_work AS no_heavy_work, t.has_pass AS has_pass,
  {closed.shut("t", "c", ":today")} AS shut
FROM person t
LEFT JOIN presence s ON s.id = {presence_at("t.id")}
LEFT JOIN compound c ON c.id = t.compound_id
"""
"""A person as `PersonRow` has it at `:now` of the duty day `:day_start` to `:day_end`."""


def kind_order(column: str) -> str:
    """An order term: staff first, then cadres, volunteers, partners."""
    return sql.place_in(PersonKind, column)


def moment(at: datetime) -> dict[str, str]:
    """The parameters of `ROSTER` for a moment."""
    start, end = duty_day_bounds(duty_day(at))
    return {
        "now": stored(at),
        "day_start": stored(start),
        "day_end": stored(end),
        "today": local_date(at).isoformat(),
    }


def roster(conn: Reader, at: datetime) -> list[PersonRow]:
    """Everybody who works here as they are at a moment: staff first, in the order they came."""
    query = f"{ROSTER} WHERE t.archived_at IS NULL ORDER BY {kind_order('t.kind')}, t.no"
    return sql.views(PersonRow, conn.execute(query, moment(at)))


def roster_row(conn: Reader, no: int, at: datetime) -> PersonRow | None:
    """One person as they are at a moment, archived or not."""
    found = conn.execute(f"{ROSTER} WHERE t.no = :no", {**moment(at), "no": no})
    return sql.view(PersonRow, found)


def on_duty(conn: Reader, at: datetime) -> OnDuty:
    """How many of the staff are on site at a moment."""
    query = (
        f"SELECT coalesce(sum(on_duty), 0) AS present, count(*) AS staff FROM ({ROSTER} "
        "WHERE t.archived_at IS NULL AND t.kind IN ('staff', 'cadre'))"
    )
    (found,) = sql.views(OnDuty, conn.execute(query, moment(at)))
    return found


def absences(conn: Reader, at: datetime) -> list[Absence]:
    """Who is isolated, in hospital or away at a moment; first who is expected back first."""
    query = (
        f"SELECT no, name, kind, post, place, reach, since, expected_back FROM ({ROSTER} "
        f"WHERE t.archived_at IS NULL) WHERE place IN ({ABSENT}) "
        "ORDER BY kind NOT IN ('staff', 'cadre'), expected_back IS NULL, expected_back, no"
    )
    return sql.views(Absence, conn.execute(query, moment(at)))


_PERSON = f"""
SELECT p.no AS no, p.id AS id, p.version AS version, p.name AS name, p.kind AS kind,
  p.post AS post, p.phone AS phone, c.name AS compound, b.lane AS lane, b.name AS building,
  p.lodging AS lodging, {skills_of("p.id")} AS skills, p.vehicle AS vehicle, p.hours AS hours,
  p.available_from AS available_from, p.available_until AS available_until, p.note AS note,
  p.private_note AS private_note, p.is_leader AS is_leader, p.no_heavy_work AS no_heavy_work,
  p.has_pass AS has_pass
FROM person p LEFT JOIN compound c ON c.id = p.compound_id
LEFT JOIN building b ON b.id = p.building_id
"""
"""A person as `PersonView` has them, the lane of their building by itself."""


def person(conn: Reader, no: int) -> PersonView | None:
    """One person by number, archived or not."""
    return next(iter(_people(conn, "p.no = ?", no)), None)


def people(conn: Reader) -> list[PersonView]:
    """Everybody who works here, for imports, which compare them one by one."""
    return _people(conn, "p.archived_at IS NULL ORDER BY p.no")


def _people(conn: Reader, condition: str, *values: object) -> list[PersonView]:
    found = sql.named(conn.execute(f"{_PERSON} WHERE {condition}", values))
    return [_view(**row) for row in found]


def _view(*, lane: str | None, building: str | None, skills: str, **others: Any) -> PersonView:
    home = dashed(lane, building) or None
    return PersonView(building=home, skills=sql.read_list(skills), **others)


def private_notes(conn: Reader) -> dict[int, str]:
    """Private notes by number, of those who have one; only for who asks for them by name."""
    rows = conn.execute("SELECT no, private_note FROM person WHERE private_note <> '' ORDER BY no")
    return sql.mapped(rows, "no", "private_note")


SPANS = """
SELECT s.id AS id, p.no AS person_no, s.place AS place, s.reach AS reach,
  s.reach_from AS reach_from, s.reach_until AS reach_until, s.since AS since, s.until AS until,
  s.expected_back AS expected_back, s.reason AS reason,
  s.entered_at AS entered_at
FROM presence s JOIN person p ON p.id = s.person_id"""
"""The columns of a PresenceView: `s` is the span, `p` the person."""


def presence_of(conn: Reader, no: int) -> list[PresenceView]:
    """A person's spans of presence, newest first."""
    found = conn.execute(f"{SPANS} WHERE p.no = ? ORDER BY s.since DESC", (no,))
    return sql.views(PresenceView, found)
