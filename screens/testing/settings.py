"""The form of the settings of testing: what a desk can do."""

from __future__ import annotations

from functools import partial

from data.sql import Reader
from data.testing import commands
from data.testing import settings as store
from models.testing.settings import TestingSettings
from screens.i18n import N_, _
from screens.kit.fields import FormField, reader, shown
from screens.kit.form import FormDialog
from screens.kit.kinds import count
from screens.kit.place import Place
from screens.kit.record import Record

_MOST = 999

FIELDS: tuple[FormField, ...] = (
    FormField(
        "desk_hour",
        N_("per desk & hour"),
        count(1, _MOST, "count_unclear"),
        hint=N_("people an hour"),
        required=True,
    ),
)


def _record(conn: Reader) -> Record:
    settings = store.testing_settings(conn)
    return Record(
        lambda: _("Settings of testing"), shown(FIELDS, settings), settings, (store.DESK_HOUR,)
    )


def set_testing(place: Place) -> None:
    """Open the form; saving it is one act."""
    place.desk.open_dialog(
        FormDialog(
            partial(place.store.ask, _record),
            FIELDS,
            reader(FIELDS, TestingSettings),
            lambda edit: place.perform(
                lambda step: commands.set_testing(step, edit.given, was=edit.version),
                lambda _set: _("The settings of testing are changed."),
            ),
            "testing-settings",
        )
    )
