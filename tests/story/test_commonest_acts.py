"""The commonest acts at the desk, each with the keys it may cost beyond the words typed.

The cursor is where such an act begins: on the request, the person, the stop. Each act is tried
looking at the screen between the keys, and typed ahead of it.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta

import pytest
import pytest_asyncio
from textual.screen import Screen
from textual.widgets import OptionList

from data.attendance import queries as attendance
from data.clock import FixedClock
from data.directory import commands as directory_commands
from data.duties import commands as duty_commands
from data.duties import queries as duties
from data.journal import queries as journal
from data.reading.capture import capture
from data.requests import chasing as request_chasing
from data.requests import commands as request_commands
from data.requests import queries as requests
from data.roster import queries as people
from data.store import Store
from data.supplies import commands as supply_commands
from models.chases import ChaseInput
from models.directory import ContactInput, ContactKind
from models.duties import DutyInput, Role, Work
from models.requests import ClosingInput, Outcome, RequestState
from models.roster import PersonInput, PersonKind
from models.supplies import DeliveryInput, ItemInput
from models.times import LOCAL
from screens.duties.assign import Assign
from screens.kit.list_place import ListPlace
from screens.kit.place import Place
from screens.timeline.place import Timeline
from tests.beginning import begin
from tests.states import state
from tests.story.typist import Said, Stroke, Typist
from tests.ui.driving import BLEEDING, PETS, Driven, desk, prompts

NOW = datetime(2022, 4, 9, 8, tzinfo=LOCAL)
HOUR = timedelta(hours=1)
DESK = "街道值班室"

NEEDS = ("猫粮", "牛奶", "灯泡", "菜", "水", "纸")
"""What requests 1 to 6 are about."""


@pytest.fixture
def town(filled: Store) -> Store:
    """Six requests of one door, a desk to chase, five people, a stop, and duties of two days."""
    filled.do(directory_commands.add_contact, ContactInput(DESK, ContactKind.DESK))
    for what in NEEDS:
        filled.do(capture, f"大林苑2号1805室 {what}没了")
    begin(
        filled,
        *(PersonInput(name, PersonKind.STAFF) for name in ("于芳凯", "谢鹏燕", "邱雪东")),
        *(PersonInput(name, PersonKind.VOLUNTEER) for name in ("宋某", "罗某")),
    )
    six_tomorrow = NOW + 22 * HOUR
    given = [
        DutyInput(1, Work.PATROL, Role.HAND, NOW, NOW + 2 * HOUR),
        DutyInput(2, Work.PATROL, Role.HAND, NOW, NOW + 2 * HOUR),
        DutyInput(3, Work.PATROL, Role.HAND, six_tomorrow, six_tomorrow + 2 * HOUR, note="东门"),
    ]
    filled.do(duty_commands.change_people, given)
    truck = DeliveryInput(NOW + 4 * HOUR, (ItemInput("蔬菜包", 20, "份"),))
    filled.do(supply_commands.add_delivery, truck)
    return filled


class Desk:
    """A desk in one of its places, and the keys an act there costs."""

    def __init__(self, pilot: Driven, typist: Typist, store: Store) -> None:
        self.pilot, self.typist, self.store = pilot, typist, store

    async def at(self, place: str, no: int | None = None) -> None:
        """Go to a place, and put the cursor on one of its records."""
        await self.pilot.press(place)
        if no is None:
            return
        shown = self.pilot.here()
        shown.records.reveal(no)
        await self.typist.sees(lambda: shown.chosen() == no)

    async def keys(self, *strokes: Stroke, until: Callable[[], bool]) -> int:
        """Do an act; how many keys it took beyond words."""
        with self.typist.counted() as spent:
            await self.typist.does(*strokes, until=until)
        return spent.keys

    @property
    def screen(self) -> Screen[object]:
        """What is in front."""
        return self.typist.screen

    def in_place(self) -> bool:
        """Whether nothing stands before the place."""
        return isinstance(self.screen, Place)

    def acts(self) -> int:
        """Steps of the journal."""
        return len(self.store.ask(journal.steps, limit=100))


@pytest_asyncio.fixture(params=[False, True], ids=["key_by_key", "typed_ahead"])
async def at_desk(
    town: Store, clock: FixedClock, request: pytest.FixtureRequest
) -> AsyncIterator[Desk]:
    """The desk of the town."""
    async with desk(town) as pilot:
        yield Desk(pilot, Typist(pilot, town, clock, ahead=request.param), town)


# -- requests --------------------------------------------------------------------------------------


async def test_log_a_call_2(at_desk: Desk) -> None:
    store = at_desk.store
    typed = await at_desk.keys(
        "+", Said(PETS), "enter", until=lambda: at_desk.in_place() and len(rows(store)) == 7
    )
    assert typed == 2
    assert (store.ask(requests.view, 7).text, store.ask(requests.view, 7).kind) == (PETS, "pets")


async def test_chase_the_same_desk_again_2(at_desk: Desk) -> None:
    store = at_desk.store
    chase(store, 1)
    await at_desk.at("f3", 1)
    typed = await at_desk.keys("c", "1", until=lambda: at_desk.in_place() and chases(store, 1) == 2)
    assert typed == 2
    first, second = store.ask(requests.chases, 1)
    assert (first.to, second.to) == (DESK, DESK)
    assert not first.answered
    assert store.ask(requests.view, 1).next_chase_at == "2022-04-09T00:20:00Z", "minutes later"


async def test_the_first_chase_3(at_desk: Desk) -> None:
    """Whom to ask is a choice of its own, so the first of all costs a key more."""
    store = at_desk.store
    await at_desk.at("f3", 1)
    typed = await at_desk.keys(
        *("c", "1", Said("下午派人"), "ctrl+s"),
        until=lambda: at_desk.in_place() and chases(store, 1) == 1,
    )
    assert typed == 3
    (only,) = store.ask(requests.chases, 1)
    assert (only.to, only.said, only.answered) == (DESK, "下午派人", 1)


async def test_chase_five_marked_3(at_desk: Desk) -> None:
    store = at_desk.store
    await at_desk.at("f3")
    await at_desk.pilot.press("home", *["space"] * 5)
    before = at_desk.acts()
    typed = await at_desk.keys(
        *("c", "1", Said("都登记了"), "ctrl+s"),
        until=lambda: at_desk.in_place() and at_desk.acts() == before + 1,
    )
    assert typed == 3
    assert sum(chases(store, no) for no in range(1, 7)) == 5
    assert max(chases(store, no) for no in range(1, 7)) == 1
    await at_desk.keys("z", until=lambda: not any(chases(store, no) for no in range(1, 7)))


async def test_close_with_a_call_back_owed_3(at_desk: Desk) -> None:
    store = at_desk.store
    await at_desk.at("f3", 1)
    typed = await at_desk.keys(
        "d", "1", "2", until=lambda: at_desk.in_place() and store_state(store, 1) == "call_back"
    )
    assert typed == 3
    view = store.ask(requests.view, 1)
    assert (view.outcome, view.told_at) == (Outcome.MET, None)
    assert view.next_chase_at, "an update is owed to the resident, and that has a time"


async def test_close_and_told_3(at_desk: Desk) -> None:
    store = at_desk.store
    await at_desk.at("f3", 1)
    typed = await at_desk.keys(
        "d", "1", "1", until=lambda: at_desk.in_place() and store_state(store, 1) == "closed"
    )
    assert typed == 3
    assert store.ask(requests.view, 1).told_whom == "秦某"


async def test_told_2(at_desk: Desk) -> None:
    store = at_desk.store
    await at_desk.at("f3", 1)
    typed = await at_desk.keys(
        *("t", Said("车晚点到"), "enter"),
        until=lambda: at_desk.in_place() and bool(store.ask(requests.tellings, 1)),
    )
    assert typed == 2
    (telling,) = store.ask(requests.tellings, 1)
    assert (telling.whom, telling.said) == ("秦某", "车晚点到")


async def test_told_at_last_2(at_desk: Desk) -> None:
    store = at_desk.store
    store.do(request_commands.close_requests, {1: ClosingInput(Outcome.MET, "", store.now())})
    await at_desk.at("f3", 1)
    typed = await at_desk.keys(
        "t", "1", until=lambda: at_desk.in_place() and store_state(store, 1) == "closed"
    )
    assert typed == 2
    assert store.ask(requests.view, 1).told_whom == "秦某"


async def test_the_emergency_sheet_1(at_desk: Desk) -> None:
    store = at_desk.store
    store.do(capture, BLEEDING)
    before = state(store)
    await at_desk.at("f4")
    assert await at_desk.keys("!", until=at_desk.typist.on_sheet) == 1
    assert "#7 " in at_desk.pilot.shown("#sheet-head")
    assert state(store) == before


# -- people ----------------------------------------------------------------------------------------


async def test_absent_and_covered_again_2(at_desk: Desk) -> None:
    store = at_desk.store
    await at_desk.at("f6", 1)
    typed = await at_desk.keys(
        "i", "ctrl+s", until=lambda: at_desk.in_place() and presence(store, 1) == "isolated"
    )
    assert typed == 2
    held = {row.no: row.person for row in store.ask(duties.between, NOW, NOW + 2 * HOUR)}
    assert "于芳凯" not in held.values()
    assert None not in held.values(), "his patrol has somebody else"


async def test_who_covers_tomorrow_at_six_2(at_desk: Desk) -> None:
    before = state(at_desk.store)
    typed = await at_desk.keys(
        "H", "]", until=lambda: isinstance(at_desk.screen, Timeline) and bool(shown_day(at_desk))
    )
    assert typed == 2
    assert shown_day(at_desk) == "2022-04-10"
    assert state(at_desk.store) == before


async def test_check_somebody_in_2(at_desk: Desk) -> None:
    store = at_desk.store
    typed = await at_desk.keys("r", "r", until=lambda: checked_in(store) == 1)
    assert typed == 2
    assert [row.person for row in store.ask(attendance.of_day, NOW.date()) if row.checked_in_at]


async def test_give_people_to_a_stop_3(at_desk: Desk) -> None:
    store = at_desk.store
    await at_desk.at("f4", 1)
    before = at_desk.acts()
    typed = await at_desk.keys(
        "a", "*", "enter", until=lambda: at_desk.in_place() and at_desk.acts() == before + 1
    )
    assert typed == 3
    given = store.ask(duties.of_work, Work.DROP, 1)
    assert len(given) == 2, "as many as it lacked"
    assert {row.role for row in given} == {Role.CARRY}


async def test_all_or_none_are_marked_and_whoever_is_warned_of_is_not(at_desk: Desk) -> None:
    await at_desk.at("f4", 1)
    pilot = at_desk.pilot
    await pilot.press("a", "asterisk")
    dialog = pilot.front(Assign)
    marked = [line for line in prompts(dialog.query_one(OptionList)) if "☑" in line]
    assert len(marked) == 2
    assert not any("⚠" in line or "✗" in line for line in marked)
    await pilot.press("asterisk")
    assert not any("☑" in line for line in prompts(dialog.query_one(OptionList)))


# -- everywhere ------------------------------------------------------------------------------------


async def test_find_a_household_1(at_desk: Desk) -> None:
    before = state(at_desk.store)
    await at_desk.at("f8")
    place = at_desk.pilot.here()
    typed = await at_desk.keys("/", Said("1806"), until=lambda: shown(place) == ["1806"])
    assert typed == 1
    assert state(at_desk.store) == before


async def test_undo_1(at_desk: Desk) -> None:
    store = at_desk.store
    await at_desk.at("f3", 1)
    before = state(store)
    await at_desk.typist.does(
        "d", "1", "1", until=lambda: at_desk.in_place() and store_state(store, 1) == "closed"
    )
    assert await at_desk.keys("z", until=lambda: store_state(store, 1) == RequestState.OPEN) == 1
    assert state(store) == before


async def test_hide_everything_1(at_desk: Desk) -> None:
    before = state(at_desk.store)
    await at_desk.at("f8")
    assert "13800003555" in str(at_desk.pilot.cells())
    assert await at_desk.keys("m", until=lambda: at_desk.pilot.desk.masked) == 1
    assert "13800003555" not in str(at_desk.pilot.cells())
    assert "孕妇" not in str(at_desk.pilot.cells())
    assert state(at_desk.store) == before


async def test_the_next_view_1(at_desk: Desk) -> None:
    await at_desk.at("f3")
    place = at_desk.pilot.here()
    assert place.query_now.scope == "open"
    assert await at_desk.keys("v", until=lambda: place.query_now.scope == "now") == 1


# -- what is asked -----------------------------------------------------------------------------


def rows(store: Store) -> list[object]:
    with store.read() as conn:
        return list(requests.where(conn, "1", {}, store.now(), requests.settings(conn)))


def chase(store: Store, no: int) -> None:
    given = ChaseInput(DESK, "", store.now(), answered=False)
    store.do(request_chasing.chase_requests, [no], given)


def chases(store: Store, no: int) -> int:
    return len(store.ask(requests.chases, no))


def store_state(store: Store, no: int) -> str:
    return store.ask(requests.view, no).state


def presence(store: Store, no: int) -> str | None:
    row = store.ask(people.roster_row, no, store.now())
    return None if row is None else row.place


def checked_in(store: Store) -> int:
    return sum(bool(row.checked_in_at) for row in store.ask(attendance.of_day, NOW.date()))


def shown_day(at_desk: Desk) -> str:
    place = at_desk.screen
    assert isinstance(place, Timeline)
    return "" if place.day is None or place.day == NOW.date() else place.day.isoformat()


def shown(place: ListPlace) -> list[str]:
    """Rooms of the households listed."""
    return [row.room for row in place.listing(place.query_now).rows()]
