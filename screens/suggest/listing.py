"""What is told of a suggested day: the table of `suggest` and its JSON."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from models.suggest import Proposal
from models.times import local_date
from screens.commands.listing import WHY, Field, Record, located
from screens.duties import words as duty_words
from screens.i18n import N_
from screens.kit.columns import Cell, Column, View
from screens.suggest import words


class Told(NamedTuple):
    """The open shifts of a day, and whether they were given as suggested."""

    day: date
    applied: bool
    lines: Sequence[Proposal]


def _when(line: Proposal, view: View) -> Cell:
    return duty_words.span(line.slot.starts, line.slot.ends, local_date(view.now))


REASONED: tuple[Field[Any], ...] = (
    Field(
        "why",
        value=lambda r, _n: r.reason,
        column=Column("", N_("why"), lambda r, _v: words.why(r.reason)),
        of=WHY,
    ),
    Field("warnings", N_("what speaks against it"), lambda r, _n: [*r.reason.warnings], of=WHY),
)
"""Why somebody was found for something, or nobody."""

PLACE: Record[Proposal] = Record(
    "open shift",
    "in `suggest`",
    (
        Field(
            "starts_at",
            value=lambda r, _n: r.slot.starts,
            column=Column("", N_("when"), _when),
        ),
        Field("ends_at", value=lambda r, _n: r.slot.ends),
        Field(
            "work",
            value=lambda r, _n: r.slot.work,
            column=Column("", N_("what"), lambda r, _v: words.what(r.slot)),
        ),
        Field("no", value=lambda r, _n: r.slot.no),
        Field(
            "duty", N_("number of the open duty it is, if it is one"), lambda r, _n: r.slot.duty_no
        ),
        Field("role", value=lambda r, _n: r.slot.role),
        Field("skill", value=lambda r, _n: r.slot.skill),
        *located(lambda r: r.slot, Column("", N_("where"), lambda r, _v: r.slot.where)),
        Field("person", value=lambda r, _n: r.person_no),
        Field(
            "name",
            N_("name of who is proposed"),
            column=Column("", N_("who"), lambda r, _v: words.who(r)),
        ),
        Field(
            "load_hours",
            value=lambda r, _n: round(r.minutes / 60, 2) if r.person_no is not None else None,
            column=Column("", N_("load"), lambda r, _v: words.load(r)),
        ),
        Field(
            "to_ask",
            N_("whether they have yet to be asked, for it is outside their hours"),
            lambda r, _n: r.reason.to_ask,
        ),
        *REASONED,
    ),
)

SUGGESTION: Record[Told] = Record(
    "suggestion",
    "`suggest`",
    (
        Field("day"),
        Field("applied"),
        Field(
            "given",
            N_("places somebody is proposed for"),
            lambda t, _n: [line for line in t.lines if line.person_no is not None],
            of=PLACE,
        ),
        Field(
            "left",
            N_("places nobody is"),
            lambda t, _n: [line for line in t.lines if line.person_no is None],
            of=PLACE,
        ),
    ),
)
