"""The forms of errands: when and where one goes, one of its lines, what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from models.errands import ErrandInput, ErrandRow, LineInput, LineRow, ResultsInput, rules
from models.problems import Problem
from models.times import LOCAL, loaded
from screens.i18n import N_, _
from screens.kit.fields import moment_of, text_of, time_check, written
from screens.kit.form import FormField, Value, Values

_QUARTER = 15
_OPEN, _CLOSED = time(8, 30), time(20)
"""When somebody can be sent for medicine without asking which pharmacy is open."""


def errand_fields(now: datetime) -> tuple[FormField, ...]:
    """The fields of an errand."""
    check = time_check(lambda: now)
    return (
        FormField("place", N_("where to"), hint=N_("pharmacy or hospital")),
        FormField("leaves_at", N_("leaves"), "time", required=True, check=check),
        FormField("returns_at", N_("back"), "time", required=True, check=check),
        FormField("note", N_("note")),
    )


def blank_errand(now: datetime) -> dict[str, Value]:
    """What stands in the form of a new errand: leaving at the next quarter of an hour, at night
    when pharmacies open."""
    here = now.astimezone(LOCAL).replace(second=0, microsecond=0)
    leaves = here + timedelta(minutes=_QUARTER - here.minute % _QUARTER)
    if leaves.time() >= _CLOSED:
        leaves += timedelta(days=1)
    if not _OPEN <= leaves.time() < _CLOSED:
        leaves = datetime.combine(leaves, _OPEN, LOCAL)
    return {"leaves_at": written(leaves), "returns_at": written(leaves + rules.TAKES)}


def errand_values(row: ErrandRow) -> dict[str, Value]:
    """An errand as its form shows it."""
    return {
        "place": row.place,
        "leaves_at": written(loaded(row.leaves_at)),
        "returns_at": written(loaded(row.returns_at)),
        "note": row.note,
    }


def read_errand(values: Values, now: datetime) -> ErrandInput | list[Problem]:
    """An errand as its form says it."""
    problems: list[Problem] = []
    leaves = moment_of(values, "leaves_at", now, problems)
    returns = moment_of(values, "returns_at", now, problems)
    if leaves is None or returns is None:
        return problems
    given = ErrandInput(leaves, returns, text_of(values, "place"), text_of(values, "note"))
    return rules.errand_problems(given) or given


def _taken() -> list[tuple[str, str]]:
    return [("no", _("not taken")), ("yes", _("taken along"))]


LINE: tuple[FormField, ...] = (
    FormField("medicine", N_("which medicine"), required=True),
    FormField("brand", N_("brand")),
    FormField("maker", N_("maker")),
    FormField("strength", N_("strength"), hint=N_("5mg")),
    FormField("quantity", N_("how many"), hint=N_("2盒")),
    FormField("card_taken", N_("card taken"), "choice", _taken, required=True),
    FormField("box_taken", N_("empty box taken"), "choice", _taken, required=True),
    FormField("money", N_("money given"), hint=N_("yuan, like 120 or 120.50")),
    FormField("note", N_("note")),
)
"""The fields of a line."""


def line_values(line: LineRow) -> dict[str, Value]:
    """A line as its form shows it."""
    return {
        "medicine": line.medicine,
        "brand": line.brand,
        "maker": line.maker,
        "strength": line.strength,
        "quantity": "" if line.quantity is None else f"{line.quantity}{line.measure}",
        "card_taken": "yes" if line.card_taken else "no",
        "box_taken": "yes" if line.box_taken else "no",
        "money": rules.written_money(line.money),
        "note": line.note,
    }


def read_line_form(values: Values) -> LineInput | list[Problem]:
    """A line as its form says it."""
    problems: list[Problem] = []
    quantity = rules.read_quantity(text_of(values, "quantity"))
    if quantity is None:
        said = text_of(values, "quantity")
        problems.append(Problem("quantity_unclear", {"value": said}, "quantity"))
    money = rules.read_money(text_of(values, "money"))
    if money is None:
        problems.append(Problem("money_unclear", {"value": text_of(values, "money")}, "money"))
    count, measure = quantity or (None, "")
    given = LineInput(
        medicine=text_of(values, "medicine"),
        brand=text_of(values, "brand"),
        maker=text_of(values, "maker"),
        strength=text_of(values, "strength"),
        quantity=count,
        measure=measure,
        card_taken=text_of(values, "card_taken") == "yes",
        box_taken=text_of(values, "box_taken") == "yes",
        money=money or 0,
        note=text_of(values, "note"),
    )
    problems += rules.line_problems(given)
    return problems or given


def _told() -> list[tuple[str, str]]:
    return [("no", _("still to be told: call back")), ("yes", _("handed over, so they know"))]


RESULTS: tuple[FormField, ...] = (
    FormField("missing", N_("all but"), hint=N_("3: sold out, 7: card refused")),
    FormField("told", N_("the households"), "choice", _told, required=True),
    FormField("untold", N_("not reached"), hint=N_("lines handed to nobody: 4, 9")),
)
"""The fields of an errand's results: only exceptions are typed."""


def read_results(
    values: Values, waiting: Sequence[int], now: datetime
) -> ResultsInput | list[Problem]:
    """Results as their form says them."""
    missing = rules.read_missing(text_of(values, "missing"), waiting)
    untold = rules.read_positions(text_of(values, "untold"), waiting)
    if isinstance(missing, list) or isinstance(untold, list):
        return [*(p for p in missing if isinstance(p, Problem)), *_problems(untold)]
    return ResultsInput(now, missing, text_of(values, "told") == "yes", untold)


def _problems(found: object) -> list[Problem]:
    return found if isinstance(found, list) else []
