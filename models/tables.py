"""What all tables share: how times and states are kept, and the columns every record has."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Dialect, Text
from sqlalchemy import Enum as SqlEnum
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel

from models.times import loaded, stored


class UtcTime(TypeDecorator[datetime]):
    """An aware time kept as UTC text, `2022-04-09T00:00:00Z`, sortable as it stands."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """The stored form; naive times raise ValueError."""
        return None if value is None else stored(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """The aware time."""
        return None if value is None else loaded(value)


def time_field(**options: Any) -> Any:
    """A column of aware times."""
    return Field(sa_type=UtcTime, **options)


def state_field(states: type[StrEnum], **options: Any) -> Any:
    """A column that holds one of an enum's values, by value and under a CHECK."""
    return Field(sa_type=_by_value(states, checked=True), **options)


def kind_field(kinds: type[StrEnum], **options: Any) -> Any:
    """A column that holds of which kind the record is that another column leads to, by value.

    It is under no CHECK, which a new kind could only join by making the table anew; what is no
    kind is refused on its way in, and `data.links` finds what leads nowhere.
    """
    return Field(sa_type=_by_value(kinds, checked=False), **options)


def _by_value(values: type[StrEnum], *, checked: bool) -> SqlEnum:
    return SqlEnum(
        values,
        values_callable=lambda enum: [member.value for member in enum],
        native_enum=False,
        create_constraint=checked,
        validate_strings=True,
    )


class Keyed(SQLModel):
    """A record with a key of its own, made by the program."""

    id: str = Field(primary_key=True)


class Numbered(Keyed):
    """A record with the short number people say; `version` counts its changes, from 1."""

    no: int = Field(unique=True)
    version: int = 1
