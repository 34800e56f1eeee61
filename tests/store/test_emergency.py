"""The emergency sheet in the store: every line stamped, every act one step that can be undone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from data.clock import FixedClock
from data.directory import commands as directory_commands
from data.directory import queries as directory
from data.emergency import commands as emergency_commands
from data.emergency import queries as emergency
from data.journal import commands as journal_commands
from data.requests import commands as request_commands
from data.requests import queries as requests
from data.store import Store
from models.chases import Rung, Urgency
from models.directory import ContactInput, ContactKind, Listed, listed_no
from models.emergency import (
    AttemptInput,
    Caller,
    EmergencyKind,
    LineInput,
    Result,
    Sheet,
    SheetLine,
)
from models.emergency.checklists import AFTER_DEATH
from models.emergency.closing import ending
from models.requests import ClosingInput, Outcome, RequestInput, RequestKind
from models.roster import PersonInput, PersonKind
from tests.beginning import begin
from tests.states import refused


@pytest.fixture
def life(store: Store) -> Store:
    """A woman with child who bleeds, one hospital, two who can call."""
    store.do(
        request_commands.add_request,
        RequestInput("孕妇大出血", "孕妇大出血", RequestKind.EMERGENCY, Urgency.LIFE, store.now()),
    )
    store.do(directory_commands.add_contact, ContactInput("区妇产科", ContactKind.HOSPITAL))
    begin(store, *(PersonInput(name, PersonKind.STAFF) for name in ("林一舟", "韩雪梅")))
    return store


def sheet(store: Store) -> Sheet:
    return store.ask(emergency.sheet, 1)


def attempt(store: Store, result: Result, why: str = "", by: int | None = 1) -> AttemptInput:
    return AttemptInput("区妇产科", result, store.now(), why, Rung.HOSPITAL, 1, by)


def close_in_hospital(store: Store, told: str) -> None:
    closing = ClosingInput(Outcome.HOSPITAL, told, store.now())
    store.do(request_commands.close_requests, {1: closing})


def test_of_an_arrival_only_who_is_named_was_told(life: Store) -> None:
    life.do(emergency_commands.add_line, 1, LineInput(SheetLine.ARRIVED, "3病区12床", life.now()))
    assert life.ask(requests.view, 1).told_at is None
    line = LineInput(SheetLine.ARRIVED, "丈夫：3病区12床", life.now())
    life.do(emergency_commands.add_line, 1, line)
    (told,) = life.ask(requests.tellings, 1)
    assert (told.whom, told.said) == ("丈夫", "3病区12床")
    life.do(journal_commands.undo)
    assert life.ask(requests.tellings, 1) == []
    assert [one.said for one in sheet(life).lines] == ["3病区12床"]


def test_once_somebody_died_what_has_to_be_done_is_ticked_on_the_closed_sheet(life: Store) -> None:
    with refused("item_unknown"):
        life.do(emergency_commands.mark_item, 1, AFTER_DEATH[0], done=True)
    closing = ClosingInput(Outcome.DIED, "女儿", life.now())
    life.do(request_commands.close_requests, {1: closing})
    life.do(emergency_commands.mark_item, 1, AFTER_DEATH[0], done=True)
    assert [one.item for one in sheet(life).lines] == [AFTER_DEATH[0]]
    with refused("request_closed"):
        line = LineInput(SheetLine.TRANSFER, "车", life.now())
        life.do(emergency_commands.add_line, 1, line)
    life.do(journal_commands.undo)
    life.do(journal_commands.undo)
    assert life.ask(requests.view, 1).state == "open"
    life.do(journal_commands.redo)
    assert life.ask(requests.view, 1).outcome == "died"


def test_a_sheet_is_there_before_anything_is_written(life: Store) -> None:
    assert sheet(life) == (1, "birth", (), (), ())


def test_items_are_ticked_and_unticked_each_in_one_step(life: Store, clock: FixedClock) -> None:
    life.do(emergency_commands.mark_item, 1, "left_side", done=True, by_person_no=2)
    life.do(emergency_commands.mark_item, 1, "left_side", done=True)
    (line,) = sheet(life).lines
    assert (line.line, line.item, line.by) == ("item", "left_side", "韩雪梅")
    assert line.at == line.entered_at == "2022-04-09T00:00:00Z"
    life.do(emergency_commands.mark_item, 1, "left_side", done=False)
    assert sheet(life).lines == ()
    life.do(journal_commands.undo)
    assert [one.item for one in sheet(life).lines] == ["left_side"]
    with refused("item_unknown"):
        life.do(emergency_commands.mark_item, 1, "keep_talking", done=True)


def test_attempts_are_chases_with_a_verdict_and_keep_pushing(
    life: Store, clock: FixedClock
) -> None:
    life.do(emergency_commands.log_attempt, 1, attempt(life, Result.REFUSED, "没有隔离产房"))
    clock.moment += timedelta(minutes=2)
    life.do(emergency_commands.log_attempt, 1, attempt(life, Result.NO_ANSWER, by=2))
    clock.moment += timedelta(minutes=2)
    life.do(emergency_commands.log_attempt, 1, attempt(life, Result.ACCEPTED, "走急诊"))
    found = [(one.verdict, one.answered, one.said, one.by) for one in sheet(life).attempts]
    assert found == [
        ("accepted", 1, "走急诊", "林一舟"),
        (None, 0, "", "韩雪梅"),
        ("refused", 1, "没有隔离产房", "林一舟"),
    ]
    with life.read() as conn:
        view = requests.view(conn, 1)
        known = directory.entry(conn, listed_no(Listed.DIRECTORY, 1), life.now())
        assert known is not None
        assert known.record == (3, 2, 1, 1, 0)
        assert len(requests.chases(conn, 1)) == 3
    assert (view.rung, view.next_chase_at) == ("hospital", "2022-04-09T00:19:00Z")
    life.do(journal_commands.undo)
    assert [one.verdict for one in sheet(life).attempts] == [None, "refused"]
    life.do(journal_commands.redo)
    assert sheet(life).attempts[0].verdict == "accepted"


def test_family_told_starts_the_clock_of_the_resident_anew(life: Store, clock: FixedClock) -> None:
    clock.moment += timedelta(minutes=30)
    earlier = life.now() - timedelta(minutes=10)
    life.do(emergency_commands.add_line, 1, LineInput(SheetLine.FAMILY_TOLD, "丈夫", earlier, 1))
    life.do(
        emergency_commands.add_line, 1, LineInput(SheetLine.TRANSFER, "120 车 01:20 到", life.now())
    )
    first, second = reversed(sheet(life).lines)
    assert (first.said, first.at, first.entered_at, first.by) == (
        "丈夫", "2022-04-09T00:20:00Z", "2022-04-09T00:30:00Z", "林一舟",
    )  # fmt: skip
    assert (second.line, second.said) == ("transfer", "120 车 01:20 到")
    view = life.ask(requests.view, 1)
    assert (view.told_at, view.told_whom) == ("2022-04-09T00:20:00Z", "丈夫")
    life.do(journal_commands.undo)
    life.do(journal_commands.undo)
    assert life.ask(requests.view, 1).told_at is None
    assert sheet(life).lines == ()


def test_accepted_and_told_can_be_closed_with_the_hospital(life: Store, clock: FixedClock) -> None:
    life.do(emergency_commands.log_attempt, 1, attempt(life, Result.ACCEPTED))
    clock.moment += timedelta(minutes=1)
    for line, said in (
        (SheetLine.FAMILY_TOLD, "丈夫"),
        (SheetLine.TRANSFER, "120"),
        (SheetLine.ARRIVED, "3病区"),
    ):
        assert ending(sheet(life)) is None
        life.do(emergency_commands.add_line, 1, LineInput(line, said, life.now()))
    end = ending(sheet(life))
    assert end == ("区妇产科", "丈夫", "2022-04-09T00:01:00Z")
    life.do(journal_commands.undo)
    with refused("life_not_arrived"):
        close_in_hospital(life, end.told)
    life.do(journal_commands.redo)
    close_in_hospital(life, end.told)
    with refused("request_closed"):
        life.do(emergency_commands.log_attempt, 1, attempt(life, Result.REFUSED))
    with refused("request_closed"):
        life.do(emergency_commands.mark_item, 1, "gate", done=True)
    with refused("request_closed"):
        life.do(emergency_commands.add_line, 1, LineInput(SheetLine.TRANSFER, "车", life.now()))


def test_two_callers_at_most_and_another_checklist(life: Store) -> None:
    life.do(emergency_commands.name_callers, 1, [2, 1])
    assert sheet(life).callers == (Caller(2, "韩雪梅"), Caller(1, "林一舟"))
    life.do(emergency_commands.choose_checklist, 1, EmergencyKind.BLEEDING)
    assert (sheet(life).kind, len(sheet(life).callers)) == ("bleeding", 2)
    life.do(emergency_commands.name_callers, 1, [])
    assert sheet(life).callers == ()
    life.do(journal_commands.undo)
    assert [one.no for one in sheet(life).callers] == [2, 1]
    for numbers, code in (([1, 1], "callers_same"), ([99], "person_unknown")):
        with refused(code):
            life.do(emergency_commands.name_callers, 1, numbers)
    assert [one.no for one in sheet(life).callers] == [2, 1]


def test_lives_are_those_still_open(life: Store) -> None:
    with life.read() as conn:
        queue = requests.settings(conn)
        assert [row.no for row in requests.lives(conn, life.now(), queue)] == [1]
    life.do(emergency_commands.log_attempt, 1, attempt(life, Result.ACCEPTED))
    arrived = LineInput(SheetLine.ARRIVED, "丈夫：3病区", life.now())
    life.do(emergency_commands.add_line, 1, arrived)
    life.do(request_commands.close_requests, {1: ClosingInput(Outcome.MET, "丈夫", life.now())})
    assert life.ask(requests.lives, life.now(), queue) == []
