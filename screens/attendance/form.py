"""The form of when somebody came to a duty and left it."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from data.duties import queries as duties
from data.sql import Reader
from models.duties import DutyRow
from models.times import loaded
from screens.attendance import words
from screens.i18n import N_
from screens.kit.fields import FormField, shown
from screens.kit.kinds import moment
from screens.kit.record import Record


class Times(NamedTuple):
    """What the form says; None for what did not happen or is to come."""

    came: datetime | None
    left: datetime | None


def time_fields(duty: DutyRow) -> tuple[FormField, ...]:
    """The fields of the times of a duty: a time of day is of the day it is planned on."""
    starts, ends = (moment(near=loaded(at)) for at in (duty.starts_at, duty.ends_at))
    return (
        FormField("came", N_("there from"), starts, hint=N_("08:05")),
        FormField("left", N_("there until"), ends, hint=N_("empty: still here")),
    )


def times_record(conn: Reader, no: int, now: datetime) -> Record:
    """The times of a duty on file.

    Raises:
        Refused: `duty_unknown`.
    """
    duty = duties.duty(conn, no)
    was = (duty.checked_in_at, duty.checked_out_at)
    stands = dict(zip(Times._fields, was, strict=True))
    return Record(lambda: words.brief(duty, now), shown(time_fields(duty), stands), was, (duty.id,))
