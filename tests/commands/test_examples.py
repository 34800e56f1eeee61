"""What the help of a command gives as examples is true, in both languages."""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

import pytest

from tests.commands.running import Daiban

WITH = (
    *("requests", "households", "chase", "close", "add", "absent", "tick", "result"),
    *("import", "deliver"),
)
"""The commands that are used most, in an order in which they may be typed."""


def _examples(daiban: Daiban, name: str, language: str) -> list[str]:
    told = daiban(name, "--help", "--lang", language).out
    _help, _title, shown = told.partition("例：\n" if language == "zh" else "examples:\n")
    return [line.removeprefix("  python3 app.py ") for line in shown.splitlines()]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_each_example_does_something_on_the_sample(
    daiban: Daiban,
    file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
    language: str,
) -> None:
    sample = "sample_file" if language == "zh" else "english_sample_file"
    shutil.copy(request.getfixturevalue(sample), file)
    monkeypatch.chdir(tmp_path)
    for name in WITH:
        found = _examples(daiban, name, language)
        assert len(found) > 1
        for line in found:
            words = shlex.split(line.partition(" < ")[0])
            assert words[0] == name
            if "-" in words:  # what comes through a pipe
                continue
            answer = daiban(*words, "--lang", language)
            needs_file = any(word.endswith((".xlsx", ".txt")) for word in words[1:])
            missing = needs_file and "--to" not in words
            assert answer.status == (1 if missing else 0), (line, answer)
