"""Each step of the journal is chained to the one before it, and what was changed since is seen."""

from __future__ import annotations

import gzip
import sqlite3
from pathlib import Path

import pytest

from data import migrations, sql
from data.clock import FixedClock
from data.connection import connect
from data.journal import commands as journal_commands
from data.journal import digests
from data.journal import queries as journal
from data.maintenance import journal_health
from data.migrations import MADE, schema
from data.reading.capture import capture
from data.store import Store
from models.journal.digests import literal
from models.problems import Refused
from tests.damage import by_hand
from tests.states import refused, state

FORMATS = Path(__file__).parent / "formats"
CALLS = (
    "大林苑2号1805 降压药还剩两天 13800003555",
    "大林苑2号1806 奶粉没有了",
    "西河里弄 水管漏水",
)


@pytest.fixture
def called(filled: Store) -> Store:
    """A store of four steps: its beginning and three calls."""
    for call in CALLS:
        filled.do(capture, call)
    return filled


def wrong(store: Store) -> dict[str, object]:
    """What the doctor finds wrong with the journal: code -> what it names."""
    found = store.ask(lambda conn: list(journal_health.journal(conn)))
    return {one.code: one.params.get("which") for one in found if one.wrong}


@pytest.mark.parametrize("value", [None, 7, -1, "", "it's", "大林\n'", "null", 1 << 60])
def test_the_engine_writes_values_as_the_digest_has_them(
    store: Store, value: str | int | None
) -> None:
    row = store.ask(sqlite3.Connection.execute, f"SELECT {sql.raw('?')}", (value,)).fetchone()
    assert row == (literal(value),)


def test_steps_undo_and_redo_are_chained(called: Store) -> None:
    called.do(journal_commands.undo)
    called.do(journal_commands.redo)
    assert called.ask(digests.misfits) == []
    assert wrong(called) == {}
    kept = [digest for (digest,) in called.ask(_rows, "SELECT digest FROM journal_step")]
    assert len(set(kept)) == len(kept) == 6
    assert {len(digest) for digest in kept} == {64}


def _rows(conn: sqlite3.Connection, query: str) -> list[tuple[object, ...]]:
    return conn.execute(query).fetchall()


@pytest.mark.parametrize(
    ("change", "misfits"),
    [
        ("UPDATE journal_step SET at = '2022-04-09T00:00:01Z' WHERE no = 3", [3]),
        ("UPDATE journal_step SET who = who || ' ' WHERE no = 3", [3]),
        ("UPDATE journal_step SET params = params || ' ' WHERE no = 3", [3]),
        ("UPDATE journal_step SET params = CAST(params AS BLOB) WHERE no = 3", [3]),
        ("UPDATE journal_step SET undoes = 2 WHERE no = 3", [3]),
        ("UPDATE journal_step SET digest = upper(digest) WHERE no = 2", [2, 3]),
        ("UPDATE journal_step SET no = 9 WHERE no = 3", [4, 9]),
        ("UPDATE journal_change SET after = after || ' ' WHERE step_no = 3", [3]),
        ("UPDATE journal_change SET row_id = 'x' WHERE step_no = 3", [3]),
        ("UPDATE journal_change SET seq = seq + 1000 WHERE step_no = 3", [3]),
        ("UPDATE journal_change SET step_no = 3 WHERE step_no = 2", [2, 3]),
        ("DELETE FROM journal_change WHERE step_no = 3", [3]),
        ("DELETE FROM journal_step WHERE no = 3", [4]),
    ],
)
def test_whatever_changed_since_is_seen(called: Store, change: str, misfits: list[int]) -> None:
    by_hand(called.path, change)
    assert called.ask(digests.misfits) == misfits
    assert wrong(called)["digests"] == misfits


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE request SET text = text || ' ' WHERE no = 2",
        "UPDATE setting SET value = value || ' '",
        "DELETE FROM household_mark",
        "UPDATE journal_context SET step_no = 3",
        "DELETE FROM journal_context",
        "UPDATE journal_context SET only = 2",
        "UPDATE journal_change SET step_no = 77 WHERE seq = 1",
    ],
)
def test_what_no_digest_is_made_of_is_seen_too(called: Store, change: str) -> None:
    called.do(_set)
    by_hand(called.path, change)
    assert wrong(called)


def _set(step: journal_commands.Step) -> None:
    step.conn.execute("INSERT INTO setting (id, value) VALUES ('one', '1')")
    step.act("set")


def test_a_damaged_step_is_not_undone_and_nothing_done(called: Store) -> None:
    by_hand(called.path, "UPDATE journal_change SET before = '{\"head\": 1}' WHERE step_no = 3")
    before = state(called)
    for _try in range(2):
        with refused("step_damaged", step=3):
            called.do(journal_commands.undo, 3)
        assert state(called) == before
    called.do(journal_commands.undo, 4)
    called.do(journal_commands.undo, 2)


def test_a_damaged_undo_is_not_brought_back(called: Store) -> None:
    called.do(journal_commands.undo)
    by_hand(called.path, "UPDATE journal_change SET before = '{}' WHERE step_no = 5")
    with refused("step_damaged", step=5):
        called.do(journal_commands.redo)


def test_a_write_that_is_refused_leaves_the_chain_whole(called: Store) -> None:
    def refuse(step: journal_commands.Step) -> None:
        _set(step)
        raise Refused("field_empty")

    with refused("field_empty"):
        called.do(refuse)
    called.do(_set)
    assert called.ask(digests.misfits) == []


def columns_of(path: Path) -> dict[str, list[str]]:
    """The columns of every table of a file."""
    conn = sqlite3.connect(path)
    try:
        tables = [
            name for (name,) in conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        return {
            table: [column[1] for column in conn.execute(f"PRAGMA table_info({table})")]
            for table in tables
        }
    finally:
        conn.close()


def rows(path: Path, columns: dict[str, list[str]]) -> dict[str, list[tuple[object, ...]]]:
    """Every row of the tables of a file, by the columns that an older format has of them."""
    conn = sqlite3.connect(path)
    try:
        return {
            table: conn.execute(
                f"SELECT {', '.join(columns[table])} FROM {table}{_not_made(table)}"
            ).fetchall()
            for table in columns
        }
    finally:
        conn.close()


def _not_made(table: str) -> str:
    """What leaves out of a table the records that come with a format."""
    return f" WHERE id NOT IN ({sql.quoted(MADE[table])})" if table in MADE else ""


def older(folder: Path, number: int) -> Path:
    """A file as an older format had it, with acts undone and done again."""
    path = folder / "older.db"
    path.write_bytes(gzip.decompress((FORMATS / f"{number}.db.gz").read_bytes()))
    return path


@pytest.fixture
def first_format(tmp_path: Path) -> Path:
    """A file as the first format had it."""
    return older(tmp_path, 1)


@pytest.mark.parametrize(
    ("number", "steps"), [(1, 8), (2, 10), (3, 12), (4, 16), (5, 22), (6, 31), (7, 37)]
)
def test_a_file_of_an_older_format_keeps_every_row(
    tmp_path: Path, number: int, steps: int, clock: FixedClock
) -> None:
    path = older(tmp_path, number)
    columns = columns_of(path)
    before = rows(path, columns)
    assert len(before["journal_step"]) == steps
    store = Store(path, clock)
    assert rows(path, columns) == before
    assert store.ask(schema.differences) == []
    assert store.ask(digests.misfits) == []
    assert wrong(store) == {}
    (copy,) = path.parent.glob(f"*/*before-format-{number}*.db")
    assert rows(copy, columns) == before
    store.close()


def test_who_was_a_leader_by_their_post_is_one_by_record(tmp_path: Path, clock: FixedClock) -> None:
    store = Store(older(tmp_path, 2), clock)
    with store.read() as conn:
        found = dict(conn.execute("SELECT name, is_leader FROM person").fetchall())
    assert found == {"陆远山": 1, "林小满": 1, "何一舟": 0}
    store.close()


def test_what_was_done_in_the_first_format_is_undone_in_the_newest(
    first_format: Path, clock: FixedClock
) -> None:
    store = Store(first_format, clock)
    whole = state(store)
    steps = store.ask(journal.steps)
    acts = [one for one in steps if one.undoes is None and one.undone_by is None]
    assert len(acts) == 4
    for act in acts:
        store.do(journal_commands.undo, act.no)
    assert not any(state(store).values())
    for _act in acts:
        store.do(journal_commands.redo)
    assert state(store) == whole
    assert wrong(store) == {}
    store.close()


def test_a_foreign_trigger_in_an_older_file_never_climbs(
    first_format: Path, clock: FixedClock
) -> None:
    conn = sqlite3.connect(first_format)
    conn.execute("CREATE TRIGGER evil AFTER UPDATE ON journal_step BEGIN DELETE FROM person; END")
    conn.close()
    before = first_format.read_bytes()
    with refused("schema_foreign", which=["evil"]):
        Store(first_format, clock)
    assert first_format.read_bytes() == before


def test_a_climb_that_fails_leaves_the_first_format(
    first_format: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    columns = columns_of(first_format)
    before = rows(first_format, columns)

    def fail(_conn: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(digests, "fill", fail)
    with pytest.raises(RuntimeError):
        Store(first_format, clock)
    monkeypatch.undo()
    conn = connect(first_format, 1.0)
    assert migrations.version(conn, first_format) == 1
    conn.close()
    assert rows(first_format, columns) == before
    store = Store(first_format, clock)
    assert wrong(store) == {}
    store.close()
