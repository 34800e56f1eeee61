"""What leads to one of several tables leads somewhere: seen for every link and every kind."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import SQLModel

from data import connection, migrations
from data.duties import commands as duty_commands
from data.ids import new_id
from data.links import LINKS, Link, broken
from data.requests import chasing as request_chasing
from data.requests import commands as request_commands
from data.roster.commands import add_person
from data.store import Step, Store
from models.chases import ChaseInput, QuestionInput, Rung, Subject, TellingInput, Urgency
from models.chases.tables import Chase, Question, Telling
from models.duties import DutyInput, Role, Work
from models.duties.tables import Duty
from models.problems import Refused
from models.requests import RequestInput, RequestKind
from models.roster import PersonInput, PersonKind


@pytest.fixture
def one(store: Store) -> Store:
    """A request, number 1, that somebody is given to, that was chased, told and asked about."""
    now = store.now()
    store.do(add_person, PersonInput("沈静怡", PersonKind.STAFF, "书记"))
    given = RequestInput("灯坏了", "", RequestKind.REPAIRS, Urgency.SOON, now)
    store.do(request_commands.add_request, given)
    ends = now + timedelta(hours=1)
    store.do(
        duty_commands.change_people,
        [
            DutyInput(1, Work.REQUEST, Role.HAND, now, ends, 1),
            DutyInput(1, Work.PATROL, Role.HAND, ends, ends + timedelta(hours=1)),
        ],
    )
    store.do(request_chasing.chase_requests, [1], ChaseInput("街道", "好", now))
    store.do(request_chasing.tell_requests, {1: TellingInput("本人", "在修", now)})
    store.do(request_chasing.ask_leader, 1, QuestionInput(1, "找谁修"))
    return store


def _duty(store: Store, key: str) -> SQLModel:
    ends = store.now() + timedelta(hours=1)
    return Duty(
        id="loose", no=9, work=Work.ERRAND, role=Role.HAND, starts_at=store.now(), ends_at=ends,
        work_id=key,
    )  # fmt: skip


def _chase(store: Store, key: str) -> SQLModel:
    return Chase(
        id="loose", subject=Subject.REQUEST, subject_id=key, at=store.now(),
        entered_at=store.now(), rung=Rung.SELF, whom="街道", answered=1,
    )  # fmt: skip


def _telling(store: Store, key: str) -> SQLModel:
    return Telling(
        id="loose", subject=Subject.REQUEST, subject_id=key, at=store.now(),
        entered_at=store.now(), whom="本人",
    )  # fmt: skip


def _question(store: Store, key: str) -> SQLModel:
    return Question(
        id="loose", subject=Subject.REQUEST, subject_id=key, person_id=_key(store, "person"),
        asked="找谁", entered_at=store.now(),
    )  # fmt: skip


MADE: dict[str, Callable[[Store, str], SQLModel]] = {
    "duty": _duty,
    "chase": _chase,
    "telling": _telling,
    "question": _question,
}
"""A record of each table that leads to the record of a key."""


_GUARDS = """SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?
AND sql LIKE '%BEFORE DELETE%'"""


def _key(store: Store, table: str) -> str:
    with store.read() as conn:
        (key,) = conn.execute(f"SELECT id FROM {table} WHERE no = 1").fetchone()
    return str(key)


def _write(step: Step, what: str, *values: object) -> None:
    step.conn.execute(what, values)
    step.act("began")


def _keep(step: Step, record: SQLModel) -> None:
    step.add(record)
    step.act("began")


def test_every_table_with_such_a_link_is_looked_at() -> None:
    assert {link.table for link in LINKS} == MADE.keys()


def test_what_leads_somewhere_is_not_told(one: Store) -> None:
    assert one.ask(broken) == []


@pytest.mark.parametrize("table", MADE)
def test_a_record_that_leads_nowhere_is_told(one: Store, table: str) -> None:
    one.do(_keep, MADE[table](one, new_id()))
    assert one.ask(broken) == ["duty 9" if table == "duty" else f"{table} loose"]


def test_the_key_of_another_kind_leads_nowhere(one: Store) -> None:
    one.do(_keep, _duty(one, _key(one, "request")))
    assert one.ask(broken) == ["duty 9"]


def test_work_without_records_leads_to_none(one: Store) -> None:
    one.do(_write, "UPDATE duty SET work_id = ? WHERE work = 'patrol'", _key(one, "request"))
    assert one.ask(broken) == ["duty 2"]


@pytest.mark.parametrize("link", LINKS, ids=lambda link: link.table)
def test_a_kind_the_program_does_not_know_is_told(one: Store, link: Link) -> None:
    one.do(_write, f"UPDATE {link.table} SET {link.kind} = 'watch'")
    told = one.ask(broken)
    assert {name.split()[0] for name in told} == {link.table}
    assert len(told) == (2 if link.table == "duty" else 1)


@pytest.mark.parametrize("link", LINKS, ids=lambda link: link.table)
def test_no_record_goes_while_something_leads_to_it(store: Store, link: Link) -> None:
    for table in {*link.tables.values()} - {""}:
        guards = store.ask(sqlite3.Connection.execute, _GUARDS, (table,)).fetchall()
        assert any(
            f"FROM {link.table} WHERE {link.key} = OLD.id" in guard and "ABORT" in guard
            for (guard,) in guards
        ), f"{table} has no trigger that looks at {link.table}"


@pytest.mark.parametrize("table", MADE)
def test_the_tables_refuse_what_is_no_kind(one: Store, table: str) -> None:
    (link,) = (link for link in LINKS if link.table == table)
    record = MADE[table](one, _key(one, "request"))
    setattr(record, link.kind, "watch")
    with pytest.raises(Exception, match="watch"):
        one.do(_keep, record)
    assert one.ask(broken) == []


def test_a_link_the_engine_sees_to_is_told_by_number(one: Store) -> None:
    conn = connection.connect(one.path, 1.0, writes=True)
    conn.execute("PRAGMA foreign_keys=OFF")
    conn.execute("UPDATE journal_context SET step_no = 99")
    conn.execute("UPDATE request SET owner_id = 'nobody'")
    conn.execute("UPDATE journal_context SET step_no = NULL")
    conn.close()
    assert one.ask(broken) == ["request 1"]


def test_a_file_is_not_brought_to_a_format_in_which_something_leads_nowhere(one: Store) -> None:
    folder = Path(migrations.__file__).parent
    shipped = [(folder / name).read_text(encoding="utf-8") for name in migrations.rungs()]
    one.close()
    conn = connection.connect(one.path, 1.0, writes=True)
    with pytest.raises(Refused) as refused:
        migrations.climb(
            conn, one.path, lambda _old: None, [*shipped, "UPDATE duty SET work_id = 'x';"]
        )
    problem = refused.value.problem
    assert problem.code == "migration_broke_links"
    assert problem.params["which"] == ["duty 1", "duty 2"]
    assert migrations.version(conn, one.path) == migrations.newest()
    assert broken(conn) == []
    conn.close()
