"""Whether a call is life safety: asked while it is typed, and on its row until it is answered."""

from __future__ import annotations

from datetime import timedelta

import pytest

from data.clock import FixedClock
from data.reading.capture import read
from data.requests import commands as request_commands
from data.requests import queries as requests
from data.store import Store
from models.chases import Urgency
from models.requests import RequestInput, RequestKind, RequestView
from models.requests.doubts import OF_URGENCY
from screens import i18n
from tests.ui.driving import WIDE, desk

QUIET = "大林苑2号1805 阿婆躺着一天了叫她也没声音"
TIRED = "大林苑2号1805 她讲想困觉了再也不要醒"
GREENS = "大林苑2号1806 团购的青菜没收到"


def doubted(store: Store, text: str = QUIET, doubts: tuple[str, ...] = ("life",)) -> int:
    given = RequestInput(
        text, "", RequestKind.FOOD, Urgency.SOON, store.now(), caller="秦某", doubts=doubts
    )
    return store.do(request_commands.add_request, given)


def view(store: Store, no: int) -> RequestView:
    return store.ask(requests.view, no)


async def test_while_a_call_is_typed_the_question_that_decides_stands_under_it(
    filled: Store,
) -> None:
    async with desk(filled, "f10", *QUIET) as pilot:
        assert "overdue with an answer" in pilot.shown("#capture-question")
        await pilot.press("ctrl+y")
        assert "LIFE" in pilot.shown("#capture-chips")
        assert "could be" not in pilot.shown("#capture-chips")
        await pilot.press("enter")
        assert (view(filled, 1).urgency, view(filled, 1).doubts.count("life")) == ("life", 0)


async def test_no_is_one_key_and_the_same_key_takes_it_back(filled: Store) -> None:
    async with desk(filled, "f10", *QUIET) as pilot:
        before = pilot.shown("#capture-chips")
        await pilot.press("ctrl+n")
        assert "LIFE" not in pilot.shown("#capture-chips")
        await pilot.press("ctrl+n")
        assert pilot.shown("#capture-chips") == before
        await pilot.press("ctrl+n", "enter")
        assert view(filled, 1).urgency != "life"
        assert "life" not in view(filled, 1).doubts


async def test_an_answer_is_about_one_call_only(filled: Store) -> None:
    async with desk(filled, "f10", *QUIET, "ctrl+y") as pilot:
        await pilot.press(*["backspace"] * len(QUIET), *GREENS)
        assert "LIFE" not in pilot.shown("#capture-chips")


async def test_of_what_is_near_no_life_nothing_is_asked(filled: Store) -> None:
    async with desk(filled, "f10", *GREENS) as pilot:
        assert not pilot.app.screen.query_one("#capture-question").display


async def test_the_row_says_so_until_it_is_answered_by_one_key(filled: Store) -> None:
    no, other = doubted(filled), doubted(filled, GREENS, ("kind_guessed",))
    async with desk(filled, "f3", size=WIDE) as pilot:
        assert next(iter(pilot.cells())) == no
        told = pilot.shown("#detail")
        assert "LIFE?" in told
        assert "^Y yes, a life" in told
        assert "LIFE?" in pilot.cells()[no]
        assert f"? {GREENS}" in pilot.cells()[other]
        await pilot.press("ctrl+n")
        assert "soon" in pilot.cells()[no]
        assert "is not life safety" in pilot.status()
        await pilot.press("z", "ctrl+y")
        assert "LIFE" in pilot.cells()[no]
        assert view(filled, no).doubts == ()


async def test_several_are_answered_at_once(filled: Store) -> None:
    nos = [doubted(filled), doubted(filled, "楼上的灯一直亮着")]
    async with desk(filled, "f3", "*", "ctrl+n") as pilot:
        assert {view(filled, no).doubts for no in nos} == {()}
        assert "2 requests are about no life." in pilot.status()


@pytest.mark.parametrize("language", ["en", "zh"])
async def test_masked_nothing_of_the_call_is_asked(filled: Store, language: str) -> None:
    doubted(filled)
    async with desk(filled, "f3", size=WIDE) as pilot:
        i18n.set_language(language)
        await pilot.press("m")
        told = pilot.shown("#detail")
        assert "overdue" not in told
        assert "早该有回音" not in told


async def test_the_form_keeps_what_is_doubted_and_answers_what_is_changed(filled: Store) -> None:
    async with desk(filled, "f10", *TIRED) as pilot:
        doubts = set(filled.ask(read, TIRED, filled.now()).doubts)
        assert "life" in doubts
        await pilot.press("tab")
        await pilot.save(caller="陆某")
        assert set(view(filled, 1).doubts) == doubts
        await pilot.press("f10", *TIRED, "tab")
        await pilot.save(urgency="life")
        assert set(view(filled, 2).doubts) == doubts - {"life", *OF_URGENCY}


async def test_the_sheet_of_what_may_be_a_life_takes_the_answer(filled: Store) -> None:
    no = doubted(filled)
    async with desk(filled, "f3", "!", size=WIDE) as pilot:
        assert "^Y yes, a life" in pilot.shown("#sheet-head")
        await pilot.press("ctrl+n")
        assert view(filled, no).doubts == ()
        assert "^Y" not in pilot.shown("#sheet-head")


async def test_harm_that_comes_with_the_call_is_saved_from_the_form(
    filled: Store, clock: FixedClock
) -> None:
    clock.moment += timedelta(seconds=42)
    async with desk(filled, "f10", *"大林苑2号1805 爷爷叫不醒了", "tab") as pilot:
        await pilot.save()
        assert view(filled, 1).urgency == "life"
