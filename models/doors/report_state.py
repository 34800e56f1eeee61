"""What is known of a report's doors while it is read: what was said of each so far. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from models.address import Address
from models.doors import SaidDoor
from models.doors.door_shapes import DoorSaid
from models.doors.said_together import is_refused_and_lacking, with_first, with_phrase
from models.doors.saying import Phrase

_NUMBER = re.compile(r"\d")
HOUSE = re.compile(r"[楼栋幢弄门]|单元|\b(?:building|block|gate|floor|house)\b", re.IGNORECASE)
"""In words about some doors of which it is not said which: `我们楼都齐了`."""
HOUSE = re.compile(r"[号幢栋座#]|\b(?:bl|bu?i?ld|tower)", re.IGNORECASE)
"""In a building that is said so that it is no floor: 2号楼, and not 2楼."""

Place = tuple[Address, str | None]
"""A door, or a floor of a building."""


@dataclass
class ReportState:
    """A report while it is read: the doors, each with what is said of it so far."""

    given: bool = False
    """Whether it is about who got what was missing: then that is no reason to leave a door out."""
    doors: list[SaidDoor] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    run: list[int] = field(default_factory=list)
    """Doors since the last words."""
    last: list[int] = field(default_factory=list)
    """Doors that the last words were about."""
    since_comma: list[int] = field(default_factory=list)
    """Doors since the last comma that words before them are about."""
    ahead: Phrase | None = None
    """Words about the doors behind them."""
    ahead_held: bool = False
    """Whether a colon stands behind those words, so that they hold on to the next line."""
    ahead_of_lines: bool = False
    """Whether they stood on a line of their own, so that they hold for all lines below."""
    dropped: set[int] = field(default_factory=set)
    """Doors of which something was said that is none: a fraction of a pack, or fewer than none."""
    heading: DoorSaid | None = None
    """A building without a room, which is a door only if no room follows it."""
    of_heading: list[Phrase] = field(default_factory=list)
    """What was said of that building."""
    closed: bool = False
    """Whether its clause ended since words told that something was missed there."""
    bare: list[int] = field(default_factory=list)
    """Doors of clauses of this line of which nothing was said."""
    off: dict[Place, tuple[SaidDoor, int]] = field(default_factory=dict)
    """Doors that got it after all, each with how many doors were named before that was said."""
    to_next: bool = False
    """Whether the next door has what was another's."""
    received: set[int] = field(default_factory=set)
    """Doors that have what was another's, of which nothing else is said."""
    turns: list[tuple[list[int], list[SaidDoor], Phrase]] = field(default_factory=list)
    """Words behind doors of which words before them told already, with these as they were."""
    served: bool = False
    """Whether doors are named that got it."""
    chatter: list[str] = field(default_factory=list)
    """Words that are about no door and tell of none."""
    by_ahead: list[int] = field(default_factory=list)
    """Doors of this line that the last words before doors are about."""
    of_ahead: Phrase | None = None
    """These words."""
    excepting: bool = False
    """Whether the doors beside are those of which the rest does not hold."""
    except_from: int = 0
    """How many doors were named before those that are excepted."""
    except_of: DoorSaid | None = None
    """The building of those, where it is named without rooms."""
    floors_apart: list[int] = field(default_factory=list)
    """The floors of those, where they are named without rooms."""
    whole_at: int | None = None
    """The building of this line of which all doors missed out."""
    whole_ahead: bool = False
    """Whether the building behind is meant as a whole: 整栋3号楼."""
    whole_heading: bool = False
    """Whether the building that was said is."""
    on_floors: bool = False
    """Whether what was named last are floors."""
    all_done: bool = False
    """Whether it was said of all doors that they got it."""

    @property
    def kept(self) -> list[SaidDoor]:
        """The doors without those of which something was said that is none, and those that got it
        after all."""
        left_out = self.dropped | self.received
        return [
            door._replace(whole=door.whole or _is_floor_told(door))
            for at, door in enumerate(self.doors)
            if at not in left_out
            and not (place_of(door) in self.off and at < self.off[place_of(door)][1])
        ]

    @property
    def got(self) -> list[SaidDoor]:
        """The doors that got it after all, each once, without those of which something else was
        said behind that."""
        missed = set(map(place_of, self.kept))
        return [one for place, (one, _before) in self.off.items() if place not in missed]

    @property
    def told(self) -> tuple[str, ...]:
        """What could not be taken: words that tell of a door and not of which, or hold a number;
        all words where there is no door at all, and it was not said either that all got it."""
        some = self.doors or self.all_done
        beside = [one for one in self.chatter if not some or _NUMBER.search(one)]
        return tuple(dict.fromkeys((*beside, *self.unread)))

    def _got(self, doors: Sequence[int], phrase: Phrase) -> None:
        """Doors that got it after all."""
        self.served = True
        got = [self.doors[at]._replace(said=phrase.text) for at in doors]
        got = [one._replace(whole=one.whole or bool(one.floor)) for one in got]
        self.off |= {place_of(one): (one, len(self.doors)) for one in got}

    def _used(self) -> bool:
        text = self.ahead.text if self.ahead is not None else ""
        return any(
            text in door.said for door in (*self.doors, *(one for one, _at in self.off.values()))
        )

    def _say(self, doors: Sequence[int], phrase: Phrase, *, anew: bool = False) -> None:
        for at in doors:
            place = place_of(self.doors[at])
            if not phrase.tells and place in self.off and at < self.off[place][1]:
                continue
            self.off.pop(place, None)
            if phrase.unclear and not self.doors[at].said:
                self.unread.append(f"{self.doors[at].text} {phrase.text}")
                self.dropped.add(at)
            self.received.discard(at)
            if self.given and phrase.only:
                phrase = phrase._replace(only=False, came=False)
            if is_refused_and_lacking(self.doors[at], phrase):
                self.doors.append(with_first(self.doors[at], phrase))
                continue
            was = self.doors[at]._replace(said="") if anew else self.doors[at]
            self.doors[at] = with_phrase(was, phrase)


def place_of(door: SaidDoor) -> Place:
    """Where what is said of a door holds."""
    return door.address, door.floor


def _is_floor_told(door: SaidDoor) -> bool:
    """Whether it is a floor of which something is said: then all its doors are meant."""
    return bool(door.floor and door.said) and HOUSE.search(door.text) is not None
