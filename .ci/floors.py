"""Draws the program's floors and rooms from its source into docs/floors.svg; `--check` compares.

Every subject has its room in the same place of each floor. Lines are told to the nearest 50 and
imports to the nearest 10, so that the picture changes with the house and not with every line.
"""

from __future__ import annotations

import argparse
import sys
import textwrap
from collections import Counter
from collections.abc import Iterator, Mapping
from html import escape
from itertools import combinations
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.imports import LAYERS, Graph, imports, sources  # noqa: E402

PICTURE = ROOT / "docs" / "floors.svg"

ABOUT = {
    "app": "sets up the environment, then starts",
    "screens": "what is seen and typed",
    "data": "what is kept: queries and commands",
    "models": "what things are, and the rules",
}

COLUMNS = 10
ROOM, GAP = (96, 40), 6
LEFT, TOP, RIGHT = 24, 20, 220
HEADING, STRIP, BETWEEN = 30, 17, 46
"""Heights of a floor's heading, of a line of its shared strip, and of the space below it."""

FLOOR = COLUMNS * (ROOM[0] + GAP) - GAP + 24
WIDTH = LEFT + FLOOR + RIGHT
STYLE = (
    "text{font-family:system-ui,'Noto Sans',sans-serif;fill:#1f2933}"
    ".floor{fill:#f5f7fa;stroke:#9aa5b1}.room{fill:#d9e8f6;stroke:#627d98}"
    ".none{fill:none;stroke:#cbd2d9;stroke-dasharray:3 3}.shared{fill:#fdf3d7;stroke:#b99b4e}"
    ".title{font-size:17px;font-weight:600}.about{font-size:13px;font-weight:400;fill:#52606d}"
    ".name{font-size:13px}.small{font-size:11px;fill:#52606d}"
    ".arrow{stroke:#52606d;stroke-width:1.6;fill:none;marker-end:url(#head)}"
)


class House:
    """The modules of each floor by their rooms, with lines and imports.

    Args:
        texts: the text of each module by its dotted name.
        graph: who imports whom.
    """

    def __init__(self, texts: Mapping[str, str], graph: Graph) -> None:
        self.lines: Counter[tuple[str, str]] = Counter()
        """Lines by floor and room; a module that lies in no folder is a room of its own."""
        self.modules: dict[tuple[str, str], list[str]] = {}
        for module, text in texts.items():
            floor, _dot, rest = module.partition(".")
            room, _dot, name = rest.partition(".")
            self.lines[floor, room] += text.count("\n")
            if room and (ROOT / floor / room).is_dir():
                self.modules.setdefault((floor, room), []).extend(filter(None, [name]))
        floors = Counter(room for _floor, room in self.modules if room)
        self.subjects = sorted(room for room, count in floors.items() if count > 1)
        """Folders of one name on several floors; what is on one floor alone is shared there."""
        self.imports = Counter(
            (module.partition(".")[0], other.partition(".")[0])
            for module, others in graph.items()
            for other in others
        )

    def shared(self, floor: str) -> list[str]:
        """What lies on a floor and is of no subject; folders end in a slash."""
        rooms = sorted(room for at, room in self.lines if at == floor and room)
        return [
            f"{room}/" if (floor, room) in self.modules else room
            for room in rooms
            if room not in self.subjects
        ]


def about(count: int, unit: str, step: int) -> str:
    """A count in words that hold for a while."""
    rounded = round(count / step) * step
    return f"{rounded:,} {unit}" if rounded else f"under {step} {unit}"


def drawn(house: House) -> str:
    """The picture as SVG."""
    parts: list[str] = []
    spans: dict[str, tuple[int, int]] = {}
    top = TOP
    for floor in LAYERS:
        made, bottom = _floor(house, floor, top)
        parts += made
        spans[floor] = top, bottom
        top = bottom + BETWEEN
    parts += _arrows(house, spans)
    height = top - BETWEEN + TOP
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img">'
        f"<title>The floors of the program and its subjects</title><style>{STYLE}</style>"
        '<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7"'
        ' markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8z" fill="#52606d"/></marker></defs>'
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>'
    )
    return "\n".join([head, *parts, "</svg>"]) + "\n"


def _floor(house: House, floor: str, top: int) -> tuple[list[str], int]:
    """One floor from its upper edge, and where it ends."""
    lines = sum(count for (at, _room), count in house.lines.items() if at == floor)
    title = f'{floor}<tspan class="about" dx="10">{escape(ABOUT[floor])}</tspan>'
    parts = [
        f'<text class="title" x="{LEFT + 12}" y="{top + 21}">{title}</text>',
        _end(LEFT + FLOOR - 12, top + 20, about(lines, "lines", 50)),
    ]
    y = top + HEADING
    if floor != LAYERS[0]:
        rooms = list(_rooms(house, floor, y))
        parts += rooms
        rows = -(-len(house.subjects) // COLUMNS)
        y += rows * (ROOM[1] + GAP)
        strip = textwrap.wrap(", ".join(house.shared(floor)), 125)
        parts.append(_box("shared", LEFT + 12, y, FLOOR - 24, len(strip) * STRIP + 10))
        for at, text in enumerate(strip):
            baseline = y + 17 + at * STRIP
            parts.append(f'<text class="small" x="{LEFT + 22}" y="{baseline}">{text}</text>')
        y += len(strip) * STRIP + 22
    return [_box("floor", LEFT, top, FLOOR, y - top), *parts], y


def _rooms(house: House, floor: str, top: int) -> Iterator[str]:
    for at, subject in enumerate(house.subjects):
        row, column = divmod(at, COLUMNS)
        x, y = LEFT + 12 + column * (ROOM[0] + GAP), top + row * (ROOM[1] + GAP)
        modules = house.modules.get((floor, subject))
        if modules is None:
            yield _box("none", x, y, *ROOM)
            continue
        names = escape(", ".join(sorted(modules)) or "one module")
        lines = about(house.lines[floor, subject], "lines", 50)
        yield (
            f"<g><title>{floor}/{subject}: {names}</title>{_box('room', x, y, *ROOM)}"
            f'<text class="name" x="{x + 8}" y="{y + 17}">{subject}</text>'
            f'<text class="small" x="{x + 8}" y="{y + 32}">{lines}</text></g>'
        )


def _arrows(house: House, spans: Mapping[str, tuple[int, int]]) -> Iterator[str]:
    """From each floor to those it imports: straight to the next, round to those further down."""
    edge = LEFT + FLOOR
    out = edge
    for upper, lower in combinations(LAYERS, 2):
        count = house.imports[upper, lower]
        if not count:
            continue
        said = about(count, "imports", 10)
        start, end = spans[upper][1], spans[lower][0]
        if LAYERS.index(lower) - LAYERS.index(upper) == 1:
            x = (LEFT + edge) // 2
            yield f'<path class="arrow" d="M{x} {start + 3}V{end - 3}"/>'
            yield f'<text class="small" x="{x + 10}" y="{(start + end) // 2 + 4}">{said}</text>'
            continue
        out += 50
        start, end = spans[upper][1] - 20, spans[lower][0] + 20 + 10 * LAYERS.index(upper)
        yield f'<path class="arrow" d="M{edge + 2} {start}H{out}V{end}H{edge + 4}"/>'
        yield (
            f'<text class="small" x="{out + 6}" y="{(start + end) // 2}">{upper} to {lower}'
            f'<tspan x="{out + 6}" dy="15">{said}</tspan></text>'
        )


def _end(x: int, y: int, text: str) -> str:
    return f'<text class="small" text-anchor="end" x="{x}" y="{y}">{text}</text>'


def _box(kind: str, x: int, y: int, width: int, height: int) -> str:
    return f'<rect class="{kind}" x="{x}" y="{y}" width="{width}" height="{height}" rx="4"/>'


def main() -> int:
    """Draw the picture, or say whether it is the one of this source."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail when it differs")
    check = parser.parse_args().check
    texts = sources()
    picture = drawn(House(texts, imports(texts)))
    if not check:
        PICTURE.write_text(picture, encoding="utf-8")
    elif not PICTURE.exists() or PICTURE.read_text(encoding="utf-8") != picture:
        print(f"{PICTURE.relative_to(ROOT)} is not of this source: run .ci/floors.py")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
