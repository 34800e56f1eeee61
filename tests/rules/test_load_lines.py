"""A plan of loads changed by hand: who else could carry, with what, and what is warned of."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from models.duties import DEFAULT_ROSTER, Work
from models.duties.workers import Worker
from models.loads import Means, lines
from models.loads.lines import People
from models.loads.plan import plan
from models.loads.planned import Planned
from models.loads.settings import DEFAULTS
from models.times import loaded
from tests.rules.test_loads import NEVER, NINE, building, gate, held, person


def people(*workers: Worker) -> People:
    return People(workers, DEFAULTS, DEFAULT_ROSTER)


def by_hand(made: list[Planned], at: int, no: int, known: People) -> list[Planned]:
    taker = next(one for one in lines.takers(made, at, known) if one.no == no)
    return lines.given(made, at, taker, known)


def test_who_can_take_a_load_is_told_with_when_and_with_what() -> None:
    known = people(
        person(1),
        person(2, held(-10, 30)),
        person(3, vehicle="三轮车"),
        person(4, closed_until=NEVER),
        person(5, no_heavy_work=True),
    )
    made = plan([gate(building("1"))], known.workers[:1])
    found = lines.takers(made, 0, known)
    assert [one.no for one in found] == [3, 2, 5]
    assert [one.load.means for one in found] == [Means.TRICYCLE, Means.TROLLEY, Means.TROLLEY]
    assert found[1].load.starts.minute == 30, "behind what they hold"
    assert [warning.code for warning in found[2].load.warnings] == ["heavy_work"]


def test_a_load_is_given_left_open_and_carried_with_something_else() -> None:
    known = people(person(1), person(2))
    made = plan([gate(building("1"))], known.workers)
    other = by_hand(made, 0, 2, known)
    assert (other[0].people, other[0].names, other[0].why) == ((2,), ("人2",), None)
    left = lines.given(other, 0, None, known)
    assert left[0].people == ()
    assert left[0].why is not None
    assert left[0].why.code == "load_left_by_hand"
    on_foot = lines.with_means(other, 0, Means.FOOT, known)
    assert on_foot[0].people == (2,)
    assert on_foot[0].come_to.trips == 4
    assert on_foot[0].ends > other[0].ends
    assert Means.CAR not in lines.means_for(plan([gate(building("1"), in_lanes=True)], ())[0])


def test_one_who_takes_a_second_load_begins_it_behind_the_first() -> None:
    known = people(person(1), person(2))
    hurried = replace(DEFAULTS, within=30)
    made = plan([gate(building("1"), building("2"))], known.workers, hurried)
    both = by_hand(made, 1, 1, known)
    assert [one.people for one in both] == [(1,), (1,)]
    assert both[1].starts == both[0].ends


def test_who_comes_from_closed_doors_is_warned_of_at_open_ones() -> None:
    known = people(person(1), person(2))
    here = gate(building("1"), building("2", closed=True, urgent=True))
    made = plan([here], known.workers)
    behind = next(at for at, one in enumerate(made) if one.closed)
    opened = 1 - behind
    runner = made[behind].people[0]
    changed = by_hand(made, opened, runner, known)
    assert [one.code for one in changed[opened].warnings] == ["load_after_closed"]


def test_a_load_too_big_for_one_can_be_given_to_one_by_hand_and_takes_as_long() -> None:
    known = people(*(person(no) for no in range(1, 4)))
    made = plan([gate(building("1", 240, doors=136))], known.workers)
    assert made[0].hands == 2
    alone = by_hand(made, 0, 3, known)
    assert (alone[0].hands, alone[0].people) == (1, (3,))
    assert alone[0].come_to.minutes > made[0].come_to.minutes


changes = st.lists(
    st.tuples(st.integers(0, 7), st.integers(0, 6), st.sampled_from([None, *Means])), max_size=8
)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 50), st.booleans()), min_size=1, max_size=8),
    st.integers(1, 5),
    changes,
)
def test_whatever_is_changed_by_hand_nobody_is_in_two_places_and_nothing_is_lost(
    sizes: list[tuple[int, bool]], count: int, wanted: list[tuple[int, int, Means | None]]
) -> None:
    here = gate(*(building(str(at), u, closed=c) for at, (u, c) in enumerate(sizes)))
    known = people(*(person(no, held(-30, 5 * no)) for no in range(1, count + 1)))
    made = plan([here], known.workers)
    units = sum(one.come_to.units for one in made)
    for at, which, means in wanted:
        if at >= len(made):
            continue
        if means is not None:
            made = lines.with_means(made, at, means, known)
        else:
            takers = [None, *lines.takers(made, at, known)]
            made = lines.given(made, at, takers[which % len(takers)], known)
        assert sum(one.come_to.units for one in made) == units
        for worker in known.workers:
            spans = [(one.starts, one.ends) for one in made if worker.no in one.people]
            spans += [(loaded(duty.starts_at), loaded(duty.ends_at)) for duty in worker.times.held]
            spans.sort()
            assert all(one[1] <= other[0] for one, other in pairwise(spans))


def test_nobody_is_asked_in_their_rest_but_behind_it() -> None:
    (load,) = plan([gate(building("1"))], [person(1, held(0, 60, Work.REST))])
    assert (load.people, load.starts) == ((1,), NINE + timedelta(hours=1))
