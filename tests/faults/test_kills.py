"""Killed at any moment, a command is done or is not, and the next one finds all in order."""

from __future__ import annotations

import subprocess
import sys
from random import Random

import pytest

from tests.faults.acts import ACTS, Act, Start
from tests.faults.conftest import Effort
from tests.faults.figures import Figures, Row
from tests.faults.judging import judge_backups, judge_doctor, judge_words
from tests.faults.neighbourhood import Neighbourhood
from tests.faults.shim import Fault, Manner
from tests.faults.trials import Expectations, Trial
from tests.faults.warm import PROJECT

_CALLS = "ecwstunm"
"""Those that change something: between two of them one moment is as good as another."""


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.name)
def test_a_killed_command_is_done_or_is_not(
    act: Act,
    shimmed: Neighbourhood,
    expected: Expectations,
    effort: Effort,
    figures: Figures,
    rnd: Random,
) -> None:
    with figures.campaign(f"killed: {act.name}") as row:
        counted = expected.calls(act, _CALLS)
        for _ in range(effort.of(1, 12)):
            fault = Fault(_CALLS, rnd.randrange(1, counted + 1), manner=Manner.KILL)
            trial = expected.trial(act)
            answer = trial.run(fault)
            row.check(answer.status == -9, "outlived", f"{act.name}, {fault}", answer.err)
            _judge(row, trial, shimmed, f"{act.name}, {fault}")


@pytest.mark.parametrize("act", [act for act in ACTS if act.name in ("import", "restore")])
def test_a_real_program_killed_at_a_moment_of_chance(
    act: Act,
    neighbourhood: Neighbourhood,
    expected: Expectations,
    effort: Effort,
    figures: Figures,
    rnd: Random,
) -> None:
    with figures.campaign(f"killed by the clock: {act.name}") as row:
        for _ in range(effort.of(1, 12)):
            trial = expected.trial(act)
            words = neighbourhood.words(trial.place, act.words)
            command = ["app.py", "--now", act.now, "--db", str(trial.place.db), *words]
            moment = rnd.uniform(0.1, 1.5)
            with subprocess.Popen(
                [sys.executable, *command],
                cwd=PROJECT,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            ) as program:
                try:
                    program.wait(moment)
                except subprocess.TimeoutExpired:
                    program.kill()
            _judge(row, trial, neighbourhood, f"{act.name}, killed after {moment:.3f} s")


def _judge(row: Row, trial: Trial, at: Neighbourhood, case: str) -> None:
    """What is there, and what the next command makes of it."""
    row.trials += 1
    judge_backups(row, trial.place, case)
    aside = trial.act.start is not Start.WHOLE
    state = trial.state()
    row.check(state in ("before", "after"), f"file {state}", case)
    made = trial.act.keeps and trial.made()
    again = trial.run()
    judge_words(row, again, case)
    done = trial.state()
    row.check(
        done in ("after", "before" if trial.act.keeps else "twice"), "not as once", case, done
    )
    if state == "before" and not made:
        row.check(again.status == 0, "second try failed", case, again.err.strip()[-200:])
    if not aside or done == "after":
        judge_doctor(row, at, trial.place, case, trial.act.now)
