"""The queue's rules: its order, the ladder of chases, and states that turn nobody down."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from datetime import time as clock_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.chases import ChaseInput, Rung, Urgency, ladder
from models.chases import rules as chase_rules
from models.requests import (
    DEFAULT_SETTINGS,
    ClosingInput,
    Outcome,
    QueueSettings,
    RequestInput,
    RequestKind,
    RequestRow,
    RequestState,
    RequestView,
    rules,
)
from models.requests.reasons import why_first
from models.requests.urgency import urgency_at
from models.times import LOCAL, day_start, loaded, stored
from tests.rules.building import request_row, request_view

NOW = datetime(2022, 4, 9, 15, 45, tzinfo=UTC)
"""23:45 at +08:00."""


def local(hour: int, minute: int = 0, day: int = 9) -> datetime:
    return day_start(datetime(2022, 4, day).date(), clock_time(hour, minute))


def row(no: int = 1, **given: object) -> RequestRow:
    return request_row(NOW, no, **given)


def view(state: str = "open", **given: object) -> RequestView:
    return request_view(NOW, state=state, **given)


moments = st.integers(-200, 200).map(lambda hours: stored(NOW + timedelta(hours=hours)))
rows = st.builds(
    row,
    no=st.integers(1, 10**6),
    state=st.sampled_from(RequestState).map(str),
    urgency=st.sampled_from(Urgency).map(str),
    harm_at=st.none() | moments,
    next_chase_at=st.none() | moments,
    promised_by=st.just("街道"),
    promised_until=st.none() | moments,
    opened_at=moments,
    chases=st.integers(0, 9),
)


# -- order -------------------------------------------------------------------------------------


def test_what_is_hurt_first_stands_first() -> None:
    queue = [
        row(1, urgency="life", opened_at=stored(NOW)),
        row(2, promised_by="街道", promised_until=stored(NOW - timedelta(minutes=1))),
        row(3, next_chase_at=stored(NOW)),
        row(4, urgency="today", harm_at=stored(NOW + timedelta(hours=2))),
        row(5, urgency="today", harm_at=stored(NOW + timedelta(hours=5))),
        row(6, urgency="today"),
        row(7, urgency="soon", harm_at=stored(NOW + timedelta(hours=60))),
        row(8, opened_at=stored(NOW - timedelta(days=9))),
        row(9, opened_at=stored(NOW - timedelta(days=8))),
        row(10, state="closed", urgency="life", outcome="met"),
    ]
    found = sorted(queue, key=lambda r: rules.order_key(r, NOW))
    assert [r.no for r in found] == list(range(1, 11))
    assert [why_first(r, NOW).code for r in found] == [
        "life",
        "promise_broken",
        "overdue",
        *["harm"] * 2,
        "waiting",
        "harm",
        *["waiting"] * 2,
        "closed",
    ]


def test_a_life_that_is_safe_waits_for_its_call_back_behind_open_ones() -> None:
    safe = row(1, state="call_back", urgency="life", next_chase_at=stored(NOW))
    assert rules.order_key(row(2, urgency="life"), NOW) < rules.order_key(safe, NOW)
    assert why_first(safe, NOW).code == "call_back"


def test_what_is_solved_but_not_told_says_so_before_it_is_overdue() -> None:
    solved = row(
        1,
        state="call_back",
        outcome="met",
        next_chase_at=stored(NOW + timedelta(hours=1)),
        harm_at=stored(NOW + timedelta(hours=2)),
        promised_by="街道",
        promised_until=stored(NOW - timedelta(minutes=1)),
        opened_at=stored(NOW - timedelta(hours=5)),
        told_at=stored(NOW - timedelta(hours=3)),
    )
    assert rules.band(solved, NOW) is rules.Band.WAITING, "its promise is not waited for"
    assert why_first(solved, NOW) == (
        "to_tell",
        {"outcome": "met", "since": stored(NOW - timedelta(hours=3)), "minutes": 180},
    )
    never = why_first(solved._replace(told_at=None), NOW)
    assert never.params["minutes"] == 300
    late = why_first(solved._replace(next_chase_at=stored(NOW - timedelta(minutes=9))), NOW)
    assert late == ("call_back", {"outcome": "met", "minutes": 9})


@pytest.mark.parametrize("days", [1, 365])
@pytest.mark.parametrize(
    ("urgency", "to_chase", "chased"),
    [
        ("life", "life_reckoned_ahead", "life_ahead"),
        ("today", "reckoned_ahead", "waiting_ahead"),
    ],
)
def test_what_came_while_the_clock_was_ahead_says_so(
    days: int, urgency: str, to_chase: str, chased: str
) -> None:
    came = NOW + timedelta(days=days)
    due = stored(came + timedelta(minutes=10))
    one = row(1, urgency=urgency, opened_at=stored(came), next_chase_at=due)
    assert rules.chase_due(one, NOW)
    reason = why_first(one, NOW)
    assert (reason.code, reason.params["at"]) == (to_chase, due)
    again = one._replace(next_chase_at=stored(NOW + timedelta(minutes=10)), chases=1)
    assert not rules.chase_due(again, NOW)
    reason = why_first(again, NOW)
    assert (reason.code, reason.params["at"]) == (chased, stored(came))


def test_clocks_that_differ_a_little_are_no_clock_that_was_ahead() -> None:
    one = row(1, urgency="life", opened_at=stored(NOW + timedelta(minutes=4)))
    assert why_first(one, NOW) == ("life", {"minutes": -4, "chases": 0})


def test_who_was_told_while_the_clock_was_ahead_is_still_to_be_told() -> None:
    told = stored(NOW + timedelta(days=1))
    next_chase = stored(NOW + timedelta(hours=1))
    one = row(1, state="call_back", outcome="met", told_at=told, next_chase_at=next_chase)
    assert why_first(one, NOW) == ("to_tell_ahead", {"outcome": "met", "at": told})


@given(st.lists(rows, max_size=12))
def test_the_order_follows_the_reasons(queue: list[RequestRow]) -> None:
    place = ["life", "now", "other", "closed"]
    pressing = ("overdue", "promise_broken", "call_back", "reckoned_ahead", "overlooks_harm")
    names = {
        **dict.fromkeys(pressing, "now"),
        **dict.fromkeys(("life_reckoned_ahead", "life_ahead"), "life"),
        **dict.fromkeys(("harm", "to_tell", "to_tell_ahead", "waiting", "waiting_ahead"), "other"),
    }
    found = sorted(queue, key=lambda r: rules.order_key(r, NOW))
    codes = [why_first(r, NOW).code for r in found]
    at = [place.index(names.get(code, code)) for code in codes]
    assert at == sorted(at)


def set_as_the_rules_set(one: RequestRow) -> bool:
    """Whether its next chase is at no time that only an older file or an act taken back leaves."""
    return not (rules.reckoned_ahead(one, NOW) or rules.overlooks_harm(one, NOW))


@given(rows.filter(set_as_the_rules_set))
def test_time_only_brings_an_open_request_forward(one: RequestRow) -> None:
    later = NOW + timedelta(hours=30)
    settings = QueueSettings()

    def at(moment: datetime) -> tuple[int, int, bool, str, str, int]:
        urgency = urgency_at(one.urgency, one.harm_at, moment, settings)
        return rules.order_key(one._replace(urgency=str(urgency)), moment)

    assert at(later) <= at(NOW)


@pytest.mark.parametrize(
    ("said", "hours", "found"),
    [
        ("life", 500, "life"),
        ("routine", 3, "today"),
        ("routine", 48, "soon"),
        ("today", 48, "today"),
        ("soon", 100, "soon"),
        ("routine", 100, "routine"),
        ("routine", -5, "today"),
        ("soon", None, "soon"),
    ],
)
def test_urgency_rises_as_harm_comes_near(said: str, hours: int | None, found: str) -> None:
    harm = None if hours is None else stored(NOW + timedelta(hours=hours))
    assert urgency_at(said, harm, NOW) == found


def test_reasons_carry_minutes_and_words() -> None:
    late = row(next_chase_at=stored(NOW - timedelta(minutes=75, seconds=30)))
    assert why_first(late, NOW).params == {"minutes": 75}
    harm = row(harm_at=stored(NOW + timedelta(hours=2)), harm_reason="胰岛素用完")
    assert why_first(harm, NOW).params == {
        "at": harm.harm_at,
        "minutes": 120,
        "reason": "胰岛素用完",
    }


# -- chasing -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("urgency", "now", "due"),
    [
        (Urgency.LIFE, local(23, 45), local(0, 0, 10)),
        (Urgency.TODAY, local(10), local(11)),
        (Urgency.TODAY, local(20, 59), local(21, 59)),
        (Urgency.TODAY, local(21), local(7, 0, 10)),
        (Urgency.TODAY, local(3), local(7)),
        (Urgency.TODAY, local(6), local(7)),
        (Urgency.SOON, local(10), local(14)),
        (Urgency.SOON, local(19), local(7, 0, 10)),
        (Urgency.ROUTINE, local(8), local(9)),
        (Urgency.ROUTINE, local(9), local(9, 0, 10)),
        (Urgency.ROUTINE, local(23), local(9, 0, 10)),
    ],
)
def test_the_next_chase_by_urgency(urgency: Urgency, now: datetime, due: datetime) -> None:
    assert chase_rules.next_chase(urgency, now) == due


@given(st.sampled_from(Urgency), st.integers(0, 24 * 60))
def test_a_chase_is_always_ahead_and_never_at_night_but_for_life(
    urgency: Urgency, minute: int
) -> None:
    now = local(0) + timedelta(minutes=minute)
    due = chase_rules.next_chase(urgency, now)
    assert now < due <= now + timedelta(hours=33)
    if urgency is not Urgency.LIFE:
        assert clock_time(7) <= due.time() < clock_time(22)


def test_a_promise_overrides_and_settings_count() -> None:
    promise = local(2, 30, 10)
    assert chase_rules.next_chase(Urgency.ROUTINE, NOW, promised_until=promise) == promise
    settings = QueueSettings(
        chase_after={Urgency.TODAY: timedelta(minutes=5)},
        morning=clock_time(8, 15),
        quiet_from=clock_time(1),
        quiet_until=clock_time(2),
    )
    assert chase_rules.next_chase(Urgency.TODAY, local(23), settings) == local(23, 5)
    assert chase_rules.next_chase(Urgency.TODAY, local(1), settings) == local(2)
    assert chase_rules.next_chase(Urgency.SOON, local(23), settings) == local(8, 15, 10)


def test_silence_proposes_the_next_rung() -> None:
    assert ladder.proposed_rung(Rung.SELF, 0) is Rung.SUBDISTRICT
    assert ladder.proposed_rung(Rung.SUBDISTRICT, 1) is Rung.SUBDISTRICT
    assert ladder.proposed_rung(Rung.SUBDISTRICT, 2) is Rung.LINE_LEADER
    assert ladder.proposed_rung(Rung.CITY_LINE, 9) is Rung.CITY_LINE
    assert ladder.proposed_rung(Rung.HOSPITAL, 9) is Rung.HOSPITAL
    assert ladder.rung_above(Rung.LEADERS) is Rung.CITY_LINE
    assert ladder.rung_above(Rung.EMERGENCY) is Rung.SUBDISTRICT


# -- states ------------------------------------------------------------------------------------


def test_no_state_turns_anybody_down() -> None:
    reached = {RequestState.OPEN}
    while True:
        further = {to for state in reached for to in rules.MOVES[state].values()}
        if further <= reached:
            break
        reached |= further
    assert reached == set(RequestState) == {"open", "call_back", "closed"}
    for state in RequestState:
        ahead = {state}
        for _ in RequestState:
            ahead |= {to for one in ahead for to in rules.MOVES[one].values()}
        assert RequestState.OPEN in ahead, f"{state} is final"
    assert {o.value for o in Outcome} == {
        "met",
        "met_otherwise",
        "withdrawn",
        "hospital",
        "transferred",
        "died",
    }


def test_only_somebody_told_closes() -> None:
    for state in (RequestState.OPEN, RequestState.CALL_BACK):
        told = rules.closing_move(ClosingInput(Outcome.MET, "女儿", NOW))
        untold = rules.closing_move(ClosingInput(Outcome.MET, "", NOW))
        assert rules.MOVES[state][told] is RequestState.CLOSED
        assert rules.MOVES[state][untold] is RequestState.CALL_BACK


# -- what is wrong -----------------------------------------------------------------------------


def request(**given: object) -> RequestInput:
    base: dict[str, object] = {
        "text": "胰岛素",
        "summary": "",
        "kind": RequestKind.MEDICINE,
        "urgency": Urgency.SOON,
        "opened_at": NOW,
    }
    return RequestInput(**{**base, **given})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"text": " "}, "request_empty", "text"),
        ({"text": "x" * 10_001}, "text_too_long", "text"),
        ({"opened_at": NOW + timedelta(minutes=6)}, "opened_in_future", "opened_at"),
        ({"harm_at": NOW - timedelta(seconds=1)}, "harm_before_opening", "harm_at"),
        ({"days_left": -1}, "days_negative", "days_left"),
    ],
)
def test_what_is_wrong_with_a_request(given: dict[str, object], code: str, field: str) -> None:
    (problem,) = rules.request_problems(request(**given), NOW)
    assert (problem.code, problem.field) == (code, field)


def test_a_request_of_ten_thousand_characters_is_fine() -> None:
    assert rules.request_problems(request(text="x" * 10_000), NOW) == []


@pytest.mark.parametrize(
    ("state", "given", "code"),
    [
        ("closed", {}, "request_closed"),
        ("open", {"to": " "}, "whom_missing"),
        ("open", {"promised_until": NOW}, "promise_in_past"),
        ("open", {"at": NOW + timedelta(hours=1)}, "in_future"),
        ("open", {"at": NOW - timedelta(hours=4)}, "before_opening"),
        ("open", {"said": "x" * 10_001}, "text_too_long"),
    ],
)
def test_what_is_wrong_with_a_chase(state: str, given: dict[str, object], code: str) -> None:
    chase = ChaseInput(**{"to": "街道", "said": "", "at": NOW, **given})  # type: ignore[arg-type]
    (problem,) = chase_rules.chase_problems(rules.chased(view(state), NOW), chase, NOW)
    assert problem.code == code


def test_a_promise_that_was_in_time_may_be_logged_late() -> None:
    spoken = NOW - timedelta(hours=2)
    chase = ChaseInput("街道", "", spoken, promised_until=spoken + timedelta(hours=1))
    assert chase_rules.chase_problems(rules.chased(view(), NOW), chase, NOW) == []


def test_closing_and_reopening_in_the_wrong_state() -> None:
    closing = ClosingInput(Outcome.MET, "本人", NOW)
    assert rules.closing_problems(view("open"), closing, NOW) == []
    assert [p.code for p in rules.closing_problems(view("closed"), closing, NOW)] == [
        "request_closed"
    ]
    early = ClosingInput(Outcome.MET, "本人", loaded(view().opened_at) - timedelta(minutes=1))
    assert [p.code for p in rules.closing_problems(view("open"), early, NOW)] == ["before_opening"]
    assert [p.code for p in rules.reopening_problems(view("open"))] == ["request_not_closed"]
    assert rules.reopening_problems(view("closed")) == []


# -- left untold -----------------------------------------------------------------------------------


def awake_minutes(since: datetime, until: datetime, settings: QueueSettings) -> int:
    """Minutes between two moments that are not quiet, counted one by one."""
    found = 0
    while since < until:
        clock = since.astimezone(LOCAL).time()
        start, end = settings.quiet_from, settings.quiet_until
        night = start <= clock < end if start <= end else clock >= start or clock < end
        found += not night
        since += timedelta(minutes=1)
    return found


@given(
    st.integers(-2000, 2000),
    st.integers(1, 900),
    st.sampled_from([(22, 7), (0, 6), (7, 7), (13, 14)]),
    st.integers(-2, 2),
)
def test_the_quiet_hours_are_not_counted_as_left_untold(
    shift: int, limit: int, quiet: tuple[int, int], beside: int
) -> None:
    now = NOW + timedelta(minutes=shift)
    settings = QueueSettings(
        told_within=dict.fromkeys(Urgency, timedelta(minutes=limit)),
        quiet_from=clock_time(quiet[0]),
        quiet_until=clock_time(quiet[1]),
    )
    edge = chase_rules.untold_edge(Urgency.TODAY, now, settings)
    heard = edge + timedelta(minutes=beside)
    counted = awake_minutes(heard, now, settings)
    assert (heard <= edge) == (counted >= limit)


@pytest.mark.parametrize(
    ("urgency", "now", "heard"),
    [
        ("life", local(23, 45), local(22, 45)),
        ("today", local(23, 45), local(18)),
        ("today", local(6, 30), local(18, day=8)),
        ("today", local(8), local(19, day=8)),
        ("soon", local(14), local(21, day=8)),
        ("routine", local(14), local(20, day=7)),
    ],
)
def test_how_long_a_resident_may_be_left(urgency: str, now: datetime, heard: datetime) -> None:
    assert chase_rules.untold_edge(Urgency(urgency), now) == heard


@pytest.mark.parametrize(
    ("urgency", "back", "promised", "due"),
    [
        ("today", local(14), None, local(14)),
        ("routine", local(14), None, local(14)),
        ("life", local(14), None, local(10, 15)),
        ("today", local(9), None, local(11)),
        ("today", local(14), local(12), local(12)),
        ("today", None, None, local(11)),
    ],
)
def test_what_somebody_is_on_the_way_for_is_chased_when_they_are_back(
    urgency: str, back: datetime | None, promised: datetime | None, due: datetime
) -> None:
    found = chase_rules.next_chase(Urgency(urgency), local(10), DEFAULT_SETTINGS, promised, back)
    assert found == due
