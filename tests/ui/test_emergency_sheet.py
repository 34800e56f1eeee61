"""The emergency sheet, driven by keys at 80x24."""

from __future__ import annotations

from datetime import timedelta

import pytest
from rich.cells import cell_len
from textual.widgets import Static

from data.clock import FixedClock
from data.directory import commands as directory_commands
from data.emergency import commands as emergency_commands
from data.emergency import queries as emergency
from data.journal import commands as journal_commands
from data.reading.capture import capture
from data.requests import queries as requests
from data.store import Store
from models.directory import ContactInput, ContactKind
from models.emergency import (
    AttemptInput,
    LineInput,
    LineView,
    Result,
    Sheet,
    SheetLine,
)
from models.emergency.checklists import AFTER_DEATH, CHECKLISTS
from models.roster import PersonInput, PersonKind
from screens import i18n
from screens.emergency import words
from screens.emergency.parts import left
from screens.emergency.sheet import EmergencySheet
from screens.kit.choose import Choose
from screens.kit.one_line import OneLine
from screens.today.place import Today
from tests.beginning import begin
from tests.ui.driving import BLEEDING, PETS, WIDE, Driven, desk, queue

LINE = f"{BLEEDING} 丈夫来电"


@pytest.fixture
def life(filled: Store) -> Store:
    """One life, two hospitals, a desk, two people who can call; 120 was taken out."""
    for name, kind, phone in (
        ("区妇产科", ContactKind.HOSPITAL, "13800008101"),
        ("市六院产科", ContactKind.HOSPITAL, "13800008102"),
        ("街道值班室", ContactKind.DESK, "13800008001"),
    ):
        filled.do(directory_commands.add_contact, ContactInput(name, kind, phone=phone))
    ambulance = filled.do(
        directory_commands.add_contact, ContactInput("120", ContactKind.AMBULANCE, phone="120")
    )
    filled.do(directory_commands.archive_contact, ambulance, 1)
    begin(filled, *(PersonInput(name, PersonKind.STAFF, "社工") for name in ("林一舟", "韩雪梅")))
    filled.do(capture, LINE)
    return filled


def sheet(store: Store) -> Sheet:
    return store.ask(emergency.sheet, 1)


def on_sheet(pilot: Driven) -> bool:
    return isinstance(pilot.app.screen, EmergencySheet)


async def test_two_keys_from_the_capture_line_to_the_sheet(filled: Store) -> None:
    async with desk(filled) as pilot:
        pilot.at_once("+", *BLEEDING, "\r")
        await pilot.settled()
        assert "! opens its emergency sheet" in pilot.status()
        await pilot.press("exclamation_mark")
        assert on_sheet(pilot)
        assert "#1 LIFE" in pilot.shown("#sheet-head")
        assert "pregnant" in pilot.shown("#sheet-list")


async def test_a_life_written_down_later_is_the_one_whose_sheet_opens(life: Store) -> None:
    async with desk(life) as pilot:
        await pilot.press("f3", "plus", *"大林苑2号1806室 老人胸痛 救命", "enter")
        assert len(queue(life)) == 2
        await pilot.press("exclamation_mark")
        assert "#2 LIFE" in pilot.shown("#sheet-head")
        await pilot.press("escape", "f6", "exclamation_mark")
        assert isinstance(pilot.app.screen, Choose), "two lives: which one is asked"
        await pilot.press("1")
        assert on_sheet(pilot)


async def test_no_life_at_stake_is_told(filled: Store) -> None:
    filled.do(capture, PETS)
    async with desk(filled) as pilot:
        await pilot.press("exclamation_mark")
        assert "No open request is life safety" in pilot.status()
        await pilot.press("f3", "fullwidth_exclamation_mark")
        assert "No open request is life safety" in pilot.status()


async def test_digits_tick_and_untick_also_typed_ahead(life: Store) -> None:
    async with desk(life) as pilot:
        pilot.at_once("!", "1", "3", "4")
        await pilot.settled()
        items = {line.item for line in sheet(life).lines}
        assert items == {"call_120", "left_side", "count_pads"}
        assert "3 ☑" in pilot.shown("#sheet-list")
        await pilot.press("3")
        assert {line.item for line in sheet(life).lines} == items - {"left_side"}
        assert "Not done: On the left side" in pilot.told()
        await pilot.press("z")
        assert {line.item for line in sheet(life).lines} == items
        assert "Undone" in pilot.told()


async def test_a_refused_hospital_takes_three_keys(life: Store) -> None:
    async with desk(life) as pilot:
        await pilot.press("exclamation_mark")
        assert "c 区妇产科" in pilot.shown("#sheet-calls")
        pilot.at_once("c", "1", "1")
        await pilot.settled()
        (one,) = sheet(life).attempts
        assert (one.whom, one.verdict, one.said) == ("区妇产科", "refused", "no bed")
        assert (one.contact_no, one.rung) == (1, "hospital")
        calls = pilot.shown("#sheet-calls")
        assert "refused: no bed" in calls
        assert "c 市六院产科" in calls, "the next one is proposed"
        await pilot.press("c", "1", "5")
        assert sheet(life).attempts[0].answered == 0
        assert "2 called: 1 refused, 1 no answer" in pilot.shown("#sheet-calls")


async def test_120_is_tried_first_though_nobody_wrote_it_down(filled: Store) -> None:
    filled.do(capture, LINE)
    async with desk(filled) as pilot:
        await pilot.press("exclamation_mark")
        assert "c 120" in pilot.shown("#sheet-calls")
        await pilot.press("c", "1", "5")
        (one,) = sheet(filled).attempts
        assert (one.whom, one.contact_no, one.rung) == ("120", None, "emergency")
        await pilot.press("c", *"仁济医院", "enter", "2")
        assert sheet(filled).attempts[0].rung == "hospital", "its name says what it is"


async def test_a_reason_of_ones_own_with_the_time_it_was_said(
    life: Store, clock: FixedClock
) -> None:
    clock.moment += timedelta(hours=1)
    async with desk(life) as pilot:
        await pilot.press("exclamation_mark", "c", "2", "4", *"7:10 早了", "enter")
        assert isinstance(pilot.app.screen, OneLine), "before the call came: not saved"
        assert "before the call came" in str(pilot.shown("#line-problem"))
        await pilot.press("escape")
        assert on_sheet(pilot)
        await pilot.press("c", "2", "4")
        field = pilot.line()
        assert field.value == "7:10 早了", "what was typed is kept"
        field.value = "08:40 要先转运"
        await pilot.press("enter")
        (one,) = sheet(life).attempts
        assert (one.at, one.entered_at) == ("2022-04-09T00:40:00Z", "2022-04-09T01:00:00Z")
        assert (one.whom, one.said) == ("市六院产科", "要先转运")
        assert "08:40 (09:00)" in pilot.shown("#sheet-calls")


async def test_somebody_who_is_not_in_the_directory(life: Store) -> None:
    async with desk(life) as pilot:
        await pilot.press("exclamation_mark", "c", *"急诊朋友", "enter", "2")
        (one,) = sheet(life).attempts
        assert (one.whom, one.contact_no, one.said) == ("急诊朋友", None, "takes no positives")


async def test_closing_is_offered_only_once_they_arrived_and_never_by_a_digit(life: Store) -> None:
    async with desk(life) as pilot:
        await pilot.press("exclamation_mark", "d")
        assert "nobody accepted, no transfer arranged (R)" in pilot.shown(".about")
        await pilot.press("7", "c", "1", "6", *"走急诊侧门", "enter")
        assert "☑ 区妇产科 accepted" in pilot.shown("#sheet-calls")
        await pilot.press("R", *"120车 8:30到", "enter", "t", *"丈夫", "enter")
        assert on_sheet(pilot), "nothing stands before the sheet that a digit could answer"
        await pilot.press("1", "2", "3")
        assert {line.item for line in sheet(life).lines if line.item} == {
            "call_120",
            "weeks_and_pains",
            "left_side",
        }
        assert "d close it" not in pilot.shown("#sheet-calls")
        await pilot.press("P")
        assert pilot.line().value == "", "the place is asked for first"
        pilot.line().value = "丈夫：三病区12床"
        await pilot.press("enter")
        assert "d closes it." in pilot.told()
        assert "d close it, in hospital" in pilot.shown("#sheet-calls")
        await pilot.press("z")
        assert "d close it" not in pilot.shown("#sheet-calls")
        await pilot.press("Z", "1", "d")
        assert pilot.line().value == "丈夫"
        assert queue(life)[0].state == "open"
        await pilot.press("enter")
        (row,) = queue(life)
        assert (row.state, row.outcome) == ("closed", "hospital")
        view = life.ask(requests.view, 1)
        assert (view.told_whom, view.told_at) == ("丈夫", "2022-04-09T00:00:00Z")
        assert not on_sheet(pilot)
        assert [line.said for line in sheet(life).lines if line.said] == [
            "丈夫：三病区12床",
            "丈夫",
            "120车 8:30到",
        ]


async def test_a_life_helped_where_it_is_is_closed_as_met_with_whom_was_told(life: Store) -> None:
    async with desk(life) as pilot:
        await pilot.press("exclamation_mark", "d")
        assert "not yet" in pilot.choices()[0], "nobody accepted it"
        await pilot.press("1")
        assert "nobody accepted it" in pilot.told()
        await pilot.press("c", *"街道", "enter", "6", "enter", "d", "1")
        assert pilot.title() == "Helped where they are: who was told?"
        await pilot.press("enter")
        assert "Say who was told" in pilot.shown("#line-problem")
        await pilot.press(*"女儿", "enter")
        (row,) = queue(life)
        assert (row.state, row.outcome) == ("closed", "met")
        await pilot.press("z", "exclamation_mark", "c", "1", "6", "enter", "d")
        assert "not yet" in pilot.choices()[0], "they are to be taken somewhere"


async def test_each_end_has_the_digit_it_has_in_the_queue(life: Store) -> None:
    async with desk(life, "f3", "d") as pilot:
        in_queue = pilot.choices()
        await pilot.press("escape", "exclamation_mark", "d")
        on_the_sheet = pilot.choices()
        assert len(in_queue) == 6
        for digit, word in (("3", "withdrew"), ("4", "in hospital"), ("6", "has died")):
            for listed in (in_queue, on_the_sheet):
                (line,) = [one for one in listed if word in one]
                assert line.startswith(digit)
        await pilot.press("enter")
        assert on_sheet(pilot), "to go on is proposed"
        await pilot.press("d", "3", *"女儿", "enter")
        assert "Request 1 is resolved (caller withdrew)." in pilot.told()


async def test_what_a_life_may_not_be_closed_with_yet_is_told_before_who_was_told(
    life: Store,
) -> None:
    async with desk(life, "f3", "d") as pilot:
        assert [line for line in pilot.choices() if "not yet" in line] == [
            line for line in pilot.choices() if "withdrew" not in line and "died" not in line
        ]
        await pilot.press("1")
        assert pilot.app.screen is pilot.place()
        assert "nobody accepted it" in pilot.status()
        await pilot.press("d", "3")
        labels = [str(one.content) for one in pilot.app.screen.query(Static)]
        assert any("who withdrew it" in label for label in labels)


async def test_who_died_is_asked_for_and_what_has_to_be_done_is_ticked(life: Store) -> None:
    life.do(capture, "大林苑2号1805室 高血压药还有3天")
    async with desk(life) as pilot:
        await pilot.press("exclamation_mark", "d", "6")
        assert pilot.title() == "Has died: who of the family was told, and when?"
        await pilot.press("enter")
        assert "Say who was told" in pilot.shown("#line-problem")
        await pilot.press(*"女儿", "enter")
        row = next(one for one in queue(life) if one.no == 1)
        assert (row.state, row.outcome) == ("closed", "died")
        assert on_sheet(pilot), "what has to be done now is shown"
        assert "look at each: #2" in pilot.told()
        assert "Request 1 is resolved (has died)." in pilot.told()
        assert "Death certificate" in pilot.shown("#sheet-list")
        await pilot.press("1", "4")
        assert {line.item for line in sheet(life).lines} == {AFTER_DEATH[0], AFTER_DEATH[3]}
        await pilot.press("z", "z", "z")
        assert next(one for one in queue(life) if one.no == 1).state == "open"
        assert "pregnant" in pilot.shown("#sheet-list")


async def test_closing_can_wait_and_a_closed_sheet_takes_nothing_more(life: Store) -> None:
    async with desk(life) as pilot:
        await pilot.press("exclamation_mark", "c", "1", "6", "enter", "R", *"车", "enter")
        await pilot.press("P")
        pilot.line().value = "丈夫：12床"
        await pilot.press("enter", "d", "escape")
        assert on_sheet(pilot)
        assert queue(life)[0].state == "open"
        await pilot.press("d", "enter", "f3")
        pilot.here().reveal(1)
        await pilot.press("exclamation_mark")
        assert on_sheet(pilot)
        await pilot.press("c")
        assert "is resolved" in pilot.told()
        await pilot.press("1")
        assert "is resolved" in pilot.told()
        assert sheet(life).attempts[0].verdict == "accepted"


async def test_two_callers_in_parallel(life: Store) -> None:
    async with desk(life) as pilot:
        await pilot.press("exclamation_mark", "C")
        assert on_sheet(pilot), "nobody was named yet"
        await pilot.press("a", "2", "3")
        assert [one.name for one in sheet(life).callers] == ["林一舟", "韩雪梅"]
        calls = pilot.shown("#sheet-calls")
        assert "c 林一舟 › 区妇产科" in calls
        assert "C 韩雪梅 › 市六院产科" in calls
        await pilot.press("C", "1", "5")
        (one,) = sheet(life).attempts
        assert (one.whom, one.by) == ("市六院产科", "韩雪梅")
        await pilot.press("a", "1")
        assert sheet(life).callers == ()


async def test_another_checklist(life: Store) -> None:
    async with desk(life) as pilot:
        await pilot.press("exclamation_mark", "e", "1")
        assert sheet(life).kind == "bleeding"
        assert "press hard" in pilot.shown("#sheet-list")


async def test_from_the_card_and_masked(life: Store) -> None:
    async with desk(life) as pilot:
        await pilot.press("f3", "enter", "exclamation_mark")
        assert on_sheet(pilot)
        assert "13800009617" in pilot.shown("#sheet-head")
        await pilot.press("m")
        head, calls = pilot.shown("#sheet-head"), pilot.shown("#sheet-calls")
        assert "13800009617" not in head
        assert "出血" not in head
        assert "13800008101" not in calls
        await pilot.press("c")
        assert "138****8101" in pilot.choices()[0]


async def test_a_call_taken_back_closes_its_sheet(life: Store) -> None:
    async with desk(life) as pilot:
        await pilot.press("exclamation_mark", "1", "z", "z")
        assert not on_sheet(pilot)
        assert queue(life) == []
        assert "Undone" in pilot.status()


@pytest.mark.parametrize(
    ("opens", "answers"), [("e", ["1"]), ("t", ["a", "enter"]), ("c", ["a", "enter", "2"])]
)
async def test_a_call_taken_back_at_another_desk_leaves_what_stands_in_front(
    life: Store, opens: str, answers: list[str]
) -> None:
    async with desk(life) as pilot:
        await pilot.press("exclamation_mark", opens)
        front = pilot.app.screen
        life.do(journal_commands.undo)
        pilot.desk.announce()
        await pilot.settled()
        assert pilot.app.screen is front
        await pilot.press(*answers, *["escape"] * (not isinstance(pilot.app.screen, Today)))
        assert isinstance(pilot.app.screen, Today)
        assert queue(life) == []


async def test_an_act_that_ends_after_its_sheet_closed_leaves_the_desk_standing(
    life: Store,
) -> None:
    async with desk(life) as pilot:
        await pilot.press("exclamation_mark")
        pilot.front(EmergencySheet)
        await pilot.press("escape")
        await pilot.app.run_action("app.undo")
        assert isinstance(pilot.app.screen, Today)
        assert "Undone" in pilot.told()


async def test_a_digit_after_the_call_was_taken_back_is_told(life: Store) -> None:
    async with desk(life) as pilot:
        await pilot.press("exclamation_mark")
        life.do(journal_commands.undo)
        await pilot.press("1")
        assert "There is no request 1" in pilot.told()


async def test_markup_in_a_line_is_text(life: Store) -> None:
    async with desk(life) as pilot:
        await pilot.press("exclamation_mark", "t")
        pilot.line().value = "[/] [red]丈夫\x1b[31m"
        await pilot.press("enter")
        assert sheet(life).lines[0].said.startswith("[/] [red]丈夫")
        assert "[/] [red]丈夫" in pilot.shown("#sheet-calls")


_LIST = 37
"""Cells of a line of the checklist at 80 columns."""

_SEEN = 18
"""Lines of it that are seen at 24 lines: all but the alarm, the head, the status and the keys."""


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_checklist_fits_a_screen_of_24_lines_under_an_alarm_with_all_items_done(
    language: str, clock: FixedClock
) -> None:
    i18n.set_language(language)
    now = "2022-04-09T00:00:00Z"
    for kind, items in CHECKLISTS.items():
        done = tuple(LineView("item", item, "", now, now, None, 0) for item in items)
        lines = str(left(Sheet(1, kind, (), (), done), None, clock.now(), _LIST)).split("\n")
        assert len(lines) <= _SEEN, (language, kind)
        assert cell_len(lines[0]) <= _LIST, (language, kind)
    done = tuple(LineView("item", item, "", now, now, None, 0) for item in AFTER_DEATH)
    text = str(left(Sheet(1, "fall", (), (), done), "died", clock.now(), _LIST))
    assert len(text.split("\n")) <= _SEEN, language


def test_every_item_has_words() -> None:
    used = {item for items in (*CHECKLISTS.values(), AFTER_DEATH) for item in items}
    assert used == set(words.ITEMS)


async def test_what_the_family_was_told_before_anybody_accepted_is_not_all(life: Store) -> None:
    still = "family not told who takes them (t)"
    told = LineInput(SheetLine.FAMILY_TOLD, "丈夫：还在找床", life.now())
    life.do(emergency_commands.add_line, 1, told)
    async with desk(life, "exclamation_mark") as pilot:
        assert still not in pilot.app.export_screenshot().replace("&#160;", " ")
    accepted = AttemptInput("区妇产科", Result.ACCEPTED, life.now(), "急诊")
    life.do(emergency_commands.log_attempt, 1, accepted)
    async with desk(life, "exclamation_mark", size=WIDE) as pilot:
        assert still in pilot.app.export_screenshot().replace("&#160;", " ")
    life.do(emergency_commands.add_line, 1, told)
    async with desk(life, "exclamation_mark", size=WIDE) as pilot:
        assert still not in pilot.app.export_screenshot().replace("&#160;", " ")


@pytest.mark.parametrize(
    ("language", "suits", "unsuited"),
    [("en", "suits: maternity", "unfit"), ("zh", "对口：产科", "不对口")],
)
async def test_a_hospital_is_offered_with_how_it_suits(
    life: Store, language: str, suits: str, unsuited: str
) -> None:
    life.do(directory_commands.add_contact, ContactInput("A血透", ContactKind.HOSPITAL))
    i18n.set_language(language)
    async with desk(life) as pilot:
        await pilot.press("exclamation_mark")
        assert "区妇产科" in pilot.shown("#sheet-calls")
        assert suits in pilot.shown("#sheet-calls")
        await pilot.press("m")
        assert suits not in pilot.shown("#sheet-calls"), "a ward tells what somebody has"
        await pilot.press("m", "c")
        lines = pilot.choices("#contacts")
        (last,) = [line for line in lines if "A血透" in line]
        assert unsuited in last
        assert lines.index(last) > max(at for at, line in enumerate(lines) if "产科" in line)
        assert lines.index(last) > next(at for at, line in enumerate(lines) if "街道" in line)


async def test_a_life_that_is_chased_is_offered_hospitals_that_suit_first(life: Store) -> None:
    life.do(directory_commands.add_contact, ContactInput("A血透", ContactKind.HOSPITAL))
    async with desk(life, size=WIDE) as pilot:
        await pilot.press("f3", "c")
        lines = [line for line in pilot.choices("#contacts") if "产科" in line or "血透" in line]
        assert "血透" in lines[-1]
        assert "unfit" in lines[-1]


async def test_which_emergency_is_asked_once_however_long_its_key_is_held(filled: Store) -> None:
    filled.do(capture, BLEEDING)
    filled.do(capture, "大林苑2号1806室 胸痛")
    async with desk(filled) as pilot:
        for no in (1, 2):
            pilot.desk.alarm.seen(no)
        await pilot.press("f6", "!", "!", "!")
        stack = [type(screen) for screen in pilot.app.screen_stack]
        assert stack[1:] == [Choose]
        await pilot.press("2")
        assert isinstance(pilot.app.screen, EmergencySheet)
