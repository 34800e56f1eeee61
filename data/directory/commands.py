"""What is done to records of the directory inside a step; none is ever deleted."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from data import sql
from data.directory import queries
from data.ids import new_id
from data.pinyin import initials
from models.chases import Rung
from models.directory import ContactInput, ContactKind, ContactView
from models.directory.rules import contact_problems, rung_of
from models.fields import input_of, line, tidied
from models.problems import Refused, refuse, refuse_outdated
from models.text import clean, fold, phone_digits
from models.word_tables import Words, word_table

if TYPE_CHECKING:
    from data.step import Step

_NO_SURNAME = "叫"
"""Before a name its first character is no surname: 区 of a district is not read as 欧."""


@cache
def _kind_words() -> Mapping[ContactKind, Words]:
    """What people type to find a kind; not what the desk calls it."""
    return word_table(__file__, "kind_words.toml").rows_of(ContactKind)


def add_contact(step: Step, given: ContactInput) -> int:
    """Keep somebody new in the directory; their number.

    Raises:
        Refused: `field_empty`, `hours_unclear`, `phone_unclear`, `contact_exists`, or
            `contact_on_roster` for the number of a leader, who stands there already.
    """
    from models.directory.tables import Contact

    key, no = new_id(), step.next_no("contact")
    values = _columns(step, key, given)
    step.add(Contact(id=key, no=no, **values))
    step.act("contact_added", no=no, name=values["name"])
    return no


def change_contact(step: Step, no: int, version: int, changes: Mapping[str, object]) -> int:
    """Change fields of a record, by the names of ContactInput; others stay as they are.

    Returns:
        Their number.

    Raises:
        Refused: `contact_unknown`, `edited_meanwhile`, and as `add_contact`.
    """
    view = _fresh(step, no, version)
    given = input_of(ContactInput, view)._replace(**changes)  # type: ignore[arg-type]
    return _change(step, view, "contact_changed", _columns(step, view.id, given))


def archive_contact(step: Step, no: int, version: int) -> int:
    """Take somebody out of the directory; what they answered stays on record.

    Returns:
        Their number.

    Raises:
        Refused: `contact_unknown`, `edited_meanwhile`.
    """
    view = _fresh(step, no, version)
    return _change(step, view, "contact_archived", {"archived_at": step.at})


def restore_contact(step: Step, no: int, version: int) -> int:
    """Put somebody back into the directory.

    Returns:
        Their number.

    Raises:
        Refused: `contact_unknown`, `edited_meanwhile`, `contact_exists`, `contact_on_roster`.
    """
    view = _fresh(step, no, version)
    _refuse_doubles(step, view.id, view.name, view.phone)
    return _change(step, view, "contact_restored", {"archived_at": None})


def _fresh(step: Step, no: int, version: int) -> ContactView:
    """A record that nobody changed since the version that was seen."""
    view = queries.contact(step.conn, no)
    refuse_outdated(no, view.version, version)
    return view


def _change(step: Step, view: ContactView, act: str, values: Mapping[str, object]) -> int:
    from models.directory.tables import Contact

    step.change(Contact, view.id, version=view.version + 1, **values)
    step.act(act, no=view.no, name=values.get("name", view.name))
    return view.no


def _columns(step: Step, key: str, given: ContactInput) -> dict[str, Any]:
    """What a record is kept as; `key` is its own, which is no double of itself."""
    given = tidied(given, {"name": line(60), "hours": line(120), "phone": line(80)})
    refuse(contact_problems(given))
    phone, note = phone_digits(given.phone) or "", clean(given.note, limit=500, multiline=True)
    _refuse_doubles(step, key, given.name, phone)
    kind = ContactKind(given.kind)
    letters = initials(given.name), initials(_NO_SURNAME + given.name)
    return {
        "name": given.name,
        "hours": given.hours,
        "phone": phone,
        "kind": kind,
        "rung": Rung(rung_of(given)),
        "note": note,
        "search": fold(" ".join((given.name, *letters, phone, *_kind_words()[kind], note))),
    }


def _refuse_doubles(step: Step, own: str, name: str, phone: str) -> None:
    double = sql.value(
        step.conn.execute(
            "SELECT no FROM contact WHERE name = ? AND id <> ? AND archived_at IS NULL", (name, own)
        )
    )
    if double is not None:
        raise Refused("contact_exists", "name", name=name, no=double)
    for leader, number in queries.leaders(step.conn):
        if phone and phone == number:
            raise Refused("contact_on_roster", "phone", name=leader)
