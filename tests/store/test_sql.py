"""Rows by name: views take the columns of their fields, lists and defaults, and miss none."""

from __future__ import annotations

import ast
import re
import sqlite3
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import pytest

from data import engine, sql
from data.households.addresses import address, address_values
from models.problems import Problem, Refused
from tests.imports import sources


class Thing(NamedTuple):
    no: int
    name: str
    words: tuple[str, ...] = ()
    facts: Mapping[str, object] = {}
    size: int | None = None


class Sized(NamedTuple):
    no: int
    size: int


@pytest.fixture
def conn() -> Iterator[sqlite3.Connection]:
    opened = sqlite3.connect(":memory:", isolation_level=None)
    opened.execute("CREATE TABLE word (thing INTEGER, position INTEGER, word TEXT)")
    opened.executemany("INSERT INTO word VALUES (1, ?, ?)", [(2, "两"), (1, 'o"ne'), (3, "[/]")])
    yield opened
    opened.close()


def test_columns_go_to_the_fields_of_their_names(conn: sqlite3.Connection) -> None:
    rows = conn.execute("SELECT 9 AS size, 'a' AS name, 1 AS no, 'unasked' AS other")
    assert sql.views(Thing, rows) == [Thing(1, "a", size=9)]


def test_a_field_without_a_column_keeps_its_default(conn: sqlite3.Connection) -> None:
    rows = conn.execute("SELECT 1 AS no, 'a' AS name UNION ALL SELECT 2, 'b'")
    assert sql.views(Thing, rows) == [Thing(1, "a"), Thing(2, "b")]


def test_a_field_that_needs_a_column_and_has_none_is_named(conn: sqlite3.Connection) -> None:
    for _try in range(2):
        with pytest.raises(KeyError, match="size"):
            sql.views(Sized, conn.execute("SELECT 1 AS no, 2 AS sized"))
        with pytest.raises(KeyError, match="size"):
            sql.view(Sized, conn.execute("SELECT 1 AS no WHERE 0"))
    assert sql.views(Sized, conn.execute("SELECT 2 AS size, 1 AS no")) == [Sized(1, 2)]


def test_lists_and_objects_are_read(conn: sqlite3.Connection) -> None:
    words = sql.listed("w.word", "FROM word w WHERE w.thing = {} ORDER BY w.position")
    rows = conn.execute(
        f"SELECT 1 AS no, 'a' AS name, {words.format(1)} AS words, '{{\"a\": 1}}' AS facts"
        f" UNION ALL SELECT 2, 'b', {words.format(2)}, '{{}}'"
    )
    assert sql.views(Thing, rows) == [
        Thing(1, "a", ('o"ne', "两", "[/]"), {"a": 1}),
        Thing(2, "b", (), {}),
    ]


def test_one_row_is_a_view_and_no_row_none(conn: sqlite3.Connection) -> None:
    query = "SELECT * FROM (SELECT 1 AS no, 5 AS size UNION ALL SELECT 2, 6) WHERE no >= ?"
    assert sql.view(Sized, conn.execute(query, (1,))) == Sized(1, 5)
    assert sql.view(Sized, conn.execute(query, (3,))) is None


def test_a_row_that_must_be_there_is_refused_by_the_code_it_is_asked_with(
    conn: sqlite3.Connection,
) -> None:
    rows = conn.execute("SELECT 2 AS size, 1 AS no")
    assert sql.found(Sized, rows, "thing_unknown", no=1) == Sized(1, 2)
    with pytest.raises(Refused) as refused:
        sql.found(Sized, conn.execute("SELECT 2 AS size, 1 AS no WHERE 0"), "thing_unknown", no=1)
    assert refused.value.problem == Problem("thing_unknown", {"no": 1})


def test_rows_by_name_can_be_put_together_first(conn: sqlite3.Connection) -> None:
    rows = conn.execute("SELECT 1 AS no, 'a' AS name UNION ALL SELECT 2, 'b'")
    assert list(sql.named(rows)) == [{"no": 1, "name": "a"}, {"no": 2, "name": "b"}]
    assert list(sql.named(conn.execute("SELECT 1 AS no WHERE 0"))) == []


def test_columns_packed_into_one_come_out_as_they_went_in(conn: sqlite3.Connection) -> None:
    words = sql.listed("w.word", "FROM word w WHERE w.position < 3 ORDER BY w.position")
    columns = f"1, NULL, 'a', {sql.nested(words)}"
    (packed,) = conn.execute(f"SELECT {sql.packed(columns)}").fetchone()
    assert sql.unpacked(packed) == [1, None, "a", ['o"ne', "两"]]
    source = "FROM word w ORDER BY w.position"
    (told,) = conn.execute(f"SELECT {sql.records('w.position, w.word', source)}").fetchone()
    assert sql.read_records(told) == [[1, 'o"ne'], [2, "两"], [3, "[/]"]]


def test_values_are_given_however_many_they_are(conn: sqlite3.Connection) -> None:
    query = f"SELECT count(*) FROM word WHERE position IN ({sql.given('wanted')})"
    for wanted, count in (((), 0), ((1, 3, 9), 2), (range(5_000), 3)):
        assert conn.execute(query, {"wanted": sql.as_given(wanted)}).fetchone() == (count,)


def test_an_address_has_its_parts_by_name_and_none_for_empty_ones(conn: sqlite3.Connection) -> None:
    tables = (
        "(SELECT '大林苑' AS name) c, (SELECT '' AS lane, '3' AS name) b,"
        " (SELECT '' AS unit, '1505' AS room) h"
    )
    (found,) = sql.named(conn.execute(f"SELECT {address()} FROM {tables}"))
    assert found == {
        "compound": "大林苑",
        "lane": None,
        "building": "3",
        "unit": None,
        "room": "1505",
    }
    (packed,) = conn.execute(f"SELECT {sql.packed(address_values())} FROM {tables}").fetchone()
    assert sql.unpacked(packed) == list(found.values())


def test_statements_of_a_script_keep_the_bodies_of_triggers_whole() -> None:
    script = "CREATE TABLE a (x);\nCREATE TRIGGER t AFTER INSERT ON a BEGIN\n  SELECT 1;\nEND;\n"
    assert [one.split()[1] for one in engine.statements(script)] == ["TABLE", "TRIGGER"]


# -- the engine's own words ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("made", "is_"),
    [
        (sql.same("1", "1"), 1),
        (sql.same("1", "NULL"), 0),
        (sql.same("NULL", "NULL"), 1),
        (sql.holds("'党支部书记'", "'书记'"), 1),
        (sql.holds("'党支部书记'", "'主任'"), 0),
        (sql.place_in(("self", "leaders", "line_leader"), "'line_leader'"), 3),
        (sql.place_in(("desk", "help"), "'help_desk'"), 0),
        (sql.place_in(("desk", "help"), "NULL"), 0),
        (sql.greatest("3", "7"), 7),
    ],
)
def test_each_piece_says_what_it_is_for(conn: sqlite3.Connection, made: str, is_: int) -> None:
    assert sql.value(conn.execute(f"SELECT {made}")) == is_


def test_rows_that_meet_a_condition_are_counted(conn: sqlite3.Connection) -> None:
    late = sql.count_if("position > 1")
    assert sql.value(conn.execute(f"SELECT {late} FROM word")) == 2
    assert sql.value(conn.execute(f"SELECT {late} FROM word WHERE thing = 9")) == 0


def test_a_single_value_and_one_column_by_another(conn: sqlite3.Connection) -> None:
    assert sql.value(conn.execute("SELECT word FROM word WHERE position = 9")) is None
    rows = conn.execute("SELECT word AS called, position AS at FROM word ORDER BY position")
    assert sql.mapped(rows, "called", "at") == {'o"ne': 1, "两": 2, "[/]": 3}


_OWNERS = frozenset({"data.sql", "data.connection", "data.journal.triggers"})
_OWN = re.compile(
    r"\b(?:instr|json_\w+|julianday|printf|group_concat|iif|ifnull)\(|\bGLOB\b|\bIS [:?](?! IS)"
    r"|\bAS '|\bsum\([^()]*(?:=|\bIS\b|\bAND\b)|\bmax\(\("
)
"""What SQLite says its own way."""


def test_the_engines_own_words_stand_with_their_owners() -> None:
    found = [
        f"{module}:{node.lineno}"
        for module, source in sources().items()
        if module.startswith("data.") and module not in _OWNERS
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and _OWN.search(node.value)
    ]
    assert found == []
