"""The people who work in the sample: ten staff of whom five are left, volunteers, partners."""

from __future__ import annotations

import random
from dataclasses import replace

from data.sample.places import Names
from data.sample.tables import Days, Values, made
from models.roster import PersonInput, PersonKind, Place, PresenceInput, Reach


def staff(days: Days, rows: list[Values]) -> list[PersonInput]:
    """The ten of the office, in the order of the table."""

    def presence(told: Values) -> PresenceInput:
        return made(
            PresenceInput, told, place=Place, since=days.at, reach=Reach, expected_back=days.day
        )

    people = [made(PersonInput, row, presence=presence) for row in rows]
    return [replace(one, kind=PersonKind.STAFF) for one in people]


def volunteers(
    rng: random.Random, names: Names, told: Values, compounds: list[str]
) -> list[PersonInput]:
    """Volunteers of all compounds, with what they can do and when."""
    found = []
    kinds, hours = told["kinds"], told["hours"]
    for at in range(told["count"]):
        kind = kinds[(at * 7 + at // 10) % len(kinds)]
        times = dict(rng.choices(hours, [one["share"] for one in hours])[0])
        del times["share"]
        person = made(PersonInput, {"name": names.name(), **kind, **times})
        found.append(
            replace(
                person,
                kind=PersonKind.VOLUNTEER,
                phone=names.phone(),
                compound=compounds[at % len(compounds)],
                vehicle="电瓶车" if "开车" in kind["skills"] else "",
            )
        )
    return found


def partners(names: Names, rows: list[Values]) -> list[PersonInput]:
    """Those who are not of the committee and help all the same."""
    people = [made(PersonInput, row) for row in rows]
    return [replace(one, kind=PersonKind.PARTNER, phone=names.phone()) for one in people]
