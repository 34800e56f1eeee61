"""The form of the settings of results: how long somebody is exempt, what contradicts what."""

from __future__ import annotations

from data.results import settings as store
from models.results.settings import DEFAULTS, ResultSettings, kept
from screens.i18n import N_
from screens.kit.fields import FormField
from screens.kit.settings_form import SettingsForm, number

FIELDS: tuple[FormField, ...] = (
    number("exempt_days", N_("exempt"), N_("days after a release in no pool"), 0),
    number("window_hours", N_("contradict within"), N_("hours between two results")),
)

SETTINGS = SettingsForm(
    name="results-settings",
    title=N_("Settings of results"),
    changed=N_("The settings of results are changed."),
    fields=FIELDS,
    of=ResultSettings,
    on_file=store.result_settings,
    keep=store.set_results,
    ids=tuple(store.NAME + name for name in kept(DEFAULTS)),
)
"""Saving them is one act."""
