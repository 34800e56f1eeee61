"""What duty sheets tell: somebody's duties of a day, with where, what, whom, and who else."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection
from datetime import date

from models.duty_sheets import DutySheet, SheetLine
from models.people import PersonKind
from models.rules.timeline import day_bounds
from models.rules.times import stored

_ROW = """
SELECT p.no, d.no, d.work, d.role, d.starts_at, d.ends_at,
  coalesce(nullif(t.site || coalesce('（' || (SELECT group_concat(name, '、') FROM (
      SELECT x.name FROM session_compound y JOIN compound x ON x.id = y.compound_id
      WHERE y.session_id = t.id ORDER BY x.position)) || '）', ''), ''),
    sc.name || CASE WHEN sc.unloading_point <> '' THEN ' ' || sc.unloading_point ELSE '' END,
    rc.name || CASE WHEN b.lane <> '' THEN b.lane || '弄' ELSE '' END || b.name || '号'
      || CASE WHEN h.unit <> '' THEN h.unit || '单元' ELSE '' END || h.room,
    nullif(r.address_said, ''), e.place, '') AS place,
  coalesce(
    (SELECT group_concat(goods || ' ' || planned || unit, '，') FROM (
      SELECT i.goods, n.planned, i.unit FROM drop_item n JOIN delivery_item i ON i.id = n.item_id
      WHERE n.drop_id = s.id AND n.planned > 0 ORDER BY i.position)),
    r.summary, e.medicine, '') AS what,
  coalesce(v.driver, nullif(r.caller, ''), '') AS who,
  coalesce(v.driver_phone, r.phone, '') AS phone,
  CASE WHEN e.id IS NOT NULL AND d.note = '' THEN e.note ELSE d.note END,
  coalesce(d.session_id, d.drop_id, d.request_id, d.errand_id) AS work_id
FROM duty d JOIN person p ON p.id = d.person_id
LEFT JOIN test_session t ON t.id = d.session_id
LEFT JOIN supply_drop s ON s.id = d.drop_id LEFT JOIN delivery v ON v.id = s.delivery_id
LEFT JOIN compound sc ON sc.id = s.compound_id
LEFT JOIN errand e ON e.id = d.errand_id
LEFT JOIN request r ON r.id = d.request_id LEFT JOIN household h ON h.id = r.household_id
LEFT JOIN building b ON b.id = h.building_id LEFT JOIN compound rc ON rc.id = b.compound_id
WHERE coalesce(t.state, s.state, '') <> 'cancelled'
  AND d.starts_at < ? AND d.ends_at > ?
ORDER BY d.starts_at, d.no"""

_KINDS = " ".join(PersonKind)


def sheets(
    conn: sqlite3.Connection, day: date, person_nos: Collection[int] | None = None
) -> list[DutySheet]:
    """The sheets of a duty day: of the people named, or of everybody who has a duty then.

    Args:
        person_nos: whose; somebody named who has nothing then gets an empty sheet.
    """
    starts, ends = day_bounds(day)
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
        lines[no].append(
            SheetLine(duty_no, work, role, first, last, place, what, who, phone, others, note)
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
