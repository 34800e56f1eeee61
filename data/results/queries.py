"""What is asked of results: whose, by whom, when; a history; what contradicts what."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from data import sql
from data.call_sheet.people import people
from data.households.addresses import address, at_household
from data.ids import key_of
from data.results.holds import RESIDENT, WHO, holds, own_results
from data.results.settings import result_settings
from data.sql import Reader
from models.call_sheet import Person, Who, Why
from models.results import POOL, ResultRow
from models.results.rules import Contradiction, Said, contradictions, of_tube
from models.times import stored

_OWN = f"""
SELECT t.no AS no, r.no AS resident_no, h.no AS household_no,
  coalesce(r.name, nullif(t.name, ''), p.name, '') AS name, {address()}, t.source AS source,
  t.result AS result, t.happened_at AS at, q.no AS round_no, NULL AS tube, t.said AS said
FROM test_result t {RESIDENT} {at_household("coalesce(r.household_id, t.household_id)")}
LEFT JOIN person p ON p.id = t.person_id LEFT JOIN test_round q ON q.id = t.round_id"""

_AS_NEGATIVE = "'negative' AS result, u.negative_at AS at"

_POOL = f"""
SELECT NULL AS no, r.no AS resident_no, h.no AS household_no, t.name AS name, {address()},
  '{POOL}' AS source, u.state AS result, coalesce(u.result_at, u.opened_at) AS at,
  q.no AS round_no, u.code AS tube, '' AS said
FROM sheet_person t JOIN tube u ON u.id = t.tube_id JOIN test_round q ON q.id = t.round_id
LEFT JOIN resident r ON r.id = t.resident_id
{at_household("coalesce(r.household_id, t.household_id)")}
WHERE t.state = 'sampled' AND u.state IN ('negative', 'abnormal')"""

_ALSO_NEGATIVE = _POOL.replace(
    "u.state AS result, coalesce(u.result_at, u.opened_at) AS at", _AS_NEGATIVE
).replace("u.state IN ('negative', 'abnormal')", "u.negative_at IS NOT NULL")
"""What abnormal tubes were told to be, too."""

_ORDER = "ORDER BY at DESC, round_no DESC, no DESC"


def results(
    conn: Reader,
    *,
    resident_no: int | None = None,
    household_no: int | None = None,
    who: Who | None = None,
    round_no: int | None = None,
    most: int | None = None,
) -> list[ResultRow]:
    """All results, the latest first: everybody's own, and their tube's by the source `pool`,
    both of one that was told to be abnormal and negative.

    Args:
        resident_no, household_no, who, round_no: of one alone, where that is given; `who` is of
            those without a number.
        most: how many are given; all of them unless said.

    Raises:
        Refused: `resident_unknown`, `household_unknown`, `round_unknown`.
    """
    asked: dict[str, str] = {}
    where = []
    if resident_no is not None:
        asked["resident"] = key_of(conn, "resident", resident_no)
        where.append("t.id IN (SELECT id FROM {table} WHERE resident_id = :resident" + _AS_WORKER)
    if household_no is not None:
        asked["household"] = key_of(conn, "household", household_no)
        where.append(_OF_HOUSEHOLD)
    if who is not None:
        asked |= {"home": who.household or "", "place": str(who.place), "person": who.person or ""}
        where.append(_OF_WHO)
    if round_no is not None:
        asked["round"] = _round_key(conn, round_no)
        where.append("t.round_id = :round")
    conditions = " AND ".join(where)
    own = f"{_OWN} WHERE {conditions.format(table='test_result')}" if where else _OWN
    of_sheet = f" AND {conditions.format(table='sheet_person')}" if where else ""
    every = f"{own} UNION ALL {_POOL}{of_sheet} UNION ALL {_ALSO_NEGATIVE}{of_sheet}"
    limit = "" if most is None else f" LIMIT {int(most)}"
    return sql.views(ResultRow, conn.execute(f"{every} {_ORDER}{limit}", asked))


_AS_WORKER = """
  UNION SELECT id FROM {table} WHERE person_id IN (
    SELECT person_id FROM resident WHERE id = :resident AND person_id IS NOT NULL))"""

_OF_WHO = """t.id IN (SELECT id FROM {table} WHERE person_id = :person
  UNION SELECT id FROM {table} WHERE household_id = :home AND resident_id IS NULL
    AND place = CAST(:place AS INTEGER) AND place > 0)"""

_OF_HOUSEHOLD = """t.id IN (SELECT id FROM {table} WHERE household_id = :household
  UNION SELECT id FROM {table} WHERE resident_id IN (
    SELECT id FROM resident WHERE household_id = :household))"""
"""Each half is found by an index of its own; `{table}` is where a result, or a sheet's line, is."""


def _round_key(conn: Reader, no: int) -> str:
    from data.testing import queries as testing

    return testing.round_of(conn, no).id


def by_numbers(conn: Reader, numbers: Sequence[int]) -> list[ResultRow]:
    """Results of single people by their numbers, in the order of these."""
    rows = conn.execute(
        f"{_OWN} WHERE t.no IN ({sql.given('numbers')}) ORDER BY t.no",
        {"numbers": sql.as_given(numbers)},
    )
    return sql.views(ResultRow, rows)


# -- contradictions --------------------------------------------------------------------------------


class Doubted(NamedTuple):
    """Two results of one person, or of one tube, that cannot both be right."""

    person: Person
    """Of a tube nobody, without a name or a door."""
    contradiction: Contradiction


_BAD = f"""
SELECT DISTINCT {WHO} FROM test_result t {RESIDENT} WHERE t.result <> 'negative'"""

_POOLS = f"""
SELECT {WHO}, u.state AS result, coalesce(u.result_at, u.opened_at) AS at, u.code AS tube
FROM sheet_person t JOIN tube u ON u.id = t.tube_id LEFT JOIN resident r ON r.id = t.resident_id
WHERE t.state = 'sampled' AND u.state IN ('negative', 'abnormal')
  AND t.id IN (
    SELECT id FROM sheet_person WHERE resident_id IN ({sql.given("residents")})
    UNION SELECT id FROM sheet_person WHERE household_id IN ({sql.given("homes")})
    UNION SELECT id FROM sheet_person WHERE person_id IN ({sql.given("people")}))"""


def contradicting(conn: Reader, now: datetime) -> list[Doubted]:
    """What contradicts what, of all people and tubes, the latest first; see
    `rules.contradictions`."""
    found = [*_of_people(conn, now), *_of_tubes(conn, now)]
    return sorted(found, key=lambda one: one.contradiction.second.at, reverse=True)


_TUBES_TWICE = f"""
SELECT u.code AS code, coalesce(u.result_at, u.opened_at) AS at, u.negative_at AS negative_at,
  {WHO}
FROM tube u JOIN sheet_person t ON t.tube_id = u.id {RESIDENT}
WHERE u.state = 'abnormal' AND u.negative_at IS NOT NULL ORDER BY u.no"""


def _of_tubes(conn: Reader, now: datetime) -> list[Doubted]:
    """Tubes that were told to be abnormal, and negative, as long as somebody is held by it: once
    each of its people has a result of their own, or the laboratory put it right, it is solved."""
    tubes: dict[str, tuple[Contradiction, set[Who]]] = {}
    for one in sql.named(conn.execute(_TUBES_TWICE)):
        code, at, negative_at = one.pop("code"), one.pop("at"), one.pop("negative_at")
        both = of_tube(code, at, negative_at)
        tubes.setdefault(f"{code} {at}", (both, set()))[1].add(Who(**one))
    held = holds(conn, now) if tubes else {}
    nobody = Person(Who(None), "", *_NOWHERE)
    return [
        Doubted(nobody, both)
        for both, inside in tubes.values()
        if any(who in held and held[who].why == Why.PENDING for who in inside)
    ]


def _of_people(conn: Reader, now: datetime) -> list[Doubted]:
    of = {Who(**one) for one in sql.named(conn.execute(_BAD))}
    if not of:
        return []
    said = {who: list(own) for who, own in own_results(conn, of, now).items()}
    asked = {
        "residents": sql.as_given({who.resident for who in of if who.resident}),
        "homes": sql.as_given({who.household for who in of if who.place}),
        "people": sql.as_given({who.person for who in of if who.person}),
    }
    for one in sql.named(conn.execute(_POOLS, asked)):
        tube = Said(POOL, one.pop("result"), one.pop("at"), one.pop("tube"))
        if tube.at <= stored(now):
            said.get(Who(**one), []).append(tube)
    settings = result_settings(conn)
    found = {who: contradictions(theirs, settings) for who, theirs in said.items()}
    persons = {one.who: one for one in known_as(conn, [who for who, ones in found.items() if ones])}
    return [
        Doubted(persons[who], one) for who, ones in found.items() if who in persons for one in ones
    ]


def known_as(conn: Reader, whom: Sequence[Who]) -> list[Person]:
    """Some people of the register and the roster, as far as they are there still."""
    homes = sql.as_given({who.household for who in whom if who.household})
    rows = conn.execute(
        f"SELECT DISTINCT building_id FROM household WHERE id IN ({sql.given('homes')})",
        {"homes": homes},
    )
    buildings = [key for (key,) in rows]
    sought = set(whom)
    found = people(conn, None, buildings) if buildings else []
    workers = sql.named(
        conn.execute(
            f"SELECT id, no, name FROM person WHERE id IN ({sql.given('people')})",
            {"people": sql.as_given({who.person for who in whom if who.person})},
        )
    )
    return [
        *(one for one in found if one.who in sought),
        *(
            Person(Who(None, person=one["id"]), one["name"], *_NOWHERE, person_no=one["no"])
            for one in workers
        ),
    ]


_NOWHERE = (None,) * 5
