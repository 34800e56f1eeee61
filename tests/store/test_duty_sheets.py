"""Duty sheets read from the store: the day's duties of each person, with who else is there."""

from __future__ import annotations

from datetime import date, timedelta

from data import duties, people, places
from data.duties.sheets import sheets
from data.requests.capture import capture
from data.store import Store
from models.duties import DutyInput, Role, Work
from models.journal import Act
from models.people import PersonInput, PersonKind
from models.places import CompoundInput, HouseholdInput
from models.rules.times import parse_moment

DAY = date(2022, 4, 9)


def give(store: Store, no: int, work: Work, role: Role, start: str, **more: object) -> None:
    starts = parse_moment(start, store.now())
    given = DutyInput(no, work, role, starts, starts + timedelta(hours=2), **more)  # type: ignore[arg-type]
    duties.change_people(store, [given])


def began(store: Store) -> None:
    with store.write(Act("began")) as step:
        places.insert_compounds(step, [CompoundInput("大林苑")])
        places.insert_households(
            step, [HouseholdInput("大林苑", "3", room="1505", head="秦某", phone="13800003555")]
        )
        people.insert_people(
            step,
            [
                PersonInput("施敏", PersonKind.VOLUNTEER, "楼组长"),
                PersonInput("小林", PersonKind.STAFF),
                PersonInput("许强", PersonKind.VOLUNTEER),
            ],
        )
    capture(store, "大林苑3号1505室 秦某 降压药没了 13800003555")


def test_a_sheet_has_the_duties_of_the_duty_day_and_who_else_is_there(store: Store) -> None:
    began(store)
    give(store, 2, Work.REQUEST, Role.HAND, "10:00", request_no=1)
    give(store, 3, Work.REQUEST, Role.HAND, "10:30", request_no=1)
    give(store, 2, Work.NIGHT, Role.HAND, "04-10 02:00", note="看门")
    give(store, 2, Work.PATROL, Role.HAND, "04-10 06:30")
    (lin, xu) = store.ask(sheets, DAY)
    assert (lin.name, xu.name) == ("小林", "许强")
    first, night = lin.lines
    assert (first.where, first.who, first.phone) == ("大林苑3号1505", "秦某", "13800003555")
    assert "降压药" in first.what
    assert first.people == ("许强",)
    assert (night.work, night.where, night.note) == ("night", "", "看门")
    assert [s.name for s in store.ask(sheets, date(2022, 4, 10))] == ["小林"]


def test_somebody_asked_for_has_a_sheet_without_duties_too(store: Store) -> None:
    began(store)
    assert store.ask(sheets, DAY) == []
    (sheet,) = store.ask(sheets, DAY, [1])
    assert (sheet.name, sheet.post, sheet.lines) == ("施敏", "楼组长", ())
