"""The acts on errands, each one transaction and one step of the journal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from data.errands import commands, queries
from models.errands import Done, ErrandInput, LineInput, ResultsInput

if TYPE_CHECKING:
    from data.store import Step


def make_errand(step: Step, requests: Sequence[int], given: ErrandInput) -> int:
    """Make one errand of requests; see `commands.add`."""
    step.act("errand_made")
    no = commands.add(step, requests, given)
    _tell(step, no, requests=len(dict.fromkeys(requests)))
    return no


def add_to_errand(step: Step, no: int, requests: Sequence[int]) -> int:
    """Put more requests on an errand; see `commands.join`."""
    step.act("errand_joined")
    lines = commands.join(step, no, requests)
    _tell(step, no, requests=list(requests))
    return lines


def change_errand(step: Step, no: int, version: int, changes: Mapping[str, object]) -> int:
    """Change when and where an errand goes; see `commands.edit`."""
    step.act("errand_changed")
    commands.edit(step, no, version, changes)
    _tell(step, no)
    return no


def call_errand_off(step: Step, no: int) -> int:
    """Call an errand off; see `commands.call_off`. Gives how many requests waited on it."""
    step.act("errand_called_off")
    requests = commands.call_off(step, no)
    _tell(step, no, requests=requests)
    return requests


def change_line(step: Step, no: int, position: int, version: int, given: LineInput) -> int:
    """Change a line of an errand; see `commands.edit_line`."""
    step.act("errand_line_changed")
    commands.edit_line(step, no, position, version, given)
    _tell(step, no, line=position)
    return position


def take_line_out(step: Step, no: int, position: int) -> int:
    """Take a line out of an errand; see `commands.remove_line`. Gives its request's number."""
    step.act("errand_line_removed")
    line = commands.remove_line(step, no, position)
    _tell(step, no, line=position)
    return line.request_no


def record_results(step: Step, no: int, given: ResultsInput) -> Done:
    """Record what came of an errand; see `commands.record`."""
    step.act("errand_results")
    done = commands.record(step, no, given)
    _tell(step, no, **done._asdict())
    return done


def _tell(step: Step, no: int, **params: object) -> None:
    step.session.flush()
    step.tell(no=no, what=queries.view(step.conn, no).row.medicine, **params)
