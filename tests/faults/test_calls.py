"""Each call on a file fails once, or from then on: the file is whole, and what is said is true."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from random import Random

import pytest

from tests.faults import told
from tests.faults.acts import ACTS, Act, Start
from tests.faults.conftest import Effort
from tests.faults.figures import Figures, Row
from tests.faults.judging import judge_backups, judge_doctor, judge_files, judge_words
from tests.faults.neighbourhood import Neighbourhood
from tests.faults.shim import Fault, Manner
from tests.faults.trials import Expectations, Trial
from tests.faults.warm import Answer

SWEEPS = (
    Fault("r"),
    Fault("r", lasting=True),
    Fault("w"),
    Fault("w", lasting=True),
    Fault("w", error=errno.ENOSPC),
    Fault("wcm", error=errno.ENOSPC, lasting=True),
    Fault("w", error=errno.ENOSPC, manner=Manner.HALF, lasting=True),
    Fault("w", manner=Manner.HALF),
    Fault("w", manner=Manner.SHORT),
    Fault("wcm", error=errno.EDQUOT, lasting=True),
    Fault("s"),
    Fault("s", lasting=True),
    Fault("s", error=errno.ENOSPC, lasting=True),
    Fault("t"),
    Fault("t", lasting=True),
    Fault("oec"),
    Fault("oec", lasting=True),
    Fault("oecunm", error=errno.EACCES, lasting=True),
    Fault("ecunm", error=errno.EROFS, lasting=True),
    Fault("un"),
    Fault("un", lasting=True),
    Fault("m", error=errno.EACCES),
)
"""What goes wrong; at which call is chosen for each trial."""


def faults(act: Act, expected: Expectations, effort: Effort, rnd: Random) -> Iterator[Fault]:
    """What goes wrong in the trials of an act."""
    for sweep in SWEEPS if effort.whole else rnd.sample(SWEEPS, 1):
        seen = expected.calls(act, sweep.kinds)
        for number in sorted(rnd.sample(range(1, seen + 1), min(seen, effort.of(1, 2)))):
            yield Fault(sweep.kinds, number, sweep.error, sweep.manner, sweep.lasting)


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.name)
def test_a_call_that_fails_loses_nothing_and_is_told_as_it_is(
    act: Act,
    shimmed: Neighbourhood,
    expected: Expectations,
    effort: Effort,
    figures: Figures,
    rnd: Random,
) -> None:
    with figures.campaign(f"failing calls: {act.name}") as row:
        for fault in faults(act, expected, effort, rnd):
            trial = expected.trial(act)
            answer = trial.run(fault)
            row.trials += 1
            case = f"{act.name}, {fault}"
            _judge(row, trial, answer, fault, case)
            judge_words(row, answer, case)
            judge_files(row, shimmed, trial.place, case, fault)
            judge_backups(row, trial.place, case)
            state = trial.state()
            if answer.status and not told.says_saved(answer.said):
                _try_again(row, trial, state, answer, case)
            if state == "after" or (state == "before" and act.start is Start.WHOLE):
                judge_doctor(row, shimmed, trial.place, case, act.now)


def _judge(row: Row, trial: Trial, answer: Answer, fault: Fault, case: str) -> None:
    """What the file holds, and whether what is said of it and of the cause is true."""
    state, said = trial.state(), " ".join(answer.said.split())
    told_line = f"{state}; said {said[-230:]}"
    row.check(state in ("before", "after"), f"file {state}", case, told_line)
    done = trial.made() if trial.act.keeps else state == "after"
    if answer.status == 0:
        optional = trial.act.words[0] == "log"
        row.check(done or optional, "told done, is not", case, told_line)
    elif done and not trial.act.keeps:
        true = told.says_saved(said) or told.says_not_known(said)
        row.check(true, "told not done, is", case, told_line)
    else:
        row.check(not told.says_saved(said), "told done, is not", case, told_line)
    unreadable = fault.lasting and bool({*fault.kinds} & {*"roe"})
    row.check(unreadable or not told.says_not_known(said), "not looked at", case, told_line)
    if not answer.struck or not (answer.status or answer.err):
        return
    if fault.manner != Manner.SHORT:
        right = told.tells_cause(said, fault.error, lasting=fault.lasting)
        row.check(right, "wrong cause", case, told_line)
    row.check("calls.txt" not in answer.err, "paper blamed", case, told_line)
    if trial.act.start in (Start.WHOLE, Start.AHEAD, Start.MISSING):
        row.check(not told.says_damaged(answer.err), "called damaged", case, told_line)


def _try_again(row: Row, trial: Trial, state: str, answer: Answer, case: str) -> None:
    """The command is given once more, as anybody would, now that nothing goes wrong."""
    if told.says_not_known(answer.said):
        return
    again = trial.run()
    now = trial.state()
    told_line = f"{state}, then {now}; said {again.err.strip()[-200:]}"
    if now == "twice":
        kind = "undone twice" if trial.act.words[0] == "undo" else "done twice"
        row.fault(kind, case, told_line)
    elif state == "before":
        right = again.status == 0 and now in ("after", "before" if trial.act.keeps else "after")
        row.check(right, "second try failed", case, told_line)
