"""Windows on lists: whatever is asked, count, order, windows and places agree with plain Python."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from functools import partial
from itertools import product
from typing import NamedTuple

import pytest

from data import listing as listing_module
from data import sql
from data.listing import Listing, ListSpec
from models.listing import ListQuery
from models.text import fold


class Thing(NamedTuple):
    no: int
    name: str
    size: int | None
    search: str


SPEC = ListSpec(
    table="thing",
    rows="SELECT t.no AS no, t.name AS name, t.size AS size, t.search AS search FROM thing t",
    read=partial(sql.views, Thing),
    sorts={
        "name": ("t.name",),
        "size": ("t.size",),
        "class": ("t.size % 2", "t.name"),
        "entered": (),
    },
    scopes={"all": "", "small": "t.size < 4", "over": "t.size > :least"},
    values={"least": 2},
)

WORDS = (
    "欧阳娜娜 oynn",
    "王芳 wf",
    "王秀英 wxy",
    "100%",
    "a_b",
    "o'brien",
    '"',
    "near(",
    "*",
    "302",
)


def things(count: int, seed: int = 1) -> list[Thing]:
    """Things whose names repeat, whose sizes may be missing, and whose numbers have gaps."""
    chance = random.Random(seed)
    numbers = chance.sample(range(1, 3 * count + 1), count)
    return [
        Thing(
            no,
            chance.choice("丙甲乙abc"),
            chance.choice((None, 0, 1, 2, 3, 4, 5)),
            fold(" ".join(chance.sample(WORDS, 2)) + f" 1380000{no:04d}"),
        )
        for no in numbers
    ]


@pytest.fixture(params=[5, 2000], ids=["beyond the head", "within the head"])
def head(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """How many numbers are read at first."""
    monkeypatch.setattr(listing_module, "HEAD", request.param)


@pytest.fixture
def conn() -> Iterator[sqlite3.Connection]:
    opened = sqlite3.connect(":memory:", isolation_level=None)
    opened.execute("CREATE TABLE thing (no INTEGER UNIQUE, name TEXT, size INTEGER, search TEXT)")
    opened.execute("CREATE INDEX thing_by_name ON thing (name, no, search)")
    opened.execute("CREATE INDEX thing_by_size ON thing (size, no)")
    yield opened
    opened.close()


def keep(conn: sqlite3.Connection, kept: list[Thing]) -> None:
    conn.executemany("INSERT INTO thing (no, name, size, search) VALUES (?, ?, ?, ?)", kept)


def parity(thing: Thing) -> int:
    return -1 if thing.size is None else thing.size % 2


ORDERS = {
    "name": lambda thing: (thing.name, thing.no),
    "size": lambda thing: (-1 if thing.size is None else thing.size, thing.no),
    "class": lambda thing: (parity(thing), thing.name, thing.no),
    "entered": lambda thing: thing.no,
}
SCOPES = {
    "all": lambda thing: True,
    "small": lambda thing: thing.size is not None and thing.size < 4,
    "over": lambda thing: thing.size is not None and thing.size > 2,
}


def expected(kept: list[Thing], query: ListQuery) -> list[Thing]:
    found = [
        thing
        for thing in kept
        if SCOPES[query.scope](thing)
        and all(word in thing.search for word in fold(query.filter).split())
    ]
    return sorted(found, key=ORDERS[query.sort], reverse=query.descending)


@pytest.mark.usefixtures("head")
@pytest.mark.parametrize(
    ("scope", "sort", "descending"), list(product(SCOPES, ORDERS, (False, True)))
)
def test_every_question_is_answered_as_plain_python_would(
    conn: sqlite3.Connection, scope: str, sort: str, descending: bool
) -> None:
    kept = things(60)
    keep(conn, kept)
    for typed in ("", "王", "娜", "oy", "王 1380000", "0012", "302 100%", "nobody"):
        query = ListQuery(scope, sort, descending, typed)
        wanted = expected(kept, query)
        numbers = [thing.no for thing in wanted]

        def ask(query: ListQuery = query) -> Listing[Thing]:
            return SPEC.open(conn, query)

        assert ask().count == len(wanted)
        assert ask().window(0, 7) == wanted[:7]
        assert ask().window(4, 60) == wanted[4:60]
        assert list(ask().nos(0, len(wanted))) == numbers
        assert ask().rows() == wanted
        assert ask().total == 60
        for no in (thing.no for thing in kept):
            assert ask().position(no) == (numbers.index(no) if no in numbers else None)
        assert ask().position(10_000) is None


@pytest.mark.usefixtures("head")
def test_places_and_windows_may_be_asked_of_one_listing_in_any_order(
    conn: sqlite3.Connection,
) -> None:
    kept = things(60)
    keep(conn, kept)
    query = ListQuery("all", "size", True, "王")
    wanted = expected(kept, query)
    asked = SPEC.open(conn, query)
    assert asked.window(0, 3) == wanted[:3]
    assert asked.position(wanted[-1].no) == len(wanted) - 1
    assert asked.count == len(wanted)
    assert asked.window(len(wanted) - 2, len(wanted)) == wanted[-2:]
    assert asked.window(0, 3) == wanted[:3]


@pytest.mark.parametrize("typed", ["%", "_", "'", '"', "near(", "*", "100%", "a_b", "o'brien"])
def test_what_is_typed_is_plain_text(conn: sqlite3.Connection, typed: str) -> None:
    kept = things(60)
    keep(conn, kept)
    found = SPEC.open(conn, ListQuery("all", "name", False, typed)).rows()
    assert [thing.no for thing in found] == [
        thing.no for thing in sorted(kept, key=ORDERS["name"]) if typed in thing.search
    ]
    assert 0 < len(found) < 60


@pytest.mark.parametrize("typed", ["ＯＹＮＮ", "　oynn　", "Oy nn", "阳娜", "娜", "欧阳娜娜  oynn"])
def test_width_case_and_blanks_do_not_matter(conn: sqlite3.Connection, typed: str) -> None:
    keep(conn, [Thing(1, "a", 1, "欧阳娜娜 oynn"), Thing(2, "b", 1, "王芳 wf")])
    assert list(SPEC.open(conn, ListQuery("all", "name", False, typed)).nos(0, 9)) == [1]


def test_a_value_given_when_opening_stands_over_the_declared_one(
    conn: sqlite3.Connection,
) -> None:
    keep(conn, [Thing(1, "a", 3, ""), Thing(2, "b", 5, "")])
    query = ListQuery("over", "name")
    assert list(SPEC.open(conn, query).nos(0, 9)) == [1, 2]
    assert list(SPEC.open(conn, query, least=4).nos(0, 9)) == [2]


def test_a_record_that_went_meanwhile_leaves_its_line_empty(conn: sqlite3.Connection) -> None:
    keep(conn, [Thing(n, "a", 1, "x") for n in range(1, 5)])
    asked = SPEC.open(conn, ListQuery("all", "name", False, "x"))
    assert asked.count == 4
    conn.execute("DELETE FROM thing WHERE no = 2")
    assert [row and row.no for row in asked.window(0, 4)] == [1, None, 3, 4]
    assert asked.position(2) is None


@pytest.mark.parametrize("query", [ListQuery("all", "name"), ListQuery("small", "class")])
def test_each_answer_is_one_read_and_holds_the_file_no_longer(
    conn: sqlite3.Connection, query: ListQuery
) -> None:
    keep(conn, things(40))
    listing = SPEC.open(conn, query)
    (first,) = listing.nos(0, 1)
    said: list[str] = []
    conn.set_trace_callback(said.append)
    for ask in (lambda: listing.window(0, 3), lambda: listing.position(first), listing.rows):
        said.clear()
        ask()
        assert not conn.in_transaction
        assert (said[0], said[-1]) == ("BEGIN", "ROLLBACK")
        assert said.count("BEGIN") == 1


def test_an_empty_list_has_no_window_and_no_places(conn: sqlite3.Connection) -> None:
    for typed in ("", "x"):
        asked = SPEC.open(conn, ListQuery("all", "name", False, typed))
        assert (asked.count, asked.total, asked.window(0, 64), asked.position(1)) == (
            0,
            0,
            [],
            None,
        )


def plan(conn: sqlite3.Connection, asked: Listing[Thing]) -> list[str]:
    """How SQLite does what a listing asks for: the plans of its statements."""
    said: list[str] = []
    conn.set_trace_callback(said.append)
    assert len(asked.window(20, 24)) == 4
    assert asked.position(asked.nos(30, 31)[0]) == 30
    conn.set_trace_callback(None)
    return [
        row[3]
        for statement in said
        if "json_each" not in statement
        for row in conn.execute(f"EXPLAIN QUERY PLAN {statement}")
    ]


@pytest.mark.parametrize("descending", [False, True])
def test_a_plain_order_is_read_from_its_index_without_sorting(
    conn: sqlite3.Connection, descending: bool
) -> None:
    keep(conn, things(60))
    for sort in ("name", "size"):
        steps = plan(conn, SPEC.open(conn, ListQuery("all", sort, descending)))
        assert not [step for step in steps if "TEMP B-TREE" in step]
        assert [step for step in steps if f"COVERING INDEX thing_by_{sort}" in step]
