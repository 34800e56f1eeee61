"""At the table of a session at the desk: buildings ticked, tubes scanned, second calls copied."""

from __future__ import annotations

from asyncio import Event
from datetime import timedelta

import pytest
from textual import events
from textual.widgets import Input, OptionList

from data.call_sheet.finding import find_people
from data.results import commands as results
from data.sample import SAMPLE_NOW
from data.sampling import queries, ticking
from data.store import Store
from data.testing.queries import round_of
from models.masking import OWN
from models.problems import Problem
from models.results import Result, ResultInput, Source
from models.sampling import Ticked
from models.sampling.rules import Standing
from screens.i18n import set_language
from screens.kit.key_bar import KeyBar
from screens.kit.told import Told
from screens.sampling import words
from screens.sampling.table import AtTable
from screens.testing.place import Testing
from tests.beginning import another_desk
from tests.tables import DAY, HERE, add_round, begin_town, standing
from tests.ui.driving import LOW, WIDE, Size, both_sizes, desk


@pytest.fixture
def town(store: Store) -> Store:
    begin_town(store)
    add_round(store, compounds=(HERE,))
    return store


OPEN = ("f5", "full_stop")


@both_sizes
async def test_a_building_is_ticked_by_three_keys_and_what_is_typed(
    town: Store, size: Size
) -> None:
    async with desk(town, *OPEN, size=size) as pilot:
        await pilot.press(*"3", "enter")
        assert "春晖苑 3" in pilot.front(AtTable).query_one(".box").border_title
        await pilot.press(*"501 没下来 999", "enter")
        found = standing(town, 1)
        assert (found[f"{HERE}金桂花"], found[f"{HERE}王芳"]) == (
            Standing.MISSED,
            Standing.SAMPLED,
        )
        assert "8 people ticked. 2 people missed" in pilot.status()
        assert "Not taken: 999" in pilot.status()
        assert any("8 of 10 sampled, 2 missed" in one for one in pilot.choices("#table-list"))
        await pilot.press("down", "z")
        assert standing(town, 1) == {}, "the round has not begun"
        listed = pilot.choices("#table-list")
        assert any("0 of 10 sampled, 10 to come" in one for one in listed), "before the first tick"


async def test_what_is_typed_is_shown_as_it_is_read_before_the_round_begins(town: Store) -> None:
    async with desk(town, *OPEN, size=WIDE) as pilot:
        await pilot.press(*"3", "enter", *"501金小明没下来 999")
        chips = pilot.shown("#table-chips")
        assert "☐ 3-501 金小明 not sampled" in chips
        assert "There is no door 999 on this sheet." in chips


async def test_a_scanner_fills_one_tube_after_another(town: Store) -> None:
    async with desk(town, *OPEN) as pilot:
        await pilot.press(*"3", "enter", *"T00001", "enter", *"501", "enter", *"504 王芳", "enter")
        await pilot.press(*"T00002", "enter", *"502", "enter", "enter")
        found = town.ask(lambda conn: queries.tubes(conn, round_of(conn, 1)))
        assert [(one.code, one.members, one.full_at is not None) for one in found] == [
            ("T00002", 3, True),
            ("T00001", 3, True),
        ]
        assert found[0].session_no == 1
        await pilot.press("down", "v")
        assert ["T00002" in one for one in pilot.choices("#table-list")] == [True, False]
        await pilot.press("x")
        assert pilot.choices()[1].endswith("3 people are to be sampled again")
        await pilot.press("enter", "down")
        assert standing(town, 1)[f"{HERE}柳青"] == Standing.IN_TUBE, "the first choice is no"
        await pilot.press("up", "x", "2")
        assert standing(town, 1)[f"{HERE}柳青"] == Standing.MISSED


async def test_who_is_refused_is_kept_and_the_next_one_comes(town: Store) -> None:
    async with desk(town, *OPEN) as pilot:
        await pilot.press(*"T00001", "enter", *"3-501 王五", "enter")
        assert pilot.front(AtTable).query_one(Input).value == ""
        assert "nobody of this name" in pilot.told()
        await pilot.press(*"3-501", "enter")
        assert standing(town, 1)[f"{HERE}金桂花"] == Standing.IN_TUBE
        await pilot.press("down", "v", "v", "v")
        (line,) = pilot.choices("#table-list")
        assert "3-501 王五" in line


async def test_what_was_not_done_stays_and_what_is_scanned_next_takes_its_place(
    town: Store,
) -> None:
    async with desk(town, *OPEN) as pilot:
        await pilot.press(*"T00001", "enter", *"3-501", "enter", *"3-501", "enter")
        assert "in this tube, T00001, already" in pilot.told()
        assert pilot.front(AtTable).query_one(Input).value == "3-501"
        await pilot.press(*"3-504", "enter")
        assert standing(town, 1)[f"{HERE}王芳"] == Standing.IN_TUBE


@pytest.mark.parametrize("size", [LOW, WIDE])
async def test_the_second_call_is_copied_without_names(town: Store, size: Size) -> None:
    town.do(ticking.tick, 1, "501 没下来", building="春晖苑3")
    async with desk(town, *OPEN, "down", "v", "v", "y", size=size) as pilot:
        copied = pilot.desk.clipboard
        assert "501" in copied
        assert "金" not in copied


async def test_a_line_that_is_left_is_there_with_its_building(town: Store) -> None:
    async with desk(town, *OPEN) as pilot:
        await pilot.press(*"3", "enter", *"501 没下", "escape", *OPEN[1:])
        dialog = pilot.front(AtTable)
        assert dialog.query_one(Input).value == "501 没下"
        await pilot.press(*"来", "enter")
        assert standing(town, 1)[f"{HERE}金桂花"] == Standing.MISSED


async def test_digits_that_were_left_stand_before_no_scan(town: Store) -> None:
    """`203` and the next scan, XM0003, would be a tube 203XM0003."""
    async with desk(town, *OPEN) as pilot:
        await pilot.press(*"203", "escape", *OPEN[1:])
        assert pilot.line().value == ""


async def test_the_tube_in_hand_is_there_again_and_what_was_taken_back_comes_back(
    town: Store,
) -> None:
    async with desk(town, "f5") as pilot:
        assert ". at the table" in pilot.app.screen.query_one(KeyBar).render().plain
        await pilot.press(*OPEN[1:])
        await pilot.press(*"3", "enter", *"T00001", "enter", "escape", *OPEN[1:])
        assert "T00001" in pilot.title()
        await pilot.press(*"501", "enter", "down", "z")
        assert standing(town, 1) == {}
        await pilot.press("Z")
        assert standing(town, 1)[f"{HERE}金桂花"] == Standing.IN_TUBE


async def test_another_table_is_seen_at_once(town: Store) -> None:
    town.do(ticking.tick, 1, building="4")
    async with desk(town, *OPEN) as pilot:
        with another_desk(town) as other:
            other.do(ticking.tick, 1, building="春晖苑3")
        await pilot.looked_again()
        assert any("10 of 10 sampled" in one for one in pilot.choices("#table-list"))


async def test_a_line_that_says_its_building_is_about_that_one(town: Store) -> None:
    async with desk(town, *OPEN, size=WIDE) as pilot:
        await pilot.press(*"3号501 999 没下来")
        assert "3-501" in pilot.shown("#table-chips")
        await pilot.press("enter")
        assert "w show them" in pilot.status()
        found = standing(town, 1)
        assert found[f"{HERE}金桂花"] == Standing.MISSED
        assert found[f"{HERE}王芳"] == Standing.SAMPLED
        assert found[f"{HERE}卧冰"] == Standing.DUE


async def test_what_is_to_settle_is_settled_from_the_list(town: Store) -> None:
    town.do(ticking.tick, 1, "999 没下来", building="春晖苑3")
    async with desk(town, *OPEN, size=WIDE) as pilot:
        await pilot.press("down", "w", "enter", *"看错了", "enter")
        assert town.ask(queries.doubts, 1) == []
        assert pilot.choices("#table-list") == ["Nothing is to be settled."]


async def test_a_full_tube_that_is_scanned_leaves_the_one_in_hand(town: Store) -> None:
    async with desk(town, *OPEN, size=WIDE) as pilot:
        await pilot.press(*"T00001", "enter", *"3-501", "enter", *"T00002", "enter")
        await pilot.press(*"3-504", "enter", *"T00001", "enter")
        assert "is full" in pilot.told()
        assert "T00002" in str(pilot.front(AtTable).query_one(".box").border_title)
        found = town.ask(lambda conn: queries.tubes(conn, round_of(conn, 1)))
        assert [one.full_at is None for one in found] == [True, False]


async def test_nobody_is_ticked_that_enter_refuses(town: Store) -> None:
    found = town.ask(find_people, "春晖苑3-504 王芳")
    town.do(results.record, found.people, ResultInput(Result.POSITIVE, Source.SINGLE))
    async with desk(town, *OPEN, size=WIDE) as pilot:
        await pilot.press(*"T00001", "enter", *"3-501")
        assert "☑" in pilot.shown("#table-chips")
        field = pilot.front(AtTable).query_one(Input)
        for refused in ("3-501 春晖苑3-504", "春晖苑3-504 王芳", "3-501 3-502 3-601 大林苑3-504"):
            field.value = refused
            await pilot.pause()
            chips = pilot.shown("#table-chips")
            assert ("☑" in chips, "⚠" in chips) == (False, True), refused


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_masked_nobody_is_told_to_be_positive(town: Store, language: str) -> None:
    set_language(language)
    found = town.ask(find_people, "春晖苑3-504 王芳")
    given = ResultInput(Result.POSITIVE, Source.SINGLE)
    town.do(results.record, found.people, given)
    async with desk(town, "m", *OPEN) as pilot:
        await pilot.press(*"T00001", "enter", *"3-504 王芳", "enter")
        told = pilot.told().replace(OWN, "")
        assert "王芳" in told
        await pilot.press("down", "v", "v", "v")
        (line,) = (one.replace(OWN, "") for one in pilot.choices("#table-list"))
        assert "王芳" in line
        for one in (told, line):
            assert "positive" not in one
            assert "阳" not in one


async def test_lines_that_are_scanned_at_once_are_done_one_by_one_and_none_is_lost(
    town: Store,
) -> None:
    lines = ("T00001", "3-501", "T00002", "3-999", "T00001", "3-601")
    async with desk(town, *OPEN) as pilot:
        await pilot.press(*"春晖苑3", "enter")
        pilot.app.post_message(events.Paste("\r".join(lines) + "\r3-50"))
        await pilot.settled()
        found = standing(town, 1)
        assert found[f"{HERE}金桂花"] == Standing.IN_TUBE
        assert found[f"{HERE}赵大"] == Standing.DUE, "T00001 was shut: nobody went into T00002"
        kept = [(one.said, one.tube) for one in town.ask(queries.doubts, 1)]
        assert kept == [("3-999", "T00002"), ("T00001", "T00002"), ("3-601", "T00002")]
        assert "3 lines could not be taken" in pilot.told()
        assert pilot.front(AtTable).query_one(Input).value == "3-50"


async def test_a_chain_that_is_pasted_is_ticked_at_once(town: Store) -> None:
    async with desk(town, *OPEN) as pilot:
        pilot.app.post_message(events.Paste("春晖苑3号核酸接龙\n1. 501\n2. 504 没做\n3. 赵大 601"))
        await pilot.settled()
        found = standing(town, 1)
        assert found[f"{HERE}金小明"] == found[f"{HERE}赵大"] == Standing.SAMPLED
        assert found[f"{HERE}王芳"] == Standing.MISSED
        assert found[f"{HERE}柳青"] == Standing.DUE
        assert pilot.front(AtTable).query_one(Input).value == ""


async def test_it_speaks_chinese(town: Store) -> None:
    set_language("zh")
    async with desk(town, *OPEN) as pilot:
        assert "采样台" in str(pilot.front(AtTable).query_one(".box").border_title)
        assert all(HERE in one for one in pilot.choices("#table-list"))
        assert "输入楼号" in pilot.shown("#table-chips")


async def test_who_did_not_come_is_missed_at_a_tube_too(town: Store) -> None:
    async with desk(town, *OPEN, size=WIDE) as pilot:
        await pilot.press(*"3", "enter", *"T00001", "enter", *"504", "enter", *"501 没下来")
        assert "☐ 3-501 2 people not sampled" in pilot.shown("#table-chips")
        await pilot.press("enter")
        found = standing(town, 1)
        assert (found[f"{HERE}金桂花"], found[f"{HERE}王芳"]) == (
            Standing.MISSED,
            Standing.IN_TUBE,
        )
        assert "T00001" in pilot.title()


async def test_enter_alone_behind_a_tube_ticks_nobody_unasked(town: Store) -> None:
    """A scanner that ends its codes twice says enter alone."""
    async with desk(town, *OPEN, size=WIDE) as pilot:
        await pilot.press(*"3", "enter", *"T00001", "enter", *"501", "enter", "enter", "enter")
        assert pilot.choices()[0].startswith("1 No, not yet")
        await pilot.press("enter")
        assert standing(town, 1)[f"{HERE}王芳"] == Standing.DUE
        await pilot.press("enter", "2")
        assert standing(town, 1)[f"{HERE}王芳"] == Standing.SAMPLED


async def test_the_table_of_a_round_of_another_day_is_asked_about_before_it_begins(
    store: Store,
) -> None:
    begin_town(store)
    add_round(store, DAY - timedelta(days=1), compounds=(HERE,))
    async with desk(store, *OPEN, size=WIDE) as pilot:
        assert pilot.choices()[0].startswith("1 No, not yet")
        await pilot.press("enter")
        pilot.front(Testing)
        await pilot.press("full_stop", "2")
        await pilot.press(*"3", "enter", "enter")
        assert "was planned for" in pilot.status()


async def test_a_tube_is_put_down_without_being_full(town: Store) -> None:
    async with desk(town, *OPEN, size=WIDE) as pilot:
        await pilot.press(*"3", "enter", *"T00001", "enter", *"501", "enter")
        await pilot.press("5", "backspace")
        assert "T00001" in pilot.title()
        await pilot.press("backspace")
        assert "T00001" not in pilot.title()
        tube = town.ask(lambda conn: queries.tube(conn, round_of(conn, 1), "T00001"))
        assert tube.full_at is None


async def test_a_door_that_is_said_whole_says_where_the_next_rooms_are(store: Store) -> None:
    begin_town(store)
    add_round(store)
    async with desk(store, *OPEN, size=WIDE) as pilot:
        await pilot.press(*"T00001", "enter", *"大林苑3-504 李强", "enter", *"504 王芳", "enter")
        assert "大林苑 3" in pilot.title()
        found = standing(store, 1)
        assert (found["大林苑王芳"], found["春晖苑王芳"]) == (Standing.IN_TUBE, Standing.DUE)


async def test_who_is_in_another_tube_is_moved_here_once_it_was_asked_about(town: Store) -> None:
    async with desk(town, *OPEN, size=WIDE) as pilot:
        await pilot.press(*"3", "enter", *"T00001", "enter", *"501", "enter", *"504", "enter")
        await pilot.press(*"T00002", "enter", *"504")
        assert "T00001" in pilot.shown("#table-chips")
        assert "move:" not in pilot.shown("#table-chips")
        await pilot.press("enter", "enter")
        members = town.ask(lambda conn: queries.members(conn, round_of(conn, 1)))
        (one,) = (one for one in members if one.tube and one.name == "王芳")
        assert one.tube == "T00001", "the first choice moves nobody"
        await pilot.press("enter", "2")
        members = town.ask(lambda conn: queries.members(conn, round_of(conn, 1)))
        (one,) = (one for one in members if one.tube and one.name == "王芳")
        assert one.tube == "T00002"
        await pilot.press(*"504 王芳 没来")
        assert "In tube T00002: 春晖苑 3-504 王芳" in pilot.shown("#table-chips")
        await pilot.press("enter", "enter")
        assert standing(town, 1)[f"{HERE}王芳"] == Standing.IN_TUBE, "the first choice takes nobody"
        await pilot.press("enter", "2")
        assert standing(town, 1)[f"{HERE}王芳"] == Standing.MISSED, "who was not there is out"


async def test_why_a_line_is_refused_is_said_once_beside_the_line(town: Store) -> None:
    async with desk(town, *OPEN, size=WIDE) as pilot:
        await pilot.press(*"3", "enter", *"T00001", "enter", *"601", "enter", *"T00002", "enter")
        await pilot.press(*"T00001")
        assert "full" in pilot.shown("#table-chips")
        await pilot.press("enter")
        assert "full" not in pilot.shown("#table-chips")
        assert "full" in pilot.told()
        await pilot.press("backspace", "backspace", "down", "enter")
        assert not pilot.told()


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_what_the_line_waits_for_and_why_it_is_refused_stand_once_beside_it(
    town: Store, language: str
) -> None:
    set_language(language)
    async with desk(town, *OPEN) as pilot:
        asked = pilot.shown("#table-chips")
        await pilot.press("enter")
        assert pilot.shown("#table-chips") == f"⚠ {asked}"
        assert pilot.told() == ""
        await pilot.press(*"3-501 没来", "enter", *"不是楼", "enter")
        assert pilot.told().endswith("不是楼")
        assert pilot.shown("#table-chips") == asked
        await pilot.press("y")
        assert pilot.told() == "", "what is typed now is looked at"
        for press in ("down", "v", "v", "v"):
            await pilot.press(press)
            foot = pilot.app.screen.query_one(".foot", Told)
            assert foot.get_content_height(foot.size, foot.size, foot.content_size.width) == 1


async def test_what_is_scanned_while_the_list_has_focus_goes_to_the_line(town: Store) -> None:
    """A scanner knows of no focus: letters that act there act only where they come alone."""
    async with desk(town, *OPEN, size=WIDE) as pilot:
        await pilot.press(*"T00001", "enter", *"3-501", "enter", "down", "v")
        pilot.desk.alone = 0.2
        for scanned in ("x00002", "3-504 王芳"):
            pilot.front(AtTable).query_one(OptionList).focus()
            pilot.at_once(*scanned, "enter")
            await pilot.settled()
        found = town.ask(lambda conn: queries.members(conn, round_of(conn, 1)))
        assert {one.name: one.tube for one in found if one.tube} == {
            **dict.fromkeys(("金桂花", "金小明"), "T00001"),
            "王芳": "X00002",
        }
        pilot.front(AtTable).query_one(OptionList).focus()
        await pilot.press("z")
        assert standing(town, 1)[f"{HERE}王芳"] == Standing.DUE, "a letter alone acts"


async def test_what_was_typed_stays_while_the_list_is_looked_at(town: Store) -> None:
    async with desk(town, *OPEN, size=WIDE) as pilot:
        line = pilot.front(AtTable).query_one(Input)
        await pilot.press(*"3", "enter", *"501 没", "down", "up")
        assert line.has_focus, "up above the first line of the list goes back"
        await pilot.press("down", *"下来", "enter")
        assert standing(town, 1)[f"{HERE}金桂花"] == Standing.MISSED


async def test_what_is_scanned_while_a_door_is_written_is_done_behind_it(town: Store) -> None:
    async with desk(town, *OPEN, size=WIDE) as pilot:
        await pilot.press(*"T00001", "enter")
        dialog = pilot.front(AtTable)
        written, go_on = [], Event()

        async def slow() -> None:
            await go_on.wait()
            written.append(True)

        dialog.run_worker(dialog.once(slow))
        await pilot.pause()
        assert dialog.writing
        for scanned in ("3-501", "T00002", "3-504 王芳"):
            pilot.at_once(*scanned, "enter")
        for _ in range(20):
            await pilot.pause(0.02)
        assert standing(town, 1) == {}
        go_on.set()
        await pilot.settled()
        found = town.ask(lambda conn: queries.members(conn, round_of(conn, 1)))
        assert {one.name: one.tube for one in found if one.tube} == {
            **dict.fromkeys(("金桂花", "金小明"), "T00001"),
            "王芳": "T00002",
        }


async def test_a_door_alone_ticks_no_building_unasked(town: Store) -> None:
    async with desk(town, *OPEN, size=WIDE) as pilot:
        await pilot.press(*"3-501")
        assert "the other 8 all count as sampled" in pilot.shown("#table-chips")
        await pilot.press("enter")
        assert "the other 8 all count" in str(pilot.app.screen.query_one(".about", Told).content)
        await pilot.press("enter")
        assert standing(town, 1) == {}, "not yet"
        await pilot.press("enter", "2")
        found = standing(town, 1)
        assert found[f"{HERE}金桂花"] == Standing.MISSED
        assert found[f"{HERE}王芳"] == Standing.DUE, "only these were missed"
        await pilot.press(*"3-502", "enter", "3")
        assert standing(town, 1)[f"{HERE}王芳"] == Standing.SAMPLED


async def test_who_is_in_a_tube_leaves_it_only_once_that_was_asked_about(town: Store) -> None:
    async with desk(town, *OPEN, size=WIDE) as pilot:
        await pilot.press(*"T00001", "enter", *"3-501", "enter", "backspace")
        await pilot.press(*"3-501 没下来")
        assert "In tube T00001" in pilot.shown("#table-chips")
        await pilot.press("enter", "enter")
        assert standing(town, 1)[f"{HERE}金桂花"] == Standing.IN_TUBE


async def test_a_tube_that_was_full_by_a_slip_is_opened_again(town: Store) -> None:
    async with desk(town, *OPEN, size=WIDE) as pilot:
        await pilot.press(*"T00001", "enter", *"3-501", "enter", "enter")
        assert "T00001" not in pilot.title()
        await pilot.press(*"T00001", "enter")
        assert pilot.choices()[0].startswith("1 No")
        await pilot.press("2", *"3-504 王芳", "enter")
        tube = town.ask(lambda conn: queries.tube(conn, round_of(conn, 1), "T00001"))
        assert (tube.full_at, tube.members) == (None, 3)


async def test_what_was_taken_back_is_told_of_no_more(town: Store) -> None:
    async with desk(town, *OPEN, size=WIDE) as pilot:
        await pilot.press(*"T00001", "enter", *"3-501", "enter", *"3-504 王芳", "enter")
        assert "3 of 10" in pilot.told()
        await pilot.press("down", "z")
        assert "3 of 10" not in pilot.told(), pilot.told()


def test_sessions_that_have_not_begun_are_told_of_in_one_sentence_without_commands() -> None:
    told = [
        Problem(
            "ticked_not_begun", {"no": 2, "compounds": [HERE], "people": 3, "starts": SAMPLE_NOW}
        ),
        Problem("ticked_called_off", {"no": 3, "compounds": ["大林苑"], "people": 4}),
    ]
    done = Ticked(1, False, 2, (), (), (), 0, (), (), tuple(told))
    _ticked, *lines = words.ticked(done, at_desk=True)
    (line,) = lines
    assert "7 people" in line
    assert f"{HERE}, 大林苑" in line
    assert "--" not in line
