"""The sample's days: deliveries with their drops, rounds with their sessions, who does what."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from data.duties import candidates as duty_candidates
from data.duties import commands as duty_commands
from data.sample.days import At
from data.supplies import commands as supply_commands
from data.supplies import queries as supplies
from data.testing import commands as testing_commands
from data.work import kinds
from models.duties import DutyInput, Role, Work, WorkView
from models.roster import PersonKind
from models.supplies import AllocationRule, DeliveryInput, DropState, ItemInput
from models.testing import RoundInput, RoundKind, SessionInput, SessionState
from models.times import local_date

if TYPE_CHECKING:
    from data.store import Step

_GOODS = (
    ItemInput("蔬菜包", 1716, "份", AllocationRule.PER_HOUSEHOLD, "每户1份"),
    ItemInput("牛奶", 858, "箱", AllocationRule.ONE_PER_TWO, "两户一箱"),
    ItemInput("大米(5kg)", 430, "袋", AllocationRule.NAMED_FIRST, "优先独居老人和困难户"),
)
_YESTERDAY = (
    ItemInput("抗原试剂", 4280, "支", AllocationRule.PER_PERSON, "每人1支"),
    ItemInput("鸡蛋", 1716, "盒", AllocationRule.PER_HOUSEHOLD, "每户1盒"),
)


def yesterday(step: Step, at: At) -> None:
    """The day before: a truck unloaded everywhere, an antigen round, a long night."""
    no = supply_commands.add_delivery(
        step,
        DeliveryInput(at(-1, "09:30"), _YESTERDAY, "沪A·T0417", "高师傅", "13800009201"),
    )
    for row in supplies.drops(step.conn, no):
        _fill(step, kinds.one(step.conn, Work.DROP, row.no), Role.CARRY, row.hands_needed)
    stops = [row.no for row in supplies.drops(step.conn, no)]
    supply_commands.mark_drops(step, stops, DropState.DONE)
    day = local_date(at(-1, "12:00"))
    antigen = testing_commands.add_round(
        step, RoundInput(f"{day.month}月{day.day}日抗原", RoundKind.ANTIGEN, day, 1)
    )
    for site, compounds, span in (
        ("志愿者分发，楼组长回收", ("梧桐新苑", "望江公寓", "晴川花园", "银杏家园", "海棠大楼"), 2),
        ("弄口回收点", ("兰亭小区", "春晖苑", "明德公寓", "槐荫里", "桂馨里"), 3),
    ):
        starts = at(-1, "15:00")
        made = testing_commands.add_session(
            step,
            SessionInput(antigen, site, compounds, starts, starts + timedelta(hours=span), 1),
        )
        _staff(step, made, "徐巧云" if span == 2 else "方志远", 1, 1)
        testing_commands.mark_sessions(step, [made], SessionState.DONE)
    give = _giver(step)
    give(
        "石磊", Work.GUIDE, Role.GUIDE, (at(-1, "22:00"), at(0, "02:00")), "给转运和流调带路，弄堂"
    )
    give("韩雪梅", Work.NIGHT, Role.HAND, (at(-1, "23:00"), at(0, "06:00")), "夜间值班电话")
    give("林一舟", Work.TELEPHONE, Role.LEAD, (at(-1, "14:00"), at(-1, "23:00")), "热线")
    step.act("sample_yesterday")


def today(step: Step, at: At) -> None:
    """The sample's day: a truck at nine, a PCR round under way, gaps still to be filled."""
    day = local_date(at(0, "12:00"))
    pcr = testing_commands.add_round(
        step, RoundInput(f"{day.month}月{day.day}日核酸", RoundKind.PCR, day, 10, "第五轮，十混一")
    )
    plan: tuple[tuple[str, Sequence[str], str, str, int, str, int, int], ...] = (
        ("梧桐新苑中心花园", ("梧桐新苑", "春晖苑"), "06:00", "09:00", 2, "石磊", 2, 2),
        ("望江公寓大堂", ("望江公寓", "明德公寓"), "08:30", "11:30", 2, "方志远", 2, 1),
        ("海棠大楼门厅", ("海棠大楼",), "08:30", "11:00", 1, "徐巧云", 1, 1),
        ("晴川花园网球场", ("晴川花园", "兰亭小区"), "12:30", "15:30", 2, "", 2, 0),
        ("古井街弄口", ("槐荫里", "桂馨里", "银杏家园"), "13:00", "16:00", 2, "徐巧云", 1, 1),
    )
    for site, compounds, starts, ends, desks, lead, at_desks, keeping in plan:
        made = testing_commands.add_session(
            step,
            SessionInput(pcr, site, tuple(compounds), at(0, starts), at(0, ends), desks),
        )
        _staff(step, made, lead, at_desks, keeping)
        if starts == "06:00":
            testing_commands.mark_sessions(step, [made], SessionState.RUNNING)
    truck = supply_commands.add_delivery(
        step,
        DeliveryInput(
            at(0, "09:00"),
            _GOODS,
            "沪A·D0620",
            "朱师傅",
            "13800009200",
            "米袋在最里面，先卸菜。师傅车上没水喝，备两瓶",
        ),
    )
    _truck_people(step, [row.no for row in supplies.drops(step.conn, truck)])
    give = _giver(step)
    give("韩雪梅", Work.REST, Role.HAND, (at(0, "07:00"), at(0, "13:00")), "夜班后补觉")
    give("林一舟", Work.TELEPHONE, Role.LEAD, (at(0, "05:30"), at(0, "08:30")), "热线")
    give("沈静怡", Work.TELEPHONE, Role.HAND, (at(0, "09:00"), at(0, "12:00")), "隔离点接热线")
    give("徐巧云", Work.GUIDE, Role.GUIDE, (at(0, "21:00"), at(1, "01:00")), "晚间转运带路")


def tomorrow(step: Step, at: At) -> None:
    """What is known of the next day, hardly staffed yet."""
    day = local_date(at(1, "12:00"))
    pcr = testing_commands.add_round(
        step, RoundInput(f"{day.month}月{day.day}日核酸", RoundKind.PCR, day, 10, "第六轮")
    )
    for site, compounds, starts, ends, desks in (
        ("梧桐新苑中心花园", ("梧桐新苑", "春晖苑", "银杏家园"), "06:00", "09:30", 2),
        ("晴川花园网球场", ("晴川花园", "兰亭小区", "海棠大楼"), "10:00", "13:00", 2),
    ):
        session = SessionInput(pcr, site, compounds, at(1, starts), at(1, ends), desks)
        made = testing_commands.add_session(step, session)
        if starts == "06:00":
            _staff(step, made, "方志远", 1, 0)
    supply_commands.add_delivery(
        step,
        DeliveryInput(
            at(1, "09:00"),
            (ItemInput("鲜肉", 858, "份", AllocationRule.ONE_PER_TWO, "两户一份"),),
            "",
            "街道调度",
            "",
            "车牌明早告知",
        ),
    )
    give = _giver(step)
    give("石磊", Work.NIGHT, Role.HAND, (at(0, "22:00"), at(1, "06:00")), "夜间值班电话")


def _truck_people(step: Step, stops: Sequence[int]) -> None:
    """The tricycle goes along to every stop; each gate has hands of its own, the last too few."""
    numbers = _numbers(step)
    for at, no in enumerate(stops):
        target = kinds.one(step.conn, Work.DROP, no)
        duty_commands.assign(step, target.duty(numbers["马德福"], Role.DRIVE))
        if at % 4 == 0:
            duty_commands.assign(step, target.duty(numbers["马小军"], Role.CARRY))
        wanted = target.needs[Role.HAND] - 1 - (at % 4 == 0)
        _fill(step, target, Role.CARRY, wanted if at < 4 else max(0, wanted - at // 3))


def _staff(step: Step, session_no: int, lead: str, at_desks: int, keeping: int) -> None:
    target = kinds.one(step.conn, Work.SESSION, session_no)
    if lead:
        duty_commands.assign(step, target.duty(_numbers(step)[lead], Role.LEAD))
    _fill(step, target, Role.DESK, at_desks)
    _fill(step, target, Role.ORDER, keeping)


def _fill(step: Step, target: WorkView, role: Role, count: int) -> None:
    """Give the work to so many volunteers against whom nothing speaks, the nearest first."""
    free = [
        person
        for person in duty_candidates.candidates(step.conn, target, role)
        if person.free and person.duty_no is None and person.kind == PersonKind.VOLUNTEER
    ]
    for person in free[:count]:
        duty_commands.assign(step, target.duty(person.no, role))


def _giver(
    step: Step,
) -> Callable[[str, Work, Role, tuple[datetime, datetime], str], int]:
    numbers = _numbers(step)

    def give(name: str, work: Work, role: Role, span: tuple[datetime, datetime], note: str) -> int:
        return duty_commands.assign(step, DutyInput(numbers[name], work, role, *span, note=note))

    return give


def _numbers(step: Step) -> dict[str, int]:
    return dict(
        step.conn.execute("SELECT name, no FROM person WHERE kind <> 'volunteer'").fetchall()
    )
