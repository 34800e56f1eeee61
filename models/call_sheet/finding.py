"""Which people of the register are meant by what is written of them. Pure.

Nobody is guessed: a name beside a door is somebody of that door or nobody, a name that several
people have is asked about, with their doors.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple, TypeVar

from models.address import Address
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
    """What was written, and why nobody is meant by it."""

    text: str
    why: Unknown


class Several(NamedTuple):
    """What was written, and who may be meant by it, in the order of doors."""

    text: str
    people: tuple[Person, ...]


class Gone(NamedTuple):
    """What was written, and who is meant but lives here no more: moved out, or died."""

    text: str
    person: Person


class Found(NamedTuple):
    """Who is meant by a text, each once, in the order they were written."""

    people: tuple[Person, ...] = ()
    """People who live or work here."""
    unknown: tuple[Unfound, ...] = ()
    several: tuple[Several, ...] = ()
    gone: tuple[Gone, ...] = ()

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
    ) -> None:
        """
        Args:
            doors: all there are.
            people: at least all behind the doors and of the names that are written; who died too.
            compounds: names of those that are preferred where several doors or people are meant.
        """
        self.doors = doors
        self.numbers = numbers
        self._compounds = compounds
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


def find(written: Written, register: Register) -> Found:
    """Who is meant. Who is written twice is one."""
    people: dict[Who, Person] = {}
    unknown: list[Unfound] = []
    several: list[Several] = []
    gone: list[Gone] = []
    for said in written.named:
        for one in _meant(said, register):
            if isinstance(one, Person):
                people.setdefault(one.who, one)
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
    )


_One = Person | Unfound | Several | Gone


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
            yield Unfound(text, Unknown.NOT_BEHIND) if is_nobody else one
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
