"""Whatever ends the program leaves a clean terminal, a whole file, and says by its status why."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from data import backup
from data.drafts import folder
from data.exchange import workbook_child
from data.exchange.sheets import LIMITS
from tests.commands.running import NOW, Daiban
from tests.commands.terminal import LONGEST, Terminal

READY = b" help"
"""Stands in the key bar."""

Opened = Callable[..., Terminal]

if sys.platform == "win32":
    pytest.skip("these signals are not Windows'", allow_module_level=True)


@pytest.fixture
def opened(file: Path, on_the_sample: None, tmp_path: Path) -> Iterator[Opened]:
    """Opens the desk, or runs a command, in a terminal."""
    terminals: list[Terminal] = []

    def open_it(*words: object, ignoring: tuple[int, ...] = (), **extra: str) -> Terminal:
        given = ("--db", file, "--lang", "en", "--now", NOW.isoformat(), *words)
        terminal = Terminal(*given, ignoring=ignoring, HOME=str(tmp_path), **extra)
        terminals.append(terminal)
        return terminal

    yield open_it
    for terminal in terminals:
        terminal.close()


def ready(opened: Opened, *words: object, **how: Any) -> Terminal:
    """A desk that can be worked at."""
    terminal = opened(*words, **how)
    terminal.until(READY)
    return terminal


def calls(conn: sqlite3.Connection) -> int:
    """How many calls are on file."""
    (count,) = conn.execute("SELECT count(*) FROM request").fetchone()
    return int(count)


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT", "SIGUSR1", "SIGUSR2"])
def test_a_desk_asked_to_end_leaves_the_terminal_as_it_was(opened: Opened, name: str) -> None:
    number = signal.Signals[name]
    desk = ready(opened)
    assert {"1049", "2004", "1000", "25"} <= desk.modes
    desk.ask(number)
    assert desk.end() == 128 + number
    assert desk.modes == set()
    assert desk.settings == desk.before


@pytest.mark.parametrize("held", [False, True], ids=["free", "held"])
def test_a_desk_asked_to_end_while_it_saves_has_saved_all_or_nothing(
    opened: Opened, file: Path, held: bool
) -> None:
    desk = ready(opened)
    desk.type("+\x1b[200~plumber wanted\x1b[201~")
    desk.until(b"wanted")
    other = sqlite3.connect(file, isolation_level=None)
    before = calls(other)
    if held:
        other.execute("BEGIN EXCLUSIVE")
    desk.type("\r")
    desk.ask(signal.SIGTERM)
    assert desk.end() == 143
    assert desk.modes == set()
    assert desk.settings == desk.before
    saved = calls(other) - before
    assert saved in ((0,) if held else (0, 1))
    assert len(list(folder(file).glob("*.json"))) == 1 - saved, "what was not saved is a draft"
    assert other.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    other.close()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("left", [False, True], ids=["open", "left"])
def test_what_was_typed_stands_there_again_after_a_signal(
    opened: Opened, number: int, left: bool
) -> None:
    desk = ready(opened)
    desk.type("+\x1b[200~plumber wanted\x1b[201~")
    desk.until(b"wanted")
    if left:
        desk.quiet()
        desk.type("\x1b")
        desk.quiet()
    desk.ask(number)
    assert desk.end() == 128 + number
    desk = ready(opened)
    desk.type("+")
    desk.until(b"plumber wanted")


def test_a_desk_stopped_and_taken_up_again_hears_keys(opened: Opened) -> None:
    for stopping in (signal.SIGTSTP, signal.SIGSTOP):
        desk = ready(opened)
        desk.ask(stopping)
        desk.until(lambda desk=desk: desk.stopped)
        if stopping == signal.SIGTSTP:
            assert desk.modes == set()
            assert desk.settings == desk.before
        desk.ask(signal.SIGCONT)
        # What was typed before it took the terminal up again was meant for the shell.
        desk.until(lambda desk=desk: desk.sent.count(b"\x1b[?1049h") == 2)
        desk.until(READY)
        assert "1049" in desk.modes
        desk.type("q")
        assert desk.end() == 0
        assert desk.modes == set()
        assert desk.settings == desk.before


@pytest.mark.parametrize("ignoring", [(), (signal.SIGHUP,)], ids=["told", "not told"])
def test_a_desk_whose_terminal_goes_away_ends(opened: Opened, ignoring: tuple[int, ...]) -> None:
    desk = ready(opened, ignoring=ignoring)
    desk.hang_up()
    assert desk.process.wait(LONGEST) == 129


def test_what_is_no_text_ends_nothing(opened: Opened) -> None:
    desk = ready(opened)
    desk.type("+\x1b[200~insulin\x1b[201~")
    desk.until(b"insulin")
    desk.type(b"\x1b[200~abc\xff\x1b[201~")

    def heard() -> bool:
        # What is pasted right behind a paste belongs to it: wait as a hand does.
        desk.type("\x1b[200~health\x1b[201~")
        desk.quiet()
        return b"health" in desk.sent

    desk.until(heard)
    desk.ask(signal.SIGTERM)
    assert desk.end() == 143


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_command_asked_to_end_says_so_once_and_by_its_status(
    daiban: Daiban, empty: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    before = signal.getsignal(number)
    shutil.rmtree(backup.folder(empty))  # so that the first command of the day makes a copy
    monkeypatch.setattr("data.backup.make_daily", lambda *_: signal.raise_signal(number))
    answer = daiban("today")
    assert answer.status == 128 + number
    assert answer.out == ""
    assert answer.err == "Interrupted; what was not finished was not written.\n"
    assert signal.getsignal(number) is before


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells of a pipe by a signal")
def test_who_reads_a_workbook_ends_with_who_waits_for_it() -> None:
    words = [workbook_child.__file__, "workbook", "", json.dumps(asdict(LIMITS))]
    child = subprocess.Popen(
        [sys.executable, "-I", "-S", *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert child.stdin is not None
    assert child.stdout is not None
    flags = Path(f"/proc/{child.pid}/fdinfo/1")
    while not _told_of(flags.read_text()):
        assert child.poll() is None
    child.stdout.close()
    assert child.wait(LONGEST) == -signal.SIGIO
    child.stdin.close()


def _told_of(info: str) -> bool:
    """Whether the process is told by a signal what becomes of an open file."""
    (flags,) = (int(line.split()[1], 8) for line in info.splitlines() if "flags" in line)
    return bool(flags & os.O_ASYNC)


def test_a_demo_asked_to_end_leaves_no_file(opened: Opened, tmp_path: Path) -> None:
    room = tmp_path / "room"
    room.mkdir()
    desk = ready(opened, "demo", TMPDIR=str(room))
    assert list(room.iterdir())
    desk.ask(signal.SIGTERM)
    assert desk.end() == 143
    assert list(room.iterdir()) == []
