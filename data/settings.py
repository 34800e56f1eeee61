"""The committee's settings: small values by name, kept as JSON, with the defaults used where unset.

A subject's own settings are read by that subject; here are those of the house.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from data.sql import Reader
from models.problems import Refused
from models.text import clean

if TYPE_CHECKING:
    from data.store import Step

DEFAULTS: dict[str, object] = {
    "in_charge": "",
}
"""`in_charge`: name of the person in charge, as the top line shows it."""


def value(conn: Reader, name: str) -> object:
    """A setting's value, or its default.

    Raises:
        KeyError: for a name the house does not know.
    """
    default = DEFAULTS[name]
    row = conn.execute("SELECT value FROM setting WHERE id = ?", (name,)).fetchone()
    return json.loads(row[0]) if row else default


def in_charge(conn: Reader) -> str:
    """Name of the person in charge; empty when nobody was named."""
    return str(value(conn, "in_charge"))


def put(step: Step, name: str, to: object) -> None:
    """Set a value of any subject's setting; it must be plain JSON."""
    from sqlmodel import col

    from models.settings.tables import Setting

    text = json.dumps(to, ensure_ascii=False)
    if not step.change_where(Setting, col(Setting.id) == name, value=text):
        step.add(Setting(id=name, value=text))


def put_in_charge(step: Step, name: str) -> None:
    """Name the person in charge.

    Raises:
        Refused: `field_empty`.
    """
    name = clean(name, limit=60)
    if not name:
        raise Refused("field_empty", "in_charge")
    put(step, "in_charge", name)
