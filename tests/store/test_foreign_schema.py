"""A file is compared with what the ladder builds before anything in it can run."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from data import backup, migrations
from data.clock import FixedClock
from data.journal import queries as journal
from data.maintenance.copies import check
from data.maintenance.restore import mend
from data.migrations import schema
from data.step import Step
from data.store import Store
from models.problems import Refused
from tests.states import refused

_EVIL = "CREATE TRIGGER evil AFTER INSERT ON setting BEGIN DELETE FROM neighbourhood; END"


@contextmanager
def edited(path: Path) -> Iterator[sqlite3.Connection]:
    """The file as another program edits it."""
    conn = sqlite3.connect(path, isolation_level=None)
    try:
        yield conn
    finally:
        conn.close()


def _keep(store: Store) -> None:
    with store.step() as step:
        step.act("kept")
        step.conn.execute("INSERT INTO setting (id, value) VALUES ('one', '1')")


def test_what_is_shipped_is_what_the_ladder_builds(store: Store) -> None:
    assert schema.built(migrations.newest()) == store.ask(schema.parts)
    assert store.ask(schema.differences) == []
    assert store.barred is None


def test_every_format_has_its_page() -> None:
    assert all(schema.built(n) for n in range(1, migrations.newest() + 1))


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        (_EVIL, ("foreign", "trigger", "evil")),
        ("CREATE VIEW v AS SELECT 1", ("foreign", "view", "v")),
        ("CREATE INDEX own ON person (name)", ("foreign", "index", "own")),
        ("CREATE TABLE t (x)", ("foreign", "table", "t")),
        ("DROP TRIGGER journal_person_insert", ("missing", "trigger", "journal_person_insert")),
        ("DROP INDEX duty_by_time", ("missing", "index", "duty_by_time")),
    ],
)
def test_a_file_that_can_be_read_right_is_read_and_not_written(
    store: Store, clock: FixedClock, sql: str, told: tuple[str, str, str]
) -> None:
    _keep(store)
    store.close()
    with edited(store.path) as conn:
        conn.execute(sql)
    again = Store(store.path, clock)
    assert again.ask(schema.differences) == [told]
    assert [step.code for step in again.ask(journal.steps)] == ["kept"]
    with refused(f"schema_{told[0]}", which=[told[2]], count=1):
        again.do(lambda _step: None)
    again.close()


@pytest.mark.parametrize(
    ("sql", "code", "which"),
    [
        (
            "DROP TABLE errand_line",
            "missing",
            ["errand_line", "errand_line_by_request", "journal_errand_line_delete"],
        ),
        (
            "DROP TABLE setting; CREATE VIEW setting AS SELECT 'a' AS id, '1' AS value",
            "foreign",
            ["setting"],
        ),
        ("ALTER TABLE setting ADD COLUMN extra TEXT", "changed", ["setting"]),
        (
            "DROP INDEX duty_by_time; CREATE INDEX duty_by_time ON duty (no)",
            "changed",
            ["duty_by_time"],
        ),
    ],
)
def test_a_file_that_would_be_read_wrong_is_not_opened(
    store: Store, clock: FixedClock, sql: str, code: str, which: list[str]
) -> None:
    store.close()
    with edited(store.path) as conn:
        conn.execute("PRAGMA foreign_keys=OFF")
        conn.executescript(sql)
    before = store.path.read_bytes()
    with refused(f"schema_{code}", which=which):
        Store(store.path, clock)
    assert store.path.read_bytes() == before


@pytest.mark.parametrize(
    "sql",
    [
        _EVIL,
        "CREATE VIEW v AS SELECT 1",
        'CREATE INDEX "own ""one""" ON person (name)',
        "DROP TRIGGER journal_person_insert",
        "DROP INDEX duty_by_time; CREATE INDEX duty_by_time ON duty (no)",
        "DROP TRIGGER journal_setting_insert; DROP INDEX duty_by_time; CREATE VIEW v AS SELECT 1",
    ],
)
def test_all_but_tables_is_put_right_and_the_file_as_it_was_is_kept(
    store: Store, clock: FixedClock, sql: str
) -> None:
    _keep(store)
    store.close()
    with edited(store.path) as conn:
        conn.executescript(sql)
        differing = schema.differences(conn)
    kept = mend(store.path, clock.now())
    assert mend(store.path, clock.now()) is None
    again = Store(store.path, clock)
    assert again.ask(schema.differences) == []
    assert [step.code for step in again.ask(journal.steps)] == ["kept"]
    again.do(lambda step: step.act("more"))
    again.close()
    assert kept is not None
    with edited(kept) as conn:
        assert schema.differences(conn) == differing


@pytest.mark.parametrize(
    "sql", ["CREATE TABLE t (x)", "ALTER TABLE setting ADD COLUMN extra TEXT", "DROP TABLE setting"]
)
def test_tables_are_left_alone(store: Store, clock: FixedClock, sql: str) -> None:
    store.close()
    with edited(store.path) as conn:
        conn.execute("CREATE VIEW v AS SELECT 1")
        conn.execute(sql)
    before = store.path.read_bytes()
    for _try in range(2):
        with pytest.raises(Refused) as told:
            mend(store.path, clock.now())
        assert told.value.problem.params["way"] == schema.NO_WAY
    assert store.path.read_bytes() == before
    assert not backup.set_aside(store.path)


def test_what_analyze_leaves_is_not_foreign(store: Store, clock: FixedClock) -> None:
    _keep(store)
    store.close()
    with edited(store.path) as conn:
        conn.execute("ANALYZE")
    again = Store(store.path, clock)
    assert again.barred is None
    again.close()


def test_a_table_that_only_calls_itself_statistics_is_foreign(
    store: Store, clock: FixedClock
) -> None:
    store.close()
    with edited(store.path) as conn:
        conn.execute("PRAGMA writable_schema=ON")
        conn.execute(
            "INSERT INTO sqlite_master VALUES ('table', 'sqlite_stat1', 'sqlite_stat1', 0,"
            " 'CREATE TABLE sqlite_stat1 (tbl, idx, stat AS (tbl))')"
        )
    again = Store(store.path, clock)
    assert again.ask(schema.differences) == [("foreign", "table", "sqlite_stat1")]
    again.close()


def test_names_that_are_no_text_are_told(store: Store, clock: FixedClock) -> None:
    store.close()
    with edited(store.path) as conn:
        conn.execute("CREATE VIEW v AS SELECT 'xxxx'")
    damaged = store.path.read_bytes().replace(b"'xxxx'", b"'\xff\xfe\xff\xfe'")
    store.path.write_bytes(damaged)
    again = Store(store.path, clock)
    assert again.ask(schema.differences) == [("foreign", "view", "v")]
    again.close()


@pytest.mark.parametrize("byte", [60, 68], ids=["format", "application"])
def test_a_damaged_first_page_is_told_as_one(store: Store, clock: FixedClock, byte: int) -> None:
    store.close()
    with store.path.open("r+b") as file:
        file.seek(byte)
        file.write(b"\0\0\0\0")
    with refused("header_damaged"):
        Store(store.path, clock)


def test_a_foreign_trigger_of_an_older_format_does_not_climb(
    tmp_path: Path, clock: FixedClock, store: Store
) -> None:
    with edited(store.path) as conn:
        conn.execute(_EVIL)
        with refused("schema_foreign", which=["evil"]):
            texts = [""] * (migrations.newest() + 1)
            migrations.climb(conn, store.path, lambda _found: None, texts)


def test_a_schema_that_is_no_text_is_told_as_damage(store: Store, clock: FixedClock) -> None:
    store.close()
    whole = store.path.read_bytes()
    assert whole.count(b"CREATE TABLE setting") == 1
    store.path.write_bytes(whole.replace(b"CREATE TABLE setting", b"CREATE \xff\xfeBLE setting"))
    for _try in range(2):
        with refused("file_damaged"):
            Store(store.path, clock)
    with refused("file_damaged"):
        check(store.path)


def test_a_trigger_that_comes_while_the_desk_is_open_does_not_run(store: Store) -> None:
    _keep(store)
    with edited(store.path) as conn:
        conn.execute("CREATE TRIGGER evil AFTER UPDATE ON setting BEGIN DELETE FROM setting; END")

    def turn(step: Step) -> None:
        step.act("turned")
        step.conn.execute("UPDATE setting SET value = '2'")

    for _try in range(2):
        with refused("schema_foreign", which=["evil"]):
            store.do(turn)
    with edited(store.path) as conn:
        conn.execute("DROP TRIGGER evil")
    store.do(turn)
    assert store.ask(sqlite3.Connection.execute, "SELECT value FROM setting").fetchall() == [("2",)]
