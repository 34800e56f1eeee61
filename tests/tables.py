"""A round of tests in a small neighbourhood, as tests of its tables begin with it."""

from __future__ import annotations

from datetime import date, timedelta

from data.sampling import queries
from data.store import Store
from data.testing.commands import add_session
from data.testing.queries import round_of, rounds
from models.households import CompoundInput, HouseholdInput
from models.residents import ResidentInput
from models.roster import PersonInput, PersonKind
from models.sampling import Member, rules
from models.testing import RoundInput, RoundKind, SessionInput, TubeKind
from models.times import on_day
from tests.beginning import begin

DAY = date(2022, 4, 9)
HERE, THERE = "春晖苑", "大林苑"


def door(
    room: str, *names: str, building: str = "3", compound: str = HERE, **more: object
) -> HouseholdInput:
    """A door with the people behind it."""
    residents = tuple(ResidentInput(name) for name in names)
    return HouseholdInput(compound, building, room=room, residents=residents, **more)  # type: ignore[arg-type]


def begin_town(store: Store) -> None:
    """Two compounds: five doors of one building, one of another, one of a second compound; one
    who works here and lives elsewhere."""
    begin(
        store,
        CompoundInput(HERE),
        CompoundInput(THERE),
        door("501", "金桂花", "金小明"),
        door("502", "柳青", people=3),
        door("503", people=2, marks=("空关",)),
        door("504", "王芳"),
        door("601", "赵大", "赵二", "赵三", "赵四"),
        door("101", "卧冰", building="4", marks=("卧床",)),
        door("504", "王芳", "李强", compound=THERE),
        PersonInput("施敏", PersonKind.STAFF),
    )


def add_round(
    store: Store,
    day: date = DAY,
    *,
    kind: RoundKind = RoundKind.PCR,
    tubes: TubeKind = TubeKind.POOLED,
    pool: int = 10,
    compounds: tuple[str, ...] = (HERE, THERE),
) -> int:
    """A round with one session of these compounds; its number."""
    starts = on_day(store.now(), day)
    given = RoundInput("核酸", kind, day, pool, tube_kind=tubes)
    session = SessionInput(0, "花园", compounds, starts, starts + timedelta(hours=3), 2)
    store.do(add_session, session, given)
    return max(one.no for one in store.ask(rounds))


def sheet(store: Store, no: int) -> list[Member]:
    """The people of a round's sheet."""
    return store.ask(lambda conn: queries.members(conn, round_of(conn, no)))


def standing(store: Store, no: int) -> dict[str, str]:
    """Where everybody of a sheet is: by name, else by room and place."""
    return {
        f"{one.compound or ''}{one.name or f'{one.room}#{one.place}'}": rules.standing(one)
        for one in sheet(store, no)
    }
