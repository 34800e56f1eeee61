"""At the table of a session: one line to type or scan into, and a list of how far it is.

A building typed first is where the rooms behind it are looked for: then a line says who did not
come down, and enter ticks the others. A tube's code opens that tube: then each line puts people
into it, until the next code.
"""

from __future__ import annotations

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from data.sampling import commands, queries, ticking, tubes
from data.sampling.naming import at_table, exceptions, table
from data.sampling.queue import is_to_settle
from data.sampling.scope import Scope, scope
from data.testing import queries as testing
from models.address import short_address
from models.drafts import Draft
from models.problems import Refused
from models.sampling import Put, Ticked, TubeView, rules
from models.testing import RoundView
from models.times import stored
from models.word_tables import BrokenTable
from screens.i18n import _
from screens.keys import bindings
from screens.keys.testing import TABLE
from screens.kit.dialog import Dialog
from screens.kit.line_field import LineField, text_lines
from screens.kit.pointed import Pointed
from screens.kit.titles import titled
from screens.kit.told import Told
from screens.kit.values import beside, headed
from screens.sampling import words
from screens.sampling.chips import chips
from screens.sampling.table_lines import Line, View, lines, title
from screens.sentences import say

_MOST, _LEAST = 18, 3
"""Lines of the list: where there is room for them, and where there is none."""


_KEPT = ("building", "called", "tube", "text")
"""What is kept of a line that was left: where it was about, too."""


class AtTable(Dialog[None]):
    """The table of a session.

    Args:
        session_no: whose round people are sampled in.
    """

    DEFAULT_CSS = """
    AtTable .box { width: 98%; max-width: 120; }
    AtTable #table-list, AtTable #table-list:focus {
        height: auto; border: none; background: $surface; padding: 0;
    }
    AtTable #table-list > .option-list--option { padding: 0 0 0 1; }
    AtTable #table-chips { height: auto; padding: 0 1; margin-bottom: 1; }
    """
    BINDINGS = bindings(TABLE)
    AUTO_FOCUS = "Input"

    def __init__(self, session_no: int) -> None:
        super().__init__()
        self._session_no = session_no
        self._round: RoundView | None = None
        self._part = Scope()
        """The building that was said; the whole sheet where none was."""
        self._tube: str | None = None
        """The code of the tube that is filled now."""
        self._view = View.BUILDINGS
        self._lines: list[Line] = []

    def compose(self) -> ComposeResult:
        with Container(classes="box"):
            yield LineField(
                self._kept(), placeholder=self._hint(), id="table-text", select_on_focus=False
            )
            yield Static("", id="table-chips", markup=False)
            yield Pointed(id="table-list", markup=False)
            yield Told(id="table-done")
            yield Told(classes="foot")

    def on_mount(self) -> None:
        self.renew()
        field = self.query_one(Input)
        field.focus()
        field.cursor_position = len(field.value)
        super().on_mount()

    # -- reading -------------------------------------------------------------------------------

    def renew(self) -> None:
        """Read again what became of the round; what was typed stays."""
        if not self.is_open:
            return
        with self.desk.store.read() as conn:
            session = testing.session(conn, self._session_no)
            self._round = testing.round_of(conn, session.round_no)
            if self._tube is not None:
                found = queries.find_tube(conn, self._round, self._tube)
                if found is not None and found.state != "pending":
                    self._tube = None
            self._lines = list(lines(conn, self._round, self._view, self.desk.store.now()))
        self._fill()
        self._look()
        self._relabel()

    def _fill(self) -> None:
        listed = self.query_one(OptionList)
        at = listed.highlighted or 0
        listed.clear_options()
        if not self._lines:
            listed.add_option(Option(self._nothing(), disabled=True))
            return
        listed.add_options([Option(line.text) for line in self._lines])
        listed.highlighted = min(at, len(self._lines) - 1)

    def _nothing(self) -> str:
        if self._round is not None and self._round.frozen_at is None:
            return _("The round begins with the first tick or tube.")
        return {
            View.BUILDINGS: _("Nobody is called."),
            View.TUBES: _("No tubes yet in this round."),
            View.MISSED: _("Nobody lacks."),
            View.TO_SETTLE: _("Nothing is to be settled."),
        }[self._view]

    @property
    def _text(self) -> str:
        return self.query_one(Input).value

    def _look(self) -> None:
        """Read the line as it stands."""
        try:
            told = self._chips()
        except BrokenTable as broken:
            told = Content.styled(f"⚠ {say(broken.problem)}", "$error")
        self.query_one("#table-chips", Static).update(told)
        self.fit()

    def _chips(self) -> Content:
        text, view = self._text.strip(), self._round
        is_report = self._tube is not None or self._part.buildings is not None
        if not text or view is None or not is_report:
            return Content.styled(self._asks(), "$foreground 65%")
        if self._is_code(text):
            code = rules.tube_code(text)
            return Content.styled(_("Tube {code}: enter opens it.").format(code=code), "$success")
        with self.desk.store.read() as conn:
            if self._tube is not None:
                heard = at_table(conn, view, text, self._part.buildings)
            else:
                heard = exceptions(conn, table(conn, view, self._part.buildings), text)
        return chips(heard, into=self._tube)

    def _is_code(self, text: str) -> bool:
        assert self._round is not None
        return self.desk.store.ask(tubes.code_test, self._round.no)(text)

    # -- typing and scanning -------------------------------------------------------------------

    @on(Input.Changed)
    def _changed(self) -> None:
        if self.is_open and self._round is not None:
            self._look()

    def lines_pasted(self, text: str) -> bool:
        """Take several lines whole: what stands on each is about its own doors."""
        found = text_lines(text)
        if len(found) < 2 or not self.is_open:
            return False
        field = self.query_one("#table-text", LineField)
        field.value = field.with_pasted(" | ".join(line.strip() for line in found))
        field.cursor_position = len(field.value)
        return True

    @on(Input.Submitted)
    async def _entered(self) -> None:
        """Do what the line says: open a tube, say a building, put people in, tick the others."""
        text, view = self._text.strip(), self._round
        if view is None or self.writing:
            return
        if text and self._is_code(text):
            await self._open_tube(view, rules.tube_code(text))
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
            await self._tick(view, text)
        else:
            self._wrong(self._asks())

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
        """Begin a tube; the one before is full."""
        before = self._tube
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
        opening = tubes.Opening(session_no=self._session_no, buildings=self._part.buildings)
        done = await self.once(
            lambda: self.desk.perform(
                lambda step: tubes.put_into(step, no, code, text, opening), _told
            )
        )
        await self._after(done, text, code)

    async def _tick(self, view: RoundView, text: str) -> None:
        no, part = view.no, self._part
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
            self._done(beside(*(words.put(done) if isinstance(done, Put) else ()), gap=" "))
            return
        problem, no = done.problem, self._round.no
        if not is_to_settle(problem):
            self._wrong(say(problem))
            return
        kept = commands.Unsettled(problem, text, code)
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
        """Say the building under the cursor, or go on with its tube."""
        line = self._here()
        if line is not None and line.building is not None:
            key, where = line.building
            called = short_address(where.compound, where.lane, where.building)
            self._part = Scope() if key is None else Scope((key,), called)
        elif line is not None and line.tube is not None and not _is_shut(line.tube):
            self._tube = line.tube.code
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

    # -- on screen -----------------------------------------------------------------------------

    def _relabel(self) -> None:
        if self._round is None:
            return
        at = self._part.called
        tube = _("tube {code}").format(code=self._tube) if self._tube else ""
        where = beside(self._round.name, at, tube, gap="  ")
        self.query_one(".box").border_title = titled(headed(_("At the table"), where))
        self.query_one(Input).placeholder = self._hint()
        foot = _("enter: do it  ↓ list  v: buildings, tubes, missed, to settle")
        self.put(".foot", beside(title(self._view), foot))

    def _asks(self) -> str:
        """What the line waits for."""
        if self._tube is not None:
            return _("Doors or names for tube {code}; enter alone: full.").format(code=self._tube)
        if self._part.buildings is not None:
            return _("Who did not come down in {where}? Enter alone: all came.").format(
                where=self._part.called
            )
        return _("Type the building, or scan a tube.")

    def _hint(self) -> str:
        if self._tube is not None:
            return _("203 305, or names")
        if self._part.buildings is not None:
            return _("203 305 not down, 401 came")
        return _("3, or the code of a tube")

    def on_resize(self, _event: events.Resize) -> None:
        self.fit()

    def fit(self) -> None:
        self.give_way(self.query_one(OptionList), _MOST, _LEAST)

    def relabel(self) -> None:
        super().relabel()
        self.renew()

    # -- what is left --------------------------------------------------------------------------

    @property
    def _draft(self) -> str:
        return f"table-{self._session_no}"

    def _kept(self) -> str:
        kept = self.desk.drafts.get(self._draft)
        if kept is None:
            return ""
        building, called, tube, text = (str(kept.typed.get(name, "")) for name in _KEPT)
        self._part = Scope((building,), called) if building else Scope()
        self._tube = tube or None
        return text

    def keep_typed(self) -> None:
        """Keep the line for the next time."""
        if not self._text.strip():
            self._forget()
            return
        title_of = str(self.query_one(".box").border_title or "")
        at = stored(self.desk.store.now())
        (building,) = self._part.buildings or ("",)
        typed = (building, self._part.called, self._tube or "", self._text)
        before = dict.fromkeys(_KEPT, "")
        draft = Draft(title_of, dict(zip(_KEPT, typed, strict=True)), before, at=at)
        self.desk.drafts.put(self._draft, draft)

    def _forget(self) -> None:
        self.desk.drafts.drop(self._draft)


def _is_shut(tube: TubeView) -> bool:
    return tube.state != "pending" or tube.full_at is not None


def _told(done: Put) -> str:
    return beside(*words.put(done), gap=" ")


def _told_void(done: Put) -> str:
    return beside(*words.put(done, gone=True), gap=" ")


def _ticked(done: Ticked) -> str:
    return beside(*words.ticked(done), gap=" ")
