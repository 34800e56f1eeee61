"""The tubes of a round and who is missed in it, at the desk: several at once, each act one step."""

from __future__ import annotations

from pathlib import Path
from shutil import copy

import pytest
from textual.widgets import OptionList

from data.clock import FixedClock
from data.requests import queries as requests
from data.sample import SAMPLE_NOW
from data.sampling import commands, queries, ticking, tubes
from data.store import Store
from data.testing.queries import round_of
from models.problems import Problem
from models.sampling.rules import Standing
from screens.i18n import set_language
from screens.recall.dialog import Recalling
from screens.sampling import words
from screens.sampling.missed import Missed
from screens.sampling.tubes import Tubes
from tests.tables import HERE, add_round, begin_town, sheet, standing
from tests.ui.driving import LOW, WIDE, Size, desk


@pytest.fixture(scope="module")
def town_file(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A round in which three tubes are filled and three people are missed."""
    path = Path(copy(empty_file, tmp_path_factory.mktemp("town") / "town.db"))
    store = Store(path, FixedClock(SAMPLE_NOW))
    begin_town(store)
    add_round(store)
    for code, door in (("T00012", "3-501"), ("T00013", "3-502"), ("T00014", "3-601")):
        store.do(tubes.put_into, 1, code, f"{HERE}{door}")
        store.do(tubes.close_tube, 1, code)
    store.do(ticking.tick, 1, "504 没下来", building="春晖苑3")
    store.do(ticking.tick, 1, "504 没下来", building="大林苑3")
    store.close()
    return path


@pytest.fixture
def town(town_file: Path, tmp_path: Path, clock: FixedClock) -> Store:
    return Store(Path(copy(town_file, tmp_path / "store.db")), clock)


def states(store: Store) -> dict[str, str]:
    found = store.ask(lambda conn: queries.tubes(conn, round_of(conn, 1)))
    return {one.code: one.state for one in found}


async def test_one_tube_is_abnormal_and_all_the_rest_negative_and_one_key_plans_the_recall(
    town: Store,
) -> None:
    async with desk(town, "f5", "greater_than_sign") as pilot:
        await pilot.press("/", *"013", "enter", "d", "enter")
        assert set(states(town).values()) == {"pending"}, "enter by reflex says nothing of a tube"
        await pilot.press("3")
        assert states(town) == {"T00012": "negative", "T00013": "abnormal", "T00014": "negative"}
        assert [one for one in pilot.choices() if "T00013" in one] == pilot.choices()
        await pilot.press("z")
        assert set(states(town).values()) == {"pending"}
        await pilot.press("Z", "less_than_sign")
        pilot.front(Recalling)
        assert "T00013" in pilot.shown("#recall-head")


async def test_the_mask_hides_who_was_in_an_abnormal_tube(town: Store) -> None:
    async with desk(town, "f5", "greater_than_sign") as pilot:
        await pilot.press("/", *"013", "enter", "d", "2", "home", "m")
        assert "T00013" in pilot.choices()[0]
        assert pilot.shown("#tube-note") == "***"
        await pilot.press("m", "down", "up")
        assert "3-502" in pilot.shown("#tube-note")


@pytest.mark.parametrize(("size", "language"), [(LOW, "zh"), (WIDE, "en")])
async def test_several_tubes_are_void_at_once_and_none_is_left_to_mark(
    town: Store, size: Size, language: str
) -> None:
    set_language(language)
    async with desk(town, "f5", "greater_than_sign", "asterisk", "x", size=size) as pilot:
        assert set(states(town).values()) == {"void"}
        assert len(pilot.choices()) == 1
        await pilot.press("v", "d", "1")
        assert set(states(town).values()) == {"void"}, "a void tube has no result"
        pilot.front(Tubes)
        assert len(pilot.choices()) == 3


async def test_the_missed_of_a_building_are_called_again_and_somebody_goes_to_a_door(
    town: Store,
) -> None:
    async with desk(town, "f5", "comma", "y") as pilot:
        assert "504" in pilot.desk.clipboard
        assert "王" not in pilot.desk.clipboard
        await pilot.press("/", *"大林苑3-504", "enter", "a", *"小李", "ctrl+s")
        assert town.ask(requests.view, 1).promised_by == "小李"
        lines = [one for one in pilot.choices() if "小李" in one]
        assert len(lines) == 2, "both of that door"
        await pilot.press("z")
        assert not any("小李" in one for one in pilot.choices())


async def test_what_became_of_several_is_said_at_once_and_the_round_is_closed(town: Store) -> None:
    async with desk(town, "f5", "comma", "asterisk", "d", "1", size=WIDE) as pilot:
        found = standing(town, 1)
        assert found["春晖苑王芳"] == found["大林苑李强"] == Standing.SAMPLED
        assert "Nobody is missed" in pilot.choices()[0]
        await pilot.press("P", "enter")
        assert town.ask(round_of, 1).closed_at is None, "the first choice does nothing"
        await pilot.press("P", "2")
        assert town.ask(round_of, 1).closed_at is not None
        pilot.front(Missed)
        assert "closed" in pilot.title()
        await pilot.press("P", "1")
        assert town.ask(round_of, 1).closed_at is None


async def test_the_cursor_follows_whom_it_is_on_where_others_leave_the_list(town: Store) -> None:
    async with desk(town, "f5", "comma", size=WIDE) as pilot:
        people = len(pilot.choices())
        await pilot.press("space", "down")
        listed = pilot.app.screen.query_one(OptionList)
        (here,) = pilot.choices()[listed.highlighted : listed.highlighted + 1]
        await pilot.press("d", "2")
        assert len(pilot.choices()) < people
        assert pilot.choices()[listed.highlighted] == here


async def test_an_empty_list_tells_of_nobody_beneath_it(town: Store) -> None:
    async with desk(town, "f5", "greater_than_sign", size=WIDE) as pilot:
        assert pilot.shown("#tube-note")
        await pilot.press("asterisk", "x")
        assert len(pilot.choices()) == 1
        assert not pilot.shown("#tube-note")


def test_a_compound_and_a_door_are_said_once_for_all_of_it(town: Store) -> None:
    people = [one for one in sheet(town, 1) if one.room in ("501", "502", "504")]
    assert words.named(people) == (
        "春晖苑 3-501 金桂花, 金小明, 3-502 柳青, 3-502 ×2, 3-504 王芳, 大林苑 3-504 王芳, 李强"
    )


async def test_a_tube_that_was_abnormal_by_mistake_is_put_right_by_a_word_of_the_laboratory(
    town: Store,
) -> None:
    async with desk(town, "f5", "greater_than_sign") as pilot:
        await pilot.press("/", *"013", "enter", "d")
        assert len(pilot.choices()) == 4, "nothing was told of it yet that could be wrong"
        await pilot.press("2", "/", *"013", "enter", "d", "5")
        await pilot.press("enter")
        assert states(town)["T00013"] == "abnormal", "nobody's word is none"
        await pilot.press(*"Dr Li: mislabelled", "enter")
        assert states(town)["T00013"] == "negative"
        assert pilot.front(Tubes)
        found = town.ask(lambda conn: queries.tube(conn, round_of(conn, 1), "T00013"))
        assert found.note == "Dr Li: mislabelled"
        await pilot.press("z")
        assert states(town)["T00013"] == "abnormal"


async def test_who_was_in_a_full_tube_after_all_is_put_into_it_by_a_word(town: Store) -> None:
    kept = commands.Unsettled(Problem("table_no_such_door", {"text": "3-505"}), "3-505", "T00014")
    town.do(commands.note_doubt, 1, kept)
    async with desk(town, "f5", "full_stop", "down", "v", "v", "v", size=WIDE) as pilot:
        await pilot.press("enter", "2", *"Shi Min saw him", "ctrl+s")
        assert town.ask(queries.doubts, 1), "3-505 is nobody"
        await pilot.press("shift+tab", *["backspace"] * 5, *f"{HERE}3-504 王芳", "ctrl+s")
        assert standing(town, 1)[f"{HERE}王芳"] == Standing.IN_TUBE
        assert pilot.choices("#table-list") == ["Nothing is to be settled."]
        tube = town.ask(lambda conn: queries.tube(conn, round_of(conn, 1), "T00014"))
        assert (tube.members, tube.full_at is None) == (5, False)
        await pilot.press("z")
        assert standing(town, 1)[f"{HERE}王芳"] == Standing.MISSED
        assert len(town.ask(queries.doubts, 1)) == 1
