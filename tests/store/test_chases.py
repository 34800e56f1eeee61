"""The ladder in the store: who is meant by a name, what is kept with what is chased, and for how
long its links hold."""

from __future__ import annotations

from datetime import timedelta

import pytest

from data.chases import commands as chase_commands
from data.chases import queries as chases
from data.chases.kinds import KINDS
from data.directory import commands as directory_commands
from data.directory import queries as directory
from data.ids import key_of
from data.journal import commands as journal_commands
from data.requests import chasing as request_chasing
from data.requests import commands as request_commands
from data.requests import queries as requests
from data.roster.commands import add_person, change_person
from data.step import Step
from data.store import Store
from models.chases import ChaseInput, QuestionInput, Subject, TellingInput, Urgency
from models.directory import ContactInput, Listed, listed_no
from models.requests import RequestInput, RequestKind
from models.roster import PersonInput, PersonKind
from tests.states import refused
from tests.store.explaining import plans


@pytest.fixture
def one(store: Store) -> Store:
    """A request, number 1, and the secretary, person 1."""
    given = RequestInput("灯坏了", "", RequestKind.REPAIRS, Urgency.SOON, store.now())
    store.do(request_commands.add_request, given)
    store.do(add_person, PersonInput("沈静怡", PersonKind.STAFF, "书记", is_leader=True))
    return store


def chased(store: Store, to: str, person_no: int | None = None) -> None:
    until = store.now() + timedelta(hours=1)
    given = ChaseInput(to, "好", store.now(), promised_until=until, person_no=person_no)
    store.do(request_chasing.chase_requests, [1], given)


def promised_by(store: Store) -> tuple[str | None, int | None]:
    """Who promised something for request 1, in words and by number in the roster."""
    with store.read() as conn:
        return conn.execute(
            "SELECT r.promised_by, p.no FROM request r"
            " LEFT JOIN person p ON p.id = r.promised_by_person_id WHERE r.no = 1"
        ).fetchone()


def test_every_subject_has_its_kind_and_table() -> None:
    assert set(KINDS) == set(Subject)
    assert all(kind.table().__tablename__ == subject for subject, kind in KINDS.items())


@pytest.mark.parametrize("whom", ["沈静怡", "沈静怡书记"])
def test_who_promised_is_found_by_name_while_only_one_has_it(one: Store, whom: str) -> None:
    chased(one, whom)
    assert promised_by(one) == (whom, 1)
    one.do(add_person, PersonInput("沈静怡", PersonKind.VOLUNTEER, "书记", is_leader=True))
    chased(one, whom)
    assert promised_by(one) == (whom, None)
    chased(one, whom, 2)
    assert promised_by(one) == (whom, 2)
    chased(one, "街道")
    assert promised_by(one) == ("街道", None)


def test_who_has_a_name_in_the_directory_too_is_not_guessed(one: Store) -> None:
    one.do(directory_commands.add_contact, ContactInput("沈静怡"))
    chased(one, "沈静怡")
    assert promised_by(one) == ("沈静怡", None)


def test_what_a_leader_answered_stays_theirs_under_a_new_name(one: Store) -> None:
    chased(one, "沈静怡书记", 1)
    one.do(change_person, 1, 1, {"name": "沈怡"})
    one.do(add_person, PersonInput("沈静怡", PersonKind.STAFF, "书记", is_leader=True))
    renamed, namesake = (
        one.ask(directory.entry, listed_no(Listed.ROSTER, no), one.now()) for no in (1, 2)
    )
    assert renamed is not None
    assert namesake is not None
    assert (renamed.name, renamed.person_no, renamed.record.tried) == ("沈怡书记", 1, 1)
    assert (namesake.name, namesake.record.tried) == ("沈静怡书记", 0)


def test_an_unknown_person_is_refused(one: Store) -> None:
    with refused("person_unknown"):
        chased(one, "甲", 9)
    assert promised_by(one) == (None, None)


def test_what_is_chased_told_and_asked_is_read_by_its_key(one: Store) -> None:
    chased(one, "街道")
    one.do(request_chasing.tell_requests, {1: TellingInput("本人", "在修", one.now())})
    noted = one.do(request_chasing.ask_leader, 1, QuestionInput(1, "找谁修"))
    assert (noted.subject, noted.subject_no, noted.person) == ("request", 1, "沈静怡")
    with one.read() as conn:
        key = key_of(conn, "request", 1)
        assert [each.to for each in chases.chases(conn, Subject.REQUEST, [key])] == ["街道"]
        assert [each.whom for each in chases.tellings(conn, Subject.REQUEST, [key])] == ["本人"]
        assert chases.questions(conn, Subject.REQUEST, [key]) == [noted]
        assert chases.chases(conn, Subject.REQUEST, []) == []


def test_a_part_of_a_larger_act_moves_what_is_chased_along(one: Store) -> None:
    due = one.now() + timedelta(hours=9)

    def put_off(step: Step) -> None:
        chase_commands.chase_next(step, Subject.REQUEST, 1, due)
        step.act("request_chased", no=1)

    one.do(put_off)
    assert one.ask(requests.view, 1).next_chase_at == "2022-04-09T09:00:00Z"
    one.do(journal_commands.undo)
    assert one.ask(requests.view, 1).next_chase_at != "2022-04-09T09:00:00Z"


def test_nothing_is_taken_away_while_something_was_said_of_it(one: Store) -> None:
    chased(one, "街道")

    def remove(step: Step) -> None:
        step.remove(KINDS[Subject.REQUEST].table(), key_of(step.conn, "request", 1))
        step.act("began")

    with pytest.raises(Exception, match="about this"):
        one.do(remove)
    one.do(journal_commands.undo)
    one.do(remove)


def test_the_log_of_one_record_is_read_from_an_index(one: Store) -> None:
    with one.read() as conn:
        told = " ".join(
            plan
            for ask in (requests.chases, requests.tellings, requests.questions)
            for plan in plans(conn, lambda ask=ask: ask(conn, 1))  # type: ignore[misc]
        )
        queue = requests.settings(conn)
        told += " ".join(plans(conn, lambda: requests.rows(conn, [1], one.now(), queue)))
    for index in ("chase_by_subject", "telling_by_subject", "question_by_subject"):
        assert index in told
    assert "SCAN k" not in told
