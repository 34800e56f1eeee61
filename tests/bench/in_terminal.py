"""The desk in a pseudo-terminal, as the measurements of keys, bytes and memory drive it."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

APP = Path(__file__).parents[2] / "app.py"

KEYS = {
    **{f"f{number}": f"\x1bO{letter}" for number, letter in zip((1, 2, 3, 4), "PQRS", strict=True)},
    **{
        f"f{number}": f"\x1b[{code}~"
        for number, code in zip((5, 6, 7, 8), (15, 17, 18, 19), strict=True)
    },
    "f9": "\x1b[20~",
    "f12": "\x1b[24~",
    **{
        name: f"\x1b[{letter}"
        for name, letter in zip(
            ("up", "down", "right", "left", "home", "end"), "ABCDHF", strict=True
        )
    },
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "enter": "\r",
    "tab": "\t",
    "space": " ",
    "escape": "\x1b",
    "backspace": "\x7f",
    "ctrl+p": "\x10",
}
"""What a terminal sends for keys that are no characters."""

TAKEN = b"\x1b[?2004h"
"""What is sent once the terminal is the desk's."""

_MODE_ASKED = b"\x1b[?2026$p"


class Cost(NamedTuple):
    """What one key came to.

    Attributes:
        sent: bytes written to the terminal.
        first: ms to the first of them; None where nothing was written.
        last: ms to the last before a pause.
        cpu: ms that the process worked.
    """

    sent: int
    first: float | None
    last: float | None
    cpu: float


class Desk:
    """The program at work in a terminal of its own.

    Args:
        words: what it is called with.
        size: columns and lines.
        app: the program, which may be that of another checkout.
        environment: variables beside those that are.
    """

    def __init__(
        self, *words: object, size: tuple[int, int] = (120, 40), app: Path = APP, **environment: str
    ) -> None:
        self.began = time.perf_counter()
        self.sent = bytearray()
        """All that was written to the terminal since somebody took it."""
        self.pid, self._terminal = pty.fork()
        if not self.pid:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
            os.chdir(app.parent)
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", **environment)
            os.execv(sys.executable, [sys.executable, str(app), *map(str, words)])

    def __enter__(self) -> Desk:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        os.kill(self.pid, signal.SIGTERM)
        self.settle(3.0, 3.0)
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._terminal)

    @property
    def cpu(self) -> float:
        """Milliseconds that the process worked, all its threads together."""
        return time.clock_gettime((~self.pid << 3) | 2) * 1000  # the CPU clock of that process

    @property
    def memory(self) -> float:
        """Megabytes that the process holds."""
        with open(f"/proc/{self.pid}/statm") as told:
            return int(told.read().split()[1]) * os.sysconf("SC_PAGESIZE") / 1e6

    def until(self, what: bytes, longest: float = 120.0) -> None:
        """Read on until something is sent, and then until nothing is for a while."""
        end = time.perf_counter() + longest
        while what not in self.sent and time.perf_counter() < end:
            self.settle(1.0, 0.0)
        self.settle(20.0, 1.5)

    def resize(self, width: int, height: int) -> None:
        """Give the terminal another size."""
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))

    def type(self, key: str) -> None:
        """Send a key by its name, or text."""
        os.write(self._terminal, KEYS.get(key, key).encode())

    def settle(self, longest: float, pause: float) -> tuple[float, float] | None:
        """When the first and the last output before a pause came; None when none came at all.

        Args:
            longest: seconds after which nobody waits any more.
            pause: seconds without output that end it.
        """
        first = last = 0.0
        until = time.perf_counter() + longest
        while (now := time.perf_counter()) < until:
            wait = min(pause, until - now) if first else until - now
            if not select.select([self._terminal], [], [], wait)[0]:
                break
            try:
                data = os.read(self._terminal, 1 << 18)
            except OSError:  # it ended
                break
            last = time.perf_counter()
            first = first or last
            self.sent += data
            if _MODE_ASKED in data:
                os.write(self._terminal, b"\x1b[?2026;2$y")
        return (first, last) if first else None

    def press(self, key: str, longest: float = 1.0, pause: float = 0.3) -> Cost:
        """Send a key and wait until it is answered whole."""
        before, worked, sent = len(self.sent), self.cpu, time.perf_counter()
        self.type(key)
        times = self.settle(longest, pause)
        first, last = (None, None) if times is None else ((at - sent) * 1000 for at in times)
        return Cost(len(self.sent) - before, first, last, self.cpu - worked)
