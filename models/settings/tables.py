"""Tables of settings, and of what the program makes for a file and nobody sets."""

from __future__ import annotations

from models.tables import Keyed


class Setting(Keyed, table=True):
    """One setting: its name and its value as JSON."""

    value: str


class Secret(Keyed, table=True):
    """Something a file holds for its own use, made with it, such as a key in hexadecimal digits."""

    value: str
