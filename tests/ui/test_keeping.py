"""Copies and the clock at the desk: looked after in a thread, told once, on the board meanwhile."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from data import backup
from data.clock import FixedClock
from data.maintenance import second_place
from data.maintenance.keeper import Keeper
from data.store import Store
from screens.kit.choose import Choose
from screens.kit.path_field import PathField
from screens.kit.status_line import StatusLine
from screens.maintenance.copies import CopiesForm
from tests.store.test_backup import act, names
from tests.ui.driving import PETS, Driven, desk

MEDICINE = "大林苑2号1805室 氨氯地平没了"


async def kept(pilot: Driven) -> None:
    """Wait until the desk has looked after its copies."""
    pilot.desk.keep()
    for one in threading.enumerate():
        if one.name in ("keep", "load-behind"):
            one.join(30)
    await pilot.settled()


def told_of_copies(pilot: Driven) -> str:
    """What the form of the second place tells, as one line."""
    return " ".join(pilot.shown("#copies-stand").split())


def board(pilot: Driven) -> list[str]:
    """The lines of the day, without what fills them up."""
    return [line.rstrip() for line in pilot.board()]


async def call(pilot: Driven, text: str) -> None:
    await pilot.press("plus", *text, "enter")


async def test_a_desk_left_open_backs_up_each_day_and_after_changes(
    filled: Store, clock: FixedClock
) -> None:
    async with desk(filled) as pilot:
        await kept(pilot)
        assert names(filled) == ["2022-04-09T080000-daily.db"]
        clock.moment += timedelta(minutes=40)
        await kept(pilot)
        assert len(names(filled)) == 1, "nothing was done"
        act(filled, "a")
        await kept(pilot)
        assert names(filled)[1:] == ["2022-04-09T084000-changed.db"]
        clock.moment += timedelta(days=1)
        await kept(pilot)
        assert names(filled)[2:] == ["2022-04-10T084000-daily.db"]


async def test_a_backup_that_fails_is_told_once_and_stands_on_the_board(
    filled: Store, clock: FixedClock
) -> None:
    shutil.rmtree(backup.folder(filled.path))
    backup.folder(filled.path).write_text("in the way")
    async with desk(filled) as pilot:
        await kept(pilot)
        assert pilot.status().startswith("No backup could be made in")
        assert "⚠ No backup can be made; B tells more" in board(pilot)
        pilot.desk.tell("")
        await kept(pilot)
        assert pilot.status() == ""
        backup.folder(filled.path).unlink()
        await kept(pilot)
        assert not [line for line in board(pilot) if line.startswith("⚠")]
        assert len(names(filled)) == 1


async def test_the_second_place_is_typed_and_gets_its_copy(
    filled: Store, clock: FixedClock, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    async with desk(filled) as pilot:
        await kept(pilot)
        await pilot.press("B")
        form = pilot.front(CopiesForm)
        assert form.query_one(PathField).has_focus
        await pilot.save(folder=str(filled.path))
        assert "is a file" in pilot.problem("folder")
        await pilot.save(folder=str(tmp_path))
        assert "is where the file or its backups lie" in pilot.problem("folder")
        await pilot.save(folder=str(stick))
        assert pilot.status() == f"Copies go to {stick}, too."
        await kept(pilot)
        assert len(list(stick.rglob("*.db"))) == 1
        await pilot.press("B")
        assert "is there; the last copy there is of 04-09 08:00" in told_of_copies(pilot)
        act(filled, "more")
        clock.moment += timedelta(minutes=10)
        await pilot.press("ctrl+k")
        await pilot.settled()
        assert pilot.shown("#form-foot").count("Copied and checked:") == 2
        assert "the last copy there is of 04-09 08:10" in told_of_copies(pilot)
        shutil.rmtree(stick)
        stick.write_text("no folder")
        await pilot.press("ctrl+k")
        await pilot.settled()
        assert "⚠" in pilot.shown("#form-foot")
        assert "is a file" in told_of_copies(pilot)


async def test_a_second_place_that_is_away_for_long_is_told(
    filled: Store, clock: FixedClock, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    filled.do(second_place.set_place, filled.path, stick)
    async with desk(filled) as pilot:
        await kept(pilot)
        assert pilot.status() == ""
        stick.rename(tmp_path / "drawer")
        clock.moment += timedelta(days=6)
        await kept(pilot)
        assert pilot.status() == ""
        clock.moment += timedelta(days=1)
        await kept(pilot)
        assert "was last there on 04-09 08:00, 7 days ago" in pilot.status()
        assert "⚠ The second place for copies: last there 7 days ago" in board(pilot)


async def test_a_start_before_the_last_act_is_told_and_set_right(
    filled: Store, clock: FixedClock
) -> None:
    clock.moment += timedelta(days=1)
    async with desk(filled) as pilot:
        await call(pilot, MEDICINE)
    clock.moment -= timedelta(hours=23)
    async with desk(filled) as pilot:
        await kept(pilot)
        line = "⚠ Clock: 2022-04-09 09:00, last act: 2022-04-10 08:00; A tells more"
        assert f"⚠ {pilot.status()}" == line
        assert pilot.place().query_one(StatusLine).size.height == 1
        assert line in board(pilot)
        assert "Overdue: chase or update now 1" in board(pilot)
        await pilot.press("A")
        pilot.front(Choose)
        told = " ".join(pilot.shown(".about").split())
        assert told == "Now: 2022-04-09 09:00; later than that: 1 act, at 2022-04-10 08:00"
        await pilot.press("f12")
        about = pilot.app.screen.query_one(".about")
        shown = [about.render_line(y).text for y in range(about.size.height)]
        assert "2022-04-10 08:00" in "".join(shown), "a time is whole on its line"
        assert not [one for one in shown if "…" in one]
        await pilot.press("f12", "2")
        await kept(pilot)
        assert pilot.status() == "The times are set right; records: 1."
        assert line not in board(pilot)
        await pilot.press("A")
        assert pilot.status() == "Nothing was written while the clock was ahead."


async def test_a_call_from_the_future_is_changed_in_its_form(
    filled: Store, clock: FixedClock
) -> None:
    clock.moment += timedelta(days=1)
    async with desk(filled) as pilot:
        await call(pilot, PETS)
    clock.moment -= timedelta(hours=23)
    async with desk(filled, "2", "e") as pilot:
        await pilot.save(caller="秦某")
        assert pilot.status().startswith("Request 1 changed.")  # the clock is told of behind it
        await pilot.press("e")
        await pilot.save(opened_at="2022-04-10 09:00")
        assert "cannot have come in the future" in pilot.problem("opened_at")
        await pilot.save(opened_at="2022-04-09 08:50")
        assert pilot.status().startswith("Request 1 changed.")


@pytest.mark.parametrize("days", [-1, 1, 365])
async def test_a_clock_that_leaps_while_the_desk_is_open_is_told(
    filled: Store, clock: FixedClock, monkeypatch: pytest.MonkeyPatch, days: int
) -> None:
    monkeypatch.setattr(clock, "passed", lambda: 0.0)
    async with desk(filled) as pilot:
        await kept(pilot)
        clock.moment += timedelta(days=days)
        await kept(pilot)
        said = "went back" if days < 0 else "went ahead"
        assert f"The clock of this computer {said} from 2022-04-09 08:00 to" in pilot.status()
        pilot.desk.tell("")
        await kept(pilot)
        assert pilot.status() == ""


async def test_what_comes_up_by_itself_stands_behind_an_act_and_its_key(filled: Store) -> None:
    async with desk(filled) as pilot:
        await call(pilot, PETS)
        act, offer = pilot.status(), pilot.desk.told_offer()
        assert offer is not None
        pilot.desk.tell_aside("The stick is full.")
        assert pilot.status() == f"{act}  The stick is full."
        assert pilot.desk.told_offer() == offer
        await pilot.press("z")
        assert "Undone" in pilot.status()
        pilot.desk.tell_aside("The stick is back.")
        assert pilot.status().endswith("The stick is back.")


def test_a_file_that_lacks_a_table_is_looked_after_as_far_as_it_goes(filled: Store) -> None:
    keeper = Keeper(filled)
    assert keeper.look() == []
    with closing(sqlite3.connect(filled.path)) as conn:
        conn.execute("DROP TABLE custody")
    assert keeper.look(doubted=True) == []
    assert not keeper.sound


def test_a_loss_is_left_to_what_looks_each_second_and_sees_its_end(filled: Store) -> None:
    keeper = Keeper(filled)
    aside = filled.path.with_name("aside.db")
    for lose in (lambda: filled.path.rename(aside), lambda: filled.path.write_bytes(b"")):
        lose()
        assert keeper.look(doubted=True) == []
        assert keeper.standing == ()
    aside.replace(filled.path)
    assert keeper.look() == []
