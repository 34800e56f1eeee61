"""What the committee sets of single re-tests, as it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data import settings, sql
from data.sql import Reader
from models.recall.settings import RecallSettings, from_kept, kept

if TYPE_CHECKING:
    from data.step import Step

NAME = "recall_"
"""What the names of these settings begin with."""


def recall_settings(conn: Reader) -> RecallSettings:
    """The settings of re-tests; defaults where the committee set nothing."""
    rows = conn.execute(
        f"SELECT id, {sql.setting_text('value')} AS value FROM setting"
        f" WHERE substr(id, 1, {len(NAME)}) = '{NAME}'"
    )
    found = sql.mapped(rows, "id", "value")
    return from_kept({name.removeprefix(NAME): value for name, value in found.items()})


def set_recall(
    step: Step, given: RecallSettings, *, was: RecallSettings | None = None
) -> RecallSettings:
    """Set how long single re-tests take; those on file keep their times.

    Args:
        was: the settings that were changed into these.

    Raises:
        Refused: `edited_meanwhile` when they are others by now.
    """
    settings.renew(
        step,
        recall_settings(step.conn),
        given,
        was,
        lambda one: {NAME + name: value for name, value in kept(one).items()},
    )
    step.act("recall_set")
    return given
