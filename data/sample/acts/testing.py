"""Rounds of tests: whom their tubes hold, what they came to, what follows from an abnormal one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import groupby

from data.call_sheet import queries as sheets
from data.call_sheet.finding import find_people
from data.exchange.testing_writing import write
from data.recall import commands as recalls
from data.recall import plans
from data.recall.asked import asked_by_codes
from data.results import commands as results
from data.sample.scene import Scene
from data.samples.commands import samples_arrived, send_samples
from data.sampling import ticking, tubes
from data.sampling.filling import Opening
from models.call_sheet import Part, Person, SheetEntry
from models.exchange import ImportKind, RecordChange
from models.results import Result, ResultInput, Source, TubeLine
from models.samples import TripInput

_HELD = 10
"""People in one tube."""


def list_tubes(
    scene: Scene,
    of: int,
    compound: str,
    code: str,
    starts: str,
    ends: str,
    *,
    buildings: Sequence[str] = (),
    absent: int,
) -> None:
    """The list of a table is brought in: who is in which tube of a round, in the order of doors.

    Args:
        code: what its tubes are numbered behind.
        starts, ends: from when to when its tubes were filled, one as fast as the other.
        absent: each so-manyth door nobody came from.
    """
    sheet = sheets.sheet(scene.step.conn, of, scene.step.at)
    called = [
        one
        for one in sheet.of(Part.CALLED)
        if one.compound == compound and (not buildings or one.building in buildings)
    ]
    doors = [list(behind) for _key, behind in groupby(called, key=lambda one: one.household_no)]
    came = [one for at, door in enumerate(doors, 1) if at % absent for one in door]
    parts = [came[at : at + _HELD] for at in range(0, len(came), _HELD)]
    times = _spread(scene.days.at(starts), scene.days.at(ends), len(parts))
    _bring_in(
        scene,
        code,
        [
            TubeLine(of, f"{code}{no:03}", tuple(map(_person, part)), sampled_at=at)
            for no, (part, at) in enumerate(zip(parts, times, strict=True), 1)
        ],
    )


def list_results(
    scene: Scene, of: int, code: str, many: int, told: str, abnormal: Sequence[int]
) -> None:
    """The list of a laboratory is brought in: what the first tubes of a round came to.

    Args:
        told: when it was known.
        abnormal: numbers of tubes that came back abnormal; all others are negative.
    """
    at = scene.days.at(told)
    results = {no: Result.ABNORMAL if no in abnormal else Result.NEGATIVE
               for no in range(1, many + 1)}  # fmt: skip
    lines = [TubeLine(of, f"{code}{no:03}", (), one, at) for no, one in results.items()]
    _bring_in(scene, code, lines)


def _bring_in(scene: Scene, code: str, lines: Sequence[TubeLine]) -> None:
    write(scene.step, [_change(one) for one in lines])
    kind = ImportKind.RESULTS.value
    scene.step.act("imported", files=[f"{code}.csv"], kinds=[kind], added=len(lines), updated=0)


def _spread(first: datetime, last: datetime, count: int) -> list[datetime]:
    """So many moments from one to another."""
    every = (last - first) / max(1, count - 1) if count > 1 else timedelta()
    return [(first + at * every).replace(microsecond=0) for at in range(count)]


def _person(one: SheetEntry) -> Person:
    door = one.compound, one.lane, one.building, one.unit, one.room
    return Person(one.who, one.name, *door, household_no=one.household_no)


def _change(one: TubeLine) -> RecordChange:
    return RecordChange(ImportKind.RESULTS, one.code, None, None, (), one)


def fill(scene: Scene, of: int, session: int, desk: int, code: str, said: str, full: bool) -> None:
    """A tube is filled at a table with who is named."""
    opening = Opening(session_no=session, desk=desk)
    tubes.put_into(scene.step, of, code, said, opening)
    if full:
        tubes.close_tube(scene.step, of, code)


def report(scene: Scene, of: int, compound: str, building: str, said: str) -> None:
    """A building came down but for those who are named."""
    ticking.tick(scene.step, of, said, compound=compound, building=building)


def send(
    scene: Scene,
    of: int,
    laboratory: str,
    who: str,
    code: str,
    many: int,
    left: str,
    arrived: str = "",
) -> None:
    """The first tubes numbered behind a code leave for a laboratory, and are there at a time."""
    codes = tuple(f"{code}{no:03}" for no in range(1, many + 1))
    given = TripInput(of, None, laboratory, who, None, codes, scene.days.at(left))
    trip = send_samples(scene.step, given)
    if arrived:
        samples_arrived(scene.step, trip.no, scene.days.at(arrived))


def recall(scene: Scene, code: str) -> None:
    """An abnormal tube is recalled as it is planned."""
    plan = plans.plan(scene.step.conn, asked_by_codes([code]), scene.step.at)
    recalls.apply(scene.step, plan)


def come_to(scene: Scene, who: str, result: str, source: str, told: str) -> None:
    """Somebody's own test came to something."""
    found = find_people(scene.step.conn, who)
    given = ResultInput(Result(result), Source(source), scene.days.at(told))
    results.record_found(scene.step, found, given)
