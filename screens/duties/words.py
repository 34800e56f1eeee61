"""Duties in words: kinds of work, roles, cover as "4/6 short 2", spans and load."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from data.work import kinds
from models.duties import Role, Work
from models.times import stored
from screens.i18n import N_, Labels, _, ngettext
from screens.kit.times import at, local, short_span, stamp
from screens.kit.times import span as span_words
from screens.kit.values import joined
from screens.sentences import words_of

WORKS: Mapping[str, str] = {
    Work.TELEPHONE: N_("telephone"),
    Work.NIGHT: N_("night watch"),
    Work.PATROL: N_("patrol"),
    Work.REST: N_("rest"),
    Work.OTHER: N_("other work"),
}
"""Work without records; a subject whose records people are given to has words for it."""

MARKS: Mapping[str, str] = {
    Work.TELEPHONE: N_("mark|P"),
    Work.NIGHT: N_("mark|N"),
    Work.PATROL: N_("mark|W"),
    Work.REST: N_("mark|Z"),
    Work.OTHER: N_("mark|O"),
}
"""What stands for it on the timeline: a letter or one Chinese character."""

role = Labels(
    {
        Role.LEAD: N_("lead"),
        Role.DESK: N_("desk"),
        Role.ORDER: N_("queue marshal"),
        Role.CALLER: N_("calls down"),
        Role.COURIER: N_("courier"),
        Role.CARRY: N_("porter"),
        Role.DRIVE: N_("drive"),
        Role.GUIDE: N_("guide"),
        Role.HAND: N_("helper"),
    }
)
"""Roles in work."""


def work(value: str) -> str:
    """A kind of work in words."""
    return _(said_of(value, "WORKS"))


def said_of(work: str, kind: str) -> str:
    """The msgid a kind of work has in the words of its subject, under `WORKS` or `MARKS`."""
    return words_of(kinds.subject_of(Work(work)), kind)[work]


def cover(have: int, need: int) -> str:
    """People at a piece of work against people needed: `6/6`, or `4/6 short 2`."""
    if have >= need:
        return f"{have}/{need}"
    return _("{have}/{need} short {short}").format(have=have, need=need, short=need - have)


def to_ask(count: int) -> str:
    """How many people stand for a place outside their hours: `2 to be asked`."""
    return ngettext("{n} to be asked", "{n} to be asked", count).format(n=count)


def lacking(gaps: Mapping[tuple[Role, str], int]) -> str:
    """Roles, or the skill asked for, that still lack people: `lead 1, order 2, 护士 1`."""
    return joined(f"{skill or role(name)} {count}" for (name, skill), count in gaps.items())


def span(starts: datetime | str, ends: datetime | str, day: date) -> str:
    """From when until when, on the local clock: `09:00-13:00`, `22:00-04-10 06:00`.

    Args:
        day: the calendar day that whoever reads it takes a bare time for, which a heading names or
            which is today; a time of another day carries its date.
    """
    return f"{at(starts, day)}-{at(ends, local(starts).date())}"


begins = stamp
"""When work begins, as short as a column wants it: `09:00` today, else `04-10 09:00`."""


def worked(work: int, rest: int) -> str:
    """Work and rest of 24 hours, in minutes: `worked 8.5 h, rested 12 h`."""
    return _("worked {work}, rested {rest}").format(work=_hours(work), rest=_hours(rest))


def awake(minutes: int, since_rest: int) -> str:
    """How long somebody is up: `14 h, 4 h since rest`; empty for somebody who rests."""
    if not since_rest:
        return ""
    words = _("{awake}, {since} since rest")
    return words.format(awake=_hours(minutes), since=_hours(since_rest))


def hour(starts: datetime, now: datetime, short: int) -> str:
    """The weakest hour: `weakest: 04-10 10:00, short 3`."""
    return _("weakest: {time}, short {short}").format(time=begins(stored(starts), now), short=short)


def _hours(minutes: int) -> str:
    return _("{hours} h").format(hours=f"{minutes / 60:.1f}".removesuffix(".0"))


def load(minutes: int) -> str:
    """Hours of work: `4.5 h`; empty for none."""
    return _hours(minutes) if minutes else ""


def late(minutes: int, *, short: bool = False, unloaded: bool = False) -> str:
    """That something not done is late, by whole minutes: `late 1 d 3 h`; `due` in its first.

    Args:
        short: for columns, see `screens.kit.times.short_span`.
        unloaded: whether it is a drop that is there and has only to be handed out.
    """
    if not minutes:
        return _("⚠ hand out") if unloaded else _("⚠ due")
    return _("⚠ late {span}").format(span=short_span(minutes) if short else span_words(minutes))


def longest_late() -> tuple[str, ...]:
    """What `late` needs the most cells for in a column: hours that still have their minutes."""
    return (late(9 * 60 + 59, short=True),)


PROBLEMS: dict[str, str] = {
    "duty_unknown": N_("There is no duty {no}; it may have been taken back meanwhile."),
    "duty_ends_before_start": N_("A duty cannot end before it begins."),
    "duty_too_long": N_(
        "That would be until {until}: nobody works longer than {hours} h at once. Look at its "
        "start and end."
    ),
    "person_busy": N_("{person} is at {where} then ({starts} to {ends})."),
    "person_at_work": N_("{person} has other work then ({starts} to {ends})."),
    "person_isolated": N_("{person} is isolated then."),
    "person_hospital": N_("{person} is in hospital then."),
    "person_away": N_("{person} is away then."),
    "day_past": N_("{day} is over; choose today or a later day."),
    "building_closed": N_("{person}'s building is closed until {day}."),
    "compound_closed": N_(
        "{person} lives in {compound}, closed until {day}: only work inside it, or with a pass."
    ),
    "compound_shut": N_(
        "{compound} is closed until {day}: {person} does not live there and has no pass."
    ),
    "heavy_work": N_("{person} can do no heavy work."),
    "lives_elsewhere": N_("{person} lives elsewhere, in {compound}."),
    "health_by_telephone": N_("{person} is not staff, and would hear of illnesses by telephone."),
    "nights_running": N_("{person} would be up two nights running."),
    "afar_isolated": N_("{person} is isolated then and could do it by telephone only."),
    "afar_hospital": N_("{person} is in hospital then and could do it by telephone only."),
    "afar_away": N_("{person} is away then and could do it by telephone only."),
    "person_archived": N_("{person} no longer works here."),
    "outside_hours": N_("{person} is available from {from} to {until} only."),
    "there_already": N_("{person} is at {where} already."),
    "rest_broken": N_("{person} should rest then ({starts} to {ends})."),
    "rest_short": N_("{person} would rest {hours} h only, from {ends} to {starts}."),
    "load_over": N_("{person} would work {hours} h and rest {rest} h in the 24 h to {at}."),
    "awake_long": N_("{person} would be up for {hours} h at {at}."),
    "outside_work": N_("{where} lasts from {starts} to {ends}."),
    "duty_changed": N_(
        "Duty {no} was changed at another desk meanwhile; it is shown as it is now."
    ),
    "swap_same": N_("{person} has both; a swap needs two people."),
    "nothing_alike": N_("Nothing like {where} is planned on that day."),
    "work_covered": N_("{where} has enough people."),
    "ratio_unclear": N_("{value} is not so many hours of work for one of rest, such as 2."),
    "day_count_unclear": N_("{value} is not a number of days from 0 to {most}."),
    "standing_unclear": N_("{value} is not like 06:00-23:00 or 06:00-23:00 x2."),
    "role_unfit": N_("This work has no such role."),
}


ACTS: dict[str, str] = {
    "people_given": N_("{given} given to {where}"),
    "people_taken": N_("{taken} taken from {where}"),
    "roster_set": N_("The roster's settings changed"),
    "people_changed": N_("{where}: {given} instead of {taken}"),
    "duty_moved": N_("{person}, {where}: {times} instead of {was}"),
    "duty_worded": N_("Words changed: {person}, {where}"),
    "duty_agreed": N_("{person} said yes to {where}"),
    "duties_swapped": N_("Swapped: {one} is at {where_one} now, {other} at {where_other}"),
    "day_copied": N_("{count} duties of {from_day} taken over to {day}"),
}
