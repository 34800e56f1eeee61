"""The roster: who works here, where they are, what they hold today and tomorrow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from textual.content import Content

from data.cover import reserves
from data.custody import queries as custody
from data.duties import queries as duties
from data.households import queries as households
from data.roster import commands as roster_commands
from data.roster import queries as roster
from data.roster.lists import roster_list
from data.work import kinds
from models.duties import Work
from models.listing import ListQuery
from models.listing.terms import Term
from models.problems import Refused
from models.roster import PersonKind, PersonRow, PersonView
from models.times import day_start, duty_day, local_date
from screens.duties import words as duty_words
from screens.households.words import people as people_words
from screens.i18n import N_, _
from screens.keys import bindings
from screens.keys.lists import ROSTER
from screens.kit import masks
from screens.kit.choose import Act, choose_act
from screens.kit.detail import fact, heading, sheet
from screens.kit.fields import FormField
from screens.kit.form import FormDialog
from screens.kit.list_place import Link, ListPlace
from screens.kit.record import blank
from screens.kit.record_form import RecordForm
from screens.kit.several import told
from screens.kit.taken import Taken
from screens.kit.values import joined
from screens.roster import form as forms
from screens.roster import words
from screens.roster.absence import fall_out_or_back, what_if
from screens.roster.custody import custody_lines, home_words, led_words, shut_words
from screens.roster.duties import change_duties, give_duty_to_several
from screens.roster.duties import line as duty_line
from screens.roster.home import home_lines, home_link
from screens.roster.listing import LISTING
from screens.roster.terms import terms

if TYPE_CHECKING:
    from data.listing import Listing
    from models.cover.reserves import Reserve

_SPANS = 8
"""Spans of presence shown of one person."""

_AHEAD = timedelta(days=7)
"""How far ahead duties are counted when somebody falls out."""

_PERSON = RecordForm(
    name="person",
    read=forms.read_person,
    record=forms.person_record,
    change=roster_commands.change_person,
    changed=lambda _no, edit: _("{name} changed.").format(name=edit.given.name),
)


class Roster(ListPlace):
    """People, staff first."""

    place = "roster"
    columns = LISTING.columns
    offered = LISTING.record.columns
    scopes = (
        ("all", N_("all")),
        ("staff", N_("staff")),
        ("volunteers", N_("volunteers")),
        ("absent", N_("absent")),
        ("archived", N_("taken off")),
    )
    first_sort = "kind"
    BINDINGS = bindings(ROSTER)

    def __init__(self) -> None:
        super().__init__()
        self._behind: Mapping[int, Reserve] = {}
        self._weakest = ""

    def load(self) -> None:
        """Read what stands behind everybody once, and then the list."""
        with self.store.read() as conn:
            now, settings = self.store.now(), duties.settings(conn)
            self._behind = reserves.by_person(conn, now, settings)
            hour = reserves.weakest_hour(conn, now, settings)
        self._weakest = "" if hour is None else duty_words.hour(hour.starts, now, hour.short)
        super().load()

    def terms(self) -> tuple[Term, ...]:
        return terms()

    def listing(self, query: ListQuery) -> Listing[PersonRow]:
        return self.store.ask(roster_list, query, self.store.now(), self._behind)

    def told_words(self) -> str:
        return self._weakest if self.query_now.scope != "archived" else ""

    def empty_hint(self) -> str:
        if self.query_now.scope != "all":
            return _("Nobody here. v shows others.")
        return _("Nobody is on the roster yet. I brings in a list; n adds a person by hand.")

    # -- detail ------------------------------------------------------------------------------

    def detail(self, no: int) -> Content:
        now, hide = self.store.now(), self.desk.masked
        with self.store.read() as conn:
            view, row = roster.person(conn, no), roster.roster_row(conn, no, now)
            spans = roster.presence_of(conn, no)
        if view is None or row is None:
            return Content("")
        today = day_start(duty_day(now)) + timedelta(hours=6)
        tomorrow = today + timedelta(days=1)
        return sheet(
            (
                heading(view.name, words.post(row)),
                *self._facts(view, row),
                *custody_lines(self, row),
                None,
                heading(_("Duties today")),
                *self._duty_lines(no, today),
                None,
                heading(_("Duties tomorrow")),
                *self._duty_lines(no, tomorrow),
                None,
                heading(_("Presence")),
                *(Content("  " + words.presence(span, now, hide)) for span in spans[:_SPANS]),
                Content("") if spans else _none(),
            )
        )

    def numbers(self, no: int) -> Sequence[Taken]:
        view = self.store.ask(roster.person, no)
        if view is None or not view.phone:
            return ()
        return [Taken(view.name, masks.phone(view.phone, self.desk.masked))]

    def address(self, no: int) -> str:
        view = self.store.ask(roster.person, no)
        return "" if view is None else home_words(view)

    def _facts(self, view: PersonView, row: PersonRow) -> Iterator[Content]:
        hide = self.desk.masked
        yield fact(_("status"), words.place(row), "bold")
        yield fact(_("returns"), words.back(row, self.store.now()))
        yield from self._reserve(row.no)
        yield fact(_("kind"), words.label(view.kind, "kind"))
        yield fact(_("phone"), masks.phone(view.phone, hide))
        yield fact(_("lives in"), home_words(view))
        yield fact(_("shut off"), *shut_words(self, view))
        yield from home_lines(self, row.no)
        yield fact(_("leads"), *led_words(self, row))
        yield fact(_("sleeps at"), view.lodging)
        yield fact(_("skills"), joined(view.skills))
        yield fact(_("vehicle"), view.vehicle)
        yield fact(_("is, may"), joined(words.label(one, "trait") for one in words.traits(view)))
        yield fact(_("hours"), view.hours)
        yield fact(_("note"), masks.text(view.note, hide))
        if not hide:
            yield fact(_("private"), view.private_note)

    def _reserve(self, no: int) -> Iterator[Content]:
        found = self._behind.get(no)
        if found is None:
            return
        load, tone = found.load, "$warning" if found.tired else ""
        worked = duty_words.worked(load.work_minutes, load.rest_minutes)
        yield fact(_("24 h"), worked, tone)
        awake = duty_words.awake(load.awake_minutes, load.since_rest_minutes)
        yield fact(_("up for"), awake, tone)
        if found.only_they:
            told = _("{count} duties of the next 48 h").format(count=found.only_they)
            yield fact(_("sole cover"), told, "$warning")

    def _duty_lines(self, no: int, day: datetime) -> list[Content]:
        held = self.store.ask(duties.of_person, no, day, day + timedelta(days=1))
        return [Content("  " + duty_line(duty, local_date(day))) for duty in held] or [_none()]

    def links(self, no: int) -> Sequence[Link]:
        now = self.store.now()
        found = list(home_link(self, no))
        for duty in self.store.ask(duties.of_person, no, now - timedelta(days=1), now + _AHEAD):
            kind = kinds.BY_WORK.get(Work(duty.work))
            if kind is not None and duty.work_no is not None:
                line = duty_line(duty, local_date(now))
                found.append(Link(line, kind.subject, duty.work_no))
        return found

    # -- acts ----------------------------------------------------------------------------------

    def action_new(self) -> None:
        """Put somebody on the roster."""
        self.desk.open_dialog(
            FormDialog(
                blank(lambda: _("New on the roster"), {"kind": PersonKind.VOLUNTEER}),
                self._fields(),
                forms.read_person,
                lambda edit: self.perform(
                    lambda step: roster_commands.add_person(step, edit.given),
                    lambda _no: _("{name} is on the roster.").format(name=edit.given.name),
                ),
                "person",
            )
        )

    def action_edit(self) -> None:
        """Change a person, or take them off the roster."""
        views = [self.store.ask(roster.person, no) for no in self.meant()]
        people = [view for view in views if view is not None]
        if not people:
            return
        if self.query_now.scope == "archived":
            self.nothing_here()
            return
        if len(people) > 1:
            choose_act(
                self.desk,
                lambda: people_words(len(people)),
                [(lambda: _("take off the roster"), lambda: self._archive(people))],
                lambda: joined(view.name for view in people),
            )
            return
        (view,) = people
        choose_act(
            self.desk,
            lambda: view.name,
            [
                (
                    lambda: _("change what is known"),
                    lambda: _PERSON.edit(self.desk, self._fields(), view.no),
                ),
                (lambda: _("take off the roster"), lambda: self._archive(people)),
            ],
        )

    async def _archive(self, people: Sequence[PersonView]) -> None:
        """Take people off the roster; why somebody has to stay on it is told."""
        versions = {view.no: view.version for view in people}
        names = {view.no: view.name for view in people}
        off = _("{name} is off the roster.")
        done = await self.perform(
            lambda step: roster_commands.archive_people(step, versions),
            lambda done: told(done, off.format(name=joined(names[no] for no in done.nos))),
        )
        if not isinstance(done, Refused):
            self.unmark(done.done)

    def _change(self, no: int) -> None:
        _PERSON.edit(self.desk, self._fields(), no)

    def _fields(self) -> tuple[FormField, ...]:
        compounds = list(self.store.ask(households.compound_names))
        return forms.person_fields(compounds, private=not self.desk.masked)

    def action_assign(self) -> None:
        """Give a person a duty, or take one away; give one to all that are marked."""
        if self.query_now.scope == "archived":
            self.nothing_here()
            return
        numbers = self.meant()
        if len(numbers) > 1:
            give_duty_to_several(self, numbers)
        elif numbers:
            change_duties(self, numbers[0])

    def action_rules(self) -> None:
        """Set rest, load and what always needs somebody."""
        from screens.duties.settings import set_roster

        set_roster(self)

    async def action_timeline(self) -> None:
        """Show the day hour by hour, the cursor on the same person."""
        await self.desk.action_visit("timeline", self.chosen())

    def action_suggest(self) -> None:
        """Show who could fill the open shifts of the day."""
        from screens.suggest.dialog import Suggest

        self.desk.open_dialog(Suggest())

    def action_custody(self) -> None:
        """Show what a person keeps for others, or what is kept by all."""
        from screens.custody.dialog import Custody

        no = self.meant_one() if self.marked() else None
        if no is None and self.marked():
            return
        kept = no is not None and bool(self.store.ask(custody.held_by, no))
        self.desk.open_dialog(Custody(no if kept else None, near=no))

    def action_attendance(self) -> None:
        """Check people in and out of the day's duties."""
        from screens.attendance.dialog import Attendance

        self.desk.open_dialog(Attendance())

    def action_paper(self) -> None:
        """Offer the duty sheets of the marked people, or of the one under the cursor, and the list
        for a file."""
        from screens.kit.export import export_list
        from screens.sheets.dialog import DutySheets

        people = self.marked() or None
        sheets: Act = (
            lambda: _("duty sheets"),
            lambda: self.desk.open_dialog(DutySheets(people)),
        )
        export_list(self, [sheets])

    def action_absent(self) -> None:
        """The marked people fall out: who takes what they hold? Or somebody is back."""
        fall_out_or_back(self, self._working())

    def action_what_if(self) -> None:
        """See what nobody could cover if the marked people fell out."""
        what_if(self, self._working())

    def _working(self) -> tuple[int, ...]:
        """The marked people, or the one under the cursor; nobody among those taken off."""
        return () if self.query_now.scope == "archived" else self.marked()


def _none() -> Content:
    return Content.styled("  " + _("none"), "$foreground 65%")
