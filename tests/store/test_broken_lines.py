"""Lines of the journal that damage or another program broke are told; all else goes on."""

from __future__ import annotations

import sqlite3

import pytest

from data.journal import commands as journal_commands
from data.journal import queries as journal
from data.maintenance import journal_health
from data.reading.capture import capture
from data.store import Store
from screens.sentences import say_act, say_step
from tests.damage import by_hand
from tests.states import refused, state

IN_STEP = [
    "params = '{'",
    "params = '[1]'",
    "params = 'null'",
    "params = NULL",
    "params = x'ff'",
    "params = '{\"a\": '",
    "at = 'yesterday'",
    "at = '2022-13-09T00:00:00Z'",
    "at = '9999-12-31T23:59:59Z'",
    "at = NULL",
    "entered_at = ''",
    "code = NULL",
    "who = NULL",
    "undoes = 'two'",
]
"""What breaks a line of a step so that it can no longer be read whole."""

IN_CHANGE = [
    "table_name = 'nowhere'",
    "table_name = NULL",
    "row_id = 'x'",
    "row_id = NULL",
    "op = 'replace'",
    "op = NULL",
    "after = '{'",
    "after = '[]'",
    "after = NULL",
    "after = '{\"nothing\": 1}'",
    "after = '{\"id\": []}'",
    'after = \'{"id": "\\ud800"}\'',
    "after = '{\"no\": 99999999999999999999}'",
    "after = '{}'",
    "before = 'null'",
    "before = x'00'",
]
"""What breaks a change so that it cannot be taken back."""


@pytest.fixture
def called(filled: Store) -> Store:
    """A store of two steps, the second of them a call."""
    filled.do(capture, "大林苑2号1805 降压药还剩两天")
    return filled


def wrong(store: Store) -> set[str]:
    """What the doctor finds wrong with the journal."""
    return {one.code for one in store.ask(lambda c: list(journal_health.journal(c))) if one.wrong}


@pytest.mark.parametrize("fitting", [False, True], ids=["digests", "old"])
def test_each_broken_step_is_told(called: Store, fitting: bool) -> None:
    for broken in IN_STEP:
        by_hand(
            called.path,
            "DELETE FROM journal_step WHERE no > 2",
            "INSERT INTO journal_step SELECT 'x', 3, at, entered_at, desk, who, code, params,"
            " undoes, digest FROM journal_step WHERE no = 2",
            f"UPDATE journal_step SET {broken} WHERE no = 3",
            fitting=fitting,
        )
        told = {step.no: step for step in called.ask(journal.steps)}
        assert {no: step.damaged for no, step in told.items()} == {1: False, 2: False, 3: True}
        assert say_step(told[3]).startswith("damaged: "), broken
        assert not say_step(told[2]).startswith("damaged: ")
        assert fitting or wrong(called) == {"digests"}


@pytest.mark.parametrize("number", ["'two'", "NULL", "x'02'", "9223372036854775807"])
def test_a_step_that_lost_its_number_is_told(called: Store, number: str) -> None:
    by_hand(called.path, f"UPDATE journal_step SET no = {number} WHERE no = 2")
    assert len(called.ask(journal.steps)) == 2
    assert wrong(called) == {"journal", "digests"}
    goes_on(called)


@pytest.mark.parametrize("fitting", [False, True], ids=["digests", "old"])
@pytest.mark.parametrize("broken", IN_CHANGE)
def test_a_broken_change_is_not_undone(called: Store, broken: str, fitting: bool) -> None:
    by_hand(called.path, f"UPDATE journal_change SET {broken} WHERE step_no = 2", fitting=fitting)
    before = state(called)
    for _try in range(2):
        with refused("step_damaged", step=2):
            called.do(journal_commands.undo, 2)
    assert state(called) == before
    assert wrong(called)


def goes_on(store: Store) -> None:
    """Acts are written, undone and done again beside what is broken."""
    before = state(store)
    store.do(capture, "大林苑2号1806 奶粉没有了")
    store.do(journal_commands.undo)
    assert state(store) == before
    store.do(journal_commands.redo)
    assert state(store) != before


def test_acts_go_on_beside_all_that_is_broken(called: Store) -> None:
    for no, broken in enumerate((*IN_STEP, *IN_CHANGE), 3):
        table, number = (
            ("journal_step", "no") if broken in IN_STEP else ("journal_change", "step_no")
        )
        by_hand(
            called.path,
            f"INSERT INTO journal_step SELECT '{no}', {no}, at, entered_at, desk, who, code,"
            " params, undoes, digest FROM journal_step WHERE no = 2",
            f"INSERT INTO journal_change SELECT (SELECT max(seq) + 1 FROM journal_change), {no},"
            " table_name, row_id, op, before, after FROM journal_change WHERE seq = 1",
            f"UPDATE {table} SET {broken} WHERE {number} = {no}",
        )
    assert all(say_step(step) for step in called.ask(journal.steps))
    assert {"digests", "journal_lines", "records"} <= wrong(called)
    goes_on(called)


@pytest.mark.parametrize(
    "damage", ["DELETE FROM journal_context", "UPDATE journal_context SET only = 2, step_no = 1"]
)
def test_acts_go_on_without_the_line_that_says_which_step_is_written(
    called: Store, damage: str
) -> None:
    by_hand(called.path, damage)
    assert wrong(called) == {"journal"}
    goes_on(called)
    assert "digests" not in wrong(called)


def test_a_journal_full_of_what_is_no_text_is_listed(called: Store) -> None:
    by_hand(called.path, "UPDATE journal_step SET who = x'fffe', code = x'80', params = x'80'")
    assert all(step.damaged for step in called.ask(journal.steps))


@pytest.mark.parametrize(
    ("code", "params", "told"),
    [
        ("no_such_act", {"a": 1}, "no_such_act"),
        ("renamed", {}, "renamed"),
        ("request_chased", {}, "request … chased"),
        ("undone", {}, "Undone: "),
        ("undone", {"code": "request_added", "params": [1]}, "Undone: request … added"),
        ("undone", {"code": "undone", "params": None}, "Undone: Undone: "),
        ("duty_moved", {"times": {"starts_at": 1}, "was": {}}, "{"),
        ("duty_moved", {"times": {"starts_at": "x", "ends_at": "y"}, "was": []}, "x-y"),
        ("requests_promised", {"nos": {}, "until": [], "count": None}, "requests chased"),
    ],
)
def test_acts_are_told_whatever_their_line_lacks(
    code: str, params: dict[str, object], told: str
) -> None:
    assert told in say_act(code, params)


def test_a_line_that_touches_every_record_undoes_none(called: Store) -> None:
    by_hand(
        called.path,
        "UPDATE journal_change SET after = '{}', table_name = 'compound' WHERE step_no = 2",
        fitting=True,
    )
    with refused("step_damaged"):
        called.do(journal_commands.undo, 2)
    assert called.ask(sqlite3.Connection.execute, "SELECT count(*) FROM compound").fetchone() == (
        1,
    )
