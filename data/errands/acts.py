"""The acts on errands, each one transaction and one step of the journal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from data.errands import commands, queries
from models.errands import Done, ErrandInput, LineInput, ResultsInput
from models.journal import Act

if TYPE_CHECKING:
    from data.store import Step, Store


def make_errand(store: Store, requests: Sequence[int], given: ErrandInput) -> int:
    """Make one errand of requests; see `commands.add`."""
    with store.write(Act("errand_made")) as step:
        no = commands.add(step, requests, given)
        _tell(step, no, requests=len(dict.fromkeys(requests)))
    return no


def add_to_errand(store: Store, no: int, requests: Sequence[int]) -> int:
    """Put more requests on an errand; see `commands.join`."""
    with store.write(Act("errand_joined")) as step:
        lines = commands.join(step, no, requests)
        _tell(step, no, requests=list(requests))
    return lines


def change_errand(store: Store, no: int, version: int, changes: Mapping[str, object]) -> int:
    """Change when and where an errand goes; see `commands.edit`."""
    with store.write(Act("errand_changed")) as step:
        commands.edit(step, no, version, changes)
        _tell(step, no)
    return no


def call_errand_off(store: Store, no: int) -> int:
    """Call an errand off; see `commands.call_off`. Gives how many requests waited on it."""
    with store.write(Act("errand_called_off")) as step:
        requests = commands.call_off(step, no)
        _tell(step, no, requests=requests)
    return requests


def change_line(store: Store, no: int, position: int, version: int, given: LineInput) -> int:
    """Change a line of an errand; see `commands.edit_line`."""
    with store.write(Act("errand_line_changed")) as step:
        commands.edit_line(step, no, position, version, given)
        _tell(step, no, line=position)
    return position


def take_line_out(store: Store, no: int, position: int) -> int:
    """Take a line out of an errand; see `commands.remove_line`. Gives its request's number."""
    with store.write(Act("errand_line_removed")) as step:
        line = commands.remove_line(step, no, position)
        _tell(step, no, line=position)
    return line.request_no


def record_results(store: Store, no: int, given: ResultsInput) -> Done:
    """Record what came of an errand; see `commands.record`."""
    with store.write(Act("errand_results")) as step:
        done = commands.record(step, no, given)
        _tell(step, no, **done._asdict())
    return done


def _tell(step: Step, no: int, **params: object) -> None:
    step.session.flush()
    step.tell(no=no, what=queries.view(step.raw, no).row.medicine, **params)
