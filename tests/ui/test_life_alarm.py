"""A life whose chase is due: a line over all that is on screen until it is seen, and a bell."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
from rich.cells import cell_len

from data.clock import FixedClock
from data.reading.capture import capture
from data.requests import chasing
from data.requests import commands as request_commands
from data.requests import queries as requests
from data.store import Store
from models.address import short_address
from models.chases import ChaseInput, Rung, Urgency
from models.requests import RequestInput, RequestKind
from screens.emergency.sheet import EmergencySheet
from screens.i18n import LANGUAGES, in_language, set_language
from screens.kit.alarm import Alarm, AlarmLine
from screens.shell import Shell
from tests.ui.driving import BLEEDING, WIDE, Driven, both_sizes, desk

CHEST = "大林苑2号1806室 老人胸痛 救命"


@pytest.fixture
def bell(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """How often the terminal rang."""
    rung: list[str] = []
    monkeypatch.setattr(Shell, "bell", lambda _self: rung.append("ding"))
    return rung


@pytest.fixture
def life(filled: Store) -> Store:
    """A life, number 1, that is chased for the first time in a quarter of an hour."""
    filled.do(capture, BLEEDING)
    return filled


def line(pilot: Driven) -> str:
    """What the line of what stands in front says; empty while it gives way."""
    lines = pilot.app.screen.query(AlarmLine)
    return "".join(str(one.render()) for one in lines if one.display)


async def passes(pilot: Driven, clock: FixedClock, minutes: float) -> None:
    """Let time pass, and the desk look."""
    clock.moment += timedelta(minutes=minutes)
    pilot.desk.look()
    await pilot.settled()


async def point_at(pilot: Driven, no: int) -> None:
    """Put the cursor on a request."""
    pilot.here().reveal(no)
    await pilot.settled()


@both_sizes
async def test_it_stands_until_the_life_is_opened_and_comes_again_with_the_next_chase(
    life: Store, clock: FixedClock, bell: list[str], size: tuple[int, int]
) -> None:
    async with desk(life, size=size) as pilot:
        await passes(pilot, clock, 14)
        assert (line(pilot), bell) == ("", [])
        await passes(pilot, clock, 1)
        assert "LIFE: #1 大林苑 2-1805 is due to be chased   ! opens it" in line(pilot)
        assert bell == ["ding"]
        await pilot.press("f2")
        assert "#1" in line(pilot)
        await pilot.press("exclamation_mark")
        pilot.front(EmergencySheet)
        assert line(pilot) == ""
        await pilot.press("escape")
        await passes(pilot, clock, 30)
        assert (line(pilot), len(bell)) == ("", 1), "it was seen"
        life.do(chasing.chase_requests, [1], ChaseInput("120", "", life.now(), Rung.EMERGENCY))
        await passes(pilot, clock, 1)
        assert line(pilot) == ""
        await passes(pilot, clock, 15)
        assert "#1" in line(pilot)
        assert len(bell) == 2
        await pilot.press("f3", "enter")
        assert line(pilot) == "", "its card was opened"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("cells", [78, 64])
def test_it_is_told_whole_in_the_cells_there_are(language: str, cells: int) -> None:
    set_language(language)
    say = partial(in_language, language)
    more, fewer = say("!! opens it, ! #{no} under the cursor"), say("!! opens it, ! #{no}")
    for count, told in (
        (1, say("⚠ LIFE: #{no} {where} is due to be chased")),
        (12, say("⚠ LIFE: {count} due and not seen, first #{no} {where}")),
    ):
        keys = more.format(no=1032), fewer.format(no=1032)
        said = Alarm(told, count, 1027, "桂馨里 108-10-前客堂 等3户", keys).within(cells)
        assert cell_len(said) <= cells
        assert "1027" in said
        assert said.endswith(("#1032", keys[0]))


async def test_it_is_told_at_the_start_and_rings_again_while_nobody_sees_it(
    life: Store, clock: FixedClock, bell: list[str]
) -> None:
    clock.moment += timedelta(minutes=20)
    async with desk(life) as pilot:
        pilot.desk.look()
        assert len(bell) == 1
        await pilot.settled()
        assert "#1" in line(pilot)
        await passes(pilot, clock, 4)
        assert len(bell) == 1
        await passes(pilot, clock, 1)
        assert len(bell) == 2
        await passes(pilot, clock, -60 * 24)
        assert len(bell) == 3, "a clock that was set back does not silence it"


@pytest.mark.parametrize("keys", [("plus",), ("f3", "c"), ("f3", "d"), ("question_mark",), ("O",)])
async def test_it_shows_over_every_dialog(
    life: Store, clock: FixedClock, bell: list[str], keys: tuple[str, ...]
) -> None:
    async with desk(life) as pilot:
        await passes(pilot, clock, 16)
        await pilot.press(*keys)
        await passes(pilot, clock, 0)
        assert "#1" in line(pilot)
    clock.moment -= timedelta(minutes=16)
    async with desk(life, *keys) as pilot:
        await passes(pilot, clock, 16)
        assert "#1" in line(pilot), "it came while the dialog was open"
    assert len(bell) == 2


async def test_of_several_the_first_is_named_and_opened(
    life: Store, clock: FixedClock, bell: list[str]
) -> None:
    life.do(capture, CHEST)
    async with desk(life, size=WIDE) as pilot:
        await passes(pilot, clock, 16)
        assert "2 due and not seen, first #" in line(pilot)
        assert len(bell) == 1
        await pilot.press("m")
        assert "出血" not in line(pilot)
        await pilot.press("exclamation_mark")
        assert "LIFE: #" in line(pilot), "the other one still waits"
        await pilot.press("exclamation_mark")
        assert line(pilot) == ""
        await pilot.press("exclamation_mark", "escape", "escape")
        assert not isinstance(pilot.app.screen, EmergencySheet)


@pytest.mark.parametrize("size", [(80, 24), WIDE])
async def test_the_sheet_is_that_of_the_request_under_the_cursor(
    life: Store, clock: FixedClock, bell: list[str], size: tuple[int, int]
) -> None:
    life.do(capture, CHEST)
    life.do(capture, "大林苑2号1806室 缺菜")
    for card in ((), ("enter",)):
        async with desk(life, "f3", size=size) as pilot:
            await passes(pilot, clock, 16)
            due = pilot.desk.alarm.unseen[0].no
            other = 3 - due
            await point_at(pilot, other)
            await pilot.press(*card)
            if not card:
                more = " under the cursor" if size == WIDE else ""
                assert line(pilot).endswith(f"!! opens it, ! #{other}{more}")
            await pilot.press("exclamation_mark")
            assert f"#{other} LIFE" in pilot.shown("#sheet-head")
            await pilot.press("escape")
            if card:
                await pilot.press("escape")
            await point_at(pilot, 3)
            assert f"#{due} " in line(pilot)
            assert "! opens it" in line(pilot), "nothing under the cursor is life safety"
            await pilot.press("exclamation_mark")
            assert f"#{due} LIFE" in pilot.shown("#sheet-head")


async def test_the_key_pressed_twice_opens_the_one_that_is_named(
    life: Store, clock: FixedClock, bell: list[str]
) -> None:
    life.do(capture, CHEST)
    async with desk(life, "f3") as pilot:
        await passes(pilot, clock, 16)
        due = pilot.desk.alarm.unseen[0].no
        await point_at(pilot, 3 - due)
        assert f"#{due} " in line(pilot)
        await pilot.press("exclamation_mark", "exclamation_mark")
        assert f"#{due} LIFE" in pilot.shown("#sheet-head")


@pytest.mark.parametrize("cells", [70, 64, 62])
def test_of_where_a_life_is_the_door_stays(cells: int) -> None:
    where = short_address("Riverview House", "12", None, "1502")
    told = "⚠ LIFE: #{no} {where} is due to be chased"
    said = Alarm(told, 1, 27, where, ("!! opens it, ! #132",)).within(cells)
    assert cell_len(said) <= cells
    assert "12-1502 is due" in said
    assert "#27" in said


async def test_a_call_that_was_just_written_down_is_what_the_key_opens(
    life: Store, clock: FixedClock, bell: list[str]
) -> None:
    async with desk(life, "f3") as pilot:
        await passes(pilot, clock, 16)
        await pilot.press("plus", *CHEST, "enter")
        await passes(pilot, clock, 0)
        assert "#1" in line(pilot)
        assert "opens it" not in line(pilot)
        await pilot.press("f2", "exclamation_mark")
        assert "#2 LIFE" in pilot.shown("#sheet-head")


async def test_whoever_looked_at_another_life_since_gets_the_sheet_of_that(
    life: Store, clock: FixedClock
) -> None:
    async with desk(life, "f2") as pilot:
        await pilot.press("plus", *CHEST, "enter", "f3")
        await point_at(pilot, 1)
        await pilot.press("enter", "escape", "exclamation_mark")
        assert "#1 LIFE" in pilot.shown("#sheet-head")


async def test_it_can_be_silent_and_shows_all_the_same(
    life: Store, clock: FixedClock, bell: list[str]
) -> None:
    async with desk(life, "f3", "O") as pilot:
        await pilot.save(life_rings="no", ring_again="20")
        queue = life.ask(requests.settings)
        assert (queue.life_rings, queue.ring_again) == (False, timedelta(minutes=20))
        await passes(pilot, clock, 16)
        assert "#1" in line(pilot)
        assert bell == []
        await pilot.press("z")
        assert life.ask(requests.settings).life_rings
        await passes(pilot, clock, 21)
        assert len(bell) == 1


async def test_what_is_closed_or_taken_back_at_another_desk_is_due_no_more(
    life: Store, clock: FixedClock, bell: list[str]
) -> None:
    from models.requests import ClosingInput, Outcome

    async with desk(life) as pilot:
        await passes(pilot, clock, 16)
        assert line(pilot)
        closing = ClosingInput(Outcome.WITHDRAWN, "本人", life.now())
        life.do(request_commands.close_requests, {1: closing})
        await passes(pilot, clock, 0)
        pilot.desk.announce()
        await passes(pilot, clock, 0)
        assert line(pilot) == ""


async def test_what_may_be_a_life_is_told_as_such_until_it_is_answered(
    filled: Store, clock: FixedClock
) -> None:
    given = RequestInput(
        "她讲想困觉了", "", RequestKind.DISTRESS, Urgency.SOON, filled.now(), doubts=("life",)
    )
    no = filled.do(request_commands.add_request, given)
    async with desk(filled, "f3", size=WIDE) as pilot:
        await passes(pilot, clock, 16)
        assert f"LIFE? #{no}" in line(pilot)
        await pilot.press("ctrl+n")
        await passes(pilot, clock, 1)
        assert line(pilot) == ""
