"""Values that cannot be read: their rows are shown with the rest, and the desk names them."""

from __future__ import annotations

import asyncio
import threading

import pytest

from data.store import Store
from screens.i18n import set_language
from tests.damage import by_hand
from tests.ui.driving import WIDE, Driven, Size, both_sizes, desk


async def looked_through(pilot: Driven) -> None:
    """Wait until the desk has looked at all values behind what is shown."""
    for thread in threading.enumerate():
        if thread.name in ("load-behind", "keep"):
            await asyncio.to_thread(thread.join)
    await pilot.settled()


@both_sizes
@pytest.mark.parametrize(("lang", "word"), [("en", "damaged"), ("zh", "已损坏")])
async def test_a_row_is_shown_with_what_can_be_read_of_it(
    sample: Store, size: Size, lang: str, word: str
) -> None:
    # There is room for the times of a call on a wide screen alone.
    column = "opened_at" if size == WIDE else "kind"
    word = "已损…" if lang == "zh" and size != WIDE else word
    by_hand(sample.path, f"UPDATE request SET {column} = 'nothing known' WHERE no = 3")
    set_language(lang)
    async with desk(sample, "f3", size=size) as pilot:
        place = pilot.here()
        place.show_scope("all")
        place.reveal(3)
        await pilot.settled()
        lines = [place.records.render_line(y).text for y in range(place.records.size.height)]
        (line,) = [one for one in lines if "▸" in one]
        assert word in line
        assert len(line.replace(word, "").split()) > 3
        await looked_through(pilot)
        if size == WIDE:
            assert "request 3 (opened_at)" in " ".join(pilot.shown("#detail").split())


@pytest.mark.parametrize("column", ["starts_at", "state"])
async def test_a_session_hides_no_other(sample: Store, column: str) -> None:
    by_hand(sample.path, f"UPDATE test_session SET {column} = 'soon' WHERE no = 1")
    async with desk(sample) as pilot:
        await pilot.desk.action_go_place("testing")
        await pilot.settled()
        place = pilot.here()
        place.show_scope("all")
        place.reveal(1)
        await pilot.settled()
        lines = [place.records.render_line(y).text for y in range(1, place.records.size.height)]
        assert len([one for one in lines if one.strip()]) == place.records.virtual_size.height - 1
        assert "damaged" in "".join(lines)
        await looked_through(pilot)
        assert f"test_session 1 ({column})" in str(pilot.desk.notices)


async def test_a_record_that_no_view_shows_stands_on_the_board(sample: Store) -> None:
    by_hand(sample.path, "UPDATE request SET state = 'qqq' WHERE no = 3")
    async with desk(sample) as pilot:
        await looked_through(pilot)
        assert any("request 3 (state)" in line for line in pilot.board())
        assert "request 3 (state)" in pilot.status()


async def test_a_board_tells_the_rest_beside_what_cannot_be_read(sample: Store) -> None:
    by_hand(
        sample.path,
        "UPDATE request SET opened_at = 'not a time'",
        "UPDATE duty SET starts_at = '0'",
        "UPDATE test_session SET starts_at = '0'",
    )
    async with desk(sample, size=WIDE) as pilot:
        board = pilot.board()
        assert any("On duty" in line for line in board)
        assert any("#" in line and "damaged" in line for line in board)
        await looked_through(pilot)


async def test_what_is_damaged_while_the_desk_is_open_is_named_once_it_is_seen(
    sample: Store,
) -> None:
    async with desk(sample) as pilot:
        await looked_through(pilot)
        assert not any("cannot be read" in line for line in pilot.board())
        by_hand(sample.path, "UPDATE request SET next_chase_at = 'not a time' WHERE no = 18")
        await pilot.press("f3")
        place = pilot.here()
        place.show_scope("all")
        await pilot.settled()
        await looked_through(pilot)
        assert "request 18 (next_chase_at)" in pilot.status()


async def test_a_cell_that_fails_over_sound_values_is_told_as_a_fault(
    sample: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong(*_args: object) -> str:
        raise ValueError

    monkeypatch.setattr("screens.requests.time_words.untold", wrong)
    async with desk(sample, "f3", size=WIDE) as pilot:
        await looked_through(pilot)
        assert "ValueError" in pilot.fault()
