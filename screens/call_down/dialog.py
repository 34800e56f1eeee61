"""Calls to the vulnerable: what is left by caller, one key a result, who was not spoken to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from itertools import groupby

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList

from data.call_down import commands, queries
from data.call_down.settings import call_settings
from data.households.keys import Door, spelled
from data.requests import queries as requests
from data.roster.queries import roster
from models.call_down import CallAnswer, CallLine, CallResult, Unspoken, WhereTo
from models.problems import Refused
from models.requests import RequestState
from models.roster import ABSENT_PLACES, PersonRow
from screens.call_down import words
from screens.i18n import N_, _, ngettext
from screens.keys import bindings
from screens.keys.people import CALL_DOWN
from screens.kit import masks
from screens.kit.choose import Choose, choose_from, not_a_digit
from screens.kit.columns import cut, whole
from screens.kit.marked import MarkedDialog
from screens.kit.narrowed import choose_narrowed
from screens.kit.several import told
from screens.kit.told import Told
from screens.kit.values import beside, joined
from screens.requests.calling import other

Row = CallLine | Unspoken

_VIEWS = {
    "left": N_("Calls to make"),
    "made": N_("Called"),
    "unspoken": N_("Not spoken to for {days} days"),
}
_NO, _DOOR, _NAME, _PHONE, _WHEN = 5, 17, 8, 11, 14
"""Cells of the columns of a line; marks have what is left."""

_WIDE = 80
"""Cells from which there is room for who calls and for more of what came of it."""

_OF_CALLS = frozenset({"answer", "assign", "suggest", "call_off", "mark"})
"""What is done to calls alone."""

_FEW = 3
"""Open requests told of a household."""


class CallDown(MarkedDialog[Row]):
    """Calls in lines under who makes them."""

    DEFAULT_CSS = """
    CallDown .box { width: 98%; max-width: 140; }
    CallDown #call-detail { color: $foreground 80%; padding: 0 1; }
    """
    BINDINGS = bindings(CALL_DOWN)
    list_id = "call-list"

    def __init__(self) -> None:
        super().__init__()
        self._view = "left"

    def notes(self) -> ComposeResult:
        yield Told("", id="call-detail")
        yield from super().notes()

    def renew(self) -> None:
        """Read again, the cursor where it was."""
        super().renew()
        if self.is_open:
            self._show_detail()

    # -- what is shown -----------------------------------------------------------------------

    def heading(self) -> str:
        count = sum(row is not None for row in self._rows)
        title = _(_VIEWS[self._view])
        if self._view == "unspoken":
            title = title.format(days=self.desk.store.ask(call_settings).unspoken_days)
        return f"{title}  {count}"

    def foot(self) -> str:
        if self._view == "unspoken":
            return _("g: to the household  n: new round  v: view  esc: back")
        return _("1 well  2 needs  3 no answer  4 not here  n new  a give  v view")

    def lines(self) -> Iterator[tuple[Content, Row | None]]:
        now = self.desk.store.now()
        if self._view == "unspoken":
            yield from self._unspoken(now)
            return
        with self.desk.store.read() as conn:
            found = (queries.left if self._view == "left" else queries.made)(conn, now)
            absent = {one.no for one in roster(conn, now) if one.place in ABSENT_PLACES}
        if not found:
            yield Content(_("No calls here. n makes a round; v shows who was not spoken to.")), None
        if self._view == "made":
            yield from ((self._line(row, now), row) for row in found)
            return
        called = [row for row in found if row.phones]
        for no, group in groupby(called, lambda row: row.caller_no):
            rows = list(group)
            yield _caller_line(rows, gone=no in absent), None
            yield from ((self._line(row, now), row) for row in rows)
        visits = [row for row in found if not row.phones]
        if visits:
            yield Content(_("To be visited: no number is known")), None
            yield from ((self._line(row, now), row) for row in visits)

    def _unspoken(self, now: datetime) -> Iterator[tuple[Content, Row | None]]:
        found = self.desk.store.ask(queries.unspoken, now)
        if not found:
            yield Content(_("Everybody was spoken to.")), None
        for row in found:
            yield self._said(row, "", words.spoken(row, now)), row

    def _line(self, row: CallLine, now: datetime) -> Content:
        told = words.when(row, now)
        by = words.who(row) if self._view == "made" or not row.phones else ""
        line = self._said(row, self.box(row), beside(told, by))
        return line.stylize("$warning") if row.due and row.tries else line

    def _said(self, row: Row, box: str, when: str) -> Content:
        masked = self.desk.masked
        room = max(60, self.line_cells)
        until = _WHEN * 2 if room >= _WIDE else _WHEN
        phone = whole(words.first_phone(row.phones, masked), _PHONE)
        marks = room - _NO - _DOOR - _NAME - cell_len(phone) - until - 5
        parts = (
            box + cut(str(row.no), _NO - len(box), right=True),
            cut(row.door, _DOOR),
            cut(row.name, _NAME),
            phone,
            cut(joined(masks.marks(row.marks, masked)), max(0, marks)),
            cut(when, until),
        )
        return Content(" ".join(part for part in parts if part))

    @on(OptionList.OptionHighlighted)
    def _show_detail(self) -> None:
        row = self._row()
        self.put("#call-detail", "" if row is None else "\n".join(self._detail(row)))
        self.fit()

    def _detail(self, row: Row) -> Iterator[str]:
        """Numbers with whose they are, marks, tries, what the household waits for."""
        now, masked = self.desk.store.now(), self.desk.masked
        yield _("call: {numbers}").format(numbers=words.phones(row.phones, masked))
        marks = joined(masks.marks(row.marks, masked))
        tried = words.history(row, now) if isinstance(row, CallLine) else ""
        yield beside(_("marks: {marks}").format(marks=marks) if marks else "", tried)
        home = row.household if isinstance(row, CallLine) else row.no
        with self.desk.store.read() as conn:
            found = requests.of_household(conn, home, now, requests.settings(conn))
        waits = [one for one in found if one.state != RequestState.CLOSED and not one.joined_to]
        for one in waits[:_FEW]:
            yield _("also open: {request}").format(request=other(one, masked))
        if len(waits) > _FEW:
            yield _("and {count} more").format(count=len(waits) - _FEW)

    # -- acts ----------------------------------------------------------------------------------

    def number_typed(self, typed: str) -> None:
        """A number is no result, see `screens.typing_ahead`."""
        self.desk.tell(not_a_digit(typed), wrong=True)

    def can_be_marked(self, row: Row) -> bool:
        return isinstance(row, CallLine)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Households that were not spoken to are no calls."""
        if self._view == "unspoken" and action in _OF_CALLS:
            return False
        return super().check_action(action, parameters)

    def action_turn(self) -> None:
        """Turn through what is left, what was called, who was not spoken to."""
        views = list(_VIEWS)
        self._view = views[(views.index(self._view) + 1) % len(views)]
        self.refresh_bindings()
        self.unmark()

    @on(OptionList.OptionSelected)
    def _opened(self) -> None:
        """Let one of the results be chosen; of no call, go to the household."""
        row = self._row()
        if isinstance(row, Unspoken):
            self.action_go()
        elif row is not None:
            choose_from(
                self.desk,
                lambda: beside(row.door, row.name),
                list(CallResult),
                words.result,
                lambda result: self.action_answer(result.value),
                lambda: "\n".join(self._detail(row)),
            )

    def action_new(self) -> None:
        """Make a round."""
        from screens.call_down.making import make_round

        make_round(self.desk)

    def action_go(self) -> None:
        """Go to the household."""
        row = self._row()
        if row is not None:
            home = row.household if isinstance(row, CallLine) else row.no
            self.desk.show_record("households", home)

    def action_rules(self) -> None:
        """Set when calls are made."""
        from screens.call_down.form import set_calls

        set_calls(self.desk)

    def _calls(self) -> list[CallLine]:
        """The marked calls, or the one under the cursor."""
        return [row for row in self._chosen() if isinstance(row, CallLine)]

    async def action_answer(self, result: str) -> None:
        """Write down what came of the marked calls, or of the one under the cursor."""
        rows = self._calls()
        if not rows:
            return
        came = CallResult(result)
        if came is CallResult.NEEDS and self._chosen_one() is None:
            return
        settled = [row for row in rows if row.result not in (None, CallResult.NO_ANSWER)]
        if settled:
            self._ask_again(rows, came, settled)
        else:
            await self._go_on(rows, came, again=False)

    def _ask_again(self, rows: list[CallLine], came: CallResult, settled: list[CallLine]) -> None:
        """Ask before another result is written over one there is."""
        now = self.desk.store.now()
        about = joined(beside(row.name or row.door, words.when(row, now)) for row in settled)

        def answered(index: int | None) -> None:
            if index == 1:
                self.run_worker(self._go_on(rows, came, again=True))

        dialog = Choose(
            lambda: _("There is a result already"),
            lambda: [_("leave it"), _("write over it: {result}").format(result=words.result(came))],
            lambda: about,
        )
        self.desk.open_dialog(dialog, answered)

    async def _go_on(self, rows: list[CallLine], came: CallResult, *, again: bool) -> None:
        if came is CallResult.NEEDS:
            self._take_down(rows[0], again=again)
        elif came is CallResult.NOT_HERE:
            choose_from(
                self.desk,
                lambda: _("Not here: where to?"),
                list(WhereTo),
                words.where_to,
                lambda where: self.record(rows, _not_here(where), again=again),
                lambda: joined(row.name or row.door for row in rows),
            )
        else:
            await self.record(rows, CallAnswer(came), again=again)

    def _take_down(self, row: CallLine, *, again: bool) -> None:
        """Open the line of a call with the door in it; what is written there becomes theirs."""
        from screens.reading.opening import open_capture

        door = Door(
            row.compound, row.lane or "", row.building or "", row.unit or "", row.room or ""
        )
        open_capture(
            self.desk,
            f"{spelled(door)} {row.name}".rstrip() + " ",
            link=lambda step, no: commands.record_need(step, row.no, row.version, no, again=again),
        )

    async def record(self, rows: list[CallLine], given: CallAnswer, *, again: bool) -> None:
        """Write down what came of calls as they were seen."""
        seen = {row.no: row.version for row in rows}
        now = self.desk.store.now()
        done = await self.desk.perform(
            lambda step: commands.record_results(step, seen, given, words.knock, again=again),
            lambda done: told(done, words.recorded(list(done.done.values()), now)),
        )
        if not isinstance(done, Refused):
            self.unmark()

    def action_assign(self) -> None:
        """Give the marked calls to somebody else, or to nobody for now."""
        rows = [row for row in self._calls() if row.left]
        if not rows:
            return
        people = [
            one
            for one in self.desk.store.ask(roster, self.desk.store.now())
            if one.place not in ABSENT_PLACES
        ]
        count = len(rows)
        title = ngettext("Give {count} call to", "Give {count} calls to", count)
        choose_narrowed(
            self.desk,
            lambda: title.format(count=count),
            [*people, None],
            lambda one: _("nobody for now") if one is None else beside(one.name, one.post),
            partial(self._give, rows),
        )

    async def _give(self, rows: list[CallLine], to: PersonRow | None) -> None:
        name = _("nobody") if to is None else to.name
        done = await self.desk.perform(
            lambda step: commands.give_calls(
                step, [row.no for row in rows], None if to is None else to.no
            ),
            lambda done: told(
                done,
                ngettext(
                    "{count} call given to {name}.", "{count} calls given to {name}.", len(done.nos)
                ).format(count=len(done.nos), name=name),
            ),
        )
        if not isinstance(done, Refused):
            self.unmark()

    async def action_suggest(self) -> None:
        """Share out the calls that nobody makes, or somebody who is absent or rests."""
        await self.desk.perform(
            commands.share_anew,
            lambda done: ngettext(
                "{count} call is shared out anew.",
                "{count} calls are shared out anew.",
                len(done.nos),
            ).format(count=len(done.nos)),
        )

    async def action_call_off(self) -> None:
        """End the round of the call under the cursor."""
        row = self._row()
        if isinstance(row, CallLine):
            await self.desk.perform(
                lambda step: commands.end_round(step, row.round),
                lambda left: _("Round {no} is ended; {count} of its calls were left.").format(
                    no=row.round, count=left
                ),
            )


def _caller_line(rows: list[CallLine], *, gone: bool) -> Content:
    """A caller over their calls, with what is to be done about it while they are absent."""
    due = sum(row.due for row in rows)
    name = words.who(rows[0])
    told = _("{due} now, {later} later").format(due=due, later=len(rows) - due)
    if not gone and rows[0].caller_no is not None:
        return Content(beside(name, told))
    warning = _("⚠ somebody else must make these: U")
    return Content.assemble(beside(name, told), Content.styled(f"  {warning}", "$error bold"))


def _not_here(where: WhereTo) -> CallAnswer:
    """That somebody is not here; that it is the hospital is kept in words, for it is no place of
    residence."""
    note = words.where_to(where) if where is WhereTo.HOSPITAL else ""
    return CallAnswer(CallResult.NOT_HERE, note, where)
