"""What is done to records of the directory inside a step; none is ever deleted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from functools import cache
from typing import TYPE_CHECKING

from data.directory import queries
from data.ids import new_id
from data.pinyin import initials
from models.directory import ContactInput, ContactKind
from models.directory.rules import contact_problems, rung_of
from models.problems import Problem, Refused
from models.requests import Rung
from models.text import clean, fold, phone_digits
from models.word_tables import Words, word_table

if TYPE_CHECKING:
    from data.store import Step
    from models.directory.tables import Contact


_NO_SURNAME = "叫"
"""Before a name its first character is no surname: 区 of a district is not read as 欧."""


@cache
def _kind_words() -> Mapping[ContactKind, Words]:
    """What people type to find a kind; not what the desk calls it."""
    return word_table(__file__, "kind_words.toml").rows_of(ContactKind)


def add(step: Step, given: ContactInput) -> int:
    """Keep somebody new in the directory; their number.

    Raises:
        Refused: `field_empty`, `hours_unclear`, `phone_unclear`, `contact_exists`, or
            `contact_on_roster` for the number of a leader, who stands there already.
    """
    from models.directory.tables import Contact

    no = step.next_no("contact")
    record = Contact(id=new_id(), no=no, name="", kind=given.kind, rung=rung_of(given))
    _set(step, record, given)
    step.session.add(record)
    step.session.flush()
    step.tell(no=no, name=record.name)
    return no


def edit(step: Step, no: int, version: int, changes: Mapping[str, object]) -> None:
    """Change fields of a record, by the names of ContactInput; others stay as they are.

    Raises:
        Refused: `contact_unknown`, `edited_meanwhile`, and as `add`.
    """
    record = _record(step, no, version)
    on_file = ContactInput(
        **{field.name: getattr(record, field.name) for field in fields(ContactInput)}
    )
    _set(step, record, replace(on_file, **changes))  # type: ignore[arg-type]
    _done(step, record)


def archive(step: Step, no: int, version: int) -> None:
    """Take somebody out of the directory; what they answered stays on record.

    Raises:
        Refused: `contact_unknown`, `edited_meanwhile`.
    """
    record = _record(step, no, version)
    record.archived_at = step.at
    _done(step, record)


def restore(step: Step, no: int, version: int) -> None:
    """Put somebody back into the directory.

    Raises:
        Refused: `contact_unknown`, `edited_meanwhile`, `contact_exists`.
    """
    record = _record(step, no, version)
    _refuse_doubles(step, record.id, record.name, record.phone)
    record.archived_at = None
    _done(step, record)


def _done(step: Step, record: Contact) -> None:
    record.version += 1
    step.session.add(record)
    step.session.flush()
    step.tell(no=record.no, name=record.name)


def _record(step: Step, no: int, version: int) -> Contact:
    from models.directory.tables import Contact

    step.session.flush()
    found = queries.contact(step.conn, no)
    record = step.session.get_one(Contact, found.id)
    step.session.refresh(record)
    if record.version != version:
        raise Refused("edited_meanwhile", no=no)
    return record


def _set(step: Step, record: Contact, given: ContactInput) -> None:
    given = replace(
        given,
        name=clean(given.name, limit=60),
        hours=clean(given.hours, limit=120),
        phone=clean(given.phone, limit=80),
    )
    _refuse(contact_problems(given))
    phone = phone_digits(given.phone) or ""
    _refuse_doubles(step, record.id, given.name, phone)
    record.name, record.hours, record.phone = given.name, given.hours, phone
    record.kind, record.rung = ContactKind(given.kind), Rung(rung_of(given))
    record.note = clean(given.note, limit=500, multiline=True)
    letters = initials(given.name), initials(_NO_SURNAME + given.name)
    parts = (given.name, *letters, phone, *_kind_words()[record.kind], record.note)
    record.search = fold(" ".join(parts))


def _refuse_doubles(step: Step, own: str, name: str, phone: str) -> None:
    double = step.conn.execute(
        "SELECT no FROM contact WHERE name = ? AND id <> ? AND archived_at IS NULL", (name, own)
    ).fetchone()
    if double is not None:
        raise Refused("contact_exists", "name", name=name, no=double[0])
    for leader, number in queries.leaders(step.conn):
        if phone and phone == number:
            raise Refused("contact_on_roster", "phone", name=leader)


def _refuse(problems: Sequence[Problem]) -> None:
    for problem in problems:
        raise Refused(problem.code, problem.field, **problem.params)


def add_contact(step: Step, given: ContactInput) -> int:
    """Keep somebody new in the directory; see `commands.add`."""
    step.act("contact_added")
    return add(step, given)


def change_contact(step: Step, no: int, version: int, changes: Mapping[str, object]) -> int:
    """Change a record; see `commands.edit`."""
    step.act("contact_changed")
    edit(step, no, version, changes)
    return no


def archive_contact(step: Step, no: int, version: int) -> int:
    """Take somebody out of the directory; see `commands.archive`."""
    step.act("contact_archived")
    archive(step, no, version)
    return no


def restore_contact(step: Step, no: int, version: int) -> int:
    """Put somebody back; see `commands.restore`."""
    step.act("contact_restored")
    restore(step, no, version)
    return no
