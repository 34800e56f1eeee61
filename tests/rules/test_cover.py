"""How work is covered: people it has, needs and lacks."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from models.cover import rules
from models.cover.rules import Assignment
from models.duties import Role
from models.times import LOCAL

roles = st.sampled_from(list(Role))
needs = st.dictionaries(roles, st.integers(0, 5))


@given(needs, st.lists(roles, max_size=12))
def test_what_lacks_is_never_more_than_the_need_nor_less_than_nobody_fills(
    need: dict[Role, int], here: list[Role]
) -> None:
    short, needed = rules.gaps(need, here), sum(need.values())
    assert all(0 < lack <= need[role] for role, lack in short.items())
    assert max(0, needed - len(here)) <= sum(short.values()) <= needed


@given(needs, st.lists(roles, max_size=8), roles)
def test_one_more_person_never_makes_a_gap(
    need: dict[Role, int], here: list[Role], more: Role
) -> None:
    before, after = rules.gaps(need, here), rules.gaps(need, [*here, more])
    assert all(lack <= before.get(role, 0) for role, lack in after.items())


def test_hands_are_anybody_and_leads_are_not() -> None:
    assert rules.gaps({Role.HAND: 3}, ["drive", "carry"]) == {Role.HAND: 1}
    session = {Role.LEAD: 1, Role.DESK: 2, Role.ORDER: 2}
    crowd = ["desk", "desk", "desk", "order"]
    assert rules.gaps(session, crowd) == {Role.LEAD: 1, Role.ORDER: 1}


def test_the_role_proposed_is_the_first_that_lacks_people() -> None:
    session = {Role.LEAD: 1, Role.DESK: 1, Role.ORDER: 1}
    at_session, at_drop = tuple(session), (Role.CARRY, Role.LEAD, Role.DRIVE)
    assert rules.proposed_role(at_session, session, []) is Role.LEAD
    assert rules.proposed_role(at_session, session, ["lead", "order"]) is Role.DESK
    assert rules.proposed_role(at_session, session, ["lead", "desk", "order"]) is Role.LEAD
    assert rules.proposed_role(at_drop, {Role.HAND: 2}, []) is Role.CARRY


# -- by time ---------------------------------------------------------------------------------------

NINE = datetime(2022, 4, 9, 9, tzinfo=LOCAL)
QUARTER = timedelta(minutes=15)
SPAN = (NINE, NINE + 12 * QUARTER)
SESSION = {Role.LEAD: 1, Role.DESK: 2, Role.ORDER: 2}
SPANS = dict.fromkeys(SESSION, SPAN)


def somebody(
    role: Role, starts: int = 0, ends: int = 12, name: str | None = "某", skills: str = ""
) -> Assignment:
    """Somebody from one quarter of an hour to another; nobody where she has no name."""
    own = (skills,) if skills else ()
    skill = "" if name else skills
    times = NINE + starts * QUARTER, NINE + ends * QUARTER
    return Assignment(1, name, role, *times, name is not None, own if name else (), skill)


people = st.builds(
    lambda role, starts, length, name, skill: somebody(role, starts, starts + length, name, skill),
    st.sampled_from(list(SESSION)),
    st.integers(-4, 13),
    st.integers(1, 14),
    st.sampled_from(["某", None]),
    st.sampled_from(["", "护士"]),
)


@given(st.lists(people, max_size=8))
def test_gaps_are_just_what_people_and_open_places_leave(here: list[Assignment]) -> None:
    found = rules.lacking(SESSION, SPANS, here)
    assert all(SPAN[0] <= gap.starts < gap.ends <= SPAN[1] for gap in found)
    for quarter in range(12):
        at = NINE + quarter * QUARTER
        for role, need in SESSION.items():
            there = sum(h.role == role and h.starts <= at < h.ends for h in here)
            short = sum(gap.role is role and gap.starts <= at < gap.ends for gap in found)
            assert short == max(0, need - there)


@given(st.lists(people, max_size=8), st.sampled_from(["", "护士"]))
def test_have_and_short_make_the_need_and_filling_the_gaps_ends_them(
    here: list[Assignment], skill: str
) -> None:
    cover = rules.covered(SESSION, SPANS, here, skill)
    assert cover.need == cover.have + cover.short
    assert cover.have >= 0
    assert cover.need >= 5 + bool(skill)
    filled = [h._replace(name="某", comes=True) for h in here]
    for gap in rules.lacking(SESSION, SPANS, here, skill):
        own = (gap.skill,) if gap.skill else ()
        filled.append(Assignment(9, "新", gap.role, gap.starts, gap.ends, True, own))
    whole = rules.covered(SESSION, SPANS, filled, skill)
    assert whole.short == 0 or skill
    if not skill:
        assert rules.lacking(SESSION, SPANS, filled) == []


def test_a_skill_is_one_person_more() -> None:
    crew = [somebody(role) for role, count in SESSION.items() for _ in range(count)]
    assert rules.covered(SESSION, SPANS, crew, "护士") == (5, 6)
    assert [gap.skill for gap in rules.lacking(SESSION, SPANS, crew, "护士")] == ["护士"]
    nurse = somebody(Role.DESK, skills="退休护士")
    (gap,) = rules.lacking(SESSION, SPANS, [*crew[1:], nurse], "护士")
    assert (gap.role, gap.skill) == (Role.LEAD, "")
    assert rules.covered(SESSION, SPANS, [*crew, nurse], "护士") == (6, 6)
    wanted = somebody(Role.DESK, name=None, skills="护士")
    assert rules.lacking(SESSION, SPANS, [*crew, wanted], "护士") == []
    assert rules.covered(SESSION, SPANS, [*crew, wanted], "护士") == (5, 6)


def test_who_goes_with_the_truck_counts_for_the_whole_drop() -> None:
    spans = {Role.CARRY: (NINE, NINE + 3 * QUARTER), Role.DRIVE: (NINE, NINE + QUARTER)}
    driver = somebody(Role.DRIVE, 0, 1)
    assert rules.lacking({Role.HAND: 1}, spans, [driver]) == []
    late = somebody(Role.CARRY, 1, 3)
    (gap,) = rules.lacking({Role.HAND: 1}, spans, [late])
    assert (gap.starts, gap.ends) == (NINE, NINE + QUARTER)


def test_who_does_not_come_fills_nothing() -> None:
    absent = somebody(Role.LEAD)._replace(comes=False)
    assert rules.covered({Role.LEAD: 1}, {Role.LEAD: SPAN}, [absent]) == (0, 1)
