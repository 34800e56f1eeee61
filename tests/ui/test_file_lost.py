"""A file that is lost or damaged under an open desk: it is said, and a copy is taken back there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from data import backup
from data.store import Store
from models.problems import Problem, Refused
from screens.kit.place import Place
from screens.kit.status_line import StatusLine
from screens.kit.top_bar import TopBar
from screens.maintenance.lost import BeginNothing, Lost
from screens.reading.capture import CaptureLine
from tests.ui.driving import Driven, Size, both_sizes, desk
from tests.ui.test_file_replaced import CALL, texts

PAGE = 4096

Spoil = Callable[[Path], object]


def empty(path: Path) -> None:
    path.write_bytes(b"")


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:50])


def halve(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: 20 * PAGE])


def zero(path: Path) -> None:
    path.write_bytes(bytes(PAGE) + path.read_bytes()[PAGE:])


def garble(path: Path) -> None:
    path.write_bytes(b"no database at all " * PAGE)


def put_garbage_there(path: Path) -> None:
    path.unlink()
    garble(path)


spoilt = pytest.mark.parametrize(
    "spoil", [empty, cut_off, halve, zero, garble, put_garbage_there, Path.unlink]
)


@contextmanager
def kept_whole(store: Store) -> Iterator[None]:
    """Put back what the file was, into the file that is there."""
    held = store.path.read_bytes()
    yield
    store.path.write_bytes(held)


def bar(pilot: Driven) -> str:
    """What the top line says."""
    return pilot.place().query_one(TopBar).render().plain


@spoilt
async def test_what_was_typed_is_said_not_to_be_saved_and_is_once_the_file_is_back(
    sample: Store, spoil: Spoil
) -> None:
    async with desk(sample, "f3", "plus", *CALL) as pilot:
        with kept_whole(sample):
            spoil(sample.path)
            left = sample.path.read_bytes() if sample.path.exists() else None
            await pilot.press("enter")
            pilot.front(CaptureLine)
            assert "Not saved; nothing was changed." in pilot.shown("#capture-chips")
            await pilot.looked_again()
            assert "Not saved; nothing was changed." in pilot.shown("#capture-chips")
            assert "--db" not in pilot.shown("#capture-chips")
            assert "restore COPY" not in pilot.shown("#capture-chips")
            assert pilot.line().value == CALL
            assert (sample.path.read_bytes() if sample.path.exists() else None) == left
        await pilot.looked_again()
        assert " B " not in pilot.shown("#capture-chips")
        await pilot.press("enter")
        if isinstance(pilot.app.screen, CaptureLine):  # another file, which is looked at first
            await pilot.press("enter")
        assert isinstance(pilot.app.screen, Place)
        assert texts(sample.path)[-1] == CALL


async def test_all_that_was_said_of_a_loss_goes_when_the_file_is_back(sample: Store) -> None:
    async with desk(sample, "f3", "f2") as pilot:
        with kept_whole(sample):
            garble(sample.path)
            await pilot.looked_again()
            await pilot.press("f3", "z")
            zero(sample.path)  # as a program that writes it anew leaves it for a moment
            await pilot.looked_again()
        await pilot.looked_again()
        for place in ("f2", "f3"):
            await pilot.press(place)
            assert " B " not in pilot.place().query_one(StatusLine).message


async def test_what_a_key_was_told_goes_too_when_it_says_it_in_other_words(
    sample: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Which of its pages was read first decides in which words a file is said to be damaged.
    cause = Problem("file_damaged", {"file": str(sample.path)})

    def damaged(_store: Store, _command: object) -> None:
        raise Refused("not_saved", cause=cause)

    async with desk(sample, "f3") as pilot:
        with kept_whole(sample):
            garble(sample.path)
            await pilot.looked_again()
            with monkeypatch.context() as patch:
                patch.setattr(Store, "do", damaged)
                await pilot.press("z")
            assert "is damaged. Leave it where it is: B " in pilot.status()
        await pilot.looked_again()
        assert " B " not in pilot.status()
        assert "The file is there again." in pilot.status()


@spoilt
async def test_every_place_says_it_until_the_file_is_back(sample: Store, spoil: Spoil) -> None:
    async with desk(sample, "f3", "f2") as pilot:
        with kept_whole(sample):
            spoil(sample.path)
            await pilot.looked_again()
            assert "LOST" in bar(pilot) or "GONE" in bar(pilot)
            assert " B " in pilot.status()
            await pilot.press("f3", "f8", "z", "plus", *CALL, "escape")
            assert pilot.status()
        await pilot.looked_again()
        for place in ("f2", "f3", "f8"):
            await pilot.press(place)
            assert " B " not in pilot.place().query_one(StatusLine).message
            assert "LOST" not in bar(pilot)
            assert "GONE" not in bar(pilot)


@both_sizes
@spoilt
async def test_the_newest_copy_is_taken_back_at_the_open_desk(
    sample: Store, spoil: Spoil, size: Size
) -> None:
    backup.make(sample.path, sample.clock.now(), "by-hand")
    async with desk(sample, "f3", "plus", *CALL, size=size) as pilot:
        spoil(sample.path)
        await pilot.press("enter", "escape", "B")
        pilot.front(Lost)
        assert "newest good copy" in pilot.choices()[0]
        await pilot.press("1")
        assert isinstance(pilot.app.screen, Place)
        assert "now holds what" in pilot.status()
        assert "LOST" not in bar(pilot)
        assert "GONE" not in bar(pilot)
        await pilot.press("plus", "up")
        assert pilot.line().value == CALL
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, Place)
        assert texts(sample.path)[-1] == CALL


async def test_escape_leads_back_to_the_desk(sample: Store) -> None:
    async with desk(sample, "f3") as pilot:
        empty(sample.path)
        await pilot.looked_again()
        await pilot.press("B")
        pilot.front(Lost)
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, Place)
        assert pilot.app.is_running


async def test_what_begins_anew_would_lack_is_said_and_a_file_brought_back_is_opened(
    sample: Store,
) -> None:
    backup.make(sample.path, sample.clock.now(), "by-hand")
    held = sample.path.read_bytes()
    async with desk(sample, "f3") as pilot:
        sample.path.unlink()
        await pilot.looked_again()
        await pilot.press("B", "3")
        pilot.front(BeginNothing)
        assert "There is a good copy" in " ".join(pilot.shown(".about").split())
        sample.path.write_bytes(held)
        await pilot.press("2")
        pilot.front(Lost)
        assert "in order" in " ".join(pilot.shown(".about").split())
        assert "Open it" in pilot.choices()[0]
        await pilot.press("1")
        assert isinstance(pilot.app.screen, Place)
        assert sample.path.read_bytes() == held


async def test_taking_back_says_that_nothing_was_saved_when_the_file_cannot_be_read(
    sample: Store,
) -> None:
    async with desk(sample, "f3", "plus", *CALL, "enter") as pilot:
        zero(sample.path)
        await pilot.press("z")
        assert pilot.status().startswith("Not saved; nothing was changed.")
        await pilot.looked_again()
        assert pilot.status().startswith("Not saved; nothing was changed.")


async def test_what_cannot_be_read_within_an_act_is_said_not_to_be_saved(
    sample: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_given: object, **_named: object) -> None:
        raise Refused("disk_failing", file=str(sample.path))

    async with desk(sample, "f3", "plus", *CALL) as pilot:
        monkeypatch.setattr("screens.reading.capture.capture", failing)
        await pilot.press("enter")
        assert "Not saved; nothing was changed. The disk" in pilot.shown("#capture-chips")
        monkeypatch.setattr("screens.reading.capture.read", failing)
        await pilot.looked_again()
        pilot.desk.announce()
        await pilot.settled()
        assert "Not saved; nothing was changed. The disk" in pilot.shown("#capture-chips")


@both_sizes
async def test_damage_that_was_found_stands_in_the_top_line(sample: Store, size: Size) -> None:
    async with desk(sample, "f3", size=size) as pilot:
        assert "DAMAGE" not in bar(pilot)
        pilot.desk.tell_trouble(Refused("file_damaged", file=str(sample.path)))
        pilot.desk.tell("")
        await pilot.looked_again()
        assert "DAMAGE" in bar(pilot)
        pilot.desk.open_after_all("")
        await pilot.settled()
        assert "DAMAGE" not in bar(pilot)
