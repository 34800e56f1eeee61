"""Which doors the words of a report are about, and what is said of each in the end. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from models.address import Address
from models.doors import MissedWhy, SaidDoor
from models.doors.door_shapes import DoorSaid
from models.doors.said_together import is_refused_and_lacking, with_first, with_phrase
from models.doors.saying import Phrase

_NUMBER = re.compile(r"\d")
_NAMES_HOUSE = re.compile(r"[楼栋幢弄门]|单元|\b(?:building|block|gate|floor|house)\b", re.IGNORECASE)
"""In words about some doors of which it is not said which: `我们楼都齐了`."""
_HOUSE = re.compile(r"[号幢栋座#]|\b(?:bl|bu?i?ld|tower)", re.IGNORECASE)
"""In a building that is said so that it is no floor: 2号楼, and not 2楼."""


Place = tuple[Address, str | None]
"""A door, or a floor of a building."""


@dataclass
class Report:
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
    on_floors: bool = False
    """Whether what was named last are floors."""
    all_done: bool = False
    """Whether it was said of all doors that they got it."""

    @property
    def awaits_floors(self) -> bool:
        """Whether a floor may be said alone: of the building that was named last."""
        if self.heading is None:
            return self.on_floors
        told = any(one.tells for one in self.of_heading) and not self.ahead_held
        return not told and _HOUSE.search(self.heading.text) is not None

    def floors(self, said: Sequence[DoorSaid]) -> None:
        """Floors of a building that are meant as a whole, if something is said of them."""
        if self.heading is not None and said[0].address == self.heading.address:
            self.heading = None
        self._head()
        for one in said:
            self.door(one)
            self.doors[-1] = self.doors[-1]._replace(floor=one.floor)
        self.on_floors = True

    def found(self, one: DoorSaid) -> None:
        """The next door, or a building whose rooms follow."""
        self.on_floors = False
        if one.address.room is None:
            self._head()
            if one.address.building:
                self.heading, self.of_heading, self.closed = one, [], False
            return
        own = self.heading is not None and one.address.building == self.heading.address.building
        if own and not self.closed:
            self.heading = None
        self._head()
        self.door(one)

    def _head(self) -> None:
        """The building that was said is what was meant: no room followed it."""
        heading, self.heading = self.heading, None
        if heading is None:
            return
        self.on_floors = heading.floor is not None
        if got := next((one for one in self.of_heading if one.got), None):
            self.served = True
            if got.whole or got.each:
                said = SaidDoor(heading.address, heading.text, said=got.text, whole=True)
                said = said._replace(floor=heading.floor)
                self.off[_place(said)] = said, len(self.doors)
            return
        if self.ahead in self.of_heading:
            self.ahead, self.ahead_held, self.ahead_of_lines = None, False, False
        self.door(heading)
        whole = any(one.whole or _is_of_floor(heading, one) for one in self.of_heading)
        self.doors[-1] = self.doors[-1]._replace(whole=whole, floor=heading.floor)
        for phrase in self.of_heading:
            self._say([len(self.doors) - 1], phrase)
        if self.of_heading:
            self.run.remove(len(self.doors) - 1)

    def door(self, found: DoorSaid) -> None:
        """A door that is said, with the words before it that are about it."""
        self.doors.append(SaidDoor(found.address, found.text))
        at = len(self.doors) - 1
        self.run.append(at)
        if self.to_next:
            self.received.add(at)
            self.served = True
        self.to_next = False
        if self.ahead is not self.of_ahead:
            self.by_ahead, self.of_ahead = [], self.ahead
        if self.ahead is not None and self.ahead.got and not self.given:
            self._got([at], self.ahead)
            self.ahead_held = False
        elif self.ahead is not None:
            self._say([at], self.ahead)
            self.since_comma.append(at)
            self.by_ahead.append(at)
            self.ahead_held = False

    def words(self, phrase: Phrase, colon: bool) -> None:
        """What stands between doors."""
        self.to_next = phrase.towards and not phrase.tells
        if phrase.but:
            self._except(phrase)
        elif self.excepting and (phrase.got or (phrase.rest and phrase.tells)):
            self._of_the_rest(phrase)
        elif self.heading is not None:
            self._of_heading(phrase, colon)
        elif colon and self.on_floors and self.run:
            self.dropped |= {at for at in self.run if self.doors[at].floor}
            self._begin(phrase, colon)
        elif colon and (self.ahead is not None or not self.run):
            self._begin(phrase, colon)
        elif about := self._about(phrase):
            self._tell(about, phrase)
        else:
            self._begin(phrase, colon)

    def _except(self, phrase: Phrase) -> None:
        """The doors beside these words are those that missed out; the rest did not."""
        self.excepting = True
        self.all_done = self.all_done or phrase.got
        if self.ahead is not None and self.ahead.got:
            self.ahead, self.ahead_held, self.ahead_of_lines = None, False, False

    def _of_the_rest(self, phrase: Phrase) -> None:
        """Words about the doors that are not excepted: that they got it goes without saying."""
        if not phrase.got:
            self.unread.append(phrase.text)
        self.served = True
        self.last, self.run, self.since_comma = self.run or self.last, [], []

    def _of_heading(self, phrase: Phrase, colon: bool) -> None:
        self.of_heading.append(phrase)
        floor = self.heading is not None and _is_of_floor(self.heading, phrase)
        if (phrase.whole or floor) and not colon:
            self._head()
        elif phrase.tells or phrase.names_goods:
            self.ahead, self.ahead_held = phrase, colon

    def _about(self, phrase: Phrase) -> list[int]:
        """The doors that words behind them are about."""
        if self.ahead is not None and self.run and not phrase.tells and not phrase.got:
            return self.run[-1:]
        if self.run and self.ahead is None:
            return self.run
        if self.since_comma:
            return self.since_comma
        return self.run or self.last

    def _tell(self, doors: list[int], phrase: Phrase) -> None:
        anew = doors is self.since_comma and phrase.tells
        if self.turns or (anew and self.ahead and self.ahead.tells and not self.ahead_of_lines):
            self.turns.append((list(doors), [self.doors[at] for at in doors], phrase))
        before = self.doors[doors[0] - 1] if doors[0] else None
        if before is not None and phrase.also and phrase.why is before.why and not phrase.goods:
            phrase = phrase._replace(goods=before.goods)
        if phrase.got:
            if not (self.given or (doors is self.last and phrase.each)):
                self._got(doors, phrase)
        else:
            self._say(doors, phrase, anew=anew)
            if self.ahead is not None and self.ahead.got:
                self.ahead, self.ahead_held, self.ahead_of_lines = None, False, False
        if phrase.each and phrase.tells:
            self._say(self.bare, phrase)
        if anew:
            self._drop_ahead()
        self.last, self.run, self.since_comma, self.bare = list(doors), [], [], []

    def _got(self, doors: Sequence[int], phrase: Phrase) -> None:
        """Doors that got it after all."""
        self.served = True
        got = [self.doors[at]._replace(said=phrase.text) for at in doors]
        got = [one._replace(whole=one.whole or bool(one.floor)) for one in got]
        self.off |= {_place(one): (one, len(self.doors)) for one in got}

    def _begin(self, phrase: Phrase, colon: bool) -> None:
        """Words before which no door stands: they are about those behind them if they tell why."""
        self.last, self.since_comma = [], []
        if phrase.back and phrase.tells and self.doors:
            open_ones = [at for at, one in enumerate(self.doors) if one.why is MissedWhy.OTHER]
            self._say(open_ones + self.bare, phrase)
        elif phrase.got and (phrase.each or phrase.whole):
            if _NAMES_HOUSE.search(phrase.text):
                self.chatter.append(phrase.text)
            else:
                self.all_done = True
        elif not (phrase.got or phrase.tells or phrase.names_goods):
            self.chatter.append(phrase.text)
        else:
            self._drop_ahead()
            self.ahead, self.ahead_held = phrase, colon

    def comma(self) -> None:
        """A comma: what follows may be about other doors."""
        self.since_comma, self.to_next = [], False
        if self.ahead is not None:
            self.run = []

    def close(self, *, line_end: bool) -> None:
        """The clause ends: doors without words are of nobody who answered. A building that heads a
        line of its own is that of the rooms in the lines below."""
        if self.heading is not None and any(one.tells for one in self.of_heading):
            self.closed = not self.ahead_held
        if line_end and self.ahead is not None and not self._used():
            self.ahead_of_lines = self.ahead_held or self.ahead.tells
        if not (line_end and self.ahead_of_lines):
            self._drop_ahead()
        self._turn()
        unsaid = [at for at in self.run if not self.doors[at].said]
        self.bare = [] if line_end else [*self.bare, *unsaid]
        self.run, self.last, self.since_comma, self.to_next = [], [], [], False
        self.by_ahead, self.excepting = [], False

    def _turn(self) -> None:
        """What began with words and ends with doors is words with the doors behind them:
        `没人 3-201 缺奶 3-202`."""
        turns, self.turns = self.turns, []
        if not turns or not self.run:
            return
        first = turns[0][1][0].said
        self.unread = [one for one in self.unread if one != first]
        before: Phrase | None = None
        for doors, as_was, phrase in turns:
            for at, was in zip(doors, as_was, strict=True):
                self.doors[at] = was if before is None else with_phrase(was, before)
            before = phrase
        self._say(self.run, turns[-1][2])

    def end(self) -> None:
        """The report ends."""
        self._head()
        self.close(line_end=False)

    @property
    def kept(self) -> list[SaidDoor]:
        """The doors without those of which something was said that is none, and those that got it
        after all."""
        return [
            door._replace(whole=door.whole or _is_floor_told(door))
            for at, door in enumerate(self.doors)
            if at not in self.dropped | self.received
            and not (_place(door) in self.off and at < self.off[_place(door)][1])
        ]

    @property
    def got(self) -> list[SaidDoor]:
        """The doors that got it after all, each once, without those of which something else was
        said behind that."""
        missed = set(map(_place, self.kept))
        return [one for place, (one, _before) in self.off.items() if place not in missed]

    @property
    def told(self) -> tuple[str, ...]:
        """What could not be taken: words that tell of a door and not of which, or hold a number;
        all words where there is no door at all, and it was not said either that all got it."""
        some = self.doors or self.all_done
        beside = [one for one in self.chatter if not some or _NUMBER.search(one)]
        return tuple(dict.fromkeys((*beside, *self.unread)))

    def _drop_ahead(self) -> None:
        """The words in front hold no longer. Those behind which no door stands are about the doors
        that words before them were about, as in `就差303和306，家里没人`; else they are told."""
        ahead = self.ahead
        if ahead is not None and not self._used() and ahead not in self.of_heading:
            if ahead.nobody:
                self.all_done = True
            elif self.by_ahead and not (ahead.got or ahead.rest):
                self._say(self.by_ahead, ahead)
            else:
                self.unread.append(ahead.text)
        self.ahead, self.ahead_held, self.ahead_of_lines = None, False, False

    def _used(self) -> bool:
        text = self.ahead.text if self.ahead is not None else ""
        return any(
            text in door.said for door in (*self.doors, *(one for one, _at in self.off.values()))
        )

    def _say(self, doors: Sequence[int], phrase: Phrase, *, anew: bool = False) -> None:
        for at in doors:
            place = _place(self.doors[at])
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


def _place(door: SaidDoor) -> Place:
    return door.address, door.floor


def _is_of_floor(heading: DoorSaid, phrase: Phrase) -> bool:
    """Whether words are about all doors of a floor that is said without rooms."""
    told = phrase.tells and _HOUSE.search(heading.text) is not None
    return bool(heading.floor) and (phrase.each or told)


def _is_floor_told(door: SaidDoor) -> bool:
    """Whether it is a floor of a building of which something is said: then all its doors are meant."""
    return bool(door.floor and door.said) and _HOUSE.search(door.text) is not None
