"""What is doubted of a request: what answers it, where it stands, when it is chased."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.chases import Outlook, Urgency
from models.chases.rules import next_chase
from models.emergency import Way
from models.emergency.closing import life_problems, lowering_problems
from models.reading.shapes import DOUBTS
from models.requests import ClosingInput, Outcome, RequestInput
from models.requests.doubles import joined
from models.requests.doubts import LIFE, OF_HARM, left_by, may_be_life
from models.requests.reasons import why_first
from models.requests.rules import Band, band, has_sheet, order_key, outlook
from models.times import stored
from tests.rules.building import request_row, request_view

NOW = datetime(2022, 4, 9, 15, 45, tzinfo=UTC)
"""23:45 at +08:00."""

FIELDS = st.sets(st.sampled_from(RequestInput._fields))


@pytest.mark.parametrize(
    ("changed", "left"),
    [
        ({"kind"}, ("life", "household_unknown", "phone_unreadable")),
        ({"urgency", "harm_at"}, ("life", "kind_guessed", "household_unknown", "phone_unreadable")),
        ({"household_no"}, ("life", "kind_guessed", "phone_unreadable")),
        ({"phone"}, ("life", "kind_guessed", "household_unknown")),
        ({"caller", "text"}, ("life", "kind_guessed", "household_unknown", "phone_unreadable")),
    ],
)
def test_a_doubt_is_answered_by_a_change_of_what_it_is_about(
    changed: set[str], left: tuple[str, ...]
) -> None:
    doubts = ("life", "kind_guessed", "household_unknown", "phone_unreadable")
    assert left_by(changed, doubts) == left


@given(FIELDS, st.lists(st.sampled_from(DOUBTS), unique=True))
def test_no_change_brings_a_doubt_and_nothing_changed_answers_none(
    changed: set[str], doubts: list[str]
) -> None:
    left = left_by(changed, doubts)
    assert set(left) <= set(doubts)
    assert left_by((), doubts) == tuple(doubts)
    assert set(left_by(RequestInput._fields, doubts)) <= {"life"}


def test_only_who_calls_it_a_life_answers_that_by_a_field() -> None:
    assert left_by({"urgency"}, ("life",), Urgency.LIFE) == ()
    assert left_by({"urgency"}, ("life",), Urgency.TODAY) == ("life",)
    assert left_by({"kind"}, ("life",), Urgency.LIFE) == ("life",)
    assert "life" not in OF_HARM


def test_what_may_be_a_life_stands_behind_lives_and_before_all_else() -> None:
    life = request_row(NOW, 1, urgency="life")
    doubted = request_row(NOW, 2, urgency="routine", doubts=(LIFE,))
    broken = request_row(
        NOW, 3, urgency="today", promised_by="x", promised_until=stored(NOW - timedelta(hours=1))
    )
    overdue = request_row(NOW, 4, urgency="today", next_chase_at=stored(NOW))
    rows = sorted([overdue, broken, doubted, life], key=lambda row: order_key(row, NOW))
    assert [row.no for row in rows] == [1, 2, 3, 4]
    assert band(doubted, NOW) is Band.LIFE
    assert why_first(doubted, NOW).code == "may_be_life"
    assert has_sheet(doubted)


@pytest.mark.parametrize("state", ["call_back", "closed"])
def test_what_is_over_may_be_no_life_any_more(state: str) -> None:
    row = request_row(NOW, urgency="soon", state=state, outcome="met", doubts=(LIFE,))
    assert not may_be_life(row)
    assert band(row, NOW) is not Band.LIFE


@pytest.mark.parametrize("urgency", list(Urgency))
def test_what_may_be_a_life_is_chased_as_one(urgency: Urgency) -> None:
    view = request_view(NOW, urgency=str(urgency), doubts=(LIFE,))
    due = next_chase(urgency, NOW, outlook=outlook(view, None))
    assert (
        due
        == next_chase(Urgency.LIFE, NOW)
        == next_chase(urgency, NOW, outlook=Outlook(may_be_life=True))
    )


def test_a_guessed_life_is_lowered_by_an_answer_and_ended_by_none() -> None:
    closing = ClosingInput(Outcome.MET, "家属", NOW)
    guessed = request_view(NOW, urgency="life", doubts=(LIFE,))
    said = request_view(NOW, urgency="life")
    assert not lowering_problems(guessed, Urgency.TODAY, Way())
    assert [one.code for one in lowering_problems(said, Urgency.TODAY, Way())] == [
        "life_not_lowered"
    ]
    assert [one.code for one in life_problems(guessed, closing, Way())] == ["life_unanswered"]
    assert [one.code for one in life_problems(said, closing, Way())] == ["life_not_accepted"]


def test_a_request_that_is_joined_leaves_its_doubt_of_a_life_with_the_other() -> None:
    stays = request_view(NOW, no=1, doubts=("kind_guessed",))
    goes = request_view(NOW, no=2, doubts=("life", "household_unknown"))
    assert joined(stays, [goes]).doubts == ("life", "kind_guessed")
    over = goes._replace(state="call_back")
    assert joined(stays, [over]).doubts == ("kind_guessed",)


def test_a_certain_life_stays_certain_beside_one_that_is_doubted() -> None:
    life = request_view(NOW, no=1, urgency="life")
    doubted = request_view(NOW, no=2, urgency="today", doubts=("life",))
    assert joined(life, [doubted]).doubts == ()
    assert joined(doubted, [life]).doubts == ()
