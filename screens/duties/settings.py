"""The form of the roster's settings: rest, load, and the work that goes on every day."""

from __future__ import annotations

from collections.abc import Sequence

from data.duties import commands as duty_commands
from data.duties import queries as duties
from models.duties.settings import STANDING, read_settings, written
from models.problems import Problem
from screens.duties.words import WORKS
from screens.i18n import N_, _
from screens.kit.form import FormDialog, FormField, Values
from screens.kit.place import Place
from screens.kit.saving import save

_SPAN = N_("minutes, or 6h")
_STANDING = N_("06:00-23:00, or 06:00-23:00 x2; empty for never")

_FIELDS = (
    FormField("rest", N_("rest wanted"), hint=_SPAN, required=True),
    FormField("least_rest", N_("shortest rest"), hint=_SPAN, required=True),
    FormField("work_per_rest", N_("work to rest"), hint=N_("2: two of one"), required=True),
    FormField("awake_most", N_("awake at most"), hint=_SPAN, required=True),
    FormField("shift", N_("longest shift"), hint=_SPAN, required=True),
    FormField("contact_days", N_("contacts of"), hint=N_("days"), required=True),
    *(FormField(str(work), WORKS[work], hint=_STANDING) for work in STANDING),
)


def set_roster(place: Place) -> None:
    """Open the form; saving it is one act."""
    before = place.store.ask(duties.settings)

    async def submit(values: Values) -> Sequence[Problem]:
        given = read_settings(values)
        if isinstance(given, list):
            return given
        return await save(
            place,
            lambda step: duty_commands.set_settings(step, given),
            lambda _set: _("The roster's settings are changed."),
        )

    def title() -> str:
        return _("Settings of the roster (spans in minutes)")

    place.desk.open_dialog(FormDialog(title, _FIELDS, written(before), submit, "roster-settings"))
