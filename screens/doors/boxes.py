"""A line to type which doors missed out, over the doors of the gates to tick; what both say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from textual import events
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from data.doors import queries, report
from data.doors.queries import Gate
from data.supplies import queries as supplies
from models.doors import Miss, MissedRow
from models.doors.finding import Found
from models.doors.received import Received, received
from models.supplies import DropState
from models.word_tables import BrokenTable
from screens.doors import words
from screens.doors.chips import chips
from screens.doors.door_lines import (
    DoorLine,
    Key,
    drawn,
    lines_of,
)
from screens.i18n import _
from screens.kit.dialog import Dialog
from screens.kit.line_field import LineField
from screens.kit.readable import ReadableList
from screens.kit.ticks import tick
from screens.kit.titles import titled
from screens.kit.told import Told
from screens.kit.values import beside
from screens.sentences import say

_MOST, _LEAST = 20, 4
"""Lines of the list: where there is room for them, and where there is none."""


class DoorBoxes(Dialog[None]):
    """The doors of a gate, or of all gates of its delivery, and which of them missed out.

    Args:
        drop_no: the gate.
    """

    DEFAULT_CSS = """
    DoorBoxes .box { width: 98%; max-width: 120; }
    DoorBoxes #missed-list, DoorBoxes #missed-list:focus {
        height: auto; border: none; background: $surface; padding: 0;
    }
    DoorBoxes #missed-list > .option-list--option-disabled { color: $accent; text-style: bold; }
    DoorBoxes #missed-chips { height: auto; padding: 0 1; margin-bottom: 1; }
    """
    AUTO_FOCUS = "Input"

    def __init__(self, drop_no: int) -> None:
        super().__init__()
        self._drop_no = drop_no
        self._whole = False
        """Whether all gates of the delivery are shown."""
        self._hand_out: bool | None = None
        """Whether the gates count as handed out by this; None until it is known."""
        self._places: list[str] = []
        self._gates: list[Gate] = []
        self._lines: list[DoorLine | None] = []
        self._noted: dict[Key, list[MissedRow]] = {}
        self._toggled: set[Key] = set()
        """Doors whose box was changed by hand since."""
        self._found = Found((), ())
        self._back: tuple[Received, ...] = ()
        """Doors that the line says got it after all."""
        self._shown: list[Content] = []

    def compose(self) -> ComposeResult:
        with Container(classes="box"):
            yield LineField(
                self._kept(), placeholder=self._hint(), id="missed-text", select_on_focus=False
            )
            yield Static("", id="missed-chips", markup=False)
            yield ReadableList(id="missed-list", markup=False)
            yield Told(id="missed-done")
            yield Told(classes="foot")

    def on_mount(self) -> None:
        self.renew()
        field = self.query_one(Input)
        field.focus()
        field.cursor_position = len(field.value)
        super().on_mount()

    # -- reading -------------------------------------------------------------------------------

    def renew(self) -> None:
        """Read the doors again; what was typed and ticked stays."""
        if not self.is_open:
            return
        with self.desk.store.read() as conn:
            drop = supplies.drop(conn, self._drop_no)
            compound = None if self._whole else drop.compound
            self._gates = report.read_gates(conn, drop.delivery_no, compound)
            self._places = queries.places(conn)
            rows = queries.missed_at(conn, [gate.drop.no for gate in self._gates])
        self._noted = {}
        for row in rows:
            self._noted.setdefault((row.drop_no, row.household_id), []).append(row)
        if self._hand_out is None:
            # What was left open when doors were noted before stays open, until somebody says else.
            left_open = {key for key, _household in self._noted}
            here = {gate.drop.no for gate in self._gates if gate.drop.state != DropState.DONE}
            self._hand_out = not left_open & here
        self._look()
        self._fill()
        self._relabel()

    def _look(self) -> None:
        """Read the line as it stands."""
        try:
            noted = [row for rows in self._noted.values() for row in rows]
            found = report.understood(self._gates, self._text, self._places)
            self._found, self._back = received(found, noted)
        except BrokenTable as broken:  # doors can be ticked all the same
            self._found, self._back = Found((), ()), ()
            told = Content.styled(f"⚠ {say(broken.problem)}", "$error")
        else:
            told = chips(self._found, self._back, whole=self._whole)
        self.query_one("#missed-chips", Static).update(told)
        self.fit()

    @property
    def _text(self) -> str:
        return self.query_one(Input).value

    @property
    def _typed(self) -> set[Key]:
        return {(one.door.drop_no, one.door.household_id) for one in self._found.known}

    @property
    def _named(self) -> set[Key]:
        """The doors that the line speaks of."""
        got = {(one.door.drop_no, one.door.household_id) for one in self._back}
        return got | self._typed

    def _still(self, key: Key) -> list[MissedRow]:
        """What is on file that a door missed, without what the line says came after all."""
        rows = self._noted.get(key, [])
        gone = {row.id for one in self._back for row in one.rows} if rows else ()
        return [row for row in rows if row.id not in gone]

    def _is_missed(self, key: Key) -> bool:
        return key in self._typed or bool(self._still(key)) != (key in self._toggled - self._named)

    # -- on screen -----------------------------------------------------------------------------

    def _fill(self) -> None:
        self._lines = list(lines_of(self._gates))
        self._shown = [self._line(at) for at in range(len(self._lines))]
        listed = self.query_one(OptionList)
        at = listed.highlighted
        listed.clear_options()
        listed.add_options(
            [
                Option(text, disabled=line is None)
                for text, line in zip(self._shown, self._lines, strict=True)
            ]
        )
        first = next((n for n, line in enumerate(self._lines) if line is not None), None)
        listed.highlighted = at if at is not None and at < len(self._lines) else first

    def _line(self, at: int) -> Content:
        line = self._lines[at]
        if line is None:
            door = next(one for one in self._lines[at:] if one is not None).door
            return Content(words.building(door, named=self._whole))
        rows = self._noted.get(line.key, [])
        return drawn(
            line, rows, self._is_missed(line.key), self.line_cells, masked=self.desk.masked
        )

    def _redraw(self) -> None:
        """Draw those lines anew that changed."""
        listed = self.query_one(OptionList)
        for at in range(len(self._lines)):
            text = self._line(at)
            if text != self._shown[at]:
                self._shown[at] = text
                listed.replace_option_prompt_at_index(at, text)
        self._relabel()

    def _relabel(self) -> None:
        drop = next((gate.drop for gate in self._gates if gate.drop.no == self._drop_no), None)
        if drop is None:
            return
        where = _("all gates") if self._whole else drop.compound
        title = _("Who missed out: {where}, delivery {no}").format(where=where, no=drop.delivery_no)
        self.query_one(".box").border_title = titled(title)
        missed = sum(1 for line in self._lines if line is not None and self._is_missed(line.key))
        total = sum(1 for line in self._lines if line is not None)
        counted = words.counted(total - missed, total)
        if not self._hand_out:
            counted = _("{missed} of {doors} missed out").format(
                missed=missed, doors=words.doors(total)
            )
        over = (
            "" if not self._hand_out else " ".join(f"⚠ {words.over(one)}" for one in self._over())
        )
        self.put("#missed-done", beside(counted, self._handed(), over))
        self.put(
            ".foot",
            _("enter: save  ↓ list: space missed  v all gates  d open  n request"),
        )

    def _handed(self) -> str:
        open_ones = [one for one in self._about() if one.drop.state != DropState.DONE]
        if not open_ones:
            return ""
        return f"{tick(bool(self._hand_out))} " + _("counts as handed out")

    def _over(self) -> list[report.Over]:
        """Goods of which more would be handed out by this than came."""
        missed: dict[tuple[int, str], int] = defaultdict(int)
        for one in self._left():
            missed[one.drop_no, one.item_id] += one.quantity
        return list(report.handed_over(self._about(), missed))

    def _left(self) -> Iterator[Miss | MissedRow]:
        """All that counts as missed once this is saved."""
        new = self._misses()
        told = {(one.drop_no, one.household_id, one.item_id) for one in new}
        yield from new
        for key in self._noted:
            if key not in self._toggled - self._named:
                for row in self._still(key):
                    if (row.drop_no, row.household_id, row.item_id) not in told:
                        yield row

    def _hint(self) -> str:
        return _("3-201 3-402 nobody home, 5-1803 milk missing")

    def on_resize(self, _event: events.Resize) -> None:
        self.fit()

    def fit(self) -> None:
        self.give_way(self.query_one(OptionList), _MOST, _LEAST)

    def relabel(self) -> None:
        self.query_one(Input).placeholder = self._hint()
        self._look()
        self._fill()
        self._relabel()

    # -- what a subclass says ------------------------------------------------------------------

    def _about(self) -> list[Gate]:
        """The gates that are reported."""
        raise NotImplementedError

    def _misses(self) -> list[Miss]:
        """What is typed and ticked."""
        raise NotImplementedError

    def _kept(self) -> str:
        """The line as it was left."""
        raise NotImplementedError
