"""How the demo opens: on a copy of the sample that is kept, else by the command line."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from data.clock import Clock
from data.sample import SAMPLE_NOW, kept
from screens import i18n, start
from screens.setup import sample

Opened = list[tuple[Path, Clock, str, TemporaryDirectory[str] | None]]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Iterator[Opened]:
    """The desks that were opened, which stand at once."""
    desks: Opened = []

    def note(
        path: Path, clock: Clock, language: str, scratch: TemporaryDirectory[str] | None = None
    ) -> int:
        desks.append((path, clock, language, scratch))
        return 0

    monkeypatch.setattr(start, "open_desk", note)
    yield desks
    for *_others, scratch in desks:
        if scratch is not None:
            scratch.cleanup()


@pytest.fixture
def asked(sample_file: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The languages a sample was asked for in, of which the Chinese one is kept."""
    languages: list[str] = []

    def copy(path: Path, language: str, name: str) -> bool:
        assert name == kept.DEMO
        languages.append(language)
        if language == "zh":
            shutil.copy(sample_file, path)
        return language == "zh"

    monkeypatch.setattr(kept, "copy", copy)
    return languages


def test_one_that_is_kept_is_opened_at_once(opened: Opened, asked: list[str]) -> None:
    assert start.run(["demo", "--lang", "zh"]) == 0
    ((path, clock, language, scratch),) = opened
    assert scratch is not None
    assert path.parent == Path(scratch.name)
    assert language == "zh"
    assert timedelta(0) <= clock.now() - SAMPLE_NOW < timedelta(minutes=5)


@pytest.mark.parametrize(
    "argv",
    [
        ["--lang", "en", "demo"],
        ["demo", "--now", "23:45"],
        ["demo", "demo"],
        ["demo", "--json"],
        ["demo", "--lang", "fr"],
    ],
)
def test_what_has_to_be_made_or_is_wrong_is_the_command_lines(
    opened: Opened, asked: list[str], argv: list[str]
) -> None:
    assert start.run(argv) is None
    assert opened == []


def test_a_disk_without_room_is_told_by_the_command_line(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, language: str, name: str) -> bool:
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(kept, "copy", full)
    assert start.run(["demo", "--lang", "zh"]) is None
    assert opened == []


def test_the_sample_is_in_the_language_spoken(
    asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    i18n.set_language("zh")
    copy = sample.ready()
    assert copy is not None
    assert copy.path.exists()
    copy.folder.cleanup()
    i18n.set_language("en")
    assert sample.ready() is None
    assert asked == ["zh", "en"]
