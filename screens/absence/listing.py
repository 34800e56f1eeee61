"""What is told of who falls out or is back: the table of `absent` and the JSON of both."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from models.absence import AbsencePlan, Falling, Handover, Met, Offer
from models.problems import Problem
from models.sampling.handed_on import TableLeft
from screens.absence import words
from screens.commands.listing import WHY, Field, Record, located
from screens.i18n import N_
from screens.kit.columns import Column
from screens.sampling.handed_on import TABLE_LEFT
from screens.suggest.listing import REASONED


class Plan(NamedTuple):
    """A plan, and whether it was put into force."""

    made: AbsencePlan
    applied: bool
    refused: Problem | None = None
    """Why it would be refused; None for one that was applied or would be."""
    tables: Sequence[TableLeft] = ()
    """What is left at the tables they leave in the middle of a session."""


class Back(NamedTuple):
    """Somebody who is back, what is offered to them, and what of it they took."""

    no: int
    name: str
    since: datetime
    offered: Sequence[Offer]
    taken: Sequence[Offer]

    def numbered(self, some: Sequence[Offer]) -> list[tuple[int, Offer]]:
        """Some of the offers, each with its place among all, from 1."""
        return [(at, offer) for at, offer in enumerate(self.offered, 1) if offer in some]


FALLING: Record[Falling] = Record(
    "somebody who falls out", "in `absent`", (Field("no"), Field("name"), Field("post"))
)

HELD: Record[Handover] = Record(
    "thing held",
    "in `absent`",
    (
        Field(
            "holder",
            N_("name of who has it"),
            lambda r, _n: r.hold.person,
            Column("", N_("who"), lambda r, _v: r.hold.person),
        ),
        Field("holder_no", N_("their number on the roster"), lambda r, _n: r.hold.person_no),
        Field(
            "starts_at",
            value=lambda r, _n: r.hold.slot and r.hold.slot.starts,
            column=Column("", N_("when"), lambda r, v: words.when(r.hold, v.now)),
        ),
        Field("ends_at", value=lambda r, _n: r.hold.slot and r.hold.slot.ends),
        Field(
            "kind",
            "what sort of thing: `duty`, `request`, `promise`, `caller`, `question`, `custody`, "
            "`building`, `charge` ...",
            lambda r, _n: r.hold.what,
            Column("", N_("what"), lambda r, _v: words.what(r.hold)),
        ),
        Field("no", value=lambda r, _n: r.hold.no),
        Field("work", value=lambda r, _n: r.hold.slot and r.hold.slot.work),
        Field("role", value=lambda r, _n: r.hold.slot and r.hold.slot.role),
        *located(
            lambda r: r.hold,
            Column("", N_("where"), lambda r, v: words.about(r.hold, v.masked)),
        ),
        Field("about", "what it is about", lambda r, _n: r.hold.about),
        Field(
            "successor",
            "name of who takes it; null where nobody does",
            lambda r, _n: r.name,
            Column("", N_("successor"), lambda r, _v: words.successor(r)),
        ),
        Field("successor_no", N_("their number on the roster"), lambda r, _n: r.successor),
        *REASONED,
    ),
)

MET: Record[Met] = Record(
    "somebody they met",
    "in `absent`",
    (
        Field("no"),
        Field("name"),
        Field("kind", N_("`staff`, `cadre`, `volunteer` ...")),
        Field("phone"),
        Field("count", "how often they shared work", lambda r, _n: r.times),
        Field("last_at", "when the last of it began; null for none", lambda r, _n: r.last or None),
        Field("lodging", "where both sleep and eat; empty where they do not"),
        Field("neighbour", "whether both live in one building"),
        *located(),
    ),
)

PLAN: Record[Plan] = Record(
    "absence",
    "`absent`",
    (
        Field("absent", "who falls out", lambda t, _n: list(t.made.people), of=FALLING),
        Field("place", value=lambda t, _n: t.made.given.presence.place),
        Field("reach", value=lambda t, _n: t.made.given.presence.reach),
        Field("since", value=lambda t, _n: t.made.given.presence.since),
        Field(
            "until", "when it ends, where that is sure", lambda t, _n: t.made.given.presence.until
        ),
        Field("expected_back", value=lambda t, _n: t.made.given.presence.expected_back),
        Field("applied"),
        Field(
            "problem",
            "why `--apply` would refuse it; the exit status is 1 then",
            lambda t, _n: t.refused,
            of=WHY,
        ),
        Field("holds", "what they hold", lambda t, _n: list(t.made.lines), of=HELD),
        Field("uncovered", "what of it nobody takes", lambda t, _n: t.made.uncovered, of=HELD),
        Field(
            "handed_on",
            "what is left at tables they leave in the middle of a session",
            lambda t, _n: list(t.tables),
            of=TABLE_LEFT,
        ),
        Field("contacts", "who worked or lives with them", lambda t, _n: list(t.made.met), of=MET),
    ),
)

OFFER: Record[tuple[int, Offer]] = Record(
    "offer",
    "in `present`",
    (
        Field("position", "its number for `--take`", lambda r, _n: r[0]),
        Field("kind", "as of what is held", lambda r, _n: r[1].what),
        Field("no", value=lambda r, _n: r[1].no),
        Field("work", value=lambda r, _n: r[1].duty and r[1].duty.work),
        Field("role", value=lambda r, _n: r[1].duty and r[1].duty.role),
        *located(lambda r: r[1]),
        Field("about", "what it is about", lambda r, _n: r[1].about),
        Field("starts_at", value=lambda r, _n: r[1].duty and r[1].duty.starts_at),
        Field("ends_at", value=lambda r, _n: r[1].duty and r[1].duty.ends_at),
        Field("holder", "name of who has it meanwhile", lambda r, _n: r[1].by),
        Field("problem", "what stands against taking it back", lambda r, _n: r[1].problem, of=WHY),
    ),
)

BACK: Record[Back] = Record(
    "return",
    "`present`",
    (
        Field("no"),
        Field("name"),
        Field("since"),
        Field("taken", "what they took back", lambda t, _n: t.numbered(t.taken), of=OFFER),
        Field("offered", "all that was theirs", lambda t, _n: t.numbered(t.offered), of=OFFER),
    ),
)
