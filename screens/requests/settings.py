"""The form of the queue's settings: how it chases, when it is quiet, what it calls urgent."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from data.requests import commands as request_commands
from data.requests import queries as requests
from data.sql import Reader
from models.problems import Problem
from models.requests import QueueSettings
from models.requests.settings import CHASED_AFTER, TOLD_WITHIN, by_name
from screens.i18n import N_, _
from screens.kit.fields import FormField, Values, read_fields, shown
from screens.kit.form import FormDialog
from screens.kit.kinds import CLOCK, count, span, yes_or_no
from screens.kit.record import Record

if TYPE_CHECKING:
    from screens.requests.request_place import RequestPlace

_MOST_IN_A_ROW = 99


def _span(name: str, label: str) -> FormField:
    return FormField(name, label, span(), hint=N_("minutes, or 4h, or 2 days"), required=True)


def _clock(name: str, label: str) -> FormField:
    return FormField(name, label, CLOCK, hint=N_("09:00"), required=True)


_RINGS = yes_or_no(lambda: [("yes", _("the bell rings")), ("no", _("silent"))], empty=True)
"""When the chase of a life is due."""

FIELDS: tuple[FormField, ...] = (
    _span("chase_life", N_("chase: life")),
    _span("chase_today", N_("chase: today")),
    _span("chase_soon", N_("chase: soon")),
    _span("retry_after", N_("no reply: other")),
    _span("retry_life", N_("no reply: life")),
    _span("harm_lead", N_("before harm")),
    _clock("morning", N_("routine at")),
    _clock("quiet_from", N_("quiet from")),
    _clock("quiet_until", N_("quiet until")),
    FormField(
        "rung_after",
        N_("chases a step"),
        count(1, _MOST_IN_A_ROW, "count_unclear"),
        hint=N_("unanswered chases in a row"),
        required=True,
    ),
    _span("told_life", N_("told: life")),
    _span("told_today", N_("told: today")),
    _span("told_soon", N_("told: soon")),
    _span("told_routine", N_("told: routine")),
    _span("due_within", N_("due within")),
    _span("today_within", N_("today if within")),
    _span("soon_within", N_("soon if within")),
    FormField("life_rings", N_("a life rings"), _RINGS),
    _span("ring_again", N_("rings again")),
)


def settings_values(settings: QueueSettings) -> Values:
    """The settings as the form shows them."""
    return shown(FIELDS, by_name(settings))


def read_settings(
    before: QueueSettings, values: Values, now: datetime
) -> QueueSettings | list[Problem]:
    """The settings a form says; what it does not ask stays as it was."""
    found = read_fields(FIELDS, values, now)
    if isinstance(found, list):
        return found
    after = {urgency: found.pop(name) for name, urgency in CHASED_AFTER.items()}
    told = {urgency: found.pop(name) for name, urgency in TOLD_WITHIN.items()}
    return replace(
        before,
        chase_after={**before.chase_after, **after},
        told_within={**before.told_within, **told},
        **found,
    )


def _record(conn: Reader) -> Record:
    settings = requests.settings(conn)
    return Record(
        lambda: _("Settings of the queue (spans in minutes)"),
        settings_values(settings),
        settings,
        tuple(requests.SETTINGS + name for name in by_name(settings)),
        name=lambda: _("Settings of the queue"),
    )


def set_queue(place: RequestPlace) -> None:
    """Open the form; saving it is one act."""
    place.desk.open_dialog(
        FormDialog(
            partial(place.store.ask, _record),
            FIELDS,
            lambda values, now: read_settings(place.queue(), values, now),
            lambda edit: place.perform(
                lambda step: request_commands.set_queue(step, edit.given, was=edit.version),
                lambda _set: _("The queue's settings are changed."),
            ),
            "queue-settings",
        )
    )
