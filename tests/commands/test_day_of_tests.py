"""A round of tests by commands: planned, frozen, ticked by exceptions, three tubes come back
abnormal, and whom that holds is left out of the next day's sheet. Judged by sums alone: at every
stage each person of the register is somewhere, once, or left out with a reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from models.times import LOCAL
from tests.commands.running import Answer, Daiban

EVENING = datetime(2022, 4, 9, 20, tzinfo=LOCAL)
SEVEN = datetime(2022, 4, 10, 7, tzinfo=LOCAL)
NOON = datetime(2022, 4, 10, 12, tzinfo=LOCAL)
TWO = datetime(2022, 4, 11, 2, tzinfo=LOCAL)
TWO_COMPOUNDS = ("海棠大楼", "槐荫里")

pytestmark = pytest.mark.usefixtures("on_the_sample")


def at(daiban: Daiban, moment: datetime, *words: object) -> Answer:
    return daiban("--now", moment.isoformat(), *words)


def told(answer: Answer) -> Any:
    assert answer.status == 0, answer
    return answer.json


def door(one: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(one[part] for part in ("compound", "lane", "building", "unit", "room"))


def written(one: dict[str, Any]) -> str:
    """A door as one types it."""
    lane = f"{one['lane']}弄" if one["lane"] else ""
    unit = f"{one['unit']}单元" if one["unit"] else ""
    return f"{one['compound']}{lane}{one['building']}号{unit}{one['room']}"


@pytest.fixture
def day(daiban: Daiban) -> int:
    """The round of 10 April, planned the evening before; its number."""
    made = told(
        at(
            daiban,
            EVENING,
            *("round", "new", "--day", "2022-04-10", "--kind", "pooled", "--pool", 10),
            *("--from", "06:00", "--to", "14:00", "--desks", 9, "--json"),
        )
    )
    assert made["sessions"]
    no: int = made["round"]
    return no


def sheet(daiban: Daiban, moment: datetime, no: int, *more: object) -> dict[str, Any]:
    found: dict[str, Any] = told(at(daiban, moment, "call-sheet", no, *more, "--json"))
    assert found["register"] == found["called"] + found["visited"] + len(found["left_out"])
    assert all(one["why"] for one in found["left_out"])
    return found


def people(daiban: Daiban, *words: object) -> int:
    rows = told(at(daiban, EVENING, "households", *words, "--json"))
    return sum(max(one["people"] or 0, one["present"] or 0) for one in rows)


def doors_of(daiban: Daiban, compound: str) -> list[dict[str, Any]]:
    """Doors of a compound with somebody behind them, in the order of the register."""
    rows = told(at(daiban, EVENING, "households", "--json"))
    return [
        one
        for one in rows
        if one["compound"] == compound and (one["present"] or 0) > 0 and not one["marks"]
    ]


def test_the_plan_has_everybody_once(daiban: Daiban, day: int) -> None:
    made = told(
        at(
            daiban,
            EVENING,
            *("round", "new", "--day", "2022-04-12", "--kind", "pooled", "--pool", 20),
            *("--from", "06:00", "--to", "14:00", "--desks", 12, "--json"),
        )
    )
    called = Counter(name for one in made["sessions"] for name in one["compounds"])
    assert len(called) == 10
    for one in made["sessions"]:
        starts = [datetime.fromisoformat(batch["starts_at"]) for batch in one["batches"]]
        begins, ends = (datetime.fromisoformat(one[key]) for key in ("starts_at", "ends_at"))
        assert begins < ends
        assert all(begins <= moment < ends for moment in starts)
        assert all(
            batch["households"] <= 20 and batch["people"] <= 30 for batch in one["batches"]
        ), one
        assert sum(batch["people"] for batch in one["batches"]) <= one["people"]
    found = sheet(daiban, EVENING, made["round"])
    batched = sum(batch["people"] for one in made["sessions"] for batch in one["batches"])
    assert batched == found["called"] + found["visited"]
    assert found["register"] == people(daiban)


def test_the_frozen_sheet_stays_and_its_sums_are_the_register(daiban: Daiban, day: int) -> None:
    planned = sheet(daiban, EVENING, day)
    assert planned["frozen_at"] is None
    frozen = sheet(daiban, SEVEN, day, "--freeze")
    assert frozen["frozen_at"] is not None
    assert frozen["register"] == people(daiban) == planned["register"]
    again = at(daiban, SEVEN, "call-sheet", day, "--freeze")
    assert again.status == 1
    assert sheet(daiban, NOON, day)["left_out"] == frozen["left_out"]
    parts = [
        sheet(daiban, NOON, day, "--compound", name)
        for name in {one["compound"] for one in told(at(daiban, SEVEN, "households", "--json"))}
    ]
    for key in ("register", "called", "visited"):
        assert sum(one[key] for one in parts) == frozen[key]


def missed(daiban: Daiban, moment: datetime, no: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = told(at(daiban, moment, "missed", no, "--json"))
    return found


def test_two_tables_tick_by_exceptions_and_twenty_are_caught(daiban: Daiban, day: int) -> None:
    sheet(daiban, SEVEN, day, "--freeze")
    absent: dict[str, list[dict[str, Any]]] = {}
    for compound in TWO_COMPOUNDS:
        absent[compound] = doors_of(daiban, compound)[3:40:8]
        before = sheet(daiban, SEVEN, day, "--compound", compound)
        text = " ".join(written(one) for one in absent[compound]) + " 没下来"
        done = told(at(daiban, NOON, "tick", day, "--compound", compound, text, "--json"))
        assert done["unknown"] == []
        assert {door(one) for one in done["missed"]} == {door(one) for one in absent[compound]}
        assert done["ticked"] + len(done["missed"]) == before["called"]
    gone = missed(daiban, NOON, day)
    assert {door(one) for one in gone} == {door(one) for doors in absent.values() for one in doors}
    assert all(one["rounds"] == 1 for one in gone)
    caught = absent[TWO_COMPOUNDS[0]]
    text = " ".join(written(one) for one in caught) + " 来了"
    told(at(daiban, NOON, "tick", day, "--compound", TWO_COMPOUNDS[0], text, "--json"))
    left = {door(one) for one in missed(daiban, NOON, day)}
    assert left == {door(one) for one in absent[TWO_COMPOUNDS[1]]}
    assert at(daiban, NOON, "undo").status == 0
    assert len(missed(daiban, NOON, day)) == len(gone)
    assert at(daiban, NOON, "redo").status == 0
    assert {door(one) for one in missed(daiban, NOON, day)} == left


def filled(daiban: Daiban, no: int, code: str, doors: Iterable[dict[str, Any]]) -> dict[str, Any]:
    text = " ".join(written(one) for one in doors)
    found: dict[str, Any] = told(
        at(daiban, NOON, "tube", code, "add", text, "--round", no, "--json")
    )
    return found


def three_tubes(daiban: Daiban, no: int) -> dict[str, list[dict[str, Any]]]:
    """Three tubes with doors of two or three people; the doors of each."""
    doors = [one for one in doors_of(daiban, "海棠大楼") if one["present"] in (2, 3)]
    return {f"882200{at + 1}": doors[at * 3 : at * 3 + 3] for at in range(3)}


def test_a_door_is_all_its_people_and_nobody_is_in_two_tubes(daiban: Daiban, day: int) -> None:
    sheet(daiban, SEVEN, day, "--freeze")
    tubes = three_tubes(daiban, day)
    for code, doors in tubes.items():
        one = filled(daiban, day, code, doors)
        assert one["code"] == code
        assert one["capacity"] == 10
        assert one["state"] == "pending"
        assert Counter(door(member) for member in one["members"]) == Counter(
            {door(home): home["present"] for home in doors}
        )
    first, second = list(tubes)[:2]
    twice = at(daiban, NOON, "tube", second, "add", written(tubes[first][0]), "--round", day)
    assert twice.status == 1
    assert first in twice.err
    full = at(
        daiban,
        NOON,
        *("tube", first, "add", " ".join(map(written, doors_of(daiban, "海棠大楼")[30:38]))),
        *("--round", day),
    )
    assert full.status == 1
    before = told(at(daiban, NOON, "tube", first, "--round", day, "--json"))["members"]
    assert len(before) == sum(home["present"] for home in tubes[first])
    told(at(daiban, NOON, "tube", first, "void", "--round", day, "--json"))
    again = {door(one) for one in missed(daiban, NOON, day)}
    assert again == {door(one) for one in tubes[first]}
    told(at(daiban, NOON, "tube", second, "result", "negative", "--round", day, "--json"))
    unknown = at(daiban, NOON, "tube", "999", "result", "negative", "--round", day)
    assert unknown.status == 1


def test_whom_abnormal_tubes_hold_is_left_out_the_next_day(daiban: Daiban, day: int) -> None:
    sheet(daiban, SEVEN, day, "--freeze")
    tubes = three_tubes(daiban, day)
    for code, doors in tubes.items():
        filled(daiban, day, code, doors)
    tomorrow = told(
        at(
            daiban,
            TWO,
            *("round", "new", "--day", "2022-04-12", "--kind", "pooled", "--pool", 10),
            *("--from", "06:00", "--to", "14:00", "--desks", 9, "--json"),
        )
    )["round"]
    before = sheet(daiban, TWO, tomorrow)
    held: set[tuple[Any, ...]] = set()
    for code, doors in tubes.items():
        plan = told(at(daiban, TWO, "recall", code, "--round", day, "--json"))
        assert {door(one) for one in plan["members"]} == {door(one) for one in doors}
        assert told(at(daiban, TWO, "recall", code, "--round", day, "--json")) == plan
        done = told(at(daiban, TWO, "recall", code, "--round", day, "--apply", "--json"))
        assert len(done["held"]) == len(done["members"]) == sum(one["present"] for one in doors)
        members = Counter(one["resident"] for one in done["members"])
        assert Counter(one["resident"] for one in done["jobs"]) == members
        for job in done["jobs"]:
            assert TWO <= datetime.fromisoformat(job["starts_at"]) < TWO + timedelta(hours=6)
            assert job["who"]
        held |= {door(one) for one in doors}
    after = sheet(daiban, TWO, tomorrow)
    assert after["register"] == before["register"]
    pending = [one for one in after["left_out"] if one["why"] == "pending"]
    assert {door(one) for one in pending} == held
    assert len(pending) == sum(one["present"] for doors in tubes.values() for one in doors)
    first, second, third = tubes.values()
    people_of = {door(one): one["head"] for doors in tubes.values() for one in doors}
    ill, well = first[0], second[0]
    later = TWO + timedelta(hours=8)
    positive = f"{written(ill)} {people_of[door(ill)]}"
    told(at(daiban, later, "result", positive, "positive", "--source", "single", "--json"))
    told(at(daiban, later, "result", written(well), "negative", "--source", "single", "--json"))
    now = sheet(daiban, later, tomorrow)
    assert now["register"] == before["register"]
    why = Counter((door(one), one["why"]) for one in now["left_out"])
    assert why[door(ill), "positive"] == 1
    assert why[door(well), "pending"] == 0
    assert all(why[door(one), "pending"] == one["present"] for one in third)
    results = told(at(daiban, later, "results", "--round", day, "--json"))
    assert {one["source"] for one in results} >= {"pool"}
    assert at(daiban, later, "undo").status == 0
    assert sheet(daiban, later, tomorrow)["left_out"] != now["left_out"]


def test_a_list_of_names_alone_leads_to_the_same_plan(
    daiban: Daiban, day: int, tmp_path: Path
) -> None:
    doors = doors_of(daiban, "晴川花园")[:4]
    text = (
        "\n".join(f"{written(one)} {one['head']}" for one in doors) + "\n不认识的小区3号501 王某\n"
    )
    (tmp_path / "list.txt").write_text(text, encoding="utf-8")
    plan = told(at(daiban, TWO, "recall", "--list", tmp_path / "list.txt", "--json"))
    assert {door(one) for one in plan["members"]} == {door(one) for one in doors}
    assert len(plan["members"]) == 4
    assert len(plan["jobs"]) == 4
