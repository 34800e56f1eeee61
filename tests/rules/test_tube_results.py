"""A tube that is told twice: it stays abnormal, unless the laboratory says that was a mistake."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.sampling import TubeState, TubeView
from models.sampling.rules import new_tube
from models.sampling.tube_results import columns, correction_problems, told
from models.times import stored

BEGIN = datetime(2022, 4, 10, tzinfo=UTC)
NEGATIVE, ABNORMAL = TubeState.NEGATIVE, TubeState.ABNORMAL


def at(hours: int) -> str:
    return stored(BEGIN + timedelta(hours=hours))


def after(*said: tuple[TubeState, int], corrected: bool = False) -> TubeView:
    """A tube that was told these; the last corrects what was told before, where that is said."""
    tube = new_tube(1, "T1", "pooled", 10)
    for place, (state, hour) in enumerate(said, 1):
        last = corrected and place == len(said)
        tube = tube._replace(**columns(tube, state, at(hour), corrected=last))
    return tube


SAID = st.lists(st.tuples(st.sampled_from([NEGATIVE, ABNORMAL]), st.integers(0, 50)), max_size=6)


@given(SAID)
def test_once_abnormal_a_tube_stays_abnormal_whatever_is_told_at_whatever_time(
    said: list[tuple[TubeState, int]],
) -> None:
    """Safety of life wins: only its people's own results set them free."""
    tube = after(*said)
    states = {state for state, _hour in said}
    assert (tube.state == ABNORMAL) == (ABNORMAL in states)
    assert (tube.negative_at is not None) == (states == {NEGATIVE, ABNORMAL})
    if ABNORMAL in states:
        first = next(hour for state, hour in said if state == ABNORMAL)
        assert tube.result_at == at(first)


def test_what_was_told_before_is_said() -> None:
    assert told(after(), ABNORMAL) == []
    assert [one.code for one in told(after((NEGATIVE, 1)), ABNORMAL)] == ["tube_told_negative"]
    assert [one.code for one in told(after((ABNORMAL, 1)), NEGATIVE)] == ["tube_told_abnormal"]
    assert [one.code for one in told(after((ABNORMAL, 1)), ABNORMAL)] == ["tube_result_same"]
    both = told(after((ABNORMAL, 1), (NEGATIVE, 2)), NEGATIVE)
    assert [one.code for one in both] == ["tube_told_both"]


def test_a_word_of_the_laboratory_puts_it_right_and_an_abnormal_after_it_holds_anew() -> None:
    tube = after((ABNORMAL, 1), (NEGATIVE, 2), (NEGATIVE, 3), corrected=True)
    assert (tube.state, tube.result_at, tube.negative_at) == (NEGATIVE, at(3), None)
    tube = tube._replace(**columns(tube, ABNORMAL, at(4)))
    assert (tube.state, tube.result_at, tube.negative_at) == (ABNORMAL, at(4), at(3))


@pytest.mark.parametrize(
    ("before", "state", "words", "code"),
    [
        (ABNORMAL, NEGATIVE, "", "correction_words_missing"),
        (ABNORMAL, ABNORMAL, "王", "correction_not_negative"),
        (NEGATIVE, NEGATIVE, "王", "correction_of_nothing"),
    ],
)
def test_nothing_is_put_right_without_whose_word_it_is(
    before: TubeState, state: TubeState, words: str, code: str
) -> None:
    (problem,) = correction_problems(after((before, 1)), state, words)
    assert problem.code == code
