"""Tables of recalls: the tubes, the people told by a list, the single re-tests."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, UniqueConstraint

from models.recall import RetestState
from models.tables import Keyed, Numbered, state_field, time_field


class TubeRecall(Numbered, table=True):
    """An abnormal tube that is followed; `tube_id` None where only a list of people came. From
    `back_at` on it is taken back and holds nobody."""

    __tablename__ = "tube_recall"

    round_id: str | None = Field(default=None, foreign_key="test_round.id")
    tube_id: str | None = Field(default=None, foreign_key="tube.id")
    code: str = ""
    told_at: datetime = time_field()
    entered_at: datetime = time_field()
    back_at: datetime | None = time_field(default=None)
    note: str = ""


class Retest(Numbered, table=True):
    """A visit to one door, to sample each member who lives there by themselves; who goes is a
    duty, `hands_needed` of them, a guide among them in the lanes."""

    recall_id: str = Field(foreign_key="tube_recall.id")
    household_id: str = Field(foreign_key="household.id")
    state: RetestState = state_field(RetestState)
    starts_at: datetime = time_field()
    ends_at: datetime = time_field()
    hands_needed: int = 1
    note: str = ""
    search: str = ""


class RecallMember(Keyed, table=True):
    """Somebody of an abnormal tube, held out of pools until their own result; who is meant says
    `models.call_sheet.Who`."""

    __tablename__ = "recall_member"
    __table_args__ = (
        UniqueConstraint("recall_id", "position"),
        UniqueConstraint("recall_id", "resident_id"),
    )

    recall_id: str = Field(foreign_key="tube_recall.id")
    position: int
    household_id: str | None = Field(default=None, foreign_key="household.id")
    resident_id: str | None = Field(default=None, foreign_key="resident.id")
    person_id: str | None = Field(default=None, foreign_key="person.id")
    place: int = 0
    name: str = ""
    said: str = ""
    retest_id: str | None = Field(default=None, foreign_key="retest.id")
