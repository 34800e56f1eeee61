"""What is pasted into the desk's terminal is text, whatever stands in it."""

from __future__ import annotations

import signal
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("the library's own driver is used on Windows", allow_module_level=True)

from textual import events

from screens import pasting
from screens.pasting import END, START, PasteParser
from tests.commands.running import NOW
from tests.commands.terminal import Terminal


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """All that is fed between two looks came at once."""
    monkeypatch.setattr(pasting, "AT_ONCE", 0.0)
    monkeypatch.setattr(pasting, "LOST_AFTER", 0.0)


def told(*parts: str) -> list[str]:
    """What a parser makes of parts that come at once, then of nothing coming: keys, and texts."""
    parser = PasteParser()
    messages = [message for part in parts for message in parser.feed(part)]
    messages += parser.tick()
    assert parser.wait is None
    return [
        message.key if isinstance(message, events.Key) else message.text
        for message in messages
        if isinstance(message, events.Key | events.Paste)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "red",
        "red\x1b[31m abc\r\nezzz",
        "red\x1b\rezzz",
        "red\x1b",
        f"red{END}zz\rezzz",
        f"red{END}\r",
        f"red{END}\re{START}zz",
        f"{START}red\re",
        "red\x1b]0;title\x07\re",
        "\x9b31m\x00\re",
    ],
)
def test_a_paste_is_one_text_however_it_is_cut(at_once: None, text: str) -> None:
    sent = f"+{START}{text}{END}"
    assert told(sent) == ["plus", text]
    assert told(*sent) == ["plus", text]
    for at in range(1, len(sent)):
        assert told(sent[:at], sent[at:]) == ["plus", text]


def test_a_key_at_once_behind_a_paste_is_a_key(at_once: None) -> None:
    for sent, key in (("\r", "enter"), ("\x1bOR", "f3"), ("e", "e")):
        assert told(f"{START}red{END}{sent}") == ["red", key]


def test_more_than_a_key_at_once_behind_a_paste_is_pasted(at_once: None) -> None:
    assert told(f"{START}red{END} zz\rezzz") == [f"red{END} zz\rezzz"]


def test_keys_are_heard_again_when_the_end_of_a_paste_is_lost(at_once: None) -> None:
    parser = PasteParser()
    assert list(parser.feed(f"{START}red\x1b[20")) == []
    (pasted,) = parser.tick()
    assert isinstance(pasted, events.Paste)
    assert pasted.text == "red\x1b[20"
    assert [key.key for key in parser.feed("e") if isinstance(key, events.Key)] == ["e"]


@pytest.fixture
def opened(file: Path, on_the_sample: None, tmp_path: Path) -> Iterator[Terminal]:
    """The desk at the capture line."""
    words = ("--db", file, "--lang", "en", "--now", NOW.isoformat())
    terminal = Terminal(*words, HOME=str(tmp_path))
    terminal.until(b" help")
    terminal.type("+")
    terminal.quiet()
    yield terminal
    terminal.close()


def saved(file: Path) -> list[str]:
    """What the calls on file say, newest first."""
    with sqlite3.connect(file) as conn:
        return [text for (text,) in conn.execute("SELECT text FROM request ORDER BY no DESC")]


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        (b"insulin \x1b[31mred\r\nezzz today", "insulin red ezzz today"),
        (b"insulin \x1b[201~red\rezzz today", "insulin red ezzz today"),
        (b"insulin \xff red\rezzz today", "insulin \ufffd red ezzz today"),
        (b"insulin " + b"\x1b[201~ \rezzz" * 600 + b" today", " today"),
    ],
    ids=["escape", "end", "no text", "long"],
)
def test_nothing_in_a_paste_is_obeyed(
    opened: Terminal, file: Path, pasted: bytes, kept: str
) -> None:
    before = saved(file)
    opened.type(b"\x1b[200~" + pasted + b"\x1b[201~")
    opened.until(b"today")
    assert saved(file) == before
    opened.type("\r")
    opened.until(lambda: len(saved(file)) > len(before))
    assert saved(file)[0].endswith(kept)
    opened.ask(signal.SIGTERM)
    assert opened.end() == 143
