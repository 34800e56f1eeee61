"""The table of settings."""

from __future__ import annotations

from sqlmodel import Field, SQLModel


class Setting(SQLModel, table=True):
    """One setting: its name and its value as JSON."""

    id: str = Field(primary_key=True)
    value: str
