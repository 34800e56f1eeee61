"""The form of a count: why it differs, who counted and when, who signed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple

from data.counts import queries
from data.sql import Reader
from models.counts import GateLine, Reason
from models.problems import Problem
from screens.counts import words
from screens.i18n import N_, _
from screens.kit.fields import FormField, Values, reader, shown
from screens.kit.kinds import HAPPENED, Choice
from screens.kit.record import Record


class Said(NamedTuple):
    """What is said of a count."""

    reason: Reason | None
    said: str
    came_id: str | None
    signed_by: str
    person_no: int | None
    counted_at: datetime


def count_fields(
    people: Sequence[tuple[str, str]], others: Sequence[GateLine]
) -> tuple[FormField, ...]:
    """The fields of a count.

    Args:
        people: numbers and names of those who may have counted, the absent last.
        others: the other goods of the delivery, which may have come instead.
    """
    goods = [(one.item_id, one.called) for one in others]
    return (
        FormField("reason", N_("why"), Choice(words.reason.pairs, Reason, None)),
        FormField("said", N_("in words")),
        FormField("came_id", N_("came instead"), Choice(lambda: goods, str, None)),
        FormField("signed_by", N_("signed by"), hint=N_("for all goods counted here")),
        FormField("person_no", N_("counted by"), Choice(lambda: people, int, None)),
        FormField("counted_at", N_("counted at"), HAPPENED, required=True),
    )


def count_record(conn: Reader, no: int, *, fields: tuple[FormField, ...]) -> Record:
    """A count on file.

    Raises:
        Refused: `count_unknown`.
    """
    row = queries.count(conn, no)
    lines = queries.of_drop(conn, row.drop_no)
    line = next(one for one in lines if one.item_id == row.item_id)
    return Record(
        lambda: _("Count: {count}").format(count=words.called(line, row)),
        shown(fields, row),
        row.version,
        (row.id,),
    )


def reader_of(fields: tuple[FormField, ...]) -> Callable[[Values, datetime], Said | list[Problem]]:
    """Reads the form."""
    return reader(fields, Said)
