"""Which doors the words of a report are about, and what is said of each in the end. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from models.doors import MissedWhy, SaidDoor
from models.doors.door_shapes import DoorSaid
from models.doors.report_state import HOUSE, ReportState, place_of
from models.doors.said_together import with_phrase
from models.doors.saying import Phrase

_SOME_HOUSE = re.compile(
    r"[楼栋幢弄门]|单元|\b(?:building|block|gate|floor|house)\b", re.IGNORECASE
)
"""In words about some doors of which it is not said which: `我们楼都齐了`."""


@dataclass
class Report(ReportState):
    """A report while it is read, door by door and phrase by phrase."""

    @property
    def awaits_floors(self) -> bool:
        """Whether a floor may be said alone: of the building that was named last."""
        if self.heading is None:
            return self.on_floors
        told = any(one.tells for one in self.of_heading) and not self.ahead_held
        return not told and HOUSE.search(self.heading.text) is not None

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
                self.whole_heading, self.whole_ahead = self.whole_ahead, False
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
            if got.whole or got.each or self.whole_heading:
                said = SaidDoor(heading.address, heading.text, said=got.text, whole=True)
                said = said._replace(floor=heading.floor)
                self.off[place_of(said)] = said, len(self.doors)
            return
        if self.ahead in self.of_heading:
            self.ahead, self.ahead_held, self.ahead_of_lines = None, False, False
        self.door(heading)
        told = [one for one in self.of_heading if one.tells or one.names_goods]
        whole = any(one.whole or _is_of_floor(heading, one) for one in told)
        whole = whole or (self.whole_heading and bool(told))
        self.whole_at = len(self.doors) - 1 if whole else None
        self.doors[-1] = self.doors[-1]._replace(whole=whole, floor=heading.floor)
        for phrase in self.of_heading:
            self._say([len(self.doors) - 1], phrase)
        self.doors[-1] = self.doors[-1]._replace(whole=whole)
        if self.of_heading:
            self.run.remove(len(self.doors) - 1)

    def door(self, found: DoorSaid) -> None:
        """A door that is said, with the words before it that are about it."""
        self.doors.append(SaidDoor(found.address, found.text))
        at = len(self.doors) - 1
        if self.excepting and self.whole_at is not None:
            self._spare(self.whole_at, [at])
            return
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
        if phrase.towards and phrase.came and self.run:
            phrase = phrase._replace(why=MissedWhy.OTHER, only=False, came=False)
        self.to_next = phrase.towards and not phrase.tells and bool(self.run or not phrase.got)
        if phrase.but:
            self._except(phrase)
        elif self.excepting and (phrase.got or self._tells_of_rest(phrase)):
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
        self.excepting, self.except_from = True, len(self.doors)
        self.except_of, self.run = self.heading, [at for at in self.run if not self.doors[at].floor]
        floors = [at for at, one in enumerate(self.doors) if one.floor and not one.said]
        if floors:
            self.whole_at = None
        self.dropped |= set(floors)
        self.floors_apart = floors
        self.all_done = self.all_done or phrase.got
        if self.ahead is not None and self.ahead.got:
            self.ahead, self.ahead_held, self.ahead_of_lines = None, False, False

    def _of_the_rest(self, phrase: Phrase) -> None:
        """Words about the doors that are not excepted: that they got it goes without saying."""
        spared = [at for at in self.run if at >= self.except_from]
        if not phrase.got and (self.except_of or self.floors_apart):
            if self.except_of is not None:
                self.doors.append(SaidDoor(self.except_of.address, self.except_of.text, whole=True))
                self.floors_apart = [len(self.doors) - 1]
            for at in self.floors_apart:
                self.dropped.discard(at)
                self._spare(at, spared)
            self._say(self.floors_apart, phrase)
            self.run = []
        elif not phrase.got:
            self.unread.append(f"{' '.join(self.doors[at].text for at in spared)} {phrase.text}")
            self.dropped |= set(spared)
        self.served = True
        self.last, self.run, self.since_comma = self.run or self.last, [], []

    def _tells_of_rest(self, phrase: Phrase) -> bool:
        """Whether words behind excepted doors are about the others: `除了301都没人`, where `都` is
        not said of one door."""
        spared = [at for at in self.run if at >= self.except_from]
        of_all = phrase.each and len(spared) == 1 and not self.all_done
        return phrase.tells and (phrase.rest or of_all)

    def _spare(self, at: int, spared: Sequence[int]) -> None:
        """Doors of a building that missed nothing, while all others there did."""
        but = tuple(self.doors[one].address for one in spared)
        self.doors[at] = self.doors[at]._replace(but=(*self.doors[at].but, *but))
        self.dropped |= set(spared)

    def _of_heading(self, phrase: Phrase, colon: bool) -> None:
        self.of_heading.append(phrase)
        floor = self.heading is not None and _is_of_floor(self.heading, phrase)
        told = phrase.tells or phrase.names_goods or phrase.got
        if ((phrase.whole and told) or floor) and not colon:
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

    def _begin(self, phrase: Phrase, colon: bool) -> None:
        """Words before which no door stands: they are about those behind them if they tell why."""
        self.last, self.since_comma = [], []
        if phrase.back and phrase.tells and self.doors:
            open_ones = [at for at, one in enumerate(self.doors) if one.why is MissedWhy.OTHER]
            self._say(open_ones + self.bare, phrase)
        elif phrase.got and (phrase.each or phrase.whole):
            if _SOME_HOUSE.search(phrase.text):
                self.chatter.append(phrase.text)
            else:
                self.all_done = True
        elif not (phrase.got or phrase.tells or phrase.names_goods):
            self.whole_ahead = phrase.whole
            if not phrase.whole or phrase.beside:
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
        self.by_ahead, self.excepting, self.floors_apart = [], False, []
        self.whole_at = None

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

    def _drop_ahead(self) -> None:
        """The words in front hold no longer. Those behind which no door stands are about the doors
        that words before them were about, as in `就差303和306，家里没人`; else they are told."""
        ahead = self.ahead
        if ahead is not None and not self._used() and ahead not in self.of_heading:
            if ahead.nobody:
                self.all_done = True
            elif ahead.got:
                self.chatter.append(ahead.text)
            elif self.by_ahead and not ahead.rest:
                self._say(self.by_ahead, ahead)
            else:
                self.unread.append(ahead.text)
        self.ahead, self.ahead_held, self.ahead_of_lines = None, False, False


def _is_of_floor(heading: DoorSaid, phrase: Phrase) -> bool:
    """Whether words are about all doors of a floor that is said without rooms."""
    told = phrase.tells and HOUSE.search(heading.text) is not None
    return bool(heading.floor) and (phrase.each or told)
