"""Suggesting a day: what always holds, on any day; and what is weighed against what."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.duties import DEFAULT_ROSTER, DutyRow, Role, Slot, Work
from models.duties.rules import Times, concerns
from models.duties.workers import Worker, against, qualified
from models.roster import PresenceView
from models.suggest import Suggestion
from models.suggest.rules import suggest
from models.suggest.search import STEPS
from models.times import LOCAL, stored

DAY = datetime(2022, 4, 10, tzinfo=LOCAL)


def at(hours: float) -> datetime:
    return DAY + timedelta(hours=hours)


def place(
    starts: float,
    ends: float,
    role: Role = Role.CARRY,
    *,
    no: int = 1,
    work: Work = Work.SESSION,
    where: str = "",
    skill: str = "",
) -> Slot:
    compounds = (where,) if where else ()
    return Slot(work, no, None, role, at(starts), at(ends), where, compounds, skill)


def held(no: int, starts: float, ends: float, work: Work = Work.SESSION) -> DutyRow:
    span = stored(at(starts)), stored(at(ends))
    return DutyRow(no, str(no), 1, "", work, "desk", *span, 1, "弄口", "")


def person(
    no: int,
    *duties: DutyRow,
    skills: tuple[str, ...] = (),
    kind: str = "volunteer",
    compound: str | None = None,
    times: Times | None = None,
) -> Worker:
    known = times or Times(f"人{no}", duties)
    known = known._replace(home=compound, of_staff=kind == "staff")
    return Worker(no, f"人{no}", kind, "", skills, "", compound, known)


def who(found: Suggestion) -> list[int]:
    return [one.person_no for one in found.given]


def reasons(found: Suggestion) -> list[str]:
    return [one.reason.code for one in found.given]


# -- what always holds -----------------------------------------------------------------------------

hours = st.integers(0, 26)
roles = st.sampled_from((Role.LEAD, Role.DESK, Role.CARRY, Role.DRIVE, Role.HAND))
places = st.builds(
    lambda starts, long, role, no, work, where, skill: place(
        starts, starts + long, role, no=no, work=work, where=where, skill=skill
    ),
    hours,
    st.integers(1, 8),
    roles,
    st.integers(1, 4),
    st.sampled_from((Work.SESSION, Work.DROP, Work.TELEPHONE)),
    st.sampled_from(("", "甲", "乙")),
    st.sampled_from(("", "", "", "护士")),
)
duties = st.builds(
    lambda starts, long, work: held(1, starts, starts + long, work),
    st.integers(-20, 26),
    st.integers(1, 6),
    st.sampled_from((Work.SESSION, Work.REST)),
)
presences = st.builds(
    lambda where, reach, since, until: PresenceView(
        "p", 1, where, reach, None, None, stored(at(since)), stored(at(since + until)), None, ""
    ),
    st.sampled_from(("isolated", "on_site", "away")),
    st.sampled_from(("any_time", "no")),
    st.integers(-30, 20),
    st.integers(1, 30),
)
known = st.builds(
    Times,
    st.just("某人"),
    st.lists(duties, max_size=2).map(tuple),
    st.lists(presences, max_size=1).map(tuple),
    st.sampled_from((None, 480)),
    st.sampled_from((None, 1080)),
    st.sampled_from((None, None, None, date(2022, 4, 10))),
    has_pass=st.booleans(),
    no_heavy_work=st.booleans(),
    closed=st.sampled_from(({}, {}, {"甲": date(2022, 4, 10)})),
)
people = st.lists(
    st.tuples(
        known,
        st.sampled_from((("护士",), ("带队",), ("开车", "力气"), ())),
        st.sampled_from(("staff", "volunteer")),
        st.sampled_from((None, "甲", "乙")),
    ),
    max_size=7,
).map(
    lambda told: [
        person(no, skills=skills, kind=kind, compound=compound, times=times)
        for no, (times, skills, kind, compound) in enumerate(told, 1)
    ]
)
days = st.tuples(st.lists(places, max_size=9), people)


@settings(deadline=None)
@given(days)
def test_every_place_is_filled_once_or_left_with_a_reason(
    day: tuple[list[Slot], list[Worker]],
) -> None:
    slots, workers = day
    found = suggest(slots, workers, DEFAULT_ROSTER)
    told = [*(one.slot for one in found.given), *(one.slot for one in found.left)]
    assert sorted(map(repr, told)) == sorted(map(repr, slots))
    assert all(one.reason.code.startswith("given_") for one in found.given)
    assert all(one.reason.code.startswith("left_") for one in found.left)


@settings(deadline=None)
@given(days)
def test_nobody_is_at_two_places_at_once_or_at_one_that_is_refused(
    day: tuple[list[Slot], list[Worker]],
) -> None:
    slots, workers = day
    found = suggest(slots, workers, DEFAULT_ROSTER)
    by_no = {worker.no: worker for worker in workers}
    for index, one in enumerate(found.given):
        assert qualified(one.slot, by_no[one.person_no])
        assert not any(c.refuses or c.by_hand for c in against(one.slot, by_no[one.person_no]))
        for other in found.given[:index]:
            if other.person_no == one.person_no:
                assert one.slot.ends <= other.slot.starts or other.slot.ends <= one.slot.starts


@settings(deadline=None)
@given(days, st.sampled_from((0, 3, STEPS)))
def test_no_place_is_left_that_somebody_fit_and_free_could_take(
    day: tuple[list[Slot], list[Worker]], steps: int
) -> None:
    slots, workers = day
    found = suggest(slots, workers, DEFAULT_ROSTER, steps)
    for left in found.left:
        for worker in workers:
            mine = [one.slot for one in found.given if one.person_no == worker.no]
            busy = any(s.starts < left.slot.ends and left.slot.starts < s.ends for s in mine)
            refused = any(c.refuses or c.by_hand for c in against(left.slot, worker))
            assert busy or refused or not qualified(left.slot, worker)


@settings(deadline=None)
@given(days, st.randoms(use_true_random=False))
def test_the_order_of_what_is_given_changes_nothing(
    day: tuple[list[Slot], list[Worker]], chance: random.Random
) -> None:
    slots, workers = day
    found = suggest(slots, workers, DEFAULT_ROSTER)
    mixed_slots, mixed_workers = list(slots), list(workers)
    chance.shuffle(mixed_slots)
    chance.shuffle(mixed_workers)
    assert suggest(mixed_slots, mixed_workers, DEFAULT_ROSTER) == found


@settings(deadline=None)
@given(days)
def test_warnings_are_those_of_all_she_then_has(day: tuple[list[Slot], list[Worker]]) -> None:
    slots, workers = day
    found = suggest(slots, workers, DEFAULT_ROSTER)
    by_no = {worker.no: worker for worker in workers}
    for one in found.given:
        times = by_no[one.person_no].times
        others = [x.slot for x in found.given if x.person_no == one.person_no and x is not one]
        mine = [
            held(0, (s.starts - DAY) / timedelta(hours=1), (s.ends - DAY) / timedelta(hours=1))
            for s in others
        ]
        whole = times._replace(held=(*times.held, *mine))
        codes = [c.problem.code for c in concerns(one.slot.duty(one.person_no), whole)]
        assert [problem.code for problem in one.reason.warnings] == codes


# -- cover -----------------------------------------------------------------------------------------


def test_others_move_on_so_that_one_more_place_is_filled() -> None:
    """Two can do both, one can do the first only: taking whoever comes first would leave one."""
    lead, carry = place(8, 10, Role.LEAD), place(8, 10)
    able, strong = person(1, skills=("带队",)), person(2)
    found = suggest([carry, lead], [able, strong], DEFAULT_ROSTER)
    assert {one.slot.role: one.person_no for one in found.given} == {Role.LEAD: 1, Role.CARRY: 2}


def test_a_long_place_gives_way_to_two_short_ones() -> None:
    slots = [place(8, 16, no=1), place(8, 10, no=2), place(12, 14, no=3)]
    found = suggest(slots, [person(1)], DEFAULT_ROSTER)
    assert [one.slot.no for one in found.given] == [2, 3]


@pytest.mark.parametrize(
    "first", [place(9, 12, Role.LEAD), place(9, 12, Role.DESK, skill="护士")], ids=["lead", "skill"]
)
def test_leads_and_skills_go_first_where_not_all_can_be_filled(first: Slot) -> None:
    able = person(1, skills=("带队", "护士"))
    found = suggest([place(8, 10), first, place(11, 12.5)], [able, person(2)], DEFAULT_ROSTER)
    assert len(found.left) == 0
    found = suggest([place(8, 10), first], [able], DEFAULT_ROSTER)
    assert [one.slot for one in found.given] == [first]


def test_why_a_place_is_left() -> None:
    ill = PresenceView("p", 1, "isolated", "no", None, None, stored(at(-20)), None, None, "")
    absent = person(1, times=Times("人1", (), (ill,)))
    busy, free = person(2, held(1, 8, 12)), person(3)

    def why(slots: list[Slot], workers: list[Worker]) -> tuple[str, dict[str, object]]:
        reason = suggest(slots, workers, DEFAULT_ROSTER).left[0].reason
        return reason.code, dict(reason.params)

    one, two = [place(8, 10)], [place(8, 10), place(9, 11)]
    assert why([place(8, 10, Role.LEAD)], [free]) == ("left_no_lead", {})
    assert why([place(8, 10, skill="护士")], [free]) == ("left_no_skill", {"skill": "护士"})
    assert why(one, []) == ("left_nobody", {})
    assert why(one, [absent]) == ("left_absent", {"count": 1})
    assert why(one, [busy]) == ("left_busy", {"count": 1})
    assert why(two, [free]) == ("left_taken", {"count": 1})
    assert why(one, [absent, busy]) == (
        "left_absent_busy",
        {"absent": 1, "busy": 1, "taken": 0},
    )
    assert why(two, [absent, busy, free]) == (
        "left_none_free",
        {"absent": 1, "busy": 1, "taken": 1},
    )


# -- what comes first ------------------------------------------------------------------------------


def test_who_has_least_work_of_the_day_is_asked_first() -> None:
    found = suggest([place(14, 16)], [person(1, held(1, 8, 12)), person(2)], DEFAULT_ROSTER)
    assert who(found) == [2]
    assert reasons(found) == ["given_idle"]
    both = [person(1, held(1, 8, 12)), person(2, held(2, 8, 9.5))]
    found = suggest([place(14, 16)], both, DEFAULT_ROSTER)
    assert reasons(found) == ["given_least_work"]
    assert found.given[0].reason.params == {"person": "人2", "minutes": 90, "hours": "1.5"}


def test_places_are_spread_over_people() -> None:
    slots = [place(hour, hour + 2, no=hour) for hour in (7, 9, 11, 13, 15, 17)]
    found = suggest(slots, [person(1), person(2), person(3)], DEFAULT_ROSTER)
    assert sorted(who(found)) == [1, 1, 2, 2, 3, 3]


def test_a_warning_weighs_more_than_even_work() -> None:
    late = Times("人2", (), (), 840, 1080)
    found = suggest(
        [place(8, 10)], [person(1, held(1, 12, 17)), person(2, times=late)], DEFAULT_ROSTER
    )
    assert who(found) == [1]
    assert found.given[0].reason.code == "given_unwarned"
    assert found.given[0].reason.params["others"] == 1


def test_who_has_a_warning_too_is_not_told_to_be_without_one() -> None:
    late = Times("人1", (), (), 840, 1080)
    tired = late._replace(person="人2", held=(held(1, -7, 6, Work.NIGHT),))
    found = suggest([place(8, 10)], [person(1, times=late), person(2, times=tired)], DEFAULT_ROSTER)
    assert who(found) == [1]
    assert found.given[0].reason.warnings
    assert found.given[0].reason.code == "given_less_warned"


def test_a_night_is_not_followed_by_a_morning_where_it_can_be_helped() -> None:
    night, morning = place(20, 26, work=Work.NIGHT), place(30, 33)
    found = suggest([night, morning], [person(1), person(2, held(1, 10, 14))], DEFAULT_ROSTER)
    assert sorted(who(found)) == [1, 2]
    alone = suggest([night, morning], [person(1)], DEFAULT_ROSTER)
    assert [p.code for one in alone.given for p in one.reason.warnings] == [
        "rest_short",
        "rest_short",
    ]


def test_where_work_is_even_who_lives_there_comes_first() -> None:
    found = suggest(
        [place(8, 10, where="甲")],
        [person(1, compound="乙"), person(2, compound="甲")],
        DEFAULT_ROSTER,
    )
    assert who(found) == [2]
    assert found.given[0].reason.code == "given_near"
    assert found.given[0].reason.params["compound"] == "甲"


def test_then_who_has_a_skill_that_fits() -> None:
    found = suggest([place(8, 10)], [person(1), person(2, skills=("力气活",))], DEFAULT_ROSTER)
    assert who(found) == [2]
    assert found.given[0].reason.params["fit"] == "力气活"


def test_ways_between_compounds_are_kept_few() -> None:
    slots = [place(8, 10, no=n, where=w) for n, w in ((1, "甲"), (2, "乙"))] + [
        place(10, 12, no=n, where=w) for n, w in ((3, "甲"), (4, "乙"))
    ]
    found = suggest(slots, [person(1), person(2)], DEFAULT_ROSTER)
    went: dict[int, set[str]] = {}
    for one in found.given:
        went.setdefault(one.person_no, set()).add(one.slot.where)
    assert sorted(map(len, went.values())) == [1, 1]


def test_the_only_one_is_said_to_be() -> None:
    lead = place(8, 10, Role.LEAD)
    able, other = person(1, skills=("带队",)), person(2, skills=("带队",))
    assert reasons(suggest([lead], [able, person(3)], DEFAULT_ROSTER)) == ["given_only_one"]
    both = suggest([lead, place(9, 11, Role.LEAD, no=2)], [able, other], DEFAULT_ROSTER)
    assert reasons(both) == ["given_only_free", "given_only_free"]
    assert both.given[0].reason.params["all"] == 2


def test_nothing_to_fill_and_nobody_there() -> None:
    assert suggest([], [person(1)], DEFAULT_ROSTER) == Suggestion([], [])
    assert suggest([place(8, 10)], [], DEFAULT_ROSTER).left[0].reason.code == "left_nobody"
