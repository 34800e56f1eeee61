"""A step: what it writes, and how it is one act however many commands it is made of."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlmodel import col

from data.journal import commands as journal_commands
from data.journal import queries as journal
from data.sql import Reader
from data.step import Step
from data.store import Store
from models.chases import Rung
from models.directory import ContactKind
from models.directory.tables import Contact
from models.households import CompoundKind
from models.households.tables import Compound, Neighbourhood
from models.problems import Refused
from models.settings.tables import Setting


def compound(no: int, name: str) -> Compound:
    return Compound(id=f"c{no}", no=no, position=no, name=name, kind=CompoundKind.LANE)


def found(store: Store, query: str) -> list[tuple[object, ...]]:
    def ask(conn: Reader) -> list[tuple[object, ...]]:
        return conn.execute(query).fetchall()

    return store.ask(ask)


def add_two(step: Step) -> str:
    """Two compounds and the neighbourhood."""
    step.add(compound(1, "大林苑"), compound(2, "四十三弄"), Neighbourhood(id="n", name="大林"))
    step.act("compounds_added", count=2)
    return "added"


# -- writing ---------------------------------------------------------------------------------------


def test_records_of_several_tables_are_kept_with_their_defaults(store: Store) -> None:
    assert store.do(add_two) == "added"
    assert found(store, "SELECT no, name, kind, version, stated_households FROM compound") == [
        (1, "大林苑", "lane", 1, None),
        (2, "四十三弄", "lane", 1, None),
    ]
    assert found(store, "SELECT name, subdistrict FROM neighbourhood") == [("大林", "")]
    (step,) = store.ask(journal.steps)
    assert (step.code, step.params, step.changes) == ("compounds_added", {"count": 2}, 3)
    assert [one.op for one in store.ask(journal.changes, step.no)] == ["insert"] * 3


def test_what_a_step_wrote_is_seen_by_its_own_reading_at_once(store: Store) -> None:
    def command(step: Step) -> list[object]:
        add_two(step)
        return step.conn.execute("SELECT name FROM compound ORDER BY no").fetchall()

    assert store.do(command) == [("大林苑",), ("四十三弄",)]


def test_adding_nothing_writes_nothing(store: Store) -> None:
    store.do(lambda step: step.add())
    assert store.ask(journal.steps) == []


def test_a_change_leaves_the_other_columns_and_counts_from_what_is_there(store: Store) -> None:
    store.do(add_two)

    def command(step: Step) -> None:
        step.change(Compound, "c2", leader="章阿宝", version=col(Compound.version) + 1)
        step.act("compound_changed", no=2)

    store.do(command)
    assert found(store, "SELECT name, leader, version FROM compound ORDER BY no") == [
        ("大林苑", "", 1),
        ("四十三弄", "章阿宝", 2),
    ]
    (change,) = store.ask(journal.changes, 2)
    assert (change.row, change.before, change.after) == (
        "c2",
        {"leader": ""},
        {"leader": "章阿宝"},
    )


def test_states_and_moments_are_given_as_they_are(store: Store) -> None:
    def command(step: Step) -> None:
        record = Contact(id="k", no=1, name="120", kind=ContactKind.AMBULANCE, rung=Rung.EMERGENCY)
        step.add(record)
        moment = datetime(2022, 4, 9, tzinfo=UTC)
        step.change(Contact, "k", kind=ContactKind.HOSPITAL, archived_at=moment)
        step.act("contact_added")

    store.do(command)
    assert found(store, "SELECT kind, rung, archived_at FROM contact") == [
        ("hospital", "emergency", "2022-04-09T00:00:00Z")
    ]


def test_a_change_of_what_is_not_there_is_a_fault_and_keeps_nothing(store: Store) -> None:
    def command(step: Step) -> None:
        add_two(step)
        step.change(Compound, "c9", leader="章阿宝")

    with pytest.raises(AssertionError, match="Compound c9: 0 records"):
        store.do(command)
    assert found(store, "SELECT * FROM compound") == []
    store.do(add_two)
    assert len(found(store, "SELECT * FROM compound")) == 2


def test_all_that_meet_the_conditions_are_changed_and_counted(store: Store) -> None:
    store.do(add_two)

    def command(step: Step) -> tuple[int, int, int]:
        named = step.change_where(Compound, col(Compound.leader) == "", leader="褚玉芬")
        again = step.change_where(Compound, col(Compound.leader) == "", leader="章阿宝")
        both = step.change_where(
            Compound, col(Compound.leader) == "褚玉芬", col(Compound.no) > 1, leader="章阿宝"
        )
        step.act("compounds_changed")
        return named, again, both

    assert store.do(command) == (2, 0, 1)
    assert found(store, "SELECT leader FROM compound ORDER BY no") == [("褚玉芬",), ("章阿宝",)]


def test_records_are_removed_by_key_and_by_conditions(store: Store) -> None:
    store.do(add_two)

    def command(step: Step) -> int:
        step.remove(Neighbourhood, "n")
        removed = step.remove_where(Compound, col(Compound.kind) == CompoundKind.LANE)
        step.act("all_removed")
        return removed

    assert store.do(command) == 2
    assert found(store, "SELECT id FROM compound UNION SELECT id FROM neighbourhood") == []
    with pytest.raises(AssertionError, match="Neighbourhood n: 0 records"):
        store.do(lambda step: step.remove(Neighbourhood, "n"))


def test_every_kind_of_writing_is_taken_back_and_brought_back(store: Store) -> None:
    store.do(add_two)

    def command(step: Step) -> None:
        step.change(Compound, "c1", name="小林苑", version=2)
        step.remove(Compound, "c2")
        step.add(compound(3, "桂馨里"))
        step.act("all_turned_round")

    before = found(store, "SELECT no, name FROM compound ORDER BY no")
    store.do(command)
    after = found(store, "SELECT no, name FROM compound ORDER BY no")
    for _try in range(2):
        store.do(journal_commands.undo)
        assert found(store, "SELECT no, name FROM compound ORDER BY no") == before
        store.do(journal_commands.redo)
        assert found(store, "SELECT no, name FROM compound ORDER BY no") == after
    assert found(store, "SELECT version FROM compound WHERE no = 1") == [(6,)]


# -- acts ------------------------------------------------------------------------------------------


def set_value(step: Step, name: str, value: str) -> None:
    step.add(Setting(id=name, value=value))
    step.act("value_set", name=name)


def test_the_whole_has_the_last_word_over_its_parts(store: Store) -> None:
    def whole(step: Step) -> None:
        set_value(step, "a", "1")
        set_value(step, "b", "2")
        step.act("values_set", count=2)

    store.do(whole)
    (step,) = store.ask(journal.steps)
    assert (step.code, step.params, step.changes) == ("values_set", {"count": 2}, 2)


def test_a_part_that_comes_last_is_heard(store: Store) -> None:
    def whole(step: Step) -> None:
        step.act("values_set", count=1)
        set_value(step, "a", "1")

    store.do(whole)
    (step,) = store.ask(journal.steps)
    assert (step.code, step.params) == ("value_set", {"name": "a"})


def test_a_change_that_nobody_names_is_a_fault_and_keeps_nothing(store: Store) -> None:
    with pytest.raises(AssertionError, match="says what it was"):
        store.do(lambda step: step.add(Setting(id="a", value="1")))
    assert found(store, "SELECT * FROM setting") == []
    assert store.last_written == 0
    store.do(set_value, "a", "1")
    assert store.last_written == 1


def test_an_act_that_changes_nothing_is_no_step(store: Store) -> None:
    store.do(set_value, "a", "1")

    def command(step: Step) -> None:
        step.change(Setting, "a", value="1")
        step.act("value_set", name="a")

    store.do(command)
    assert [one.no for one in store.ask(journal.steps)] == [1]
    assert store.last_written == 1


def test_a_refusal_of_the_last_part_keeps_nothing_of_the_first(store: Store) -> None:
    def whole(step: Step) -> None:
        set_value(step, "a", "1")
        raise Refused("field_empty", "b")

    for _try in range(2):
        with pytest.raises(Refused):
            store.do(whole)
        assert found(store, "SELECT * FROM setting") == []
    assert store.ask(journal.steps) == []


def test_what_a_step_tells_is_safe_to_show(store: Store) -> None:
    def command(step: Step) -> None:
        step.add(Setting(id="a", value="1"))
        step.act("value_set", name="\x1b[2Jone", nos=(1, 2), more={"said": ["\u202etwo"]})

    store.do(command)
    (step,) = store.ask(journal.steps)
    assert step.params["nos"] == [1, 2]
    assert all(mark not in str(step.params) for mark in ("\x1b", "\u202e"))


def test_a_command_gets_what_it_is_given_and_its_answer_comes_back(store: Store) -> None:
    def command(step: Step, first: int, *, second: int) -> tuple[int, datetime]:
        return first + second + step.no, step.at

    assert store.do(command, 1, second=2) == (4, store.now())
