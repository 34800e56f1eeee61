"""A whole round at the desk: asked for in Testing, shown as planned, changed, kept."""

from __future__ import annotations

from datetime import datetime

import pytest

from data.journal import commands as journal
from data.stock import queries as stock
from data.stock.commands import bring_in
from data.store import Store
from data.testing import queries as testing
from models.households import CompoundInput, HouseholdInput
from models.stock import MoveInput
from models.times import LOCAL, stored
from screens.kit.choose import Choose
from screens.kit.form import FormDialog
from screens.testing.form import blank_session, blank_wish
from screens.testing.planning import PlanRound
from tests.beginning import begin
from tests.ui.driving import WIDE, Size, both_sizes, desk

HEAD, LIST, WHY, SAID = (f"#test-round-{part}" for part in ("head", "list", "why", "said"))


@pytest.fixture
def town(store: Store) -> Store:
    """Two compounds; in the second somebody who cannot come down."""
    begin(
        store,
        CompoundInput("大林苑"),
        CompoundInput("[/]四十三弄"),
        *(HouseholdInput("大林苑", "3", room=f"{floor}01", people=30) for floor in range(1, 9)),
        HouseholdInput("[/]四十三弄", "5", lane="43", room="前客堂", people=4),
        HouseholdInput("[/]四十三弄", "5", lane="43", room="亭子间", people=1, marks=("卧床",)),
    )
    return store


async def test_without_a_round_every_key_says_how_one_is_planned(town: Store) -> None:
    async with desk(town, "f5") as pilot:
        for key in ("full_stop", "greater_than_sign", "comma", "c"):
            await pilot.press(key)
            assert "no round of tests yet: n and 2 plan one" in pilot.status()


@both_sizes
async def test_a_round_is_asked_for_planned_and_kept(town: Store, size: Size) -> None:
    async with desk(town, "f5", "n", size=size) as pilot:
        pilot.front(Choose)
        assert [line[2:] for line in pilot.choices()] == [
            "one session",
            "a whole round, planned by rule",
            "a test's result",
            "a list of results: paste it, or its file",
        ]
        await pilot.press("2")
        pilot.front(FormDialog)
        assert pilot.values()["begins"] == "06:00"
        await pilot.save(desks="2", team="瑞金医疗队")
        await pilot.looked_again()
        pilot.front(PlanRound)
        assert "245 at 2 desks" in pilot.shown(HEAD)
        first, second = pilot.choices(LIST)
        assert first.startswith("06:00-08:00 大林苑")
        assert "needs 5" in first
        assert "[/]四十三弄" in second
        await pilot.press("down")
        assert "1 of them at their doors" in pilot.shown(WHY)
        await pilot.press("enter")
        assert "Round 1 is planned with 2 sessions" in pilot.told()
        rows = town.ask(testing.sessions, 1)
        assert [(row.people_due, row.team) for row in rows] == [
            (240, "瑞金医疗队"),
            (5, "瑞金医疗队"),
        ]
        await pilot.press("z")
        assert town.ask(testing.rounds) == []


async def test_too_few_desks_are_told_and_changed_before_it_is_kept(town: Store) -> None:
    async with desk(town, "f5", "n", "2", size=WIDE) as pilot:
        await pilot.save(begins="6:00", ends="6:30", desks="1")
        await pilot.looked_again()
        assert "⚠ 245 people are called and the desks take 60" in pilot.shown(HEAD)
        await pilot.press("e")
        pilot.front(FormDialog)
        assert pilot.values()["ends"] == "06:30"
        await pilot.save(ends="14:00", desks="")
        await pilot.looked_again()
        pilot.front(PlanRound)
        assert "⚠" not in pilot.shown(HEAD)
        await pilot.press("escape")
        assert town.ask(testing.rounds) == []


async def test_what_is_wrong_with_a_wish_is_told_at_its_field(town: Store) -> None:
    async with desk(town, "f5", "n", "2") as pilot:
        await pilot.save(ends="05:00")
        assert "over before it begins" in pilot.problem("ends")
        await pilot.save(ends="14:00", desks="0")
        assert "one desk at least" in pilot.problem("desks")
        await pilot.save(desks="", on="04-01")
        assert "04-01 is over" in pilot.problem("on")


async def test_a_session_tells_its_batches_and_whom_it_needs(town: Store) -> None:
    async with desk(town, "f5", "n", "2", size=WIDE) as pilot:
        await pilot.save(desks="2")
        await pilot.looked_again()
        await pilot.press("ctrl+s")
        detail = " ".join(pilot.shown("#detail").split())
        assert "Batches" in detail
        assert "06:00 building 3 101 1 household 30 people" in detail
        assert "lead 1, desk 1, queue marshal 1, calls down 1, courier 1" in detail


async def test_a_plan_is_made_anew_where_another_desk_changes_the_register(town: Store) -> None:
    async with desk(town, "f5", "n", "2", size=WIDE) as pilot:
        await pilot.save(desks="1")
        await pilot.looked_again()
        assert "245 at 1 desk" in pilot.shown(HEAD)
        assert "1 desks" not in pilot.shown(HEAD)
        await pilot.press("escape")
        town.do(journal.undo)
        await pilot.press("n", "2")
        await pilot.save(desks="1")
        await pilot.looked_again()
        assert pilot.choices(LIST) == []
        assert pilot.shown(HEAD) == "", "it is planned no more"
        assert "Nobody is to be sampled" in pilot.shown(SAID)
        await pilot.press("enter", "ctrl+s")
        pilot.front(PlanRound)
        assert town.ask(testing.rounds) == []


async def test_a_moved_session_takes_its_batches_along_at_the_desk(town: Store) -> None:
    async with desk(town, "f5", "n", "2", size=WIDE) as pilot:
        await pilot.save(desks="2")
        await pilot.looked_again()
        await pilot.press("ctrl+s", "e", "1")
        await pilot.save(starts_at="04-10 09:00", ends_at="04-10 11:00")
        nine = datetime(2022, 4, 10, 9, tzinfo=LOCAL)
        assert town.ask(testing.batches, 1)[0].starts_at == stored(nine)


async def test_a_round_for_one_building_says_what_it_takes_and_who_comes(town: Store) -> None:
    town.do(bring_in, "采样管", "支", MoveInput(20))
    async with desk(town, "f5", "n", "2", size=WIDE) as pilot:
        await pilot.save(buildings="99")
        assert "99" in pilot.problem("buildings")
        await pilot.save(buildings="大林苑3", materials="拭子")
        assert "tubes 500" in pilot.problem("materials")
        await pilot.save(
            materials="采样管 5支", team="瑞金医疗队", team_at="05:30", note="带扩音器"
        )
        await pilot.looked_again()
        head = pilot.shown(HEAD)
        assert "24 tubes (20 in stock)" in head.replace("\n", " ")
        assert "240 swabs (none on file in stock)" in head.replace("\n", " ")
        assert "⚠ 采样管: at least 24 are needed, 20 are in stock." in head
        await pilot.press("v")
        assert pilot.choices("#planned-batches")[0].startswith("06:00 building 3")
        await pilot.press("escape", "e")
        assert (pilot.values()["buildings"], pilot.values()["team_at"]) == ("大林苑3", "05:30")
        assert pilot.values()["name"] == ""
        await pilot.save()
        await pilot.looked_again()
        await pilot.press("enter")
        (kept,) = town.ask(testing.rounds)
        assert (kept.team_at, kept.note) == ("2022-04-09T21:30:00Z", "带扩音器")
        (row,) = town.ask(testing.sessions, kept.no)
        assert row.compounds == ("大林苑",)
        assert town.ask(stock.called, "采样管", town.now()).balance == 15


@pytest.mark.parametrize(
    ("now", "day"),
    [
        ("2022-04-10T23:30", "2022-04-11"),
        ("2022-04-11T02:06", "2022-04-11"),
        ("2022-04-11T07:00", "2022-04-12"),
    ],
)
def test_in_the_small_hours_the_coming_morning_is_planned(now: str, day: str) -> None:
    at = datetime.fromisoformat(f"{now}+08:00")
    assert blank_wish(at)["on"] == day
    assert blank_session(at, ())["starts_at"] == f"{day[5:]} 08:00"
