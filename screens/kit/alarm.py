"""Lives whose chase is due: a line over every place and dialog until they are seen, and a bell."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple
from weakref import WeakSet

from rich.cells import cell_len
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

from screens.i18n import _
from screens.kit.columns import UNREADABLE, cut
from screens.kit.refusable import Refusable

if TYPE_CHECKING:
    from models.requests import QueueSettings, RequestRow
    from screens.kit.watching import Watching


class LifeAlarm:
    """Looks which lives are due, each second, by what is read of them with each change and minute.

    Whoever opens a life, its sheet or its detail, has seen it: until it is due another time it
    rings no more. What was seen is this desk's alone and ends with it: who sits down at another
    desk, or starts this one anew, is told again.
    """

    def __init__(self, desk: Watching) -> None:
        self._desk = desk
        self._lives: Sequence[RequestRow] = ()
        self._queue: QueueSettings | None = None
        self._read_at = (-1, "")
        """At which generation and minute: time alone makes a life of what ran out."""
        self._seen: set[tuple[str, str | None]] = set()
        self._rung_for: set[tuple[str, str | None]] = set()
        self._rang_at: datetime | None = None
        self._shown_on: WeakSet[Screen[Any]] = WeakSet()

    @property
    def unseen(self) -> list[RequestRow]:
        """The lives that are due and that nobody looked at since, what is hurt first in front; none
        while there is no file yet to read them from."""
        if not self._lives:
            return []
        now = self._desk.store.now()
        return [one for one in self._lives if _due(one) not in self._seen and _is_due(one, now)]

    def seen(self, no: int) -> None:
        """Somebody looks at a request: one written down before is not meant any more."""
        if self._desk.fresh.get("emergency", no) != no:
            del self._desk.fresh["emergency"]
        self._seen |= {_due(one) for one in self.unseen if one.no == no}
        self.show()

    def look(self) -> None:
        """Read anew what changed, show what is due, and ring for it."""
        try:
            if self._read_at != self._moment():
                self._read()
        except Exception as error:  # noqa: BLE001 - the desk tells of its file; read a second later
            self._desk.log.warning(error)
        self.show()
        queue = self._queue
        if queue is not None and self._rings(queue.ring_again) and queue.life_rings:
            self._desk.bell()

    def _read(self) -> None:
        from data.requests import queries as requests

        now = self._desk.store.now()
        with self._desk.store.read() as conn:
            self._queue = requests.settings(conn)
            self._lives = requests.lives(conn, now, self._queue)
        self._read_at = self._moment()

    def _moment(self) -> tuple[int, str]:
        return self._desk.generation, f"{self._desk.store.now():%d%H%M}"

    def _rings(self, again: timedelta) -> bool:
        """Whether it rings now: for one that is newly due, else some minutes after it last did.

        A clock that was set back does not silence it.
        """
        now = self._desk.store.now()
        due = {_due(one) for one in self.unseen}
        new, self._rung_for = due - self._rung_for, due
        if not due:
            return False
        rang = self._rang_at
        quiet = rang is not None and timedelta(0) <= now - rang < again
        if new or not quiet:
            self._rang_at = now
            return True
        return False

    # -- on screen ---------------------------------------------------------------------------

    def show(self) -> None:
        """Have all that is on screen say it."""
        for screen in self._desk.screen_stack:
            self.show_on(screen)

    def show_on(self, screen: Screen[Any]) -> None:
        """Have a place or dialog say it; one that has no line for it gets one with the first."""
        unseen = self.unseen
        if not screen.is_mounted or (not unseen and screen not in self._shown_on):
            return
        alarm = self._alarm(unseen, screen) if unseen else None
        line = next(iter(screen.query(AlarmLine)), None)
        if line is None:
            line = AlarmLine()
            self._shown_on.add(screen)
            screen.mount(line)
            _fit(screen)
        line.say(alarm)

    def _alarm(self, unseen: Sequence[RequestRow], screen: Screen[Any]) -> Alarm:
        from models.requests.doubts import may_be_life  # nothing is painted with it before

        first, count = unseen[0], len(unseen)
        doubted = all(map(may_be_life, unseen))
        if count == 1:
            life = _("⚠ LIFE: #{no} {where} is due to be chased")
            told = _("⚠ LIFE? #{no} {where} is to be asked about") if doubted else life
        else:
            lives = _("⚠ LIFE: {count} due and not seen, first #{no} {where}")
            may_be = _("⚠ LIFE? {count} to be asked about, first #{no} {where}")
            told = may_be if doubted else lives
        return Alarm(told, count, first.no, _where(first), self._keys(first.no, screen))

    def _keys(self, first: int, screen: Screen[Any]) -> tuple[str, ...]:
        """What the key of the sheet opens on a screen, in more and in fewer words; none where that
        is a call that was just written down, or nothing."""
        opens = getattr(screen, "opens_sheet", None)
        no = first if opens is None else opens(first)
        if no is None or "emergency" in self._desk.fresh:
            return ("",)
        if no == first:
            return (_("! opens it"),)
        # The request under the cursor is what its caller tells of now: the key keeps to it, and
        # pressed again, over that sheet, it opens the one that is named here.
        more, fewer = _("!! opens it, ! #{no} under the cursor"), _("!! opens it, ! #{no}")
        return more.format(no=no), fewer.format(no=no)


class Alarm(NamedTuple):
    """What the line says.

    Attributes:
        told: a sentence that leaves open `count`, how many are `due`, and of the first `no` and
            `where`, its door.
        keys: what the key does, in more and in fewer words; empty for none.
    """

    told: str
    due: int
    no: int
    where: str
    keys: tuple[str, ...]

    def within(self, cells: int) -> str:
        """The sentence and the key in so many cells: first the key is told in fewer words, then
        the door is cut; the number, by which the life is found, stays whole."""
        where = cut(self.where, min(_WHERE, cell_len(self.where)))
        said = [self._said(where, key) for key in self.keys]
        for words in said:
            if cell_len(words) <= cells:
                return words
        left = max(0, cell_len(where) - cell_len(said[-1]) + cells)
        return self._said(cut(self.where, left).rstrip(), self.keys[-1])

    def _said(self, where: str, key: str) -> str:
        told = self.told.format(count=self.due, no=self.no, where=where)
        return f"{told}   {key}" if key else told


class AlarmLine(Refusable, Widget):
    """The line at the upper edge; it takes no room while no life is due. A click opens the life."""

    DEFAULT_CSS = """
    AlarmLine { dock: top; display: none; height: 1; width: 1fr; padding: 0 1;
        background: $error; color: $text; text-style: bold; }
    AlarmLine.-rings { display: block; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._alarm: Alarm | None = None

    def say(self, alarm: Alarm | None) -> None:
        """Say it, or give way where there is nothing to say."""
        if alarm == self._alarm:
            return
        self._alarm = alarm
        self.set_class(alarm is not None, "-rings")
        self.refresh()
        if self.is_mounted:
            _fit(self.screen)

    def render(self) -> Content:
        return Content("" if self._alarm is None else self._alarm.within(self.content_size.width))

    def on_click(self) -> None:
        """Open the life."""
        self.run_worker(self.app.run_action("open('emergency')"))


def _fit(screen: Screen[Any]) -> None:
    """Let a dialog leave room for the line."""
    fit = getattr(screen, "fit_if_open", None)
    if fit is not None:
        screen.call_after_refresh(fit)


def _due(row: RequestRow) -> tuple[str, str | None]:
    """Which life, and for which time it is due."""
    return row.id, row.next_chase_at


def _is_due(row: RequestRow, now: datetime) -> bool:
    """Whether a life is due; one whose times cannot be read is."""
    from models.requests.rules import chase_due

    try:
        return chase_due(row, now)
    except UNREADABLE:
        return True


def _where(row: RequestRow) -> str:
    from models.address import and_more, said_address, short_address

    door = short_address(row.compound, row.lane, row.building, row.unit, row.room)
    return and_more(door or said_address(row.address_said), len(row.doors))


_WHERE = 24
"""Cells of where a life is at most, in the line."""
