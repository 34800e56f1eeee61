"""Spans of presence never overlap, whatever is recorded in whatever order."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.problems import Problem
from models.roster import PersonKind, Place, PresenceInput, Reach
from models.roster.rules import Recording, Span, record, usual_place

START = datetime(2022, 4, 1, tzinfo=timezone(timedelta(hours=8)))


def hour(number: int) -> datetime:
    return START + timedelta(hours=number)


def keep(spans: list[Span], new: PresenceInput) -> list[Span] | Problem:
    """What is on record after recording `new`."""
    doing = record(spans, new)
    if isinstance(doing, Problem):
        return doing
    left = [
        Span(s.id, s.place, s.since, new.since if s.id == doing.ends else s.until)
        for s in spans
        if s.id != doing.replaces
    ]
    return [*left, Span(f"span {len(spans)} {new.since}", new.place, new.since, new.until)]


inputs = st.builds(
    lambda place, begin, length: PresenceInput(
        place, hour(begin), until=hour(begin + length) if length else None
    ),
    st.sampled_from(Place),
    st.integers(0, 60),
    st.none() | st.integers(-3, 20),
)


@given(st.lists(inputs, max_size=12))
def test_whatever_is_recorded_a_person_is_at_one_place_at_a_time(news: list[PresenceInput]) -> None:
    spans: list[Span] = []
    for new in news:
        kept = keep(spans, new)
        if isinstance(kept, list):
            spans = kept
    for moment in range(90):
        here = [
            s for s in spans if s.since <= hour(moment) and (s.until or hour(999)) > hour(moment)
        ]
        assert len(here) <= 1
    assert all(s.until is None or s.until > s.since for s in spans)
    assert sum(s.until is None for s in spans) <= 1


@given(st.lists(inputs, max_size=8), inputs)
def test_what_was_before_stays_as_it_was(news: list[PresenceInput], last: PresenceInput) -> None:
    spans: list[Span] = []
    for new in news:
        kept = keep(spans, new)
        spans = kept if isinstance(kept, list) else spans
    after = keep(spans, last)
    if isinstance(after, Problem):
        return

    def place(among: list[Span], moment: int) -> Place | None:
        return next(
            (
                s.place
                for s in among
                if s.since <= hour(moment) and (s.until or hour(999)) > hour(moment)
            ),
            None,
        )

    for moment in range(-1, 90):
        within = hour(moment) >= last.since and (last.until is None or hour(moment) < last.until)
        if within:
            assert place(after, moment) is last.place
        elif hour(moment) < last.since:
            assert place(after, moment) is place(spans, moment)


def test_a_running_span_ends_when_the_next_begins() -> None:
    running = Span("a", Place.ISOLATED, hour(0), None)
    assert record([running], PresenceInput(Place.ON_SITE, hour(5))) == Recording(ends="a")


def test_a_span_of_the_same_beginning_is_put_right() -> None:
    running = Span("a", Place.ISOLATED, hour(0), None)
    assert record([running], PresenceInput(Place.HOSPITAL, hour(0))) == Recording(replaces="a")


def test_nobody_returns_before_leaving() -> None:
    running = Span("a", Place.ISOLATED, hour(10), None)
    found = record([running], PresenceInput(Place.ON_SITE, hour(4)))
    assert isinstance(found, Problem)
    assert (found.code, found.field) == ("return_before_leaving", "since")
    ended = record([], PresenceInput(Place.ISOLATED, hour(4), until=hour(4)))
    assert isinstance(ended, Problem)
    assert (ended.code, ended.field) == ("return_before_leaving", "until")


def test_a_past_span_is_not_written_over() -> None:
    past = Span("a", Place.ISOLATED, hour(0), hour(10))
    found = record([past], PresenceInput(Place.HOME, hour(9)))
    assert isinstance(found, Problem)
    assert found.code == "presence_overlaps"
    assert found.params["until"] == hour(10)
    assert record([past], PresenceInput(Place.HOME, hour(10))) == Recording()


def test_an_end_that_was_only_foreseen_gives_way() -> None:
    foreseen = Span("a", Place.ISOLATED, hour(0), hour(10))
    back = PresenceInput(Place.HOME, hour(9))
    assert record([foreseen], back, hour(9)) == Recording(ends="a")
    assert isinstance(record([foreseen], back, hour(10)), Problem)
    within = PresenceInput(Place.HOSPITAL, hour(4), until=hour(6))
    assert isinstance(record([foreseen], within, hour(4)), Problem)


def test_nobody_is_expected_before_they_left() -> None:
    new = PresenceInput(Place.ISOLATED, hour(0), expected_back=date(2022, 3, 31))
    found = record([], new)
    assert isinstance(found, Problem)
    assert (found.code, found.field) == ("expected_before_leaving", "expected_back")
    same_day = PresenceInput(Place.ISOLATED, hour(0), expected_back=date(2022, 4, 1))
    assert record([], same_day) == Recording()


@pytest.mark.parametrize(
    "new",
    [
        PresenceInput(Place.ISOLATED, hour(0), Reach.WINDOW),
        PresenceInput(Place.ISOLATED, hour(0), Reach.WINDOW, reach_from=600),
        PresenceInput(Place.ISOLATED, hour(0), Reach.ANY_TIME, reach_from=600, reach_until=700),
    ],
)
def test_a_window_has_two_ends_and_only_a_window_has_them(new: PresenceInput) -> None:
    found = record([], new)
    assert isinstance(found, Problem)
    assert found.code == "reach_window_unclear"


def test_staff_are_usually_on_site_others_at_home() -> None:
    assert usual_place(PersonKind.CADRE) is Place.ON_SITE
    assert usual_place(PersonKind.PARTNER) is Place.HOME
