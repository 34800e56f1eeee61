"""Counts in a real file: written down, replaced, explained, taken back; what follows elsewhere."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.clock import FixedClock
from data.counts import commands, queries
from data.journal import commands as journal_commands
from data.journal import queries as journal
from data.requests.queries import settings as queue_settings
from data.store import Store
from data.supplies import commands as supply_commands
from data.supplies import queries as supplies
from data.supplies import running
from data.today.queries import board
from models.counts import CountInput, Reason, Stage, rules
from models.supplies import DropState, ItemInput
from screens.sentences import say_step
from tests.beginning import another_desk
from tests.counting import NORTH, SOUTH, TRUCK, count, line, supply
from tests.states import refused, refused_whole, state, undone_whole

MINUTE = timedelta(minutes=1)


@pytest.fixture
def gates(store: Store) -> Store:
    return supply(store)


def test_five_counts_of_one_gate_each_against_the_one_before(gates: Store) -> None:
    assert line(gates).planned == 100
    assert count(gates, Stage.TRUCK, 100).verdict.difference == 0
    short = count(gates, Stage.GATE, 88, Reason.SHORT, signed_by="门岗王师傅", person_no=2)
    assert (short.verdict.difference, short.row.person) == (-12, "赵娟")
    assert (short.row.signed_by, short.row.reason) == ("门岗王师傅", "short")
    first = count(gates, Stage.BUILDING, 52, at="2")
    assert (first.verdict.difference, first.verdict.asks) == (-8, False), "it lacked at the gate"
    assert count(gates, Stage.BUILDING, 36, at="10").verdict.difference == -4
    done = count(gates, Stage.DOORS, 88)
    assert (done.verdict.difference, done.verdict.missing) == (0, ())
    found = [rules.figure(line(gates), stage) for stage in rules.STAGES]
    assert found == [100, 88, 88, 88]
    assert rules.unexplained(line(gates)) == []


def test_a_difference_without_its_reason_is_refused_and_nothing_kept(gates: Store) -> None:
    given = CountInput(SOUTH, line(gates).item_id, Stage.GATE, 88)
    milk = CountInput(SOUTH, line(gates, goods="牛奶").item_id, Stage.GATE, 50)
    both = partial(commands.record_counts, given=[milk, given])
    refused_whole(gates, both, "lack_unexplained", "reason")
    more = partial(commands.record_counts, given=[given._replace(quantity=101)])
    refused_whole(gates, more, "surplus_unexplained", "reason")
    wrong = given._replace(reason=Reason.OTHER, said=" \x1b[31m ")
    words = partial(commands.record_counts, given=[wrong])
    refused_whole(gates, words, "reason_words_missing", "said")


def test_more_at_all_gates_than_the_truck_brought_is_told(gates: Store) -> None:
    brought = TRUCK.items[0].quantity
    assert count(gates, Stage.GATE, 100).on_truck is None
    over = count(gates, Stage.GATE, brought + 1, Reason.EXTRA)
    assert (over.on_truck, over.in_all) == (brought, brought + 1)


def test_what_was_counted_at_a_gate_is_not_divided_anew(gates: Store) -> None:
    count(gates, Stage.GATE, 100)
    before = line(gates).planned
    gates.do(supply_commands.mark_drops, [NORTH], DropState.CANCELLED)
    assert line(gates).planned == before
    assert rules.unexplained(line(gates)) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"quantity": -1}, "count_negative"),
        ({"quantity": 1_000_001}, "count_too_many"),
        ({"item_id": "none"}, "goods_not_here"),
        ({"drop_no": 99}, "drop_unknown"),
        ({"person_no": 99}, "person_unknown"),
        ({"came_id": "x", "reason": Reason.SHORT}, "came_needs_wrong_kit"),
    ],
)
def test_what_cannot_be_is_refused(gates: Store, change: dict[str, object], code: str) -> None:
    given = CountInput(SOUTH, line(gates).item_id, Stage.GATE, 100)
    with refused(code):
        gates.do(commands.record_counts, [given._replace(**change)])  # type: ignore[arg-type]


def test_a_count_to_come_or_of_a_building_at_the_gate_is_refused(gates: Store) -> None:
    with refused("count_ahead"):
        count(gates, Stage.GATE, 100, counted_at=gates.now() + 10 * MINUTE)
    with refused("stage_not_by_building"):
        count(gates, Stage.GATE, 60, at="2")
    before = gates.now() - 10 * MINUTE
    assert count(gates, Stage.GATE, 100, counted_at=before).row.counted_at.startswith(
        "2022-04-08T23:50"
    )


def test_a_gate_called_off_is_not_counted_and_what_was_counted_is_told_still(gates: Store) -> None:
    count(gates, Stage.TRUCK, 100)
    gates.do(supply_commands.mark_drops, [SOUTH, NORTH], DropState.CANCELLED)
    with refused("count_called_off", compound="甲苑"):
        gates.do(
            commands.record_counts,
            [CountInput(SOUTH, line(gates).item_id, Stage.GATE, 90, reason=Reason.SHORT)],
        )
    told = gates.ask(queries.figures, 1)
    assert [(one.compound, one.goods) for one in told] == [("甲苑", "蔬菜包A")]
    gates.do(supply_commands.mark_drops, [SOUTH], DropState.PLANNED)
    assert count(gates, Stage.TRUCK, 100).replaced[0].quantity == 100


def test_a_correction_keeps_the_earlier_figure(gates: Store, clock: FixedClock) -> None:
    count(gates, Stage.GATE, 90, Reason.SHORT, person_no=1)
    clock.moment += MINUTE
    second = count(gates, Stage.GATE, 100, person_no=2)
    assert [(one.quantity, one.person) for one in second.replaced] == [(90, "石磊")]
    now = line(gates)
    assert [(one.quantity, one.person) for one in now.counts] == [(100, "赵娟")]
    (was,) = now.earlier
    assert (was.quantity, was.person, was.reason) == (90, "石磊", "short")
    assert was.replaced_at == second.row.entered_at
    gates.do(journal_commands.undo)
    assert [(one.quantity, one.replaced_at) for one in line(gates).counts] == [(90, None)]
    assert line(gates).earlier == ()


def test_a_whole_gate_and_its_buildings_take_each_others_place(gates: Store) -> None:
    count(gates, Stage.BUILDING, 60, at="2")
    count(gates, Stage.BUILDING, 40, at="10")
    whole = count(gates, Stage.BUILDING, 99, Reason.HELD_BACK)
    assert sorted(one.quantity for one in whole.replaced) == [40, 60]
    assert rules.figure(line(gates), Stage.BUILDING) == 99
    again = count(gates, Stage.BUILDING, 60, at="2")
    assert [one.quantity for one in again.replaced] == [99]
    assert rules.figure(line(gates), Stage.BUILDING) == 60


def test_a_count_that_another_desk_made_meanwhile_is_not_written_over(gates: Store) -> None:
    known = frozenset({count(gates, Stage.GATE, 100).no})
    with another_desk(gates) as other:
        count(other, Stage.GATE, 95, Reason.SHORT, person_no=2)
    with refused("count_meanwhile", quantity=95, person="赵娟"):
        count(gates, Stage.GATE, 90, Reason.SHORT, seen=known)
    assert count(gates, Stage.GATE, 100, seen=known | {2}).verdict.difference == 0


def test_acts_are_undone_whole_and_told(gates: Store) -> None:
    def explain() -> object:
        return gates.do(commands.change_count, 1, None, {"reason": Reason.THEFT})

    undone_whole(
        gates,
        lambda: count(gates, Stage.GATE, 88, may_ask=True),
        explain,
        lambda: count(gates, Stage.GATE, 100),
        lambda: gates.do(commands.withdraw_count, 2),
    )
    steps = gates.ask(journal.steps)
    told = "; ".join(say_step(step) for step in steps)
    assert "counted at the gate of 甲苑: 蔬菜包A 88份" in told
    with refused("count_replaced", no=1):
        gates.do(commands.change_count, 1, None, {"reason": Reason.SHORT})
    with refused("count_unknown", no=77):
        gates.do(commands.withdraw_count, 77)


def test_who_counts_at_the_gate_counted_there_unless_another_is_named(gates: Store) -> None:
    gates.do(running.count_at, SOUTH, 2)
    assert gates.ask(queries.counters, 1) == {SOUTH: "赵娟"}
    assert count(gates, Stage.GATE, 100).row.person == "赵娟"
    assert count(gates, Stage.GATE, 100, person_no=1).row.person == "石磊"
    assert count(gates, Stage.DOORS, 100).row.person is None, "the gate is not the doors"


def test_a_signature_is_for_all_that_was_counted_there(gates: Store) -> None:
    count(gates, Stage.GATE, 100)
    count(gates, Stage.GATE, 50, goods="牛奶", signed_by="李姐")
    count(gates, Stage.GATE, 25, goods="牛奶", drop_no=NORTH)
    gates.do(commands.change_count, 1, 1, {"signed_by": "王师傅"})
    assert line(gates).counts[0].signed_by == "王师傅"
    assert line(gates, goods="牛奶").counts[0].signed_by == "李姐"
    assert line(gates, NORTH, "牛奶").counts[0].signed_by == ""
    with refused("edited_meanwhile"):
        gates.do(commands.change_count, 1, 1, {"said": "x"})


def test_the_wrong_kit_is_told_at_both_kits(gates: Store) -> None:
    kit_b = line(gates, goods="蔬菜包B").item_id
    made = count(gates, Stage.GATE, 65, Reason.WRONG_KIT, came_id=kit_b)
    assert made.row.came == "蔬菜包B"
    other = line(gates, goods="蔬菜包B")
    assert other.instead == (line(gates).item_id,)
    assert count(gates, Stage.GATE, 135, Reason.WRONG_KIT, goods="蔬菜包B").verdict.difference == 35


# -- while the truck is there ----------------------------------------------------------------------


def red(store: Store) -> list[tuple[str, int, bool]]:
    now = store.now()
    found = store.ask(queries.lacking_now, now)
    return [(one.compound, one.difference, rules.is_red(one, now)) for one in found]


def test_the_driver_is_told_while_the_next_gate_has_not_his_truck(
    gates: Store, clock: FixedClock
) -> None:
    assert red(gates) == []
    count(gates, Stage.GATE, 88, Reason.SHORT)
    assert red(gates) == [("甲苑", -12, True)]
    (row, *_rest) = gates.ask(supplies.drops, 1)
    assert [one.difference for one in row.lacks] == [-12]
    told = gates.ask(board, gates.now(), gates.ask(queue_settings)).lacking
    assert [(one.drop_no, one.difference) for one in told] == [(SOUTH, -12)]
    count(gates, Stage.GATE, 50, drop_no=NORTH)
    assert red(gates) == [], "the truck is at the next gate, and the reason is known"
    gates.do(journal_commands.undo)
    clock.moment += 61 * MINUTE
    assert red(gates) == []


def test_what_was_noted_of_the_truck_decides(gates: Store, clock: FixedClock) -> None:
    from models.supplies.tables import SupplyDrop

    count(gates, Stage.GATE, 88, may_ask=True)
    with gates.step() as step:
        step.act("drop_changed", compound="甲苑")
        key = step.conn.execute("SELECT id FROM supply_drop WHERE no = 1").fetchone()[0]
        step.change(SupplyDrop, key, arrived_at=step.at)
    clock.moment += 120 * MINUTE
    assert red(gates) == [("甲苑", -12, True)]
    with gates.step() as step:
        step.act("drop_changed", compound="甲苑")
        step.change(SupplyDrop, key, left_at=step.at)
    assert red(gates) == [("甲苑", -12, False)], "nobody said why yet"
    gates.do(commands.change_count, 1, None, {"reason": Reason.SHORT})
    assert red(gates) == []


def test_a_truck_that_is_unloaded_at_the_office_stands_at_no_gate(gates: Store) -> None:
    from models.supplies.tables import Delivery

    count(gates, Stage.GATE, 88, may_ask=True)
    with gates.step() as step:
        step.act("delivery_changed", no=1)
        key = step.conn.execute("SELECT id FROM delivery").fetchone()[0]
        step.change(Delivery, key, run="office")
    assert red(gates) == [("甲苑", -12, False)]


def test_a_drop_done_reddens_nothing_and_a_week_settles_what_nobody_explained(
    gates: Store, clock: FixedClock
) -> None:
    count(gates, Stage.GATE, 88, may_ask=True)
    gates.do(supply_commands.mark_drops, [SOUTH], DropState.DONE)
    assert red(gates) == [("甲苑", -12, False)]
    clock.moment += timedelta(days=8)
    assert red(gates) == []


# -- goods that are put right ----------------------------------------------------------------------


def test_goods_that_are_put_right_keep_what_was_counted(gates: Store) -> None:
    count(gates, Stage.GATE, 88, Reason.SHORT)
    kit_a, _kit_b, milk = TRUCK.items
    renamed = kit_a._replace(goods="蔬菜礼包A", quantity=152)
    changes = {"items": (milk, renamed, ItemInput("大米", 30, "袋"))}
    before = state(gates)
    gates.do(supply_commands.change_delivery, 1, 1, changes)
    assert [one.quantity for one in line(gates, goods="蔬菜礼包A").counts] == [88]
    assert [item.goods for item in gates.ask(supplies.delivery, 1).items] == [
        "牛奶",
        "蔬菜礼包A",
        "大米",
    ]
    gates.do(journal_commands.undo)
    assert state(gates) == before


def test_goods_that_were_counted_are_not_left_out(gates: Store) -> None:
    for goods in ("蔬菜包A", "蔬菜包B", "牛奶"):
        count(gates, Stage.GATE, 50 if goods == "牛奶" else 100, goods=goods)
    others = (*TRUCK.items[1:], ItemInput("大米", 100, "份"))
    left = partial(supply_commands.change_delivery, no=1, version=1, changes={"items": others})
    refused_whole(gates, left, "goods_counted", "items")


# -- whatever is typed, in whatever order ----------------------------------------------------------

ACTS = st.lists(
    st.tuples(
        st.sampled_from(rules.STAGES),
        st.sampled_from([None, "2", "10"]),
        st.integers(0, 130),
        st.sampled_from(["count", "count", "count", "undo", "take out"]),
    ),
    max_size=8,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ACTS)
def test_sums_hold_whatever_is_counted_corrected_and_undone(
    gates: Store, acts: list[tuple[Stage, str | None, int, str]]
) -> None:
    """A stage is of the gate or by building, its figure the sum; nothing counted gets lost."""
    before, made = state(gates), 0
    for stage, at, quantity, act in acts:
        if act == "undo" and made:
            gates.do(journal_commands.undo)
            made -= 1
        elif act == "take out" and line(gates).counts:
            gates.do(commands.withdraw_count, line(gates).counts[0].no)
            made += 1
        elif act == "count" and (at is None or stage in rules.BY_BUILDING):
            count(gates, stage, quantity, at=at, may_ask=True)
            made += 1
        now = line(gates)
        for one in rules.STAGES:
            own = rules.current(now.counts, one)
            by_building = rules.of_buildings(now, one)
            assert own is None or not by_building
            total = sum(row.quantity for row in by_building) if by_building else None
            assert rules.figure(now, one) == (total if own is None else own.quantity)
        for row, less in rules.unexplained(now):
            assert less != 0
            assert row.reason is None
    for _act in range(made):
        gates.do(journal_commands.undo)
    assert state(gates) == before
