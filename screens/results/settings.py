"""The form of the settings of results: how long somebody is exempt, what contradicts what."""

from __future__ import annotations

from functools import partial

from data.results import settings as store
from data.sql import Reader
from models.results.settings import ResultSettings, kept
from screens.i18n import N_, _
from screens.kit.desk import Desk
from screens.kit.fields import FormField, reader, shown
from screens.kit.form import FormDialog
from screens.kit.kinds import count
from screens.kit.record import Record

_MOST = 999

FIELDS: tuple[FormField, ...] = (
    FormField(
        "exempt_days",
        N_("exempt"),
        count(0, _MOST, "count_unclear"),
        hint=N_("days after a release in no pool"),
        required=True,
    ),
    FormField(
        "window_hours",
        N_("contradict within"),
        count(1, _MOST, "count_unclear"),
        hint=N_("hours between two results"),
        required=True,
    ),
)


def _record(conn: Reader) -> Record:
    settings = store.result_settings(conn)
    names = tuple(store.NAME + name for name in kept(settings))
    return Record(lambda: _("Settings of results"), shown(FIELDS, settings), settings, names)


def change_results(desk: Desk) -> None:
    """Open the form; saving it is one act, and who is held out follows at once."""
    desk.open_dialog(
        FormDialog(
            partial(desk.store.ask, _record),
            FIELDS,
            reader(FIELDS, ResultSettings),
            lambda edit: desk.perform(
                lambda step: store.set_results(step, edit.given, was=edit.version),
                lambda _set: _("The settings of results are changed."),
            ),
            "results-settings",
        )
    )
