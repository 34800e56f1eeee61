"""The sample's directory, and what was done so far on the sheet of its one life at stake."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from data.directory import commands as directory_commands
from data.emergency import commands as emergency_commands
from data.sample.days import At
from models.directory import ContactInput, ContactKind
from models.emergency import LineInput, SheetLine

if TYPE_CHECKING:
    from data.store import Step

SECOND_CALLER = "韩雪梅"
"""Who calls for the life at stake beside the person in charge."""

_K = ContactKind

CONTACTS: tuple[ContactInput, ...] = (
    ContactInput("街道值班室", _K.DESK, None, "13800008001", "24小时", "夜里两人，报急事说编号"),
    ContactInput("街道代配药专线", _K.DESK, None, "13800008002", "9:00-17:00", "上午好打"),
    ContactInput("街道车队", _K.DESK, None, "13800008003", "6:00-22:00", "只剩两辆车"),
    ContactInput("街道保供组", _K.DESK, None, "13800008004", "7:00-21:00"),
    ContactInput("街道转运组", _K.DESK, None, "13800008005", "24小时", "要身份证和检测时间"),
    ContactInput("分管领导汤主任", _K.LINE_LEADER, None, "13800008011", "8:00-23:00"),
    ContactInput("条线王科长", _K.LINE_LEADER, None, "13800008012", "8:30-11:30，13:30-20:00"),
    ContactInput("12345", _K.CITY_LINE, None, "12345", "24小时", "记工单号"),
    ContactInput("120", _K.AMBULANCE, None, "120", "24小时", "报定位、阴阳性、能不能走"),
    ContactInput("区妇产科", _K.HOSPITAL, None, "13800008101", "24小时", "产科急诊在侧门"),
    ContactInput("市六院产科", _K.HOSPITAL, None, "13800008102", "24小时"),
    ContactInput(
        "公卫定点产科", _K.HOSPITAL, None, "13800008103", "24小时", "收阳性孕产妇，要先报"
    ),
    ContactInput("区中心医院急诊", _K.HOSPITAL, None, "13800008104", "24小时"),
    ContactInput("区中心医院血透室", _K.HOSPITAL, None, "13800008105", "周一至周六 6:30-20:00"),
    ContactInput("儿童医院发热门诊", _K.HOSPITAL, None, "13800008106", "24小时"),
    ContactInput("惠民大药房", _K.PHARMACY, None, "13800008201", "8:00-20:00", "胰岛素当天能配"),
    ContactInput("社区卫生中心配药", _K.PHARMACY, None, "13800008202", "工作日 8:00-16:00"),
    ContactInput("派出所", _K.POLICE, None, "13800008301", "24小时", "撬门、劝导"),
    ContactInput("梧桐新苑物业", _K.PROPERTY, None, "13800008401", "24小时"),
    ContactInput("望江公寓物业", _K.PROPERTY, None, "13800008402", "7:00-22:00"),
    ContactInput("电梯急修", _K.OTHER, None, "13800008501", "24小时"),
)


def add_contacts(step: Step) -> Mapping[str, int]:
    """Put everybody into the directory; their numbers by name."""
    return {one.name: directory_commands.add_contact(step, one) for one in CONTACTS}


def fill_sheet(step: Step, at: At, request_no: int, callers: tuple[int, int]) -> None:
    """What was done for the life at stake in the night: half of the list, the family told once."""
    emergency_commands.name_callers(step, request_no, callers)
    for item in ("call_120", "weeks_and_pains", "left_side", "own_maternity", "papers"):
        emergency_commands.tick_item(step, request_no, item, done=True, by_person_no=callers[0])
    emergency_commands.add_line(
        step,
        request_no,
        LineInput(SheetLine.FAMILY_TOLD, "丈夫：还在找床，别走开", at(0, "03:15"), callers[0]),
    )
