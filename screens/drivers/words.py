"""Drivers and suppliers in words: what is remembered of a driver, how punctual, who is listed."""

from __future__ import annotations

from datetime import datetime

from models.drivers import DrivenRow, DriverCard, NoteKind, NoteRow, SupplierRow
from models.times import loaded, whole_minutes
from screens.i18n import N_, Labels, _, ngettext
from screens.kit import masks
from screens.kit.times import clock, span
from screens.kit.values import beside, headed, joined

kind = Labels(
    {
        NoteKind.ASKED: N_("asked of them"),
        NoteKind.PROMISED: N_("promised by them"),
        NoteKind.THANKED: N_("given in thanks"),
        NoteKind.WORKED: N_("what worked"),
    }
)
"""Kinds of what is remembered of a driver."""


def who(card: DriverCard, masked: bool = False) -> str:
    """A driver with the number to dial and the plates."""
    return beside(card.name, masks.phone(card.phone, masked), joined(card.plates))


def note(row: NoteRow, now: datetime) -> str:
    """One thing remembered: when, what, and of a promise whether it was kept."""
    return beside(clock(row.happened_at, now), row.text, kept(row))


def kept(row: NoteRow) -> str:
    """Whether a promise was kept; empty for anything else."""
    if row.kind != NoteKind.PROMISED:
        return ""
    return {1: _("✓ kept"), 0: _("✗ not kept")}.get(
        -1 if row.is_kept is None else row.is_kept, _("to be seen")
    )


def delivery(row: DrivenRow, now: datetime) -> str:
    """A delivery of a driver: when it was promised, when it came."""
    promised = row.promised_at or row.arrives_at
    told = [
        _("delivery {no}").format(no=row.no),
        _("promised {time}").format(time=clock(promised, now)),
    ]
    if row.arrived_at is None:
        return beside(*told)
    late = whole_minutes(loaded(row.arrived_at) - loaded(promised))
    told.append(_("came {time}").format(time=clock(row.arrived_at, now)))
    if late >= 1:
        told.append(_("⚠ {span} late").format(span=span(late)))
    else:
        told.append(_("✓ on time"))
    return beside(*told)


def summary(card: DriverCard) -> str:
    """How often he came, what is to come, and how many promises were kept."""
    runs = len(card.came)
    told = ngettext("came {count} time", "came {count} times", runs).format(count=runs)
    coming = ""
    if card.to_come:
        coming = ngettext(
            "{count} delivery to come", "{count} deliveries to come", len(card.to_come)
        ).format(count=len(card.to_come))
    promises = ""
    if card.kept or card.broken:
        promises = _("promises kept {kept}, not kept {broken}").format(
            kept=card.kept, broken=card.broken
        )
    return beside(told if runs else "", coming, promises)


def supplier(row: SupplierRow, masked: bool = False) -> str:
    """A supplier in a line; one that is on no list is told as that."""
    number = headed(_("pass number"), row.pass_no) if row.pass_no else ""
    phone = masks.phone(row.phone, masked)
    return beside(f"{row.no}", listed(row), row.contact, phone, row.goods, number)


def sent(delivery_no: int, row: SupplierRow) -> str:
    """That a supplier sent a delivery, with a warning where it is on no list."""
    told = _("Delivery {no} is from {supplier}.").format(no=delivery_no, supplier=row.name)
    return told if row.is_listed else beside(told, _("⚠ not on the list"))


def listed(row: SupplierRow) -> str:
    """What a supplier is called, and whether it is on the list."""
    return beside(row.name, _("on the list") if row.is_listed else _("⚠ not on the list"))


PROBLEMS: dict[str, str] = {
    "note_unknown": N_("Nothing is noted under number {no}."),
    "note_empty": N_("Say in words what was asked, promised, given or what helped."),
    "only_promises_are_kept": N_("Only a promise can be kept or not."),
    "supplier_unknown": N_("There is no supplier {no}."),
    "supplier_unclear": N_("No one supplier is meant by {value}; give its number or its name."),
    "supplier_unnamed": N_("Say what the supplier is called."),
    "supplier_twice": N_("{name} is among the suppliers already."),
}

ACTS: dict[str, str] = {
    "driver_noted": N_("driver {name}, noted: {text}"),
    "driver_note_changed": N_("note on a driver changed: {text}"),
    "driver_note_removed": N_("note on a driver taken away: {text}"),
    "promise_kept": N_("driver's promise kept: {text}"),
    "promise_broken": N_("driver's promise not kept: {text}"),
    "promise_open": N_("driver's promise still to be seen: {text}"),
    "supplier_added": N_("supplier {name} written down"),
    "supplier_changed": N_("supplier {name} changed"),
    "supplier_chosen": N_("supplier of delivery {no}: {name}"),
}
