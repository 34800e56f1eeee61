"""Forms of requests: what was typed becomes an input, or a problem at its field."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from models.chases import ChaseInput, Rung, TellingInput, Urgency
from models.problems import Problem
from models.requests import RequestInput, RequestKind, RequestView
from models.times import LOCAL, stored
from screens.requests.doors import Homes
from screens.requests.form import REQUEST, read_chase, read_request, read_telling
from tests.conftest import BreakTable
from tests.rules.building import request_view

NOW = datetime(2022, 4, 9, 10, 0, tzinfo=LOCAL)
VIEW = request_view(NOW, next_chase_at=stored(NOW))


def test_days_left_date_the_harm() -> None:
    typed = {"text": "胰岛素", "kind": "medicine", "days_left": "2天", "opened_at": "09:00"}
    given = read_request(typed, NOW, Homes(5))
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
        ({"text": ""}, "field_empty", "text"),
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
    found = read_request(typed, NOW, Homes(None))
    assert isinstance(found, list)
    assert [(p.code, p.field) for p in found] == [(code, field)]


def test_an_address_said_gives_way_to_the_household() -> None:
    for household, said in ((None, "弄堂口"), (3, "")):
        given = read_request({"text": "x", "where": "弄堂口"}, NOW, Homes(household))
        assert isinstance(given, RequestInput)
        assert given.address_said == said


def test_a_chase_is_read() -> None:
    typed = {"rung": "hospital", "to": "九院", "said": "没床位", "answered": "no"}
    assert read_chase(VIEW, typed, NOW) == ChaseInput("九院", "没床位", NOW, Rung.HOSPITAL, False)
    promised = read_chase(VIEW, {"to": "街道", "promised_until": "15:00"}, NOW)
    assert isinstance(promised, ChaseInput)
    assert promised.promised_until == NOW + timedelta(hours=5)
    for late, code, field in (
        ({"to": "", "promised_until": "09:59"}, "field_empty", "to"),
        ({"to": "街道", "promised_until": "09:59"}, "promise_in_past", "promised_until"),
    ):
        found = read_chase(VIEW, late, NOW)
        assert isinstance(found, list)
        assert [(p.code, p.field) for p in found] == [(code, field)]


def test_a_typed_time_is_checked_alone() -> None:
    field = next(field for field in REQUEST if field.name == "harm_at")
    assert field.read("15:00", NOW) == NOW + timedelta(hours=5)
    for said in ("15:0x", "0001-01-01"):
        assert field.read(said, NOW) == [Problem("time_unclear", {"value": said}, "harm_at")]


@pytest.mark.parametrize(
    ("typed", "urgency", "harm", "days"),
    [
        ({"harm_at": "now"}, "life", timedelta(0), None),
        ({"harm_at": "今晚"}, "today", timedelta(hours=12), None),
        ({"harm_at": "3"}, "soon", timedelta(days=3), 3),
        ({"harm_at": "w"}, "routine", None, None),
        ({"harm_at": "3天", "urgency": "life"}, "life", timedelta(days=3), 3),
        ({"days_left": "2"}, "routine", timedelta(days=2), 2),
    ],
)
def test_an_answer_tells_when_harm_comes(
    typed: dict[str, str], urgency: str, harm: timedelta | None, days: int | None
) -> None:
    given = read_request({"text": "x", "kind": "medicine", **typed}, NOW, Homes(None))
    assert isinstance(given, RequestInput)
    assert given.harm_at == (None if harm is None else NOW + harm)
    assert (given.urgency, given.days_left) == (urgency, days)


@pytest.mark.parametrize(
    ("line", "whom", "said", "ago"),
    [
        ("车晚一点", "女儿", "车晚一点", timedelta(0)),
        ("邻居：在买了", "邻居", "在买了", timedelta(0)),
        ("neighbour: on its way", "neighbour", "on its way", timedelta(0)),
        ("09:30 邻居: 在买", "邻居", "在买", timedelta(minutes=30)),
        ("药15:30到", "女儿", "药15:30到", timedelta(0)),
        ("", "女儿", "", timedelta(0)),
    ],
)
def test_a_telling_is_one_line(line: str, whom: str, said: str, ago: timedelta) -> None:
    assert read_telling(VIEW, line, "女儿", NOW) == TellingInput(whom, said, NOW - ago)


def test_what_is_wrong_with_a_telling() -> None:
    def codes(view: RequestView, line: str, whom: str = "女儿") -> list[str]:
        found = read_telling(view, line, whom, NOW)
        return [problem.code for problem in found] if isinstance(found, list) else []

    assert codes(VIEW, "x", "") == ["told_whom_missing"]
    assert codes(VIEW, "x" * 10_001) == ["text_too_long"]
    assert codes(VIEW, "05:00 x") == ["before_opening"]
    assert codes(VIEW._replace(state="closed"), "x") == ["request_closed"]
    assert codes(VIEW._replace(joined_to=3), "x") == ["request_joined"]


@pytest.mark.parametrize(
    ("typed", "until"), [("02:30", (10, 2, 30)), ("23:55", (9, 23, 55)), ("04-09 09:00", None)]
)
def test_harm_after_midnight_typed_late_at_night_is_of_the_next_day(
    typed: str, until: tuple[int, int, int] | None
) -> None:
    late = datetime(2022, 4, 9, 23, 46, tzinfo=LOCAL)
    read = read_request({"text": "胰岛素没了", "harm_at": typed}, late, Homes(None))
    if until is None:
        assert isinstance(read, list)
        assert [one.code for one in read] == ["harm_before_opening"]
    else:
        assert isinstance(read, RequestInput)
        assert read.harm_at == datetime(2022, 4, *until, tzinfo=LOCAL)


def test_a_field_that_a_broken_table_reads_says_so_and_may_be_left_empty(
    break_table: BreakTable,
) -> None:
    break_table("requests/harm.toml", "tonight =", "tonite =")
    typed = {"text": "漏水", "kind": "repairs", "harm_at": "今晚"}
    problems = read_request(typed, NOW, Homes(None))
    assert isinstance(problems, list)
    assert [(one.code, one.field) for one in problems] == [("word_table_unknown", "harm_at")]
    assert isinstance(read_request(typed | {"harm_at": ""}, NOW, Homes(None)), RequestInput)
