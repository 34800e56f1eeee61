"""Who takes what without a fixed time: whoever is here while it is theirs."""

from __future__ import annotations

from datetime import datetime

import pytest

from data.reading.capture import capture
from data.requests import chasing as request_chasing
from data.requests import commands as request_commands
from data.requests import queries as requests
from data.roster import presence as roster_presence
from data.store import Store
from models.chases import ChaseInput, Rung
from models.duties import Work
from models.roster import PersonKind, Place
from tests.store.absences import NOW, absent, at, fall, give, holder, person


@pytest.fixture
def office(store: Store) -> dict[str, int]:
    """Three of the staff and a volunteer."""
    return {
        "甲": person(store, "甲"),
        "乙": person(store, "乙"),
        "丙": person(store, "丙", skills=("弄堂带路",)),
        "丁": person(store, "丁", PersonKind.VOLUNTEER),
    }


def owning(store: Store, who: int) -> int:
    no = store.do(capture, "槐荫里12号 漏水 13800001111").no
    store.do(request_commands.assign_requests, [no], who)
    return no


@pytest.mark.parametrize(
    ("away", "planned", "heir", "warned"),
    [
        ({}, NOW, "乙", ""),
        ({"乙": [(at("20:00"), None)]}, NOW, "丙", ""),
        ({"乙": [(at("08:00", 13), None)]}, NOW, "乙", ""),
        ({"乙": [(at("20:00"), None)], "丙": [(at("22:00"), None)]}, NOW, "丙", "leaves_later"),
        ({"乙": [(NOW, at("06:00", 10))], "丙": [(NOW, None)]}, NOW, "乙", "comes_later"),
        ({"乙": [(NOW, None)], "丙": [(NOW, None)]}, NOW, None, ""),
        ({"乙": [(NOW, at("06:00", 10))]}, at("08:00", 10), "丙", ""),
        (
            {"乙": [(NOW, at("06:00", 10))], "丙": [(at("00:00", 10), None)]},
            at("08:00", 10),
            "乙",
            "back_by_then",
        ),
        ({"乙": [(at("00:00", 10), at("00:00", 11))]}, NOW, "丙", ""),
        ({"乙": [(at("00:00", 10), at("00:00", 11))]}, at("08:00", 10), "丙", ""),
    ],
)
def test_a_request_goes_to_who_is_here_while_it_is_theirs(
    store: Store,
    office: dict[str, int],
    away: dict[str, list[tuple[datetime, datetime | None]]],
    planned: datetime,
    heir: str | None,
    warned: str,
) -> None:
    no = owning(store, office["甲"])
    for name, spans in away.items():
        for since, until in spans:
            gone = absent(Place.HOSPITAL, since=since, until=until)
            store.do(roster_presence.record_presence, [office[name]], gone)
    (line,) = fall(store, office["甲"], presence=absent(since=planned)).lines
    assert (line.hold.no, line.name or None) == (no, heir)
    assert [problem.code for problem in line.reason.warnings] == ([warned] if warned else [])
    with store.read() as conn:
        (row,) = requests.rows(conn, [no], NOW, requests.settings(conn))
    assert row.owner == heir


def test_the_next_time_of_a_promise_is_looked_at_too(store: Store, office: dict[str, int]) -> None:
    no = owning(store, office["甲"])
    promised = ChaseInput("甲", "我去办", NOW, Rung.SELF, True, at("18:00", 11))
    store.do(request_chasing.chase_requests, [no], promised)
    leaving = absent(Place.HOSPITAL, since=at("12:00", 11))
    store.do(roster_presence.record_presence, [office["乙"]], leaving)
    lines = fall(store, office["甲"]).lines
    assert {line.name for line in lines} == {"丙"}


def test_a_duty_goes_to_who_is_back_by_then(store: Store, office: dict[str, int]) -> None:
    no = give(store, office["甲"], Work.PATROL, at("20:00", 10), at("22:00", 10))
    for name in ("乙", "丁"):
        store.do(roster_presence.record_presence, [office[name]], absent())
    back = absent(Place.HOSPITAL, until=at("12:00", 10))
    store.do(roster_presence.record_presence, [office["丙"]], back)
    fall(store, office["甲"])
    assert holder(store, no) == "丙"
