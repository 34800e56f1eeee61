"""A life that nobody accepted is not ended, whichever way it is tried."""

from __future__ import annotations

from datetime import timedelta

import pytest

from data.clock import FixedClock
from data.emergency import commands as emergency_commands
from data.errands import commands as errand_commands
from data.errands import results as errand_results
from data.journal import commands as journal_commands
from data.requests import commands as request_commands
from data.requests import joining as request_joining
from data.requests import queries as requests
from data.store import Store
from models.chases import Rung, Urgency
from models.emergency import AttemptInput, LineInput, Result, SheetLine
from models.errands import ErrandInput, ResultsInput
from models.households import CompoundInput, HouseholdInput
from models.requests import ClosingInput, HarmAnswer, Outcome, RequestInput, RequestKind, RequestRow
from models.requests.harm import Answer
from tests.beginning import begin
from tests.states import refused

HELPED = [one for one in Outcome if one not in (Outcome.WITHDRAWN, Outcome.DIED)]
GONE_THERE = (Outcome.HOSPITAL, Outcome.TRANSFERRED)


@pytest.fixture
def life(store: Store) -> Store:
    """A life at stake, number 1, behind one of two doors."""
    begin(
        store,
        CompoundInput("大林苑"),
        *(HouseholdInput("大林苑", "2", room=room) for room in ("1805", "1806")),
    )
    call(store, 1)
    return store


def call(store: Store, household: int | None, urgency: Urgency = Urgency.LIFE) -> int:
    given = RequestInput("胰岛素断了", "", RequestKind.MEDICINE, urgency, store.now(), household)
    return store.do(request_commands.add_request, given)


def accept(store: Store, no: int, result: Result = Result.ACCEPTED) -> None:
    """Somebody answers who brings help, and takes nobody anywhere."""
    given = AttemptInput("街道", result, store.now(), "送药", Rung.SUBDISTRICT)
    store.do(emergency_commands.log_attempt, no, given)


def take(store: Store, no: int) -> None:
    """A hospital accepts to take the patient."""
    given = AttemptInput("区医院", Result.ACCEPTED, store.now(), "急诊", Rung.HOSPITAL)
    store.do(emergency_commands.log_attempt, no, given)


def arrive(store: Store, no: int) -> None:
    for line, said in ((SheetLine.TRANSFER, "120"), (SheetLine.ARRIVED, "12床")):
        store.do(emergency_commands.add_line, no, LineInput(line, said, store.now()))


def close(store: Store, no: int, outcome: Outcome = Outcome.MET, told: str = "丈夫") -> str:
    given = {no: ClosingInput(outcome, told, store.now())}
    return store.do(request_commands.close_requests, given).done[no]


def row(store: Store, no: int) -> RequestRow:
    with store.read() as conn:
        (found,) = requests.rows(conn, [no], store.now(), requests.settings(conn))
    return found


@pytest.mark.parametrize("told", ["丈夫", ""])
@pytest.mark.parametrize("outcome", HELPED)
def test_help_that_nobody_accepted_closes_nothing(life: Store, outcome: Outcome, told: str) -> None:
    for _ in range(2):
        with refused("life_not_accepted"):
            close(life, 1, outcome, told)
    accept(life, 1, Result.REFUSED)
    with refused("life_not_accepted"):
        close(life, 1, outcome, told)
    assert (row(life, 1).state, row(life, 1).outcome) == ("open", None)
    accept(life, 1)
    if outcome in GONE_THERE:
        with refused("life_not_arrived"):
            close(life, 1, outcome, told)
        arrive(life, 1)
    assert close(life, 1, outcome, told) == ("closed" if told else "call_back")


@pytest.mark.parametrize("outcome", GONE_THERE)
def test_who_was_brought_somewhere_arrived_there(life: Store, outcome: Outcome) -> None:
    arrive(life, 1)
    with refused("life_not_accepted"):
        close(life, 1, outcome)
    life.do(journal_commands.undo)
    accept(life, 1)
    with refused("life_not_arrived"):
        close(life, 1, outcome)
    life.do(emergency_commands.add_line, 1, LineInput(SheetLine.ARRIVED, "12床", life.now()))
    assert close(life, 1, outcome) == "closed"
    life.do(journal_commands.undo)
    life.do(journal_commands.undo)
    with refused("life_not_arrived"):
        close(life, 1, outcome)
    with refused("life_on_its_way"):
        life.do(request_commands.answer_harm, [1], Answer(HarmAnswer.CAN_WAIT))


STAYED = (Outcome.MET, Outcome.MET_OTHERWISE)


@pytest.mark.parametrize("outcome", STAYED)
@pytest.mark.parametrize("hospital_first", [True, False])
def test_who_is_to_be_taken_somewhere_is_met_by_nothing_before_the_arrival(
    life: Store, outcome: Outcome, hospital_first: bool
) -> None:
    for one in (take, accept) if hospital_first else (accept, take):
        one(life, 1)
    for told in ("家属", ""):
        with refused("life_on_its_way"):
            close(life, 1, outcome, told)
    with refused("life_on_its_way"):
        life.do(request_commands.answer_harm, [1], Answer(HarmAnswer.CAN_WAIT))
    with refused("life_withdrawn_by_nobody"):
        close(life, 1, Outcome.WITHDRAWN, "")
    life.do(emergency_commands.add_line, 1, LineInput(SheetLine.ARRIVED, "医生上门了", life.now()))
    assert close(life, 1, outcome) == "closed"
    life.do(journal_commands.undo)
    life.do(journal_commands.undo)
    with refused("life_on_its_way"):
        close(life, 1, outcome)
    assert close(life, 1, Outcome.WITHDRAWN, "本人") == "closed"


@pytest.mark.parametrize("outcome", STAYED)
def test_a_transfer_that_was_arranged_is_waited_for(life: Store, outcome: Outcome) -> None:
    accept(life, 1)
    life.do(emergency_commands.add_line, 1, LineInput(SheetLine.TRANSFER, "社区车", life.now()))
    with refused("life_on_its_way"):
        close(life, 1, outcome)
    life.do(journal_commands.undo)
    assert close(life, 1, outcome) == "closed"


def test_a_hospital_that_took_its_word_back_takes_nobody(life: Store, clock: FixedClock) -> None:
    take(life, 1)
    clock.moment += timedelta(minutes=5)
    no = AttemptInput("区医院", Result.REFUSED, life.now(), "没有床位", Rung.HOSPITAL)
    life.do(emergency_commands.log_attempt, 1, no)
    accept(life, 1)
    assert close(life, 1) == "closed"


def test_a_transfer_and_an_arrival_on_the_sheet_of_one_that_was_joined_count(life: Store) -> None:
    again = call(life, 1)
    accept(life, again)
    arrive(life, again)
    life.do(request_joining.join_requests, 1, [1, again])
    assert close(life, 1, Outcome.HOSPITAL) == "closed"


@pytest.mark.parametrize("told", ["女儿", ""])
def test_who_died_is_closed_without_anybody_who_accepted(life: Store, told: str) -> None:
    assert close(life, 1, Outcome.DIED, told) == ("closed" if told else "call_back")
    life.do(journal_commands.undo)
    assert (row(life, 1).state, row(life, 1).outcome) == ("open", None)
    life.do(journal_commands.redo)
    if not told:
        assert close(life, 1, Outcome.DIED, "女儿") == "closed"
    assert row(life, 1).outcome == "died"


@pytest.mark.parametrize("told", ["女儿", ""])
def test_a_death_is_written_down_of_one_alone(life: Store, told: str) -> None:
    other = call(life, 2)
    both = dict.fromkeys((1, other), ClosingInput(Outcome.DIED, told, life.now()))
    with refused("death_alone"):
        life.do(request_commands.close_requests, both)
    mixed = {**both, other: ClosingInput(Outcome.WITHDRAWN, "本人", life.now())}
    done = life.do(request_commands.close_requests, mixed)
    assert (set(done.done), set(done.left)) == ({other}, {1})
    close(life, 1, Outcome.DIED, "")
    plain = call(life, 2, Urgency.TODAY)
    later = {1: both[1], plain: ClosingInput(Outcome.MET, "本人", life.now())}
    assert set(life.do(request_commands.close_requests, later).done) == {plain}
    assert row(life, 1).state == "call_back", "its own family is told by itself"


def test_what_an_errand_brought_makes_no_other_end_of_a_death(life: Store) -> None:
    other = call(life, 1, Urgency.TODAY)
    now = life.now()
    life.do(
        errand_commands.add_errand,
        [other],
        ErrandInput(now, now + timedelta(hours=3), place="区医院"),
    )
    close(life, other, Outcome.DIED, "")
    life.do(errand_results.record_results, 1, ResultsInput(now, told=True))
    assert row(life, other).outcome == "died"


def test_who_accepted_and_then_refused_has_not_accepted(life: Store, clock: FixedClock) -> None:
    accept(life, 1)
    assert close(life, 1, told="") == "call_back"
    clock.moment += timedelta(minutes=5)
    accept(life, 1, Result.REFUSED)
    with refused("life_not_accepted"):
        close(life, 1)
    assert row(life, 1).state == "call_back"


def test_what_was_entered_last_is_the_last_word_when_a_clock_was_ahead(
    life: Store, clock: FixedClock
) -> None:
    right = clock.moment
    clock.moment += timedelta(days=365)
    accept(life, 1)
    clock.moment = right + timedelta(minutes=5)
    accept(life, 1, Result.REFUSED)
    with refused("life_not_accepted"):
        close(life, 1)
    life.do(journal_commands.undo)
    life.do(journal_commands.redo)
    with refused("life_not_accepted"):
        close(life, 1)
    accept(life, 1)
    assert close(life, 1) == "closed"


def test_a_life_does_not_go_along_with_an_acceptance_from_the_future(
    life: Store, clock: FixedClock
) -> None:
    right = clock.moment
    clock.moment += timedelta(days=1)
    accept(life, 1)
    clock.moment = right + timedelta(minutes=10)
    again = call(life, None)
    life.do(request_joining.join_requests, 1, [1, again])
    with refused("life_not_accepted"):
        close(life, 1)


def test_a_caller_who_withdrew_is_named(life: Store) -> None:
    with refused("life_withdrawn_by_nobody"):
        close(life, 1, Outcome.WITHDRAWN, " ")
    assert close(life, 1, Outcome.WITHDRAWN, "本人") == "closed"


def test_a_life_is_not_called_less_first(life: Store) -> None:
    with refused("life_not_lowered"):
        life.do(request_commands.answer_harm, [1], Answer(HarmAnswer.CAN_WAIT))
    with refused("life_not_lowered"):
        life.do(request_commands.change_request, 1, 1, {"urgency": Urgency.TODAY})
    assert row(life, 1).urgency == "life"
    life.do(request_commands.answer_harm, [1], Answer(HarmAnswer.NOW))
    accept(life, 1)
    life.do(request_commands.answer_harm, [1], Answer(HarmAnswer.CAN_WAIT))
    assert row(life, 1).urgency == "routine"


def test_a_slip_that_made_it_a_life_is_taken_back(life: Store) -> None:
    no = call(life, 1, Urgency.TODAY)
    life.do(request_commands.answer_harm, [no], Answer(HarmAnswer.NOW))
    with refused("life_not_accepted"):
        close(life, no, Outcome.MET)
    life.do(journal_commands.undo)
    assert close(life, no, Outcome.MET) == "closed"


def test_a_life_does_not_go_along_with_one_that_was_accepted_before(
    life: Store, clock: FixedClock
) -> None:
    accept(life, 1)
    clock.moment += timedelta(minutes=10)
    again = call(life, None)
    life.do(request_joining.join_requests, 1, [1, again])
    with refused("life_not_accepted"):
        close(life, 1)
    accept(life, 1)
    assert close(life, 1) == "closed"
    assert row(life, again).state == "closed"


def test_a_life_joined_to_what_was_none_makes_it_one(life: Store) -> None:
    other = call(life, 1, Urgency.ROUTINE)
    life.do(request_joining.join_requests, other, [1, other])
    with refused("life_not_accepted"):
        close(life, other, Outcome.MET)
    with refused("request_joined"):
        close(life, 1, Outcome.MET)


def test_who_accepted_the_one_that_was_joined_is_remembered(life: Store) -> None:
    again = call(life, 1)
    accept(life, again)
    life.do(request_joining.join_requests, 1, [1, again])
    assert close(life, 1) == "closed"


def test_lives_behind_two_doors_are_not_joined(life: Store) -> None:
    other = call(life, 2)
    with refused("lives_apart"):
        life.do(request_joining.join_requests, 1, [1, other])
    assert row(life, other).joined_to is None
    neighbour = call(life, 2, Urgency.TODAY)
    life.do(request_joining.join_requests, 1, [1, neighbour])
    assert row(life, neighbour).joined_to == 1


def test_an_errand_that_brought_something_leaves_a_life_open(life: Store) -> None:
    other = call(life, 2, Urgency.TODAY)
    now = life.now()
    life.do(
        errand_commands.add_errand,
        [1, other],
        ErrandInput(now, now + timedelta(hours=3), place="区医院"),
    )
    done = life.do(errand_results.record_results, 1, ResultsInput(now, told=True))
    assert (done.brought, done.closed, done.lives) == (2, 1, 1)
    assert (row(life, 1).state, row(life, other).state) == ("open", "closed")


def test_of_several_the_life_stays_and_the_others_end(life: Store) -> None:
    plain = [call(life, 2, Urgency.TODAY), call(life, 2, Urgency.SOON)]
    given = {no: ClosingInput(Outcome.MET, "本人", life.now()) for no in (1, *plain)}
    before = life.last_written
    done = life.do(request_commands.close_requests, given)
    assert set(done.done) == set(plain)
    assert {no: wrong.code for no, wrong in done.left.items()} == {1: "life_not_accepted"}
    assert [row(life, no).state for no in (1, *plain)] == ["open", "closed", "closed"]
    with refused("life_not_accepted"):
        life.do(request_commands.close_requests, {1: given[1]})
    life.do(journal_commands.undo)
    assert [row(life, no).state for no in (1, *plain)] == ["open"] * 3
    assert life.last_written != before
    mixed = {1: given[1], plain[0]: given[1]._replace(outcome=Outcome.WITHDRAWN)}
    accept(life, 1)
    assert set(life.do(request_commands.close_requests, mixed).done) == {1, plain[0]}
