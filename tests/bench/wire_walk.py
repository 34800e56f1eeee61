"""Presses keys at random and looks whether the terminal shows what a whole picture would.

    python tests/bench/wire_walk.py [--keys 1000] [--seed 1] [--size 80x24]

Whatever is sent of each picture, after some keys each cell must be as the library would have drawn
it: text, marks and colours. The mask, the language, the colours and the size change in between.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[2]))

from data.clock import FixedClock
from data.sample import SAMPLE_NOW, kept
from models.preferences import THEMES
from screens import i18n
from screens.kit import masks
from screens.shell import Shell
from tests.ui.terminals import Painter, painted
from tests.unhurried import Unhurried

SIZES = ((80, 24), (120, 40), (97, 31), (81, 25))

PLACES = tuple(f"f{number}" for number in range(2, 10))
MOVES = ("down", "down", "down", "up", "left", "right", "pagedown", "pageup", "home", "end", "tab")
ACTS = (
    *("enter", "enter", "escape", "escape", "escape", "escape", "space", "ctrl+p", "slash", "f1"),
    *"nvsgotHWXDLTEAf;!/1234567890",
    *("plus", "at", "f10", "m", "f12", "ctrl+g", "backspace", "left_square_bracket"),
)
TYPED = (*"药米a1 ，…│→é한ﾜ€", "𠮷", "😀", "e\u0301", "🇨🇳", "👍🏽")
"""What is typed: narrow, wide, of a width that terminals differ about, joined."""


async def step(painter: Painter, chance: random.Random) -> str:
    """Do something at random; what it was."""
    what = chance.random()
    if what < 0.01:
        size = chance.choice(SIZES)
        await painter.resized(*size)
        return f"{size[0]}x{size[1]}"
    if what < 0.02:
        theme = chance.choice(THEMES)
        painter.desk.theme = theme
        return theme
    if what < 0.15:
        text = "".join(chance.choices(TYPED, k=chance.randint(1, 4)))
        painter.at_once(*text)
        return repr(text)
    key = chance.choice(chance.choice((PLACES, MOVES, MOVES, ACTS, ACTS)))
    painter.at_once(key)
    return key


async def differences(painter: Painter) -> list[str]:
    """Lines that show something else than whole pictures do."""
    await painter.settled()
    stands, whole = painter.driver.terminal, painter.whole()
    return [
        f"line {y}: {''.join(text for text, _pen in row)!r} is to be "
        f"{''.join(text for text, _pen in to_be)!r}, cells "
        f"{[at for at, (a, b) in enumerate(zip(row, to_be, strict=True)) if a != b][:8]}"
        for y, (row, to_be) in enumerate(zip(stands.rows, whole.rows, strict=True))
        if row != to_be
    ]


async def walk(store: Path, size: tuple[int, int], keys: int, seed: int) -> list[str]:
    """Press keys at random; the keys since the last good look and what differed, if anything."""
    chance = random.Random(seed)
    async with painted(Shell(store, FixedClock(SAMPLE_NOW)), size) as painter:
        pressed: list[str] = []
        for _number in range(keys):
            pressed.append(await step(painter, chance))
            if chance.random() < 0.5:
                await painter.pause()
            if chance.random() < 0.1:
                found = await differences(painter)
                if found:
                    return [f"size {size} seed {seed}: {' '.join(pressed)}", *found]
                pressed.clear()
        await painter.settled()
    return []


def main() -> None:
    """Walk until something differs, or all keys were pressed."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--keys", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--size", default="80x24")
    given = parser.parse_args()
    width, height = map(int, given.size.split("x"))
    i18n.set_language("zh")
    with TemporaryDirectory() as folder:
        made = Path(folder, "made.db")
        kept.put(made, "zh", lambda: None)
        for number in range(max(1, given.keys // 100)):
            store = Path(shutil.copy(made, Path(folder, f"walk-{number}.db")))
            with asyncio.Runner(loop_factory=Unhurried) as runner:
                found = runner.run(walk(store, (width, height), 100, given.seed + number))
            masks.put_on(False)
            if found:
                sys.exit("\n".join(found))
    print(f"{given.keys} keys: as whole pictures")


if __name__ == "__main__":
    main()
