"""People in words: kinds, places, reach, since when and until when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time

from models.roster import (
    ABSENT_PLACES,
    PersonKind,
    PersonRow,
    PersonView,
    Place,
    PresenceInput,
    PresenceView,
    Reach,
)
from models.times import LOCAL, loaded
from screens.i18n import N_, Vocabulary, _
from screens.kit import masks
from screens.kit.times import clock, day
from screens.kit.values import beside

KINDS: Mapping[str, str] = {
    PersonKind.STAFF: N_("staff"),
    PersonKind.CADRE: N_("cadre"),
    PersonKind.VOLUNTEER: N_("volunteer"),
    PersonKind.PARTNER: N_("partner"),
}

PLACES: Mapping[str, str] = {
    Place.ON_SITE: N_("on site"),
    Place.HOME: N_("at home"),
    Place.ISOLATED: N_("isolated"),
    Place.HOSPITAL: N_("in hospital"),
    Place.AWAY: N_("away"),
}

REACHES: Mapping[str, str] = {
    Reach.ANY_TIME: N_("any time"),
    Reach.WINDOW: N_("at certain hours"),
    Reach.NO: N_("not at all"),
}

SHUT: Mapping[str, str] = {
    "building": N_("block shut"),
    "compound": N_("gates shut"),
}
"""What holds somebody where they live."""

_DAY = 24 * 60
_UNREACHED = "☎✗"
"""Behind where somebody is whom no telephone reaches."""

TRAITS: Mapping[str, str] = {
    "is_leader": N_("leader"),
    "no_heavy_work": N_("no heavy work"),
    "has_pass": N_("has a pass"),
}


class _Words(Vocabulary):
    def __call__(self, value: str, of: str) -> str:
        """A value in words. While health is hidden whoever is ill or isolated is absent, no more:
        that, since when and how to reach them is all that others need to work without them."""
        if of == "place" and value in (Place.ISOLATED, Place.HOSPITAL) and masks.is_on():
            return _("absent")
        return super().__call__(value, of)


label = _Words({"kind": KINDS, "place": PLACES, "reach": REACHES, "trait": TRAITS, "shut": SHUT})
choices = label.choices


def traits(person: PersonRow | PersonView) -> tuple[str, ...]:
    """What somebody is or may do, by its names in the form."""
    return tuple(name for name in TRAITS if getattr(person, name))


def post(row: PersonRow) -> str:
    """What somebody is here: the post, else the kind."""
    return row.post or label(row.kind, "kind")


def place(row: PersonRow) -> str:
    """Where somebody is, with a sign when no telephone reaches them."""
    return label(row.place, "place") + (_UNREACHED if row.reach == Reach.NO else "")


def places() -> list[str]:
    """What a list says of where people are, at its longest."""
    return [*(_(name) + _UNREACHED for name in PLACES.values()), *map(held, SHUT)]


def held(shut: str) -> str:
    """That somebody is held where they live, and by what."""
    return "⚠ " + label(shut, "shut")


def back(row: PersonRow, now: datetime) -> str:
    """When somebody absent is expected back; a question mark when nobody said."""
    if row.expected_back:
        return day(row.expected_back, now)
    return "?" if row.place in ABSENT_PLACES else ""


def minutes(count: int) -> str:
    """Minutes after midnight as a clock shows them."""
    return f"{count // 60 % 24}:{count % 60:02}"


def window(since: int | None, until: int | None) -> str:
    """A window of the day: `9:00-11:30`, `21:00-6:00 next day`; empty when there is none."""
    if since is None or until is None:
        return ""
    hours = f"{minutes(since)}-{minutes(until)}"
    return _("{hours} next day").format(hours=hours) if until > _DAY else hours


def reach(span: PresenceView | PresenceInput) -> str:
    """How somebody can be reached during a span; empty when any time."""
    if span.reach == Reach.WINDOW:
        times = window(span.reach_from, span.reach_until)
        return _("telephone {window}").format(window=times)
    return _("no telephone") if span.reach == Reach.NO else ""


def presence(span: PresenceView, now: datetime, masked: bool) -> str:
    """A span of presence in one line: place, from when until when, reach, reason."""
    since = _when(span.since, now)
    if span.until is not None:
        times = _("{since} to {until}").format(since=since, until=_when(span.until, now))
    elif span.expected_back:
        expected = day(span.expected_back, now)
        times = _("since {since}, back {day}").format(since=since, day=expected)
    else:
        times = _("since {since}").format(since=since)
    where = label(span.place, "place")
    reason = "" if masked or span.reason in (where, PLACES[span.place]) else span.reason
    return beside(where, times, reach(span), reason, gap=" · ")


def _when(moment: str, now: datetime) -> str:
    """A moment; midnight stands for its day, as lists give only days."""
    here = loaded(moment).astimezone(LOCAL)
    if here.time() == time(0, 0):
        return day(here.date().isoformat(), now)
    return clock(moment, now)


HELD: dict[str, str] = {
    "charge": N_("acting lead"),
}
"""What somebody has in hand who falls out, by kind of `Holding`."""

PROBLEMS: dict[str, str] = {
    "presence_overlaps": N_("Another place is on record from {since} on; choose another time."),
    "return_before_leaving": N_("Nobody comes back ({until}) before having left ({since})."),
    "expected_before_leaving": N_("Expected back on {day}, but left on {since} only."),
    "reach_window_unclear": N_(
        "Give the hours for the telephone, like 9:00-11:30; over night, like 21:00-6:00."
    ),
    "window_half_open": N_("Give both from when and until when."),
    "person_holds": N_(
        "{name} still holds: duties ahead {duties}, requests {requests}, promises {promises}, "
        "lives to call for {lives}, calls to make {calls}, things kept {things}, "
        "buildings led {buildings}. "
        "i, absent, gives them to others; then take them off."
    ),
    "person_in_charge": N_(
        "{name} is in charge. i, absent, gives that to somebody else; then take them off."
    ),
    "building_unknown": N_("There is no building number {no}."),
    "building_unclear": N_("Which building is {value}? Write it like {names}."),
    "household_not_found": N_("No one household is meant by {value}; write its address."),
}


ACTS: dict[str, str] = {
    "person_added": N_("{name} put on the roster"),
    "person_changed": N_("{name} changed"),
    "person_archived": N_("{name} taken off the roster"),
    "people_archived": N_("{count} people taken off the roster: {name}"),
    "person_on_site": N_("{name} on site"),
    "person_home": N_("{name} at home"),
    "person_isolated": N_("{name} isolated"),
    "person_hospital": N_("{name} in hospital"),
    "person_away": N_("{name} away"),
}
