"""How long results hold, as the committee set it; see `models.results.settings`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data import settings
from data.sql import Reader
from models.results.settings import ResultSettings, from_kept, kept

if TYPE_CHECKING:
    from data.step import Step

NAME = "results_"
"""What the names of these settings begin with."""


def result_settings(conn: Reader) -> ResultSettings:
    """The settings of results; defaults where the committee set nothing."""
    return from_kept(settings.under(conn, NAME))


def set_results(
    step: Step, given: ResultSettings, *, was: ResultSettings | None = None
) -> ResultSettings:
    """Set how long results hold; who is held out follows at once.

    Args:
        was: the settings that were changed into these.

    Raises:
        Refused: `edited_meanwhile` when they are others by now.
    """
    settings.renew(step, result_settings(step.conn), given, was, kept, NAME)
    step.act("results_set")
    return given
