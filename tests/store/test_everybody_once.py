"""Everybody of a sheet is in exactly one tube, or sampled without one, or not, with a reason: under
whatever is done at the tables, undone and done again."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from data.clock import FixedClock
from data.journal import commands as journal_commands
from data.sample import SAMPLE_NOW
from data.sampling import filling, queries, ticking, tubes
from data.store import Store
from data.testing.queries import round_of
from models.call_sheet import Part, Sampling
from models.problems import Refused
from models.sampling import TubeState, rules
from models.sampling.rules import Standing
from tests.tables import HERE, THERE, add_round, begin_town, sheet

DOORS = st.sampled_from(
    ["春晖苑3-501", "春晖苑3-502", "春晖苑3-503", "春晖苑3-601 赵大", "大林苑3-504"]
)
CODES = st.sampled_from(["T1", "T2", "T3"])
REPORTS = st.sampled_from(
    ["", "501 没下来", "502 没下来，601 赵二没下来", "501 来了", "999 没下来"]
)


class Tables(RuleBasedStateMachine):
    """What two people at a table may do, in any order."""

    file: Path

    def __init__(self) -> None:
        super().__init__()
        self._folder = TemporaryDirectory()
        self.store = Store(
            Path(copy(self.file, Path(self._folder.name) / "s.db")), FixedClock(SAMPLE_NOW)
        )

    def teardown(self) -> None:
        self.store.close()
        self._folder.cleanup()

    def do(self, command: Any, *args: Any, **more: Any) -> None:
        with suppress(Refused):  # which leaves everything as it was
            self.store.do(command, *args, **more)

    @initialize()
    def begins(self) -> None:
        self.do(ticking.tick, 1, "", building="春晖苑4")

    @rule(code=CODES, door=DOORS)
    def add(self, code: str, door: str) -> None:
        self.do(tubes.put_into, 1, code, door, filling.Opening(capacity=5))

    @rule(code=CODES, to=CODES, door=st.one_of(st.just(""), DOORS))
    def move(self, code: str, to: str, door: str) -> None:
        self.do(tubes.move, 1, code, to, door)

    @rule(code=CODES)
    def void(self, code: str) -> None:
        self.do(tubes.void, 1, code)

    @rule(code=CODES)
    def full(self, code: str) -> None:
        self.do(tubes.close_tube, 1, code)

    @rule(report=REPORTS, compound=st.sampled_from([HERE, THERE]))
    def tick(self, report: str, compound: str) -> None:
        self.do(ticking.tick, 1, report, compound=compound)

    @rule()
    def undo(self) -> None:
        self.do(journal_commands.undo)

    @rule()
    def redo(self) -> None:
        self.do(journal_commands.redo)

    @invariant()
    def everybody_is_somewhere_once(self) -> None:
        try:
            rows = sheet(self.store, 1)
        except Refused:  # the round itself was taken back
            return
        standing = Counter(map(rules.standing, rows))
        assert sum(standing.values()) == len(rows) == len({one.who for one in rows})
        for one in rows:
            where = rules.standing(one)
            if where is Standing.IN_TUBE:
                assert one.tube_state != TubeState.VOID
                assert one.sampled_at is not None
            elif where is Standing.MISSED:
                assert one.missed_at is not None
                assert one.tube_state in (None, TubeState.VOID)
            elif where is Standing.LEFT_OUT:
                assert one.why is not None
            elif where is Standing.DUE:
                assert one.part != Part.LEFT_OUT
            assert (one.state == Sampling.SAMPLED) == (one.sampled_at is not None)
        found = self.store.ask(lambda conn: queries.tubes(conn, round_of(conn, 1)))
        assert sum(tube.members for tube in found) == standing[Standing.IN_TUBE]
        assert all(tube.members <= tube.capacity for tube in found)


@pytest.mark.usefixtures("english")
def test_everybody_is_in_one_tube_or_sampled_or_with_a_reason(
    empty_file: Path, tmp_path: Path
) -> None:
    file = Path(copy(empty_file, tmp_path / "town.db"))
    store = Store(file, FixedClock(SAMPLE_NOW))
    begin_town(store)
    add_round(store)
    store.close()

    class Here(Tables):
        pass

    Here.file = file
    run_state_machine_as_test(
        Here, settings=settings(max_examples=8, stateful_step_count=12, deadline=None)
    )
