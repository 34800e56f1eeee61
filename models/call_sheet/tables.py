"""The tables of call sheets: one row for each person of a round, and who is set aside by hand."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, UniqueConstraint

from models.call_sheet import ByHand, Part, Sampling, Why
from models.tables import Keyed, state_field, time_field


class SheetPerson(Keyed, table=True):
    """One person of a round, from the moment its call sheet is frozen.

    `name`, `address` (a JSON list of compound, lane, building, unit, room), `part`, `why` and
    `until` stand as they were then; the rest says what became of them. Who is meant says
    `models.call_sheet.Who`. One row is one person, so that nobody is in two tubes of a round.
    `tube_id` of somebody who is due or missed again leads to the void tube they were in.
    """

    __tablename__ = "sheet_person"
    __table_args__ = (UniqueConstraint("round_id", "position"),)

    version: int = 1
    round_id: str = Field(foreign_key="test_round.id")
    position: int
    session_id: str | None = Field(default=None, foreign_key="test_session.id")
    household_id: str | None = Field(default=None, foreign_key="household.id")
    resident_id: str | None = Field(default=None, foreign_key="resident.id")
    person_id: str | None = Field(default=None, foreign_key="person.id")
    place: int = 0
    name: str = ""
    address: str = "[]"
    part: Part = state_field(Part)
    why: Why | None = state_field(Why, default=None)
    until: str | None = None
    state: Sampling = state_field(Sampling, default=Sampling.DUE)
    said: str = ""
    sampled_at: datetime | None = time_field(default=None)
    missed_at: datetime | None = time_field(default=None)
    tube_id: str | None = Field(default=None, foreign_key="tube.id")
    request_id: str | None = Field(default=None, foreign_key="request.id")


class RoundAside(Keyed, table=True):
    """Whom somebody leaves out of a round before it begins, or has visited; `said` says why.

    Who is meant says `models.call_sheet.Aside`.
    """

    __tablename__ = "round_aside"

    round_id: str = Field(foreign_key="test_round.id")
    household_id: str | None = Field(default=None, foreign_key="household.id")
    resident_id: str | None = Field(default=None, foreign_key="resident.id")
    person_id: str | None = Field(default=None, foreign_key="person.id")
    place: int = 0
    part: ByHand = state_field(ByHand)
    said: str
