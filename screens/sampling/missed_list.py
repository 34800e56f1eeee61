"""Who lacks in a round as a list: building by building, who is to be marked."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList

from data.sampling import queries
from data.sampling.commands import is_over
from data.testing import queries as testing
from models.address import dashed
from models.call_sheet import Sampling
from models.sampling import Missing
from models.testing import RoundView
from models.times import stored
from screens.i18n import _, ngettext
from screens.kit.columns import cut
from screens.kit.dialog import BROAD
from screens.kit.marked import LongMarked
from screens.kit.times import clock
from screens.kit.told import Told
from screens.kit.values import beside
from screens.sampling import words

_NOTE_LINES = 4
"""Lines of what is told beneath the list of the one under the cursor."""


class View(Enum):
    """Who is shown."""

    MISSED = 0
    TO_COME = 1
    """Who is still to come, too."""
    AGAIN = 2
    """Who missed two rounds or more in a row."""


class Lacking(NamedTuple):
    """Somebody who lacks; the number is their place in the sheet."""

    no: int
    one: Missing


class MissedList(LongMarked[Lacking]):
    """The list alone.

    Args:
        round_no: the round.
    """

    DEFAULT_CLASSES = BROAD
    DEFAULT_CSS = """
    MissedList #missed-note { color: $foreground 85%; padding: 0 1; margin-top: 1; }
    """
    list_id = "lacking-list"

    def __init__(self, round_no: int) -> None:
        super().__init__()
        self._round_no = round_no
        self._round: RoundView | None = None
        self._view = View.MISSED
        self._over = False
        """Whether who is still to come lacks."""

    def notes(self) -> ComposeResult:
        yield Told(id="missed-note")
        yield from super().notes()

    # -- looking -------------------------------------------------------------------------------

    def heading(self) -> str:
        what = {
            View.MISSED: _("who is missed"),
            View.TO_COME: _("who is missed or still to come"),
            View.AGAIN: _("who missed two rounds or more"),
        }[self._view]
        over = "" if self._round is None or not self._round.closed_at else _("the round is closed")
        name = "" if self._round is None else self._round.name
        people = words.people(sum(row is not None for row in self._rows))
        return beside(name, over, what, people)

    def foot(self) -> str:
        return _("space  /: door  y: call  a: visit  d: settled  P: close  v: view")

    def lines(self) -> Iterator[tuple[Content, Lacking | None]]:
        rows = self._read()
        for of in words.of_buildings(rows):
            yield self._building(of), None
            for one in of:
                row = Lacking(one.member.position, one)
                yield self.line(row), row
        if not rows:
            yield Content(self._nothing()), None

    def _read(self) -> list[Missing]:
        store = self.desk.store
        at = stored(store.now())
        with store.read() as conn:
            view = self._round = testing.round_of(conn, self._round_no)
            if view.frozen_at is None:
                return []
            to_come = self._view is View.TO_COME
            self._over = is_over(view, at)
            found = queries.missing(conn, view, over=self._over, at=at, due=to_come)
        return [one for one in found if self._view is not View.AGAIN or one.rounds > 1]

    def _nothing(self) -> str:
        if self._round is not None and self._round.frozen_at is None:
            return _("The round has not begun: nobody is missed yet.")
        if self._view is View.AGAIN:
            return _("Nobody missed two rounds in a row. v shows others.")
        return _("Nobody is missed. v shows who is still to come.")

    def _building(self, of: list[Missing]) -> Content:
        first = of[0].member
        house = beside(first.compound or "", dashed(first.lane, first.building), gap=" ")
        return Content(beside(house or _("at no door"), words.people(len(of))))

    def line(self, row: Lacking) -> Content:
        one = row.one
        member = one.member
        door = dashed(member.unit, member.room)
        goes = ""
        if one.goes:
            when = "" if one.goes_at is None else clock(one.goes_at, self.desk.store.now())
            goes = beside(_("{who} goes").format(who=one.goes), when, gap=" ")
        waits = member.state == Sampling.DUE and not self._over
        state = words.said(member) or (_("still to come") if waits else _("not tested"))
        again = words.rounds(one.rounds)
        asked = "" if one.request_no is None else f"#{one.request_no}"
        told = beside(door, member.name, state, goes, asked, f"⚠ {again}" if again else "")
        style = "$error" if again else "$foreground 80%" if goes else ""
        return Content.styled(f" {self.box(row)} {told}", style)

    @on(OptionList.OptionHighlighted)
    def _note(self) -> None:
        self.marked()

    def marked(self) -> None:
        count = len(self._marks)
        told = ngettext("{count} is marked.", "{count} are marked.", count).format(count=count)
        self.put("#missed-note", told if count else self._asks())
        self.fit()

    def _asks(self) -> str:
        row = self._row()
        if row is None:
            return ""
        call = words.second_call([one.one for one in self._of_building(row)])
        return cut(call, _NOTE_LINES * self.line_cells)

    def _of_building(self, row: Lacking) -> list[Lacking]:
        key = row.one.member.address[:3]
        return [one for one in self._rows if one is not None and one.one.member.address[:3] == key]
