"""The directory in the store: records, leaders of the roster beside them, what came of calls."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from data.chases.queries import leaders as asked_leaders
from data.clock import FixedClock
from data.directory import commands as directory_commands
from data.directory import queries as directory
from data.directory.queries import leaders
from data.emergency import commands as emergency_commands
from data.journal import commands as journal_commands
from data.requests import chasing as request_chasing
from data.requests import commands as request_commands
from data.roster.commands import add_person
from data.roster.presence import record_presence
from data.settings import put_in_charge
from data.store import Store
from models.chases import ChaseInput, QuestionInput, Rung, Urgency, Verdict
from models.directory import ContactInput, ContactKind, Listed, listed_no
from models.emergency import LineInput, SheetLine
from models.listing import ListQuery
from models.requests import ClosingInput, Outcome, RequestInput, RequestKind
from models.roster import PersonInput, PersonKind, Place, PresenceInput, Reach
from tests.beginning import begin
from tests.conftest import BreakTable
from tests.states import refused
from tests.store.explaining import plans

DESK = ContactInput("街道值班室", ContactKind.DESK, phone="13800008001", hours="24小时")
MATERNITY = ContactInput("区妇产科", ContactKind.HOSPITAL, phone="13800008101", hours="8:00-17:00")


@pytest.fixture
def book(store: Store) -> Store:
    """A desk, a hospital by day, a secretary in isolation reachable 9 to 18, a social worker."""
    store.do(directory_commands.add_contact, DESK)
    store.do(directory_commands.add_contact, MATERNITY)
    with store.step() as step:
        step.act("began")
        secretary = add_person(
            step, PersonInput("沈静怡", PersonKind.STAFF, "书记", "13800009100", is_leader=True)
        )
        add_person(step, PersonInput("林一舟", PersonKind.STAFF, "社工（临时负责人）"))
        add_person(step, PersonInput("王主任", PersonKind.VOLUNTEER, "主任医师"))
        since = store.now() - timedelta(days=1)
        record_presence(
            step, [secretary], PresenceInput(Place.ISOLATED, since, Reach.WINDOW, 9 * 60, 18 * 60)
        )
    return store


def contact(no: int) -> int:
    """What somebody of the directory is found by in its list."""
    return listed_no(Listed.DIRECTORY, no)


def leader(no: int) -> int:
    """What a leader of the roster is found by in the directory's list."""
    return listed_no(Listed.ROSTER, no)


def request(store: Store) -> int:
    return store.do(
        request_commands.add_request,
        RequestInput("要床", "要床", RequestKind.BIRTH, Urgency.LIFE, store.now()),
    )


def test_who_can_be_reached_when(book: Store, clock: FixedClock) -> None:
    with book.read() as conn:
        found = {one.name: one for one in directory.contacts(conn, book.now())}
        assert list(found) == ["街道值班室", "12345", "120", "区妇产科", "110", "沈静怡书记"]
        assert [one.open for one in found.values()] == [True, True, True, True, True, False]
        secretary = found["沈静怡书记"]
        assert (secretary.person_no, secretary.contact_no, secretary.rung) == (1, None, "leaders")
        assert (secretary.hours, secretary.place) == ("9:00-18:00", "isolated")
        assert secretary.opens_at == "2022-04-09T01:00:00Z"
        evening = directory.contacts(conn, book.now() + timedelta(hours=9, minutes=30))
        assert [one.name for one in evening if not one.open] == ["区妇产科"]


def test_who_cannot_be_reached_at_all_is_never_open(book: Store) -> None:
    with book.step() as step:
        step.act("person_hospital")
        now = book.now()
        record_presence(step, [1], PresenceInput(Place.HOSPITAL, now, Reach.NO))
    secretary = book.ask(directory.entry, leader(1), book.now() + timedelta(hours=3))
    assert secretary is not None
    assert (secretary.open, secretary.opens_at) == (False, None)


def test_what_came_of_calls_counts_links_and_names_alike(book: Store, clock: FixedClock) -> None:
    no, now = request(book), book.now()
    for to, said, more in (
        ("区妇产科", "没有床", {"contact_no": 2, "verdict": Verdict.REFUSED}),
        ("妇产科门诊", "收", {"contact_no": 2, "verdict": Verdict.ACCEPTED}),
        ("区妇产科", "", {"answered": False}),
        ("区妇产科", "一小时内回", {"promised_until": now + timedelta(hours=1)}),
        ("沈静怡书记", "去问", {}),
    ):
        pushed: dict[str, Any] = dict(more)
        book.do(
            request_chasing.chase_requests,
            [no],
            ChaseInput(to, said, book.now(), Rung.HOSPITAL, **pushed),
        )
        clock.moment += timedelta(minutes=1)
    with book.read() as conn:
        found = directory.entry(conn, contact(2), book.now())
        assert found is not None
        assert found.record == (4, 3, 1, 1, 0), "nobody knows yet what the promise is worth"
        assert (found.last_said, found.last_answered) == ("一小时内回", 1)
        heard = [(one.said, one.verdict) for one in directory.answers(conn, contact(2))]
        assert heard == [
            ("一小时内回", None), ("", None), ("收", "accepted"), ("没有床", "refused"),
        ]  # fmt: skip
        secretary = directory.entry(conn, leader(1), book.now())
        assert secretary is not None
        assert secretary.record.tried == 1
        assert [one.request_no for one in directory.answers(conn, leader(1))] == [no]


@pytest.mark.parametrize(
    ("outcome", "kept"), [(Outcome.MET, 1), (Outcome.TRANSFERRED, 1), (Outcome.WITHDRAWN, 0)]
)
def test_a_promise_counts_once_its_request_ended_well(
    book: Store, outcome: Outcome, kept: int
) -> None:
    no, until = request(book), book.now() + timedelta(hours=1)
    book.do(
        request_chasing.chase_requests,
        [no],
        ChaseInput("街道值班室", "来车", book.now(), promised_until=until, contact_no=1),
    )
    book.do(
        request_chasing.chase_requests,
        [no],
        ChaseInput("邻居", "抬上车", book.now(), verdict=Verdict.ACCEPTED),
    )
    for line, said in ((SheetLine.TRANSFER, "街道的车"), (SheetLine.ARRIVED, "12床")):
        book.do(emergency_commands.add_line, no, LineInput(line, said, book.now()))
    book.do(request_commands.close_requests, {no: ClosingInput(outcome, "丈夫", book.now())})
    found = book.ask(directory.entry, contact(1), book.now())
    assert found is not None
    assert found.record == (1, 1, 0, 0, kept)


def test_only_the_latest_calls_are_looked_back_on(book: Store) -> None:
    no = request(book)
    with book.step() as step:
        step.act("chased")
        for at in range(60):
            moment = book.now() + timedelta(seconds=at)
            request_chasing.chase_requests(
                step, [no], ChaseInput("区妇产科", f"第{at}次", moment, contact_no=2)
            )
    found = book.ask(directory.entry, contact(2), book.now())
    assert found is not None
    assert (found.record.tried, found.last_said) == (50, "第59次")


def test_looking_back_reads_an_index(book: Store) -> None:
    with book.read() as conn:
        told = " ".join(plans(conn, lambda: directory.entry(conn, contact(1), book.now())))
        told += " ".join(plans(conn, lambda: directory.answers(conn, leader(1))))
    for index in ("chase_by_contact", "chase_by_person", "chase_by_whom"):
        assert told.count(index) == 2, index


def listed(store: Store, scope: str, sort: str = "kind", filter: str = "") -> list[str]:
    with store.read() as conn:
        query = ListQuery(scope, sort, False, filter)
        return [row.name for row in directory.listing(conn, query, store.now()).rows()]


def test_the_list_has_views_orders_and_a_filter(book: Store, clock: FixedClock) -> None:
    assert listed(book, "all") == ["街道值班室", "12345", "120", "区妇产科", "110", "沈静怡书记"]
    assert listed(book, "desks") == ["街道值班室", "12345", "沈静怡书记"]
    assert listed(book, "hospitals") == ["120", "区妇产科"]
    clock.moment += timedelta(hours=10, minutes=30)
    assert listed(book, "now") == ["街道值班室", "12345", "120", "110"]
    assert listed(book, "all", filter="qfck") == ["区妇产科"]
    assert listed(book, "all", filter="8001") == ["街道值班室"]
    assert listed(book, "all", filter="医院") == ["区妇产科"]
    assert listed(book, "all", filter="沈静怡") == ["沈静怡书记"]


def test_numbers_everybody_has_are_there_until_they_have_a_record_of_their_own(
    book: Store, clock: FixedClock
) -> None:
    request_no = request(book)
    book.do(
        request_chasing.chase_requests,
        [request_no],
        ChaseInput("120", "", book.now(), Rung.EMERGENCY, False),
    )
    with book.read() as conn:
        (ambulance,) = (one for one in directory.contacts(conn, book.now()) if one.name == "120")
        assert directory.entry(conn, ambulance.no, book.now()) == ambulance
        assert [one.request_no for one in directory.answers(conn, ambulance.no)] == [request_no]
    assert (ambulance.kind, ambulance.rung, ambulance.phone) == ("ambulance", "emergency", "120")
    assert (ambulance.contact_no, ambulance.open, ambulance.record.tried) == (None, True, 1)
    own = book.do(
        directory_commands.add_contact, ContactInput("急救", ContactKind.AMBULANCE, phone="120")
    )
    assert "120" not in listed(book, "all")
    book.do(directory_commands.archive_contact, own, 1)
    assert listed(book, "hospitals") == ["区妇产科"], "who takes it out does not want it"


def test_a_record_is_changed_archived_and_put_back_each_in_one_step(book: Store) -> None:
    book.do(directory_commands.change_contact, 2, 1, {"hours": "24小时", "kind": ContactKind.OTHER})
    view = book.ask(directory.contact, 2)
    assert (view.hours, view.kind, view.rung, view.version) == ("24小时", "other", "hospital", 2)
    book.do(directory_commands.archive_contact, 2, 2)
    assert "区妇产科" not in listed(book, "all")
    assert listed(book, "archived") == ["区妇产科"]
    book.do(directory_commands.restore_contact, 2, 3)
    assert "区妇产科" in listed(book, "all")
    for _ in range(3):
        book.do(journal_commands.undo)
    assert book.ask(directory.contact, 2).hours == "8:00-17:00"
    book.do(journal_commands.undo, 2)
    assert "区妇产科" not in listed(book, "all")


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (ContactInput(" "), "field_empty"),
        (ContactInput("甲", hours="看情况"), "hours_unclear"),
        (ContactInput("甲", phone="三八"), "phone_unclear"),
        (ContactInput("街道值班室"), "contact_exists"),
        (ContactInput("书记", phone="13800009100"), "contact_on_roster"),
    ],
)
def test_what_is_refused(book: Store, given: ContactInput, code: str) -> None:
    with refused(code):
        book.do(directory_commands.add_contact, given)


def test_an_older_form_is_told_and_an_unknown_number_too(book: Store) -> None:
    book.do(directory_commands.change_contact, 1, 1, {"note": "夜里两人"})
    for number, code in ((1, "edited_meanwhile"), (99, "contact_unknown")):
        with refused(code):
            book.do(directory_commands.change_contact, number, 1, {"note": ""})


def test_a_chase_of_nobody_in_the_directory_is_refused(book: Store) -> None:
    with refused("contact_unknown"):
        book.do(
            request_chasing.chase_requests,
            [request(book)],
            ChaseInput("甲", "", book.now(), contact_no=99),
        )


@pytest.mark.parametrize("post", ["书记", "主任", "社工", "书记员", ""])
@pytest.mark.parametrize("says", [True, False, None])
def test_who_is_a_leader_says_their_record_and_never_their_post(
    store: Store, post: str, says: bool | None
) -> None:
    begin(store, PersonInput("甲某", PersonKind.STAFF, post, is_leader=says))
    listed_ones = [one.person_no for one in store.ask(directory.contacts, store.now())]
    asked = [one.no for one in store.ask(asked_leaders, store.now())]
    assert bool(store.ask(leaders)) == (1 in listed_ones) == (asked == [1]) == bool(says)


def test_nobody_is_told_to_ring_themselves(book: Store) -> None:
    question = QuestionInput(1, "要不要报警？")
    second = book.do(add_person, PersonInput("顾长明", PersonKind.STAFF, is_leader=True))

    def charge(no: int | None) -> None:
        with book.step() as step:
            step.act("in charge")
            put_in_charge(step, no)

    charge(1)

    def asked(but: tuple[int, ...] = ()) -> list[int]:
        with book.read() as conn:
            found = directory.contacts(conn, book.now(), but)
            listed_now = directory.listing(conn, ListQuery("all", "kind"), book.now(), but).rows()
            people = [one.person_no for one in found if one.person_no]
            assert people == [one.person_no for one in listed_now if one.person_no]
            assert people == [one.no for one in asked_leaders(conn, book.now(), but)]
        return people

    assert asked() == [second]
    assert asked((second,)) == []
    charge(None)
    assert sorted(asked()) == [1, second]
    no = request(book)
    book.do(request_chasing.ask_leader, no, question)
    charge(1)
    waiting = book.ask(asked_leaders, book.now())
    assert [len(one.questions) for one in waiting if one.no == 1] == [1]  # none is lost


def test_times_are_of_the_moment_asked_for(book: Store) -> None:
    later = datetime.fromisoformat("2022-04-11T19:00+08:00")
    found = book.ask(directory.entry, contact(2), later)
    assert found is not None
    assert found.opens_at == "2022-04-12T00:00:00Z"


@pytest.mark.parametrize(
    ("table", "right", "wrong"),
    [
        ("models/hours.toml", "[parts]", "[part]"),
        ("directory/days.toml", "[days]", "[day]"),
    ],
)
def test_with_a_broken_table_everybody_is_still_there_to_be_called(
    book: Store, break_table: BreakTable, table: str, right: str, wrong: str
) -> None:
    with book.read() as conn:
        names = {one.name for one in directory.contacts(conn, book.now())}
        break_table(table, right, wrong)
        found = directory.contacts(conn, book.now())
    assert {one.name for one in found} == names
    assert all(one.open for one in found if one.name == DESK.name)
