"""The people of households as the store has them, for registers that name them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from data import sql
from data.exchange.compare_people import KnownPeople
from data.exchange.found import KnownPerson
from data.exchange.stored import Stored
from data.residents import identity
from data.sql import Reader
from models.residents import PersonMark, ResidentInput, Sex, Whereabouts
from models.telephones import Telephone

T = TypeVar("T")

_FIELDS = (
    *("name", "is_head", "sex", "born", "relation", "presence", "presence_since"),
    *("registered_elsewhere", "registered", "key_with", "note"),
)


def read(conn: Reader, held: Stored) -> KnownPeople:
    """Everybody on file, put to their households.

    Raises:
        Refused: what `data.residents.identity.keeper` refuses.
    """
    people = KnownPeople(identity.keeper(conn))
    homes = {home.no: home for home in held.households.values()}
    marks = _by_person(
        (one.pop("resident_id"), PersonMark(**one))
        for one in sql.named(
            conn.execute(
                "SELECT resident_id, mark, detail, source, said_on FROM resident_mark"
                " ORDER BY resident_id, position"
            )
        )
    )
    phones = _by_person(
        (one.pop("resident_id"), Telephone(**one))
        for one in sql.named(
            conn.execute(
                "SELECT resident_id, number, extension, whose FROM telephone"
                " WHERE resident_id IS NOT NULL ORDER BY resident_id, position"
            )
        )
    )
    rows = conn.execute(
        f"SELECT r.no AS no, r.id AS id, h.no AS household_no, r.identity_digest AS digest,"
        f" {', '.join(f'r.{name} AS {name}' for name in _FIELDS)}"
        " FROM resident r JOIN household h ON h.id = r.household_id ORDER BY h.no, r.position"
    )
    for one in sql.named(rows):
        no, key, digest = one.pop("no"), one.pop("id"), one.pop("digest")
        home = homes[one.pop("household_no")]
        said = _said(one, tuple(marks.get(key, ())), tuple(phones.get(key, ())))
        person = KnownPerson(no, digest, said)
        home.people.append(person)
        people.add(home, person)
    return people


def _by_person(pairs: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    found: dict[str, list[T]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found


def _said(
    one: dict[str, object], marks: tuple[PersonMark, ...], phones: tuple[Telephone, ...]
) -> ResidentInput:
    """Somebody in the form in which lists tell of them."""
    elsewhere, sex = one["registered_elsewhere"], one["sex"]
    taken = {
        **one,
        "is_head": bool(one["is_head"]),
        "sex": Sex(str(sex)) if sex else None,
        "presence": Whereabouts(str(one["presence"])),
        "registered_elsewhere": None if elsewhere is None else bool(elsewhere),
        "marks": marks,
        "phones": phones,
    }
    return ResidentInput(**taken)  # type: ignore[arg-type]
