"""Forms of requests: what was typed becomes an input, or a problem at its field."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from models.requests import (
    ChaseInput,
    ClosingInput,
    Outcome,
    RequestInput,
    RequestKind,
    RequestView,
    Rung,
    Urgency,
)
from models.rules.request_forms import moment_problem, read_chase, read_closing, read_request
from models.rules.times import LOCAL, stored

NOW = datetime(2022, 4, 9, 10, 0, tzinfo=LOCAL)
VIEW = RequestView(
    no=7,
    id="r7",
    version=1,
    state="open",
    kind="other",
    urgency="today",
    harm_at=None,
    harm_reason=None,
    days_left=None,
    summary="",
    text="x",
    household_no=None,
    address_said="",
    caller="",
    phone="",
    patient="",
    call_back_phone="",
    owner_no=None,
    rung="self",
    next_chase_at=stored(NOW),
    promised_by=None,
    promised_until=None,
    told_at=None,
    told_whom=None,
    opened_at=stored(NOW - timedelta(hours=3)),
    entered_at=stored(NOW),
    outcome=None,
    closed_at=None,
)


def test_days_left_date_the_harm() -> None:
    typed = {"text": "胰岛素", "kind": "medicine", "days_left": "2天", "opened_at": "09:00"}
    given = read_request(typed, NOW, 5)
    assert isinstance(given, RequestInput)
    opened = NOW - timedelta(hours=1)
    assert (given.kind, given.urgency, given.household_no, given.days_left) == (
        RequestKind.MEDICINE,
        Urgency.ROUTINE,
        5,
        2,
    )
    assert (given.opened_at, given.harm_at) == (opened, opened + timedelta(days=2))


@pytest.mark.parametrize(
    ("typed", "code", "field"),
    [
        ({"text": ""}, "request_empty", "text"),
        ({"text": "x", "harm_at": "soonish"}, "time_unclear", "harm_at"),
        ({"text": "x", "harm_at": "09:00"}, "harm_before_opening", "harm_at"),
        ({"text": "x", "opened_at": "25:00"}, "time_unclear", "opened_at"),
        ({"text": "x", "opened_at": "11:00"}, "opened_in_future", "opened_at"),
        ({"text": "x", "days_left": "几天"}, "days_unclear", "days_left"),
        ({"text": "x", "days_left": "99999"}, "days_unclear", "days_left"),
        ({"text": "x", "phone": "138"}, "phone_unclear", "phone"),
    ],
)
def test_what_is_wrong_stands_at_its_field(typed: dict[str, str], code: str, field: str) -> None:
    found = read_request(typed, NOW, None)
    assert isinstance(found, list)
    assert [(p.code, p.field) for p in found] == [(code, field)]


def test_an_address_said_gives_way_to_the_household() -> None:
    for household, said in ((None, "弄堂口"), (3, "")):
        given = read_request({"text": "x", "address_said": "弄堂口"}, NOW, household)
        assert isinstance(given, RequestInput)
        assert given.address_said == said


def test_a_chase_is_read() -> None:
    typed = {"rung": "hospital", "to": "九院", "said": "没床位", "answered": "no"}
    assert read_chase(VIEW, typed, NOW) == ChaseInput("九院", "没床位", NOW, Rung.HOSPITAL, False)
    promised = read_chase(VIEW, {"to": "街道", "promised_until": "15:00"}, NOW)
    assert isinstance(promised, ChaseInput)
    assert promised.promised_until == NOW + timedelta(hours=5)
    late = read_chase(VIEW, {"to": "", "promised_until": "09:59"}, NOW)
    assert isinstance(late, list)
    assert [(p.code, p.field) for p in late] == [
        ("whom_missing", "to"),
        ("promise_in_past", "promised_until"),
    ]


def test_nothing_closes_without_an_outcome() -> None:
    missing = read_closing(VIEW, {"told_whom": "本人"}, NOW)
    assert isinstance(missing, list)
    assert [(p.code, p.field) for p in missing] == [("outcome_missing", "outcome")]
    typed = {"outcome": "hospital", "told_whom": " 女儿 "}
    assert read_closing(VIEW, typed, NOW) == ClosingInput(Outcome.HOSPITAL, "女儿", NOW)


def test_a_typed_time_is_checked_alone() -> None:
    assert moment_problem("15:00", NOW, "harm_at") is None
    wrong = moment_problem("15:0x", NOW, "harm_at")
    assert wrong is not None
    assert (wrong.code, wrong.params["value"]) == ("time_unclear", "15:0x")
