"""Who sends goods, who of them is on the list, and which of them sent a delivery."""

from __future__ import annotations

from collections.abc import Iterator

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList

from data.drivers import suppliers as data
from models.drivers import SupplierInput, SupplierRow
from screens.drivers import words
from screens.i18n import N_, _
from screens.keys import bindings
from screens.keys.supplies import SUPPLIERS
from screens.kit.detail import hanging
from screens.kit.fields import FormField, reader
from screens.kit.form import FormDialog
from screens.kit.kinds import LONG, PHONE, yes_or_no
from screens.kit.list_dialog import ListDialog
from screens.kit.record import blank, record_of
from screens.kit.record_form import RecordForm
from screens.kit.status_line import StatusLine

_LISTED = yes_or_no(lambda: [("yes", _("on the list")), ("no", _("⚠ not on the list"))])

FIELDS: tuple[FormField, ...] = (
    FormField("name", N_("supplier"), required=True),
    FormField("is_listed", N_("approved list"), _LISTED, required=True),
    FormField("contact", N_("contact")),
    FormField("phone", N_("telephone"), PHONE),
    FormField("goods", N_("goods")),
    FormField("pass_no", N_("pass number")),
    FormField("note", N_("note"), LONG),
)

_FORM = RecordForm(
    name="supplier",
    read=reader(FIELDS, SupplierInput),
    record=record_of(data.supplier, lambda row: row.name, FIELDS),
    change=data.change_supplier,
    changed=lambda _no, edit: _("{name} changed.").format(name=edit.given.name),
)


class Suppliers(ListDialog[SupplierRow]):
    """All suppliers, those on the list first.

    Args:
        delivery_no: the delivery that one of them can be said to have sent.
    """

    BINDINGS = bindings(SUPPLIERS)
    list_id = "supplier-list"

    def __init__(self, delivery_no: int) -> None:
        super().__init__()
        self._no = delivery_no

    def notes(self) -> ComposeResult:
        yield StatusLine()

    def heading(self) -> str:
        return _("Suppliers  {count}").format(count=sum(row is not None for row in self._rows))

    def foot(self) -> str:
        return _("enter, a: they sent delivery {no}  n: new  e: edit  z: undo  esc: back").format(
            no=self._no
        )

    def lines(self) -> Iterator[tuple[Content, SupplierRow | None]]:
        found = self.desk.store.ask(data.suppliers)
        for row in found:
            text = hanging(words.supplier(row, self.desk.masked), self.line_cells, 4)
            yield Content.styled(text, "" if row.is_listed else "$warning"), row
        if not found:
            yield Content(_("No suppliers yet. n writes one down.")), None

    @on(OptionList.OptionSelected)
    async def action_assign(self) -> None:
        """The supplier under the cursor sent the delivery."""
        row = self._row()
        if row is not None:
            await self.desk.perform(
                lambda step: data.choose_supplier(step, self._no, row.no),
                lambda _row: words.sent(self._no, row),
            )

    def action_new(self) -> None:
        """Write down a supplier."""
        self.desk.open_dialog(
            FormDialog(
                blank(lambda: _("New supplier")),
                FIELDS,
                reader(FIELDS, SupplierInput),
                lambda edit: self.desk.perform(
                    lambda step: data.add_supplier(step, edit.given),
                    lambda _no: _("{name} is written down.").format(name=edit.given.name),
                ),
                "supplier",
            )
        )

    def action_edit(self) -> None:
        """Change what is known of the supplier under the cursor."""
        row = self._row()
        if row is not None:
            _FORM.edit(self.desk, FIELDS, row.no)
