"""What was typed yesterday and gone on with today is read, and dated, by when it was typed."""

from __future__ import annotations

from datetime import datetime, timedelta

from textual import events

from data.clock import FixedClock
from data.requests import queries as requests
from data.store import Store
from models.times import LOCAL, stored
from tests.ui.driving import desk, queue

INSULIN = "大林苑2号1805 糖尿病 胰岛素只剩1天"
TYPED = datetime(2022, 4, 11, 0, 11, tzinfo=LOCAL)
LATER = datetime(2022, 4, 12, 8, 0, tzinfo=LOCAL)


async def leave(store: Store, clock: FixedClock, text: str) -> None:
    """Type a call at `TYPED`, leave it, and let time pass up to `LATER`."""
    clock.moment = TYPED
    async with desk(store, "plus") as pilot:
        pilot.line().value = text
        await pilot.settled()
        await pilot.press("escape", "q")
    clock.moment = LATER


async def test_a_call_gone_on_with_is_of_when_it_was_typed(
    filled: Store, clock: FixedClock
) -> None:
    await leave(filled, clock, INSULIN)
    async with desk(filled, "plus", "up") as pilot:
        chips = pilot.shown("#capture-chips")
        assert "call of yesterday 00:11" in chips
        assert "LIFE" in chips
        await pilot.press("space", "急", "enter")
    (row,) = queue(filled)
    view = filled.ask(requests.view, row.no)
    assert view.opened_at == stored(TYPED)
    assert view.harm_at is not None
    assert view.harm_at <= stored(TYPED + timedelta(days=1))
    assert row.urgency == "life"


async def test_a_call_that_tells_its_time_is_of_that_time(filled: Store, clock: FixedClock) -> None:
    await leave(filled, clock, f"23:40 {INSULIN}")
    async with desk(filled, "plus", "up") as pilot:
        assert "call of" not in pilot.shown("#capture-chips")
        await pilot.press("enter")
    (row,) = queue(filled)
    assert filled.ask(requests.view, row.no).opened_at == "2022-04-10T15:40:00Z"


async def test_a_line_emptied_and_typed_anew_is_a_new_call(
    filled: Store, clock: FixedClock
) -> None:
    await leave(filled, clock, INSULIN)
    async with desk(filled, "plus", "up") as pilot:
        pilot.line().value = ""
        await pilot.settled()
        pilot.line().value = INSULIN
        await pilot.settled()
        assert "call of" not in pilot.shown("#capture-chips")
        await pilot.press("enter")
    (row,) = queue(filled)
    assert filled.ask(requests.view, row.no).opened_at == stored(LATER)


async def test_a_call_left_twice_keeps_when_it_was_typed_first(
    filled: Store, clock: FixedClock
) -> None:
    await leave(filled, clock, INSULIN)
    async with desk(filled, "plus", "up") as pilot:
        await pilot.press("space", "急", "escape", "q")
    async with desk(filled, "plus", "up") as pilot:
        assert "call of yesterday 00:11" in pilot.shown("#capture-chips")


async def test_the_form_of_a_call_gone_on_with_says_when_it_came(
    filled: Store, clock: FixedClock
) -> None:
    await leave(filled, clock, INSULIN)
    async with desk(filled, "plus", "up", "tab") as pilot:
        assert pilot.values()["opened_at"] == "2022-04-11 00:11"
        await pilot.save(caller="女儿")
    (row,) = queue(filled)
    assert filled.ask(requests.view, row.no).opened_at == stored(TYPED)


async def test_a_form_left_is_of_when_it_was_typed(filled: Store, clock: FixedClock) -> None:
    clock.moment = TYPED
    async with desk(filled, "plus", *"漏水", "tab") as pilot:
        pilot.fill(caller="女儿", harm_at="tonight")
        await pilot.press("escape", "q")
    clock.moment = LATER
    async with desk(filled, "plus", "up", "tab") as pilot:
        values = pilot.values()
        assert values["opened_at"] == "2022-04-11 00:11"
        assert values["harm_at"] == "2022-04-11 02:00"


async def test_pasted_lines_left_are_of_when_they_were_pasted(
    filled: Store, clock: FixedClock
) -> None:
    clock.moment = TYPED
    async with desk(filled) as pilot:
        pilot.app.post_message(events.Paste(f"{INSULIN}\n大林苑2号1806 漏水"))
        await pilot.settled()
        await pilot.press("escape", "q")
    clock.moment = LATER
    async with desk(filled, "plus", "up") as pilot:
        assert "call of yesterday 00:11" in pilot.choices()[0]
        await pilot.press("ctrl+s")
    views = [filled.ask(requests.view, row.no) for row in queue(filled)]
    assert {view.opened_at for view in views} == {stored(TYPED)}
