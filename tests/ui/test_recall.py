"""An abnormal tube at the desk: from its code, or a pasted list, to who goes to which door."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from textual import events
from textual.widgets import Input, OptionList

from data.clock import FixedClock
from data.households import commands as household_commands
from data.recall import commands, plans, queries
from data.recall.asked import Asked
from data.sampling.tube_results import set_result
from data.store import Store
from models.households import CompoundInput, CompoundKind, HouseholdInput
from models.masking import OWN
from models.recall import RetestState
from models.residents import PersonMark, ResidentInput
from models.roster import PersonInput, PersonKind
from models.sampling.reading import Outcome
from models.times import LOCAL
from screens.duties.assign import Assign
from screens.kit import masks
from screens.kit.form import FormDialog
from screens.recall import slips, words
from screens.recall.dialog import Recalling
from screens.recall.paper import Slips, ToSay, Whole
from screens.testing.place import Testing
from tests.beginning import another_desk, begin
from tests.tubes import put_round, put_tube
from tests.ui.driving import WIDE, Size, both_sizes, desk

TABLE = datetime(2022, 4, 8, 9, tzinfo=LOCAL)
CODE = "8812001"


@pytest.fixture
def town(store: Store) -> Store:
    """A tube with two of a house and one of a lane; two of the staff and a guide."""

    def home(
        compound: str, building: str, room: str, *names: str, mark: str = ""
    ) -> HouseholdInput:
        marks = (PersonMark(mark),) if mark else ()
        people = tuple(ResidentInput(name, marks=marks) for name in names)
        return HouseholdInput(compound, building, room=room, people=len(names), residents=people)

    begin(
        store,
        CompoundInput("甲苑", CompoundKind.COMMODITY),
        CompoundInput("四十三弄", CompoundKind.LANE),
        home("甲苑", "3", "501", "王芳", "李强"),
        home("甲苑", "3", "502", "周敏", mark="透析"),
        home("四十三弄", "21", "前客堂", "陈伯"),
        home("四十三弄", "21", "亭子间", "林婶"),
        PersonInput("赵娟", PersonKind.STAFF),
        PersonInput("钱进", PersonKind.STAFF),
        PersonInput("蒋师傅", PersonKind.PARTNER, skills=("带路",)),
    )
    with store.step() as step:
        put_round(step, 1, TABLE)
        put_tube(step, 1, CODE, [1, 3, 4], TABLE)
    return store


def _recall(store: Store) -> None:
    store.do(commands.apply, store.ask(plans.plan, [Asked(CODE)], store.now()))


@both_sizes
@pytest.mark.parametrize("language", ["en", "zh"])
async def test_three_keys_lead_from_a_code_to_re_tests_and_one_takes_them_back(
    town: Store, size: Size, language: str
) -> None:
    keys = ["f12"] if language == "zh" else []
    async with desk(town, *keys, "f5", "less_than_sign", *CODE, "enter", size=size) as pilot:
        pilot.front(Recalling)
        assert [line.split()[1:3] for line in pilot.choices()] == [
            ["甲苑", "3-502"], ["四十三弄", "21-前客堂"], ["甲苑", "3-501"],
        ]  # fmt: skip
        assert "透析" in pilot.shown(".plan-why") or "dialysis" in pilot.shown(".plan-why")
        await pilot.press("ctrl+s")
        assert isinstance(pilot.app.screen, Testing)
        assert len(town.ask(queries.open_retests)) == 3
        assert CODE in pilot.status()
        await pilot.press("z")
        assert town.ask(queries.open_retests) == []


async def test_a_recall_by_mistake_is_taken_back_by_one_key(town: Store) -> None:
    _recall(town)
    async with desk(town, "f5", "less_than_sign", *CODE, "enter", "less_than_sign") as pilot:
        assert "is abnormal, so its people stay held" in pilot.status()
        assert len(town.ask(queries.open_retests)) == 3
        town.do(set_result, 1, CODE, Outcome.NEGATIVE, corrects="检验科")
        await pilot.press("less_than_sign")
        assert "holds nobody any more" in pilot.status()
        assert town.ask(queries.open_retests) == []


async def test_a_code_that_is_none_of_ours_stays_to_be_mended(town: Store) -> None:
    async with desk(town, "f5", "less_than_sign", *"8812009", "enter") as pilot:
        assert "Nearest: 8812001" in pilot.shown("#line-problem")
        await pilot.press("backspace", "1", "enter")
        pilot.front(Recalling)
        await pilot.press("escape", "less_than_sign", *"7745123", "enter")
        assert "another committee" in pilot.shown("#line-problem")
        await pilot.press("escape", "less_than_sign", *CODE, "enter")
        pilot.front(Recalling)


async def test_a_list_pasted_in_several_lines_is_planned_at_once(town: Store) -> None:
    async with desk(town, "f5", "less_than_sign") as pilot:
        field = pilot.app.screen.query_one(Input)
        field.post_message(
            events.Paste("管号 9900123: 甲苑3号501 王芳\n四十三弄21号前客堂\n老天爷")
        )
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        pilot.front(Recalling)
        assert len(pilot.choices()) == 2
        head = pilot.shown(".plan-head")
        assert "9900123" in head
        assert "老天爷" in head
        await pilot.press("escape", "less_than_sign", "enter")
        await pilot.app.workers.wait_for_complete()
        pilot.front(Recalling)
        assert pilot.shown(".plan-head") == head
        await pilot.press("w")
        pilot.front(Whole)
        told = pilot.shown("#paper-text")
        assert "老天爷" in told
        assert "四十三弄 21-亭子间 林婶: 1 person shares kitchen or bathroom" in told
        assert "out of pools: 甲苑 3-501 王芳  until their own result" in told
        await pilot.press("escape")
        await pilot.press("ctrl+s", "less_than_sign")
        assert pilot.app.screen.query_one(Input).value == ""
        await pilot.press("escape")
        assert [row.code for row in town.ask(queries.open_retests)] == ["9900123"] * 2


async def test_who_is_not_gone_to_stands_over_the_plan_and_the_sums_add_up(town: Store) -> None:
    with town.step() as step:
        step.conn.execute("UPDATE resident SET presence = 'moved_out' WHERE no = 1")
        step.conn.execute("UPDATE resident SET presence = 'away' WHERE no = 3")
        step.act("set")
    async with desk(town, "f5", "less_than_sign", *CODE, "enter") as pilot:
        assert len(pilot.choices()) == 2
        head = pilot.shown(".plan-head")
        assert "3 people, 2 with a visit and 1 without" in " ".join(head.split())
        assert "no visit: 甲苑 3-501 王芳 (moved out)" in head


async def test_names_are_there_before_it_is_done_and_the_mask_hides_whose_doors(
    town: Store,
) -> None:
    async with desk(town, "f5", "less_than_sign", *CODE, "enter", "end") as pilot:
        pilot.front(Recalling)
        assert "王芳" in pilot.shown(".plan-why")
        await pilot.press("ctrl+s", "less_than_sign", *CODE, "enter", "end")
        assert "on the way" not in pilot.shown(".plan-why")
    masks.put_on(True)
    try:
        plan = town.ask(plans.plan, [Asked(CODE)], town.now())
        assert words.shown_door(plan.kept[0]) == "***"
        assert "陈伯" not in "".join(map(words.kept_why, plan.kept))
        assert (
            masks.veiled(words.counted(plan.recalls[0])).replace(OWN, "").startswith(f"Tube {CODE}")
        )
    finally:
        masks.put_on(False)


async def test_the_mask_hides_to_whom_words_are_said_and_to_whom_slips_lead(town: Store) -> None:
    _recall(town)
    rows = town.ask(queries.open_retests)
    assert "3-501" in slips.text(rows, town.now())
    hidden = slips.text(rows, town.now(), masked=True)
    assert not any(said in hidden for said in ("3-501", "王芳", "四十三弄"))
    async with desk(town, "m", "f5", "less_than_sign", *CODE, "enter", "t") as pilot:
        words_to_say = pilot.front(ToSay)
        assert "▸ ***" in words_to_say.shown()
        assert "3-501" not in words_to_say.shown()
        assert "▸ 甲苑 3-501" in words_to_say.written(".txt"), "the paper is for who telephones"


async def test_who_became_positive_meanwhile_stands_in_the_line(town: Store) -> None:
    _recall(town)
    town.do(household_commands.change_household, 1, None, {"marks": ("阳性",)})
    async with desk(town, "f5", "less_than_sign", *CODE, "enter") as pilot:
        (line,) = (one for one in pilot.choices() if "3-501" in one)
        assert "⚠ positive" in line


async def test_doors_are_changed_by_hand_before_it_is_done(town: Store) -> None:
    async with desk(town, "f5", "less_than_sign", *CODE, "enter", size=WIDE) as pilot:
        await pilot.press("enter")
        (other, _open) = [line for line in pilot.choices("#choose-list") if "蒋" not in line]
        assert "钱进" in other or "赵娟" in other
        await pilot.press("1", "shift+right", "down", "x")
        assert "✗ nobody" in pilot.choices()[1]
        await pilot.press("ctrl+s")
        rows = town.ask(queries.open_retests)
        lane = next(row for row in rows if row.room == "前客堂")
        assert (lane.goes, lane.guides, lane.hands_needed) == ((), (), 2)
        assert "to which nobody goes" in pilot.status()


async def test_what_was_changed_is_asked_about_before_it_is_left(town: Store) -> None:
    async with desk(town, "f5", "less_than_sign", *CODE, "enter", "x", "escape") as pilot:
        assert "not kept yet" in pilot.shown(".about")
        await pilot.press("3")
        pilot.front(Recalling)


async def test_another_desk_that_was_first_is_told(town: Store) -> None:
    async with desk(town, "f5", "less_than_sign", *CODE, "enter", "x") as pilot:
        with another_desk(town) as other:
            _recall(other)
        await pilot.press("ctrl+s")
        assert "another desk" in pilot.shown(".plan-said")
        assert len(town.ask(queries.open_retests)) == 3
        await pilot.press("ctrl+r")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert "Recalled already" in pilot.shown(".plan-head")


async def test_re_tests_on_record_are_begun_done_called_off_and_given(town: Store) -> None:
    _recall(town)
    async with desk(town, "f5", "less_than_sign", "enter") as pilot:
        pilot.front(Recalling)
        assert len(pilot.choices()) == 3
        await pilot.press("P")
        assert town.ask(queries.retest, 1).state == RetestState.UNDER_WAY
        await pilot.press("d")
        assert town.ask(queries.retest, 1).state == RetestState.DONE
        assert "results once they come: d again" in pilot.status()
        await pilot.press("d")
        assert isinstance(pilot.app.screen, FormDialog), "the cursor follows what was done"
        await pilot.press("escape", "home", "o")
        states = [town.ask(queries.retest, no).state for no in (1, 2, 3)]
        assert sorted(states) == ["cancelled", "done", "planned"]
        await pilot.press("enter")
        pilot.front(Assign)


async def test_slips_and_what_to_say_are_shown(town: Store) -> None:
    _recall(town)
    async with desk(town, "f5", "less_than_sign", *CODE, "enter", "t") as pilot:
        pilot.front(ToSay)
        said = pilot.shown("#paper-text")
        assert "21-前客堂" in said
        assert "most people in such a tube turn out negative" in said
        assert not any(name in said for name in ("王芳", "李强", "周敏", "陈伯", "林婶"))
        await pilot.press("escape", "p")
        pilot.front(Slips)
        slip = pilot.shown("#paper-text")
        assert "Home sampling" in slip
        assert "abnormal" not in slip


async def test_a_building_is_closed_and_settings_set_from_the_plan(town: Store) -> None:
    async with desk(town, "f5", "less_than_sign", *CODE, "enter", "e", "1") as pilot:
        pilot.front(FormDialog)
        await pilot.press("escape", "O")
        pilot.front(FormDialog)
        await pilot.press("ctrl+s")
        pilot.front(Recalling)


async def test_today_tells_what_is_left_of_a_tube_and_opens_it(town: Store) -> None:
    _recall(town)
    async with desk(town, "f2") as pilot:
        lines = pilot.choices()
        at = next(at for at, line in enumerate(lines) if f"{CODE} ×3" in line)
        assert "re-test" in lines[at]
        pilot.app.screen.query_one(OptionList).highlighted = at
        await pilot.press("enter")
        pilot.front(Recalling)
        assert len(pilot.choices()) == 3
        town.do(commands.mark_retests, [1, 2, 3], RetestState.DONE)
    async with desk(town, "f2") as pilot:
        assert not [line for line in pilot.choices() if CODE in line]


async def test_abnormal_tubes_stand_on_top_and_are_recalled_in_one_key_from_there(
    town: Store,
) -> None:
    with town.step() as step:
        step.act("set")
        step.conn.execute("UPDATE tube SET state = 'abnormal', result_at = opened_at")
    async with desk(town, "home") as pilot:
        assert pilot.board()[1].startswith(f"⚠ Abnormal, not recalled yet: {CODE}  3 people")
        await pilot.press("down", "enter")
        pilot.front(Recalling)
        assert len(pilot.choices()) == 3
        await pilot.press("ctrl+s")
        assert not any("Abnormal" in line for line in pilot.board())
        numbers = [row.no for row in town.ask(queries.open_retests)]
        town.do(commands.mark_retests, numbers=numbers, state=RetestState.CANCELLED)
        await pilot.looked_again()
        await pilot.press("home", "down")
        assert "nobody goes there: 3 people" in pilot.board()[1]
        await pilot.press("enter", "ctrl+s")
        assert len(town.ask(queries.open_retests)) == 3


async def test_a_visit_that_is_late_stays_under_the_cursor_once_it_was_done(
    town: Store, clock: FixedClock
) -> None:
    """A second key is about the same door, not the next."""
    _recall(town)
    clock.moment += timedelta(hours=6)
    async with desk(town, "f2") as pilot:
        lines = pilot.choices()
        at = next(at for at, line in enumerate(lines) if "time passed at 3 doors" in line)
        pilot.app.screen.query_one(OptionList).highlighted = at
        await pilot.press("enter", "d")
        assert len(pilot.choices()) == 3
        await pilot.press("d")
        pilot.form()
        assert len(town.ask(queries.open_retests)) == 2


async def test_a_door_that_was_sampled_leads_to_its_result_and_its_words_are_copied(
    town: Store, clock: FixedClock
) -> None:
    _recall(town)
    clock.moment += timedelta(hours=6)
    first = town.ask(queries.open_retests)[0]
    async with desk(town, "f5", "less_than_sign", "enter", "y") as pilot:
        assert "checked again" in pilot.app.clipboard
        assert "Copied" in pilot.shown(".plan-said")
        await pilot.press("d")
        lines = pilot.choices()
        at = next(i for i, line in enumerate(lines) if "✓" in line)
        await pilot.press("home", *["down"] * at, "d")
        pilot.form()
        assert all(name in str(pilot.values()["who"]) for name in first.names)
        await pilot.save(result="negative")
        await pilot.looked_again()
        assert not any(first.room in line for line in pilot.choices()), "their result is there"
