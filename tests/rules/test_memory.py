"""What was freed is given back to the system where that can be asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from screens.memory import give_back

MANY, SIZE = 600, 60_000


def _resident() -> int:
    """Pages that the process holds."""
    return int(Path("/proc/self/statm").read_text().split()[1])


def test_what_was_freed_is_given_back() -> None:
    if not give_back():
        pytest.skip("nobody can be asked here")
    pieces = [bytearray(b"x" * SIZE) for _ in range(MANY)]
    last = pieces[-1]  # keeps what lies before it from being the end, which goes back by itself
    pieces.clear()
    held = _resident()
    assert give_back()
    assert _resident() < held - MANY * SIZE // 4096 // 2
    assert len(last) == SIZE
