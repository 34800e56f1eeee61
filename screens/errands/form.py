"""The forms of errands: when and where one goes, one of its lines, what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

from data.errands import queries as errands
from data.sql import Reader
from models.drafts import Value
from models.errands import ErrandInput, LineInput, ResultsInput, rules
from models.problems import Problem, Refused
from models.times import LOCAL
from screens.errands import words
from screens.i18n import N_, _
from screens.kit.fields import FormField, Values, read_fields, reader, shown
from screens.kit.kinds import ENDS, MOMENT, Typed, yes_or_no
from screens.kit.record import Record, record_of
from screens.kit.values import joined

_QUARTER = 15
_OPEN, _CLOSED = time(8, 30), time(20)
"""When somebody can be sent for medicine without asking which pharmacy is open."""


ERRAND: tuple[FormField, ...] = (
    FormField("place", N_("where to"), hint=N_("pharmacy or hospital")),
    FormField("leaves_at", N_("leaves"), MOMENT, required=True),
    FormField("returns_at", N_("back"), ENDS, required=True, after="leaves_at"),
    FormField("note", N_("note")),
)
"""The fields of an errand."""


def blank_errand(now: datetime) -> dict[str, Value]:
    """What stands in the form of a new errand: leaving at the next quarter of an hour, at night
    when pharmacies open."""
    here = now.astimezone(LOCAL).replace(second=0, microsecond=0)
    leaves = here + timedelta(minutes=_QUARTER - here.minute % _QUARTER)
    if leaves.time() >= _CLOSED:
        leaves += timedelta(days=1)
    if not _OPEN <= leaves.time() < _CLOSED:
        leaves = datetime.combine(leaves, _OPEN, LOCAL)
    return shown(ERRAND, {"leaves_at": leaves, "returns_at": leaves + rules.TAKES})


errand_record = record_of(
    lambda conn, no: errands.view(conn, no).row,
    lambda row: _("Errand {no}").format(no=row.no),
    ERRAND,
)

read_errand = reader(ERRAND, ErrandInput, rules.errand_problems)

_TAKEN = yes_or_no(lambda: [("no", _("not taken")), ("yes", _("taken along"))])
_TOLD = yes_or_no(
    lambda: [("no", _("still to be told: update owed")), ("yes", _("handed over, so they know"))]
)
_QUANTITY: Typed[tuple[int | None, str]] = Typed(
    reads=lambda text, _now: rules.read_quantity(text),
    shows=lambda said: "" if said[0] is None else f"{said[0]}{said[1]}",
    empty=(None, ""),
    wrong="quantity_unclear",
)
_MONEY = Typed(
    reads=lambda text, _now: rules.read_money(text),
    shows=rules.written_money,
    empty=0,
    wrong="money_unclear",
)

LINE: tuple[FormField, ...] = (
    FormField("medicine", N_("which medicine"), required=True),
    FormField("brand", N_("brand")),
    FormField("maker", N_("maker")),
    FormField("strength", N_("strength"), hint=N_("5mg")),
    FormField(
        "quantity", N_("how many"), _QUANTITY, hint=N_("2 boxes"), decides=("quantity", "measure")
    ),
    FormField("card_taken", N_("card taken"), _TAKEN, required=True),
    FormField("box_taken", N_("empty box taken"), _TAKEN, required=True),
    FormField("money", N_("money given"), _MONEY, hint=N_("yuan, like 120 or 120.50")),
    FormField("note", N_("note")),
)
"""The fields of a line."""


def line_record(conn: Reader, no: int, position: int) -> Record:
    """A line of an errand on file.

    Raises:
        Refused: `errand_unknown`, `line_unknown`.
    """
    lines = {line.position: line for line in errands.view(conn, no).lines}
    if position not in lines:
        raise Refused("line_unknown", no=no, line=position)
    line = lines[position]
    values = shown(LINE, {**line._asdict(), "quantity": (line.quantity, line.measure)})
    title = f"{position}  {words.address(line)} {line.name}".rstrip()
    return Record(lambda: title, values, line.version, (line.id,))


def _line(quantity: tuple[int | None, str], **found: Any) -> LineInput:
    number, measure = quantity
    return LineInput(quantity=number, measure=measure, **found)


read_line = reader(LINE, _line, rules.line_problems)


def result_fields(waiting: Sequence[int]) -> tuple[FormField, ...]:
    """The fields of an errand's results: only exceptions are typed, by the waiting lines."""
    missing: Typed[dict[int, str]] = Typed(
        reads=lambda text, _now: rules.read_missing(text, waiting), empty={}
    )
    untold: Typed[frozenset[int]] = Typed(
        reads=lambda text, _now: rules.read_positions(text, waiting), empty=frozenset()
    )
    return (
        FormField("missing", N_("all but"), missing, hint=N_("3: sold out, 7: card refused")),
        FormField("told", N_("the households"), _TOLD, required=True),
        FormField("untold", N_("not reached"), untold, hint=N_("lines handed to nobody: 4, 9")),
    )


def read_results(
    waiting: Sequence[int], runners: Sequence[str], values: Values, now: datetime
) -> ResultsInput | list[Problem]:
    """Results as their form says them, of an errand that these people ran."""
    found = read_fields(result_fields(waiting), values, now)
    return found if isinstance(found, list) else ResultsInput(now, ran=joined(runners), **found)
