"""Duty sheets read from the store: the day's duties of each person, with who else is there."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from data.absence.queries import holds
from data.duties import commands as duty_commands
from data.duties import queries as duties
from data.journal import queries as journal
from data.reading.capture import capture
from data.requests import queries as requests
from data.roster.presence import record_presence
from data.sheets.queries import sheets
from data.store import Store
from data.supplies import commands as supply_commands
from data.testing import commands as testing_commands
from models.absence import Away
from models.duties import DutyInput, Role, Work
from models.households import CompoundInput, HouseholdInput
from models.roster import PersonInput, PersonKind, Place, PresenceInput
from models.supplies import DeliveryInput, ItemInput
from models.testing import RoundInput, RoundKind, SessionInput
from models.times import parse_moment
from screens import i18n
from screens.sentences import say_act
from screens.sheets.words import readable
from tests.beginning import begin

DAY = date(2022, 4, 9)


def give(store: Store, no: int, work: Work, role: Role, start: str, **more: object) -> None:
    starts = parse_moment(start, store.now())
    given = DutyInput(no, work, role, starts, starts + timedelta(hours=2), **more)  # type: ignore[arg-type]
    store.do(duty_commands.change_people, [given])


def began(store: Store) -> None:
    begin(
        store,
        CompoundInput("大林苑"),
        HouseholdInput("大林苑", "3", room="1505", head="秦某", phone="13800003555"),
        PersonInput("施敏", PersonKind.VOLUNTEER, "楼组长"),
        PersonInput("小林", PersonKind.STAFF),
        PersonInput("许强", PersonKind.VOLUNTEER),
    )
    store.do(capture, "大林苑3号1505室 秦某 降压药没了 13800003555")


def test_a_sheet_has_the_duties_of_the_duty_day_and_who_else_is_there(store: Store) -> None:
    began(store)
    give(store, 2, Work.REQUEST, Role.HAND, "10:00", work_no=1)
    give(store, 3, Work.REQUEST, Role.HAND, "10:30", work_no=1)
    give(store, 2, Work.NIGHT, Role.HAND, "04-10 02:00", note="看门")
    give(store, 2, Work.PATROL, Role.HAND, "04-10 06:30")
    (lin, xu) = store.ask(sheets, DAY)
    assert (lin.name, xu.name) == ("小林", "许强")
    first, night = lin.lines
    assert (first.where, first.who, first.phone) == ("大林苑 3-1505", "秦某", "13800003555")
    assert "降压药" in "".join(first.what)
    assert first.people == ("许强",)
    assert (night.work, night.where, night.note) == ("night", "", "看门")
    assert [s.name for s in store.ask(sheets, date(2022, 4, 10))] == ["小林"]


def test_lane_and_unit_of_a_door_are_told_wherever_a_duty_is(store: Store) -> None:
    began(store)
    begin(
        store,
        CompoundInput("四十三弄"),
        HouseholdInput("四十三弄", "21", lane="43", unit="2", room="后客堂", head="甲"),
    )
    store.do(capture, "四十三弄43弄21号2单元后客堂 甲 没菜了 13800003556")
    household = store.ask(requests.view, 2).household_no
    assert household == 2
    give(store, 2, Work.REQUEST, Role.HAND, "10:00", work_no=2)
    door = "四十三弄 43-21-2-后客堂"
    (duty,) = store.ask(duties.of_work, Work.REQUEST, 2)
    (sheet,) = store.ask(sheets, DAY)
    held = store.ask(holds, [2], Away(store.now()))
    assert duty.where == sheet.lines[0].where == door
    assert [hold.where for hold in held if hold.what == "duty"] == [door]


def test_a_session_without_a_site_is_called_by_its_compounds(store: Store) -> None:
    began(store)
    starts = parse_moment("10:00", store.now())
    ends = starts + timedelta(hours=2)
    new = RoundInput("第一轮", RoundKind.PCR, DAY, 10)
    planned = SessionInput(0, "", ("大林苑",), starts, ends, 1)
    store.do(testing_commands.add_session, planned, new)
    give(store, 2, Work.SESSION, Role.LEAD, "10:00", work_no=1)
    (duty,) = store.ask(duties.of_work, Work.SESSION, 1)
    assert duty.where == store.ask(sheets, DAY)[0].lines[0].where == "大林苑"


@pytest.mark.parametrize(("language", "told"), [("en", "施敏, 小林"), ("zh", "施敏，小林")])
def test_several_names_are_kept_as_a_list_and_read_in_the_language_spoken(
    store: Store, language: str, told: str
) -> None:
    began(store)
    isolated = PresenceInput(Place.ISOLATED, store.now())
    store.do(record_presence, [1, 2], isolated)
    (step, *_earlier) = store.ask(journal.steps)
    assert step.params["name"] == ["施敏", "小林"]
    i18n.set_language(language)
    assert told in say_act(step.code, step.params)


def test_somebody_asked_for_has_a_sheet_without_duties_too(store: Store) -> None:
    began(store)
    assert store.ask(sheets, DAY) == []
    (sheet,) = store.ask(sheets, DAY, [1])
    assert (sheet.name, sheet.post, sheet.lines) == ("施敏", "楼组长", ())


@pytest.mark.parametrize(
    ("roles", "meet"),
    [
        ((Role.LEAD, Role.CARRY), {"施敏"}),
        ((Role.CARRY, Role.CARRY), {"施敏", "许强"}),
        ((Role.DRIVE, Role.LEAD), {"施敏", "许强"}),
    ],
)
def test_who_leads_meets_the_truck_and_where_nobody_leads_all(
    store: Store, roles: tuple[Role, Role], meet: set[str]
) -> None:
    began(store)
    arrives = parse_moment("08:00", store.now())
    goods = (ItemInput("蔬菜包", 20, "份"),)
    truck = DeliveryInput(arrives, goods, "", "朱师傅", "13800009200", drops=("大林苑",))
    store.do(supply_commands.add_delivery, truck)
    for no, role in zip((1, 3), roles, strict=True):
        give(store, no, Work.DROP, role, "08:00", work_no=1)
    found = {sheet.name: sheet.lines[0] for sheet in store.ask(sheets, DAY)}
    assert {name for name, line in found.items() if line.meets_driver} == meet
    (whole,) = readable([sheet for sheet in store.ask(sheets, DAY) if sheet.person_no == 3])
    hidden = "138****9200" if "许强" not in meet else "13800009200"
    assert whole.lines[0].phone == hidden
