"""The people who work in the sample: ten staff of whom five are left, volunteers, partners."""

from __future__ import annotations

import random

from data.sample.places import Names
from data.sample.tables import Days, made, table, words, yes
from models.roster import PersonInput, PersonKind, Place, PresenceInput, Reach

IN_CHARGE = "林一舟"

VOLUNTEERS = 36


def staff(days: Days) -> list[PersonInput]:
    """The ten of the office, in the order of their table."""
    people = []
    for row in table("staff.csv"):
        presence = made(
            PresenceInput,
            row,
            place=Place,
            since=days.at,
            reach=Reach,
            reach_from=int,
            reach_until=int,
            expected_back=days.day,
        )
        person = made(PersonInput, row, skills=words, is_leader=yes)
        people.append(person._replace(kind=PersonKind.STAFF, presence=presence))
    return people


def volunteers(rng: random.Random, names: Names, compounds: list[str]) -> list[PersonInput]:
    """Volunteers of all compounds, with what they can do and when; their trades come in turn."""
    found = []
    trades, hours = table("trades.csv"), table("hours.csv")
    shares = [int(row["share"]) for row in hours]
    for at in range(VOLUNTEERS):
        trade = trades[(at * 7 + at // 10) % len(trades)]
        told = {**trade, **rng.choices(hours, shares)[0], "name": names.name()}
        person = made(
            PersonInput,
            told,
            skills=words,
            available_from=int,
            available_until=int,
            no_heavy_work=yes,
        )
        found.append(
            person._replace(
                kind=PersonKind.VOLUNTEER,
                phone=names.phone(),
                compound=compounds[at % len(compounds)],
                vehicle="电瓶车" if "开车" in (person.skills or ()) else "",
            )
        )
    return found


def partners(names: Names) -> list[PersonInput]:
    """Those who are not of the committee and help all the same."""
    people = [made(PersonInput, row, skills=words, has_pass=yes) for row in table("partners.csv")]
    return [one._replace(kind=PersonKind.PARTNER, phone=names.phone()) for one in people]
