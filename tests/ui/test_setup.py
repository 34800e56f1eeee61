"""The first run: three ways in on an empty file, none on a file that has something."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.app import ComposeResult
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static, TextArea

from data.clock import FixedClock
from data.households.queries import compounds, neighbourhood_name
from data.journal.commands import undo
from data.settings import in_charge
from data.setup.commands import begin_committee
from data.setup.queries import is_empty
from data.store import Store
from models.households import CompoundInput, CompoundKind
from models.problems import Refused
from models.setup.rules import read_compounds
from screens import i18n
from screens.exchange.import_files import BringIn
from screens.journal.dialog import Log
from screens.kit.form import FormDialog
from screens.kit.place import Place
from screens.kit.status_line import StatusLine
from screens.kit.top_bar import TopBar
from screens.setup.welcome import Welcome
from screens.shell import Shell


class Bare(Place):
    """A place with nothing in it."""

    place = "today"

    def body(self) -> ComposeResult:
        yield Static("")

    def load(self) -> None:
        """Nothing to read."""


class BareDesk(Shell):
    """A desk of that one place."""

    MODES = {"today": Bare}
    CSS_PATH = str(Path(__file__).parents[2] / "screens/styles/desk.tcss")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The desk's file, not made yet."""
    return tmp_path / "desk.db"


@pytest.fixture(params=[(80, 24), (120, 40)])
async def pilot(
    request: pytest.FixtureRequest, file: Path, clock: FixedClock
) -> AsyncIterator[Pilot[int]]:
    """A desk on that file, in English."""
    spoken = i18n.language()
    i18n.set_language("en")
    async with BareDesk(file, clock).run_test(size=request.param) as pilot:
        yield pilot
    i18n.set_language(spoken)


async def _until(pilot: Pilot[int], true: Callable[[], bool]) -> None:
    """Let the desk run until something is so."""
    for _ in range(600):
        if true():
            return
        await pilot.pause(0.02)
    raise AssertionError("it never came")


async def _welcome(pilot: Pilot[int]) -> None:
    await _until(pilot, lambda: isinstance(pilot.app.screen, Welcome))


def _status(pilot: Pilot[int]) -> str:
    return pilot.app.screen_stack[0].query_one(StatusLine).message


async def test_escape_leaves_an_empty_desk_that_says_what_to_do(pilot: Pilot[int]) -> None:
    await _welcome(pilot)
    await pilot.press("escape")
    assert not isinstance(pilot.app.screen, Welcome)
    assert "I brings in paperwork" in _status(pilot)


async def test_paperwork_opens_the_import(pilot: Pilot[int]) -> None:
    await _welcome(pilot)
    await pilot.press("2")
    await _until(pilot, lambda: isinstance(pilot.app.screen, BringIn))


async def test_beginning_by_hand_keeps_the_committee(pilot: Pilot[int]) -> None:
    desk: Any = pilot.app
    await _welcome(pilot)
    await pilot.press("3")
    await _until(pilot, lambda: isinstance(pilot.app.screen, FormDialog))
    form = pilot.app.screen
    form.query_one("#edit-compounds", TextArea).text = "大林苑 大林路338号\n四十三弄"
    await pilot.press("ctrl+s")
    await _until(pilot, lambda: bool(form.query_one("#field-name").has_class("-wrong")))
    form.query_one("#edit-name", Input).value = "大林居委会"
    await pilot.press("ctrl+s")
    await _until(pilot, lambda: pilot.app.screen is not form)
    with desk.store.read() as conn:
        assert neighbourhood_name(conn) == "大林居委会"
        assert [c.name for c in compounds(conn)] == ["大林苑", "四十三弄"]
    assert "2 compounds" in _status(pilot)


async def test_the_sample_is_a_copy_and_says_so_all_the_time(pilot: Pilot[int], file: Path) -> None:
    desk: Any = pilot.app
    await _welcome(pilot)
    await pilot.press("enter")
    await _until(pilot, lambda: desk.scratch is not None)
    await _until(pilot, lambda: "SAMPLE" in pilot.app.screen.query_one(TopBar).render().plain)
    with desk.store.read() as conn:
        assert not is_empty(conn)
    assert desk.path != file
    own = Store(file, FixedClock(desk.clock.now()))
    with own.read() as conn:
        assert is_empty(conn)
    own.close()
    desk.scratch.cleanup()
    assert not desk.path.exists()


async def test_the_greeting_speaks_the_other_language_at_once(pilot: Pilot[int]) -> None:
    await _welcome(pilot)
    await pilot.press("f12")
    listed = pilot.app.screen.query_one(OptionList)
    assert "看看样例居委会" in str(listed.get_option_at_index(0).prompt)


async def test_a_file_with_something_in_it_is_not_greeted(file: Path, clock: FixedClock) -> None:
    store = Store(file, clock)
    store.do(begin_committee, "大林居委会", "", [])
    store.close()
    async with BareDesk(file, clock).run_test() as pilot:
        await pilot.press("L")
        await _until(pilot, lambda: isinstance(pilot.app.screen, Log))
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, Bare)


async def test_somebody_already_typing_is_not_interrupted(file: Path, clock: FixedClock) -> None:
    desk = BareDesk(file, clock)
    desk.post_message(events.Key("L", "L"))
    async with desk.run_test() as pilot:
        await _until(pilot, lambda: isinstance(desk.screen, Log))
        assert not any(isinstance(screen, Welcome) for screen in desk.screen_stack)
        await pilot.press("escape")
        assert isinstance(desk.screen, Bare)


def test_beginning_is_one_step(store: Store) -> None:
    compound = CompoundInput("大林苑", CompoundKind.COMMODITY)
    assert store.do(begin_committee, "大林居委会", "小陈", [compound]) == 1
    with store.read() as conn:
        assert in_charge(conn) == "小陈"
        assert not is_empty(conn)
    store.do(undo)
    with store.read() as conn:
        assert is_empty(conn)
        assert in_charge(conn) == ""


def test_beginning_without_a_name_is_refused(store: Store) -> None:
    with pytest.raises(Refused) as refused:
        store.do(begin_committee, "  ", "", [CompoundInput("大林苑")])
    assert refused.value.problem.field == "name"
    with store.read() as conn:
        assert is_empty(conn)


def test_compounds_are_read_a_line_each() -> None:
    typed = "大林苑　大林路338号\n\n三十一弄，林荫路31弄 2号门\n大林苑\n"
    assert read_compounds(typed) == [
        CompoundInput("大林苑", CompoundKind.COMMODITY, "大林路338号"),
        CompoundInput("三十一弄", CompoundKind.LANE, "林荫路31弄 2号门"),
    ]
