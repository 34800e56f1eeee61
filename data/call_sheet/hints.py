"""Open calls from doors at which a sheet calls people down, that say somebody should not come."""

from __future__ import annotations

from collections.abc import Iterable

from data import sql
from data.sql import Reader
from models.call_sheet import Part, SheetEntry
from models.call_sheet.hints import Hint, HintKind, hint_of

_OPEN = f"""
SELECT no AS no, kind AS kind, text AS text, household_id AS home FROM request
WHERE state <> 'closed' AND joined_to_id IS NULL
  AND household_id IN ({sql.given("homes")}) ORDER BY no"""


def hints(conn: Reader, entries: Iterable[SheetEntry]) -> list[Hint]:
    """The hints of some entries of a sheet: of who may be positive first, in the order of calls."""
    called: dict[str, list[SheetEntry]] = {}
    for one in entries:
        if one.part == Part.CALLED and one.who.household is not None:
            called.setdefault(one.who.household, []).append(one)
    found = []
    for row in sql.named(conn.execute(_OPEN, {"homes": sql.as_given(called)})):
        kind = hint_of(row["kind"], row["text"])
        if kind is not None:
            there = called[row["home"]]
            first = there[0]
            found.append(
                Hint(
                    row["no"],
                    kind,
                    row["text"],
                    len(there),
                    first.household_no or 0,
                    first.compound,
                    first.lane,
                    first.building,
                    first.unit,
                    first.room,
                )
            )
    return sorted(found, key=lambda one: one.kind != HintKind.POSITIVE)
