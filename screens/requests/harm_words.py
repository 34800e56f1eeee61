"""Answers to "by when is somebody harmed?" in words, each with what it makes of a request."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from textual.content import Content

from models.reading.day_names import said_before_sleep
from models.requests import HarmAnswer
from models.requests.harm import Answer, Harm
from models.times import LOCAL
from screens.i18n import N_, _, ngettext
from screens.keys.requests import HARM
from screens.kit.columns import cut
from screens.kit.times import clock
from screens.kit.values import beside
from screens.requests.words import URGENCIES

ANSWERS: Mapping[HarmAnswer, str] = {
    HarmAnswer.NOW: N_("now"),
    HarmAnswer.TONIGHT: N_("tonight"),
    HarmAnswer.TOMORROW: N_("tomorrow"),
    HarmAnswer.CAN_WAIT: N_("can wait"),
}


_FIRST_DAYS = 2

_ANSWER = 9
"""Cells of an answer in the list of them."""


def turned(asked: HarmAnswer, before: Answer | None) -> Answer | None:
    """The answer after a key: days go up by one, any other one is taken back by its own key."""
    if asked is HarmAnswer.DAYS:
        more = before is not None and before.answer is HarmAnswer.DAYS
        return Answer(asked, before.days + 1 if more and before is not None else _FIRST_DAYS)
    return None if before is not None and before.answer is asked else Answer(asked)


def typed(given: Answer) -> str:
    """An answer as a form's field takes it."""
    if given.answer is HarmAnswer.DAYS:
        return ngettext("{count} day", "{count} days", given.days).format(count=given.days)
    return _(ANSWERS[given.answer])


def is_coming_day(given: Answer, now: datetime) -> bool:
    """Whether an answer is tomorrow said before sleep, by which the day now coming is meant."""
    return given.answer is HarmAnswer.TOMORROW and said_before_sleep(1, now.astimezone(LOCAL))


def asked(given: Answer | None, now: datetime) -> Content:
    """The question with the keys that answer it; the answer given stands out."""
    parts = [Content.styled(_("harm by when?"), "dim")]
    for key, value in HARM.items():
        chosen = given is not None and given.answer is value
        shown = given if chosen and given is not None else Answer(value, _FIRST_DAYS)
        said = _("tomorrow = today") if is_coming_day(shown, now) else typed(shown)
        words = f"{key.upper()} {said}"
        parts.append(Content.styled(f" {words} ", "reverse" if chosen else ""))
    return Content(" ").join(parts)


def answer(given: Answer) -> str:
    """An answer: `tonight`, `in 3 days`."""
    if given.answer is HarmAnswer.DAYS:
        return ngettext("in {count} day", "in {count} days", given.days).format(count=given.days)
    return _(ANSWERS[given.answer])


class Harmed(NamedTuple):
    """Who is harmed first of those that are chased; `no` is None where one alone is."""

    at: datetime
    no: int | None = None


def late_promise(first: Harmed, until: datetime, now: datetime) -> str:
    """A warning that what is promised comes when somebody is harmed already."""
    harm, promised = clock(first.at, now), clock(until, now)
    if first.at <= now:
        told = _("harm came {harm}; what is promised by {until} is later")
    elif harm == promised:
        told = _("harm comes {harm}, by when it is promised: too late")
    else:
        told = _("harm comes {harm}, before what is promised by {until}")
    told = told.format(harm=harm, until=promised)
    return f"⚠ {told}" if first.no is None else f"⚠ #{first.no} {told}"


def answer_words(given: Answer, harm: Harm, now: datetime) -> str:
    """An answer with the time and the urgency it stands for."""
    urgency = _(URGENCIES[harm.urgency])
    said = cut(answer(given), _ANSWER)
    if harm.at is None or given.answer is HarmAnswer.NOW:
        return f"{said} → {urgency}"
    told = _("{urgency}, by {time}").format(urgency=urgency, time=clock(harm.at, now))
    coming = _("the day now coming") if is_coming_day(given, now) else ""
    return beside(f"{said} → {told}", coming)
