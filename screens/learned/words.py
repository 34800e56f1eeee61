"""What was learned of corrections, in words."""

from __future__ import annotations

from collections.abc import Iterable

from models.learned import Learned, LearnedRow, Lesson, Standing
from models.requests import HEALTH_KINDS, RequestKind
from screens.i18n import N_, Labels, _
from screens.kit import masks
from screens.kit.values import beside, joined
from screens.sentences import say

standing = Labels(
    {
        Standing.COUNTS: N_("counts"),
        Standing.FORGOTTEN: N_("taken out"),
        Standing.TAKEN_BACK: N_("its request is of another kind now"),
    }
)
"""Whether a word is read by."""


def word(one: Learned, masked: bool = False) -> str:
    """A word; one that tells of somebody's health is hidden when masked."""
    return masks.text(one.word, masked and not HEALTH_KINDS.isdisjoint((one.kind, one.instead_of)))


def kind(of: RequestKind, masked: bool = False) -> str:
    """A kind; one of health only says so when masked."""
    from screens.requests.words import label

    return _("health") if masked and of in HEALTH_KINDS else label(of, "kind")


def brief(row: LearnedRow, masked: bool = False) -> str:
    """A word in one line: what it means, instead of what, whence, and whether it counts."""
    one = row.learned
    means = f"{word(one, masked)} → {kind(one.kind, masked)}"
    instead = ""
    if one.instead_of is not RequestKind.OTHER:
        instead = _("instead of {kind}").format(kind=kind(one.instead_of, masked))
    request = f"#{one.request}" if one.request else ""
    counts = "" if row.standing is Standing.COUNTS else standing(row.standing)
    return beside(means, instead, request, one.by, one.at[:10], counts, gap=" · ")


def told(lessons: Iterable[Lesson], of: RequestKind, masked: bool) -> str:
    """What corrections taught; nothing where they taught nothing."""
    lessons = list(lessons)
    found = list(dict.fromkeys(word for one in lessons for word in one.words))
    trouble = next((one.trouble for one in lessons if one.trouble is not None), None)
    if trouble is not None:
        return _("No word was learned: {why}").format(why=say(trouble))
    if not found:
        return ""
    hidden = masked and of in HEALTH_KINDS
    return _("Learned: {words}.").format(words=masks.text(joined(found), hidden))


PROBLEMS: dict[str, str] = {
    "word_unknown": N_("There is no word {no} among those that were learned."),
}
