"""What was typed into the forms of people, read into inputs or into problems by field. Pure."""

from __future__ import annotations

from datetime import date, datetime

from models.hours import parse_hours
from models.problems import Problem
from models.roster import ABSENT_PLACES, PersonInput, PersonKind, Place, PresenceInput, Reach
from models.times import local_date, parse_moment
from screens.households.form_reading import Typed, phone_of, text_of, words_of


def read_person(typed: Typed) -> PersonInput | list[Problem]:
    """A person from the fields of `PersonInput`, without where they are; empty text is "".

    `hours` may be any words; those that name a span of the day are understood as one.
    """
    problems: list[Problem] = []
    hours = text_of(typed, "hours")
    start, end = parse_hours(hours) or (None, None)
    given = PersonInput(
        name=text_of(typed, "name"),
        kind=PersonKind(text_of(typed, "kind") or PersonKind.VOLUNTEER),
        post=text_of(typed, "post"),
        phone=phone_of(typed, "phone", problems, own=True),
        compound=text_of(typed, "compound"),
        building=text_of(typed, "building"),
        leads=tuple(dict.fromkeys(words_of(typed, "leads"))),
        lodging=text_of(typed, "lodging"),
        skills=tuple(dict.fromkeys(words_of(typed, "skills"))),
        vehicle=text_of(typed, "vehicle"),
        hours=hours,
        available_from=start,
        available_until=end,
        note=text_of(typed, "note", multiline=True),
        private_note=text_of(typed, "private_note", multiline=True),
    )
    if not given.name:
        problems.append(Problem("field_empty", {}, "name"))
    return problems or given


def read_presence(typed: Typed, now: datetime) -> PresenceInput | list[Problem]:
    """A span of presence from the fields `place since expected_back reach window reason`.

    An empty `since` is now; `window` is a span of hours, and asked for only where reach is one.
    """
    problems: list[Problem] = []
    place = Place(text_of(typed, "place") or Place.ON_SITE)
    reach = Reach(text_of(typed, "reach") or Reach.ANY_TIME)
    since = _moment(typed, "since", now, problems) or now
    back = _moment(typed, "expected_back", now, problems)
    window = parse_hours(text_of(typed, "window")) if reach is Reach.WINDOW else None
    if reach is Reach.WINDOW and window is None:
        problems.append(Problem("reach_window_unclear", {}, "window"))
    if problems:
        return problems
    return PresenceInput(
        place=place,
        since=since,
        reach=reach,
        reach_from=window[0] if window else None,
        reach_until=window[1] if window else None,
        expected_back=_day(back) if place in ABSENT_PLACES or place is Place.HOME else None,
        reason=text_of(typed, "reason"),
    )


def _day(moment: datetime | None) -> date | None:
    return None if moment is None else local_date(moment)


def _moment(typed: Typed, name: str, now: datetime, problems: list[Problem]) -> datetime | None:
    said = text_of(typed, name)
    if not said:
        return None
    try:
        return parse_moment(said, now)
    except ValueError:
        problems.append(Problem("time_unclear", {"value": said}, name))
        return None
