"""Presses keys at random in a pseudo-terminal and tells how the memory of the desk grows.

    python tests/bench/memory_of_keys.py [--keys 2000] [--seed 1] [--app OTHER/app.py]

The first line is what the desk holds once all places were shown; each further one after another
tenth of the keys, with how many times as much that is.
"""

from __future__ import annotations

import argparse
import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.bench.in_terminal import APP, TAKEN, Desk

PLACES = tuple(f"f{number}" for number in range(2, 10))
MOVES = ("down", "down", "up", "left", "right", "pagedown", "pageup", "home", "end", "tab")
ACTS = ("enter", "escape", "escape", "escape", "space", "ctrl+p", *"/?nvsgotHWXDLTEAf;!m1234")


def key(chance: random.Random) -> str:
    """A key: a place, a move, an act."""
    return chance.choice(chance.choices((PLACES, MOVES, ACTS), (1, 5, 4))[0])


def main() -> None:
    """Print a line for each tenth of the keys."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--keys", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--app", type=Path, default=APP)
    given = parser.parse_args()
    chance = random.Random(given.seed)
    with Desk("demo", "--lang", "zh", app=given.app.resolve()) as desk:
        desk.until(TAKEN)
        for place in (*PLACES, "f2"):
            desk.press(place, pause=0.5)
        began, worked = desk.memory, desk.cpu
        print(f"{began:7.1f} MB, all places shown")
        for number in range(1, given.keys + 1):
            desk.type(key(chance))
            desk.settle(0.25, 0.01)
            desk.sent.clear()
            if number % max(1, given.keys // 10) == 0:
                desk.settle(1.0, 0.2)
                print(
                    f"{desk.memory:7.1f} MB, {number} keys: {desk.memory / began:.2f}", flush=True
                )
        print(f"{(desk.cpu - worked) / given.keys:7.1f} ms a key")


if __name__ == "__main__":
    main()
