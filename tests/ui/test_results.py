"""Results at the desk: written down where somebody is shown, told there, hidden by the mask."""

from __future__ import annotations

from datetime import timedelta

import pytest
from textual import events

from data.call_sheet.finding import find_people
from data.clock import FixedClock
from data.results import commands, queries
from data.results.holds import holds
from data.store import Store
from models.households import CompoundInput, HouseholdInput
from models.residents import ResidentInput
from models.results import Result, ResultInput, Source
from screens.exchange.import_files import ImportResults
from screens.kit.form import FormDialog
from screens.results.dialog import Contradictions
from tests.beginning import begin
from tests.ui.driving import WIDE, Size, both_sizes, desk


@pytest.fixture
def town(store: Store) -> Store:
    """One door with two people, one of whom has an antigen kit and a PCR test that differ."""
    begin(
        store,
        CompoundInput("大林苑"),
        HouseholdInput(
            "大林苑",
            "3",
            room="501",
            residents=(ResidentInput("王芳", is_head=True), ResidentInput("李强")),
        ),
    )
    for result, source in ((Result.POSITIVE, Source.ANTIGEN), (Result.NEGATIVE, Source.SINGLE)):
        found = store.ask(find_people, "王芳")
        store.do(commands.record_found, found, ResultInput(result, source))
    return store


async def test_results_are_told_and_hidden_by_the_mask(town: Store) -> None:
    async with desk(town, "f8", size=WIDE) as pilot:
        told = pilot.shown("#detail")
        told = " ".join(told.split())
        assert "Tests ⚠ 王芳 positive: in no pool until released since 08:00" in told
        assert "single PCR negative" in told
        await pilot.press("m")
        assert "Tests\n  ***" in pilot.shown("#detail")
        assert "positive" not in pilot.shown("#detail")


@both_sizes
async def test_a_result_is_written_down_from_the_detail_and_taken_back(
    town: Store, size: Size
) -> None:
    async with desk(town, "f8", "v", "2", size=size) as pilot:
        await pilot.press("down", "e", "7")
        assert isinstance(pilot.app.screen, FormDialog)
        await pilot.save(result="abnormal", source="app")
        row = town.ask(queries.results, resident_no=2)[0]
        assert (row.name, row.result, row.source) == ("李强", "abnormal", "app")
        assert len(town.ask(holds, town.now())) == 2
        await pilot.press("z")
        assert town.ask(queries.results, resident_no=2) == []


async def test_nobody_is_guessed_in_the_form(town: Store) -> None:
    async with desk(town, "f5", "n", "3") as pilot:
        assert isinstance(pilot.app.screen, FormDialog)
        await pilot.save(who="大林苑3号501 李强")
        assert pilot.problem("result"), "nobody is negative because nothing was chosen"
        await pilot.save(who="大林苑3号501 张三", result="positive")
        assert isinstance(pilot.app.screen, FormDialog)
        assert len(town.ask(queries.results)) == 2


@both_sizes
async def test_what_contradicts_is_listed_with_whom_to_ask(town: Store, size: Size) -> None:
    async with desk(town, "f5", "w", size=size) as pilot:
        assert isinstance(pilot.app.screen, Contradictions)
        lines = pilot.choices("#contradictions-list")
        assert lines[0] == "大林苑 3-501 王芳: antigen kit and PCR differ"
        assert "Ask the subdistrict" in lines[2]
        await pilot.press("enter")
        assert pilot.app.current_mode == "residents"


async def test_a_list_that_was_pasted_is_brought_in_and_what_nobody_is_found_by_is_told(
    town: Store, clock: FixedClock
) -> None:
    clock.moment += timedelta(hours=2)
    async with desk(town, "f5", "n", "4", size=WIDE) as pilot:
        dialog = pilot.front(ImportResults)
        dialog.post_message(events.Paste("大林苑3-501 王芳 阴性\n大林苑3-501 李强 异常\n张三 阴性"))
        await pilot.looked_again()
        assert dialog.shows_plan
        assert "not taken" not in pilot.status(), "what was taken is not told as lost"
        await pilot.press("escape", "f5", "n", "4")
        dialog = pilot.front(ImportResults)
        await pilot.looked_again()
        assert dialog.shows_plan, "left without bringing it in, it is there again"
        await pilot.press("ctrl+s")
        await pilot.looked_again()
        found = {(row.name, row.result) for row in town.ask(queries.results, most=2)}
        assert found == {("王芳", "negative"), ("李强", "abnormal")}
        assert "张三" not in str(town.ask(queries.results))
