"""Recalls on record and the re-tests still to be done, as JSON and as tables."""

from __future__ import annotations

from typing import NamedTuple

from models.recall import RecallRow, RetestRow, Unrecalled
from models.times import loaded, local_date
from screens.commands.listing import ADDRESS, Field, Record
from screens.i18n import N_, _
from screens.kit import times
from screens.kit.columns import Cell, Column, View
from screens.recall import words


class OnRecord(NamedTuple):
    """What `recall` alone tells."""

    recalls: list[RecallRow]
    retests: list[RetestRow]
    unrecalled: list[Unrecalled]


def _told_at(row: RecallRow, view: View) -> Cell:
    return times.at(loaded(row.told_at), local_date(view.now))


RECALLED: Record[RecallRow] = Record(
    "recall on record",
    "In `recall` without a code.",
    (
        Field("no", column=Column("", N_("no"), lambda r, _v: str(r.no), right=True)),
        Field(
            "code",
            "of the tube; null where only people were told",
            lambda r, _n: r.code or None,
            Column("", N_("tube"), lambda r, _v: r.code or _("a list")),
        ),
        Field("round", "number of the tube's round", lambda r, _n: r.round_no),
        Field("told_at", "when it was recalled", column=Column("", N_("when"), _told_at)),
        Field(
            "people",
            "who was in it",
            column=Column("", N_("people"), lambda r, _v: str(r.people), right=True),
        ),
        Field(
            "held",
            "how many of them are out of pools still",
            column=Column("", N_("out of pools"), lambda r, _v: str(r.held), right=True),
        ),
        Field(
            "to_do",
            "numbers of its re-tests still to be done",
            lambda r, _n: list(r.to_do),
            Column("", N_("to do"), lambda r, _v: str(len(r.to_do)), right=True),
        ),
        Field(
            "done",
            "how many of its re-tests were done",
            column=Column("", N_("sampled"), lambda r, _v: str(r.done), right=True),
        ),
        Field(
            "back_at",
            "since when it is taken back; null for one that stands",
            column=Column("", N_("state"), lambda r, _v: words.recall_state(r)),
        ),
        Field("note"),
    ),
)


def _when(row: RetestRow, view: View) -> Cell:
    return words.span(loaded(row.starts_at), loaded(row.ends_at), view.now)


RETEST: Record[RetestRow] = Record(
    "re-test to be done",
    "In `recall` without a code, in the order of time.",
    (
        Field("no", column=Column("", N_("no"), lambda r, _v: str(r.no), right=True)),
        Field(
            "code",
            "of the tube; null where only people were told",
            lambda r, _n: r.code or None,
            Column("", N_("tube"), lambda r, _v: r.code),
        ),
        Field("starts_at", column=Column("", N_("when"), _when)),
        Field("ends_at"),
        Field("household", value=lambda r, _n: r.household_no),
        *ADDRESS[:4],
        Field("room", column=Column("", N_("door"), lambda r, _v: words.door(r))),
        Field(
            "people",
            "how many are sampled there",
            column=Column("", N_("people"), lambda r, _v: str(r.people), right=True),
        ),
        Field("names", "of those, as far as they are known", lambda r, _n: list(r.names)),
        Field(
            "who",
            "names of who goes",
            lambda r, _n: list(r.goes),
            Column("", N_("who"), lambda r, _v: words.who((*r.goes, *r.guides), r.asked)),
        ),
        Field("guides", "names of who shows the way", lambda r, _n: list(r.guides)),
        Field("state", column=Column("", N_("state"), lambda r, _v: words.state(r.state))),
    ),
)

UNRECALLED: Record[Unrecalled] = Record(
    "abnormal tube without a recall",
    "In `recall` without a code.",
    (
        Field("code", "the code of the tube"),
        Field("round", "number of its round", lambda r, _n: r.round_no),
        Field("people", "how many of it wait for a result of their own"),
        Field("since", "when its result was told"),
    ),
)

ON_RECORD: Record[OnRecord] = Record(
    "recalls on record",
    "`recall` without a code.",
    (
        Field("recalls", "the newest first", of=RECALLED),
        Field("retests", "still to be done, in the order of time", of=RETEST),
        Field("unrecalled", "abnormal tubes that were not recalled yet", of=UNRECALLED),
    ),
)
