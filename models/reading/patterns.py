"""Signals told by how words are put together, from the table of patterns beside this module."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from models.reading.scan import Hit
from models.reading.signal_kinds import SIGNAL_KEYS, Signal, signal_of
from models.word_tables import word_table

_GAPS = {str(most): rf"[^\x00\s,，。;；!！?？]{{0,{most}}}?" for most in range(1, 10)}
"""Up to so many characters of one clause, for `<3>` in a pattern."""


@cache
def _patterns() -> tuple[tuple[Signal, re.Pattern[str]], ...]:
    table = word_table(__file__, "patterns.toml")
    table.only("shared", "signals")
    shared = table.part("shared")
    parts = _GAPS | {name: shared.text(name) for name in shared.keys}
    rows = []
    for block in table.parts("signals"):
        block.only(*SIGNAL_KEYS, "pattern")
        rows.append((signal_of(block), block.pattern("pattern", parts)))
    return tuple(rows)


def find_patterns(text: str) -> Iterator[Hit[Signal]]:
    """Every pattern in plain text."""
    for signal, pattern in _patterns():
        for hit in pattern.finditer(text):
            yield Hit(hit.start(), hit.end(), signal)


def reasons() -> list[str]:
    """Codes of the signals that make a need by themselves."""
    return [signal.code for signal, _ in _patterns() if signal.kind]
