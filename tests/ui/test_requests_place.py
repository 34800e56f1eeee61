"""The queue, the capture line and the board at the desk, driven by keys."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static

from data import requests
from data.clock import FixedClock
from data.people import add_person, record_presence
from data.places import add_household, insert_compounds
from data.requests import queries
from data.requests.capture import capture
from data.store import Store
from models.journal import Act
from models.people import PersonInput, PersonKind, PresenceInput
from models.people import Place as Where
from models.places import CompoundInput, HouseholdInput
from models.requests import ChaseInput, ClosingInput, Outcome, RequestRow
from screens import i18n
from screens.dialogs.capture import CaptureLine
from screens.dialogs.form import FormDialog
from screens.place import Place
from screens.requests import Requests
from screens.shell import Desk
from screens.today import Today
from screens.widgets.status_line import StatusLine

Driven = Pilot[int]

BLEEDING = "大林苑2号1805室 孕妇大出血 13800009617"
PETS = "大林苑2号1805室 猫粮快没了"


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    spoken = i18n.language()
    i18n.set_language("en")
    yield
    i18n.set_language(spoken)


@pytest.fixture
def filled(store: Store) -> Store:
    """A compound with two households."""
    with store.write(Act("began")) as step:
        insert_compounds(step, [CompoundInput("大林苑", address="大林路338号")])
        for room, head, phone in (("1805", "秦某", "13800003555"), ("1806", "", "13800004666")):
            add_household(
                step,
                HouseholdInput("大林苑", "2", room=room, head=head, phone=phone, marks=("孕妇",)),
            )
    return store


@asynccontextmanager
async def desk(store: Store, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Driven]:
    app = Desk(store.path, store.clock)
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        yield pilot


async def settled(pilot: Driven) -> None:
    for _ in range(3):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


async def press(pilot: Driven, *keys: str) -> None:
    await pilot.press(*keys)
    await settled(pilot)


def at_once(pilot: Driven, *keys: str) -> None:
    """Send keys without waiting for what they do, as a fast typist or a paste does."""
    named = {"+": "plus", "＋": "fullwidth_plus_sign", "\r": "enter", " ": "space"}
    for key in keys:
        pilot.app.post_message(events.Key(named.get(key, key), key))


def queue(store: Store) -> list[RequestRow]:
    with store.read() as conn:
        return queries.where(conn, "1", {}, store.now(), requests.settings(conn))


def shown(pilot: Driven, selector: str) -> str:
    return str(pilot.app.screen.query_one(selector, Static).content)


def status(pilot: Driven) -> str:
    here = pilot.app.here  # type: ignore[attr-defined]
    assert isinstance(here, Place)
    return here.query_one(StatusLine).message


# -- the capture line --------------------------------------------------------------------------


@pytest.mark.parametrize("plus", ["+", "＋"])
async def test_keys_sent_at_once_make_a_request(filled: Store, plus: str) -> None:
    async with desk(filled) as pilot:
        at_once(pilot, plus, *BLEEDING, "\r")
        for _ in range(20):
            await settled(pilot)
            if queue(filled):
                break
        (row,) = queue(filled)
        assert (row.kind, row.urgency, row.phone) == ("emergency", "life", "13800009617")
        assert (row.compound, row.building, row.room) == ("大林苑", "2", "1805")
        assert isinstance(pilot.app.screen, Today)
        assert "Request 1 is in the queue" in status(pilot)
        await press(pilot, "z")
        assert queue(filled) == []
        await press(pilot, "Z")
        assert queue(filled) == [row]


async def test_chips_follow_each_key_and_enter_twice_adds_once(filled: Store) -> None:
    async with desk(filled) as pilot:
        await press(pilot, "f10", *"大林苑2号1805室")
        assert "大林苑 2-1805 秦某 孕妇" in shown(pilot, "#capture-chips")
        await press(pilot, *" 胰岛素只剩2天")
        chips = shown(pilot, "#capture-chips")
        assert "medicine" in chips
        assert "2 days left" in chips
        at_once(pilot, "\r", "\r")
        await settled(pilot)
        assert len(queue(filled)) == 1


async def test_a_telephone_alone_finds_the_household(filled: Store) -> None:
    async with desk(filled) as pilot:
        await press(pilot, "plus", *"13800003555")
        assert "大林苑 2-1805" in shown(pilot, "#capture-chips")


async def test_escape_keeps_the_line_for_the_next_time(filled: Store) -> None:
    async with desk(filled) as pilot:
        await press(pilot, "plus", *PETS, "escape")
        assert not isinstance(pilot.app.screen, CaptureLine)
        assert queue(filled) == []
        await press(pilot, "plus")
        assert pilot.app.screen.query_one(Input).value == PETS
        await press(pilot, "enter")
        await press(pilot, "plus")
        assert pilot.app.screen.query_one(Input).value == ""


async def test_what_is_open_already_is_shown_and_one_key_away(filled: Store) -> None:
    capture(filled, PETS)
    async with desk(filled) as pilot:
        await press(pilot, "plus", *"1806室 13800004666")
        assert not pilot.app.screen.query_one("#capture-others").display
        await press(pilot, "escape", "plus")
        pilot.app.screen.query_one(Input).value = "大林苑2-1805 漏水"
        await settled(pilot)
        assert "open already: #1" in shown(pilot, "#capture-others")
        await press(pilot, "down")
        assert isinstance(pilot.app.screen, Requests)
        assert pilot.app.screen.chosen() == 1
        assert len(queue(filled)) == 1
        await press(pilot, "plus")
        assert pilot.app.screen.query_one(Input).value == "大林苑2-1805 漏水"


async def test_tab_goes_on_in_the_form(filled: Store) -> None:
    async with desk(filled) as pilot:
        await press(pilot, "plus", *BLEEDING, "tab")
        form = pilot.app.screen
        assert isinstance(form, FormDialog)
        values = form.values()
        assert (values["kind"], values["urgency"]) == ("emergency", "life")
        assert values["where"] == "大林苑 2-1805"
        form.query_one("#edit-caller", Input).value = "女儿"
        await press(pilot, "ctrl+s")
        (row,) = queue(filled)
        assert (row.caller, row.household_no, row.urgency) == ("女儿", 1, "life")
        await press(pilot, "plus")
        assert pilot.app.screen.query_one(Input).value == ""


async def test_nothing_typed_adds_nothing_and_markup_stays_words(filled: Store) -> None:
    async with desk(filled, (120, 40)) as pilot:
        await press(pilot, "plus", "enter", "space", "enter")
        assert isinstance(pilot.app.screen, CaptureLine)
        await press(pilot, *"[/b] [red]大林苑2号1805室[/] 漏水", "enter")
        await press(pilot, "f3", "enter")
        assert "[red]" in shown(pilot, "#card-text")
        await press(pilot, "escape", "f2")
        assert len(queue(filled)) == 1


async def test_f12_turns_the_line_and_keeps_it(filled: Store) -> None:
    async with desk(filled) as pilot:
        await press(pilot, "plus", *BLEEDING)
        assert "emergency" in shown(pilot, "#capture-chips")
        await press(pilot, "f12")
        assert "急救" in shown(pilot, "#capture-chips")
        assert pilot.app.screen.query_one(Input).value == BLEEDING


# -- the queue ---------------------------------------------------------------------------------


async def test_the_first_chase_asks_and_the_same_desk_again_takes_two_keys(
    filled: Store, clock: FixedClock
) -> None:
    capture(filled, PETS)
    async with desk(filled) as pilot:
        await press(pilot, "f3", "c")
        assert isinstance(pilot.app.screen, FormDialog)
        pilot.app.screen.query_one("#edit-promised_until", Input).value = "07:00"
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, FormDialog), "a promise in the past is not saved"
        pilot.app.screen.query_one("#edit-promised_until", Input).value = "11:00"
        await press(pilot, "ctrl+s")
        (row,) = queue(filled)
        assert (row.chases, row.rung) == (1, "subdistrict")
        assert row.next_chase_at == row.promised_until == "2022-04-09T03:00:00Z"

        clock.moment += timedelta(hours=4)
        await press(pilot, "c", "1")
        (row,) = queue(filled)
        assert row.chases == 2
        assert "Chase 2 of request 1" in status(pilot)
        with filled.read() as conn:
            latest = requests.chases(conn, 1)[0]
        assert (latest.to, latest.answered) == (requests_first_desk(filled), 0)


def requests_first_desk(store: Store) -> str:
    with store.read() as conn:
        return requests.chases(conn, 1)[-1].to


async def test_two_in_vain_propose_the_next_rung(filled: Store) -> None:
    capture(filled, PETS)
    for _ in range(2):
        requests.log_chase(filled, 1, ChaseInput("街道值班室", "", filled.now(), answered=False))
    async with desk(filled) as pilot:
        await press(pilot, "f3", "c")
        listed = pilot.app.screen.query_one("#choose-list", OptionList)
        assert "time for it" in str(listed.get_option_at_index(2).prompt)
        await press(pilot, "3")
        form = pilot.app.screen
        assert isinstance(form, FormDialog)
        assert form.values()["rung"] == "line_leader"
        await press(pilot, "ctrl+s")
        assert [(r.chases, r.rung) for r in queue(filled)] == [(3, "line_leader")]


async def test_somebody_looks_after_it(filled: Store) -> None:
    capture(filled, PETS)
    with filled.write(Act("began")) as step:
        for name, place in (("卢某", Where.ISOLATED), ("宋某", Where.ON_SITE)):
            no = add_person(step, PersonInput(name, PersonKind.STAFF))
            record_presence(step, no, PresenceInput(place, filled.now() - timedelta(days=1)))
    async with desk(filled) as pilot:
        await press(pilot, "f3", "a", "1")
        assert [r.owner for r in queue(filled)] == ["宋某"]
        await press(pilot, "a", "3")
        assert [r.owner for r in queue(filled)] == [None]


async def test_closing_with_call_back_then_telling_then_reopening(filled: Store) -> None:
    capture(filled, BLEEDING)
    async with desk(filled) as pilot:
        await press(pilot, "f3", "d", "4", "2")
        assert [(r.state, r.outcome) for r in queue(filled)] == [("call_back", "hospital")]
        assert "still to be told" in status(pilot)
        await press(pilot, "d", "1")
        assert [r.state for r in queue(filled)] == ["closed"]
        assert pilot.app.screen.records.highlighted_no is None  # type: ignore[attr-defined]
        await press(pilot, "v", "v", "v", "d", "1")
        assert [r.state for r in queue(filled)] == ["open"]


async def test_somebody_else_was_told(filled: Store) -> None:
    capture(filled, BLEEDING)
    async with desk(filled) as pilot:
        await press(pilot, "f3", "d", "1", "3", "ctrl+s")
        assert isinstance(pilot.app.screen, FormDialog), "nobody named closes nothing"
        await press(pilot, *"邻居", "ctrl+s")
        with filled.read() as conn:
            view = requests.view(conn, 1)
        assert (view.state, view.told_whom) == ("closed", "邻居")


async def test_a_form_opened_before_somebody_elses_change_is_told(filled: Store) -> None:
    capture(filled, PETS)
    async with desk(filled) as pilot:
        await press(pilot, "f3", "e")
        form = pilot.app.screen
        assert isinstance(form, FormDialog)
        form.query_one("#edit-patient", Input).value = "猫"
        requests.change_request(filled, 1, 1, {"caller": "儿子"})
        await press(pilot, "ctrl+s")
        assert pilot.app.screen is form
        assert "changed meanwhile" in status(pilot)
        await press(pilot, "escape", "e")
        assert pilot.app.screen.query_one("#edit-patient", Input).value == "猫"
        await press(pilot, "ctrl+s")
        with filled.read() as conn:
            assert requests.view(conn, 1).patient == "猫"


async def test_an_untouched_form_changes_nothing_and_a_new_address_is_looked_up(
    filled: Store,
) -> None:
    capture(filled, "07:30 大林苑2号1805室 胰岛素只剩2天")
    with filled.read() as conn:
        before = requests.view(conn, 1)
    async with desk(filled) as pilot:
        await press(pilot, "f3", "e", "ctrl+s")
        with filled.read() as conn:
            assert requests.view(conn, 1)._replace(version=1) == before
        await press(pilot, "e")
        pilot.app.screen.query_one("#edit-where", Input).value = "大林苑2号1806室"
        await press(pilot, "ctrl+s", "e")
        with filled.read() as conn:
            assert requests.view(conn, 1).household_no == 2
        pilot.app.screen.query_one("#edit-where", Input).value = "弄堂口"
        await press(pilot, "ctrl+s")
        with filled.read() as conn:
            view = requests.view(conn, 1)
        assert (view.household_no, view.address_said) == (None, "弄堂口")


async def test_the_mask_hides_numbers_and_health(filled: Store) -> None:
    capture(filled, BLEEDING)
    async with desk(filled, (120, 40)) as pilot:
        await press(pilot, "f3")
        assert "13800009617" in shown(pilot, "#detail")
        await press(pilot, "m")
        detail = shown(pilot, "#detail")
        assert "13800009617" not in detail
        assert "出血" not in detail
        assert "bleeding" not in detail
        assert "emergency" not in detail


async def test_what_is_hurt_first_stands_on_top_with_its_reason(filled: Store) -> None:
    capture(filled, PETS)
    capture(filled, BLEEDING)
    async with desk(filled, (120, 40)) as pilot:
        await press(pilot, "f3")
        place = pilot.app.screen
        assert isinstance(place, Requests)
        assert place.chosen() in (1, 2)
        await press(pilot, "home")
        await pilot.pause(0.2)
        assert place.chosen() == 2
        assert "a life is at stake" in shown(pilot, "#detail")
        assert "#1 still pushing · pets" in shown(pilot, "#detail")


# -- the board ---------------------------------------------------------------------------------


def board_lines(pilot: Driven) -> list[str]:
    listed = pilot.app.screen.query_one("#board", OptionList)
    return [str(listed.get_option_at_index(i).prompt) for i in range(listed.option_count)]


async def test_the_board_leads_to_each_record_and_keeps_its_cursor(
    filled: Store, clock: FixedClock
) -> None:
    capture(filled, PETS)
    capture(filled, BLEEDING)
    clock.moment = datetime.fromisoformat("2022-04-09T09:30:00+08:00")
    async with desk(filled) as pilot:
        lines = board_lines(pilot)
        assert lines[0].startswith("On duty 0/0")
        assert lines[1].startswith("Lives at stake 1")
        assert "#2 emergency" in lines[2]
        assert lines[3].startswith("Overdue: chase or call back now 1")
        await press(pilot, "down", "down")
        capture(filled, "大林苑2号1806室 胸痛")
        await pilot.pause(1.2)
        await settled(pilot)
        assert board_lines(pilot)[1].startswith("Lives at stake 2")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, Requests)
        assert pilot.app.screen.chosen() == 1


async def test_time_alone_makes_things_due(filled: Store, clock: FixedClock) -> None:
    capture(filled, PETS)
    async with desk(filled) as pilot:
        today = pilot.app.screen
        assert isinstance(today, Today)
        assert "Due within the hour" in board_lines(pilot)[1]
        clock.moment += timedelta(hours=3)
        today.time_passes()
        assert "Overdue" in board_lines(pilot)[1]


async def test_a_quiet_board_says_so(filled: Store) -> None:
    async with desk(filled) as pilot:
        assert isinstance(pilot.app.screen, Today)
        assert "Requests still pushed: 0 · none of them is due" in "\n".join(board_lines(pilot))


async def test_lines_fit_the_width(filled: Store, clock: FixedClock, tmp_path: Path) -> None:
    capture(filled, BLEEDING + "很" * 200)
    requests.log_chase(filled, 1, ChaseInput("街道" * 20, "", clock.moment))
    capture(filled, PETS)
    requests.close_request(filled, 2, ClosingInput(Outcome.MET, "", clock.moment))
    async with desk(filled) as pilot:
        listed = pilot.app.screen.query_one("#board", OptionList)
        assert listed.virtual_size.height == listed.option_count, "no line is wrapped"
