"""What people keep for others in the store: what is asked of it, what is done to it in a step."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import TYPE_CHECKING

from data import sql
from data.ids import new_id
from models.custody import CustodyInput, CustodyRow
from models.households.addresses import dashed
from models.problems import Refused
from models.roster import KeptKind
from models.text import clean, fold
from models.times import iso, loaded, stored

if TYPE_CHECKING:
    from data.store import Step

_ROW = f"""
SELECT t.no, t.id, t.version, t.kind, t.what, p.no, p.name, h.no, {sql.address()},
  t.owner, t.since, t.due_back, t.returned_at, t.note
FROM custody t JOIN person p ON p.id = t.holder_id {sql.at_household("t.household_id")}"""
"""The columns of a CustodyRow."""

_KEPT = "t.returned_at IS NULL"
_ORDER = "ORDER BY p.no, instr('cash prescription pet card key other', t.kind), h.sort_key, t.no"


def held_by(conn: sqlite3.Connection, person_no: int) -> list[CustodyRow]:
    """What a person keeps and has not given back; what cannot wait first, then by door."""
    return _rows(conn, f"{_KEPT} AND p.no = ?", (person_no,))


def kept(conn: sqlite3.Connection, *, returned: bool = False) -> list[CustodyRow]:
    """Everything that is kept, by holder; or what was given back, the latest first."""
    if not returned:
        return _rows(conn, _KEPT)
    found = _rows(conn, "t.returned_at IS NOT NULL")
    return sorted(found, key=lambda row: row.returned_at or "", reverse=True)


def kept_for(conn: sqlite3.Connection, household_no: int) -> list[CustodyRow]:
    """What is kept for a household."""
    return _rows(conn, f"{_KEPT} AND h.no = ?", (household_no,))


def item(conn: sqlite3.Connection, no: int) -> CustodyRow:
    """One thing that is or was kept.

    Raises:
        Refused: `custody_unknown`.
    """
    found = conn.execute(f"{_ROW} WHERE t.no = ?", (no,)).fetchone()
    if found is None:
        raise Refused("custody_unknown", no=no)
    return CustodyRow._make(found)


def text(row: CustodyRow) -> str:
    """Folded text a thing is found by."""
    address = (row.compound or "") + dashed(row.lane, row.building, row.unit, row.room)
    return fold(" ".join((row.holder, row.what, row.owner, address, row.note)))


def _rows(
    conn: sqlite3.Connection, condition: str, values: tuple[object, ...] = ()
) -> list[CustodyRow]:
    found = conn.execute(f"{_ROW} WHERE {condition} {_ORDER}", values)
    return [CustodyRow._make(row) for row in found]


# -- in a step -------------------------------------------------------------------------------------


def keep(step: Step, given: CustodyInput) -> int:
    """Somebody keeps a thing from now on; its number.

    Raises:
        Refused: `field_empty`, `person_unknown`, `person_archived`, `household_unknown`,
            `due_back_before_since`.
    """
    import data.mapping  # noqa: F401
    from models.custody.tables import Custody

    no = step.next_no("custody")
    since = given.since or step.at
    household = None
    if given.household_no is not None:
        household = _key(step, "household", given.household_no, "household_unknown")
    thing = Custody(
        id=new_id(),
        no=no,
        kind=given.kind,
        what=clean(given.what, limit=120),
        household_id=household,
        owner=clean(given.owner, limit=60),
        holder_id=_person(step, given.holder_no),
        since=since,
        due_back=given.due_back.isoformat() if given.due_back else None,
        note=clean(given.note, limit=500, multiline=True),
        entered_at=step.at,
    )
    _refuse_wrong(thing.what, stored(since), thing.due_back)
    step.session.add(thing)
    step.session.flush()
    step.tell(no=no, what=thing.what, name=item(step.conn, no).holder)
    return no


def change(step: Step, no: int, version: int, changes: Mapping[str, object]) -> None:
    """Change what is known of a thing, by names of CustodyInput without holder and `since`.

    Raises:
        Refused: `custody_unknown`, `edited_meanwhile`, and as `keep`.
    """
    was = _unreturned(step, no)
    if was.version != version:
        raise Refused("edited_meanwhile", no=no)
    values = {name: _checked(step, name, value) for name, value in changes.items()}
    _refuse_wrong(
        str(values.get("what", was.what)), was.since, _text(values.get("due_back", was.due_back))
    )
    for column, value in values.items():
        _set(step, was, column, value)
    step.tell(no=no, what=values.get("what", was.what), name=was.holder)


def hand_over(step: Step, no: int, person_no: int, note: str = "") -> CustodyRow:
    """A thing goes to another keeper; what it was before.

    Args:
        note: what is said of the handing over; added to the thing's own note.

    Raises:
        Refused: `custody_unknown`, `custody_returned`, `person_unknown`, `person_archived`.
    """
    was = _unreturned(step, no)
    _set(step, was, "holder_id", _person(step, person_no))
    added = clean(note, limit=300, multiline=True)
    if added:
        _set(step, was, "note", "\n".join(part for part in (was.note, added) if part))
    step.tell(no=no, what=was.what, name=was.holder, to=item(step.conn, no).holder)
    return was


def give_back(step: Step, no: int) -> CustodyRow:
    """A thing goes back to whom it belongs; what it was.

    Raises:
        Refused: `custody_unknown`, `custody_returned`.
    """
    was = _unreturned(step, no)
    _set(step, was, "returned_at", max(stored(step.at), was.since))
    step.tell(no=no, what=was.what, name=was.holder)
    return was


def _unreturned(step: Step, no: int) -> CustodyRow:
    step.session.flush()
    found = item(step.conn, no)
    if found.returned_at is not None:
        raise Refused("custody_returned", what=found.what, at=loaded(found.returned_at))
    return found


def _set(step: Step, row: CustodyRow, column: str, value: object) -> None:
    """Put a value into a column; its name comes from the program, never from what is typed."""
    step.conn.execute(
        f"UPDATE custody SET {column} = ?, version = version + 1 WHERE id = ?", (value, row.id)
    )


def _checked(step: Step, name: str, value: object) -> object:
    if name == "kind":
        return KeptKind(str(value)).value
    if name in ("what", "owner"):
        return clean(str(value or ""), limit=120 if name == "what" else 60)
    if name == "note":
        return clean(str(value or ""), limit=500, multiline=True)
    if name == "due_back":
        return None if value is None else str(value)
    raise KeyError(name)


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _refuse_wrong(what: str, since: str, due_back: str | None) -> None:
    if not what:
        raise Refused("field_empty", "what")
    if due_back is not None and due_back < iso(loaded(since))[:10]:
        raise Refused("due_back_before_since", "due_back", day=due_back, since=loaded(since))


def _person(step: Step, no: int) -> str:
    found = step.conn.execute(
        "SELECT id, archived_at, name FROM person WHERE no = ?", (no,)
    ).fetchone()
    if found is None:
        raise Refused("person_unknown", "holder_no", no=no)
    if found[1] is not None:
        raise Refused("person_archived", "holder_no", person=found[2])
    return str(found[0])


def _key(step: Step, table: str, no: int, code: str) -> str:
    found = step.conn.execute(f"SELECT id FROM {table} WHERE no = ?", (no,)).fetchone()
    if found is None:
        raise Refused(code, no=no)
    return str(found[0])
