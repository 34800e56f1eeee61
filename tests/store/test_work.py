"""Supplies, testing and duties in a real file: acts, what follows from them, undo of each."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from data.attendance import commands as attendance_commands
from data.duties import candidates as duty_candidates
from data.duties import commands as duty_commands
from data.duties import queries as duties
from data.journal import commands as journal_commands
from data.journal import queries as journal
from data.listing import day_bounds
from data.roster import presence as roster_presence
from data.store import Store
from data.supplies import commands as supply_commands
from data.supplies import queries as supplies
from data.supplies.left_over import freed_goods, left_over
from data.testing import commands as testing_commands
from data.testing import queries as testing
from data.timeline import commands as timeline_commands
from data.work import kinds
from models.duties import DutyInput, Role, Work
from models.households import CompoundInput, HouseholdInput
from models.listing import ListQuery
from models.problems import Refused
from models.roster import PersonInput, PersonKind, Place, PresenceInput
from models.supplies import AllocationRule, DeliveryInput, DropState, ItemInput
from models.testing import RoundInput, RoundKind, SessionInput, SessionState
from models.times import LOCAL, loaded
from tests.beginning import begin
from tests.states import refused, refused_whole, state, undone_whole

NINE = datetime(2022, 4, 9, 9, tzinfo=LOCAL)
HOUR = timedelta(hours=1)

TRUCK = DeliveryInput(
    NINE,
    (
        ItemInput("蔬菜包", 150, "份", AllocationRule.PER_HOUSEHOLD),
        ItemInput("大米", 30, "袋", AllocationRule.NAMED_FIRST),
    ),
    "沪A·D1",
    "朱师傅",
    "138 0000 9999",
)


@pytest.fixture
def town(store: Store) -> Store:
    """Two compounds of 100 and 50 households, a member of staff and three volunteers."""
    begin(
        store,
        CompoundInput("甲苑", unloading_point="南门"),
        CompoundInput("乙苑"),
        *(
            HouseholdInput(
                "甲苑", "1", room=str(n), people=3, marks=("独居老人",) if n < 10 else ()
            )
            for n in range(100)
        ),
        *(HouseholdInput("乙苑", "1", room=str(n), people=1) for n in range(50)),
        PersonInput("石磊", PersonKind.STAFF, phone="13800000001"),
        PersonInput("赵娟", PersonKind.VOLUNTEER, compound="乙苑"),
        PersonInput("孙秀英", PersonKind.VOLUNTEER, compound="甲苑", skills=("登记",)),
        PersonInput("吕洋", PersonKind.VOLUNTEER, available_from=6 * 60, available_until=8 * 60),
    )
    return store


@pytest.fixture
def session_no(town: Store) -> int:
    """A session of two desks from nine to twelve, in a round of its own."""
    given = SessionInput(0, "中心花园", ("甲苑", "乙苑"), NINE, NINE + 3 * HOUR, 2)
    return town.do(
        testing_commands.add_session, given, RoundInput("第五轮", RoundKind.PCR, date(2022, 4, 9))
    )


# -- supplies ----------------------------------------------------------------------------------


def test_a_delivery_gets_a_drop_for_each_compound_in_order(town: Store) -> None:
    no = town.do(supply_commands.add_delivery, TRUCK)
    one, two = town.ask(supplies.drops, no)
    assert [one.compound, two.compound] == ["甲苑", "乙苑"]
    assert [loaded(one.eta), loaded(two.eta)] == [NINE, NINE + timedelta(minutes=16)]
    assert one.goods == ("蔬菜包 100份", "大米 23袋")
    assert two.goods == ("蔬菜包 50份", "大米 7袋")
    assert (one.hands, one.hands_needed) == (0, 2)
    assert one.unloading_point == "南门"
    assert town.ask(supplies.delivery, no).driver_phone == "13800009999"


def test_named_stops_only_and_unknown_ones_refused(town: Store) -> None:
    no = town.do(
        supply_commands.add_delivery,
        DeliveryInput(NINE, (ItemInput("肉", 7, "份"),), drops=("乙苑",)),
    )
    assert [row.goods for row in town.ask(supplies.drops, no)] == [("肉 7份",)]
    with refused("compound_unknown"):
        town.do(
            supply_commands.add_delivery,
            DeliveryInput(NINE, (ItemInput("肉", 7, "份"),), drops=("丙苑",)),
        )
    assert len(town.ask(supplies.drops, no + 1)) == 0


def test_without_compounds_a_delivery_is_refused(store: Store) -> None:
    with refused("compounds_missing"):
        store.do(supply_commands.add_delivery, TRUCK)


def test_a_later_truck_slides_stops_and_the_people_there(town: Store) -> None:
    no = town.do(supply_commands.add_delivery, TRUCK)
    target = town.ask(kinds.one, Work.DROP, 2)
    town.do(duty_commands.change_people, [target.duty(1, Role.CARRY)])
    version = town.ask(supplies.delivery, no).version
    undone_whole(
        town,
        lambda: town.do(supply_commands.change_delivery, no, version, {"arrives_at": NINE + HOUR}),
    )
    rows = town.ask(supplies.drops, no)
    assert [loaded(r.eta) - NINE for r in rows] == [HOUR, HOUR + timedelta(minutes=16)]
    (duty,) = town.ask(duties.of_work, Work.DROP, 2)
    assert loaded(duty.starts_at) == NINE + HOUR + timedelta(minutes=16)
    assert loaded(duty.ends_at) - loaded(duty.starts_at) == timedelta(minutes=40)


def test_a_later_stop_moves_those_after_it_only(town: Store) -> None:
    no = town.do(supply_commands.add_delivery, TRUCK)
    version = town.ask(supplies.drop, 2).version
    half = timedelta(minutes=30)
    undone_whole(
        town,
        lambda: town.do(
            supply_commands.change_drop,
            2,
            version,
            {"eta": NINE + half, "hands_needed": 5, "note": "走北门"},
        ),
    )
    one, two = town.ask(supplies.drops, no)
    assert [loaded(one.eta), loaded(two.eta)] == [NINE, NINE + half]
    assert (two.hands_needed, town.ask(supplies.drop, 2).note) == (5, "走北门")


def test_stops_left_out_are_called_off_and_their_goods_go_to_the_others(town: Store) -> None:
    no = town.do(supply_commands.add_delivery, TRUCK)
    version = town.ask(supplies.delivery, no).version
    undone_whole(
        town, lambda: town.do(supply_commands.change_delivery, no, version, {"drops": ("乙苑",)})
    )
    one, two = town.ask(supplies.drops, no)
    assert (one.state, one.goods, one.hands_needed) == ("cancelled", (), 0)
    assert two.goods == ("蔬菜包 50份", "大米 30袋"), "no more than one a household"
    (over,) = town.ask(left_over, no).values()
    assert over.units == 100
    version = town.ask(supplies.delivery, no).version
    town.do(supply_commands.change_delivery, no, version, {"drops": ("甲苑", "乙苑")})
    assert town.ask(supplies.drops, no)[0].goods == ("蔬菜包 100份", "大米 23袋")


def test_goods_of_a_stop_called_off_go_to_those_who_are_due_them(town: Store) -> None:
    packs = ItemInput("蔬菜包", 120, "份", AllocationRule.PER_HOUSEHOLD)
    town.do(supply_commands.add_delivery, TRUCK._replace(items=(packs,)))
    (two,) = town.ask(supplies.drops, 1)[1:]
    assert two.goods == ("蔬菜包 40份",)
    assert town.ask(freed_goods, [1]) == [("蔬菜包", "份", 10, 1, (70, 70, ("甲苑",)))]
    undone_whole(town, lambda: town.do(supply_commands.mark_drops, [1], DropState.CANCELLED))
    (two,) = town.ask(supplies.drops, 1)[1:]
    assert two.goods == ("蔬菜包 50份",)
    assert list(town.ask(left_over, 1).values()) == [(70, 70, ("甲苑",))]
    town.do(supply_commands.mark_drops, [1], DropState.PLANNED)
    assert [row.goods for row in town.ask(supplies.drops, 1)] == [
        ("蔬菜包 80份",),
        ("蔬菜包 40份",),
    ]
    assert not town.ask(left_over, 1)


def test_a_stop_handed_out_keeps_what_it_got(town: Store) -> None:
    packs = ItemInput("蔬菜包", 120, "份", AllocationRule.PER_HOUSEHOLD)
    town.do(supply_commands.add_delivery, TRUCK._replace(items=(packs,)))
    town.do(supply_commands.mark_drops, [2], DropState.DONE)
    assert town.ask(freed_goods, [1]) == [("蔬菜包", "份", 0, 0, (80, 80, ("甲苑",)))]
    town.do(supply_commands.mark_drops, [1], DropState.CANCELLED)
    assert town.ask(supplies.drops, 1)[1].goods == ("蔬菜包 40份",)


def test_other_goods_are_divided_anew(town: Store) -> None:
    no = town.do(supply_commands.add_delivery, TRUCK)
    version = town.ask(supplies.delivery, no).version
    undone_whole(
        town,
        lambda: town.do(
            supply_commands.change_delivery,
            no,
            version,
            {"items": (ItemInput("鸡蛋", 3, "盒", AllocationRule.PER_PERSON),)},
        ),
    )
    assert [row.goods for row in town.ask(supplies.drops, no)] == [("鸡蛋 3盒",), ()]


def test_marking_drops_carries_the_delivery_along(town: Store) -> None:
    no = town.do(supply_commands.add_delivery, TRUCK)
    undone_whole(town, lambda: town.do(supply_commands.mark_drops, [1], DropState.UNLOADED))
    assert town.ask(supplies.delivery, no).state == "arrived"
    town.do(supply_commands.mark_drops, [1, 2], DropState.DONE)
    assert town.ask(supplies.delivery, no).state == "done"
    with refused("drop_already"):
        town.do(supply_commands.mark_drops, [1], DropState.DONE)


def test_a_delivery_is_done_when_its_last_open_stop_is_left_out(town: Store) -> None:
    no = town.do(supply_commands.add_delivery, TRUCK)
    town.do(supply_commands.mark_drops, [1], DropState.DONE)
    version = town.ask(supplies.delivery, no).version
    undone_whole(
        town, lambda: town.do(supply_commands.change_delivery, no, version, {"drops": ("甲苑",)})
    )
    assert town.ask(supplies.delivery, no).state == "done"
    version = town.ask(supplies.delivery, no).version
    town.do(supply_commands.change_delivery, no, version, {"drops": ("甲苑", "乙苑")})
    assert town.ask(supplies.delivery, no).state == "arrived"


def test_drops_of_two_deliveries_are_marked_in_one_act(town: Store) -> None:
    numbers = [town.do(supply_commands.add_delivery, TRUCK) for _ in range(2)]
    with pytest.raises(Refused):
        town.do(supply_commands.mark_drops, [1, 3, 3], DropState.CANCELLED)
    undone_whole(town, lambda: town.do(supply_commands.mark_drops, [1, 3], DropState.CANCELLED))
    for no in numbers:
        assert town.ask(supplies.drops, no)[1].goods == ("蔬菜包 50份", "大米 30袋")
    (_redone, _undone, marked, *_rest) = town.ask(journal.steps)
    assert (marked.code, marked.params["compound"]) == ("drop_cancelled", ["甲苑", "甲苑"])


def test_an_old_form_does_not_overwrite(town: Store) -> None:
    no = town.do(supply_commands.add_delivery, TRUCK)
    version = town.ask(supplies.delivery, no).version
    town.do(supply_commands.change_delivery, no, version, {"note": "先"})
    with refused("edited_meanwhile"):
        town.do(supply_commands.change_delivery, no, version, {"note": "后"})
    assert town.ask(supplies.delivery, no).note == "先"


def test_the_same_notice_is_known_again(town: Store) -> None:
    no = town.do(supply_commands.add_delivery, TRUCK)
    assert town.ask(supplies.same_delivery, TRUCK) == no
    other = DeliveryInput(NINE + HOUR, TRUCK.items, TRUCK.plate)
    assert town.ask(supplies.same_delivery, other) is None


def test_drops_are_listed_by_day_and_found_by_goods_and_driver(town: Store) -> None:
    town.do(supply_commands.add_delivery, TRUCK)
    town.do(
        supply_commands.add_delivery,
        DeliveryInput(NINE + 24 * HOUR, (ItemInput("鲜肉", 9, "份"),), drops=("甲苑",)),
    )
    town.do(supply_commands.mark_drops, [1], DropState.DONE)

    def found(scope: str, words: str = "", sort: str = "eta") -> list[int]:
        bounds = day_bounds(town.now())
        listing = town.ask(supplies.DROPS.open, ListQuery(scope, sort, filter=words), **bounds)
        return [row.no for row in listing.rows()]

    assert found("today") == [1, 2]
    assert found("upcoming") == [2, 3]
    assert found("all") == [1, 2, 3]
    assert found("all", sort="compound") == [1, 3, 2]
    assert found("all", sort="state") == [2, 3, 1]
    assert found("all", "朱师傅 乙") == [2]
    assert found("all", "鲜肉") == [3]


# -- testing -----------------------------------------------------------------------------------


def test_a_session_with_its_new_round_is_one_act(town: Store) -> None:
    given = SessionInput(0, "弄口", ("乙苑",), NINE, NINE + HOUR, 1)
    new = RoundInput("抗原", RoundKind.ANTIGEN, date(2022, 4, 9), 1)
    undone_whole(town, lambda: town.do(testing_commands.add_session, given, new))
    (row,) = town.ask(testing.sessions, 1)
    assert (row.site, row.compounds, row.people_due) == ("弄口", ("乙苑",), 50)
    assert (row.have, row.need, row.lead) == (0, 3, None)


def test_a_round_that_is_not_there_or_a_plan_that_is_wrong_leaves_nothing(town: Store) -> None:
    given = SessionInput(7, "弄口", ("乙苑",), NINE, NINE + HOUR)
    with refused("round_unknown"):
        town.do(testing_commands.add_session, given)
    new = RoundInput("", RoundKind.PCR, date(2022, 4, 9))
    refused_whole(
        town,
        lambda step: testing_commands.add_session(step, given, new),
        "field_empty",
        "name",
    )
    assert town.ask(testing.rounds) == []


def test_people_follow_a_session_that_moves(town: Store, session_no: int) -> None:
    target = town.ask(kinds.one, Work.SESSION, session_no)
    town.do(duty_commands.change_people, [target.duty(1, Role.LEAD), target.duty(2, Role.DESK)])
    version = town.ask(testing.session, session_no).version
    moved = {"starts_at": NINE + 2 * HOUR, "ends_at": NINE + 4 * HOUR, "compounds": ("乙苑",)}
    undone_whole(town, lambda: town.do(testing_commands.change_session, session_no, version, moved))
    spans = {
        (loaded(d.starts_at), loaded(d.ends_at))
        for d in town.ask(duties.of_work, Work.SESSION, session_no)
    }
    assert spans == {(NINE + 2 * HOUR, NINE + 4 * HOUR)}
    assert town.ask(testing.row, session_no).people_due == 50


def test_a_round_is_changed_and_its_sessions_found_by_the_new_name(
    town: Store, session_no: int
) -> None:
    view = town.ask(testing.round_of, 1)
    undone_whole(
        town, lambda: town.do(testing_commands.change_round, 1, view.version, {"name": "加做一轮"})
    )
    listing = town.ask(
        testing.SESSIONS.open,
        ListQuery("all", "time", filter="加做"),
        **day_bounds(town.now()),
    )
    assert [row.no for row in listing.rows()] == [session_no]


def test_sessions_begin_and_end(town: Store, session_no: int) -> None:
    undone_whole(
        town, lambda: town.do(testing_commands.mark_sessions, [session_no], SessionState.RUNNING)
    )
    town.do(testing_commands.mark_sessions, [session_no], SessionState.DONE)
    with refused("session_cannot"):
        town.do(testing_commands.mark_sessions, [session_no], SessionState.CANCELLED)


def test_a_session_without_a_site_goes_by_its_compounds(town: Store, session_no: int) -> None:
    no = town.do(testing_commands.add_session, SessionInput(1, "", ("乙苑",), NINE, NINE + HOUR))
    town.do(testing_commands.mark_sessions, [session_no, no], SessionState.RUNNING)
    (begun, *_rest) = town.ask(journal.steps)
    assert begun.code == "session_running"
    assert begun.params["site"] == ["中心花园", "乙苑"]


def test_a_session_with_people_cannot_be_undone_from_under_them(
    town: Store, session_no: int
) -> None:
    (planned,) = [s.no for s in town.ask(journal.steps) if s.code == "session_added"]
    target = town.ask(kinds.one, Work.SESSION, session_no)
    town.do(duty_commands.change_people, [target.duty(1, Role.LEAD)])
    with refused("undo_depends"):
        town.do(journal_commands.undo, planned)


# -- duties ------------------------------------------------------------------------------------


def test_several_people_are_given_and_taken_in_one_act(town: Store, session_no: int) -> None:
    target = town.ask(kinds.one, Work.SESSION, session_no)
    given = [target.duty(1, Role.LEAD), target.duty(2, Role.DESK), target.duty(3, Role.DESK)]
    undone_whole(town, lambda: town.do(duty_commands.change_people, given))
    row = town.ask(testing.row, session_no)
    assert (row.have, row.need, row.lead, row.people) == (3, 5, "石磊", ("石磊", "赵娟", "孙秀英"))
    held = {d.person: d.no for d in town.ask(duties.of_work, Work.SESSION, session_no)}
    changed = town.do(duty_commands.change_people, [target.duty(2, Role.ORDER)], [held["赵娟"]])
    assert changed == ("中心花园", ("赵娟",), ("赵娟",))
    assert town.ask(journal.steps)[0].code == "people_changed"


def test_one_conflict_among_several_leaves_everything_as_it_was(
    town: Store, session_no: int
) -> None:
    town.do(supply_commands.add_delivery, TRUCK)
    target, drop = town.ask(kinds.one, Work.SESSION, session_no), town.ask(kinds.one, Work.DROP, 1)
    town.do(duty_commands.change_people, [target.duty(1, Role.LEAD)])
    before = state(town)
    with refused("person_busy", person="石磊", where="中心花园"):
        town.do(duty_commands.change_people, [drop.duty(2, Role.CARRY), drop.duty(1, Role.CARRY)])
    assert state(town) == before


def test_an_absent_person_is_refused_and_covers_nothing_already_hers(
    town: Store, session_no: int
) -> None:
    target = town.ask(kinds.one, Work.SESSION, session_no)
    town.do(duty_commands.change_people, [target.duty(1, Role.LEAD)])
    town.do(roster_presence.record_presence, [1], PresenceInput(Place.ISOLATED, town.now()))
    row = town.ask(testing.row, session_no)
    assert (row.have, row.lead, row.people) == (0, None, ("石磊",))
    later = DutyInput(1, Work.PATROL, Role.HAND, NINE + 5 * HOUR, NINE + 6 * HOUR)
    with refused("person_isolated"):
        town.do(duty_commands.change_people, [later])


def test_work_called_off_takes_nobodys_time(town: Store, session_no: int) -> None:
    town.do(supply_commands.add_delivery, TRUCK)
    target, drop = town.ask(kinds.one, Work.SESSION, session_no), town.ask(kinds.one, Work.DROP, 1)
    town.do(duty_commands.change_people, [target.duty(1, Role.LEAD)])
    town.do(testing_commands.mark_sessions, [session_no], SessionState.CANCELLED)
    assert town.ask(testing.row, session_no).need == 0
    town.do(duty_commands.change_people, [drop.duty(1, Role.CARRY)])
    assert town.ask(supplies.drops, 1)[0].hands == 1


@pytest.mark.parametrize("work", [Work.SESSION, Work.DROP])
def test_who_has_come_to_work_called_off_has_left_it(
    town: Store, session_no: int, work: Work
) -> None:
    town.do(supply_commands.add_delivery, TRUCK)
    target = town.ask(kinds.one, work, 1)
    town.do(duty_commands.change_people, [target.duty(1, min(target.spans))])
    (held,) = (one for one in town.ask(duties.of_work, work, 1) if one.person_no == 1)
    town.do(attendance_commands.come, [held.no])

    def call_off() -> None:
        if work is Work.DROP:
            town.do(supply_commands.mark_drops, [1], DropState.CANCELLED)
        else:
            town.do(testing_commands.mark_sessions, [1], SessionState.CANCELLED)

    undone_whole(town, call_off)
    (left,) = (one for one in town.ask(duties.of_work, work, 1) if one.person_no == 1)
    assert left.checked_out_at is not None


def test_a_duty_changes_hands_and_the_new_hands_must_be_free(town: Store, session_no: int) -> None:
    target = town.ask(kinds.one, Work.SESSION, session_no)
    town.do(duty_commands.change_people, [target.duty(1, Role.LEAD), target.duty(2, Role.DESK)])
    lead = next(d for d in town.ask(duties.of_work, Work.SESSION, session_no) if d.person_no == 1)
    span = loaded(lead.starts_at), loaded(lead.ends_at)
    with refused("person_busy"):
        town.do(timeline_commands.reschedule, lead.no, *span, 2)
    undone_whole(town, lambda: town.do(timeline_commands.reschedule, lead.no, *span, 3))
    assert town.ask(testing.row, session_no).lead == "孙秀英"
    town.do(duty_commands.change_people, [], [lead.no])
    assert town.ask(testing.row, session_no).lead is None


def test_who_may_be_given_is_ranked_by_what_speaks_for_and_against(
    town: Store, session_no: int
) -> None:
    town.do(roster_presence.record_presence, [1], PresenceInput(Place.ISOLATED, town.now()))
    found = town.ask(
        duty_candidates.candidates, town.ask(kinds.one, Work.SESSION, session_no), Role.DESK
    )
    assert [p.name for p in found] == ["孙秀英", "赵娟", "吕洋", "石磊"]
    assert [p.fit for p in found] == ["登记", "", "", ""]
    assert [p.free for p in found] == [True, True, False, False]
    assert [p.refused for p in found] == [False, False, False, True]
    assert [c.problem.code for c in found[2].concerns] == ["outside_hours"]


def test_who_is_at_it_already_stands_first_and_is_not_in_her_own_way(
    town: Store, session_no: int
) -> None:
    target = town.ask(kinds.one, Work.SESSION, session_no)
    town.do(duty_commands.change_people, [target.duty(2, Role.DESK)])
    first = town.ask(duty_candidates.candidates, target, Role.ORDER)[0]
    assert (first.name, first.role, first.free) == ("赵娟", "desk", True)


def test_what_does_not_exist_is_named(town: Store) -> None:
    span = (NINE, NINE + HOUR)
    for given, code in (
        (DutyInput(99, Work.OTHER, Role.HAND, *span), "person_unknown"),
        (DutyInput(1, Work.SESSION, Role.LEAD, *span, work_no=5), "session_unknown"),
        (DutyInput(1, Work.DROP, Role.CARRY, *span, work_no=5), "drop_unknown"),
        (DutyInput(1, Work.SESSION, Role.CARRY, *span), "role_unfit"),
        (DutyInput(1, Work.OTHER, Role.HAND, NINE, NINE), "duty_ends_before_start"),
    ):
        with refused(code):
            town.do(duty_commands.change_people, [given])


def test_duties_of_a_span_and_of_a_person(town: Store) -> None:
    give = duty_commands.change_people
    town.do(give, [DutyInput(1, Work.GUIDE, Role.GUIDE, NINE - 11 * HOUR, NINE - 7 * HOUR)])
    town.do(give, [DutyInput(None, Work.PATROL, Role.HAND, NINE, NINE + HOUR, note="三号楼")])
    around = town.ask(duties.between, NINE - 8 * HOUR, NINE + HOUR)
    assert [(d.work, d.person) for d in around] == [("guide", "石磊"), ("patrol", None)]
    assert around[1].where == "三号楼"
    assert town.ask(duties.of_person, 1, NINE, NINE + HOUR) == []
