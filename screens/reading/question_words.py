"""The question that decides whether a call is about a life, as it is said."""

from __future__ import annotations

from collections.abc import Mapping

from textual.content import Content

from models.reading.asking import Question
from screens.i18n import N_, _
from screens.kit.values import beside

QUESTIONS: Mapping[Question, str] = {
    Question.HARM_ONESELF: N_("Do they mean to harm themselves now, or are they alone with it?"),
    Question.WITH_CHILD: N_("Waters, blood, pains, or the child moving less?"),
    Question.DIALYSIS: N_("A session missed, swollen, short of breath, or weak?"),
    Question.OXYGEN: N_("Does the oxygen last less than a day?"),
    Question.INFANT: N_("Limp, cold, blue, will not drink, or a fever under three months?"),
    Question.SWALLOWED: N_("Was anything harmful swallowed, or do they feel ill?"),
    Question.FIRE: N_("Is there fire, smoke or gas now?"),
    Question.VIOLENCE: N_("Is anybody being hurt, or afraid of it now?"),
    Question.TRAPPED: N_("Is somebody caught, and hurt, faint or short of air?"),
    Question.BLEEDING: N_("Does it still bleed, or are they pale and weak?"),
    Question.FALL: N_("Can they not get up, or did they hit the head?"),
    Question.BREATH: N_("Is breathing hard even at rest, or are the lips blue?"),
    Question.CHEST: N_("Pain or pressure in the chest now, or cold sweat?"),
    Question.HEAD: N_("Hard to wake, confused, a fit, face or arm hanging?"),
    Question.SUGAR: N_("No insulin left for today, vomiting, drowsy or trembling?"),
    Question.SILENT: N_("Should they have answered by now, and nobody has seen them?"),
    Question.GONE: N_("Are they still out there now, old, small or confused?"),
    Question.HUNGER: N_("Nothing to eat or drink for a day, or weak from it?"),
    Question.FEVER: N_("A small child, a fit, stiff neck, or hard to wake?"),
    Question.MEDICINE: N_("Is a dose missed that they cannot do without, or do they feel ill?"),
    Question.ANYBODY: N_("Hard to wake, breathing badly, bleeding, or in danger now?"),
}
"""Each is put so that yes means that a life is in danger."""


def asked(question: Question | None) -> str:
    """That it could be about a life, the question that decides, and the keys that answer it.

    Args:
        question: None where nothing of the call may be told.
    """
    said = _("It could be about a LIFE") if question is None else _(QUESTIONS[question])
    return beside(f"? {said}", keys())


def keys() -> str:
    """The keys that answer it."""
    return beside(_("^Y yes, a life"), _("^N no"))


def asked_while_typing(question: Question | None, is_life: bool | None) -> Content:
    """The same under a line that is typed; the answer given stands out.

    Args:
        question: None where the line is not near a life any more, but was answered.
    """
    said = _("Is it about a life?") if question is None else _(QUESTIONS[question])
    parts = [Content.styled(said, "bold")]
    for answer, words in ((True, _("^Y yes, a life")), (False, _("^N no"))):
        key = f" {words} ".replace(" ", "\N{NO-BREAK SPACE}")
        parts.append(Content.styled(key, "reverse" if is_life is answer else ""))
    return Content(" ").join(parts)
