"""Counts what each key sends to the terminal, in a pseudo-terminal on the sample.

    python tests/bench/wire_bytes.py [--size 120x40] [--app OTHER/app.py] [--runs 1]

For each kind of key it prints the bytes, the milliseconds the program works for it, and those to
the first and to the last output before a pause, each at the median. With `--app` the same keys are
pressed in another checkout, so that two states of the program can be held against each other.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.bench.in_terminal import APP, TAKEN, Cost, Desk

REQUESTS, ROSTER = "f3", "f6"

STEPS: tuple[tuple[str, tuple[tuple[str, str], ...], int], ...] = (
    (REQUESTS, (("row down", "down"),), 20),
    (REQUESTS, (("row up", "up"),), 20),
    (REQUESTS, (("page", "pagedown"), ("page", "pageup")), 6),
    (REQUESTS, (("place, Today", "f2"), ("place, Requests", "f3")), 8),
    (REQUESTS, (("detail opened", "enter"), ("detail closed", "escape")), 8),
    (REQUESTS, (("dialog opened", "n"), ("dialog closed", "escape")), 8),
    (
        REQUESTS,
        (
            ("filter opened", "/"),
            ("filter, a letter", "1"),
            ("filter, a letter", "3"),
            ("filter, erased", "backspace"),
            ("filter, erased", "backspace"),
            ("filter closed", "escape"),
        ),
        18,
    ),
    (REQUESTS, (("palette opened", "ctrl+p"), ("palette closed", "escape")), 8),
    (REQUESTS, (("help opened", "?"), ("help closed", "escape")), 8),
    (REQUESTS, (("mask", "m"),), 4),
)
"""The place, keys in turn with what each is called, and how many of them."""

_TIMELINE = (("timeline, right", "right"), ("timeline, down", "down"))


def run(app: Path, size: tuple[int, int], timeline: str, found: dict[str, list[Cost]]) -> None:
    """Press all keys once."""
    with Desk("demo", "--lang", "zh", size=size, app=app) as desk:
        desk.until(TAKEN)
        for place, keys, count in STEPS:
            desk.press(place, pause=0.6)
            for number in range(count):
                name, key = keys[number % len(keys)]
                cost = desk.press(key)
                if number >= len(keys):  # what is made anew the first time is another matter
                    found[name].append(cost)
        for key in (ROSTER, timeline):
            desk.press(key, 3.0, pause=0.8)
        for number in range(16):
            name, key = _TIMELINE[number // 8]
            found[name].append(desk.press(key))


def main() -> None:
    """Print a line for each kind of key."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--size", default="120x40")
    parser.add_argument("--app", type=Path, default=APP)
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--timeline", default="H", help="the key that opens it at the roster")
    given = parser.parse_args()
    width, height = map(int, given.size.split("x"))
    found: dict[str, list[Cost]] = defaultdict(list)
    for _run in range(given.runs):
        run(given.app.resolve(), (width, height), given.timeline, found)
    print(f"{'':18}{'bytes':>8}{'cpu ms':>9}{'first':>8}{'last':>8}")
    for name, costs in found.items():
        times = [[at for at in column if at is not None] for column in zip(*costs, strict=True)]
        told = [median(column) if column else float("nan") for column in times]
        print(f"{name:18}{told[0]:8.0f}{told[3]:9.2f}{told[1]:8.1f}{told[2]:8.1f}")


if __name__ == "__main__":
    main()
