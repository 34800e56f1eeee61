"""What is kept for others, by who keeps it: new things, handing over, giving back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

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
from screens.kit.form import FormDialog
from screens.kit.marked import MarkedDialog
from screens.kit.record import blank
from screens.kit.record_form import RecordForm
from screens.kit.status_line import StatusLine
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
    Custody #custody-list {
        height: auto; max-height: 22; border: none; background: $surface; padding: 0;
    }
    Custody #custody-list > .option-list--option-disabled { color: $accent; text-style: bold; }
    Custody #custody-note { height: auto; color: $foreground 75%; padding: 0 1; }
    """
    BINDINGS = bindings(CUSTODY)

    def __init__(self, person_no: int | None = None, near: int | None = None) -> None:
        super().__init__()
        self._near = near
        self._person = person_no
        self._view = "mine" if person_no is not None else "all"

    def compose(self) -> ComposeResult:
        with Container(classes="box"):
            yield OptionList(id="custody-list", markup=False)
            yield Static("", id="custody-note", markup=False)
            yield StatusLine()
            yield Static("", classes="foot", markup=False)

    def on_mount(self) -> None:
        self.renew()
        self.query_one(OptionList).focus()
        super().on_mount()

    def renew(self) -> None:
        """Read again, the cursor where it was; nothing once the list was left."""
        if not self.is_open:
            return
        if self._view == "mine" and self._person is not None:
            with self.desk.store.read() as conn:
                found = custody.held_by(conn, self._person)
        else:
            with self.desk.store.read() as conn:
                found = custody.kept(conn, returned=self._view == "returned")
        self._marks &= {row.no for row in found}
        listed = self.query_one(OptionList)
        at = listed.highlighted
        options = list(self._options(found))
        listed.clear_options()
        listed.add_options(options)
        kept = [n for n, row in enumerate(self._rows) if row is not None]
        first = kept[0] if kept else None
        listed.highlighted = at if at is not None and at in kept else first
        self.query_one(".box").border_title = Text(self._title(len(found)))
        self.put(
            ".foot",
            _("n: new  a: hand over  d: given back  e: edit  space: mark  v: view  esc: back"),
        )
        self._show_note()

    def _title(self, count: int) -> str:
        if self._view == "returned":
            return _("Given back")
        title = _("Kept for others")
        if self._view == "mine" and self._person is not None:
            person = self.desk.store.ask(roster.person, self._person)
            title = _("Kept by {name}").format(name=person.name if person else "")
        return f"{title}  {count}"

    def _options(self, found: Sequence[CustodyRow]) -> list[Option]:
        now, masked = self.desk.store.now(), self.desk.masked
        with self.desk.store.read() as conn:
            absent = {one.no: one for one in roster.absences(conn, now)}
        self._rows = []
        options: list[Option] = []
        holder: int | None = None
        for row in found:
            if row.holder_no != holder and self._view != "returned":
                holder = row.holder_no
                gone = absent.get(holder)
                name = Content(row.holder)
                if gone is not None:
                    place = people_words.label(gone.place, "place")
                    told = _("⚠ {place}: somebody else must keep these").format(place=place)
                    name = Content.assemble(name, Content.styled(f"  {told}", "$error bold"))
                self._rows.append(None)
                options.append(Option(name, disabled=True))
            mark = "☑" if row.no in self._marks else " "
            tone = "$error" if words.overdue(row, now) else ""
            line = Content.styled(words.brief(row, now, masked), tone)
            by = f"  {row.holder}" if self._view == "returned" else ""
            no = Content.styled(f"{mark}{row.no:>4}  ", "$foreground 65%")
            self._rows.append(row)
            options.append(Option(Content.assemble(no, line, Content(by))))
        if not options:
            self._rows.append(None)
            nothing = _("Nothing is kept here. n writes something down; v shows others.")
            options.append(Option(Content(nothing), disabled=True))
        return options

    @on(OptionList.OptionHighlighted)
    def _show_note(self) -> None:
        row = self._row()
        note = "" if row is None else masks.text(row.note, self.desk.masked)
        since = "" if row is None else self._since(row)
        self.put("#custody-note", beside(since, note))

    def _since(self, row: CustodyRow) -> str:
        since = clock(row.since, self.desk.store.now())
        return _("since {since}").format(since=since)

    def _chosen(self) -> list[CustodyRow]:
        """The marked things, or the one under the cursor; nothing that was given back."""
        return [row for row in super()._chosen() if row.returned_at is None]

    # -- acts ----------------------------------------------------------------------------------

    def action_mark(self) -> None:
        """Mark the thing under the cursor, or take its mark away, and go on."""
        row = self._row()
        if row is not None and row.returned_at is None:
            self._marks ^= {row.no}
            self.renew()
            self._go_on()

    def action_turn(self) -> None:
        """Turn through one person's, everybody's, what was given back."""
        views = _VIEWS if self._person is not None else _VIEWS[1:]
        self._view = views[(views.index(self._view) + 1) % len(views)]
        self._marks.clear()
        self.renew()

    @on(OptionList.OptionSelected)
    def _opened(self) -> None:
        self.action_edit()

    def action_new(self) -> None:
        """Write down something that is kept."""
        row = self._row()
        keep_thing(self.desk, self._near or (row.holder_no if row else None), self._after)

    def _after(self, saved: bool | None) -> None:
        if saved:
            self._marks.clear()
            self.renew()

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
            lambda count: ngettext(
                "{count} thing given back.", "{count} things given back.", count
            ).format(count=count),
        )
        self._after(not isinstance(done, Refused))

    async def action_undo(self) -> None:
        """Take back the last act."""
        await self.app.run_action("app.undo")
        self.renew()

    def relabel(self) -> None:
        self.renew()


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

    desk.open_dialog(
        FormDialog(
            blank(title),
            forms.handing_fields(keepers),
            partial(forms.read_handing, keepers),
            lambda edit: desk.perform(
                lambda step: custody_commands.hand_over_things(step, numbers, *edit.given),
                lambda count: said(count, edit.given.holder_no),
            ),
        ),
        done,
    )
