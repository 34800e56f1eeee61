"""The first run: three ways in on an empty file, none on a file that has something."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from textual import events

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
from screens.exchange.import_files import ImportFiles
from screens.journal.dialog import Journal
from screens.kit.top_bar import TopBar
from screens.setup.welcome import Welcome
from tests.ui.bare import Bare, BareDesk
from tests.ui.driving import LOW, WIDE, Driven, driven


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The desk's file, not made yet."""
    return tmp_path / "desk.db"


@pytest.fixture(params=[LOW, WIDE], ids=["low", "wide"])
async def pilot(
    request: pytest.FixtureRequest, file: Path, clock: FixedClock
) -> AsyncIterator[Driven]:
    """A desk on that file, with the greeting in front."""
    async with driven(BareDesk(file, clock), request.param) as pilot:
        pilot.front(Welcome)
        yield pilot


async def test_escape_leaves_an_empty_desk_that_says_what_to_do(pilot: Driven) -> None:
    await pilot.press("escape")
    assert not isinstance(pilot.app.screen, Welcome)
    assert "I brings in paperwork" in pilot.status()


async def test_paperwork_opens_the_import(pilot: Driven) -> None:
    await pilot.press("2")
    pilot.front(ImportFiles)


async def test_beginning_by_hand_keeps_the_committee(pilot: Driven) -> None:
    await pilot.press("3")
    form = pilot.form()
    await pilot.save(compounds="大林苑 大林路338号\n四十三弄")
    assert form.query_one("#field-name").has_class("-wrong")
    await pilot.save(name="大林居委会")
    assert pilot.app.screen is not form
    ask = pilot.desk.store.ask
    assert ask(neighbourhood_name) == "大林居委会"
    assert [one.name for one in ask(compounds)] == ["大林苑", "四十三弄"]
    assert "2 compounds" in pilot.status()


async def test_the_sample_is_a_copy_and_says_so_all_the_time(pilot: Driven, file: Path) -> None:
    desk = pilot.desk
    await pilot.press("enter")
    assert "SAMPLE" in desk.screen.query_one(TopBar).render().plain
    assert not desk.store.ask(is_empty)
    assert desk.path != file
    own = Store(file, desk.clock)
    assert own.ask(is_empty)
    own.close()
    assert desk.scratch is not None
    desk.scratch.cleanup()
    assert not desk.path.exists()


async def test_the_greeting_speaks_the_other_language_at_once(pilot: Driven) -> None:
    await pilot.press("f12")
    assert "看看样例居委会" in pilot.choices()[0]


async def test_a_file_with_something_in_it_is_not_greeted(store: Store) -> None:
    store.do(begin_committee, "大林居委会", "", [])
    async with driven(BareDesk(store.path, store.clock)) as pilot:
        await pilot.press("L")
        pilot.front(Journal)
        await pilot.press("escape")
        pilot.front(Bare)


async def test_somebody_already_typing_is_not_interrupted(file: Path, clock: FixedClock) -> None:
    desk = BareDesk(file, clock)
    desk.post_message(events.Key("L", "L"))
    async with driven(desk) as pilot:
        pilot.front(Journal)
        assert not any(isinstance(screen, Welcome) for screen in desk.screen_stack)
        await pilot.press("escape")
        pilot.front(Bare)


def test_beginning_is_one_step(store: Store) -> None:
    compound = CompoundInput("大林苑", CompoundKind.COMMODITY)
    assert store.do(begin_committee, "大林居委会", "小陈", [compound]) == 1
    assert store.ask(in_charge) == "小陈"
    assert not store.ask(is_empty)
    store.do(undo)
    assert store.ask(is_empty)
    assert store.ask(in_charge) == ""


def test_beginning_without_a_name_is_refused(store: Store) -> None:
    with pytest.raises(Refused) as refused:
        store.do(begin_committee, "  ", "", [CompoundInput("大林苑")])
    assert refused.value.problem.field == "name"
    assert store.ask(is_empty)


def test_compounds_are_read_a_line_each() -> None:
    typed = "大林苑　大林路338号\n\n三十一弄，林荫路31弄 2号门\n大林苑\n"
    assert read_compounds(typed) == [
        CompoundInput("大林苑", CompoundKind.COMMODITY, "大林路338号"),
        CompoundInput("三十一弄", CompoundKind.LANE, "林荫路31弄 2号门"),
    ]
