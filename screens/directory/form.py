"""The form of somebody in the directory: its fields, what stands in it, what it says."""

from __future__ import annotations

from data.directory import queries as directory
from models.chases import Rung
from models.directory import ContactInput, ContactKind
from models.directory.rules import contact_problems, read_hours
from screens.directory import words
from screens.i18n import N_
from screens.kit.fields import FormField, reader
from screens.kit.kinds import LONG, PHONE, Choice, Typed
from screens.kit.record import record_of
from screens.requests import words as request_words

_HOURS = Typed(
    reads=lambda text, _now: None if read_hours(text) is None else text,
    empty="",
    wrong="hours_unclear",
)

CONTACT: tuple[FormField, ...] = (
    FormField("name", N_("name"), required=True),
    FormField(
        "kind", N_("kind"), Choice(words.kinds, ContactKind, ContactKind.OTHER), required=True
    ),
    FormField("phone", N_("phone"), PHONE),
    FormField("hours", N_("hours"), _HOURS, hint=N_("24h or 8:30-11:30, 13:30-17:00")),
    FormField("rung", N_("escalation"), Choice(lambda: request_words.choices("rung"), Rung, None)),
    FormField("note", N_("note"), LONG),
)

contact_record = record_of(directory.contact, lambda view: view.name, CONTACT)
read_contact = reader(CONTACT, ContactInput, contact_problems)
