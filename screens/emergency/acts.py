"""What is done on an emergency sheet: items, calls, family, transfer, callers, its checklist.

How it looks is `screens.emergency.sheet`, how it is closed `screens.emergency.close`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial

from data.emergency import commands as emergency_commands
from models.chases import Rung
from models.chases.rungs import rung_of
from models.directory import Entry
from models.emergency import (
    AttemptInput,
    Caller,
    EmergencyKind,
    LineInput,
    Result,
    Sheet,
    SheetLine,
    closing,
    rules,
)
from models.emergency.hospitals import fit_of
from models.problems import Refused
from models.requests import RequestState
from models.roster import PersonRow, Reach
from screens.directory.contacts import PickContact
from screens.directory.words import number_of
from screens.emergency import words
from screens.emergency.close import close_sheet
from screens.emergency.known import SheetDialog
from screens.i18n import _
from screens.kit.choose import Act, choose_act, choose_from
from screens.kit.narrowed import choose_narrowed
from screens.kit.one_line import OneLine
from screens.kit.values import headed
from screens.requests.life import said_of_life
from screens.roster.staff import named, staff


class SheetActs(SheetDialog):
    """The dialog with what is done on the sheet."""

    async def action_tick(self, number: int) -> None:
        """Tick the item with this number, or take away the tick that is shown at it."""
        if self._known is None:
            return
        sheet = self._known.sheet
        items = rules.checklist(sheet.kind, self._known.row.outcome)
        if number > len(items):
            return
        item = items[number - 1]
        done = not any(line.line == SheetLine.ITEM and line.item == item for line in sheet.lines)
        told = _("Done: {item}") if done else _("Not done: {item}")
        await self.desk.perform(
            lambda step: emergency_commands.mark_item(
                step, self.no, item, done=done, by_person_no=self._by(sheet)
            ),
            lambda _no: told.format(item=words.item(item)),
        )

    async def action_is_life(self) -> None:
        """Yes, it is life safety."""
        await self._answer_life(True)

    async def action_no_life(self) -> None:
        """No, it is not life safety."""
        await self._answer_life(False)

    async def _answer_life(self, is_life: bool) -> None:
        from data.reading.life import answer_life

        await self.desk.perform(
            lambda step: answer_life(step, [self.no], is_life),
            lambda _done: said_of_life(self.known.row, is_life, self.desk.store.now()),
        )

    def _by(self, sheet: Sheet) -> int | None:
        """Who writes on the sheet: who sits at the desk, else who makes the calls."""
        no = self.desk.seat.no
        return _number(sheet, 0) if no is None else no

    def action_attempt(self, which: int) -> None:
        """Log a call: first whom, then what came of it."""
        known, now = self.known, self.desk.store.now()
        if known.row.state == RequestState.CLOSED:
            self.warn(_("Request {no} is resolved.").format(no=self.no))
            return
        first = rules.to_try(
            known.entries, known.sheet.attempts, now, EmergencyKind(known.sheet.kind), known.needs
        )
        if which and len(first) > 1:
            first[0], first[1] = first[1], first[0]
        ahead = {one.entry.no for one in first}
        rest = [one for one in known.entries if one.no not in ahead]
        rest.sort(key=lambda one: not one.open)
        fits = {one.no: fit_of(one, known.needs) for one in known.entries}
        by = _caller(known.sheet, which)

        def title() -> str:
            who = f" ({by.name})" if by else ""
            return _("Who was called?") + who

        def picked(entry: Entry | str | None) -> None:
            if entry is not None:
                self._ask_result(entry, by)

        self.desk.open_dialog(
            PickContact(
                title,
                [*(one.entry for one in first), *rest],
                why=lambda one: words.fit(fits[one.no], self.desk.masked),
            ),
            picked,
        )

    def _ask_result(self, entry: Entry | str, by: Caller | None) -> None:
        name = entry if isinstance(entry, str) else entry.name
        phone = "" if isinstance(entry, str) else number_of(entry, self.desk.masked)
        log, ask = partial(self._log, entry, by), partial(self._ask_why, entry, by)
        title = f"{name}  {phone}".rstrip()

        def refusal(why: str) -> Act:
            return (
                lambda: _("refused: {why}").format(why=_(why)),
                lambda: log(Result.REFUSED, _(why)),
            )

        rest: list[Act] = [
            (lambda: _("refused: another reason …"), lambda: ask(Result.REFUSED)),
            (lambda: _("no answer"), lambda: log(Result.NO_ANSWER, "")),
            (lambda: _("accepted …"), lambda: ask(Result.ACCEPTED)),
        ]
        choose_act(self.desk, lambda: title, [*map(refusal, words.REFUSALS), *rest])

    def _ask_why(self, entry: Entry | str, by: Caller | None, result: Result) -> None:
        name = entry if isinstance(entry, str) else entry.name

        def title() -> str:
            if result is Result.ACCEPTED:
                return _("{who} accepted").format(who=name)
            return _("{who} refused").format(who=name)

        def hint() -> str:
            if result is Result.ACCEPTED:
                return _("which door, whom to ask for, what to bring")
            return _("why they refused")

        self.desk.open_dialog(
            OneLine(
                title,
                hint,
                lambda text: self._log(entry, by, result, text),
                draft=f"attempt-{self.no}-{name}",
            )
        )

    async def _log(
        self, entry: Entry | str, by: Caller | None, result: Result, text: str
    ) -> object:
        """Log it; gives what is wrong, if anything is."""
        known, now = self.on_record(), self.desk.store.now()
        if isinstance(known, Refused):
            return known
        at, why = rules.said_when(text, now)
        if isinstance(entry, str):
            given = AttemptInput(entry, result, at, why, rung_of(entry, Rung(known.row.rung)))
        else:
            given = AttemptInput(
                entry.name,
                result,
                at,
                why,
                Rung(entry.rung),
                entry.contact_no,
                person_no=entry.person_no,
            )
        given = given._replace(by_person_no=None if by is None else by.no)
        problems = rules.attempt_problems(known.view, given)
        if problems:
            return problems[0]
        told = _("{who}: {result}.").format(who=given.to, result=words.result(result))
        return await self.desk.perform(
            lambda step: emergency_commands.log_attempt(step, self.no, given),
            lambda _no: self._and_closing(told),
        )

    def action_family(self) -> None:
        """The family was told."""
        view = self.known.view
        self._ask_line(
            SheetLine.FAMILY_TOLD,
            lambda: _("Who of the family was told?"),
            lambda: _("husband, by telephone"),
            view.caller,
        )

    def action_transfer(self) -> None:
        """A transfer is arranged."""
        self._ask_line(
            SheetLine.TRANSFER,
            lambda: _("What comes, where, when?"),
            lambda: _("ambulance 02:30 at the north gate, guide at the gate"),
            "",
        )

    def action_arrived(self) -> None:
        """They arrived; who of the family was told of it is typed before a colon."""
        self._ask_line(
            SheetLine.ARRIVED,
            lambda: _("Arrived: where, and whom of the family did you tell?"),
            lambda: _("husband: in bed 12, ward 3"),
            "",
        )

    def _ask_line(
        self, line: SheetLine, title: Callable[[], str], hint: Callable[[], str], initial: str
    ) -> None:
        submit = partial(self._add_line, line)
        draft = f"{line}-{self.no}"
        self.desk.open_dialog(OneLine(title, hint, submit, initial, draft))

    async def _add_line(self, line: SheetLine, text: str) -> object:
        known, now = self.on_record(), self.desk.store.now()
        if isinstance(known, Refused):
            return known
        at, said = rules.said_when(text, now)
        given = LineInput(line, said, at, self._by(known.sheet))
        problems = rules.line_problems(known.view, given, now)
        if problems:
            return problems[0]
        told = headed(words.line(line), said)
        return await self.desk.perform(
            lambda step: emergency_commands.add_line(step, self.no, given),
            lambda _no: self._and_closing(told),
        )

    def _and_closing(self, told: str) -> str:
        """What was written down; once nothing lacks any more, that the sheet can be closed."""
        if closing.ending(self.known.sheet) is None:
            return told
        return f"{told}  " + _("d closes it.")

    # -- callers, checklist, its end ----------------------------------------------------------

    def action_callers(self) -> None:
        """Name who calls: one, or two in parallel."""
        seen = [one.no for one in self.known.sheet.callers]
        reached = [one for one in staff(self.desk.store) if one.reach != Reach.NO]

        def ask(title: Callable[[], str], then: Callable[[PersonRow | None], object]) -> None:
            choose_narrowed(self.desk, title, [None, *reached], named, then)

        def name(*callers: PersonRow | None) -> Awaitable[object]:
            numbers = [one.no for one in callers if one is not None]
            return self.desk.perform(
                lambda step: emergency_commands.name_callers(step, self.no, numbers, seen=seen),
                lambda count: _("{count} calling.").format(count=count),
            )

        def first(one: PersonRow | None) -> object:
            if one is None:
                return name()
            ask(lambda: _("Who makes calls at the same time?"), partial(name, one))
            return None

        ask(lambda: _("Who makes the calls?"), first)

    def action_checklist(self) -> None:
        """Take another checklist."""
        kinds, seen = list(EmergencyKind), EmergencyKind(self.known.sheet.kind)
        choose_from(
            self.desk,
            lambda: _("What endangers this life?"),
            kinds,
            words.label,
            lambda kind: self.desk.perform(
                lambda step: emergency_commands.choose_checklist(step, self.no, kind, seen=seen),
                lambda _no: _("Checklist: {kind}").format(kind=words.label(kind)),
            ),
            at=kinds.index(seen),
        )

    def action_done(self) -> None:
        """Close it, or say what lacks."""
        close_sheet(self)


def _caller(sheet: Sheet, which: int) -> Caller | None:
    return sheet.callers[which] if which < len(sheet.callers) else None


def _number(sheet: Sheet, which: int) -> int | None:
    caller = _caller(sheet, which)
    return None if caller is None else caller.no
