"""Names with a wrong letter: 宁和花园 for 凝和花园, 灶皮间 for 灶披间.

Whatever is read so is doubted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from models.households.addresses import FLOORS_OF_NAMED_ROOMS, named_rooms
from models.reading.compounds import NOT_BEHIND_SHORT, Anchor
from models.reading.gazetteer import CompoundName
from models.reading.scan import HAN, Line, plain
from models.text import CHINESE_NUMERALS

InLetters = Callable[[str], str]
"""A word in Latin letters as it is said: 凝和 is `ninghe`."""

_SHORTEST = 3
"""Characters of a name that may be known by its sound or with one of them wrong."""
_RUN = re.compile(rf"[{HAN}]{{{_SHORTEST},}}")
_BEFORE_NUMBER = re.compile(rf"([{HAN}]{{3,8}}?)\s?(?=\d|[{CHINESE_NUMERALS}]{{1,2}}[号楼栋幢])")
_BEHIND_DOOR = re.compile(rf"(?:\d|室)\s?(?!室)([{HAN}]{{3,8}})")
_ROOM = re.compile(
    rf"[\d{CHINESE_NUMERALS}]\s{{0,4}}号(?!楼)\s?(?:(?P<floor>[{FLOORS_OF_NAMED_ROOMS}][楼层])(?P<above>[{HAN}]{{2}})"
    rf"|(?P<room>[{HAN}]{{3}}))"
)
_SAID_ALIKE = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"))
"""Sounds that many do not tell apart."""


def alike(text: str, compounds: Sequence[CompoundName], in_letters: InLetters) -> list[Anchor]:
    """The compound whose name sounds as something in a plain text; else, beside a number, the one
    whose name differs by a letter. None where several do."""
    names = _names(tuple(compounds))
    for anchors in (_by_sound(text, names, in_letters), _by_letter(text, names.said)):
        found = list(anchors)
        if found and len({anchor.compound for anchor in found}) == 1:
            return found[:1]
    return []


class _Names(NamedTuple):
    """The names of compounds.

    Attributes:
        said: each name with its compound.
        sounds: as `_simple` makes them of their letters, each with its compound.
        lengths: of the names whose sounds they are, in characters.
    """

    said: Mapping[str, str]
    sounds: Mapping[str, str]
    lengths: frozenset[int]


@lru_cache(maxsize=8)
def _names(compounds: tuple[CompoundName, ...]) -> _Names:
    known = [one for one in compounds if len(one.name) >= _SHORTEST]
    return _Names(
        {plain(name): one.name for one in known for name in (one.name, *one.aliases) if name},
        {_simple(name): one.name for one in known for name in one.aliases if name.isascii()},
        frozenset(len(one.name) for one in known if one.aliases),
    )


def _by_sound(text: str, names: _Names, in_letters: InLetters) -> Iterator[Anchor]:
    for run in _RUN.finditer(text):
        said = [in_letters(char) for char in run.group()]
        for length in names.lengths:
            for at in range(len(said) - length + 1):
                meant = names.sounds.get(_simple("".join(said[at : at + length])))
                if meant is not None:
                    start = run.start() + at
                    yield Anchor(start, start + length, meant, sure=False)


def _simple(letters: str) -> str:
    """Letters without what many do not tell apart: `ninghe` is `ninhe`."""
    for said, simple in _SAID_ALIKE:
        letters = letters.replace(said, simple)
    return letters


def _by_letter(text: str, names: Mapping[str, str]) -> Iterator[Anchor]:
    """Names with one letter wrong, missing or too many, right before a number or behind a door."""
    for hit in _BEFORE_NUMBER.finditer(text):
        if hit[1][-1] not in NOT_BEHIND_SHORT:
            for part, compound in _misspelled(hit[1], names, from_end=True):
                yield Anchor(hit.end(1) - len(part), hit.end(1), compound, sure=False)
    for hit in _BEHIND_DOOR.finditer(text):
        for part, compound in _misspelled(hit[1], names, from_end=False):
            yield Anchor(hit.start(1), hit.start(1) + len(part), compound, sure=False)


def _misspelled(run: str, names: Mapping[str, str], *, from_end: bool) -> Iterator[tuple[str, str]]:
    """The end, or the beginning, of a run that differs from a name by one letter; its compound."""
    for name, compound in names.items():
        for length in (len(name), len(name) - 1, len(name) + 1):
            part = run[-length:] if from_end else run[:length]
            if len(part) == length >= _SHORTEST and part[0] == name[0] and _is_near(part, name):
                yield part, compound
                break


def _is_near(said: str, name: str) -> bool:
    """Whether a word is a name but for one letter; another number is another name: 江阴二村."""
    if len(said) == len(name):
        wrong = [one for one, other in zip(said, name, strict=True) if one != other]
        return len(wrong) == 1 and wrong[0] not in CHINESE_NUMERALS
    longer, shorter = (said, name) if len(said) > len(name) else (name, said)
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))


def mend_rooms(line: Line, in_letters: InLetters) -> bool:
    """Put rooms of lane houses with a wrong letter right, 灶皮间, behind the number of a house.

    Returns:
        Whether there was any.
    """
    text = line.rest
    for hit in _ROOM.finditer(text):
        part = "above" if hit["floor"] else "room"
        said = hit[part]
        if said not in named_rooms() and (room := _room_like(said, in_letters)):
            text = text[: hit.start(part)] + room + text[hit.end(part) :]
    if text == line.rest:
        return False
    line.reword(text)
    return True


def _room_like(said: str, in_letters: InLetters) -> str | None:
    """The one room that sounds as what was said, or differs by a letter that is not its last."""
    rooms = [room for room in named_rooms() if len(room) == len(said)]
    if not any(said[-1] == room[-1] or said[:-1] == room[:-1] for room in rooms):
        return None
    sound = _simple(in_letters(said))
    return _only(room for room in rooms if _simple(in_letters(room)) == sound) or _only(
        room
        for room in rooms
        if len(room) >= _SHORTEST and room[-1] == said[-1] and _is_near(said, room)
    )


def _only(rooms: Iterable[str]) -> str | None:
    found = list(rooms)
    return found[0] if len(found) == 1 else None
