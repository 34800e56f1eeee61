"""Lines that are pasted are shown as the calls they would be, before they are, as one step."""

from __future__ import annotations

import pytest
from textual import events
from textual.widgets import TextArea

from data.reading.capture import capture
from data.requests import queries as requests
from data.store import Store
from models.reading.pasted import MOST_LINES
from screens.reading.capture import CaptureLine
from screens.reading.pasted import PastedCalls
from tests.ui.driving import LOW, PETS, Driven, Size, both_sizes, desk, queue

LINES = "1. 大林苑2号1805 没药了 13800009617\r\n\r\n2. 2号1806\t漏水\r\n3. 晚上有人晕倒\r\n"


async def paste(pilot: Driven, text: str) -> None:
    pilot.app.post_message(events.Paste(text))
    await pilot.settled()


@both_sizes
@pytest.mark.parametrize("keys", [("plus",), ("f3",), ("f6",), ("f2",)], ids="".join)
async def test_lines_are_shown_and_taken_as_one_step(
    filled: Store, keys: tuple[str, ...], size: Size
) -> None:
    async with desk(filled, *keys, size=size) as pilot:
        await paste(pilot, LINES)
        assert pilot.title() == "3 lines: 3 calls?"
        first, second, third = pilot.choices("#pasted-list")
        assert first.startswith("☑")
        assert "medicine" in first
        assert "repairs" in second
        assert "LIFE" in third
        assert queue(filled) == []
        await pilot.press("enter")
        assert "3 requests are in the queue. 1 is life safety." in pilot.status()
        assert len(queue(filled)) == 3
        await pilot.press("z")
        assert queue(filled) == []


async def test_a_line_is_left_out_with_space_and_taken_in_again(filled: Store) -> None:
    async with desk(filled, "f3") as pilot:
        await paste(pilot, LINES)
        await pilot.press("space", "space", "up", "space")
        assert pilot.title() == "3 lines: 2 calls?"
        await pilot.press("enter")
        assert sorted(row.summary for row in queue(filled)) == ["晚上有人晕倒", "漏水"]


async def test_escape_leaves_and_takes_none(filled: Store) -> None:
    async with desk(filled, "f3") as pilot:
        await paste(pilot, LINES)
        await pilot.press("escape")
        assert not isinstance(pilot.app.screen, PastedCalls)
        assert queue(filled) == []


async def test_one_line_stays_one_call(filled: Store) -> None:
    async with desk(filled, "f3") as pilot:
        await paste(pilot, PETS + "\r\n")
        assert pilot.front(CaptureLine)
        assert pilot.line().value == PETS
        assert queue(filled) == []
        await pilot.press("enter")
        assert len(queue(filled)) == 1


@pytest.mark.parametrize("keys", [("plus",), ("f3",)], ids="".join)
async def test_a_form_of_several_lines_is_one_call_with_its_lines(
    filled: Store, keys: tuple[str, ...]
) -> None:
    form = "姓名：陆建华\n地址：大林苑2号1805\n诉求：降压药没了"
    async with desk(filled, *keys) as pilot:
        await paste(pilot, form)
        assert pilot.title() == "1 line: 1 call?"
        (shown,) = pilot.choices("#pasted-list")
        assert "medicine" in shown
        await pilot.press("enter")
        (row,) = queue(filled)
        assert filled.ask(requests.view, row.no).text == form


async def test_an_enter_typed_behind_the_paste_saves_nothing_unseen(filled: Store) -> None:
    async with desk(filled, "plus") as pilot:
        pilot.app.post_message(events.Paste(LINES))
        pilot.at_once("\r")
        await pilot.settled()
        assert queue(filled) == []
        assert pilot.front(PastedCalls)


async def test_more_that_is_pasted_is_added_though_a_line_was_cut(filled: Store) -> None:
    async with desk(filled, "f3") as pilot:
        await paste(pilot, LINES[:-8])
        await paste(pilot, LINES[-8:])
        await pilot.press("enter")
        assert {row.summary for row in queue(filled)} >= {"漏水", "晚上有人晕倒"}


async def test_what_is_open_in_the_same_words_is_left_out_at_first(filled: Store) -> None:
    filled.do(capture, PETS)
    async with desk(filled, "f3") as pilot:
        await paste(pilot, f"{PETS}\n漏水")
        assert pilot.title() == "2 lines: 1 call?"
        assert any("already #1" in line for line in pilot.choices("#pasted-list"))


async def test_what_cannot_be_taken_down_stands_first_and_the_rest_is(filled: Store) -> None:
    async with desk(filled, "f3") as pilot:
        await paste(pilot, f"漏水\n{'水' * 11_000}\n停电")
        assert pilot.title() == "3 lines: 2 calls?"
        assert "✗" in pilot.choices("#pasted-list")[0]
        await pilot.press("enter")
        assert len(queue(filled)) == 2


async def test_too_many_lines_are_refused_and_none_is_read(filled: Store) -> None:
    async with desk(filled, "f3") as pilot:
        await paste(pilot, "漏水\n" * (MOST_LINES + 1))
        assert "5001 lines are too many at once; at most 5000" in pilot.shown("#pasted-said")
        await pilot.press("enter")
        assert queue(filled) == []


async def test_masked_no_number_and_no_word_of_it_is_shown(filled: Store) -> None:
    async with desk(filled, "m", "f3", size=LOW) as pilot:
        await paste(pilot, LINES)
        shown = "".join(pilot.choices("#pasted-list")) + pilot.shown("#pasted-why")
        assert "13800009617" not in shown
        assert "没药了" not in shown


async def test_in_a_text_of_several_lines_lines_stay_text(filled: Store) -> None:
    async with desk(filled, "plus", "tab") as pilot:
        pilot.field("text").focus()
        await paste(pilot, "漏水\n停电")
        assert pilot.values()["text"] == "漏水\n停电"


async def test_lines_pasted_into_a_filter_are_shown_as_calls_and_the_filter_stays(
    filled: Store,
) -> None:
    filled.do(capture, PETS)
    async with desk(filled, "f3", "slash") as pilot:
        pilot.line().value = "猫"
        await paste(pilot, LINES)
        assert pilot.title() == "3 lines: 3 calls?"
        await pilot.press("escape")
        assert pilot.line().value == "猫"
        await paste(pilot, "粮\n")
        assert pilot.line().value == "猫粮", "one line is typed on"


@pytest.mark.parametrize("keys", [("f",), ("ctrl+p",)], ids="".join)
async def test_of_lines_pasted_where_something_is_looked_for_the_first_is_taken_and_said(
    filled: Store, keys: tuple[str, ...]
) -> None:
    async with desk(filled, *keys) as pilot:
        await paste(pilot, "没药了\n漏水\n")
        assert pilot.line().value == "没药了"
        assert pilot.status() == "2 lines were pasted, only the first is looked for."
        await paste(pilot, "的\n")
        assert pilot.line().value == "没药了的"


async def test_lines_pasted_into_what_is_written_down_become_one_and_that_is_said(
    filled: Store,
) -> None:
    filled.do(capture, PETS)
    async with desk(filled, "f3", "t") as pilot:
        await paste(pilot, "车已经在路上\n\n四点到\n")
        assert pilot.line().value == "车已经在路上 四点到"
        assert pilot.status() == "2 lines were pasted, put into one."
    async with desk(filled, "f3", "e") as pilot:
        await paste(pilot, "只有一行\n")
        assert "pasted" not in pilot.status()


async def test_what_is_pasted_at_a_dialog_without_a_field_goes_nowhere_and_that_is_said(
    filled: Store,
) -> None:
    filled.do(capture, PETS)
    async with desk(filled, "f3", "d") as pilot:
        title = pilot.title()
        await paste(pilot, LINES)
        assert pilot.title() == title
        assert pilot.status() == "Nothing is typed here: what was pasted was not taken."
    assert len(queue(filled)) == 1


async def test_lines_pasted_at_a_detail_are_shown_as_calls(filled: Store) -> None:
    filled.do(capture, PETS)
    async with desk(filled, "f3", "enter") as pilot:
        await paste(pilot, LINES)
        assert pilot.title() == "3 lines: 3 calls?"


async def test_lines_in_a_text_of_several_stay_lines(filled: Store) -> None:
    async with desk(filled, "f6", "n") as pilot:
        area = next(iter(pilot.form().query(TextArea)))
        area.focus()
        await paste(pilot, "一\n二\n")
        assert area.text.endswith("一\n二\n")
        assert "pasted" not in pilot.status()
