"""The folded text a filter looks at: where, who, numbers, words said, kind in both languages."""

from __future__ import annotations

import sqlite3

from data import sql
from data.pinyin import initials
from data.places.keys import Door, spelled
from models.requests import RequestKind
from models.rules.places import dashed
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

_PARTS = f"""
SELECT r.no, r.kind, r.text, r.summary, r.address_said, r.phone, r.call_back_phone,
  r.harm_reason,
  {sql.records("k.whom, k.said", "FROM chase k WHERE k.request_id = r.id")},
  {sql.records("k.whom, k.said", "FROM telling k WHERE k.request_id = r.id")},
  {sql.records("q.asked, q.advice", "FROM question q WHERE q.request_id = r.id")},
  {sql.records("j.search", "FROM request j WHERE j.joined_to_id = r.id")},
  r.caller, r.patient, p.name, h.head,
  {sql.address()}, h.phone
FROM request r {sql.at_household("r.household_id")}
LEFT JOIN person p ON p.id = r.owner_id
WHERE r.no = ?"""


def refresh_search(conn: sqlite3.Connection, no: int) -> None:
    """Write what the filter finds a request by."""
    number, kind, *parts = conn.execute(_PARTS, (no,)).fetchone()
    facts, lists, names, door, household = (
        parts[:6], parts[6:10], parts[10:14], parts[14:19], parts[19:]
    )  # fmt: skip
    said = [*facts, *(words for one in lists for row in sql.read_records(one) for words in row)]
    address = spelled(Door(*(part or "" for part in door))) if door[0] is not None else ""
    short = dashed(*door[2:])
    spoken = [name for name in names if name]
    words = [f"#{number}", KIND_WORDS[kind], address, short, *said, *spoken, *household]
    words += [initials(name) for name in spoken]
    text = fold(" ".join(word for word in words if word))
    conn.execute("UPDATE request SET search = ? WHERE no = ?", (text, no))
