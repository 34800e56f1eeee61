"""What is kept for others, by who keeps it: new things, handing over, giving back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList, Static

from data.custody import commands as custody_commands
from data.custody import queries as custody
from data.roster import queries as roster
from models.custody import CustodyRow
from models.problems import Refused
from screens.custody import form as forms
from screens.custody import words
from screens.i18n import _, ngettext
from screens.keys import bindings
from screens.keys.people import CUSTODY
from screens.kit import masks
from screens.kit.fields import reader
from screens.kit.form import FormDialog
from screens.kit.marked import MarkedDialog
from screens.kit.record import blank
from screens.kit.record_form import RecordForm
from screens.kit.several import told
from screens.kit.times import clock
from screens.kit.values import beside
from screens.roster import words as people_words

if TYPE_CHECKING:
    from screens.kit.desk import Desk

_VIEWS = ("mine", "all", "returned")

_THING = RecordForm(
    name="custody",
    read=forms.read_thing,
    record=forms.thing_record,
    change=custody_commands.change_thing,
    changed=lambda _no, edit: _("{what} changed.").format(what=edit.given.what),
)


class Custody(MarkedDialog[CustodyRow]):
    """Things kept, in lines under their keepers.

    Args:
        person_no: whose things are shown first; None for everybody's.
        near: who keeps something new unless somebody else is chosen.
    """

    DEFAULT_CSS = """
    Custody #custody-note { height: auto; color: $foreground 75%; padding: 0 1; }
    """
    BINDINGS = bindings(CUSTODY)
    list_id = "custody-list"

    def __init__(self, person_no: int | None = None, near: int | None = None) -> None:
        super().__init__()
        self._near = near
        self._person = person_no
        self._view = "mine" if person_no is not None else "all"

    def notes(self) -> ComposeResult:
        yield Static("", id="custody-note", markup=False)
        yield from super().notes()

    def renew(self) -> None:
        """Read again, the cursor where it was."""
        super().renew()
        if self.is_open:
            self._show_note()

    def heading(self) -> str:
        if self._view == "returned":
            return _("Given back")
        title = _("Kept for others")
        if self._view == "mine" and self._person is not None:
            person = self.desk.store.ask(roster.person, self._person)
            title = _("Kept by {name}").format(name=person.name if person else "")
        return f"{title}  {sum(row is not None for row in self._rows)}"

    def foot(self) -> str:
        return _("n: new  a: hand over  d: given back  e: edit  space: mark  v: view  esc: back")

    def lines(self) -> Iterator[tuple[Content, CustodyRow | None]]:
        now = self.desk.store.now()
        with self.desk.store.read() as conn:
            if self._view == "mine" and self._person is not None:
                found = custody.held_by(conn, self._person)
            else:
                found = custody.kept(conn, returned=self._view == "returned")
            absent = {one.no: one for one in roster.absences(conn, now)}
        holder: int | None = None
        for row in found:
            if row.holder_no != holder and self._view != "returned":
                holder = row.holder_no
                yield _holder_line(row.holder, absent.get(holder)), None
            yield self._line(row, now), row
        if not found:
            yield Content(_("Nothing is kept here. n writes something down; v shows others.")), None

    def _line(self, row: CustodyRow, now: datetime) -> Content:
        mark = self.box(row)
        tone = "$error" if words.overdue(row, now) else ""
        line = Content.styled(words.brief(row, now, self.desk.masked), tone)
        by = f"  {row.holder}" if self._view == "returned" else ""
        no = Content.styled(f"{mark}{row.no:>4}  ", "$foreground 65%")
        return Content.assemble(no, line, Content(by))

    @on(OptionList.OptionHighlighted)
    def _show_note(self) -> None:
        row = self._row()
        note = "" if row is None else masks.text(row.note, self.desk.masked)
        since = "" if row is None else clock(row.since, self.desk.store.now())
        since = since and _("since {since}").format(since=since)
        self.put("#custody-note", beside(since, note))

    def _chosen(self) -> list[CustodyRow]:
        """The marked things, or the one under the cursor; nothing that was given back."""
        return [row for row in super()._chosen() if row.returned_at is None]

    # -- acts ----------------------------------------------------------------------------------

    def can_be_marked(self, row: CustodyRow) -> bool:
        return row.returned_at is None

    def action_turn(self) -> None:
        """Turn through one person's, everybody's, what was given back."""
        views = _VIEWS if self._person is not None else _VIEWS[1:]
        self._view = views[(views.index(self._view) + 1) % len(views)]
        self.unmark()

    @on(OptionList.OptionSelected)
    def _opened(self) -> None:
        self.action_edit()

    def action_new(self) -> None:
        """Write down something that is kept."""
        row = self._row()
        keep_thing(self.desk, self._near or (row.holder_no if row else None), self._after)

    def _after(self, saved: bool | None) -> None:
        if saved:
            self.unmark()

    def action_edit(self) -> None:
        """Change what is known of a thing."""
        row = self._chosen_one()
        if row is not None:
            _THING.edit(self.desk, forms.THING, row.no, then=self._after)

    def action_hand_over(self) -> None:
        """Give the marked things, or the one under the cursor, to another keeper."""
        hand_over(self.desk, self._chosen(), self._after)

    async def action_give_back(self) -> None:
        """The marked things, or the one under the cursor, are back with whom they belong to."""
        rows = self._chosen()
        if not rows:
            return
        done = await self.desk.perform(
            lambda step: custody_commands.give_back_things(step, [row.no for row in rows]),
            lambda done: told(
                done,
                ngettext(
                    "{count} thing given back.", "{count} things given back.", len(done.nos)
                ).format(count=len(done.nos)),
            ),
        )
        self._after(not isinstance(done, Refused))


def _holder_line(name: str, gone: roster.Absence | None) -> Content:
    """A keeper over what they keep, with what is to be done about it while they are absent."""
    if gone is None:
        return Content(name)
    place = people_words.label(gone.place, "place")
    told = _("⚠ {place}: somebody else must keep these").format(place=place)
    return Content.assemble(Content(name), Content.styled(f"  {told}", "$error bold"))


def keep_thing(desk: Desk, holder: int | None, done: Callable[[bool | None], None]) -> None:
    """Write down something that is kept, in a form."""
    keepers = desk.store.ask(forms.keepers, desk.store.now())
    desk.open_dialog(
        FormDialog(
            blank(lambda: _("Something kept"), forms.blank_thing(holder)),
            forms.new_fields(keepers),
            lambda values, now: desk.store.ask(forms.read_new, keepers, values, now),
            lambda edit: desk.perform(
                lambda step: custody_commands.add_thing(step, edit.given),
                lambda _no: _("{what} is written down.").format(what=edit.given.what),
            ),
            "custody",
        ),
        done,
    )


def hand_over(desk: Desk, rows: Sequence[CustodyRow], done: Callable[[bool | None], None]) -> None:
    """Give things to another keeper, in a form."""
    if not rows:
        return
    now = desk.store.now()
    numbers = [row.no for row in rows]
    holders = {str(row.holder_no) for row in rows}
    keepers = [one for one in desk.store.ask(forms.keepers, now) if {one[0]} != holders]

    def said(count: int, to: int) -> str:
        return ngettext(
            "{count} thing is now kept by {name}.", "{count} things are now kept by {name}.", count
        ).format(count=count, name=dict(keepers).get(str(to), ""))

    def title() -> str:
        count = len(rows)
        if count == 1:
            return _("Hand over: {what}").format(what=rows[0].what)
        return ngettext("Hand over {count} thing", "Hand over {count} things", count).format(
            count=count
        )

    fields = forms.handing_fields(keepers)
    desk.open_dialog(
        FormDialog(
            blank(title),
            fields,
            reader(fields, forms.Handing),
            lambda edit: desk.perform(
                lambda step: custody_commands.hand_over_things(step, numbers, *edit.given),
                lambda done: told(done, said(len(done.nos), edit.given.holder_no)),
            ),
        ),
        done,
    )
