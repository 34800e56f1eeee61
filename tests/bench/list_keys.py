"""Times the keys of the list of households from outside, in a pseudo-terminal of 120 x 40.

    python tests/bench/large_store.py /tmp/large.db
    python tests/bench/list_keys.py /tmp/large.db [--runs 3]

For each kind of key it prints the milliseconds from sending it to the first output and to the
last output before a pause of 60 ms, at the median and at the 95th of a hundred.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import select
import struct
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

APP = Path(__file__).parents[2] / "app.py"
PAUSE = 0.06
HOUSEHOLDS = "\x1b[19~"
DOWN, PAGE_DOWN, HOME, END, ERASE, ESCAPE = "\x1b[B", "\x1b[6~", "\x1b[H", "\x1b[F", "\x7f", "\x1b"

STEPS: tuple[tuple[str, tuple[str, ...], int], ...] = (
    ("down", (DOWN,), 60),
    ("page", (PAGE_DOWN,), 30),
    ("jump", (END, HOME), 20),
    ("filter", ("/", "娜", "英", ERASE, ERASE, "3", "0", ERASE, ERASE, "z", "x", ERASE, ERASE), 52),
    ("sort", (ESCAPE, "s", "s", "s", "S"), 40),
)


@contextmanager
def desk(store: Path) -> Iterator[int]:
    """The program at work on a store; the terminal's own end."""
    pid, terminal = pty.fork()
    if not pid:
        os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")
        command = [sys.executable, str(APP), "--db", str(store), "--lang", "zh"]
        os.execv(sys.executable, [*command, "--now", "2022-04-09T08:00+08:00"])
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    try:
        yield terminal
    finally:
        os.write(terminal, b"q")
        while select.select([terminal], [], [], 1.0)[0]:
            try:
                os.read(terminal, 1 << 16)
            except OSError:
                break
        os.waitpid(pid, 0)


def settle(terminal: int, longest: float, pause: float = PAUSE) -> tuple[float, float] | None:
    """When the first and the last output before a pause came; None when none came at all."""
    first = last = 0.0
    until = time.perf_counter() + longest
    while time.perf_counter() < until:
        wait = pause if first else until - time.perf_counter()
        if not select.select([terminal], [], [], max(0.0, wait))[0]:
            break
        data = os.read(terminal, 1 << 18)
        last = time.perf_counter()
        first = first or last
        if b"\x1b[6n" in data:
            os.write(terminal, b"\x1b[1;1R")
    return (first, last) if first else None


def run(store: Path, found: dict[str, list[tuple[float, float]]]) -> None:
    """Time every step once."""
    with desk(store) as terminal:
        settle(terminal, 30, pause=2.0)
        os.write(terminal, HOUSEHOLDS.encode())
        settle(terminal, 10, pause=1.0)
        for name, keys, count in STEPS:
            for number in range(count):
                key = keys[number % len(keys)]
                sent = time.perf_counter()
                os.write(terminal, key.encode())
                times = settle(terminal, 0.5)
                if times is not None and key not in ("/", ESCAPE):
                    found[name].append((times[0] - sent, times[1] - sent))
            os.write(terminal, (ESCAPE + HOME).encode())
            settle(terminal, 1.0, pause=0.4)


def main() -> None:
    """Print a line for each step."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    found: dict[str, list[tuple[float, float]]] = {name: [] for name, _keys, _count in STEPS}
    for _ in range(given.runs):
        run(given.file, found)
    for name, times in found.items():
        columns = []
        for which, words in enumerate(("first output", "settled")):
            ordered = sorted(pair[which] * 1000 for pair in times)
            median, late = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)]
            columns.append(f"{words} p50 {median:6.1f} p95 {late:6.1f}")
        print(f"{name:8}", "  ".join(columns), f" n {len(times)}")


if __name__ == "__main__":
    main()
