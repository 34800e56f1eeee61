"""A request as it is typed and as it is kept: made safe, put into columns, read back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from data.ids import key_if, key_of, new_id
from data.requests.doors import further
from data.sql import Reader
from models import fields
from models.chases import Urgency
from models.chases.rules import READ_LIMIT
from models.requests import RequestInput, RequestKind, RequestView
from models.requests.rules import SUMMARY
from models.text import cells, clean, phone_digits, within
from models.times import loaded

if TYPE_CHECKING:
    from data.step import Step


def input_of(view: RequestView) -> RequestInput:
    """A request on file as the input that would say the same."""
    return fields.input_of(
        RequestInput, view, kind=RequestKind, urgency=Urgency, opened_at=loaded, harm_at=loaded
    )


def columns_of(conn: Reader, given: RequestInput) -> dict[str, Any]:
    """What is kept of a request that was typed, by column.

    Raises:
        Refused: `household_unknown`.
    """
    return {
        "kind": given.kind,
        "urgency": given.urgency,
        "harm_at": given.harm_at,
        "harm_reason": given.harm_reason or None,
        "days_left": given.days_left,
        "is_vital": int(_is_vital(given)),
        "text": given.text,
        "summary": _summary(given.summary or given.text),
        "household_id": key_if(conn, "household", given.household_no),
        "address_said": given.address_said,
        "caller": given.caller,
        "phone": _number(given.phone),
        "patient": given.patient,
        "call_back_phone": _number(given.call_back_phone),
        "opened_at": given.opened_at,
        "doubts": json.dumps(given.doubts),
    }


def cleaned(given: RequestInput) -> RequestInput:
    """What is fit to be kept; what was too long stays too long, for its problem to be told."""
    return given._replace(
        text=safe(given.text),
        address_said=safe(given.address_said),
        harm_reason=safe(given.harm_reason or ""),
        caller=safe(given.caller),
        patient=safe(given.patient),
        doors=further(given.household_no, given.doors),
    )


def safe(text: str) -> str:
    """Safe to keep; more characters than a text may have, so that none is cut silently."""
    return clean(text, limit=READ_LIMIT, multiline=True)


def _is_vital(given: RequestInput) -> bool:
    from models.reading.vital import is_vital  # the words are not needed to read the queue

    return is_vital(given.kind, given.harm_reason, given.text)


def _summary(text: str) -> str:
    whole = clean(text)
    return whole if cells(whole) <= SUMMARY else within(whole, SUMMARY - 1) + "…"


def _number(said: str) -> str:
    """The digits of a number of this country; one of another stays as typed, to be dialled so."""
    digits = phone_digits(said)
    return digits if digits and phone_digits(digits) == digits else clean(said, limit=40)


def set_doors(step: Step, request_id: str, was: Sequence[int], numbers: Sequence[int]) -> None:
    """Keep these further doors; those that stay are left alone, so that undo turns back only what
    changed.

    Args:
        was: numbers of the households there were.
        numbers: numbers of those there are from now on.

    Raises:
        Refused: `household_unknown`.
    """
    if not was and not numbers:
        return
    from sqlmodel import col

    from models.requests.tables import RequestDoor

    mine = col(RequestDoor.request_id) == request_id
    keys = {no: key_of(step.conn, "household", no) for no in {*was, *numbers}}
    door = col(RequestDoor.household_id)
    step.remove_where(RequestDoor, mine, door.not_in([keys[no] for no in numbers]))
    for position, no in enumerate(numbers):
        if no in was:
            moved = col(RequestDoor.position) != position
            step.change_where(RequestDoor, mine, door == keys[no], moved, position=position)
    new = [
        {"id": new_id(), "request_id": request_id, "household_id": keys[no], "position": position}
        for position, no in enumerate(numbers)
        if no not in was
    ]
    step.add_rows(RequestDoor, new)
