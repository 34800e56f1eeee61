"""What is done to things kept for others: taken in, changed, handed over, given back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from data.custody.queries import item
from data.ids import new_id
from models.custody import CustodyInput, CustodyRow
from models.problems import Refused
from models.roster import KeptKind
from models.text import clean
from models.times import iso, loaded, stored

if TYPE_CHECKING:
    from data.store import Step


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
