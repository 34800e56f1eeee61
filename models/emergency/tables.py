"""Tables of the emergency sheet: what endangers the life and who calls, and its stamped lines."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field

from models.emergency import EmergencyKind, SheetLine
from models.tables import Keyed, state_field, time_field


class Emergency(Keyed, table=True):
    """What was said of a request's emergency: its kind, and who calls in parallel."""

    request_id: str = Field(foreign_key="request.id", unique=True)
    version: int = 1
    kind: EmergencyKind = state_field(EmergencyKind)
    caller_id: str | None = Field(default=None, foreign_key="person.id")
    second_caller_id: str | None = Field(default=None, foreign_key="person.id")
    entered_at: datetime = time_field()


class EmergencyLine(Keyed, table=True):
    """One stamped line. `at` is when it happened, `entered_at` when it was typed."""

    __tablename__ = "emergency_line"

    request_id: str = Field(foreign_key="request.id")
    line: SheetLine = state_field(SheetLine)
    item: str = ""
    said: str = ""
    at: datetime = time_field()
    entered_at: datetime = time_field()
    by_person_id: str | None = Field(default=None, foreign_key="person.id")
