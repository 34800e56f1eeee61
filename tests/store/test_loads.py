"""Loads in the store: planned, given, followed; what is planned anew once somebody falls out."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from data.absence import commands as absence_commands
from data.absence import plans as absence_plans
from data.duties import commands as duty_commands
from data.duties import queries as duties
from data.journal import commands as journal
from data.loads import commands, plans, queries
from data.loads import settings as load_settings
from data.loads.plans import LoadPlan
from data.reading.capture import capture
from data.sheets.queries import sheets
from data.store import Store
from data.supplies import commands as supply_commands
from data.supplies import queries as supplies
from models.absence import AbsenceInput
from models.duties import DEFAULT_ROSTER, DutyInput, Role, Work
from models.households import CompoundInput, HouseholdInput
from models.loads import LoadRow, LoadState, Means, rules
from models.loads.settings import DEFAULTS, LoadSettings
from models.roster import PersonInput, PersonKind, Place, PresenceInput
from models.several import NoneDone
from models.supplies import AllocationRule, DeliveryInput, DropState, ItemInput
from models.supplies.settings import SupplySettings
from models.times import LOCAL, loaded
from tests.beginning import another_desk, begin
from tests.states import refused, state, undone_whole

NINE = datetime(2022, 4, 9, 9, tzinfo=LOCAL)
MINUTE = timedelta(minutes=1)
GATE, LANES = 1, 2
"""Numbers of the two drops."""
ZHAO, SUN, MA, SHI, XU = 1, 2, 3, 4, 5


@pytest.fixture
def town(store: Store) -> Store:
    """A compound of two buildings and one in lanes, with a truck at nine: a pack a household."""
    begin(
        store,
        CompoundInput("甲苑"),
        CompoundInput("乙里"),
        *(HouseholdInput("甲苑", "3", room=f"{floor}01", people=2) for floor in range(1, 7)),
        *(HouseholdInput("甲苑", "5", room=f"{floor}02", people=2) for floor in range(1, 4)),
        HouseholdInput("乙里", "7", room="前客堂", people=2),
        HouseholdInput("乙里", "7", room="亭子间", people=2),
        PersonInput("赵娟", PersonKind.VOLUNTEER, compound="甲苑"),
        PersonInput("孙秀英", PersonKind.VOLUNTEER, compound="甲苑", building="5"),
        PersonInput("马德福", PersonKind.PARTNER, vehicle="三轮货车", has_pass=True),
        PersonInput("石磊", PersonKind.STAFF),
        PersonInput("许强", PersonKind.VOLUNTEER, compound="乙里", no_heavy_work=True),
    )
    item = ItemInput("蔬菜包", 11, "份", AllocationRule.PER_HOUSEHOLD)
    store.do(supply_commands.add_delivery, DeliveryInput(NINE, (item,), "沪A"))
    return store


def plan(store: Store, *drops: int) -> LoadPlan:
    return store.ask(plans.plan_loads, drops or (GATE, LANES), store.now())


def apply(store: Store, *drops: int) -> list[LoadRow]:
    """Plan and keep; the loads there are then."""
    made = plan(store, *drops)
    store.do(commands.plan_loads, made.lines, made.replaced)
    return loads(store)


def loads(store: Store) -> list[LoadRow]:
    return store.ask(queries.loads_at, store.ask(plans.drops_of, 1))


def put(store: Store, statement: str, *values: object) -> None:
    with store.step() as step:
        step.act("set")
        step.conn.execute(statement, values)


def come(store: Store, *drops: int) -> None:
    """Let the truck have come to both gates in time, or to these."""
    for no in drops or (GATE, LANES):
        put(store, "UPDATE supply_drop SET arrived_at = eta WHERE no = ?", no)


def falls_out(store: Store, no: int) -> None:
    given = AbsenceInput((no,), PresenceInput(Place.HOSPITAL, store.now()))
    made = store.ask(absence_plans.plan, given, store.now(), DEFAULT_ROSTER)
    left = [line._replace(successor=None, name="") for line in made.lines]
    store.do(absence_commands.apply_absence, given, left)


# -- planned ---------------------------------------------------------------------------------------


def test_a_plan_is_kept_and_its_people_have_duties(town: Store) -> None:
    before = state(town)
    one, other = apply(town)
    assert (one.compound, one.buildings, one.units, one.state) == ("甲苑", ("3", "5"), 9, "planned")
    assert (other.compound, other.buildings, other.units) == ("乙里", ("7",), 2)
    # The truck is at the first gate at nine and unloads for a minute; then goods stand.
    assert loaded(one.starts_at) == NINE + 1 * MINUTE + SupplySettings().standing
    assert (one.means, one.members, one.coming) == (Means.TRICYCLE, ("马德福",), 1)
    (duty,) = town.ask(duties.of_work, Work.LOAD, one.no)
    assert (duty.person, duty.role, duty.where) == ("马德福", Role.DRIVE, "甲苑 3 5")
    assert (duty.starts_at, duty.ends_at) == (one.starts_at, one.ends_at)
    told = {sheet.name: sheet.lines for sheet in town.ask(sheets, date(2022, 4, 9))}
    assert told["马德福"][0].what == ("蔬菜包 9份",)
    town.do(journal.undo)
    assert state(town) == before
    town.do(journal.redo)
    assert [row.members for row in loads(town)] == [one.members, other.members]


def test_stairs_are_counted_by_the_rooms_of_lanes_and_low_houses(town: Store) -> None:
    lanes = next(one for one in plan(town).lines if one.gate.drop_no == LANES)
    assert lanes.gate.in_lanes is False
    put(town, "UPDATE compound SET kind = 'lane' WHERE no = 2")
    lanes = next(one for one in plan(town).lines if one.gate.drop_no == LANES)
    assert lanes.gate.in_lanes is True
    assert lanes.come_to.floors == 1  # one floor up to the pavilion room, once
    gate = next(one for one in plan(town).lines if one.gate.drop_no == GATE)
    assert gate.come_to.floors == (1 + 2 + 3 + 4 + 5) + (1 + 2)


def test_closed_buildings_are_handed_over_inside_by_whoever_lives_there(town: Store) -> None:
    put(town, "UPDATE building SET closed_until = '2022-04-12' WHERE name = '5'")
    opened, closed = plan(town, GATE).lines
    assert [one.name for one in opened.buildings] == ["3"]
    assert [one.name for one in closed.buildings] == ["5"]
    assert closed.handed_to == "5 孙秀英"
    assert closed.starts >= opened.ends or closed.people != opened.people
    assert SUN not in {no for one in (opened, closed) for no in one.people}
    (stop,) = town.ask(queries.load_stops, [apply(town, GATE)[1].no])
    assert (stop.building, stop.is_closed, stop.leader) == ("5", 1, "孙秀英")
    assert [one.quantity for one in stop.goods] == [3]


def test_a_life_that_waits_in_a_building_comes_first(town: Store) -> None:
    (load,) = plan(town, GATE).lines
    assert [one.name for one in load.buildings] == ["3", "5"]
    made = town.do(capture, "甲苑5号302 心脏病药今天吃完，胸口痛")
    put(town, "UPDATE request SET urgency = 'life' WHERE no = ?", made.no)
    (load,) = plan(town, GATE).lines
    assert [one.name for one in load.buildings] == ["5", "3"]


def test_what_is_kept_stays_and_only_what_is_open_is_planned_anew(town: Store) -> None:
    first, second = apply(town)
    come(town)
    assert plan(town).lines == []
    town.do(commands.mark_loads, [second.no], LoadState.UNDER_WAY)
    falls_out(town, MA)
    anew = plan(town)
    assert [row.no for row in anew.kept] == [second.no]
    assert dict(anew.replaced) == {first.no: town.ask(queries.load, first.no).version}
    (load,) = anew.lines
    assert load.people
    assert MA not in load.people
    apply(town)
    rows = loads(town)
    assert [row.buildings for row in rows] == [("3", "5"), ("7",)]
    assert [row.state for row in rows] == ["planned", "under_way"]
    assert rows[0].coming == 1


def test_goods_divided_anew_are_said_and_planned_anew(town: Store) -> None:
    first, _second = apply(town)
    view = town.ask(supplies.delivery, 1)
    item = ItemInput("蔬菜包", 22, "份", AllocationRule.PER_HOUSEHOLD)._replace(each_gets=2)
    town.do(supply_commands.change_delivery, 1, view.version, {"items": (item,)})
    row = town.ask(queries.load, first.no)
    assert (row.units, row.units_now) == (9, 18)
    assert {one.come_to.units for one in plan(town).lines} == {18, 4}


def test_a_building_that_closes_is_no_longer_carried_to_with_open_ones(town: Store) -> None:
    first, _second = apply(town)
    put(town, "UPDATE building SET closed_until = '2022-04-12' WHERE name = '5'")
    row = town.ask(queries.load, first.no)
    assert [one.code for one in rules.warnings(row)] == ["load_mixed"]
    opened, closed = plan(town).lines
    assert ([b.name for b in opened.buildings], [b.name for b in closed.buildings]) == (
        ["3"],
        ["5"],
    )


def test_who_is_asked_outside_their_hours_is_not_planned_away(town: Store) -> None:
    put(town, "UPDATE person SET available_from = 840, available_until = 1200")
    first, _second = apply(town)
    assert (first.asked, first.coming) == (first.members, 1)
    (duty,) = town.ask(duties.of_work, Work.LOAD, first.no)
    assert duty.to_ask
    assert plan(town).lines == []


def test_another_desk_that_planned_first_is_told_of(town: Store) -> None:
    mine = plan(town)
    with another_desk(town) as theirs:
        apply(theirs, GATE)
    with refused("load_taken", compound="甲苑", building="3"):
        town.do(commands.plan_loads, mine.lines, mine.replaced)
    assert len(loads(town)) == 1, "nothing was half done"


def test_a_load_that_began_meanwhile_is_not_planned_away(town: Store) -> None:
    first, _second = apply(town)
    come(town)
    falls_out(town, MA)
    mine = plan(town)
    town.do(commands.mark_loads, [first.no], LoadState.UNDER_WAY)
    with refused("edited_meanwhile"):
        town.do(commands.plan_loads, mine.lines, mine.replaced)


def test_whoever_took_other_work_meanwhile_is_not_in_two_places(town: Store) -> None:
    mine = plan(town)
    busy = DutyInput(MA, Work.PATROL, Role.HAND, NINE, NINE + 60 * MINUTE)
    town.do(duty_commands.change_people, [busy])
    with refused("person_at_work"):
        town.do(commands.plan_loads, mine.lines)
    assert loads(town) == []


def test_what_cannot_be_planned_is_refused(town: Store) -> None:
    with refused("loads_none"):
        town.do(commands.plan_loads, [])
    with refused("drop_unknown", no=99):
        plan(town, 99)
    with refused("gate_unclear", value="丙苑"):
        town.ask(plans.drops_of, 1, "丙苑")
    with refused("delivery_unknown", no=9):
        town.ask(plans.drops_of, 9)
    town.do(supply_commands.mark_drops, [GATE, LANES], DropState.DONE)
    with refused("loads_over"):
        plan(town)


# -- how far ---------------------------------------------------------------------------------------


def test_loads_begin_and_end_and_what_one_refuses_holds_up_no_other(town: Store) -> None:
    first, second = apply(town)
    come(town)
    undone_whole(
        town,
        lambda: town.do(commands.mark_loads, [first.no], LoadState.UNDER_WAY),
        lambda: town.do(commands.mark_loads, [first.no], LoadState.DONE),
    )
    done = town.do(commands.mark_loads, [first.no, second.no, 99], LoadState.DONE)
    assert done.nos == [second.no]
    assert {no: problem.code for no, problem in done.left.items()} == {
        first.no: "load_already",
        99: "load_unknown",
    }
    with pytest.raises(NoneDone):
        town.do(commands.mark_loads, [first.no], LoadState.DONE)


def test_loads_and_their_people_slide_with_their_drop(town: Store) -> None:
    first, second = apply(town)
    come(town, LANES)
    town.do(commands.mark_loads, [second.no], LoadState.UNDER_WAY)
    view = town.ask(supplies.drop, GATE)
    later = loaded(view.eta) + 30 * MINUTE
    town.do(supply_commands.change_drop, GATE, view.version, {"eta": later})
    moved, stays = loads(town)
    assert loaded(moved.starts_at) == loaded(first.starts_at) + 30 * MINUTE
    assert loaded(moved.ends_at) == loaded(first.ends_at) + 30 * MINUTE
    (duty,) = town.ask(duties.of_work, Work.LOAD, first.no)
    assert (duty.starts_at, duty.ends_at) == (moved.starts_at, moved.ends_at)
    assert stays.starts_at == second.starts_at, "what is under way is under way"
    town.do(journal.undo)
    assert loads(town)[0].starts_at == first.starts_at


def test_loads_are_called_off_and_come_back_with_their_drop(town: Store) -> None:
    first, second = apply(town)
    crew = town.do(supply_commands.mark_drops, [GATE], DropState.CANCELLED)
    assert crew.names == first.members, "who carries is told to be free"
    assert [row.state for row in loads(town)] == ["cancelled", "planned"]
    assert town.ask(duties.between, loaded(first.starts_at), loaded(first.ends_at)) == [
        duty
        for duty in town.ask(duties.of_work, Work.LOAD, second.no)
        if duty.starts_at < first.ends_at
    ], "her time is hers again"
    town.do(supply_commands.mark_drops, [GATE], DropState.PLANNED)
    back, _other = loads(town)
    assert (back.state, back.members, back.units_now) == ("planned", first.members, 9)


def test_a_gate_that_is_handed_out_has_no_load_left_to_do(town: Store) -> None:
    apply(town)
    town.do(supply_commands.mark_drops, [GATE], DropState.DONE)
    assert [row.state for row in loads(town)] == ["done", "planned"]


def test_drops_moved_to_another_day_take_their_loads_along(town: Store) -> None:
    first, _second = apply(town)
    tomorrow = NINE + timedelta(days=1)
    busy = DutyInput(MA, Work.PATROL, Role.HAND, tomorrow, tomorrow + 60 * MINUTE)
    town.do(duty_commands.change_people, [busy])
    crew = town.do(supply_commands.move_drops, [GATE], date(2022, 4, 10))
    assert [one.code for one in crew.against] == ["person_at_work"], "the conflict is shown"
    moved = town.ask(queries.load, first.no)
    assert loaded(moved.starts_at) == loaded(first.starts_at) + timedelta(days=1)


def test_loads_begin_behind_the_truck_and_once_goods_stood_but_for_a_life(town: Store) -> None:
    put(town, "UPDATE supply_drop SET arrived_at = '2022-04-09T01:20:00Z' WHERE no = 1")
    (load,) = plan(town, GATE).lines
    stands = SupplySettings().standing
    assert load.starts == NINE + 21 * MINUTE + stands, "disinfected as they come off, if at all"
    put(town, "UPDATE delivery SET disinfected_at = '2022-04-09T01:30:00Z'")
    (load,) = plan(town, GATE).lines
    assert load.starts == NINE + 30 * MINUTE + stands
    put(town, "UPDATE delivery SET disinfected_at = '2022-04-09T00:40:00Z'")
    (load,) = plan(town, GATE).lines
    assert load.starts == NINE + 21 * MINUTE, "they stood on the way"
    put(town, "UPDATE delivery SET disinfected_at = '2022-04-09T01:30:00Z'")
    made = town.do(capture, "甲苑5号302 心脏病药今天吃完，胸口痛")
    put(town, "UPDATE request SET urgency = 'life' WHERE no = ?", made.no)
    (load,) = plan(town, GATE).lines
    assert load.starts == NINE + 21 * MINUTE


def test_without_standing_loads_begin_once_goods_are_off(town: Store) -> None:
    town.do(supply_commands.set_supplies, SupplySettings(standing=timedelta(0)))
    (load,) = plan(town, GATE).lines
    assert load.starts == NINE + 1 * MINUTE


def test_nobody_carries_what_is_still_on_the_truck(town: Store) -> None:
    first, second = apply(town)
    for state_ in (LoadState.UNDER_WAY, LoadState.DONE):
        with pytest.raises(NoneDone) as why:
            town.do(commands.mark_loads, [first.no], state_)
        assert why.value.problem.code == "load_not_there"
        assert why.value.problem.params["compound"] == "甲苑"
    come(town, GATE)
    done = town.do(commands.mark_loads, [first.no, second.no], LoadState.DONE)
    assert (done.nos, [one.code for one in done.left.values()]) == ([first.no], ["load_not_there"])
    town.do(supply_commands.mark_drops, [LANES], DropState.UNLOADED)
    town.do(commands.mark_loads, [second.no], LoadState.UNDER_WAY)
    assert [row.state for row in loads(town)] == ["done", "under_way"]


# -- settings --------------------------------------------------------------------------------------


def test_settings_are_kept_and_what_another_desk_set_is_not_written_over(town: Store) -> None:
    assert town.ask(load_settings.load_settings) == DEFAULTS
    mine = LoadSettings(trolleys=0, lift_from=6)
    town.do(load_settings.set_loads, mine, was=DEFAULTS)
    assert town.ask(load_settings.load_settings) == mine
    with refused("edited_meanwhile"):
        town.do(load_settings.set_loads, DEFAULTS, was=DEFAULTS)
    town.do(supply_commands.set_supplies, SupplySettings(doors_an_hour=30, trolley_units=9))
    found = plan(town).settings
    assert (found.doors_an_hour, found.trolley, found.lift_from) == (30, 9, 6)
