"""What the journal says of who did something, and at which desk."""

from __future__ import annotations

from models.journal import StepView, Writer
from models.times import loaded
from screens.i18n import _
from screens.kit.values import joined, spoken


def writer(writer: Writer) -> str:
    """Somebody at their machine, as far as either is known."""
    who = writer.who or _("somebody")
    return _("{who} at {desk}").format(who=who, desk=writer.desk) if writer.desk else who


def doer(step: StepView) -> str:
    """Who did something, where and when."""
    return joined((writer(step.writer), spoken(loaded(step.at))))


def undone(step: StepView) -> str:
    """That an act was taken back, and by whom where it was another's."""
    by = Writer(step.undone_who or "", step.undone_desk or "")
    if by == step.writer:
        return _("undone")
    return _("undone by {who}").format(who=writer(by))
