"""What is told of testing in numbers: compounds, rounds, tubes, positives, who waits for a test."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from models.testing.pictures import (
    AbnormalTube,
    CompoundProgress,
    NoTube,
    OverdueTrip,
    Pictures,
    Register,
    RoundCoverage,
    TubeCount,
)
from models.testing.progress import (
    SOURCES,
    BuildingUntested,
    FloorUntested,
    Pace,
    PositiveDay,
    Since,
    Untested,
)
from screens.commands.listing import Field, Record
from screens.i18n import N_
from screens.kit.columns import Cell, Column, View
from screens.kit.times import clock
from screens.kit.values import beside
from screens.testing import progress_words as words


class Told(NamedTuple):
    """All pictures, the register among them."""

    pictures: Pictures
    register: Register


# -- compounds and rounds --------------------------------------------------------------------------


_PEOPLE = (
    ("register", "people of the register", N_("register")),
    ("called", "called or visited, or sampled although they were left out", N_("to sample")),
    ("sampled", "sampled", N_("sampled")),
    ("missed", "missed; once the round is over, who never came among them", N_("lacking")),
    ("settled", "somebody said what became of them", N_("settled")),
    ("due", "still to come", N_("still due")),
    ("left_out", "left out and not sampled; with `called` they are `register`", N_("not called")),
)


def _of_coverage(name: str, about: str, title: str) -> Field[Any]:
    def value(row: CompoundProgress | RoundCoverage) -> int:
        return int(getattr(row.coverage, name))

    return Field(
        name,
        about,
        lambda row, _n: value(row),
        Column("", title, lambda row, _v: str(value(row)), right=True),
    )


_PACE = (
    ("expected", "expected", "how many of `called` should be through by now; null for no plan"),
    ("an_hour", "an_hour", "people through in an hour; null while nothing tells"),
    ("needed", "needed", "people an hour for the last to be through by `ends_at`; null once past"),
    ("starts_at", "starts", "when the first of them is called, or was sampled"),
    ("ends_at", "ends", "until when they are called"),
    ("done_at", "done_at", "when the last is through at this pace, or was; null if unknown"),
)


def _of_pace(name: str) -> Callable[[Pace, datetime], object]:
    return lambda pace, _now: getattr(pace, name)


def _of_its_pace(name: str) -> Callable[[CompoundProgress, datetime], object]:
    return lambda row, _now: getattr(row.pace, name)


PACE: Record[Pace] = Record(
    "pace of a round",
    "in `testing-progress`",
    tuple(Field(name, about, _of_pace(of)) for name, of, about in _PACE),
)


def _expected(row: CompoundProgress, _view: View) -> Cell:
    return "–" if row.pace.expected is None else str(row.pace.expected)


def _done_at(row: CompoundProgress, view: View) -> Cell:
    return "" if row.pace.done_at is None else clock(row.pace.done_at, view.now)


_PACE_COLUMNS = {
    "expected": Column("", N_("by plan"), _expected, right=True),
    "done_at": Column("", N_("through"), _done_at),
}

COMPOUND: Record[CompoundProgress] = Record(
    "progress of a compound",
    "in `testing-progress`",
    (
        Field("compound", column=Column("", N_("compound"), lambda r, _v: r.compound)),
        Field("session", "number of its session; null for none", lambda r, _n: r.session_no),
        *(_of_coverage(*one) for one in _PEOPLE),
        *(
            Field(name, about, _of_its_pace(of), _PACE_COLUMNS.get(name))
            for name, of, about in _PACE
        ),
    ),
)  # fmt: skip

ROUND: Record[RoundCoverage] = Record(
    "coverage of a round",
    "in `testing-progress`",
    (
        Field("round", "its number", lambda r, _n: r.no,
              Column("", N_("round"), lambda r, _v: beside(str(r.no), r.name))),
        Field("name"),
        Field("kind", N_("`pcr` or `antigen`")),
        Field("day", column=Column("", N_("day"), lambda r, _v: r.day)),
        Field("is_over", "whether nobody is sampled in it any more"),
        *(_of_coverage(*one) for one in _PEOPLE),
    ),
)  # fmt: skip


# -- tubes -----------------------------------------------------------------------------------------


def _since(row: TubeCount, view: View) -> Cell:
    return "" if row.since is None else clock(row.since, view.now)


def _late(row: TubeCount, _view: View) -> Cell:
    return words.overdue(row.overdue) if row.overdue else ""


TUBES: Record[TubeCount] = Record(
    "tubes at a stage",
    "in `testing-progress`",
    (
        Field("stage", "`open`, `full`, `sent`, `negative`, `abnormal` or `void`",
              column=Column("", N_("tubes"), lambda r, _v: words.stage(r.stage))),
        Field("tubes", N_("how many"), column=Column("", N_("number"), lambda r, _v: str(r.tubes),
              right=True)),
        Field("people", "in them; of void ones who is not sampled again yet",
              column=Column("", N_("people"), lambda r, _v: str(r.people), right=True)),
        Field("since", "since when the first of them is there",
              column=Column("", N_("earliest"), _since)),
        Field("overdue", "those whose result should be in",
              column=Column("", N_("overdue"), _late)),
    ),
)  # fmt: skip

ABNORMAL: Record[AbnormalTube] = Record(
    "abnormal tube",
    "in `testing-progress`",
    (
        Field("code", "of the tube"),
        Field("people", "in it"),
        Field("at", "when that was told"),
        Field("is_recalled", "whether its recall is on record", lambda r, _n: bool(r.is_recalled)),
    ),
)

OVERDUE: Record[OverdueTrip] = Record(
    "overdue samples",
    "in `testing-progress`",
    (
        Field("no", "number of the trip"),
        Field("laboratory", "where they were sent"),
        Field("tubes", "how many left"),
        Field("left_at", N_("when they left")),
        Field("expected_at", "by when their results should be in"),
    ),
)

NO_TUBE: Record[NoTube] = Record(
    "people in no tube",
    "in `testing-progress`",
    (
        Field("compound"),
        Field("lane"),
        Field("building"),
        Field("people", "sampled there in no tube, without a result of their own since"),
        Field("in_tubes", "sampled there and in a tube"),
    ),
)


# -- positives -------------------------------------------------------------------------------------


def _of_source(at: int, name: str) -> Field[PositiveDay]:
    return Field(
        str(name),
        f"people of whom it was said for the first time by `{name}`",
        lambda row, _n: row.by_source[at],
        Column("", words.source[name], lambda row, _v: str(row.by_source[at]), right=True),
    )


DAY: Record[PositiveDay] = Record(
    "positives of a day",
    "in `testing-progress`",
    (
        Field("day", column=Column("", N_("day"), lambda r, _v: f"{r.day:%m-%d}")),
        Field("people", "of whom nobody said so before", column=Column(
            "", N_("people"), lambda r, _v: str(r.people), right=True)),
        *(_of_source(at, name) for at, name in enumerate(SOURCES)),
        Field("tubes", "tubes that came back abnormal", column=Column(
            "", N_("tubes abnormal"), lambda r, _v: str(r.tubes), right=True)),
        Field("in_tubes", "people in those tubes"),
    ),
)  # fmt: skip


# -- who was not tested for how long ---------------------------------------------------------------


_SINCE = {
    Since.NEVER: "never tested",
    Since.THREE: "three days ago or more",
    Since.TWO: "two days ago",
    Since.ONE: "yesterday",
    Since.TODAY: "today",
    Since.NOT_DUE: "nobody has to test them: away, gone, positive, exempt",
}


def _since_field(name: Since) -> Field[Any]:
    def value(row: BuildingUntested | FloorUntested) -> int:
        return int(getattr(row.people, name))

    return Field(
        str(name),
        _SINCE[name],
        lambda row, _n: value(row),
        Column("", words.since[name], lambda row, _v: str(value(row)), right=True),
    )


def _people(row: BuildingUntested | FloorUntested) -> int:
    return row.people.register


FLOOR: Record[FloorUntested] = Record(
    "tests of a floor",
    "in `testing-progress`",
    (
        Field("floor", "1 where a room tells none"),
        Field("people", value=lambda r, _n: _people(r)),
        *(_since_field(one) for one in Since),
        Field("household", "number of the door that waits longest", lambda r, _n: r.household_no),
    ),
)

BUILDING: Record[BuildingUntested] = Record(
    "tests of a building",
    "in `testing-progress`",
    (
        Field("compound", value=lambda r, _n: r.place.compound,
              column=Column("", N_("building"), lambda r, _v: words.place(r.place))),
        Field("lane", value=lambda r, _n: r.place.lane),
        Field("building", value=lambda r, _n: r.place.building),
        Field("people", value=lambda r, _n: _people(r)),
        *(_since_field(one) for one in Since),
        Field("floors", "those to go to first in front", lambda r, _n: list(r.floors), of=FLOOR),
    ),
)  # fmt: skip

UNTESTED: Record[Untested] = Record(
    "tests of the register",
    "in `testing-progress`",
    (
        Field("register", "all of them", lambda r, _n: r.register),
        *(Field(str(one), _SINCE[one]) for one in Since),
    ),
)


def _whole_pace(told: Told, _now: datetime) -> Pace | None:
    of = told.pictures.progress
    return of.pace if of is not None and of.compounds else None


PROGRESS: Record[Told] = Record(
    "testing in numbers",
    "`testing-progress`",
    (
        Field("round", "number of the round `compounds` and `tubes` are of; null for none",
              lambda t, _n: t.pictures.progress and t.pictures.progress.its_round.no),
        Field("frozen_at", "when it began; null before that",
              lambda t, _n: t.pictures.progress and t.pictures.progress.its_round.frozen_at),
        Field("compounds", "its compounds, none before it began",
              lambda t, _n: list(t.pictures.progress.compounds if t.pictures.progress else ()),
              of=COMPOUND),
        Field("pace", "of the whole round; null before it began",
              _whole_pace, of=PACE),
        Field("rounds", "rounds that began, the latest first",
              lambda t, _n: list(t.pictures.rounds), of=ROUND),
        Field("tubes", "tubes of the round by stage", lambda t, _n: list(t.pictures.tubes.counts),
              of=TUBES),
        Field("abnormal", "its tubes that came back abnormal",
              lambda t, _n: list(t.pictures.tubes.abnormal), of=ABNORMAL),
        Field("overdue", "its samples whose results should be in",
              lambda t, _n: list(t.pictures.tubes.overdue), of=OVERDUE),
        Field("no_tube", "buildings of which people were sampled in no tube and have no result",
              lambda t, _n: list(t.pictures.tubes.no_tube), of=NO_TUBE),
        Field("positives", "days with positives or abnormal tubes and those between, the latest "
              "first", lambda t, _n: list(t.pictures.positives.days), of=DAY),
        Field("undated", "marked positive by the register, nobody wrote since when",
              lambda t, _n: t.pictures.positives.undated),
        Field("untested", "people of the register by how long ago they were tested",
              lambda t, _n: t.register.people, of=UNTESTED),
        Field("buildings", "the same by building, those to go to first in front",
              lambda t, _n: list(t.register.buildings), of=BUILDING),
    ),
)  # fmt: skip
