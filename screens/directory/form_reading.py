"""What was typed into the form of a contact, read into an input or into problems by field."""

from __future__ import annotations

from models.chases import Rung
from models.directory import ContactInput, ContactKind
from models.directory.rules import contact_problems
from models.problems import Problem
from screens.households.form_reading import Typed, text_of


def read_contact(typed: Typed) -> ContactInput | list[Problem]:
    """A record from the fields `name kind rung phone hours note`: problems `field_empty`,
    `phone_unclear`, `hours_unclear`."""
    rung = text_of(typed, "rung")
    given = ContactInput(
        name=text_of(typed, "name"),
        kind=ContactKind(text_of(typed, "kind") or ContactKind.OTHER),
        rung=Rung(rung) if rung else None,
        phone=text_of(typed, "phone"),
        hours=text_of(typed, "hours"),
        note=text_of(typed, "note", multiline=True),
    )
    return contact_problems(given) or given
