"""Lines that come to a table all at once: scanned faster than they are put in, or pasted.

Each is done for itself, in its order. What one of them is refused is kept to be settled, since the
next one is there already and nobody looks: nothing is lost, and nobody goes into a tube that was
not opened.
"""

from __future__ import annotations

import re
from collections import deque

from textual.widgets import Input

from data.call_sheet.finding import written
from data.sampling import chains, commands, queries, ticking, tubes
from data.sampling.naming import said_buildings
from data.sampling.scope import Scope, scope
from data.testing import queries as testing
from models.address import short_address
from models.problems import Problem, Refused
from models.sampling import Put, Ticked, codes, rules
from models.testing import RoundView
from screens.i18n import ngettext
from screens.kit.line_field import LineField, text_lines
from screens.kit.values import beside
from screens.sampling import words
from screens.sampling.table_base import TableBase
from screens.sampling.table_lines import View
from screens.sentences import say

_ENDS = re.compile(r"\r\n|[\r\n]")


class Scanning(TableBase):
    """A table whose line takes several at once."""

    def __init__(self, session_no: int, view: View = View.BUILDINGS) -> None:
        super().__init__(session_no, view)
        self._scanned: deque[str] = deque()
        """Lines that came and were not done yet."""
        self._shut: Problem | None = None
        """Why a code that was scanned among them opened no tube: what follows goes into none."""

    # -- what comes ----------------------------------------------------------------------------

    def lines_pasted(self, text: str) -> bool:
        """Take several lines whole. At a tube, each is one that is scanned; else what stands on
        each is about its own doors, and who is on a sign-up chain is sampled, at once."""
        if not self.is_open or self._round is None:
            return False
        if self._take_scanned(text):
            return True
        found = text_lines(text)
        if len(found) < 2:
            return False
        if chains.is_chain("\n".join(found)):
            self.run_worker(self._tick_chain(self._round.no, "\n".join(found)))
            return True
        field = self.query_one("#table-text", LineField)
        field.value = field.with_pasted(" | ".join(line.strip() for line in found))
        field.cursor_position = len(field.value)
        return True

    def _take_scanned(self, text: str) -> bool:
        """Take lines that are scanned, to be done one after the other; whether they are."""
        *whole, rest = _ENDS.split(text)
        first = next(filter(str.strip, whole), "")
        at_tube = self._tube is not None or bool(self._scanned)
        if not whole or not (at_tube or (first and self._is_code(first.strip()))):
            return False
        field = self.query_one("#table-text", LineField)
        lines = [field.with_pasted(whole[0]), *whole[1:]]
        field.value = rest
        field.cursor_position = len(rest)
        idle = not self._scanned
        self._scanned.extend(filter(None, map(str.strip, lines)))
        if idle and self._scanned:
            self.run_worker(self._work_off())
        return True

    async def _work_off(self) -> None:
        """Do what was scanned, line by line."""
        kept = 0
        while self._scanned and self.is_open:
            kept += await self._scan(self._scanned[0])
            if self._scanned:
                self._scanned.popleft()
        self._shut = None
        self.renew()
        if kept:
            told = ngettext(
                "⚠ {count} line could not be taken: it is kept to be settled. ↓ and v show it.",
                "⚠ {count} lines could not be taken: they are kept to be settled. ↓ and v show"
                " them.",
                kept,
            )
            self.desk.tell(told.format(count=kept))

    async def _scan(self, text: str) -> bool:
        """Do one line; whether it is kept to be settled."""
        view, wrong = self._round, None
        assert view is not None
        if self._is_code(text):
            code = codes.tube_code(text)
            found = self.desk.store.ask(queries.find_tube, view, code)
            shut = [] if found is None else rules.shut_problems(found)
            self._shut = next(iter(shut), None)
            if self._shut is None:
                await self._open_tube(view, code)
            wrong = self._shut
        elif self._shut is not None or self._tube is None:
            wrong = self._shut or Problem("tube_code_missing")
        else:
            wrong = await self._scan_people(view, text)
        if wrong is None:
            return False
        kept = commands.Unsettled(wrong, text, self._tube or "", self._part.called)
        await self.desk.attempt(lambda step: commands.note_doubt(step, view.no, kept))
        return True

    async def _scan_people(self, view: RoundView, text: str) -> Problem | None:
        """Say a building, or put people into the tube in hand; why that is refused."""
        try:
            part = self._building(text)
        except Refused as why:
            return why.problem
        if part is not None:
            self._say_part(part)
            return None
        done = await self._at_tube(view, text)
        return done.problem if isinstance(done, Refused) else None

    async def _at_tube(self, view: RoundView, text: str) -> Put | Ticked | Refused | None:
        """Put people into the tube in hand, or note them as missed where the words say so."""
        code, opening, no = str(self._tube), self._opening(), view.no
        if self._is_missed(view, text):
            return await self.once(
                lambda: self.desk.perform(
                    lambda step: ticking.note_missed(step, no, code, text, opening), ticked_told
                )
            )
        done = await self.once(
            lambda: self.desk.perform(
                lambda step: tubes.put_into(step, no, code, text, opening), put_told
            )
        )
        if isinstance(done, Put):
            self._stay_at(done, text)
        return done

    def _stay_at(self, done: Put, text: str) -> None:
        """Look for rooms to come in the building of a door that was said whole."""
        with self.desk.store.read() as conn:
            if not said_buildings(conn, written(conn, text)):
                return
        homes = {one.building_id: one for one in done.who}
        if len(homes) == 1 and (key := next(iter(homes))) is not None:
            one = homes[key]
            self._part = Scope((key,), short_address(one.compound, one.lane, one.building))

    async def _tick_chain(self, no: int, text: str) -> None:
        part = self._part
        done = await self.once(
            lambda: self.desk.perform(
                lambda step: chains.tick_chain(step, no, text, said=part), ticked_told
            )
        )
        if isinstance(done, Refused):
            self._stay()
        elif done is not None:
            self._done()

    @property
    def _unfinished(self) -> str:
        return " | ".join(filter(None, [*self._scanned, super()._unfinished]))

    # -- what a line says ----------------------------------------------------------------------

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
        self._done()

    async def _end_tube(self, view: RoundView, *, tell: bool = True) -> None:
        code = self._tube
        assert code is not None
        found = self.desk.store.ask(queries.find_tube, view, code)
        if found is not None and found.full_at is None and found.members:
            no = view.no
            await self.desk.perform(lambda step: tubes.close_tube(step, no, code), put_told)
        self._tube = None
        self._seat.filled = True
        if tell:
            self._done()

    def _done(self) -> None:
        """Go on with an empty line, behind an act that told what came of it."""
        self._asked = False
        if self.is_open:
            if not self._scanned:  # else the next one is there already
                self.query_one(Input).value = ""
            self._told.went_on()
            self._forget()
            self.renew()

    def _wrong(self, told: str) -> None:
        """Tell what was not done."""
        if self.is_open:
            self.desk.tell(told, wrong=True, refused=True)
            self._stay()

    def _stay(self) -> None:
        """The line of what was not done stays, and what is scanned next takes its place."""
        if self.is_open:
            self.query_one(Input).action_select_all()
            self._look()


def put_told(done: Put) -> str:
    """What came of an act on a tube, in a sentence."""
    return beside(*words.put(done, at_desk=True), gap=" ")


def ticked_told(done: Ticked) -> str:
    """What came of a tick, in a sentence."""
    return beside(*words.ticked(done, at_desk=True), gap=" ")
