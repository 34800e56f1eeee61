"""The acts on requests, each one transaction and one step of the journal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from data.requests import commands, queries
from models.journal import Act
from models.requests import ChaseInput, ClosingInput, RequestInput, RequestState
from models.rules.times import LOCAL

if TYPE_CHECKING:
    from data.store import Step, Store


def add_request(store: Store, given: RequestInput) -> int:
    """Put a request into the queue; see `commands.add`."""
    with store.write(Act("request_added")) as step:
        no = commands.add(step, given)
        _name(step, no)
    return no


def change_request(store: Store, no: int, version: int, changes: Mapping[str, object]) -> int:
    """Change a request; see `commands.edit`."""
    with store.write(Act("request_changed")) as step:
        commands.edit(step, no, version, changes)
        _name(step, no)
    return no


def log_chase(store: Store, no: int, given: ChaseInput, by_person_no: int | None = None) -> int:
    """Log a push for a request; see `commands.chase`."""
    act = "request_promised" if given.promised_until is not None else "request_chased"
    with store.write(Act(act if given.answered else "request_chased_in_vain")) as step:
        commands.chase(step, no, given, by_person_no)
        until = given.promised_until
        step.tell(to=given.to)
        if until is not None:
            step.tell(until=f"{until.astimezone(LOCAL):%m-%d %H:%M}")
        _name(step, no)
    return no


def close_request(store: Store, no: int, given: ClosingInput) -> RequestState:
    """Close a request, or leave it as a call-back; see `commands.close`."""
    act = "request_closed" if given.told_whom.strip() else "request_left_to_call_back"
    with store.write(Act(act)) as step:
        state = commands.close(step, no, given)
        step.tell(outcome=str(given.outcome), told=given.told_whom)
        _name(step, no)
    return state


def reopen_request(store: Store, no: int) -> int:
    """Take a request up again; see `commands.reopen`."""
    with store.write(Act("request_reopened")) as step:
        commands.reopen(step, no)
        _name(step, no)
    return no


def assign_owner(store: Store, no: int, person_no: int | None) -> int:
    """Say who looks after a request; see `commands.own`."""
    with store.write(Act("request_owned" if person_no is not None else "request_disowned")) as step:
        commands.own(step, no, person_no)
        if person_no is not None:
            found = step.raw.execute("SELECT name FROM person WHERE no = ?", (person_no,))
            step.tell(person=found.fetchone()[0])
        _name(step, no)
    return no


def _name(step: Step, no: int) -> None:
    step.session.flush()
    step.tell(no=no, what=queries.view(step.raw, no).summary)
