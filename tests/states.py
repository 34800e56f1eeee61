"""What a store holds and what acts leave in it: done, undone and done again, or refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise

import pytest

from data import sql
from data.journal import commands as journal_commands
from data.journal import triggers as journal_triggers
from data.migrations import MADE
from data.step import Step
from data.store import Store
from models.problems import Refused

State = dict[str, list[tuple[object, ...]]]


def state(store: Store) -> State:
    """The rows of each table the journal records, to be compared byte for byte.

    The edit counters are left out: undo does not turn them back; so is what came with the format.
    """
    with store.read() as conn:
        return {
            table: sorted(
                conn.execute(
                    f"SELECT {', '.join(columns)} FROM {table}"
                    f" WHERE id NOT IN ({sql.quoted(MADE.get(table, ()))})"
                ),
                key=repr,
            )
            for table, columns in journal_triggers.recorded_tables(conn).items()
        }


def undone_whole(store: Store, *acts: Callable[[], object]) -> None:
    """Do acts one after another, see each undone to the byte, and all done again."""
    seen = [state(store)]
    for act in acts:
        act()
        seen.append(state(store))
    assert all(before != after for before, after in pairwise(seen))
    for before in reversed(seen[:-1]):
        store.do(journal_commands.undo)
        assert state(store) == before
    for after in seen[1:]:
        store.do(journal_commands.redo)
        assert state(store) == after


@contextmanager
def refused(code: str, /, **said: object) -> Iterator[None]:
    """What is done here is refused, for a reason that says these things among others."""
    with pytest.raises(Refused) as caught:
        yield
    problem = caught.value.problem
    assert problem.code == code
    assert {name: problem.params.get(name) for name in said} == said


def refused_whole(
    store: Store, command: Callable[[Step], object], code: str, field: str | None
) -> None:
    """See a command refused, at a field of what was given or at none, and nothing of it kept."""
    before = state(store)
    with pytest.raises(Refused) as caught:
        store.do(command)
    assert (caught.value.problem.code, caught.value.problem.field) == (code, field)
    assert state(store) == before
