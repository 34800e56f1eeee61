"""Back and forward: spots in the order they were gone to, as browsers keep them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from screens.kit.trail import MOST, Spot, Trail


def stands(_spot: Spot[object]) -> bool:
    return True


def went(*places: str) -> Trail:
    """A trail of somebody who went through places and stands behind the last of them."""
    trail = Trail()
    for place in places:
        trail.leave(Spot(place))
    return trail


def test_back_leads_to_what_was_left_last_and_forward_to_what_back_left() -> None:
    trail = went("today", "requests")
    spot, gone = trail.turn(-1, Spot("roster", 7, "seen"), stands)
    assert (spot, gone) == (Spot("requests"), 0)
    assert trail.turn(-1, Spot("requests", 3), stands)[0] == Spot("today")
    assert trail.turn(-1, Spot("today"), stands)[0] is None
    assert trail.turn(1, Spot("today", 9), stands)[0] == Spot("requests", 3)
    assert trail.turn(1, Spot("requests", 4), stands)[0] == Spot("roster", 7, "seen")
    assert trail.turn(1, Spot("roster"), stands)[0] is None
    assert trail.turn(-1, Spot("roster"), stands)[0] == Spot("requests", 4), "as it was left last"


def test_a_new_way_cuts_what_was_ahead() -> None:
    trail = went("today", "requests")
    trail.turn(-1, Spot("roster"), stands)
    trail.leave(Spot("requests", 5))
    assert trail.turn(1, Spot("supplies"), stands)[0] is None
    assert trail.turn(-1, Spot("supplies"), stands)[0] == Spot("requests", 5)


def test_records_that_went_are_passed_over_and_forgotten_both_ways() -> None:
    trail = Trail()
    for no in range(1, 5):
        trail.leave(Spot("requests", no))
    spot, gone = trail.turn(-1, Spot("today"), lambda spot: spot.no not in (3, 4))
    assert (spot, gone) == (Spot("requests", 2), 2)
    assert trail.turn(1, Spot("requests", 2), stands) == (Spot("today"), 0)
    assert trail.turn(-1, Spot("today"), lambda spot: False) == (None, 2)
    assert trail.turn(1, Spot("today"), stands) == (None, 0)


def test_of_another_file_only_the_places_stay() -> None:
    trail = Trail()
    trail.leave(Spot("requests", 5, "seen"))
    trail.forget_records()
    assert trail.turn(-1, Spot("today"), stands)[0] == Spot("requests")


@given(st.lists(st.one_of(st.just("back"), st.just("on"), st.integers(0, 200)), max_size=120))
def test_back_then_forward_is_where_one_was_and_it_never_grows_past_its_bound(
    steps: list[str | int],
) -> None:
    trail, here = Trail(), Spot("today", -1)
    for step in steps:
        if isinstance(step, int):
            trail.leave(here)
            here = Spot("requests", step)
        else:
            found, _gone = trail.turn(-1 if step == "back" else 1, here, stands)
            here = found or here
    before = here
    back, _gone = trail.turn(-1, here, stands)
    if back is not None:
        assert trail.turn(1, back, stands)[0] == before
    count = 0
    while (found := trail.turn(-1, here, stands)[0]) is not None:
        here, count = found, count + 1
    assert count <= MOST
