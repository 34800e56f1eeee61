"""What the committee sets of carrying the last 100 metres, as it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data import settings, sql
from data.sql import Reader
from models.loads.settings import LoadSettings, from_kept, kept

if TYPE_CHECKING:
    from data.step import Step

NAME = "loads_"
"""What the names of these settings begin with."""


def load_settings(conn: Reader) -> LoadSettings:
    """The settings of loads; defaults where the committee set nothing."""
    rows = conn.execute(
        f"SELECT id, {sql.setting_text('value')} AS value FROM setting"
        f" WHERE substr(id, 1, {len(NAME)}) = '{NAME}'"
    )
    found = sql.mapped(rows, "id", "value")
    return from_kept({name.removeprefix(NAME): value for name, value in found.items()})


def set_loads(step: Step, given: LoadSettings, *, was: LoadSettings | None = None) -> LoadSettings:
    """Set how goods are carried to the doors; loads on file keep their times.

    Args:
        was: the settings that were changed into these.

    Raises:
        Refused: `edited_meanwhile` when they are others by now.
    """
    settings.renew(
        step,
        load_settings(step.conn),
        given,
        was,
        lambda one: {NAME + name: value for name, value in kept(one).items()},
    )
    step.act("loads_set")
    return given
