"""Who was tested when, and who is positive since when, of all rounds and results together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from data import sql
from data.call_sheet.entries import entries
from data.call_sheet.people import people
from data.results.holds import RESIDENT, WHO, holds
from data.sql import Reader
from models.call_sheet import Part, SheetEntry, Who, Why
from models.call_sheet.rules import POSITIVE_MARK
from models.floors import floor_at
from models.sampling.reading import says_came
from models.testing.pictures import Positives, Register
from models.testing.progress import (
    REGISTER,
    LastTested,
    Place,
    Positive,
    Since,
    Untested,
    by_day,
    since,
    untested,
)
from models.times import day_start, loaded, local_date, stored

# -- positives -------------------------------------------------------------------------------------


# Said twice, for the index of the few that are not negative.
_POSITIVE = f"""
SELECT {WHO}, t.source AS source, t.happened_at AS at FROM test_result t {RESIDENT}
WHERE t.result <> 'negative' AND t.result = 'positive' AND t.happened_at <= :now"""

_MARKED = f"""
SELECT r.household_id AS household, m.resident_id AS resident, m.said_on AS day
FROM resident_mark m JOIN resident r ON r.id = m.resident_id WHERE m.mark = '{POSITIVE_MARK}'
UNION ALL SELECT m.household_id, NULL, NULL FROM household_mark m WHERE m.mark = '{POSITIVE_MARK}'
  AND NOT EXISTS (SELECT 1 FROM resident r JOIN resident_mark n ON n.resident_id = r.id
    WHERE r.household_id = m.household_id AND n.mark = m.mark)"""

_ABNORMAL = """
SELECT coalesce(u.result_at, u.opened_at) AS at,
  (SELECT count(*) FROM sheet_person s WHERE s.tube_id = u.id AND s.state = 'sampled') AS people
FROM tube u WHERE u.state = 'abnormal' AND coalesce(u.result_at, u.opened_at) <= :now"""


def positives(conn: Reader, now: datetime) -> Positives:
    """Positives by day and source, until now; a mark of a whole household is one."""
    asked = {"now": stored(now)}
    found = [
        Positive(_day(one["at"]), one["source"], _who(one))
        for one in sql.named(conn.execute(_POSITIVE, asked))
    ]
    undated = 0
    known = {one.who for one in found}
    for one in sql.named(conn.execute(_MARKED)):
        who = Who(one["household"], one["resident"])
        if one["day"] is not None:
            found.append(Positive(date.fromisoformat(one["day"]), REGISTER, who))
        elif who not in known:
            undated += 1
    tubes: dict[date, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for one in sql.named(conn.execute(_ABNORMAL, asked)):
        count, members = tubes[_day(one["at"])]
        tubes[_day(one["at"])] = count + 1, members + one["people"]
    return Positives(tuple(by_day(found, tubes)), undated)


def _day(at: str) -> date:
    return local_date(loaded(at))


# -- who was tested when ---------------------------------------------------------------------------


# Crossed, so that the rounds of some days are looked for first, and their rows by these.
_RECENT = """
SELECT s.household_id AS household, s.resident_id AS resident, s.place AS place,
  max(s.sampled_at) AS at
FROM test_round q CROSS JOIN sheet_person s ON s.round_id = q.id
WHERE q.day >= :day AND s.state = 'sampled' AND s.sampled_at BETWEEN :since AND :now
  AND s.household_id IS NOT NULL
GROUP BY s.resident_id, s.household_id, s.place"""

_OWN = f"""
SELECT {WHO}, max(coalesce(CASE WHEN q.day IS NULL THEN NULL ELSE q.day || 'T04:00:00Z' END,
  t.happened_at)) AS at
FROM test_result t {RESIDENT} LEFT JOIN test_round q ON q.id = t.round_id
WHERE t.result <> 'released' AND t.happened_at >= :since AND t.happened_at <= :now
GROUP BY 1, 2, 3, 4"""

# Said of who was missed: only the words tell who was sampled elsewhere, and who lies in hospital.
_SAID = """
SELECT s.household_id AS household, s.resident_id AS resident, s.place AS place,
  s.missed_at AS at, s.said AS said"""

_SETTLED = f"""{_SAID} FROM test_round q CROSS JOIN sheet_person s ON s.round_id = q.id
WHERE q.day >= :day AND s.state = 'settled' AND s.missed_at BETWEEN :since AND :now
  AND s.household_id IS NOT NULL"""

_EVER_SETTLED = f"""{_SAID} FROM sheet_person s
WHERE s.household_id IN ({sql.given("homes")}) AND s.state = 'settled' AND s.missed_at <= :now
UNION ALL {_SAID} FROM sheet_person s
WHERE s.resident_id IN ({sql.given("residents")}) AND s.state = 'settled' AND s.missed_at <= :now"""

_EVER = f"""
SELECT DISTINCT s.household_id AS household, s.resident_id AS resident, s.place AS place
FROM sheet_person s
WHERE s.household_id IN ({sql.given("homes")}) AND s.state = 'sampled' AND s.sampled_at <= :now
UNION SELECT household_id, resident_id, place FROM test_result
WHERE household_id IN ({sql.given("homes")}) AND result <> 'released' AND happened_at <= :now"""

_EVER_NAMED = f"""
SELECT k.id AS resident FROM resident k WHERE k.id IN ({sql.given("residents")}) AND (
  EXISTS (SELECT 1 FROM sheet_person s WHERE s.resident_id = k.id AND s.state = 'sampled'
    AND s.sampled_at <= :now)
  OR EXISTS (SELECT 1 FROM test_result t WHERE t.resident_id = k.id AND t.result <> 'released'
    AND t.happened_at <= :now))"""

_DAYS = 3
"""How many days it is told apart how long ago somebody was tested; of who was not within them it is
asked whether they ever were."""


def register(conn: Reader, now: datetime) -> Register:
    """Everybody of the register by how long ago they were tested: at a table here or, by a result
    or by what was said of who was missed, elsewhere; who has to be is who would be called or
    visited today, or waits for their own result.
    """
    today = local_date(now)
    asked = [
        one
        for one in entries(conn, people(conn), holds(conn, now), today)
        if one.who.household is not None
    ]
    last = _recent(conn, today, now)
    due = [one for one in asked if _is_due(one)]
    ever = _ever(conn, [one.who for one in due if _key(one.who) not in last], now)
    long_ago = today - timedelta(days=_DAYS)
    found, whole = [], Untested()
    for one in asked:
        told = Since.NOT_DUE
        if _is_due(one):
            who = _key(one.who)
            told = since(last.get(who, long_ago if who in ever else None), today)
        place = Place(one.compound, one.lane, one.building)
        found.append(LastTested(place, floor_at(one.room), told, one.household_no or 0))
    buildings = tuple(untested(found))
    for row in buildings:
        whole = whole.plus(row.people)
    return Register(whole, buildings)


def _is_due(one: SheetEntry) -> bool:
    return one.part != Part.LEFT_OUT or one.why == Why.PENDING


def _key(who: Who) -> object:
    """What tells that two rows are of one person, wherever they live by now."""
    return who.resident or (who.household, who.place)


def _recent(conn: Reader, today: date, now: datetime) -> dict[object, date]:
    """When who was tested in the last days last was."""
    earliest = today - timedelta(days=_DAYS)
    asked = {
        # A round of the day before may have lasted past midnight.
        "day": earliest.isoformat(),
        "since": stored(day_start(earliest + timedelta(days=1))),
        "now": stored(now),
    }
    found: dict[object, str] = {}
    rows = (
        *sql.named(conn.execute(_RECENT, asked)),
        *sql.named(conn.execute(_OWN, asked)),
        *(one for one in sql.named(conn.execute(_SETTLED, asked)) if says_came(one["said"])),
    )
    for one in rows:
        key = _key(_who(one))
        found[key] = max(one["at"], found.get(key, ""))
    days = {at: _day(at) for at in set(found.values())}
    return {key: days[at] for key, at in found.items()}


def _ever(conn: Reader, of: Collection[Who], now: datetime) -> set[object]:
    """Who of some people was ever tested."""
    asked = _asked(of, now)
    found = {_key(_who(one)) for one in sql.named(conn.execute(_EVER, asked))}
    found |= {one["resident"] for one in sql.named(conn.execute(_EVER_NAMED, asked))}
    asked = _asked([who for who in of if _key(who) not in found], now)
    settled = sql.named(conn.execute(_EVER_SETTLED, asked))
    return found | {_key(_who(one)) for one in settled if says_came(one["said"])}


def _asked(of: Collection[Who], now: datetime) -> dict[str, str]:
    return {
        "homes": sql.as_given({who.household for who in of if who.resident is None}),
        "residents": sql.as_given({who.resident for who in of if who.resident is not None}),
        "now": stored(now),
    }


def _who(row: dict[str, Any]) -> Who:
    return Who(row["household"], row["resident"], row["place"])
