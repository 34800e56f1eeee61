"""The capture line, driven by keys."""

from __future__ import annotations

import re
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
from tests.ui.driving import BLEEDING, PETS, WIDE, desk, queue

MESSAGE = "大林苑2号1805\r\n\n猫粮没了 [/]\n13800001111"


async def test_a_message_pasted_in_several_lines_is_taken_whole(filled: Store) -> None:
    async with desk(filled) as pilot:
        await pilot.press("+", "急", "space")
        pilot.app.post_message(events.Paste(MESSAGE))
        await pilot.settled()
        assert pilot.title() == "3 lines: 3 calls?"
        await pilot.press("J")
        field = pilot.app.screen.query_one("#capture-text", Input)
        assert field.value == "急 大林苑2号1805 猫粮没了 [/] 13800001111"
        await pilot.press("enter")
        assert queue(filled)[0].phone == "13800001111"


async def test_what_is_pasted_waits_for_the_keys_before_it(filled: Store) -> None:
    async with desk(filled) as pilot:
        pilot.at_once("f3", "+", *"急 ")
        pilot.app.post_message(events.Paste("大林苑2号1805 猫粮没了"))
        pilot.at_once(*" b", "\r")
        await pilot.settled()
        with sqlite3.connect(filled.path) as conn:
            (text,) = conn.execute("SELECT text FROM request").fetchone()
        assert text == "急 大林苑2号1805 猫粮没了 b"


@pytest.mark.parametrize("plus", ["+", "＋"])
async def test_keys_sent_at_once_make_a_request(filled: Store, plus: str) -> None:
    async with desk(filled) as pilot:
        pilot.at_once(plus, *BLEEDING, "\r")
        await pilot.settled()
        (row,) = queue(filled)
        assert (row.kind, row.urgency, row.phone) == ("birth", "life", "13800009617")
        assert (row.compound, row.building, row.room) == ("大林苑", "2", "1805")
        assert isinstance(pilot.app.screen, Today)
        assert "Request 1 is in the queue" in pilot.status()
        await pilot.press("z")
        assert queue(filled) == []
        await pilot.press("Z")
        assert queue(filled) == [row]


async def test_who_looks_for_a_new_call_at_the_top_is_told_why_it_is_not_there(
    filled: Store,
) -> None:
    filled.do(capture, BLEEDING)
    async with desk(filled, "f3") as pilot:
        await pilot.press("+", *PETS, "enter")
        assert "#1" not in pilot.status()
        assert "behind 1 due now" in pilot.status(), "a life stands before it"
        assert list(pilot.here().marked()) == [2]
        await pilot.press("+", *BLEEDING, "enter", "enter")
        assert "due now" not in pilot.status()


async def test_chips_follow_each_key_and_enter_twice_adds_once(filled: Store) -> None:
    async with desk(filled) as pilot:
        await pilot.press("f10", *"大林苑2号1805室")
        assert "大林苑 2-1805 秦某 pregnant" in pilot.shown("#capture-chips")
        await pilot.press(*" 胰岛素只剩2天")
        chips = pilot.shown("#capture-chips")
        assert "medicine" in chips
        assert "2 days left" in chips
        pilot.at_once("\r", "\r")
        await pilot.settled()
        assert len(queue(filled)) == 1


async def test_a_telephone_alone_finds_the_household(filled: Store) -> None:
    async with desk(filled) as pilot:
        await pilot.press("plus", *"13800003555")
        assert "大林苑 2-1805" in pilot.shown("#capture-chips")


async def test_escape_keeps_the_line_for_the_next_time(filled: Store) -> None:
    async with desk(filled) as pilot:
        await pilot.press("plus", *PETS, "escape")
        assert not isinstance(pilot.app.screen, CaptureLine)
        assert queue(filled) == []
        await pilot.press("plus")
        assert "Not saved, from 08:00: " + PETS in pilot.shown("#capture-kept")
        await pilot.press("up")
        assert pilot.line().value == PETS
        await pilot.press("enter", "plus")
        assert pilot.line().value == ""


async def test_what_is_open_already_is_shown_and_one_key_away(filled: Store) -> None:
    filled.do(capture, PETS)
    async with desk(filled) as pilot:
        await pilot.press("plus", *"1806室 13800004666")
        assert not pilot.app.screen.query_one("#capture-others").display
        await pilot.press("escape", "plus")
        pilot.line().value = "大林苑2-1805 漏水"
        await pilot.settled()
        assert "same household: #1" in pilot.shown("#capture-others")
        await pilot.press("down")
        assert pilot.front(Requests).chosen() == 1
        assert len(queue(filled)) == 1
        await pilot.press("plus", "up")
        assert pilot.line().value == "大林苑2-1805 漏水"


async def test_tab_goes_on_in_the_form(filled: Store) -> None:
    async with desk(filled) as pilot:
        await pilot.press("plus", *BLEEDING, "tab")
        form = pilot.form()
        values = form.values()
        assert (values["kind"], values["urgency"]) == ("birth", "life")
        assert values["where"] == "大林苑 2-1805"
        await pilot.save(caller="女儿")
        (row,) = queue(filled)
        assert (row.caller, row.household_no, row.urgency) == ("女儿", 1, "life")
        await pilot.press("plus")
        assert pilot.line().value == ""


async def test_nothing_typed_adds_nothing_and_markup_stays_words(filled: Store) -> None:
    async with desk(filled, size=WIDE) as pilot:
        await pilot.press("plus", "enter", "space", "enter")
        assert isinstance(pilot.app.screen, CaptureLine)
        await pilot.press(*"[/b] [red]大林苑2号1805室[/] 漏水", "enter", "f3", "enter")
        assert "[red]" in pilot.shown("#card-text")
        await pilot.press("escape", "f2")
        assert len(queue(filled)) == 1


async def test_f12_turns_the_line_and_keeps_it(filled: Store) -> None:
    async with desk(filled) as pilot:
        await pilot.press("plus", *BLEEDING)
        assert "birth" in pilot.shown("#capture-chips")
        await pilot.press("f12")
        assert "孕产" in pilot.shown("#capture-chips")
        assert pilot.line().value == BLEEDING


async def test_one_key_answers_by_when_somebody_is_harmed(filled: Store) -> None:
    async with desk(filled) as pilot:
        await pilot.press("plus", *"大林苑2号1805室 降压药没了", "f6")
        assert "F6 tonight" in pilot.shown("#capture-harm")
        assert "harm 22:00" in pilot.shown("#capture-chips")
        await pilot.press("f8", "f8")
        assert "F8 3 days" in pilot.shown("#capture-harm")
        assert "3 days left" in pilot.shown("#capture-chips")
        await pilot.press("enter")
        (row,) = queue(filled)
        assert row.harm_at == "2022-04-12T00:00:00Z"
        assert (row.urgency, row.harm_reason) == ("soon", "medicine_ends")

        await pilot.press("plus", *"大林苑2号1806室 透析", "f9", "f5", "enter")
        life = next(row for row in queue(filled) if row.no == 2)
        assert (life.urgency, life.harm_at) == ("life", "2022-04-09T00:00:00Z")


async def test_an_answer_given_twice_is_taken_back_and_goes_on_into_the_form(
    filled: Store,
) -> None:
    async with desk(filled) as pilot:
        await pilot.press("plus", *PETS)
        before = pilot.shown("#capture-chips")
        await pilot.press("f7")
        assert pilot.shown("#capture-chips") != before
        await pilot.press("f7")
        assert pilot.shown("#capture-chips") == before
        await pilot.press("f7", "tab")
        form = pilot.form()
        assert pilot.values()["harm_at"] == "2022-04-10 12:00"
        await pilot.press("f9")
        assert (form.values()["harm_at"], form.values()["urgency"]) == ("can wait", "routine")
        await pilot.press("ctrl+s")
        (row,) = queue(filled)
        assert (row.harm_at, row.urgency) == (None, "routine")


async def test_nearly_the_same_words_are_shown_while_typing(filled: Store) -> None:
    filled.do(capture, "大林苑2号1805室 胰岛素快用完了")
    async with desk(filled) as pilot:
        await pilot.press("plus")
        pilot.line().value = "胰岛素快用完 了"
        await pilot.settled()
        assert "nearly the same words: #1" in pilot.shown("#capture-others")


async def test_too_long_a_line_stays_and_is_told(filled: Store) -> None:
    async with desk(filled) as pilot:
        await pilot.press("plus")
        text = "大林苑2号1805室 漏水" + "很" * 10_000
        pilot.line().value = text
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, CaptureLine)
        assert pilot.line().value == text
        assert "at most 10000" in pilot.status()
        assert queue(filled) == []


async def test_a_busy_file_keeps_the_line_and_is_told_in_its_box(
    filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk(filled) as pilot:
        monkeypatch.setattr("data.store.READ_WAIT", 0.01)
        filled.ask(sqlite3.Connection.execute, "PRAGMA busy_timeout=10")
        pilot.desk.store.ask(sqlite3.Connection.execute, "PRAGMA busy_timeout=10")
        await pilot.press("plus")
        holder = sqlite3.connect(filled.path, isolation_level=None)
        holder.execute("BEGIN EXCLUSIVE")
        await pilot.press(*"大林苑2号")
        assert "Another program is using" in pilot.shown("#capture-chips")
        holder.execute("ROLLBACK")
        holder.close()
        await pilot.press(*"1805室 猫粮", "enter")
        (row,) = queue(filled)
        assert row.room == "1805"


async def test_a_line_of_unclear_kind_asks_before_anything_else(filled: Store) -> None:
    async with desk(filled) as pilot:
        await pilot.press("f10", *"大林苑2号1805室 那桩事体")
        chips = pilot.shown("#capture-chips")
        assert "?? what kind of help?" in chips
        assert re.search(r"\? (?:routine|soon|today)", chips)
        await pilot.press(*" 胰岛素没了")
        chips = pilot.shown("#capture-chips")
        assert "what kind of help" not in chips
        assert "medicine" in chips


SYMPTOMS = ("reading/symptoms.toml", 'urgency = "life"', 'urgency = "lief"')


async def test_with_a_broken_table_a_line_is_taken_down_as_it_was_said(
    filled: Store, break_table: BreakTable
) -> None:
    filled.do(capture, PETS)
    break_table(*SYMPTOMS)
    async with desk(filled, size=(160, 24)) as pilot:
        await pilot.press("f3", "n")
        assert isinstance(pilot.app.screen, CaptureLine)
        told = pilot.shown("#capture-chips")
        assert "symptoms.toml" in told
        assert "signals 1.urgency cannot be lief" in told
        await pilot.press(*"d1 2号1805室 胸痛")
        chips = pilot.shown("#capture-chips")
        assert "symptoms.toml" in chips
        assert "?? how urgent? nothing could be read" in chips
        assert "? today" in chips
        assert "F5 now" in pilot.shown("#capture-harm")
        await pilot.press("enter")
        new = next(row for row in queue(filled) if row.no == 2)
        assert (new.summary, new.urgency) == ("d1 2号1805室 胸痛", "today")
        assert "unread" in new.doubts
        assert filled.ask(requests.view, 2).text == "d1 2号1805室 胸痛"


async def test_what_could_not_be_read_is_a_matter_of_life_when_it_harms_now(
    filled: Store, break_table: BreakTable
) -> None:
    break_table(*SYMPTOMS)
    async with desk(filled) as pilot:
        await pilot.press("+", *"1805 她说胸口", "f5")
        chips = pilot.shown("#capture-chips")
        assert "! LIFE" in chips
        assert "how urgent?" not in chips
        await pilot.press("enter")
        assert [row.urgency for row in queue(filled)] == ["life"]
        await pilot.press("+", *"1806 快递", "f9", "enter")
        assert {row.urgency for row in queue(filled)} == {"life", "routine"}


async def test_with_a_broken_table_the_form_opens_and_says_so(
    filled: Store, break_table: BreakTable
) -> None:
    break_table(*SYMPTOMS)
    async with desk(filled, size=(160, 40)) as pilot:
        await pilot.press("+", *"2-1805 胸痛", "tab")
        form = pilot.app.screen
        assert isinstance(form, FormDialog)
        assert (form.values()["text"], form.values()["urgency"]) == ("2-1805 胸痛", "today")
        await pilot.pause(0.3)
        await pilot.settled()
        assert "signals 1.urgency cannot be lief" in pilot.shown("#form-foot")
        form.query_one("#edit-where", Input).value = "大林苑2号1805室"
        await pilot.press("ctrl+s")
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
    async with desk(filled, size=(160, 24)) as pilot:
        await pilot.press("+", *"大林苑2号1805室 秦某 13800009617 胸痛")
        assert f"{table[0].rpartition('/')[2]}: " in pilot.shown("#capture-chips")
        await pilot.press("enter")
        (row,) = queue(filled)
        assert row.urgency in ("life", "today")
