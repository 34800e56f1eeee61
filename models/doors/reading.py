"""Reads which doors missed out from a line such as `3-201 3-402 没人, 5-1803 缺奶`. Pure.

Doors and words alternate: words are about the doors before them since the last words, or about
those behind them where none stand before, or where a colon does (`没人：3-201 3-402`). A room alone
is one of the building named last. Which doors there are is the caller's knowledge.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from models.address import Address
from models.doors import Exceptions, MissedWhy, SaidDoor
from models.doors.door_shapes import SECOND, DoorSaid, doors_at, shown
from models.doors.saying import Phrase, read_phrase, says_none
from models.text import narrow

LIMIT = 20_000
"""Characters read of a report: several thousand doors."""


_OF_SECOND = re.compile(r"(?<=\d)/(?=[2-9](?![\d/-]))(?<=[\d]{3}/)")
_BETWEEN_ROOMS = re.compile(r"(?<=\d\d\d)/(?=\d{3})")

LINE_SIGN = "|"
"""Stands for the end of a line where several are typed into one field."""

_BREAK = re.compile(r"[;；。\n!！|]")


@dataclass
class _Report:
    """A report while it is read: the doors, each with what is said of it so far."""

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

    def found(self, one: DoorSaid) -> None:
        """The next door, or a building whose rooms follow."""
        if one.address.room is None:
            self._head()
            self.heading = one
        else:
            self.heading = None
            self.door(one)

    def _head(self) -> None:
        heading, self.heading = self.heading, None
        if heading is not None:
            self.door(heading)

    def door(self, found: DoorSaid) -> None:
        self.doors.append(SaidDoor(found.address, found.text))
        at = len(self.doors) - 1
        if self.ahead is None:
            self.run.append(at)
        else:
            self._say([at], self.ahead)
            self.since_comma.append(at)
            self.ahead_held = False

    def words(self, text: str, colon: bool) -> None:
        phrase = read_phrase(text)
        if phrase is None:
            return
        self._head()
        if colon and not self.run:
            self.last, self.since_comma = [], []
            self.ahead, self.ahead_held = phrase, True
        elif self.run:
            self._say(self.run, phrase)
            self.last, self.run = self.run, []
        elif self.since_comma:
            self._say(self.since_comma, phrase, anew=True)
            self._drop_ahead()
            self.last, self.since_comma = self.since_comma, []
        elif self.last:
            self._say(self.last, phrase)
        elif self.ahead is not None:
            self._drop_ahead()
            self.ahead = phrase
        else:
            self.ahead = phrase

    def comma(self) -> None:
        self.since_comma = []

    def close(self, *, line_end: bool) -> None:
        """The clause ends: doors without words are of nobody who answered. A building that heads a
        line of its own is that of the rooms in the lines below."""
        if not line_end:
            self._head()
        if line_end and self.ahead is not None and not self._used():
            self.ahead_of_lines = self.ahead_held or self.ahead.why is not MissedWhy.OTHER
        if not (line_end and self.ahead_of_lines):
            self._drop_ahead()
        self.run, self.last, self.since_comma = [], [], []

    @property
    def kept(self) -> list[SaidDoor]:
        """The doors without those of which something was said that is none."""
        return [door for at, door in enumerate(self.doors) if at not in self.dropped]

    def _drop_ahead(self) -> None:
        """The words in front hold no longer; those that were about no door are told."""
        if self.ahead is not None and not self._used():
            self.unread.append(self.ahead.text)
        self.ahead, self.ahead_held, self.ahead_of_lines = None, False, False

    def _used(self) -> bool:
        return any(door.said == self.ahead.text for door in self.doors if self.ahead is not None)

    def _say(self, doors: Sequence[int], phrase: Phrase, *, anew: bool = False) -> None:
        for at in doors:
            if phrase.unclear:
                self.unread.append(f"{self.doors[at].text} {phrase.text}")
                self.dropped.add(at)
            was = self.doors[at]._replace(said="") if anew else self.doors[at]
            self.doors[at] = _with(was, phrase)


def _with(door: SaidDoor, phrase: Phrase) -> SaidDoor:
    """A door with what a phrase says of it beside what was said before: more goods that it lacks;
    who got nothing at all lacks nothing more by that."""
    is_other = phrase.why is MissedWhy.OTHER
    named, maybe = ((), phrase.goods) if is_other else (phrase.goods, ())
    if not door.said:
        return door._replace(
            why=phrase.why,
            goods=named,
            quantity=phrase.quantity,
            said=phrase.text,
            whole=phrase.whole,
            maybe=maybe,
        )
    comma = ", " if phrase.text.isascii() else "，"
    now = door._replace(
        said=f"{door.said}{comma}{phrase.text}",
        goods=tuple(dict.fromkeys((*door.goods, *named))) if door.goods else (),
        maybe=tuple(dict.fromkeys((*door.maybe, *maybe))),
        whole=door.whole or phrase.whole,
    )
    if phrase.why is MissedWhy.ABSENT:
        return now._replace(why=phrase.why, goods=(), quantity=None)
    return now


def read_exceptions(text: str, places: Collection[str] = ()) -> Exceptions:
    """Read a report of doors that missed out.

    Args:
        text: of one or several lines, as it was typed or pasted.
        places: names of compounds, which hold for the doors behind them.

    Returns:
        The doors in the order they were named, and the words that are about none.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    work = _prepared(text[:LIMIT])
    if says_none(text[:LIMIT]):
        return Exceptions(())
    work, names = _prepared(text[:LIMIT]), _names(tuple(sorted(places)))
    report, context = _Report(), Address()
    at = begun = 0

    def skip(to: int, *, colon: bool = False) -> None:
        """Take what was passed over as words, and go on behind a sign or a door."""
        nonlocal at, begun
        report.words(shown(work[begun:at]), colon)
        at = begun = to

    while at < len(work):
        char = work[at]
        place = names.match(work, at) if names else None
        if _BREAK.match(char):
            skip(at + 1)
            report.close(line_end=char in "\n|")
        elif char == ",":
            skip(at + 1)
            report.comma()
        elif char == ":":
            skip(at + 1, colon=True)
        elif place:
            skip(place.end())
            report.comma()
            context = Address(compound=_as_named(place[0], places))
        elif doors := doors_at(work, at, context):
            skip(doors[-1].end)
            for door in doors:
                report.found(door)
            context = doors[-1].address
        else:
            at += 1
    skip(at)
    report.close(line_end=False)
    return Exceptions(tuple(_each_once(report.kept)), tuple(report.unread))


def _prepared(text: str) -> str:
    """Half-width text in which a stroke before a second household is a sign of its own, and one
    between two rooms a comma."""
    plain = narrow(text).replace("\r", "\n").replace("～", "~").replace("–", "-")
    plain = re.sub(r"[^\S\n]+", " ", plain)
    plain = _BETWEEN_ROOMS.sub(",", plain)
    return _OF_SECOND.sub(SECOND, plain.replace("、", ","))


@cache
def _names(places: tuple[str, ...]) -> re.Pattern[str] | None:
    named = [re.escape(narrow(one)) for one in places if one.strip()]
    longest = sorted(named, key=len, reverse=True)
    return re.compile("|".join(longest), re.IGNORECASE) if longest else None


def _as_named(said: str, places: Collection[str]) -> str:
    return next(one for one in places if narrow(one).casefold() == said.casefold())


def _each_once(doors: Sequence[SaidDoor]) -> Iterator[SaidDoor]:
    """Each door once, as it was said of it last."""
    by_address = {(door.address, door.goods, door.why): door for door in doors}
    seen: dict[Address, list[SaidDoor]] = {}
    for door in by_address.values():
        seen.setdefault(door.address, []).append(door)
    for same in seen.values():
        first, *more = same
        for one in more:
            first = _with(first, _phrase_of(one))
        yield first


def _phrase_of(door: SaidDoor) -> Phrase:
    return Phrase(door.said, door.why, door.goods or door.maybe, door.quantity, door.whole)
