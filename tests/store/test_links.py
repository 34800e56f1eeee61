"""What leads to one of several tables leads somewhere: seen for every link and every kind."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Executable, insert, text
from sqlmodel import SQLModel

from data import connection, migrations
from data.duties import commands as duty_commands
from data.errands import commands as errand_commands
from data.ids import new_id
from data.journal import commands as journal_commands
from data.journal import queries as journal
from data.links import LINKS, LeadsNowhere, Link, broken
from data.requests import chasing as request_chasing
from data.requests import commands as request_commands
from data.roster.commands import add_person
from data.settings import in_charge, put_in_charge
from data.step import Step
from data.store import Store
from models.chases import ChaseInput, QuestionInput, Rung, Subject, TellingInput, Urgency
from models.chases.tables import Chase, Question, Telling
from models.duties import DutyInput, Role, Work
from models.duties.tables import Duty
from models.errands import ErrandInput
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


def _behind(store: Store, change: Executable) -> None:
    """Change the file as only another program would: no step sees to it that links lead on."""
    with connection.writing_engine(store.path).begin() as conn:
        conn.execute(text("UPDATE journal_context SET step_no = 99"))
        conn.execute(change)
        conn.execute(text("UPDATE journal_context SET step_no = NULL"))


def _made(record: SQLModel) -> Executable:
    return insert(type(record)).values(record.model_dump())


def _keep(step: Step, record: SQLModel) -> None:
    step.add(record)
    step.act("began")


def test_every_table_with_such_a_link_is_looked_at() -> None:
    assert {link.table for link in LINKS} == MADE.keys()


def test_what_leads_somewhere_is_not_told(one: Store) -> None:
    assert one.ask(broken) == []


@pytest.mark.parametrize("table", MADE)
def test_a_record_that_leads_nowhere_is_told(one: Store, table: str) -> None:
    _behind(one, _made(MADE[table](one, new_id())))
    assert one.ask(broken) == ["duty 9" if table == "duty" else f"{table} loose"]


def test_the_key_of_another_kind_leads_nowhere(one: Store) -> None:
    _behind(one, _made(_duty(one, _key(one, "request"))))
    assert one.ask(broken) == ["duty 9"]


def test_work_without_records_leads_to_none(one: Store) -> None:
    _behind(one, text("UPDATE duty SET work_id = (SELECT id FROM request) WHERE work = 'patrol'"))
    assert one.ask(broken) == ["duty 2"]


@pytest.mark.parametrize("link", LINKS, ids=lambda link: link.table)
def test_a_kind_the_program_does_not_know_is_told(one: Store, link: Link) -> None:
    _behind(one, text(f"UPDATE {link.table} SET {link.kind} = 'watch'"))
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


def test_nobody_in_charge_is_told(one: Store) -> None:
    one.do(_charge, 1)
    assert one.ask(broken) == []
    _behind(one, text("UPDATE setting SET value = '\"nobody\"' WHERE id = 'in_charge'"))
    assert one.ask(broken) == ["setting in_charge"]


# -- what no step leaves ---------------------------------------------------------------------------


def _charge(step: Step, person_no: int | None) -> None:
    put_in_charge(step, person_no)
    step.act("began")


def _last(store: Store) -> int:
    return store.ask(journal.steps)[0].no


@pytest.mark.parametrize("table", MADE)
def test_no_step_leaves_a_record_that_leads_nowhere(one: Store, table: str) -> None:
    before = _last(one)
    with pytest.raises(LeadsNowhere, match="loose"):
        one.do(_keep, MADE[table](one, new_id()))
    assert one.ask(broken) == []
    assert _last(one) == before


def test_a_step_goes_on_where_another_record_already_led_nowhere(one: Store) -> None:
    _behind(one, _made(_duty(one, new_id())))
    one.do(request_chasing.chase_requests, [1], ChaseInput("街道", "好", one.now()))
    one.do(duty_commands.change_people, [], [1])
    assert one.ask(broken) == ["duty 9"]


@pytest.mark.parametrize("link", LINKS, ids=lambda link: link.table)
def test_a_record_is_not_brought_back_when_what_it_led_to_is_gone(store: Store, link: Link) -> None:
    """A record put in by itself, so that nothing but the link stands against it."""
    store.do(add_person, PersonInput("沈静怡", PersonKind.STAFF))
    given = RequestInput("灯坏了", "", RequestKind.REPAIRS, Urgency.SOON, store.now())
    store.do(request_commands.add_request, given)
    asked = _last(store)
    record = MADE[link.table](store, _key(store, "request"))
    if isinstance(record, Duty):
        record.work = Work.REQUEST
    store.do(_keep, record)
    kept = _last(store)
    store.do(journal_commands.undo, kept)
    store.do(journal_commands.undo, asked)
    with pytest.raises(Refused) as refused:
        store.do(journal_commands.redo, kept)
    problem = refused.value.problem
    assert (problem.code, problem.params["step"]) == ("undo_lost", kept)
    assert store.ask(broken) == []
    store.do(journal_commands.redo, asked)
    store.do(journal_commands.redo, kept)
    assert store.ask(broken) == []


def test_a_runner_is_not_brought_back_to_an_errand_that_is_gone(one: Store) -> None:
    now = one.now()
    way = ErrandInput(now, now + timedelta(hours=1), "瑞金医院")
    one.do(errand_commands.add_errand, [1], way)
    planned = _last(one)
    ends = now + timedelta(hours=5)
    late = DutyInput(1, Work.ERRAND, Role.HAND, now + timedelta(hours=4), ends, 1)
    one.do(duty_commands.change_people, [late])
    given = _last(one)
    one.do(journal_commands.undo, given)
    one.do(journal_commands.undo, planned)
    with pytest.raises(Refused) as refused:
        one.do(journal_commands.redo, given)
    assert refused.value.problem.code == "undo_lost"
    assert one.ask(broken) == []


def test_nobody_who_is_gone_is_put_in_charge_again(store: Store) -> None:
    store.do(add_person, PersonInput("宋某", PersonKind.STAFF))
    store.do(_charge, 1)
    store.do(journal_commands.undo)
    store.do(journal_commands.undo)
    with pytest.raises(Refused) as refused:
        store.do(journal_commands.redo, 2)
    assert refused.value.problem.code == "undo_lost"
    store.do(journal_commands.redo, 1)
    store.do(journal_commands.redo, 2)
    assert store.ask(in_charge) == "宋某"


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
