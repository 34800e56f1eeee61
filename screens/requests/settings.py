"""The form of the queue's settings: how it chases, when it is quiet, what it calls urgent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from data.requests import commands as request_commands
from models.problems import Problem
from models.requests.settings import read_settings, written
from screens.i18n import N_, _
from screens.kit.form import FormDialog, FormField, Values
from screens.kit.saving import save

if TYPE_CHECKING:
    from screens.requests.request_place import RequestPlace

_SPAN = N_("minutes, or 4h, or 2 days")
_CLOCK = N_("09:00")

_FIELDS = (
    FormField("chase_life", N_("chase: life"), hint=_SPAN, required=True),
    FormField("chase_today", N_("chase: today"), hint=_SPAN, required=True),
    FormField("chase_soon", N_("chase: soon"), hint=_SPAN, required=True),
    FormField("morning", N_("routine at"), hint=_CLOCK, required=True),
    FormField("quiet_from", N_("quiet from"), hint=_CLOCK, required=True),
    FormField("quiet_until", N_("quiet until"), hint=_CLOCK, required=True),
    FormField(
        "rung_after", N_("next rung after"), hint=N_("unanswered chases in a row"), required=True
    ),
    FormField("told_life", N_("told: life"), hint=_SPAN, required=True),
    FormField("told_today", N_("told: today"), hint=_SPAN, required=True),
    FormField("told_soon", N_("told: soon"), hint=_SPAN, required=True),
    FormField("told_routine", N_("told: routine"), hint=_SPAN, required=True),
    FormField("due_within", N_("due within"), hint=_SPAN, required=True),
    FormField("today_within", N_("today if within"), hint=_SPAN, required=True),
    FormField("soon_within", N_("soon if within"), hint=_SPAN, required=True),
)


def set_queue(place: RequestPlace) -> None:
    """Open the form; saving it is one act."""
    before = place.queue()

    async def submit(values: Values) -> Sequence[Problem]:
        given = read_settings(values, before)
        if isinstance(given, list):
            return given
        return await save(
            place,
            lambda step: request_commands.set_queue(step, given),
            lambda _set: _("The queue's settings are changed."),
        )

    def title() -> str:
        return _("Settings of the queue (spans in minutes)")

    place.desk.open_dialog(FormDialog(title, _FIELDS, written(before), submit, "queue-settings"))
