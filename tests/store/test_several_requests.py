"""An act on several requests is one step: what one refuses holds up no other."""

from __future__ import annotations

from datetime import timedelta

import pytest

from data.journal import commands as journal_commands
from data.journal import queries as journal
from data.requests import chasing as request_chasing
from data.requests import commands as request_commands
from data.requests import queries as requests
from data.several import each
from data.step import Step
from data.store import Store
from models.chases import ChaseInput, TellingInput, Urgency
from models.requests import (
    ClosingInput,
    HarmAnswer,
    Outcome,
    RequestInput,
    RequestKind,
    RequestRow,
)
from models.requests.harm import Answer
from models.roster import PersonInput, PersonKind
from models.several import NoneDone, Several
from screens import i18n
from screens.kit.several import refusal
from screens.sentences import say_act
from tests.beginning import begin
from tests.states import refused


@pytest.fixture
def three(store: Store) -> Store:
    """Requests 1 to 3, and somebody who can look after them."""
    for text in ("猫粮没了", "牛奶没了", "灯坏了"):
        store.do(
            request_commands.add_request,
            RequestInput(text, "", RequestKind.OTHER, Urgency.SOON, store.now()),
        )
    begin(store, PersonInput("宋某", PersonKind.STAFF))
    return store


def rows(store: Store) -> list[RequestRow]:
    with store.read() as conn:
        return requests.rows(conn, [1, 2, 3], store.now(), requests.settings(conn))


def newest(store: Store) -> tuple[str, str]:
    """The code of the newest step, and what the journal says of it in Chinese."""
    step = store.ask(journal.steps, limit=1)[0]
    i18n.set_language("zh")
    return step.code, say_act(step.code, step.params)


def test_several_are_chased_in_one_step(three: Store) -> None:
    given = ChaseInput("街道值班室", "下午", three.now())
    assert three.do(request_chasing.chase_requests, [1, 3], given).nos == [1, 3]
    assert {row.no: row.chases for row in rows(three)} == {1: 1, 2: 0, 3: 1}
    assert newest(three) == ("requests_chased", "催办 2 件求助，街道值班室有回复：1, 3")
    three.do(journal_commands.undo)
    assert [row.chases for row in rows(three)] == [0, 0, 0]
    until = three.now() + timedelta(hours=1)
    promised = ChaseInput("街道值班室", "", three.now(), promised_until=until)
    three.do(request_chasing.chase_requests, [1, 3], promised)
    assert newest(three) == (
        "requests_promised",
        "催办 2 件求助，街道值班室答应 04-09 09:00 前办好：1, 3",
    )
    (step, *_rest) = three.ask(journal.steps)
    assert step.params["nos"] == [1, 3]
    assert step.params["until"] == "2022-04-09T09:00:00+08:00"
    three.do(request_chasing.chase_requests, [2], given)
    assert newest(three)[0] == "request_chased", "one is told of as one"


def test_several_are_told_and_given_to_somebody_in_one_step_each(three: Store) -> None:
    told = {no: TellingInput(f"第{no}家", "在买", three.now()) for no in (1, 2)}
    assert three.do(request_chasing.tell_requests, told).nos == [1, 2]
    assert newest(three) == ("requests_told", "已告知 2 件求助的居民：1, 2")
    assert three.ask(requests.tellings, 2)[0].whom == "第2家"
    assert three.do(request_commands.assign_requests, [1, 2], 1).nos == [1, 2]
    assert newest(three) == ("requests_owned", "2 件求助交给 宋某：1, 2")
    assert {row.no: row.owner for row in rows(three)} == {1: "宋某", 2: "宋某", 3: None}
    three.do(request_commands.assign_requests, [1, 2], None)
    assert newest(three)[0] == "requests_disowned"
    three.do(journal_commands.undo)
    three.do(journal_commands.undo)
    assert {row.owner for row in rows(three)} == {None}


def test_what_one_refuses_holds_up_no_other_and_is_told(three: Store) -> None:
    three.do(request_commands.close_requests, {2: ClosingInput(Outcome.MET, "本人", three.now())})
    given = ChaseInput("街道", "", three.now())
    done = three.do(request_chasing.chase_requests, [1, 2, 3, 9], given)
    assert done.nos == [1, 3]
    assert {no: why.code for no, why in done.left.items()} == {
        2: "request_closed",
        9: "request_unknown",
    }
    assert newest(three) == ("requests_chased", "催办 2 件求助，街道有回复：1, 3")
    told = {no: TellingInput("本人", "", three.now()) for no in (2, 3)}
    assert list(three.do(request_chasing.tell_requests, told).left) == [2]
    assert newest(three)[0] == "request_told"
    seen = {1: None, 3: 1}
    assert list(three.do(request_commands.assign_requests, [1, 3], 1, seen=seen).left) == [3]
    answer = Answer(HarmAnswer.TONIGHT)
    done = three.do(request_commands.answer_harm, [1, 2, 3, 9], answer)
    assert list(done.left) == [9]
    assert newest(three)[0] == "requests_harm_answered"
    for _ in range(4):
        three.do(journal_commands.undo)
    assert [row.chases for row in rows(three)] == [0, 0, 0]


def test_what_all_refuse_is_refused_and_leaves_nothing(three: Store) -> None:
    three.do(request_commands.close_requests, {2: ClosingInput(Outcome.MET, "本人", three.now())})
    before = three.last_written
    with pytest.raises(NoneDone) as told:
        three.do(request_chasing.chase_requests, [2, 9], ChaseInput("街道", "", three.now()))
    assert {no: problem.code for no, problem in told.value.left} == {
        2: "request_closed",
        9: "request_unknown",
    }
    for no in (2, 9):
        assert str(no) in refusal(told.value)
    with refused("person_unknown"):
        three.do(request_commands.assign_requests, [1, 3], 9)
    assert three.last_written == before


def test_a_part_that_is_refused_halfway_leaves_nothing_of_itself(three: Store) -> None:
    three.do(request_commands.close_requests, {2: ClosingInput(Outcome.MET, "本人", three.now())})

    def both(step: Step) -> Several[None]:
        def act(no: int) -> None:
            request_commands.assign_requests(step, [no], 1)
            request_commands.reopen_request(step, no)

        done = each(step, [1, 2], act)
        step.act("requests_owned", person="宋某", count=1, nos=done.nos)
        return done

    assert three.do(both).nos == [2]
    assert {row.no: row.owner for row in rows(three)} == {1: None, 2: "宋某", 3: None}
    assert {line.row for line in three.ask(journal.changes, three.last_written)} == {
        row.id for row in rows(three) if row.no == 2
    }
    three.do(journal_commands.undo)
    assert {row.owner for row in rows(three)} == {None}


def test_several_are_closed_in_one_step(three: Store) -> None:
    given = {no: ClosingInput(Outcome.MET, "本人", three.now()) for no in (1, 3)}
    assert three.do(request_commands.close_requests, given).done == {1: "closed", 3: "closed"}
    assert newest(three) == ("requests_closed", "办结 2 件求助（已解决）：1, 3")
    three.do(journal_commands.undo)
    assert {row.state for row in rows(three)} == {"open"}
