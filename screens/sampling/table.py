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
from data.sampling.filling import Opening
from data.sampling.queue import is_to_settle
from data.sampling.scope import Scope
from models.address import short_address
from models.problems import Problem, Refused
from models.sampling import Put, Ticked, TubeView, codes, rules
from models.testing import RoundView
from screens.i18n import N_, _
from screens.keys import bindings
from screens.keys.testing import TABLE
from screens.kit.choose import Act, choose_act
from screens.kit.values import beside, headed
from screens.sampling import words
from screens.sampling.putting_right import ask_void, settle
from screens.sampling.scanning import Scanning, put_told, ticked_told
from screens.sampling.table_lines import Line, View
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
        if view is None or self._comes_behind(text):
            return
        if text and self._is_code(text):
            code = codes.tube_code(text)
            found = self.desk.store.ask(queries.find_tube, view, code)
            if found is not None and self._tube is None and rules.can_go_on(found):
                self._ask_reopen(view, found)
                return
            await self._open_tube(view, code)
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
        elif self._part.buildings is not None:
            await self._tick_asked(view, text, self._part)
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
            await self._tick_asked(view, text, part)
        elif text:
            self._wrong(headed(_("neither a building here nor the code of a tube"), text))
        else:
            self._asked = True
            self._look()

    async def _put(self, view: RoundView, text: str) -> None:
        code = str(self._tube)

        async def put() -> None:
            await self._after(await self._at_tube(view, text), text, code)

        taken = self._would_leave(view, text)
        if not taken:
            await put()
            return
        acts: list[Act] = [
            (lambda: _("No, leave them in the tube"), lambda: None),
            (lambda: _("they were not sampled: out of the tube"), put),
        ]
        choose_act(self.desk, _whose_sample, acts, lambda: beside(*words.leaving(taken), gap="  "))

    async def _tick_asked(self, view: RoundView, text: str, part: Scope) -> None:
        """Tick a building; where that would take somebody out of a tube, or count others unseen,
        only once it was asked about."""
        would = self._would(view, text, part)
        if not text and not would.others and not would.problems:
            self._wrong(_("Nobody of {where} is still to come.").format(where=part.called))
            return
        if not self._is_asked(view, part, would):
            await self._tick(view, text, part)
            return
        tick = partial(self._tick, view, text, part)
        acts: list[Act] = [(lambda: _("No, not yet: nobody is ticked"), lambda: None)]
        if not would.others:
            acts.append((lambda: _("they were not sampled: out of the tube"), tick))
            choose_act(self.desk, _whose_sample, acts, lambda: words.would_tick(would))
            return
        if would.is_of_missed and not would.taken:
            only = partial(self._note_missed, view, text, part)
            acts.append((lambda: _("only these did not come: nobody else counts"), only))
        all_came = N_("all the others of {where} came, into no tube")
        acts.append((lambda: _(all_came).format(where=part.called), tick))
        title = N_("Did all the others come?")
        choose_act(self.desk, lambda: _(title), acts, lambda: words.would_tick(would))

    async def _note_missed(self, view: RoundView, text: str, part: Scope) -> None:
        """Say who of a building did not come, and nothing of the others."""
        no, opening = view.no, Opening(buildings=part.buildings, called=part.called)
        done = await self.once(
            lambda: self.desk.perform(
                lambda step: ticking.note_missed(step, no, "", text, opening), ticked_told
            )
        )
        await self._after(done, text, "")

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

    def _ask_reopen(self, view: RoundView, tube: TubeView) -> None:
        """Ask whether a tube was said to be full by a slip."""
        no, code = view.no, tube.code

        async def go_on() -> None:
            done = await self.desk.perform(lambda step: tubes.reopen_tube(step, no, code), put_told)
            if not isinstance(done, Refused) and self._round is not None:
                await self._open_tube(self._round, code)

        acts: list[Act] = [
            (lambda: _("No, it stays full"), lambda: None),
            (lambda: _("not full after all: go on with it"), go_on),
        ]
        choose_act(self.desk, lambda: words.tube_title(tube), acts)

    # -- the list ------------------------------------------------------------------------------

    def action_into_list(self) -> None:
        """Go from the line to the list."""
        self.set_focus(self.query_one(OptionList))

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
        elif line is not None and line.tube is not None and rules.can_go_on(line.tube):
            if self._round is not None:
                self._ask_reopen(self._round, line.tube)
            return
        elif line is not None and line.tube is not None and not _is_shut(line.tube):
            self._tube = line.tube.code
        self._told.went_on()
        self.set_focus(self.query_one(Input))
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

    def action_take_out(self) -> None:
        """Ask whether the tube under the cursor is void."""
        line, view = self._here(), self._round
        if line is None or line.tube is None or view is None:
            return
        tube, no = line.tube, view.no
        ask_void(
            self.desk,
            [tube],
            lambda: self.desk.perform(lambda step: tubes.void(step, no, tube.code), _told_void),
        )

    def action_unsettled(self) -> None:
        """Show what is to be settled, and the buildings again."""
        self._view = View.BUILDINGS if self._view is View.TO_SETTLE else View.TO_SETTLE
        self.query_one(OptionList).highlighted = None
        self.renew()

    async def action_done(self) -> None:
        """Say that the tube under the cursor is full."""
        line, view = self._here(), self._round
        if line is not None and line.tube is not None and view is not None:
            code, no = line.tube.code, view.no
            await self.desk.perform(lambda step: tubes.close_tube(step, no, code), put_told)


def _whose_sample() -> str:
    return _("Was nobody sampled under their name?")


def _is_shut(tube: TubeView) -> bool:
    return tube.state != "pending" or tube.full_at is not None


def _told_void(done: Put) -> str:
    return beside(*words.put(done, gone=True, at_desk=True), gap=" ")
