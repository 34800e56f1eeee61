"""The capture line, driven by keys."""

from __future__ import annotations

import sqlite3

import pytest
from textual import events
from textual.widgets import Input

from data.reading.capture import capture
from data.requests import queries as requests
from data.store import Store
from screens.kit.form import FormDialog
from screens.reading.capture import CaptureLine
from screens.requests.place import Requests
from screens.today.place import Today
from tests.conftest import BreakTable
from tests.ui.driving import (
    BLEEDING,
    PETS,
    at_once,
    desk,
    english,
    filled,
    press,
    queue,
    settled,
    shown,
    status,
)

__all__ = ["english", "filled"]


MESSAGE = "大林苑2号1805\r\n\n猫粮没了 [/]\n13800001111"


async def test_a_message_pasted_in_several_lines_is_taken_whole(filled: Store) -> None:
    async with desk(filled) as pilot:
        await press(pilot, "+", "急", "space")
        pilot.app.post_message(events.Paste(MESSAGE))
        await settled(pilot)
        field = pilot.app.screen.query_one("#capture-text", Input)
        assert field.value == "急 大林苑2号1805 猫粮没了 [/] 13800001111"
        await press(pilot, "enter")
        assert queue(filled)[0].phone == "13800001111"


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
    filled.do(capture, PETS)
    async with desk(filled) as pilot:
        await press(pilot, "plus", *"1806室 13800004666")
        assert not pilot.app.screen.query_one("#capture-others").display
        await press(pilot, "escape", "plus")
        pilot.app.screen.query_one(Input).value = "大林苑2-1805 漏水"
        await settled(pilot)
        assert "same household: #1" in shown(pilot, "#capture-others")
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


async def test_one_key_answers_by_when_somebody_is_harmed(filled: Store) -> None:
    async with desk(filled) as pilot:
        await press(pilot, "plus", *"大林苑2号1805室 降压药没了", "f6")
        assert "F6 tonight" in shown(pilot, "#capture-harm")
        assert "harm 22:00" in shown(pilot, "#capture-chips")
        await press(pilot, "f8", "f8")
        assert "F8 3 days" in shown(pilot, "#capture-harm")
        assert "3 days left" in shown(pilot, "#capture-chips")
        await press(pilot, "enter")
        (row,) = queue(filled)
        assert row.harm_at == "2022-04-12T00:00:00Z"
        assert (row.urgency, row.harm_reason) == ("soon", "medicine_ends")

        await press(pilot, "plus", *"大林苑2号1806室 透析", "f9", "f5", "enter")
        life = next(row for row in queue(filled) if row.no == 2)
        assert (life.urgency, life.harm_at) == ("life", "2022-04-09T00:00:00Z")


async def test_an_answer_given_twice_is_taken_back_and_goes_on_into_the_form(
    filled: Store,
) -> None:
    async with desk(filled) as pilot:
        await press(pilot, "plus", *PETS)
        before = shown(pilot, "#capture-chips")
        await press(pilot, "f7")
        assert shown(pilot, "#capture-chips") != before
        await press(pilot, "f7")
        assert shown(pilot, "#capture-chips") == before
        await press(pilot, "f7", "tab")
        form = pilot.app.screen
        assert isinstance(form, FormDialog)
        assert form.values()["harm_at"] == "2022-04-10 12:00"
        await press(pilot, "f9")
        assert (form.values()["harm_at"], form.values()["urgency"]) == ("can wait", "routine")
        await press(pilot, "ctrl+s")
        (row,) = queue(filled)
        assert (row.harm_at, row.urgency) == (None, "routine")


async def test_nearly_the_same_words_are_shown_while_typing(filled: Store) -> None:
    filled.do(capture, "大林苑2号1805室 胰岛素快用完了")
    async with desk(filled) as pilot:
        await press(pilot, "plus")
        pilot.app.screen.query_one(Input).value = "胰岛素快用完 了"
        await settled(pilot)
        assert "nearly the same words: #1" in shown(pilot, "#capture-others")


async def test_too_long_a_line_stays_and_is_told(filled: Store) -> None:
    async with desk(filled) as pilot:
        await press(pilot, "plus")
        text = "大林苑2号1805室 漏水" + "很" * 10_000
        pilot.app.screen.query_one(Input).value = text
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, CaptureLine)
        assert pilot.app.screen.query_one(Input).value == text
        assert "at most 10000" in status(pilot)
        assert queue(filled) == []


async def test_a_busy_file_keeps_the_line_and_is_told_in_its_box(
    filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk(filled) as pilot:
        monkeypatch.setattr("data.store.READ_WAIT", 0.01)
        filled.ask(sqlite3.Connection.execute, "PRAGMA busy_timeout=10")
        pilot.app.store.ask(sqlite3.Connection.execute, "PRAGMA busy_timeout=10")  # type: ignore[attr-defined]
        await press(pilot, "plus")
        holder = sqlite3.connect(filled.path, isolation_level=None)
        holder.execute("BEGIN EXCLUSIVE")
        await press(pilot, *"大林苑2号")
        assert "Another desk is writing" in shown(pilot, "#capture-chips")
        holder.execute("ROLLBACK")
        holder.close()
        await press(pilot, *"1805室 猫粮", "enter")
        (row,) = queue(filled)
        assert row.room == "1805"


async def test_a_line_of_unclear_kind_asks_before_anything_else(filled: Store) -> None:
    async with desk(filled) as pilot:
        await press(pilot, "f10", *"大林苑2号1805室 那桩事体")
        chips = shown(pilot, "#capture-chips")
        assert "?? what kind of help?" in chips
        assert "? routine" in chips
        await press(pilot, *" 胰岛素没了")
        chips = shown(pilot, "#capture-chips")
        assert "?" not in chips
        assert "medicine" in chips


SYMPTOMS = ("reading/symptoms.toml", 'urgency = "life"', 'urgency = "lief"')


async def test_with_a_broken_table_a_line_is_taken_down_as_it_was_said(
    filled: Store, break_table: BreakTable
) -> None:
    filled.do(capture, PETS)
    break_table(*SYMPTOMS)
    async with desk(filled, (160, 24)) as pilot:
        await press(pilot, "f3", "n")
        assert isinstance(pilot.app.screen, CaptureLine)
        told = shown(pilot, "#capture-chips")
        assert "symptoms.toml" in told
        assert "signals 1.urgency cannot be lief" in told
        await press(pilot, *"d1 2号1805室 胸痛")
        chips = shown(pilot, "#capture-chips")
        assert "symptoms.toml" in chips
        assert "?? how urgent? nothing could be read" in chips
        assert "? today" in chips
        assert "F5 now" in shown(pilot, "#capture-harm")
        await press(pilot, "enter")
        new = next(row for row in queue(filled) if row.no == 2)
        assert (new.summary, new.kind, new.urgency) == ("d1 2号1805室 胸痛", "other", "today")
        assert filled.ask(requests.view, 2).text == "d1 2号1805室 胸痛"


async def test_what_could_not_be_read_is_a_matter_of_life_when_it_harms_now(
    filled: Store, break_table: BreakTable
) -> None:
    break_table(*SYMPTOMS)
    async with desk(filled) as pilot:
        await press(pilot, "+", *"1805 她说胸口", "f5")
        chips = shown(pilot, "#capture-chips")
        assert "! LIFE" in chips
        assert "how urgent?" not in chips
        await press(pilot, "enter")
        assert [row.urgency for row in queue(filled)] == ["life"]
        await press(pilot, "+", *"1806 快递", "f9", "enter")
        assert {row.urgency for row in queue(filled)} == {"life", "routine"}


async def test_with_a_broken_table_the_form_opens_and_says_so(
    filled: Store, break_table: BreakTable
) -> None:
    break_table(*SYMPTOMS)
    async with desk(filled, (160, 40)) as pilot:
        await press(pilot, "+", *"2-1805 胸痛", "tab")
        form = pilot.app.screen
        assert isinstance(form, FormDialog)
        assert (form.values()["text"], form.values()["urgency"]) == ("2-1805 胸痛", "today")
        await pilot.pause(0.3)
        await settled(pilot)
        assert "signals 1.urgency cannot be lief" in shown(pilot, "#form-foot")
        form.query_one("#edit-where", Input).value = "大林苑2号1805室"
        await press(pilot, "ctrl+s")
        (row,) = queue(filled)
        assert (row.summary, row.address_said) == ("2-1805 胸痛", "大林苑2号1805室")


@pytest.mark.parametrize(
    "table",
    [
        ("reading/topics.toml", "deniable = true", "denyable = true"),
        ("reading/goods.toml", "words = '''", "word = '''"),
        ("reading/context.toml", "\n[[signals]]", "\n[[signal]]"),
        ("reading/false_friends.toml", "phrases", "phrase"),
        ("reading/patterns.toml", "<heart>", "<hart>"),
        ("reading/medicine_names.toml", "[vital]", "[vitel]"),
        ("reading/health.toml", "mild =", "milder ="),
        ("reading/day_names.toml", "-2 =", "a2 ="),
        ("reading/names.toml", "\ntitles", "\ntitle"),
        ("reading/phones.toml", "labels", "label"),
        ("reading/patients.toml", "beside", "besides"),
        ("households/rooms.toml", "rooms =", "room ="),
        ("chases/rungs.toml", "\nleaders =", "\nleader ="),
        ("models/hours.toml", "[parts]", "[part]"),
        ("directory/days.toml", "[days]", "[day]"),
        ("duties/skills.toml", "guide =", "guides ="),
        ("emergency/dangers.toml", "fall =", "falls ="),
        ("data/requests/kind_words.toml", "other =", "others ="),
        ("data/pinyin.toml", "[initials]", "[initial]"),
    ],
    ids=lambda table: table[0],
)
async def test_no_table_keeps_a_call_from_being_taken_down(
    filled: Store, break_table: BreakTable, table: tuple[str, str, str]
) -> None:
    break_table(*table)
    async with desk(filled, (160, 24)) as pilot:
        await press(pilot, "+", *"大林苑2号1805室 秦某 13800009617 胸痛")
        assert f"{table[0]}: " in shown(pilot, "#capture-chips")
        await press(pilot, "enter")
        (row,) = queue(filled)
        assert row.urgency in ("life", "today")
