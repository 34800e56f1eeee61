"""The people who work in the sample: ten staff of whom five are left, volunteers, partners."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta

from data.sample.places import COMPOUNDS, Names
from models.roster import PersonInput, PersonKind, Place, PresenceInput, Reach
from models.times import local_date

IN_CHARGE = "林一舟"

VOLUNTEERS = 36


def staff(morning: datetime) -> list[PersonInput]:
    """The ten of the office, in the order of their posts; the last two and the leaders are away."""

    def away(  # one span of absence, by days and hours before the morning
        place: Place, hours: int, days_left: int, reason: str, reach: Reach = Reach.ANY_TIME
    ) -> PresenceInput:
        back: date = local_date(morning) + timedelta(days=days_left)
        opens, closes = (9 * 60, 18 * 60) if reach is Reach.WINDOW else (None, None)
        since = morning - timedelta(hours=hours)
        return PresenceInput(place, since, reach, opens, closes, None, back, reason)

    here = [
        ("林一舟", "社工（临时负责人）", ("报表", "电脑"), "办公室行军床"),
        ("韩雪梅", "社工（民政）", ("居民熟", "登记"), "办公室行军床"),
        ("方志远", "社工（卫生）", ("带队核酸", "登记"), "活动室"),
        ("徐巧云", "社工（为老）", ("居民熟", "会沪语"), "活动室"),
        ("石磊", "社工（综治）", ("弄堂带路", "开车", "力气活"), "门卫室"),
    ]
    gone = [
        (
            "沈静怡",
            "书记",
            away(Place.ISOLATED, 35, 12, "同住人阳性，在隔离点，电话通"),
            "保管80多位老人的医保卡登记表",
        ),
        ("顾长明", "主任", away(Place.ISOLATED, 59, 15, "阳性，方舱，电话通"), ""),
        ("陆文娟", "副书记", away(Place.ISOLATED, 11, 13, "密接，昨晚接走，电话通"), ""),
    ]
    last = [
        (
            "郑晓岚",
            "社工（妇联）",
            away(Place.ISOLATED, 40, 10, "同楼阳性，居家隔离，白天能接电话", Reach.WINDOW),
            "",
        ),
        ("邵国平", "社工（计生）", away(Place.HOSPITAL, 20, 6, "发热，医院留观", Reach.NO), ""),
    ]
    phones = iter(f"1380000{9100 + n:04d}" for n in range(10))
    people = [
        PersonInput(
            name, PersonKind.STAFF, post, next(phones), note=note or None, presence=presence
        )
        for name, post, presence, note in gone
    ]
    people += [
        PersonInput(
            name,
            PersonKind.STAFF,
            post,
            next(phones),
            lodging=lodging,
            skills=skills,
            presence=PresenceInput(Place.ON_SITE, morning - timedelta(days=8)),
        )
        for name, post, skills, lodging in here
    ]
    people += [
        PersonInput(name, PersonKind.STAFF, post, next(phones), presence=presence)
        for name, post, presence, _note in last
    ]
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


def volunteers(rng: random.Random, names: Names) -> list[PersonInput]:
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
                COMPOUNDS[at % len(COMPOUNDS)].given.name,
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
    lane = COMPOUNDS[8].given.name
    return [
        PersonInput(
            "马德福",
            PersonKind.PARTNER,
            "三轮车师傅",
            names.phone(),
            lane,
            skills=("力气活", "弄堂带路"),
            vehicle="三轮货车",
            note="每趟不肯收钱，欠他一条烟",
        ),
        PersonInput(
            "马小军",
            PersonKind.PARTNER,
            "三轮车师傅的儿子",
            names.phone(),
            lane,
            skills=("力气活",),
        ),
        PersonInput(
            "宋经理",
            PersonKind.PARTNER,
            "梧桐新苑物业",
            names.phone(),
            COMPOUNDS[0].given.name,
            skills=("修水管",),
        ),
        PersonInput(
            "老板娘阿香",
            PersonKind.PARTNER,
            "古井街粮油店",
            names.phone(),
            vehicle="小面包车",
            note="能赊米油，有通行证",
        ),
    ]
