"""What a count is held against, which asks for a reason, until when a driver is to be told."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.counts import Before, CountRow, GateLine, Reason, Site, Stage, Truck, reasons, rules
from models.problems import Problem
from models.times import LOCAL, stored

NINE = datetime(2022, 4, 9, 9, tzinfo=LOCAL)
NOWHERE = Truck(None, None, False)
MINUTE = timedelta(minutes=1)


def row(
    stage: Stage, quantity: int, reason: Reason | None = None, building: str | None = None
) -> CountRow:
    return CountRow(
        no=1,
        drop_no=1,
        item_id="i",
        building_id=building,
        building=building,
        stage=stage,
        quantity=quantity,
        reason=reason,
        counted_at=stored(NINE),
        entered_at=stored(NINE),
    )


def gate(
    *counts: CountRow,
    planned: int = 100,
    sites: tuple[Site, ...] = (),
    missed: int = 0,
    truck: Truck = NOWHERE,
) -> GateLine:
    return GateLine(
        1, 1, "甲苑", "planned", "i", "蔬菜包", "份", "", planned, missed, truck, counts, sites
    )


def site(name: str, planned: int | None, *counts: CountRow, missed: int = 0) -> Site:
    return Site(name, None, name, planned, missed, counts)


# -- what is typed ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("223", 223),
        ("0", 0),
        ("1,720", 1720),
        ("223份", 223),
        ("２２３", 223),
        ("5.0", 5),
        ("-5", "count_negative"),
        ("1.5", "count_fraction"),
        ("-0.5", "count_fraction"),
        ("many", "figure_unclear"),
        ("", "figure_unclear"),
        ("1000001", "count_too_many"),
        ("9" * 400, "count_too_many"),
    ],
)
def test_a_figure_is_whole_and_not_below_nothing(text: str, found: int | str) -> None:
    read = reasons.read_quantity(text)
    assert (read.code if isinstance(read, Problem) else read) == found


# -- the chain -------------------------------------------------------------------------------------


def test_a_count_is_held_against_the_last_stage_that_was_counted() -> None:
    nothing = gate()
    assert rules.before(nothing, Stage.GATE) == Before(None, 100)
    noted = gate(row(Stage.TRUCK, 98))
    assert rules.before(noted, Stage.GATE) == Before(Stage.TRUCK, 98)
    assert rules.before(noted, Stage.DOORS) == Before(Stage.TRUCK, 98), "stages may be skipped"
    assert rules.missing(noted, Stage.DOORS) == (Stage.GATE, Stage.BUILDING)
    assert rules.verdict(noted, Stage.GATE, 88).difference == -10


def test_buildings_make_a_stage_once_all_of_them_are_counted() -> None:
    one = site("2", 60, row(Stage.BUILDING, 60, building="2"))
    some = gate(row(Stage.GATE, 100), sites=(one, site("10", 40)))
    assert rules.figure(some, Stage.BUILDING) == 60
    assert not rules.is_whole(some, Stage.BUILDING)
    assert rules.before(some, Stage.DOORS) == Before(Stage.GATE, 100)
    whole = some._replace(sites=(one, site("10", 40, row(Stage.BUILDING, 38, building="10"))))
    assert rules.before(whole, Stage.DOORS) == Before(Stage.BUILDING, 98)


def test_what_lacks_at_the_gate_needs_no_second_reason_at_the_buildings() -> None:
    """Only twelve came short: the first twelve that lack at buildings are those."""
    sites = (site("2", 60, row(Stage.BUILDING, 53, building="2")), site("10", 40))
    short = gate(row(Stage.GATE, 88, Reason.SHORT), sites=sites)
    assert not rules.verdict(short, Stage.BUILDING, 35, sites[1]).asks
    assert rules.verdict(short, Stage.BUILDING, 34, sites[1]).asks
    full = gate(row(Stage.GATE, 100), sites=sites)
    assert rules.verdict(full, Stage.BUILDING, 39, sites[1]).asks


def test_doors_noted_as_missed_explain_what_was_not_handed_out() -> None:
    line = gate(row(Stage.GATE, 100), missed=31)
    assert rules.proposed(line, Stage.DOORS) == 69
    assert not rules.verdict(line, Stage.DOORS, 69).asks
    assert rules.verdict(line, Stage.DOORS, 68).asks
    assert rules.verdict(line, Stage.DOORS, 101).asks, "more than came asks whatever was missed"


def test_more_at_all_buildings_than_came_asks_for_a_reason() -> None:
    sites = (site("2", None, row(Stage.BUILDING, 60, building="2")), site("10", None))
    line = gate(row(Stage.GATE, 100), sites=sites)
    over = rules.verdict(line, Stage.BUILDING, 45, sites[1])
    assert (over.difference, over.over, over.asks) == (None, 5, True)
    assert not rules.verdict(line, Stage.BUILDING, 40, sites[1]).asks
    assert rules.verdict(line, Stage.BUILDING, 39, sites[1]).asks, "the last one does not add up"


def test_a_correction_of_an_earlier_stage_leaves_a_later_one_without_its_reason() -> None:
    line = gate(row(Stage.GATE, 100), row(Stage.DOORS, 100))
    assert rules.unexplained(line) == []
    corrected = gate(row(Stage.GATE, 95, Reason.SHORT), row(Stage.DOORS, 100))
    assert [(one.stage, less) for one, less in rules.unexplained(corrected)] == [("doors", 5)]


figures = st.integers(0, 300)


@given(figures, st.lists(figures, min_size=1, max_size=6), st.booleans(), st.data())
def test_figures_of_buildings_add_up_and_proposals_hand_out_no_more_than_came(
    came: int, planned: list[int], counted: bool, data: st.DataObject
) -> None:
    """Taking over what is proposed, building by building, never makes more of what came, and
    where enough came each building gets its plan."""
    sites = tuple(site(str(n), share) for n, share in enumerate(planned))
    counts = (row(Stage.GATE, came),) if counted else ()
    line = gate(*counts, planned=sum(planned), sites=sites)
    order = data.draw(st.permutations(range(len(sites))))
    for at in order:
        taken = rules.proposed(line, Stage.BUILDING, line.sites[at])
        assert taken is not None
        told = row(Stage.BUILDING, taken, building=str(at))
        now = tuple(
            one._replace(counts=(told,)) if n == at else one for n, one in enumerate(line.sites)
        )
        line = line._replace(sites=now)
    total = sum(one.quantity for one in rules.of_buildings(line, Stage.BUILDING))
    assert rules.figure(line, Stage.BUILDING) == total
    assert total == min(came if counted else sum(planned), sum(planned))
    if not counted or came >= sum(planned):
        assert [one.counts[0].quantity for one in line.sites] == planned
    explained = counted and came < sum(planned)
    assert [less for one, less in rules.unexplained(line) if one.stage == "building"] == []
    assert explained == (total < sum(planned))


@given(st.lists(st.tuples(st.sampled_from(rules.STAGES), figures), max_size=4), figures)
def test_differences_of_a_chain_add_up_to_what_came_in_the_end(
    counted: list[tuple[Stage, int]], planned: int
) -> None:
    """From the plan to the last stage counted, whatever was skipped, nothing gets lost between."""
    by_stage = dict(counted)
    line = gate(*(row(stage, found) for stage, found in by_stage.items()), planned=planned)
    steps = [rules.difference_of(line, one) for one in line.counts]
    last = rules.last_counted(line)
    end = planned if last is None else rules.figure(line, last)
    assert sum(one or 0 for one in steps) == (end or 0) - planned


@given(st.lists(figures, min_size=2, max_size=5))
def test_the_same_figure_all_the_way_asks_for_nothing(found: list[int]) -> None:
    line = gate(*(row(stage, found[0]) for stage in rules.STAGES), planned=found[0])
    assert rules.lacks(line) == []
    for stage, other in zip(rules.STAGES, found[1:], strict=False):
        asks = rules.verdict(line, stage, other).asks
        assert asks == (other != found[0])


# -- reasons ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reason", "said", "difference", "came", "code"),
    [
        (None, "", -12, False, "lack_unexplained"),
        (None, "", 12, False, "surplus_unexplained"),
        (Reason.SHORT, "", -12, False, None),
        (Reason.SHORT, "", 12, False, "reason_of_lack"),
        (Reason.FOUND, "", -12, False, "reason_of_surplus"),
        (Reason.OTHER, "", -12, False, "reason_words_missing"),
        (Reason.OTHER, "雨里湿了", -12, False, None),
        (Reason.WRONG_KIT, "", -12, True, None),
        (Reason.SHORT, "", -12, True, "came_needs_wrong_kit"),
    ],
)
def test_reasons_fit_what_differs(
    reason: Reason | None, said: str, difference: int, came: bool, code: str | None
) -> None:
    found = reasons.reason_problems(reason, said, difference, asks=True, came=came)
    assert [one.code for one in found] == ([] if code is None else [code])


def test_each_reason_can_be_chosen_by_a_digit() -> None:
    less, more = reasons.offered(-1), reasons.offered(1)
    assert {*less.values(), *more.values()} == set(Reason)
    assert {*less, *more} <= set(range(10))


def test_a_digit_means_one_reason_whether_less_or_more_was_counted() -> None:
    """Fingers learn digits: 5 is no theft where too few came and held back where too many did."""
    less, more = reasons.offered(-1), reasons.offered(1)
    both = {*less} & {*more}
    assert {less[digit] for digit in both} >= {Reason.WRONG_KIT, Reason.HELD_BACK, Reason.MISCOUNT}
    assert [less[digit] for digit in both] == [more[digit] for digit in both]
    for difference, offered in ((-1, less), (1, more)):
        for reason in offered.values():
            assert not reasons.reason_problems(reason, "x", difference, asks=True, came=False)


# -- what a supplier is asked for ------------------------------------------------------------------


def test_what_is_held_back_here_is_no_lack_of_the_suppliers() -> None:
    held = gate(row(Stage.TRUCK, 95), row(Stage.GATE, 83, Reason.HELD_BACK))
    assert (rules.came_short(held), rules.kept_back(held)) == (5, 12)
    assert [one.stage for one in rules.of_supplier(held)] == ["truck"]
    mouths = gate(row(Stage.GATE, 90, Reason.EXTRA_PEOPLE))
    assert (rules.came_short(mouths), rules.kept_back(mouths)) == (0, 0)
    found = gate(row(Stage.TRUCK, 95, Reason.SHORT), row(Stage.GATE, 100, Reason.FOUND))
    assert rules.came_short(found) == 0
    assert rules.came_short(gate(row(Stage.GATE, 103, Reason.EXTRA))) == -3


@given(figures, figures, st.sampled_from(Reason), st.sampled_from(Reason))
def test_what_lies_with_the_supplier_and_here_is_all_that_differs(
    noted: int, came: int, first: Reason, second: Reason
) -> None:
    line = gate(row(Stage.TRUCK, noted, first), row(Stage.GATE, came, second))
    ours = sum(
        rules.difference_of(line, one) or 0 for one in line.counts if reasons.is_ours(one.reason)
    )
    assert ours - rules.came_short(line) == came - line.planned


def test_buildings_are_held_against_the_plan_where_nothing_came_yet() -> None:
    sites = (site("2", None, row(Stage.BUILDING, 60, building="2")), site("10", None))
    line = gate(sites=sites)
    over = rules.verdict(line, Stage.BUILDING, 45, sites[1])
    assert (over.over, over.whole) == (5, Before(None, 100))
    fewer = rules.verdict(line, Stage.BUILDING, 37, sites[1])
    assert (fewer.over, fewer.asks) == (-3, True)
    counted = gate(row(Stage.GATE, 100), sites=sites)
    assert rules.verdict(counted, Stage.BUILDING, 45, sites[1]).whole == Before(Stage.GATE, 100)


# -- the driver ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("truck", "minutes", "there"),
    [
        (Truck(stored(NINE - MINUTE), None, False), 5, True),
        (Truck(stored(NINE - MINUTE), None, False), 300, True),
        (Truck(stored(NINE - MINUTE), None, True), 5, False),
        (Truck(stored(NINE - MINUTE), stored(NINE + 3 * MINUTE), False), 2, True),
        (Truck(stored(NINE - MINUTE), stored(NINE + 3 * MINUTE), False), 3, False),
        (Truck(None, None, False), 59, True),
        (Truck(None, None, False), 60, False),
        (Truck(None, None, True), 1, False),
    ],
)
def test_a_truck_is_there_until_it_left_or_another_stop_has_it(
    truck: Truck, minutes: int, there: bool
) -> None:
    """Where nobody noted its coming, what is not known counts as still there, for an hour."""
    now = NINE + minutes * MINUTE
    assert rules.truck_is_there(truck, stored(NINE), now) is there
    (lack,) = rules.lacks(gate(row(Stage.GATE, 88, Reason.SHORT), truck=truck))
    assert rules.is_red(lack, now) is there
    assert rules.is_told(lack, now) is there, "with its reason it is told of no longer than that"
    (open_one,) = rules.lacks(gate(row(Stage.GATE, 88), truck=truck))
    assert rules.is_told(open_one, now)


def test_what_the_driver_has_to_be_told_comes_first() -> None:
    left = Truck(None, None, True)
    gone = rules.lacks(gate(row(Stage.GATE, 1), truck=left))
    small, large = (rules.lacks(gate(row(Stage.GATE, n, Reason.SHORT))) for n in (97, 60))
    found = rules.in_order([*gone, *small, *large], NINE)
    assert [one.difference for one in found] == [-40, -3, -99]
    assert all(rules.is_red(a, NINE) >= rules.is_red(b, NINE) for a, b in pairwise(found))
