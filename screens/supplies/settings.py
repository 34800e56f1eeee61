"""The form of the settings of supplies: how long a truck and its goods take at a gate."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from data.sql import Reader
from data.supplies import commands
from data.supplies import settings as store
from models.supplies.settings import SupplySettings, kept
from models.times import read_clock, whole_minutes
from screens.i18n import N_, _
from screens.kit.fields import FormField, reader, shown
from screens.kit.form import FormDialog
from screens.kit.kinds import Typed, count, span
from screens.kit.place import Place
from screens.kit.record import Record

_MOST = timedelta(hours=8)
_MANY = count(1, 1000, "number_between")
_A_HAND = N_("that one person does")
_UNITS = N_("units carried in one go")


def _since_midnight(text: str, _now: datetime) -> timedelta | None:
    at = read_clock(text)
    return None if at is None else timedelta(hours=at.hour, minutes=at.minute)


def _as_clock(since: timedelta) -> str:
    hours, minutes = divmod(whole_minutes(since), 60)
    return f"{hours:02}:{minutes:02}"


_BY: Typed[timedelta | None] = Typed(
    reads=_since_midnight, shows=_as_clock, empty=None, wrong="clock_unclear"
)
"""A time of day, since midnight."""

FIELDS: tuple[FormField, ...] = (
    FormField("stop", N_("a stop takes"), span(_MOST), hint=N_("minutes"), required=True),
    FormField("handing_out", N_("handing out"), span(_MOST), hint=N_("minutes"), required=True),
    FormField("handed_out_by", N_("last door by"), _BY, hint=N_("20:00"), required=True),
    FormField("drive", N_("gate to gate"), span(_MOST), hint=N_("minutes"), required=True),
    FormField("way", N_("office to gate"), span(_MOST), hint=N_("minutes"), required=True),
    FormField("standing", N_("goods stand"), span(_MOST), hint=N_("minutes"), required=True),
    FormField("unload_a_minute", N_("units a minute"), _MANY, hint=_A_HAND, required=True),
    FormField("doors_an_hour", N_("doors an hour"), _MANY, hint=_A_HAND, required=True),
    FormField("truck_hands", N_("at the truck"), _MANY, hint=N_("helpers at most"), required=True),
    FormField("vehicle_units", N_("by vehicle"), _MANY, hint=_UNITS, required=True),
    FormField("trolley_units", N_("by trolley"), _MANY, hint=_UNITS, required=True),
)


def _record(conn: Reader) -> Record:
    settings = store.supply_settings(conn)
    return Record(
        lambda: _("Settings of supplies (spans in minutes)"),
        shown(FIELDS, settings),
        settings,
        tuple(store.NAME + name for name in kept(settings)),
    )


def set_supplies(place: Place) -> None:
    """Open the form; saving it is one act."""
    place.desk.open_dialog(
        FormDialog(
            partial(place.store.ask, _record),
            FIELDS,
            reader(FIELDS, SupplySettings),
            lambda edit: place.perform(
                lambda step: commands.set_supplies(step, edit.given, was=edit.version),
                lambda _set: _("The settings of supplies are changed."),
            ),
            "supplies-settings",
        )
    )
