"""A file that is moved, removed or replaced under an open desk: it is said, and nothing is lost."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from data.households.commands import change_household
from data.households.queries import household
from data.store import Store
from screens.kit.place import Place
from screens.kit.status_line import StatusLine
from screens.kit.top_bar import TopBar
from screens.reading.capture import CaptureLine
from tests.ui.driving import WIDE, Driven, desk

CALL = "大林苑2号1805 没药"


@pytest.fixture
def copy(sample: Store) -> Path:
    """The sample as it is, beside it."""
    path = sample.path.with_name("copy.db")
    shutil.copy(sample.path, path)
    return path


def put_in_place(copy: Path, store: Store) -> None:
    """As a restore does it: the file aside, the copy where it was."""
    store.path.rename(store.path.with_name("aside.db"))
    copy.rename(store.path)


def texts(path: Path) -> list[str]:
    """What the requests of a file say."""
    conn = sqlite3.connect(path)
    try:
        return [text for (text,) in conn.execute("SELECT text FROM request ORDER BY no")]
    finally:
        conn.close()


def bar(pilot: Driven) -> str:
    """What the top line says."""
    return pilot.place().query_one(TopBar).render().plain


async def test_a_copy_taken_back_is_said_and_read_by_every_place(sample: Store, copy: Path) -> None:
    async with desk(sample, "f3", "plus", *CALL, "enter") as pilot:
        newest = max(pilot.cells())
        assert pilot.place().query_one(StatusLine).shown_offer
        put_in_place(copy, sample)
        await pilot.looked_again()
        assert "The file was replaced by another: it has" in pilot.status()
        assert newest not in pilot.cells()
        assert not pilot.place().query_one(StatusLine).shown_offer


async def test_an_act_on_what_is_shown_of_the_file_before_is_refused_once(
    sample: Store, copy: Path
) -> None:
    async with desk(sample, "f3", "plus", *CALL) as pilot:
        before = len(texts(copy))
        put_in_place(copy, sample)
        await pilot.press("enter")
        pilot.front(CaptureLine)
        assert "moved or replaced meanwhile" in pilot.status()
        assert pilot.line().value == CALL
        assert len(texts(sample.path)) == before
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, Place)
        assert texts(sample.path)[-1] == CALL


async def test_what_was_open_before_acts_only_once_it_was_looked_at_again(
    sample: Store, copy: Path
) -> None:
    async with desk(sample, "f3", "plus", *CALL) as pilot:
        put_in_place(copy, sample)
        await pilot.looked_again()
        await pilot.press("enter")
        pilot.front(CaptureLine)
        assert "moved or replaced meanwhile" in pilot.status()
        await pilot.press("enter")
        assert texts(sample.path)[-1] == CALL


async def test_an_open_form_shows_the_record_of_the_file_in_its_place(
    sample: Store, copy: Path
) -> None:
    other = Store(copy, sample.clock)
    async with desk(sample) as pilot:
        await pilot.desk.action_go_place("households")
        await pilot.settled()
        no = pilot.here().chosen()
        assert no is not None
        view = other.ask(household, no)
        assert view is not None
        other.do(change_household, no, view.version, {"note": "养了一条大狗"})
        other.close()
        await pilot.press("e", "enter")
        pilot.fill(head="王秀英")
        put_in_place(copy, sample)
        await pilot.looked_again()
        assert pilot.values()["head"] == "王秀英"
        assert pilot.values()["note"] == "养了一条大狗"


async def test_without_a_file_it_is_said_as_long_as_it_lasts_and_nothing_is_made(
    sample: Store,
) -> None:
    async with desk(sample, "f3", "plus", *CALL, size=WIDE) as pilot:
        aside = sample.path.with_name("aside.db")
        sample.path.rename(aside)
        await pilot.press("enter")
        pilot.front(CaptureLine)
        assert "is not there" in pilot.status()
        assert pilot.line().value == CALL
        await pilot.press("escape", "f2", "f3")
        await pilot.looked_again()
        assert "THE FILE IS GONE" in bar(pilot)
        assert pilot.cells()
        assert not sample.path.exists()
        aside.rename(sample.path)
        await pilot.looked_again()
        assert pilot.status() == "The file is there again."
        assert "GONE" not in bar(pilot)
        await pilot.press("plus", "up", "enter")
        assert texts(sample.path)[-1] == CALL


async def test_marks_are_let_go_with_the_file(sample: Store, copy: Path) -> None:
    async with desk(sample, "f3", "space", "space") as pilot:
        assert pilot.here().records.marks
        put_in_place(copy, sample)
        await pilot.looked_again()
        assert not pilot.here().records.marks
