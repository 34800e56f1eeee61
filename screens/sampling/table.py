"""At the table of a session: one line to type or scan into, and a list of how far it is.

A building typed first is where the rooms behind it are looked for: then a line says who did not
come down, and enter ticks the others. A tube's code opens that tube: then each line puts people
into it, until the next code.
"""

from __future__ import annotations

from functools import partial

from textual import on
from textual.widgets import Input, OptionList

from data.sampling import commands, queries, ticking, tubes
from data.sampling.queue import is_to_settle
from data.sampling.scope import Scope
from models.address import short_address
from models.problems import Problem, Refused
from models.sampling import Put, Ticked, TubeView, codes, rules
from models.sampling.rules import Standing
from models.testing import RoundView
from screens.i18n import _
from screens.keys import bindings
from screens.keys.testing import TABLE
from screens.kit.choose import Act, choose_act
from screens.kit.values import beside, headed
from screens.sampling import words
from screens.sampling.putting_right import settle
from screens.sampling.scanning import Scanning, put_told, ticked_told
from screens.sampling.table_lines import Line
from screens.sentences import say


class AtTable(Scanning):
    """The table of a session."""

    BINDINGS = bindings(TABLE)

    # -- typing and scanning -------------------------------------------------------------------

    @on(Input.Changed)
    def _changed(self) -> None:
        if self.is_open and self._round is not None:
            self._asked = False
            self._told.went_on()
            self._look()

    @on(Input.Submitted)
    async def _entered(self) -> None:
        """Do what the line says: open a tube, say a building, put people in, tick the others."""
        text, view = self._text.strip(), self._round
        if view is None or self.writing or self._scanned:
            return
        if text and self._is_code(text):
            await self._open_tube(view, codes.tube_code(text))
            return
        try:
            part = self._building(text) if text else None
        except Refused as why:
            self._wrong(say(why.problem))
            return
        if part is not None:
            self._say_part(part)
            self._done()
        elif self._tube is not None:
            await (self._put(view, text) if text else self._end_tube(view))
        elif self._part.buildings is not None and (text or not self._fills_tubes(view)):
            await self._tick(view, text, self._part)
        elif self._part.buildings is not None:
            self._ask_all(view, self._part)
        else:
            await self._tick_said(view, text)

    def action_put_down(self) -> None:
        """Put the tube in hand down: it is not full, and its code takes it up again."""
        self._tube = None
        self._done()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Put a tube down where nothing is typed that would be deleted instead."""
        if action == "put_down":
            line = self.query_one(Input)
            return self._tube is not None and line.has_focus and not line.value
        return super().check_action(action, parameters)

    async def _tick_said(self, view: RoundView, text: str) -> None:
        """Tick the building that a line says itself."""
        try:
            part = self._part_said(text) if text else None
        except Refused as why:
            self._wrong(say(why.problem))
            return
        if part is not None:
            await self._tick(view, text, part)
        elif text:
            self._wrong(headed(_("neither a building here nor the code of a tube"), text))
        else:
            self._asked = True
            self._look()

    async def _put(self, view: RoundView, text: str) -> None:
        code = str(self._tube)
        await self._after(await self._at_tube(view, text), text, code)

    def _fills_tubes(self, view: RoundView) -> bool:
        """Whether the people of the building in hand go into tubes: who is ticked goes into none,
        and a scanner that ends its codes twice says enter alone."""
        rows = self.desk.store.ask(queries.members, view, self._part.buildings)
        return self._seat.filled or any(rules.standing(one) == Standing.IN_TUBE for one in rows)

    def _ask_all(self, view: RoundView, part: Scope) -> None:
        """Ask before all of a building are ticked whose people go into tubes."""
        acts: list[Act] = [
            (lambda: _("not yet: scan the next tube"), lambda: None),
            (
                lambda: _("all the others of {where} came, into no tube").format(where=part.called),
                partial(self._tick, view, "", part),
            ),
        ]
        choose_act(self.desk, lambda: _("Did all the others come?"), acts)

    async def _tick(self, view: RoundView, text: str, part: Scope) -> None:
        no = view.no
        done = await self.once(
            lambda: self.desk.perform(
                lambda step: ticking.tick_part(step, no, text, part), ticked_told
            )
        )
        if not isinstance(done, Refused | None):
            self._part = Scope()
        await self._after(done, text, "")

    async def _after(self, done: Put | Ticked | Refused | None, text: str, code: str) -> None:
        """Go on behind an act: the field is free for the next one; what was refused because of who
        stands there is kept to be settled, so that the queue goes on."""
        if done is None or self._round is None:
            return
        if not isinstance(done, Refused):
            self._done()
            return
        problem, no = done.problem, self._round.no
        if problem.code == "member_twice" and code:
            self._ask_move(no, code, text, problem)
            return
        if not is_to_settle(problem):
            self._stay()
            return
        kept = commands.Unsettled(problem, text, code, self._part.called)
        number = await self.desk.perform(
            lambda step: commands.note_doubt(step, no, kept),
            lambda number: beside(
                f"⚠ {say(problem)}",
                _("Kept to be settled as number {no}.").format(no=number),
                gap=" ",
            ),
        )
        self._stay() if isinstance(number, Refused) else self._done()

    def _ask_move(self, no: int, code: str, text: str, problem: Problem) -> None:
        """Ask whether those who are in another tube were put there by mistake."""

        async def move() -> None:
            done = await self.desk.perform(lambda step: tubes.bring(step, no, code, text), put_told)
            await self._after(done, text, "")

        known = {name: str(problem.params.get(name)) for name in ("who", "code")}
        acts: list[Act] = [
            (lambda: _("leave them there"), lambda: None),
            (lambda: _("move them into tube {code}").format(code=code), move),
        ]
        title = _("{who} is in tube {code} already")
        choose_act(self.desk, lambda: title.format(**known), acts)

    # -- the list ------------------------------------------------------------------------------

    def action_into_list(self) -> None:
        """Go from the line to the list."""
        self.query_one(OptionList).focus()

    def action_turn(self) -> None:
        """Show the next view."""
        self._view = self._view.following
        self.query_one(OptionList).highlighted = None
        self.renew()

    def _here(self) -> Line | None:
        at = self.query_one(OptionList).highlighted
        return self._lines[at] if at is not None and at < len(self._lines) else None

    @on(OptionList.OptionSelected)
    def _chosen(self) -> None:
        """Say the building under the cursor, go on with its tube, or settle it."""
        line = self._here()
        if line is not None and line.doubt is not None:
            settle(self.desk, line.doubt, lambda _done: self.renew())
            return
        if line is not None and line.building is not None:
            key, where = line.building
            called = short_address(where.compound, where.lane, where.building)
            self._say_part(Scope() if key is None else Scope((key,), called))
        elif line is not None and line.tube is not None and not _is_shut(line.tube):
            self._tube = line.tube.code
        self._told.went_on()
        self.query_one(Input).focus()
        self._look()
        self._relabel()

    def action_copy(self) -> None:
        """Copy the words of the second call of the building under the cursor."""
        line = self._here()
        said = words.second_call(line.missing) if line is not None else ""
        if not said:
            self.desk.tell(_("Choose somebody who is missed: v shows them."), wrong=True)
            return
        self.desk.copy_to_clipboard(said)
        self.desk.tell(headed(_("Copied"), said))

    def action_tubes(self) -> None:
        """Show all tubes of the round, with what they came to."""
        from screens.sampling.tubes import Tubes

        if self._round is not None:
            self.desk.open_dialog(Tubes(self._round.no))

    def action_lacking(self) -> None:
        """Show who is missed in the round, to act on several at once."""
        from screens.sampling.missed import Missed

        if self._round is not None:
            self.desk.open_dialog(Missed(self._round.no))

    async def action_take_out(self) -> None:
        """Say that the tube under the cursor is void."""
        line, view = self._here(), self._round
        if line is not None and line.tube is not None and view is not None:
            code, no = line.tube.code, view.no
            await self.desk.perform(lambda step: tubes.void(step, no, code), _told_void)

    async def action_done(self) -> None:
        """Say that the tube under the cursor is full."""
        line, view = self._here(), self._round
        if line is not None and line.tube is not None and view is not None:
            code, no = line.tube.code, view.no
            await self.desk.perform(lambda step: tubes.close_tube(step, no, code), put_told)


def _is_shut(tube: TubeView) -> bool:
    return tube.state != "pending" or tube.full_at is not None


def _told_void(done: Put) -> str:
    return beside(*words.put(done, gone=True, at_desk=True), gap=" ")
