"""The form of the settings of loads: units a trip and minutes, floors, doors, trolleys."""

from __future__ import annotations

from functools import partial

from data.loads import settings as store
from models.loads.settings import DEFAULTS, LoadSettings, kept
from screens.i18n import N_
from screens.kit.fields import FormField
from screens.kit.settings_form import SettingsForm, number

_UNITS, _MINUTES = N_("units a trip"), N_("minutes a trip, there and back")

_number = partial(number, wrong="load_number_unclear")

FIELDS: tuple[FormField, ...] = (
    _number("foot", N_("on foot"), _UNITS),
    _number("foot_minutes", N_("on foot, time"), _MINUTES),
    _number("trolley_minutes", N_("trolley, time"), _MINUTES),
    _number("trolleys", N_("trolleys"), N_("at each gate"), 0),
    _number("tricycle", N_("tricycle"), _UNITS),
    _number("tricycle_minutes", N_("tricycle, time"), _MINUTES),
    _number("car", N_("car"), _UNITS),
    _number("car_minutes", N_("car, time"), _MINUTES),
    _number("heavy_as", N_("heavy goods"), N_("count as so many units")),
    _number("floor_minutes", N_("a floor"), N_("minutes up and down without a lift"), 0),
    _number("lift_from", N_("lift"), N_("from so many floors on; none in lanes")),
    _number("hand_over", N_("closed door"), N_("minutes to hand over without contact")),
    _number("within", N_("done within"), N_("minutes a gate should take")),
    _number("longest", N_("at most"), N_("minutes one person carries")),
)

SETTINGS = SettingsForm(
    name="loads-settings",
    title=N_("Settings of carrying"),
    changed=N_("The settings of carrying are changed."),
    fields=FIELDS,
    of=LoadSettings,
    on_file=store.load_settings,
    keep=store.set_loads,
    ids=tuple(store.NAME + name for name in kept(DEFAULTS)),
)
"""Saving them is one act."""
