"""Questions for leaders in words: who is to be asked and when they are reached, what is asked."""

from __future__ import annotations

from datetime import datetime

from models.chases import Leader, QuestionView
from models.directory import Window
from models.directory.rules import EVERY_DAY, next_open, open_at
from models.requests.rules import minutes_between
from models.roster import Reach
from screens.i18n import _
from screens.kit import masks
from screens.kit.times import clock, since
from screens.kit.values import beside


def leader(one: Leader, now: datetime, masked: bool = False) -> str:
    """A leader: name, post, number, when they can be reached, how many questions wait."""
    who, phone = beside(one.name, one.post, gap=" "), masks.phone(one.phone, masked)
    count = len(one.questions)
    asked = _("{count} to ask").format(count=count) if count else ""
    return beside(who, phone, reached(one, now), asked, gap=" · ")


def reached(one: Leader, now: datetime) -> str:
    """When a leader can be reached by telephone."""
    if one.reach == Reach.NO:
        return _("cannot be reached")
    if one.reach_from is None or one.reach_until is None:
        return _("any time")
    windows = (Window(EVERY_DAY, one.reach_from, one.reach_until),)
    hours = f"{_of_day(one.reach_from)}-{_of_day(one.reach_until)}"
    if open_at(windows, now):
        return _("now, {hours}").format(hours=hours)
    opens = next_open(windows, now)
    return hours if opens is None else _("from {time}").format(time=clock(opens, now))


def _of_day(minute: int) -> str:
    return f"{minute // 60 % 24:02}:{minute % 60:02}"


def question(one: QuestionView, now: datetime, masked: bool) -> str:
    """A question that waits: request, what is asked, for how long."""
    waits = since(minutes_between(one.entered_at, now))
    return f"  #{one.subject_no} {masks.text(one.asked, masked)} · {waits}"


def advice_of(one: QuestionView) -> str:
    """The choice of taking down what was advised on a question."""
    return _("{who} advised on: {asked}").format(who=one.person, asked=one.asked)
