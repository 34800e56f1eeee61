"""Hours as people write them, who is reachable when, and what a record of calls says."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.chases import Rung
from models.directory import ContactInput, ContactKind, Entry, Record, Window, rules
from models.times import LOCAL
from screens.directory.form import read_contact

SATURDAY = datetime(2022, 4, 9, 8, 0, tzinfo=LOCAL)
WEEKDAYS = frozenset(range(5))

moments = st.integers(0, 14 * 24 * 60).map(lambda n: SATURDAY + timedelta(minutes=n))
windows = st.lists(
    st.builds(
        lambda days, start, length: Window(days, start, start + length),
        st.frozensets(st.integers(0, 6), min_size=1),
        st.integers(0, 1439),
        st.integers(1, 1440),
    ),
    max_size=3,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ()),
        ("24小时", ((rules.EVERY_DAY, 0, 1440),)),
        ("24h", ((rules.EVERY_DAY, 0, 1440),)),
        ("８：３０－１７：００", ((rules.EVERY_DAY, 510, 1020),)),
        ("22:00-6:00", ((rules.EVERY_DAY, 1320, 1800),)),
        (
            "周一至周五 8:30-11:30，13:30-17:00；周六 9:00-12:00",
            ((WEEKDAYS, 510, 690), (WEEKDAYS, 810, 1020), (frozenset({5}), 540, 720)),
        ),
        ("weekdays 9:00-17:00", ((WEEKDAYS, 540, 1020),)),
        ("Fri-Mon 9:00-12:00", ((frozenset({4, 5, 6, 0}), 540, 720),)),
        ("周末", ((frozenset({5, 6}), 0, 1440),)),
        ("星期天 上午", ((frozenset({6}), 480, 720),)),
        ("有人就接", None),
        ("周一至周五 看情况", None),
    ],
)
def test_hours_are_read(text: str, expected: object) -> None:
    assert rules.read_hours(text) == expected


@given(st.text(max_size=30))
def test_no_text_breaks_the_reading_of_hours(text: str) -> None:
    found = rules.read_hours(text)
    assert found is None or all(w.days and 0 <= w.start < w.end <= 2880 for w in found)


def test_a_night_window_goes_on_after_midnight_and_belongs_to_the_day_it_began() -> None:
    friday_night = (Window(frozenset({4}), 1320, 1800),)
    assert rules.open_at(friday_night, SATURDAY.replace(hour=5))
    assert not rules.open_at(friday_night, SATURDAY.replace(hour=6))
    assert not rules.open_at(friday_night, SATURDAY.replace(hour=23))
    assert rules.next_open(friday_night, SATURDAY) == SATURDAY.replace(day=15, hour=22)


def test_who_named_no_hours_is_taken_to_answer_always() -> None:
    assert rules.open_at((), SATURDAY)
    assert rules.next_open((), SATURDAY) == SATURDAY


@given(windows, moments, st.floats(0, 1, exclude_max=True))
def test_the_next_opening_is_open_and_nothing_before_it_is(
    spans: list[Window], moment: datetime, share: float
) -> None:
    opening = rules.next_open(spans, moment)
    assert opening is not None, "every window comes again within a week"
    assert opening >= moment
    assert rules.open_at(spans, opening)
    if opening > moment:
        minutes = int(share * ((opening - moment) // timedelta(minutes=1)))
        between = moment + timedelta(minutes=minutes)
        assert not rules.open_at(spans, between)


@given(windows, moments)
def test_being_reachable_comes_again_every_week(spans: list[Window], moment: datetime) -> None:
    assert rules.open_at(spans, moment) == rules.open_at(spans, moment + timedelta(days=7))


def entry(no: int, record: Record, *, is_open: bool = True, last: str | None = None) -> Entry:
    return Entry(
        no, no, None, f"医院{no}", "hospital", "hospital", "", "", "", "", record, last, "", 0,
        None, is_open, None,
    )  # fmt: skip


def test_the_rate_counts_who_was_accepted_and_promises_kept() -> None:
    assert rules.success_rate(Record()) is None
    assert rules.success_rate(Record(4, 3, accepted=1, refused=2)) == 0.25
    assert rules.success_rate(Record(4, 4, accepted=1, refused=1, kept=2)) == 0.75


def test_a_rung_is_called_open_ones_first_then_who_helped_most() -> None:
    shut = entry(1, Record(4, 4, accepted=4), is_open=False)
    poor = entry(2, Record(4, 4, accepted=1), last="2022-04-08T00:00:00Z")
    untried = entry(3, Record())
    good = entry(4, Record(4, 4, accepted=3), last="2022-04-08T00:00:00Z")
    desk = entry(5, Record())._replace(rung="subdistrict")
    ordered = rules.for_rung([shut, poor, untried, good, desk], Rung.HOSPITAL)
    assert [one.no for one in ordered] == [4, 3, 2, 1]


def test_the_police_stand_behind_the_ambulance() -> None:
    police = entry(1, Record(4, 4, accepted=4))._replace(rung="emergency", kind="police")
    ambulance = entry(2, Record(4, 4))._replace(rung="emergency", kind="ambulance")
    assert [one.no for one in rules.for_rung([police, ambulance], Rung.EMERGENCY)] == [2, 1]


def test_a_form_is_read_and_its_kind_gives_the_rung() -> None:
    given = read_contact(
        {"name": "区妇产科", "kind": "hospital", "phone": "138 0000 8101", "hours": "24小时"},
        SATURDAY,
    )
    assert given == ContactInput(
        "区妇产科", ContactKind.HOSPITAL, None, "13800008101", "24小时", ""
    )
    assert rules.rung_of(given) is Rung.HOSPITAL
    wrong = read_contact({"name": " ", "phone": "没有", "hours": "看情况"}, SATURDAY)
    assert isinstance(wrong, list)
    assert {(p.code, p.field) for p in wrong} == {
        ("field_empty", "name"),
        ("phone_unclear", "phone"),
        ("hours_unclear", "hours"),
    }


def test_numbers_of_services_are_telephones_here() -> None:
    for number in ("120", "12345", "110"):
        assert rules.contact_problems(ContactInput("热线", phone=number)) == []
