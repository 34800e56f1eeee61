"""Testing: the sessions of all rounds by time, each with its desks and who holds them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from textual.content import Content

from data.cover import queries as cover_queries
from data.testing import commands as testing_commands
from data.testing import queries as testing
from data.work import kinds
from models.duties import Role, Work
from models.listing.terms import Term
from models.testing import BatchRow, RoundView, SessionRow, SessionState, rules
from models.times import local_date
from screens.call_sheet import words as sheet_words
from screens.duties import words as duty_words
from screens.duties.work_acts import Piece, Ways, WorkActs
from screens.duties.work_place import WorkPlace
from screens.i18n import N_, _
from screens.keys import bindings
from screens.keys.testing import TESTING
from screens.kit.choose import Act, choose_act
from screens.kit.detail import fact, heading, set_in, sheet
from screens.kit.fields import reader
from screens.kit.form import FormDialog
from screens.kit.record import blank
from screens.kit.record_form import RecordForm
from screens.kit.times import at, day
from screens.kit.values import beside, joined
from screens.sentences import say
from screens.testing import form as forms
from screens.testing import words
from screens.testing.due import due_words
from screens.testing.listing import LISTING
from screens.testing.terms import terms

_ROUND = RecordForm(
    name="round",
    read=forms.read_round,
    record=forms.round_record,
    change=testing_commands.change_round,
    changed=lambda no, _edit: _("Round {no} changed.").format(no=no),
)


class Testing(WorkPlace):
    """Sessions in the order of time."""

    BINDINGS = bindings(TESTING)
    place = "testing"
    work = Work.SESSION
    columns = LISTING.columns
    offered = LISTING.record.columns
    spec = testing.SESSIONS
    first_sort = "time"

    def terms(self) -> tuple[Term, ...]:
        return terms()

    def empty_hint(self) -> str:
        if not self.store.ask(testing.rounds):
            said = self._no_round()
        elif self.query_now.scope != "all":
            said = _("No sessions here. v shows others; n plans one.")
        else:
            said = _("No sessions yet. n plans one, with its round.")
        return beside(said, due_words(local_date(self.store.now())), gap=" ")

    @staticmethod
    def _no_round() -> str:
        return _("There is no round of tests yet: n and 2 plan one, n and 1 a single session.")

    def nothing_here(self) -> None:
        """Say what is lacking: where no round is planned, keys of rounds and tables have nothing to
        show."""
        if self.store.ask(testing.rounds):
            super().nothing_here()
        else:
            self.say(self._no_round(), wrong=True)

    # -- detail --------------------------------------------------------------------------------

    def detail(self, no: int) -> Content:
        now = self.store.now()
        with self.store.read() as conn:
            row, view = testing.row(conn, no), testing.session(conn, no)
            its_round = testing.round_of(conn, view.round_no)
            held = self.held(no)
            lacking = cover_queries.cover_of(conn, kinds.one(conn, Work.SESSION, no)).gaps
            others = testing.sessions(conn, view.round_no)
            batches = testing.batches(conn, no)
            needed = kinds.one(conn, Work.SESSION, no).needs
            sums = sheet_words.frozen(conn, its_round)
        on = date.fromisoformat(its_round.day)
        return sheet(
            (
                heading(rules.called(row.site, row.compounds), words.state_now(row, now)),
                *self.warning_lines(rules.warnings(row, now)),
                fact(
                    _("when"),
                    f"{day(its_round.day, now)} {duty_words.span(row.starts_at, row.ends_at, on)}",
                ),
                fact(_("compounds"), joined(row.compounds)),
                fact(
                    _("people"),
                    words.at_desks(row.people_due, row.desks),
                ),
                fact(_("one with"), view.skill),
                fact(_("round"), _round_words(its_round)),
                fact(_("team"), _team(its_round, on)),
                fact(_("call sheet"), sums),
                fact(_("note"), view.note),
                None,
                heading(_("People"), duty_words.cover(row.have, row.need)),
                *self.people_lines(held),
                *(_gap(what, count) for what, count in lacking.items()),
                fact(_("people needed"), words.needed(needed) if batches else ""),
                None,
                heading(_("Sessions of this round")),
                *(self._other(other, no, on) for other in others),
                *_batch_lines(batches, on),
            )
        )

    def address(self, no: int) -> str:
        row = self.store.ask(testing.row, no)
        return rules.called(row.site, row.compounds)

    def _other(self, row: SessionRow, here: int, day: date) -> Content:
        span = duty_words.span(row.starts_at, row.ends_at, day)
        cover = duty_words.cover(row.have, row.need)
        says = f" {span} {rules.called(row.site, row.compounds)}  {cover}"
        return self.among_line(row.no, here, done=row.state == SessionState.DONE, says=says)

    # -- acts ----------------------------------------------------------------------------------

    def action_new(self) -> None:
        """Plan a session or a whole round."""
        acts: list[Act] = [
            (lambda: _("one session"), self._new_session),
            (lambda: _("a whole round, planned by rule"), self._new_round),
            (lambda: _("a test's result"), self._new_result),
            (lambda: _("a list of results: paste it, or its file"), self._new_results),
        ]
        choose_act(self.desk, lambda: _("New"), acts)

    def _new_round(self) -> None:
        from screens.testing.planning import plan_round

        plan_round(self.desk)

    def _new_result(self) -> None:
        from screens.results.form import write_result

        write_result(self)

    def _new_results(self) -> None:
        from screens.exchange.import_files import ImportResults

        self.desk.open_dialog(ImportResults())

    def _new_session(self) -> None:
        """Plan a session, in a round that is there or in a new one."""
        now, compounds = self.store.now(), self.compounds()
        rounds = self.store.ask(testing.rounds)
        fields = forms.session_fields(rounds, compounds, new=True)
        self.desk.open_dialog(
            FormDialog(
                blank(lambda: _("New session"), forms.blank_session(now, rounds)),
                fields,
                reader(fields, forms.planned),
                lambda edit: self.perform(
                    lambda step: testing_commands.add_session(step, *edit.given),
                    lambda no: self._warned(_("Session {no} planned."), no),
                ),
                "session",
                first="site",
            )
        )

    def changes(self, no: int) -> list[Act]:
        row = self.store.ask(testing.row, no)
        site = rules.called(row.site, row.compounds)
        return [
            (
                lambda: _("the session at {site}").format(site=site),
                lambda: self._session_form(no),
            ),
            (
                lambda: _("the round {name}").format(name=row.round_name),
                lambda: _ROUND.edit(self.desk, forms.ROUND, row.round_no),
            ),
        ]

    def _warned(self, told: str, no: int) -> str:
        """What was done to a session, with what is wrong with it now."""
        wrong = rules.warnings(self.store.ask(testing.row, no), self.store.now())
        return beside(told.format(no=no), *(f"⚠ {say(one)}" for one in wrong), gap=" ")

    def acts(self) -> WorkActs:
        return WorkActs(
            ways=Ways(
                SessionState.PLANNED,
                SessionState.RUNNING,
                SessionState.DONE,
                SessionState.CANCELLED,
            ),
            state=words.state,
            unbegun=N_("nobody noted that it began."),
            begin=N_("Started: {names}."),
            end=N_("Ended: {names}."),
            many=words.sessions,
            read=self._pieces,
            mark=testing_commands.mark_sessions,
            move=testing_commands.move_sessions,
            off=rules.OFF,
            loses=self.freed_people,
        )

    def _pieces(self, numbers: Sequence[int]) -> list[Piece]:
        with self.store.read() as conn:
            rows = [testing.row(conn, no) for no in numbers]
        return [
            Piece(
                row.no,
                rules.called(row.site, row.compounds),
                words.session_at(row),
                row.state,
                row.starts_at,
            )
            for row in rows
        ]

    def action_call_sheet(self) -> None:
        """Show the call sheet of the round of the session under the cursor."""
        from screens.call_sheet.dialog import open_sheet

        if (no := self.meant_one()) is not None:
            open_sheet(self.desk, self.store.ask(testing.row, no).round_no)

    def action_recall(self) -> None:
        """Take in an abnormal tube: its code, or the names that came."""
        from screens.recall.open import ask_tube

        ask_tube(self.desk)

    def action_questions(self) -> None:
        """Show results that contradict each other, with what to ask whom."""
        from screens.results.dialog import Contradictions

        self.desk.open_dialog(Contradictions())

    def action_missed(self) -> None:
        """Show the table of the session under the cursor: who is sampled, who is missed."""
        no = self.meant_one()
        if no is not None:
            from screens.sampling.seating import open_table

            open_table(self.desk, no)

    def action_tubes(self) -> None:
        """Show the tubes of the round of the session under the cursor."""
        from screens.sampling.tubes import Tubes

        if (no := self.meant_one()) is not None:
            self.desk.open_dialog(Tubes(self.store.ask(testing.row, no).round_no))

    def action_lacking(self) -> None:
        """Show who is missed in the round of the session under the cursor."""
        from screens.sampling.missed import Missed

        if (no := self.meant_one()) is not None:
            self.desk.open_dialog(Missed(self.store.ask(testing.row, no).round_no))

    def action_numbers(self) -> None:
        """Show how far the round of the session under the cursor is, else the latest one."""
        from screens.testing.numbers import TestingNumbers

        no = next(iter(self.marked()), None)
        round_no = None if no is None else self.store.ask(testing.row, no).round_no
        self.desk.open_dialog(TestingNumbers(round_no))

    def action_way(self) -> None:
        """Show the samples on their way."""
        self.desk.action_open("samples")

    def action_rules(self) -> None:
        """Set what a desk can do."""
        from screens.testing.settings import set_testing

        set_testing(self)

    def _session_form(self, no: int) -> None:
        compounds = self.compounds()
        fields = forms.session_fields(self.store.ask(testing.rounds), compounds, new=False)
        form = RecordForm(
            name="session",
            read=reader(fields, forms.session_of),
            record=forms.session_record,
            change=testing_commands.change_session,
            changed=lambda no, _edit: self._warned(_("Session {no} changed."), no),
        )
        form.edit(self.desk, fields, no, first="site")


def _round_words(one: RoundView) -> str:
    return beside(one.name, words.sampled(one.kind, one.tube_kind, one.pool_size))


def _team(one: RoundView, on: date) -> str:
    """The medical team, and when it arrives."""
    comes = "" if one.team_at is None else _("comes {time}").format(time=at(one.team_at, on))
    return beside(one.team, comes)


def _batch_lines(batches: Sequence[BatchRow], on: date) -> Iterator[Content | None]:
    """What is called down together and gone to, in order; nothing where nobody planned it."""
    if batches:
        yield None
        yield heading(_("Batches"), str(len(batches)))
        yield from (set_in(words.batch(one, on)) for one in batches)


def _gap(what: tuple[Role, str], count: int) -> Content:
    text = _("lacks {roles}").format(roles=duty_words.lacking({what: count}))
    return Content.styled(f"  ⚠ {text}", "$warning")
