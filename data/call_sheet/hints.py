"""What speaks against calling people down: open calls from their doors, the round before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from data import sql
from data.sql import Reader
from models.call_sheet import Part, SheetEntry, Who
from models.call_sheet.hints import Hint, HintKind, hint_of
from models.testing import RoundView

_OPEN = f"""
SELECT no AS no, kind AS kind, text AS text, household_id AS home FROM request
WHERE state <> 'closed' AND joined_to_id IS NULL
  AND household_id IN ({sql.given("homes")}) ORDER BY no"""


_BEFORE = """
SELECT t.no AS no, a.household_id AS household, a.resident_id AS resident, a.place AS place,
  a.person_id AS person, a.said AS said
FROM round_aside a JOIN test_round t ON t.id = a.round_id
WHERE t.id = (SELECT id FROM test_round WHERE (day, no) < (:day, :no)
  ORDER BY day DESC, no DESC LIMIT 1)
ORDER BY a.id"""


def hints(conn: Reader, its_round: RoundView, entries: Iterable[SheetEntry]) -> list[Hint]:
    """The hints of some entries of a round's sheet: of who may be positive first, then calls in
    their order, then who was set aside by hand in the round before."""
    called: dict[str, list[SheetEntry]] = {}
    for one in entries:
        if one.part == Part.CALLED and one.who.household is not None:
            called.setdefault(one.who.household, []).append(one)
    found = []
    for row in sql.named(conn.execute(_OPEN, {"homes": sql.as_given(called)})):
        kind = hint_of(row["kind"], row["text"])
        if kind is not None:
            found.append(_hint(kind, row["text"], called[row["home"]], request=row["no"]))
    found.sort(key=lambda one: one.kind != HintKind.POSITIVE)
    given = {"day": its_round.day, "no": its_round.no}
    for row in sql.named(conn.execute(_BEFORE, given)):
        who = Who(**{name: row[name] for name in Who._fields})
        behind = called.get(who.household or "", [])
        there = [one for one in behind if one.who == who or who == Who(one.who.household)]
        if there:
            found.append(_hint(HintKind.ASIDE, row["said"], there, its_round=row["no"]))
    return found


def _hint(
    kind: HintKind,
    said: str,
    there: Sequence[SheetEntry],
    *,
    request: int | None = None,
    its_round: int | None = None,
) -> Hint:
    first = there[0]
    home = first.household_no or 0
    return Hint(
        request,
        its_round,
        kind,
        said,
        len(there),
        home,
        first.compound,
        first.lane,
        first.building,
        first.unit,
        first.room,
    )
