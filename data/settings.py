"""The committee's settings: small values by name, kept as JSON.

A subject's own settings are read by that subject; here is who is in charge of the house.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from data import sql
from data.sql import Reader
from models.problems import Refused

if TYPE_CHECKING:
    from data.step import Step

T = TypeVar("T")

IN_CHARGE = f"(SELECT {sql.setting_text('value')} FROM setting WHERE id = 'in_charge')"
"""SQL for the key of the person in charge; NULL when nobody was named."""


def in_charge(conn: Reader) -> str:
    """Name of the person in charge; empty when nobody was named."""
    return sql.value(conn.execute(f"SELECT name FROM person WHERE id = {IN_CHARGE}")) or ""


def put(step: Step, name: str, to: object) -> None:
    """Set a value of any subject's setting; it must be plain JSON. Part of a command."""
    from sqlmodel import col

    from models.settings.tables import Setting

    text = json.dumps(to, ensure_ascii=False)
    if not step.change_where(Setting, col(Setting.id) == name, value=text):
        step.add(Setting(id=name, value=text))


def under(conn: Reader, prefix: str) -> dict[str, Any]:
    """The settings whose names begin with a subject's own, as they are stored, without that."""
    rows = conn.execute(
        f"SELECT substr(id, :cut) AS name, {sql.setting_text('value')} AS value FROM setting"
        " WHERE substr(id, 1, :cut - 1) = :prefix",
        {"cut": len(prefix) + 1, "prefix": prefix},
    )
    return sql.mapped(rows, "name", "value")


def renew(
    step: Step,
    on_file: T,
    given: T,
    seen: T | None,
    kept: Callable[[T], Mapping[str, object]],
    prefix: str = "",
) -> None:
    """Set those of a subject's settings that are others now. Part of a command.

    Args:
        seen: the settings that were changed into these; None where that does not matter.
        kept: settings as they are stored, by the names they go by here.
        prefix: what those names begin with in the store.

    Raises:
        Refused: `edited_meanwhile` when what is on file was not seen.
    """
    if seen not in (None, on_file):
        raise Refused("edited_meanwhile")
    before = kept(on_file)
    for name, value in kept(given).items():
        if before[name] != value:
            put(step, prefix + name, value)


def put_in_charge(step: Step, person_no: int | None) -> None:
    """Somebody is in charge from now on, or nobody. Part of a command.

    Raises:
        Refused: `person_unknown`, `person_archived`.
    """
    from data.ids import key_on_roster

    key = None if person_no is None else key_on_roster(step.conn, person_no, "in_charge")
    put(step, "in_charge", key)
