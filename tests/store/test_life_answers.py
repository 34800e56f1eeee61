"""Whether a request is life safety, doubted until somebody answers: against a store."""

from __future__ import annotations

from datetime import timedelta

import pytest

from data.clock import FixedClock
from data.journal import commands as journal_commands
from data.journal import queries as journal
from data.reading.capture import capture, read
from data.reading.life import answer_life
from data.requests import commands as request_commands
from data.requests import joining
from data.requests import queries as requests
from data.store import Store
from data.today.queries import board
from models.chases import Urgency
from models.listing import ListQuery
from models.requests import HarmAnswer, RequestInput, RequestKind, RequestRow, RequestView
from models.requests.harm import Answer
from models.several import NoneDone
from models.times import stored
from tests.states import refused, state

QUIET = "楼下阿婆家灯亮了一夜"


@pytest.fixture
def doubted(store: Store) -> Store:
    """Requests 1 to 4: the second and the third may be about a life, the third was made one."""
    for text, urgency, doubts in (
        ("猫粮没了", Urgency.SOON, ()),
        (QUIET, Urgency.SOON, ("life", "kind_guessed")),
        ("她讲她想困觉了再也不醒", Urgency.LIFE, ("life",)),
        ("胸口痛得厉害", Urgency.LIFE, ()),
    ):
        given = RequestInput(text, "", RequestKind.OTHER, urgency, store.now(), doubts=doubts)
        store.do(request_commands.add_request, given)
    return store


def view(store: Store, no: int) -> RequestView:
    return store.ask(requests.view, no)


def rows(store: Store, *nos: int) -> list[RequestRow]:
    with store.read() as conn:
        return requests.rows(conn, nos, store.now(), requests.settings(conn))


def order(store: Store, scope: str) -> list[int]:
    query = ListQuery(scope, "hurt", False, "")
    with store.read() as conn:
        found = requests.listing(conn, query, store.now(), requests.settings(conn)).rows()
    return [row.no for row in found]


def test_what_may_be_a_life_stands_on_top_until_somebody_answers(doubted: Store) -> None:
    assert order(doubted, "open")[:3] == [3, 4, 2]
    assert set(order(doubted, "life")) == {2, 3, 4}
    with doubted.read() as conn:
        shown = board(conn, doubted.now(), requests.settings(conn))
    assert [row.no for row in shown.life.rows] == [3, 4, 2]
    doubted.do(answer_life, [2], False)
    assert set(order(doubted, "life")) == {3, 4}


def test_it_is_chased_as_a_life_from_the_first_minute(doubted: Store) -> None:
    plain, may_be, _guessed, life = rows(doubted, 1, 2, 3, 4)
    assert may_be.next_chase_at == life.next_chase_at
    assert (plain.next_chase_at or "") > (life.next_chase_at or "")


def test_yes_makes_a_life_of_it(doubted: Store) -> None:
    doubted.do(answer_life, [2], True)
    assert view(doubted, 2).urgency == "life"
    assert view(doubted, 2).doubts == ("kind_guessed",)
    assert doubted.ask(journal.steps, limit=1)[0].code == "request_is_life"


def test_no_leaves_it_as_the_rules_read_it(doubted: Store) -> None:
    doubted.do(answer_life, [2], False)
    assert (view(doubted, 2).urgency, view(doubted, 2).doubts) == ("soon", ("kind_guessed",))
    doubted.do(answer_life, [3], False)
    read_by_rules = doubted.ask(read, view(doubted, 3).text, doubted.now(), is_life=False).urgency
    assert view(doubted, 3).urgency == read_by_rules != "life"
    assert view(doubted, 3).doubts == ()


def test_an_answer_is_undone_and_given_again(doubted: Store) -> None:
    before = state(doubted)
    doubted.do(answer_life, [3], False)
    doubted.do(journal_commands.undo)
    assert state(doubted) == before
    doubted.do(answer_life, [3], True)
    assert (view(doubted, 3).urgency, view(doubted, 3).doubts) == ("life", ())


def test_no_is_said_only_of_what_was_asked(doubted: Store) -> None:
    before = state(doubted)
    with refused("life_not_doubted", no=4):
        doubted.do(answer_life, [4], False)
    with pytest.raises(NoneDone):
        doubted.do(answer_life, [1, 4], False)
    assert state(doubted) == before


def test_of_several_what_was_not_asked_holds_up_no_other(doubted: Store) -> None:
    done = doubted.do(answer_life, [1, 2, 3], False)
    assert list(done.nos) == [2, 3]
    assert [no for no, _why in done.left.items()] == [1]
    assert doubted.ask(journal.steps, limit=1)[0].code == "requests_are_no_lives"


def test_saying_by_when_somebody_is_harmed_does_not_answer_it(doubted: Store) -> None:
    doubted.do(request_commands.answer_harm, [2], Answer(HarmAnswer.DAYS, 3))
    assert view(doubted, 2).doubts == ("life", "kind_guessed")
    doubted.do(request_commands.answer_harm, [3], Answer(HarmAnswer.TONIGHT))
    assert (view(doubted, 3).urgency, view(doubted, 3).doubts) == ("today", ("life",))
    assert set(order(doubted, "life")) == {2, 3, 4}


def test_a_changed_kind_answers_what_was_guessed_of_it_and_no_more(doubted: Store) -> None:
    changes = {"kind": RequestKind.FOOD}
    doubted.do(request_commands.change_request, 2, view(doubted, 2).version, changes)
    assert view(doubted, 2).doubts == ("life",)


def test_the_doubt_goes_with_what_it_is_joined_to(doubted: Store) -> None:
    doubted.do(joining.join_requests, 1, [1, 2])
    assert view(doubted, 1).doubts == ("life",)
    assert order(doubted, "life") == [3, 4, 1]


def test_a_call_is_taken_down_with_the_answer_given_while_it_was_typed(filled: Store) -> None:
    yes = filled.do(capture, QUIET, is_life=True)
    no = filled.do(capture, "胸口痛得厉害", is_life=False)
    assert (view(filled, yes.no).urgency, "life" in yes.reading.doubts) == ("life", False)
    assert (view(filled, no.no).urgency, view(filled, no.no).harm_at) == ("today", None)


@pytest.mark.parametrize("answer", [HarmAnswer.NOW, HarmAnswer.DAYS, HarmAnswer.CAN_WAIT])
def test_a_life_that_somebody_said_it_is_stays_one_whenever_harm_comes(
    filled: Store, answer: HarmAnswer
) -> None:
    taken = view(filled, filled.do(capture, QUIET, Answer(answer, 2), is_life=True).no)
    assert (taken.urgency, "life" in taken.doubts) == ("life", False)


def test_after_a_no_it_is_chased_as_it_would_have_been(doubted: Store, clock: FixedClock) -> None:
    clock.moment += timedelta(hours=3)
    doubted.do(answer_life, [2], False)
    (row,) = rows(doubted, 2)
    assert (row.next_chase_at or "") > stored(doubted.now())


def test_an_answer_after_years_is_an_answer(doubted: Store, clock: FixedClock) -> None:
    clock.moment = doubted.now().replace(year=2024)
    doubted.do(answer_life, [2, 3], True)
    assert {view(doubted, no).urgency for no in (2, 3)} == {"life"}
    assert all((row.next_chase_at or "") <= stored(doubted.now()) for row in rows(doubted, 2, 3))
