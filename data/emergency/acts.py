"""The acts on an emergency sheet, each one transaction and one step of the journal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from data.emergency import commands
from data.requests import queries as requests
from models.emergency import AttemptInput, EmergencyKind, LineInput, Result, SheetLine
from models.journal import Act

if TYPE_CHECKING:
    from data.store import Step, Store


def tick_item(
    store: Store, no: int, item: str, *, done: bool, by_person_no: int | None = None
) -> int:
    """Tick an item of the checklist or take its tick away; see `commands.tick`."""
    act = Act("emergency_item_ticked") if done else Act("emergency_item_unticked")
    with store.write(act) as step:
        commands.tick(step, no, item, done, by_person_no)
        step.tell(item=item)
        _name(step, no)
    return no


_ATTEMPTS = {
    Result.ACCEPTED: "emergency_accepted",
    Result.REFUSED: "emergency_refused",
    Result.NO_ANSWER: "emergency_unanswered",
}


def log_attempt(store: Store, no: int, given: AttemptInput) -> int:
    """Log a call for a life; see `commands.attempt`."""
    with store.write(Act(_ATTEMPTS[given.result])) as step:
        commands.attempt(step, no, given)
        step.tell(to=given.to, why=given.why)
        _name(step, no)
    return no


_LINES = {
    SheetLine.FAMILY_TOLD: "emergency_family_told",
    SheetLine.TRANSFER: "emergency_transfer_arranged",
}


def add_line(store: Store, no: int, given: LineInput) -> int:
    """Family told, or a transfer arranged; see `commands.line`."""
    with store.write(Act(_LINES[given.line])) as step:
        commands.line(step, no, given)
        step.tell(said=given.said)
        _name(step, no)
    return no


def name_callers(store: Store, no: int, numbers: Sequence[int]) -> int:
    """Name who calls for this life; see `commands.callers`."""
    with store.write(Act("emergency_callers_named")) as step:
        commands.callers(step, no, numbers)
        found = [
            step.raw.execute("SELECT name FROM person WHERE no = ?", (one,)).fetchone()[0]
            for one in numbers
        ]
        step.tell(names=found)
        _name(step, no)
    return len(numbers)


def choose_checklist(store: Store, no: int, kind: EmergencyKind) -> int:
    """Say what endangers this life; see `commands.checklist`."""
    with store.write(Act("emergency_checklist_chosen")) as step:
        commands.checklist(step, no, kind)
        step.tell(kind=str(kind))
        _name(step, no)
    return no


def _name(step: Step, no: int) -> None:
    step.session.flush()
    step.tell(no=no, what=requests.view(step.raw, no).summary)
