"""Samples on their way: which tubes go, when their results are due, when they are chased."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.chases import DEFAULT_SETTINGS, ChaseInput, Urgency
from models.chases.rules import due_after
from models.problems import Problem
from models.samples import TripRow, TripState, TripTube, rules
from models.samples.rules import Sent
from models.samples.settings import SampleSettings
from models.times import LOCAL, stored
from screens.samples import words

LEFT = datetime(2022, 4, 10, 14, tzinfo=LOCAL)
EXPECTED = LEFT + timedelta(hours=12)


def at(hours: float) -> datetime:
    """So many hours after they left."""
    return LEFT + timedelta(hours=hours)


def tube(
    code: str, *, opened: float = -4, state: str = "pending", trip: int | None = None
) -> TripTube:
    return TripTube(code, code, state, stored(at(opened)), 1, trip)


def row(**more: object) -> TripRow:
    known = {
        "no": 1, "id": "t", "version": 1, "round_no": 1, "round_name": "", "session_no": None,
        "site": "", "state": "on_way", "laboratory": "金域", "person_no": None, "person": None,
        "carrier": "", "tubes": 3, "known": 0, "with_result": 0, "left_at": stored(LEFT),
        "arrived_at": None, "expected_at": stored(EXPECTED), "results_at": None, "note": "",
        "rung": "self", "next_chase_at": stored(EXPECTED), "promised_by": None,
        "promised_until": None, "chases": 0,
    }  # fmt: skip
    return TripRow(**{**known, **more})  # type: ignore[arg-type]


def test_the_time_runs_from_the_arrival_and_before_it_from_the_leaving() -> None:
    assert rules.expected_at(LEFT, None) == EXPECTED
    assert rules.expected_at(LEFT, at(2)) == at(14)
    assert rules.expected_at(LEFT, None, SampleSettings(timedelta(hours=6))) == at(6)


def test_results_are_overdue_from_the_moment_they_should_be_in() -> None:
    assert rules.overdue(row(), EXPECTED - timedelta(minutes=1)) is None
    assert rules.overdue(row(), EXPECTED) == 0
    assert rules.overdue(row(state="at_laboratory"), at(14)) == 120
    assert rules.overdue(row(state="done"), at(14)) is None


def test_the_first_chase_is_due_when_results_should_be_in_at_night_too() -> None:
    night = row()
    assert not rules.chase_is_due(night, at(11.9))
    assert rules.chase_is_due(night, EXPECTED)
    assert not rules.chase_is_due(row(state="done"), at(20))
    assert not rules.chase_is_due(row(next_chase_at=None), at(20))


def test_results_are_chased_as_a_matter_of_today_and_not_at_all_once_they_are_in() -> None:
    assert rules.chased(row()).urgency is Urgency.TODAY
    assert rules.chased(row()).held is None
    held = rules.chased(row(state="done")).held
    assert held is not None
    assert held.code == "trip_done"


@given(
    hours=st.floats(0.1, 30),
    answered=st.booleans(),
    promised=st.none() | st.floats(0.1, 30),
)
def test_nobody_is_chased_before_results_are_due_unless_they_promised_it(
    hours: float, answered: bool, promised: float | None
) -> None:
    until = at(hours + promised) if promised is not None and answered else None
    chase = ChaseInput("金域", "", at(hours), answered=answered, promised_until=until)
    due = rules.next_due(EXPECTED, due_after(rules.chased(row()), chase, DEFAULT_SETTINGS), until)
    assert due > chase.at
    assert due == until if until is not None else due >= EXPECTED


def test_an_arrival_moves_the_chase_with_the_results_but_never_one_that_was_set_sooner() -> None:
    later = at(14)
    assert rules.due_on_arrival(row(), later) == later
    promised = row(chases=1, next_chase_at=stored(at(5)))
    assert rules.due_on_arrival(promised, later) == at(5)
    in_the_morning = row(chases=1, next_chase_at=stored(at(18)))
    assert rules.due_on_arrival(in_the_morning, later) == later


# -- what goes -------------------------------------------------------------------------------------

HERE = (
    tube("A1"),
    tube("A2", opened=-1),
    tube("A3", trip=7),
    tube("A4", state="void"),
    tube("A6", state="negative"),
    tube("A5", opened=1),
)


@pytest.mark.parametrize(
    ("codes", "many", "sent"),
    [
        ((), None, Sent(2, HERE[:2])),
        ((), 2, Sent(2, HERE[:2])),
        ((), 5, Sent(5, HERE[:2])),
        ((), 1, Sent(1, ())),
        (("A2", "A2"), None, Sent(1, HERE[1:2])),
        (("A2",), 3, Sent(3, HERE[1:2])),
    ],
)
def test_what_goes(codes: tuple[str, ...], many: int | None, sent: Sent) -> None:
    assert rules.to_send(HERE, codes, many, LEFT) == sent


@pytest.mark.parametrize(
    ("codes", "many", "code"),
    [
        (("A1", "B9"), None, "tubes_unknown"),
        (("A4",), None, "tubes_void"),
        (("A6",), None, "tubes_with_result"),
        (("A1", "A3"), None, "tubes_with_trip"),
        (("A5",), None, "tube_begun_later"),
        (("A1", "A2"), 1, "tubes_fewer"),
        ((), 0, "tubes_count_wrong"),
        ((), 10_000, "tubes_count_wrong"),
    ],
)
def test_what_cannot_go(codes: tuple[str, ...], many: int | None, code: str) -> None:
    found = rules.to_send(HERE, codes, many, LEFT)
    assert isinstance(found, Problem)
    assert found.code == code


def test_where_all_went_there_is_nothing_to_send() -> None:
    found = rules.to_send(HERE[2:], (), None, LEFT)
    assert isinstance(found, Problem)
    assert found.code == "nothing_to_send"


def test_what_was_done_is_not_done_again() -> None:
    (problem,) = rules.state_problems(row(arrived_at=stored(LEFT)), TripState.AT_LABORATORY)
    assert problem.code == "trip_arrived"
    (problem,) = rules.state_problems(row(state="done"), TripState.AT_LABORATORY)
    assert problem.code == "trip_done"
    assert rules.state_problems(row(arrived_at=stored(LEFT)), TripState.DONE) == []


def test_what_is_said_to_be_in_names_the_tubes_without_a_result() -> None:
    here = [row(known=3, with_result=1), row(known=2, with_result=2)]
    assert words.done(here) == (
        "All results of 2 trips are in. ⚠ 2 tubes of them have no result on file: write them down."
    )
    assert words.done(here[1:]) == "All results of 1 trip are in."
