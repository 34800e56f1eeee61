"""What is read of call sheets: as one would be now, and as it was when its round began."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from data import sql
from data.call_sheet import people as register
from data.call_sheet.entries import entries
from data.results.holds import holds
from data.sql import Reader
from data.testing import queries as testing
from models.call_sheet import Aside, Person, Sheet, SheetEntry, Sums, Who, rules
from models.problems import Problem, Refused
from models.testing import RoundView
from models.times import day_start, loaded

_COMPOUNDS = """
SELECT DISTINCT k.compound_id AS id FROM session_compound k
JOIN test_session t ON t.id = k.session_id
WHERE t.round_id = ? AND t.state <> 'cancelled'"""

_ON_SHEET = """
SELECT DISTINCT b.compound_id AS id FROM sheet_person s
JOIN household h ON h.id = s.household_id JOIN building b ON b.id = h.building_id
WHERE s.round_id = ?"""

_SESSIONS = """
SELECT count(*) FROM test_session WHERE round_id = ? AND (state = 'cancelled') = ?"""

_BUILDINGS = "SELECT building_id AS id FROM round_building WHERE round_id = ?"


def _keys(conn: Reader, query: str, round_id: str) -> list[str]:
    return [one["id"] for one in sql.named(conn.execute(query, (round_id,)))]


def called_people(
    conn: Reader, its_round: RoundView, now: datetime | None = None, more: Collection[str] = ()
) -> list[Person]:
    """Whom a round is about: whole households of the compounds its sessions call, or of some of
    their buildings; and who works here, unless it is for some alone.

    Sessions that are called off call nobody; who is called by two of a round is there once.
    Nobody's presence on a later day is known: who is away now is away then.

    Args:
        now: the moment at which who works here is looked at, where the round began before it.
        more: keys of compounds beside those.
    """
    keys = dict.fromkeys((*_keys(conn, _COMPOUNDS, its_round.id), *more))
    buildings = _keys(conn, _BUILDINGS, its_round.id)
    found = register.people(conn, keys, buildings or None)
    is_held = bool(keys or _sessions(conn, its_round, called_off=False))
    if buildings or its_round.marks or not is_held:
        return found
    begins = _begins(its_round)
    return [*register.workers(conn, max(begins, now or begins)), *found]


def _begins(its_round: RoundView) -> datetime:
    if its_round.starts_at is not None:
        return loaded(its_round.starts_at)
    return day_start(date.fromisoformat(its_round.day))


def live(
    conn: Reader, round_no: int, now: datetime | None = None, more: Collection[str] = ()
) -> Sheet:
    """The call sheet of a round as it would be now.

    What is known of anybody's results counts, also of the day of the round itself: nobody is
    called who was found positive while the first came down.

    Args:
        now: the moment it is made, where that is later than the round; `more` as `called_people`.

    Raises:
        Refused: as `round_of`.
    """
    its_round = round_of(conn, round_no)
    on = date.fromisoformat(its_round.day)
    ends = day_start(on + timedelta(days=1)) - timedelta(seconds=1)
    found = entries(
        conn,
        called_people(conn, its_round, now, more),
        holds(conn, max(ends, now or ends)),
        on,
        asides(conn, its_round.id),
        its_round.marks,
    )
    return Sheet(round_no, None, tuple(found))


def round_of(conn: Reader, no: int) -> RoundView:
    """One round.

    Raises:
        Refused: `round_not_there` (rounds: the numbers there are), `round_unknown` where there is
            none at all.
    """
    there = sql.mapped(conn.execute(_ROUNDS), "no", "name")
    if there and no not in there:
        raise Refused("round_not_there", "round_no", no=no, rounds=list(there))
    return testing.round_of(conn, no)


_ROUNDS = "SELECT no AS no, name AS name FROM test_round ORDER BY no DESC"

_ASIDES = """
SELECT household_id AS household, resident_id AS resident, place AS place, person_id AS person,
  part AS part, said AS said
FROM round_aside WHERE round_id = ? ORDER BY id"""


def asides(conn: Reader, round_id: str) -> list[Aside]:
    """Whom somebody left out of a round by hand, or has visited."""
    rows = sql.named(conn.execute(_ASIDES, (round_id,)))
    return [Aside(Who(**{name: one[name] for name in Who._fields}), one["part"], one["said"])
            for one in rows]  # fmt: skip


_FROZEN = """
SELECT s.household_id AS household_id, s.resident_id AS resident_id, s.place AS place,
  s.person_id AS person_id, s.name AS name, s.address AS address, s.part AS part, s.why AS why,
  s.until AS until, h.no AS household_no, r.no AS resident_no, p.no AS person_no,
  s.state AS state, t.no AS session_no, u.code AS tube
FROM sheet_person s
LEFT JOIN household h ON h.id = s.household_id LEFT JOIN resident r ON r.id = s.resident_id
LEFT JOIN person p ON p.id = s.person_id LEFT JOIN test_session t ON t.id = s.session_id
LEFT JOIN tube u ON u.id = s.tube_id
WHERE s.round_id = ? ORDER BY s.position"""


def frozen(conn: Reader, round_no: int) -> Sheet | None:
    """The call sheet of a round as it was when it began; None for one that has not begun.

    Raises:
        Refused: as `round_of`.
    """
    its_round = round_of(conn, round_no)
    if its_round.frozen_at is None:
        return None
    rows = sql.named(conn.execute(_FROZEN, (its_round.id,)))
    return Sheet(round_no, its_round.frozen_at, tuple(_entry(**one) for one in rows))


def _entry(
    *,
    household_id: str | None,
    resident_id: str | None,
    place: int,
    person_id: str | None,
    address: str,
    name: str,
    **found: Any,
) -> SheetEntry:
    who = Who(household_id, resident_id, place, person_id)
    return SheetEntry(who, name, *sql.unpacked(address), **found)


def sheet(conn: Reader, round_no: int, now: datetime | None = None) -> Sheet:
    """The call sheet of a round as it was when the round began, else as it would be now.

    Raises:
        Refused: as `round_of`.
    """
    return frozen(conn, round_no) or live(conn, round_no, now)


def changes(
    conn: Reader, round_no: int, now: datetime | None = None
) -> Sequence[tuple[SheetEntry | None, SheetEntry | None]]:
    """What changed since the sheet of a round was frozen, see `rules.differences`; nothing for one
    that has not begun.

    That a session was called off meanwhile changes nothing of whom it was for.

    Raises:
        Refused: as `round_of`.
    """
    was = frozen(conn, round_no)
    return [] if was is None else changes_since(conn, was, now)


def changes_since(
    conn: Reader, was: Sheet, now: datetime | None = None
) -> Sequence[tuple[SheetEntry | None, SheetEntry | None]]:
    """The same, of a frozen sheet that was read already."""
    there = _keys(conn, _ON_SHEET, round_of(conn, was.round_no).id)
    return rules.differences(was, live(conn, was.round_no, now, there))


_SUMS = """
SELECT part AS part, count(*) AS count FROM sheet_person WHERE round_id = ? GROUP BY part"""


def frozen_sums(conn: Reader, round_id: str) -> Sums:
    """How many are in each part of a sheet that was frozen, by its round's key; quick enough for
    each move of a cursor."""
    found = sql.mapped(conn.execute(_SUMS, (round_id,)), "part", "count")
    parts = {name: found.get(name, 0) for name in Sums._fields if name != "register"}
    return Sums(parts["called"] + parts["visited"] + parts["left_out"], **parts)


def empty_problem(conn: Reader, its_round: RoundView) -> Problem:
    """Why the sheet of a round calls nobody: `round_called_off`, or `sheet_empty`."""
    off = _sessions(conn, its_round, called_off=True)
    held = _sessions(conn, its_round, called_off=False)
    return Problem("round_called_off" if off and not held else "sheet_empty", {"no": its_round.no})


def _sessions(conn: Reader, its_round: RoundView, *, called_off: bool) -> int:
    """How many sessions of a round are called off, or are not."""
    return int(sql.value(conn.execute(_SESSIONS, (its_round.id, called_off))))
