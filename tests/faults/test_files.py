"""Hostile files: whatever is brought in, the program goes on, and what it says orders nothing."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from random import Random

import pytest

from tests.faults import papers, stores
from tests.faults.conftest import Effort
from tests.faults.figures import Figures, Row
from tests.faults.judging import judge_output
from tests.faults.neighbourhood import Neighbourhood, Place


def _bring_in(
    row: Row, at: Neighbourhood, place: Place, folder: Path, brought: Iterable[papers.Paper]
) -> None:
    """Import papers one after the other, and look at what each has done."""
    for name, content in brought:
        file = folder / name
        file.write_bytes(content)
        before = stores.read(place.db)
        answer = at.run(place, "import", str(file))
        judge_output(row, answer, f"import {name!r}")
        if answer.status:
            row.check(stores.read(place.db) == before, "refused, but changed", name)
        file.unlink()
    answer = at.run(place, "doctor")
    row.check(answer.status == 0, "doctor unwell", answer.err.strip()[-200:])


def test_hostile_papers(
    neighbourhood: Neighbourhood, effort: Effort, figures: Figures, rnd: Random, tmp_path: Path
) -> None:
    with figures.campaign("hostile files: papers") as row:
        chosen = list(papers.small())
        if not effort.whole:
            chosen = rnd.sample(chosen, 24)
        _bring_in(row, neighbourhood, neighbourhood.fresh(), tmp_path, chosen)
        slipped = [*tmp_path.parent.rglob("daiban-slip*"), *Path(os.sep).glob("daiban-slip*")]
        row.check(not slipped, "climbed out", slipped)


def test_papers_larger_than_they_look(
    neighbourhood: Neighbourhood, effort: Effort, figures: Figures, tmp_path: Path
) -> None:
    if not effort.whole:
        pytest.skip("takes minutes; run with --faults")
    with figures.campaign("hostile files: large") as row:
        for paper in papers.large():
            _bring_in(row, neighbourhood, neighbourhood.fresh(), tmp_path, [paper])


def test_broken_papers(
    neighbourhood: Neighbourhood, effort: Effort, figures: Figures, rnd: Random, tmp_path: Path
) -> None:
    with figures.campaign("hostile files: broken papers") as row:
        files = sorted(neighbourhood.papers.glob("*"))
        good = [(file.name, file.read_bytes()) for file in files if file.suffix != ".json"]
        made = [papers.broken(rnd, good) for _ in range(effort.of(8, 250))]
        _bring_in(row, neighbourhood, neighbourhood.fresh(), tmp_path, made)


@pytest.mark.skipif(sys.platform == "win32", reason="there is none of these on Windows")
def test_what_is_no_file(neighbourhood: Neighbourhood, figures: Figures, tmp_path: Path) -> None:
    with figures.campaign("hostile files: no files") as row:
        os.mkfifo(tmp_path / "pipe.csv")
        (tmp_path / "folder.csv").mkdir()
        for name, target in (("loop", "loop.csv"), ("nowhere", "gone"), ("zeros", "/dev/zero")):
            (tmp_path / f"{name}.csv").symlink_to(target)
        with (tmp_path / "sparse.csv").open("wb") as sparse:
            sparse.truncate(2 << 30)
        place = neighbourhood.fresh()
        for file in (*sorted(tmp_path.iterdir()), tmp_path / "missing.csv"):
            answer = neighbourhood.run(place, "import", str(file))
            judge_output(row, answer, f"import {file.name}")
            row.check(answer.status == 1, "not refused", file.name, answer.out[-200:])
            row.check(answer.err.count("\n") == 1, "not one line", file.name, answer.err[-300:])
