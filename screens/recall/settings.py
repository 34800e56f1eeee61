"""The form of the settings of single re-tests: minutes, and when a house is large."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from data.recall import settings as store
from data.sql import Reader
from models.recall.settings import RecallSettings, kept
from screens.i18n import N_, _
from screens.kit.desk import Desk
from screens.kit.fields import FormField, reader, shown
from screens.kit.form import FormDialog
from screens.kit.kinds import count
from screens.kit.record import Record

_MOST = 999


def _count(name: str, words: str, hint: str, least: int = 1) -> FormField:
    return FormField(
        name, words, count(least, _MOST, "load_number_unclear"), hint=hint, required=True
    )


FIELDS: tuple[FormField, ...] = (
    _count("prepare", N_("preparing"), N_("minutes until people are ready"), 0),
    _count("door", N_("each door"), N_("minutes")),
    _count("person", N_("each person"), N_("minutes more for who is sampled")),
    _count("way", N_("next building"), N_("minutes on the way"), 0),
    _count("far", N_("next compound"), N_("minutes on the way"), 0),
    _count("within", N_("done within"), N_("minutes; who goes is as few as that takes")),
    _count("wait", N_("in danger"), N_("minutes somebody in danger waits, at most"), 0),
    _count("large", N_("large house"), N_("doors from which on only a floor shares a kitchen")),
)


def _record(conn: Reader) -> Record:
    settings = store.recall_settings(conn)
    return Record(
        lambda: _("Settings of re-tests"),
        shown(FIELDS, settings),
        settings,
        tuple(store.NAME + name for name in kept(settings)),
    )


def set_recall(desk: Desk, then: Callable[[], None]) -> None:
    """Open the form; saving it is one act.

    Args:
        then: called once it was left.
    """
    desk.open_dialog(
        FormDialog(
            partial(desk.store.ask, _record),
            FIELDS,
            reader(FIELDS, RecallSettings),
            lambda edit: desk.perform(
                lambda step: store.set_recall(step, edit.given, was=edit.version),
                lambda _set: _("The settings of re-tests are changed."),
            ),
            "recall-settings",
        ),
        lambda _saved: then(),
    )
