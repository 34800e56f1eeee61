"""Some hundred broken files and lines, always the same ones; `fuzz.py` tries others by the hour."""

from __future__ import annotations

from pathlib import Path

from tests.fuzz.fuzz import Trials

FIRST, MANY = 20_000, 300


def test_broken_files_and_lines_are_read_or_refused_in_words(tmp_path: Path) -> None:
    trials = Trials(tmp_path)
    for seed in range(FIRST, FIRST + MANY):
        trials.run(seed)
    assert trials.tried.faults == []
    ways = {"file refused", "file nothing new", "file brought in", "line read"}
    assert ways <= set(trials.tried.ends)
