"""People who fall out, in tests: who they are, what they hold, what is planned and done."""

from __future__ import annotations

from datetime import datetime

from data.absence import commands as absence_commands
from data.absence import plans as absence_plans
from data.absence import queries as absence
from data.duties import commands as duty_commands
from data.duties import queries as duties
from data.roster import commands as roster_commands
from data.store import Store
from models.absence import AbsenceInput, AbsencePlan, Away
from models.duties import DutyInput, Role, Work
from models.roster import PersonInput, PersonKind, Place, PresenceInput
from models.times import LOCAL

NOW = datetime(2022, 4, 9, 8, tzinfo=LOCAL)


def at(clock: str, day: int = 9) -> datetime:
    hours, minutes = map(int, clock.split(":"))
    return datetime(2022, 4, day, hours, minutes, tzinfo=LOCAL)


def person(store: Store, name: str, kind: PersonKind = PersonKind.STAFF, **more: object) -> int:
    return store.do(roster_commands.add_person, PersonInput(name, kind, **more))  # type: ignore[arg-type]


def give(
    store: Store,
    who: int | None,
    work: Work,
    starts: datetime,
    ends: datetime,
    role: Role = Role.HAND,
    note: str = "热线",
) -> int:
    with store.step() as step:
        no = duty_commands.assign(step, DutyInput(who, work, role, starts, ends, note=note))
        step.act("people_given", where=note, given=[], taken=[])
    return no


def absent(place: Place = Place.ISOLATED, since: datetime = NOW, **more: object) -> PresenceInput:
    return PresenceInput(place, since, **more)  # type: ignore[arg-type]


def plan(store: Store, *who: int, presence: PresenceInput | None = None) -> AbsencePlan:
    with store.read() as conn:
        given = AbsenceInput(who, presence or absent())
        return absence_plans.plan(conn, given, store.now(), duties.settings(conn))


def fall(store: Store, *who: int, presence: PresenceInput | None = None) -> AbsencePlan:
    made = plan(store, *who, presence=presence)
    store.do(absence_commands.apply_absence, made.given, made.lines)
    return made


def held(store: Store, who: int, begins: datetime = NOW) -> list[tuple[str, int]]:
    return [(hold.what, hold.no) for hold in store.ask(absence.holds, [who], Away(begins))]


def holder(store: Store, duty_no: int) -> str | None:
    return store.ask(duties.duty, duty_no).person
