"""The directory: who can be called, at which hours, and what they answered before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from data.directory import commands as directory_commands
from data.directory import queries as directory
from models.directory import ContactInput, ContactKind, ContactView, Entry
from models.listing import ListQuery
from models.listing.terms import Term
from screens.directory import form as forms
from screens.directory import words
from screens.directory.listing import LISTING
from screens.directory.terms import terms
from screens.i18n import N_, _
from screens.kit import masks
from screens.kit.choose import Act, choose_act
from screens.kit.detail import fact, heading, sheet
from screens.kit.fields import Values
from screens.kit.form import FormDialog
from screens.kit.list_place import Link, ListPlace
from screens.kit.record import Edit, blank
from screens.kit.record_form import RecordForm
from screens.kit.taken import Taken
from screens.requests import words as request_words

if TYPE_CHECKING:
    from data.listing import Listing

_ANSWERS = 12
"""Earlier answers shown of one of them."""


class Directory(ListPlace):
    """Desks, hospitals and others, and the leaders of the roster."""

    place = "directory"
    columns = LISTING.columns
    offered = LISTING.record.columns
    scopes = (
        ("all", N_("all")),
        ("now", N_("reachable now")),
        ("desks", N_("desks and leaders")),
        ("hospitals", N_("hospitals, pharmacies")),
        ("archived", N_("taken out")),
    )
    first_sort = "kind"
    ages = True

    def terms(self) -> tuple[Term, ...]:
        return terms()

    def listing(self, query: ListQuery) -> Listing[Entry]:
        now, themselves = self.store.now(), self.desk.seat.themselves
        return self.store.ask(directory.listing, query, now, themselves)

    def empty_hint(self) -> str:
        if self.query_now.scope != "all":
            return _("Nobody here. v shows others.")
        return _("Nobody is in the directory yet. n adds a desk or a hospital.")

    # -- detail ------------------------------------------------------------------------------

    def detail(self, no: int) -> Content:
        now, hide = self.store.now(), self.desk.masked
        entry = self.store.ask(directory.entry, no, now)
        if entry is None:
            return Content("")
        earlier = self.store.ask(directory.answers, no)[:_ANSWERS]
        return sheet(
            (
                heading(entry.name, words.label(entry.kind)),
                fact(_("phone"), masks.phone(entry.phone, hide), "bold"),
                fact(_("reachable"), words.reach(entry, now)),
                fact(_("hours"), entry.hours),
                fact(_("is"), words.where(entry)),
                fact(_("escalation"), request_words.label(entry.rung, "rung")),
                fact(_("note"), masks.text(entry.note, hide)),
                None,
                heading(_("What they answered before")),
                Content(words.rate_in_full(entry.record) or _("nobody called yet")),
                *(Content(words.answer(one, now, hide)) for one in earlier),
            )
        )

    def name_words(self) -> str:
        return _("directory")

    def numbers(self, no: int) -> Sequence[Taken]:
        entry = self.store.ask(directory.entry, no, self.store.now())
        if entry is None or not entry.phone:
            return ()
        return [Taken(entry.name, masks.phone(entry.phone, self.desk.masked))]

    def links(self, no: int) -> Sequence[Link]:
        found = []
        entry = self.store.ask(directory.entry, no, self.store.now())
        if entry is not None and entry.person_no is not None:
            found.append(Link(entry.name, "roster", entry.person_no))
        numbers = dict.fromkeys(one.request_no for one in self.store.ask(directory.answers, no))
        found += [
            Link(_("request {no}").format(no=one), "requests", one)
            for one in list(numbers)[:_ANSWERS]
        ]
        return found

    # -- acts --------------------------------------------------------------------------------

    def action_back(self) -> None:
        """Leave the filter, then the marks, then the directory."""
        if self.query_now.filter or self.records.marks or not self.records.has_focus:
            super().action_back()
        else:
            self.run_worker(self.desk.leave_visit())

    def action_new(self) -> None:
        """Put somebody into the directory."""
        self._new({"kind": ContactKind.HOSPITAL}, "contact")

    def action_edit(self) -> None:
        """Change a record, or take it out; a leader is changed in the roster."""
        no = self.meant_one()
        if no is None:
            return
        entry = self.store.ask(directory.entry, no, self.store.now())
        if entry is None or entry.contact_no is None:
            self._edit_unwritten(entry)
            return
        view = self.store.ask(directory.contact, entry.contact_no)
        second: Act = (
            (lambda: _("put back into the directory"), lambda: self._put_back(view))
            if view.archived_at is not None
            else (lambda: _("take out of the directory"), lambda: self._take_out(view))
        )
        change: Act = (
            lambda: _("change what is known"),
            lambda: _CONTACT.edit(self.desk, forms.CONTACT, view.no),
        )
        choose_act(self.desk, lambda: view.name, [change, second])

    def _edit_unwritten(self, entry: Entry | None) -> None:
        """A leader is the roster's; a service becomes a record with what is typed of it."""
        if entry is None or entry.person_no is not None:
            self.say(_("The roster says where this leader is; g goes there."), wrong=True)
        else:
            known = {name: getattr(entry, name) for name in ("name", "kind", "phone", "rung")}
            self._new(known, f"contact-{entry.name}")

    async def _take_out(self, view: ContactView) -> None:
        await self.perform(
            lambda step: directory_commands.archive_contact(step, view.no, view.version),
            lambda _no: _("{name} is out of the directory.").format(name=view.name),
        )

    async def _put_back(self, view: ContactView) -> None:
        await self.perform(
            lambda step: directory_commands.restore_contact(step, view.no, view.version),
            lambda _no: _("{name} is in the directory.").format(name=view.name),
        )

    def _new(self, known: Values, draft: str) -> None:
        self.desk.open_dialog(
            FormDialog(
                blank(lambda: _("New in the directory"), known),
                forms.CONTACT,
                forms.read_contact,
                lambda edit: self.perform(
                    lambda step: directory_commands.add_contact(step, edit.given),
                    lambda _no: _said(edit),
                ),
                draft,
            )
        )


def _said(edit: Edit[ContactInput]) -> str:
    return _("{name} is in the directory.").format(name=edit.given.name)


_CONTACT = RecordForm(
    name="contact",
    read=forms.read_contact,
    record=forms.contact_record,
    change=directory_commands.change_contact,
    changed=lambda _no, edit: _said(edit),
)
