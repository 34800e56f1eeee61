"""What is read of call sheets: as one would be now, and as it was when its round began."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from data import sql
from data.call_sheet import people as register
from data.results.holds import holds
from data.sql import Reader
from data.testing import queries as testing
from models.call_sheet import Person, Sheet, SheetEntry, Who, rules
from models.testing import RoundView
from models.times import day_start, loaded

_COMPOUNDS = """
SELECT DISTINCT k.compound_id AS id FROM session_compound k
JOIN test_session t ON t.id = k.session_id JOIN test_round r ON r.id = t.round_id
WHERE r.no = ? AND t.state <> 'cancelled'"""

_BUILDINGS = """
SELECT k.building_id AS id FROM round_building k JOIN test_round r ON r.id = k.round_id
WHERE r.no = ?"""


def called_people(conn: Reader, its_round: RoundView) -> list[Person]:
    """Whom a round is for: the people of the compounds its sessions call, or of some buildings, or
    those with some marks; and who works here, unless it is for some alone.

    Nobody's presence on a later day is known: who is away now is away then.
    """
    keys = [one["id"] for one in sql.named(conn.execute(_COMPOUNDS, (its_round.no,)))]
    buildings = [one["id"] for one in sql.named(conn.execute(_BUILDINGS, (its_round.no,)))]
    found = register.people(conn, keys, buildings or None)
    if its_round.marks:
        return rules.wanted(found, its_round.marks)
    return found if buildings else [*register.workers(conn, _begins(its_round)), *found]


def _begins(its_round: RoundView) -> datetime:
    if its_round.starts_at is not None:
        return loaded(its_round.starts_at)
    return day_start(date.fromisoformat(its_round.day))


def live(conn: Reader, round_no: int) -> Sheet:
    """The call sheet of a round as it would be now.

    Raises:
        Refused: `round_unknown`.
    """
    its_round = testing.round_of(conn, round_no)
    people = called_people(conn, its_round)
    on = date.fromisoformat(its_round.day)
    entries = rules.sheet_entries(people, holds(conn, _begins(its_round)), on)
    return Sheet(round_no, None, tuple(entries))


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
        Refused: `round_unknown`.
    """
    its_round = testing.round_of(conn, round_no)
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


def sheet(conn: Reader, round_no: int) -> Sheet:
    """The call sheet of a round as it was when the round began, else as it would be now.

    Raises:
        Refused: `round_unknown`.
    """
    return frozen(conn, round_no) or live(conn, round_no)


def changes(conn: Reader, round_no: int) -> Sequence[tuple[SheetEntry | None, SheetEntry | None]]:
    """What changed since the sheet of a round was frozen, see `rules.differences`; nothing for one
    that has not begun.

    Raises:
        Refused: `round_unknown`.
    """
    was = frozen(conn, round_no)
    return [] if was is None else rules.differences(was, live(conn, round_no))
