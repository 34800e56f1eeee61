"""Testing in numbers, read from a store: sums of the register, tubes, positives, who waits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from shutil import copy

import pytest

from data.call_sheet.finding import find_people
from data.call_sheet.queries import frozen
from data.clock import FixedClock
from data.results.commands import record_found
from data.sample import SAMPLE_NOW
from data.sample.make import add_rounds
from data.samples.commands import send_samples
from data.sampling import tubes
from data.sampling.missed import settle_people
from data.sampling.ticking import tick
from data.sampling.tube_results import set_result
from data.store import Store
from data.testing.progress import pictures
from data.testing.tested import register
from models.call_sheet.paper import narrowed
from models.problems import Refused
from models.results import Result, ResultInput, Source
from models.samples import TripInput
from models.sampling.reading import Outcome
from models.testing.pictures import Pictures, Stage, TubeCount
from models.testing.progress import SOURCES, Coverage, Untested
from tests.tables import DAY, HERE, THERE, add_round, begin_town

HOUR = timedelta(hours=1)


@pytest.fixture(scope="module")
def town_file(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = Path(copy(empty_file, tmp_path_factory.mktemp("town") / "town.db"))
    store = Store(path, FixedClock(SAMPLE_NOW))
    begin_town(store)
    add_round(store)
    store.close()
    return path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "desk.db"


@pytest.fixture
def town(town_file: Path, file: Path, clock: FixedClock) -> Iterator[Store]:
    clock.moment = SAMPLE_NOW
    opened = Store(Path(copy(town_file, file)), clock)
    yield opened
    opened.close()


def found(store: Store, no: int | None = None) -> Pictures:
    return store.ask(pictures, store.now(), no)


def people(store: Store) -> Untested:
    return store.ask(register, store.now()).people


def test_nothing_is_told_before_anything_was_done(store: Store) -> None:
    told = found(store)
    assert told.progress is None
    assert (told.rounds, told.positives.days, told.positives.undated) == ((), (), 0)
    assert people(store).register == 0
    with pytest.raises(Refused):
        found(store, 1)


def test_sums_of_compounds_and_rounds_are_the_register(town: Store, clock: FixedClock) -> None:
    assert found(town).progress is not None
    assert found(town).rounds == (), "it has not begun"
    clock.moment = SAMPLE_NOW + HOUR
    town.do(tick, 1, "501 没下来", compound=HERE)
    town.do(settle_people, 1, "春晖苑3-501 金桂花", "住院了")
    told = found(town)
    progress = told.progress
    assert progress is not None
    sheet = town.ask(frozen, 1)
    assert sheet is not None
    for one in progress.compounds:
        assert one.coverage.register == narrowed(sheet, one.compound).register
    here, there = progress.compounds
    assert (here.compound, here.coverage) == (HERE, Coverage(8, 1, 1, 1, 2))
    assert (there.compound, there.coverage) == (THERE, Coverage(due=2))
    assert progress.coverage == here.coverage.plus(there.coverage)
    assert told.rounds[0].coverage == progress.coverage
    assert progress.coverage.register == sheet.register == people(town).register
    clock.moment = SAMPLE_NOW + 2 * HOUR
    pace = found(town, 1).progress
    assert pace is not None
    assert (pace.compounds[0].pace.an_hour, pace.compounds[0].pace.needed) == (5, 1)
    assert pace.compounds[0].pace.expected == round(11 * 2 / 3)
    assert (pace.compounds[1].pace.an_hour, pace.compounds[1].pace.done_at) == (None, None)
    assert pace.pace.done_at is None, "nobody can say when the other compound is through"


def test_each_tube_is_at_one_stage_and_what_is_overdue_is_marked(
    town: Store, clock: FixedClock
) -> None:
    town.do(tubes.put_into, 1, "A1", "春晖苑3-501")
    town.do(tubes.put_into, 1, "A2", "春晖苑3-502 柳青")
    town.do(tubes.close_tube, 1, "A2")
    town.do(tubes.put_into, 1, "A3", "春晖苑3-601")
    town.do(tubes.put_into, 1, "A4", "大林苑3-504")
    town.do(tubes.void, 1, "A1")
    town.do(send_samples, TripInput(1, laboratory="金域", codes=("A3", "A4")))

    def told() -> dict[Stage, TubeCount]:
        return {one.stage: one for one in found(town).tubes.counts if one.tubes}

    assert {stage: (one.tubes, one.people) for stage, one in told().items()} == {
        Stage.FULL: (1, 1),
        Stage.SENT: (2, 6),
        Stage.VOID: (1, 2),
    }
    assert [one.stage for one in found(town).tubes.counts] == list(Stage)
    assert not found(town).tubes.overdue
    town.do(tubes.put_into, 1, "A5", "春晖苑3-504")
    assert Stage.OPEN in told()
    clock.moment += 13 * HOUR
    assert (Stage.OPEN in told(), told()[Stage.FULL].tubes) == (False, 2), "it is over"
    assert told()[Stage.SENT].overdue == 2
    town.do(set_result, 1, "A4", Outcome.ABNORMAL)
    assert (told()[Stage.SENT].overdue, told()[Stage.ABNORMAL].people) == (1, 2)
    of = found(town).tubes
    assert [(one.code, one.people, one.is_recalled) for one in of.abnormal] == [("A4", 2, 0)]
    assert [(one.laboratory, one.tubes) for one in of.overdue] == [("金域", 2)]
    (day,) = found(town).positives.days
    assert (day.tubes, day.in_tubes, day.people) == (1, 2, 0), "nobody is positive by a pool"


def test_who_was_sampled_in_no_tube_and_has_no_result_is_told_by_building(
    town: Store, clock: FixedClock
) -> None:
    town.do(tick, 1, "3号601 没下来", compound=HERE)
    assert [one.is_odd for one in found(town).tubes.no_tube] == [False], "all tubes are elsewhere"
    town.do(tubes.put_into, 1, "A1", "春晖苑3-501")
    (one,) = found(town).tubes.no_tube
    assert (one.compound, one.building, one.people, one.in_tubes) == (HERE, "3", 4, 2)
    assert one.is_odd
    clock.moment += HOUR
    for who in ("春晖苑3-504 王芳", "春晖苑3-502"):
        town.do(record_found, town.ask(find_people, who), ResultInput(Result.NEGATIVE))
    assert found(town).tubes.no_tube == ()


def test_positives_are_told_by_day_and_source(town: Store, clock: FixedClock) -> None:
    def say(who: str, source: Source, at: datetime) -> None:
        whom = town.ask(find_people, who)
        town.do(record_found, whom, ResultInput(Result.POSITIVE, source, at))

    say("春晖苑3-504 王芳", Source.ANTIGEN, SAMPLE_NOW - 24 * HOUR)
    say("春晖苑3-504 王芳", Source.SUBDISTRICT, SAMPLE_NOW - HOUR)
    say("大林苑3-504 李强", Source.SINGLE, SAMPLE_NOW - HOUR)
    today, yesterday = found(town).positives.days
    counts = dict(zip(SOURCES, today.by_source, strict=True))
    assert (today.people, counts[Source.SINGLE], counts[Source.SUBDISTRICT]) == (1, 1, 1)
    assert (yesterday.people, sum(yesterday.by_source)) == (1, 1)
    assert people(town).not_due == 4, "two are positive, behind one door nobody lives"


def test_who_was_tested_when_counts_tables_here_and_results_elsewhere(
    town: Store, clock: FixedClock
) -> None:
    assert people(town) == Untested(never=13, not_due=2)
    town.do(tick, 1, "", compound=THERE)
    whom = town.ask(find_people, "春晖苑3-504 王芳")
    two_days_ago = SAMPLE_NOW - 48 * HOUR
    town.do(record_found, whom, ResultInput(Result.NEGATIVE, Source.SINGLE, two_days_ago))
    assert people(town) == Untested(never=10, two=1, today=2, not_due=2)
    clock.moment += 24 * HOUR
    assert people(town) == Untested(never=10, three=1, one=2, not_due=2)
    clock.moment += 24 * HOUR * 30
    assert people(town) == Untested(never=10, three=3, not_due=2)
    first = town.ask(register, town.now()).buildings[0]
    assert (first.place.compound, first.place.building) == (HERE, "3")
    assert [one.floor for one in first.floors] == [5, 6]
    assert sum(one.people.never for one in first.floors) == 9


def test_who_is_said_to_be_sampled_elsewhere_was_tested(town: Store, clock: FixedClock) -> None:
    town.do(tick, 1, "", compound=THERE)
    town.do(settle_people, 1, "春晖苑3-601 赵大", "在单位做了核酸")
    town.do(settle_people, 1, "春晖苑3-502", "住院")
    before = people(town)
    assert (before.never, before.today) == (10, 3)
    clock.moment += 24 * HOUR * 30
    assert people(town).never == before.never


def test_who_waits_for_their_own_result_has_to_be_tested(town: Store) -> None:
    town.do(tubes.put_into, 1, "A1", "大林苑3-504")
    town.do(set_result, 1, "A1", Outcome.ABNORMAL)
    before = people(town)
    assert (before.today, before.not_due) == (2, 2)


def test_the_latest_round_that_began_is_shown_unless_another_is_asked_for(town: Store) -> None:
    later = add_round(town, DAY + timedelta(days=1))
    told = found(town).progress
    assert told is not None
    assert told.its_round.no == 1, "of today, for none has begun"
    town.do(tick, 1, "", compound=THERE)
    asked = found(town, later).progress
    assert asked is not None
    assert (asked.its_round.no, asked.compounds, asked.its_round.frozen_at) == (later, (), None)


# -- the demo --------------------------------------------------------------------------------------


def played(source: Path, file: Path, language: str) -> Store:
    clock = FixedClock(SAMPLE_NOW)
    copy(source, file)
    add_rounds(file, clock, language)
    return Store(file, clock)


def see_rounds(store: Store) -> None:
    """See that the demo has a round that runs, and one that is over with an abnormal tube."""
    told = found(store)
    running, over = told.rounds
    assert (running.is_over, over.is_over) == (False, True)
    assert running.coverage.register == people(store).register == 4387
    assert min(running.coverage.sampled, running.coverage.missed, running.coverage.left_out) > 0
    assert min(one.tubes for one in told.tubes.counts[:3]) > 0, "open, full, sent"
    earlier = found(store, over.no).tubes
    stages = {one.stage: one for one in earlier.counts}
    assert stages[Stage.SENT].overdue == stages[Stage.SENT].tubes == 3
    assert (stages[Stage.ABNORMAL].tubes, stages[Stage.ABNORMAL].people) == (1, 10)
    assert [one.is_recalled for one in earlier.abnormal] == [1]
    assert sum(one.people for one in told.positives.days) == 1
    waits = people(store)
    assert min(waits.never, waits.one, waits.today, waits.not_due) > 0
    sheet = store.ask(frozen, running.no)
    assert sheet is not None
    assert sum(one.why == "pending" for one in sheet.entries) == 10, "held out of today's round"


def test_the_demo_plays_a_round_of_tubes(sample_file: Path, file: Path) -> None:
    store = played(sample_file, file, "zh")
    see_rounds(store)
    store.close()


def test_the_demo_plays_it_in_english(english_sample_file: Path, file: Path) -> None:
    store = played(english_sample_file, file, "en")
    see_rounds(store)
    store.close()


def test_before_that_morning_nothing_of_it_is_played(sample_file: Path, file: Path) -> None:
    copy(sample_file, file)
    add_rounds(file, FixedClock(SAMPLE_NOW - HOUR), "zh")
    store = Store(file, FixedClock(SAMPLE_NOW))
    assert found(store).rounds == ()
    assert people(store).never > 0
    store.close()
