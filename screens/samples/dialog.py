"""Samples on their way at the desk: what left, what arrived, whose results are to be asked for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList

from data.requests import queries as requests
from data.samples import commands as sample_commands
from data.samples import queries as samples
from models.chases import Rung
from models.chases.ladder import proposed_rung, unanswered
from models.problems import Refused
from models.samples import TripRow, TripState, rules
from screens.i18n import _
from screens.keys import bindings
from screens.keys.samples import SAMPLES
from screens.kit.form import FormDialog
from screens.kit.marked import MarkedDialog
from screens.kit.record import Record
from screens.kit.record_form import RecordForm
from screens.kit.several import told
from screens.kit.times import clock
from screens.kit.told import Told
from screens.kit.values import beside, headed
from screens.requests.form import CHASE
from screens.samples import form as forms
from screens.samples import words
from screens.samples.sending import send

_MOST_CHASES = 4
"""Chases that are told beneath the list."""


class Samples(MarkedDialog[TripRow]):
    """What is on its way or waited for, by when its results should be in."""

    DEFAULT_CSS = """
    Samples #trip-note { color: $foreground 85%; padding: 0 1; margin-top: 1; }
    """
    BINDINGS = bindings(SAMPLES)
    list_id = "samples-list"

    def __init__(self) -> None:
        super().__init__()
        self._all = False

    def notes(self) -> ComposeResult:
        yield Told(id="trip-note")
        yield from super().notes()

    def renew(self) -> None:
        """Read again, the cursor where it was."""
        super().renew()
        if self.is_open:
            self._show_note()

    def heading(self) -> str:
        title = _("Samples: all that left") if self._all else _("Samples waited for")
        return f"{title}  {sum(row is not None for row in self._rows)}"

    def foot(self) -> str:
        return _("n: send  P: arrived  c: chase  d: done  e: edit  v: view  esc: back")

    def lines(self) -> Iterator[tuple[Content, TripRow | None]]:
        rows = self.desk.store.ask(samples.trips if self._all else samples.waited_for)
        for row in rows:
            yield self._line(row), row
        if not rows:
            yield Content(_("No results are waited for. n: samples leave; v shows all.")), None

    def _line(self, row: TripRow) -> Content:
        now = self.desk.store.now()
        late = rules.overdue(row, now) is not None
        tone = "$warning bold" if late else "dim" if row.state == TripState.DONE else ""
        no = Content.styled(f"{self.box(row)}{row.no:>4}  ", "$foreground 65%")
        said = Content(beside(row.laboratory, words.tubes(row), gap="  ") + "  ")
        pushed = "" if row.rung == Rung.SELF else words.rung(row.rung)
        stands = Content.styled(words.stands(row, now), tone)
        more = Content(f"  {pushed}" if pushed and row.state != TripState.DONE else "")
        return Content.assemble(no, said, stands, more)

    @on(OptionList.OptionHighlighted)
    def _show_note(self) -> None:
        row = self._row()
        self.put("#trip-note", "" if row is None else "\n".join(filter(None, self._note(row))))
        self.fit()

    def _note(self, row: TripRow) -> Iterator[str]:
        """Of which round, who took them when, whom somebody asked and whom to ask next."""
        now = self.desk.store.now()
        yield beside(row.round_name, row.site)
        left = _("left {time}").format(time=clock(row.left_at, now))
        by = headed(_("taken by"), row.by) if row.by else _("nobody is named who took them")
        arrived = ""
        if row.arrived_at is not None:
            arrived = _("arrived {time}").format(time=clock(row.arrived_at, now))
        yield beside(left, by, arrived)
        yield words.chased(row, now)
        with self.desk.store.read() as conn:
            before = samples.chases(conn, row.id)
            settings = requests.settings(conn)
        for one in before[:_MOST_CHASES]:
            yield words.said(one, now)
        if before and row.state != TripState.DONE:
            rung = proposed_rung(Rung(row.rung), unanswered(before), settings)
            yield headed(_("chase next"), words.rung(rung))
        yield row.note

    # -- acts ----------------------------------------------------------------------------------

    def can_be_marked(self, row: TripRow) -> bool:
        return row.state != TripState.DONE

    def _after(self, done: object) -> None:
        if done is not None and not isinstance(done, Refused):
            self.unmark()

    def action_turn(self) -> None:
        """Show what is waited for, or all that left."""
        self._all = not self._all
        self.unmark()

    def action_new(self) -> None:
        """Samples leave."""
        send(self.desk, self._after)

    async def action_arrived(self) -> None:
        """They are at the laboratory, now."""
        row = self._chosen_one()
        if row is not None:
            done = await self.desk.perform(
                lambda step: sample_commands.samples_arrived(step, row.no),
                lambda now: words.arrived(now, self.desk.store.now()),
            )
            self._after(done)

    def action_chase(self) -> None:
        """Somebody was asked for the results."""
        row = self._chosen_one()
        if row is None:
            return

        def record() -> Record:
            with self.desk.store.read() as conn:
                now = samples.trip(conn, row.no)
                values = forms.chase_values(conn, now)
            title = _("Ask for the results of {no}, {laboratory}")
            return Record(
                lambda: title.format(no=now.no, laboratory=now.laboratory),
                values,
                now.version,
                (now.id,),
            )

        self.desk.open_dialog(
            FormDialog(
                record,
                CHASE,
                partial(forms.read_chase, row),
                lambda edit: self.desk.perform(
                    lambda step: sample_commands.chase_results(step, row.no, edit.given),
                    lambda now: words.asked(now, self.desk.store.now()),
                ),
                f"samples-chase:{row.no}",
                first="said",
            ),
            self._after,
        )

    async def action_done(self) -> None:
        """All results of the marked, or of those under the cursor, are in."""
        nos = [row.no for row in self._chosen()]
        if nos:
            done = await self.desk.perform(
                lambda step: sample_commands.end_trips(step, nos),
                lambda done: told(done, words.done(list(done.done.values()))),
            )
            self._after(done)

    @on(OptionList.OptionSelected)
    def action_edit(self) -> None:
        """Change laboratory, who took them, or the note."""
        row = self._chosen_one()
        if row is not None:
            form = RecordForm(
                name="samples",
                read=forms.read_trip,
                record=forms.trip_record,
                change=sample_commands.change_trip,
                changed=lambda no, _edit: _("Samples {no} changed.").format(no=no),
            )
            form.edit(self.desk, forms.TRIP, row.no, then=self._after)

    def action_rules(self) -> None:
        """Set after how long results are overdue."""
        forms.set_samples(self.desk, self._after)
