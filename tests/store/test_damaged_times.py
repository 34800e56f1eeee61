"""A life whose times cannot be read is pushed for, told of, taken on and closed all the same."""

from __future__ import annotations

from datetime import timedelta

import pytest

from data.clock import FixedClock
from data.emergency import commands as emergency_commands
from data.journal import commands as journal_commands
from data.requests import chasing
from data.requests import commands as request_commands
from data.requests import queries as requests
from data.store import Store
from models.chases import ChaseInput, Rung, TellingInput, Urgency
from models.emergency import AttemptInput, LineInput, Result, SheetLine
from models.households import CompoundInput, HouseholdInput
from models.requests import (
    ClosingInput,
    Outcome,
    RequestInput,
    RequestKind,
    RequestState,
    RequestView,
)
from models.times import loaded
from tests.beginning import begin
from tests.damage import by_hand
from tests.states import refused

TIMES = ["opened_at", "entered_at", "next_chase_at", "promised_until", "told_at", "harm_at"]

NO_TEXT = "CAST(x'323032322dff342d30395430303a30303a30305a' AS TEXT)"
"""2022-04-09T00:00:00Z with a byte that is no text."""


@pytest.fixture
def life(store: Store) -> Store:
    """A life at stake, number 1, that was pushed for, told of and promised for."""
    begin(store, CompoundInput("大林苑"), HouseholdInput("大林苑", "2", room="1805"))
    given = RequestInput(
        "胸口痛", "", RequestKind.EMERGENCY, Urgency.LIFE, store.now(), 1, harm_at=store.now()
    )
    store.do(request_commands.add_request, given)
    later(store, 5)
    promised = store.now() + timedelta(hours=1)
    given_by = ChaseInput("120", "在路上", store.now(), promised_until=promised)
    store.do(chasing.chase_requests, [1], given_by)
    store.do(chasing.tell_requests, {1: TellingInput("丈夫", "", store.now())})
    later(store, 5)
    return store


def later(store: Store, minutes: int) -> None:
    clock = store.clock
    assert isinstance(clock, FixedClock)
    clock.moment += timedelta(minutes=minutes)


def view(store: Store) -> RequestView:
    return store.ask(requests.view, 1)


@pytest.mark.parametrize("value", [NO_TEXT, "'not a time'", "'0'"])
@pytest.mark.parametrize("column", TIMES)
def test_a_life_is_pushed_for_whatever_became_of_its_times(
    life: Store, column: str, value: str
) -> None:
    by_hand(life.path, f"UPDATE request SET {column} = {value} WHERE no = 1")
    chase = ChaseInput("120", "还没到", life.now(), Rung.EMERGENCY)
    life.do(chasing.chase_requests, [1], chase)
    assert loaded(view(life).next_chase_at or "") > life.now()
    later(life, 1)
    attempt = AttemptInput("区医院", Result.ACCEPTED, life.now(), "急诊")
    life.do(emergency_commands.log_attempt, 1, attempt)
    line = LineInput(SheetLine.FAMILY_TOLD, "丈夫: 车到了", life.now())
    life.do(emergency_commands.add_line, 1, line)
    for sort, said in ((SheetLine.TRANSFER, "车"), (SheetLine.ARRIVED, "12床")):
        life.do(emergency_commands.add_line, 1, LineInput(sort, said, life.now()))
    later(life, 1)
    closing = ClosingInput(Outcome.HOSPITAL, "丈夫", life.now())
    done = life.do(request_commands.close_requests, {1: closing})
    assert done.done == {1: RequestState.CLOSED}
    life.do(journal_commands.undo)
    assert view(life).state == RequestState.OPEN


def test_nobody_who_accepted_before_the_call_was_typed_ends_it(life: Store) -> None:
    attempt = AttemptInput("区医院", Result.ACCEPTED, life.now(), "急诊")
    life.do(emergency_commands.log_attempt, 1, attempt)
    later(life, 1)
    refusal = AttemptInput("区医院", Result.REFUSED, life.now(), "没有床位")
    life.do(emergency_commands.log_attempt, 1, refusal)
    by_hand(life.path, f"UPDATE chase SET at = {NO_TEXT}")
    with refused("life_not_accepted"):
        closing = ClosingInput(Outcome.HOSPITAL, "丈夫", life.now())
        life.do(request_commands.close_requests, {1: closing})
