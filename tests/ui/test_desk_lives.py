"""Whatever goes wrong while the desk is open is told in one line; it and what was typed stay."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from textual.events import Event, Paste
from textual.strip import Strip
from textual.widget import Widget

from data import paths
from data.store import Store
from models.problems import Problem, Refused
from screens.journal.dialog import Journal
from screens.kit.form import FormDialog
from screens.kit.list_lines import ListLines
from screens.kit.one_line import OneLine
from screens.kit.place import Place
from screens.kit.record_list import RecordList
from screens.reading.capture import CaptureLine
from screens.sentences import say
from screens.subjects import SUBJECTS
from tests.ui.driving import Driven, desk

PLACES = [subject.name for subject in SUBJECTS if subject.place]
OPENED = sorted({name for subject in SUBJECTS for name in subject.opens})

SECRET = "王秀英 13800000000"


class Unforeseen(Exception):
    """What nobody reckoned with."""


def fails(*_given: Any, **_named: Any) -> Any:
    """Something that goes wrong whatever it is given."""
    raise Unforeseen(SECRET)


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where details of faults go."""
    monkeypatch.setattr(paths, "user_folder", lambda: tmp_path)
    return tmp_path


def told_as_fault(pilot: Driven) -> None:
    """Something nobody reckoned with was told in one line, and kept for whoever mends it."""
    fault = pilot.fault()
    assert "Unforeseen" in fault
    assert pilot.app.is_running
    assert (paths.user_folder() / "fault.txt").exists()


@pytest.mark.parametrize("place", PLACES)
async def test_a_place_that_fails_says_so_keeps_what_it_showed_and_comes_right(
    sample: Store, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    async with desk(sample) as pilot:
        await pilot.desk.action_go_place(place)
        await pilot.settled()
        kind = type(pilot.place())
        with monkeypatch.context() as broken:
            broken.setattr(kind, "load", fails)
            pilot.desk.announce()
            await pilot.settled()
            told_as_fault(pilot)
            assert "Unforeseen" in pilot.status()
        await pilot.looked_again()
        assert pilot.status() == ""
        assert not pilot.desk.faults


async def test_what_a_place_shows_stays_while_it_cannot_be_read(
    sample: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk(sample, "f3") as pilot:
        shown = lines(pilot)
        monkeypatch.setattr(RecordList, "show", fails)
        pilot.desk.announce()
        await pilot.press("down", "up")
        kept = lines(pilot)
        assert kept == shown[: len(kept)]  # what is told took a line
        told_as_fault(pilot)


def lines(pilot: Driven) -> list[str]:
    """What the list of the place shows."""
    records = pilot.here().records
    return [records.render_line(y).text for y in range(records.size.height)]


def kill(part: Widget) -> None:
    """Let a widget of the library's fail at the next message, after which it takes no other."""
    plain = part.on_event

    def fails_once(event: Event) -> Any:
        part.on_event = plain  # type: ignore[method-assign]
        return fails(event)

    part.on_event = fails_once  # type: ignore[method-assign]
    part.post_message(Paste(""))


@pytest.mark.parametrize("name", OPENED)
async def test_a_dialog_that_cannot_be_opened_is_told_and_closed(
    sample: Store, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    async with desk(sample) as pilot:
        await pilot.app.run_action(f"app.open('{name}')")
        await pilot.settled()
        opened = type(pilot.app.screen)
        if issubclass(opened, Place):
            return
        await pilot.app.pop_screen()
        await pilot.settled()
        monkeypatch.setattr(opened, "on_mount", fails)
        await pilot.app.run_action(f"app.open('{name}')")
        await pilot.settled()
        assert isinstance(pilot.app.screen, Place)
        told_as_fault(pilot)
        await pilot.press("f3")
        assert pilot.place().place == "requests"


async def test_a_dialog_that_fails_keeps_what_was_typed(
    sample: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk(sample, "f3", "plus", *"大林苑2号1805 没药") as pilot:
        monkeypatch.setattr("screens.reading.capture.capture", fails)
        await pilot.press("enter")
        pilot.front(CaptureLine)
        assert pilot.line().value == "大林苑2号1805 没药"
        told_as_fault(pilot)
        monkeypatch.undo()
        await pilot.press("enter")
        assert "is in the queue" in pilot.status()


async def test_a_form_that_fails_when_it_is_saved_keeps_what_was_typed(
    sample: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk(sample) as pilot:
        await pilot.desk.action_go_place("households")
        await pilot.press("e", "enter")
        monkeypatch.setattr(FormDialog, "touched", fails)
        await pilot.save(note="听不见，要敲门")
        assert pilot.values()["note"] == "听不见，要敲门"
        told_as_fault(pilot)


async def test_a_dialog_of_which_a_part_died_closes_and_keeps_its_draft(
    sample: Store,
) -> None:
    async with desk(sample, "plus", *"大林苑2号1805 没药") as pilot:
        kill(pilot.app.screen.query_one("#capture-others"))
        await asyncio.sleep(1)
        assert isinstance(pilot.app.screen, Place)
        told_as_fault(pilot)
        await pilot.press("plus", "up")
        assert pilot.line().value == "大林苑2号1805 没药"


@pytest.mark.parametrize("kind", [CaptureLine, OneLine])
async def test_what_is_typed_into_a_line_stays_however_the_line_is_closed(
    sample: Store, kind: type[CaptureLine | OneLine]
) -> None:
    async def save(_line: str) -> object:
        return None

    def line() -> CaptureLine | OneLine:
        if kind is CaptureLine:
            return CaptureLine()
        return OneLine(lambda: "", lambda: "", save, draft="line")

    async with desk(sample) as pilot:
        pilot.desk.open_dialog(line())
        await pilot.press(*"大林苑2号1805")
        for _again in range(2):
            pilot.desk.show_record("requests", 1)
            await pilot.settled()
            assert isinstance(pilot.app.screen, Place)
            pilot.desk.open_dialog(line())
            await pilot.settled()
            if kind is CaptureLine:  # never glued to a new call: it is taken up by a key
                assert pilot.line().value == ""
                await pilot.press("up")
            assert pilot.line().value == "大林苑2号1805"
        await pilot.press("enter")
        assert pilot.desk.drafts.names == ()
        pilot.desk.open_dialog(line())
        await pilot.press("1", "backspace", "escape")
        assert pilot.desk.drafts.names == ()


async def test_a_place_of_which_a_part_died_is_made_anew(sample: Store) -> None:
    async with desk(sample, "f3", "slash", *"大林") as pilot:
        kill(pilot.place().query_one("#detail"))
        await asyncio.sleep(1)
        told_as_fault(pilot)
        await pilot.press("down")
        assert pilot.here().chosen() is not None
        assert pilot.place().query_one("#detail").is_running


async def test_a_field_that_fails_goes_on(sample: Store) -> None:
    async with desk(sample, "plus", *"大林苑2号") as pilot:
        kill(pilot.line())
        await pilot.press(*"1805")
        assert pilot.line().value == "大林苑2号1805"
        told_as_fault(pilot)


async def test_a_record_that_cannot_be_drawn_hides_no_other(
    sample: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk(sample, "f3") as pilot:
        shown = lines(pilot)
        no = [*pilot.cells()][2]

        def record(drawn: ListLines, index: int, row: Any, *how: Any) -> Strip:
            return fails() if row.no == no else plain(drawn, index, row, *how)

        plain = ListLines.record
        with monkeypatch.context() as broken:
            broken.setattr(ListLines, "record", record)
            pilot.desk.announce()
            await pilot.settled()
            kept = lines(pilot)  # drawn once more, which is told a moment later
            await pilot.settled()
        shown[3] = " " * cell_len(shown[3])
        assert kept == shown[: len(kept)]
        told_as_fault(pilot)


@pytest.mark.parametrize("way", ["timer", "later", "refresh", "worker", "thread"])
async def test_nothing_that_is_put_off_ends_the_desk(sample: Store, way: str) -> None:
    async with desk(sample, "f3", "plus", *"大林苑") as pilot:
        app = pilot.app

        async def begun() -> None:
            fails()

        ways: dict[str, Callable[[], object]] = {
            "timer": lambda: app.set_timer(0.01, fails),
            "later": lambda: app.screen.call_later(fails),
            "refresh": lambda: app.screen.call_after_refresh(fails),
            "worker": lambda: app.run_worker(begun()),
            "thread": lambda: app.run_worker(fails, thread=True),
        }
        ways[way]()
        await pilot.settled()
        told_as_fault(pilot)
        await pilot.press(*"2号")
        assert pilot.line().value == "大林苑2号"


async def test_a_desk_on_which_everything_fails_ends(sample: Store) -> None:
    async def failing() -> None:
        async with desk(sample) as pilot:
            pilot.app.set_interval(0.01, fails)
            await pilot.looked_again()
            pilot.desk.faults.clear()

    with pytest.raises(Unforeseen):
        await failing()


async def test_what_is_told_of_a_fault_has_nothing_of_anybody(sample: Store) -> None:
    async with desk(sample) as pilot:
        pilot.app.set_timer(0.01, fails)
        await pilot.settled()
        assert "13800000000" not in pilot.fault()


# -- what is in the file ---------------------------------------------------------------------------


def _changed(store: Store, script: str) -> None:
    other = sqlite3.connect(store.path, isolation_level=None)
    other.execute("PRAGMA trusted_schema=ON")
    other.executescript(script)
    other.close()


BROKEN = {
    "a table is missing": "DROP TABLE custody",
    "lists that are no JSON": "UPDATE journal_step SET params = '{' WHERE no % 2",
    "text that is none": "UPDATE household SET note = CAST(x'61ff62' AS TEXT)",
    "moments that are none": "UPDATE request SET opened_at = 'gestern'",
}


@pytest.mark.parametrize("script", BROKEN.values(), ids=BROKEN)
async def test_a_tour_of_all_there_is_over_a_broken_file(sample: Store, script: str) -> None:
    async with desk(sample, "plus", *"大林苑2号1805", "escape") as pilot:
        _drop_guards(sample)
        _changed(sample, script)
        await pilot.looked_again()
        for place in PLACES:
            await pilot.desk.action_go_place(place)
            await pilot.press("down", "enter", "escape", "f12", "f12")
            assert pilot.app.is_running, place
        for name in OPENED:
            await pilot.app.run_action(f"app.open('{name}')")
            await pilot.settled()
            while len(pilot.app.screen_stack) > 1:
                await pilot.app.pop_screen()
        await pilot.desk.run_action("app.mask")
        pilot.desk.faults.clear()
        assert pilot.app.is_running
        await pilot.press("plus", "up")
        assert pilot.line().value == "大林苑2号1805"


def _drop_guards(store: Store) -> None:
    other = sqlite3.connect(store.path, isolation_level=None)
    names = [
        name for (name,) in other.execute("SELECT name FROM sqlite_master WHERE type='trigger'")
    ]
    for name in names:
        other.execute(f'DROP TRIGGER "{name}"')
    other.execute("PRAGMA ignore_check_constraints=ON")
    other.close()


async def test_what_could_not_be_read_is_no_longer_said_once_it_can(
    sample: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk(sample, "f3") as pilot:
        with monkeypatch.context() as failing:
            failing.setattr(RecordList, "show", _refuses)
            pilot.desk.announce()
            await pilot.settled()
            assert pilot.status() == say(Problem("disk_failing", {"file": "x"}))
        await pilot.looked_again()
        assert pilot.status() == ""


def _refuses(*_given: Any) -> None:
    raise Refused("disk_failing", file="x")


async def test_what_cannot_be_said_of_a_saved_act_does_not_undo_it(
    sample: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk(sample, "f3", "plus", *"大林苑2号1805 没药") as pilot:
        monkeypatch.setattr("screens.reading.capture.rows_now", _refuses)
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, Place)
        assert pilot.status().startswith("Saved as step ")
        await pilot.press("L")
        pilot.front(Journal)
