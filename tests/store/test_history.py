"""A call read against what is on file of its household: marks, note, earlier requests."""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from data.clock import FixedClock
from data.exchange.apply import apply_import
from data.exchange.plan import plan_import
from data.households.commands import change_household
from data.journal import commands as journal
from data.reading.capture import capture, read
from data.reading.history import MOST_EARLIER, homes, source
from data.reading.life import answer_life
from data.reading.lines import capture_lines
from data.requests import commands as requests
from data.requests import joining, queries
from data.store import Store
from models.chases import Urgency
from models.households import CompoundInput, HouseholdInput
from models.reading.shapes import Reading
from models.requests import ClosingInput, Known, Outcome, RequestInput, RequestKind, RequestView
from tests.beginning import begin
from tests.conftest import BreakTable
from tests.store.explaining import plans

INSULIN = "大林苑2-1805 胰岛素快没了，还有20天"
GONE = "大林苑2-1805 药没了"


@pytest.fixture
def home(store: Store) -> Store:
    """A compound with three households of which nothing is known."""
    begin(
        store,
        CompoundInput("大林苑"),
        *(HouseholdInput("大林苑", "2", room=room) for room in ("1805", "1806", "1807")),
    )
    return store


def said(store: Store, text: str, is_life: bool | None = None) -> Reading:
    with store.read() as conn:
        return read(conn, text, store.now(), is_life=is_life)


def view(store: Store, no: int) -> RequestView:
    return store.ask(queries.view, no)


def mark(store: Store, no: int, **changes: object) -> None:
    store.do(change_household, no, None, changes)


def test_an_earlier_call_tells_which_medicine_it_is(home: Store, clock: FixedClock) -> None:
    assert said(home, GONE).urgency is Urgency.TODAY
    home.do(capture, INSULIN)
    clock.moment += timedelta(days=6)
    found = said(home, GONE)
    assert (found.urgency, found.harm_reason) == (Urgency.LIFE, "known_insulin")
    assert [(fact.code, fact.request) for fact in found.known] == [(Known.INSULIN, 1)]
    assert said(home, "大林苑2-1806 药没了").known == ()
    no = home.do(capture, GONE).no
    kept = view(home, no)
    assert (kept.harm_reason, kept.is_vital, kept.doubts[0]) == ("known_insulin", 1, "life")
    with home.read() as conn:
        fact = source(conn, kept, home.now())
    assert fact is not None
    assert fact.request == 1


def test_what_still_lasts_becomes_a_life_when_it_ends(home: Store, clock: FixedClock) -> None:
    home.do(capture, INSULIN)
    no = home.do(capture, "大林苑2-1805 药还剩3天").no
    assert view(home, no).urgency == "today"
    clock.moment += timedelta(days=3, minutes=1)
    with home.read() as conn:
        (row,) = queries.rows(conn, [no], home.now(), queries.settings(conn))
    assert row.urgency == "life"


def test_marks_and_note_tell_it_too(home: Store) -> None:
    mark(home, 1, marks=("透析",), note="周二四六去医院")
    found = said(home, "大林苑2-1805 车没来")
    assert (found.kind, found.urgency) == (RequestKind.DIALYSIS, Urgency.LIFE)
    assert found.harm_at == home.now()
    mark(home, 2, marks=("孕妇", "独居老人"))
    assert said(home, "大林苑2-1806 要买蔬菜").known == ()


def test_a_call_about_several_doors_is_of_each(home: Store) -> None:
    home.do(capture, "大林苑2-1805、2-1806 胰岛素快没了")
    assert said(home, "大林苑2-1806 药没了").harm_reason == "known_insulin"
    assert said(home, "大林苑2-1807、2-1806 药没了").harm_reason == "known_insulin"
    assert said(home, "大林苑2-1807 药没了").known == ()


@pytest.mark.parametrize("urgent", [True, False])
def test_that_it_is_no_life_takes_all_of_it_back(home: Store, urgent: bool) -> None:
    home.do(capture, INSULIN)
    answered = said(home, GONE, is_life=False)
    assert (answered.urgency, answered.harm_reason) == (Urgency.TODAY, "medicine_ends")
    assert [fact.code for fact in answered.known] == [Known.INSULIN]
    no = home.do(capture, GONE if urgent else "大林苑2-1805 头晕").no
    home.do(answer_life, [no], False)
    kept = view(home, no)
    assert (kept.urgency, kept.is_vital, kept.doubts) == ("today", 0, ())
    with home.read() as conn:
        (row,) = queries.rows(conn, [no], home.now(), queries.settings(conn))
    assert row.urgency == "today"


def test_that_it_is_a_life_keeps_kind_and_reason(home: Store) -> None:
    home.do(capture, "大林苑2-1805 每周二四六透析 谢谢")
    heard = said(home, "大林苑2-1805 车没来", is_life=True)
    assert (heard.kind, heard.urgency) == (RequestKind.DIALYSIS, Urgency.LIFE)
    assert heard.harm_reason == "known_dialysis"
    assert "life" not in heard.doubts


def test_what_was_undone_is_not_known(home: Store) -> None:
    home.do(capture, INSULIN)
    home.do(journal.undo)
    assert said(home, GONE).known == ()
    home.do(journal.redo)
    assert said(home, GONE).known


def test_what_was_joined_is_known_and_asks_for_itself_no_more(home: Store) -> None:
    home.do(capture, "大林苑2-1805 孕妇大出血")
    second = home.do(capture, "大林苑2-1805 胰岛素断了").no
    home.do(joining.join_requests, 1, [1, second])
    with home.read() as conn:
        (found,) = homes(conn, [1], home.now())
    assert {one.no: one.at_stake for one in found.earlier} == {1: 1, second: 0}
    assert said(home, GONE).harm_reason == "known_insulin"


def test_beside_an_open_life_what_may_be_one_is_asked_about(home: Store) -> None:
    home.do(capture, "大林苑2-1805 孕妇大出血")
    assert "life" in said(home, "大林苑2-1805 喂怎么还没有人").doubts
    assert said(home, "大林苑2-1805 猫粮没了").known == ()
    home.do(requests.close_requests, {1: ClosingInput(Outcome.WITHDRAWN, "丈夫", home.now())})
    assert all(fact.code is not Known.LIFE for fact in said(home, "大林苑2-1805 喂").known)


def test_since_a_death_there_is_no_dialysis(home: Store) -> None:
    home.do(capture, "大林苑2-1805 外婆透析的车没来")
    assert said(home, "大林苑2-1805 车没来").harm_reason == "known_dialysis"
    home.do(requests.close_requests, {1: ClosingInput(Outcome.DIED, "女儿", home.now())})
    assert said(home, "大林苑2-1805 车没来").known == ()


def test_lines_and_files_of_calls_are_read_so_too(home: Store, tmp_path: Path) -> None:
    home.do(capture, INSULIN)
    (one, other) = home.do(capture_lines, [GONE, "大林苑2-1806 药没了"])
    assert view(home, one.no).harm_reason == "known_insulin"
    assert view(home, other.no).harm_reason == "medicine_ends"
    file = tmp_path / "calls.txt"
    file.write_text(
        "大林苑2-1805 打的针用完了 13800000001\n大林苑2-1807 漏水 13800000002\n", "utf-8"
    )
    with home.read() as conn:
        plan = plan_import(conn, [file], now=home.now())
    home.do(apply_import, plan)
    assert view(home, 4).harm_reason == "known_insulin"


def test_with_a_broken_table_the_rest_is_read(home: Store, break_table: BreakTable) -> None:
    home.do(capture, INSULIN)
    break_table("history.toml", 'insulin = "', 'insulin = 3 # "')
    found = said(home, GONE)
    assert (found.kind, found.urgency) == (RequestKind.MEDICINE, Urgency.TODAY)
    assert found.trouble is not None
    no = home.do(capture, GONE).no
    assert view(home, no).text == GONE


def test_many_calls_hide_no_insulin_and_an_index_finds_them(home: Store, clock: FixedClock) -> None:
    home.do(capture, INSULIN)
    clock.moment += timedelta(days=1)
    with home.step() as step:
        for number in range(100):
            text = f"漏水 {number}"
            given = RequestInput(text, "", RequestKind.REPAIRS, Urgency.ROUTINE, home.now(), 1)
            requests.add_request(step, given)
    assert said(home, GONE).harm_reason == "known_insulin"
    conn = sqlite3.connect(home.path)
    (found,) = homes(conn, [1], home.now())
    assert len(found.earlier) == MOST_EARLIER
    (plan,) = plans(conn, lambda: homes(conn, [1], home.now()))
    conn.close()
    assert "request_by_household" in plan
    assert "request_door_by_household" in plan
    assert "SCAN t " not in plan
    assert "SCAN request " not in plan
