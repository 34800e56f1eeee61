"""The timeline at the desk: moved, stretched, swapped and copied by keys and mouse; the week."""

from __future__ import annotations

import sqlite3
from contextlib import AbstractAsyncContextManager
from datetime import date, datetime, timedelta

import pytest
from textual import events

from data.clock import FixedClock
from data.duties import commands as duty_commands
from data.duties import queries as duties
from data.journal import commands as journal_commands
from data.journal import queries as journal
from data.requests import commands as request_commands
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
from screens.kit.choose import Choose
from screens.timeline.board import DayBoard
from screens.timeline.picture import Picture
from screens.timeline.place import Timeline
from tests.beginning import begin
from tests.ui.driving import LOW, WIDE, Driven, Size, desk

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
def town(store: Store) -> Store:
    """Four people of whom one is isolated; a duty of 石磊 from nine to eleven; a session."""
    begin(
        store,
        CompoundInput("甲苑"),
        *(PersonInput(name, PersonKind.STAFF) for name in ("石磊", "赵娟", "孙秀英", "沈静怡")),
    )
    isolated = PresenceInput(Place.ISOLATED, store.now(), expected_back=date(2022, 4, 12))
    store.do(roster_presence.record_presence, [SHEN], isolated)
    give(store, STONE, at("9:00"), at("11:00"))
    store.do(
        testing_commands.add_session,
        SessionInput(0, "中心花园", ("甲苑",), at("13:00"), at("16:00"), 1),
        RoundInput("第五轮", RoundKind.PCR, date(2022, 4, 9)),
    )
    return store


def add_volunteers(store: Store, count: int) -> None:
    """Volunteers called 志愿0 and so on."""
    people = [PersonInput(f"志愿{number}", PersonKind.VOLUNTEER) for number in range(count)]
    begin(store, *people)


def timeline(
    store: Store, size: Size = LOW, first: str = "f2"
) -> AbstractAsyncContextManager[Driven]:
    """The desk with the timeline in front, opened from a place."""
    return desk(store, first, "H", size=size)


def board(pilot: Driven) -> DayBoard:
    return pilot.front(Timeline).board


def duty(store: Store, no: int = 1) -> tuple[str | None, datetime, datetime]:
    row = store.ask(duties.duty, no)
    return row.person, loaded(row.starts_at), loaded(row.ends_at)


def lines(pilot: Driven) -> list[str]:
    shown = board(pilot)
    return [shown.render_line(y).text.rstrip() for y in range(shown.size.height)]


def said(pilot: Driven) -> str:
    return pilot.shown("#timeline-said")


def under_cursor(pilot: Driven) -> int:
    """The number of the person under the cursor."""
    person = board(pilot).person
    assert person is not None
    return person.no


def steps(store: Store) -> int:
    """How many acts the journal has."""
    return len(store.ask(journal.steps))


def offset(pilot: Driven, row: int, cell: int) -> tuple[int, int]:
    """Where on the board a person's line and a cell of the day are."""
    return board(pilot).frame.label + cell, row + 1


# -- what is seen ----------------------------------------------------------------------------------


async def test_the_day_is_seen_whole_at_eighty_columns(town: Store) -> None:
    async with timeline(town) as pilot:
        shown = lines(pilot)
        assert max(len(line) for line in shown) <= 80
        assert shown[0].startswith(" 04-09 Sat today 1/4")
        assert shown[0].endswith("04")
        assert "石磊" in shown[1]
        assert "[W" in shown[1]
        assert "isolated" in shown[4]
        assert "////" in shown[4]
        assert any("Open shifts" in line for line in shown)
        assert any("中心花园" in line and "0/3 short 3" in line for line in shown)


async def test_the_wide_day_shows_quarters_of_an_hour(town: Store) -> None:
    async with timeline(town, WIDE) as pilot:
        assert board(pilot).window.scale == 15
        await pilot.press("equals_sign")
        assert board(pilot).window.scale == 10
        await pilot.press("minus", "minus", "minus")
        assert board(pilot).window.scale == 60
        await pilot.resize_terminal(80, 24)
        await pilot.settled()
        assert max(len(line) for line in lines(pilot)) <= 80


@pytest.mark.parametrize(("key", "mode"), [("f2", "today"), ("f6", "roster")])
async def test_it_opens_from_today_and_roster_and_escape_leads_back(
    town: Store, key: str, mode: str
) -> None:
    async with timeline(town, first=key) as pilot:
        assert isinstance(pilot.app.screen, Timeline)
        await pilot.press("escape")
        assert pilot.desk.current_mode == mode


async def test_the_roster_opens_it_on_the_same_person(town: Store) -> None:
    async with timeline(town) as pilot:
        await pilot.press("f6", "down", "down", "H")
        assert under_cursor(pilot) == SUN


async def test_nobody_on_the_roster_is_said(store: Store) -> None:
    async with desk(store, "escape", "f6", "H") as pilot:
        assert "Nobody is on the roster yet" in "\n".join(lines(pilot))
        await pilot.press("space", "u", "enter", "a", "X", "tab", "down", "right", "W", "enter")
        assert pilot.app.is_running


async def test_the_line_below_says_where_somebody_absent_is(town: Store) -> None:
    async with timeline(town) as pilot:
        await pilot.press("down", "down", "down")
        assert "isolated" in said(pilot)
        assert "back 04-12" in said(pilot)
        await pilot.press("up", "i")
        assert isinstance(pilot.app.screen, Absence)


# -- keys ------------------------------------------------------------------------------------------


async def test_a_duty_is_moved_by_keys_in_one_step(town: Store) -> None:
    async with timeline(town) as pilot:
        await pilot.press("tab")
        assert "09:00-11:00" in said(pilot)
        count = steps(town)
        await pilot.press("space", "right", "right", "right")
        assert "09:45-11:45" in said(pilot)
        assert duty(town) == ("石磊", at("9:00"), at("11:00"))
        await pilot.press("enter")
        assert duty(town) == ("石磊", at("9:45"), at("11:45"))
        assert steps(town) == count + 1
        assert board(pilot).hand is None
        assert board(pilot).duty is not None
        await pilot.press("z")
        assert duty(town) == ("石磊", at("9:00"), at("11:00"))
        assert board(pilot).duty is not None


async def test_escape_leaves_a_duty_where_it_was(town: Store) -> None:
    async with timeline(town) as pilot:
        count = steps(town)
        await pilot.press("tab", "space", "right", "down", "escape")
        assert board(pilot).hand is None
        assert isinstance(pilot.app.screen, Timeline)
        assert steps(town) == count


async def test_a_duty_is_stretched_and_shortened_at_both_ends(town: Store) -> None:
    async with timeline(town) as pilot:
        await pilot.press("tab", "u", "right", "right", "tab", "left", "enter")
        assert duty(town) == ("石磊", at("8:45"), at("11:30"))
        await pilot.press("u", *["left"] * 30, "enter")
        assert duty(town) == ("石磊", at("8:45"), at("9:00"))


async def test_a_duty_goes_to_somebody_else(town: Store) -> None:
    async with timeline(town) as pilot:
        await pilot.press("tab", "space", "down", "enter")
        assert duty(town) == ("赵娟", at("9:00"), at("11:00"))
        assert under_cursor(pilot) == ZHAO


async def test_nobody_absent_is_given_a_duty_and_the_reason_is_said(town: Store) -> None:
    async with timeline(town) as pilot:
        count = steps(town)
        await pilot.press("tab", "space", "down", "down", "down")
        assert "✗ 沈静怡 is isolated then." in said(pilot)
        await pilot.press("enter")
        assert "沈静怡 is isolated then." in pilot.status()
        assert (steps(town), duty(town)[0]) == (count, "石磊")
        assert board(pilot).hand is not None


async def test_two_duties_at_once_are_refused(town: Store) -> None:
    give(town, STONE, at("12:00"), at("14:00"), "巡逻")
    async with timeline(town) as pilot:
        await pilot.press("tab", "space", *["right"] * 6, "enter")
        assert "石磊 is at 巡逻 then" in pilot.status()
        assert duty(town) == ("石磊", at("9:00"), at("11:00"))


async def test_short_rest_is_told_and_does_not_block(town: Store) -> None:
    give(town, STONE, at("22:00", 8), at("4:00"), "夜里")
    async with timeline(town) as pilot:
        await pilot.press("tab", "space", *["left"] * 12)
        assert "⚠" in said(pilot)
        assert "rest" in said(pilot)
        await pilot.press("enter")
        assert duty(town) == ("石磊", at("6:00"), at("8:00"))
        assert "⚠" in pilot.status()
        assert any("[W?" in line for line in lines(pilot))


async def test_two_people_swap(town: Store) -> None:
    give(town, SUN, at("15:00"), at("17:00"), "巡逻")
    async with timeline(town) as pilot:
        await pilot.press("tab", "X")
        assert "To swap" in said(pilot)
        count = steps(town)
        await pilot.press("tab", "X")
        assert (duty(town, 1)[0], duty(town, 2)[0]) == ("孙秀英", "石磊")
        assert steps(town) == count + 1
        assert board(pilot).swapping is None


async def test_yesterday_is_copied_and_what_cannot_be_is_listed(town: Store) -> None:
    give(town, ZHAO, at("9:00", 8), at("11:00", 8), "门岗")
    give(town, STONE, at("9:00", 8), at("11:00", 8), "巡逻")
    async with timeline(town) as pilot:
        await pilot.press("Y")
        assert isinstance(pilot.app.screen, Choose)
        told = pilot.choices()[0]
        assert "石磊" in told
        assert "热线 then" in told
        assert pilot.title() == "1 not taken over  04-08 Fri"
        assert "  09:00-11:00  " in told, "the day stands over the lines"
        await pilot.press("escape")
        held = town.ask(duties.of_person, ZHAO, at("6:00"), at("6:00", 10))
        assert [row.where for row in held] == ["门岗"]
        assert "1 duty as yesterday." in pilot.status()


async def test_a_duty_is_taken_away_and_comes_back(town: Store) -> None:
    async with timeline(town) as pilot:
        await pilot.press("tab", "delete")
        assert town.ask(duties.between, at("6:00"), at("6:00", 10)) == []
        await pilot.press("z")
        assert duty(town)[0] == "石磊"


async def test_a_new_duty_begins_at_the_cursor(town: Store) -> None:
    async with timeline(town) as pilot:
        await pilot.press("down", *["right"] * 4, "n")
        assert pilot.values()["starts_at"] == "04-09 10:00"


async def test_an_open_place_is_given_by_its_dialog(town: Store) -> None:
    async with timeline(town) as pilot:
        await to_gap(pilot, Work.SESSION)
        assert "lacks" in said(pilot)
        await pilot.press("a")
        assert isinstance(pilot.app.screen, Assign)
        await pilot.press("enter")
        assert len(town.ask(duties.of_work, Work.SESSION, 1)) == 1


async def test_standing_work_is_offered_to_who_can_take_it(town: Store) -> None:
    async with timeline(town) as pilot:
        await to_gap(pilot, Work.NIGHT)
        await pilot.press("a")
        assert isinstance(pilot.app.screen, Choose)
        assert not any("沈静怡" in line for line in pilot.choices())
        await pilot.press("enter")
        held = town.ask(duties.between, at("23:00"), at("6:00", 10))
        assert [row.work for row in held] == ["night"]


async def to_gap(pilot: Driven, work: Work) -> None:
    for _ in range(20):
        gap = board(pilot).gap
        if gap is not None and gap.work is work:
            return
        await pilot.press("down")
    raise AssertionError(work)


async def test_it_is_asked_for_anew_on_the_day_that_runs(town: Store) -> None:
    async with desk(town, "f2", "H", "]", "]") as pilot:
        assert pilot.front(Timeline).day == date(2022, 4, 11)
        await pilot.press("f3", "f2", "H")
        assert pilot.front(Timeline).day == date(2022, 4, 9)
        await pilot.press("W", "]", "f6", "H")
        assert not pilot.front(Timeline).weekly
        assert pilot.front(Timeline).day == date(2022, 4, 9)


async def test_it_begins_at_this_hour_of_the_duty_day_also_after_midnight(
    town: Store, clock: FixedClock
) -> None:
    clock.moment = at("2:00", 10)
    async with desk(town, "f2", "H") as pilot:
        place = pilot.front(Timeline)
        assert (place.day, place.board.moment) == (date(2022, 4, 9), at("2:00", 10))


async def test_days_are_turned_by_keys_and_at_the_edge(town: Store) -> None:
    async with timeline(town) as pilot:
        await pilot.press("right_square_bracket")
        assert pilot.front(Timeline).day == date(2022, 4, 10)
        assert "04-10 Sun tomorrow" in lines(pilot)[0]
        await pilot.press("left_square_bracket", *["left"] * 5)
        assert pilot.front(Timeline).day == date(2022, 4, 8)
        assert board(pilot).moment == at("5:30")
        await pilot.press("N")
        assert pilot.front(Timeline).day == date(2022, 4, 9)
        assert board(pilot).moment == at("8:00")


async def test_enter_goes_to_the_record_and_to_the_person(town: Store) -> None:
    async with timeline(town) as pilot:
        await to_gap(pilot, Work.SESSION)
        await pilot.press("enter")
        assert pilot.desk.current_mode == "testing"
        await pilot.press("f6", "H", "home", "enter")
        assert pilot.desk.current_mode == "roster"


# -- the mouse -------------------------------------------------------------------------------------


async def test_dragging_a_block_moves_it_and_gives_it_to_another(town: Store) -> None:
    async with timeline(town) as pilot:
        count = steps(town)
        await drag(pilot, (0, 7), (1, 9))
        assert duty(town) == ("赵娟", at("10:00"), at("12:00"))
        assert steps(town) == count + 1


async def test_dragging_the_end_of_a_block_stretches_it(town: Store) -> None:
    async with timeline(town) as pilot:
        await drag(pilot, (0, 9), (0, 12))
        assert duty(town) == ("石磊", at("9:00"), at("12:30"))
        await drag(pilot, (0, 6), (0, 5))
        assert duty(town) == ("石磊", at("8:30"), at("12:30"))


async def test_a_drag_onto_somebody_absent_is_refused_and_let_go(town: Store) -> None:
    async with timeline(town) as pilot:
        await drag(pilot, (0, 7), (3, 7))
        assert "沈静怡 is isolated then." in pilot.status()
        assert duty(town)[0] == "石磊"
        await pilot.press("escape")
        assert board(pilot).hand is None


async def test_a_press_beside_what_was_refused_lets_it_go(town: Store) -> None:
    async with timeline(town) as pilot:
        await drag(pilot, (0, 7), (3, 7))
        assert board(pilot).hand is not None
        await pilot.click(DayBoard, offset=offset(pilot, 1, 20))
        await pilot.settled()
        assert board(pilot).hand is None
        assert board(pilot).moment == at("16:00")


async def test_escape_during_a_drag_frees_the_mouse(town: Store) -> None:
    async with timeline(town) as pilot:
        await pilot.mouse_down(DayBoard, offset=offset(pilot, 0, 7))
        await pilot.hover(DayBoard, offset=offset(pilot, 1, 9))
        await pilot.press("escape")
        assert pilot.app.mouse_captured is None
        await pilot.mouse_up(DayBoard, offset=offset(pilot, 1, 9))
        await pilot.settled()
        assert duty(town) == ("石磊", at("9:00"), at("11:00"))


async def test_a_click_puts_the_cursor_and_changes_nothing(town: Store) -> None:
    async with timeline(town) as pilot:
        count = steps(town)
        await pilot.click(DayBoard, offset=offset(pilot, 0, 7))
        await pilot.settled()
        assert board(pilot).duty is not None
        await pilot.click(DayBoard, offset=offset(pilot, 1, 20))
        await pilot.settled()
        assert board(pilot).moment == at("16:00")
        assert steps(town) == count


async def drag(pilot: Driven, start: tuple[int, int], end: tuple[int, int]) -> None:
    await pilot.mouse_down(DayBoard, offset=offset(pilot, *start))
    for part in (0.5, 1.0):
        row = start[0] + round((end[0] - start[0]) * part)
        cell = start[1] + round((end[1] - start[1]) * part)
        await pilot.hover(DayBoard, offset=offset(pilot, row, cell))
    await pilot.mouse_up(DayBoard, offset=offset(pilot, *end))
    await pilot.settled()


async def test_an_open_place_is_dragged_to_somebody(town: Store) -> None:
    no = give(town, None, at("9:00"), at("12:00"), "门岗")
    async with timeline(town) as pilot:
        shown = board(pilot)
        (y,) = (y for y, line in enumerate(lines(pilot)) if "W 门岗" in line)
        start, end = (shown.frame.label + 7, y), (shown.frame.label + 7, 2)
        await pilot.mouse_down(DayBoard, offset=start)
        await pilot.hover(DayBoard, offset=(start[0], 4))
        assert "✗ 沈静怡 is isolated then." in said(pilot)
        await pilot.hover(DayBoard, offset=end)
        await pilot.mouse_up(DayBoard, offset=end)
        await pilot.settled()
        assert duty(town, no)[0] == "赵娟"
        assert under_cursor(pilot) == ZHAO


async def test_an_open_place_is_carried_up_by_keys(town: Store) -> None:
    async with timeline(town) as pilot:
        await to_gap(pilot, Work.NIGHT)
        await pilot.press("space", "up", "up")
        assert "孙秀英" in said(pilot)
        await pilot.press("enter")
        held = town.ask(duties.between, at("23:00"), at("6:00", 10))
        assert [(row.person, row.work) for row in held] == [("孙秀英", "night")]
        assert board(pilot).hand is None


async def test_arrows_with_shift_and_control_take_in_hand_at_once(town: Store) -> None:
    async with timeline(town) as pilot:
        await pilot.press("tab", "shift+right", "enter", "ctrl+left", "enter")
        assert duty(town) == ("石磊", at("9:15"), at("11:00"))


async def test_the_wheel_scrolls_the_people(town: Store) -> None:
    add_volunteers(town, 40)
    async with timeline(town) as pilot:
        shown = board(pilot)
        shown.post_message(events.MouseScrollDown(shown, 40, 3, 0, 1, 0, False, False, False))
        await pilot.settled()
        assert "沈静怡" in lines(pilot)[1]
        shown.post_message(events.MouseScrollUp(shown, 40, 3, 0, -1, 0, False, False, False))
        await pilot.settled()
        assert "石磊" in lines(pilot)[1]


# -- other desks, many people, the week ------------------------------------------------------------


async def test_what_another_desk_moved_keeps_the_cursor_on_the_duty(town: Store) -> None:
    async with timeline(town) as pilot:
        await pilot.press("tab")
        town.do(timeline_commands.reschedule, 1, at("14:00"), at("16:00"), SUN)
        await pilot.looked_again()
        under = board(pilot).duty
        assert isinstance(under, DutyRow)
        assert (under.no, under.person) == (1, "孙秀英")


async def test_what_is_in_hand_is_let_go_when_another_desk_changed_it(town: Store) -> None:
    async with timeline(town) as pilot:
        await pilot.press("tab", "space", "right")
        town.do(timeline_commands.reschedule, 1, at("14:00"), at("16:00"))
        await pilot.looked_again()
        assert board(pilot).hand is None
        assert duty(town) == ("石磊", at("14:00"), at("16:00"))


async def test_three_hundred_people_are_drawn_a_screen_at_a_time(
    town: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_volunteers(town, 300)
    async with timeline(town) as pilot:
        drawn: list[int] = []
        real = Picture.person

        def counted(*args: object) -> object:
            drawn.append(1)
            return real(*args)  # type: ignore[arg-type]

        monkeypatch.setattr(Picture, "person", counted)
        await pilot.press("end")
        assert len(board(pilot).children) == 0
        assert 0 < len(drawn) < 60
        assert "志愿299" in "\n".join(lines(pilot))
        await pilot.press("slash", *"志愿7", "enter")
        people = [line for line in lines(pilot) if "志愿7" in line]
        assert len(people) == 11


async def test_the_week_shows_who_is_absent_and_who_returns(town: Store) -> None:
    async with timeline(town) as pilot:
        await pilot.press("W")
        week = pilot.front(Timeline).week
        shown = [week.render_line(y).text for y in range(week.size.height)]
        assert "Sat09*" in shown[0]
        absent = shown[4].split()
        assert absent[:2] == ["沈静怡", "staff"]
        assert absent[2:] == [".", "isolated", "isolated", "isolated", "returns", "here?", "here?"]
        assert "2h" in shown[1]
        assert shown[-1].split()[-7:] == ["4/4", *["3/4"] * 4, "3/4", "3/4"]
        await pilot.press("down", "right", "enter")
        assert not pilot.front(Timeline).weekly
        assert pilot.front(Timeline).day == date(2022, 4, 10)
        assert under_cursor(pilot) == ZHAO


async def test_the_mask_hides_at_whose_request_somebody_goes(town: Store) -> None:
    call = RequestInput(
        "胰岛素", "胰岛素", RequestKind.MEDICINE, Urgency.SOON, at("8:00"), address_said="甲苑3号"
    )
    no = town.do(request_commands.add_request, call)
    town.do(
        duty_commands.change_people,
        [DutyInput(ZHAO, Work.REQUEST, Role.HAND, at("9:00"), at("13:00"), work_no=no)],
    )
    async with timeline(town, WIDE) as pilot:
        assert "甲苑3号" in lines(pilot)[2]
        await pilot.press("m")
        assert "甲苑3号" not in lines(pilot)[2]
        assert "[R***" in lines(pilot)[2]


async def test_the_language_turns_at_once(town: Store) -> None:
    async with timeline(town) as pilot:
        await pilot.press("f12")
        assert "[巡]" in lines(pilot)[1]
        assert "空缺" in "\n".join(lines(pilot))


async def test_undo_of_a_copy_brings_all_back(town: Store) -> None:
    give(town, ZHAO, at("9:00", 8), at("11:00", 8), "门岗")
    town.do(timeline_commands.copy_day, date(2022, 4, 8), date(2022, 4, 9))
    town.do(journal_commands.undo)
    held = town.ask(duties.of_person, ZHAO, at("6:00"), at("6:00") + timedelta(days=1))
    assert held == []
