"""The paperwork of one committee brought in and worked on from the command line, end to end."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.commands.running import Daiban
from tests.paperwork.make import EXPECTED

APP = Path(__file__).parents[2] / "app.py"


@pytest.fixture(scope="module")
def brought_in(paperwork: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Any]]:
    """A file into which the three lists went, and the reports, by the program as it is started."""
    file = tmp_path_factory.mktemp("story") / "desk.db"
    reports = []
    for name in ("compounds.xlsx", "register.xlsx", "staff.xlsx"):
        done = subprocess.run(
            [
                *(sys.executable, str(APP), "--db", str(file), "--now", "2022-04-09T08:00+08:00"),
                *("import", str(paperwork / name), "--json"),
            ],
            capture_output=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, b"")
        reports.append(json.loads(done.stdout))
    return file, reports


@pytest.fixture(scope="module")
def expected(paperwork: Path) -> Any:
    """What a correct import finds."""
    return json.loads((paperwork / EXPECTED).read_text("utf-8"))


@pytest.fixture
def file(brought_in: tuple[Path, list[Any]], tmp_path: Path) -> Path:
    """A copy of that file for one test."""
    return Path(shutil.copy(brought_in[0], tmp_path / "desk.db"))


def test_the_lists_hold_what_they_should(
    daiban: Daiban, brought_in: tuple[Path, list[Any]], expected: Any
) -> None:
    _compounds, register, _staff = brought_in[1]
    assert len(register["problems"]) == expected["register_bad_rows"]
    assert all(p["sheet"] and p["row"] and p["column"] for p in register["problems"])
    assert register["skipped"] == expected["register_duplicate_rows"]
    households = daiban("households", "--json").json
    assert len(households) == expected["households"]
    assert sum(h["people"] or 0 for h in households) == expected["residents"]
    found = {
        name: sum(h["compound"] == name for h in households) for name in expected["by_compound"]
    }
    assert found == expected["by_compound"]
    marked = {mark: sum(mark in h["marks"] for h in households) for mark in expected["noted"]}
    assert marked == expected["noted"]


def test_the_roster_holds_who_it_should(daiban: Daiban, expected: Any) -> None:
    people = daiban("roster", "--json").json
    staff = [p for p in people if p["kind"] == "staff"]
    assert len(staff) == expected["staff"]
    assert sum(p["on_duty"] for p in staff) == expected["staff_on_duty"]
    assert sum(p["kind"] == "volunteer" for p in people) == expected["volunteers"]
    assert len(daiban("roster", "--on-duty", "--json").json) == expected["staff_on_duty"]


def test_a_call_is_taken_down_taken_back_and_brought_back(daiban: Daiban, expected: Any) -> None:
    calls = {call["urgency_a_person_would_give"]: call for call in reversed(expected["calls"])}
    taken = daiban("add", calls["life"]["line"], "--json").json
    assert _door(taken) == calls["life"]["household"]
    assert taken["urgency"] == "life"
    assert taken["phone"] in calls["life"]["line"]
    daiban("add", calls["routine"]["line"], "--json")
    queue = daiban("requests", "--json").json
    assert [r["no"] for r in queue] == [taken["no"], taken["no"] + 1]
    assert queue[0]["why_first"]
    daiban("undo")
    daiban("undo")
    assert daiban("requests", "--json").json == []
    daiban("redo")
    assert [r["id"] for r in daiban("requests", "--json").json] == [taken["id"]]


def test_the_other_registers_change_nothing(daiban: Daiban, paperwork: Path) -> None:
    names = ("register.xlsx", "register_gb18030.csv", "register_by_compound.xlsx")
    for done in daiban("import", *(paperwork / name for name in names), "--json").json:
        assert (done["added"], done["updated"]) == (0, 0)


def test_the_calls_of_a_night_reach_their_doors(
    daiban: Daiban, paperwork: Path, expected: Any
) -> None:
    calls = paperwork / "calls.txt"
    done = daiban("import", calls, "--json", "--now", "2022-04-09T23:45+08:00").json
    assert (done["kind"], done["added"]) == ("calls", len(expected["calls"]))
    queue = daiban("requests", "--json", "--now", "2022-04-09T23:45+08:00").json
    assert set(map(_door, queue)) == {call["household"] for call in expected["calls"]}
    again = daiban("import", calls, "--json", "--now", "2022-04-09T23:45+08:00").json
    assert (again["added"], again["updated"]) == (0, 0)


def _door(request: dict[str, Any]) -> str:
    room = request["room"]
    spelled = f"{room}室" if room.isdecimal() else room
    return f"{request['compound']}{request['building']}号{spelled}"


def test_the_delivery_reaches_the_gates(daiban: Daiban, paperwork: Path, expected: Any) -> None:
    notice = paperwork / "delivery_notice.txt"
    assert daiban("import", notice, "--json").json["kind"] == "deliveries"
    drops = daiban("supplies", "--day", "04-10", "--json").json
    assert {drop["compound"] for drop in drops} == set(expected["by_compound"])
    (phone,) = {drop["phone"] for drop in drops}
    assert phone in notice.read_text(encoding="utf-8")
