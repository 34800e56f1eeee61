"""Tables of people: persons, their skills, their spans of presence."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, UniqueConstraint

from models.roster import PersonKind, Place, Reach
from models.tables import Keyed, Numbered, state_field, time_field


class Person(Numbered, table=True):
    """Somebody who works here. `available_*`: minutes after midnight; `private_note` stays here.

    `is_leader`: their advice is asked and they are pushed to; `no_heavy_work`: nothing that has to
    be lifted or walked far; `has_pass`: may go to other compounds, into closed ones too. 0 or 1.
    """

    name: str
    kind: PersonKind = state_field(PersonKind)
    post: str = ""
    phone: str = ""
    compound_id: str | None = Field(default=None, foreign_key="compound.id")
    building_id: str | None = Field(default=None, foreign_key="building.id")
    lodging: str = ""
    vehicle: str = ""
    hours: str = ""
    available_from: int | None = None
    available_until: int | None = None
    note: str = ""
    private_note: str = ""
    is_leader: int = 0
    no_heavy_work: int = 0
    has_pass: int = 0
    archived_at: datetime | None = time_field(default=None)
    search: str = ""


class PersonSkill(Keyed, table=True):
    """One skill of a person."""

    __tablename__ = "person_skill"
    __table_args__ = (UniqueConstraint("person_id", "skill"),)

    person_id: str = Field(foreign_key="person.id")
    skill: str
    position: int = 0


class Presence(Keyed, table=True):
    """A span in which a person is at one place; `until` None while it lasts."""

    version: int = 1
    person_id: str = Field(foreign_key="person.id")
    place: Place = state_field(Place)
    reach: Reach = state_field(Reach)
    reach_from: int | None = None
    reach_until: int | None = None
    since: datetime = time_field()
    until: datetime | None = time_field(default=None)
    expected_back: str | None = None
    reason: str = ""
    entered_at: datetime = time_field()
