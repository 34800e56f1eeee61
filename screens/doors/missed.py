"""Doors that missed out, typed in one line or ticked on the door list; all others are done."""

from __future__ import annotations

from textual import on
from textual.widgets import Input, OptionList

from data.doors import commands, queries, report
from data.doors.queries import Gate
from models.doors import Miss
from models.doors.finding import Found
from models.doors.reading import LINE_SIGN
from models.doors.rules import is_red
from models.drafts import Draft
from models.problems import Refused
from models.times import stored
from screens.doors import words
from screens.doors.boxes import DoorBoxes
from screens.doors.door_lines import (
    DoorLine,
    all_missed,
    kept_ticks,
    read_ticks,
)
from screens.doors.waiting import Waiting
from screens.i18n import _
from screens.keys import bindings
from screens.keys.supplies import MISSED
from screens.kit.acting import unsaved
from screens.kit.line_field import LineField, text_lines
from screens.kit.values import beside, joined
from screens.sentences import say


class MissedDoors(DoorBoxes):
    """Who missed out at a gate, or at all gates of its delivery."""

    BINDINGS = bindings(MISSED)

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

    def _here(self) -> DoorLine | None:
        at = self.query_one(OptionList).highlighted
        return self._lines[at] if at is not None and at < len(self._lines) else None

    def action_mark(self) -> None:
        """Say of the door under the cursor that it missed out, or that it did not; go on."""
        line = self._here()
        if line is None:
            return
        if line.key in self._named:
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
        if self._corrects:
            return []
        if not self._whole:
            return self._gates
        ticked = {drop for drop, _household in self._toggled}
        named = report.reported(self._gates, self._found, self._back, named_alone=False)
        return [gate for gate in self._gates if gate in named or gate.drop.no in ticked]

    @property
    def _corrects(self) -> bool:
        """Whether the line says nothing but who got it after all, so that the gates stay as they
        are."""
        return bool(self._back) and not (self._found.known or self._toggled - self._named)

    def _misses(self) -> list[Miss]:
        """What was typed, and all that is due at doors that were ticked."""
        ticked = [
            line
            for line in self._lines
            if line is not None
            and line.key in self._toggled - self._named
            and line.key not in self._noted
        ]
        return [*self._found.misses, *(miss for line in ticked for miss in all_missed(line))]

    @on(Input.Submitted)
    @on(OptionList.OptionSelected)
    async def action_save(self) -> None:
        """Note who missed out; of what could not be taken the text stays to be mended."""
        named = self._found.known or self._back
        if self._found.unknown and not named and not self._toggled:
            self._wrong(_("Nothing of this could be taken; mend the line."))
            return
        about, said = self._about(), self._back
        by_hand = (row for key in self._toggled - self._named for row in self._noted.get(key, []))
        back = [row.id for row in (*by_hand, *(row for one in said for row in one.rows))]
        if self._corrects and not back:
            self._wrong(beside(*words.after_all(said), gap=" "))
            return
        misses, found = self._misses(), self._found
        delivery_no = self._gates[0].drop.delivery_no
        given = (delivery_no, [gate.drop.no for gate in about], misses, back)
        hand_out = bool(self._hand_out)
        done = await self.once(
            lambda: self.desk.perform(
                lambda step: commands.note_missed(step, *given, hand_out=hand_out),
                lambda noted: words.saved(noted, found, said),
            )
        )
        if isinstance(done, Refused):
            wrong = unsaved() if done.problem.code == "not_saved" else say(done.problem)
            self._wrong(wrong)
        elif done is not None:
            self._saved(found)
            self._offer(about)

    def _saved(self, found: Found) -> None:
        self._toggled.clear()
        left = joined(found.unknown)
        if not self.is_open:
            return
        if left:
            self.query_one(Input).value = left
            self.renew()
            self.query_one(Input).focus()
            return
        self._forget()
        self.dismiss(None)

    def _offer(self, gates: list[Gate]) -> None:
        """Show who missed out twice in a row here and waits unasked for, so that one key makes a
        request of it."""
        drops = [gate.drop.no for gate in gates]
        rows = self.desk.store.ask(queries.missed_at, drops)
        red = {row.household_no for row in rows if is_red(row.times) and row.request_no is None}
        if red and not self.is_open:
            self.desk.open_dialog(Waiting(red))

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
        self._toggled = read_ticks(kept.typed.get("ticks", ()))
        return str(kept.typed.get("text", ""))

    def keep_typed(self) -> None:
        """Keep the line and the ticks for the next time."""
        ticks = kept_ticks(self._toggled)
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
