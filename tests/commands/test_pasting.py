"""What is pasted into the desk's terminal is text, whatever stands in it."""

from __future__ import annotations

import signal
import sqlite3
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("the library's own driver is used on Windows", allow_module_level=True)

from textual import events
from textual.constants import ESCAPE_DELAY
from textual.message import Message

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


LINES = "大林苑2号1805 没药了\r大林苑2号1806 漏水\r3号302 断粮"


class Clock:
    """Time that passes when it is told to."""

    def __init__(self) -> None:
        self.at = 100.0

    def __call__(self) -> float:
        return self.at


class Sender:
    """What comes from a terminal that marks no paste, and what it is taken for."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._parser = PasteParser()
        self.heard: list[str] = []

    def send(self, *parts: str, within: float = 0.0) -> None:
        """Parts one after another, each so many seconds behind the one before."""
        for part in parts:
            self._hear(self._parser.feed(part))
            self.wait(within)

    def wait(self, seconds: float) -> None:
        self._clock.at += seconds
        self._hear(self._parser.tick())

    def _hear(self, messages: Iterable[Message]) -> None:
        for message in messages:
            if isinstance(message, events.Key):
                self.heard.append(message.key)
            elif isinstance(message, events.Paste):
                self.heard.append(f"pasted: {message.text}")


@pytest.fixture
def sender(monkeypatch: pytest.MonkeyPatch) -> Sender:
    clock = Clock()
    monkeypatch.setattr(pasting, "monotonic", clock)
    return Sender(clock)


def test_lines_that_come_at_once_are_pasted_though_nothing_says_so(sender: Sender) -> None:
    for text in (LINES, LINES + "\r", LINES.replace("\r", "\n"), "\r" + LINES):
        sender.heard.clear()
        sender.send(text)
        assert sender.heard == []
        sender.wait(pasting.TOGETHER)
        assert sender.heard == [f"pasted: {text}"]
        sender.wait(pasting.FLOWS)


def test_lines_in_parts_are_one_paste_and_no_enter_among_them_is_a_key(sender: Sender) -> None:
    first, second = LINES[:20], LINES[20:]
    sender.send(first, second, within=pasting.TOGETHER / 2)
    sender.wait(pasting.TOGETHER)
    sender.send("\r", within=pasting.TOGETHER)
    sender.send("没菜了", "\r", within=pasting.FLOWS / 2)
    sender.wait(pasting.FLOWS)
    assert sender.heard == [f"pasted: {LINES}", "pasted: \r", "pasted: 没菜了", "pasted: \r"]
    sender.send("\x1b[B", "\r", within=pasting.FLOWS)
    assert sender.heard[4:] == ["down", "enter"]


@pytest.mark.parametrize(
    "typed",
    [
        ["+", "漏", "水", "\r"],
        ["大林苑二号楼一八零五的老伯没药了"],
        ["+大林苑2号1805 没药了\r"],
        ["+大林苑2号1805 没药了\r+大林苑2号1806 漏水\r"],
        ["c1\rjc1\rjc1\r"],
        ["dlyjh\r"],
        ["jjjjjjjjjjjjjjjj"],
        ["\r\r\r"],
        ["e\x1b[B\x1b[Bok ok ok\rok ok ok\r"],
    ],
)
def test_what_a_hand_or_an_input_method_gives_is_typed(sender: Sender, typed: list[str]) -> None:
    sender.send(*typed, within=pasting.TOGETHER)
    sender.wait(pasting.FLOWS)
    keys = sum(len(part.replace("\x1b[B", "↓")) for part in typed)
    assert len(sender.heard) == keys
    assert not any(one.startswith("pasted") for one in sender.heard)


def test_the_rest_of_a_key_that_comes_in_two_parts_is_no_text(sender: Sender) -> None:
    sender.send("\x1b[<35;", "120;112M")
    sender.wait(pasting.FLOWS)
    assert sender.heard == []


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
    if b"\r" in pasted:
        opened.until(b"calls?")
        opened.quiet()
        assert saved(file) == before
        opened.type("J")  # all lines are one call
        opened.until(b"A call in one line")
    opened.until(b"today")
    opened.quiet()
    assert saved(file) == before
    opened.type("\r")
    opened.until(lambda: len(saved(file)) > len(before))
    assert saved(file)[0].endswith(kept)
    opened.ask(signal.SIGTERM)
    assert opened.end() == 143


def test_an_escape_alone_is_known_as_soon_as_the_rest_of_a_key_would_have_come() -> None:
    parser = PasteParser()
    assert list(parser.feed("\x1b")) == []
    assert parser.wait is not None
    assert parser.wait <= ESCAPE_DELAY
    while parser.wait:
        time.sleep(parser.wait)
    keys = [event.key for event in parser.tick() if isinstance(event, events.Key)]
    assert keys == ["escape"]
    assert parser.wait is None


def test_the_rest_of_a_key_that_comes_late_in_parts_is_that_key() -> None:
    parser = PasteParser()
    parts = [event for part in ("\x1b", "[", "A") for event in parser.feed(part)]
    assert [event.key for event in parts if isinstance(event, events.Key)] == ["up"]
    assert parser.wait is None
