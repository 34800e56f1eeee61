"""At the table of a session: one line to type or scan into, and a list of how far it is.

A building typed first is where the rooms behind it are looked for: then a line says who did not
come down, and enter ticks the others. A tube's code opens that tube: then each line puts people
into it, until the next code.
"""

from __future__ import annotations

from textual import on
from textual.widgets import Input, OptionList

from data.sampling import chains, commands, filling, queries, ticking, tubes
from data.sampling.queue import is_to_settle
from data.sampling.scope import Scope, scope
from data.testing import queries as testing
from models.address import short_address
from models.problems import Refused
from models.sampling import Put, Ticked, TubeView, codes, rules
from models.testing import RoundView
from screens.i18n import _
from screens.keys import bindings
from screens.keys.testing import TABLE
from screens.kit.line_field import LineField, text_lines
from screens.kit.one_line import OneLine
from screens.kit.values import beside, headed
from screens.sampling import words
from screens.sampling.table_base import TableBase
from screens.sampling.table_lines import Line
from screens.sentences import say


class AtTable(TableBase):
    """The table of a session."""

    BINDINGS = bindings(TABLE)

    # -- typing and scanning -------------------------------------------------------------------

    @on(Input.Changed)
    def _changed(self) -> None:
        if self.is_open and self._round is not None:
            self._look()

    def lines_pasted(self, text: str) -> bool:
        """Take several lines whole: what stands on each is about its own doors. Who is on a sign-up
        chain is sampled, at once."""
        found = text_lines(text)
        if len(found) < 2 or not self.is_open:
            return False
        if self._tube is None and self._round is not None and chains.is_chain("\n".join(found)):
            self.run_worker(self._tick_chain(self._round.no, "\n".join(found)))
            return True
        field = self.query_one("#table-text", LineField)
        field.value = field.with_pasted(" | ".join(line.strip() for line in found))
        field.cursor_position = len(field.value)
        return True

    async def _tick_chain(self, no: int, text: str) -> None:
        part = self._part
        done = await self.once(
            lambda: self.desk.perform(
                lambda step: chains.tick_chain(step, no, text, said=part), _ticked
            )
        )
        if isinstance(done, Refused):
            self._wrong(say(done.problem))
        elif done is not None:
            self._done("")

    @on(Input.Submitted)
    async def _entered(self) -> None:
        """Do what the line says: open a tube, say a building, put people in, tick the others."""
        text, view = self._text.strip(), self._round
        if view is None or self.writing:
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
            self._part = part
            self._done("")
        elif self._tube is not None:
            await (self._put(view, text) if text else self._end_tube(view))
        elif self._part.buildings is not None:
            await self._tick(view, text, self._part)
        else:
            await self._tick_said(view, text)

    async def _tick_said(self, view: RoundView, text: str) -> None:
        """Tick the building that a line says itself."""
        try:
            part = self._part_said(text) if text else None
        except Refused as why:
            self._wrong(say(why.problem))
            return
        if part is None:
            self._wrong(self._asks())
        else:
            await self._tick(view, text, part)

    def _building(self, text: str) -> Scope | None:
        """The building a line says, and nothing else; None where it says something else.

        Raises:
            Refused: `scope_building_several` where nothing else can be meant.
        """
        is_inside = self._tube is not None or self._part.buildings is not None
        if is_inside and text.isdigit() and len(text) > 2:
            return None
        try:
            with self.desk.store.read() as conn:
                calls = testing.session(conn, self._session_no).compounds
                return scope(conn, None, text, calls)
        except Refused as why:
            if is_inside or why.problem.code != "scope_building_several":
                return None
            raise

    async def _open_tube(self, view: RoundView, code: str) -> None:
        """Begin a tube; the one before is full. One that takes nobody is told, and the one in hand
        stays."""
        before = self._tube
        found = self.desk.store.ask(queries.find_tube, view, code)
        if found is not None and (shut := rules.shut_problems(found)):
            self._wrong(say(shut[0]))
            return
        if before is not None and before != code:
            await self._end_tube(view, tell=False)
        self._tube = code
        self._done("")

    async def _end_tube(self, view: RoundView, *, tell: bool = True) -> None:
        code = self._tube
        assert code is not None
        found = self.desk.store.ask(queries.find_tube, view, code)
        if found is not None and found.full_at is None and found.members:
            no = view.no
            await self.desk.perform(lambda step: tubes.close_tube(step, no, code), _told)
        self._tube = None
        if tell:
            self._done("")

    async def _put(self, view: RoundView, text: str) -> None:
        code, no = str(self._tube), view.no
        part = self._part
        opening = filling.Opening(
            session_no=self._session_no, buildings=part.buildings, called=part.called
        )
        done = await self.once(
            lambda: self.desk.perform(
                lambda step: tubes.put_into(step, no, code, text, opening), _told
            )
        )
        await self._after(done, text, code)

    async def _tick(self, view: RoundView, text: str, part: Scope) -> None:
        no = view.no
        done = await self.once(
            lambda: self.desk.perform(lambda step: ticking.tick_part(step, no, text, part), _ticked)
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
            self._done(
                beside(*(words.put(done, at_desk=True) if isinstance(done, Put) else ()), gap=" ")
            )
            return
        problem, no = done.problem, self._round.no
        if not is_to_settle(problem):
            self._wrong(say(problem))
            return
        kept = commands.Unsettled(problem, text, code, self._part.called)
        number = await self.desk.perform(
            lambda step: commands.note_doubt(step, no, kept),
            lambda number: _("Kept to be settled as number {no}.").format(no=number),
        )
        self._wrong(say(problem)) if isinstance(number, Refused) else self._done(say(problem))

    def _done(self, told: str) -> None:
        if self.is_open:
            self.query_one(Input).value = ""
            self._forget()
            self.renew()
            self.put("#table-done", told)

    def _wrong(self, told: str) -> None:
        """Tell what was not done. The line stays, and what is scanned next takes its place."""
        if self.is_open:
            self.query_one(Input).action_select_all()
            self.put("#table-done", f"⚠ {told}")

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
            self._settle(line.doubt.no)
            return
        if line is not None and line.building is not None:
            key, where = line.building
            called = short_address(where.compound, where.lane, where.building)
            self._part = Scope() if key is None else Scope((key,), called)
        elif line is not None and line.tube is not None and not _is_shut(line.tube):
            self._tube = line.tube.code
        self.query_one(Input).focus()
        self._look()
        self._relabel()

    def _settle(self, no: int) -> None:
        """Ask what became of something that is to be settled."""

        async def settle(said: str) -> object:
            return await self.desk.perform(
                lambda step: commands.settle_doubt(step, no, said),
                lambda done: headed(_("settled"), done.settled),
            )

        self.desk.open_dialog(
            OneLine(
                lambda: _("What became of number {no}?").format(no=no),
                lambda: _("in a few words"),
                settle,
                says_when=False,
            ),
            lambda _done: self.renew(),
        )

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
            await self.desk.perform(lambda step: tubes.close_tube(step, no, code), _told)


def _is_shut(tube: TubeView) -> bool:
    return tube.state != "pending" or tube.full_at is not None


def _told(done: Put) -> str:
    return beside(*words.put(done, at_desk=True), gap=" ")


def _told_void(done: Put) -> str:
    return beside(*words.put(done, gone=True, at_desk=True), gap=" ")


def _ticked(done: Ticked) -> str:
    return beside(*words.ticked(done, at_desk=True), gap=" ")
