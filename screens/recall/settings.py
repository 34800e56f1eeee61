"""The form of the settings of single re-tests: minutes, and when a house is large."""

from __future__ import annotations

from functools import partial

from data.recall import settings as store
from models.recall.settings import DEFAULTS, RecallSettings, kept
from screens.i18n import N_
from screens.kit.fields import FormField
from screens.kit.settings_form import SettingsForm, number

_number = partial(number, wrong="load_number_unclear")

FIELDS: tuple[FormField, ...] = (
    _number("prepare", N_("preparing, min"), N_("minutes until people are ready"), 0),
    _number("door", N_("each door, min"), N_("minutes")),
    _number("person", N_("a person, min"), N_("minutes more for who is sampled")),
    _number("way", N_("to house, min"), N_("minutes on the way"), 0),
    _number("far", N_("compound, min"), N_("minutes on the way"), 0),
    _number("within", N_("done in, min"), N_("minutes; who goes is as few as that takes")),
    _number("wait", N_("in danger, min"), N_("minutes somebody in danger waits, at most"), 0),
    _number("large", N_("large: doors"), N_("doors from which on only a floor shares a kitchen")),
)

SETTINGS = SettingsForm(
    name="recall-settings",
    title=N_("Settings of re-tests"),
    changed=N_("The settings of re-tests are changed."),
    fields=FIELDS,
    of=RecallSettings,
    on_file=store.recall_settings,
    keep=store.set_recall,
    ids=tuple(store.NAME + name for name in kept(DEFAULTS)),
)
"""Saving them is one act."""
