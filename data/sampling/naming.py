"""Whom of a round's sheet a text at the table means."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from data import sql
from data.call_sheet.finding import base_room, found_of, is_one_of, written
from data.doors.queries import places
from data.sampling import queries
from data.sampling.outside import door_outside, inside, is_inside, outside
from data.sql import Reader
from models.address import Address, short_address
from models.call_sheet import Part, Person, Sampling, Who
from models.call_sheet.finding import Door, Found, Register, Unknown, folded
from models.call_sheet.named import Named, Written
from models.doors import SaidDoor
from models.doors.meant import KnownDoors, lanes_of
from models.doors.reading import read_exceptions
from models.problems import Problem
from models.reading.places import with_full_names
from models.residents import Whereabouts
from models.sampling import Member, reading
from models.sampling.counting import family_of, meant_of, more_problem, which_problem
from models.sampling.excepted import with_exceptions
from models.sampling.kits import people_said
from models.sampling.reading import Heard, Meant, Unfound
from models.testing import RoundView

_SHOWN = 6
"""Doors that are named where one of several may be meant."""


class Said(NamedTuple):
    """A part of a text, and what it says of whom it names."""

    named: Named
    said: str = ""
    came: bool = False
    but: tuple[Address, ...] = ()


class Table(NamedTuple):
    """The people of a sheet, or of a part of it, as they are looked for."""

    view: RoundView
    members: Sequence[Member]
    doors: KnownDoors[Door]
    register: Register
    """The same doors, as they are looked for by what is said of them."""
    by_who: dict[Who, Member]
    behind: dict[str | None, list[Member]]
    names: frozenset[str]
    """Names of its people, folded."""
    buildings: frozenset[str] | None = None
    """Keys of the buildings that are looked through; None for the whole sheet."""

    @property
    def is_whole(self) -> bool:
        """Whether the whole sheet is looked through."""
        return self.buildings is None


def table(
    conn: Reader,
    view: RoundView,
    buildings: Collection[str] | None = None,
    rooms: Collection[str] = (),
) -> Table:
    """The people that are looked for: of some buildings by their keys, or of the whole sheet.

    Args:
        rooms: of these doors alone, see `said_rooms`, so that one more person at the table is found
            within a frame; of all doors where none is named.
    """
    if view.frozen_at is None:
        members = _expected(conn, buildings)
    elif rooms:
        fits = partial(is_one_of, said=rooms)
        members = queries.behind_rooms(conn, view, buildings, fits)
    else:
        members = queries.members(conn, view, buildings)
    called = conn.execute("SELECT name, name || ' ' || address AS called FROM compound")
    lanes = {name: lanes_of(one) for name, one in sql.mapped(called, "name", "called").items()}
    behind: dict[str | None, list[Member]] = {}
    for one in members:
        behind.setdefault(one.household_id, []).append(one)
    doors = [
        Door(key, of[0].address, lanes.get(of[0].compound, frozenset()))
        for key, of in behind.items()
        if key is not None
    ]
    by_who = {one.who: one for one in members}
    known = KnownDoors(doors)
    register = Register(known, ())
    names = frozenset(folded(one.name) for one in members if one.name)
    among = None if buildings is None else frozenset(buildings)
    return Table(view, members, known, register, by_who, behind, names, among)


def _expected(conn: Reader, buildings: Collection[str] | None) -> list[Member]:
    """The people of some buildings before their sheet is frozen, as a line is shown while it is
    typed; whom it will call is not looked at."""
    from data.call_sheet.people import people

    return [
        Member(
            str(place),
            one.resident_no,
            one.household_no,
            one.name,
            one.compound,
            one.lane,
            one.building,
            one.unit,
            one.room,
            Part.CALLED,
            None,
            Sampling.DUE,
            "",
            None,
            None,
            household_id=one.who.household,
            resident_id=one.who.resident,
            place=one.who.place,
            building_id=one.building_id,
            presence=one.presence,
        )
        for place, one in enumerate(people(conn, None, buildings))
    ]


def at_table(
    conn: Reader, view: RoundView, text: str, buildings: Collection[str] | None = None
) -> Heard:
    """Whom a text names: doors, names beside doors, names alone.

    Args:
        buildings: where a room is looked for that is said without its building, by their keys;
            None for the whole sheet.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    read = written(conn, text)
    own = said_buildings(conn, read)
    there = table(conn, view, own or buildings or own, said_rooms(read))
    loose = " ".join(read.unread) if len(read.named) == 1 else ""
    parts = [Said(one, loose, came=True) for one in read.named]
    return _asked_who(heard(conn, there, parts, read.unread))


def _asked_who(found: Heard) -> Heard:
    """What was heard; of a door of which fewer people are said than are still to come, or only a
    guest, nobody is meant before somebody says who: another would count as tested. Of more than are
    known those who are go in, and it is asked who the others are."""
    meant, unfound = [], list(found.unfound)
    for group in found.meant:
        if meant_of(group) is not None:
            meant.append(group)
            if (more := more_problem(group)) is not None:
                unfound.append(Unfound(group.text, more, by_name=False))
        else:
            unfound.append(Unfound(group.text, which_problem(group), group.people, by_name=False))
    return found._replace(meant=tuple(meant), unfound=tuple(unfound))


def words_beside(conn: Reader, text: str) -> str:
    """What stands beside the doors of a report, names among it."""
    report = read_exceptions(text, places(conn))
    return " ".join([*(one.said for one in report.doors), *report.unread])


def said_buildings(conn: Reader, read: Written) -> list[str] | None:
    """The buildings whose doors a text may name, so that the rest of a sheet need not be read; None
    where a door is said without its building. Who is named alone is looked for by their name."""
    doors = [one.address for one in read.named if one.door]
    if any(one.building is None for one in doors):
        return None
    names = {one.building for one in doors if one.building}
    names |= {one.unit for one in doors if one.unit and not one.lane}  # 43-8-501 of a lane
    said = {one.compound for one in doors}
    compounds = () if None in said else {one for one in said if one is not None}
    here = queries.buildings_called(conn, names, compounds)
    return here or queries.buildings_called(conn, names)


def said_rooms(read: Written) -> frozenset[str]:
    """The rooms behind which all are that a text names, as `is_one_of` takes them; empty where
    somebody may be behind another door."""
    named = read.named
    if any(one.address.room is None or one.loose or one.apart for one in named):
        return frozenset()
    return frozenset(base_room(one.address.room or "") for one in named)


def exceptions(conn: Reader, there: Table, text: str) -> Heard:
    """Who was missed by a report such as `12号203 305 没下来`, and who came after all.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    names = places(conn)
    report = read_exceptions(with_exceptions(with_full_names(text, names)), names)
    doors = _in_building(report.doors)
    parts = [_of_door(conn, there, one, came=reading.says_came(one.said)) for one in doors]
    parts += [_of_door(conn, there, one, came=True) for one in report.got]
    unread: list[str] = []
    of_all = False
    for words in report.unread:
        read = written(conn, words)
        came = reading.says_came(words)
        parts += [Said(one, words, came) for one in read.named]
        of_all = of_all or (came and not read.named)
        if not read.named and not came:
            unread.append(words)
        unread += read.unread if read.named else ()
    return heard(conn, there, parts, unread, within=True)._replace(of_all=of_all)


def _in_building(doors: Sequence[SaidDoor]) -> list[SaidDoor]:
    """The doors of a report; rooms before a building that stands alone behind them are of it:
    203、305没来(12号)."""
    last = doors[-1] if len(doors) > 1 else None
    if last is None or last.said or last.whole or last.floor or last.but:
        return list(doors)
    where, rooms = last.address, doors[:-1]
    if where.building is None or where.room is not None:
        return list(doors)
    if any(one.address.room is None or any(one.address[:3]) for one in rooms):
        return list(doors)
    own = (where._replace(unit=one.address.unit, room=one.address.room) for one in rooms)
    return [one._replace(address=at) for one, at in zip(rooms, own, strict=True)]


def _of_door(conn: Reader, there: Table, one: SaidDoor, *, came: bool) -> Said:
    """A door of a report, with the names in the words beside it; what is nobody's name on the sheet
    says why, such as 腿脚不便."""
    is_building = one.address.building is not None and one.address.room is None
    whole = one.whole or (is_building and one.floor is None and reading.says_all(one.said))
    door = Named(one.text, one.address, one.text, one.floor, whole)
    if not one.said:
        return Said(door, "", came, one.but)
    read = written(conn, f"{one.text} {one.said}").named
    words = folded(one.said)
    homes = there.register.at_door(door)
    own = {row.name for home in homes for row in there.behind[home.household]}
    own = {name for name in own if len(name) > 1 and folded(name) in words}
    longest = [name for name in own if not any(name != more and name in more for more in own)]
    said = (name for part in read for name in part.names if folded(name) in there.names)
    names = tuple(dict.fromkeys([*longest, *said]))
    count = next((part.people for part in read if part.people is not None), None)
    return Said(door._replace(names=names, people=count), one.said, came, one.but)


def heard(
    conn: Reader,
    there: Table,
    parts: Iterable[Said],
    unread: Iterable[str] = (),
    *,
    within: bool = False,
) -> Heard:
    """Whom the parts of a text mean.

    Args:
        within: whether nobody of another building is meant than those that are looked through.
    """
    within = within and not there.is_whole
    meant: list[Meant] = []
    unfound: list[Unfound] = []
    strangers: dict[Who, Person] = {}
    for part in parts:
        named = part.named
        by_name = bool(named.names or named.phones or named.tails)
        if named.door and not by_name:
            members, wrong = _behind(there, part)
            beyond_it = door_outside(conn, named) if within and not members else []
            unfound += beyond_it or wrong
        else:
            found = found_of(conn, Written((named._replace(people=None),)), there.doors)
            found = inside(there, found) if within else found
            members, beyond = _people(conn, there, found)
            if within:
                unfound += outside(there, [*members, *beyond])
                members = [one for one in members if is_inside(there, one)]
                beyond = [one for one in beyond if is_inside(there, one)]
            unfound += _unfound(conn, there, part, found)
            if part.came:
                strangers |= {one.who: one for one in beyond}
            else:
                unfound += (_nobody(one.name, Unknown.NO_NAME) for one in beyond)
        if members:
            said = (part.said, part.came, *_of_how_many(part))
            group = Meant(named.text, tuple(members), by_name, *said)
            group, asked = _with_family(there, group)
            meant.append(group)
            unfound += [] if asked is None else [asked]
    unfound += [_nobody(text, Unknown.NO_WORDS) for text in unread]
    return Heard(tuple(meant), tuple(unfound), tuple(strangers.values()))


def _with_family(there: Table, group: Meant) -> tuple[Meant, Unfound | None]:
    """Who is meant by the head of a household and a number beside their name, or by 全家."""
    doors = {one.household_id for one in group.people}
    number = group.number
    more = number is not None and number > len(group.people)
    whole = number is None and reading.says_family(group.said)
    if not group.by_name or len(doors) != 1 or group.of_some or not (more or whole):
        return group, None
    door = there.behind.get(doors.pop(), ())
    if len(door) < len(group.people):
        return group, None
    group, problem = family_of(group, door)
    named = {one.id for one in group.people}
    others = tuple(one for one in door if one.id not in named)
    asked = None if problem is None else Unfound(group.text, problem, others, by_name=False)
    return group, asked


def _of_how_many(part: Said) -> tuple[int | None, bool]:
    """How many people of a door words are about, and whether they are about some of them."""
    if (number := people_said(part.said)) is not None:
        return number, False
    number = part.named.people
    if number is None or (number == 1 and reading.says_all(part.said)):
        number = reading.how_many(part.said)
    return number, reading.says_some(part.said)


def _behind(there: Table, part: Said) -> tuple[list[Member], list[Unfound]]:
    """Who of a sheet is behind a door, or behind those of a building that is meant as a whole;
    else why nobody is meant, with all who may be."""
    named = part.named
    doors = there.register.at_door(named)
    people = [one for door in doors for one in there.behind[door.household]]
    if not doors:
        return [], [_nobody(named.text, Unknown.NO_DOOR)]
    if named.address.room is None and not named.whole and len(doors) > 1:
        return [], [_nobody(named.text, Unknown.NO_ROOM)._replace(maybe=tuple(people))]
    ends = 3 if named.whole else 5
    places = {door.address[:ends] for door in doors}
    if len(places) > 1:
        told = [short_address(*door.address) for door in doors]
        return [], [_one_of(named.text, told, people)._replace(by_name=False)]
    spared = {(but.building, but.room) for but in part.but}
    return [one for one in people if (one.building, one.room) not in spared], []


def _people(conn: Reader, there: Table, found: Found) -> tuple[list[Member], list[Person]]:
    """The rows of a sheet of people who are named, and who of the register has none."""
    rows: list[Member] = []
    beyond: list[Person] = []
    for one in found.people:
        row = there.by_who.get(one.who) or _elsewhere(conn, there, one)
        row = row or _unnamed(there, one, {known.id for known in rows})
        if row is None:
            beyond.append(one)
        else:
            rows.append(row)
    return rows, beyond


def _elsewhere(conn: Reader, there: Table, one: Person) -> Member | None:
    """The row of somebody who is on the sheet, but not in the part of it that is looked through."""
    return None if there.is_whole else queries.of_who(conn, there.view, one.who)


def _unnamed(there: Table, one: Person, taken: Collection[str]) -> Member | None:
    """Somebody of a household whose name became known since the sheet was frozen: the row of one
    without a name, who is still to be sampled."""
    return next(
        (
            row
            for row in there.behind.get(one.who.household, ())
            if row.place and row.state != Sampling.SAMPLED and row.id not in taken
        ),
        None,
    )


def _unfound(conn: Reader, there: Table, part: Said, found: Found) -> Iterator[Unfound]:
    for one in found.unknown:
        doors = there.register.at_door(part.named) if part.named.door else ()
        maybe = tuple(row for door in doors for row in there.behind[door.household])
        yield _nobody(one.text, one.why, one.behind)._replace(maybe=maybe)
    for several in found.several:
        rows = (
            there.by_who.get(person.who) or _elsewhere(conn, there, person)
            for person in several.people
        )
        doors_of = [
            short_address(one.compound, one.lane, one.building, one.unit, one.room)
            for one in several.people
        ]
        yield _one_of(several.text, doors_of, [row for row in rows if row is not None])
    for gone in found.gone:
        code = "table_died" if gone.person.presence == Whereabouts.DIED else "table_moved_out"
        yield Unfound(gone.text, Problem(code, {"text": gone.text}))


def _nobody(text: str, why: Unknown, behind: Mapping[str, object] | None = None) -> Unfound:
    return Unfound(text, Problem(f"table_{why}", {"text": text, **(behind or {})}))


def _one_of(text: str, doors: Iterable[str], maybe: Sequence[Member]) -> Unfound:
    known = list(dict.fromkeys(filter(None, doors)))
    told = {"text": text, "doors": known[:_SHOWN], "count": len(known)}
    return Unfound(text, Problem("table_several", told), tuple(maybe))


def unsure(found: Heard) -> frozenset[str]:
    """Who may be meant by what could not be taken, by the keys of their rows."""
    return frozenset(one.id for unfound in found.unfound for one in unfound.maybe)


def narrowed(found: Heard, fits: Callable[[Member], bool]) -> Heard:
    """What was heard; of several who may be meant those of the one door that fits what is done."""
    meant, left = list(found.meant), []
    for one in found.unfound:
        here = [row for row in one.maybe if fits(row)]
        doors = {row.household_id for row in here}
        if one.problem.code == "table_several" and len(doors) == 1:
            meant.append(Meant(one.text, tuple(here), one.by_name))
        else:
            left.append(one)
    return found._replace(meant=tuple(meant), unfound=tuple(left))
