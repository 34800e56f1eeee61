"""Texts nobody means well with, in families: what terminals, formats and markup take for orders."""

from __future__ import annotations

import re
from collections.abc import Iterator

_BODIES = {
    "[": ("2J", "H\x1b[31m", "?1049l", "?1003h", "6n", "c", "8;1;1t", "5i", "9" * 300 + "C"),
    "]": ("0;title\x07", "2;title\x1b\\", "52;c;eA==\x07", "8;;http://x\x07", "4;1;?\x07", "0;"),
    "P": ("+q544e\x1b\\", "#0;2;0;0;0\x1b\\"),
    "_": ("Gi=1;AA\x1b\\",),
    "^": ("x\x1b\\",),
    "X": ("x\x1b\\",),
}
"""What follows the letter that opens a sequence, after an escape character."""


def _sequences() -> Iterator[str]:
    for letter, bodies in _BODIES.items():
        for body in bodies:
            yield f"\x1b{letter}{body}药"
            yield f"{chr(ord(letter) + 0x40)}{body}药"
    yield from ("\x1bc", "\x1b(0lqk", "\x1b#8", "\x1b", "药\x1b")


def _controls() -> Iterator[str]:
    yield "".join(map(chr, range(1, 32)))
    yield "".join(map(chr, range(0x7F, 0xA0)))
    yield from ("王\r李", "王\n李", "王\t李", "王\b\b李", "王\u2028李\u2029", "王\x7f李")


TEXTS = (
    *_sequences(),
    *_controls(),
    # turned round, unseen, very wide
    "\u202e三张\u202c", "\u2067x", "\u200f\u200e\u061cx", "\u200b\u200b", "\ufeff王", "\u3164",
    "\U000e0041\U000e0042", "  \u3000 ", "👩‍👩‍👧‍👦🇨🇳", "Z" + "\u0335" * 60, "\ue000\ufffe",
    "ﷺ" * 40, "药" * 9000, "x" * 30000, "\u0301\u0301",
    # bytes that are no text
    "王\udcff\udcfe", "\udc80", "\udc9b2J",
    # what formats, markup, shells and engines read
    "[/]", "[bold", "[@click=app.quit]x[/]", "[link=file:///x]y[/]", "[b]" * 200, "{0}",
    "{name!r:>999}", "%(no)s %s", "{", "$(id)", "`id`", "=1+1", "@SUM(A1)", "＝1",
    "'; DROP TABLE request;--", "100%_\\", '"', "(((", "NULL", "<b>&", "\\",
    # numbers, moments, names of files
    "9" * 400, "-1", "1e309", "NaN", "0x1F", "１２", "²", "2022-02-30", "9999-12-31", "24:60",
    "0000-00-00", "../nowhere/x", "~", ".", "", "-", "--", "-h", "a/b",
)  # fmt: skip

_OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffd]")
"""What no output holds: control characters, those that turn text round, bytes that are no text."""


def obeyed(output: str) -> str:
    """The first thing a terminal would obey, with what is around it; empty where there is none."""
    found = _OBEYED.search(output)
    return repr(output[max(0, found.start() - 40) : found.end() + 40]) if found else ""
