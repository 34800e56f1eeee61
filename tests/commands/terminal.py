"""The program in a terminal of its own: what it sent, and how it left the terminal."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from codecs import getincrementaldecoder
from collections.abc import Callable
from pathlib import Path

from tests import vt

ROOT = Path(__file__).resolve().parents[2]

WIDTH, HEIGHT = 100, 30

LONGEST = 60.0
"""Seconds after which what is waited for will not come; a busy machine takes many."""

_MOMENT = 0.2
"""Seconds; longer than an escape is held to be the beginning of something."""

_SYNC_ASKED = b"\x1b[?2026$p"
_SET = re.compile(rb"\x1b\[\?([0-9;]+)([hl])|\x1b\[([<>])[0-9]*u")
_SHOWN_FROM_THE_START = frozenset({"7", "25"})
"""Lines that wrap, and the cursor."""


class Terminal:
    """A process with a terminal as its controlling one.

    Args:
        words: what the program is called with.
        ignoring: signals it does not get.
        extra: variables of its environment.
    """

    def __init__(self, *words: object, ignoring: tuple[int, ...] = (), **extra: str) -> None:
        self._fd, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", HEIGHT, WIDTH, 0, 0))
        self.before = termios.tcgetattr(slave)
        self.sent = b""
        self._screen = vt.Terminal(WIDTH, HEIGHT)
        self._unread = ""
        """What was sent and is not on the screen yet."""
        self._decode = getincrementaldecoder("utf-8")("replace").decode

        def begin() -> None:
            fcntl.ioctl(0, termios.TIOCSCTTY, 0)
            for number in ignoring:
                signal.signal(number, signal.SIG_IGN)

        self.process = subprocess.Popen(
            [sys.executable, str(ROOT / "app.py"), *map(str, words)],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env={**os.environ, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", **extra},
            start_new_session=True,
            preexec_fn=begin,  # noqa: PLW1509 - nothing is imported, allocated or locked there
        )
        self._slave = slave

    def type(self, keys: str | bytes) -> None:
        """Type, or paste, in one go."""
        os.write(self._fd, keys if isinstance(keys, bytes) else keys.encode())

    def until(self, what: bytes | Callable[[], bool]) -> None:
        """Read on until a text stands on the screen, or something is so."""
        found = (lambda: self.shows(what.decode())) if isinstance(what, bytes) else what
        end = time.monotonic() + LONGEST
        while not found():
            assert time.monotonic() < end, self.sent[-2000:]
            self._read()

    def shows(self, text: str) -> bool:
        """Whether a text stands on the screen."""
        self._unread = self._screen.feed(self._unread)
        return any(text in line for line in self._screen.lines())

    def quiet(self) -> None:
        """Read on until nothing more is sent for a moment; what follows then is read later."""
        while self._read(_MOMENT):
            pass

    def ask(self, number: int) -> None:
        """Send the process a signal."""
        self.process.send_signal(number)

    def hang_up(self) -> None:
        """Let the terminal go away."""
        os.close(self._slave)
        os.close(self._fd)
        self._fd = self._slave = -1

    @property
    def stopped(self) -> bool:
        """Whether the process was stopped, and not taken up again."""
        asked = os.WSTOPPED | os.WNOHANG | os.WNOWAIT
        return os.waitid(os.P_PID, self.process.pid, asked) is not None

    def end(self) -> int:
        """The exit status, once the process has ended and all it sent was read."""
        self.until(lambda: self.process.poll() is not None)
        while self._read():
            pass
        return self.process.returncode

    def close(self) -> None:
        """End the process if it goes on still."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        if self._fd >= 0:
            self.hang_up()

    @property
    def modes(self) -> set[str]:
        """What was asked of the terminal and not taken back."""
        on = set(_SHOWN_FROM_THE_START)
        for numbers, turn, keyboard in _SET.findall(self.sent):
            for mode in numbers.decode().split(";") if numbers else ["keyboard"]:
                (on.add if turn == b"h" or keyboard == b">" else on.discard)(mode)
        return on ^ _SHOWN_FROM_THE_START

    @property
    def settings(self) -> list[object]:
        """How the terminal is set now."""
        return list(termios.tcgetattr(self._slave))

    def _read(self, wait: float = 0.05) -> bool:
        if self._fd < 0:
            time.sleep(0.01)
            return False
        ready, _, _ = select.select([self._fd], [], [], wait)
        if not ready:
            return False
        read = os.read(self._fd, 65536)
        self.sent += read
        self._unread += self._decode(read)
        if _SYNC_ASKED in read:
            os.write(self._fd, b"\x1b[?2026;2$y")
        return True
