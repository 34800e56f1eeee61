"""Tables of the ladder, which point to what is chased by its subject and key, and the columns that
everything chased carries."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel

from models.chases import Rung, Subject, Verdict
from models.tables import Keyed, kind_field, state_field, time_field


class ChasedColumns(SQLModel):
    """Where something stands on the ladder, kept with it so that a list is ordered by an index.

    `promised_by` is who promised in the words it was said; `promised_by_person_id` who of the
    roster that is.
    """

    rung: Rung = state_field(Rung)
    next_chase_at: datetime | None = time_field(default=None)
    promised_by: str | None = None
    promised_by_person_id: str | None = Field(default=None, foreign_key="person.id")
    promised_until: datetime | None = time_field(default=None)
    told_at: datetime | None = time_field(default=None)
    told_whom: str | None = None


class Chase(Keyed, table=True):
    """One push: whom, what was said, what was promised until when.

    `contact_id` or `person_id` is who was asked, where they stand in the directory or roster.
    """

    subject: Subject = kind_field(Subject)
    subject_id: str
    at: datetime = time_field()
    entered_at: datetime = time_field()
    rung: Rung = state_field(Rung)
    whom: str
    contact_id: str | None = Field(default=None, foreign_key="contact.id")
    person_id: str | None = Field(default=None, foreign_key="person.id")
    said: str = ""
    answered: int
    verdict: Verdict | None = state_field(Verdict, default=None, nullable=True)
    promised_until: datetime | None = time_field(default=None)
    by_person_id: str | None = Field(default=None, foreign_key="person.id")


class Telling(Keyed, table=True):
    """Something that those were told who wait. The latest is kept with what is chased, too."""

    subject: Subject = kind_field(Subject)
    subject_id: str
    at: datetime = time_field()
    entered_at: datetime = time_field()
    whom: str
    said: str = ""
    by_person_id: str | None = Field(default=None, foreign_key="person.id")


class Question(Keyed, table=True):
    """A question for a leader, asked in the next telephone window."""

    subject: Subject = kind_field(Subject)
    subject_id: str
    person_id: str = Field(foreign_key="person.id")
    asked: str
    entered_at: datetime = time_field()
    advice: str = ""
    advised_at: datetime | None = time_field(default=None)
