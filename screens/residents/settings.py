"""The form of what is kept of identity numbers."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from data.residents import identity
from data.residents.settings import set_identity_kept
from data.sql import Reader
from models.residents import IdentityKept
from screens.i18n import N_, _
from screens.kit.fields import FormField, reader
from screens.kit.form import FormDialog
from screens.kit.kinds import Choice
from screens.kit.place import Place
from screens.kit.record import Record
from screens.residents import words


class _Settings(NamedTuple):
    identity: IdentityKept


FIELDS: tuple[FormField, ...] = (
    FormField(
        "identity",
        N_("of ID numbers"),
        Choice(words.identity_kept.pairs, IdentityKept, IdentityKept.DIGEST),
        required=True,
    ),
)


def _record(conn: Reader) -> Record:
    kept = identity.keeper(conn).kept
    return Record(
        lambda: _("What is kept of people; numbers on file are cut to it"),
        {"identity": kept.value},
        kept,
        (identity.KEPT,),
    )


def set_residents(place: Place) -> None:
    """Open the form; saving it is one act."""
    place.desk.open_dialog(
        FormDialog(
            partial(place.store.ask, _record),
            FIELDS,
            reader(FIELDS, _Settings),
            lambda edit: place.perform(
                lambda step: set_identity_kept(step, edit.given.identity, was=edit.version),
                lambda _set: _("Of identity numbers is kept: {what}.").format(
                    what=words.identity_kept(edit.given.identity)
                ),
            ),
            "residents-settings",
        )
    )
