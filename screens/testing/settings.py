"""The form of the settings of testing: what a desk can do, how buildings are called."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from data.sql import Reader
from data.testing import commands
from data.testing import settings as store
from models.testing.settings import DEFAULTS, TestingSettings, kept
from models.times import read_clock
from screens.i18n import N_, _
from screens.kit.fields import FormField, reader, shown
from screens.kit.form import FormDialog
from screens.kit.kinds import Typed, count
from screens.kit.place import Place
from screens.kit.record import Record

_MOST = 999
_NAMES = tuple(store.NAME + name for name in kept(DEFAULTS))


def _since_midnight(text: str, _now: datetime) -> int | None:
    at = read_clock(text)
    return None if at is None else at.hour * 60 + at.minute


def _as_clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}" if minutes else ""


_FROM: Typed[int] = Typed(reads=_since_midnight, shows=_as_clock, empty=0, wrong="clock_unclear")
"""A time of day, in minutes after midnight; 0 for none."""


def _count(name: str, words: str, hint: str) -> FormField:
    return FormField(name, words, count(1, _MOST, "count_unclear"), hint=hint, required=True)


FIELDS: tuple[FormField, ...] = (
    _count("desk_hour", N_("per desk & hour"), N_("people an hour")),
    _count("batch_households", N_("homes a call"), N_("called down together at most")),
    _count("batch_people", N_("people a call"), N_("called down together at most")),
    _count("longest_wait", N_("minutes' wait"), N_("minutes in the queue")),
    _count("door_minutes", N_("minutes a door"), N_("minutes, with the way there")),
    _count("way_minutes", N_("minutes to move"), N_("minutes from one compound to the next")),
    FormField("break_from", N_("class break"), _FROM, hint=N_("10:00; empty for none")),
    _count("break_minutes", N_("minutes' break"), N_("children are called then")),
)


def _record(conn: Reader) -> Record:
    settings = store.testing_settings(conn)
    return Record(lambda: _("Settings of testing"), shown(FIELDS, settings), settings, _NAMES)


def set_testing(place: Place) -> None:
    """Open the form; saving it is one act."""
    place.desk.open_dialog(
        FormDialog(
            partial(place.store.ask, _record),
            FIELDS,
            reader(FIELDS, TestingSettings),
            lambda edit: place.perform(
                lambda step: commands.set_testing(step, edit.given, was=edit.version),
                lambda _set: _("The settings of testing are changed."),
            ),
            "testing-settings",
        )
    )
