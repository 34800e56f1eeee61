"""Who is not to be in a pool, and why, at a moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from data import sql
from data.call_sheet.people import people
from data.ids import key_if
from data.results.settings import result_settings
from data.sql import Reader
from models.call_sheet import Who, Why
from models.call_sheet.rules import POSITIVE_MARK
from models.residents import LIVING_HERE
from models.results import POOL, Hold, Result
from models.results.rules import LISTED, Said, hold_of
from models.times import day_start, stored

WHO = """CASE WHEN r.id IS NULL THEN t.household_id ELSE r.household_id END AS household,
  r.id AS resident, CASE WHEN r.id IS NULL THEN t.place ELSE 0 END AS place,
  CASE WHEN r.id IS NULL THEN t.person_id END AS person"""
"""Columns of a `Who` of a row `t`, with the resident `r` that `RESIDENT` joins: who is a resident
lives where they do now, and who works here and became known as one is that resident."""

NAME = """CASE WHEN r.id IS NULL AND t.place > 0 AND t.name <> coalesce(
  (SELECT k.head FROM household k WHERE k.id = t.household_id), '') THEN t.name ELSE '' END
  AS called"""
"""Column of the name somebody was told under whom the register does not name."""

RESIDENT = """LEFT JOIN resident r ON r.id = coalesce(
  t.resident_id, (SELECT o.id FROM resident o WHERE o.person_id = t.person_id))"""

_BAD = f"""
SELECT {WHO} FROM test_result t {RESIDENT} WHERE t.result <> 'negative' AND t.happened_at <= :at"""

_IN_TUBES = f"""
SELECT {WHO}, {NAME}, coalesce(u.result_at, u.opened_at) AS at, u.code AS tube,
  t.sampled_at AS sampled_at
FROM tube u JOIN sheet_person t ON t.tube_id = u.id {RESIDENT}
WHERE u.state = 'abnormal' AND t.state = 'sampled' AND coalesce(u.result_at, u.opened_at) <= :at"""

_LISTED = f"""
SELECT {WHO}, {NAME}, c.told_at AS at, c.code AS tube
FROM tube_recall c JOIN recall_member t ON t.recall_id = c.id {RESIDENT}
WHERE c.told_at <= :at AND (c.back_at IS NULL OR c.back_at > :at)"""
"""Whoever was recalled, whatever is said of the tube since: they wait for their single test, or
until the recall is taken back."""

_SAMPLED = """SELECT e.sampled_at FROM sheet_person e
  WHERE e.round_id = t.round_id AND e.state = 'sampled'"""
"""Each of its uses is found by an index of its own."""

_OWN = f"""
SELECT {WHO}, {NAME}, t.source AS source, t.result AS result, t.happened_at AS at,
  CASE WHEN t.round_id IS NULL THEN NULL
    WHEN t.resident_id IS NOT NULL THEN ({_SAMPLED} AND e.resident_id = t.resident_id)
    WHEN t.person_id IS NOT NULL THEN ({_SAMPLED} AND e.person_id = t.person_id)
    ELSE ({_SAMPLED} AND e.household_id = t.household_id AND e.place = t.place
      AND e.resident_id IS NULL) END AS sampled_at
FROM test_result t {RESIDENT}
WHERE t.happened_at <= :at AND t.id IN (
  SELECT id FROM test_result WHERE household_id IN ({sql.given("homes")})
  UNION SELECT id FROM test_result WHERE resident_id IN ({sql.given("residents")})
  UNION SELECT id FROM test_result WHERE person_id IN ({sql.given("people")}))"""

_MARKED = f"""
SELECT h.building_id AS building, h.id AS home
FROM household_mark m JOIN household h ON h.id = m.household_id WHERE m.mark = '{POSITIVE_MARK}'
UNION SELECT h.building_id, h.id FROM resident_mark m JOIN resident r ON r.id = m.resident_id
JOIN household h ON h.id = r.household_id WHERE m.mark = '{POSITIVE_MARK}'"""

_SAID_ON = f"""
SELECT resident_id AS id, said_on AS day FROM resident_mark
WHERE mark = '{POSITIVE_MARK}' AND said_on IS NOT NULL"""


_OF_HOME = """(t.household_id = :home
  OR t.resident_id IN (SELECT id FROM resident WHERE household_id = :home)
  OR t.person_id IN (
    SELECT person_id FROM resident WHERE household_id = :home AND person_id IS NOT NULL))"""
"""Of one household alone."""


def holds(conn: Reader, at: datetime, home: str | None = None) -> dict[Who, Hold]:
    """Who is out of pools at a moment, by what was known of them then; see `rules.hold_of`.

    Who is marked positive by the register is, since the day that was said, as long as they were
    not released after it; a mark that the whole household has is everybody's of it.

    Args:
        home: the key of the household that is asked about; None for everybody.
    """
    moment = {"at": stored(at), **({} if home is None else {"home": home})}
    only = "" if home is None else f" AND {_OF_HOME}"
    concerned = {_who(one) for one in sql.named(conn.execute(f"{_BAD}{only}", moment))}
    tubes = _in_tubes(conn, moment, only)
    marked = _marked(conn, None if home is None else {home})
    concerned |= tubes.keys() | marked.keys()
    if not concerned:
        return {}
    own = own_results(conn, concerned, at)
    settings = result_settings(conn)
    found = (
        hold_of(who, [*tubes.get(who, ()), *own.get(who, ())], at, settings, marked.get(who))
        for who in concerned
    )
    return {hold.who: hold for hold in found if hold is not None}


_NOT_FREED = """ AND (r.id IS NULL OR NOT EXISTS (
  SELECT 1 FROM test_result f WHERE f.resident_id = r.id AND f.source IN ('single', 'subdistrict')
  AND f.result IN ('negative', 'released') AND f.happened_at > {since} AND f.happened_at <= :at))"""
"""Who may wait still, of those with a name; the rule says who does."""


def pending(conn: Reader, at: datetime) -> dict[Who, tuple[Hold, list[Said]]]:
    """Who waits for a result of their own at a moment, each with the abnormal tubes and lists they
    are of; the same as `holds` says of them, read from less, for what is asked after each change.
    """
    tubes = _in_tubes(conn, {"at": stored(at)}, _NOT_FREED)
    if not tubes:
        return {}
    own, settings = own_results(conn, tubes, at), result_settings(conn)
    found = {}
    for who, said in tubes.items():
        hold = hold_of(who, [*said, *own.get(who, ())], at, settings)
        if hold is not None and hold.why == Why.PENDING:
            found[who] = (hold, said)
    marked = _marked(conn, {who.household for who in found if who.household})
    return {who: one for who, one in found.items() if who not in marked}


def _in_tubes(conn: Reader, moment: Mapping[str, str], only: str) -> dict[Who, list[Said]]:
    """Who is in an abnormal tube or on the list of one."""
    tubes: dict[Who, list[Said]] = defaultdict(list)
    for query, source, since in (
        (_IN_TUBES, POOL, "coalesce(u.result_at, u.opened_at)"),
        (_LISTED, LISTED, "c.told_at"),
    ):
        for one in sql.named(conn.execute(query + only.format(since=since), moment)):
            tubes[_who(one)].append(_said(one, source, Result.ABNORMAL, one["tube"]))
    return tubes


_NAMES = "SELECT id, name FROM resident WHERE household_id = ?"


def holds_of(
    conn: Reader, at: datetime, *, resident_no: int | None = None, household_no: int | None = None
) -> list[tuple[str, Hold]]:
    """Who of one household is out of pools, each with their name where it has one.

    Args:
        resident_no, household_no: of whom; one of both.
    """
    resident = key_if(conn, "resident", resident_no)
    home = key_if(conn, "household", household_no)
    if resident is not None:
        query = "SELECT household_id FROM resident WHERE id = ?"
        home = sql.value(conn.execute(query, (resident,)))
    names = sql.mapped(conn.execute(_NAMES, (home,)), "id", "name")
    return [
        (names.get(who.resident, ""), hold)
        for who, hold in holds(conn, at, home).items()
        if resident in (None, who.resident)
    ]


def own_results(conn: Reader, of: Collection[Who], at: datetime) -> Mapping[Who, list[Said]]:
    """What was said of some people themselves, until a moment."""
    asked = {
        "at": stored(at),
        "homes": sql.as_given({who.household for who in of if who.household and who.place}),
        "residents": sql.as_given({who.resident for who in of if who.resident}),
        "people": sql.as_given({who.person for who in of if who.person} | _on_roster(conn, of)),
    }
    found: dict[Who, list[Said]] = defaultdict(list)
    for one in sql.named(conn.execute(_OWN, asked)):
        found[_who(one)].append(_said(one, one["source"], one["result"]))
    return found


def _on_roster(conn: Reader, of: Collection[Who]) -> set[str]:
    """The keys on the roster of those residents who work here, too."""
    rows = conn.execute(
        "SELECT person_id FROM resident WHERE person_id IS NOT NULL"
        f" AND id IN ({sql.given('residents')})",
        {"residents": sql.as_given({who.resident for who in of if who.resident})},
    )
    return {key for (key,) in rows}


def _marked(conn: Reader, homes: Collection[str] | None) -> dict[Who, str]:
    """Who the register says is positive, and since when; empty where that is not known.

    Args:
        homes: the keys of the households that are asked about; None for all.
    """
    if homes is not None and not homes:
        return {}
    marked = list(sql.named(conn.execute(_MARKED)))
    buildings = [one["building"] for one in marked if homes is None or one["home"] in homes]
    if not buildings:
        return {}
    days = sql.mapped(conn.execute(_SAID_ON), "id", "day")
    return {
        one.who: stored(day_start(date.fromisoformat(days[one.who.resident])))
        if one.who.resident in days
        else ""
        for one in people(conn, None, buildings)
        if POSITIVE_MARK in one.marks
        and one.presence in LIVING_HERE
        and (homes is None or one.who.household in homes)
    }


def _said(row: Mapping[str, Any], source: str, result: str, tube: str = "") -> Said:
    sampled = row.get("sampled_at") or ""
    return Said(source, result, row["at"], tube, row["called"], sampled)


def _who(row: Mapping[str, Any]) -> Who:
    return Who(row["household"], row["resident"], row["place"], row["person"])
