"""What is done to things kept for others: taken in, changed, handed over, given back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from data import sql
from data.custody.queries import item
from data.ids import key_if, key_on_roster, new_id
from data.several import each
from models.custody import CustodyInput, CustodyRow, KeptKind
from models.problems import Refused, refuse_outdated
from models.several import Several
from models.text import clean
from models.times import iso, loaded

if TYPE_CHECKING:
    from datetime import datetime

    from data.step import Step


_SAID = ("kind", "what", "owner", "due_back", "note")
"""Fields of a CustodyInput that are kept as they are said."""


def add_thing(step: Step, given: CustodyInput) -> int:
    """Somebody keeps a thing from now on; its number.

    Raises:
        Refused: `field_empty`, `person_unknown`, `person_archived`, `household_unknown`,
            `due_back_before_since`.
    """
    from models.custody.tables import Custody

    no = step.next_no("custody")
    said = {name: _checked(name, getattr(given, name)) for name in _SAID}
    thing = Custody(
        id=new_id(),
        no=no,
        household_id=key_if(step.conn, "household", given.household_no),
        holder_id=key_on_roster(step.conn, given.holder_no, "holder_no"),
        since=given.since or step.at,
        entered_at=step.at,
        **said,
    )
    _refuse_wrong(thing.what, thing.since, thing.due_back)
    step.add(thing)
    step.act("custody_kept", no=no, what=thing.what, name=item(step.conn, no).holder)
    return no


def change_thing(step: Step, no: int, version: int, changes: Mapping[str, object]) -> None:
    """Change what is known of a thing, by names of CustodyInput without holder and `since`.

    Raises:
        Refused: `custody_unknown`, `edited_meanwhile`, and as `add_thing`.
    """
    from models.custody.tables import Custody

    was = _unreturned(step, no)
    refuse_outdated(no, was.version, version)
    values = {name: _checked(name, value) for name, value in changes.items()}
    what, due_back = values.get("what", was.what), values.get("due_back", was.due_back)
    _refuse_wrong(what, loaded(was.since), due_back)
    if values:
        step.change(Custody, was.id, **values, version=Custody.version + 1)
    step.act("custody_changed", no=no, what=what, name=was.holder)


def hand_over_things(
    step: Step, numbers: Sequence[int], person_no: int, note: str = ""
) -> Several[CustodyRow]:
    """Things go to another keeper; what they were.

    Args:
        note: what is said of the handing over; added to each thing's own note.

    Raises:
        Refused: `person_unknown`, `person_archived`; `custody_unknown`, `custody_returned` where
            none of them can be handed over.
    """
    from models.custody.tables import Custody

    holder = key_on_roster(step.conn, person_no, "holder_no")
    added = clean(note, limit=300, multiline=True)

    def hand_over(no: int) -> CustodyRow:
        was = _unreturned(step, no)
        whole = "\n".join(part for part in (was.note, added) if part)
        step.change(Custody, was.id, holder_id=holder, note=whole, version=Custody.version + 1)
        return was

    done = each(step, numbers, hand_over)
    to = sql.value(step.conn.execute("SELECT name FROM person WHERE id = ?", (holder,)))
    step.act("custody_handed_over", **_named(done), to=to)
    return done


def give_back_things(step: Step, numbers: Sequence[int]) -> Several[CustodyRow]:
    """Things go back to whom they belong; what they were.

    Raises:
        Refused: `custody_unknown`, `custody_returned` where none of them can be given back.
    """
    from models.custody.tables import Custody

    def give_back(no: int) -> CustodyRow:
        was = _unreturned(step, no)
        returned = max(step.at, loaded(was.since))
        step.change(Custody, was.id, returned_at=returned, version=Custody.version + 1)
        return was

    done = each(step, numbers, give_back)
    step.act("custody_given_back", **_named(done))
    return done


def _named(done: Several[CustodyRow]) -> dict[str, object]:
    """What the journal says of things: which, what, and who kept them."""
    were = list(done.done.values())
    return {
        "nos": [was.no for was in were],
        "what": [was.what for was in were],
        "name": list(dict.fromkeys(was.holder for was in were)),
    }


def _unreturned(step: Step, no: int) -> CustodyRow:
    found = item(step.conn, no)
    if found.returned_at is not None:
        raise Refused("custody_returned", what=found.what, at=loaded(found.returned_at))
    return found


def _checked(name: str, value: object) -> Any:
    if name == "kind":
        return KeptKind(str(value))
    if name in ("what", "owner"):
        return clean(str(value or ""), limit=120 if name == "what" else 60)
    if name == "note":
        return clean(str(value or ""), limit=500, multiline=True)
    if name == "due_back":
        return None if value is None else str(value)
    raise KeyError(name)


def _refuse_wrong(what: str, since: datetime, due_back: str | None) -> None:
    if not what:
        raise Refused("field_empty", "what")
    if due_back is not None and due_back < iso(since)[:10]:
        raise Refused("due_back_before_since", "due_back", day=due_back, since=since)
