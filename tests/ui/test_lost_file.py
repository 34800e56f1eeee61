"""A desk started without its file asks what to do; nothing is begun anew or deleted by itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from textual.widgets import Input

from data import backup
from data.beginning import wrong
from data.clock import FixedClock
from data.households.queries import neighbourhood_name
from data.maintenance import second_place
from data.setup.commands import begin_committee
from data.setup.queries import is_empty
from data.store import Store
from models.households import CompoundInput
from screens.kit.choose import Choose
from screens.maintenance.lost import BeginNothing, Lost, Where
from screens.setup.welcome import Welcome
from tests.damage import spoil
from tests.ui.bare import BareDesk
from tests.ui.driving import LOW, WIDE, Driven, Size, both_sizes, driven


def _begun(path: Path, clock: FixedClock) -> Path:
    """A file with a committee of two steps, and the copy made between them."""
    store = Store(path, clock)
    store.do(begin_committee, "大林", "", [CompoundInput("大林苑")])
    copy = backup.make(path, clock.now(), "by-hand")
    store.do(begin_committee, "小林", "", [CompoundInput("四十三弄")])
    store.close()
    return copy


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "desk.db"


def _gone(file: Path) -> None:
    file.unlink()


def _empty(file: Path) -> None:
    file.write_bytes(b"")


def _named(desk: BareDesk) -> str:
    return desk.store.ask(neighbourhood_name)


@both_sizes
@pytest.mark.parametrize("spoil", [_gone, _empty])
async def test_the_newest_copy_is_taken_back_and_what_it_lacks_told(
    file: Path, clock: FixedClock, spoil: Callable[[Path], None], size: Size
) -> None:
    _begun(file, clock)
    spoil(file)
    desk = BareDesk(file, clock)
    async with driven(desk, size) as pilot:
        pilot.front(Lost)
        assert "Nothing was changed" in " ".join(pilot.shown(".about").split())
        assert (
            "from 04-09 08:00, with all acts up to 04-09 08:00 (step 1);"
            " acts made since that are not in it: at least 1"
            in (" ".join(pilot.choices()[0].split()))
        )
        await pilot.press("1")
        assert _named(desk) == "大林"
        assert "at least 1" in pilot.status()


async def test_escape_closes_the_desk_and_leaves_all_as_it_is(
    file: Path, clock: FixedClock
) -> None:
    _begun(file, clock)
    file.unlink()
    desk = BareDesk(file, clock)
    async with driven(desk) as pilot:
        await pilot.press("escape")
    assert desk.return_value == 1
    assert desk.trouble is not None
    assert desk.trouble.code == "store_lost"
    assert not file.exists()


async def test_begun_anew_only_when_it_is_confirmed(file: Path, clock: FixedClock) -> None:
    _begun(file, clock)
    file.write_bytes(b"SQLite")
    desk = BareDesk(file, clock)
    async with driven(desk) as pilot:
        await pilot.press("3", "1")
        pilot.front(Lost)
        assert file.read_bytes() == b"SQLite"
        await pilot.press("3", "2")
        pilot.front(Welcome)
        assert desk.store.ask(is_empty)
        (kept,) = backup.set_aside(file)
        assert kept.read_bytes() == b"SQLite"


async def test_what_was_typed_before_the_question_was_seen_is_no_answer(
    file: Path, clock: FixedClock
) -> None:
    _begun(file, clock)
    file.unlink()
    desk = BareDesk(file, clock)
    async with desk.run_test(size=LOW):
        pilot = Driven(desk)
        pilot.at_once("3", "2", "\r")
        await pilot.settled()
        pilot.front(Lost)
        assert not file.exists()


async def test_another_copy_is_chosen_from_a_list_or_typed(
    file: Path, clock: FixedClock, tmp_path: Path
) -> None:
    copy = _begun(file, clock)
    file.unlink()
    elsewhere = tmp_path / "stick.db"
    copy.rename(elsewhere)
    desk = BareDesk(file, clock)
    async with driven(desk, WIDE) as pilot:
        assert not any("newest" in choice for choice in pilot.choices())
        await pilot.press("1")
        pilot.front(Choose)
        await pilot.press("1")
        pilot.front(Where)
        pilot.line().value = str(tmp_path / "none.db")
        await pilot.press("enter")
        assert "There is no file" in " ".join(pilot.shown(".about").split())
        await pilot.press("1", "1")
        pilot.app.screen.query_one(Input).value = str(elsewhere)
        await pilot.press("enter")
        assert _named(desk) == "大林"


async def test_a_first_page_that_is_damaged_is_mended(file: Path, clock: FixedClock) -> None:
    _begun(file, clock)
    with file.open("r+b") as opened:
        opened.seek(68)
        opened.write(b"X")
    desk = BareDesk(file, clock)
    async with driven(desk) as pilot:
        assert "Mend" in pilot.choices()[0]
        await pilot.press("1")
        assert _named(desk) == "小林"
        assert "Mended" in pilot.status()


@both_sizes
async def test_indexes_that_do_not_fit_are_built_anew(
    file: Path, clock: FixedClock, size: Size
) -> None:
    _begun(file, clock)
    spoil(file, "compound", "四十三弄")
    async with driven(BareDesk(file, clock), size) as pilot:
        pilot.desk.open_dialog(Lost(wrong(file)))
        await pilot.settled()
        about = pilot.desk.screen.query_one(".about")
        seen = " ".join(about.render_line(y).text for y in range(about.size.height))
        assert seen.split()[-1] == "kept."  # the last word of it
        assert "indexes" in " ".join(pilot.shown(".about").split())
        assert "Build the indexes anew" in pilot.choices()[0]
        await pilot.press("1")
        assert "Mended" in pilot.status()
        assert wrong(file) is None


async def test_it_is_asked_in_both_languages(file: Path, clock: FixedClock) -> None:
    _begun(file, clock)
    file.unlink()
    async with driven(BareDesk(file, clock)) as pilot:
        await pilot.press("f12")
        assert "不见了" in "".join(pilot.shown(".about").split())
        assert "用最新的完好副本恢复" in pilot.choices()[0]
        await pilot.press("f12")


@pytest.fixture
def stick(file: Path, clock: FixedClock, tmp_path: Path) -> Path:
    """The second place of the file, which has the copy of both steps; the file is gone, and so are
    the copies beside it but one of the first step."""
    folder = tmp_path / "stick"
    folder.mkdir()
    _begun(file, clock)
    store = Store(file, clock)
    store.do(second_place.set_place, file, folder)
    clock.moment += timedelta(hours=1)
    made = backup.make(file, clock.now(), "by-hand")
    second_place.bring_newest(store)
    store.close()
    made.unlink()
    file.unlink()
    return folder


@both_sizes
async def test_the_newest_copy_is_taken_back_from_the_second_place(
    file: Path, clock: FixedClock, stick: Path, size: Size
) -> None:
    desk = BareDesk(file, clock)
    async with driven(desk, size) as pilot:
        told = " ".join(pilot.choices()[0].split())
        assert "Take back the newest good copy at the second place" in told
        assert "(step 3); no act made since is known of" in told
        await pilot.press("2")
        assert [choice.count("second place") for choice in pilot.choices()] == [1, 0, 0]
        await pilot.press("escape", "1")
        assert _named(desk) == "小林"


def _told(pilot: Driven) -> str:
    """What stands above the ways on, all of which can be seen."""
    about = pilot.shown(".about")
    assert pilot.app.screen.query_one(".about").size.height >= len(about.splitlines())
    return " ".join(about.split())


@both_sizes
async def test_a_second_place_that_is_away_is_asked_for_before_anything_is_begun(
    file: Path, clock: FixedClock, stick: Path, size: Size
) -> None:
    drawer = stick.rename(stick.with_name("drawer"))
    desk = BareDesk(file, clock)
    async with driven(desk, size) as pilot:
        away = "is not there now; when it was last there, on 04-09 09:00"
        assert away in _told(pilot)
        assert "Look again" in pilot.choices()[0]
        await pilot.press("1")
        assert away in _told(pilot), "it is still away"
        await pilot.press("4")
        pilot.front(BeginNothing)
        assert away in _told(pilot)
        await pilot.press("escape")
        drawer.rename(stick)
        await pilot.press("1")
        assert away not in _told(pilot)
        assert "(step 3)" in pilot.choices()[0]
        await pilot.press("1")
        assert _named(desk) == "小林"


async def test_a_file_that_came_back_meanwhile_is_opened(
    file: Path, clock: FixedClock, stick: Path
) -> None:
    stick.rename(stick.with_name("drawer"))
    desk = BareDesk(file, clock)
    async with driven(desk) as pilot:
        (copy,) = [copy for _day, copy in backup.existing(file)]
        copy.rename(file)
        await pilot.press("1")
        assert "in order" in _told(pilot)
        assert "Open it" in pilot.choices()[0]
        await pilot.press("1")
        assert _named(desk) == "大林"
