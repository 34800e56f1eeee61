"""Table of offers."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field

from models.offers import OfferState
from models.tables import Numbered, state_field, time_field


class Offer(Numbered, table=True):
    """An offer of help.

    `kinds`: the JSON list of the kinds of requests it may serve; `available_*`: minutes after
    midnight, both None for any time; `request_id`: the call it came with; `person_id`: who its
    giver is on the roster since it was taken.
    """

    state: OfferState = state_field(OfferState)
    name: str = ""
    phone: str = ""
    text: str
    household_id: str | None = Field(default=None, foreign_key="household.id")
    compound_id: str | None = Field(default=None, foreign_key="compound.id")
    kinds: str = "[]"
    skills: str = "[]"
    vehicle: str = ""
    hours: str = ""
    available_from: int | None = None
    available_until: int | None = None
    request_id: str | None = Field(default=None, foreign_key="request.id")
    person_id: str | None = Field(default=None, foreign_key="person.id")
    offered_at: datetime = time_field()
    entered_at: datetime = time_field()
    search: str = ""
