"""Requests for the tests of rules: blank but for what a test is about."""

from __future__ import annotations

from datetime import datetime, timedelta

from models.requests import RequestRow, RequestView
from models.times import stored


def request_view(now: datetime, **given: object) -> RequestView:
    """Request 7, written down three hours ago, with what is given of it."""
    blank = RequestView(
        no=7,
        id="r7",
        version=1,
        state="open",
        kind="other",
        urgency="today",
        harm_at=None,
        harm_reason=None,
        days_left=None,
        summary="",
        text="x",
        household_no=None,
        address_said="",
        caller="",
        phone="",
        patient="",
        call_back_phone="",
        owner_no=None,
        rung="self",
        next_chase_at=None,
        promised_by=None,
        promised_until=None,
        told_at=None,
        told_whom=None,
        opened_at=stored(now - timedelta(hours=3)),
        entered_at=stored(now),
        outcome=None,
        closed_at=None,
    )
    return blank._replace(**given)  # type: ignore[arg-type]


def request_row(now: datetime, no: int = 1, **given: object) -> RequestRow:
    """A row of the queue, written down three hours ago, with what is given of it."""
    blank = RequestRow(
        no=no,
        id=f"r{no}",
        state="open",
        kind="other",
        urgency="routine",
        harm_at=None,
        harm_reason=None,
        summary="",
        household_no=None,
        compound=None,
        lane=None,
        building=None,
        unit=None,
        room=None,
        caller="",
        phone="",
        owner=None,
        rung="self",
        chases=0,
        next_chase_at=stored(now + timedelta(hours=1)),
        promised_by=None,
        promised_until=None,
        told_at=None,
        opened_at=stored(now - timedelta(hours=3)),
        outcome=None,
    )
    return blank._replace(**given)  # type: ignore[arg-type]
