"""The question that decides whether a call is about a life, in words to be said into a telephone."""

from __future__ import annotations

from collections.abc import Mapping

from models.reading.asking import Question
from screens.i18n import N_, _

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


def question(asked: Question) -> str:
    """The question as it is said."""
    return _(QUESTIONS[asked])
