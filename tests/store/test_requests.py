"""Requests in the store: acts on a real file with undo, and the queue's order in SQL."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.chases import commands as chase_commands
from data.chases import queries as chases
from data.clock import FixedClock
from data.ids import new_id
from data.journal import commands as journal_commands
from data.journal import queries as journal
from data.requests import chasing as request_chasing
from data.requests import commands as request_commands
from data.requests import doubles as request_doubles
from data.requests import joining as request_joining
from data.requests import queries
from data.requests import queries as requests
from data.requests import saved_views as request_saved_views
from data.requests.due import CHASE_DUE
from data.store import Store
from models.chases import ChaseInput, QuestionInput, Rung, TellingInput, Urgency, ladder
from models.chases import rules as chase_rules
from models.listing import ListQuery, SavedView
from models.requests import (
    DEFAULT_SETTINGS,
    ClosingInput,
    HarmAnswer,
    Outcome,
    RequestInput,
    RequestKind,
    RequestState,
    rules,
)
from models.requests.doubles import Draft
from models.requests.harm import Answer
from models.requests.reasons import why_first
from models.requests.urgency import urgency_of
from models.times import loaded, stored
from tests.states import refused, state, undone_whole

NOW = datetime(2022, 4, 9, 2, 0, tzinfo=UTC)
"""10:00 at +08:00."""

INSULIN = RequestInput(
    text="胰岛素只剩2天",
    summary="",
    kind=RequestKind.MEDICINE,
    urgency=Urgency.SOON,
    opened_at=NOW,
    phone="138 0000 3555",
    days_left=2,
    harm_at=NOW + timedelta(days=2),
    harm_reason="胰岛素用完",
)


PLACE = (
    (
        "INSERT INTO compound (id, no, position, name, kind) VALUES (?, ?, ?, ?, ?)",
        ("c", 1, 1, "大林苑", "lane"),
    ),
    (
        "INSERT INTO building (id, no, compound_id, lane, name) VALUES (?, ?, ?, ?, ?)",
        ("b", 1, "c", "43", "2"),
    ),
    (
        "INSERT INTO household (id, no, building_id, room, head, phone) VALUES (?, ?, ?, ?, ?, ?)",
        ("h", 5, "b", "1805", "秦某", "13800003555"),
    ),
    ("INSERT INTO person (id, no, name, kind) VALUES (?, ?, ?, ?)", ("p", 3, "宋某", "staff")),
)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


@pytest.fixture
def store(tmp_path: Path, clock: FixedClock) -> Iterator[Store]:
    made = Store(tmp_path / "desk.db", clock)
    with made.step() as step:
        step.act("began")
        for statement, values in PLACE:
            step.conn.execute(statement, values)
    yield made
    made.close()


def one(store: Store, no: int):  # type: ignore[no-untyped-def]
    with store.read() as conn:
        (row,) = requests.rows(conn, [no], store.now(), DEFAULT_SETTINGS)
        return row, requests.view(conn, no)


# -- acts --------------------------------------------------------------------------------------


def test_a_request_is_added_with_its_household_and_its_next_chase(store: Store) -> None:
    no = store.do(request_commands.add_request, INSULIN._replace(household_no=5))
    row, view = one(store, no)
    where = (row.compound, row.lane, row.building, row.unit, row.room)
    assert where == ("大林苑", "43", "2", None, "1805")
    assert (row.state, row.phone, row.household_no, row.summary) == (
        "open",
        "13800003555",
        5,
        "胰岛素只剩2天",
    )
    assert row.urgency == "soon"
    assert loaded(row.next_chase_at) == NOW + timedelta(hours=4)
    assert view.text == "胰岛素只剩2天"
    with store.read() as conn:
        (search,) = conn.execute("SELECT search FROM request").fetchone()
    for word in ("大林苑43弄2号1805", "2-1805", "秦某", "qm", "13800003555", "配药", "medicine"):
        assert word in search


def test_urgency_follows_the_clock(store: Store, clock: FixedClock) -> None:
    no = store.do(request_commands.add_request, INSULIN)
    clock.moment = NOW + timedelta(hours=30)
    assert one(store, no)[0].urgency == "today"


def test_markup_and_control_characters_are_words_or_gone(store: Store) -> None:
    no = store.do(
        request_commands.add_request,
        INSULIN._replace(text="[/b] \x1b[31m红\u202e\x00 [bold]水", caller="[/]\x07"),
    )
    row, view = one(store, no)
    assert view.text == "[/b] 红 [bold]水"
    assert row.caller == "[/]"


def test_ten_thousand_characters_are_kept_and_more_are_refused(store: Store) -> None:
    no = store.do(request_commands.add_request, INSULIN._replace(text="药" * 10_000))
    row, view = one(store, no)
    assert len(view.text) == 10_000
    assert len(row.summary) == 80
    before = state(store)
    with refused("text_too_long"):
        store.do(request_commands.add_request, INSULIN._replace(text="药" * 10_001))
    with refused("household_unknown"):
        store.do(request_commands.add_request, INSULIN._replace(household_no=99))
    assert state(store) == before


def test_an_edit_made_on_an_older_form_is_told(store: Store) -> None:
    no = store.do(request_commands.add_request, INSULIN)
    store.do(request_commands.change_request, no, 1, {"caller": "女儿", "household_no": 5})
    row, view = one(store, no)
    assert (row.caller, row.household_no, view.version, row.phone) == ("女儿", 5, 2, "13800003555")
    with refused("edited_meanwhile"):
        store.do(request_commands.change_request, no, 1, {"caller": "儿子"})
    with refused("harm_before_opening"):
        store.do(request_commands.change_request, no, 2, {"harm_at": NOW - timedelta(hours=1)})


def test_what_became_urgent_is_chased_sooner_and_never_later(store: Store) -> None:
    no = store.do(request_commands.add_request, INSULIN)
    store.do(request_commands.change_request, no, 1, {"urgency": Urgency.TODAY})
    assert loaded(one(store, no)[0].next_chase_at) == NOW + timedelta(hours=1)
    store.do(request_commands.change_request, no, 2, {"urgency": Urgency.ROUTINE, "harm_at": None})
    assert loaded(one(store, no)[0].next_chase_at) == NOW + timedelta(hours=1)
    store.do(request_commands.change_request, no, 3, {"urgency": Urgency.LIFE})
    assert loaded(one(store, no)[0].next_chase_at) == NOW + timedelta(minutes=15)


def test_chases_count_climb_and_keep_promises(store: Store, clock: FixedClock) -> None:
    no = store.do(
        request_commands.add_request, INSULIN._replace(urgency=Urgency.TODAY, harm_at=None)
    )
    clock.moment = NOW + timedelta(minutes=30)
    promise = NOW + timedelta(hours=5)
    store.do(
        request_chasing.chase_requests,
        [no],
        ChaseInput("街道值班室", "下午送", clock.moment, promised_until=promise),
    )
    row = one(store, no)[0]
    assert (row.chases, row.rung, row.promised_by) == (1, "subdistrict", "街道值班室")
    assert loaded(row.next_chase_at) == loaded(row.promised_until) == promise

    clock.moment = NOW + timedelta(hours=6)
    assert why_first(one(store, no)[0], clock.moment).code == "promise_broken"
    for _ in range(2):
        store.do(
            request_chasing.chase_requests,
            [no],
            ChaseInput("街道值班室", "", clock.moment, answered=False),
            by_person_no=3,
        )
    row = one(store, no)[0]
    assert why_first(row, clock.moment).code == "promise_broken"
    assert loaded(row.next_chase_at) == clock.moment + timedelta(minutes=20)
    log = store.ask(requests.chases, no)
    assert [(c.answered, c.by) for c in log] == [(0, "宋某"), (0, "宋某"), (1, None)]
    assert ladder.unanswered(log) == 2
    assert ladder.proposed_rung(Rung(row.rung), ladder.unanswered(log)) is Rung.LINE_LEADER


def test_nobody_told_stays_as_a_call_back_until_somebody_is(
    store: Store, clock: FixedClock
) -> None:
    no = store.do(request_commands.add_request, INSULIN)
    clock.moment = NOW + timedelta(hours=1)
    done = store.do(
        request_commands.close_requests, {no: ClosingInput(Outcome.MET, " ", clock.moment)}
    )
    row, view = one(store, no)
    assert done.done[no] == row.state == "call_back"
    assert row.next_chase_at is not None
    assert (row.told_at, view.closed_at) == (None, None)

    done = store.do(
        request_commands.close_requests, {no: ClosingInput(Outcome.MET, "本人", clock.moment)}
    )
    row, view = one(store, no)
    assert done.done[no] == row.state == "closed"
    assert (row.outcome, view.told_whom, row.next_chase_at) == ("met", "本人", None)
    assert view.closed_at == row.told_at == stored(clock.moment)
    with refused("request_closed"):
        store.do(
            request_commands.close_requests, {no: ClosingInput(Outcome.MET, "本人", clock.moment)}
        )
    with refused("request_closed"):
        store.do(request_chasing.chase_requests, [no], ChaseInput("街道", "", clock.moment))


def test_reopening_keeps_the_history(store: Store, clock: FixedClock) -> None:
    no = store.do(request_commands.add_request, INSULIN)
    with refused("request_not_closed"):
        store.do(request_commands.reopen_request, no)
    store.do(request_chasing.chase_requests, [no], ChaseInput("街道", "有了", NOW))
    store.do(request_commands.close_requests, {no: ClosingInput(Outcome.MET, "本人", NOW)})
    clock.moment = NOW + timedelta(hours=3)
    store.do(request_commands.reopen_request, no)
    row, view = one(store, no)
    assert (row.state, row.chases, view.told_whom, row.outcome) == ("open", 1, "本人", None)
    assert loaded(row.next_chase_at) == clock.moment + timedelta(hours=4)


def test_an_owner_is_given_and_taken(store: Store) -> None:
    no = store.do(request_commands.add_request, INSULIN)
    store.do(request_commands.assign_requests, [no], 3)
    assert one(store, no)[0].owner == "宋某"
    with refused("person_unknown"):
        store.do(request_commands.assign_requests, [no], 44)
    store.do(request_commands.assign_requests, [no], None)
    assert one(store, no)[0].owner is None


def test_unknown_numbers_are_refused(store: Store) -> None:
    with refused("request_unknown"):
        store.do(request_chasing.chase_requests, [12], ChaseInput("街道", "", NOW))


def test_every_act_is_one_step_and_undone_byte_for_byte(store: Store, clock: FixedClock) -> None:
    def chased_later() -> None:
        clock.moment = NOW + timedelta(hours=2)
        given = ChaseInput("街道", "在找车", clock.moment)
        store.do(request_chasing.chase_requests, [1], given)

    def closed(told: str) -> None:
        given = ClosingInput(Outcome.HOSPITAL, told, clock.moment)
        store.do(request_commands.close_requests, {1: given})

    undone_whole(
        store,
        lambda: store.do(request_commands.add_request, INSULIN._replace(household_no=5)),
        lambda: store.do(request_commands.change_request, 1, 1, {"caller": "女儿"}),
        lambda: store.do(request_commands.assign_requests, [1], 3),
        chased_later,
        lambda: closed(""),
        lambda: closed("女儿"),
        lambda: store.do(request_commands.reopen_request, 1),
    )
    _began, *acts = reversed(store.ask(journal.steps))
    assert [step.code for step in acts[:7]] == [
        "request_added",
        "request_changed",
        "request_owned",
        "request_chased",
        "request_left_to_call_back",
        "request_closed",
        "request_reopened",
    ]
    assert acts[6].params["what"] == "胰岛素只剩2天"


# -- told of -----------------------------------------------------------------------------------


def test_the_resident_is_told_something_and_the_request_goes_on(
    store: Store, clock: FixedClock
) -> None:
    no = store.do(request_commands.add_request, INSULIN)
    clock.moment = NOW + timedelta(hours=8)
    assert untold(store) == {no}
    before = state(store)
    store.do(request_chasing.tell_requests, {no: TellingInput("女儿", "药店在找", clock.moment)}, 3)
    row, view = one(store, no)
    assert (row.state, row.told_at, view.told_whom) == ("open", stored(clock.moment), "女儿")
    assert untold(store) == set()
    with store.read() as conn:
        (told,) = requests.tellings(conn, no)
        search = conn.execute("SELECT search FROM request").fetchone()[0]
    assert (told.whom, told.said, told.by) == ("女儿", "药店在找", "宋某")
    assert "药店在找" in search
    clock.moment += timedelta(hours=1)
    earlier = TellingInput("邻居", "", NOW + timedelta(minutes=5))
    store.do(request_chasing.tell_requests, {no: earlier})
    assert one(store, no)[1].told_whom == "女儿", "what was entered late is not the latest"
    store.do(journal_commands.undo)
    store.do(journal_commands.undo)
    assert state(store) == before


def test_closing_is_told_too_and_reopening_keeps_it(store: Store) -> None:
    no = store.do(request_commands.add_request, INSULIN)
    store.do(request_commands.close_requests, {no: ClosingInput(Outcome.MET, "本人", NOW)})
    store.do(request_commands.reopen_request, no)
    assert [told.whom for told in store.ask(requests.tellings, no)] == ["本人"]


@pytest.mark.parametrize("whom", ["", " ", "\x07\u202e"])
def test_nobody_is_nobody(store: Store, whom: str) -> None:
    no = store.do(request_commands.add_request, INSULIN)
    before = state(store)
    with refused("told_whom_missing"):
        store.do(request_chasing.tell_requests, {no: TellingInput(whom, "x", NOW)})
    with refused("whom_missing"):
        store.do(request_chasing.chase_requests, [no], ChaseInput(whom, "x", NOW))
    with refused("request_empty"):
        store.do(request_commands.change_request, no, 1, {"text": whom})
    assert state(store) == before
    given = {no: ClosingInput(Outcome.MET, whom, NOW)}
    assert store.do(request_commands.close_requests, given).done == {no: "call_back"}
    assert store.ask(journal.steps, limit=1)[0].code == "request_left_to_call_back"


def test_nothing_is_cut_silently(store: Store) -> None:
    no = store.do(request_commands.add_request, INSULIN)
    before = state(store)
    with refused("text_too_long"):
        store.do(request_chasing.chase_requests, [no], ChaseInput("街" * 81, "", NOW))
    with refused("text_too_long"):
        store.do(request_chasing.chase_requests, [no], ChaseInput("街道", "x" * 10_001, NOW))
    with refused("text_too_long"):
        store.do(request_commands.close_requests, {no: ClosingInput(Outcome.MET, "本" * 81, NOW)})
    with refused("text_too_long"):
        store.do(request_commands.change_request, no, 1, {"caller": "女" * 81})
    assert state(store) == before


# -- harm, settings, views -----------------------------------------------------------------------


def test_an_answer_sets_the_time_of_harm(store: Store, clock: FixedClock) -> None:
    no = store.do(
        request_commands.add_request,
        INSULIN._replace(urgency=Urgency.ROUTINE, harm_at=None, harm_reason=None),
    )
    clock.moment = NOW + timedelta(hours=1)
    store.do(request_commands.answer_harm, [no], Answer(HarmAnswer.DAYS, 3))
    view = one(store, no)[1]
    assert (view.urgency, view.days_left, view.harm_reason) == ("soon", 3, "medicine_ends")
    assert loaded(view.harm_at) == clock.moment + timedelta(days=3)
    store.do(request_commands.answer_harm, [no], Answer(HarmAnswer.NOW))
    row = one(store, no)[0]
    assert (row.urgency, why_first(row, clock.moment).code) == ("life", "life")
    assert loaded(row.next_chase_at) == clock.moment + timedelta(minutes=15)
    store.do(journal_commands.undo)
    store.do(request_commands.answer_harm, [no], Answer(HarmAnswer.CAN_WAIT))
    row = one(store, no)[0]
    assert (row.urgency, row.harm_at, row.harm_reason) == ("routine", None, None)


def test_settings_are_set_in_one_step(store: Store) -> None:
    given = replace(DEFAULT_SETTINGS, rung_after=3)
    given = replace(given, told_within={**given.told_within, Urgency.SOON: timedelta(hours=2)})
    assert store.do(request_commands.set_queue, given) == given
    with store.read() as conn:
        assert requests.settings(conn) == given
        assert conn.execute("SELECT count(*) FROM setting").fetchone() == (2,)
    store.do(journal_commands.undo)
    assert store.ask(requests.settings) == DEFAULT_SETTINGS


def test_views_are_kept_by_name(store: Store) -> None:
    view = SavedView("孕妇", ListQuery("open", "hurt", False, "孕妇"))
    store.do(request_saved_views.save_view, view)
    store.do(
        request_saved_views.save_view, view._replace(query=ListQuery("all", "opened", True, "孕"))
    )
    with store.read() as conn:
        assert request_saved_views.saved_views(conn) == [
            SavedView("孕妇", ListQuery("all", "opened", True, "孕"))
        ]
        assert requests.settings(conn) == DEFAULT_SETTINGS
    with refused("view_name_empty"):
        store.do(request_saved_views.save_view, view._replace(name="\x07"))
    with refused("view_unknown"):
        store.do(request_saved_views.forget_view, "x")
    store.do(request_saved_views.forget_view, "孕妇")
    assert store.ask(request_saved_views.saved_views) == []


# -- joined ------------------------------------------------------------------------------------


def test_joined_requests_go_the_way_of_the_one_that_stays(store: Store, clock: FixedClock) -> None:
    stays = store.do(request_commands.add_request, INSULIN._replace(urgency=Urgency.ROUTINE))
    other = store.do(
        request_commands.add_request,
        INSULIN._replace(text="妈妈没药了", household_no=5, urgency=Urgency.TODAY),
    )
    store.do(request_chasing.chase_requests, [other], ChaseInput("街道", "在找", NOW))
    before = state(store)
    store.do(request_joining.join_requests, stays, [stays, other])
    row = one(store, stays)[0]
    assert (row.urgency, row.household_no, row.chases, row.joined_to) == ("today", 5, 1, None)
    assert store.ask(journal.steps)[0].params["nos"] == [other]
    with refused("request_joined"):
        store.do(request_chasing.chase_requests, [other], ChaseInput("街道", "", NOW))
    with refused("request_joined"):
        store.do(request_commands.change_request, other, 2, {"caller": "x"})
    with refused("request_joined"):
        store.do(request_joining.join_requests, other, [stays, other])
    with store.read() as conn:
        queue = DEFAULT_SETTINGS
        assert [c.to for c in requests.chases(conn, stays)] == ["街道"]
        assert [r.no for r in requests.joined(conn, stays, NOW, queue)] == [other]
        found = [r.no for r in requests.listing(conn, ListQuery("open", "hurt"), NOW, queue).rows()]
        assert found == [stays]
        words = ListQuery("open", "hurt", False, "妈妈没药了")
        assert requests.listing(conn, words, NOW, queue).count == 1, "found by what was joined"

    clock.moment = NOW + timedelta(hours=1)
    store.do(
        request_commands.close_requests, {stays: ClosingInput(Outcome.MET, "本人", clock.moment)}
    )
    row, view = one(store, other)
    assert (row.state, row.outcome, view.told_whom, row.joined_to) == (
        "closed",
        "met",
        "本人",
        stays,
    )
    store.do(request_commands.reopen_request, stays)
    assert {one(store, no)[0].state for no in (stays, other)} == {"open"}
    for _ in range(3):
        store.do(journal_commands.undo)
    assert state(store) == before


def test_what_was_joined_to_a_joined_one_follows(store: Store) -> None:
    nos = [store.do(request_commands.add_request, INSULIN) for _ in range(3)]
    store.do(request_joining.join_requests, nos[1], nos[1:])
    store.do(request_joining.join_requests, nos[0], nos[:2])
    assert [one(store, no)[0].joined_to for no in nos] == [None, nos[0], nos[0]]


def test_nearly_the_same_words_are_shown(store: Store) -> None:
    given = INSULIN._replace(text="胰岛素快用完了", phone="", summary="胰岛素快用完了")
    near = store.do(request_commands.add_request, given)
    store.do(request_commands.add_request, given._replace(summary="猫粮没了"))
    store.do(request_commands.add_request, given._replace(household_no=5))
    with store.read() as conn:
        ask = (store.now(), DEFAULT_SETTINGS)
        draft = Draft(None, "medicine", "", "胰岛素 快用完 了")
        assert [d.why for d in request_doubles.doubles(conn, draft, *ask)] == ["words", "words"]
        home = draft._replace(household_no=6)
        assert [d.row.no for d in request_doubles.doubles(conn, home, *ask)] == [near]


# -- questions ---------------------------------------------------------------------------------


def test_questions_wait_for_a_leader_until_advice_is_noted(store: Store) -> None:
    with store.step() as step:
        step.act("set")
        for key, no, name, post in (("q", 8, "卢某", "书记"), ("r", 9, "沈某", "会计")):
            step.conn.execute(
                "INSERT INTO person (id, no, name, kind, post, is_leader)"
                " VALUES (?, ?, ?, 'staff', ?, ?)",
                (key, no, name, post, post == "书记"),
            )
    no = store.do(request_commands.add_request, INSULIN)
    before = state(store)
    noted = store.do(request_chasing.ask_leader, no, QuestionInput(8, "能不能派车？"))
    with store.read() as conn:
        (leader,) = chases.leaders(conn, store.now())
        assert (leader.name, [q.asked for q in leader.questions]) == ("卢某", ["能不能派车？"])
        query = ListQuery("questions", "hurt")
        assert requests.listing(conn, query, NOW, DEFAULT_SETTINGS).count == 1
    with refused("advice_empty"):
        store.do(chase_commands.note_advice, noted.id, " ")
    store.do(chase_commands.note_advice, noted.id, "找区里")
    with store.read() as conn:
        assert chases.leaders(conn, store.now())[0].questions == ()
        (kept,) = requests.questions(conn, no)
        assert (kept.advice, kept.advised_at, kept.person) == ("找区里", stored(NOW), "卢某")
    with refused("question_empty"):
        store.do(request_chasing.ask_leader, no, QuestionInput(8, " "))
    with refused("person_unknown"):
        store.do(request_chasing.ask_leader, no, QuestionInput(99, "x"))
    store.do(journal_commands.undo)
    store.do(journal_commands.undo)
    assert state(store) == before


# -- reading -----------------------------------------------------------------------------------


def test_what_may_double_is_found_by_household_and_telephone(store: Store) -> None:
    first = store.do(request_commands.add_request, INSULIN._replace(household_no=5, phone=""))
    second = store.do(request_commands.add_request, INSULIN._replace(phone="13800000001"))
    third = store.do(
        request_commands.add_request, INSULIN._replace(household_no=5, urgency=Urgency.LIFE)
    )
    store.do(request_commands.close_requests, {first: ClosingInput(Outcome.MET, "本人", NOW)})
    with store.read() as conn:
        ask = (store.now(), DEFAULT_SETTINGS)
        found = request_doubles.doubles(conn, Draft(5, "medicine", "13800000001", ""), *ask)
        assert [(d.row.no, d.why) for d in found] == [(third, "need"), (second, "phone")]
        assert request_doubles.doubles(conn, Draft(None, "medicine", "", ""), *ask) == []
        assert [r.no for r in requests.of_household(conn, 5, *ask)] == [third, first]


def test_settings_of_the_committee_count(store: Store) -> None:
    with store.step() as step:
        step.act("set")
        for name, value in (
            ("requests.chase_soon", "30"),
            ("requests.morning", '"08:15"'),
            ("requests.today_within", "60"),
            ("requests.rung_after", "3"),
            ("other.morning", '"01:00"'),
        ):
            step.conn.execute("INSERT INTO setting (id, value) VALUES (?, ?)", (name, value))
    found = store.ask(requests.settings)
    assert found.chase_after[Urgency.SOON] == timedelta(minutes=30)
    assert found.chase_after[Urgency.LIFE] == timedelta(minutes=15)
    assert (found.morning.isoformat(), found.rung_after) == ("08:15:00", 3)
    assert found.today_within == timedelta(hours=1)
    no = store.do(request_commands.add_request, INSULIN)
    assert loaded(one(store, no)[0].next_chase_at) == NOW + timedelta(minutes=30)


def untold(store: Store) -> set[int]:
    """Those that were told nothing for too long, as the view of them finds them."""
    with store.read() as conn:
        moments = queries.moments(store.now(), DEFAULT_SETTINGS)
        return {
            row.no
            for row in queries.REQUESTS.open(conn, ListQuery("untold", "hurt"), **moments).rows()
        }


@pytest.fixture(scope="module")
def queue_file(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return Store(tmp_path_factory.mktemp("queue") / "desk.db", FixedClock(NOW))


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.randoms(use_true_random=False), st.integers(0, 25))
def test_the_order_in_sql_is_the_order_of_the_rule(
    queue_file: Store, chance: random.Random, count: int
) -> None:
    def moment() -> str | None:
        return chance.choice([None, stored(NOW + timedelta(hours=chance.randint(-90, 90)))])

    with queue_file.step() as step:
        step.act("shuffled")
        step.conn.execute("DELETE FROM request")
        for no in range(1, count + 1):
            state = chance.choice(list(RequestState))
            told, outcome = (stored(NOW), "met") if state == "closed" else (None, None)
            step.conn.execute(
                "INSERT INTO request (id, no, state, kind, is_vital, urgency, harm_at, text, rung,"
                " next_chase_at, promised_until, opened_at, entered_at, outcome, told_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, 'x', 'self', ?, ?, ?, ?, ?, ?)",
                (
                    new_id(),
                    no,
                    state,
                    chance.choice(["other", "medicine", "dialysis"]),
                    chance.randint(0, 1),
                    chance.choice(list(Urgency)),
                    moment(),
                    moment() or stored(NOW) if state == "open" else moment(),
                    moment(),
                    moment() or stored(NOW),
                    stored(NOW),
                    outcome,
                    told,
                ),
            )
    with queue_file.read() as conn:
        found = queries.where(conn, "1", {}, NOW, DEFAULT_SETTINGS)
        times = queries.moments(NOW, DEFAULT_SETTINGS)
        views = {row.no: queries.view(conn, row.no) for row in found}
        due = {no for (no,) in conn.execute(f"SELECT no FROM request t WHERE {CHASE_DUE}", times)}
    for row in found:
        assert row.urgency == urgency_of(views[row.no], NOW)
        assert (row.no in due) == rules.chase_due(row, NOW)
    by_rule = sorted(found, key=lambda row: rules.order_key(row, NOW))
    assert [row.no for row in found] == [row.no for row in by_rule]
    assert len(found) == count
    assert untold(queue_file) == {
        row.no
        for row in found
        if row.state != "closed"
        and rules.heard_at(row) <= stored(chase_rules.untold_edge(Urgency(row.urgency), NOW))
    }


@pytest.mark.parametrize("scope", ["open", "now", "life", "promised", "call_back", "untold"])
def test_sorting_the_open_queue_reads_the_index_alone(store: Store, scope: str) -> None:
    with store.read() as conn:
        plan = conn.execute(
            f"EXPLAIN QUERY PLAN SELECT t.no FROM request t WHERE {queries.REQUESTS.scopes[scope]}"
            f" ORDER BY {queries.ORDER}",
            queries.moments(NOW, DEFAULT_SETTINGS),
        ).fetchall()
    assert any("COVERING INDEX request_queue" in line[3] for line in plan)


def test_sorting_what_is_closed_by_harm_reads_an_index_alone(store: Store) -> None:
    with store.read() as conn:
        plan = conn.execute(
            "EXPLAIN QUERY PLAN SELECT t.no FROM request t WHERE (t.state = 'closed')"
            f" AND (instr(t.search, '药')) ORDER BY {queries.ORDER}",
            queries.moments(NOW, DEFAULT_SETTINGS),
        ).fetchall()
    assert any("COVERING INDEX request_done" in line[3] for line in plan)
