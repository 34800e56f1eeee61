"""The forms of the roster: a person, and where somebody is from now on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from data.households import buildings as household_buildings
from data.roster import queries as roster
from data.sql import Reader
from models.hours import parse_hours, telephone_hours
from models.problems import Problem, Refused
from models.roster import (
    ABSENT_PLACES,
    TRAITS,
    PersonInput,
    PersonKind,
    Place,
    PresenceInput,
    Reach,
)
from screens.households import words as household_words
from screens.i18n import N_
from screens.kit.fields import FormField, Values, reader, shown
from screens.kit.kinds import DAY, LONG, MOMENT, OWN_PHONE, WORDS, Choice, Several, Typed, named
from screens.kit.record import Record
from screens.roster import words

_WINDOW = Typed(
    reads=lambda text, _now: telephone_hours(text),
    shows=lambda window: "-".join(f"{at // 60}:{at % 60:02}" for at in window),
    empty=None,
    wrong="reach_window_unclear",
)


def person_fields(compounds: Sequence[str], *, private: bool) -> tuple[FormField, ...]:
    """The fields of a person; the private note only where it may be seen."""
    fields = (
        FormField("name", N_("name"), required=True),
        FormField(
            "kind",
            N_("kind"),
            Choice(partial(words.choices, "kind"), PersonKind, PersonKind.VOLUNTEER),
            required=True,
        ),
        FormField("post", N_("post")),
        FormField("phone", N_("phone"), OWN_PHONE),
        FormField("compound", N_("lives in"), Choice(named(compounds), str, "")),
        FormField("building", N_("building"), hint=N_("3, or 43-21 in a lane")),
        FormField("leads", N_("leads"), WORDS, hint=N_("buildings led: 3, 5, Blossom 7")),
        FormField("lodging", N_("sleeps at")),
        FormField("skills", N_("skills"), WORDS, hint=N_("guiding, nurse")),
        FormField("vehicle", N_("vehicle")),
        FormField(
            "traits", N_("is, may"), Several(partial(words.choices, "trait")), decides=TRAITS
        ),
        FormField(
            "hours",
            N_("hours"),
            hint=N_("7:00-10:00"),
            decides=("hours", "available_from", "available_until"),
        ),
        FormField("note", N_("note"), LONG),
        FormField("private_note", N_("private note"), LONG),
    )
    return fields if private else fields[:-1]


def person_record(conn: Reader, no: int) -> Record:
    """A person on file, with the buildings they lead.

    Raises:
        Refused: `person_unknown`.
    """
    view = roster.person(conn, no)
    if view is None:
        raise Refused("person_unknown", no=no)
    led = tuple(
        household_words.building_name(row).removeprefix(f"{view.compound} ")
        for row in household_buildings.buildings_led(conn, no)
    )
    told = {**view._asdict(), "leads": led, "traits": words.traits(view)}
    values = shown(person_fields((), private=True), told)
    return Record(lambda: view.name, values, view.version, (view.id,))


def _person(hours: str, traits: tuple[str, ...], **found: Any) -> PersonInput:
    start, end = parse_hours(hours) or (None, None)
    return PersonInput(
        hours=hours,
        is_leader="is_leader" in traits,
        no_heavy_work="no_heavy_work" in traits,
        has_pass="has_pass" in traits,
        **found,
        available_from=start,
        available_until=end,
    )


read_person = reader(person_fields((), private=True), _person)
"""A person as their form says them, without where they are.

`hours` may be any words; those that name a span of the day are understood as one.
"""


PRESENCE: tuple[FormField, ...] = (
    FormField(
        "place",
        N_("is"),
        Choice(partial(words.choices, "place"), Place, Place.ON_SITE),
        required=True,
    ),
    FormField("since", N_("since"), MOMENT, required=True),
    FormField("expected_back", N_("expected back"), DAY, hint=N_("04-24")),
    FormField(
        "reach",
        N_("telephone"),
        Choice(partial(words.choices, "reach"), Reach, Reach.ANY_TIME),
        required=True,
    ),
    FormField("window", N_("between"), _WINDOW, hint=N_("9:00-11:30")),
    FormField("reason", N_("reason")),
)
"""The fields of a span of presence."""


def presence_values(given: PresenceInput) -> Values:
    """A span of presence as its form shows it."""
    window = None
    if given.reach_from is not None and given.reach_until is not None:
        window = given.reach_from, given.reach_until
    return shown(PRESENCE, {**given._asdict(), "window": window})


def _presence(
    place: Place,
    reach: Reach,
    window: tuple[int, int] | None,
    expected_back: date | None,
    **found: Any,
) -> PresenceInput | list[Problem]:
    if reach is Reach.WINDOW and window is None:
        return [Problem("reach_window_unclear", {}, "window")]
    start, end = window if window is not None and reach is Reach.WINDOW else (None, None)
    comes_back = place in ABSENT_PLACES or place is Place.HOME
    return PresenceInput(
        place=place,
        reach=reach,
        reach_from=start,
        reach_until=end,
        expected_back=expected_back if comes_back else None,
        **found,
    )


read_presence = reader(PRESENCE, _presence)
"""A span of presence as its form says it; when it is over is asked of the absent alone, and a
window only where they can be reached in one."""
