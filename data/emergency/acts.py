"""The acts on an emergency sheet, each one transaction and one step of the journal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from data.emergency import commands
from data.requests import queries as requests
from models.emergency import AttemptInput, EmergencyKind, LineInput, Result, SheetLine

if TYPE_CHECKING:
    from data.store import Step


def tick_item(
    step: Step, no: int, item: str, *, done: bool, by_person_no: int | None = None
) -> int:
    """Tick an item of the checklist or take its tick away; see `commands.tick`."""
    step.act("emergency_item_ticked" if done else "emergency_item_unticked")
    commands.tick(step, no, item, done, by_person_no)
    step.tell(item=item)
    _name(step, no)
    return no


_ATTEMPTS = {
    Result.ACCEPTED: "emergency_accepted",
    Result.REFUSED: "emergency_refused",
    Result.NO_ANSWER: "emergency_unanswered",
}


def log_attempt(step: Step, no: int, given: AttemptInput) -> int:
    """Log a call for a life; see `commands.attempt`."""
    step.act(_ATTEMPTS[given.result])
    commands.attempt(step, no, given)
    step.tell(to=given.to, why=given.why)
    _name(step, no)
    return no


_LINES = {
    SheetLine.FAMILY_TOLD: "emergency_family_told",
    SheetLine.TRANSFER: "emergency_transfer_arranged",
}


def add_line(step: Step, no: int, given: LineInput) -> int:
    """Family told, or a transfer arranged; see `commands.line`."""
    step.act(_LINES[given.line])
    commands.line(step, no, given)
    step.tell(said=given.said)
    _name(step, no)
    return no


def name_callers(step: Step, no: int, numbers: Sequence[int]) -> int:
    """Name who calls for this life; see `commands.callers`."""
    step.act("emergency_callers_named")
    commands.callers(step, no, numbers)
    found = [
        step.conn.execute("SELECT name FROM person WHERE no = ?", (one,)).fetchone()[0]
        for one in numbers
    ]
    step.tell(names=found)
    _name(step, no)
    return len(numbers)


def choose_checklist(step: Step, no: int, kind: EmergencyKind) -> int:
    """Say what endangers this life; see `commands.checklist`."""
    step.act("emergency_checklist_chosen")
    commands.checklist(step, no, kind)
    step.tell(kind=str(kind))
    _name(step, no)
    return no


def _name(step: Step, no: int) -> None:
    step.session.flush()
    step.tell(no=no, what=requests.view(step.conn, no).summary)
