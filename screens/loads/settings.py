"""The form of the settings of loads: units a trip and minutes, floors, doors, trolleys."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from data.loads import settings as store
from data.sql import Reader
from models.loads.settings import LoadSettings, kept
from screens.i18n import N_, _
from screens.kit.desk import Desk
from screens.kit.fields import FormField, reader, shown
from screens.kit.form import FormDialog
from screens.kit.kinds import count
from screens.kit.record import Record

_UNITS, _MINUTES = N_("units a trip"), N_("minutes a trip, there and back")


_MOST = 999


def _count(name: str, words: str, hint: str, least: int = 1) -> FormField:
    return FormField(
        name, words, count(least, _MOST, "load_number_unclear"), hint=hint, required=True
    )


FIELDS: tuple[FormField, ...] = (
    _count("foot", N_("on foot"), _UNITS),
    _count("foot_minutes", N_("on foot, time"), _MINUTES),
    _count("trolley_minutes", N_("trolley, time"), _MINUTES),
    _count("trolleys", N_("trolleys"), N_("at each gate"), 0),
    _count("tricycle", N_("tricycle"), _UNITS),
    _count("tricycle_minutes", N_("tricycle, time"), _MINUTES),
    _count("car", N_("car"), _UNITS),
    _count("car_minutes", N_("car, time"), _MINUTES),
    _count("heavy_as", N_("heavy goods"), N_("count as so many units")),
    _count("floor_minutes", N_("a floor"), N_("minutes up and down without a lift"), 0),
    _count("lift_from", N_("lift"), N_("from so many floors on; none in lanes")),
    _count("hand_over", N_("closed door"), N_("minutes to hand over without contact")),
    _count("within", N_("done within"), N_("minutes a gate should take")),
    _count("longest", N_("at most"), N_("minutes one person carries")),
)


def _record(conn: Reader) -> Record:
    settings = store.load_settings(conn)
    return Record(
        lambda: _("Settings of carrying"),
        shown(FIELDS, settings),
        settings,
        tuple(store.NAME + name for name in kept(settings)),
    )


def set_loads(desk: Desk, then: Callable[[], None]) -> None:
    """Open the form; saving it is one act.

    Args:
        then: called once it was left.
    """
    desk.open_dialog(
        FormDialog(
            partial(desk.store.ask, _record),
            FIELDS,
            reader(FIELDS, LoadSettings),
            lambda edit: desk.perform(
                lambda step: store.set_loads(step, edit.given, was=edit.version),
                lambda _set: _("The settings of carrying are changed."),
            ),
            "loads-settings",
        ),
        lambda _saved: then(),
    )
