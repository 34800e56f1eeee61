"""The question that decides whether a call is life safety, as it is said."""

from __future__ import annotations

from collections.abc import Mapping

from textual.content import Content

from models.reading.asking import Question
from screens.i18n import N_, _
from screens.kit.values import beside

QUESTIONS: Mapping[Question, str] = {
    Question.HARM_ONESELF: N_("Are they thinking of killing themselves?"),
    Question.WITH_CHILD: N_("Waters, blood, pains, or the child moving less?"),
    Question.DIALYSIS: N_("A session missed, swollen, breathless or weak?"),
    Question.OXYGEN: N_("Gone within a day, or hard to breathe already?"),
    Question.INFANT: N_("Limp, blue, not drinking, fever under 3 months?"),
    Question.SWALLOWED: N_("Was it poison, pills, a battery, or are they ill?"),
    Question.FIRE: N_("Is there fire, smoke, fumes, or are heads aching?"),
    Question.VIOLENCE: N_("Is anybody being hurt, or in fear of it now?"),
    Question.TRAPPED: N_("Is somebody stuck or hurt, or could fall or be hit?"),
    Question.BLEEDING: N_("Does it still bleed, or are they pale and weak?"),
    Question.FALL: N_("Head hit, bad pain, or too weak to get up?"),
    Question.BREATH: N_("Breathless even at rest, or lips turning blue?"),
    Question.CHEST: N_("Pain or pressure in the chest now, or cold sweat?"),
    Question.HEAD: N_("Hard to wake, confused, a fit, or one side weak?"),
    Question.SUGAR: N_("Insulin gone today, vomiting, drowsy, trembling?"),
    Question.SILENT: N_("Are they alone, and overdue with an answer?"),
    Question.GONE: N_("Still missing, and old, small, ill or confused?"),
    Question.HUNGER: N_("Nothing eaten or drunk for a day, or weak from it?"),
    Question.FEVER: N_("Under 3 months, a fit, stiff neck, hard to wake?"),
    Question.MEDICINE: N_("Gone and dangerous to stop, or do they feel ill?"),
    Question.ANYBODY: N_("Hard to wake, breathless, bleeding or in danger?"),
}
"""Each is put so that yes means that a life is in danger."""


def asked(question: Question | None) -> str:
    """That it could be life safety, the question that decides, and the keys that answer it.

    Args:
        question: None where nothing of the call may be told.
    """
    said = _("It could be LIFE SAFETY") if question is None else _(QUESTIONS[question])
    return beside(f"? {said}", keys())


def keys() -> str:
    """The keys that answer it."""
    return beside(_("^Y yes, a life"), _("^N no"))


def asked_while_typing(question: Question | None, is_life: bool | None) -> Content:
    """The same under a line that is typed; the answer given stands out.

    Args:
        question: None where the line is not near a life any more, but was answered.
    """
    said = _("Is it life safety?") if question is None else _(QUESTIONS[question])
    parts = [Content.styled(said, "bold")]
    for answer, words in ((True, _("^Y yes, a life")), (False, _("^N no"))):
        key = f" {words} ".replace(" ", "\N{NO-BREAK SPACE}")
        parts.append(Content.styled(key, "reverse" if is_life is answer else ""))
    return Content(" ").join(parts)
