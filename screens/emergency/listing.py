"""What is told of an emergency sheet as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from models.emergency import (
    Attempt,
    Choice,
    LineView,
    Next,
    Sheet,
    SheetLine,
    closing,
    rules,
)
from models.emergency.wards import Fit, Ward
from models.requests import RequestRow
from screens.commands.listing import Field, Record
from screens.requests import listing as requests
from screens.requests.calling import Calling


class Told(NamedTuple):
    """A sheet with its request, who is to be tried next, and what to know before a call."""

    row: RequestRow
    sheet: Sheet
    upcoming: Sequence[Next]
    choices: Sequence[Choice]
    """All who can be tried, in order."""
    calling: Calling
    family: tuple[str, str] | None
    """See `models.emergency.closing.told_of_death`."""

    @property
    def items(self) -> list[tuple[str, str | None]]:
        """See `models.emergency.rules.items`."""
        return rules.items(self.sheet, self.row.outcome)


def lines_of(sheet: Sheet, line: SheetLine) -> list[LineView]:
    """The lines of one sort on a sheet."""
    return [one for one in sheet.lines if one.line == line]


def _wards(fit: Fit | None) -> list[str]:
    shown = frozenset() if fit is None else fit.served or fit.wards
    return [one for one in Ward if one in shown]


ITEM: Record[tuple[str, str | None]] = Record(
    "item of the checklist",
    "in `emergency`",
    (
        Field("code", "what is to be done, a stable name in snake_case", lambda one, _n: one[0]),
        Field("done_at", "when it was done", lambda one, _n: one[1]),
    ),
)

ATTEMPT: Record[Attempt] = Record(
    "attempt",
    "in `emergency`",
    (
        Field("at"),
        Field("entered_at"),
        Field("whom", "who was called"),
        Field("rung", "code of what they are"),
        Field("answered", "whether they answered", lambda one, _n: bool(one.answered)),
        Field("verdict", "`accepted`, `refused` or null"),
        Field("said"),
        Field("by"),
    ),
)

LINE: Record[LineView] = Record(
    "line of a sheet",
    "in `emergency`",
    (Field("at"), Field("entered_at"), Field("said"), Field("by")),
)

_SUITING: tuple[Field[Any], ...] = (
    Field(
        "suits",
        "`yes`, `maybe` or `not`: whether this life can be brought there; null of no hospital",
        lambda one, _n: None if one.fit is None else one.fit.suits,
    ),
    Field(
        "wards",
        "what of it is needed there, else all it is known to have",
        lambda one, _n: _wards(one.fit),
    ),
    Field(
        "positives",
        "`taken`, `only`, `none` or `ask`: whether who tested positive is taken",
        lambda one, _n: None if one.fit is None else one.fit.positives,
    ),
    Field(
        "metres",
        "how far it is, as its note says",
        lambda one, _n: None if one.fit is None else one.fit.metres,
    ),
)
"""How somebody suits a life, of a `Next` as of a `Choice`."""

NEXT: Record[Next] = Record(
    "who is tried next",
    "in `emergency`",
    (
        Field(
            "member",
            "name of who is to call",
            lambda one, _n: one.caller.name if one.caller else None,
        ),
        Field("name", "name of who is to be called", lambda one, _n: one.entry.name),
        Field("phone", value=lambda one, _n: one.entry.phone),
        Field("kind", value=lambda one, _n: one.entry.kind),
        *_SUITING,
    ),
)

CHOICE: Record[Choice] = Record(
    "who can be tried",
    "in `emergency`",
    (
        Field("name", "name of who is to be called", lambda one, _n: one.entry.name),
        Field("phone", value=lambda one, _n: one.entry.phone),
        Field("kind", value=lambda one, _n: one.entry.kind),
        *_SUITING,
    ),
)

SHEET: Record[Told] = Record(
    "emergency sheet",
    "`emergency`",
    (
        Field("matter", "the request it is about", lambda t, _n: t.row, of=requests.REQUEST),
        Field(
            "numbers",
            "the numbers to dial, the first to be tried first",
            lambda t, _n: list(t.calling.numbers),
            of=requests.NUMBER,
        ),
        Field("marks", "the household's marks", lambda t, _n: list(t.calling.marks)),
        Field(
            "others",
            "what else the household waits for",
            lambda t, _n: list(t.calling.others),
            of=requests.REQUEST,
        ),
        Field("kind", value=lambda t, _n: t.sheet.kind),
        Field("members", value=lambda t, _n: [one.name for one in t.sheet.callers]),
        Field("checklist", "what is to be done", lambda t, _n: t.items, of=ITEM),
        Field(
            "tried",
            "who was called, the latest first",
            lambda t, _n: list(t.sheet.attempts),
            of=ATTEMPT,
        ),
        Field(
            "accepted",
            "the call in which somebody took the patient",
            lambda t, _n: closing.accepted(t.sheet),
            of=ATTEMPT,
        ),
        Field("next", "whom to call next", lambda t, _n: list(t.upcoming), of=NEXT),
        Field(
            "to_try",
            "all who can be called, the next first, hospitals that do not suit last",
            lambda t, _n: list(t.choices),
            of=CHOICE,
        ),
        Field(
            "family_told",
            "what the family was told",
            lambda t, _n: lines_of(t.sheet, SheetLine.FAMILY_TOLD),
            of=LINE,
        ),
        Field(
            "transfer",
            "how the patient gets there",
            lambda t, _n: lines_of(t.sheet, SheetLine.TRANSFER),
            of=LINE,
        ),
        Field(
            "arrived",
            "that the patient is there",
            lambda t, _n: lines_of(t.sheet, SheetLine.ARRIVED),
            of=LINE,
        ),
    ),
)
