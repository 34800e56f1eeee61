"""Of which type the fields of listings are, by their names: one name is of one type everywhere.

Whatever is not named here is text. `tests/commands/test_fields.py` holds this against what listings
tell.
"""

from __future__ import annotations

from typing import Literal

Type = Literal["text", "number", "boolean", "time", "day", "texts", "numbers", "record", "records"]
"""Codes of the types of JSON's values: a time is ISO 8601 at +08:00, a day `YYYY-MM-DD`; those that
are many are lists."""

_NUMBERS = """
    a_day a_person_a_day back balance batches broken brought calls calls_accepted calls_answered
    calls_refused chases counted days_left deliveries delivery desks difference drop due
    doors_an_hour duties_today fed have household households in joined_to late_minutes left
    load_hours low_mark missing money named need needs no not_here only_they open_requests out
    overdue people person position present promises_kept quantity records request resident
    rest_hours round session short since_rest_hours there times to_come tubes tubes_known undoes
    undone_by units waiting well with_result
"""
_BOOLEANS = """
    box_taken card_taken closed damaged has_pass kept low no_heavy_work on_duty owed reachable
    red
"""
_TIMES = "at ends_at from harm_at promised_until reachable_from since starts_at to"
_DAYS = "born closed_until day due_back expected_back"
_TEXTS = "compounds doubts kinds marks members plates skills unasked"
_RECORDS = """
    against compounds deliveries doors favours gaps goods jobs lacking lines matches notes parts
    phones times waiting warns
"""


def _types() -> dict[str, Type]:
    named: tuple[tuple[str, Type], ...] = (
        (_NUMBERS, "number"),
        (_BOOLEANS, "boolean"),
        (_TIMES, "time"),
        (_DAYS, "day"),
        (_TEXTS, "texts"),
    )
    types = {name: kind for names, kind in named for name in names.split()}
    return types | {"params": "record"}


TYPES = _types()
MANY = frozenset(_RECORDS.split())
"""Names of lists of records."""


def type_of(name: str, *, is_record: bool) -> Type:
    """The type of a field.

    Args:
        is_record: whether its value is told in fields of its own.
    """
    if is_record:
        return "records" if name in MANY else "record"
    if name in TYPES:
        return TYPES[name]
    by_ending: dict[str, Type] = {"at": "time", "no": "number"}
    return "boolean" if name.startswith("is_") else by_ending.get(name.rpartition("_")[2], "text")
