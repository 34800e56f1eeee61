"""Who is never sent: out of or into closed places, from a sickbed, to lift what they may not."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.duties import DEFAULT_ROSTER, DutyInput, DutyRow, Role, Slot, Work
from models.duties.rules import Times, by_telephone, concerns, is_heavy, span_problems
from models.duties.workers import Worker
from models.roster import PresenceView
from models.suggest.rules import suggest
from models.times import LOCAL, stored

DAY = datetime(2022, 4, 10, tzinfo=LOCAL)
TODAY = DAY.date()
NAMES = ("甲", "乙", "丙")


def at(hours: float) -> datetime:
    return DAY + timedelta(hours=hours)


def duty(work: Work = Work.SESSION, role: Role = Role.DESK, starts: float = 9) -> DutyInput:
    return DutyInput(1, work, role, at(starts), at(starts + 2))


def volunteer(home: str | None = "甲", **others: object) -> Times:
    return Times("何勇", home=home, of_staff=False)._replace(**others)  # type: ignore[arg-type]


def stands(one: DutyInput, times: Times, *compounds: str) -> list[tuple[str, str]]:
    """What stands against it, each with whether it refuses, is for a hand, or only warns."""
    return [
        (c.problem.code, "refuses" if c.refuses else "by hand" if c.by_hand else "warns")
        for c in concerns(one._replace(compounds=compounds), times)
    ]


# -- one rule at a time ----------------------------------------------------------------------------


def test_a_volunteer_elsewhere_is_warned_of_and_who_has_a_pass_is_not() -> None:
    assert stands(duty(), volunteer(), "乙") == [("lives_elsewhere", "warns")]
    assert stands(duty(), volunteer(), "乙", "甲") == []
    assert stands(duty(), volunteer(has_pass=True), "乙") == []
    assert stands(duty(), Times("石磊", home="甲"), "乙") == []
    assert stands(duty(), volunteer(None), "乙") == []  # nothing is said of who lives nobody knows


@pytest.mark.parametrize(
    ("times", "compounds", "found"),
    [
        (volunteer(), ("乙",), [("compound_closed", "refuses"), ("lives_elsewhere", "warns")]),
        (volunteer(), ("甲",), []),
        (volunteer(), ("甲", "乙"), [("compound_closed", "refuses")]),
        (volunteer(), (), [("compound_closed", "refuses")]),
        (volunteer("乙"), ("甲",), [("compound_shut", "refuses"), ("lives_elsewhere", "warns")]),
        (volunteer("乙"), (), []),
    ],
)
def test_a_closed_compound_is_left_and_entered_by_nobody_whom_its_gate_holds(
    times: Times, compounds: tuple[str, ...], found: list[tuple[str, str]]
) -> None:
    assert stands(duty(), times._replace(closed={"甲": TODAY}), *compounds) == found


def test_it_is_open_again_the_day_after() -> None:
    shut = volunteer("乙", closed={"甲": TODAY})
    assert stands(duty(starts=33), shut, "甲") == [("lives_elsewhere", "warns")]


def test_no_pass_leads_out_of_a_closed_building() -> None:
    shut = volunteer(has_pass=True, closed_until=TODAY)
    assert stands(duty(), shut, "甲") == [("building_closed", "refuses")]


@pytest.mark.parametrize("place", ["isolated", "hospital", "away"])
@pytest.mark.parametrize(
    ("work", "role", "how"),
    [
        (Work.TELEPHONE, Role.HAND, "by hand"),
        (Work.REQUEST, Role.HAND, "by hand"),
        (Work.REQUEST, Role.DRIVE, "refuses"),
        (Work.REQUEST, Role.GUIDE, "refuses"),
        (Work.REQUEST, Role.CARRY, "refuses"),
        (Work.DROP, Role.DRIVE, "refuses"),
    ],
)
def test_who_is_isolated_is_given_work_by_telephone_alone_and_by_hand(
    place: str, work: Work, role: Role, how: str
) -> None:
    away = PresenceView("p", 1, place, "any_time", None, None, stored(at(-20)), None, None, "")
    (found,) = stands(duty(work, role), Times("沈静怡", presences=[away]))
    assert found == (f"afar_{place}" if how == "by hand" else f"person_{place}", how)


def test_work_of_a_day_lasts_no_day_but_rest_and_telephone_may() -> None:
    for work, role, wrong in (
        (Work.PATROL, Role.HAND, ["duty_too_long"]),
        (Work.TELEPHONE, Role.HAND, []),
        (Work.REST, Role.HAND, []),
    ):
        long = DutyInput(1, work, role, at(13), at(36))
        assert [problem.code for problem in span_problems(long)] == wrong
        assert span_problems(long._replace(ends_at=at(29))) == []


def test_who_may_not_lift_carries_by_hand_only() -> None:
    frail = volunteer(no_heavy_work=True)
    for work, role in ((Work.DROP, Role.CARRY), (Work.DROP, Role.HAND), (Work.OTHER, Role.CARRY)):
        assert stands(duty(work, role), frail, "甲") == [("heavy_work", "by hand")]
    for work, role in ((Work.DROP, Role.LEAD), (Work.SESSION, Role.DESK), (Work.NIGHT, Role.HAND)):
        assert stands(duty(work, role), frail, "甲") == []


def test_what_is_told_by_telephone_is_for_staff_first() -> None:
    phone = Slot(Work.TELEPHONE, None, None, Role.HAND, at(9), at(12))
    busy = DutyRow(1, "1", 1, "", "drop", "lead", stored(at(13)), stored(at(18)), 1, "甲", "")
    office = Worker(1, "韩雪梅", "staff", "", (), "", None, Times("韩雪梅", [busy]))
    other = Worker(2, "何勇", "volunteer", "", (), "", "甲", volunteer())
    (given_,) = suggest([phone], [office, other], DEFAULT_ROSTER).given
    assert (given_.person_no, given_.reason.code) == (1, "given_staff")
    away = PresenceView("p", 1, "hospital", "no", None, None, stored(at(-20)), None, None, "")
    office = office._replace(times=Times("韩雪梅", presences=[away]))
    (given_,) = suggest([phone], [office, other], DEFAULT_ROSTER).given
    assert given_.person_no == 2
    assert [p.code for p in given_.reason.warnings] == ["health_by_telephone"]


def test_nobody_is_up_two_nights_running_while_others_had_none() -> None:
    night = Slot(Work.NIGHT, None, None, Role.HAND, at(23), at(30))
    before = DutyRow(1, "1", 1, "", "night", "hand", stored(at(-1)), stored(at(6)), None, "", "")
    tired = Worker(1, "石磊", "staff", "", (), "", None, Times("石磊", [before]))
    work = DutyRow(2, "2", 2, "", "drop", "lead", stored(at(8)), stored(at(16)), 1, "甲", "")
    rested = Worker(2, "韩雪梅", "staff", "", (), "", None, Times("韩雪梅", [work]))
    assert [one.person_no for one in suggest([night], [tired, rested], DEFAULT_ROSTER).given] == [2]
    (alone,) = suggest([night], [tired], DEFAULT_ROSTER).given
    assert [problem.code for problem in alone.reason.warnings] == ["nights_running"]
    later = before._replace(starts_at=stored(at(47)), ends_at=stored(at(54)))
    assert ("nights_running", "warns") in stands(
        duty(Work.NIGHT, Role.HAND, 24), Times("石磊", [later])
    )


def test_a_local_goes_before_even_minutes_and_after_a_warning() -> None:
    place = Slot(Work.SESSION, 1, None, Role.DESK, at(9), at(12), "甲", ("甲",))
    work = DutyRow(1, "1", 1, "", "drop", "lead", stored(at(14)), stored(at(18)), 1, "甲", "")
    local = Worker(1, "何勇", "volunteer", "", (), "", "甲", volunteer(held=[work]))
    idle = Worker(2, "吕洋", "volunteer", "", (), "", "乙", volunteer("乙"))
    (found,) = suggest([place], [local, idle], DEFAULT_ROSTER).given
    assert (found.person_no, found.reason.code) == (1, "given_near")
    late = local._replace(times=volunteer(available_from=14 * 60, available_until=18 * 60))
    (found,) = suggest([place], [late, idle], DEFAULT_ROSTER).given
    assert found.person_no == 2
    assert [problem.code for problem in found.reason.warnings] == ["lives_elsewhere"]


# -- on any day ------------------------------------------------------------------------------------

spots = st.sampled_from([(), ("甲",), ("乙",), ("甲", "乙"), ("丙",)])
slots = st.builds(
    lambda work, role, starts, long, where: Slot(
        work, None, None, role, at(starts), at(starts + long), "", where
    ),
    st.sampled_from([*Work]),
    st.sampled_from([*Role]),
    st.integers(0, 26),
    st.integers(1, 8),
    spots,
)
absences = st.builds(
    lambda where, reach, since, until: PresenceView(
        "p", 1, where, reach, None, None, stored(at(since)), stored(at(since + until)), None, ""
    ),
    st.sampled_from(("isolated", "hospital", "away")),
    st.sampled_from(("any_time", "window", "no")),
    st.integers(-30, 20),
    st.integers(1, 60),
)
shut: st.SearchStrategy[Mapping[str, date]] = st.dictionaries(
    st.sampled_from(NAMES), st.sampled_from((TODAY, TODAY + timedelta(days=1)))
)
people = st.builds(
    lambda kind, home, absent, until, has_pass, frail, closed: Worker(
        0, "", kind, "", ("带队", "开车", "带路"), "", home,
        Times(
            "某人", (), absent, closed_until=None if kind == "staff" else until, home=home,
            closed={} if kind == "staff" or has_pass else closed,
            of_staff=kind == "staff", has_pass=has_pass, no_heavy_work=frail,
        ),
    ),
    st.sampled_from(("staff", "volunteer", "partner")),
    st.sampled_from((None, *NAMES)),
    st.lists(absences, max_size=1),
    st.sampled_from((None, None, TODAY)),
    st.booleans(),
    st.booleans(),
    shut,
)  # fmt: skip


def forbidden(slot: Slot, worker: Worker) -> bool:
    """The hard rules once more, said without the program's own."""
    times, starts = worker.times, slot.starts.astimezone(LOCAL).date()
    if slot.work is Work.REST:
        return False
    for span in times.presences:
        since, until = datetime.fromisoformat(span.since), datetime.fromisoformat(span.until or "")
        if since < slot.ends and slot.starts < until:
            return True
    if slot.work in (Work.TELEPHONE, Work.REQUEST) and slot.role in (Role.HAND, Role.LEAD):
        return False
    if times.closed_until is not None and starts <= times.closed_until:
        return True
    lifts = slot.role is Role.CARRY or (slot.work, slot.role) == (Work.DROP, Role.HAND)
    if times.no_heavy_work and lifts:
        return True
    inside = () if slot.work is Work.ERRAND else slot.compounds
    closed = {name for name, until in times.closed.items() if starts <= until}
    leaves = not inside or any(name != worker.compound for name in inside)
    enters = any(name in closed and name != worker.compound for name in inside)
    return (worker.compound in closed and leaves) or enters


@settings(deadline=None, max_examples=300)
@given(st.lists(slots, max_size=6), st.lists(people, max_size=5))
def test_nobody_is_proposed_through_what_is_closed_from_a_sickbed_or_to_lift_too_much(
    places: list[Slot], workers: list[Worker]
) -> None:
    numbered = [worker._replace(no=no) for no, worker in enumerate(workers, 1)]
    found = suggest(places, numbered, DEFAULT_ROSTER)
    for one in found.given:
        assert not forbidden(one.slot, numbered[one.person_no - 1])


@given(st.sampled_from([*Work]), st.sampled_from([*Role]))
def test_what_is_lifted_is_not_done_by_telephone(work: Work, role: Role) -> None:
    assert not (is_heavy(work, role) and by_telephone(work, role))
