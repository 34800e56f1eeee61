"""The folded text a filter looks at: where, who, numbers, words said, kind in both languages."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from functools import cache

from data.pinyin import initials
from data.places.keys import Door, spelled
from models.requests import RequestKind
from models.rules.text import fold
from models.word_tables import Words, word_table


@cache
def kind_words() -> Mapping[RequestKind, Words]:
    """What people type to find a kind; not what the desk calls it.

    Raises:
        Refused: what `models.word_tables` refuses.
    """
    return word_table(__file__, "kind_words.toml").rows_of(RequestKind)


_PARTS = """
SELECT r.no, r.kind, r.text, r.summary, r.address_said, r.phone, r.call_back_phone,
  r.harm_reason,
  (SELECT group_concat(k.whom || ' ' || k.said, ' ') FROM chase k WHERE k.request_id = r.id),
  (SELECT group_concat(k.whom || ' ' || k.said, ' ') FROM telling k WHERE k.request_id = r.id),
  (SELECT group_concat(q.asked || ' ' || q.advice, ' ') FROM question q
    WHERE q.request_id = r.id),
  (SELECT group_concat(j.search, ' ') FROM request j WHERE j.joined_to_id = r.id),
  r.caller, r.patient, p.name, h.head,
  c.name, b.lane, b.name, h.unit, h.room, h.phone
FROM request r
LEFT JOIN household h ON h.id = r.household_id
LEFT JOIN building b ON b.id = h.building_id
LEFT JOIN compound c ON c.id = b.compound_id
LEFT JOIN person p ON p.id = r.owner_id
WHERE r.no = ?"""


def refresh_search(conn: sqlite3.Connection, no: int) -> None:
    """Write what the filter finds a request by."""
    number, kind, *parts = conn.execute(_PARTS, (no,)).fetchone()
    said, names, door, household = parts[:10], parts[10:14], parts[14:19], parts[19:]
    address = spelled(Door(*door)) if door[0] is not None else ""
    short = "-".join(part for part in door[2:] if part)
    spoken = [name for name in names if name]
    words = [
        f"#{number}",
        *kind_words()[RequestKind(kind)],
        address,
        short,
        *said,
        *spoken,
        *household,
    ]
    words += [initials(name) for name in spoken]
    text = fold(" ".join(word for word in words if word))
    conn.execute("UPDATE request SET search = ? WHERE no = ?", (text, no))
