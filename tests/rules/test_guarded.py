"""What the guard adds to a reading: doubts and guesses, and never less than the rules read."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.chases import Urgency
from models.chases.rules import URGENCIES
from models.problems import Problem
from models.reading.guard import Guess, Marks
from models.reading.guarded import guarded
from models.reading.line import unread
from models.reading.shapes import Reading
from models.requests import RequestKind
from models.times import LOCAL

MARKS = Marks(ask=0.4, sure=0.9, kind=0.6, over=0.8, today=0.7, soon=0.5)
NOW = datetime(2022, 4, 9, 8, 0, tzinfo=LOCAL)
OTHER = Guess(life=0.0, kind=RequestKind.OTHER, kind_likely=0.9)


def reading(
    kind: RequestKind = RequestKind.OTHER,
    urgency: Urgency = Urgency.ROUTINE,
    doubts: tuple[str, ...] = (),
) -> Reading:
    blank = unread("x", Problem("word_table_unreadable"))
    return replace(blank, kind=kind, urgency=urgency, doubts=doubts, trouble=None)


READINGS = st.builds(
    reading,
    st.sampled_from(RequestKind),
    st.sampled_from(Urgency),
    st.lists(st.sampled_from(("kind_unknown", "household_unknown")), unique=True).map(tuple),
)
LIKELY = st.floats(0, 1)
GUESSES = st.builds(Guess, LIKELY, st.sampled_from(RequestKind), LIKELY, LIKELY, LIKELY)


@pytest.mark.parametrize(
    ("life", "urgency", "doubted"),
    [
        (0.39, Urgency.SOON, False),
        (0.4, Urgency.SOON, True),
        (0.89, Urgency.SOON, True),
        (0.9, Urgency.LIFE, True),
    ],
)
def test_between_the_marks_it_is_doubted_and_above_the_higher_one_a_life(
    life: float, urgency: Urgency, doubted: bool
) -> None:
    read = reading(RequestKind.FOOD, Urgency.SOON)
    found = guarded(read, OTHER._replace(life=life), MARKS)
    assert found.urgency is urgency
    assert ("life" in found.doubts) == doubted
    assert found.kind is RequestKind.FOOD


def test_where_a_rule_told_a_kind_it_speaks_until_it_is_wrong_more_often() -> None:
    read = reading(RequestKind.MEDICINE, Urgency.SOON)
    assert guarded(read, Guess(0.1, RequestKind.PETS, 0.79), MARKS) == read
    found = guarded(read, Guess(0.1, RequestKind.PETS, 0.8), MARKS)
    assert (found.kind, found.urgency) == (RequestKind.PETS, Urgency.SOON)
    assert found.doubts == ("kind_guessed",)


def test_a_life_that_only_the_rules_see_stays_one_and_is_doubted() -> None:
    read = reading(RequestKind.EMERGENCY, Urgency.LIFE)
    found = guarded(read, OTHER._replace(life=0.04), MARKS)
    assert (found.urgency, found.doubts) == (Urgency.LIFE, ("life",))
    assert guarded(read, OTHER._replace(life=0.05), MARKS) == read


def test_a_kind_that_somebody_taught_is_not_guessed() -> None:
    read = reading(RequestKind.PASS, Urgency.SOON, ("kind_learned",))
    assert guarded(read, Guess(0.1, RequestKind.PETS, 1.0), MARKS) == read


def test_it_may_be_more_urgent_than_the_rules_read_it() -> None:
    read = reading(RequestKind.FOOD, Urgency.ROUTINE)
    today = guarded(read, OTHER._replace(today=0.7, soon=0.9), MARKS)
    assert (today.urgency, today.doubts) == (Urgency.TODAY, ("urgency_guessed",))
    assert guarded(read, OTHER._replace(today=0.6, soon=0.5), MARKS).urgency is Urgency.SOON
    assert guarded(read, OTHER._replace(today=0.6, soon=0.4), MARKS) == read


def test_what_lasts_for_days_is_as_urgent_as_the_rules_reckon() -> None:
    read = replace(reading(RequestKind.MEDICINE, Urgency.SOON), days_left=3)
    guess = Guess(0.8, RequestKind.MEDICINE, 0.9, today=0.9, soon=0.9)
    assert guarded(read, guess, MARKS) == read


def test_where_no_rule_did_a_likely_kind_is_shown_as_a_guess() -> None:
    read = reading(doubts=("kind_unknown", "household_unknown"))
    found = guarded(read, Guess(0.0, RequestKind.MEDICINE, 0.7), MARKS)
    assert found.kind is RequestKind.MEDICINE
    assert found.doubts == ("kind_guessed", "household_unknown")


def test_an_unlikely_kind_stays_unknown_unless_a_life_may_depend_on_it() -> None:
    read = reading(doubts=("kind_unknown",))
    assert guarded(read, Guess(0.0, RequestKind.BIRTH, 0.5), MARKS) == read
    found = guarded(read, Guess(0.5, RequestKind.BIRTH, 0.5), MARKS)
    assert found.kind is RequestKind.BIRTH
    assert found.doubts == ("life", "kind_guessed")


@given(READINGS, GUESSES)
def test_it_never_lowers_what_the_rules_read_and_doubts_what_it_guesses(
    read: Reading, guess: Guess
) -> None:
    found = guarded(read, guess, MARKS)
    assert URGENCIES.index(found.urgency) <= URGENCIES.index(read.urgency)
    assert set(read.doubts) - {"kind_unknown"} <= set(found.doubts)
    if found.kind is RequestKind.OTHER:
        assert ("kind_unknown" in found.doubts) == ("kind_unknown" in read.doubts)
    elif found.kind is not read.kind:
        assert "kind_guessed" in found.doubts


@given(READINGS, GUESSES, st.booleans())
def test_who_heard_the_caller_knows_better(read: Reading, guess: Guess, is_life: bool) -> None:
    found = guarded(read, guess, MARKS, is_life)
    assert "life" not in found.doubts
    assert (found.urgency is Urgency.LIFE) == is_life


def test_what_the_rules_took_for_a_life_is_one_of_today_after_a_no() -> None:
    read = replace(reading(RequestKind.EMERGENCY, Urgency.LIFE), harm_at=NOW)
    found = guarded(read, OTHER, MARKS, is_life=False)
    assert (found.urgency, found.harm_at) == (Urgency.TODAY, None)
