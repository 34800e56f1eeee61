"""How many things are still held by people who are not here; loads nothing that plans."""

from __future__ import annotations

from datetime import datetime

from data import sql
from data.sql import Reader
from models.times import stored

ALIVE = """coalesce(t.state, s.state, '') NOT IN ('cancelled', 'done')
  AND coalesce(r.state, '') <> 'closed' AND coalesce(e.state, 'open') = 'open'
  AND d.work <> 'rest'"""
"""Whether a duty still asks for anybody: not when its work is done or called off."""

_HELD_COUNT = f"""
SELECT p.no,
  (SELECT count(*) FROM duty d LEFT JOIN test_session t ON t.id = d.session_id
    LEFT JOIN supply_drop s ON s.id = d.drop_id LEFT JOIN request r ON r.id = d.request_id
    LEFT JOIN errand e ON e.id = d.errand_id
    WHERE d.person_id = p.id AND d.ends_at > :now AND {ALIVE}
      AND (a.reach = 'no' OR d.work <> 'telephone'))
  + (SELECT count(*) FROM request r WHERE r.owner_id = p.id AND r.state <> 'closed'
    AND r.joined_to_id IS NULL)
  + (SELECT count(*) FROM custody k WHERE k.holder_id = p.id AND k.returned_at IS NULL)
  + (SELECT count(*) FROM building_leader l WHERE l.person_id = p.id)
  + (SELECT count(*) FROM setting WHERE id = 'in_charge' AND {sql.setting_text("value")} = p.name)
FROM person p JOIN presence a ON a.id = (SELECT id FROM presence q WHERE q.person_id = p.id
  AND q.since <= :now AND (q.until IS NULL OR q.until > :now) ORDER BY q.since DESC LIMIT 1)
WHERE p.archived_at IS NULL AND a.place IN ({sql.ABSENT})"""


def orphans(conn: Reader, now: datetime) -> dict[int, int]:
    """How many things each absent person still holds, by her number; nobody who holds nothing.

    Duties, requests looked after, things in custody, buildings and being in charge count; work by
    telephone of somebody who can be reached is hers.
    """
    rows = conn.execute(_HELD_COUNT, {"now": stored(now)})
    return {no: count for no, count in rows if count}
