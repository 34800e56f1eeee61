"""The journal records everything, undoes it by guarded inverses, and cannot be rewritten."""

from __future__ import annotations

import random
import sqlite3

import pytest

from data.connection import connect
from data.ids import new_id
from data.journal import commands as journal_commands
from data.journal import queries as journal
from data.store import Store
from screens.sentences import say_act
from tests.states import refused, state


def _name(store: Store, name: str) -> None:
    with store.step() as step:
        step.act("renamed", name=name)
        if step.conn.execute("SELECT 1 FROM neighbourhood").fetchone():
            step.conn.execute("UPDATE neighbourhood SET name = ?", (name,))
        else:
            step.conn.execute("INSERT INTO neighbourhood (id, name) VALUES ('one', ?)", (name,))


def test_steps_are_told_newest_first(store: Store) -> None:
    _name(store, "大林")
    _name(store, "小林")
    with store.read() as conn:
        found = journal.steps(conn)
        assert [(s.no, s.code, s.params["name"]) for s in found] == [
            (2, "renamed", "小林"),
            (1, "renamed", "大林"),
        ]
        (change,) = journal.changes(conn, 2)
    assert (change.op, change.before, change.after) == (
        "update",
        {"name": "大林"},
        {"name": "小林"},
    )


def test_a_step_without_changes_leaves_no_trace(store: Store) -> None:
    with store.step() as step:
        step.act("looked")
    assert store.ask(journal.steps) == []


def test_a_block_that_raises_keeps_nothing(store: Store) -> None:
    def fail() -> None:
        with store.step() as step:
            step.act("renamed")
            step.conn.execute("INSERT INTO neighbourhood (id, name) VALUES ('one', 'x')")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert state(store)["neighbourhood"] == []
    _name(store, "大林")
    assert [s.no for s in store.ask(journal.steps)] == [1]


def test_undo_and_redo_survive_a_restart(store: Store) -> None:
    _name(store, "大林")
    _name(store, "小林")
    store.do(journal_commands.undo)
    again = Store(store.path, store.clock)
    again.do(journal_commands.undo)
    assert state(again)["neighbourhood"] == []
    again.do(journal_commands.redo)
    assert state(again)["neighbourhood"] == [("one", "大林", "")]
    third = Store(store.path, store.clock)
    third.do(journal_commands.redo)
    assert state(third)["neighbourhood"] == [("one", "小林", "")]
    with refused("nothing_to_redo"):
        third.do(journal_commands.redo)


def test_redo_is_off_after_a_new_act(store: Store) -> None:
    _name(store, "大林")
    store.do(journal_commands.undo)
    _name(store, "小林")
    with refused("nothing_to_redo"):
        store.do(journal_commands.redo)


def test_undo_is_refused_while_a_later_step_builds_on_it(store: Store) -> None:
    _name(store, "大林")
    _name(store, "小林")
    with refused("undo_depends", step=1, later=2):
        store.do(journal_commands.undo, 1)
    assert state(store)["neighbourhood"] == [("one", "小林", "")]


def test_undo_is_refused_while_a_later_record_refers_to_it(store: Store) -> None:
    with store.step() as step:
        step.act("compound_added")
        step.conn.execute(
            "INSERT INTO compound (id, no, position, name, kind) "
            "VALUES ('c', 1, 1, '大林苑', 'lane')"
        )
    with store.step() as step:
        step.act("building_added")
        step.conn.execute(
            "INSERT INTO building (id, no, compound_id, name) VALUES ('b', 1, 'c', '2')"
        )
    with refused("undo_depends", step=1, later=2):
        store.do(journal_commands.undo, 1)
    store.do(journal_commands.undo, 2)
    store.do(journal_commands.undo, 1)
    assert state(store)["compound"] == []


def test_each_refusal_says_which_step(store: Store) -> None:
    with refused("nothing_to_undo"):
        store.do(journal_commands.undo)
    _name(store, "大林")
    store.do(journal_commands.undo)
    for no, code in ((1, "step_already_undone"), (2, "step_is_undo"), (9, "step_unknown")):
        with refused(code, step=no):
            store.do(journal_commands.undo, no)


def test_the_journal_cannot_be_changed(store: Store) -> None:
    _name(store, "大林")
    for sql in ("DELETE FROM journal_change", "UPDATE journal_step SET who = 'x'"):
        with store.step() as step, pytest.raises(sqlite3.IntegrityError, match="cannot be changed"):
            step.conn.execute(sql)


def test_a_change_outside_a_step_is_refused(store: Store) -> None:
    conn = connect(store.path, 1.0, writes=True)
    with pytest.raises(sqlite3.IntegrityError, match="step_no"):
        conn.execute("INSERT INTO neighbourhood (id, name) VALUES ('one', 'x')")
    conn.close()


@pytest.mark.parametrize("seed", range(4))
def test_undoing_all_and_redoing_all_walks_the_same_states(store: Store, seed: int) -> None:
    chance = random.Random(seed)
    states = [state(store)]
    words = ["张三", "O'Brien", '"quoted"', "a\tb", "é😀", "", "%_"]
    for _ in range(40):
        with store.step() as step:
            step.act("scribbled")
            for _ in range(chance.choice([1, 1, 2, 4])):
                ids = [row[0] for row in step.conn.execute("SELECT id FROM setting")]
                luck = chance.random()
                if luck < 0.5 or not ids:
                    step.conn.execute(
                        "INSERT INTO setting (id, value) VALUES (?, ?)",
                        (new_id(), chance.choice(words)),
                    )
                elif luck < 0.8:
                    step.conn.execute("UPDATE setting SET value = ?", (chance.choice(words),))
                else:
                    step.conn.execute("DELETE FROM setting WHERE id = ?", (chance.choice(ids),))
        if (after := state(store)) != states[-1]:
            states.append(after)
    acts = 0
    for before in reversed(states[:-1]):
        while state(store) != before:
            store.do(journal_commands.undo)
            acts += 1
    for after in states[1:]:
        while state(store) != after:
            store.do(journal_commands.redo)
            acts -= 1
    assert acts == 0


def test_what_older_steps_kept_as_text_is_said_as_it_is() -> None:
    params = {"count": 2, "to": "街道", "until": "04-09 15:00", "nos": "8, 9"}
    told = "2 requests chased, 街道 promised them by 04-09 15:00: 8, 9"
    assert say_act("requests_promised", params) == told
    moved = {"person": "石磊", "where": "热线", "times": "04-09 22:00-23:00", "was": "04-09 20:00"}
    assert say_act("duty_moved", moved).endswith("04-09 22:00-23:00 instead of 04-09 20:00")


def test_what_a_step_tells_is_safe_to_show(store: Store) -> None:
    params = {"to": "\x1b[31m街道\x07", "nos": ["\x1b]0;x\x07一", 2]}
    with store.step() as step:
        step.act("compound_changed", **params)
        step.conn.execute("INSERT INTO neighbourhood (id, name) VALUES ('one', '大林')")
    assert store.ask(journal.steps)[0].params == {"to": "街道", "nos": ["一", 2]}
