"""The form of the roster's settings: rest, load, and the work that goes on every day."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from functools import partial
from typing import Any

from data.duties import commands as duty_commands
from data.duties import queries as duties
from data.sql import Reader
from models.duties import RosterSettings, Standing, Work
from screens.duties import words
from screens.i18n import N_, _
from screens.kit.fields import FormField, Values, reader, shown
from screens.kit.form import FormDialog
from screens.kit.kinds import Typed, count, span
from screens.kit.place import Place
from screens.kit.record import Record

STANDING: tuple[Work, ...] = (Work.TELEPHONE, Work.NIGHT, Work.PATROL)
"""Work that can go on every day, in the order of the form."""

MOST_PEOPLE = 20
MOST_DAYS = 30

_RATIO = re.compile(r"(\d{1,2}(?:\.\d{1,2})?)(?: ?[:：比] ?1)?")
_STANDING = re.compile(
    r"(\d{1,2}):(\d{2}) ?(?:-|–|—|~|到|至) ?(\d{1,2}):(\d{2})(?: ?[x×*,，]? ?(\d{1,2}) ?人?)?"
)


def _ratio(text: str, _now: datetime) -> float | None:
    match = _RATIO.fullmatch(text)
    return float(match[1]) if match is not None and float(match[1]) > 0 else None


def _standing(work: Work, text: str, _now: datetime) -> Standing | None:
    match = _STANDING.fullmatch(text.replace("：", ":"))
    if match is None:
        return None
    hours, people = (int(match[1]), int(match[3])), int(match[5] or 1)
    if max(hours) > 24 or max(int(match[2]), int(match[4])) > 59 or not 1 <= people <= MOST_PEOPLE:
        return None
    starts, ends = (
        time(hour % 24, int(minute))
        for hour, minute in zip(hours, (match[2], match[4]), strict=True)
    )
    return Standing(work, starts, ends, people)


def _standing_text(one: Standing) -> str:
    people = f" x{one.people}" if one.people > 1 else ""
    return f"{one.starts:%H:%M}-{one.ends:%H:%M}{people}"


def _span(name: str, label: str) -> FormField:
    hint = N_("minutes, or 6h")
    return FormField(name, label, span(most=timedelta(hours=48)), hint=hint, required=True)


def _work(work: Work) -> FormField:
    """A field of standing work: `06:00-23:00`, with `x2` for two people; empty for none."""
    kind = Typed(
        reads=partial(_standing, work), shows=_standing_text, empty=None, wrong="standing_unclear"
    )
    hint = N_("06:00-23:00, or 06:00-23:00 x2; empty for never")
    return FormField(str(work), words.WORKS[work], kind, hint=hint)


FIELDS: tuple[FormField, ...] = (
    _span("rest", N_("rest wanted")),
    _span("least_rest", N_("shortest rest")),
    FormField(
        "work_per_rest",
        N_("work to 1 rest"),
        Typed(reads=_ratio, shows="{:g}".format, empty=None, wrong="ratio_unclear"),
        hint=N_("2: two of one"),
        required=True,
    ),
    _span("awake_most", N_("awake at most")),
    _span("shift", N_("longest shift")),
    FormField(
        "contact_days",
        N_("contact days"),
        count(most=MOST_DAYS, wrong="day_count_unclear"),
        hint=N_("days"),
        required=True,
    ),
    *map(_work, STANDING),
)


def settings_values(settings: RosterSettings) -> Values:
    """The settings as the form shows them."""
    standing = {str(one.work): one for one in settings.standing}
    asked = (field.name for field in FIELDS if field.name not in STANDING)
    return shown(FIELDS, {**standing, **{name: getattr(settings, name) for name in asked}})


def _settings(**found: Any) -> RosterSettings:
    standing = [found.pop(work) for work in STANDING]
    return RosterSettings(**found, standing=tuple(filter(None, standing)))


read_settings = reader(FIELDS, _settings)
"""The settings a form says."""


def _record(conn: Reader) -> Record:
    settings = duties.settings(conn)
    return Record(
        lambda: _("Settings of the roster (spans in minutes)"),
        settings_values(settings),
        settings,
        (duties.SETTING,),
        name=lambda: _("Settings of the roster"),
    )


def set_roster(place: Place) -> None:
    """Open the form; saving it is one act."""
    place.desk.open_dialog(
        FormDialog(
            partial(place.store.ask, _record),
            FIELDS,
            read_settings,
            lambda edit: place.perform(
                lambda step: duty_commands.set_settings(step, edit.given, was=edit.version),
                lambda _set: _("The roster's settings are changed."),
            ),
            "roster-settings",
        )
    )
