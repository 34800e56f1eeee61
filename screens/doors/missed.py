"""Doors that missed out, typed in one line or ticked on the door list; all others are done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from data.doors import commands, queries, report
from data.doors.queries import Gate
from data.supplies import queries as supplies
from data.supplies.door_shares import DoorShare
from models.address import dashed
from models.doors import Miss, MissedRow, MissedWhy
from models.doors.finding import Found
from models.doors.reading import LINE_SIGN
from models.drafts import Draft
from models.problems import Refused
from models.supplies import DropState
from models.times import stored
from screens.doors import words
from screens.doors.chips import chips
from screens.i18n import _
from screens.keys import bindings
from screens.keys.supplies import MISSED
from screens.kit import masks
from screens.kit.acting import unsaved
from screens.kit.columns import cut
from screens.kit.dialog import Dialog
from screens.kit.line_field import LineField, text_lines
from screens.kit.ticks import tick
from screens.kit.titles import titled
from screens.kit.told import Told
from screens.kit.values import beside
from screens.sentences import say

_MOST, _LEAST = 20, 4
"""Lines of the list: where there is room for them, and where there is none."""
_ROOM = 10
"""Cells of a door in the list."""

Key = tuple[int, str]
"""A door of a gate: the drop's number and the household's key."""


class _Line(NamedTuple):
    """A door as the list shows it."""

    gate: Gate
    door: DoorShare

    @property
    def key(self) -> Key:
        return self.gate.drop.no, self.door.household_id


class MissedDoors(Dialog[None]):
    """Who missed out at a gate, or at all gates of its delivery.

    Args:
        drop_no: the gate.
        then: called once something was saved.
    """

    DEFAULT_CSS = """
    MissedDoors .box { width: 98%; max-width: 120; }
    MissedDoors #missed-list, MissedDoors #missed-list:focus {
        height: auto; border: none; background: $surface; padding: 0;
    }
    MissedDoors #missed-list > .option-list--option-disabled { color: $accent; text-style: bold; }
    MissedDoors #missed-chips { height: auto; padding: 0 1; margin-bottom: 1; }
    """
    AUTO_FOCUS = "Input"
    BINDINGS = bindings(MISSED)

    def __init__(self, drop_no: int, then: Callable[[], None] | None = None) -> None:
        super().__init__()
        self._drop_no = drop_no
        self._then = then
        self._whole = False
        """Whether all gates of the delivery are shown."""
        self._hand_out = True
        self._gates: list[Gate] = []
        self._lines: list[_Line | None] = []
        self._noted: dict[Key, list[MissedRow]] = {}
        self._toggled: set[Key] = set()
        """Doors whose box was changed by hand since."""
        self._found = Found((), ())
        self._shown: list[Content] = []

    def compose(self) -> ComposeResult:
        with Container(classes="box"):
            yield LineField(
                self._kept(), placeholder=self._hint(), id="missed-text", select_on_focus=False
            )
            yield Static("", id="missed-chips", markup=False)
            yield OptionList(id="missed-list", markup=False)
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
            rows = queries.missed_at(conn, [gate.drop.no for gate in self._gates])
        self._noted = {}
        for row in rows:
            self._noted.setdefault((row.drop_no, row.household_id), []).append(row)
        self._look()
        self._fill()
        self._relabel()

    def _look(self) -> None:
        """Read the line as it stands."""
        self._found = report.understood(self._gates, self._text)
        self.query_one("#missed-chips", Static).update(chips(self._found, whole=self._whole))
        self.fit()

    @property
    def _text(self) -> str:
        return self.query_one(Input).value

    @property
    def _typed(self) -> set[Key]:
        return {(one.door.drop_no, one.door.household_id) for one in self._found.known}

    def _is_missed(self, key: Key) -> bool:
        return key in self._typed or (key in self._noted) != (key in self._toggled)

    # -- on screen -----------------------------------------------------------------------------

    def _fill(self) -> None:
        self._lines = list(self._listed())
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

    def _listed(self) -> Iterator[_Line | None]:
        """The doors that get something, a blank place for the heading of each building."""
        for gate in self._gates:
            building = None
            for door in gate.due:
                if door.building_id != building:
                    building = door.building_id
                    yield None
                yield _Line(gate, door)

    def _line(self, at: int) -> Content:
        line = self._lines[at]
        if line is None:
            door = next(one for one in self._lines[at:] if one is not None).door
            return Content(words.building(door, named=self._whole))
        door, missed = line.door, self._is_missed(line.key)
        rows = self._noted.get(line.key, [])
        goods = " ".join(
            f"{item.goods}{count}{item.unit}"
            for item, count in zip(line.gate.items, door.quantities, strict=True)
            if count
        )
        told = beside(
            goods,
            _("owed") if any(door.owed) else "",
            words.reason(rows[0]) if rows and missed and not self.desk.masked else "",
            " ".join(masks.marks(door.marks, self.desk.masked)),
        )
        red = words.times(max((row.times for row in rows), default=1)) if missed else ""
        text = f"{tick(missed)} {cut(dashed(door.unit, door.room), _ROOM)} "
        room = max(10, self.line_cells - _ROOM - 4)
        return Content.assemble(
            Content.styled(
                text + cut(told, room - len(red) * 2).rstrip(), "bold" if missed else ""
            ),
            Content.styled(f"  ⚠ {red}" if red else "", "$error bold"),
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
        self.put("#missed-done", beside(counted, self._handed()))
        self.put(
            ".foot",
            _("enter: save  ↓ list: space missed  v all gates  d open  n request"),
        )

    def _handed(self) -> str:
        open_ones = [one for one in self._about() if one.drop.state != DropState.DONE]
        if not open_ones:
            return ""
        return f"{tick(self._hand_out)} " + _("counts as handed out")

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

    # -- typing and ticking --------------------------------------------------------------------

    @on(Input.Changed)
    def _changed(self) -> None:
        if self.is_open and self._gates:
            self.keep_typed()
            self._look()
            self._redraw()

    def lines_pasted(self, text: str) -> bool:
        """Take several lines whole: what stands on each is about its own doors."""
        lines = text_lines(text)
        if len(lines) < 2 or not self.is_open:
            return False
        field = self.query_one("#missed-text", LineField)
        field.value = field.with_pasted(f" {LINE_SIGN} ".join(line.strip() for line in lines))
        field.cursor_position = len(field.value)
        return True

    def action_into_list(self) -> None:
        """Go from the line to the list."""
        self.query_one(OptionList).focus()

    def _here(self) -> _Line | None:
        at = self.query_one(OptionList).highlighted
        return self._lines[at] if at is not None and at < len(self._lines) else None

    def action_mark(self) -> None:
        """Say of the door under the cursor that it missed out, or that it did not; go on."""
        line = self._here()
        if line is None:
            return
        if line.key in self._typed:
            self.desk.tell(_("The line above names this door."), wrong=True)
            return
        self._toggled ^= {line.key}
        self._redraw()
        self.query_one(OptionList).action_cursor_down()

    def action_turn(self) -> None:
        """Show this gate, or all gates of the delivery."""
        self._whole = not self._whole
        self.query_one(OptionList).highlighted = None
        self.renew()

    def action_done(self) -> None:
        """Let the gate count as handed out by this, or not yet."""
        self._hand_out = not self._hand_out
        self._relabel()

    async def action_new(self) -> None:
        """Make a request of the door under the cursor, of what is on file for it."""
        line = self._here()
        if line is not None:
            await self.desk.perform(
                lambda step: commands.ask_for_door(
                    step, line.door.household_no, words.request_text
                ),
                lambda no: _("Request {no} is in the queue.").format(no=no),
            )

    # -- saving --------------------------------------------------------------------------------

    def _about(self) -> list[Gate]:
        """The gates that are reported: see `data.doors.report.reported`."""
        if not self._whole:
            return self._gates
        ticked = {drop for drop, _household in self._toggled}
        named = report.reported(self._gates, self._found, named_alone=False)
        return [gate for gate in self._gates if gate in named or gate.drop.no in ticked]

    def _misses(self) -> list[Miss]:
        """What was typed, and all that is due at doors that were ticked."""
        found = self._found.misses
        for line in self._lines:
            if line is None or line.key in self._noted or line.key not in self._toggled:
                continue
            found += [
                Miss(
                    line.gate.drop.no, line.door.household_id, item.item_id, count, MissedWhy.ABSENT
                )
                for item, count in zip(line.gate.items, line.door.quantities, strict=True)
                if count and line.key not in self._typed
            ]
        return found

    @on(Input.Submitted)
    async def action_save(self) -> None:
        """Note who missed out; of what could not be taken the text stays to be mended."""
        if self._found.unknown and not self._found.known and not self._toggled:
            self._wrong(_("Nothing of this could be taken; mend the line."))
            return
        about = self._about()
        back = [row.id for key in self._toggled - self._typed for row in self._noted.get(key, [])]
        misses, found = self._misses(), self._found
        given = (about[0].drop.delivery_no, [gate.drop.no for gate in about], misses, back)
        hand_out = self._hand_out
        done = await self.once(
            lambda: self.desk.perform(
                lambda step: commands.note_missed(step, *given, hand_out=hand_out),
                lambda noted: words.saved(noted, found),
            )
        )
        if isinstance(done, Refused):
            wrong = unsaved() if done.problem.code == "not_saved" else say(done.problem)
            self._wrong(wrong)
        elif done is not None:
            self._saved(found)

    def _saved(self, found: Found) -> None:
        self._toggled.clear()
        left = "，".join(found.unknown)
        if self._then is not None:
            self._then()
        if not self.is_open:
            return
        if left:
            self.query_one(Input).value = left
            self.renew()
            self.query_one(Input).focus()
            return
        self._forget()
        self.dismiss(None)

    def _wrong(self, told: str) -> None:
        self.put("#missed-done", f"⚠ {told}")

    # -- what is left --------------------------------------------------------------------------

    @property
    def _draft(self) -> str:
        return f"missed-{self._drop_no}"

    def _kept(self) -> str:
        kept = self.desk.drafts.get(self._draft)
        if kept is None:
            return ""
        self._toggled = {
            (int(drop), household)
            for drop, _colon, household in (
                one.partition(":") for one in kept.typed.get("ticks", ())
            )
            if drop.isdigit()
        }
        return str(kept.typed.get("text", ""))

    def keep_typed(self) -> None:
        """Keep the line and the ticks for the next time."""
        ticks = tuple(f"{drop}:{household}" for drop, household in sorted(self._toggled))
        text = self._text
        if not text and not ticks:
            self._forget()
            return
        title = self.query_one(".box").border_title or ""
        self.desk.drafts.put(
            self._draft,
            Draft(
                str(title),
                {"text": text, "ticks": ticks},
                {"text": "", "ticks": ()},
                at=stored(self.desk.store.now()),
            ),
        )

    def _forget(self) -> None:
        self.desk.drafts.drop(self._draft)
