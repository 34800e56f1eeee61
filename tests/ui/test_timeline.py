"""The timeline at the desk: moved, stretched, swapped and copied by keys and mouse; the week."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import OptionList, Static

from data.clock import FixedClock
from data.duties import commands as duty_commands
from data.duties import queries as duties
from data.households import compounds as household_compounds
from data.journal import commands as journal_commands
from data.requests import commands as request_commands
from data.roster import commands as roster_commands
from data.roster import presence as roster_presence
from data.store import Store
from data.testing import commands as testing_commands
from data.timeline import commands as timeline_commands
from models.chases import Urgency
from models.duties import DutyInput, DutyRow, Role, Work
from models.households import CompoundInput
from models.requests import RequestInput, RequestKind
from models.roster import PersonInput, PersonKind, Place, PresenceInput
from models.testing import RoundInput, RoundKind, SessionInput
from models.times import LOCAL, loaded
from screens.absence.absent import Absence
from screens.duties.assign import Assign
from screens.i18n import set_language
from screens.kit.choose import Choose
from screens.kit.form import FormDialog
from screens.kit.place import Place as Screen
from screens.kit.status_line import StatusLine
from screens.shell import Shell
from screens.timeline.board import DayBoard
from screens.timeline.picture import Picture
from screens.timeline.place import Timeline

STONE, ZHAO, SUN, SHEN = 1, 2, 3, 4
"""Numbers of the people: 石磊, 赵娟, 孙秀英, and 沈静怡, who is isolated."""


def at(clock: str, day: int = 9) -> datetime:
    hours, minutes = map(int, clock.split(":"))
    return datetime(2022, 4, day, hours, minutes, tzinfo=LOCAL)


def give(
    store: Store, person: int | None, starts: datetime, ends: datetime, note: str = "热线"
) -> int:
    given = DutyInput(person, Work.PATROL, Role.HAND, starts, ends, note=note)
    store.do(duty_commands.change_people, [given])
    (no,) = store.ask(sqlite3.Connection.execute, "SELECT max(no) FROM duty").fetchone()
    return int(no)


@pytest.fixture
def town(tmp_path: Path, clock: FixedClock) -> Path:
    """Four people of whom one is isolated; a duty of 石磊 from nine to eleven; a session."""
    store = Store(tmp_path / "town.db", clock)
    store.do(household_compounds.add_compound, CompoundInput("甲苑"))
    for name in ("石磊", "赵娟", "孙秀英", "沈静怡"):
        store.do(roster_commands.add_person, PersonInput(name, PersonKind.STAFF))
    isolated = PresenceInput(Place.ISOLATED, clock.now(), expected_back=date(2022, 4, 12))
    store.do(roster_presence.record_presence, [SHEN], isolated)
    give(store, STONE, at("9:00"), at("11:00"))
    store.do(
        testing_commands.add_session,
        SessionInput(0, "中心花园", ("甲苑",), at("13:00"), at("16:00"), 1),
        RoundInput("第五轮", RoundKind.PCR, date(2022, 4, 9)),
    )
    store.close()
    return store.path


@asynccontextmanager
async def desk(
    path: Path, clock: FixedClock, size: tuple[int, int] = (80, 24), first: str = "f2"
) -> AsyncIterator[Pilot[int]]:
    set_language("en")
    app = Shell(path, clock)
    async with app.run_test(size=size) as pilot:
        await ready(pilot)
        await press(pilot, first, "y")
        yield pilot


async def ready(pilot: Pilot[int]) -> None:
    for _ in range(2):
        await pilot.pause(0.02)
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


async def press(pilot: Pilot[int], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await ready(pilot)


def place(pilot: Pilot[int]) -> Timeline:
    here = pilot.app.screen_stack[0]
    assert isinstance(here, Timeline)
    return here


def board(pilot: Pilot[int]) -> DayBoard:
    return place(pilot).board


def store_of(pilot: Pilot[int]) -> Store:
    assert isinstance(pilot.app, Shell)
    return pilot.app.store


def duty(pilot: Pilot[int], no: int = 1) -> tuple[str | None, datetime, datetime]:
    row = store_of(pilot).ask(duties.duty, no)
    return row.person, loaded(row.starts_at), loaded(row.ends_at)


def lines(pilot: Pilot[int]) -> list[str]:
    shown = board(pilot)
    return [shown.render_line(y).text.rstrip() for y in range(shown.size.height)]


def said(pilot: Pilot[int]) -> str:
    return str(place(pilot).query_one("#timeline-said", Static).content)


def status(pilot: Pilot[int]) -> str:
    here = pilot.app.screen_stack[0]
    assert isinstance(here, Screen)
    return here.query_one(StatusLine).message


def steps(pilot: Pilot[int]) -> int:
    (count,) = (
        store_of(pilot)
        .ask(sqlite3.Connection.execute, "SELECT count(*) FROM journal_step")
        .fetchone()
    )
    return int(count)


def offset(pilot: Pilot[int], row: int, cell: int) -> tuple[int, int]:
    """Where on the board a person's line and a cell of the day are."""
    return board(pilot).frame.label + cell, row + 1


# -- what is seen ----------------------------------------------------------------------------------


async def test_the_day_is_seen_whole_at_eighty_columns(town: Path, clock: FixedClock) -> None:
    async with desk(town, clock) as pilot:
        shown = lines(pilot)
        assert max(len(line) for line in shown) <= 80
        assert shown[0].startswith(" 04-09 Sat today 1/4")
        assert shown[0].endswith("04")
        assert "石磊" in shown[1]
        assert "[W" in shown[1]
        assert "isolated" in shown[4]
        assert "////" in shown[4]
        assert any("Open places" in line for line in shown)
        assert any("中心花园" in line and "0/3 short 3" in line for line in shown)


async def test_the_wide_day_shows_quarters_of_an_hour(town: Path, clock: FixedClock) -> None:
    async with desk(town, clock, (120, 40)) as pilot:
        assert board(pilot).window.scale == 15
        await press(pilot, "equals_sign")
        assert board(pilot).window.scale == 10
        await press(pilot, "minus", "minus", "minus")
        assert board(pilot).window.scale == 60
        await pilot.resize_terminal(80, 24)
        await ready(pilot)
        assert max(len(line) for line in lines(pilot)) <= 80


@pytest.mark.parametrize(("key", "mode"), [("f2", "today"), ("f6", "roster")])
async def test_it_opens_from_today_and_roster_and_escape_leads_back(
    town: Path, clock: FixedClock, key: str, mode: str
) -> None:
    async with desk(town, clock, first=key) as pilot:
        assert isinstance(pilot.app.screen, Timeline)
        await press(pilot, "escape")
        assert isinstance(pilot.app, Shell)
        assert pilot.app.current_mode == mode


async def test_the_roster_opens_it_on_the_same_person(town: Path, clock: FixedClock) -> None:
    async with desk(town, clock) as pilot:
        await press(pilot, "f6", "down", "down", "y")
        person = board(pilot).person
        assert person is not None
        assert person.no == SUN


async def test_nobody_on_the_roster_is_said(tmp_path: Path, clock: FixedClock) -> None:
    Store(tmp_path / "empty.db", clock).close()
    set_language("en")
    app = Shell(tmp_path / "empty.db", clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await press(pilot, "escape", "f6", "y")
        assert "Nobody is on the roster yet" in "\n".join(lines(pilot))
        await press(pilot, "space", "e", "enter", "a", "x", "tab", "down", "right", "w", "enter")
        assert app.is_running


async def test_the_line_below_says_where_somebody_absent_is(town: Path, clock: FixedClock) -> None:
    async with desk(town, clock) as pilot:
        await press(pilot, "down", "down", "down")
        assert "isolated" in said(pilot)
        assert "back 04-12" in said(pilot)
        await press(pilot, "up", "i")
        assert isinstance(pilot.app.screen, Absence)


# -- keys ------------------------------------------------------------------------------------------


async def test_a_duty_is_moved_by_keys_in_one_step(town: Path, clock: FixedClock) -> None:
    async with desk(town, clock) as pilot:
        await press(pilot, "tab")
        assert "09:00-11:00" in said(pilot)
        count = steps(pilot)
        await press(pilot, "space", "right", "right", "right")
        assert "09:45-11:45" in said(pilot)
        assert duty(pilot) == ("石磊", at("9:00"), at("11:00"))
        await press(pilot, "enter")
        assert duty(pilot) == ("石磊", at("9:45"), at("11:45"))
        assert steps(pilot) == count + 1
        assert board(pilot).hand is None
        assert board(pilot).duty is not None
        await press(pilot, "z")
        assert duty(pilot) == ("石磊", at("9:00"), at("11:00"))
        assert board(pilot).duty is not None


async def test_escape_leaves_a_duty_where_it_was(town: Path, clock: FixedClock) -> None:
    async with desk(town, clock) as pilot:
        count = steps(pilot)
        await press(pilot, "tab", "space", "right", "down", "escape")
        assert board(pilot).hand is None
        assert isinstance(pilot.app.screen, Timeline)
        assert steps(pilot) == count


async def test_a_duty_is_stretched_and_shortened_at_both_ends(
    town: Path, clock: FixedClock
) -> None:
    async with desk(town, clock) as pilot:
        await press(pilot, "tab", "e", "right", "right", "tab", "left", "enter")
        assert duty(pilot) == ("石磊", at("8:45"), at("11:30"))
        await press(pilot, "e", *["left"] * 30, "enter")
        assert duty(pilot) == ("石磊", at("8:45"), at("9:00"))


async def test_a_duty_goes_to_somebody_else(town: Path, clock: FixedClock) -> None:
    async with desk(town, clock) as pilot:
        await press(pilot, "tab", "space", "down", "enter")
        assert duty(pilot) == ("赵娟", at("9:00"), at("11:00"))
        person = board(pilot).person
        assert person is not None
        assert person.no == ZHAO


async def test_nobody_absent_is_given_a_duty_and_the_reason_is_said(
    town: Path, clock: FixedClock
) -> None:
    async with desk(town, clock) as pilot:
        count = steps(pilot)
        await press(pilot, "tab", "space", "down", "down", "down")
        assert "✗ 沈静怡 is isolated then." in said(pilot)
        await press(pilot, "enter")
        assert "沈静怡 is isolated then." in status(pilot)
        assert (steps(pilot), duty(pilot)[0]) == (count, "石磊")
        assert board(pilot).hand is not None


async def test_two_duties_at_once_are_refused(town: Path, clock: FixedClock) -> None:
    store = Store(town, clock)
    give(store, STONE, at("12:00"), at("14:00"), "巡逻")
    store.close()
    async with desk(town, clock) as pilot:
        await press(pilot, "tab", "space", *["right"] * 6, "enter")
        assert "石磊 is at 巡逻 then" in status(pilot)
        assert duty(pilot) == ("石磊", at("9:00"), at("11:00"))


async def test_short_rest_is_told_and_does_not_block(town: Path, clock: FixedClock) -> None:
    store = Store(town, clock)
    give(store, STONE, at("22:00", 8), at("4:00"), "夜里")
    store.close()
    async with desk(town, clock) as pilot:
        await press(pilot, "tab", "space", *["left"] * 12)
        assert "⚠" in said(pilot)
        assert "rest" in said(pilot)
        await press(pilot, "enter")
        assert duty(pilot) == ("石磊", at("6:00"), at("8:00"))
        assert "⚠" in status(pilot)
        assert any("[W?" in line for line in lines(pilot))


async def test_two_people_swap(town: Path, clock: FixedClock) -> None:
    store = Store(town, clock)
    give(store, SUN, at("15:00"), at("17:00"), "巡逻")
    store.close()
    async with desk(town, clock) as pilot:
        await press(pilot, "tab", "x")
        assert "To swap" in said(pilot)
        count = steps(pilot)
        await press(pilot, "tab", "x")
        assert (duty(pilot, 1)[0], duty(pilot, 2)[0]) == ("孙秀英", "石磊")
        assert steps(pilot) == count + 1
        assert board(pilot).swapping is None


async def test_yesterday_is_copied_and_what_cannot_be_is_listed(
    town: Path, clock: FixedClock
) -> None:
    store = Store(town, clock)
    give(store, ZHAO, at("9:00", 8), at("11:00", 8), "门岗")
    give(store, STONE, at("9:00", 8), at("11:00", 8), "巡逻")
    store.close()
    async with desk(town, clock) as pilot:
        await press(pilot, "Y")
        dialog = pilot.app.screen
        assert isinstance(dialog, Choose)
        told = str(dialog.query_one(OptionList).get_option_at_index(0).prompt)
        assert "石磊" in told
        assert "热线 then" in told
        await press(pilot, "escape")
        held = store_of(pilot).ask(duties.of_person, ZHAO, at("6:00"), at("6:00", 10))
        assert [row.where for row in held] == ["门岗"]
        assert "1 duty as yesterday." in status(pilot)


async def test_a_duty_is_taken_away_and_comes_back(town: Path, clock: FixedClock) -> None:
    async with desk(town, clock) as pilot:
        await press(pilot, "tab", "delete")
        assert store_of(pilot).ask(duties.between, at("6:00"), at("6:00", 10)) == []
        await press(pilot, "z")
        assert duty(pilot)[0] == "石磊"


async def test_a_new_duty_begins_at_the_cursor(town: Path, clock: FixedClock) -> None:
    async with desk(town, clock) as pilot:
        await press(pilot, "down", *["right"] * 4, "n")
        form = pilot.app.screen
        assert isinstance(form, FormDialog)
        assert form.query_one("#edit-starts_at").value == "04-09 10:00"  # type: ignore[attr-defined]


async def test_an_open_place_is_given_by_its_dialog(town: Path, clock: FixedClock) -> None:
    async with desk(town, clock) as pilot:
        await to_gap(pilot, Work.SESSION)
        assert "lacks" in said(pilot)
        await press(pilot, "a")
        assert isinstance(pilot.app.screen, Assign)
        await press(pilot, "enter")
        assert len(store_of(pilot).ask(duties.of_work, Work.SESSION, 1)) == 1


async def test_standing_work_is_offered_to_who_can_take_it(town: Path, clock: FixedClock) -> None:
    async with desk(town, clock) as pilot:
        await to_gap(pilot, Work.NIGHT)
        await press(pilot, "a")
        dialog = pilot.app.screen
        assert isinstance(dialog, Choose)
        listed = dialog.query_one(OptionList)
        told = [str(listed.get_option_at_index(i).prompt) for i in range(listed.option_count)]
        assert not any("沈静怡" in line for line in told)
        await press(pilot, "enter")
        held = store_of(pilot).ask(duties.between, at("23:00"), at("6:00", 10))
        assert [row.work for row in held] == ["night"]


async def to_gap(pilot: Pilot[int], work: Work) -> None:
    for _ in range(20):
        gap = board(pilot).gap
        if gap is not None and gap.work is work:
            return
        await pilot.press("down")
        await pilot.pause()
    raise AssertionError(work)


async def test_days_are_turned_by_keys_and_at_the_edge(town: Path, clock: FixedClock) -> None:
    async with desk(town, clock) as pilot:
        await press(pilot, "right_square_bracket")
        assert place(pilot).day == date(2022, 4, 10)
        assert "04-10 Sun tomorrow" in lines(pilot)[0]
        await press(pilot, "left_square_bracket", *["left"] * 5)
        assert place(pilot).day == date(2022, 4, 8)
        assert board(pilot).moment == at("5:30")
        await press(pilot, "t")
        assert place(pilot).day == date(2022, 4, 9)
        assert board(pilot).moment == at("8:00")


async def test_enter_goes_to_the_record_and_to_the_person(town: Path, clock: FixedClock) -> None:
    async with desk(town, clock) as pilot:
        assert isinstance(pilot.app, Shell)
        await to_gap(pilot, Work.SESSION)
        await press(pilot, "enter")
        assert pilot.app.current_mode == "testing"
        await press(pilot, "f6", "y", "home", "enter")
        assert pilot.app.current_mode == "roster"


# -- the mouse -------------------------------------------------------------------------------------


async def test_dragging_a_block_moves_it_and_gives_it_to_another(
    town: Path, clock: FixedClock
) -> None:
    async with desk(town, clock) as pilot:
        count = steps(pilot)
        await drag(pilot, (0, 7), (1, 9))
        assert duty(pilot) == ("赵娟", at("10:00"), at("12:00"))
        assert steps(pilot) == count + 1


async def test_dragging_the_end_of_a_block_stretches_it(town: Path, clock: FixedClock) -> None:
    async with desk(town, clock) as pilot:
        await drag(pilot, (0, 9), (0, 12))
        assert duty(pilot) == ("石磊", at("9:00"), at("12:30"))
        await drag(pilot, (0, 6), (0, 5))
        assert duty(pilot) == ("石磊", at("8:30"), at("12:30"))


async def test_a_drag_onto_somebody_absent_is_refused_and_let_go(
    town: Path, clock: FixedClock
) -> None:
    async with desk(town, clock) as pilot:
        await drag(pilot, (0, 7), (3, 7))
        assert "沈静怡 is isolated then." in status(pilot)
        assert duty(pilot)[0] == "石磊"
        await press(pilot, "escape")
        assert board(pilot).hand is None


async def test_a_press_beside_what_was_refused_lets_it_go(town: Path, clock: FixedClock) -> None:
    async with desk(town, clock) as pilot:
        await drag(pilot, (0, 7), (3, 7))
        assert board(pilot).hand is not None
        await pilot.click(DayBoard, offset=offset(pilot, 1, 20))
        await ready(pilot)
        assert board(pilot).hand is None
        assert board(pilot).moment == at("16:00")


async def test_escape_during_a_drag_frees_the_mouse(town: Path, clock: FixedClock) -> None:
    async with desk(town, clock) as pilot:
        await pilot.mouse_down(DayBoard, offset=offset(pilot, 0, 7))
        await pilot.hover(DayBoard, offset=offset(pilot, 1, 9))
        await press(pilot, "escape")
        assert pilot.app.mouse_captured is None
        await pilot.mouse_up(DayBoard, offset=offset(pilot, 1, 9))
        await ready(pilot)
        assert duty(pilot) == ("石磊", at("9:00"), at("11:00"))


async def test_a_click_puts_the_cursor_and_changes_nothing(town: Path, clock: FixedClock) -> None:
    async with desk(town, clock) as pilot:
        count = steps(pilot)
        await pilot.click(DayBoard, offset=offset(pilot, 0, 7))
        await ready(pilot)
        assert board(pilot).duty is not None
        await pilot.click(DayBoard, offset=offset(pilot, 1, 20))
        await ready(pilot)
        assert board(pilot).moment == at("16:00")
        assert steps(pilot) == count


async def drag(pilot: Pilot[int], start: tuple[int, int], end: tuple[int, int]) -> None:
    await pilot.mouse_down(DayBoard, offset=offset(pilot, *start))
    for part in (0.5, 1.0):
        row = start[0] + round((end[0] - start[0]) * part)
        cell = start[1] + round((end[1] - start[1]) * part)
        await pilot.hover(DayBoard, offset=offset(pilot, row, cell))
    await pilot.mouse_up(DayBoard, offset=offset(pilot, *end))
    await ready(pilot)


async def test_an_open_place_is_dragged_to_somebody(town: Path, clock: FixedClock) -> None:
    store = Store(town, clock)
    no = give(store, None, at("9:00"), at("12:00"), "门岗")
    store.close()
    async with desk(town, clock) as pilot:
        shown = board(pilot)
        (y,) = (y for y, line in enumerate(lines(pilot)) if "W 门岗" in line)
        start, end = (shown.frame.label + 7, y), (shown.frame.label + 7, 2)
        await pilot.mouse_down(DayBoard, offset=start)
        await pilot.hover(DayBoard, offset=(start[0], 4))
        assert "✗ 沈静怡 is isolated then." in said(pilot)
        await pilot.hover(DayBoard, offset=end)
        await pilot.mouse_up(DayBoard, offset=end)
        await ready(pilot)
        assert duty(pilot, no)[0] == "赵娟"
        person = board(pilot).person
        assert person is not None
        assert person.no == ZHAO


async def test_an_open_place_is_carried_up_by_keys(town: Path, clock: FixedClock) -> None:
    async with desk(town, clock) as pilot:
        await to_gap(pilot, Work.NIGHT)
        await press(pilot, "space", "up", "up")
        assert "孙秀英" in said(pilot)
        await press(pilot, "enter")
        held = store_of(pilot).ask(duties.between, at("23:00"), at("6:00", 10))
        assert [(row.person, row.work) for row in held] == [("孙秀英", "night")]
        assert board(pilot).hand is None


async def test_arrows_with_shift_and_control_take_in_hand_at_once(
    town: Path, clock: FixedClock
) -> None:
    async with desk(town, clock) as pilot:
        await press(pilot, "tab", "shift+right", "enter", "ctrl+left", "enter")
        assert duty(pilot) == ("石磊", at("9:15"), at("11:00"))


async def test_the_wheel_scrolls_the_people(town: Path, clock: FixedClock) -> None:
    store = Store(town, clock)
    for number in range(40):
        store.do(roster_commands.add_person, PersonInput(f"志愿{number}", PersonKind.VOLUNTEER))
    store.close()
    async with desk(town, clock) as pilot:
        shown = board(pilot)
        shown.post_message(events.MouseScrollDown(shown, 40, 3, 0, 1, 0, False, False, False))
        await ready(pilot)
        assert "沈静怡" in lines(pilot)[1]
        shown.post_message(events.MouseScrollUp(shown, 40, 3, 0, -1, 0, False, False, False))
        await ready(pilot)
        assert "石磊" in lines(pilot)[1]


# -- other desks, many people, the week ------------------------------------------------------------


async def test_what_another_desk_moved_keeps_the_cursor_on_the_duty(
    town: Path, clock: FixedClock
) -> None:
    async with desk(town, clock) as pilot:
        await press(pilot, "tab")
        other = Store(town, clock)
        other.do(timeline_commands.reschedule, 1, at("14:00"), at("16:00"), SUN)
        other.close()
        await pilot.pause(1.2)
        await ready(pilot)
        under = board(pilot).duty
        assert isinstance(under, DutyRow)
        assert (under.no, under.person) == (1, "孙秀英")


async def test_what_is_in_hand_is_let_go_when_another_desk_changed_it(
    town: Path, clock: FixedClock
) -> None:
    async with desk(town, clock) as pilot:
        await press(pilot, "tab", "space", "right")
        other = Store(town, clock)
        other.do(timeline_commands.reschedule, 1, at("14:00"), at("16:00"))
        other.close()
        await pilot.pause(1.2)
        await ready(pilot)
        assert board(pilot).hand is None
        assert duty(pilot) == ("石磊", at("14:00"), at("16:00"))


async def test_three_hundred_people_are_drawn_a_screen_at_a_time(
    town: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(town, clock)
    for number in range(300):
        store.do(roster_commands.add_person, PersonInput(f"志愿{number}", PersonKind.VOLUNTEER))
    store.close()
    async with desk(town, clock) as pilot:
        drawn: list[int] = []
        real = Picture.person

        def counted(*args: object) -> object:
            drawn.append(1)
            return real(*args)  # type: ignore[arg-type]

        monkeypatch.setattr(Picture, "person", counted)
        await press(pilot, "end")
        assert len(board(pilot).children) == 0
        assert 0 < len(drawn) < 60
        assert "志愿299" in "\n".join(lines(pilot))
        await press(pilot, "slash", *"志愿7", "enter")
        people = [line for line in lines(pilot) if "志愿7" in line]
        assert len(people) == 11


async def test_the_week_shows_who_is_absent_and_who_returns(town: Path, clock: FixedClock) -> None:
    async with desk(town, clock) as pilot:
        await press(pilot, "w")
        week = place(pilot).week
        shown = [week.render_line(y).text for y in range(week.size.height)]
        assert "Sat09*" in shown[0]
        absent = shown[4].split()
        assert absent[:2] == ["沈静怡", "staff"]
        assert absent[2:] == [".", "isolated", "isolated", "isolated", "returns", "here?", "here?"]
        assert "2h" in shown[1]
        assert shown[-1].split()[-7:] == ["4/4", *["3/4"] * 4, "3/4", "3/4"]
        await press(pilot, "down", "right", "enter")
        assert not place(pilot).weekly
        assert place(pilot).day == date(2022, 4, 10)
        person = board(pilot).person
        assert person is not None
        assert person.no == ZHAO


async def test_the_mask_hides_at_whose_request_somebody_goes(town: Path, clock: FixedClock) -> None:
    store = Store(town, clock)
    call = RequestInput(
        "胰岛素", "胰岛素", RequestKind.MEDICINE, Urgency.SOON, at("8:00"), address_said="甲苑3号"
    )
    no = store.do(request_commands.add_request, call)
    store.do(
        duty_commands.change_people,
        [DutyInput(ZHAO, Work.REQUEST, Role.HAND, at("9:00"), at("13:00"), work_no=no)],
    )
    store.close()
    async with desk(town, clock, (120, 40)) as pilot:
        assert "甲苑3号" in lines(pilot)[2]
        await press(pilot, "m")
        assert "甲苑3号" not in lines(pilot)[2]
        assert "[R***" in lines(pilot)[2]


async def test_the_language_turns_at_once(town: Path, clock: FixedClock) -> None:
    async with desk(town, clock) as pilot:
        await press(pilot, "f12")
        assert "[巡]" in lines(pilot)[1]
        assert "空缺" in "\n".join(lines(pilot))


async def test_undo_of_a_copy_brings_all_back(town: Path, clock: FixedClock) -> None:
    store = Store(town, clock)
    give(store, ZHAO, at("9:00", 8), at("11:00", 8), "门岗")
    store.do(timeline_commands.copy_day, date(2022, 4, 8), date(2022, 4, 9))
    store.do(journal_commands.undo)
    held = store.ask(duties.of_person, ZHAO, at("6:00"), at("6:00") + timedelta(days=1))
    store.close()
    assert held == []
