"""Testing in numbers, driven by keys: its five pictures, what they lead to, nothing to show."""

from __future__ import annotations

from pathlib import Path
from shutil import copy

import pytest
from rich.cells import cell_len

from data.call_sheet.finding import find_people
from data.clock import FixedClock
from data.results.commands import record_found
from data.sample import SAMPLE_NOW
from data.samples.commands import send_samples
from data.sampling import tubes
from data.sampling.ticking import tick
from data.sampling.tube_results import set_result
from data.store import Store
from models.results import Result, ResultInput, Source
from models.samples import TripInput
from models.sampling.reading import Outcome
from screens import i18n
from screens.households.place import Households
from screens.kit.drawn_lines import DrawnLines
from screens.testing.numbers import TestingNumbers as Numbers
from screens.testing.place import Testing as Place
from tests.tables import HERE, add_round, begin_town
from tests.ui.driving import Driven, Size, both_sizes, desk


@pytest.fixture(scope="module")
def town_file(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two compounds: of one a round ticked but for a door, of the other a tube that is abnormal,
    one that is overdue; somebody positive; a second round that has not begun."""
    path = Path(copy(empty_file, tmp_path_factory.mktemp("town") / "town.db"))
    clock = FixedClock(SAMPLE_NOW)
    store = Store(path, clock)
    begin_town(store)
    add_round(store)
    store.do(tick, 1, "501 没下来", compound=HERE)
    store.do(tubes.put_into, 1, "T01", "大林苑3-504 王芳")
    store.do(tubes.put_into, 1, "T02", "大林苑3-504 李强")
    store.do(send_samples, TripInput(1, laboratory="金域", codes=("T02",)))
    store.do(set_result, 1, "T01", Outcome.ABNORMAL)
    whom = store.ask(find_people, "春晖苑3-504 王芳")
    store.do(record_found, whom, ResultInput(Result.POSITIVE, Source.ANTIGEN, SAMPLE_NOW))
    add_round(store)
    store.close()
    return path


@pytest.fixture
def town(town_file: Path, store: Store, clock: FixedClock) -> Store:
    store.close()
    clock.moment = SAMPLE_NOW.replace(hour=21)
    return Store(Path(copy(town_file, store.path)), clock)


def lines(pilot: Driven) -> list[str]:
    """What all lines say."""
    return pilot.app.screen.query_one(DrawnLines).text().split("\n")


@both_sizes
@pytest.mark.parametrize("language", ["en", "zh"])
async def test_each_picture_is_told_whole(town: Store, size: Size, language: str) -> None:
    i18n.set_language(language)
    async with desk(town, "f5", "T", size=size) as pilot:
        pilot.front(Numbers)
        await pilot.press("left")
        for view in range(1, 6):
            await pilot.press(str(view))
            await pilot.settled()
            assert f"{view}/5" in pilot.title()
            drawn = pilot.app.screen.query_one(DrawnLines)
            assert any(lines(pilot)), view
            width = drawn.scrollable_content_region.width
            assert not [one for one in lines(pilot) if cell_len(one) > width - 2]
            shown = [drawn.render_line(y).text for y in range(drawn.size.height)]
            told = "\n".join([*shown, pilot.shown("#tests-about")])
            assert "…" not in told
            assert not [name for name in ("王芳", "李强", "金桂花") if name in told]
        await pilot.press("v")
        assert "1/5" in pilot.title()
        await pilot.press("shift+tab")
        assert "5/5" in pilot.title()
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, Place)


async def test_figures_are_those_of_the_round_and_what_is_late_is_marked(town: Store) -> None:
    async with desk(town, "f5", "T") as pilot:
        await pilot.press("left")
        about = pilot.shown("#tests-about")
        assert "round 1" in about
        assert "10 of 13 sampled, lacking 2, still due 1" in about
        here = next(at for at, one in enumerate(lines(pilot)) if one.startswith(HERE))
        assert lines(pilot)[here + 1].split()[1:5] == ["11", "8", "2", "1"]
        await pilot.press("2")
        assert lines(pilot)[1].split()[1:] == ["15", "10", "2", "0", "1", "2"]
        await pilot.press("3")
        (sent,) = (one for one in lines(pilot) if one.startswith("sent"))
        assert "⚠ 1 overdue" in sent
        assert any(one.split()[:2] == ["T01", "1"] for one in lines(pilot))
        await pilot.press("4")
        told = "\n".join(lines(pilot))
        assert "antigen kit 1 · 1 tube abnormal  with 1 person" in told
        await pilot.press("5")
        await pilot.settled()
        assert lines(pilot)[0].startswith(f"⚠ {HERE} 3")


async def test_enter_leads_on_and_arrows_to_another_round(town: Store) -> None:
    async with desk(town, "f5", "T") as pilot:
        await pilot.press("left", "right", "3")
        assert "round 1" in pilot.shown("#tests-about"), "no other has begun"
        await pilot.press("2", "enter")
        assert "1/5" in pilot.title()
        await pilot.press("5")
        await pilot.settled()
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, Households)
        await pilot.press("f5", "T", "left", "enter")
        assert isinstance(pilot.app.screen, Place)


async def test_where_there_is_nothing_it_says_so(store: Store) -> None:
    async with desk(store, "escape", "f5", "T") as pilot:
        pilot.front(Numbers)
        told = []
        for view in range(1, 6):
            await pilot.press(str(view))
            await pilot.settled()
            told.append(pilot.shown("#tests-about"))
        assert told[0] == "No round yet: esc, then n plans one."
        assert told[1] == "No round has begun yet."
        assert told[2] == "No tube of this round is on file."
        assert told[3].startswith("Nobody is known to be positive")
        assert told[4] == "Nobody is on the register yet."
        await pilot.press("left", "enter", "down")
        pilot.front(Numbers)
