"""The timeline in words: marks of work that fit into a cell or two, days, what is under the cursor.

A mark stands beside each colour, so that colour is never alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from data.work import kinds
from models.duties import DutyRow, Role, Slot, Work
from models.duties.rules import Concern
from models.duties.workers import Worker
from models.roster import ABSENT_PLACES
from models.timeline.rules import DayPresence
from models.times import duty_day, short_date
from screens.duties import words as duties
from screens.i18n import N_, _
from screens.kit import masks
from screens.kit.values import beside
from screens.roster import words as people
from screens.sentences import say

_WEEKDAYS = (
    N_("Mon"),
    N_("Tue"),
    N_("Wed"),
    N_("Thu"),
    N_("Fri"),
    N_("Sat"),
    N_("Sun"),
)


def mark(work: str) -> str:
    """The mark of a kind of work, a letter or one Chinese character."""
    return _(duties.said_of(work, "MARKS")).rpartition("|")[2]


def weekday(day: date) -> str:
    """The day of the week, short."""
    return _(_WEEKDAYS[day.weekday()])


def day_name(day: date, now: datetime) -> str:
    """A duty day: `04-09 Sat today`."""
    today = duty_day(now)
    near = {
        today: _("today"),
        today + timedelta(days=1): _("tomorrow"),
        today - timedelta(days=1): _("yesterday"),
    }
    return beside(short_date(day, today), weekday(day), near.get(day, ""), gap=" ")


def hours(minutes: int) -> str:
    """Work of a day in a few cells: `6.5h`; empty for none."""
    return _("{hours}h").format(hours=f"{minutes / 60:.1f}".removesuffix(".0")) if minutes else ""


def where(duty: DutyRow, masked: bool) -> str:
    """Where a duty is; at whose request it is, is hidden when masked."""
    return masks.text(duty.where or "", masked and _private(duty.work))


def _private(work: str) -> bool:
    return kinds.DUTIES[Work(work)].private


def duty_line(duty: DutyRow, day: date, masked: bool) -> str:
    """A duty of a day in one line: who, when, what, as what, where."""
    return beside(
        duty.person or _("nobody so far"),
        duties.span(duty.starts_at, duty.ends_at, day),
        duties.work(duty.work),
        duties.role(duty.role),
        where(duty, masked),
        masks.text(duty.note, masked) if duty.note != duty.where else "",
        _("to be asked") if duty.to_ask else "",
    )


def slot_line(slot: Slot, day: date, masked: bool) -> str:
    """An open shift of a day in one line: what, as what, when, where."""
    return beside(
        duties.work(slot.work),
        duties.role(slot.role),
        duties.span(slot.starts, slot.ends, day),
        masks.text(slot.where, masked and _private(slot.work)),
        slot.skill,
    )


def lacking(slots: Iterable[Slot]) -> str:
    """The roles of open shifts: `lead 1, order 2`."""
    counts: dict[Role, int] = {}
    for slot in slots:
        counts[slot.role] = counts.get(slot.role, 0) + 1
    return duties.lacking({(role, ""): counts[role] for role in Role if role in counts})


def doubts(found: Iterable[Concern]) -> str:
    """What stands against a duty, in sentences, each with its sign."""
    return beside(*(("✗ " if c.refuses else "⚠ ") + say(c.problem) for c in found), gap=" ")


def able_line(one: Worker, against: Iterable[Concern]) -> str:
    """Somebody who can fill an open shift in one line, with what is to be heeded."""
    post = one.post or people.label(one.kind, "kind")
    return beside(one.name, post, doubts(against))


def presence(day: DayPresence, minutes: int, to_come: bool) -> str:
    """A day of the week view: the place of who is absent with the return, else the hours.

    Args:
        day: where they are.
        minutes: their work on that day.
        to_come: whether the day is still to come.
    """
    if day.place not in ABSENT_PLACES:
        return hours(minutes) or "."
    place = people.label(day.place, "place")
    if day.returns:
        return _("returns")
    if day.overdue:
        return _("here?") if to_come else f"{place}?"
    return place
