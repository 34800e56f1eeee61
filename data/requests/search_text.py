"""The folded text a filter looks at: where, who, numbers, words said, kind in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from data import sql
from data.households.keys import Door, spelled
from data.pinyin import initials
from data.sql import Reader
from models.households.addresses import dashed
from models.requests import RequestKind
from models.text import fold
from models.word_tables import Words, word_table


@cache
def kind_words() -> Mapping[RequestKind, Words]:
    """What people type to find a kind; not what the desk calls it.

    Raises:
        Refused: what `models.word_tables` refuses.
    """
    return word_table(__file__, "kind_words.toml").rows_of(RequestKind)


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


def refresh_search(conn: Reader, no: int) -> None:
    """Write what the filter finds a request by."""
    number, kind, *parts = conn.execute(_PARTS, (no,)).fetchone()
    facts, lists, names, door, household = (
        parts[:6], parts[6:10], parts[10:14], parts[14:19], parts[19:]
    )  # fmt: skip
    said = [*facts, *(words for one in lists for row in sql.read_records(one) for words in row)]
    address = spelled(Door(*(part or "" for part in door))) if door[0] is not None else ""
    short = dashed(*door[2:])
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
