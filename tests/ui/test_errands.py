"""Errands at the desk: made of marks or of a group, run, their sheet written, results typed."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.widgets import Input, Static

from data.clock import FixedClock
from data.errands import commands as errand_commands
from data.errands import queries as errands
from data.errands import results as errand_results
from data.reading.capture import capture
from data.requests import commands as request_commands
from data.store import Store
from models.errands import ErrandInput, ErrandView, LineInput, ResultsInput
from models.requests import ClosingInput, Outcome
from models.roster import PersonInput, PersonKind
from models.times import parse_moment
from screens.errands import paper as errand_sheet
from screens.errands.dialog import Errands
from screens.errands.errand import ErrandSheet
from screens.errands.paper_dialog import Paper
from screens.kit.form import FormDialog
from screens.requests.place import Requests
from tests.beginning import begin
from tests.ui.driving import PETS, WIDE, Driven, Size, both_sizes, desk, queue


@pytest.fixture
def asking(filled: Store) -> Store:
    """Three requests for medicine, one for a cat, and a volunteer."""
    filled.do(capture, "大林苑2号1805室 秦某 络活喜5mg要2盒 13800003555")
    filled.do(capture, "大林苑2号1806室 氨氯地平没了 13800004666")
    filled.do(capture, PETS)
    filled.do(capture, "大林苑2号1806室 钙片没了")
    begin(filled, PersonInput("石磊", PersonKind.VOLUNTEER))
    return filled


def view(store: Store, no: int = 1) -> ErrandView:
    return store.ask(errands.view, no)


def send(store: Store, *numbers: int) -> None:
    """Put requests on errand 1, to a hospital from nine to eleven."""
    now = store.now()
    way = ErrandInput(parse_moment("09:00", now), parse_moment("11:00", now), "瑞金医院")
    store.do(errand_commands.add_errand, numbers, way)


async def mark(pilot: Driven, *numbers: int) -> Requests:
    """Mark requests in the queue, which is in front; the queue."""
    place = pilot.front(Requests)
    for no in numbers:
        place.reveal(no)
        await pilot.press("space")
    return place


def states(store: Store) -> dict[int, str]:
    return {row.no: row.state for row in queue(store)}


@both_sizes
async def test_an_errand_is_made_of_a_group_and_carried_through(asking: Store, size: Size) -> None:
    async with desk(asking, size=size) as pilot:
        await pilot.press("E")
        assert isinstance(pilot.app.screen, Errands)
        assert "氨氯地平  2 requests  #1 #2" in pilot.choices("#errands-list")[1]
        await pilot.press("enter")
        await pilot.save(place="瑞金医院")
        assert isinstance(pilot.app.screen, ErrandSheet)
        first, second = pilot.choices("#errand-lines")
        assert "络活喜" in first
        assert cell_len(first) == cell_len(second) <= size[0]
        assert "瑞金医院" in pilot.shown("#errand-head")

        await pilot.press("d")
        await pilot.save(missing="2")
        assert isinstance(pilot.app.screen, FormDialog), "a reason is asked for"
        await pilot.save(missing="2: sold out", told="yes")
        assert isinstance(pilot.app.screen, ErrandSheet)
        assert "1 brought, 1 not; requests resolved: 1, updates owed: 0" in pilot.status()
        assert "✓ brought" in pilot.choices("#errand-lines")[0]
        assert "✗ sold out" in pilot.choices("#errand-lines")[1]
        assert states(asking)[1] == "closed"
        assert states(asking)[2] == "open"

        await pilot.press("z")
        assert states(asking)[1] == "open"
        await pilot.press("z")
        assert isinstance(pilot.app.screen, Errands), "its making was taken back"


async def test_an_errand_is_made_of_marks_and_more_put_on_it(asking: Store) -> None:
    async with desk(asking, "f3") as pilot:
        place = await mark(pilot, 1, 4)
        assert place.records.marks == {1, 4}
        await pilot.press("E", "ctrl+s")
        assert {line.request_no for line in view(asking).lines} == {1, 4}
        assert not place.records.marks, "what is on an errand is not marked any more"
        await pilot.press("escape")
        await mark(pilot, 2)
        await pilot.press("E", "2")
        assert [line.request_no for line in view(asking).lines] == [1, 4, 2]
        assert isinstance(pilot.app.screen, ErrandSheet)


async def test_who_waits_already_is_refused_and_stays_marked(asking: Store) -> None:
    send(asking, 1)
    async with desk(asking, "f3") as pilot:
        place = await mark(pilot, 1)
        await pilot.press("E", "2")
        assert pilot.app.screen is place
        assert "waits on errand 1 already" in pilot.status()
        assert place.records.marks == {1}


async def test_a_closed_request_is_refused_and_the_form_stays(asking: Store) -> None:
    async with desk(asking, "f3") as pilot:
        await mark(pilot, 1)
        await pilot.press("E")
        told = ClosingInput(Outcome.MET, "秦某", asking.now())
        asking.do(request_commands.close_requests, {1: told})
        await pilot.press("ctrl+s")
        assert isinstance(pilot.app.screen, FormDialog)
        assert "Request 1 is not open" in pilot.shown("#form-foot")


async def test_lines_are_filled_in_and_somebody_runs_it(asking: Store) -> None:
    async with desk(asking) as pilot:
        await pilot.press("E", "enter", "ctrl+s", "e")
        form = pilot.form()
        for name, text in (("quantity", "some"), ("money", "[/b]")):
            form.query_one(f"#edit-{name}", Input).value = text
        await pilot.press("ctrl+s")
        assert isinstance(pilot.app.screen, FormDialog)
        problems = [str(p.content) for p in form.query(".problem").results(Static) if p.content]
        assert problems == [
            "some is no quantity; write it like 2 or 2 boxes",
            "[/b] is no sum of money; write it like 120 or 120.50",
        ]
        for name, text in (("quantity", "3盒"), ("money", "120.5"), ("note", "按[门铃]")):
            form.query_one(f"#edit-{name}", Input).value = text
        await pilot.save(card_taken="yes")
        line = view(asking).lines[0]
        assert (line.quantity, line.measure, line.money, line.card_taken) == (3, "盒", 12050, 1)
        assert "120.50" in pilot.choices("#errand-lines")[0]

        await pilot.press("a", "space", "enter")
        assert isinstance(pilot.app.screen, ErrandSheet)
        assert view(asking).row.runners == ("石磊",)
        assert "石磊" in pilot.shown("#errand-head")

        await pilot.press("down", "x")
        assert len(view(asking).lines) == 1
        await pilot.press("x")
        assert "last line" in pilot.status()
        await pilot.press("R")
        await pilot.save(place="华山医院")
        assert view(asking).row.place == "华山医院"
        await pilot.press("g")
        assert pilot.front(Requests).chosen() == 1


async def test_the_sheet_is_shown_and_written_where_somebody_says(
    asking: Store, tmp_path: Path
) -> None:
    async with desk(asking) as pilot:
        await pilot.press("E", "enter", "ctrl+s", "p")
        assert isinstance(pilot.app.screen, Paper)
        field = pilot.app.screen.query_one("#path", Input)
        assert field.value.endswith("errand-1.txt")
        assert "大林苑 2-1805" in pilot.shown("#paper-text")
        for name in ("none/run.txt", "run.txt"):
            field.value = str(tmp_path / name)
            await pilot.press("enter")
        assert isinstance(pilot.app.screen, ErrandSheet)
        assert str(tmp_path / "run.txt") in pilot.status()
        text = (tmp_path / "run.txt").read_text("utf-8")
        assert text == errand_sheet.text(view(asking))
        await pilot.press("p")
        field = pilot.app.screen.query_one("#path", Input)
        field.value = str(tmp_path / "run.txt")
        await pilot.press("enter")
        assert "is there already" in pilot.shown("#paper-foot")
        assert (tmp_path / "run.txt").read_text("utf-8") == text
        field.value = str(tmp_path / "run.csv")
        await pilot.press("enter")
        head, *rows = (tmp_path / "run.csv").read_text("utf-8-sig").splitlines()
        assert head.startswith("no,where,name,which medicine")
        assert len(rows) == 2
        assert not pilot.app.screen.query("#paper-mask")
        await pilot.press("m", "p")
        assert "the file has all" in pilot.shown("#paper-mask")
        assert "络活喜" not in pilot.shown("#paper-text")
        pilot.app.screen.query_one("#path", Input).value = str(tmp_path / "masked.txt")
        await pilot.press("enter")
        assert "all that the mask hides" in pilot.status()
        assert (tmp_path / "masked.txt").read_text("utf-8") == text, "who runs has to read it"


def test_the_sheet_tells_no_number_and_no_illness(asking: Store) -> None:
    send(asking, 1, 2)
    for text in (errand_sheet.text(view(asking)), errand_sheet.table(view(asking))):
        assert "络活喜" in text
        assert "秦某" in text
        for hidden in ("13800003555", "血压高", "孕妇"):
            assert hidden not in text
    body = errand_sheet.text(view(asking)).splitlines()
    assert body[0] == "Errand 1  瑞金医院  2022-04-09 09:00 – 04-09 11:00"
    masked = errand_sheet.text(view(asking), masked=True)
    assert "络活喜" not in masked
    assert "氨氯地平" not in masked
    head = next(line for line in body if line.startswith("no "))
    rows = [line for line in body if line.startswith(("1  ", "2  "))]
    assert len(rows) == 2
    column = cell_len(head[: head.index("name")])
    assert all(cell_len(row[: row.index("秦某")]) == column for row in rows if "秦某" in row)


def test_a_spreadsheet_reckons_nothing(asking: Store) -> None:
    send(asking, 1)
    asking.do(errand_commands.change_line, 1, 1, 1, LineInput("=1+1", "＝cmd", note='@x,"y"'))
    assert "'=1+1" in errand_sheet.table(view(asking))
    assert "'＝cmd" in errand_sheet.table(view(asking))
    assert '"\'@x,""y"""' in errand_sheet.table(view(asking))


async def test_a_request_tells_of_its_errand_and_leads_to_it(asking: Store) -> None:
    send(asking, 1, 2)
    async with desk(asking, "f3", size=WIDE) as pilot:
        place = pilot.front(Requests)
        told = str(place.detail(1))
        for part in ("Errand 1: on the way", "瑞金医院  09:00 – 11:00", "nobody runs it yet"):
            assert part in told
        assert "络活喜(氨氯地平) 2盒 awaited" in told
        assert "errand" not in str(place.detail(3))
        results = ResultsInput(asking.now(), {1: "售罄[b]"})
        asking.do(errand_results.record_results, 1, results)
        assert "✗ 售罄[b]" in str(place.detail(1))
        assert "results in" in str(place.detail(1))

        place.reveal(2)
        await pilot.press("g")
        options = pilot.choices("#choose-list")
        (at,) = [at for at, option in enumerate(options) if "errand 1 " in option]
        await pilot.press(str(at + 1))
        assert isinstance(pilot.app.screen, ErrandSheet)
        assert "瑞金医院" in pilot.shown("#errand-head")
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, Requests)


async def test_what_was_typed_outlives_leaving_the_forms_of_an_errand(asking: Store) -> None:
    async with desk(asking) as pilot:

        async def left_and_opened(keys: tuple[str, ...], name: str, text: str) -> None:
            await pilot.press(*keys)
            form = pilot.form()
            form.query_one(f"#edit-{name}", Input).value = text
            await pilot.press("escape")
            assert not isinstance(pilot.app.screen, FormDialog)
            await pilot.press(*keys[-1:])
            form = pilot.form()
            assert pilot.values()[name] == text

        await left_and_opened(("E", "enter"), "place", "瑞金医院")
        await pilot.press("ctrl+s")
        await left_and_opened(("e",), "note", "按门铃")
        await pilot.press("ctrl+s", "down", "e")
        assert pilot.values()["note"] == "", "each line has a draft of its own"
        await pilot.press("escape")
        await left_and_opened(("R",), "note", "走后门")
        await pilot.press("ctrl+s")
        row, lines = view(asking)
        assert (row.place, row.note) == ("瑞金医院", "走后门")
        assert [line.note for line in lines] == ["按门铃", ""]
        assert pilot.desk.drafts.names == ()


async def test_an_errand_is_called_off_and_that_is_taken_back(asking: Store) -> None:
    async with desk(asking) as pilot:
        await pilot.press("E", "enter", "ctrl+s", "a", "space", "enter", "o", "escape")
        assert view(asking).row.state == "open", "it is asked once more"
        await pilot.press("o", "1")
        assert isinstance(pilot.app.screen, ErrandSheet)
        assert "Errand 1 is called off; 2 requests wait again." in pilot.status()
        assert (view(asking).row.state, view(asking).row.runners) == ("called_off", ())
        assert "called off" in pilot.shown("#errand-head")
        await pilot.press("d")
        assert isinstance(pilot.app.screen, ErrandSheet), "no results are asked for any more"
        await pilot.press("z")
        assert (view(asking).row.state, view(asking).row.runners) == ("open", ("石磊",))


async def test_an_errand_whose_results_are_not_in_is_late_from_its_return_on(
    asking: Store, clock: FixedClock
) -> None:
    send(asking, 1, 2)
    clock.moment = parse_moment("10:30", asking.now())
    async with desk(asking, "E", size=WIDE) as pilot:
        assert not any("late" in line for line in pilot.choices("#errands-list"))
    clock.moment = parse_moment("13:00", asking.now())
    async with desk(asking, "E", size=WIDE) as pilot:
        (listed,) = (line for line in pilot.choices("#errands-list") if "瑞金医院" in line)
        assert "⚠ late 2 h" in listed
        await pilot.press("end", "enter")
        assert "2 lines wait  ⚠ late 2 h" in " ".join(pilot.shown("#errand-head").split("\n"))
    clock.moment += timedelta(days=1)
    async with desk(asking, "E", size=WIDE) as pilot:
        (listed,) = (line for line in pilot.choices("#errands-list") if "瑞金医院" in line)
        assert "⚠ late 1 d" in listed, "midnight does not take it away"
    asking.do(errand_results.record_results, 1, ResultsInput(asking.now()))
    async with desk(asking, "E", size=WIDE) as pilot:
        assert not any("late" in line for line in pilot.choices("#errands-list"))


async def test_an_errand_back_before_it_leaves_is_not_read_as_of_tomorrow(asking: Store) -> None:
    async with desk(asking, "E", "enter", size=WIDE) as pilot:
        await pilot.save(place="瑞金医院", leaves_at="13:00", returns_at="12:00")
        assert "That would be until 04-10 12:00" in pilot.problem("returns_at")
