"""What is known of a household, as it is seen: while a call is typed, in its detail, masked."""

from __future__ import annotations

from datetime import timedelta

import pytest

from data.clock import FixedClock
from data.households.commands import change_household
from data.reading.capture import capture
from data.store import Store
from screens import i18n
from tests.ui.driving import WIDE, desk, queue
from tests.ui.test_masked import on_screen

INSULIN = "大林苑2号1805室 胰岛素快没了"
GONE = "大林苑2号1805室 药没了"


@pytest.fixture
def known(filled: Store, clock: FixedClock) -> Store:
    """The first household called for insulin six days ago."""
    clock.moment -= timedelta(days=6)
    filled.do(capture, INSULIN)
    clock.moment += timedelta(days=6)
    return filled


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "? known: insulin (call #1, 04-03)"),
        ("zh", "? 已知：胰岛素（求助#1，04-03）"),
    ],
)
async def test_a_chip_tells_what_is_known_and_who_said_so(
    known: Store, language: str, told: str
) -> None:
    async with desk(known, size=WIDE) as pilot:
        i18n.set_language(language)
        await pilot.press("plus", *GONE)
        chips = pilot.shown("#capture-chips").replace("\N{NO-BREAK SPACE}", " ")
        assert told in chips
        assert "Insulin gone" in pilot.shown("#capture-question") or language == "zh"


async def test_no_takes_the_life_away_and_what_is_known_stays_told(known: Store) -> None:
    async with desk(known, size=WIDE) as pilot:
        await pilot.press("plus", *GONE)
        assert "! LIFE" in pilot.shown("#capture-chips").replace("\N{NO-BREAK SPACE}", " ")
        await pilot.press("ctrl+n")
        chips = pilot.shown("#capture-chips").replace("\N{NO-BREAK SPACE}", " ")
        assert "! LIFE" not in chips
        assert "known: insulin" in chips
        await pilot.press("enter")
        row = next(row for row in queue(known) if row.no == 2)
        assert (row.urgency, row.doubts) == ("today", ())


async def test_the_detail_tells_the_reason_and_hides_it_when_masked(known: Store) -> None:
    known.do(capture, GONE)
    async with desk(known, "f3", size=WIDE) as pilot:
        shown = on_screen(pilot.app.screen)
        assert "insulin (call #1, 04-03)" in shown
        assert "insulin is used there" in shown
        await pilot.press("m")
        shown = on_screen(pilot.app.screen)
        assert "insulin" not in shown.lower()
        assert "known" not in shown


async def test_a_masked_line_does_not_hint_at_it(known: Store) -> None:
    async with desk(known, "m", size=WIDE) as pilot:
        await pilot.press("plus", *GONE)
        assert "known" not in pilot.shown("#capture-chips")
        assert "insulin" not in on_screen(pilot.app.screen).lower()
        assert "Hard to wake" in pilot.shown("#capture-question")


async def test_a_masked_kind_does_not_hint_at_it_either(known: Store) -> None:
    known.do(change_household, 2, None, {"marks": ("透析",)})
    async with desk(known, size=WIDE) as pilot:
        await pilot.press("plus", *"大林苑2号1806室 车没来")
        assert "dialysis" in pilot.shown("#capture-chips")
    async with desk(known, "m", size=WIDE) as pilot:
        await pilot.press("plus", *"大林苑2号1806室 车没来")
        chips = pilot.shown("#capture-chips")
        assert "health" in chips
        assert "dialysis" not in chips


async def test_the_form_takes_it_along(known: Store) -> None:
    async with desk(known, size=WIDE) as pilot:
        await pilot.press("plus", *GONE, "tab")
        assert pilot.form().values()["urgency"] == "life"
        await pilot.save(caller="女儿")
        row = next(row for row in queue(known) if row.no == 2)
        assert row.harm_reason == "known_insulin"


async def test_a_mark_alone_is_not_told(known: Store) -> None:
    known.do(change_household, 1, None, {"marks": ("孕妇", "独居老人", "透析", "胰岛素")})
    async with desk(known, size=WIDE) as pilot:
        await pilot.press("plus", *"大林苑2号1805室 要买蔬菜")
        assert "known" not in pilot.shown("#capture-chips")
