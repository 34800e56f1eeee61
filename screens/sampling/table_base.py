"""What is seen at the table of a session: the line as it is read, the list, what is kept."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress

from textual import events
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from data.doors.queries import places
from data.sampling import queries, tubes
from data.sampling.expected import Expected, expected
from data.sampling.filling import Opening, meant_at, says_missed, would_refuse
from data.sampling.foreseen import Would, would_leave, would_tick
from data.sampling.held import held
from data.sampling.naming import exceptions, table
from data.sampling.scope import Scope, scope
from data.sql import Reader
from data.testing import queries as testing
from models.address import dashed
from models.call_sheet import Who
from models.doors.reading import read_exceptions
from models.drafts import Draft
from models.problems import Refused
from models.sampling import Member, TubeView, codes, rules
from models.sampling.reading import Heard
from models.sampling.rules import Holding, Standing
from models.testing import RoundView
from models.testing.rules import called as called_site
from models.times import stored
from models.word_tables import BrokenTable
from screens.i18n import _, ngettext
from screens.kit.beneath import DialogLine
from screens.kit.dialog import BROAD, Dialog
from screens.kit.line_field import LineField
from screens.kit.titles import titled
from screens.kit.told import Told
from screens.kit.values import beside, headed, joined
from screens.sampling import words
from screens.sampling.chips import besides, chips
from screens.sampling.seat import Seat, seat_at
from screens.sampling.table_lines import Line, View, building_lines, lines, title
from screens.sampling.table_list import TableList
from screens.sentences import say

_MOST, _LEAST = 18, 3
"""Lines of the list: where there is room for them, and where there is none."""


_BEGUN = 3
"""Tubes with room left that are named where none is in hand."""

_KEPT = ("building", "called", "tube", "text")
"""What is kept of a line that was left: where it was about, too."""


class TableBase(Dialog[None]):
    """The line and the list at the table of a session.

    Args:
        session_no: whose round people are sampled in.
        view: what the list shows at first.
    """

    DEFAULT_CLASSES = BROAD
    DEFAULT_CSS = """
    TableBase #table-list, TableBase #table-list:focus {
        height: auto; border: none; background: $surface; padding: 0;
    }
    TableBase #table-list > .option-list--option { padding: 0 0 0 1; }
    TableBase #table-chips { height: auto; padding: 0 1; margin-bottom: 1; }
    """
    AUTO_FOCUS = "Input"

    def __init__(self, session_no: int, view: View = View.BUILDINGS) -> None:
        super().__init__()
        self._session_no = session_no
        self._round: RoundView | None = None
        self._view = view
        self._lines: list[Line] = []
        self._begun: Sequence[TubeView] = ()
        """Tubes of this session with room left, the latest first."""
        self.preview = ""
        """What the line was read as, in words."""
        self._asked = False
        """Whether enter was pressed where the line still waits for something."""
        self._held: Mapping[Who, Holding] | None = None
        """Who is in no pool, as it was when the list was read; None until a line asks for it."""
        self._expected: Expected | None = None
        """Whom the sheet will call, where the round has not begun and that was looked at."""
        self._is_due: bool | None = None
        """Whether that is to be looked at, or once more; None while nothing looks."""
        self._station = ""
        """The station of the session, in words."""

    @property
    def _seat(self) -> Seat:
        return seat_at(self.desk, self._session_no)

    @property
    def _part(self) -> Scope:
        return self._seat.part

    @_part.setter
    def _part(self, part: Scope) -> None:
        self._seat.part = part

    def _say_part(self, part: Scope) -> None:
        """Another building, or this one once more, is in hand."""
        self._part, self._seat.filled = part, False

    @property
    def _tube(self) -> str | None:
        return self._seat.tube

    @_tube.setter
    def _tube(self, code: str | None) -> None:
        self._seat.tube = code

    def compose(self) -> ComposeResult:
        with Container(classes="box"):
            yield LineField(
                self._kept(), placeholder=self._hint(), id="table-text", select_on_focus=False
            )
            yield DialogLine(id="table-done")
            yield Static("", id="table-chips", markup=False)
            yield TableList(id="table-list", markup=False)
            yield Told(classes="foot")

    def on_mount(self) -> None:
        self.renew()
        line = self.query_one(Input)
        line.focus()
        line.cursor_position = len(line.value)
        super().on_mount()

    # -- reading -------------------------------------------------------------------------------

    def renew(self) -> None:
        """Read again what became of the round; what was typed stays."""
        if not self.is_open:
            return
        self._held = None
        with self.desk.store.read() as conn:
            session = testing.session(conn, self._session_no)
            self._round = testing.round_of(conn, session.round_no)
            if self._tube is not None:
                found = queries.find_tube(conn, self._round, self._tube)
                if found is not None and (found.state != "pending" or found.full_at is not None):
                    self._tube = None
            self._begun = queries.begun_tubes(conn, self._round, self._session_no)
            self._station = called_site(session.site, session.compounds)
            self._lines = list(lines(conn, self._round, self._view, self.desk.store.now()))
        if self._round.frozen_at is None and self._view is View.BUILDINGS:
            self._lines = self._expected_lines()
            self._expect()
        self._fill()
        self._look()
        self._relabel()

    def _expected_lines(self) -> list[Line]:
        """The buildings of a round that has not begun."""
        return [] if self._expected is None else list(building_lines(self._expected.buildings))

    def _expect(self) -> None:
        """Look beside what is shown whom the round will call; what changed meanwhile, too."""
        under_way, self._is_due = self._is_due is not None, True
        if not under_way:
            self.run_worker(self._read_expected())

    async def _read_expected(self) -> None:
        while self._is_due and self.is_open and self._round is not None:
            self._is_due, no = False, self._round.no
            with suppress(Refused):  # a file that cannot be read is told of by what reads next
                self._show_expected(await asyncio.to_thread(self.desk.store.ask, expected, no))
        self._is_due = None

    def _show_expected(self, found: Expected) -> None:
        is_new, self._expected = found != self._expected, found
        ahead = self._round is not None and self._round.frozen_at is None
        if is_new and ahead and self.is_open and self._view is View.BUILDINGS:
            self._lines = self._expected_lines()
            self._fill()
            self._look()

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
        self.preview = told.plain.replace("\N{NO-BREAK SPACE}", " ")
        said = self._told.said
        told_above = said.wrong and f"⚠ {said.words}" in self.preview
        self.query_one("#table-chips", Static).update("" if told_above else told)
        self.fit()

    @property
    def _told(self) -> DialogLine:
        """What the last line led to, beside the line: nowhere else is it told."""
        return self.query_one("#table-done", DialogLine)

    def _chips(self) -> Content:
        text, view = self._text.strip(), self._round
        part = self._part
        if text and view is not None and self._tube is None and part.buildings is None:
            with suppress(Refused):
                part = self._part_said(text) or part
        is_report = self._tube is not None or part.buildings is not None
        if not text or view is None or not (is_report or self._is_code(text)):
            if self._asked and not text:
                return Content.styled(f"⚠ {self._asks()}", "$warning")
            return Content.styled(self._asks(), "$foreground 65%")
        if self._is_code(text):
            code = codes.tube_code(text)
            found = self.desk.store.ask(queries.find_tube, view, code)
            if found is not None and self._tube is None and rules.can_go_on(found):
                told = _("{tube}: enter asks whether it is opened again.")
                told = told.format(tube=words.tube_title(found))
                return Content.styled(f"⚠ {told}", "$warning bold")
            if found is not None and (shut := rules.shut_problems(found)):
                return Content.styled(f"⚠ {say(shut[0])}", "$error bold")
            return Content.styled(_("Tube {code}: enter opens it.").format(code=code), "$success")
        with self.desk.store.read() as conn:
            if self._tube is not None:
                heard = meant_at(conn, view, text, self._opening())
                if heard.meant and says_missed(conn, heard, text):
                    there = table(conn, view, _buildings_of(heard))
                    missed = exceptions(conn, there, text)
                    more = besides(0, would_leave(missed), sure=False)
                    return chips(missed, into=None, more=more)
                refused = would_refuse(conn, view, self._tube, heard, self._held_now(conn))
                return chips(heard, into=self._tube, refused=refused)
        would = self._would(view, text, part)
        more = besides(would.others, would.taken, sure=not self._is_asked(view, part, would))
        return chips(would.heard, into=None, more=more)

    def _would(self, view: RoundView, text: str, part: Scope) -> Would:
        """What enter would tick of a building."""
        with self.desk.store.read() as conn:
            called = None if self._expected is None else self._expected.called
            return would_tick(conn, view, text, part, self._held_now(conn), called)

    def _held_now(self, conn: Reader) -> Mapping[Who, Holding]:
        if self._held is None:
            self._held = held(conn, self.desk.store.now())
        return self._held

    def _is_asked(self, view: RoundView, part: Scope, would: Would) -> bool:
        """Whether a tick is asked about first: where somebody would leave their tube, and where
        others would count unseen whose people go into tubes, or of whose building a door alone was
        said."""
        careful = not would.is_said or self._fills_tubes(view, part)
        return bool(would.taken) or bool(would.others and careful)

    def _fills_tubes(self, view: RoundView, part: Scope) -> bool:
        """Whether the people of a building go into tubes: who is ticked goes into none, and a
        scanner that ends its codes twice says enter alone."""
        if self._seat.filled or view.frozen_at is None:
            return self._seat.filled
        rows = self.desk.store.ask(queries.members, view, part.buildings)
        return any(rules.standing(one) == Standing.IN_TUBE for one in rows)

    def _would_leave(self, view: RoundView, text: str) -> tuple[Member, ...]:
        """Who is in a tube and would leave it by a line at a tube."""
        with self.desk.store.read() as conn:
            heard = meant_at(conn, view, text, self._opening())
            if not heard.meant or not says_missed(conn, heard, text):
                return ()
            return would_leave(exceptions(conn, table(conn, view, _buildings_of(heard)), text))

    def _is_missed(self, view: RoundView, text: str) -> bool:
        """Whether a line at a tube says who was not sampled."""
        with self.desk.store.read() as conn:
            heard = meant_at(conn, view, text, self._opening())
            return bool(heard.meant) and says_missed(conn, heard, text)

    def _opening(self) -> Opening:
        """How a tube is opened here, and where its people are looked for."""
        part = self._part
        return Opening(session_no=self._session_no, buildings=part.buildings, called=part.called)

    def _part_said(self, text: str) -> Scope | None:
        """The one building whose doors a line names, among the compounds of the session; None
        where it says none, or several.

        Raises:
            Refused: as `scope`.
        """
        with self.desk.store.read() as conn:
            report = read_exceptions(text, places(conn))
            named = [one.address for one in (*report.doors, *report.got)]
            said = {(one.compound, one.lane, one.building) for one in named}
            if len(said) != 1 or named[0].building is None:
                return None
            ((compound, lane, building),) = said
            calls = testing.session(conn, self._session_no).compounds
            return scope(conn, compound, dashed(lane, building), calls)

    def _is_code(self, text: str) -> bool:
        assert self._round is not None
        return self.desk.store.ask(tubes.code_test, self._round.no)(text)

    # -- on screen -----------------------------------------------------------------------------

    def _relabel(self) -> None:
        if self._round is None:
            return
        at = self._part.called or self._station
        tube = _("tube {code}").format(code=self._tube) if self._tube else ""
        where = beside(self._round.name, at, tube, gap="  ")
        self.query_one(".box").border_title = titled(headed(_("At the table"), where))
        self.query_one(Input).placeholder = self._hint()
        self.put(".foot", self._foot())

    def _foot(self) -> str:
        """The keys of what has focus; help tells the others."""
        if self.query_one(Input).has_focus:
            return _("enter: do it  ↓ list: d full  x void  w to settle  z undo  esc: back")
        keys = {
            View.BUILDINGS: _(
                "enter: choose  v: tubes  w: to settle  y: call  tab: line  esc: back"
            ),
            View.TUBES: _("enter: go on  d: full  x: void  v: missed  w: to settle  tab: line"),
            View.MISSED: _("y: second call  v: to settle  tab: line  esc: back"),
            View.TO_SETTLE: _("enter: settle  v: buildings  tab: line  esc: back"),
        }[self._view]
        named = self._view in (View.MISSED, View.TO_SETTLE)
        return beside(title(self._view) if named else "", keys)

    def on_descendant_focus(self) -> None:
        """The line and the list have keys of their own."""
        if self.is_open:
            self._relabel()

    def _asks(self) -> str:
        """What the line waits for."""
        if self._tube is not None:
            asks = _("Doors or names for tube {code}; enter alone: full; backspace: put it down.")
            return asks.format(code=self._tube)
        if self._part.buildings is not None:
            return self._asks_who()
        begun = joined(
            f"{one.code} {words.how_full(one)}" for one in reversed(self._begun[:_BEGUN])
        )
        told = _("Begun: {tubes}.").format(tubes=begun) if begun else ""
        return beside(_("Type the building, or scan a tube."), told, gap=" ")

    def _asks_who(self) -> str:
        """Who did not come down, and how many enter alone would count."""
        where, view = self._part.called, self._round
        would = Would() if view is None else self._would(view, "", self._part)
        if not would.others:
            return _("Who did not come down in {where}?").format(where=where)
        return ngettext(
            "Who did not come down in {where}? Enter alone: the one still to come did.",
            "Who did not come down in {where}? Enter alone: all {count} still to come did.",
            would.others,
        ).format(where=where, count=would.others)

    def _hint(self) -> str:
        if self._tube is not None:
            return _("203 305, or names")
        if self._part.buildings is not None:
            return _("203 305 not down, 401 came")
        return _("3, or the code of a tube")

    def on_paste(self, event: events.Paste) -> None:
        """What is pasted while the list has focus goes to the line, as what is typed does."""
        line = self.query_one(LineField)
        if line.has_focus:
            return
        event.stop()
        self.set_focus(line)
        line.post_message(events.Paste(event.text))

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
        """What stood in the line when the table was left, and where it stood.

        Some letters and digits alone do not stand there again: before the next scan they would make
        another tube's code of it.
        """
        kept = self.desk.drafts.get(self._draft)
        if kept is None:
            return ""
        building, called, tube, text = (str(kept.typed.get(name, "")) for name in _KEPT)
        self._part = Scope((building,), called) if building else Scope()
        self._tube = tube or None
        return "" if text.isascii() and text.isalnum() else text

    @property
    def _unfinished(self) -> str:
        """What is kept of the line while it is not done."""
        return self._text

    def keep_typed(self) -> None:
        """Keep the line for the next time."""
        if not self._unfinished.strip():
            self._forget()
            return
        title_of = str(self.query_one(".box").border_title or "")
        at = stored(self.desk.store.now())
        (building,) = self._part.buildings or ("",)
        typed = (building, self._part.called, self._tube or "", self._unfinished)
        before = dict.fromkeys(_KEPT, "")
        draft = Draft(title_of, dict(zip(_KEPT, typed, strict=True)), before, at=at)
        self.desk.drafts.put(self._draft, draft)

    def _forget(self) -> None:
        self.desk.drafts.drop(self._draft)


def _buildings_of(heard: Heard) -> set[str] | None:
    """Keys of the buildings of whom a line names; None where somebody lives in none."""
    found = {one.building_id for group in heard.meant for one in group.people}
    return None if None in found else {one for one in found if one}
