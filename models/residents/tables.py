"""Tables of residents: people, their marks, the telephones of their households."""

from __future__ import annotations

from sqlmodel import Field, UniqueConstraint

from models.residents import Sex, Whereabouts
from models.tables import Keyed, Numbered, state_field


class Resident(Numbered, table=True):
    """Somebody of a household.

    `born`: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. `identity_digest`: of the number on their card, under
    the store's own key, see `data.residents.identity`. `person_id`: who they are on the roster.
    """

    household_id: str = Field(foreign_key="household.id")
    position: int = 0
    name: str
    is_head: int = 0
    sex: Sex | None = state_field(Sex, default=None, nullable=True)
    born: str | None = None
    identity: str = ""
    identity_tail: str = ""
    identity_digest: str = ""
    relation: str = ""
    presence: Whereabouts = state_field(Whereabouts)
    presence_since: str | None = None
    registered_elsewhere: int | None = None
    registered: str = ""
    key_with: str = ""
    note: str = ""
    person_id: str | None = Field(default=None, foreign_key="person.id", unique=True)
    sort_key: str = ""
    search: str = ""


class ResidentMark(Keyed, table=True):
    """One mark of somebody, with where it is from; `said_on` is a local date."""

    __tablename__ = "resident_mark"
    __table_args__ = (UniqueConstraint("resident_id", "mark"),)

    resident_id: str = Field(foreign_key="resident.id")
    mark: str
    detail: str = ""
    source: str = ""
    said_on: str | None = None
    position: int = 0


class Telephone(Keyed, table=True):
    """A number of a household beside the one that is dialled first, or of one of its people."""

    household_id: str = Field(foreign_key="household.id")
    resident_id: str | None = Field(default=None, foreign_key="resident.id")
    number: str
    extension: str = ""
    whose: str = ""
    position: int = 0
