"""What recalls leave to be done: re-tests tube by tube, abnormal tubes nobody recalled, held people
nobody goes to. Read without what recalls are planned with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from data import sql
from data.results.holds import RESIDENT, WHO, pending
from data.samples.settings import sample_settings
from data.sql import Reader
from models.call_sheet import Who
from models.recall import RetestState, Unrecalled, Waiting
from models.residents import Whereabouts
from models.results import Hold
from models.results.rules import Said
from models.times import loaded, stored


class RetestsLeft(NamedTuple):
    """What is left of one recall. Times in stored UTC form."""

    no: int
    """Number of the re-test that is next."""
    code: str
    """Of the tube; empty where only a list of people came."""
    doors: int
    starts_at: str
    compounds: tuple[str, ...]
    need: int
    """Places of people at those doors."""
    have: int
    """People given to them."""


_DOORS = sql.listed(
    "DISTINCT c.name",
    "FROM retest o JOIN household h ON h.id = o.household_id JOIN building b"
    " ON b.id = h.building_id JOIN compound c ON c.id = b.compound_id"
    " WHERE o.recall_id = l.id AND o.state IN ('planned', 'under_way') ORDER BY c.position",
)


def retests_left(conn: Reader) -> list[RetestsLeft]:
    """What is left of each recall, in the order of time."""
    rows = conn.execute(
        "SELECT min(t.no) AS no, l.code AS code, count(*) AS doors, min(t.starts_at) AS starts_at,"
        f" {_DOORS} AS compounds, sum(t.hands_needed) AS need,"
        " sum((SELECT count(*) FROM duty d WHERE d.work_id = t.id AND d.person_id IS NOT NULL"
        "   AND d.to_ask = 0)) AS have"
        " FROM retest t JOIN tube_recall l ON l.id = t.recall_id"
        " WHERE t.state IN ('planned', 'under_way') GROUP BY l.id ORDER BY starts_at, l.no"
    )
    return sql.views(RetestsLeft, rows)


# -- what nobody sees to ---------------------------------------------------------------------------

_EMPTY_FOR = timedelta(days=3)
"""How long an abnormal tube is asked about for which nobody is written down."""

_NOT_RECALLED = """
SELECT u.code AS code, o.no AS round_no, coalesce(u.result_at, u.opened_at) AS since,
  EXISTS (SELECT 1 FROM sheet_person t WHERE t.tube_id = u.id AND t.state = 'sampled') AS filled
FROM tube u JOIN test_round o ON o.id = u.round_id
WHERE u.state = 'abnormal' AND NOT EXISTS (
    SELECT 1 FROM tube_recall l WHERE l.tube_id = u.id AND l.back_at IS NULL)
  AND coalesce(u.result_at, u.opened_at) <= ?
ORDER BY since, code"""

_VISITS = f"""
SELECT {WHO}, v.id AS key, v.state AS state, v.ends_at AS ends_at
FROM retest v JOIN recall_member t ON t.retest_id = v.id {RESIDENT}
WHERE v.starts_at >= ? ORDER BY v.starts_at, v.no"""

_LONGEST = timedelta(days=1)
"""How long before somebody was held a re-test began at most that went on until then."""


def waiting(conn: Reader, now: datetime) -> Waiting:
    """What abnormal tubes leave to be done at a moment.

    Who died or moved out is gone to by nobody, and not told.
    """
    held = pending(conn, now)
    unrecalled = tuple(_unrecalled(conn, held, now))
    if not held:
        return Waiting(unrecalled)
    tubes = {(one.code, one.since) for one in unrecalled}
    since = min(loaded(hold.since) for hold, _said in held.values()) - _LONGEST
    visits: dict[Who, Mapping[str, Any]] = {}
    for one in sql.named(conn.execute(_VISITS, (stored(since),))):
        who = Who(one["household"], one["resident"], one["place"], one["person"])
        if who in held and one["ends_at"] > held[who][0].since:
            visits[who] = one
    due = stored(now - sample_settings(conn).result_after)
    gone = _gone(conn, held)
    unvisited: list[Who] = []
    late: list[str] = []
    unread: list[str] = []
    sampled: list[str] = []
    for who, (_hold, said) in held.items():
        visit = visits.get(who)
        if who.resident in gone:
            continue
        if visit is None or visit["state"] == RetestState.CANCELLED:
            if not any((one.tube, one.at) in tubes for one in said):
                unvisited.append(who)
        elif visit["state"] != RetestState.DONE:
            if visit["ends_at"] < stored(now):
                late.append(visit["key"])
        else:
            (unread if visit["ends_at"] <= due else sampled).append(visit["key"])
    return Waiting(
        unrecalled, tuple(unvisited), _once(late), _once(unread), len(unread), _once(sampled)
    )


def _once(keys: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(keys))


def _unrecalled(
    conn: Reader, held: Mapping[Who, tuple[Hold, list[Said]]], now: datetime
) -> Iterator[Unrecalled]:
    """Abnormal tubes that were not recalled, as long as somebody of them waits for a result."""
    people: dict[tuple[str, str], int] = {}
    for _hold, said in held.values():
        for tube in {(one.tube, one.at) for one in said}:
            people[tube] = people.get(tube, 0) + 1
    for one in sql.named(conn.execute(_NOT_RECALLED, (stored(now),))):
        count = people.get((one["code"], one["since"]), 0)
        if count or (not one["filled"] and loaded(one["since"]) > now - _EMPTY_FOR):
            yield Unrecalled(one["code"], one["round_no"], count, one["since"])


def _gone(conn: Reader, held: Mapping[Who, object]) -> set[str]:
    """The keys of those residents who died or moved out."""
    rows = conn.execute(
        f"SELECT id FROM resident WHERE presence IN ('{Whereabouts.DIED}',"
        f" '{Whereabouts.MOVED_OUT}') AND id IN ({sql.given('keys')})",
        {"keys": sql.as_given({who.resident for who in held if who.resident})},
    )
    return {key for (key,) in rows}
