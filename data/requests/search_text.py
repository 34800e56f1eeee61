"""The folded text a filter looks at: where, who, numbers, words said, kind in both languages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from data import sql
from data.households.addresses import address, at_household
from data.households.keys import Door, spelled
from data.pinyin import initials
from data.requests.doors import doors_of
from models.address import dashed
from models.requests import Door as RequestDoor
from models.requests import RequestKind
from models.text import fold
from models.word_tables import Words, unless_broken, word_table

if TYPE_CHECKING:
    from data.step import Step


@cache
def kind_words() -> Mapping[RequestKind, Words]:
    """What people type to find a kind; not what the desk calls it.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    return word_table(__file__, "kind_words.toml").rows_of(RequestKind)


def _found_by(words: Callable[[], Iterable[str]]) -> Words:
    """Words to find a request by; none while their table is broken."""
    return unless_broken(lambda: tuple(words()), ())


def _said(columns: str, table: str) -> str:
    """SQL for all that was chased, told or asked of a request `r`."""
    about = f"FROM {table} k WHERE k.subject_id = r.id AND k.subject = 'request'"
    return sql.records(columns, about)


_PARTS = f"""
SELECT r.no AS no, r.kind AS kind, r.text AS text, r.summary AS summary,
  r.address_said AS address_said, r.phone AS phone, r.call_back_phone AS call_back_phone,
  r.harm_reason AS harm_reason, r.caller AS caller, r.patient AS patient, p.name AS owner,
  h.head AS head, h.phone AS household_phone, {address()},
  {_said("k.whom, k.said", "chase")} AS chases, {_said("k.whom, k.said", "telling")} AS tellings,
  {_said("k.asked, k.advice", "question")} AS questions,
  {sql.records("j.search", "FROM request j WHERE j.joined_to_id = r.id")} AS joined,
  {doors_of("r.id")} AS doors
FROM request r {at_household("r.household_id")}
LEFT JOIN person p ON p.id = r.owner_id
WHERE r.id = ?"""

_FACTS = (
    "text", "summary", "address_said", "phone", "call_back_phone", "harm_reason",
)  # fmt: skip
_LISTS = ("chases", "tellings", "questions", "joined")
_NAMES = ("caller", "patient", "owner", "head")
_DOOR = ("compound", "lane", "building", "unit", "room")


def refresh_search(step: Step, request_id: str) -> None:
    """Write what the filter finds a request by."""
    from models.requests.tables import Request

    (found,) = sql.named(step.conn.execute(_PARTS, (request_id,)))
    step.change(Request, request_id, search=_text(found))


def _text(found: Mapping[str, Any]) -> str:
    said = [word for one in _LISTS for row in sql.read_records(found[one]) for word in row]
    compound, lane, building, unit, room = (found[part] for part in _DOOR)
    door = Door(*(part or "" for part in (compound, lane, building, unit, room)))
    spoken = [found[name] for name in _NAMES if found[name]]
    doors = [RequestDoor(*values) for values in sql.read_records(found["doors"])]
    spoken += [one.head for one in doors if one.head]
    words = [
        f"#{found['no']}",
        *_found_by(lambda: kind_words()[RequestKind(found["kind"])]),
        spelled(door) if compound is not None else "",
        dashed(building, unit, room),
        *(found[name] for name in _FACTS),
        *said,
        *spoken,
        found["household_phone"],
        *(word for one in doors for word in _found_at(one)),
        *_found_by(lambda: map(initials, spoken)),
    ]
    return fold(" ".join(word for word in words if word))


def _found_at(door: RequestDoor) -> list[str]:
    """What is typed to find a further door: its address as it is written, its telephone."""
    parts = Door(door.compound, door.lane or "", door.building, door.unit or "", door.room or "")
    return [spelled(parts), dashed(door.building, door.unit, door.room), door.phone]
