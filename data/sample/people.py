"""The people who work in the sample: ten staff of whom five are left, volunteers, partners."""

from __future__ import annotations

import random
from dataclasses import replace

from data.sample.places import Names
from data.sample.tables import Days, made, table, words
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
        person = made(PersonInput, row, skills=words)
        people.append(replace(person, kind=PersonKind.STAFF, presence=presence))
    return people


_KINDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("楼组长", ("居民熟", "登记")),
    ("党员志愿者", ("登记",)),
    ("大学生", ("电脑", "登记")),
    ("退休护士", ("护士",)),
    ("快递员", ("力气活", "开车")),
    ("健身教练", ("力气活",)),
    ("小学老师", ("登记", "秩序")),
    ("退休教师", ("居民熟",)),
    ("程序员", ("电脑",)),
    ("厨师", ("力气活",)),
)

_HOURS: tuple[tuple[str, int | None, int | None], ...] = (
    ("随时", None, None),
    ("白天", 7 * 60, 18 * 60),
    ("上午", 6 * 60, 12 * 60),
    ("下午和晚上", 12 * 60, 22 * 60),
    ("早晚，白天要上网课", 5 * 60, 9 * 60),
)


def volunteers(rng: random.Random, names: Names, compounds: list[str]) -> list[PersonInput]:
    """Volunteers of all compounds, with what they can do and when."""
    found = []
    for at in range(VOLUNTEERS):
        post, skills = _KINDS[(at * 7 + at // 10) % len(_KINDS)]
        hours, opens, closes = rng.choices(_HOURS, (40, 25, 12, 15, 8))[0]
        found.append(
            PersonInput(
                names.name(),
                PersonKind.VOLUNTEER,
                post,
                names.phone(),
                compounds[at % len(compounds)],
                skills=skills,
                vehicle="电瓶车" if "开车" in skills else "",
                hours=hours,
                available_from=opens,
                available_until=closes,
            )
        )
    return found


def partners(names: Names) -> list[PersonInput]:
    """Those who are not of the committee and help all the same."""
    people = [made(PersonInput, row, skills=words) for row in table("partners.csv")]
    return [replace(one, kind=PersonKind.PARTNER, phone=names.phone()) for one in people]
