"""While another program holds the file no key waits, and all comes right when it lets go."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from data import connection
from data.store import Store
from screens.kit.card import Card
from screens.kit.top_bar import TopBar
from screens.reading.capture import CaptureLine
from screens.requests.words import address
from tests.ui.driving import WIDE, desk

CALL = "大林苑2号1805 没药"


@contextmanager
def holding(store: Store) -> Iterator[None]:
    """Another program writes, and does not end meanwhile."""
    holder = sqlite3.connect(store.path, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    try:
        yield
    finally:
        holder.execute("ROLLBACK")
        holder.close()


async def test_reads_that_a_key_waits_for_wait_a_moment_alone(sample: Store) -> None:
    async with desk(sample) as pilot:
        with pilot.desk.store.read() as conn:
            assert isinstance(conn, sqlite3.Connection)
            (wait,) = sqlite3.Connection.execute(conn, "PRAGMA busy_timeout").fetchone()
        assert wait <= 50


async def test_letters_of_a_call_stay_and_are_read_once_the_file_is_free(sample: Store) -> None:
    async with desk(sample, "f3", "plus") as pilot:
        with holding(sample):
            await pilot.press(*CALL)
            assert pilot.line().value == CALL
            assert "Another program is using" in pilot.shown("#capture-chips")
        await pilot.looked_again()
        assert "1805" in pilot.shown("#capture-chips")
        assert "Another program" not in pilot.shown("#capture-chips")


async def test_a_call_that_cannot_be_saved_yet_keeps_its_line(
    sample: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "WRITE_WAIT", 0.05)
    async with desk(sample, "f3", "plus", *CALL) as pilot:
        with holding(sample):
            await pilot.press("enter")
            pilot.front(CaptureLine)
            assert pilot.line().value == CALL
            assert pilot.status().startswith("Not saved yet; nothing was changed. Another program")
        await pilot.press("enter")
        assert "is in the queue" in pilot.status()


async def test_what_is_shown_stays_and_is_marked_once_it_lasts(sample: Store) -> None:
    async with desk(sample, "f3", size=WIDE) as pilot:
        shown = pilot.here().records.render_line(1).text
        with holding(sample):
            await pilot.looked_again()
            assert pilot.here().records.render_line(1).text == shown
            bar = pilot.place().query_one(TopBar)
            assert "the file is held" in bar.render().plain
        await pilot.looked_again()
        assert "held" not in bar.render().plain


@pytest.mark.parametrize("size", [(80, 24), WIDE])
async def test_a_request_opened_meanwhile_shows_what_the_list_knew_then_all(
    sample: Store, size: tuple[int, int]
) -> None:
    async with desk(sample, "f3", size=size) as pilot:
        places = pilot.here()
        row = places.records.row(places.chosen() or 0)
        with holding(sample):
            await pilot.press("enter")
            card = pilot.front(Card)
            shown = " ".join(pilot.shown("#card-text").split())
            for known in (address(row), row.phone, "Another program is using"):
                assert known in shown
            assert "why first" not in pilot.shown("#card-text")
        card.renew()
        assert "why first" in pilot.shown("#card-text")
        assert "Another program" not in pilot.shown("#card-text")


async def test_a_filter_and_a_place_asked_for_meanwhile_come_right(sample: Store) -> None:
    async with desk(sample, "f3") as pilot:
        with holding(sample):
            await pilot.press("slash", *"海棠")
            await pilot.press("escape", "slash", *"望江")
            assert "Another program is using" in pilot.status()
        await pilot.looked_again()
        assert pilot.here().query_now.filter == "望江"
        assert pilot.status() == ""
        with holding(sample):
            await pilot.press("escape", "escape", "f6")
            assert "Another program is using" in pilot.status()
        await pilot.looked_again()
        assert pilot.cells()
        assert pilot.status() == ""
