"""Makes the picture of the desk in the README from the program itself: `picture.py [FILE.svg]`.

The sample neighbourhood at 120x40 in Chinese. Rich measures text in characters; here each run is
given the width of its cells, so that Chinese stands where it stands in a terminal.
"""

from __future__ import annotations

import asyncio
import html
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from rich.cells import cell_len  # noqa: E402

from screens import i18n  # noqa: E402
from screens.setup.sample import made  # noqa: E402
from screens.shell import Shell  # noqa: E402

_RUN = re.compile(r'(<text [^>]*?)textLength="[\d.]+"([^>]*>)(.*?)(</text>)', re.DOTALL)
_CELL = 12.2
"""Units of one cell in the picture."""


async def _taken(language: str, size: tuple[int, int], keys: list[str]) -> str:
    i18n.set_language(language)
    sample = made()
    desk = Shell(sample.path, sample.clock)
    desk.scratch = sample.folder
    try:
        async with desk.run_test(size=size) as pilot:
            await pilot.pause(1.0)
            await pilot.press("escape", *keys)
            await pilot.pause(0.5)
            return desk.export_screenshot(title="代班 Daiban")
    finally:
        sample.folder.cleanup()


def _in_cells(svg: str) -> str:
    svg = svg.replace("font-variant-east-asian: full-width;", "")
    svg = re.sub(r"@font-face\s*\{.*?\}", "", svg, flags=re.DOTALL)
    svg = svg.replace(
        "Fira Code, monospace", "'Noto Sans Mono CJK SC', 'Sarasa Mono SC', monospace"
    )

    def run(match: re.Match[str]) -> str:
        text = html.unescape(match[3]).replace("\N{NO-BREAK SPACE}", " ")
        width = f'textLength="{cell_len(text) * _CELL:g}" lengthAdjust="spacingAndGlyphs"'
        return match[1] + width + match[2] + match[3] + match[4]

    return _RUN.sub(run, svg)


def main() -> None:
    """Write the picture."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "desk.svg"
    target.parent.mkdir(exist_ok=True)
    svg = _in_cells(asyncio.run(_taken("zh", (120, 34), ["f3"])))
    target.write_text(re.sub(r"terminal-\d+", "desk", svg), encoding="utf-8")


if __name__ == "__main__":
    main()
