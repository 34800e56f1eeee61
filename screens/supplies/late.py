"""By how much a stop of a run is late, as it is typed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from models.problems import Problem, Refused
from models.text import fold
from models.times import parse_moment
from models.typed_spans import minutes_in
from screens.i18n import N_, _
from screens.kit.fields import FormField, reader
from screens.kit.form import FormDialog
from screens.kit.kinds import Typed
from screens.kit.record import Edit, blank

if TYPE_CHECKING:
    from models.supplies.stops import Place
    from screens.kit.desk import Desk


class Late(NamedTuple):
    """By how much a stop is late."""

    by: timedelta


def late_fields(eta: datetime) -> tuple[FormField, ...]:
    """The field of a stop the truck would be at by `eta`."""

    def reads(text: str, now: datetime) -> timedelta | None:
        if (span := minutes_in(fold(text))) is not None:
            return span
        try:
            return parse_moment(text, now) - eta
        except ValueError:
            return None

    kind: Typed[timedelta | None] = Typed(reads=reads, empty=None, wrong="late_unclear")
    return (
        FormField(
            "by",
            N_("late by"),
            kind,
            required=True,
            hint=N_("15, -10, half an hour, or a time: 9:45"),
        ),
    )


def ask_late(
    desk: Desk,
    place: Place,
    *,
    wrong: Callable[[timedelta], Problem | None],
    then: Callable[[timedelta], None],
) -> None:
    """Ask by how much a stop is late, or when the truck is there.

    Args:
        wrong: what keeps it from being so much later.
        then: goes on with it.
    """
    fields = late_fields(place.eta)

    async def save(edit: Edit[Late]) -> Refused | None:
        by = edit.given.by
        problem = wrong(by)
        if problem is not None:
            return Refused(problem.code, "by", **problem.params)
        then(by)
        return None

    desk.open_dialog(
        FormDialog(
            blank(lambda: _("{compound} is late").format(compound=place.stop.compound)),
            fields,
            reader(fields, Late),
            save,
        )
    )
