"""What is said of work that is done, begun, called off, planned again or moved to another day.

One act for one record or for all that are marked. What would be untrue as it looks, such as the end
of what has not begun, is asked about first, in words that say what will be noted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from data.duties.crew import Crew
from models.problems import Refused
from models.times import loaded, local_date, whole_minutes
from screens.duties.crew_words import freed, stands
from screens.i18n import N_, _, language
from screens.kit.choose import Act, choose_act
from screens.kit.fields import FormField, reader, shown
from screens.kit.form import FormDialog
from screens.kit.kinds import DAY
from screens.kit.place import Place
from screens.kit.record import blank
from screens.kit.times import clock, span
from screens.kit.values import beside, joined

if TYPE_CHECKING:
    from data.step import Step

_ASKED = 5
"""Records named in a question; how many more there are is told."""

_TO: tuple[FormField, ...] = (FormField("day", N_("day"), DAY, required=True),)


class Piece(NamedTuple):
    """One record of work: its number, its name alone and in a sentence, how far it is, when."""

    no: int
    name: str
    called: str
    """As a sentence begins: `Stop 3 at 南门`."""
    state: str
    starts_at: str
    """In stored form."""


class Ways(NamedTuple):
    """The states of a kind of work, from planned to called off."""

    planned: str
    begun: str
    done: str
    cancelled: str


def _not_early(_no: int, _now: datetime) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class WorkActs:
    """What is said of one kind of work.

    Args:
        ways: its states.
        state: a state in words.
        unbegun: msgid of why the end of one is early that is still planned.
        begin, end: msgids of what is told of what began, and of what is done; with `names`.
        many: several records in words, by their number.
        read: the records by their numbers.
        mark: the command that says how far records are.
        move: the command that moves records to a day.
        off: states that can be called off.
        loses: what becomes of goods and people if records are called off, in lines; none where
            they have neither.
        early: why one that is marked as begun or done is early all the same; empty where it is not.
    """

    ways: Ways
    state: Callable[[str], str]
    unbegun: str
    begin: str
    end: str
    many: Callable[[int], str]
    read: Callable[[Sequence[int]], list[Piece]]
    mark: Callable[[Step, Sequence[int], Any], Crew]
    move: Callable[[Step, Sequence[int], date], Crew]
    off: frozenset[str]
    loses: Callable[[Sequence[int]], list[str]]
    early: Callable[[int, datetime], str] = _not_early

    # -- done and begun ----------------------------------------------------------------------

    async def done(self, place: Place) -> None:
        """All that are meant are done, whether they began or not."""
        await self._go(place, self.ways.done, (self.ways.planned, self.ways.begun), self.end)

    async def begin_work(self, place: Place) -> None:
        """All that are meant have begun."""
        await self._go(place, self.ways.begun, (self.ways.planned,), self.begin)

    async def _go(self, place: Place, to: str, since: Sequence[str], told: str) -> None:
        pieces = self.read(place.meant())
        able = [piece for piece in pieces if piece.state in since]
        left = [piece for piece in pieces if piece.state not in since]
        if not able:
            if left:
                place.say(self._left(left), wrong=True)
            return
        now = place.store.now()

        async def mark() -> None:
            await self._mark(place, able, to, lambda names: _(told).format(names=names), left)

        doubts = [doubt for piece in able if (doubt := self._doubt(piece, to, now))]
        if not doubts:
            await mark()
            return

        def about() -> str:
            lines = [self._doubt(piece, to, now) for piece in able]
            said = [line for line in lines if line]
            more = len(said) - _ASKED
            tail = [_("… and {count} more").format(count=more)] if more > 0 else []
            return "\n".join(said[:_ASKED] + tail)

        def act() -> str:
            return _("mark as {state}").format(state=self.state(to))

        def title() -> str:
            return _("{act}: {what}").format(act=act(), what=self.many(len(able)))

        acts: list[Act] = [(act, mark), (lambda: _("leave it as it is"), lambda: None)]
        choose_act(place.desk, title, acts, about)

    def _doubt(self, piece: Piece, to: str, now: datetime) -> str:
        """Why something looks early, with what will be noted; empty where it does not."""
        starts = loaded(piece.starts_at)
        said = _("{what} will be marked as {state};").format(
            what=piece.called, state=self.state(to)
        )
        if starts > now:
            ahead = span(whole_minutes(starts - now))
            due = _("it is due at {time}, {span} from now.")
            return beside(said, due.format(time=clock(starts, now), span=ahead), gap=" ")
        if to == self.ways.done and piece.state == self.ways.planned:
            return beside(said, _(self.unbegun), gap=" ")
        early = self.early(piece.no, now)
        return beside(said, early, gap=" ") if early else ""

    def _left(self, left: Sequence[Piece]) -> str:
        """What nothing was done about, each with how far it is."""
        told = _("{what} is {state}.")
        return beside(
            *(told.format(what=piece.called, state=self.state(piece.state)) for piece in left),
            gap=" ",
        )

    async def _mark(
        self,
        place: Place,
        able: Sequence[Piece],
        to: str,
        told: Callable[[str], str],
        left: Sequence[Piece] = (),
        lost: Sequence[str] = (),
    ) -> None:
        numbers = [piece.no for piece in able]
        names = joined(piece.name for piece in able)
        free, again = to == self.ways.cancelled, to == self.ways.planned

        def said(crew: Crew) -> str:
            parts = [told(names)]
            if free and lost:
                parts += lost
            elif free and crew.names:
                parts.append(freed(crew))
            if again:
                parts.append(stands(crew))
            return beside(*parts, self._left(left), gap=" ")

        done = await place.perform(lambda step: self.mark(step, numbers, to), said)
        if not isinstance(done, Refused):
            place.unmark(numbers)

    async def call_off(self, place: Place) -> None:
        """All that are meant are called off; of several, or one with goods or people, what becomes
        of those is told first."""
        pieces = self.read(place.meant())
        able = [piece for piece in pieces if piece.state in self.off]
        left = [piece for piece in pieces if piece.state not in self.off]
        if able:
            await self._call_off(place, able, left)
        elif left:
            place.say(self._left(left), wrong=True)

    async def _call_off(
        self, place: Place, able: Sequence[Piece], left: Sequence[Piece] = ()
    ) -> None:
        numbers = [piece.no for piece in able]

        async def mark() -> None:
            told = lost.get(language(), ())
            await self._mark(place, able, self.ways.cancelled, self._turned, left, told)

        lost = {language(): self.loses(numbers)}  # read before there is a dialog to show it
        if len(able) == 1 and not lost[language()]:
            await mark()
            return

        def about() -> str:
            named = joined(piece.called for piece in able[:_ASKED])
            more = len(able) - _ASKED
            tail = _("… and {count} more").format(count=more) if more > 0 else ""
            if language() not in lost:
                lost[language()] = self.loses(numbers)
            return "\n".join((beside(named, tail, gap=" "), *lost[language()]))

        def act() -> str:
            return _("call off {what}").format(what=self.many(len(able)))

        acts: list[Act] = [(act, mark), (lambda: _("leave it as it is"), lambda: None)]
        choose_act(place.desk, act, acts, about)

    def _turned(self, names: str, to: str = "") -> str:
        state = self.state(to or self.ways.cancelled)
        return _("{names}: {state}.").format(names=names, state=state)

    # -- called off, planned again, another day ------------------------------------------------

    def turns(self, place: Place, numbers: Sequence[int]) -> list[Act]:
        """What can be done about records besides changing what they say.

        Each act is about those it can be done with; it says how many where it is about several.
        """
        pieces = self.read(numbers)
        acts: list[Act] = []
        off = [piece for piece in pieces if piece.state in self.off]
        if off:
            acts.append(
                (
                    lambda: _("call off {what}").format(what=self.many(len(off))),
                    lambda: self._call_off(place, off),
                )
            )
        again = [piece for piece in pieces if piece.state == self.ways.cancelled]
        if again:
            acts.append(
                (
                    lambda: _("plan {what} again").format(what=self.many(len(again))),
                    lambda: self._mark(
                        place, again, self.ways.planned, partial(self._turned, to=self.ways.planned)
                    ),
                )
            )
        able = [piece for piece in pieces if piece.state == self.ways.planned]
        if able:
            acts.append(
                (
                    lambda: _("move {what} to another day").format(what=self.many(len(able))),
                    lambda: self._ask_day(place, able),
                )
            )
        return acts

    def _ask_day(self, place: Place, able: Sequence[Piece]) -> None:
        numbers = [piece.no for piece in able]
        names = joined(piece.name for piece in able)
        tomorrow = local_date(place.store.now()) + timedelta(days=1)

        def said(to: date) -> Callable[[Crew], str]:
            told = _("Moved to {day}: {names}.").format(day=f"{to:%m-%d}", names=names)
            return lambda crew: beside(told, stands(crew, along=True), gap=" ")

        async def save(edit: Any) -> object:
            to = edit.given
            done = await place.perform(lambda step: self.move(step, numbers, to), said(to))
            if not isinstance(done, Refused):
                place.unmark(numbers)
            return done

        title = _("Move {what} to another day")
        place.desk.open_dialog(
            FormDialog(
                blank(
                    lambda: title.format(what=self.many(len(able))), shown(_TO, {"day": tomorrow})
                ),
                _TO,
                reader(_TO, _day),
                save,
            )
        )


def _day(day: date) -> date:
    return day
