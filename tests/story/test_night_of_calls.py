"""A night of calls over the imported register: each to its door, and the queue that comes of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from data.clock import FixedClock
from data.emergency import commands as emergency_commands
from data.exchange.apply import run_import
from data.exchange.plan import plan_import
from data.journal import commands as journal_commands
from data.reading.capture import capture
from data.requests import chasing as request_chasing
from data.requests import commands as request_commands
from data.requests import queries
from data.requests import queries as requests
from data.store import Store
from models.chases import ChaseInput
from models.emergency import AttemptInput, LineInput, Result, SheetLine
from models.requests import ClosingInput, Outcome, RequestRow
from models.requests.reasons import why_first
from models.requests.rules import order_key
from models.times import LOCAL
from screens.requests.words import address
from tests.paperwork.make import CALLS
from tests.states import refused

BLEEDING = "桂枝苑1号1204室 产妇大出血 抗原两道杠 丈夫13800020000 求救护车"


@pytest.fixture
def known(store: Store, own_paperwork: Path) -> Store:
    """The store with compounds and register brought in."""
    for name in ("compounds.xlsx", "register.xlsx"):
        plan = store.ask(plan_import, [own_paperwork / name], now=store.now())
        run_import(store, plan)
    return store


@pytest.fixture
def queue(known: Store) -> Callable[[], list[RequestRow]]:
    """Gives the open queue, what is hurt first in front."""

    def read() -> list[RequestRow]:
        with known.read() as conn:
            return queries.where(
                conn, "t.state <> 'closed'", {}, known.now(), requests.settings(conn)
            )

    return read


def spelled(row: RequestRow) -> str:
    room = f"{row.room}室" if row.room and row.room.isdecimal() else row.room
    return f"{row.compound}{row.building}号{room}"


def test_a_life_in_one_line_stands_first_is_undone_and_is_back(
    known: Store, queue: Callable[[], list[RequestRow]]
) -> None:
    known.do(capture, "桂枝苑2号803室 狗粮快没了")
    done = known.do(capture, BLEEDING)
    first = queue()[0]
    assert first.no == done.no == 2
    assert (first.kind, first.urgency, first.phone) == ("birth", "life", "13800020000")
    assert address(first) == "桂枝苑 1-1204"
    assert first.household_no is not None
    assert why_first(first, known.now()).code == "life"
    known.do(journal_commands.undo)
    assert [row.kind for row in queue()] == ["pets"]
    known.do(journal_commands.redo)
    assert queue()[0] == first


def test_the_night_of_calls(
    known: Store, clock: FixedClock, queue: Callable[[], list[RequestRow]]
) -> None:
    for call in reversed(CALLS):
        hour, minute = map(int, call.clock.split(":"))
        clock.moment = datetime(2022, 4, 9, hour, minute, tzinfo=LOCAL)
        no = known.do(capture, call.line).no
        (row,) = [one for one in queue() if one.no == no]
        phone = re.search(r"138\d{8}", call.line)
        assert spelled(row) == call.door, call.line
        assert row.urgency == call.urgency, call.line
        assert row.phone == (phone.group() if phone else ""), call.line

    clock.moment = datetime(2022, 4, 9, 23, 45, tzinfo=LOCAL)
    found = queue()
    assert [row.no for row in found] == [
        row.no for row in sorted(found, key=lambda row: order_key(row, clock.moment))
    ]
    reasons = [why_first(row, clock.moment).code for row in found]
    parts = ["life", "may_be_life", "overdue", "harm", "waiting"]
    assert reasons == sorted(reasons, key=parts.index)
    assert reasons[:3] == ["life", "life", "life"]
    assert "overdue" in reasons
    assert all(row.next_chase_at for row in found)


def test_the_emergency_is_carried_through(
    known: Store, clock: FixedClock, queue: Callable[[], list[RequestRow]]
) -> None:
    no = known.do(capture, BLEEDING).no
    start = clock.moment
    for minutes, whom, said, answered in (
        (2, "街道值班室", "在联系医院", True),
        (17, "红房子", "", False),
        (32, "九院", "不收阳性", True),
    ):
        clock.moment = start + timedelta(minutes=minutes)
        known.do(
            request_chasing.chase_requests,
            [no],
            ChaseInput(whom, said, clock.moment, answered=answered),
        )
        (row,) = queue()
        assert row.next_chase_at is not None
        assert why_first(row, clock.moment).code == "life"
    clock.moment = start + timedelta(minutes=45)
    with refused("life_not_accepted"):
        known.do(
            request_commands.close_requests, {no: ClosingInput(Outcome.HOSPITAL, "", clock.moment)}
        )
    accepted = AttemptInput("红房子", Result.ACCEPTED, clock.moment, "急诊门口")
    known.do(emergency_commands.log_attempt, no, accepted)
    clock.moment = start + timedelta(minutes=50)
    for line, said in ((SheetLine.TRANSFER, "120"), (SheetLine.ARRIVED, "急诊12床")):
        known.do(emergency_commands.add_line, no, LineInput(line, said, clock.moment))
    known.do(
        request_commands.close_requests, {no: ClosingInput(Outcome.HOSPITAL, "", clock.moment)}
    )
    (row,) = queue()
    assert (row.state, row.chases) == ("call_back", 4)
    known.do(
        request_commands.close_requests, {no: ClosingInput(Outcome.HOSPITAL, "家属", clock.moment)}
    )
    assert queue() == []
