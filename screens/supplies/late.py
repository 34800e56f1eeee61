"""By how much a stop of a run is late, as it is typed."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import NamedTuple

from models.supplies.hands import MINUTE
from models.times import parse_moment
from screens.i18n import N_
from screens.kit.fields import FormField
from screens.kit.kinds import Typed


class Late(NamedTuple):
    """By how much a stop is late."""

    by: timedelta


def late_fields(eta: datetime) -> tuple[FormField, ...]:
    """The field of a stop the truck would be at by `eta`."""

    def reads(text: str, now: datetime) -> timedelta | None:
        if re.fullmatch(r"[+-]?\d{1,3}", text):
            return int(text) * MINUTE
        try:
            return parse_moment(text, now) - eta
        except ValueError:
            return None

    kind: Typed[timedelta | None] = Typed(reads=reads, empty=None, wrong="late_unclear")
    return (
        FormField("by", N_("late by"), kind, required=True, hint=N_("15, -10, or a time: 9:45")),
    )
