"""What is told of call sheets as JSON."""

from __future__ import annotations

from datetime import datetime

from data.call_sheet.told import Change, Told
from models.call_sheet import Part, SheetEntry
from models.call_sheet.hints import Hint
from models.call_sheet.paper import PaperBuilding
from screens.commands.listing import ADDRESS, Field, Record
from screens.i18n import N_

_SOMEBODY: tuple[Field[SheetEntry], ...] = (
    Field(
        "resident",
        "number of the resident; null for who is known by the door alone",
        lambda r, _n: r.resident_no,
    ),
    Field("household", value=lambda r, _n: r.household_no),
    Field("name"),
    *ADDRESS,
)

OUT: Record[SheetEntry] = Record(
    "somebody on a call sheet",
    "in `call-sheet`",
    (
        *_SOMEBODY,
        Field(
            "why",
            "left out: `positive`, `pending`, `exempt`, `away`, `empty`, `moved_out`, `by_hand`;"
            " visited: `closed`, `bed_bound`, `isolating`, `near_positive`, `by_hand`",
        ),
        Field("until", "local date until which that holds; null where none is known"),
    ),
)


def _either(change: Change) -> SheetEntry:
    was, now = change
    one = now or was
    assert one is not None
    return one


def _of(name: str, about: str = "") -> Field[Change]:
    return Field(name, about, lambda change, _n: getattr(_either(change), name))


def _then(name: str) -> object:
    def value(change: Change, _now: datetime) -> object:
        return None if change[0] is None else getattr(change[0], name)

    return value


def _today(name: str) -> object:
    def value(change: Change, _now: datetime) -> object:
        return None if change[1] is None else getattr(change[1], name)

    return value


CHANGE: Record[Change] = Record(
    "what changed of somebody since a call sheet was frozen",
    "in `call-sheet`",
    (
        Field(
            "resident",
            "number of the resident; null for who is known by the door alone",
            lambda r, _n: _either(r).resident_no,
        ),
        Field("household", value=lambda r, _n: _either(r).household_no),
        _of("name"),
        *(_of(field.name) for field in ADDRESS),
        Field("part_then", "as the sheet says; null for who is not on it", _then("part")),  # type: ignore[arg-type]
        Field("why_then", "as the sheet says", _then("why")),  # type: ignore[arg-type]
        Field(
            "part",
            "`called`, `visited`, `left_out` or `staff`, as it would be now; null for who is on no"
            " list any more",
            _today("part"),  # type: ignore[arg-type]
        ),
        Field("why", "the reason now, as a code", _today("why")),  # type: ignore[arg-type]
        Field("until", "local date until which that holds", _today("until")),  # type: ignore[arg-type]
    ),
)

HINT: Record[Hint] = Record(
    "what speaks against calling people of a door down",
    "in `call-sheet` until the round is closed: to be looked at, nobody is set aside by it",
    (
        Field("request", "number of the open call; null where none says it"),
        Field("round", "number of the round before in which they were set aside; null else"),
        Field(
            "kind",
            "`positive` or waits for the transfer, `at_door` for who cannot come down, `aside` for"
            " who was set aside by hand in the round before",
        ),
        Field("said"),
        Field("people", "how many are called down there"),
        Field("household"),
        *ADDRESS,
    ),
)

BUILDING: Record[PaperBuilding] = Record(
    "building of a call sheet",
    "in `call-sheet`",
    (
        *ADDRESS[:3],
        Field("called", "how many are called down", lambda b, _n: b.total),
        Field("visited", "how many are sampled at their door", lambda b, _n: b.visits),
        Field(
            "doors",
            "doors at which somebody is called",
            lambda b, _n: len(b.called),
        ),
    ),
)

SHEET: Record[Told] = Record(
    "call sheet",
    "`call-sheet`",
    (
        Field("round", "number of the round", lambda t, _n: t.its_round.no),
        Field("name", N_("name of the round"), lambda t, _n: t.its_round.name),
        Field("day", value=lambda t, _n: t.its_round.day),
        Field(
            "frozen_at",
            "when the round began, since when the sheet stands; null while it does not",
            lambda t, _n: t.its_round.frozen_at,
        ),
        Field(
            "register",
            "people of the register the round is about: called, visited, left out",
            lambda t, _n: t.sheet.register,
        ),
        Field("called", "how many are called down", lambda t, _n: t.sheet.sums.called),
        Field("visited", "how many are sampled at their door", lambda t, _n: t.sheet.sums.visited),
        Field(
            "left_out",
            "who is not called, each person once",
            lambda t, _n: t.sheet.of(Part.LEFT_OUT),
            of=OUT,
        ),
        Field(
            "staff",
            "how many work here and live elsewhere, outside the register",
            lambda t, _n: t.sheet.sums.staff,
        ),
        Field(
            "late",
            "how many came without being on the sheet, outside the register",
            lambda t, _n: t.sheet.sums.late,
        ),
        Field("visits", "who is visited, and why", lambda t, _n: t.sheet.of(Part.VISITED), of=OUT),
        Field("buildings", "building by building", lambda t, _n: t.buildings, of=BUILDING),
        Field(
            "changes",
            "what changed since it was frozen; the sheet itself stands",
            lambda t, _n: list(t.changes),
            of=CHANGE,
        ),
        Field(
            "hints",
            "what speaks against calling some of them down, until the round is closed",
            lambda t, _n: list(t.hints),
            of=HINT,
        ),
    ),
)
