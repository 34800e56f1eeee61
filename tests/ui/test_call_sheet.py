"""The call sheet at the desk: sums, reasons, who is set aside, the beginning, papers, the mask."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from rich.cells import cell_len

from data.call_sheet import commands, queries
from data.residents import commands as resident_commands
from data.store import Store
from data.testing import commands as testing_commands
from models.call_sheet import Part, SheetEntry, Who, Why
from models.households import CompoundInput, HouseholdInput
from models.residents import PersonMark, ResidentInput, Whereabouts
from models.roster import PersonInput, PersonKind
from models.testing import RoundInput, RoundKind, SessionInput
from models.times import on_day
from screens.call_sheet import words
from screens.call_sheet.dialog import CallSheet
from screens.call_sheet.paper_dialog import SheetPaper
from screens.i18n import set_language
from tests.beginning import another_desk, begin
from tests.ui.driving import WIDE, Driven, Size, both_sizes, desk

HERE = "春晖苑"
DAY = date(2022, 4, 9)


def door(
    room: str, people: int | None, *living: ResidentInput, building: str = "3", mark: str = ""
) -> HouseholdInput:
    marks = (mark,) if mark else ()
    return HouseholdInput(HERE, building, room=room, people=people, marks=marks, residents=living)


@pytest.fixture
def town(store: Store) -> Store:
    """Two buildings, one of them with somebody who cannot come down, and a round at nine."""
    begin(
        store,
        CompoundInput(HERE),
        door(
            "501",
            None,
            ResidentInput("金桂花", marks=(PersonMark("卧床"),)),
            ResidentInput("金小明"),
        ),
        door("502", 3, ResidentInput("柳青")),
        door("503", 2, mark="空关"),
        door("101", 4, building="5"),
        PersonInput("施敏", PersonKind.STAFF),
    )
    nine = on_day(store.now().replace(hour=1), DAY)
    store.do(
        testing_commands.add_session,
        SessionInput(0, "花园", (HERE,), nine, nine + timedelta(hours=3)),
        RoundInput("全员核酸", RoundKind.PCR, DAY),
    )
    return store


async def opened(pilot: Driven) -> CallSheet:
    await pilot.press("f5", "c")
    return pilot.front(CallSheet)


@both_sizes
@pytest.mark.parametrize("language", ["en", "zh"])
async def test_sums_stand_over_the_buildings_and_nothing_is_cut(
    town: Store, size: Size, language: str
) -> None:
    set_language(language)
    async with desk(town, size=size) as pilot:
        await opened(pilot)
        assert "11" in pilot.shown("#sheet-sums")
        first, *buildings = pilot.choices()
        assert len(buildings) == 2
        assert first in ("By building", "按楼")
        assert "花园" in buildings[0]
        assert max(map(cell_len, buildings)) <= size[0]


async def test_the_views_are_turned_and_reasons_told(town: Store) -> None:
    async with desk(town) as pilot:
        await opened(pilot)
        assert pilot.shown("#sheet-sums").startswith(
            "11 on the register, 8 called down, 1 visited, 2 not called, 1 work here"
        )
        assert pilot.shown("#sheet-note") == (
            "not called nobody lives there: 503 ×2\nvisited cannot come down: 501 金桂花"
        )
        await pilot.press("v")
        assert pilot.choices() == [
            "Not called",
            "nobody lives there: 2 people",
            "  春晖苑 3-503 ×2",
        ]
        await pilot.press("v")
        assert pilot.choices() == [
            "Visited",
            "cannot come down: 1 person",
            "  春晖苑 3-501 金桂花",
        ]
        await pilot.press("v")
        assert pilot.choices()[0] == "By building", "nothing changed since"


async def test_masked_no_reason_of_health_is_told(town: Store) -> None:
    async with desk(town) as pilot:
        await opened(pilot)
        await pilot.press("m")
        assert "cannot" not in pilot.shown("#sheet-note")
        await pilot.press("v", "v")
        assert pilot.choices()[1] == "***: 1 person"
        assert pilot.choices()[2] == "  ***", "whose it is would tell it, too"


def test_who_changed_for_their_health_is_told_apart() -> None:
    one = SheetEntry(
        Who("h", "r", 0, None),
        "王芳",
        "A",
        None,
        "3",
        None,
        "501",
        Part.CALLED,
        None,
        None,
        1,
        1,
        None,
    )
    held = one._replace(part=Part.LEFT_OUT, why=Why.PENDING)
    away = one._replace(part=Part.LEFT_OUT, why=Why.AWAY)
    assert [words.tells_of_health(two) for two in ((one, held), (held, one), (None, held))] == [
        True
    ] * 3
    assert not words.tells_of_health((one, away))


async def test_the_filter_finds_by_room_and_by_initials(town: Store) -> None:
    async with desk(town) as pilot:
        await opened(pilot)
        await pilot.press("v", "v", "slash", *"jgh", "enter")
        assert pilot.choices()[-1] == "  春晖苑 3-501 金桂花"
        await pilot.press("slash", "x")
        assert pilot.choices() == ["Visited", "Nobody here."]
        await pilot.press("escape")
        assert len(pilot.choices()) == 3
        await pilot.press("slash", *"cannot", "enter")
        assert pilot.choices()[-1] == "  春晖苑 3-501 金桂花", "by the reason over it, too"
        pilot.front(CallSheet)


@both_sizes
async def test_the_round_begins_once_it_was_asked_about_and_is_undone(
    town: Store, size: Size
) -> None:
    async with desk(town, size=size) as pilot:
        await opened(pilot)
        await pilot.press("P", "1")
        assert town.ask(queries.frozen, 1) is None
        await pilot.press("P", "2")
        assert town.ask(queries.frozen, 1) is not None
        assert pilot.status().startswith("Round 1 has begun; its call sheet stands.")
        assert "begun 08:00: as it was then" in pilot.shown("#sheet-sums")
        await pilot.press("P", "x")
        pilot.front(CallSheet)
        await pilot.press("z")
        assert town.ask(queries.frozen, 1) is None
        assert "not begun" in pilot.shown("#sheet-sums")


async def test_a_round_that_another_desk_began_is_told(town: Store) -> None:
    async with desk(town) as pilot:
        await opened(pilot)
        await pilot.press("P")
        with another_desk(town) as theirs:
            theirs.do(commands.freeze, 1)
        await pilot.press("2")
        assert "already" in pilot.status() + pilot.shown("#sheet-sums")
        await pilot.looked_again()
        assert "begun 08:00" in pilot.shown("#sheet-sums")


async def test_what_changed_since_is_a_view_of_its_own(town: Store) -> None:
    town.do(commands.freeze, 1)
    town.do(resident_commands.set_whereabouts, [2], Whereabouts.AWAY, None)
    async with desk(town) as pilot:
        await opened(pilot)
        assert "⚠ changed since: 1 person" in pilot.shown("#sheet-sums")
        await pilot.press("v", "v", "v")
        assert pilot.choices() == [
            "Changed since it began",
            "  春晖苑 3-501 金小明: called down → not called (out of town)",
        ]
        await pilot.press("g")
        assert pilot.place().place in ("households", "residents")


async def test_somebody_is_set_aside_with_why_and_called_again(town: Store) -> None:
    async with desk(town) as pilot:
        await opened(pilot)
        await pilot.press("x", "1", *"99-99", "enter")
        assert "Who is meant by" in pilot.shown("#line-problem")
        pilot.line().value = "3号502"
        await pilot.press("enter", "enter")
        assert "Say why in words" in pilot.shown("#line-problem")
        pilot.line().value = "陪护"
        await pilot.press("enter")
        pilot.front(CallSheet)
        by_hand = [one for one in town.ask(queries.live, 1).entries if one.why == Why.BY_HAND]
        assert [(one.room, one.part) for one in by_hand] == [("502", Part.LEFT_OUT)] * 3
        await pilot.press("v")
        assert pilot.choices()[2] == "  春晖苑 3-502 ×3"
        assert pilot.shown("#sheet-note") == "陪护"
        await pilot.press("x", "1")
        assert pilot.status().startswith("Called again in round 1: 春晖苑 3-502 ×3.")
        assert len(town.ask(queries.live, 1).of(Part.CALLED)) == 8


@pytest.mark.parametrize("ending", ["txt", "html"])
async def test_a_paper_is_chosen_seen_and_written(town: Store, tmp_path: Path, ending: str) -> None:
    async with desk(town) as pilot:
        await opened(pilot)
        await pilot.press("p", "1")
        pilot.front(SheetPaper)
        shown = pilot.shown("#paper-text")
        assert "☐ 502          3" in shown
        assert "1 of 2   金小明" in shown
        assert not any(word in shown for word in ("卧床", "cannot come down", "empty", "nobody"))
        path = tmp_path / f"calls.{ending}"
        pilot.line().value = str(path)
        await pilot.press("enter")
        assert "金小明" in path.read_text("utf-8")
        assert path.read_text("utf-8").startswith("<!doctype") == (ending == "html")


async def test_the_detail_of_a_session_says_the_sums_once_it_began(town: Store) -> None:
    async with desk(town, size=WIDE) as pilot:
        await pilot.press("f5")
        before = str(pilot.here().detail(1))
        town.do(commands.freeze, 1)
        after = str(pilot.here().detail(1))
        assert "8 called down" not in before
        assert "11 on the register, 8 called down" in " ".join(after.split())


async def test_whom_the_cursor_is_on_is_set_aside_without_being_named(town: Store) -> None:
    async with desk(town) as pilot:
        await opened(pilot)
        out = len(town.ask(queries.live, 1).of(Part.LEFT_OUT))
        await pilot.press("v", "v", "end", "x")
        assert pilot.choices()[0] == "1 do not call: 春晖苑 3-501 金桂花"
        await pilot.press("1", *"住院", "enter")
        assert len(town.ask(queries.live, 1).of(Part.LEFT_OUT)) == out + 1
