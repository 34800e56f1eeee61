"""What the committee sets of carrying the last 100 metres, as it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data import settings
from data.sql import Reader
from models.loads.settings import LoadSettings, from_kept, kept

if TYPE_CHECKING:
    from data.step import Step

NAME = "loads_"
"""What the names of these settings begin with."""


def load_settings(conn: Reader) -> LoadSettings:
    """The settings of loads; defaults where the committee set nothing."""
    return from_kept(settings.under(conn, NAME))


def set_loads(step: Step, given: LoadSettings, *, was: LoadSettings | None = None) -> LoadSettings:
    """Set how goods are carried to the doors; loads on file keep their times.

    Args:
        was: the settings that were changed into these.

    Raises:
        Refused: `edited_meanwhile` when they are others by now.
    """
    settings.renew(step, load_settings(step.conn), given, was, kept, NAME)
    step.act("loads_set")
    return given
