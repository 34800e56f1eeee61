"""Which people of the register are meant by what is written of them. Pure.

Nobody is guessed: a name beside a door is somebody of that door or nobody, a name that several
people have is asked about, with their doors. Most registers name only the head of a household:
where a list of results names somebody else of that door, who is sick would be lost if that were
nobody. So such a name may be taken for one of the people behind the door who have none, always the
same, and that is told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple, TypeVar

from models.address import Address, short_address
from models.call_sheet import Person, Who
from models.call_sheet.named import Named, Written
from models.doors.meant import KnownDoors
from models.residents import LIVING_HERE

T = TypeVar("T")


class Unknown(StrEnum):
    """Why nobody is meant by something that was written."""

    NO_DOOR = "no_such_door"
    NO_ROOM = "no_room_said"
    """A building of several doors, and not said to be meant as a whole."""
    NOBODY = "nobody_lives_there"
    NOT_BEHIND = "name_not_behind_door"
    """Nobody of this name lives behind this door."""
    NO_NAME = "no_such_name"
    NO_NUMBER = "no_such_number"
    NO_WORDS = "words_not_read"


class Unfound(NamedTuple):
    """What was written, and why nobody is meant by it.

    `where`, `there`: of a name that nobody behind a door has, that door with its compound and who
    lives there; those without a name as one, `×2`.
    """

    text: str
    why: Unknown
    where: str = ""
    there: tuple[str, ...] = ()

    @property
    def behind(self) -> dict[str, object]:
        """Door and people, as parameters of a problem; none where there are none."""
        return {"door": self.where, "names": list(self.there)} if self.where else {}


class Several(NamedTuple):
    """What was written, and who may be meant by it, in the order of doors."""

    text: str
    people: tuple[Person, ...]


class Gone(NamedTuple):
    """What was written, and who is meant but lives here no more: moved out, or died."""

    text: str
    person: Person


class Taken(NamedTuple):
    """A name that was taken for one of the people without a name behind a door."""

    text: str
    person: Person
    """Who it was taken for, with the name as it was written."""
    of: int
    """How many people behind that door have no name."""


class Found(NamedTuple):
    """Who is meant by a text, each once, in the order they were written."""

    people: tuple[Person, ...] = ()
    """People who live or work here."""
    unknown: tuple[Unfound, ...] = ()
    several: tuple[Several, ...] = ()
    gone: tuple[Gone, ...] = ()
    said: tuple[Taken, ...] = ()
    """Who of these people have no name but the one that was written here."""

    @property
    def is_clear(self) -> bool:
        """Whether all that was written is somebody who lives or works here."""
        return not (self.unknown or self.several or self.gone)

    @property
    def unclear(self) -> list[str]:
        """All that was not taken, as it was written."""
        told: tuple[Unfound | Several | Gone, ...] = (*self.unknown, *self.several, *self.gone)
        return [one.text for one in told]


class Door(NamedTuple):
    """A door of the register."""

    household: str
    """The key of the household behind it."""
    address: Address
    lanes: frozenset[str] = frozenset()
    """The lanes that its compound is, by its name or its street."""


class Numbers(NamedTuple):
    """What tells people of one name apart."""

    at_phone: Mapping[str, Collection[str]] = {}
    """Keys of households by a telephone number that was written."""
    tails: Mapping[str, str] = {}
    """The last characters of the identity number of a resident, by their key."""
    endings: Mapping[str, Collection[str]] = {}
    """Keys of households by the end of a telephone number that was written."""


_NO_NUMBERS = Numbers()


class Register:
    """The doors and people that are asked about."""

    def __init__(
        self,
        doors: KnownDoors[Door],
        people: Sequence[Person],
        numbers: Numbers = _NO_NUMBERS,
        compounds: Collection[str] | None = None,
        carried: dict[Who, set[str]] | None = None,
        sound: Callable[[str], str] = str,
    ) -> None:
        """
        Args:
            carried: names, folded, under which people without a name are on record; what is taken
                is added to it. None where no name is to be taken for one of them.
            sound: what names that are heard alike have in common.
            doors: all there are.
            people: at least all behind the doors and of the names that are written; who died too.
            compounds: names of those that are preferred where several doors or people are meant.
        """
        self.doors = doors
        self.numbers = numbers
        self._compounds = compounds
        self._carried = carried
        self._sound = sound
        self._behind: dict[str | None, list[Person]] = defaultdict(list)
        self._called: dict[str, list[Person]] = defaultdict(list)
        for one in people:
            self._behind[one.who.household].append(one)
            if one.name:
                self._called[folded(one.name)].append(one)

    def is_name(self, word: str) -> bool:
        """Whether somebody who is known here is called so."""
        return bool(word) and folded(word) in self._called

    def behind(self, doors: Iterable[Door]) -> list[Person]:
        """The people behind some doors, who are gone among them."""
        return [one for door in doors for one in self._behind[door.household]]

    @property
    def takes(self) -> bool:
        """Whether a name may be taken for somebody without one."""
        return self._carried is not None

    def alike(self, name: str, there: Iterable[Person]) -> list[Person]:
        """Who of some people has a name of which another may be a slip."""
        return [one for one in there if one.name and is_slip(name, one.name, self._sound)]

    def taken(self, name: str, doors: Iterable[Door]) -> Taken | None:
        """Whom of those without a name a name is taken for that is nobody's behind some doors.

        The one who is on record under this very name, else the first who is under none; None where
        all are under other names, or behind several doors.
        """
        carried = self._carried
        if carried is None:
            return None
        free = [
            one
            for one in self.behind(doors)
            if one.who.place and not one.name and one.presence in LIVING_HERE and not one.is_empty
        ]
        if len({one.who.household for one in free}) != 1:
            return None
        own = folded(name)
        same = [one for one in free if own in carried.get(one.who, ())]
        one = next(iter(same or [one for one in free if not carried.get(one.who)]), None)
        if one is None:
            return None
        carried.setdefault(one.who, set()).add(own)
        return Taken(name, one._replace(name=name), len(free))

    def called(self, name: str, where: Address) -> list[Person]:
        """People of a name, of a compound where one is said, else of those preferred if any is."""
        found = self._called.get(folded(name), [])
        if where.compound:
            return [one for one in found if one.compound == where.compound]
        return self.preferred(found, lambda one: one.compound)

    def preferred(self, found: Sequence[T], compound_of: Callable[[T], str | None]) -> list[T]:
        """Those of the compounds that are preferred; all where none is of them."""
        preferred = self._compounds
        if preferred is None:
            return list(found)
        return [one for one in found if compound_of(one) in preferred] or list(found)

    def at_door(self, said: Named) -> list[Door]:
        """The doors a part of a text may mean."""
        address = said.address
        found = self._at(address, said)
        if not found and address.unit:
            found = self._at(address._replace(unit=None), said)
        if not found and address.unit and address.building is None:
            found = self._at(address._replace(building=address.unit, unit=None), said)
        return self.preferred(found, lambda door: door.address.compound)

    def _at(self, address: Address, said: Named) -> list[Door]:
        if address.room is None:
            return self.doors.of_building(address, said.floor)
        return self.doors.behind(address, said.door)


def folded(name: str) -> str:
    """A name as it is compared."""
    return "".join(name.split()).casefold()


def is_slip(name: str, known: str, sound: Callable[[str], str] = str) -> bool:
    """Whether a name may be another one that was not written right: one character is another, is
    missing, or is too many; of two characters, which a family shares half of, only where both are
    heard alike."""
    one, other = sorted((folded(name), folded(known)), key=len)
    if one == other or len(other) < 2:
        return False
    if len(one) == len(other):
        is_near = sum(a != b for a, b in zip(one, other, strict=True)) == 1
        return is_near and (len(one) > 2 or sound(one) == sound(other))
    return any(one == other[:at] + other[at + 1 :] for at in range(len(other)))


def find(written: Written, register: Register) -> Found:
    """Who is meant. Who is written twice is one."""
    people: dict[Who, Person] = {}
    unknown: list[Unfound] = []
    several: list[Several] = []
    gone: list[Gone] = []
    taken: list[Taken] = []
    for said in written.named:
        for one in _meant(said, register):
            if isinstance(one, Person):
                people.setdefault(one.who, one)
            elif isinstance(one, Taken):
                people.setdefault(one.person.who, one.person)
                taken.append(one)
            elif isinstance(one, Unfound):
                unknown.append(one)
            elif isinstance(one, Several):
                several.append(one)
            else:
                gone.append(one)
    unknown += [Unfound(text, Unknown.NO_WORDS) for text in written.unread]
    return Found(
        tuple(people.values()),
        tuple(dict.fromkeys(unknown)),
        tuple(dict.fromkeys(several)),
        tuple(dict.fromkeys(gone)),
        tuple(dict.fromkeys(taken)),
    )


_One = Person | Unfound | Several | Gone | Taken


def _meant(said: Named, register: Register) -> Iterator[_One]:
    if said.door:
        yield from _at_door(said, register)
    elif said.names:
        for name in said.names:
            yield _of_name(name, said, register.called(name, said.address), register.numbers)
    else:
        yield from _of_number(said, register)


def _at_door(said: Named, register: Register) -> Iterator[_One]:
    doors = register.at_door(said)
    if not doors:
        yield Unfound(said.text, Unknown.NO_DOOR)
        return
    if said.apart and _lives_elsewhere(said, doors, register):
        yield from _meant(said._replace(names=(), apart=False), register)
        yield from _meant(said._replace(apart=False, loose=True), register)
        return
    if said.names:
        beside = register.doors.beside(doors) if said.address.room else doors
        there = register.behind(beside)
        for name in said.names:
            text = f"{said.door} {name}"
            found = [one for one in there if folded(one.name) == folded(name)]
            if not found and said.loose:
                found = register.called(name, Address())
                text = name
            one = _of_name(text, said, found, register.numbers)
            is_nobody = isinstance(one, Unfound) and not said.loose
            yield _unnamed(text, name, doors, register) if is_nobody else one
        return
    if said.address.room is None and not said.whole and len(doors) > 1:
        yield Unfound(said.text, Unknown.NO_ROOM)
        return
    places = {door.address[:4] for door in doors} if said.whole else set(doors)
    there = [one for one in register.behind(doors) if one.presence in LIVING_HERE]
    if len({one[:3] for one in places} if said.whole else places) > 1:
        told = _told_apart(there, said, register.numbers)
        homes = {one.who.household for one in told}
        if len(homes) == 1 and (said.phones or said.tails):
            yield from told
        else:
            yield Several(said.text, tuple(there))
        return
    there = [one for one in there if not one.is_empty]
    if not there:
        yield Unfound(said.text, Unknown.NOBODY)
    elif said.people not in (None, len(there)):
        here = [one for one in there if one.presence == "present"]
        if len(here) == said.people:
            yield from here
        else:
            yield Several(said.text, tuple(there))
    else:
        yield from there


def _lives_elsewhere(said: Named, doors: Sequence[Door], register: Register) -> bool:
    """Whether a door and a name, 3号501、赵一, are the door and somebody of another."""
    beside = register.doors.beside(doors) if said.address.room else doors
    there = {folded(one.name) for one in register.behind(beside)}
    return all(
        folded(name) not in there and bool(register.called(name, Address())) for name in said.names
    )


def _unnamed(text: str, name: str, doors: Sequence[Door], register: Register) -> _One:
    """Who is meant by a name that nobody behind a door has by the register."""
    alike = register.alike(name, register.behind(doors)) if register.takes else []
    if alike:
        return Several(text, tuple(alike))
    return register.taken(name, doors) or _not_behind(text, doors, register)


def _not_behind(text: str, doors: Sequence[Door], register: Register) -> Unfound:
    """That nobody behind these doors has a name, with who lives there."""
    here = [one for one in register.behind(doors) if one.presence in LIVING_HERE]
    names = [one.name for one in here if one.name]
    unnamed = len(here) - len(names)
    there = (*names, *([f"×{unnamed}"] if unnamed else ()))
    where = " / ".join(short_address(*door.address) for door in doors)
    return Unfound(text, Unknown.NOT_BEHIND, where, there)


def _of_name(text: str, said: Named, found: Sequence[Person], numbers: Numbers) -> _One:
    """The one of these people who is meant: of those who live here, else of those who did."""
    here = [one for one in found if one.presence in LIVING_HERE]
    if not found:
        return Unfound(text, Unknown.NO_NAME)
    if not here:
        told = _told_apart(found, said, numbers)
        return Gone(text, told[0]) if len(told) == 1 else Several(text, tuple(found))
    told = _told_apart(here, said, numbers)
    return told[0] if len(told) == 1 else Several(text, tuple(told or here))


def _told_apart(found: Sequence[Person], said: Named, numbers: Numbers) -> list[Person]:
    """Those of some people whose numbers are the ones that were written; all where none are.

    What was written of an identity number has to agree where one is known; it may be the end of a
    telephone number as well.
    """
    told = list(found)
    for phone in said.phones:
        with_phone = [one for one in told if one.who.household in numbers.at_phone.get(phone, ())]
        told = with_phone or told
    for tail in said.tails:
        by_tail = [one for one in told if numbers.tails.get(one.who.resident or "") == tail]
        homes = numbers.endings.get(tail, ())
        by_ending = [one for one in told if one.who.household in homes]
        told = (
            by_tail
            or by_ending
            or [one for one in told if not numbers.tails.get(one.who.resident or "")]
        )
    return told


def _of_number(said: Named, register: Register) -> Iterator[_One]:
    """Who is meant by a telephone number alone: the one person of its household, if there is."""
    for phone in said.phones:
        homes = register.numbers.at_phone.get(phone, ())
        there = [
            one
            for key in homes
            for one in register.behind([Door(key, Address())])
            if one.presence in LIVING_HERE
        ]
        if len(there) == 1:
            yield there[0]
        else:
            yield Several(phone, tuple(there)) if there else Unfound(phone, Unknown.NO_NUMBER)
    if not said.phones:
        yield from (Unfound(tail, Unknown.NO_NUMBER) for tail in said.tails)
