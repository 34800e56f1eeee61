"""The desk on a file that was handed over, in a terminal: each byte that it sends is its own."""

from __future__ import annotations

import re
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commands.running import NOW
from tests.foreign import UNSEEN, spoil

if sys.platform == "win32":
    pytest.skip("there are no such terminals", allow_module_level=True)

from tests.commands.terminal import Terminal

OWN = re.compile(
    rb"\x1b\[[0-9;]*[mHGC]"  # colours, places on the screen
    rb"|\x1b\[\?[0-9;]+[hl]|\x1b\[[<>][0-9]*u"  # modes
    rb"|\x1b\[\?(?:2026|2048)\$p"  # questions
    rb"|\x1b\]22;[a-z]+\x07"  # the pointer's shape
)
"""What the desk itself tells a terminal."""

PLACES = ("\x1bOR", "\x1b[17~")
BELL = "\a"

DIALOGS = ("\r", "e", "c", "L", "D", "E", "I", "?", "\x10", "f\x1b[200~a\x1b[201~")


@pytest.fixture
def desk(on_the_sample: None, file: Path, tmp_path: Path) -> Iterator[Terminal]:
    """The desk on the sample with hostile text in all it says."""
    spoil(file)
    terminal = Terminal("--db", file, "--lang", "en", "--now", NOW.isoformat(), HOME=str(tmp_path))
    terminal.until(b" help")
    yield terminal
    terminal.close()


def test_what_a_foreign_file_says_is_never_sent_as_it_is(desk: Terminal) -> None:
    for key in PLACES:
        desk.type(key)
        desk.quiet()
        for dialog in DIALOGS:
            desk.type(dialog)
            desk.quiet()
            desk.type("\x1b")
            desk.quiet()
    desk.ask(signal.SIGTERM)
    assert desk.end() == 143
    assert b"\x1b[31m" not in desk.sent
    said = OWN.sub(b"", desk.sent).replace(b"\r\n", b"").decode("utf-8")
    assert len(said) > 10_000
    assert not UNSEEN.search(said.replace(BELL, "")), "the bell is the desk's own: a life is due"
