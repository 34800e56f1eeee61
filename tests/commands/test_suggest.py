"""suggest from the command line: what it prints, what it writes, what it refuses."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from data.duties import commands as duty_commands
from data.store import Store
from data.testing import commands as testing_commands
from models.duties import RosterSettings
from models.roster import PersonInput, PersonKind
from models.testing import RoundInput, RoundKind, SessionInput
from models.times import LOCAL
from tests.beginning import begin
from tests.commands.running import Daiban

NINE = datetime(2022, 4, 10, 9, tzinfo=LOCAL)


@pytest.fixture
def team(store: Store) -> None:
    """A session tomorrow that needs five, and three people."""
    begin(
        store,
        PersonInput("姚伟", PersonKind.STAFF),
        *(PersonInput(name, PersonKind.VOLUNTEER) for name in ("侯凯文", "沈佳怡")),
    )
    store.do(duty_commands.set_settings, RosterSettings(standing=()))
    store.do(
        testing_commands.add_session,
        SessionInput(0, "弄口", (), NINE, NINE + timedelta(hours=3), 2),
        RoundInput("第五轮", RoundKind.PCR, date(2022, 4, 10)),
    )


def test_a_suggestion_is_printed_and_nothing_is_written(daiban: Daiban, team: None) -> None:
    before = daiban("log", "--json").json
    told = daiban("suggest", "--day", "2022-04-10", "--json").json
    assert (told["day"], told["applied"]) == ("2022-04-10", False)
    (lead,) = [one for one in told["given"] if one["role"] == "lead"]
    assert lead == {
        "starts_at": "2022-04-10T09:00:00+08:00",
        "ends_at": "2022-04-10T12:00:00+08:00",
        "work": "session",
        "no": 1,
        "duty": None,
        "role": "lead",
        "skill": None,
        **dict.fromkeys(("compound", "lane", "building", "unit", "room")),
        "where": "弄口",
        "person": 1,
        "name": "姚伟",
        "load_hours": 3.0,
        "to_ask": False,
        "why": {"code": "given_only_one", "params": lead["why"]["params"]},
        "warnings": [],
    }
    assert lead["why"]["params"]["hours"] == "0"
    assert len(told["given"]) == 3
    assert [one["why"]["code"] for one in told["left"]] == ["left_taken", "left_taken"]
    assert daiban("log", "--json").json == before


def test_the_day_that_lacks_people_next_is_meant_when_none_is_named(
    daiban: Daiban, team: None
) -> None:
    assert daiban("suggest", "--json").json["day"] == "2022-04-10"
    assert "tomorrow 04-10: 3 of 5 open shifts filled, ✗ 2 left" in daiban("suggest").out
    assert "--apply does it" in daiban("suggest").out


def test_it_is_applied_as_one_step_that_undo_takes_back(daiban: Daiban, team: None) -> None:
    told = daiban("suggest", "--apply", "--json").json
    assert told["applied"] is True
    (session,) = daiban("testing", "--json").json
    assert sorted(session["members"]) == sorted(one["name"] for one in told["given"])
    assert "3 shifts given as suggested" in daiban("log").out
    again = daiban("suggest", "--day", "04-10", "--apply", "--json").json
    assert (again["given"], again["applied"]) == ([], False)
    daiban("undo")
    (session,) = daiban("testing", "--json").json
    assert session["members"] == []


def test_a_day_without_open_places(daiban: Daiban, team: None) -> None:
    answer = daiban("suggest", "--day", "today")
    assert answer.status == 0
    assert "no open shifts" in answer.out


def test_what_is_no_day_is_bad_usage(daiban: Daiban, team: None) -> None:
    answer = daiban("suggest", "--day", "昨天左右")
    assert answer.status == 2
    assert "is no day" in answer.err


def test_a_suggested_day_does_not_come_back_where_its_drops_are_gone(
    daiban: Daiban, own_paperwork: Path
) -> None:
    lists = [own_paperwork / name for name in ("compounds.xlsx", "register.xlsx", "staff.xlsx")]
    daiban("import", *lists)
    daiban("import", own_paperwork / "delivery_notice.txt")
    assert daiban("suggest", "--day", "2022-04-10", "--apply").status == 0
    assert daiban("undo", 3).status == 0
    assert daiban("undo", 2).status == 0
    assert daiban("redo", 3).refusal.startswith(
        "Step 3 cannot be brought back or taken back: what it belongs to is gone."
    )
    assert [step["no"] for step in daiban("log", "--json").json] == [5, 4, 3, 2, 1]
    assert daiban("doctor").status == 0
