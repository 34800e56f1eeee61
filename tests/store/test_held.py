"""Once a tube was told to be abnormal its people stay held: told otherwise, moved, undone,
recalled, in a tube of another round, joined with another record."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from shutil import copy

import pytest

from data import sql
from data.call_sheet.finding import find_people
from data.clock import FixedClock
from data.households import joining
from data.journal import commands as journal
from data.recall import back, plans
from data.recall import commands as recall_commands
from data.recall import queries as recall_queries
from data.recall.asked import Asked
from data.results import commands as results
from data.results import queries
from data.results.holds import holds, holds_of
from data.sample import SAMPLE_NOW
from data.sampling import filling, tube_results, tubes
from data.sql import Reader
from data.store import Store
from models.results import Result, ResultInput, Source
from models.results.rules import Against
from models.sampling import TubeState
from models.sampling.reading import Outcome
from models.testing import TubeKind
from tests.states import refused
from tests.tables import add_round, begin_town

DOOR = "春晖苑3-501"


@pytest.fixture(scope="module")
def town_file(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = Path(copy(empty_file, tmp_path_factory.mktemp("town") / "town.db"))
    store = Store(path, FixedClock(SAMPLE_NOW))
    begin_town(store)
    add_round(store)
    add_round(store)
    store.do(tubes.put_into, 1, "T1", DOOR)
    store.close()
    return path


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(SAMPLE_NOW + timedelta(hours=1))


@pytest.fixture
def store(town_file: Path, tmp_path: Path, clock: FixedClock) -> Store:
    return Store(Path(copy(town_file, tmp_path / "town.db")), clock)


def say(store: Store, outcome: Outcome, *, minutes: int = 0, corrects: str | None = None) -> None:
    at = store.now() + timedelta(minutes=minutes)
    store.do(tube_results.set_result, 1, "T1", outcome, at, corrects=corrects)


def held(store: Store) -> int:
    """How many wait for a result of their own."""
    return sum(one.why == "pending" for one in store.ask(holds, store.now()).values())


@pytest.mark.parametrize("minutes", [-30, 0])
def test_told_negative_afterwards_or_at_an_earlier_time_it_frees_nobody(
    store: Store, minutes: int
) -> None:
    say(store, Outcome.ABNORMAL)
    say(store, Outcome.NEGATIVE, minutes=minutes)
    assert held(store) == 2
    (one,) = store.ask(queries.contradicting, store.now())
    assert one.contradiction.against is Against.TUBE_TWICE
    assert {one.contradiction.first.tube, one.contradiction.second.tube} == {"T1"}
    rows = store.ask(queries.results, round_no=1)
    assert sorted(one.result for one in rows) == ["abnormal"] * 2 + ["negative"] * 2
    store.do(journal.undo)
    assert store.ask(queries.contradicting, store.now()) == []
    store.do(journal.undo)
    assert held(store) == 0
    store.do(journal.redo)
    assert held(store) == 2


def test_told_negative_first_it_holds_all_the_same_and_both_stand(
    store: Store, clock: FixedClock
) -> None:
    say(store, Outcome.NEGATIVE, minutes=-20)
    say(store, Outcome.ABNORMAL)
    assert held(store) == 2
    assert len(store.ask(queries.contradicting, store.now())) == 1
    clock.moment += timedelta(hours=5)
    found = store.ask(find_people, DOOR)
    store.do(results.record_found, found, ResultInput(Result.NEGATIVE, Source.SINGLE))
    assert held(store) == 0
    assert store.ask(queries.contradicting, store.now()) == []


def test_the_laboratorys_word_is_kept_and_sets_free_whom_no_recall_holds(store: Store) -> None:
    say(store, Outcome.ABNORMAL)
    with refused("correction_words_missing"):
        say(store, Outcome.NEGATIVE, corrects=" ")
    assert held(store) == 2
    done = store.do(
        tube_results.set_result, 1, "T1", Outcome.NEGATIVE, corrects="检验科李工：管号看错"
    )
    assert held(store) == 0
    assert (done.tube.state, done.tube.note) == (TubeState.NEGATIVE, "检验科李工：管号看错")
    store.do(journal.undo)
    assert held(store) == 2
    store.do(recall_commands.apply, store.ask(plans.plan, [Asked("T1")], store.now()))
    with refused("recall_abnormal", code="T1"):
        store.do(back.take_back, 1)
    say(store, Outcome.NEGATIVE, corrects="检验科李工")
    assert held(store) == 2
    (told,) = store.ask(plans.plan, [Asked("T1")], store.now()).recalls[0].told[:1]
    assert told.code == "recall_corrected"


def test_a_recall_is_taken_back_as_a_whole_in_one_step_and_may_come_again(
    store: Store,
) -> None:
    say(store, Outcome.ABNORMAL)
    store.do(recall_commands.apply, store.ask(plans.plan, [Asked("T1")], store.now()))
    say(store, Outcome.NEGATIVE, corrects="检验科李工")
    assert [one.no for one in store.ask(recall_queries.open_retests)] == [1]
    store.do(back.take_back, 1)
    assert held(store) == 0
    assert store.ask(recall_queries.open_retests) == []
    with refused("recall_unfound"):
        store.do(back.take_back, 1)
    store.do(journal.undo)
    assert held(store) == 2
    assert [one.no for one in store.ask(recall_queries.open_retests)] == [1]
    store.do(journal.redo)
    say(store, Outcome.ABNORMAL)
    store.do(recall_commands.apply, store.ask(plans.plan, [Asked("T1")], store.now()))
    newest, first = store.ask(back.recalls, store.now())
    assert (newest.no, newest.held, newest.to_do, newest.back_at) == (2, 2, (2,), None)
    assert (first.held, first.to_do, bool(first.back_at)) == (0, (), True)


def test_a_list_by_mistake_is_taken_back_by_number_with_the_word_of_who_says_so(
    store: Store,
) -> None:
    asked = [Asked("", text=DOOR)]
    store.do(recall_commands.apply, store.ask(plans.plan, asked, store.now()))
    with refused("recall_unfound"):
        store.ask(back.recall_meant, "7")
    meant = store.ask(back.recall_meant, "1")
    with refused("recall_back_words"):
        store.do(back.take_back, meant.no)
    store.do(back.take_back, meant.no, "街道周科长：发错名单")
    assert held(store) == 0
    assert store.ask(back.recalls, store.now())[0].note.endswith("发错名单")


def test_a_recall_that_is_undone_leaves_the_tube_as_it_was_told(store: Store) -> None:
    say(store, Outcome.NEGATIVE, minutes=-20)
    store.do(recall_commands.apply, store.ask(plans.plan, [Asked("T1")], store.now()))
    assert held(store) == 2
    assert len(store.ask(queries.contradicting, store.now())) == 1
    say(store, Outcome.NEGATIVE)
    assert held(store) == 2
    store.do(journal.undo)
    assert held(store) == 0


def test_nobody_leaves_an_abnormal_tube_by_a_move_a_void_or_undo_of_how_they_came(
    store: Store,
) -> None:
    store.do(tubes.put_into, 1, "T1", "春晖苑3-504")
    filled = store.ask(last_step)
    say(store, Outcome.ABNORMAL)
    say(store, Outcome.NEGATIVE)
    whole = held(store)
    for act in (tubes.void, tubes.close_tube):
        with refused("tube_is_abnormal"):
            store.do(act, 1, "T1")
    with refused("tube_is_abnormal"):
        store.do(tubes.move, 1, "T1", "T2", DOOR)
    with refused("undo_depends", code="tube_also_negative"):
        store.do(journal.undo, filled)
    assert held(store) == whole > 2


def last_step(conn: Reader) -> int:
    return int(sql.value(conn.execute("SELECT max(no) FROM journal_step")))


def test_a_negative_pool_or_an_own_sample_taken_before_sets_nobody_free(
    store: Store, clock: FixedClock
) -> None:
    store.do(tubes.put_into, 2, "S1", f"{DOOR} 金桂花", filling.Opening(kind=TubeKind.SINGLE))
    clock.moment += timedelta(hours=1)
    store.do(tubes.put_into, 1, "T2", "春晖苑3-504 王芳")
    store.do(tubes.put_into, 2, "S2", "春晖苑3-504 王芳", filling.Opening(kind=TubeKind.SINGLE))
    clock.moment += timedelta(hours=1)
    for code in ("T1", "T2"):
        store.do(tube_results.set_result, 1, code, Outcome.ABNORMAL)
    clock.moment += timedelta(hours=1)
    assert held(store) == 3
    for code in ("S1", "S2"):
        store.do(tube_results.set_result, 2, code, Outcome.NEGATIVE)
    assert held(store) == 1


def test_a_single_tube_that_is_told_twice_frees_nobody_by_the_same_sample(store: Store) -> None:
    opening = filling.Opening(kind=TubeKind.SINGLE)
    store.do(tubes.put_into, 1, "S1", "春晖苑3-504 王芳", opening)
    store.do(tube_results.set_result, 1, "S1", Outcome.ABNORMAL)
    store.do(tube_results.set_result, 1, "S1", Outcome.NEGATIVE)
    assert held(store) == 1
    store.do(tube_results.set_result, 1, "S1", Outcome.NEGATIVE, corrects="检验科")
    assert held(store) == 0


def test_records_that_become_one_keep_the_line_in_the_abnormal_tube(store: Store) -> None:
    store.do(tubes.put_into, 1, "T8", "春晖苑3-504 王芳")
    store.do(tubes.put_into, 1, "T9", "大林苑3-504 王芳")
    store.do(tube_results.set_result, 1, "T9", Outcome.ABNORMAL)
    store.do(joining.merge_households, 4, 7)
    names = store.ask(lambda conn: holds_of(conn, store.now(), household_no=4))
    assert "王芳" in [name for name, _hold in names]


def test_a_single_tube_that_is_negative_calls_the_visit_off(
    store: Store, clock: FixedClock
) -> None:
    """One at a door where another waits still is gone to."""
    for code, who in (("T2", "春晖苑3-504 王芳"), ("T3", "春晖苑3-502")):
        store.do(tubes.put_into, 1, code, who)
        store.do(tube_results.set_result, 1, code, Outcome.ABNORMAL)
        made = store.ask(plans.plan, [Asked(code, 1)], store.now())
        store.do(recall_commands.apply, made)
    assert len(store.ask(recall_queries.open_retests)) == 2
    clock.moment += timedelta(minutes=10)
    for code, who in (("S2", "春晖苑3-504 王芳"), ("S3", "春晖苑3-502 柳青")):
        store.do(tubes.put_into, 2, code, who, filling.Opening(kind=TubeKind.SINGLE))
    clock.moment += timedelta(minutes=10)
    done = [store.do(tube_results.set_result, 2, one, Outcome.NEGATIVE) for one in ("S2", "S3")]
    assert [[p.code for p in one.told if p.code == "visits_off"] for one in done] == [
        ["visits_off"],
        [],
    ]
    (left,) = store.ask(recall_queries.open_retests)
    assert left.room == "502"
