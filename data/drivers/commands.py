"""What is remembered of drivers: written down, changed, taken away."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from data.drivers.queries import card_of, note
from data.ids import key_of, new_id
from models.drivers import NoteKind, NoteRow
from models.problems import Refused, refuse_outdated
from models.text import clean

if TYPE_CHECKING:
    from data.step import Step

_LONGEST = 300
"""Characters kept of a note."""


def add_note(
    step: Step,
    delivery_no: int,
    kind: NoteKind,
    text: str,
    *,
    is_kept: bool | None = None,
    at: datetime | None = None,
) -> int:
    """Write down what a driver was asked, promised, was given, or what helped; its number.

    Args:
        is_kept: of a promise, whether it was kept; None while that is to be seen.
        at: when it happened; now if None.

    Raises:
        Refused: `delivery_unknown`, `note_empty`, `only_promises_are_kept`.
    """
    from models.drivers.tables import DriverNote

    text = _checked(text)
    if is_kept is not None and kind is not NoteKind.PROMISED:
        raise Refused("only_promises_are_kept", "is_kept")
    card = card_of(step.conn, delivery_no)
    no = step.next_no("driver_note")
    step.add(
        DriverNote(
            id=new_id(),
            no=no,
            delivery_id=key_of(step.conn, "delivery", delivery_no),
            kind=kind,
            text=text,
            is_kept=None if is_kept is None else int(is_kept),
            happened_at=step.at if at is None else at,
            entered_at=step.at,
        )
    )
    step.act("driver_noted", no=no, kind=str(kind), text=text, name=card.name)
    return no


def change_note(step: Step, no: int, version: int, text: str) -> None:
    """Write a note otherwise.

    Raises:
        Refused: `note_unknown`, `edited_meanwhile`, `note_empty`.
    """
    from models.drivers.tables import DriverNote

    was = note(step.conn, no)
    refuse_outdated(no, was.version, version)
    text = _checked(text)
    if text == was.text:
        return
    step.change(DriverNote, was.id, text=text, version=was.version + 1)
    step.act("driver_note_changed", no=no, text=text)


def keep_promise(step: Step, no: int, is_kept: bool | None) -> NoteRow:
    """Say whether a promise was kept, or that it is still to be seen; what it was.

    Raises:
        Refused: `note_unknown`, `only_promises_are_kept`.
    """
    from models.drivers.tables import DriverNote

    was = note(step.conn, no)
    if was.kind != NoteKind.PROMISED:
        raise Refused("only_promises_are_kept", "no")
    kept = None if is_kept is None else int(is_kept)
    step.change(DriverNote, was.id, is_kept=kept, version=was.version + 1)
    code = {None: "promise_open", True: "promise_kept", False: "promise_broken"}[is_kept]
    step.act(code, no=no, text=was.text)
    return was


def remove_note(step: Step, no: int) -> NoteRow:
    """Take a note away; what it was.

    Raises:
        Refused: `note_unknown`.
    """
    from models.drivers.tables import DriverNote

    was = note(step.conn, no)
    step.remove(DriverNote, was.id)
    step.act("driver_note_removed", no=no, text=was.text)
    return was


def _checked(text: str) -> str:
    text = clean(text, limit=_LONGEST)
    if not text:
        raise Refused("note_empty", "text")
    return text
