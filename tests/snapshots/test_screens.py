"""What a few screens look like, as text: the sample neighbourhood on the morning it is told of.

Looked at and accepted; after a wanted change, look again and run with `--snapshot-update`.
"""

from __future__ import annotations

import html
import re

import pytest
from rich.cells import cell_len
from syrupy.assertion import SnapshotAssertion

from data.store import Store
from screens import i18n
from tests.ui.driving import LOW, WIDE, Size, desk

_CELL = 12.2
_LINE = 24.4
_RUN = re.compile(r'<text class="[^"]*" x="([\d.]+)" y="([\d.]+)"[^>]*>(.*?)</text>', re.DOTALL)


def as_text(picture: str) -> str:
    """The characters of a picture of the screen, line by line."""
    lines: dict[int, list[tuple[float, str]]] = {}
    for x, y, run in _RUN.findall(picture):
        words = html.unescape(run).replace("\N{NO-BREAK SPACE}", " ")
        lines.setdefault(round(float(y) / _LINE), []).append((float(x), words))
    out = []
    for _y, runs in sorted(lines.items()):
        line = ""
        for x, words in sorted(runs):
            line += " " * (round(x / _CELL) - cell_len(line)) + words
        out.append(line.rstrip())
    return "\n".join(out)


async def look(sample: Store, size: Size, *keys: str) -> str:
    async with desk(sample, size=size) as pilot:
        for key in keys:
            await pilot.press(key)
        return as_text(pilot.app.export_screenshot())


@pytest.mark.parametrize(
    ("language", "size", "keys"),
    [
        ("zh", LOW, ()),
        ("en", LOW, ("f3",)),
        ("zh", WIDE, ("f3",)),
        ("zh", LOW, ("f8",)),
        ("en", WIDE, ("f6",)),
        ("zh", LOW, ("H",)),
        ("zh", LOW, ("f10", *"海棠大楼1号802室胰岛素只剩2天")),
    ],
    ids=[
        "today-zh",
        "requests-en",
        "requests-zh-wide",
        "households-zh",
        "roster-en-wide",
        "timeline-zh",
        "call-zh",
    ],
)
async def test_screen(
    sample: Store,
    snapshot: SnapshotAssertion,
    language: str,
    size: Size,
    keys: tuple[str, ...],
) -> None:
    i18n.set_language(language)
    shown = await look(sample, size, *keys)
    assert "08:00" in "".join(shown.splitlines()[:2]), "below the line of a life"
    assert shown == snapshot
