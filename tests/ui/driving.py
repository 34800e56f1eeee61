"""Driving the desk by keys, and reading what it shows."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any, TypeVar

import pytest
from textual import events
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static
from textual.worker import WorkerFailed

from data.emergency import commands as emergency_commands
from data.requests import queries as requests
from data.store import Store
from models.drafts import Value
from models.emergency import AttemptInput, LineInput, Result, SheetLine
from models.requests import RequestRow
from screens.kit.columns import View
from screens.kit.editors import put_value
from screens.kit.form import FormDialog
from screens.kit.list_place import ListPlace
from screens.kit.place import Place
from screens.kit.status_line import StatusLine
from screens.shell import Shell
from tests.copied import day_copied
from tests.painting import paint_what_changed, painted_when_asked
from tests.unhurried import loop_done, threads_done

Size = tuple[int, int]
S = TypeVar("S", bound=Screen[Any])

LOW: Size = (80, 24)
WIDE: Size = (120, 40)
"""Columns and lines of a terminal: the smallest one meant, and one with room for a detail."""

both_sizes = pytest.mark.parametrize("size", [LOW, WIDE], ids=["low", "wide"])

BLEEDING = "大林苑2号1805室 孕妇大出血 13800009617"
PETS = "大林苑2号1805室 猫粮快没了"

_A_MOMENT = 0.1
"""Seconds; three of them are longer than anything that follows a key is put off."""

_ANOTHER_LOOK = 10
"""Seconds within which the desk looks at what others wrote: it does each second, but the library
reckons repeated timers by a clock that does not leap, and they come the later the more there were.
"""

_KEYS = {
    "+": "plus",
    "!": "exclamation_mark",
    "＋": "fullwidth_plus_sign",
    "/": "slash",
    "\r": "enter",
    " ": "space",
}


@asynccontextmanager
async def desk(store: Store, *keys: str, size: Size = LOW) -> AsyncIterator[Driven]:
    """The desk over a store, which stays open as another desk's, after some keys; the day's copy of
    it was made before, unless there are copies already."""
    day_copied(store.path, store.now())
    async with driven(Shell(store.path, store.clock), size) as pilot:
        if keys:
            await pilot.press(*keys)
        yield pilot


@asynccontextmanager
async def driven(app: Shell, size: Size = LOW) -> AsyncIterator[Driven]:
    """A desk that runs in a terminal of a size; a fault that it survives fails the test all the
    same, unless that looked at it with `Driven.fault`."""
    app.twice = app.alone = 0.0  # the tests press keys faster than anybody
    with painted_when_asked(app):
        async with app.run_test(size=size):
            pilot = Driven(app)
            await pilot.settled()
            yield pilot
    assert not app.faults, app.faults


class Driven(Pilot[int]):
    """Somebody who drives a desk by keys and sees what it shows."""

    @property
    def desk(self) -> Shell:
        """The desk that is driven."""
        assert isinstance(self.app, Shell)
        return self.app

    # -- keys ------------------------------------------------------------------------------------

    async def _wait_for_screen(self, timeout: float = 30.0) -> bool:
        """Wait until all that was sent is dealt with; whether the desk went on.

        The library sends each widget a message and waits for all of them, with every pause and
        every key. Here the loop knows: no time passes on it before nothing is left to do, but what
        waits for a thread, or until some moment.
        """
        async with asyncio.timeout(timeout):
            await loop_done()
        return self.app.is_running

    async def pause(self, delay: float | None = None) -> None:
        """Wait until there is nothing to do for now, and see what is shown then."""
        await super().pause(delay)
        if paint_what_changed(self.app):
            await super().pause()

    async def settled(self) -> None:
        """Wait until the desk has done what there is to do, what it puts off for a moment too."""
        for _ in range(3):
            await threads_done()
            with suppress(WorkerFailed):  # of which the desk has told
                await self.app.workers.wait_for_complete()
            await self.pause(_A_MOMENT)

    async def press(self, *keys: str) -> None:
        """Press keys one after another, and wait for what they set off."""
        for key in keys:
            await super().press(key)
            paint_what_changed(self.app)
            await threads_done()
        await self.settled()

    def at_once(self, *keys: str) -> None:
        """Send keys without waiting for what they do, as a fast typist or a paste does."""
        for key in keys:
            character = key if len(key) == 1 else None
            self.app.post_message(events.Key(_KEYS.get(key, key), character))

    def fault(self) -> str:
        """The one fault of the program that it survived, in words."""
        (words,) = self.desk.faults.values()
        self.desk.faults.clear()
        return words

    async def looked_again(self) -> None:
        """Wait until the desk has seen what others wrote."""
        await self.pause(_ANOTHER_LOOK)
        await self.settled()

    # -- what stands in front --------------------------------------------------------------------

    def front(self, kind: type[S]) -> S:
        """What stands in front, which has to be of a kind."""
        screen = self.app.screen
        assert isinstance(screen, kind), screen
        return screen

    def shown(self, selector: str) -> str:
        """What a text says."""
        said = str(self.app.screen.query_one(selector, Static).content)
        return said.replace("\N{NO-BREAK SPACE}", " ")

    def choices(self, selector: str = "OptionList") -> list[str]:
        """What the lines of a list say."""
        return prompts(self.app.screen.query_one(selector, OptionList))

    def line(self) -> Input:
        """The line that is typed into, where there is one."""
        return self.app.screen.query_one(Input)

    def title(self) -> str:
        """What a dialog is called."""
        return str(self.app.screen.query_one(".box, .sheet").border_title)

    def told(self) -> str:
        """What its status line says."""
        return self.app.screen.query_one(StatusLine).message

    def form(self) -> FormDialog[Any]:
        """The form in front."""
        return self.front(FormDialog)

    def field(self, name: str) -> Widget:
        """Where a field of the form is edited."""
        return self.form().query_one(f"#edit-{name}")

    def fill(self, **values: str) -> None:
        """Let values stand in fields of the form."""
        for name, value in values.items():
            put_value(self.field(name), value)

    def values(self) -> dict[str, Value]:
        """What stands in the fields of the form."""
        return self.form().values()

    async def save(self, **values: str) -> None:
        """Let values stand in fields of the form, and save it."""
        self.fill(**values)
        await self.press("ctrl+s")

    def problem(self, name: str) -> str:
        """What the form says against a field."""
        return self.shown(f"#field-{name} > .problem")

    # -- the place, also beneath a dialog --------------------------------------------------------

    def place(self) -> Place:
        """The place that is shown now."""
        place = self.desk.here
        assert place is not None
        return place

    def here(self) -> ListPlace:
        """The place that is shown now, which has a list."""
        place = self.place()
        assert isinstance(place, ListPlace)
        return place

    def cells(self) -> dict[int, list[str]]:
        """What each row of the place says, by number, in the order of the list."""
        place = self.here()
        view = View(place.desk.masked, place.store.now())
        rows = {}
        for row in place.listing(place.query_now).rows():
            said = (column.cell(row, view) for column in place.columns)
            rows[row.no] = [cell if isinstance(cell, str) else cell[0] for cell in said]
        return rows

    def status(self) -> str:
        """What the status line of the place says."""
        return self.place().query_one(StatusLine).message

    def board(self) -> list[str]:
        """The lines of the day."""
        return self.choices("#board")


def prompts(listed: OptionList) -> list[str]:
    """What the lines of a list say."""
    return [str(option.prompt) for option in listed.options]


def queue(store: Store) -> list[RequestRow]:
    """All requests, in the order of the queue."""
    with store.read() as conn:
        return requests.where(conn, "1", {}, store.now(), requests.settings(conn))


def accept(store: Store, no: int) -> None:
    """Somebody takes a life on, and it gets there."""
    store.do(
        emergency_commands.log_attempt,
        no,
        AttemptInput("区妇产科", Result.ACCEPTED, store.now(), "急诊"),
    )
    for line, said in ((SheetLine.TRANSFER, "120"), (SheetLine.ARRIVED, "12床")):
        store.do(emergency_commands.add_line, no, LineInput(line, said, store.now()))
