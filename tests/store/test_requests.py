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

from data import journal, requests
from data.clock import FixedClock
from data.ids import new_id
from data.requests import queries
from data.store import Store
from models.journal import Act
from models.problems import Refused
from models.requests import (
    DEFAULT_SETTINGS,
    ChaseInput,
    ClosingInput,
    Outcome,
    RequestInput,
    RequestKind,
    RequestState,
    Rung,
    Urgency,
)
from models.rules import requests as rules
from models.rules.times import loaded, stored

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
    with made.write(Act("began")) as step:
        for statement, values in PLACE:
            step.raw.execute(statement, values)
    yield made
    made.close()


def snapshot(store: Store) -> dict[str, list[tuple[object, ...]]]:
    with store.read() as conn:
        return {
            table: sorted(conn.execute(f"SELECT {', '.join(columns)} FROM {table}").fetchall())
            for table, columns in journal.recorded_tables(conn).items()
        }


def one(store: Store, no: int):  # type: ignore[no-untyped-def]
    with store.read() as conn:
        (row,) = requests.rows(conn, [no], store.now(), DEFAULT_SETTINGS)
        return row, requests.view(conn, no)


def refused(code: str) -> pytest.RaisesExc[Refused]:
    return pytest.RaisesExc(Refused, check=lambda error: error.problem.code == code)


# -- acts --------------------------------------------------------------------------------------


def test_a_request_is_added_with_its_household_and_its_next_chase(store: Store) -> None:
    no = requests.add_request(store, replace(INSULIN, household_no=5))
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
    no = requests.add_request(store, INSULIN)
    clock.moment = NOW + timedelta(hours=30)
    assert one(store, no)[0].urgency == "today"


def test_markup_and_control_characters_are_words_or_gone(store: Store) -> None:
    no = requests.add_request(
        store, replace(INSULIN, text="[/b] \x1b[31m红\u202e\x00 [bold]水", caller="[/]\x07")
    )
    row, view = one(store, no)
    assert view.text == "[/b] 红 [bold]水"
    assert row.caller == "[/]"


def test_ten_thousand_characters_are_kept_and_more_are_refused(store: Store) -> None:
    no = requests.add_request(store, replace(INSULIN, text="药" * 10_000))
    row, view = one(store, no)
    assert len(view.text) == 10_000
    assert len(row.summary) == 80
    before = snapshot(store)
    with refused("text_too_long"):
        requests.add_request(store, replace(INSULIN, text="药" * 10_001))
    with refused("household_unknown"):
        requests.add_request(store, replace(INSULIN, household_no=99))
    assert snapshot(store) == before


def test_an_edit_made_on_an_older_form_is_told(store: Store) -> None:
    no = requests.add_request(store, INSULIN)
    requests.change_request(store, no, 1, {"caller": "女儿", "household_no": 5})
    row, view = one(store, no)
    assert (row.caller, row.household_no, view.version, row.phone) == ("女儿", 5, 2, "13800003555")
    with refused("edited_meanwhile"):
        requests.change_request(store, no, 1, {"caller": "儿子"})
    with refused("harm_before_opening"):
        requests.change_request(store, no, 2, {"harm_at": NOW - timedelta(hours=1)})


def test_what_became_urgent_is_chased_sooner_and_never_later(store: Store) -> None:
    no = requests.add_request(store, INSULIN)
    requests.change_request(store, no, 1, {"urgency": Urgency.LIFE})
    assert loaded(one(store, no)[0].next_chase_at) == NOW + timedelta(minutes=15)
    requests.change_request(store, no, 2, {"urgency": Urgency.ROUTINE, "harm_at": None})
    assert loaded(one(store, no)[0].next_chase_at) == NOW + timedelta(minutes=15)


def test_chases_count_climb_and_keep_promises(store: Store, clock: FixedClock) -> None:
    no = requests.add_request(store, replace(INSULIN, urgency=Urgency.TODAY, harm_at=None))
    clock.moment = NOW + timedelta(minutes=30)
    promise = NOW + timedelta(hours=5)
    requests.log_chase(
        store, no, ChaseInput("街道值班室", "下午送", clock.moment, promised_until=promise)
    )
    row = one(store, no)[0]
    assert (row.chases, row.rung, row.promised_by) == (1, "subdistrict", "街道值班室")
    assert loaded(row.next_chase_at) == loaded(row.promised_until) == promise

    clock.moment = NOW + timedelta(hours=6)
    assert rules.why_first(one(store, no)[0], clock.moment).code == "overdue"
    for _ in range(2):
        requests.log_chase(
            store, no, ChaseInput("街道值班室", "", clock.moment, answered=False), by_person_no=3
        )
    row = one(store, no)[0]
    assert rules.why_first(row, clock.moment).code == "promise_broken"
    assert loaded(row.next_chase_at) == clock.moment + timedelta(hours=1)
    with store.read() as conn:
        log = requests.chases(conn, no)
    assert [(c.answered, c.by) for c in log] == [(0, "宋某"), (0, "宋某"), (1, None)]
    assert requests.unanswered(log) == 2
    assert rules.proposed_rung(Rung(row.rung), requests.unanswered(log)) is Rung.LINE_LEADER


def test_nobody_told_stays_as_a_call_back_until_somebody_is(
    store: Store, clock: FixedClock
) -> None:
    no = requests.add_request(store, INSULIN)
    clock.moment = NOW + timedelta(hours=1)
    state = requests.close_request(store, no, ClosingInput(Outcome.MET, " ", clock.moment))
    row, view = one(store, no)
    assert state == row.state == "call_back"
    assert row.next_chase_at is not None
    assert (row.told_at, view.closed_at) == (None, None)

    state = requests.close_request(store, no, ClosingInput(Outcome.MET, "本人", clock.moment))
    row, view = one(store, no)
    assert state == row.state == "closed"
    assert (row.outcome, view.told_whom, row.next_chase_at) == ("met", "本人", None)
    assert view.closed_at == row.told_at == stored(clock.moment)
    with refused("request_closed"):
        requests.close_request(store, no, ClosingInput(Outcome.MET, "本人", clock.moment))
    with refused("request_closed"):
        requests.log_chase(store, no, ChaseInput("街道", "", clock.moment))


def test_reopening_keeps_the_history(store: Store, clock: FixedClock) -> None:
    no = requests.add_request(store, INSULIN)
    with refused("request_not_closed"):
        requests.reopen_request(store, no)
    requests.log_chase(store, no, ChaseInput("街道", "有了", NOW))
    requests.close_request(store, no, ClosingInput(Outcome.MET, "本人", NOW))
    clock.moment = NOW + timedelta(hours=3)
    requests.reopen_request(store, no)
    row, view = one(store, no)
    assert (row.state, row.chases, view.told_whom, row.outcome) == ("open", 1, "本人", None)
    assert loaded(row.next_chase_at) == clock.moment + timedelta(hours=4)


def test_an_owner_is_given_and_taken(store: Store) -> None:
    no = requests.add_request(store, INSULIN)
    requests.assign_owner(store, no, 3)
    assert one(store, no)[0].owner == "宋某"
    with refused("person_unknown"):
        requests.assign_owner(store, no, 44)
    requests.assign_owner(store, no, None)
    assert one(store, no)[0].owner is None


def test_unknown_numbers_are_refused(store: Store) -> None:
    with refused("request_unknown"):
        requests.log_chase(store, 12, ChaseInput("街道", "", NOW))


def test_every_act_is_one_step_and_undone_byte_for_byte(store: Store, clock: FixedClock) -> None:
    states = [snapshot(store)]

    def did(act: object) -> None:
        states.append(snapshot(store))

    did(requests.add_request(store, replace(INSULIN, household_no=5)))
    did(requests.change_request(store, 1, 1, {"caller": "女儿"}))
    did(requests.assign_owner(store, 1, 3))
    clock.moment = NOW + timedelta(hours=2)
    did(requests.log_chase(store, 1, ChaseInput("街道", "在找车", clock.moment)))
    did(requests.close_request(store, 1, ClosingInput(Outcome.HOSPITAL, "", clock.moment)))
    did(requests.close_request(store, 1, ClosingInput(Outcome.HOSPITAL, "女儿", clock.moment)))
    did(requests.reopen_request(store, 1))
    with store.read() as conn:
        codes = [step.code for step in journal.steps(conn)]
        assert journal.steps(conn)[0].params["what"] == "胰岛素只剩2天"
    assert codes[:-1] == [
        "request_reopened",
        "request_closed",
        "request_left_to_call_back",
        "request_chased",
        "request_owned",
        "request_changed",
        "request_added",
    ]
    for before in reversed(states[:-1]):
        journal.undo(store)
        assert snapshot(store) == before
    for after in states[1:]:
        journal.redo(store)
        assert snapshot(store) == after


# -- reading -----------------------------------------------------------------------------------


def test_what_may_double_is_found_by_household_and_telephone(store: Store) -> None:
    first = requests.add_request(store, replace(INSULIN, household_no=5, phone=""))
    second = requests.add_request(store, replace(INSULIN, phone="13800000001"))
    third = requests.add_request(store, replace(INSULIN, household_no=5, urgency=Urgency.LIFE))
    requests.close_request(store, first, ClosingInput(Outcome.MET, "本人", NOW))
    with store.read() as conn:
        ask = (store.now(), DEFAULT_SETTINGS)
        assert [r.no for r in requests.alike(conn, 5, "13800000001", *ask)] == [third, second]
        assert [r.no for r in requests.alike(conn, None, "", *ask)] == []
        assert [r.no for r in requests.of_household(conn, 5, *ask)] == [third, first]


def test_settings_of_the_committee_count(store: Store) -> None:
    with store.write(Act("set")) as step:
        for name, value in (
            ("requests.chase_soon", "30"),
            ("requests.morning", '"08:15"'),
            ("requests.today_within", "60"),
            ("requests.rung_after", "3"),
            ("other.morning", '"01:00"'),
        ):
            step.raw.execute("INSERT INTO setting (id, value) VALUES (?, ?)", (name, value))
    with store.read() as conn:
        found = requests.settings(conn)
    assert found.chase_after[Urgency.SOON] == timedelta(minutes=30)
    assert found.chase_after[Urgency.LIFE] == timedelta(minutes=15)
    assert (found.morning.isoformat(), found.rung_after) == ("08:15:00", 3)
    assert found.today_within == timedelta(hours=1)
    no = requests.add_request(store, INSULIN)
    assert loaded(one(store, no)[0].next_chase_at) == NOW + timedelta(minutes=30)


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

    with queue_file.write(Act("shuffled")) as step:
        step.raw.execute("DELETE FROM request")
        for no in range(1, count + 1):
            state = chance.choice(list(RequestState))
            told, outcome = (stored(NOW), "met") if state == "closed" else (None, None)
            step.raw.execute(
                "INSERT INTO request (id, no, state, kind, urgency, harm_at, text, rung,"
                " next_chase_at, promised_until, opened_at, entered_at, outcome, told_at)"
                " VALUES (?, ?, ?, 'other', ?, ?, 'x', 'self', ?, ?, ?, ?, ?, ?)",
                (
                    new_id(),
                    no,
                    state,
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
        said = dict(conn.execute("SELECT no, urgency FROM request").fetchall())
    for row in found:
        assert row.urgency == rules.urgency_at(said[row.no], row.harm_at, NOW)
    by_rule = sorted(found, key=lambda row: rules.order_key(row, NOW))
    assert [row.no for row in found] == [row.no for row in by_rule]
    assert len(found) == count


def test_sorting_the_open_queue_reads_the_index_alone(store: Store) -> None:
    with store.read() as conn:
        plan = conn.execute(
            "EXPLAIN QUERY PLAN SELECT t.no FROM request t WHERE t.state <> 'closed'"
            f" ORDER BY {queries.ORDER}",
            queries.moments(NOW, DEFAULT_SETTINGS),
        ).fetchall()
    assert any("COVERING INDEX request_queue" in line[3] for line in plan)
