"""What stands in the dialogs of the queue: whom they are about, where the cursor is, no markup."""

from __future__ import annotations

from datetime import datetime

import pytest
from rich.cells import cell_len
from textual.content import Content
from textual.widgets import Input, OptionList, Static, TextArea

from data.clock import FixedClock
from data.directory import commands as directory_commands
from data.reading.capture import capture
from data.requests import chasing as request_chasing
from data.requests import commands as request_commands
from data.requests import queries as requests
from data.store import Store
from models.chases import ChaseInput, Urgency
from models.directory import ContactInput, ContactKind
from models.requests import ClosingInput, Outcome, RequestInput, RequestKind
from models.roster import PersonInput, PersonKind
from models.times import LOCAL, stored
from screens.errands.form import blank_errand
from screens.kit.one_line import OneLine
from screens.requests.chase_form import ChaseForm
from screens.requests.form import read_chase
from screens.requests.place import Requests
from tests.beginning import begin
from tests.ui.driving import BLEEDING, PETS, WIDE, desk, queue


@pytest.mark.parametrize("keys", [("t",), ("c",), ("d",), ("b",), ("Q",), ("d", "1")])
async def test_every_dialog_tells_which_request_it_is_about(
    filled: Store, keys: tuple[str, ...]
) -> None:
    begin(
        filled, PersonInput("沈书记", PersonKind.CADRE, "书记", phone="13800005555", is_leader=True)
    )
    no = filled.do(capture, PETS).no
    filled.do(
        request_chasing.chase_requests,
        [no],
        ChaseInput("街道值班室", "", filled.now(), answered=False),
    )
    async with desk(filled) as pilot:
        await pilot.press("f3", "home", *keys)
        about = pilot.shown(".about")
        assert about.startswith("#1 ")
        assert "大林苑 2-1805" in about
        assert "猫粮" in about


async def test_a_caller_named_like_markup_is_only_a_name(filled: Store) -> None:
    given = RequestInput(
        "漏水", "漏水", RequestKind.REPAIRS, Urgency.SOON, filled.now(), caller="[/b] [bold"
    )
    filled.do(request_commands.add_request, given)
    async with desk(filled) as pilot:
        await pilot.press("f3", "home", "t")
        assert isinstance(pilot.app.screen, OneLine)
        title = pilot.app.screen.query_one(".box").border_title
        assert "[/b] [bold" in Content.from_markup(str(title)).plain


async def test_the_cursor_of_a_chase_is_where_one_types(filled: Store) -> None:
    filled.do(directory_commands.add_contact, ContactInput("街道值班室", ContactKind.DESK))
    filled.do(capture, PETS)
    async with desk(filled) as pilot:
        await pilot.press("f3", "home", "c", "1")
        form = pilot.form()
        assert form.focused is form.query_one("#edit-said", Input)
        assert pilot.values()["to"] == "街道值班室"


async def test_a_desk_known_by_its_number_is_said_once(filled: Store) -> None:
    filled.do(
        directory_commands.add_contact, ContactInput("120", ContactKind.AMBULANCE, phone="120")
    )
    no = filled.do(capture, BLEEDING).no
    filled.do(
        request_chasing.chase_requests, [no], ChaseInput("120", "", filled.now(), answered=False)
    )
    async with desk(filled) as pilot:
        await pilot.press("f3", "home", "c")
        assert pilot.choices("#choose-list")[0] == "1 120 again: no answer"


async def test_one_goes_on_typing_behind_what_was_said(filled: Store) -> None:
    async with desk(filled) as pilot:
        await pilot.press("+")
        pilot.line().value = PETS
        await pilot.press("tab")
        area = pilot.app.screen.query_one("#edit-text", TextArea)
        assert area.has_focus
        await pilot.press(*"急")
        assert area.text == PETS + "急"


async def test_the_view_that_is_shown_is_the_one_under_the_cursor(filled: Store) -> None:
    filled.do(capture, PETS)
    async with desk(filled) as pilot:
        await pilot.press("f3", "v", "v", "V")
        listed = pilot.app.screen.query_one("#choose-list", OptionList)
        assert listed.highlighted is not None
        assert "life safety" in pilot.choices("#choose-list")[listed.highlighted]


async def test_help_tells_how_to_leave_it_on_a_small_screen(filled: Store) -> None:
    async with desk(filled) as pilot:
        await pilot.press("f3", "question_mark")
        foot = pilot.app.screen.query_one(".foot", Static)
        assert "esc" in str(foot.content)
        box = pilot.app.screen.query_one(".box")
        assert foot.region.height == 1
        assert foot.region.bottom < box.region.bottom <= 24


async def test_a_list_without_questions_says_how_to_note_one(filled: Store) -> None:
    filled.do(capture, PETS)
    async with desk(filled) as pilot:
        await pilot.press("f3", "w")
        foot = pilot.shown(".foot")
        assert foot.startswith("Q ")
        assert "enter" not in foot


@pytest.mark.parametrize(
    ("now", "leaves"),
    [("09:07", "09:15"), ("23:45", "08:30"), ("02:10", "08:30"), ("19:50", "08:30")],
)
def test_nobody_is_sent_for_medicine_at_night(now: str, leaves: str) -> None:
    moment = datetime.fromisoformat(f"2022-04-09T{now}").replace(tzinfo=LOCAL)
    form = blank_errand(moment)
    assert str(form["leaves_at"]).endswith(leaves)


async def test_both_charts_are_seen_at_once_on_a_small_screen(filled: Store) -> None:
    filled.do(capture, PETS)
    async with desk(filled) as pilot:
        await pilot.press("T")
        lines = pilot.shown("#numbers-text").split("\n")
        scroll = pilot.app.screen.query_one("VerticalScroll")
        dates = [at for at, line in enumerate(lines) if "04-09" in line]
        assert len(dates) >= 2
        assert dates[1] < scroll.size.height


async def test_a_call_back_among_the_marked_is_told_before_an_errand_is_typed(
    filled: Store,
) -> None:
    filled.do(capture, PETS)
    done = filled.do(capture, "大林苑2号1806室 胰岛素只剩2天").no
    filled.do(request_commands.close_requests, {done: ClosingInput(Outcome.MET, "", filled.now())})
    async with desk(filled) as pilot:
        await pilot.press("f3", "asterisk", "E")
        assert isinstance(pilot.app.screen, Requests)
        assert f"Request {done} is not open" in pilot.status()
        assert len(pilot.app.screen.records.marks) == 2


async def test_a_detail_that_appears_with_a_grown_terminal_fills_its_lines(filled: Store) -> None:
    filled.do(capture, "大林苑2号1805室 " + "猫粮快没了猫砂也没有" * 8)
    async with desk(filled, "f3", "home") as pilot:
        await pilot.resize_terminal(*WIDE)
        lines = pilot.shown("#detail").split("\n")
        assert max(cell_len(line) for line in lines) > 30


@pytest.mark.parametrize(
    ("typed", "promised"),
    [("00:05", "2022-04-09T16:05:00Z"), ("23:50", "2022-04-09T15:50:00Z")],
)
async def test_a_promise_past_midnight_is_of_the_next_day(
    filled: Store, clock: FixedClock, typed: str, promised: str
) -> None:
    clock.moment = datetime(2022, 4, 9, 23, 45, tzinfo=LOCAL)
    no = filled.do(capture, PETS).no
    view = filled.ask(requests.view, no)
    given = read_chase(view, {"to": "120", "promised_until": typed}, clock.moment)
    assert isinstance(given, ChaseInput)
    assert given.promised_until is not None
    assert stored(given.promised_until) == promised


async def test_a_time_in_what_was_said_is_offered_as_a_promise(
    filled: Store, clock: FixedClock
) -> None:
    clock.moment = datetime(2022, 4, 9, 20, 0, tzinfo=LOCAL)
    filled.do(capture, PETS)
    async with desk(filled) as pilot:
        await pilot.press("f3", "home", "c")
        pilot.front(ChaseForm)
        pilot.fill(to="120", said="今晚23点来车")
        await pilot.settled()
        assert "23:00" in pilot.shown("#chase-note")
        assert pilot.values()["promised_until"] == "", "nothing is promised before it is taken"
        await pilot.press("ctrl+t")
        assert str(pilot.values()["promised_until"]).endswith("23:00")
        await pilot.press("ctrl+t")
        assert pilot.values()["promised_until"] == ""
        await pilot.press("ctrl+t", "ctrl+s")
    (row,) = queue(filled)
    assert row.promised_until == "2022-04-09T15:00:00Z"


async def test_a_promise_behind_the_harm_is_warned_of_and_kept(
    filled: Store, clock: FixedClock
) -> None:
    clock.moment = datetime(2022, 4, 9, 20, 0, tzinfo=LOCAL)
    filled.do(capture, "大林苑2号1805室 胰岛素还有1天")
    async with desk(filled) as pilot:
        await pilot.press("f3", "home", "c")
        pilot.fill(to="药房", promised_until="04-13 10:00")
        await pilot.settled()
        assert pilot.shown("#chase-note").startswith("⚠")
        await pilot.press("ctrl+s")
        await pilot.settled()
        assert "⚠" in pilot.status()
