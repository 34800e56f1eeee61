"""What is read of recalls: tubes by their codes, who was in them, re-tests and how far they are."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from data import sql
from data.households.addresses import address
from data.households.buildings import buildings
from data.results.holds import RESIDENT, WHO
from data.sql import Reader
from models.address import Address
from models.call_sheet import Who
from models.duties import Role
from models.recall import Helper, OnRecord, RetestRow
from models.recall.rules import shares_rooms
from models.times import loaded, stored

_LAST = timedelta(minutes=30)
"""How long a tube was at the table at most, where nobody said when it was full."""


class Tube(NamedTuple):
    """A tube as a recall needs it. Times in stored UTC form."""

    id: str
    version: int
    code: str
    round_no: int
    state: str
    session_id: str | None
    opened_at: str
    full_at: str | None
    result_at: str | None
    negative_at: str | None = None
    """Of an abnormal one, when it was told to be negative, too."""


_TUBE = """
SELECT t.id AS id, t.version AS version, t.code AS code, o.no AS round_no, t.state AS state,
  t.session_id AS session_id, t.opened_at AS opened_at, t.full_at AS full_at,
  t.result_at AS result_at, t.negative_at AS negative_at
FROM tube t JOIN test_round o ON o.id = t.round_id"""


def tubes_called(conn: Reader, code: str) -> list[Tube]:
    """The tubes with a code, whichever way its letters were typed, the newest round first."""
    ways = sql.as_given(dict.fromkeys((code, code.upper(), code.lower())))
    query = f"{_TUBE} WHERE t.code IN ({sql.given('ways')}) ORDER BY o.day DESC, o.no DESC"
    return sql.views(Tube, conn.execute(query, {"ways": ways}))


def codes_of(conn: Reader, round_no: int | None) -> list[str]:
    """The codes of the tubes of a round; of the last rounds that have any where none is named."""
    rows = conn.execute(
        "SELECT DISTINCT t.code AS code FROM tube t WHERE t.round_id IN (SELECT o.id"
        " FROM test_round o WHERE CASE WHEN :round IS NULL THEN EXISTS (SELECT 1 FROM tube u"
        " WHERE u.round_id = o.id) ELSE o.no = :round END ORDER BY o.day DESC, o.no DESC LIMIT 3)",
        {"round": round_no},
    )
    return [one["code"] for one in sql.named(rows)]


class InTube(NamedTuple):
    """Somebody who is written down for a tube."""

    household: str | None
    resident: str | None
    place: int
    person: str | None
    name: str
    address: str
    """JSON list of compound, lane, building, unit, room."""
    number: int | None
    """The resident's."""
    home: int | None
    """The household's number."""

    @property
    def who(self) -> Who:
        """Who it is, as all of testing tells them apart."""
        return Who(self.household, self.resident, self.place, self.person)

    @property
    def door(self) -> Address:
        """Their door as it stood on the sheet."""
        return Address(*(part or None for part in json.loads(self.address or "[]")))


def in_tube(conn: Reader, tube_id: str) -> list[InTube]:
    """Who is in a tube, or was until it became void, in the order of the sheet."""
    rows = conn.execute(
        f"SELECT {WHO}, t.name AS name, t.address AS address, r.no AS number, h.no AS home"
        f" FROM sheet_person t {RESIDENT} JOIN tube u ON u.id = t.tube_id"
        " LEFT JOIN household h ON h.id = coalesce(r.household_id, t.household_id)"
        " WHERE t.tube_id = ? AND (t.state = 'sampled' OR u.state = 'void') ORDER BY t.position",
        (tube_id,),
    )
    return sql.views(InTube, rows)


def sessions_of(conn: Reader, tube: Tube) -> list[str]:
    """The keys of the sessions a tube may have been filled at: as it was said, else those whose
    people are in it, as of one that a list brought in."""
    if tube.session_id is not None:
        return [tube.session_id]
    rows = conn.execute(
        "SELECT DISTINCT session_id AS id FROM sheet_person"
        " WHERE tube_id = ? AND session_id IS NOT NULL ORDER BY session_id",
        (tube.id,),
    )
    return [one["id"] for one in sql.named(rows)]


_DUTIES = f"""
SELECT DISTINCT p.no AS no, p.name AS name, d.role AS role, d.work_id AS session,
  d.starts_at <= :until AND d.ends_at > :since AS there
FROM duty d JOIN person p ON p.id = d.person_id
WHERE d.work = 'session' AND d.work_id IN ({sql.given("sessions")}) ORDER BY p.no, there DESC"""


def helpers_at(conn: Reader, tube: Tube, sessions: Sequence[str]) -> list[Helper]:
    """Who was at the table while a tube was filled: the desks of its session; where nobody is
    written down for those, whoever was at the session. Of one of which nobody said where it was
    filled, nor so when, whoever had a duty there at any time: one warned too many does no harm."""
    until = tube.full_at or stored(loaded(tube.opened_at) + _LAST)
    given = {"since": tube.opened_at, "until": until, "sessions": sql.as_given(sessions)}
    rows = list(sql.named(conn.execute(_DUTIES, given)))
    if tube.session_id is not None:
        rows = [one for one in rows if one["there"]]
    found: dict[int, Helper] = {}
    for session in sessions:
        here = [one for one in rows if one["session"] == session]
        for one in [row for row in here if row["role"] == Role.DESK] or here:
            found.setdefault(one["no"], Helper(one["no"], one["name"], one["role"]))
    return [found[no] for no in sorted(found)]


# -- recalls ---------------------------------------------------------------------------------------

_RECALL = """
SELECT l.no AS no, l.id AS id, l.code AS code, o.no AS round_no, l.told_at AS told_at,
  l.note AS note FROM tube_recall l LEFT JOIN test_round o ON o.id = l.round_id"""


def recall_of_tube(conn: Reader, tube_id: str) -> OnRecord | None:
    """The recall of a tube of ours."""
    rows = conn.execute(
        f"{_RECALL} WHERE l.tube_id = ? AND l.back_at IS NULL ORDER BY l.no LIMIT 1", (tube_id,)
    )
    return sql.view(OnRecord, rows)


def recall_called(conn: Reader, code: str, round_no: int | None = None) -> OnRecord | None:
    """The newest recall with a code that is no tube's of ours."""
    rows = conn.execute(
        f"{_RECALL} WHERE l.code = :code AND l.tube_id IS NULL AND :code <> ''"
        " AND l.back_at IS NULL"
        " AND (:round IS NULL OR o.no IS NULL OR o.no = :round) ORDER BY l.no DESC LIMIT 1",
        {"code": code, "round": round_no},
    )
    return sql.view(OnRecord, rows)


def members_on_record(conn: Reader, recall_id: str) -> dict[Who, str]:
    """Who a recall holds, each by the name they stood under."""
    rows = conn.execute(
        f"SELECT {WHO}, t.name AS name FROM recall_member t {RESIDENT}"
        " WHERE t.recall_id = ? ORDER BY t.position",
        (recall_id,),
    )
    return {
        Who(one["household"], one["resident"], one["place"], one["person"]): one["name"]
        for one in sql.named(rows)
    }


def visited_by(conn: Reader, recall_id: str) -> set[Who]:
    """Who of a recall is sampled at a re-test."""
    rows = conn.execute(
        f"SELECT {WHO} FROM recall_member t {RESIDENT}"
        " WHERE t.recall_id = ? AND t.retest_id IS NOT NULL",
        (recall_id,),
    )
    return {
        Who(one["household"], one["resident"], one["place"], one["person"])
        for one in sql.named(rows)
    }


def sampled_at(conn: Reader, retests: Collection[str]) -> list[tuple[str, Who, str]]:
    """Who is sampled at some re-tests: the key of the re-test, who it is, and their name."""
    rows = conn.execute(
        f"SELECT t.retest_id AS retest, {WHO}, t.name AS name FROM recall_member t {RESIDENT}"
        f" WHERE t.retest_id IN ({sql.given('keys')}) ORDER BY t.position",
        {"keys": sql.as_given(retests)},
    )
    return [
        (
            one["retest"],
            Who(one["household"], one["resident"], one["place"], one["person"]),
            one["name"],
        )
        for one in sql.named(rows)
    ]


def list_on_record(conn: Reader, people: Collection[Who], since: datetime) -> OnRecord | None:
    """The recall without a code that has all of these people, told since a moment."""
    rows = conn.execute(
        f"{_RECALL} WHERE l.code = '' AND l.tube_id IS NULL AND l.back_at IS NULL"
        " AND l.told_at >= ? ORDER BY l.no DESC",
        (stored(since),),
    )
    for one in sql.views(OnRecord, rows):
        if set(people) <= members_on_record(conn, one.id).keys():
            return one
    return None


# -- re-tests --------------------------------------------------------------------------------------

_OF_DUTY = "FROM duty d JOIN person p ON p.id = d.person_id WHERE d.work_id = t.id"

_RETEST = f"""
SELECT t.no AS no, t.id AS id, t.version AS version, t.state AS state, l.no AS recall_no,
  l.code AS code, h.no AS household_no, h.id AS household_id, {address()}, c.kind AS kind,
  t.starts_at AS starts_at, t.ends_at AS ends_at, t.hands_needed AS hands_needed,
  (SELECT count(*) FROM recall_member m WHERE m.retest_id = t.id) AS people,
  {
    sql.listed(
        "DISTINCT m.name",
        "FROM recall_member m WHERE m.retest_id = t.id AND m.name <> '' ORDER BY m.position",
    )
} AS names,
  {sql.listed("p.name", f"{_OF_DUTY} AND d.role <> 'guide' ORDER BY d.no")} AS goes,
  {sql.listed("p.name", f"{_OF_DUTY} AND d.role = 'guide' ORDER BY d.no")} AS guides,
  {sql.listed("p.name", f"{_OF_DUTY} AND d.to_ask = 1 ORDER BY d.no")} AS asked, t.note AS note
FROM retest t JOIN tube_recall l ON l.id = t.recall_id
JOIN household h ON h.id = t.household_id JOIN building b ON b.id = h.building_id
JOIN compound c ON c.id = b.compound_id"""
"""The columns of a RetestRow."""


def retest(conn: Reader, no: int) -> RetestRow:
    """One re-test.

    Raises:
        Refused: `retest_unknown`.
    """
    return sql.found(
        RetestRow, conn.execute(f"{_RETEST} WHERE t.no = ?", (no,)), "retest_unknown", no=no
    )


def retests_by_key(conn: Reader, keys: Collection[str]) -> list[RetestRow]:
    """Some re-tests by their keys, in the order of time."""
    rows = conn.execute(
        f"{_RETEST} WHERE t.id IN ({sql.given('keys')}) ORDER BY t.starts_at, t.no",
        {"keys": sql.as_given(keys)},
    )
    return sql.views(RetestRow, rows)


def open_retests(conn: Reader, households: Collection[str] | None = None) -> list[RetestRow]:
    """The re-tests still to be done, of some households or all, in the order of time."""
    rows = conn.execute(
        f"{_RETEST} WHERE t.state IN ('planned', 'under_way') AND (:homes IS NULL"
        f" OR t.household_id IN ({sql.given('homes')})) ORDER BY t.starts_at, t.no",
        {"homes": None if households is None else sql.as_given(households)},
    )
    return sql.views(RetestRow, rows)


def retests_of(conn: Reader, recalls: Sequence[int]) -> list[RetestRow]:
    """The re-tests at which members of some recalls are sampled, in the order of time."""
    rows = conn.execute(
        f"{_RETEST} WHERE t.id IN (SELECT m.retest_id FROM recall_member m JOIN tube_recall k"
        f" ON k.id = m.recall_id WHERE k.no IN ({sql.given('recalls')}))"
        " ORDER BY t.starts_at, t.no",
        {"recalls": sql.as_given(recalls)},
    )
    return sql.views(RetestRow, rows)


# -- houses ----------------------------------------------------------------------------------------


class SharingBuilding(NamedTuple):
    """A building, and whether its rooms share kitchen or bathroom."""

    no: int
    compound: str
    lane: str | None
    building: str
    shares: bool
    said: bool | None
    """What somebody said of it; None for nothing."""
    households: int


class HouseDoor(NamedTuple):
    """A door of a building, with what tells whether its rooms share anything."""

    household_id: str
    building_id: str
    unit: str
    room: str
    is_shared: int | None
    kind: str
    place: str
    """What doors are sorted by."""
    urgent: int
    """1 where a life-safety call is open there."""


def doors_of(conn: Reader, buildings: Collection[str]) -> list[HouseDoor]:
    """The doors of some buildings, in the order of doors."""
    rows = conn.execute(
        "SELECT h.id AS household_id, b.id AS building_id, h.unit AS unit, h.room AS room,"
        " b.is_shared AS is_shared, c.kind AS kind, h.sort_key AS place,"
        " EXISTS (SELECT 1 FROM request q WHERE q.household_id = h.id AND q.state = 'open'"
        "   AND q.urgency = 'life' AND q.joined_to_id IS NULL) AS urgent"
        " FROM household h JOIN building b ON b.id = h.building_id JOIN compound c"
        f" ON c.id = b.compound_id WHERE b.id IN ({sql.given('buildings')})"
        " ORDER BY h.sort_key, h.no",
        {"buildings": sql.as_given(buildings)},
    )
    return sql.views(HouseDoor, rows)


def sharing_buildings(
    conn: Reader, numbers: Collection[int] | None = None
) -> list[SharingBuilding]:
    """Whose rooms share kitchen or bathroom, in the order of doors.

    Args:
        numbers: of buildings, each of which is told of whether its rooms share or not; None for
            all whose rooms do, and those of which somebody said something.
    """
    keys = conn.execute(
        f"SELECT id FROM building WHERE :numbers IS NULL OR no IN ({sql.given('numbers')})",
        {"numbers": None if numbers is None else sql.as_given(numbers)},
    )
    rooms: dict[str, list[HouseDoor]] = {}
    for door in doors_of(conn, [one["id"] for one in sql.named(keys)]):
        rooms.setdefault(door.building_id, []).append(door)
    found = []
    for row in buildings(conn):
        here = rooms.get(row.id)
        if here is None:
            continue
        shares = shares_rooms(row.is_shared, here[0].kind, (one.room for one in here))
        if numbers is not None or shares or row.is_shared is not None:
            said = None if row.is_shared is None else bool(row.is_shared)
            found.append(
                SharingBuilding(row.no, row.compound, row.lane, row.name, shares, said, len(here))
            )
    return found


def buildings_of(conn: Reader, households: Collection[str]) -> dict[str, str]:
    """The key of the building of each of some households."""
    rows = conn.execute(
        f"SELECT id, building_id FROM household WHERE id IN ({sql.given('homes')})",
        {"homes": sql.as_given(households)},
    )
    return sql.mapped(rows, "id", "building_id")


def on_roster(conn: Reader, residents: Collection[str]) -> dict[str, int]:
    """The numbers on the roster of those of some residents who work here, by the resident's key."""
    rows = conn.execute(
        "SELECT r.id AS id, p.no AS no FROM resident r JOIN person p ON p.id = r.person_id"
        f" WHERE r.id IN ({sql.given('residents')})",
        {"residents": sql.as_given(residents)},
    )
    return sql.mapped(rows, "id", "no")


def roster_numbers(conn: Reader, people: Collection[str]) -> dict[str, int]:
    """The numbers on the roster of some people, by their keys."""
    rows = conn.execute(
        f"SELECT id, no FROM person WHERE id IN ({sql.given('people')})",
        {"people": sql.as_given(people)},
    )
    return sql.mapped(rows, "id", "no")
