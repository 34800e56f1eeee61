"""Residents who are on the roster: one human being in two lists, found by name and number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import TYPE_CHECKING, NamedTuple

from data import sql
from data.residents.homes import settle
from data.sql import Reader
from models.residents import LIVING_HERE

if TYPE_CHECKING:
    from data.step import Step

_NUMBERS = """(p.phone <> '' AND (
    (t.is_head = 1 AND h.phone = p.phone AND NOT EXISTS (
        SELECT 1 FROM telephone n
        WHERE n.household_id = h.id AND n.whose <> '' AND n.number = p.phone))
    OR EXISTS (SELECT 1 FROM telephone n
               WHERE n.resident_id = t.id AND n.whose = '' AND n.number = p.phone)))"""
"""Whether a resident `t` of household `h` and somebody `p` of the roster have a number of their own
alike; one that is said to be the son's is not."""

_PAIRS = f"""
SELECT t.id AS resident, p.id AS person
FROM resident t JOIN household h ON h.id = t.household_id JOIN person p ON p.name = t.name
WHERE t.person_id IS NULL AND p.archived_at IS NULL AND {_NUMBERS}
  AND t.presence IN ({sql.quoted(sorted(LIVING_HERE))})
  AND NOT EXISTS (SELECT 1 FROM resident o WHERE o.person_id = p.id)
"""
_PAIRS_OF = (
    f"{_PAIRS} AND t.id IN ({sql.given('residents')})"
    f" UNION {_PAIRS} AND p.id IN ({sql.given('people')})"
)

_PROPOSED = f"""
SELECT p.no AS no, p.name AS name, p.post AS post, p.name = t.name AS same_name,
  {_NUMBERS} AS same_number
FROM resident t JOIN household h ON h.id = t.household_id, person p
WHERE t.no = :no AND p.archived_at IS NULL
  AND NOT EXISTS (SELECT 1 FROM resident o WHERE o.person_id = p.id)
ORDER BY same_name + same_number DESC, same_number DESC, p.name, p.no
"""


class Proposal(NamedTuple):
    """Somebody of the roster who may be a resident.

    Attributes:
        same_name, same_number: 1 where that agrees.
    """

    no: int
    name: str
    post: str
    same_name: int
    same_number: int


def proposals(conn: Reader, resident_no: int) -> list[Proposal]:
    """Whom of the roster a resident may be: everybody who is no other's, the likeliest first."""
    return sql.views(Proposal, conn.execute(_PROPOSED, {"no": resident_no}))


def link_the_sure(
    step: Step, *, residents: Collection[str] = (), people: Collection[str] = ()
) -> int:
    """Link new records whose name and number agree with exactly one of the other list; how many.

    Only records that this step made are looked at, so that a link somebody took away stays so.
    Part of a command.

    Args:
        residents, people: keys of the new records of either list.
    """
    from models.residents.tables import Resident

    new = _pairs(step.conn, residents, people)
    near = _pairs(step.conn, {one for one, _other in new}, {other for _one, other in new})
    times = Counter(key for pair in near for key in pair)
    sure = [pair for pair in new if all(times[key] == 1 for key in pair)]
    for resident, person in sure:
        step.change(Resident, resident, person_id=person, version=Resident.version + 1)
    settle(step, [resident for resident, _person in sure])
    return len(sure)


def _pairs(
    conn: Reader, residents: Collection[str], people: Collection[str]
) -> set[tuple[str, str]]:
    """Residents and people of the roster, one of these among them, who agree; by their keys."""
    if not residents and not people:
        return set()
    asked = {"residents": sql.as_given(residents), "people": sql.as_given(people)}
    return set(conn.execute(_PAIRS_OF, asked).fetchall())
