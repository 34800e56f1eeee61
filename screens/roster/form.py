"""The forms of the roster: a person, and where somebody is from now on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from data.households import buildings as household_buildings
from data.sql import Reader
from models.roster import PersonKind, PersonView, Place, Reach
from screens.custody import words as custody
from screens.households.form import own_phone_check
from screens.i18n import N_
from screens.kit.fields import time_check, written
from screens.kit.form import FormField, Value
from screens.roster import words

_LINES = ("name", "kind", "post", "phone", "lodging", "vehicle", "hours", "note", "private_note")


def _choices(of: str) -> Callable[[], Sequence[tuple[str, str]]]:
    return lambda: words.choices(of)


def person_fields(compounds: Sequence[str], *, private: bool) -> tuple[FormField, ...]:
    """The fields of a person; the private note only where it may be seen."""
    fields = (
        FormField("name", N_("name"), required=True),
        FormField("kind", N_("kind"), "choice", choices=_choices("kind"), required=True),
        FormField("post", N_("post")),
        FormField("phone", N_("phone"), "phone", check=own_phone_check),
        FormField(
            "compound",
            N_("lives in"),
            "choice",
            choices=lambda: [(name, name) for name in compounds],
        ),
        FormField("building", N_("building"), hint=N_("3, or 43-21 in a lane")),
        FormField("leads", N_("leads"), hint=N_("buildings led: 3，5，大林苑7号")),
        FormField("lodging", N_("sleeps at")),
        FormField("skills", N_("skills"), hint=N_("带路，护士")),
        FormField("vehicle", N_("vehicle")),
        FormField("hours", N_("hours"), hint=N_("7:00-10:00")),
        FormField("note", N_("note"), "long"),
        FormField("private_note", N_("private note"), "long"),
    )
    return fields if private else fields[:-1]


def person_values(conn: Reader, view: PersonView | None) -> dict[str, Value]:
    """A person as the form shows them, with the buildings they lead."""
    if view is None:
        return {"kind": PersonKind.VOLUNTEER.value}
    values: dict[str, Value] = {name: getattr(view, name) for name in _LINES}
    values["compound"] = view.compound or ""
    values["building"] = view.building or ""
    values["leads"] = "，".join(
        custody.building(row).removeprefix(f"{view.compound} ")
        for row in household_buildings.buildings_led(conn, view.no)
    )
    values["skills"] = "，".join(view.skills)
    return values


def presence_fields(now: datetime) -> tuple[FormField, ...]:
    """The fields of a span of presence."""
    check = time_check(lambda: now)
    return (
        FormField("place", N_("is"), "choice", choices=_choices("place"), required=True),
        FormField("since", N_("since"), "time", required=True, check=check),
        FormField("expected_back", N_("expected back"), "date", hint=N_("04-24"), check=check),
        FormField("reach", N_("telephone"), "choice", choices=_choices("reach"), required=True),
        FormField("window", N_("between"), hint=N_("9:00-11:30")),
        FormField("reason", N_("reason")),
    )


def presence_values(place: str, now: datetime) -> dict[str, Value]:
    """What stands in the form: somebody on site falls out, somebody absent comes back."""
    back = place in (Place.ISOLATED, Place.HOSPITAL, Place.AWAY)
    return {
        "place": (Place.ON_SITE if back else Place.ISOLATED).value,
        "since": written(now),
        "reach": Reach.ANY_TIME.value,
    }
