"""What the desk tells of an act whose end failed, and that nothing is done twice."""

from __future__ import annotations

import pytest

from data.requests import queries
from data.store import Store
from screens.reading.capture import CaptureLine
from tests.faulty import failing_commit, said_by_sqlite, unreadable
from tests.ui.driving import desk

PARROT = "大林苑2号1805室 鹦鹉没吃的了"

AFTER, BEFORE = "SQLITE_IOERR_DIR_FSYNC", "SQLITE_IOERR_FSYNC"


def written(store: Store) -> int:
    """How many requests there are about the parrot."""
    with store.read() as conn:
        (count,) = conn.execute("SELECT count(*) FROM request WHERE text LIKE '%鹦鹉%'").fetchone()
    return int(count)


async def test_what_is_saved_in_spite_of_the_disk_is_told_with_a_warning(sample: Store) -> None:
    async with desk(sample, "plus", *PARROT) as pilot:
        with failing_commit(said_by_sqlite(AFTER), kept=True):
            await pilot.press("enter")
        assert "is in the queue" in pilot.status()
        assert "It is saved, but the disk" in pilot.status()
        assert written(sample) == 1
        await pilot.press("z")
        assert written(sample) == 0


async def test_what_is_not_saved_stays_to_be_tried_again(sample: Store) -> None:
    async with desk(sample, "plus", *PARROT) as pilot:
        with failing_commit(said_by_sqlite(BEFORE), kept=False):
            await pilot.press("enter")
        pilot.front(CaptureLine)
        assert pilot.status().startswith("Not saved; nothing was changed.")
        assert written(sample) == 0
        await pilot.press("enter")
        assert written(sample) == 1


async def test_saving_again_what_is_not_known_to_be_saved_does_not_do_it_twice(
    sample: Store,
) -> None:
    async with desk(sample, "plus", *PARROT) as pilot:
        with failing_commit(said_by_sqlite(AFTER), kept=True), unreadable():
            await pilot.press("enter")
            assert pilot.status().startswith("It is not known whether this was saved")
            await pilot.press("enter")
            assert pilot.status().startswith("It is not known whether this was saved")
        pilot.front(CaptureLine)
        await pilot.press("enter")
        assert "was saved after all" in pilot.status()
        assert written(sample) == 1


async def test_taking_back_what_is_not_known_to_be_saved_takes_one_act_back(
    sample: Store,
) -> None:
    async with desk(sample) as pilot:
        await pilot.press("plus", *PARROT, "enter", "plus", *PARROT)
        with failing_commit(said_by_sqlite(AFTER), kept=True), unreadable():
            await pilot.press("enter")
        await pilot.press("escape", "z")
        assert "was saved after all" in pilot.status()
        assert written(sample) == 2
        await pilot.press("z", "1")  # what was not known is named before it is taken back
        assert written(sample) == 1


async def test_what_cannot_be_shown_is_told_as_saved(
    sample: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = queries.rows

    def fails(*given: object, **named: object) -> object:
        if written(sample):
            raise said_by_sqlite("SQLITE_IOERR_READ")
        return read(*given, **named)  # type: ignore[arg-type]

    async with desk(sample, "plus", *PARROT) as pilot:
        monkeypatch.setattr(queries, "rows", fails)
        await pilot.press("enter")
        assert pilot.status().startswith("Saved as step ")
        assert "could not be read just now" in pilot.status()
        assert written(sample) == 1
