"""Somebody who works the desk by keys alone: counts each of them, waits for what they do."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from textual import events
from textual.screen import Screen
from textual.widgets import Static

from data.clock import FixedClock
from data.requests import queries
from data.requests import queries as requests
from data.store import Store
from models.requests import RequestRow, RequestView
from models.times import LOCAL
from screens.emergency.sheet import EmergencySheet
from screens.kit.card import Card
from screens.kit.place import Place
from screens.requests.place import Requests
from tests.ui.driving import Driven

GIVE_UP = 30
"""Seconds after which what was waited for will not come any more."""

_LOOK_EVERY = 0.002
"""Seconds between looks whether it has come."""

_KEYS = {
    "+": "plus",
    "!": "exclamation_mark",
    " ": "space",
    ":": "colon",
    "/": "slash",
    "*": "asterisk",
    "]": "right_square_bracket",
}
_CHARACTERS = {"enter": "\r", "ctrl+s": "\x13", "escape": "\x1b", "exclamation_mark": "!"}


@dataclass(frozen=True, slots=True)
class Said:
    """Words that are typed into a field, letter by letter; they are no keystrokes of the desk."""

    text: str


@dataclass(slots=True)
class Spent:
    """Keystrokes of an act, without the words that were typed."""

    keys: int = 0


Stroke = str | Said


class Typist:
    """Types at the desk.

    Args:
        ahead: whether all keys of an act are sent at once, without looking at the screen.
    """

    def __init__(self, pilot: Driven, store: Store, clock: FixedClock, *, ahead: bool) -> None:
        self._pilot, self._store, self._clock, self._ahead = pilot, store, clock, ahead
        self._struck = 0

    @property
    def screen(self) -> Screen[object]:
        """What is in front."""
        return self._pilot.app.screen

    def at(self, clock: str, days: int = 0) -> None:
        """Let the desk's clock show a time of the night's first day, or days later."""
        hour, minute = map(int, clock.split(":"))
        moment = datetime(2022, 4, 9, hour, minute, tzinfo=LOCAL) + timedelta(days=days)
        assert moment >= self._clock.moment, "the night goes forward"
        self._clock.moment = moment

    # -- keys --------------------------------------------------------------------------------

    async def does(self, *strokes: Stroke, until: Callable[[], bool]) -> None:
        """Type an act and wait until it is done."""
        self._struck += sum(isinstance(one, str) for one in strokes)
        for one in strokes:
            self._send(one)
            if not self._ahead:
                await self._pilot.pause()
        await self.sees(until)

    def _send(self, stroke: Stroke) -> None:
        for key in stroke.text if isinstance(stroke, Said) else [stroke]:
            character = _CHARACTERS.get(key, key)
            self._pilot.app.post_message(events.Key(_KEYS.get(key, key), character))

    async def sees(self, done: Callable[[], bool]) -> None:
        """Wait until something is so, and what comes with it is shown."""
        await self._until(done)
        await self._pilot.app.workers.wait_for_complete()
        await self._pilot.pause()

    async def _until(self, done: Callable[[], bool]) -> None:
        async with asyncio.timeout(GIVE_UP):
            while not done():
                await asyncio.sleep(_LOOK_EVERY)

    @contextmanager
    def counted(self) -> Iterator[Spent]:
        """Counts the keystrokes of what is done meanwhile."""
        spent, before = Spent(), self._struck
        yield spent
        spent.keys = self._struck - before

    # -- the queue ---------------------------------------------------------------------------

    def rows(self) -> list[RequestRow]:
        """What is not over yet, what is hurt first in front, as the file has it now."""
        with self._store.read() as conn:
            return queries.where(
                conn, "t.state <> 'closed'", {}, self._store.now(), requests.settings(conn)
            )

    def row(self, no: int) -> RequestRow:
        """One request as the file has it now."""
        with self._store.read() as conn:
            (found,) = requests.rows(conn, [no], self._store.now(), requests.settings(conn))
        return found

    def view(self, no: int) -> RequestView:
        """One request whole."""
        return self._store.ask(requests.view, no)

    def in_queue(self) -> bool:
        """Whether the queue is shown, with nothing in front of it."""
        return isinstance(self.screen, Requests)

    def on_sheet(self) -> bool:
        """Whether an emergency sheet is shown, with nothing in front of it."""
        return isinstance(self.screen, EmergencySheet)

    async def goes_to(self, no: int) -> None:
        """Put the cursor on a request of the queue, with the arrows."""
        await self._home()
        for _step in range(len(self.rows())):
            if self._under_cursor() == no:
                return
            await self._down()
        raise AssertionError(f"request {no} is not in the queue")

    async def reads_cards(self) -> list[tuple[int, str]]:
        """Number and why-first of each request from the first to the last, as their cards say."""
        await self._home()
        found: list[tuple[int, str]] = []
        for step in range(len(self.rows())):
            if step:
                await self._down()
            no = self._under_cursor()
            await self.does("enter", until=lambda: isinstance(self.screen, Card))
            card = str(self.screen.query_one("#card-text", Static).content)
            assert card.startswith(f"#{no} ")
            (why,) = (
                line.removeprefix("why first").strip()
                for line in card.split("\n")
                if line.startswith("why first")
            )
            found.append((no, why))
            await self.does("escape", until=self.in_queue)
        return found

    def _under_cursor(self) -> int:
        place = self.screen
        assert isinstance(place, Requests)
        no = place.chosen()
        assert no is not None
        return no

    async def _home(self) -> None:
        self._send("home")
        await self._pilot.pause()

    async def _down(self) -> None:
        above = self._under_cursor()
        self._send("down")
        await self._until(lambda: self._under_cursor() != above)

    # -- acts --------------------------------------------------------------------------------

    async def takes_call(self, line: str, no: int) -> None:
        """Write a call down at the capture line."""
        await self.does(
            "+",
            Said(line),
            "enter",
            until=lambda: isinstance(self.screen, Place) and self._has(no),
        )

    def _has(self, no: int) -> bool:
        with self._store.read() as conn:
            return bool(requests.rows(conn, [no], self._store.now(), requests.settings(conn)))

    async def chases(self, no: int, *strokes: Stroke) -> None:
        """Log one chase more of a request."""
        await self.goes_to(no)
        before = self.row(no).chases
        await self.does(
            *strokes, until=lambda: self.in_queue() and self.row(no).chases == before + 1
        )

    async def chases_first(self, no: int, whom: str, said: str, until: str = "") -> None:
        """Log a chase of somebody of the directory, narrowed by name, with a promise perhaps."""
        promise: Sequence[Stroke] = ("enter", Said(until)) if until else ()
        await self.chases(no, "c", Said(whom), "enter", Said(said), *promise, "ctrl+s")
