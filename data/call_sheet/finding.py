"""Finds the people that a text names, among those on file."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from data import sql
from data.call_sheet import people as register
from data.households.addresses import address
from data.pinyin import initials
from data.reading.gazetteer import StoreGazetteer
from data.sql import Reader
from models.address import Address
from models.call_sheet import Person, Who
from models.call_sheet.finding import Door, Found, Numbers, Register, find, folded
from models.call_sheet.named import Written, read_named
from models.doors.meant import KnownDoors, lanes_of
from models.residents import Whereabouts

_DOORS = f"""
SELECT h.id AS household, {address()}, c.name || ' ' || c.address AS called
FROM household h JOIN building b ON b.id = h.building_id JOIN compound c ON c.id = b.compound_id"""


class _Row(NamedTuple):
    household: str
    compound: str
    lane: str | None
    building: str
    unit: str | None
    room: str | None
    called: str
    """The compound's name and street."""


_COMPOUNDS = """
SELECT DISTINCT c.name AS name FROM session_compound k
JOIN test_session t ON t.id = k.session_id JOIN test_round r ON r.id = t.round_id
JOIN compound c ON c.id = k.compound_id
WHERE r.no = ? AND t.state <> 'cancelled'"""


def find_people(
    conn: Reader,
    text: str,
    round_no: int | None = None,
    compounds: Collection[str] | None = None,
    carried: dict[Who, set[str]] | None = None,
) -> Found:
    """Who is meant by a text: `12号203 305`, `大林苑3号501 王芳、李强`, `王芳`.

    A door means everybody who lives behind it, those without a name among them; a name beside a
    door somebody of that door; a name alone somebody of the whole register.

    Args:
        text: of one or several lines, as it was typed or pasted.
        round_no: the round it is said of: of several that are meant those are, whose compound it
            calls.
        compounds: names of compounds that are preferred in the same way.
        carried: where a name that nobody behind its door has is one of those there without a name:
            names that were taken so by other texts of this act, to which those of this are added;
            None where it is nobody's.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    said = written(conn, text)
    if round_no is not None and compounds is None:
        rows = sql.named(conn.execute(_COMPOUNDS, (round_no,)))
        compounds = {one["name"] for one in rows} or None
    return found_of(conn, said, doors_named(conn, said), compounds, carried)


def written(conn: Reader, text: str) -> Written:
    """What a text names, read by the names of people and compounds on file.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    known: dict[str, bool] = {}

    def is_name(word: str) -> bool:
        if word not in known:
            known[word] = _is_name(conn, word)
        return known[word]

    return read_named(text, StoreGazetteer(conn).compounds(), is_name)


def doors(conn: Reader) -> KnownDoors[Door]:
    """All doors on file."""
    return _doors(conn, "", {})


def doors_named(conn: Reader, written: Written) -> KnownDoors[Door]:
    """The doors on file that may be meant by what was read: those alone, so that one more person
    at the table is found within a frame."""
    said = [one.address for one in written.named if one.door]
    rooms = {base_room(one.room) for one in said if one.room}
    buildings = {name for one in said if not one.room for name in (one.building, one.unit) if name}
    if not said:
        return KnownDoors(())
    there = (str(room) for (room,) in conn.execute("SELECT DISTINCT room FROM household"))
    alike = [room for room in there if room and is_one_of(room, rooms)]
    where = f"WHERE h.room IN ({sql.given('rooms')}) OR b.name IN ({sql.given('buildings')})"
    asked = {"rooms": sql.as_given(alike), "buildings": sql.as_given(buildings)}
    return _doors(conn, where, asked)


def base_room(room: str) -> str:
    """A room without the number of its household: 104 of 104/2."""
    return room.split("/", 1)[0]


def is_one_of(room: str, said: Collection[str]) -> bool:
    """Whether a room may be one of those that were said: 104/2 of 104, 二楼前楼 of 前楼."""
    base = base_room(room.casefold())
    return any(base == one.casefold() or base.endswith(f"楼{one.casefold()}") for one in said)


def _doors(conn: Reader, where: str, asked: Mapping[str, str]) -> KnownDoors[Door]:
    lanes: dict[str, frozenset[str]] = {}
    found = []
    for one in sql.views(_Row, conn.execute(f"{_DOORS} {where} ORDER BY h.sort_key, h.no", asked)):
        if one.called not in lanes:
            lanes[one.called] = lanes_of(one.called)
        place = Address(one.compound, one.lane, one.building, one.unit, one.room)
        found.append(Door(one.household, place, lanes[one.called]))
    return KnownDoors(found)


def found_of(
    conn: Reader,
    written: Written,
    there: KnownDoors[Door],
    compounds: Collection[str] | None = None,
    carried: dict[Who, set[str]] | None = None,
) -> Found:
    """Who is meant by what was read; `carried` is as in `find_people`."""
    by_doors = Register(there, (), compounds=compounds)
    meant: set[str] = set()
    for said in written.named:
        found = by_doors.at_door(said) if said.door else ()
        meant |= {door.household for door in there.beside(found)} if said.address.room else set()
        meant |= {door.household for door in found}
    names = {form for said in written.named for name in said.names for form in _forms(name)}
    phones = {phone for said in written.named for phone in said.phones}
    tails = {tail for said in written.named for tail in said.tails}
    numbers = _numbers(conn, phones, tails, names)
    at_phones = {key for homes in numbers.at_phone.values() for key in homes}
    homes = meant | _homes_of(conn, names) | at_phones
    people = [*register.people(conn, homes=homes), *_dead(conn, names), *_workers(conn, names)]
    if carried is not None:
        _on_record(conn, meant, carried)
    return find(written, Register(there, people, numbers, compounds, carried, initials))


_ON_RECORD = """
SELECT household_id, place, name FROM test_result
WHERE resident_id IS NULL AND place > 0 AND name <> '' {among}
UNION SELECT household_id, place, name FROM recall_member
WHERE resident_id IS NULL AND place > 0 AND name <> '' {among}
UNION SELECT household_id, place, name FROM sheet_person
WHERE state = 'sampled' AND tube_id IS NOT NULL AND resident_id IS NULL AND place > 0
  AND name <> '' {among}"""


def _on_record(
    conn: Reader, homes: Collection[str] | None, carried: dict[Who, set[str]]
) -> dict[Who, set[str]]:
    """Add the names under which people without one are on record; of all homes for None."""
    among = "" if homes is None else f"AND household_id IN ({sql.given('homes')})"
    asked = {} if homes is None else {"homes": sql.as_given(homes)}
    for one in sql.named(conn.execute(_ON_RECORD.format(among=among), asked)):
        who = Who(one["household_id"], None, one["place"])
        carried.setdefault(who, set()).add(folded(one["name"]))
    return carried


_ALL_PHONES = """
SELECT phone AS number, id AS household FROM household WHERE phone <> ''
UNION SELECT number, household_id FROM telephone"""


def whole_register(conn: Reader, compounds: Collection[str] | None = None) -> Register:
    """Everybody there is, for a list of thousands.

    Args:
        compounds: names of compounds that are preferred.
    """
    dead = sql.named(conn.execute("SELECT name FROM resident WHERE presence = 'died'"))
    staff = sql.named(conn.execute("SELECT name FROM person"))
    tails = sql.mapped(
        conn.execute("SELECT id, identity_tail FROM resident WHERE identity_tail <> ''"),
        "id",
        "identity_tail",
    )
    at_phone: dict[str, set[str]] = {}
    for one in sql.named(conn.execute(_ALL_PHONES)):
        at_phone.setdefault(one["number"], set()).add(one["household"])
    names = {one["name"] for one in dead}, {one["name"] for one in staff}
    people = [*register.people(conn), *_dead(conn, names[0]), *_workers(conn, names[1])]
    carried = _on_record(conn, None, {})
    numbers = Numbers(at_phone, tails)
    return Register(doors(conn), people, numbers, compounds, carried, initials)


def _forms(name: str) -> set[str]:
    """A name as it may be kept: Latin letters in any case."""
    return {name, name.title(), name.upper()} if name.isascii() else {name}


_NAMED = """
SELECT 1 FROM resident WHERE name = :name
UNION ALL SELECT 1 FROM household WHERE head = :name
UNION ALL SELECT 1 FROM person WHERE name = :name LIMIT 1"""


def _is_name(conn: Reader, word: str) -> bool:
    return any(sql.value(conn.execute(_NAMED, {"name": form})) is not None for form in _forms(word))


def _homes_of(conn: Reader, names: Collection[str]) -> set[str]:
    rows = conn.execute(
        f"SELECT household_id FROM resident WHERE name IN ({sql.given('names')})"
        f" UNION SELECT id FROM household WHERE head IN ({sql.given('names')})",
        {"names": sql.as_given(names)},
    )
    return {key for (key,) in rows}


_DEAD = f"""
SELECT r.id AS id, r.no AS no, r.name AS name, h.id AS household, h.no AS household_no, {address()}
FROM resident r JOIN household h ON h.id = r.household_id JOIN building b ON b.id = h.building_id
JOIN compound c ON c.id = b.compound_id
WHERE r.presence = 'died' AND r.name IN ({sql.given("names")})"""


def _dead(conn: Reader, names: Collection[str]) -> Iterable[Person]:
    for one in sql.named(conn.execute(_DEAD, {"names": sql.as_given(names)})):
        yield Person(
            Who(one["household"], one["id"]),
            one["name"],
            one["compound"],
            one["lane"],
            one["building"],
            one["unit"],
            one["room"],
            household_no=one["household_no"],
            resident_no=one["no"],
            presence=Whereabouts.DIED,
        )


_WORKERS = f"""
SELECT p.id AS id, p.no AS no, p.name AS name FROM person p
WHERE p.archived_at IS NULL AND p.name IN ({sql.given("names")})
  AND NOT EXISTS (SELECT 1 FROM resident r WHERE r.person_id = p.id)"""


def _workers(conn: Reader, names: Collection[str]) -> Iterable[Person]:
    """Who works here and is nobody of a household, as far as is known."""
    for one in sql.named(conn.execute(_WORKERS, {"names": sql.as_given(names)})):
        who = Who(None, person=one["id"])
        yield Person(who, one["name"], None, None, None, None, None, person_no=one["no"])


_AT_PHONE = f"""
SELECT phone AS number, id AS household FROM household WHERE phone IN ({sql.given("phones")})
UNION SELECT number, household_id FROM telephone WHERE number IN ({sql.given("phones")})"""

_TAILS = f"""
SELECT r.id AS id, r.identity_tail AS tail FROM resident r
WHERE r.name IN ({sql.given("names")}) AND r.identity_tail <> ''"""


def _numbers(
    conn: Reader, phones: Collection[str], tails: Collection[str], names: Collection[str]
) -> Numbers:
    at_phone: dict[str, set[str]] = {}
    if phones:
        rows = sql.named(conn.execute(_AT_PHONE, {"phones": sql.as_given(phones)}))
        for one in rows:
            at_phone.setdefault(one["number"], set()).add(one["household"])
    if not tails:
        return Numbers(at_phone)
    found = sql.mapped(conn.execute(_TAILS, {"names": sql.as_given(names)}), "id", "tail")
    return Numbers(at_phone, found, _endings(conn, tails))


def _endings(conn: Reader, tails: Collection[str]) -> Mapping[str, Collection[str]]:
    found: dict[str, set[str]] = {}
    for tail in tails:
        rows = conn.execute(
            "SELECT id FROM household WHERE phone LIKE :ending"
            " UNION SELECT household_id FROM telephone WHERE number LIKE :ending",
            {"ending": f"%{tail}"},
        )
        found[tail] = {key for (key,) in rows}
    return found
