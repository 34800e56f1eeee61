"""What is told of results: JSON and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.results import ResultRow
from models.results.rules import Said
from models.times import iso, loaded
from screens.commands.listing import ADDRESS, Field, Record
from screens.i18n import N_
from screens.kit.columns import Column
from screens.kit.times import clock
from screens.results import words
from screens.sentences import say

if TYPE_CHECKING:
    from data.results.commands import OnRoster, Recorded
    from data.results.queries import Doubted

RESULT: Record[ResultRow] = Record(
    "result",
    "`results`, and in `result`",
    (
        Field("no", N_("number of the result; null for a tube's")),
        Field(
            "resident",
            N_("number of the resident; null for somebody without a name, and who lives elsewhere"),
            lambda r, _n: r.resident_no,
        ),
        Field("household", value=lambda r, _n: r.household_no),
        Field("name", value=lambda r, _n: r.name or None),
        *ADDRESS,
        Field(
            "source",
            N_("`pool` for their tube's, else `single`, `antigen`, `app` or `subdistrict`"),
            column=Column("", N_("source"), lambda r, _v: words.source(r.source)),
        ),
        Field(
            "result",
            N_("`negative`, `abnormal`, `positive` or `released`"),
            column=Column("", N_("result"), lambda r, _v: words.result(r.result)),
        ),
        Field(
            "at",
            N_("when it was told"),
            lambda r, _n: iso(loaded(r.at)),
            Column("", N_("when"), lambda r, v: clock(r.at, v.now)),
        ),
        Field("round", N_("number of the round; null for none"), lambda r, _n: r.round_no),
        Field("tube", N_("code of the tube; null for a result of their own")),
        Field("said", "what was said with it", lambda r, _n: r.said or None),
    ),
)

COLUMNS: tuple[Column[ResultRow], ...] = (
    Column("", N_("who"), lambda r, _v: words.who(r)),
    *RESULT.columns,
    Column("", N_("round"), lambda r, _v: str(r.round_no or "")),
    Column("", N_("tube"), lambda r, _v: r.tube or ""),
)
"""How the same is told to people: whose it is first."""

_ONE: Record[Said] = Record(
    "one of two results that differ",
    "in `results --contradictions`",
    (
        Field("source", "who or what says so"),
        Field("result", "what it came to"),
        Field("at", N_("when it was told"), lambda r, _n: iso(loaded(r.at))),
        Field(
            "tube",
            N_("code of the tube; null for a result of their own"),
            lambda r, _n: r.tube or None,
        ),
    ),
)

DOUBTED: Record[Doubted] = Record(
    "results that contradict each other",
    "`results --contradictions`",
    (
        Field(
            "resident",
            "number of the resident; null where unnamed",
            lambda r, _n: r.person.resident_no,
        ),
        Field("household", value=lambda r, _n: r.person.household_no),
        Field("name", value=lambda r, _n: r.person.name or None),
        *(
            Field(part, value=lambda r, _n, part=part: getattr(r.person, part))  # type: ignore[misc]
            for part in ("compound", "lane", "building", "unit", "room")
        ),
        Field(
            "code",
            "`pool_and_own`, `antigen_and_pcr`, `app_and_pcr`, `subdistrict_and_ours`,"
            " `same_day`, or `tube_twice` of a tube, which is nobody's",
            lambda r, _n: str(r.contradiction.against),
        ),
        Field("first", "the earlier of the two", lambda r, _n: r.contradiction.first, of=_ONE),
        Field("second", "the later", lambda r, _n: r.contradiction.second, of=_ONE),
        Field(
            "ask", "what to ask whom, in words", lambda r, _n: words.ask(r.contradiction.against)
        ),
    ),
)

_ROSTER: Record[OnRoster] = Record(
    "somebody of the roster",
    "in `result`",
    (Field("person", value=lambda r, _n: r.no), Field("name")),
)

RECORDED: Record[Recorded] = Record(
    "results written down",
    "`result`",
    (
        Field("results", "what was written down", lambda r, _n: list(r.rows), of=RESULT),
        Field(
            "known",
            "names, or doors, of whom the same was known already",
            lambda r, _n: [words.person(one) for one in r.known],
        ),
        Field(
            "taken",
            "names that were taken for somebody without one behind their door, in words",
            lambda r, _n: [words.taken(one) for one in r.taken],
        ),
        Field(
            "told",
            "who stays held all the same, and which visits have not begun, in words",
            lambda r, _n: [say(one) for one in r.told],
        ),
        Field(
            "on_roster",
            "who of them is positive and has duties here",
            lambda r, _n: list(r.on_roster),
            of=_ROSTER,
        ),
        Field(
            "called_off",
            "numbers of re-tests for which nobody waits any more",
            lambda r, _n: [row.no for row in r.called_off],
        ),
    ),
)
