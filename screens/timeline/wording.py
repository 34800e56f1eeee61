"""The form of a duty's own words, and of whether its person said yes outside their hours."""

from __future__ import annotations

from collections.abc import Awaitable

from data.duties import commands as duty_commands
from data.duties import queries as duties
from data.duties.commands import Wording
from data.sql import Reader
from models.duties import DutyRow
from models.times import local_date
from screens.i18n import N_, _
from screens.kit.fields import FormField, reader, shown
from screens.kit.form import FormDialog
from screens.kit.kinds import yes_or_no
from screens.kit.place import Place
from screens.kit.record import Edit, Record
from screens.timeline import words


def change_words(place: Place, duty: DutyRow) -> None:
    """Ask for the words of a duty, and where its person has yet to be asked, for their answer."""
    day, masked, store = local_date(place.store.now()), place.desk.masked, place.store
    fields = _fields(duty)

    def save(edit: Edit[Wording]) -> Awaitable[object]:
        return place.perform(
            lambda step: duty_commands.word(step, duty.no, edit.given, seen=edit.version),
            lambda row: words.duty_line(row, day, masked),
        )

    place.desk.open_dialog(
        FormDialog(
            lambda: store.ask(_record, duty.no, fields),
            fields,
            reader(fields, _wording),
            save,
            f"duty-words:{duty.no}",
        )
    )


def _fields(duty: DutyRow) -> tuple[FormField, ...]:
    note = FormField("note", N_("what, where"), required=duty.work_no is None)
    if not duty.to_ask:
        return (note,)
    pairs = yes_or_no(lambda: [("no", _("to be asked")), ("yes", _("said yes"))])
    return note, FormField("agreed", N_("answer"), pairs, required=True)


def _wording(note: str, agreed: bool = True) -> Wording:
    return Wording(note, agreed)


def _record(conn: Reader, no: int, fields: tuple[FormField, ...]) -> Record:
    """The words of a duty on file.

    Raises:
        Refused: `duty_unknown`.
    """
    row = duties.duty(conn, no)
    stands = shown(fields, {"note": row.note, "agreed": not row.to_ask})

    def title() -> str:
        return _("Words for {name}").format(name=row.person or _("nobody so far"))

    return Record(title, stands, row.as_worded, (row.id,))
