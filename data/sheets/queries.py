"""What duty sheets tell: somebody's duties of a day, with where, what, whom, and who else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date

from data import sql
from data.sql import Reader
from data.supplies.work import goods_of
from data.testing.work import compounds_of
from models.address import short_address
from models.roster import PersonKind
from models.sheets import DutySheet, SheetLine
from models.supplies.rules import amount
from models.testing import rules as testing
from models.times import duty_day_bounds, stored

_PLACES = (
    f"t.site, {sql.nested(compounds_of('t.id'))}, sc.name, sc.unloading_point,"
    f" {sql.address_values()}, r.address_said, e.place"
)
_ABOUT = f"{sql.nested(goods_of('s.id'))}, r.summary, e.medicine"

_ROW = f"""
SELECT p.no, d.no, d.work, d.role, d.starts_at, d.ends_at,
  {sql.packed(_PLACES)}, {sql.packed(_ABOUT)},
  coalesce(v.driver, nullif(r.caller, ''), '') AS who,
  coalesce(v.driver_phone, r.phone, '') AS phone,
  CASE WHEN e.id IS NOT NULL AND d.note = '' THEN e.note ELSE d.note END,
  d.work_id AS work_id
FROM duty d JOIN person p ON p.id = d.person_id
LEFT JOIN test_session t ON t.id = d.work_id
LEFT JOIN supply_drop s ON s.id = d.work_id LEFT JOIN delivery v ON v.id = s.delivery_id
LEFT JOIN compound sc ON sc.id = s.compound_id
LEFT JOIN errand e ON e.id = d.work_id
LEFT JOIN request r ON r.id = d.work_id {sql.at_household("r.household_id")}
WHERE coalesce(t.state, s.state, '') <> 'cancelled'
  AND d.starts_at < ? AND d.ends_at > ?
ORDER BY d.starts_at, d.no"""

_KINDS = " ".join(PersonKind)


def _where(
    site: str | None,
    compounds: Sequence[str],
    gate: str | None,
    unloading_point: str | None,
    *rest: str | None,
) -> str:
    """Where to go: a site with its compounds, a gate, a door, a pharmacy."""
    *address, said, pharmacy = rest
    if site and compounds:
        return f"{site}（{'、'.join(compounds)}）"
    session = testing.called(site or "", compounds)
    drop = " ".join(part for part in (gate, unloading_point) if part)
    return session or drop or short_address(*address) or said or pharmacy or ""


def _what(
    goods: Sequence[tuple[str, int, str]], summary: str | None, medicine: str | None
) -> tuple[str, ...]:
    """What it is about: goods, what a resident asks for, a medicine."""
    return tuple(amount(*one) for one in goods) or tuple(filter(None, [summary or medicine]))


def sheets(conn: Reader, day: date, person_nos: Collection[int] | None = None) -> list[DutySheet]:
    """The sheets of a duty day: of the people named, or of everybody who has a duty then.

    Args:
        person_nos: whose; somebody named who has nothing then gets an empty sheet.
    """
    starts, ends = duty_day_bounds(day)
    lines: dict[int, list[SheetLine]] = defaultdict(list)
    rows = conn.execute(_ROW, (stored(ends), stored(starts))).fetchall()
    names = dict(conn.execute("SELECT no, name FROM person").fetchall())
    at_work: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
    for row in rows:
        if row[-1] is not None:
            at_work[row[-1]].append((row[0], row[4], row[5]))
    for no, duty_no, work, role, first, last, place, what, who, phone, note, key in rows:
        others = tuple(
            dict.fromkeys(
                names[other]
                for other, begins, over in at_work.get(key, ())
                if other != no and begins < last and over > first
            )
        )
        where, about = _where(*sql.unpacked(place)), _what(*sql.unpacked(what))
        lines[no].append(
            SheetLine(duty_no, work, role, first, last, where, about, who, phone, others, note)
        )
    people = conn.execute(
        "SELECT no, name, kind, post FROM person WHERE archived_at IS NULL"
        f" ORDER BY instr('{_KINDS}', kind), no"
    )
    wanted = lines.keys() if person_nos is None else person_nos
    return [
        DutySheet(no, name, kind, post, day.isoformat(), tuple(lines.get(no, ())))
        for no, name, kind, post in people
        if no in wanted
    ]
