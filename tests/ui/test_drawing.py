"""A desk on its terminal: after few bytes the same stands there as after a whole picture."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.geometry import Size

from data.store import Store
from models.preferences import Preferences
from screens import i18n
from screens.kit.choose import Choose
from screens.kit.status_line import StatusLine
from screens.shell import Shell
from tests.bench.wire_walk import differences, step
from tests.ui.driving import LOW, both_sizes, desk
from tests.ui.terminals import Painter, painted
from tests.vt import Terminal


def _desk(store: Store) -> Shell:
    return Shell(store.path, store.clock)


def _spoil(terminal: Terminal) -> None:
    """Another program writes over the second line, and leaves its colours behind no more."""
    terminal.feed("\x1b[2;1H\x1b[31mMessage from root\x1b[m")


def _same(painter: Painter) -> bool:
    return painter.driver.terminal.rows == painter.whole().rows


@both_sizes
async def test_after_any_keys_the_screen_is_as_whole_pictures_make_it(sample: Store, size):
    i18n.set_language("zh")
    chance = random.Random(sum(size))
    async with painted(_desk(sample), size) as painter:
        for _part in range(3):
            for _key in range(6):
                await step(painter, chance)
            assert await differences(painter) == []


async def _drawn_anew(painter: Painter) -> None:
    painter.desk.action_draw_anew()


async def _same_size(painter: Painter) -> None:
    # There and back: the terminal was smaller for a moment, of which only its end is told.
    painter.driver.terminal.resize(40, 10)
    painter.driver.terminal.resize(*LOW)
    size = Size(*LOW)
    painter.app.post_message(events.Resize(size, size))


async def _other_size(painter: Painter) -> None:
    await painter.resized(90, 20)


async def _begun_again(painter: Painter) -> None:
    # As a driver does when it takes the terminal up again.
    painter.driver.forget_shown()
    painter.app.refresh(layout=True)


@pytest.mark.parametrize("what", [_drawn_anew, _same_size, _other_size, _begun_again])
async def test_what_another_program_wrote_goes(sample: Store, what: Callable[[Painter], object]):
    async with painted(_desk(sample), LOW) as painter:
        _spoil(painter.driver.terminal)
        assert not _same(painter)
        await painter.settled()
        assert not _same(painter)  # what is known to stand there is not sent again
        await what(painter)  # type: ignore[misc]
        await painter.settled()
        assert _same(painter)


async def test_what_is_drawn_after_somebody_was_elsewhere_is_sent_whole(sample: Store):
    async with painted(_desk(sample), LOW) as painter:
        _spoil(painter.driver.terminal)
        painter.app.post_message(events.AppBlur())
        painter.app.post_message(events.AppFocus())
        await painter.press("f3")
        assert _same(painter)


async def test_whole_frames_are_sent_to_whoever_prefers_them(sample: Store):
    async def sent(preferred: Preferences) -> int:
        painter.desk.preferences = preferred
        painter.app.refresh()
        await painter.pause()
        before = painter.driver.sent
        painter.app.refresh()
        await painter.pause()
        return painter.driver.sent - before

    async with painted(_desk(sample), LOW) as painter:
        assert await sent(Preferences()) == 0
        assert await sent(replace(Preferences(), whole_frames=True)) > LOW[0] * LOW[1]
        assert await sent(Preferences()) == 0
        assert _same(painter)


async def test_the_palette_draws_the_screen_anew(sample: Store):
    async with painted(_desk(sample), LOW) as painter:
        await painter.press("ctrl+p", *"anew", "enter")
        _spoil(painter.driver.terminal)
        await painter.press("ctrl+p", *"anew", "enter")
        assert _same(painter)


async def test_what_a_dialog_leaves_is_laid_out_no_second_time(sample: Store):
    async with desk(sample, "f3") as pilot:
        await pilot.settled()
        await pilot.press("?")
        await pilot.settled()
        place, laid = pilot.app.screen_stack[0], list[object]()
        place.screen_layout_refresh_signal.subscribe(place, laid.append)
        await pilot.press("escape")
        assert (pilot.app.screen, laid) == (place, [])


class _Lines(App[None]):
    def compose(self) -> ComposeResult:
        yield StatusLine()


async def test_a_line_in_the_place_of_another_moves_nothing():
    app = _Lines()
    async with app.run_test(size=LOW) as pilot:
        laid, told = list[object](), app.query_one(StatusLine)
        await pilot.pause()
        app.screen.screen_layout_refresh_signal.subscribe(app.screen, laid.append)
        for words in ("one line", "another", ""):
            told.say(words)
            await pilot.pause()
        assert (laid, told.size.height) == ([], 1)
        for words, lines in (("many words " * 20, 3), ("other words " * 20, 4), ("few words", 1)):
            told.say(words)
            await pilot.pause()
            assert told.size.height == lines


async def test_however_many_dialogs_lie_over_each_other_the_one_in_front_is_drawn(store: Store):
    async with desk(store) as pilot:
        for _dialog in range(60):
            pilot.app.push_screen(Choose(lambda: "Which of them?", lambda: ["this"]))
        await pilot.settled()
        assert len(pilot.app.screen_stack) > 60
        drawn = pilot.app.export_screenshot(simplify=True)
        assert "Which&#160;of&#160;them?" in drawn
