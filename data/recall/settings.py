"""What the committee sets of single re-tests, as it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data import settings
from data.sql import Reader
from models.recall.settings import RecallSettings, from_kept, kept

if TYPE_CHECKING:
    from data.step import Step

NAME = "recall_"
"""What the names of these settings begin with."""


def recall_settings(conn: Reader) -> RecallSettings:
    """The settings of re-tests; defaults where the committee set nothing."""
    return from_kept(settings.under(conn, NAME))


def set_recall(
    step: Step, given: RecallSettings, *, was: RecallSettings | None = None
) -> RecallSettings:
    """Set how long single re-tests take; those on file keep their times.

    Args:
        was: the settings that were changed into these.

    Raises:
        Refused: `edited_meanwhile` when they are others by now.
    """
    settings.renew(step, recall_settings(step.conn), given, was, kept, NAME)
    step.act("recall_set")
    return given
