"""What the journal says of who did something, and at which desk."""

from __future__ import annotations

from models.journal import Author, StepView
from models.times import loaded
from screens.i18n import _
from screens.kit.values import joined, spoken


def author(author: Author) -> str:
    """Somebody at their machine, as far as either is known."""
    who = author.who or _("somebody")
    return _("{who} at {desk}").format(who=who, desk=author.desk) if author.desk else who


def doer(step: StepView) -> str:
    """Who did something, where and when."""
    return joined(filter(None, (author(step.author), step.at and spoken(loaded(step.at)))))


def history(act: StepView, by: StepView) -> str:
    """Who did an act, and who brought it back where another did.

    Args:
        by: the step by which it was done, taken back or brought back last; for one that was taken
            back it is that alone which is told.
    """
    if by.code != "redone" or by.author == act.author:
        return doer(by)
    return _("done by {doer}; brought back by {again}").format(doer=doer(act), again=doer(by))


def brought_back(act: StepView, by: StepView) -> str:
    """The history of an act, in brackets behind it, where another than its doer brought it back."""
    again = by.code == "redone" and by.author != act.author
    return _(" ({by})").format(by=history(act, by)) if again else ""


def undone(step: StepView) -> str:
    """That an act was taken back, and by whom where it was another's."""
    by = Author(step.undone_who or "", step.undone_desk or "")
    if by == step.author:
        return _("undone")
    return _("undone by {who}").format(who=author(by))
