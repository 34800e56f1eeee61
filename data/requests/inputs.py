"""A request as it is typed and as it is kept: made safe, put into columns, read back."""

from __future__ import annotations

from typing import Any

from data.ids import key_if
from data.requests.doors import further
from data.sql import Reader
from models import fields
from models.chases import Urgency
from models.chases.rules import READ_LIMIT
from models.requests import RequestInput, RequestKind, RequestView
from models.text import clean, phone_digits
from models.times import loaded

_SUMMARY = 80
"""Characters of a summary made from the text."""


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
        "text": given.text,
        "summary": _summary(given.summary or given.text),
        "household_id": key_if(conn, "household", given.household_no),
        "address_said": given.address_said,
        "caller": given.caller,
        "phone": _number(given.phone),
        "patient": given.patient,
        "call_back_phone": _number(given.call_back_phone),
        "opened_at": given.opened_at,
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


def _summary(text: str) -> str:
    whole = clean(text)
    return whole if len(whole) <= _SUMMARY else whole[: _SUMMARY - 1] + "…"


def _number(said: str) -> str:
    return phone_digits(said) or clean(said, limit=40)
