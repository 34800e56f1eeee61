"""The day's picture: cells, packing, snapping, moving and stretching, presence over days."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.roster import Place, PresenceView
from models.timeline import rules
from models.timeline.rules import STEP, Block, DayPresence, Edge, Span
from models.times import LOCAL, duty_day_bounds, stored

DAY = date(2022, 4, 9)
BOUNDS = duty_day_bounds(DAY)


def at(clock: str, day: int = 9) -> datetime:
    hours, minutes = map(int, clock.split(":"))
    return datetime(2022, 4, day, tzinfo=LOCAL) + timedelta(hours=hours, minutes=minutes)


def present(
    place: str, since: datetime, until: datetime | None = None, back: str | None = None
) -> PresenceView:
    end = None if until is None else stored(until)
    return PresenceView("p", 1, place, "any_time", None, None, stored(since), end, back, "")


moments = st.integers(-6 * 60, 30 * 60).map(lambda n: BOUNDS[0] + timedelta(minutes=n))
lengths = st.integers(1, 20 * 60).map(lambda n: timedelta(minutes=n))
scales = st.sampled_from(rules.SCALES)
spans = st.lists(st.tuples(moments, lengths), max_size=12).map(
    lambda found: [Span(no, starts, starts + length) for no, (starts, length) in enumerate(found)]
)


def shares(one: Span, other: Span) -> bool:
    return one.starts < other.ends and other.starts < one.ends


# -- cells and packing -----------------------------------------------------------------------------


@given(spans, scales)
def test_each_duty_of_the_day_is_seen_once_and_hides_no_other(
    duties: list[Span], scale: int
) -> None:
    window = rules.day_window(DAY, scale)
    lines = rules.pack(duties, window)
    seen = [one.no for line in lines for one in line]
    assert sorted(seen) == [d.no for d in duties if d.ends > BOUNDS[0] and d.starts < BOUNDS[1]]
    for line in lines:
        for one in line:
            assert 0 <= one.first < one.last <= window.cells
        for one, other in pairwise(line):
            assert one.last <= other.first


@given(spans, scales)
def test_what_shares_time_stands_on_different_lines(duties: list[Span], scale: int) -> None:
    for line in rules.pack(duties, rules.day_window(DAY, scale)):
        for n, one in enumerate(line):
            for other in line[n + 1 :]:
                assert not shares(duties[one.no], duties[other.no])


@given(
    st.lists(st.tuples(st.integers(0, 23), st.integers(1, 8)), min_size=1, max_size=12),
)
def test_whole_cells_are_packed_on_as_few_lines_as_can_be(given: list[tuple[int, int]]) -> None:
    duties = [
        Span(n, BOUNDS[0] + timedelta(hours=first), BOUNDS[0] + timedelta(hours=first + length))
        for n, (first, length) in enumerate(given)
    ]
    most = max(
        sum(1 for duty in duties if duty.starts <= other.starts < duty.ends) for other in duties
    )
    assert len(rules.pack(duties, rules.day_window(DAY, 60))) == most


@given(moments, lengths, scales)
def test_a_block_covers_its_time_within_the_day(
    starts: datetime, length: timedelta, scale: int
) -> None:
    window = rules.day_window(DAY, scale)
    one = rules.block(Span(7, starts, starts + length), window)
    if one is None:
        assert starts + length <= BOUNDS[0] or starts >= BOUNDS[1]
        return
    assert window.moment(one.first) <= max(starts, BOUNDS[0]) < window.moment(one.first + 1)
    assert window.moment(one.last - 1) < min(starts + length, BOUNDS[1]) <= window.moment(one.last)
    assert one.before == (starts < BOUNDS[0])
    assert one.after == (starts + length > BOUNDS[1])


def test_a_quarter_hour_keeps_a_cell_of_its_own() -> None:
    window = rules.day_window(DAY, 30)
    quarter = Span(1, at("9:00"), at("9:15"))
    rest = Span(2, at("9:15"), at("12:00"))
    late = Span(3, at("11:50"), at("13:00"))
    assert rules.pack([quarter, rest], window) == [[Block(1, 6, 7)], [Block(2, 6, 12)]]
    assert rules.pack([Span(2, at("9:00"), at("11:45")), late], window) == [
        [Block(2, 6, 11), Block(3, 11, 14)]
    ]


def test_nothing_to_do_still_has_a_line() -> None:
    assert rules.pack([], rules.day_window(DAY, 30)) == [[]]


def test_the_block_at_a_cell_ends_before_its_last() -> None:
    line = [Block(1, 2, 4), Block(2, 4, 6)]
    found = [rules.at_cell(line, cell) for cell in range(1, 7)]
    assert [one.no if one else None for one in found] == [None, 1, 1, 2, 2, None]


@pytest.mark.parametrize(
    ("cells", "scale"), [(20, 60), (48, 30), (95, 30), (96, 15), (144, 10), (288, 5)]
)
def test_the_whole_day_is_seen_as_finely_as_the_width_lets_it(cells: int, scale: int) -> None:
    assert rules.scale_for(cells) == scale


def test_zooming_ends_at_the_finest_and_coarsest() -> None:
    assert [rules.zoomed(30, step) for step in (-1, 1, 2, 3, 4, -9)] == [60, 15, 10, 5, 5, 60]


@given(st.integers(0, 300), st.integers(1, 300), st.integers(1, 300), st.data())
def test_what_is_wanted_comes_in_sight(
    first: int, visible: int, cells: int, data: st.DataObject
) -> None:
    wanted = data.draw(st.integers(0, cells - 1))
    got = rules.in_sight(first, visible, cells, wanted)
    assert got <= wanted < got + visible
    assert 0 <= got <= max(0, cells - visible)
    assert rules.in_sight(got, visible, cells, wanted) == got


def test_hours_are_written_as_close_as_they_can_be_read() -> None:
    assert rules.ticks(rules.day_window(DAY, 30))[:3] == ((0, 6), (4, 8), (8, 10))
    assert rules.ticks(rules.day_window(DAY, 15))[-2:] == ((88, 4), (92, 5))
    assert len(rules.ticks(rules.day_window(DAY, 60))) == 6


def test_shortage_is_the_worst_of_each_cell() -> None:
    window = rules.Window(at("9:00"), 30, 4)
    gaps = [
        (at("9:00"), at("10:00"), 2),
        (at("9:15"), at("9:30"), 1),
        (at("9:30"), at("9:45"), 1),
        (at("9:45"), at("11:00"), 1),
        (at("9:00"), at("11:00"), 0),
    ]
    assert rules.shortage(gaps, window) == [3, 3, 1, 1]


# -- moving ----------------------------------------------------------------------------------------


@given(moments)
def test_snapping_takes_the_nearest_quarter(moment: datetime) -> None:
    snapped = rules.snap(moment)
    assert snapped.minute % 15 == 0
    assert abs(snapped - moment) <= STEP / 2
    assert rules.snap(snapped) == snapped


@given(moments, st.integers(-8, 8))
def test_steps_land_on_quarters_and_go_the_way_asked_for(moment: datetime, steps: int) -> None:
    there = rules.stepped(moment, steps)
    if steps == 0:
        assert there == moment
        return
    assert there.minute % 15 == 0
    assert (there > moment) == (steps > 0)
    assert STEP * (abs(steps) - 1) < abs(there - moment) <= STEP * abs(steps)


@given(moments, lengths, moments)
def test_moving_keeps_the_length_and_the_day(
    starts: datetime, length: timedelta, to: datetime
) -> None:
    if starts >= BOUNDS[1]:
        return
    first, last = rules.moved(starts, starts + length, to, BOUNDS)
    assert last - first == length
    assert min(starts, BOUNDS[0]) <= first < BOUNDS[1]
    if BOUNDS[0] <= to <= BOUNDS[1] - STEP:
        assert first == to


@given(moments, lengths, moments, st.sampled_from(Edge))
def test_stretching_moves_one_end_only_within_bounds(
    starts: datetime, length: timedelta, to: datetime, edge: Edge
) -> None:
    ends = starts + length
    first, last = rules.stretched(starts, ends, edge, to, BOUNDS)
    assert (last == ends) if edge is Edge.START else (first == starts)
    assert last - first >= min(STEP, length)
    assert last - first <= max(rules.LONGEST, length)
    assert min(starts, BOUNDS[0]) <= first
    assert last <= max(ends, starts + rules.LONGEST)


def test_a_night_may_be_drawn_out_past_the_turn_of_the_day() -> None:
    night = at("23:00"), at("6:00", 10)
    assert rules.stretched(*night, Edge.END, at("7:00", 10), BOUNDS)[1] == at("7:00", 10)
    assert rules.moved(*night, at("23:45"), BOUNDS) == (at("23:45"), at("6:45", 10))


# -- presence --------------------------------------------------------------------------------------


def test_a_return_is_expected_on_its_day_and_overdue_after_it() -> None:
    spans = [present("isolated", at("20:00", 8), back="2022-04-11")]
    days = [rules.presence_on(spans, date(2022, 4, n), Place.ON_SITE) for n in (8, 9, 11, 12)]
    assert days == [
        DayPresence(Place.ON_SITE),
        DayPresence(Place.ISOLATED),
        DayPresence(Place.ISOLATED, returns=True),
        DayPresence(Place.ISOLATED, overdue=True),
    ]


def test_absence_is_joined_and_ends_where_presence_begins() -> None:
    spans = [
        present("isolated", at("10:00")),
        present("isolated", at("12:00")),
        present("hospital", at("14:00"), at("18:00")),
    ]
    assert rules.absent_spans(spans, *BOUNDS) == [
        (at("10:00"), at("14:00"), Place.ISOLATED),
        (at("14:00"), at("18:00"), Place.HOSPITAL),
        (at("18:00"), BOUNDS[1], Place.ISOLATED),
    ]
    assert rules.absent_spans([present("home", at("7:00"))], *BOUNDS) == []


@pytest.mark.parametrize(
    ("now", "cursor"), [("2:00", "2:00"), ("5:56", "5:45"), ("6:00", "6:00"), ("8:10", "8:15")]
)
def test_the_present_is_a_moment_of_its_duty_day(now: str, cursor: str) -> None:
    assert rules.present(at(now)) == at(cursor)
