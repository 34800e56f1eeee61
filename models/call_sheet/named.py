"""Reads what is written of people: `12号203 305`, `大林苑3号501 王芳、李强`, `王芳 138...`. Pure.

A name belongs to the door beside it: the one before it, or the one behind it where a part of a
line begins with a name and ends with a door. Doors are read by `models.doors`, compounds and
telephones by `models.reading`; which of them there are is the caller's knowledge.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from models.address import Address
from models.call_sheet.named_tokens import (
    Kind,
    Token,
    tokens,
    with_joints,
    without_ages,
    without_gaps,
)
from models.doors.report_text import prepared
from models.reading.gazetteer import CompoundName

LIMIT = 40_000
"""Characters that are read: some thousand people."""


class Named(NamedTuple):
    """A door, people of it, or people alone, as one part of a text names them."""

    text: str
    """As it was typed; the door first where both are named."""
    address: Address = Address()
    """Parts as far as they were said; for names alone where they are to be looked for."""
    door: str = ""
    """The door as it was typed; empty where none was."""
    floor: str | None = None
    whole: bool = False
    """Whether all doors of the building, or of its floor, are meant."""
    names: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    tails: tuple[str, ...] = ()
    """Last characters of an identity number."""
    people: int | None = None
    """How many people are said to be meant."""
    loose: bool = False
    """Whether the names stand behind a comma, so that they may live elsewhere as well."""
    apart: bool = False
    """Whether a comma parts the door from its one name: who lives elsewhere is named beside it."""


class Written(NamedTuple):
    """What a text names, and what of it could not be read."""

    named: tuple[Named, ...]
    unread: tuple[str, ...] = ()


@dataclass
class _Part:
    """A part of a text while it is read."""

    address: Address = field(default_factory=Address)
    door: str = ""
    floor: str | None = None
    whole: bool = False
    names: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    tails: list[str] = field(default_factory=list)
    people: int | None = None
    loose: bool = False
    apart: bool = False
    is_open: bool = False
    """Whether a colon ends its line, so that names follow."""

    @property
    def is_heading(self) -> bool:
        """Whether rooms or names may follow: it is a building and nothing else, or a colon ends
        its line."""
        said = self.names or self.phones or self.tails or self.whole or self.floor
        return bool(self.door and (self.address.room is None or self.is_open) and not said)

    def made(self) -> Named:
        """The same, frozen."""
        words = [self.door, *self.names, *([] if self.names else self.phones)]
        text = " ".join(filter(None, words))
        names, phones, tails = map(tuple, (self.names, self.phones, self.tails))
        return Named(
            text or " ".join(tails),
            self.address,
            self.door,
            self.floor,
            self.whole,
            names,
            phones,
            tails,
            self.people,
            self.loose,
            self.apart,
        )


@dataclass
class _Text:
    """A text while it is read, line by line."""

    parts: list[_Part] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    context: Address = field(default_factory=Address)
    """What the next door leaves to what was named before it."""
    heading: _Part | None = None
    """Where names of the lines to come are looked for, after a line that only says where."""

    def line(self, found: Sequence[Token]) -> None:
        """Read one line."""
        bound: _Part | None = None
        strict = False
        place = self.heading
        said, found = found, _of_one(found)
        for segment, ends_with_comma in _segments(found):
            kinds = [one.kind for one in segment if one.kind in (Kind.NAME, Kind.DOOR)]
            if kinds and kinds[0] is Kind.NAME and kinds[-1] is Kind.DOOR:
                bound = self._names_first(segment)
                strict = False
                continue
            here: _Part | None = None
            extras: list[Token] = []
            for one in segment:
                if one.kind is Kind.DOOR:
                    for door in one.doors:
                        here = self._door(door.address, door.text, door.floor)
                    bound, strict, place = here, False, None
                elif one.kind is Kind.PLACE:
                    place = _Part(Address(*one.address[:2]))
                    bound, strict = None, False
                elif one.kind is Kind.NAME:
                    if here is None:
                        here = self._people(bound, place, strict)
                    here.names.append(one.text)
                elif one.kind is Kind.COLON:
                    strict = bound is not None
                elif one.kind is Kind.WORDS:
                    self.unread.append(one.text)
                elif here is not None:
                    _add(here, one)
                else:
                    extras.append(one)
            self._leftover(extras, here or (bound if not ends_with_comma else None), place)
        if found is not said and bound is not None and self.parts:
            first = next(one.kind for one in found if one.kind in (Kind.NAME, Kind.DOOR))
            self.parts[-1].apart = first is Kind.DOOR and len(found) < len(said)
        self._end_of_line(found, bound, strict, place)

    def _names_first(self, segment: Sequence[Token]) -> _Part | None:
        """Names before their doors: 王芳 12号203."""
        waiting = _Part()
        last: _Part | None = None
        for one in segment:
            if one.kind is Kind.DOOR:
                for door in one.doors:
                    last = self._door(door.address, door.text, door.floor)
                if last is not None:
                    last.names += waiting.names
                    last.phones += waiting.phones
                    last.tails += waiting.tails
                waiting = _Part()
            elif one.kind is Kind.NAME:
                waiting.names.append(one.text)
            elif one.kind is Kind.WORDS:
                self.unread.append(one.text)
            elif one.kind in (Kind.PHONE, Kind.TAIL, Kind.COUNT, Kind.WHOLE):
                _add(waiting if waiting.names or last is None else last, one)
        return last

    def _door(self, address: Address, text: str, floor: str | None) -> _Part:
        part = _Part(address, text, floor, whole=floor is not None)
        self.context = address
        self.parts.append(part)
        return part

    def _people(self, bound: _Part | None, place: _Part | None, strict: bool) -> _Part:
        """The part to which names belong that no door stands before in their part of the line."""
        if bound is not None and strict and not bound.names:
            return bound
        part = _Part() if place is None else _Part(place.address, place.door, place.floor)
        if bound is not None:
            part = _Part(bound.address, bound.door, bound.floor, loose=not strict)
        self.parts.append(part)
        return part

    def _leftover(self, extras: Sequence[Token], here: _Part | None, place: _Part | None) -> None:
        """Numbers before anything they could belong to: of what follows, else by themselves."""
        if not extras:
            return
        if here is None and any(one.kind in (Kind.PHONE, Kind.TAIL) for one in extras):
            here = _Part() if place is None else _Part(place.address)
            self.parts.append(here)
        if here is not None:
            for one in extras:
                _add(here, one)

    def _end_of_line(
        self, found: Sequence[Token], bound: _Part | None, strict: bool, place: _Part | None
    ) -> None:
        kinds = {one.kind for one in found}
        if not kinds & {Kind.DOOR, Kind.PLACE}:
            return
        self.heading = None
        if kinds & {Kind.NAME, Kind.PHONE, Kind.TAIL}:
            return
        if bound is None:
            self.heading = place
        else:
            bound.is_open = strict and found[-1].kind is Kind.COLON
            self.heading = bound if bound.is_heading else None


def _add(part: _Part, one: Token) -> None:
    if one.kind is Kind.PHONE:
        part.phones.append(one.text)
    elif one.kind is Kind.TAIL:
        part.tails.append(one.text)
    elif one.kind is Kind.COUNT:
        part.people = one.number
    elif one.kind is Kind.WHOLE:
        part.whole = True


def _of_one(found: Sequence[Token]) -> Sequence[Token]:
    """A line without its commas where it is one door and one name: 王芳，12号203 is 王芳 of that
    door, as a row of a list is, and not the door and 王芳."""
    doors = [door for one in found if one.kind is Kind.DOOR for door in one.doors]
    names = [one for one in found if one.kind is Kind.NAME]
    if (len(doors), len(names)) != (1, 1) or any(one.kind is Kind.WHOLE for one in found):
        return found
    if doors[0].address.room is None:
        return found
    return [one for one in found if one.kind is not Kind.COMMA]


def _segments(found: Sequence[Token]) -> Iterator[tuple[list[Token], bool]]:
    """The parts of a line between commas, each with whether a comma ends it."""
    part: list[Token] = []
    for one in found:
        if one.kind is Kind.COMMA:
            yield part, True
            part = []
        else:
            part.append(one)
    yield part, False


def read_named(
    text: str, compounds: Sequence[CompoundName], is_name: Callable[[str], bool]
) -> Written:
    """Read who is named.

    Args:
        text: of one or several lines, as it was typed or pasted.
        compounds: those there are, by whose names doors and people are looked for.
        is_name: whether somebody is called so.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    read = _Text()
    work = without_gaps(without_ages(text[:LIMIT]), is_name)
    for line in prepared(with_joints(work)).split("\n"):
        for one in filter(str.strip, line.split("|")):
            found, read.context = tokens(one, compounds, is_name, read.context)
            read.line(found)
    parts = [
        one
        for at, one in enumerate(read.parts)
        if not (
            one.is_heading
            and any(_is_under(next_one, one) for next_one in read.parts[at + 1 : at + 2])
        )
    ]
    return Written(tuple(one.made() for one in parts), tuple(read.unread))


def _is_under(part: _Part, heading: _Part) -> bool:
    """Whether a part is of the building, or the door, that was named before it."""
    if heading.is_open:
        return part.address == heading.address and bool(part.names)
    mine, own = part.address, heading.address
    return mine[:3] == own[:3] and (mine.room is not None or bool(part.names))
