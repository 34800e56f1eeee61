"""The folded text a filter looks at: where, who, numbers, words said, kind in both languages."""

from __future__ import annotations

import sqlite3

from data.pinyin import initials
from data.places.keys import Door, spelled
from models.requests import RequestKind
from models.rules.text import fold

KIND_WORDS: dict[str, str] = {
    RequestKind.EMERGENCY: "急救 emergency",
    RequestKind.DIALYSIS: "透析 血透 化疗 dialysis",
    RequestKind.MEDICINE: "配药 药 medicine",
    RequestKind.BIRTH: "生产 孕产 birth",
    RequestKind.FOOD: "食品 买菜 food",
    RequestKind.BABY: "奶粉 婴儿 baby",
    RequestKind.TRANSFER: "转运 transfer",
    RequestKind.TEST: "核酸 检测 test",
    RequestKind.REPAIRS: "维修 repairs",
    RequestKind.GROUP_PURCHASE: "团购 group purchase",
    RequestKind.PETS: "宠物 pets",
    RequestKind.DELIVERY_MISSED: "漏发 missed delivery",
    RequestKind.OPENING: "解封 opening",
    RequestKind.OTHER: "其他 other",
}
"""What people type to find a kind; not what the desk calls it."""

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
    words = [f"#{number}", KIND_WORDS[kind], address, short, *said, *spoken, *household]
    words += [initials(name) for name in spoken]
    text = fold(" ".join(word for word in words if word))
    conn.execute("UPDATE request SET search = ? WHERE no = ?", (text, no))
