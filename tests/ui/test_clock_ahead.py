"""What the desk says of what was written while its clock was ahead, and of a clock that may be."""

from __future__ import annotations

from datetime import timedelta

import pytest

from data.clock import FixedClock
from data.maintenance import ahead
from data.reading.capture import capture
from data.store import Store
from screens.kit.status_line import StatusLine
from screens.requests.place import Requests
from tests.ui.driving import BLEEDING, LOW, PETS, WIDE, Driven, Size, desk
from tests.ui.test_keeping import kept

DAY = timedelta(days=1)
YEAR = timedelta(days=365)


def _from_the_future(store: Store, clock: FixedClock, by: timedelta) -> None:
    """A life and a lesser call, written down while the clock was ahead; it is right again."""
    clock.moment += by
    for text in (BLEEDING, PETS):
        store.do(capture, text)
    clock.moment += timedelta(minutes=5) - by


def _line(pilot: Driven, no: int) -> str:
    (line,) = [one for one in pilot.board() if f"#{no} " in one]
    return line


@pytest.mark.parametrize("by", [DAY, YEAR], ids=["a day", "a year"])
@pytest.mark.parametrize("size", [LOW, WIDE], ids=["low", "wide"])
async def test_the_board_says_of_a_life_from_the_future_that_it_is_due(
    filled: Store, clock: FixedClock, by: timedelta, size: Size
) -> None:
    _from_the_future(filled, clock, by)
    async with desk(filled, size=size) as pilot:
        heads = [line.rstrip() for line in pilot.board()]
        assert "Lives at stake 1, to be chased now: 1" in heads
        assert _line(pilot, 1).endswith("due now")
        assert _line(pilot, 2).endswith("due now")
        await pilot.press("2")
        assert isinstance(pilot.place(), Requests)
        assert "due now" in pilot.cells()[1]
        assert not [cell for row in pilot.cells().values() for cell in row if cell == "-"]


@pytest.mark.parametrize(
    ("by", "came"), [(DAY, "tomorrow 08:00"), (YEAR, "2023-04-09 08:00")], ids=["a day", "a year"]
)
async def test_detail_and_sheet_of_a_life_from_the_future_say_so(
    filled: Store, clock: FixedClock, by: timedelta, came: str
) -> None:
    _from_the_future(filled, clock, by)
    async with desk(filled, "2", size=WIDE) as pilot:
        told = " ".join(pilot.shown("#detail").split())
        assert "life safety; it was written while the clock was ahead" in told
        assert f"{came} · the clock was ahead" in told
        assert "-" not in told.split()
        await pilot.press("exclamation_mark")
        assert f"came while the clock was ahead ({came})" in pilot.shown("#sheet-head")


async def test_the_key_of_the_clock_says_how_it_stands_without_a_mark(
    filled: Store, clock: FixedClock
) -> None:
    async with desk(filled) as pilot:
        await kept(pilot)  # by itself it tells of a clock that may be wrong
        await pilot.press("A")
        line = pilot.place().query_one(StatusLine)
        assert line.message == "Nothing was written while the clock was ahead."
        assert not line.has_class("-wrong")
    clock.moment += YEAR
    async with desk(filled) as pilot:
        await kept(pilot)  # by itself it tells of a clock that may be wrong
        await pilot.press("A")
        line = pilot.place().query_one(StatusLine)
        assert (
            "The last act was at 2022-04-09 08:00, and now it is 2023-04-09 08:00" in line.message
        )
        assert "set the clock of this computer right" in line.message
        assert line.message.endswith("In the file there is nothing to set right.")
        assert not line.has_class("-wrong")
    assert filled.ask(ahead.written_ahead, filled.now()) is None


async def test_nothing_to_take_back_is_no_trouble(store: Store) -> None:
    async with desk(store) as pilot:
        await pilot.press("escape", "z")
        line = pilot.place().query_one(StatusLine)
        assert line.message == "There is nothing to undo."
        assert not line.has_class("-wrong")
