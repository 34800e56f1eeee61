"""What duty sheets tell: somebody's duties of a day, with where, what, whom, and who else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from data import sql
from data.sampling.handed_on import left_of
from data.sql import Reader
from data.work import kinds
from models.duties import Role, Work
from models.roster import PersonKind
from models.sheets import DutySheet, SheetLine
from models.times import duty_day_bounds, stored

_ROW = f"""
SELECT p.no AS person_no, d.no AS no, d.work AS work, d.role AS role, d.starts_at AS starts_at,
  d.ends_at AS ends_at, d.note AS note, d.to_ask AS to_ask,
  d.work_id AS work_id, {kinds.SHEET} AS about
FROM duty d JOIN person p ON p.id = d.person_id {kinds.JOINS}
WHERE {kinds.TAKES_TIME} AND d.starts_at < ? AND d.ends_at > ?
ORDER BY d.starts_at, d.no"""


_Row = Mapping[str, Any]


def sheets(conn: Reader, day: date, person_nos: Collection[int] | None = None) -> list[DutySheet]:
    """The sheets of a duty day: of the people named, or of everybody who has a duty then.

    Who is at a session that runs reads what is left there, since it is handed on to them where
    somebody fell out in its middle.

    Args:
        person_nos: whose; somebody named who has nothing then gets an empty sheet.
    """
    starts, ends = duty_day_bounds(day)
    rows = list(sql.named(conn.execute(_ROW, (stored(ends), stored(starts)))))
    names = sql.mapped(conn.execute("SELECT no, name FROM person"), "no", "name")
    at_work: dict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        if row["work_id"] is not None:
            at_work[row["work_id"]].append(row)
    asked = names.keys() if person_nos is None else set(person_nos)
    left = left_of(
        conn,
        {row["work_id"] for row in rows if _at_table(row) and row["person_no"] in asked},
    )
    lines: dict[int, list[SheetLine]] = defaultdict(list)
    for row in rows:
        there = at_work.get(row["work_id"], ())
        others = [names[no] for no in _others(row, there)]
        line = _line(row, others, meets_driver=_meets_driver(row, there))
        line = line._replace(left=left.get(row["work_id"]) if _at_table(row) else None)
        lines[row["person_no"]].append(line)
    people = conn.execute(
        "SELECT no AS person_no, name, kind, post FROM person WHERE archived_at IS NULL"
        f" ORDER BY {sql.place_in(PersonKind, 'kind')}, no"
    )
    wanted = lines.keys() if person_nos is None else person_nos
    return [
        DutySheet(**one, day=day.isoformat(), lines=tuple(lines.get(one["person_no"], ())))
        for one in sql.named(people)
        if one["person_no"] in wanted
    ]


def _others(row: _Row, there: Iterable[_Row]) -> Iterable[int]:
    """The numbers of those who are at the same work at some time of a duty, each once."""
    return dict.fromkeys(
        other["person_no"]
        for other in there
        if other["person_no"] != row["person_no"]
        and other["starts_at"] < row["ends_at"]
        and other["ends_at"] > row["starts_at"]
    )


def _at_table(row: _Row) -> bool:
    """Whether a duty is at the tables of a session: not who takes its tubes away alone."""
    return bool(row["work"] == Work.SESSION and row["role"] != Role.COURIER)


def _meets_driver(row: _Row, there: Iterable[_Row]) -> bool:
    """Whether somebody at a drop meets the truck: who leads or drives; where nobody leads, all."""
    if row["work"] != Work.DROP:
        return False
    led = any(other["role"] == Role.LEAD for other in there)
    return not led or row["role"] in (Role.LEAD, Role.DRIVE)


def _line(row: _Row, people: Iterable[str], *, meets_driver: bool) -> SheetLine:
    work = Work(row["work"])
    about = kinds.about(work, row["about"])
    return SheetLine(
        no=row["no"],
        work=row["work"],
        role=row["role"],
        starts_at=row["starts_at"],
        ends_at=row["ends_at"],
        where=about.where,
        what=about.what,
        who=about.who,
        phone=about.phone,
        people=tuple(people),
        note=row["note"] or about.note,
        health=about.health,
        said=kinds.DUTIES[work].said,
        address=about.address,
        unloading_point=about.unloading_point,
        compounds=about.compounds,
        meets_driver=meets_driver,
        to_ask=bool(row["to_ask"]),
    )
